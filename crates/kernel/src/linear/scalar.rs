//! Plain Rust: the reference for the other paths, and the way on processors without them.

use super::{Block, Linear, PANEL};
use crate::quantize::QuantizedRows;

/// Rows that share a pass over the weights.
const ROWS: usize = 4;

pub(super) fn apply(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    for tile in linear.tiles(rows.rows(), ROWS, 1) {
        let sums = multiply(rows.tile(tile.row, ROWS), rows.stride(), linear.weights(tile));
        linear.finish(sums.as_flattened(), tile, rows.scales(), out);
    }
}

/// Sums of products of `ROWS` rows, `[ROWS][stride]` blocks, with a panel.
fn multiply(rows: &[Block<u8>], stride: usize, panel: &[Block<i8>]) -> [[i32; PANEL]; ROWS] {
    let mut sums = [[0; PANEL]; ROWS];
    for (column, weights) in panel.chunks_exact(16).enumerate() {
        for (sums, row) in sums.iter_mut().zip(rows.chunks_exact(stride)) {
            let (fours, _) = row[column].0.as_chunks::<4>();
            for (values, weights) in fours.iter().zip(weights) {
                let (weights, _) = weights.0.as_chunks::<4>();
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    for (&value, &weight) in values.iter().zip(weights) {
                        *sum += i32::from(value) * i32::from(weight);
                    }
                }
            }
        }
    }
    sums
}
