//! How a text is laid out: its quotations and its sentences, worked out once for all that look at them.

use std::ops::Range;

use crate::quotation::{Quotation, quotations};
use crate::sentence::sentences;

/// A text with its quotations and sentences, in text order.
pub(crate) struct Layout<'text> {
    pub(crate) text: &'text str,
    pub(crate) quoted: Vec<Quotation>,
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'text> Layout<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        Self { text, quoted: quotations(text), sentences: sentences(text) }
    }
}

/// Sorts attributions by where their first words stand.
pub(crate) fn in_text_order(found: &mut [sayso_model::Attribution]) {
    found.sort_by_key(|it| [&it.source, &it.cue, &it.content].into_iter().flatten().map(|range| range.start).min());
}
