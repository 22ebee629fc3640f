//! The product that attention and [`crate::Dense`] are made of: some rows by a panel of columns.

use crate::vector::Vectors;

/// Rows of a tile, and columns that are computed together.
pub(crate) const TILE: usize = 16;

/// `out[row][column]` := Σ `factor(k, row)` · `panel[k][column]` over all of the panel; `WIDTH` is whole tiles.
///
/// Every instruction set sums in the order of `k`. The sums stay in registers from the first `k` to the last (Goto
/// and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication").
#[inline(always)]
pub(crate) fn product<V: Vectors, const WIDTH: usize>(
    vectors: V,
    factor: impl Fn(usize, usize) -> f32,
    panel: &[[f32; WIDTH]],
    out: &mut [[f32; WIDTH]; TILE],
) {
    const { assert!(WIDTH.is_multiple_of(TILE)) };
    for column in 0..WIDTH / TILE {
        if V::WIDE {
            part::<V, WIDTH, 16>(vectors, &factor, panel, 0, column, out);
        } else {
            // 8 of 16 registers for sums.
            for row in [0, 4, 8, 12] {
                part::<V, WIDTH, 4>(vectors, &factor, panel, row, column, out);
            }
        }
    }
}

/// Rows `row..row + ROWS` by tile number `column` of the columns.
#[inline(always)]
fn part<V: Vectors, const WIDTH: usize, const ROWS: usize>(
    vectors: V,
    factor: impl Fn(usize, usize) -> f32,
    panel: &[[f32; WIDTH]],
    row: usize,
    column: usize,
    out: &mut [[f32; WIDTH]; TILE],
) {
    let mut sums = [vectors.splat(0.0); ROWS];
    for (k, values) in panel.iter().enumerate() {
        let values = vectors.load(&values.as_chunks().0[column]);
        for (number, sums) in sums.iter_mut().enumerate() {
            *sums = vectors.multiply_add_all(vectors.splat(factor(k, row + number)), values, *sums);
        }
    }
    for (out, sums) in out[row..row + ROWS].iter_mut().zip(sums) {
        out.as_chunks_mut().0[column] = vectors.store(sums);
    }
}

/// Makes `columns[k][row]` the values of `rows`, each as long as `columns`; where there are less than a tile of them,
/// the rest are zeros.
#[inline(always)]
pub(crate) fn transpose<'a>(rows: impl Iterator<Item = &'a [f32]>, scale: f32, columns: &mut [[f32; TILE]]) {
    let mut count = 0;
    for (number, row) in rows.take(TILE).enumerate() {
        for (column, value) in columns.iter_mut().zip(row) {
            column[number] = value * scale;
        }
        count = number + 1;
    }
    if count < TILE {
        for column in columns {
            column[count..].fill(0.0);
        }
    }
}
