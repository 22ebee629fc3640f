//! Turns of a transcript. "THE PRESIDENT: Thank you." heads all that the President says until the next label, however many paragraphs that
//! is; the model gives the first alone, as newspapers quote.

use std::ops::Range;

use sayso_model::Attribution;

use crate::word::words;

/// Labels that make a text a transcript.
const LABELS: usize = 2;
/// Letters of a label, at most.
const LONGEST: usize = 60;
/// Paragraphs in which nobody speaks of himself or to another, of which so many may stand between others that are spoken.
const SILENT: usize = 2;

/// Lets the contents of labels go on over the paragraphs behind, as far as somebody is heard to speak in them.
pub(crate) fn speak_on(text: &str, attributions: &mut [Attribution]) {
    let labels = labels(text);
    if labels.len() < LABELS {
        return;
    }
    for it in attributions {
        let ([source], [cue], Some(content)) = (it.source.as_slice(), it.cue.as_slice(), it.content.last_mut()) else {
            continue;
        };
        let Ok(own) = labels.binary_search(&source.start) else { continue };
        let colon = text.get(cue.clone()) == Some(":") && source.end <= cue.start && cue.end <= content.start;
        let next = labels.get(own + 1).copied().unwrap_or(text.len());
        if colon && content.end <= next {
            content.end = spoken(text, content.end..next);
        }
    }
}

/// Where the lines begin that a speaker in capitals and a colon begin, in text order.
fn labels(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let head = &text[start..text.floor_char_boundary(at.min(start + LONGEST + 1))];
        let Some((name, _)) = head.split_once(':') else { continue };
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 2 && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
        if capitals && text[start + name.len() + 1..].starts_with(char::is_whitespace) {
            found.push(start);
        }
    }
    found
}

/// The end of the last paragraph in `range` in which somebody speaks, with at most a few others before it; the rest of the line with which
/// it begins goes with it.
fn spoken(text: &str, range: Range<usize>) -> usize {
    const SPOKEN: [&str; 14] =
        ["i", "we", "you", "my", "our", "your", "me", "us", "i'm", "we're", "you're", "i've", "we've", "let's"];
    let line = text[range.clone()].find(['\n', '\r']).map_or(range.end, |at| range.start + at);
    let (mut silent, mut at) = (0, line);
    let mut end = range.start + text[range.start..line].trim_end().len();
    for paragraph in text[line..range.end].split_inclusive(['\n', '\r']) {
        let bytes = at..at + paragraph.trim_end().len();
        at += paragraph.len();
        if bytes.is_empty() {
            continue;
        }
        if words(text, &bytes).iter().any(|word| word.is(&SPOKEN)) {
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
}
