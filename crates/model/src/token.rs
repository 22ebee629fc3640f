//! Tokens: what the model tags, with the surface features that the uncased vocabulary drops.
//!
//! `training/sayso_training/tokens.py` is the other half of this contract; `tests/golden.rs` holds both to it.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

const BREAKS: usize = 3;
const QUOTES: usize = 3;

/// A run of word characters, or one other character that is not white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte range in the text.
    pub(crate) bytes: Range<usize>,
    /// Letter case, the break before it and the quotation state, in one number.
    pub(crate) surface: u8,
    /// Number of its paragraph. A paragraph ends at a line break.
    pub(crate) paragraph: u32,
}

/// Whether the token stands inside double quotation marks.
pub(crate) fn is_quoted(token: &Token) -> bool {
    usize::from(token.surface) % QUOTES == 1
}

/// Whether Python's `\w` takes `c`: a letter, a number or an underscore.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// Whether Python's `\s` takes `c`.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The tokens of a text.
///
/// Double quotation marks are followed within a paragraph; a straight mark opens where none is open.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    let (mut end, mut paragraph, mut quoted) = (0, 0, false);
    while let Some((start, c)) = characters.next() {
        if is_space(c) {
            continue;
        }
        let mut stop = start + c.len_utf8();
        if is_word(c) {
            while let Some((at, next)) = characters.next_if(|&(_, next)| is_word(next)) {
                stop = at + next.len_utf8();
            }
        }
        let gap = &text[end..start];
        let break_kind = if tokens.is_empty() {
            2
        } else if gap.contains(['\n', '\r']) {
            paragraph += 1;
            quoted = false;
            2
        } else {
            usize::from(!gap.is_empty())
        };
        let quote = match c {
            '“' | '„' | '«' => {
                quoted = true;
                2
            }
            '”' | '»' => {
                quoted = false;
                2
            }
            '"' => {
                quoted = !quoted;
                2
            }
            _ => usize::from(quoted),
        };
        let surface = (shape(&text[start..stop]) * BREAKS + break_kind) * QUOTES + quote;
        tokens.push(Token { bytes: start..stop, surface: surface as u8, paragraph });
        end = stop;
    }
    tokens
}

/// Letter case: 0 a mark, 1 lower, 2 capitalised, 3 capitals, 4 mixed, 5 number, 6 one capital, 7 caseless.
fn shape(token: &str) -> usize {
    let Some(first) = token.chars().next() else { return 0 };
    if is_digit(first) {
        return 5;
    }
    let (mut upper, mut cased, mut first_cased_is_upper) = (0, 0, false);
    for c in token.chars() {
        if c.is_uppercase() {
            first_cased_is_upper |= cased == 0;
            upper += 1;
            cased += 1;
        } else if c.is_lowercase() {
            cased += 1;
        }
    }
    match (cased, upper) {
        (0, _) => {
            if is_word(first) && first != '_' {
                7
            } else {
                0
            }
        }
        (_, 0) => 1,
        (1, _) => 6,
        _ if upper == cased => 3,
        (_, 1) if first_cased_is_upper => 2,
        _ => 4,
    }
}

/// Whether Python's `str.isdigit` holds: a decimal digit, or a superscript or circled one.
fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.general_category() == unicode_properties::GeneralCategory::DecimalNumber
        || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|token| &text[token.bytes]).collect()
    }

    #[test]
    fn words_and_marks_are_apart() {
        assert_eq!(words("Kan’ani said: “No.”"), ["Kan", "’", "ani", "said", ":", "“", "No", ".", "”"]);
    }

    #[test]
    fn a_line_break_ends_the_paragraph_and_the_quotation() {
        let tokens = tokenize("“One\ntwo");
        assert_eq!(tokens.iter().map(|token| token.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(tokens.iter().map(|token| token.surface as usize % QUOTES).collect::<Vec<_>>(), [2, 1, 0]);
    }

    #[test]
    fn letter_case_is_kept() {
        let shapes = ["said", "Biden", "PMF", "McCain", "2020", "A", "–", "声明"].map(shape);
        assert_eq!(shapes, [1, 2, 3, 4, 5, 6, 0, 7]);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC*") {
            let mut end = 0;
            for token in tokenize(&text) {
                prop_assert!(token.bytes.start >= end && token.bytes.end > token.bytes.start);
                prop_assert!(text[end..token.bytes.start].chars().all(is_space));
                end = token.bytes.end;
            }
            prop_assert!(text[end..].chars().all(is_space));
        }
    }
}
