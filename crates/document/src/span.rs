//! Stretches of a document's text, counted in Unicode code points.

use serde::{Deserialize, Serialize};

/// A stretch of `document.text`. Offsets count Unicode code points from 0, end exclusive, so that in
/// Python `document["text"][start:end] == text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first code point of the stretch.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words themselves.
    pub text: String,
}

/// Translates between byte offsets, which Rust slices by, and code points, which every output counts by.
///
/// Keeps the byte offset of each 64th code point, so that a look-up costs at most 64 steps and the table is
/// small beside the text.
pub struct CodePoints<'text> {
    text: &'text str,
    /// Byte offset of the code points 0, 64, 128, …
    anchors: Vec<usize>,
    ascii: bool,
}

const STEP: usize = 64;

impl<'text> CodePoints<'text> {
    /// Builds the table for `text`.
    pub fn new(text: &'text str) -> Self {
        let ascii = text.is_ascii();
        let anchors = if ascii { Vec::new() } else { text.char_indices().step_by(STEP).map(|(at, _)| at).collect() };
        Self { text, anchors, ascii }
    }

    /// The number of code points before the byte offset `byte`. An offset inside a character counts that
    /// character as not yet passed; one past the end counts them all.
    pub fn at_byte(&self, byte: usize) -> usize {
        if self.ascii {
            return byte.min(self.text.len());
        }
        let slot = self.anchors.partition_point(|&anchor| anchor <= byte).saturating_sub(1);
        let Some(&anchor) = self.anchors.get(slot) else { return 0 };
        slot * STEP
            + self.text[anchor..].char_indices().take_while(|(at, c)| anchor + at + c.len_utf8() <= byte).count()
    }

    /// The byte offset of the code point numbered `point`; the text's length where there are fewer.
    pub fn to_byte(&self, point: usize) -> usize {
        if self.ascii {
            return point.min(self.text.len());
        }
        let Some(&anchor) = self.anchors.get(point / STEP) else { return self.text.len() };
        self.text[anchor..].char_indices().nth(point % STEP).map_or(self.text.len(), |(at, _)| anchor + at)
    }

    /// The [`Span`] of a byte range, or `None` where the range does not lie on character borders.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Option<Span> {
        let text = self.text.get(bytes.clone())?.to_owned();
        Some(Span { start: self.at_byte(bytes.start), end: self.at_byte(bytes.end), text })
    }
}
