//! What the role tagger reads: for each anchor the tokens near it.

use std::ops::Range;

use crate::settings::Settings;

/// Tokens of one call of the role tagger at most (or one anchor's): enough to keep the processor busy, little
/// enough to stay in its cache.
const GROUP: usize = 512;

/// An anchor with the tokens that it sees; the anchor's own are among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sight {
    pub(crate) anchor: Range<usize>,
    pub(crate) seen: Range<usize>,
}

impl Sight {
    /// The anchor sees its paragraph and a little of the next ones. `paragraphs` has the number of each token's.
    ///
    /// Mirrors `sight` of `training/sayso_training/windows.py`.
    pub(crate) fn new(paragraphs: &[u32], anchor: Range<usize>, settings: &Settings) -> Self {
        let (first, last, reach) = (anchor.start, anchor.end - 1, settings.reach);
        let mut low = first;
        while low > 0 && first - low < reach && paragraphs[low - 1] == paragraphs[first] {
            low -= 1;
        }
        let mut high = last + 1;
        while high < paragraphs.len() && high - last <= reach && paragraphs[high] == paragraphs[last] {
            high += 1;
        }
        let low = low.saturating_sub(settings.before).max(first.saturating_sub(reach));
        let high = paragraphs.len().min(high + settings.after).min(last + 1 + reach);
        Self { anchor, seen: low..high }
    }
}

/// Splits what role taggers are asked about into groups for one call each; `seen` tells how many tokens one sees.
pub(crate) fn groups<T>(sights: &[T], seen: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut rest = sights;
    std::iter::from_fn(move || {
        let mut tokens = 0;
        let fitting = rest.iter().take_while(|sight| {
            tokens += seen(sight);
            tokens <= GROUP
        });
        let count = fitting.count().max(1).min(rest.len());
        let (group, others) = rest.split_at(count);
        rest = others;
        (!group.is_empty()).then_some(group)
    })
}

/// Signed distance from the nearest token of the anchor to a bucket; 0 stands for inside it.
pub(crate) fn bucket(token: usize, anchor: &Range<usize>) -> usize {
    bucket_of_distance(if token < anchor.start {
        token as isize - anchor.start as isize
    } else {
        (token as isize - anchor.end as isize + 1).max(0)
    })
}

/// A signed distance in tokens to its bucket, 0 to 0.
///
/// Distances to 8 have a bucket each, farther ones share logarithmic buckets (as in T5, Raffel et al. 2020).
pub(crate) fn bucket_of_distance(distance: isize) -> usize {
    let size = distance.unsigned_abs();
    if size == 0 {
        return 0;
    }
    let slot = if size <= 8 { size - 1 } else { (8 + ((size as f64 / 8.0).log2() * 5.0) as usize).min(31) };
    1 + slot + if distance > 0 { 32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_every_anchor_once() {
        let sights: Vec<_> = [10, 500, 600, 3, 4].map(|length| Sight { anchor: 0..1, seen: 0..length }).to_vec();
        let sizes: Vec<_> = groups(&sights, |sight| sight.seen.len()).map(<[Sight]>::len).collect();
        assert_eq!(sizes, [2, 1, 2]);
        assert_eq!(groups(&[], |sight: &Sight| sight.seen.len()).count(), 0);
    }

    #[test]
    fn an_anchor_sees_its_paragraph_and_a_little_more() {
        let paragraphs: Vec<u32> = (0..300).map(|token| token / 100).collect();
        let settings = Settings { reach: 128, before: 24, after: 48, ..serde_json::from_str(crate::SETTINGS).unwrap() };
        assert_eq!(Sight::new(&paragraphs, 150..152, &settings).seen, 76..248);
        assert_eq!(Sight::new(&paragraphs, 5..6, &settings).seen, 0..134);
    }
}
