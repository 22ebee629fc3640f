//! Long texts as overlapping windows.
//!
//! Mirrors `training/sayso_training/windows.py`.

use std::ops::Range;

/// The tokens `all` go through the encoder together; those of `core` count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) all: Range<usize>,
    pub(crate) core: Range<usize>,
}

/// Covers the text with windows whose cores do not overlap.
///
/// `lengths` has the number of word pieces of each token, `paragraphs` its paragraph. A window has at most
/// `size` pieces, and every core token `margin` pieces of context on each side or the text's end. A core ends
/// at a paragraph border where one lies in its last third, so that no statement is lost at a border.
pub(crate) fn windows(lengths: &[usize], paragraphs: &[u32], size: usize, margin: usize) -> Vec<Window> {
    let (n, mut out, mut start) = (lengths.len(), Vec::new(), 0);
    while start < n {
        let (mut low, mut context) = (start, 0);
        while low > 0 && context + lengths[low - 1] <= margin {
            low -= 1;
            context += lengths[low];
        }
        let (mut high, mut used) = (start, context);
        while high < n && used + lengths[high] <= size {
            used += lengths[high];
            high += 1;
        }
        if high == n {
            out.push(Window { all: low..n, core: start..n });
            break;
        }
        let (mut end, mut context) = (high, 0);
        while end > start + 1 && context + lengths[end - 1] <= margin {
            end -= 1;
            context += lengths[end];
        }
        let earliest = end - (end - start) / 3;
        if let Some(cut) = (earliest + 1..=end).rev().find(|&cut| paragraphs[cut] != paragraphs[cut - 1]) {
            end = cut;
        }
        out.push(Window { all: low..high, core: start..end });
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cores_partition_the_text_and_keep_their_context(
            tokens in proptest::collection::vec((1usize..=12, any::<bool>()), 0..400),
            margin in 12usize..40,
        ) {
            let lengths: Vec<_> = tokens.iter().map(|&(length, _)| length).collect();
            let paragraphs: Vec<_> = tokens.iter().scan(0, |number, &(_, ends)| { *number += u32::from(ends); Some(*number) }).collect();
            let size = 3 * margin + 12;
            let windows = windows(&lengths, &paragraphs, size, margin);
            let mut at = 0;
            for window in &windows {
                prop_assert_eq!(window.core.start, at);
                prop_assert!(window.core.end > at);
                prop_assert!(lengths[window.all.clone()].iter().sum::<usize>() <= size);
                // One more token would pass the margin.
                let before: usize = lengths[window.all.start..window.core.start].iter().sum();
                prop_assert!(window.all.start == 0 || before + lengths[window.all.start - 1] > margin);
                at = window.core.end;
            }
            prop_assert_eq!(at, lengths.len());
        }
    }
}
