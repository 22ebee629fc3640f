//! From scores to labels: runs of cue tags, and the best label sequence of an anchor.

use std::ops::Range;

use crate::settings::{LABELS, Settings};

/// Runs of begin and inside tags. `scores` has outside, begin and inside of each token; `bias` is taken from
/// the outside score, so that a higher one finds more and weaker candidates.
pub(crate) fn cue_runs(scores: &[[f32; 3]], bias: f32) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, &[outside, begin, inside]) in scores.iter().enumerate() {
        if outside - bias >= begin.max(inside) {
            continue;
        }
        match out.last_mut() {
            Some(run) if inside > begin && run.end == at => run.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// The best label sequence of a linear chain (Viterbi 1967). `scores` has [`LABELS`] entries a token.
pub(crate) fn best_labels(scores: &[f32], settings: &Settings) -> Vec<u8> {
    let (steps, _) = scores.as_chunks::<LABELS>();
    let Some((first, rest)) = steps.split_first() else { return Vec::new() };
    let mut best: [f32; LABELS] = std::array::from_fn(|label| settings.starts[label] + first[label]);
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rest.len());
    for step in rest {
        let (mut next, mut origins) = ([0.0; LABELS], [0; LABELS]);
        for (label, (score, origin)) in next.iter_mut().zip(&mut origins).enumerate() {
            *score = f32::NEG_INFINITY;
            for (previous, (so_far, after)) in (0..).zip(best.iter().zip(&settings.transitions)) {
                let candidate = so_far + after[label];
                if candidate > *score {
                    (*score, *origin) = (candidate, previous);
                }
            }
            *score += step[label];
        }
        best = next;
        back.push(origins);
    }
    let ends = (0u8..).zip(best);
    let mut label = ends.fold((0, f32::NEG_INFINITY), |top, end| if end.1 > top.1 { end } else { top }).0;
    let mut path = vec![label];
    for origins in back.iter().rev() {
        label = origins[usize::from(label)];
        path.push(label);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_begin_tag_opens_a_new_run() {
        let (o, b, i) = ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]);
        assert_eq!(cue_runs(&[o, b, i, b, o, i, i], 0.0), [1..3, 3..4, 5..7]);
    }

    #[test]
    fn a_bias_finds_weaker_cues() {
        assert_eq!(cue_runs(&[[1.0, 0.5, 0.0]], 0.0), []);
        assert_eq!(cue_runs(&[[1.0, 0.5, 0.0]], 1.0).first(), Some(&(0..1)));
    }

    fn chain(transitions: [[f32; LABELS]; LABELS]) -> Settings {
        Settings { starts: [0.0; LABELS], transitions, ..serde_json::from_str(crate::SETTINGS).unwrap() }
    }

    fn total(path: &[u8], scores: &[f32], settings: &Settings) -> f32 {
        let emitted: f32 = path.iter().enumerate().map(|(at, &label)| scores[at * LABELS + usize::from(label)]).sum();
        emitted
            + path.windows(2).map(|pair| settings.transitions[usize::from(pair[0])][usize::from(pair[1])]).sum::<f32>()
    }

    proptest! {
        #[test]
        fn no_sequence_is_better_than_the_best(
            scores in proptest::collection::vec(-3.0f32..3.0, 3 * LABELS),
            transitions in proptest::array::uniform7(proptest::array::uniform7(-3.0f32..3.0)),
        ) {
            let settings = chain(transitions);
            let best = total(&best_labels(&scores, &settings), &scores, &settings);
            for number in 0..LABELS.pow(3) {
                let path = [number % LABELS, number / LABELS % LABELS, number / LABELS / LABELS].map(|label| label as u8);
                prop_assert!(total(&path, &scores, &settings) <= best + 1e-4);
            }
        }
    }
}
