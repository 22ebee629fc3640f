//! Cuts a text at the borders of its marks.
//!
//! Statements nest and overlap, which HTML elements cannot. Between two neighbouring borders, however, the
//! set of marks over the text does not change: such a stretch is a segment, and each segment is one run of
//! elements in the page.

use std::ops::Range;

/// A stretch of text over which the same marks lie.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// The marks over it, as indices into the ranges that were given, the outermost first.
    pub(crate) marks: Vec<usize>,
}

/// Cuts `0..length` at every border of `marks` and at `cuts`. The segments come in order and cover
/// `0..length` exactly once. Empty marks, and what lies past `length`, are left out.
///
/// Of two marks over the same segment the longer one is the outer; of equally long ones the one given first.
pub(crate) fn segments(length: usize, marks: &[Range<usize>], cuts: &[usize]) -> Vec<Segment> {
    let marks: Vec<Range<usize>> = marks.iter().map(|mark| mark.start..mark.end.min(length)).collect();
    let mut opening: Vec<usize> = (0..marks.len()).filter(|&index| !marks[index].is_empty()).collect();
    opening.sort_by_key(|&index| marks[index].start);

    let mut borders: Vec<usize> = opening.iter().flat_map(|&index| [marks[index].start, marks[index].end]).collect();
    borders.extend(cuts.iter().filter(|&&cut| cut < length));
    borders.push(0);
    borders.push(length);
    borders.sort_unstable();
    borders.dedup();

    let mut opening = opening.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    borders
        .windows(2)
        .map(|pair| {
            open.retain(|&index| marks[index].end > pair[0]);
            let before = open.len();
            while let Some(index) = opening.next_if(|&index| marks[index].start <= pair[0]) {
                open.push(index);
            }
            if open.len() > before {
                open.sort_by_key(|&index| (std::cmp::Reverse(marks[index].len()), index));
            }
            Segment { range: pair[0]..pair[1], marks: open.clone() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn segment(range: Range<usize>, marks: &[usize]) -> Segment {
        Segment { range, marks: marks.to_vec() }
    }

    #[test]
    fn overlapping_marks_share_a_segment() {
        assert_eq!(
            segments(10, &[1..6, 4..9], &[]),
            [segment(0..1, &[]), segment(1..4, &[0]), segment(4..6, &[0, 1]), segment(6..9, &[1]), segment(9..10, &[])]
        );
    }

    #[test]
    fn the_longer_mark_is_the_outer_one() {
        assert_eq!(segments(6, &[2..4, 0..6], &[]), [segment(0..2, &[1]), segment(2..4, &[1, 0]), segment(4..6, &[1])]);
    }

    #[test]
    fn cuts_split_unmarked_text_too() {
        assert_eq!(segments(4, &[], &[2, 9]), [segment(0..2, &[]), segment(2..4, &[])]);
        assert_eq!(segments(0, &[], &[]), []);
    }

    proptest! {
        #[test]
        fn segments_cover_the_text_exactly_once(
            length in 0usize..80,
            marks in prop::collection::vec((0usize..100, 0usize..100), 0..20),
            cuts in prop::collection::vec(0usize..100, 0..5),
        ) {
            let marks: Vec<Range<usize>> = marks.into_iter().map(|(start, end)| start..end).collect();
            let segments = segments(length, &marks, &cuts);
            let mut reached = 0;
            for segment in &segments {
                prop_assert_eq!(segment.range.start, reached);
                prop_assert!(segment.range.end > reached);
                reached = segment.range.end;
            }
            prop_assert_eq!(reached, length);
            for point in 0..length {
                let here = segments.iter().find(|segment| segment.range.contains(&point));
                let mut found = here.map(|segment| segment.marks.clone()).unwrap_or_default();
                found.sort_unstable();
                let expected: Vec<usize> = (0..marks.len()).filter(|&index| marks[index].contains(&point)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
