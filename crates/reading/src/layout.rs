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

    /// Number of the sentence that holds a byte; that of the next one where it lies between two.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= at)
    }

    /// Where the sentence that holds a byte begins; the byte itself where none does.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        self.sentences.get(self.sentence_of(at)).map_or(at, |sentence| sentence.start.min(at))
    }
}

/// Whether nothing but blanks stands before a byte in its line.
pub(crate) fn begins_line(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n')
}

/// Bytes of all stretches of the content.
pub(crate) fn content_length(found: &sayso_model::Attribution) -> usize {
    found.content.iter().map(ExactSizeIterator::len).sum()
}

/// Sorts attributions by where their first words stand.
pub(crate) fn in_text_order(found: &mut [sayso_model::Attribution]) {
    found.sort_by_key(|it| [&it.source, &it.cue, &it.content].into_iter().flatten().map(|range| range.start).min());
}
