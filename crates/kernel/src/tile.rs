//! The product that attention and [`crate::Dense`] are made of: a few rows by a panel of columns.

use crate::vector::Vectors;

/// Rows of a tile.
pub(crate) const ROWS: usize = 8;
/// Columns of a tile.
pub(crate) const COLUMNS: usize = 32;

/// `out[row][column]` := Σ `rows[row][k]` · `panel[k][column]`, summed in the order of `k` by every instruction set.
///
/// All rows are as long as the panel. The sums of a tile stay in registers from first to last `k` (Goto and
/// van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication").
#[inline(always)]
pub(crate) fn product<V: Vectors>(rows: [&[f32]; ROWS], panel: &[[f32; COLUMNS]], out: &mut [[f32; COLUMNS]; ROWS]) {
    if V::WIDE {
        part::<V, 8, 32>(&rows, 0, panel, 0, out);
    } else {
        // 8 of 16 registers for sums.
        for (row, column) in [(0, 0), (0, 16), (4, 0), (4, 16)] {
            part::<V, 4, 16>(&rows, row, panel, column, out);
        }
    }
}

/// Rows `first_row..first_row + R` by columns `first_column..first_column + C`.
#[inline(always)]
fn part<V: Vectors, const R: usize, const C: usize>(
    rows: &[&[f32]; ROWS],
    first_row: usize,
    panel: &[[f32; COLUMNS]],
    first_column: usize,
    out: &mut [[f32; COLUMNS]; ROWS],
) {
    let rows: [&[f32]; R] = std::array::from_fn(|row| &rows[first_row + row][..panel.len()]);
    let mut sums = [[0.0_f32; C]; R];
    for (k, values) in panel.iter().enumerate() {
        let values = &values[first_column..first_column + C];
        for row in 0..R {
            let factor = rows[row][k];
            for column in 0..C {
                sums[row][column] = V::multiply_add(factor, values[column], sums[row][column]);
            }
        }
    }
    for (out, sums) in out[first_row..first_row + R].iter_mut().zip(&sums) {
        out[first_column..first_column + C].copy_from_slice(sums);
    }
}
