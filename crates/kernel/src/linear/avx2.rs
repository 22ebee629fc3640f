//! AVX2: `vpmaddubsw` sums products of bytes and weights in pairs in 16 bits, `vpmaddwd` the pairs in 32.
#![allow(unsafe_code, reason = "vector instructions that the processor was asked for")]

use std::arch::x86_64::{
    _mm256_add_epi32, _mm256_load_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::{Block, Linear, PANEL};
use crate::processor::Path;
use crate::quantize::QuantizedRows;

/// 4 rows by 16 outputs: 8 of the 16 registers hold sums.
const ROWS: usize = 4;

pub(super) fn apply(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    assert!(Path::Avx2.is_available());
    // SAFETY: the path is available.
    unsafe { apply_tiles(linear, rows, out) }
}

#[target_feature(enable = "avx2")]
fn apply_tiles(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    let mut sums = [0; ROWS * PANEL];
    for tile in linear.tiles(rows.rows(), ROWS, 1) {
        multiply(rows.tile(tile.row, ROWS), linear.weights(tile), &mut sums);
        linear.finish(&sums, tile, rows.scales(), out);
    }
}

/// Makes `sums`, `[ROWS][PANEL]`, those of products of `rows`, `[ROWS][inputs / 64]` blocks, with `panel`,
/// `[inputs / 4]` blocks.
#[inline]
#[target_feature(enable = "avx2")]
fn multiply(rows: &[Block<u8>], panel: &[Block<i8>], sums: &mut [i32; ROWS * PANEL]) {
    let steps = panel.len();
    assert_eq!(rows.len() * 16, ROWS * steps);
    let rows = rows.as_ptr().cast::<i32>();
    let ones = _mm256_set1_epi16(1);
    let mut registers = [[_mm256_setzero_si256(); 2]; ROWS];
    for (step, block) in panel.iter().enumerate() {
        let halves = block.0.as_ptr();
        // SAFETY: both halves lie within the block, and blocks are aligned to 64 bytes.
        let weights = unsafe { [_mm256_load_si256(halves.cast()), _mm256_load_si256(halves.add(32).cast())] };
        for (row, registers) in registers.iter_mut().enumerate() {
            // SAFETY: a row is `steps` times four bytes, aligned, and there are ROWS.
            let four = _mm256_set1_epi32(unsafe { *rows.add(row * steps + step) });
            for (register, weights) in registers.iter_mut().zip(weights) {
                // No pair saturates: 2 · 255 · 63 < 2¹⁵.
                let pairs = _mm256_maddubs_epi16(four, weights);
                *register = _mm256_add_epi32(*register, _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for (sums, register) in sums.as_chunks_mut::<8>().0.iter_mut().zip(registers.as_flattened()) {
        // SAFETY: 8 sums are as long as the register.
        unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast(), *register) };
    }
}
