//! Which statement stands inside which.

use std::ops::Range;

use sayso_model::Attribution;

/// For each attribution the number of the one whose content holds it: the smallest content in which its whole
/// cue stands. Of two that hold each other's cue ("A said that B, C added") neither is inside the other.
pub(crate) fn holders(attributions: &[Attribution]) -> Vec<Option<usize>> {
    let holds = |outer: &Attribution, inner: &Attribution| {
        inner
            .cue
            .iter()
            .all(|cue| outer.content.iter().any(|content| content.start <= cue.start && cue.end <= content.end))
    };
    let holder_of = |(number, inner): (usize, &Attribution)| {
        let outer = attributions
            .iter()
            .enumerate()
            .filter(|&(other, outer)| other != number && holds(outer, inner) && !holds(inner, outer));
        outer.min_by_key(|(_, outer)| size(&outer.content)).map(|(other, _)| other)
    };
    attributions.iter().enumerate().map(holder_of).collect()
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
