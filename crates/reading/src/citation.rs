//! Statements that an outlet or a person rests on another's word: "Dawn Wire reported, citing two officials, that …".
//!
//! The model gives the report. Who is cited says the same, one step nearer to the source: a statement of its own with the
//! cue "citing" (or "quoting") and the content of the report.

use std::ops::Range;

use sayso_model::{Attribution, Marks, MentionKind};

use crate::layout::in_text_order;

const CUES: [&str; 2] = ["citing ", "quoting "];
/// The longest source that is believed, in bytes.
const LONGEST: usize = 120;
/// So many citations of a text at most: no article has more, and a hostile one must not cost time without end.
const MOST: usize = 64;

/// Adds a statement for each source that a report cites within its own sentence, and tells in text order.
pub(crate) fn cite(text: &str, marks: &mut Marks) {
    turn(text, marks);
    let found = &mut marks.attributions;
    let mut cited: Vec<Attribution> = Vec::new();
    for cue in CUES {
        for (at, _) in text.match_indices(cue).take(MOST) {
            let whole = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let Some(source) = source(text, at + cue.len()).filter(|_| whole) else { continue };
            let range = at..at + cue.len() - 1;
            let taken = |it: &Attribution| it.cue.iter().any(|cue| cue.start < range.end && range.start < cue.end);
            if found.iter().any(taken) {
                continue;
            }
            if let Some(report) = report(text, found, &range) {
                let content = without(&report.content, &(range.start..source.end));
                let confidence = report.confidence;
                if !content.is_empty() {
                    cited.push(Attribution { source: vec![source], cue: vec![range], content, confidence });
                }
            }
        }
    }
    if cited.is_empty() {
        return;
    }
    found.append(&mut cited);
    in_text_order(found);
}

/// Where the model takes who is cited for what is said ("[the Post] [citing] [two officials]"), as PolNeAR does with documents
/// and figures, somebody who can speak becomes the source of what is reported.
fn turn(text: &str, marks: &mut Marks) {
    for number in 0..marks.attributions.len() {
        let it = &marks.attributions[number];
        let (Some(cue), Some(cited)) = (it.cue.first().filter(|_| it.cue.len() == 1), it.content.first()) else {
            continue;
        };
        let known = text.get(cue.clone()).is_some_and(|words| CUES.iter().any(|it| it.trim_end() == words));
        if !known || cited.start != cue.end + 1 {
            continue;
        }
        let Some(source) = source(text, cited.start).filter(|it| can_speak(text, marks, it)) else { continue };
        let cue = cue.clone();
        let Some(report) = report(text, &marks.attributions, &cue) else { continue };
        let content = without(&report.content, &(cue.start..source.end));
        if !content.is_empty() {
            let it = &mut marks.attributions[number];
            (it.source, it.content) = (vec![source], content);
        }
    }
}

/// Whether the words begin with the mention of a person or a body, but for what counts or describes it ("two of her
/// ministers"), and not with what belongs to one ("the ministry’s figures").
fn can_speak(text: &str, marks: &Marks, words: &Range<usize>) -> bool {
    let first = marks.mentions.partition_point(|it| it.bytes.start < words.start);
    let inside = marks.mentions[first..].iter().take_while(|it| it.bytes.end <= words.end);
    let mut speaks = inside.filter(|it| {
        let before = text.get(words.start..it.bytes.start).unwrap_or("—");
        let owner = text.get(it.bytes.end..).is_some_and(|rest| rest.starts_with("'s") || rest.starts_with("’s"));
        let plain = before.split_whitespace().all(|word| word.chars().all(|c| c.is_lowercase() || c == '-'));
        let partitive = before.is_empty() || before.split_whitespace().count() <= 3;
        matches!(it.kind, MentionKind::Person | MentionKind::Organisation) && plain && partitive && !owner
    });
    speaks.next().is_some()
}

/// For each attribution that cites, the number of the report that it stands in.
pub(crate) fn reports(text: &str, found: &[Attribution]) -> Vec<Option<usize>> {
    let cites = |it: &Attribution| {
        let cue = it.cue.first().and_then(|range| text.get(range.clone())).unwrap_or_default();
        CUES.iter().any(|known| known.trim_end() == cue)
    };
    let citing = found.iter().map(|it| cites(it).then(|| &it.cue[0]));
    let mut left = MOST;
    let mut number = |cue: &Range<usize>| {
        left = left.checked_sub(1)?;
        let report = report(text, found, cue)?;
        found.iter().position(|it| std::ptr::eq(it, report))
    };
    citing.map(|cue| cue.and_then(&mut number)).collect()
}

/// The noun phrase that begins at `start`: to the next comma, bracket, dash, "that", or the sentence's end.
fn source(text: &str, start: usize) -> Option<Range<usize>> {
    let limit = text.floor_char_boundary((start + LONGEST + 1).min(text.len()));
    let rest = text.get(start..limit)?;
    let stop = |at: usize, c: char| match c {
        ',' | ';' | ':' | '(' | ')' | '—' | '–' | '\n' | '\r' | '“' | '”' | '"' => true,
        '.' | '?' | '!' => rest[at + 1..].starts_with(|next: char| next.is_whitespace()) || at + 1 == rest.len(),
        _ => {
            rest[at..].starts_with(" that ") || rest[at..].starts_with(" as saying") || rest[at..].starts_with(" who ")
        }
    };
    let end = rest.char_indices().find(|&(at, c)| stop(at, c)).map_or(rest.len(), |(at, _)| at);
    let words = rest[..end].trim_end();
    let fits = !words.is_empty() && words.len() <= LONGEST && words.contains(char::is_alphabetic);
    fits.then(|| start..start + words.len())
}

/// The attribution of the same sentence whose cue is nearest to this one, not far off.
fn report<'a>(text: &str, found: &'a [Attribution], cue: &Range<usize>) -> Option<&'a Attribution> {
    const NEAR: usize = 160;
    let distance = |it: &Attribution| {
        let ends = it.cue.iter().map(|range| {
            if range.start < cue.end && cue.start < range.end {
                return usize::MAX;
            }
            let (low, high) = if range.end <= cue.start { (range.end, cue.start) } else { (cue.end, range.start) };
            let between = text.get(low..high).unwrap_or("\n");
            if between.contains(['\n', '\r']) || between.contains(". ") { usize::MAX } else { high - low }
        });
        ends.min().unwrap_or(usize::MAX)
    };
    found
        .iter()
        .filter(|it| !it.source.is_empty())
        .map(|it| (distance(it), it))
        .filter(|(far, _)| *far <= NEAR)
        .min_by_key(|(far, _)| *far)
        .map(|(_, it)| it)
}

/// The ranges without what lies in `hole`.
fn without(ranges: &[Range<usize>], hole: &Range<usize>) -> Vec<Range<usize>> {
    let parts =
        ranges.iter().flat_map(|range| [range.start..range.end.min(hole.start), range.start.max(hole.end)..range.end]);
    parts.filter(|part| part.start < part.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    fn cited(marked: &str) -> Vec<(String, String)> {
        let (text, mut marks) = annotated(marked);
        let before = marks.attributions.len();
        cite(&text, &mut marks);
        let found = marks.attributions;
        assert!(found.len() >= before);
        let words = |ranges: &[Range<usize>]| ranges.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>().join(" … ");
        let new = found.iter().filter(|it| text[it.cue[0].clone()].ends_with("ting"));
        new.map(|it| (words(&it.source), words(&it.content))).collect()
    }

    #[test]
    fn who_is_cited_says_what_is_reported() {
        let marked = "[s1 Dawn Wire] [c1 reported], citing two officials, [x1 that the fort had fallen].";
        assert_eq!(cited(marked), [("two officials".to_owned(), "that the fort had fallen".to_owned())]);
        let marked = "[x1 The fort has fallen], [s1 the Orrin Post] [c1 said] on Monday, quoting a shepherd.";
        assert_eq!(cited(marked), [("a shepherd".to_owned(), "The fort has fallen".to_owned())]);
    }

    #[test]
    fn who_is_cited_is_not_what_is_said() {
        let marked =
            "[s2 [s1 The Post]] [c1 reported], [c2 citing] [x2 [desc:person two officials]], [x1 that it fell].";
        assert_eq!(cited(marked), [("two officials".to_owned(), "that it fell".to_owned())]);
        let marked = "[s2 [s1 The Post]] [c1 reported], [c2 citing] [x2 internal documents], [x1 that it fell].";
        assert_eq!(cited(marked), [("The Post".to_owned(), "internal documents".to_owned())]);
    }

    #[test]
    fn nobody_is_cited_without_a_report() {
        assert_eq!(cited("The clerk left, citing ill health."), []);
        assert_eq!(cited("[s1 She] [c1 said] [x1 it rained].\nHe left, citing ill health."), []);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[a-c ,.\n“”é]{0,20}(citing |quoting )?[a-c ,.é\n]{0,20}", a in 0usize..30, b in 0usize..30) {
            let range = a.min(b)..a.max(b);
            let found = vec![Attribution { source: vec![range.clone()], cue: vec![range.clone()], content: vec![range], confidence: 1.0 }];
            cite(&text, &mut Marks { attributions: found, ..Marks::default() });
        }
    }
}
