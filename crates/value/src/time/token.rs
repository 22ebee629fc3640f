//! Cuts a text into words, numbers and marks, each with the senses of time that its word has.

use std::ops::Range;

use super::lexicon::{Sense, senses};

/// A word, a run of digits, or a single mark.
#[derive(Debug)]
pub(super) struct Token<'t> {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    pub(super) text: &'t str,
    /// What the word can mean; empty for most words, numbers and marks.
    pub(super) senses: &'static [Sense],
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Token<'_> {
    /// Whether it is a run of ASCII digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }

    /// Whether it begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The tokens of `text`, in order. A token without text stands where a blank line ends a paragraph: no expression crosses it.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let (mut spaced, mut lines) = (false, 0);
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            spaced = true;
            lines += u32::from(first == '\n');
            at += first.len_utf8();
            continue;
        }
        if lines > 1 {
            tokens.push(Token { bytes: at..at, text: "", senses: &[], spaced });
        }
        let length = if first.is_alphabetic() {
            run(&text[at..], char::is_alphabetic)
        } else if first.is_ascii_digit() {
            run(&text[at..], |c| c.is_ascii_digit())
        } else {
            first.len_utf8()
        };
        let word = &text[at..at + length];
        tokens.push(Token { bytes: at..at + length, text: word, senses: senses(word), spaced });
        at += length;
        (spaced, lines) = (false, 0);
    }
    tokens
}

/// The length in bytes of the run of such characters at the start.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Whether the letters of the words are, but for a few, all capitals or all small: then case tells nothing.
pub(super) fn without_case(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().filter(|token| token.is_word());
    let (mut small, mut capitals) = (0_usize, 0_usize);
    for word in words {
        if word.is_capital() {
            capitals += 1;
        }
        if word.text.chars().any(char::is_lowercase) {
            small += 1;
        }
    }
    small * 20 <= capitals || capitals == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let texts: Vec<_> = tokens("On Oct2’s eve, 3½ Zürich\n\nnow").iter().map(|token| token.text).collect();
        assert_eq!(texts, ["On", "Oct", "2", "’", "s", "eve", ",", "3", "½", "Zürich", "", "now"]);
    }

    #[test]
    fn case_tells_something_or_not() {
        assert!(without_case(&tokens("THE ARMY LEFT DORRATH ON 3 MAY.")));
        assert!(without_case(&tokens("the army left dorrath on 3 may.")));
        assert!(!without_case(&tokens("The army left Dorrath on 3 May.")));
    }
}
