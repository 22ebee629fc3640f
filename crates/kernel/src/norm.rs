//! Layer normalisation (Ba, Kiros and Hinton 2016).

use crate::KernelError;
use crate::vector::{Kernel, Vectors, run};

/// Values that are summed side by side, so that every instruction set sums in the same order.
const LANES: usize = 16;

/// Added to the variance, as in BERT.
const EPSILON: f32 = 1e-12;

/// Brings each row to mean 0 and variance 1, then scales and shifts it.
#[derive(Debug)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// A norm of rows as wide as `weight` and `bias`.
    ///
    /// # Errors
    ///
    /// Where these are not of one length, or empty.
    pub fn new(weight: Vec<f32>, bias: Vec<f32>) -> Result<Norm, KernelError> {
        if weight.len() != bias.len() || weight.is_empty() {
            return Err(KernelError::NormShape { weight: weight.len(), bias: bias.len() });
        }
        Ok(Norm { weight, bias })
    }

    /// The width of a row.
    pub fn width(&self) -> usize {
        self.weight.len()
    }

    /// Normalises `x`, `[rows, width]`, row by row.
    ///
    /// # Panics
    ///
    /// If `x` is not whole rows.
    pub fn apply(&self, x: &mut [f32]) {
        self.check(x);
        run(Normalise { norm: self, x, more: None });
    }

    /// Makes `x`, `[rows, width]`, the norm of `x + more`.
    ///
    /// # Panics
    ///
    /// If `x` is not whole rows, or `more` not as long.
    pub(crate) fn apply_to_sum(&self, x: &mut [f32], more: &[f32]) {
        self.check(x);
        assert_eq!(x.len(), more.len(), "two summands of different lengths");
        run(Normalise { norm: self, x, more: Some(more) });
    }

    fn check(&self, x: &[f32]) {
        assert!(x.len().is_multiple_of(self.width()), "{} values are not rows of {}", x.len(), self.width());
    }
}

struct Normalise<'a> {
    norm: &'a Norm,
    x: &'a mut [f32],
    more: Option<&'a [f32]>,
}

impl Kernel for Normalise<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        let width = self.norm.width();
        if let Some(more) = self.more {
            for (row, more) in self.x.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
                for (x, more) in row.iter_mut().zip(more) {
                    *x += more;
                }
                normalise(vectors, self.norm, row);
            }
        } else {
            for row in self.x.chunks_exact_mut(width) {
                normalise(vectors, self.norm, row);
            }
        }
    }
}

#[inline(always)]
fn normalise<V: Vectors>(vectors: V, norm: &Norm, row: &mut [f32]) {
    let width = row.len() as f32;
    let (whole, rest) = row.as_chunks::<LANES>();
    let mut sums = vectors.splat(0.0);
    for values in whole {
        sums = vectors.add(sums, vectors.load(values));
    }
    let mean = (total(vectors.store(sums)) + rest.iter().sum::<f32>()) / width;

    let (mut sums, means) = (vectors.splat(0.0), vectors.splat(mean));
    for values in whole {
        let difference = vectors.subtract(vectors.load(values), means);
        sums = vectors.multiply_add_all(difference, difference, sums);
    }
    let rest: f32 = rest.iter().map(|x| (x - mean) * (x - mean)).sum();
    let variance = (total(vectors.store(sums)) + rest) / width;

    let scale = 1.0 / (variance + EPSILON).sqrt();
    for ((x, &weight), &bias) in row.iter_mut().zip(&norm.weight).zip(&norm.bias) {
        *x = vectors.multiply_add((*x - mean) * scale, weight, bias);
    }
}

/// The sum of all lanes, pair by pair.
#[inline(always)]
fn total(lanes: [f32; LANES]) -> f32 {
    let four: [f32; 4] =
        std::array::from_fn(|lane| lanes[lane] + lanes[lane + 4] + (lanes[lane + 8] + lanes[lane + 12]));
    four[0] + four[1] + (four[2] + four[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::processor::Path;
    use crate::testing::{distance, noise, paths};
    use crate::vector::run_on;

    fn reference(norm: &Norm, row: &[f32]) -> Vec<f32> {
        let count = row.len() as f64;
        let mean = row.iter().map(|&x| f64::from(x)).sum::<f64>() / count;
        let variance = row.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / count;
        let scaled = row.iter().map(|&x| (f64::from(x) - mean) / (variance + 1e-12).sqrt());
        let parameters = norm.weight.iter().zip(&norm.bias);
        scaled.zip(parameters).map(|(x, (&weight, &bias))| x as f32 * weight + bias).collect()
    }

    #[test]
    fn rows_are_those_of_the_definition() {
        for width in [1, 7, 16, 128, 384, 387] {
            let norm = Norm::new(noise(1, width), noise(2, width)).unwrap();
            let summand: Vec<_> = noise(3, 5 * width).iter().map(|x| 3.0 * x + 40.0).collect();
            let more = noise(4, 5 * width);
            let x: Vec<_> = summand.iter().zip(&more).map(|(a, b)| a + b).collect();
            let expected: Vec<_> = x.chunks(width).flat_map(|row| reference(&norm, row)).collect();
            for path in paths() {
                let mut alone = x.clone();
                run_on(path, Normalise { norm: &norm, x: &mut alone, more: None });
                assert!(distance(&alone, &expected) < 1e-4, "{path:?} {width}: {}", distance(&alone, &expected));
                let mut sum = summand.clone();
                run_on(path, Normalise { norm: &norm, x: &mut sum, more: Some(&more) });
                assert_eq!(alone, sum, "{path:?} {width}");
            }
        }
    }

    #[test]
    fn fused_instruction_sets_give_the_same_bits() {
        if Path::Vnni.is_available() {
            let norm = Norm::new(noise(1, 387), noise(2, 387)).unwrap();
            let [narrow, wide] = [Path::Avx2, Path::Vnni].map(|path| {
                let mut x = noise(3, 3 * 387);
                run_on(path, Normalise { norm: &norm, x: &mut x, more: None });
                x
            });
            assert_eq!(narrow, wide);
        }
    }

    #[test]
    fn a_row_of_equal_values_becomes_the_bias() {
        let norm = Norm::new(noise(1, 128), noise(2, 128)).unwrap();
        let mut x = vec![0.5; 256];
        norm.apply(&mut x);
        assert_eq!(x, [norm.bias.as_slice(), norm.bias.as_slice()].concat());
    }

    #[test]
    fn weight_and_bias_go_together() {
        assert!(matches!(Norm::new(vec![1.0; 3], vec![0.0; 2]), Err(KernelError::NormShape { weight: 3, bias: 2 })));
        assert!(Norm::new(vec![], vec![]).is_err());
    }
}
