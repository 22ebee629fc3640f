//! Softmax, by a vectorised power of two.

use crate::tile::TILE;
use crate::vector::Vectors;

/// Adding 1.5 · 2²³ to a float under 2²² rounds it, half to even, into the low bits of its mantissa.
const ROUNDER: f32 = 12_582_912.0;

/// 2^x for x ≤ 127, with a relative error under 3e-7; below -126 it stays at 2^-126.
///
/// 2^x = 2^n · 2^f with n the nearest integer; the polynomial for 2^f is that of `exp2f` of the Cephes library
/// (Moshier 1989), and 2^n goes straight into the exponent.
#[inline(always)]
pub(crate) fn power_of_two<V: Vectors>(vectors: V, x: V::Sixteen) -> V::Sixteen {
    let x = vectors.larger(x, vectors.splat(-126.0));
    let rounder = vectors.splat(ROUNDER);
    let rounded = vectors.add(x, rounder);
    let f = vectors.subtract(x, vectors.subtract(rounded, rounder));
    let mut power = vectors.splat(1.535_336_2e-4);
    for coefficient in [1.339_887_4e-3, 9.618_437e-3, 5.550_332_5e-2, 2.402_264_8e-1, 6.931_472e-1, 1.0] {
        power = vectors.multiply_add_all(power, f, vectors.splat(coefficient));
    }
    vectors.scale(power, rounded)
}

/// Turns the scores of each column, in powers of two, into weights relative to its largest; returns for each
/// column 1 / their sum.
#[inline(always)]
pub(crate) fn softmax<V: Vectors>(vectors: V, scores: &mut [[f32; TILE]]) -> [f32; TILE] {
    let mut most = vectors.splat(f32::MIN);
    for scores in scores.iter() {
        most = vectors.larger(most, vectors.load(scores));
    }
    let mut sums = vectors.splat(0.0);
    for scores in scores {
        let weights = power_of_two(vectors, vectors.subtract(vectors.load(scores), most));
        sums = vectors.add(sums, weights);
        *scores = vectors.store(weights);
    }
    vectors.store(sums).map(|sum| 1.0 / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vector::Baseline;

    #[test]
    fn powers_are_those_of_the_standard_library() {
        let mut worst = 0.0_f64;
        for step in -1_260_000..=1_270_000 {
            let x = step as f32 / 1e4;
            let expected = f64::from(x).exp2();
            worst = worst.max((f64::from(power_of_two(Baseline, [x; TILE])[0]) / expected - 1.0).abs());
        }
        assert!(worst < 3e-7, "{worst:e}");
    }

    #[test]
    fn powers_of_small_numbers_stay_tiny() {
        for x in [-127.0, -1e4, f32::MIN, f32::NEG_INFINITY] {
            assert_eq!(power_of_two(Baseline, [x; TILE]), [f32::MIN_POSITIVE; TILE], "{x}");
        }
    }

    #[test]
    fn weights_are_relative_to_the_largest_of_their_column() {
        let mut scores = [[-200.0; TILE]; 5];
        for column in 0..TILE {
            scores[column % 5][column] = 1000.0;
            scores[(column + 2) % 5][column] = 999.0;
        }
        let scales = softmax(Baseline, &mut scores);
        for column in 0..TILE {
            let weights = scores.map(|row| row[column] * scales[column]);
            assert_eq!((weights[column % 5], weights[(column + 2) % 5]), (2.0 / 3.0, 1.0 / 3.0));
            assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
    }
}
