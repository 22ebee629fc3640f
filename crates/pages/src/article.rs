//! The article's text with its marks.

use std::collections::HashSet;
use std::ops::Range;

use maud::{Markup, html};

use crate::marks::{Mark, Part, part_anchor, row_anchor};
use crate::paragraphs::paragraphs;
use crate::segments::{Segment, segments};

/// Layers past this one look like it: underlines stand below each other, and a line has room for so many.
const LAYERS: usize = 4;

/// Renders `text` in paragraphs. Every mark is a link to its statement's row; the first words of each part
/// carry the part's anchor, and a raised number after the cue names the statement.
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

/// For each statement the index of the mark that its number stands behind: its first cue, else its first
/// source, else its first content. Sorted by mark.
fn numbers(marks: &[Mark]) -> Vec<usize> {
    let rank = |mark: &Mark| match mark.part {
        Part::Cue => 0,
        Part::Source => 1,
        Part::Content => 2,
        Part::Carrier => 3,
    };
    marks
        .chunk_by(|a, b| a.statement == b.statement)
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
    anchored: HashSet<(usize, Part)>,
}

impl Writer<'_> {
    fn segment(&mut self, segment: &Segment) -> Markup {
        let words = &self.text[segment.range.clone()];
        let ids: Vec<Option<String>> = segment.marks.iter().map(|&index| self.anchor(index)).collect();
        let mut inner = html! { (words) };
        for (layer, (&index, id)) in segment.marks.iter().zip(ids).rev().enumerate() {
            inner = self.layer(index, id, layer, words.trim().is_empty(), inner);
        }
        let ending = segment.marks.iter().filter(|&&index| self.marks[index].range.end == segment.range.end);
        let mut numbered: Vec<usize> = ending
            .filter(|index| self.numbers.binary_search(index).is_ok())
            .map(|&index| self.marks[index].statement)
            .collect();
        numbered.sort_unstable();
        html! {
            (inner)
            @for statement in numbered { (number(statement)) }
        }
    }

    /// The anchor of the mark's part, where this is the first of its words.
    fn anchor(&mut self, index: usize) -> Option<String> {
        let Mark { statement, part, .. } = self.marks[index];
        self.anchored.insert((statement, part)).then(|| part_anchor(statement, part))
    }

    /// One element around `inner`. Links cannot hold links: only the innermost layer, number 0, is one.
    /// It is left out of the tab order, in which the statement's number already stands, and a blank between two marks
    /// is hidden from those who hear the page: a link without a word has no name.
    fn layer(&self, index: usize, id: Option<String>, layer: usize, is_blank: bool, inner: Markup) -> Markup {
        let Mark { statement, part, .. } = self.marks[index];
        let row = row_anchor(statement);
        let class = format!("mark {} {row} layer{}", part.name(), layer.min(LAYERS - 1));
        html! {
            @if layer == 0 {
                a class=(class) id=[id] href=(format!("#{row}")) tabindex="-1" aria-hidden=[is_blank.then_some("true")] {
                    (inner)
                }
            } @else {
                span class=(class) id=[id] { (inner) }
            }
        }
    }
}

fn number(statement: usize) -> Markup {
    html! {
        sup.number {
            a href=(format!("#{}", row_anchor(statement))) aria-label=(format!("Statement {}", statement + 1)) {
                (statement + 1)
            }
        }
    }
}
