//! AVX2 and AVX-512, and the ways into functions that are compiled for them.
#![expect(unsafe_code, reason = "instructions beyond the baseline may only be used where the processor has them")]

use std::arch::x86_64::{
    __m256, __m512, _mm256_add_epi32, _mm256_add_ps, _mm256_castps_si256, _mm256_castsi256_ps, _mm256_fmadd_ps,
    _mm256_loadu_ps, _mm256_max_ps, _mm256_set1_ps, _mm256_slli_epi32, _mm256_storeu_ps, _mm256_sub_ps,
    _mm512_add_epi32, _mm512_add_ps, _mm512_castps_si512, _mm512_castsi512_ps, _mm512_fmadd_ps, _mm512_loadu_ps,
    _mm512_max_ps, _mm512_set1_ps, _mm512_slli_epi32, _mm512_storeu_ps, _mm512_sub_ps,
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

    #[inline(always)]
    fn splat(self, value: f32) -> [__m256; 2] {
        // SAFETY: who holds `self` has AVX2.
        unsafe { [_mm256_set1_ps(value); 2] }
    }

    #[inline(always)]
    fn add(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: who holds `self` has AVX2.
        unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn subtract(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: who holds `self` has AVX2.
        unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn larger(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: who holds `self` has AVX2.
        unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn multiply_add_all(self, a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: who holds `self` has FMA.
        unsafe { [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])] }
    }

    #[inline(always)]
    fn scale(self, value: [__m256; 2], power: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: who holds `self` has AVX2.
        let scale = |value, power| unsafe {
            let exponents = _mm256_slli_epi32::<23>(_mm256_castps_si256(power));
            _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(value), exponents))
        };
        [scale(value[0], power[0]), scale(value[1], power[1])]
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
    fn store(self, values: __m512) -> [f32; 16] {
        let mut out = [0.0; 16];
        // SAFETY: who holds `self` has AVX-512; `out` holds sixteen.
        unsafe { _mm512_storeu_ps(out.as_mut_ptr(), values) };
        out
    }

    #[inline(always)]
    fn splat(self, value: f32) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe { _mm512_set1_ps(value) }
    }

    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe { _mm512_add_ps(a, b) }
    }

    #[inline(always)]
    fn subtract(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe { _mm512_sub_ps(a, b) }
    }

    #[inline(always)]
    fn larger(self, a: __m512, b: __m512) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe { _mm512_max_ps(a, b) }
    }

    #[inline(always)]
    fn multiply_add_all(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    fn scale(self, value: __m512, power: __m512) -> __m512 {
        // SAFETY: who holds `self` has AVX-512.
        unsafe {
            let exponents = _mm512_slli_epi32::<23>(_mm512_castps_si512(power));
            _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(value), exponents))
        }
    }
}
