//! A linear layer with int8 weights, one scale per output, over rows in bytes with one scale per row.
//!
//! Sums of products are exact integers, and what follows them is the same operations in the same order on every path:
//! all paths give the same bits.
//!
//! The weights lie as VNNI and AMX read them, in panels of 16 outputs, `[inputs / 4][16 outputs][4 inputs]`, so that
//! 64 bytes hold four inputs of 16 outputs (Intel 64 and IA-32 Architectures Optimization Reference Manual,
//! chapters "Intel AVX-512 VNNI" and "Intel AMX").

#[cfg(target_arch = "x86_64")]
pub(crate) mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod scalar;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod vnni;

use crate::KernelError;
use crate::processor::Path;
use crate::quantize::{QuantizedRows, ROW_TILE};

/// Sums of two products of a byte and a weight within this stay within 16 bits, as the AVX2 path needs.
const LARGEST_WEIGHT: i8 = 63;
/// Sums of this many products of a byte and a weight stay within 32 bits.
const MOST_INPUTS: usize = 1 << 17;
/// Outputs in a panel of weights.
const PANEL: usize = 16;
/// Rows that go through all the weights together. Few: their bytes stay in the first-level cache and their results in
/// the second, while the weights come from the second in a steady stream. With 256, wide results fell out of the
/// caches half written, and 2304 x 384 x 1536 took eight times as long.
const ROW_BLOCK: usize = ROW_TILE;

/// 64 bytes in a cache line of their own.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Block<T>(pub(crate) [T; 64]);

/// A linear layer with int8 weights, one scale per output.
#[derive(Debug)]
pub struct Linear {
    /// `[panels][inputs / 4][16 outputs][4 inputs]`; inputs up to whole blocks and outputs up to an even number of
    /// panels are filled with zeros.
    panels: Vec<Block<i8>>,
    /// 128 · sum of the weights of an output: what the bytes' offset adds to its sums.
    offsets: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Linear {
    /// Packs `weights`, `[outputs, inputs]` row by row, with `scales` and `bias`, `[outputs]`.
    ///
    /// # Errors
    ///
    /// Where the lengths do not go together, or a weight is not within ±63.
    pub fn new(weights: &[i8], scales: &[f32], bias: &[f32], inputs: usize) -> Result<Linear, KernelError> {
        let outputs = scales.len();
        if inputs == 0 || inputs > MOST_INPUTS {
            return Err(KernelError::Inputs { inputs, most: MOST_INPUTS });
        }
        if outputs == 0 || bias.len() != outputs || outputs.checked_mul(inputs) != Some(weights.len()) {
            return Err(KernelError::LinearShape { weights: weights.len(), inputs, outputs, bias: bias.len() });
        }
        if let Some(at) = weights.iter().position(|weight| weight.unsigned_abs() > LARGEST_WEIGHT.unsigned_abs()) {
            let (output, input) = (at / inputs, at % inputs);
            return Err(KernelError::WeightRange { output, input, weight: weights[at], most: LARGEST_WEIGHT });
        }
        let steps = inputs.div_ceil(64) * 16;
        let mut panels = vec![Block([0; 64]); outputs.div_ceil(2 * PANEL) * 2 * steps];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut panels[output / PANEL * steps..][..steps];
            for (block, four) in panel.iter_mut().zip(row.chunks(4)) {
                block.0[output % PANEL * 4..][..four.len()].copy_from_slice(four);
            }
        }
        let sum = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum::<i32>();
        Ok(Linear {
            panels,
            offsets: weights.chunks_exact(inputs).map(|row| 128 * sum(row)).collect(),
            scales: scales.to_vec(),
            bias: bias.to_vec(),
            inputs,
        })
    }

    /// The width of the rows that go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The width of the rows that come out.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Makes `out`, resized, `[rows, outputs]` := rows · weightsᵀ · scales + bias.
    ///
    /// # Panics
    ///
    /// If the rows are not of `inputs` values.
    pub fn apply(&self, rows: &QuantizedRows, out: &mut Vec<f32>) {
        self.apply_on(Path::best(), rows, out);
    }

    /// As [`Linear::apply`], by the path given, which must be available.
    pub(crate) fn apply_on(&self, path: Path, rows: &QuantizedRows, out: &mut Vec<f32>) {
        assert_eq!(rows.width(), self.inputs, "rows of another width than the layer's inputs");
        out.resize(rows.rows() * self.outputs(), 0.0);
        match path {
            Path::Scalar => scalar::apply(self, rows, out),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => avx2::apply(self, rows, out),
            #[cfg(target_arch = "x86_64")]
            Path::Vnni => vnni::apply(self, rows, out),
            #[cfg(target_arch = "x86_64")]
            Path::Amx => amx::apply(self, rows, out),
            #[cfg(not(target_arch = "x86_64"))]
            Path::Avx2 | Path::Vnni | Path::Amx => scalar::apply(self, rows, out),
        }
    }

    /// Blocks of weights in a panel.
    fn steps(&self) -> usize {
        self.inputs.div_ceil(64) * 16
    }

    /// The weights of the panels of `tile`.
    #[inline(always)]
    fn weights(&self, tile: Tile) -> &[Block<i8>] {
        &self.panels[tile.panel * self.steps()..][..tile.panels * self.steps()]
    }

    /// Tiles of up to `rows` rows by up to `panels` panels that cover all outputs of `all` rows, a block of rows after
    /// the other.
    #[inline(always)]
    fn tiles(&self, all: usize, rows: usize, panels: usize) -> impl Iterator<Item = Tile> {
        let last = self.panels.len() / self.steps();
        (0..all).step_by(ROW_BLOCK).flat_map(move |block| {
            (0..last).step_by(panels).flat_map(move |panel| {
                (block..all.min(block + ROW_BLOCK)).step_by(rows).map(move |row| Tile {
                    row,
                    panel,
                    panels: panels.min(last - panel),
                })
            })
        })
    }

    /// Turns `sums`, `[rows of the tile][its outputs]`, into results and puts those of real rows and outputs into
    /// `out`, `[rows, outputs]`.
    #[inline(always)]
    fn finish(&self, sums: &[i32], tile: Tile, row_scales: &[f32], out: &mut [f32]) {
        let outputs = self.outputs();
        let first = (tile.panel * PANEL).min(outputs);
        let last = outputs.min(first + tile.panels * PANEL);
        let columns = Columns {
            offsets: &self.offsets[first..last],
            scales: &self.scales[first..last],
            bias: &self.bias[first..last],
        };
        let out = out[tile.row * outputs..].chunks_exact_mut(outputs);
        for ((sums, &row_scale), out) in sums.chunks_exact(tile.panels * PANEL).zip(&row_scales[tile.row..]).zip(out) {
            columns.finish(sums, row_scale, &mut out[first..last]);
        }
    }
}

/// What turns the sums of some outputs into results.
struct Columns<'a> {
    offsets: &'a [i32],
    scales: &'a [f32],
    bias: &'a [f32],
}

impl Columns<'_> {
    /// The results of one row. The order of operations is part of what makes all paths give the same bits.
    #[inline(always)]
    fn finish(&self, sums: &[i32], row_scale: f32, out: &mut [f32]) {
        let result = |sum: i32, offset: i32, scale: f32, bias: f32| (sum - offset) as f32 * row_scale * scale + bias;
        // Whole panels first: of known length, each is one vector.
        let (offsets, offsets_left) = self.offsets.as_chunks::<PANEL>();
        let (scales, scales_left) = self.scales.as_chunks::<PANEL>();
        let (bias, bias_left) = self.bias.as_chunks::<PANEL>();
        let (out, out_left) = out.as_chunks_mut::<PANEL>();
        let (sums, sums_left) = sums.split_at(out.len() * PANEL);
        for ((((out, sums), offsets), scales), bias) in
            out.iter_mut().zip(sums.as_chunks::<PANEL>().0).zip(offsets).zip(scales).zip(bias)
        {
            let mut results = [0.0; PANEL];
            for at in 0..PANEL {
                results[at] = result(sums[at], offsets[at], scales[at], bias[at]);
            }
            *out = results;
        }
        for ((((out, sum), offset), scale), bias) in
            out_left.iter_mut().zip(sums_left).zip(offsets_left).zip(scales_left).zip(bias_left)
        {
            *out = result(*sum, *offset, *scale, *bias);
        }
    }
}

/// Some rows by some panels.
#[derive(Debug, Clone, Copy)]
struct Tile {
    row: usize,
    panel: usize,
    panels: usize,
}
