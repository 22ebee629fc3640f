//! The marks of a reading: which bytes of the text play which part in which statement or event.

use std::collections::HashSet;
use std::ops::Range;

use sayso_document::{CodePoints, Span};
use sayso_reading::{Event, Reading};

/// What marked words are part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Item {
    /// The statement with this index in the reading.
    Statement(usize),
    /// The event with this place in the page's list.
    Event(usize),
}

impl Item {
    /// The anchor of its row.
    pub(crate) fn row(self) -> String {
        match self {
            Self::Statement(index) => format!("s{}", index + 1),
            Self::Event(index) => format!("e{}", index + 1),
        }
    }

    /// The anchor of the first words that play `part` in it.
    pub(crate) fn part(self, part: Part) -> String {
        format!("{}-{}", self.row(), part.name())
    }
}

/// The part that marked words play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
    Carrier,
    /// Tells of an event.
    Trigger,
    /// Takes part in one.
    Participant,
    /// Says how many were killed or injured in one.
    Toll,
}

impl Part {
    /// Those of statements.
    pub(crate) const OF_STATEMENT: [Self; 4] = [Self::Source, Self::Cue, Self::Content, Self::Carrier];
    /// Those of events.
    pub(crate) const OF_EVENT: [Self; 3] = [Self::Trigger, Self::Participant, Self::Toll];

    /// The class of its elements, and the ending of its anchor.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
            Self::Carrier => "carrier",
            Self::Trigger => "trigger",
            Self::Participant => "participant",
            Self::Toll => "toll",
        }
    }
}

/// A stretch of the text that plays a part.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// In what.
    pub(crate) item: Item,
    /// Which part.
    pub(crate) part: Part,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// The marks of all statements, in the order of the statements, then those of `events`, without white space at their ends. Spans
/// that lie outside the text or hold no words are left out: a reading may come from a file that somebody else wrote.
pub(crate) fn marks(reading: &Reading, events: &[&Event]) -> Vec<Mark> {
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
    let mut add = |item, part, span: &Span| marks.extend(range(span).map(|range| Mark { item, part, range }));
    for (index, said) in reading.statements.iter().enumerate() {
        let item = Item::Statement(index);
        said.content.spans.iter().for_each(|span| add(item, Part::Content, span));
        said.via.iter().for_each(|carrier| add(item, Part::Carrier, &carrier.span));
        said.source.spans.iter().for_each(|span| add(item, Part::Source, span));
        said.cue.spans.iter().for_each(|span| add(item, Part::Cue, span));
    }
    for (index, event) in events.iter().enumerate() {
        let item = Item::Event(index);
        event.words().iter().for_each(|span| add(item, Part::Trigger, span));
        event.roles.iter().for_each(|role| add(item, Part::Participant, &role.span));
        let tolls =
            event.killed.iter().chain(&event.further_killed).chain(&event.injured).chain(&event.further_injured);
        tolls.for_each(|count| add(item, Part::Toll, &count.span));
    }
    marks
}

/// The parts that have a mark, and so an anchor in the article.
pub(crate) fn marked_parts(marks: &[Mark]) -> HashSet<(Item, Part)> {
    marks.iter().map(|mark| (mark.item, mark.part)).collect()
}
