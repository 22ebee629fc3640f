//! AVX-512 with VNNI: `vpdpbusd` adds four products of a byte and a weight to each of 16 sums.
#![allow(unsafe_code, reason = "vector instructions that the processor was asked for")]

use std::arch::x86_64::{
    _mm512_dpbusd_epi32, _mm512_load_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{Block, Linear, PANEL};
use crate::processor::Path;
use crate::quantize::QuantizedRows;

/// 8 rows by 3 panels: 24 of the 32 registers hold sums.
const ROWS: usize = 8;
const PANELS: usize = 3;

pub(super) fn apply(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    assert!(Path::Vnni.is_available());
    // SAFETY: the path is available.
    unsafe { apply_tiles(linear, rows, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn apply_tiles(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    let mut sums = [0; ROWS * PANELS * PANEL];
    for tile in linear.tiles(rows.rows(), ROWS, PANELS) {
        let sums = &mut sums[..ROWS * tile.panels * PANEL];
        let (bytes, weights) = (rows.tile(tile.row, ROWS), linear.weights(tile));
        match tile.panels {
            3 => multiply::<3>(bytes, weights, sums),
            2 => multiply::<2>(bytes, weights, sums),
            _ => multiply::<1>(bytes, weights, sums),
        }
        linear.finish(sums, tile, rows.scales(), out);
    }
}

/// Makes `sums`, `[ROWS][COUNT][PANEL]`, those of products of `rows`, `[ROWS][inputs / 64]` blocks, with `panels`,
/// `[COUNT][inputs / 4]` blocks.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn multiply<const COUNT: usize>(rows: &[Block<u8>], panels: &[Block<i8>], sums: &mut [i32]) {
    let steps = panels.len() / COUNT;
    assert!(panels.len() == COUNT * steps && rows.len() * 16 == ROWS * steps && sums.len() == ROWS * COUNT * PANEL);
    let (rows, panels) = (rows.as_ptr().cast::<i32>(), panels.as_ptr());
    let mut registers = [[_mm512_setzero_si512(); COUNT]; ROWS];
    for step in 0..steps {
        let mut weights = [_mm512_setzero_si512(); COUNT];
        for (panel, weights) in weights.iter_mut().enumerate() {
            // SAFETY: panel < COUNT and step < steps, so the block is one of `panels`, and blocks are aligned.
            *weights = unsafe { _mm512_load_si512(panels.add(panel * steps + step).cast()) };
        }
        for (row, registers) in registers.iter_mut().enumerate() {
            // SAFETY: a row is `steps` times four bytes, aligned, and there are ROWS.
            let four = _mm512_set1_epi32(unsafe { *rows.add(row * steps + step) });
            for (register, weights) in registers.iter_mut().zip(weights) {
                *register = _mm512_dpbusd_epi32(*register, four, weights);
            }
        }
    }
    for (sums, register) in sums.as_chunks_mut::<PANEL>().0.iter_mut().zip(registers.as_flattened()) {
        // SAFETY: 16 sums are as long as the register.
        unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), *register) };
    }
}
