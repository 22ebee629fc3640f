//! One body of plain loops, compiled for several instruction sets, the best of which is chosen at run time.
//!
//! A body is a [`Kernel`] whose `run` is inlined into a function with the wider instructions enabled. Loops over
//! single rows are left to the compiler's vectoriser, which uses them there; where it cannot see the best way
//! through several rows at once, the body spells out [`Vectors::Sixteen`]. (The pattern of the `pulp` crate.)

use crate::processor::Path;

/// An instruction set that kernels are compiled for. Who holds one knows that the processor has it.
pub(crate) trait Vectors: Copy {
    /// Whether there are 32 registers of 16 floats, rather than 16 of 8 or less.
    const WIDE: bool;

    /// Sixteen floats in registers.
    type Sixteen: Copy;

    /// `a · b + c`, rounded once where the processor can. Where it can, all instruction sets give the same bits.
    fn multiply_add(self, a: f32, b: f32, c: f32) -> f32;

    /// Takes sixteen floats into registers.
    fn load(self, values: &[f32; 16]) -> Self::Sixteen;

    /// `factor · values + sums`, each rounded as by [`Vectors::multiply_add`].
    fn add_product(self, factor: f32, values: Self::Sixteen, sums: Self::Sixteen) -> Self::Sixteen;

    /// Takes sixteen floats out of registers.
    fn store(self, values: Self::Sixteen) -> [f32; 16];
}

/// What every processor of the target has.
#[derive(Clone, Copy)]
pub(crate) struct Baseline;

impl Vectors for Baseline {
    const WIDE: bool = false;

    type Sixteen = [f32; 16];

    #[inline(always)]
    fn multiply_add(self, a: f32, b: f32, c: f32) -> f32 {
        // Without the instruction a fused product is a slow call of the system's library.
        if cfg!(any(target_arch = "aarch64", target_feature = "fma")) { a.mul_add(b, c) } else { a * b + c }
    }

    #[inline(always)]
    fn load(self, values: &[f32; 16]) -> [f32; 16] {
        *values
    }

    #[inline(always)]
    fn add_product(self, factor: f32, values: [f32; 16], mut sums: [f32; 16]) -> [f32; 16] {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum = self.multiply_add(factor, value, *sum);
        }
        sums
    }

    #[inline(always)]
    fn store(self, values: [f32; 16]) -> [f32; 16] {
        values
    }
}

/// A computation: its arguments, and the body that uses them.
pub(crate) trait Kernel {
    /// What it computes.
    type Output;

    /// The body. Implementations are `#[inline(always)]`, down to the innermost loop: what is not inlined is
    /// compiled for the baseline.
    fn run<V: Vectors>(self, vectors: V) -> Self::Output;
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
        _ => kernel.run(Baseline),
    }
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "instructions beyond the baseline may only be used where the processor has them")]
mod x86 {
    use std::arch::x86_64::{
        __m256, __m512, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm512_fmadd_ps,
        _mm512_loadu_ps, _mm512_set1_ps, _mm512_storeu_ps,
    };

    use super::{Kernel, Vectors};

    /// AVX2 and FMA; made by [`avx2`] alone.
    #[derive(Clone, Copy)]
    pub(super) struct Avx2(());

    /// AVX-512; made by [`avx512`] alone.
    #[derive(Clone, Copy)]
    pub(super) struct Avx512(());

    /// Only for [`super::run_on`], which has made sure of the instructions.
    pub(super) fn avx2<K: Kernel>(kernel: K) -> K::Output {
        #[target_feature(enable = "avx2,fma")]
        fn inner<K: Kernel>(kernel: K) -> K::Output {
            kernel.run(Avx2(()))
        }
        // SAFETY: `Path::Avx2` is available only where AVX2 and FMA are.
        unsafe { inner(kernel) }
    }

    /// Only for [`super::run_on`], which has made sure of the instructions.
    pub(super) fn avx512<K: Kernel>(kernel: K) -> K::Output {
        #[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl")]
        fn inner<K: Kernel>(kernel: K) -> K::Output {
            kernel.run(Avx512(()))
        }
        // SAFETY: `Path::Vnni` and `Path::Amx` are available only where these parts of AVX-512 are.
        unsafe { inner(kernel) }
    }

    impl Vectors for Avx2 {
        const WIDE: bool = false;

        type Sixteen = [__m256; 2];

        #[inline(always)]
        fn multiply_add(self, a: f32, b: f32, c: f32) -> f32 {
            a.mul_add(b, c)
        }

        #[inline(always)]
        fn load(self, values: &[f32; 16]) -> [__m256; 2] {
            let at = values.as_ptr();
            // SAFETY: who holds `self` has AVX2; both halves are within `values`.
            unsafe { [_mm256_loadu_ps(at), _mm256_loadu_ps(at.add(8))] }
        }

        #[inline(always)]
        fn add_product(self, factor: f32, values: [__m256; 2], sums: [__m256; 2]) -> [__m256; 2] {
            // SAFETY: who holds `self` has AVX2 and FMA.
            unsafe {
                let factor = _mm256_set1_ps(factor);
                [_mm256_fmadd_ps(factor, values[0], sums[0]), _mm256_fmadd_ps(factor, values[1], sums[1])]
            }
        }

        #[inline(always)]
        fn store(self, values: [__m256; 2]) -> [f32; 16] {
            let mut out = [0.0; 16];
            let at = out.as_mut_ptr();
            // SAFETY: who holds `self` has AVX2; both halves are within `out`.
            unsafe {
                _mm256_storeu_ps(at, values[0]);
                _mm256_storeu_ps(at.add(8), values[1]);
            }
            out
        }
    }

    impl Vectors for Avx512 {
        const WIDE: bool = true;

        type Sixteen = __m512;

        #[inline(always)]
        fn multiply_add(self, a: f32, b: f32, c: f32) -> f32 {
            a.mul_add(b, c)
        }

        #[inline(always)]
        fn load(self, values: &[f32; 16]) -> __m512 {
            // SAFETY: who holds `self` has AVX-512; `values` are sixteen.
            unsafe { _mm512_loadu_ps(values.as_ptr()) }
        }

        #[inline(always)]
        fn add_product(self, factor: f32, values: __m512, sums: __m512) -> __m512 {
            // SAFETY: who holds `self` has AVX-512.
            unsafe { _mm512_fmadd_ps(_mm512_set1_ps(factor), values, sums) }
        }

        #[inline(always)]
        fn store(self, values: __m512) -> [f32; 16] {
            let mut out = [0.0; 16];
            // SAFETY: who holds `self` has AVX-512; `out` holds sixteen.
            unsafe { _mm512_storeu_ps(out.as_mut_ptr(), values) };
            out
        }
    }
}
