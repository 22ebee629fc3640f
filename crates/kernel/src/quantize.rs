//! Activations in bytes, each row with a scale of its own.

use crate::linear::Block;
use crate::processor::Path;
use crate::vector::{Kernel, Vectors, run_on};

/// Rows come in whole tiles of the widest kernel; those past the last are computed and dropped.
pub(crate) const ROW_TILE: usize = 32;

/// Adding 1.5 · 2²³ to a float under 2²² rounds it, half to even, into the low bits of its mantissa.
const ROUNDER: f32 = 12_582_912.0;

/// Below this largest magnitude a row counts as zero: the inverse of its scale would overflow.
const SMALLEST: f32 = 1e-30;

/// Activations of several rows in bytes: value = (byte - 128) · scale of the row.
///
/// Symmetric, per row, over the whole row: scale = max |value| / 127. A row that holds a NaN or an infinity gets a
/// scale that is not finite, and so does all that is computed from it.
#[derive(Debug, Default)]
pub struct QuantizedRows {
    /// `[rows, rounded up to whole tiles][width, in blocks]`
    blocks: Vec<Block<u8>>,
    scales: Vec<f32>,
    width: usize,
}

impl QuantizedRows {
    /// Replaces what is held by `values`, `[rows, width]` row by row. Memory is kept from one use to the next.
    ///
    /// # Panics
    ///
    /// If `width` is zero or `values` is not whole rows.
    pub fn quantize(&mut self, values: &[f32], width: usize) {
        self.quantize_on(Path::best(), values, width);
    }

    /// As [`QuantizedRows::quantize`], by the path given, which must be available.
    pub(crate) fn quantize_on(&mut self, path: Path, values: &[f32], width: usize) {
        assert!(width > 0 && values.len().is_multiple_of(width), "{} values are not rows of {width}", values.len());
        let rows = values.len() / width;
        let stride = width.div_ceil(64);
        self.width = width;
        self.scales.resize(rows, 0.0);
        self.blocks.resize(rows.next_multiple_of(ROW_TILE) * stride, Block([0; 64]));
        run_on(path, Quantize { values, width, blocks: &mut self.blocks, scales: &mut self.scales });
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The number of values in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The scale of each row.
    pub(crate) fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// The number of blocks in a row.
    pub(crate) fn stride(&self) -> usize {
        self.width.div_ceil(64)
    }

    /// The bytes of `count` rows from `first` on; `first + count` may reach to the end of the last tile.
    #[inline(always)]
    pub(crate) fn tile(&self, first: usize, count: usize) -> &[Block<u8>] {
        let stride = self.stride();
        &self.blocks[first * stride..(first + count) * stride]
    }
}

/// See [`QuantizedRows::quantize`]. All paths give the same bits.
struct Quantize<'a> {
    values: &'a [f32],
    width: usize,
    blocks: &'a mut [Block<u8>],
    scales: &'a mut [f32],
}

impl Kernel for Quantize<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self, _vectors: V) {
        let blocks = self.blocks.chunks_exact_mut(self.width.div_ceil(64));
        for ((row, blocks), scale) in self.values.chunks_exact(self.width).zip(blocks).zip(self.scales) {
            *scale = quantize_row(row, blocks);
        }
    }
}

/// Makes `blocks` the bytes of `row`; returns their scale.
#[inline(always)]
fn quantize_row(row: &[f32], blocks: &mut [Block<u8>]) -> f32 {
    let largest = largest_magnitude(row);
    // Not `largest >= SMALLEST`: a NaN goes through.
    let inverse = if largest < SMALLEST { 0.0 } else { 127.0 / largest };
    let (whole, rest) = row.as_chunks::<64>();
    for (block, values) in blocks.iter_mut().zip(whole) {
        for (byte, value) in block.0.iter_mut().zip(values) {
            *byte = quantize_one(*value, inverse);
        }
    }
    // What follows the last value in its block meets weights of zero.
    if let Some(block) = blocks.get_mut(whole.len()) {
        for (byte, value) in block.0.iter_mut().zip(rest) {
            *byte = quantize_one(*value, inverse);
        }
    }
    largest / 127.0
}

#[inline(always)]
fn quantize_one(value: f32, inverse: f32) -> u8 {
    ((value * inverse + ROUNDER).to_bits() as u8).wrapping_add(128)
}

/// The largest |value|, or NaN where there is one: as integers, floats without their sign keep their order.
#[inline(always)]
fn largest_magnitude(row: &[f32]) -> f32 {
    let (whole, rest) = row.as_chunks::<64>();
    let mut largest = [0_u32; 64];
    for values in whole {
        for (most, value) in largest.iter_mut().zip(values) {
            *most = (*most).max(value.abs().to_bits());
        }
    }
    let rest = rest.iter().map(|value| value.abs().to_bits()).max().unwrap_or(0);
    f32::from_bits(largest.into_iter().max().unwrap_or(0).max(rest))
}
