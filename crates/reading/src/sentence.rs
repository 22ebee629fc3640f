//! The sentences of a text: those of `sentencex`, line by line, with the abbreviations of ranks and agencies that news
//! is full of.

use std::ops::Range;

/// Ranks, offices and hedges that news abbreviates, beyond the list of `sentencex`. Own list.
const ABBREVIATIONS: [&str; 22] = [
    "adm", "approx", "asst", "brig", "capt", "cmdr", "comdr", "cpl", "det", "est", "gov", "govt", "insp", "lt", "maj",
    "pfc", "pvt", "rep", "sgt", "spc", "supt", "vs",
];

/// A line beyond this many bytes is no paragraph of a newspaper: it is cut at white space, so that the time stays
/// linear.
const LONGEST: usize = 10_000;

/// The sentences of `text` without the space around them, in text order. None reaches over a line break.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let mut rest = line;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(cut(rest));
            in_line(piece, start, &mut found);
            start += piece.len();
            rest = after;
        }
    }
    found
}

/// How much of a line to look at in one go.
fn cut(line: &str) -> usize {
    if line.len() <= LONGEST {
        return line.len();
    }
    let border = (0..=LONGEST).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(line.len());
    let space = line[..border].rfind(char::is_whitespace).filter(|&at| at > 0);
    space.unwrap_or(border)
}

fn in_line(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut open: Option<Range<usize>> = None;
    for boundary in sentencex::get_sentence_boundaries("en", line) {
        let bytes = boundary.start_byte..boundary.end_byte;
        open = Some(match open {
            Some(before) if goes_on(line.get(before.clone()).unwrap_or_default()) => before.start..bytes.end,
            Some(before) => {
                push(line, before, offset, found);
                bytes
            }
            None => bytes,
        });
    }
    if let Some(last) = open {
        push(line, last, offset, found);
    }
}

/// Whether the words end in an abbreviation, so that the sentence goes on.
fn goes_on(words: &str) -> bool {
    let Some(words) = words.trim_end().strip_suffix('.') else { return false };
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|abbreviation| last.eq_ignore_ascii_case(abbreviation))
}

fn push(line: &str, bytes: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let Some(words) = line.get(bytes.clone()) else { return };
    let start = bytes.start + (words.len() - words.trim_start().len());
    let end = bytes.start + words.trim_end().len();
    if start < end {
        found.push(offset + start..offset + end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_with_its_mark() {
        assert_eq!(split("It burned. Who did it?  Nobody knows."), ["It burned.", "Who did it?", "Nobody knows."]);
    }

    #[test]
    fn a_line_break_ends_one() {
        assert_eq!(split("The talks\n\nThey go on."), ["The talks", "They go on."]);
    }

    #[test]
    fn ranks_and_abbreviations_do_not() {
        for text in [
            "Lt. Col. Dana Ilmar of the U.S. Army left.",
            "Gen. Orn met Dr. Strand and Gov. Prenn on Monday.",
            "They lost approx. 30 men.",
            "Sgt. Marsh and Pfc. Lind died.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn a_quotation_stays_with_its_cue() {
        assert_eq!(split("“Stop the war!” she shouted. Nobody did."), ["“Stop the war!” she shouted.", "Nobody did."]);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_on_character_borders(text in "[a-zA-Z .!?“”\"'’\r\nßé。]{0,200}") {
            let mut end = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                prop_assert!(!text[range.clone()].contains(['\n', '\r']));
                end = range.end;
            }
            prop_assert!(end <= text.len());
        }
    }
}
