//! The marks of a reading: which bytes of the text play which part in which statement.

use std::collections::HashSet;
use std::ops::Range;

use sayso_document::{CodePoints, Span};
use sayso_reading::Reading;

/// The part that marked words play in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
    Carrier,
}

impl Part {
    /// The class of its elements, and the ending of its anchor.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
            Self::Carrier => "carrier",
        }
    }
}

/// A stretch of the text that plays a part in a statement.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Index of the statement in its reading.
    pub(crate) statement: usize,
    /// What the words do in it.
    pub(crate) part: Part,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// The marks of all statements, in the order of the statements, without white space at their ends. Spans that
/// lie outside the text or hold no words are left out: a reading may come from a file that somebody else wrote.
pub(crate) fn marks(reading: &Reading) -> Vec<Mark> {
    let text = &reading.document.text;
    let points = CodePoints::new(text);
    let range = |span: &Span| {
        let (start, end) = (points.to_byte(span.start), points.to_byte(span.end));
        let words = text.get(start..end)?;
        let start = start + (words.len() - words.trim_start().len());
        let range = start..start + words.trim().len();
        (!range.is_empty()).then_some(range)
    };
    let mut marks = Vec::new();
    for (statement, said) in reading.statements.iter().enumerate() {
        let mut add = |part, span: &Span| marks.extend(range(span).map(|range| Mark { statement, part, range }));
        said.content.spans.iter().for_each(|span| add(Part::Content, span));
        said.via.iter().for_each(|carrier| add(Part::Carrier, &carrier.span));
        said.source.spans.iter().for_each(|span| add(Part::Source, span));
        said.cue.spans.iter().for_each(|span| add(Part::Cue, span));
    }
    marks
}

/// The anchor of the statement's row in the table.
pub(crate) fn row_anchor(statement: usize) -> String {
    format!("s{}", statement + 1)
}

/// The anchor of the first words that play `part` in the statement.
pub(crate) fn part_anchor(statement: usize, part: Part) -> String {
    format!("s{}-{}", statement + 1, part.name())
}

/// The parts that have a mark, and so an anchor in the article: statement and part.
pub(crate) fn marked_parts(marks: &[Mark]) -> HashSet<(usize, Part)> {
    marks.iter().map(|mark| (mark.statement, mark.part)).collect()
}
