//! One body of plain loops, compiled for several instruction sets, the best of which is chosen at run time.
//!
//! A body is an [`Kernel`] whose `run` is inlined into a function with the wider instructions enabled; there the
//! compiler's vectoriser uses them. (The pattern of the `pulp` crate, without its vector types.)

use crate::processor::Path;

/// An instruction set that kernels are compiled for.
pub(crate) trait Vectors {
    /// Whether there are 32 registers of 16 floats, rather than 16 of 8 or less.
    const WIDE: bool;

    /// `a · b + c`, rounded once where the processor can. Where it can, all instruction sets give the same bits.
    fn multiply_add(a: f32, b: f32, c: f32) -> f32;
}

/// What every processor of the target has.
pub(crate) struct Baseline;

/// AVX2 and FMA, or AVX-512.
#[cfg(target_arch = "x86_64")]
pub(crate) struct Fused<const WIDE: bool>;

impl Vectors for Baseline {
    const WIDE: bool = false;

    #[inline(always)]
    fn multiply_add(a: f32, b: f32, c: f32) -> f32 {
        // Without the instruction a fused product is a slow call of the system's library.
        if cfg!(any(target_arch = "aarch64", target_feature = "fma")) { a.mul_add(b, c) } else { a * b + c }
    }
}

#[cfg(target_arch = "x86_64")]
impl<const IS_WIDE: bool> Vectors for Fused<IS_WIDE> {
    const WIDE: bool = IS_WIDE;

    #[inline(always)]
    fn multiply_add(a: f32, b: f32, c: f32) -> f32 {
        a.mul_add(b, c)
    }
}

/// A computation: its arguments, and the body that uses them.
pub(crate) trait Kernel {
    /// What it computes.
    type Output;

    /// The body. Implementations are `#[inline(always)]`, down to the innermost loop: what is not inlined is
    /// compiled for the baseline.
    fn run<V: Vectors>(self) -> Self::Output;
}

/// Runs `kernel` by the best instructions of this processor.
pub(crate) fn run<K: Kernel>(kernel: K) -> K::Output {
    run_on(Path::best(), kernel)
}

/// Runs `kernel` by the instructions that `path` implies.
///
/// # Panics
///
/// If the processor does not have them.
pub(crate) fn run_on<K: Kernel>(path: Path, kernel: K) -> K::Output {
    assert!(path.is_available(), "{path:?} on a processor without it");
    match path {
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => x86::avx2(kernel),
        #[cfg(target_arch = "x86_64")]
        Path::Vnni | Path::Amx => x86::avx512(kernel),
        _ => kernel.run::<Baseline>(),
    }
}

#[cfg(target_arch = "x86_64")]
#[expect(
    unsafe_code,
    reason = "a function with more instructions than the baseline may only be called where they exist"
)]
mod x86 {
    use super::{Fused, Kernel};

    /// Only for [`super::run_on`], which has made sure of the instructions.
    pub(super) fn avx2<K: Kernel>(kernel: K) -> K::Output {
        #[target_feature(enable = "avx2,fma")]
        fn inner<K: Kernel>(kernel: K) -> K::Output {
            kernel.run::<Fused<false>>()
        }
        // SAFETY: `Path::Avx2` is available only where AVX2 and FMA are.
        unsafe { inner(kernel) }
    }

    /// Only for [`super::run_on`], which has made sure of the instructions.
    pub(super) fn avx512<K: Kernel>(kernel: K) -> K::Output {
        #[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl")]
        fn inner<K: Kernel>(kernel: K) -> K::Output {
            kernel.run::<Fused<true>>()
        }
        // SAFETY: `Path::Vnni` and `Path::Amx` are available only where these parts of AVX-512 are.
        unsafe { inner(kernel) }
    }
}
