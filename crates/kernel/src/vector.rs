//! One body of plain loops, compiled for several instruction sets, the best of which is chosen at run time.
//!
//! A body is a [`Kernel`] whose `run` is inlined into a function with the wider instructions enabled. Loops over
//! single rows are left to the compiler's vectoriser, which uses them there; where it cannot see the best way
//! through several rows at once, the body spells out [`Vectors::Sixteen`]. (The pattern of the `pulp` crate.)

#[cfg(target_arch = "x86_64")]
mod x86;

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

    /// Takes sixteen floats out of registers.
    fn store(self, values: Self::Sixteen) -> [f32; 16];

    /// Sixteen times the same.
    fn splat(self, value: f32) -> Self::Sixteen;

    /// `a + b`
    fn add(self, a: Self::Sixteen, b: Self::Sixteen) -> Self::Sixteen;

    /// `a - b`
    fn subtract(self, a: Self::Sixteen, b: Self::Sixteen) -> Self::Sixteen;

    /// The larger of `a` and `b`; `b` where one is not a number.
    fn larger(self, a: Self::Sixteen, b: Self::Sixteen) -> Self::Sixteen;

    /// `a · b + c`, each rounded as by [`Vectors::multiply_add`].
    fn multiply_add_all(self, a: Self::Sixteen, b: Self::Sixteen, c: Self::Sixteen) -> Self::Sixteen;

    /// Adds the lowest bits of `power` to the exponent of `value`: `value` · 2^n for a `power` of 1.5 · 2²³ + n.
    fn scale(self, value: Self::Sixteen, power: Self::Sixteen) -> Self::Sixteen;
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
    fn store(self, values: [f32; 16]) -> [f32; 16] {
        values
    }

    #[inline(always)]
    fn splat(self, value: f32) -> [f32; 16] {
        [value; 16]
    }

    #[inline(always)]
    fn add(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|lane| a[lane] + b[lane])
    }

    #[inline(always)]
    fn subtract(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|lane| a[lane] - b[lane])
    }

    #[inline(always)]
    fn larger(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|lane| if a[lane] > b[lane] { a[lane] } else { b[lane] })
    }

    #[inline(always)]
    fn multiply_add_all(self, a: [f32; 16], b: [f32; 16], c: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|lane| self.multiply_add(a[lane], b[lane], c[lane]))
    }

    #[inline(always)]
    fn scale(self, value: [f32; 16], power: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|lane| f32::from_bits(value[lane].to_bits().wrapping_add(power[lane].to_bits() << 23)))
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
