//! A linear layer in floats, for the small ones at the ends of a network.

use crate::KernelError;
use crate::tile::{TILE, product, transpose};
use crate::vector::{Kernel, Vectors, run};

/// A linear layer with float weights.
#[derive(Debug)]
pub struct Dense {
    /// `[outputs / TILE][inputs][TILE outputs]`, the last panel filled with zeros.
    panels: Vec<[f32; TILE]>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Dense {
    /// Packs `weights`, `[outputs, inputs]` row by row, with `bias`, `[outputs]`.
    ///
    /// # Errors
    ///
    /// Where the lengths do not go together.
    pub fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Result<Dense, KernelError> {
        let outputs = bias.len();
        if inputs == 0 || outputs == 0 || outputs.checked_mul(inputs) != Some(weights.len()) {
            return Err(KernelError::LinearShape { weights: weights.len(), inputs, outputs, bias: outputs });
        }
        let mut panels = vec![[0.0; TILE]; outputs.div_ceil(TILE) * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut panels[output / TILE * inputs..][..inputs];
            for (values, &weight) in panel.iter_mut().zip(row) {
                values[output % TILE] = weight;
            }
        }
        Ok(Dense { panels, bias: bias.to_vec(), inputs })
    }

    /// The width of the rows that go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The width of the rows that come out.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Makes `out`, resized, `[rows, outputs]` := x · weightsᵀ + bias, for `x` `[rows, inputs]`.
    ///
    /// # Panics
    ///
    /// If `x` is not whole rows.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        assert!(x.len().is_multiple_of(self.inputs), "{} values are not rows of {}", x.len(), self.inputs);
        out.resize(x.len() / self.inputs * self.outputs(), 0.0);
        run(Apply { dense: self, x, out });
    }
}

struct Apply<'a> {
    dense: &'a Dense,
    x: &'a [f32],
    out: &'a mut [f32],
}

impl Kernel for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        let Dense { panels, bias, inputs } = self.dense;
        let mut columns = vec![[0.0; TILE]; *inputs];
        let mut sums = [[0.0; TILE]; TILE];
        for (x, out) in self.x.chunks(TILE * inputs).zip(self.out.chunks_mut(TILE * bias.len())) {
            transpose(x.chunks_exact(*inputs), 1.0, &mut columns);
            for (number, panel) in panels.chunks_exact(*inputs).enumerate() {
                product(vectors, |k, row| columns[k][row], panel, &mut sums);
                let first = number * TILE;
                for (out, sums) in out.chunks_exact_mut(bias.len()).zip(&sums) {
                    for ((out, sum), bias) in out[first..].iter_mut().zip(sums).zip(&bias[first..]) {
                        *out = sum + bias;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{distance, noise, paths};
    use crate::vector::run_on;

    fn reference(weights: &[f32], bias: &[f32], x: &[f32], inputs: usize) -> Vec<f32> {
        let product = |row: &[f32], weights: &[f32]| -> f64 {
            row.iter().zip(weights).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
        };
        let row =
            |row| weights.chunks(inputs).zip(bias).map(move |(weights, bias)| product(row, weights) as f32 + bias);
        x.chunks(inputs).flat_map(row).collect()
    }

    proptest! {
        #[test]
        fn sums_are_those_of_the_definition(
            rows in 0usize..20, inputs in 1usize..200, outputs in 1usize..80, seed: u64,
        ) {
            let (weights, bias) = (noise(seed, outputs * inputs), noise(seed ^ 1, outputs));
            let x = noise(seed ^ 2, rows * inputs);
            let dense = Dense::new(&weights, &bias, inputs).unwrap();
            prop_assert_eq!((dense.inputs(), dense.outputs()), (inputs, outputs));
            let expected = reference(&weights, &bias, &x, inputs);
            for path in paths() {
                let mut out = vec![f32::NAN; rows * outputs];
                run_on(path, Apply { dense: &dense, x: &x, out: &mut out });
                prop_assert!(distance(&out, &expected) < 1e-4, "{:?}: {}", path, distance(&out, &expected));
            }
        }
    }

    #[test]
    fn a_result_takes_the_place_of_the_last_one() {
        let dense = Dense::new(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0], 2).unwrap();
        let mut out = vec![5.0; 7];
        dense.apply(&[1.0, 1.0, 0.0, 1.0], &mut out);
        assert_eq!(out, [13.0, 27.0, 12.0, 24.0]);
        dense.apply(&[], &mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn weights_and_bias_go_together() {
        for (weights, bias, inputs) in [(6, 4, 2), (6, 0, 2), (0, 3, 0), (6, 3, 3)] {
            let error = Dense::new(&vec![0.0; weights], &vec![0.0; bias], inputs).unwrap_err();
            assert!(matches!(error, KernelError::LinearShape { .. }), "{error}");
        }
    }
}
