//! Words, figures and marks of a text.

use std::ops::Range;

/// A word, a figure with its commas and point, or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) bytes: Range<usize>,
    /// In small letters.
    pub(crate) lower: String,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
}

impl Token {
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(crate) fn is_word(&self) -> bool {
        self.lower.starts_with(char::is_alphabetic)
    }
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, c)) = characters.peek() {
                let joins = c.is_alphanumeric() || {
                    let mut after = text[at + c.len_utf8()..].chars();
                    let (next, then) = (after.next(), after.next());
                    let before = text[..at].chars().next_back();
                    match c {
                        // "1,200", "1.5"
                        ',' | '.' if before.is_some_and(|it| it.is_ascii_digit()) => {
                            next.is_some_and(|it| it.is_ascii_digit())
                                && text[start..at].starts_with(|it: char| it.is_ascii_digit())
                        }
                        // "U.S.", "Lt." stays apart from its point.
                        '.' => {
                            next.is_some_and(char::is_alphabetic) && then == Some('.')
                                || text[start..at].contains('.') && next.is_none_or(|it| !it.is_alphanumeric())
                        }
                        '\'' | '’' => next.is_some_and(char::is_alphabetic) && next != Some('s'),
                        _ => false,
                    }
                };
                if !joins {
                    break;
                }
                end = at + c.len_utf8();
                characters.next();
            }
        }
        let word = &text[start..end];
        out.push(Token { bytes: start..end, lower: word.to_lowercase(), capital: first.is_uppercase() });
    }
    out
}
