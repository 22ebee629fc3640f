//! Which of many byte ranges overlap one, without looking at all of them: a hostile text holds a statement every
//! few words.

use std::ops::Range;

use sayso_model::Attribution;

/// Byte ranges in order of their start, each with the number of what it belongs to.
pub(crate) struct RangeIndex {
    entries: Vec<(Range<usize>, usize)>,
    /// Length of the longest range: how far before a place a range may start that still reaches it.
    longest: usize,
}

impl RangeIndex {
    pub(crate) fn new(ranges: impl Iterator<Item = (Range<usize>, usize)>) -> Self {
        let mut entries: Vec<_> = ranges.collect();
        entries.sort_by_key(|(range, number)| (range.start, *number));
        let longest = entries.iter().map(|(range, _)| range.len()).max().unwrap_or(0);
        Self { entries, longest }
    }

    /// The stretches of one part of all attributions, each with the attribution's number.
    pub(crate) fn of_parts(found: &[Attribution], part: impl Fn(&Attribution) -> &[Range<usize>]) -> Self {
        Self::new((0..).zip(found).flat_map(|(number, it)| part(it).iter().map(move |range| (range.clone(), number))))
    }

    /// The ranges that share a byte with `place`, in order of their start.
    pub(crate) fn overlapping(&self, place: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, usize)> {
        let first = self.entries.partition_point(|(range, _)| range.start + self.longest <= place.start);
        let (start, end) = (place.start, place.end);
        self.entries[first..]
            .iter()
            .take_while(move |(range, _)| range.start < end)
            .filter(move |(range, _)| range.end > start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_look_at_all_finds(
            ranges in proptest::collection::vec((0usize..50, 0usize..12), 0..30),
            (start, length) in (0usize..50, 0usize..12),
        ) {
            let ranges: Vec<_> = ranges.into_iter().map(|(start, length)| start..start + length).collect();
            let place = start..start + length;
            let index = RangeIndex::new(ranges.iter().cloned().zip(0..));
            let mut found: Vec<_> = index.overlapping(&place).map(|&(_, number)| number).collect();
            found.sort_unstable();
            let overlap = |range: &Range<usize>| range.start < place.end && range.end > place.start;
            let expected: Vec<_> = (0..).zip(&ranges).filter(|(_, range)| overlap(range)).map(|(number, _)| number).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
