//! The paragraphs of a text.

use std::ops::Range;

/// The paragraphs of `text` as byte ranges, in order, without the line ends between them.
///
/// A blank line ends a paragraph. In a text without blank lines, as wire copy often comes, every line is a
/// paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let has_words = |line: &Range<usize>| !text[line.clone()].trim().is_empty();
    let first = lines.iter().position(has_words).unwrap_or(lines.len());
    let last = lines.iter().rposition(has_words).unwrap_or(0);
    let blank_lines = lines.get(first..=last).is_some_and(|inner| !inner.iter().all(has_words));

    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for line in lines {
        if !has_words(&line) {
            inside = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(paragraph) if inside => paragraph.end = line.end,
            _ => paragraphs.push(line),
        }
        inside = blank_lines;
    }
    paragraphs
}

/// The lines of `text` without their line ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = start..start + line.trim_end_matches(['\n', '\r']).len();
            start += line.len();
            range
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(texts("One\ntwo.\n\n \nThree.\r\n\r\nFour.\n"), ["One\ntwo.", "Three.", "Four."]);
    }

    #[test]
    fn without_blank_lines_every_line_is_one() {
        assert_eq!(texts("\nOne.\nTwo.\r\nThree.\n\n"), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn no_words_no_paragraphs() {
        assert_eq!(texts(" \n\n"), Vec::<&str>::new());
        assert_eq!(texts(""), Vec::<&str>::new());
    }
}
