//! Scaled dot-product attention with several heads (Vaswani et al. 2017) over ragged batches.
//!
//! Sequence by sequence and head by head, a tile of queries at a time: its scores with all keys, which stay in the
//! first-level cache, become weights there and mix the head's values. Scores lie with the queries side by side,
//! `[keys][queries]`, so that the softmax of all of a tile's queries is one run over rows of whole vectors.

use crate::exponential::softmax;
use crate::tile::{TILE, product, transpose};
use crate::vector::{Kernel, Vectors, run};

/// Values of a head.
pub(crate) const HEAD: usize = 32;

/// Memory that is kept from one use to the next: one head of a sequence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// `[length / TILE][HEAD][TILE queries]`, scaled.
    queries: Vec<[[f32; TILE]; HEAD]>,
    /// `[length / TILE][TILE keys][HEAD]`.
    keys: Vec<[[f32; HEAD]; TILE]>,
    /// `[length][HEAD]`.
    values: Vec<[f32; HEAD]>,
    /// `[length / TILE][TILE keys][TILE queries]`, for one tile of queries.
    scores: Vec<[[f32; TILE]; TILE]>,
}

/// Replaces `mixed` by what each token of each sequence takes from all of its sequence, `[rows, heads · HEAD]`.
///
/// `query_key_value` is `[rows, 3 · heads · HEAD]`, with the sequences one after the other.
pub(crate) fn attend(
    query_key_value: &[f32],
    heads: usize,
    lengths: &[usize],
    scratch: &mut Scratch,
    mixed: &mut Vec<f32>,
) {
    mixed.resize(query_key_value.len() / 3, 0.0);
    run(Attend { query_key_value, heads, lengths, scratch, mixed });
}

struct Attend<'a> {
    query_key_value: &'a [f32],
    heads: usize,
    lengths: &'a [usize],
    scratch: &'a mut Scratch,
    mixed: &'a mut [f32],
}

impl Kernel for Attend<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        let hidden = self.heads * HEAD;
        let (mut input, mut output) = (self.query_key_value, self.mixed);
        for &length in self.lengths {
            let (here, rest) = input.split_at(length * 3 * hidden);
            let (mixed, after) = output.split_at_mut(length * hidden);
            (input, output) = (rest, after);
            for head in 0..self.heads {
                self.scratch.load(here, hidden, head * HEAD);
                self.scratch.mix(vectors, mixed, hidden, head * HEAD);
            }
        }
    }
}

impl Scratch {
    /// Lays out the head that begins at `first` of each row.
    #[inline(always)]
    fn load(&mut self, query_key_value: &[f32], hidden: usize, first: usize) {
        let length = query_key_value.len() / (3 * hidden);
        let tiles = length.div_ceil(TILE);
        self.queries.resize(tiles, [[0.0; TILE]; HEAD]);
        self.keys.resize(tiles, [[0.0; HEAD]; TILE]);
        self.values.resize(length, [0.0; HEAD]);
        self.scores.resize(tiles, [[0.0; TILE]; TILE]);
        // The scores become powers of two, so that the softmax need not scale them.
        let scale = std::f32::consts::LOG2_E / (HEAD as f32).sqrt();
        let tiles = query_key_value.chunks(TILE * 3 * hidden).zip(self.values.chunks_mut(TILE));
        for ((rows, values), (queries, keys)) in tiles.zip(self.queries.iter_mut().zip(&mut self.keys)) {
            let part =
                |number: usize| rows.chunks_exact(3 * hidden).map(move |row| &row[number * hidden + first..][..HEAD]);
            transpose(part(0), scale, queries);
            for (to, from) in keys.iter_mut().zip(part(1)) {
                to.copy_from_slice(from);
            }
            for (to, from) in values.iter_mut().zip(part(2)) {
                to.copy_from_slice(from);
            }
        }
    }

    /// Mixes the values of the head that is laid out into columns `first..first + HEAD` of `mixed`.
    #[inline(always)]
    fn mix<V: Vectors>(&mut self, vectors: V, mixed: &mut [f32], hidden: usize, first: usize) {
        let mut tile = [[0.0; HEAD]; TILE];
        for (queries, mixed) in self.queries.iter().zip(mixed.chunks_mut(TILE * hidden)) {
            for (keys, scores) in self.keys.iter().zip(&mut self.scores) {
                product(vectors, |k, key| keys[key][k], queries, scores);
            }
            // Those past the last key are not read.
            let weights = &mut self.scores.as_flattened_mut()[..self.values.len()];
            let scales = softmax(vectors, weights);
            product(vectors, |k, query| weights[k][query], &self.values, &mut tile);
            for ((mixed, sums), scale) in mixed.chunks_exact_mut(hidden).zip(&tile).zip(scales) {
                for (to, from) in mixed[first..first + HEAD].iter_mut().zip(sums) {
                    *to = from * scale;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::processor::Path;
    use crate::testing::{distance, noise, paths};
    use crate::vector::run_on;

    /// Straight from the definition, for one sequence.
    fn reference(query_key_value: &[f32], heads: usize) -> Vec<f32> {
        let hidden = heads * HEAD;
        let rows: Vec<_> = query_key_value.chunks(3 * hidden).collect();
        let mut mixed = Vec::new();
        for query in &rows {
            for head in 0..heads {
                let part = |row: &&[f32], number: usize| row[number * hidden + head * HEAD..][..HEAD].to_vec();
                let product = |a: Vec<f32>, b: Vec<f32>| -> f64 {
                    a.iter().zip(b).map(|(&a, b)| f64::from(a) * f64::from(b)).sum()
                };
                let score = |key| (product(part(query, 0), part(key, 1)) / (HEAD as f64).sqrt()).exp();
                let weights: Vec<_> = rows.iter().map(score).collect();
                let sum: f64 = weights.iter().sum();
                for at in 0..HEAD {
                    let values = rows.iter().map(|row| f64::from(part(row, 2)[at]));
                    mixed.push((values.zip(&weights).map(|(value, weight)| value * weight).sum::<f64>() / sum) as f32);
                }
            }
        }
        mixed
    }

    fn attend_on(path: Path, query_key_value: &[f32], heads: usize, lengths: &[usize]) -> Vec<f32> {
        let mut mixed = vec![f32::NAN; query_key_value.len() / 3];
        let mut scratch = Scratch::default();
        run_on(path, Attend { query_key_value, heads, lengths, scratch: &mut scratch, mixed: &mut mixed });
        mixed
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn tokens_are_mixed_as_the_definition_says(
            lengths in prop::collection::vec(0usize..70, 0..4), heads in 1usize..4, seed: u64,
        ) {
            let width = 3 * heads * HEAD;
            let rows: usize = lengths.iter().sum();
            let query_key_value: Vec<_> = noise(seed, rows * width).iter().map(|x| 1.5 * x).collect();
            let (mut rest, mut expected) = (query_key_value.as_slice(), Vec::new());
            for &length in &lengths {
                let (here, others) = rest.split_at(length * width);
                expected.extend(reference(here, heads));
                rest = others;
            }
            for path in paths() {
                let mixed = attend_on(path, &query_key_value, heads, &lengths);
                prop_assert!(distance(&mixed, &expected) < 1e-5, "{:?}: {}", path, distance(&mixed, &expected));
            }
        }
    }

    #[test]
    fn a_single_token_takes_its_own_values() {
        let query_key_value = noise(1, 3 * HEAD);
        for path in paths() {
            assert_eq!(attend_on(path, &query_key_value, 1, &[1]), query_key_value[2 * HEAD..], "{path:?}");
        }
    }

    #[test]
    fn large_scores_pick_one_token() {
        let mut query_key_value = noise(1, 40 * 3 * HEAD);
        for row in query_key_value.chunks_mut(3 * HEAD) {
            row[..2 * HEAD].fill(0.0);
            row[0] = 1e9;
        }
        query_key_value[17 * 3 * HEAD + HEAD] = 1e9;
        let picked = query_key_value[17 * 3 * HEAD + 2 * HEAD..18 * 3 * HEAD].to_vec();
        for path in paths() {
            let mixed = attend_on(path, &query_key_value, 1, &[40]);
            assert!(mixed.chunks(HEAD).all(|row| row == picked), "{path:?}");
        }
    }

    #[test]
    fn scratch_of_a_longer_sequence_leaves_no_trace() {
        let (long, short) = (noise(1, 90 * 3 * HEAD), noise(2, 13 * 3 * HEAD));
        let (mut scratch, mut mixed) = (Scratch::default(), Vec::new());
        attend(&long, 1, &[90], &mut scratch, &mut mixed);
        attend(&short, 1, &[13], &mut scratch, &mut mixed);
        assert_eq!(mixed, attend_on(Path::best(), &short, 1, &[13]));
    }

    #[test]
    fn fused_instruction_sets_give_the_same_bits() {
        if Path::Vnni.is_available() {
            let query_key_value = noise(1, 77 * 3 * 2 * HEAD);
            let narrow = attend_on(Path::Avx2, &query_key_value, 2, &[70, 7]);
            assert_eq!(narrow, attend_on(Path::Vnni, &query_key_value, 2, &[70, 7]));
        }
    }
}
