//! A transformer layer, normalised after each residual as in BERT (Devlin et al. 2019).

use crate::attention::{self, HEAD, attend};
use crate::gelu::gelu;
use crate::{KernelError, Linear, Norm, QuantizedRows};

/// Rows that go through both inner layers together: their wide values stay in the second-level cache.
const ROW_BLOCK: usize = 96;

/// What a transformer layer is made of, for rows of `hidden` values.
#[derive(Debug)]
pub struct LayerParts {
    /// `hidden` to 3 · `hidden`: all queries, then all keys, then all values, each head after head.
    pub query_key_value: Linear,
    /// `hidden` to `hidden`, over what the heads have mixed.
    pub merge: Linear,
    /// After attention and its residual.
    pub after_attention: Norm,
    /// `hidden` to the inner width.
    pub widen: Linear,
    /// The inner width to `hidden`.
    pub narrow: Linear,
    /// After the inner layers and their residual.
    pub after_inner: Norm,
}

/// A transformer layer.
#[derive(Debug)]
pub struct Layer {
    parts: LayerParts,
    heads: usize,
}

/// Memory that layers keep from one use to the next. Any layer can use any scratch.
#[derive(Debug, Default)]
pub struct Scratch {
    rows: QuantizedRows,
    query_key_value: Vec<f32>,
    attention: attention::Scratch,
    mixed: Vec<f32>,
    merged: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
}

impl Layer {
    /// Puts the parts together.
    ///
    /// # Errors
    ///
    /// Where they do not fit each other, or the heads are not of 32 values.
    pub fn new(parts: LayerParts, heads: usize) -> Result<Layer, KernelError> {
        let hidden = parts.after_inner.width();
        if heads.checked_mul(HEAD) != Some(hidden) {
            return Err(KernelError::HeadSize { heads, hidden, size: HEAD });
        }
        let inner = parts.widen.outputs();
        let norm = parts.after_attention.width();
        let linear = |linear: &Linear| (linear.inputs(), linear.outputs());
        for (part, is, needed) in [
            ("query_key_value", linear(&parts.query_key_value), (hidden, 3 * hidden)),
            ("merge", linear(&parts.merge), (hidden, hidden)),
            ("after_attention", (norm, norm), (hidden, hidden)),
            ("widen", linear(&parts.widen), (hidden, inner)),
            ("narrow", linear(&parts.narrow), (inner, hidden)),
        ] {
            if is != needed {
                let (inputs, outputs) = is;
                let needed = format!("{} to {}", needed.0, needed.1);
                return Err(KernelError::LayerShape { part, inputs, outputs, needed });
            }
        }
        Ok(Layer { parts, heads })
    }

    /// The width of a row.
    pub fn hidden(&self) -> usize {
        self.parts.after_inner.width()
    }

    /// Passes `x`, `[rows, hidden]`, through the layer. The rows are those of sequences one after the other, as many
    /// of each as `lengths` says; attention stays within a sequence.
    ///
    /// # Panics
    ///
    /// If `lengths` do not add up to the rows of `x`.
    pub fn forward(&self, x: &mut [f32], lengths: &[usize], scratch: &mut Scratch) {
        let (parts, hidden) = (&self.parts, self.hidden());
        let Scratch { rows, query_key_value, attention, mixed, merged, wide, narrow } = scratch;
        let total: usize = lengths.iter().sum();
        assert_eq!(total * hidden, x.len(), "{} values are not {total} rows of {hidden}", x.len());

        rows.quantize(x, hidden);
        parts.query_key_value.apply(rows, query_key_value);
        attend(query_key_value, self.heads, lengths, attention, mixed);
        rows.quantize(mixed, hidden);
        parts.merge.apply(rows, merged);
        parts.after_attention.apply_to_sum(x, merged);

        // Blocks of about one size, so that buffers hardly grow and shrink.
        let block = total.div_ceil(total.div_ceil(ROW_BLOCK).max(1)).max(1);
        for x in x.chunks_mut(block * hidden) {
            rows.quantize(x, hidden);
            parts.widen.apply(rows, wide);
            gelu(wide);
            rows.quantize(wide, parts.widen.outputs());
            parts.narrow.apply(rows, narrow);
            parts.after_inner.apply_to_sum(x, narrow);
        }
    }
}

#[cfg(test)]
mod tests;
