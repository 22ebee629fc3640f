//! Turns of a transcript. "THE PRESIDENT: Thank you." heads all that the President says until the next label, however many paragraphs that
//! is; the model gives the first alone, as newspapers quote. Parliaments print "Mr. Orn. Thank you, Madam Speaker." instead, which the
//! model, that learnt from newspapers, does not know at all.

use std::ops::Range;

use sayso_model::Attribution;

use crate::layout::in_text_order;
use crate::word::{Word, words};

/// Labels that make a text a transcript.
const LABELS: usize = 2;
/// Letters of a label, at most.
const LONGEST: usize = 60;
/// Paragraphs in which nobody speaks of himself or to another, of which so many may stand between others that are spoken.
const SILENT: usize = 2;
/// With what a speaker's name begins in the records of parliaments and courts.
const TITLES: [&str; 19] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "speaker",
    "senator",
    "representative",
    "congressman",
    "congresswoman",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "secretary",
    "justice",
    "general",
    "minister",
];
/// By what speech is known: somebody speaks of himself or to another.
const SPOKEN: [&str; 14] =
    ["i", "we", "you", "my", "our", "your", "me", "us", "i'm", "we're", "you're", "i've", "we've", "let's"];

/// What heads a turn.
struct Label {
    name: Range<usize>,
    /// The colon or full stop behind it.
    mark: Range<usize>,
    /// Whether the model cannot be trusted to have found it: it ends its line, or a full stop stands behind it.
    odd: bool,
}

/// Lets the contents of labels go on over the paragraphs behind, as far as somebody is heard to speak in them, and adds those that the
/// model does not know.
pub(crate) fn speak_on(text: &str, attributions: &mut Vec<Attribution>) {
    let labels = labels(text);
    let next = |own: usize| labels.get(own + 1).map_or(text.len(), |it: &Label| it.name.start);
    let mut known = vec![false; labels.len()];
    for it in attributions.iter_mut() {
        let ([source], [cue], Some(content)) = (it.source.as_slice(), it.cue.as_slice(), it.content.last_mut()) else {
            continue;
        };
        let Ok(own) = labels.binary_search_by_key(&cue.start, |it| it.mark.start) else { continue };
        let heads = text.get(cue.clone()) == Some(":") && source.end <= cue.start && cue.end <= content.start;
        if heads && source.start <= labels[own].name.start && content.end <= next(own) {
            known[own] = true;
            content.end = spoken(text, content.end..next(own));
        }
    }
    let mut added = Vec::new();
    for (own, label) in labels.iter().enumerate().filter(|(own, label)| label.odd && !known[*own]) {
        let turn = &text[label.mark.end..next(own)];
        let start = label.mark.end + turn.len() - turn.trim_start().len();
        if start < next(own) && is_spoken(text, start..line_end(text, start..next(own))) {
            let end = spoken(text, start..next(own));
            let [source, cue, content] = [label.name.clone(), label.mark.clone(), start..end].map(|it| Vec::from([it]));
            added.push(Attribution { source, cue, content, confidence: 1.0 });
        }
    }
    if !added.is_empty() {
        attributions.append(&mut added);
        in_text_order(attributions);
    }
}

/// The labels of a transcript in text order; none where there are too few to make it one.
fn labels(text: &str) -> Vec<Label> {
    let (mut found, mut introduced) = (Vec::new(), false);
    let (mut at, mut before) = (0, ' ');
    for line in text.split_inclusive(['\n', '\r']) {
        let (start, end) = (at + line.len() - line.trim_start().len(), at + line.trim_end().len());
        at += line.len();
        if start >= end {
            continue;
        }
        if let Some(label) = in_capitals(text, start..end).or_else(|| at_the_end(text, start..end)) {
            found.push(label);
        } else if let Some(label) = with_full_stop(text, start..end) {
            // "Below are the Speaker's remarks:"
            introduced |= before == ':';
            found.push(label);
        }
        before = text[..end].chars().next_back().unwrap_or(' ');
    }
    if found.len() >= LABELS || introduced { found } else { Vec::new() }
}

/// "THE PRESIDENT: Thank you."
fn in_capitals(text: &str, line: Range<usize>) -> Option<Label> {
    let head = &text[line.start..text.floor_char_boundary(line.end.min(line.start + LONGEST + 1))];
    let (name, _) = head.split_once(':')?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 2 && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    let name = line.start..line.start + name.len();
    let mark = name.end..name.end + 1;
    let odd = mark.end == line.end && text[name.clone()].contains(' ');
    let apart = odd || text[mark.end..].starts_with(char::is_whitespace);
    (capitals && apart).then_some(Label { name, mark, odd })
}

/// "6:13 P.M. EDT THE PRESIDENT:" where a line of its own was lost on the way.
fn at_the_end(text: &str, line: Range<usize>) -> Option<Label> {
    let name = text[line.clone()].strip_suffix(':')?;
    let end = line.start + name.len();
    let from = text.ceil_char_boundary(line.start.max(end.saturating_sub(LONGEST)));
    let all = words(text, &(from..end));
    let capital = |word: &&Word| {
        !word.is_mark() && !text[word.bytes.clone()].chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
    };
    let run: Vec<&Word> = all.iter().rev().take_while(capital).collect();
    let heads = |at: &usize| run[*at].is(&["the"]) && !run.get(at + 1).is_some_and(|it| it.is(&["of", "for"]));
    let first = (1..run.len()).find(heads)?;
    Some(Label { name: run[first].bytes.start..end, mark: end..end + 1, odd: true })
}

/// "Mr. Orn of Velmark. Thank you, Madam Speaker."
fn with_full_stop(text: &str, line: Range<usize>) -> Option<Label> {
    let head = line.start..text.floor_char_boundary(line.end.min(line.start + LONGEST));
    let all = words(text, &head);
    let title = all.first().filter(|it| it.capital && it.is(&TITLES))?;
    let rest = all.iter().skip(1).skip_while(|it| it.lower == "." && it.bytes.start == title.bytes.end);
    let name: Vec<&Word> =
        rest.take_while(|it| it.capital || it.is(&["of", "the", "de", "al", "van", "von", "-"])).collect();
    let last = name.last().filter(|it| it.capital && !it.is(&SPOKEN))?;
    let mark = last.bytes.end..last.bytes.end + 1;
    let stops = text.get(mark.clone()) == Some(".") && text[mark.end..line.end].starts_with(' ');
    (stops && is_spoken(text, mark.end..line.end)).then_some(Label {
        name: line.start..last.bytes.end,
        mark,
        odd: true,
    })
}

/// Whether somebody is heard to speak in the words of `range`.
fn is_spoken(text: &str, range: Range<usize>) -> bool {
    words(text, &range).iter().any(|word| word.is(&SPOKEN))
}

/// Where the line ends with which `range` begins.
fn line_end(text: &str, range: Range<usize>) -> usize {
    text[range.clone()].find(['\n', '\r']).map_or(range.end, |at| range.start + at)
}

/// The end of the last paragraph in `range` in which somebody speaks, with at most a few others before it; the rest of the line with which
/// it begins goes with it.
fn spoken(text: &str, range: Range<usize>) -> usize {
    let line = line_end(text, range.clone());
    let (mut silent, mut at) = (0, line);
    let mut end = range.start + text[range.start..line].trim_end().len();
    for paragraph in text[line..range.end].split_inclusive(['\n', '\r']) {
        let bytes = at..at + paragraph.trim_end().len();
        at += paragraph.len();
        if bytes.is_empty() {
            continue;
        }
        if is_spoken(text, bytes.clone()) {
            (end, silent) = (bytes.end, 0);
        } else {
            silent += 1;
        }
        if silent > SILENT {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    fn said(marked: &str) -> Vec<String> {
        let (text, mut marks) = annotated(marked);
        speak_on(&text, &mut marks.attributions);
        marks.attributions.iter().map(|it| text[it.content[0].clone()].to_owned()).collect()
    }

    #[test]
    fn a_turn_goes_on_to_the_next_label() {
        let text = "[s1 MS. ORN][c1 :] [x1 Thank you.]\n\nThe bridge fell.\n\nWe are sorry.\n\n[s2 QUESTION][c2 :] [x2 When?]\n\n\
                    [s3 MS. ORN][c3 :] [x3 On Monday, I hear.]\n\nThe city has two bridges.";
        assert_eq!(said(text), ["Thank you.\n\nThe bridge fell.\n\nWe are sorry.", "When?", "On Monday, I hear."]);
    }

    #[test]
    fn one_label_makes_no_transcript() {
        let text = "[s1 ORN][c1 :] [x1 Thank you.]\n\nWe are sorry.";
        assert_eq!(said(text), ["Thank you."]);
    }

    #[test]
    fn turns_that_the_model_does_not_know_are_added() {
        let text = "Below are the Speaker's remarks:\n\nSpeaker Orn. Thank you. I rise to speak.\n\nThe bridge fell.\n\nLet us rebuild it.";
        assert_eq!(said(text), ["Thank you. I rise to speak.\n\nThe bridge fell.\n\nLet us rebuild it."]);
        let text = "Mr. Orn of Velmark. I yield to the gentleman.\n\nMs. Al-Brenn. I thank my friend.\n\nThe House rose at nine.";
        assert_eq!(said(text), ["I yield to the gentleman.", "I thank my friend."]);
        let text = "6:13 P.M. EDT THE PRESIDENT:\n\nThank you all.\n\nTHE SECRETARY OF THE NAVY:\n\nAnd I thank you.";
        assert_eq!(said(text), ["Thank you all.", "And I thank you."]);
    }

    #[test]
    fn a_title_and_a_name_alone_are_no_label() {
        for text in [
            "He met Mr. Orn.\n\nMr. Orn. He is fifty.",
            "Mr. Orn said that we would see.\n\nMs. Brenn agreed. I was there.",
            "Speaker Orn. Thank you. I rise to speak.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "((THE |MR\\. |Mr\\. |P\\.M\\. |É|[A-Z]{1,4}|[a-z ]{1,4}|:|\\. |\n|\r|I |“){0,24})") {
            let mut found = Vec::new();
            speak_on(&text, &mut found);
            for it in &found {
                for range in it.source.iter().chain(&it.cue).chain(&it.content) {
                    prop_assert!(!range.is_empty() && text.get(range.clone()).is_some());
                }
            }
        }
    }
}
