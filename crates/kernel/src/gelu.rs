//! GELU (Hendrycks and Gimpel 2016): x · Φ(x), with Φ the cumulative normal distribution.

use crate::vector::{Kernel, Vectors, run};

/// Past ±5, Φ differs from 0 or 1 by less than 3e-7.
const REACH: f32 = 5.0;

/// (Φ(x) - ½) / x on ±5 as a polynomial in x² · 2 / 25 - 1, lowest power first: a minimax fit of x · Φ(x) by
/// Lawson's algorithm (1961), with an error of 3.3e-7.
const POLYNOMIAL: [f32; 13] = [
    0.141_363_78,
    -0.070_296_65,
    0.051_521_42,
    -0.040_432_95,
    0.031_426_23,
    -0.023_336_732,
    0.016_497_66,
    -0.010_973_229,
    0.006_165_421,
    -0.002_915_676_3,
    0.002_001_869,
    -0.001_514_152_7,
    0.000_492_966_5,
];

/// Replaces each value by its GELU. The error is under 2e-6, or 5e-7 of a value past 4.
pub(crate) fn gelu(values: &mut [f32]) {
    run(Gelu(values));
}

struct Gelu<'a>(&'a mut [f32]);

impl Kernel for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        for value in self.0 {
            *value = gelu_of(vectors, *value);
        }
    }
}

#[inline(always)]
fn gelu_of<V: Vectors>(vectors: V, x: f32) -> f32 {
    // Not `f32::max`, which takes three instructions to be right about NaN.
    let x = if x > -REACH { x } else { -REACH };
    let near = if x < REACH { x } else { REACH };
    let square = vectors.multiply_add(near * near, 2.0 / (REACH * REACH), -1.0);
    let mut sum = POLYNOMIAL[POLYNOMIAL.len() - 1];
    for &coefficient in POLYNOMIAL.iter().rev().skip(1) {
        sum = vectors.multiply_add(sum, square, coefficient);
    }
    x * vectors.multiply_add(near, sum, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::paths;
    use crate::vector::run_on;

    /// Φ at 0, 1/1000, … 10 by Simpson's rule.
    fn cumulative() -> Vec<f64> {
        let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let step = 1e-3;
        let mut sums = vec![0.5];
        for number in 0..10_000 {
            let x = f64::from(number) * step;
            let more = (density(x) + 4.0 * density(x + step / 2.0) + density(x + step)) * step / 6.0;
            sums.push(sums[sums.len() - 1] + more);
        }
        sums
    }

    #[test]
    fn values_are_those_of_the_definition() {
        let cumulative = cumulative();
        let numbers = -10_000..=10_000_i32;
        for path in paths() {
            let mut values: Vec<f32> = numbers.clone().map(|number| number as f32 / 1e3).collect();
            run_on(path, Gelu(&mut values));
            for (number, value) in numbers.clone().zip(values) {
                let (x, upper) = (f64::from(number) / 1e3, cumulative[number.unsigned_abs() as usize]);
                let expected = x * if number < 0 { 1.0 - upper } else { upper };
                let error = (f64::from(value) - expected).abs();
                assert!(error < 2e-6_f64.max(5e-7 * expected), "{path:?}: {value} at {x}, not {expected}");
            }
        }
    }

    #[test]
    fn far_values_stay_what_they_are_or_vanish() {
        for path in paths() {
            let mut values = [1e30, -1e30, f32::MAX, f32::MIN];
            run_on(path, Gelu(&mut values));
            assert!((values[0] / 1e30 - 1.0).abs() < 1e-6 && (values[2] / f32::MAX - 1.0).abs() < 1e-6, "{values:?}");
            assert!(values[1].abs() < 2e-6 && values[3].abs() < 2e-6, "{values:?}");
        }
    }
}
