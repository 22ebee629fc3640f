//! Softmax, by a vectorised power of two.

use crate::vector::Vectors;

/// Floats that are summed side by side, so that every instruction set sums in the same order.
pub(crate) const LANES: usize = 16;

/// Adding 1.5 · 2²³ to a float under 2²² rounds it, half to even, into the low bits of its mantissa.
const ROUNDER: f32 = 12_582_912.0;

/// 2^x for x ≤ 127, with a relative error under 3e-7; below -126 it stays at 2^-126.
///
/// 2^x = 2^n · 2^f with n the nearest integer; the polynomial for 2^f is that of `exp2f` of the Cephes library
/// (Moshier 1989), and 2^n goes straight into the exponent.
#[inline(always)]
pub(crate) fn power_of_two<V: Vectors>(x: f32) -> f32 {
    let x = larger(x, -126.0);
    let rounded = x + ROUNDER;
    let f = x - (rounded - ROUNDER);
    let mut power = 1.535_336_2e-4;
    for coefficient in [1.339_887_4e-3, 9.618_437e-3, 5.550_332_5e-2, 2.402_264_8e-1, 6.931_472e-1, 1.0] {
        power = V::multiply_add(power, f, coefficient);
    }
    f32::from_bits(power.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// Turns scores, in powers of two, into weights relative to the largest; returns 1 / their sum.
///
/// Scores past the last are to be so far below the others that their weight does not count.
#[inline(always)]
pub(crate) fn softmax<V: Vectors>(scores: &mut [[f32; LANES]]) -> f32 {
    let mut most = [f32::MIN; LANES];
    for scores in scores.iter() {
        for lane in 0..LANES {
            most[lane] = larger(most[lane], scores[lane]);
        }
    }
    let most = most.into_iter().fold(f32::MIN, larger);
    let mut sums = [0.0; LANES];
    for scores in scores {
        for lane in 0..LANES {
            scores[lane] = power_of_two::<V>(scores[lane] - most);
            sums[lane] += scores[lane];
        }
    }
    1.0 / total(sums)
}

/// The sum of all lanes, pair by pair.
#[inline(always)]
pub(crate) fn total(mut lanes: [f32; LANES]) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}

/// The larger one, in one instruction (`f32::max` takes three, to be right about NaN).
#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
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
            worst = worst.max((f64::from(power_of_two::<Baseline>(x)) / expected - 1.0).abs());
        }
        assert!(worst < 3e-7, "{worst:e}");
    }

    #[test]
    fn powers_of_small_numbers_stay_tiny() {
        for x in [-127.0, -1e4, f32::MIN, f32::NEG_INFINITY] {
            assert_eq!(power_of_two::<Baseline>(x), f32::MIN_POSITIVE, "{x}");
        }
    }

    #[test]
    fn weights_are_relative_to_the_largest_and_sum_to_one() {
        let mut scores = [[-1e30; LANES]; 3];
        scores[0] = std::array::from_fn(|lane| lane as f32 - 200.0);
        scores[1][0] = 1000.0;
        scores[1][1] = 999.0;
        let scale = softmax::<Baseline>(&mut scores);
        assert_eq!((scores[1][0] * scale, scores[1][1] * scale), (2.0 / 3.0, 1.0 / 3.0));
        let rest: f32 = scores.as_flattened().iter().sum::<f32>() - 1.5;
        assert!(rest.abs() < 1e-30, "{rest}");
    }
}
