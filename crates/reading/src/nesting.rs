//! Which statement stands inside which.

use std::ops::Range;

use sayso_model::Attribution;

use crate::range_index::RangeIndex;

/// For each attribution the number of the one whose content holds it: the smallest content in which its whole
/// cue stands. Of two that hold each other's cue ("A said that B, C added") neither is inside the other.
pub(crate) fn holders(attributions: &[Attribution]) -> Vec<Option<usize>> {
    let cues = RangeIndex::new(
        (0..).zip(attributions).flat_map(|(number, found)| found.cue.iter().map(move |cue| (cue.clone(), number))),
    );
    let mut holders: Vec<Option<usize>> = vec![None; attributions.len()];
    for (number, outer) in attributions.iter().enumerate() {
        for &(_, held) in outer.content.iter().flat_map(|content| cues.overlapping(content)) {
            let inner = &attributions[held];
            if held == number || !holds(outer, inner) || holds(inner, outer) {
                continue;
            }
            if holders[held].is_none_or(|other| size(&outer.content) < size(&attributions[other].content)) {
                holders[held] = Some(number);
            }
        }
    }
    holders
}

fn holds(outer: &Attribution, inner: &Attribution) -> bool {
    let inside =
        |cue: &Range<usize>| outer.content.iter().any(|content| content.start <= cue.start && cue.end <= content.end);
    inner.cue.iter().all(inside)
}

fn size(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a role is a list of ranges")]
mod tests {
    use super::*;

    fn attribution(cue: Range<usize>, content: Range<usize>) -> Attribution {
        Attribution { source: Vec::new(), cue: vec![cue], content: vec![content], confidence: 1.0 }
    }

    #[test]
    fn the_smallest_content_holds() {
        let all = [attribution(0..2, 5..50), attribution(10..12, 15..45), attribution(20..22, 25..40)];
        assert_eq!(holders(&all), [None, Some(0), Some(1)]);
    }

    #[test]
    fn two_that_hold_each_other_stand_side_by_side() {
        assert_eq!(holders(&[attribution(0..2, 5..50), attribution(10..12, 0..45)]), [None, None]);
    }
}
