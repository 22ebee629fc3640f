//! What tests of several modules share.

use crate::processor::Path;

/// Numbers about normally distributed, with mean 0 and variance 1, the same on every run.
pub(crate) fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    let mut uniform = || {
        // xorshift64 (Marsaglia 2003)
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1_u64 << 24) as f32
    };
    (0..count).map(|_| (0..12).map(|_| uniform()).sum::<f32>() - 6.0).collect()
}

/// The paths that this processor has; says which it lacks.
pub(crate) fn paths() -> Vec<Path> {
    let (available, lacking): (Vec<_>, Vec<_>) =
        [Path::Scalar, Path::Avx2, Path::Vnni, Path::Amx].into_iter().partition(|path| path.is_available());
    if !lacking.is_empty() {
        eprintln!("skipped: this processor lacks {lacking:?}");
    }
    available
}

/// The largest difference between two tables of one length.
pub(crate) fn distance(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}
