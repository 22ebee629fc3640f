//! The article's text with its marks.

use std::collections::HashSet;
use std::ops::Range;

use maud::{Markup, html};

use crate::marks::{Item, Mark, Part};
use crate::paragraphs::paragraphs;
use crate::segments::{Segment, segments};

/// Layers past this one look like it: underlines stand below each other, and a line has room for so many.
const LAYERS: usize = 4;

/// Renders `text` in paragraphs. Every mark is a link to the row of its statement or event; the first words of each part
/// carry the part's anchor, and a raised number after the cue or trigger names what it is part of.
pub(crate) fn article(text: &str, marks: &[Mark]) -> Markup {
    let paragraphs = paragraphs(text);
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| mark.range.clone()).collect();
    let cuts: Vec<usize> = paragraphs.iter().flat_map(|paragraph| [paragraph.start, paragraph.end]).collect();
    let segments = segments(text.len(), &ranges, &cuts);
    let mut writer = Writer { text, marks, numbers: numbers(marks), anchored: HashSet::new() };
    let mut rest = segments.as_slice();
    html! {
        @for paragraph in &paragraphs {
            p { @for segment in segments_of(&mut rest, paragraph) { (writer.segment(segment)) } }
        }
    }
}

/// Takes the segments of the next paragraph off the front of `rest`, and what lies between paragraphs.
fn segments_of<'rest>(rest: &mut &'rest [Segment], paragraph: &Range<usize>) -> &'rest [Segment] {
    let start = rest.partition_point(|segment| segment.range.start < paragraph.start);
    let end = rest.partition_point(|segment| segment.range.start < paragraph.end);
    let taken = &rest[start..end];
    *rest = &rest[end..];
    taken
}

/// For each statement and event the index of the mark that its number stands behind: its first cue or trigger, else its
/// first source, else its first content. Sorted by mark.
fn numbers(marks: &[Mark]) -> Vec<usize> {
    let rank = |mark: &Mark| match mark.part {
        Part::Cue | Part::Trigger => 0,
        Part::Source => 1,
        Part::Content => 2,
        Part::Carrier | Part::Participant | Part::Toll => 3,
    };
    marks
        .chunk_by(|a, b| a.item == b.item)
        .scan(0, |start, chunk| {
            let first = *start;
            *start += chunk.len();
            Some(first..*start)
        })
        .filter_map(|chunk| chunk.min_by_key(|&index| (rank(&marks[index]), marks[index].range.start)))
        .collect()
}

struct Writer<'a> {
    text: &'a str,
    marks: &'a [Mark],
    numbers: Vec<usize>,
    /// The parts whose anchor is already on the page.
    anchored: HashSet<(Item, Part)>,
}

impl Writer<'_> {
    fn segment(&mut self, segment: &Segment) -> Markup {
        let words = &self.text[segment.range.clone()];
        // Participants and tolls inside statements and triggers inside both, whichever is longer: so the layers of statements show.
        let depth = |index: &usize| match self.marks[*index].part {
            Part::Trigger => 2,
            Part::Participant | Part::Toll => 1,
            _ => 0,
        };
        let mut nested = segment.marks.clone();
        nested.sort_by_key(depth);
        // Links cannot hold links: only the innermost mark is one, and participants and tolls, which many events may share, are none.
        let is_link = |index: &usize| !matches!(self.marks[*index].part, Part::Participant | Part::Toll);
        let link = nested.iter().rposition(is_link);
        let ids: Vec<Option<String>> = nested.iter().map(|&index| self.anchor(index)).collect();
        let (mut inner, mut layer) = (html! { (words) }, 0);
        for (place, (&index, id)) in nested.iter().zip(ids).enumerate().rev() {
            inner = self.layer(index, id, layer, link == Some(place), words.trim().is_empty(), inner);
            layer += usize::from(matches!(self.marks[index].item, Item::Statement(_)));
        }
        let ending = segment.marks.iter().filter(|&&index| self.marks[index].range.end == segment.range.end);
        let mut numbered: Vec<Item> = ending
            .filter(|index| self.numbers.binary_search(index).is_ok())
            .map(|&index| self.marks[index].item)
            .collect();
        numbered.sort_unstable();
        html! {
            (inner)
            @for item in numbered { (number(item)) }
        }
    }

    /// The anchor of the mark's part, where this is the first of its words.
    fn anchor(&mut self, index: usize) -> Option<String> {
        let Mark { item, part, .. } = self.marks[index];
        self.anchored.insert((item, part)).then(|| item.part(part))
    }

    /// One element around `inner`. A link is left out of the tab order, in which the number already stands, and a blank
    /// between two marks is hidden from those who hear the page: a link without a word has no name.
    fn layer(
        &self,
        index: usize,
        id: Option<String>,
        layer: usize,
        is_link: bool,
        is_blank: bool,
        inner: Markup,
    ) -> Markup {
        let Mark { item, part, .. } = self.marks[index];
        let row = item.row();
        let class = match item {
            Item::Statement(_) => format!("mark {} {row} layer{}", part.name(), layer.min(LAYERS - 1)),
            Item::Event(_) => format!("mark {} {row}", part.name()),
        };
        html! {
            @if is_link {
                a class=(class) id=[id] href=(format!("#{row}")) tabindex="-1" aria-hidden=[is_blank.then_some("true")] {
                    (inner)
                }
            } @else {
                span class=(class) id=[id] { (inner) }
            }
        }
    }
}

fn number(item: Item) -> Markup {
    let (class, name, text) = match item {
        Item::Statement(index) => ("number", "Statement", (index + 1).to_string()),
        Item::Event(index) => ("number event", "Event", format!("e{}", index + 1)),
    };
    html! {
        sup class=(class) {
            a href=(format!("#{}", item.row())) aria-label=(format!("{name} {text}")) { (text) }
        }
    }
}
