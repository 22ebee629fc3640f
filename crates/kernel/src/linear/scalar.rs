//! Plain Rust: the reference for the other paths, and the way on processors without them.

use super::{Block, Linear, PANEL};
use crate::quantize::QuantizedRows;

/// Rows that share a pass over the weights, and so the work of turning these about.
const ROWS: usize = 16;

pub(super) fn apply(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    for tile in linear.tiles(rows.rows(), ROWS, 1) {
        let sums = multiply(rows.tile(tile.row, ROWS), rows.stride(), linear.weights(tile));
        linear.finish(sums.as_flattened(), tile, rows.scales(), out);
    }
}

/// Sums of products of `ROWS` rows, `[ROWS][stride]` blocks, with a panel.
fn multiply(rows: &[Block<u8>], stride: usize, panel: &[Block<i8>]) -> [[i32; PANEL]; ROWS] {
    let mut sums = [[0; PANEL]; ROWS];
    for (column, weights) in panel.as_chunks::<16>().0.iter().enumerate() {
        let weights = weights.each_ref().map(by_input);
        for (sums, row) in sums.iter_mut().zip(rows.chunks_exact(stride)) {
            let mut registers = *sums;
            for (four, weights) in row[column].0.as_chunks::<4>().0.iter().zip(&weights) {
                add_products(&mut registers, four, weights);
            }
            *sums = registers;
        }
    }
    sums
}

/// Four inputs of 16 outputs, turned to `[4 inputs][16 outputs]`.
#[inline(always)]
fn by_input(block: &Block<i8>) -> [[i16; PANEL]; 4] {
    let mut weights = [[0; PANEL]; 4];
    for (output, four) in block.0.as_chunks::<4>().0.iter().enumerate() {
        for (input, &weight) in four.iter().enumerate() {
            weights[input][output] = i16::from(weight);
        }
    }
    weights
}

/// Adds four products to each sum, in pairs: a pair stays within 16 bits, where vectors hold twice as many, as
/// 2 · 255 · 63 < 2¹⁵. Without checks for overflow, which would keep the loop from becoming vectors.
#[inline(always)]
fn add_products(sums: &mut [i32; PANEL], four: &[u8; 4], weights: &[[i16; PANEL]; 4]) {
    let values = four.map(i16::from);
    for output in 0..PANEL {
        let pair = |first: usize| {
            let products = [first, first + 1].map(|input| values[input].wrapping_mul(weights[input][output]));
            i32::from(products[0].wrapping_add(products[1]))
        };
        sums[output] = sums[output].wrapping_add(pair(0)).wrapping_add(pair(2));
    }
}
