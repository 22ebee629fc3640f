//! Words of a text, as names are made of them.

use std::ops::Range;

use super::country::owner_without_apostrophe;
use super::fold::fold;
use crate::letter::{is_apostrophe, is_silent};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, or nothing.
    Space,
    /// A hyphen or dash without spaces, or a slash.
    Hyphen,
    Comma,
    /// An opening bracket.
    Bracket,
    /// Anything else: a sentence may end there.
    Other,
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    pub(super) gap: Gap,
    /// Folded; of "Syria's" "syrias".
    pub(super) folded: String,
    /// Folded without a possessive "'s", where there is one.
    pub(super) owner: Option<String>,
    /// Whether it begins with a capital letter or a digit.
    pub(super) capital: bool,
    /// Whether all its letters are capitals, and they are several.
    pub(super) shouted: bool,
    /// Whether a full stop follows at once, or stands inside.
    pub(super) dotted: bool,
}

impl Word {
    /// The word without its possessive.
    pub(super) fn bare(&self) -> &str {
        self.owner.as_deref().unwrap_or(&self.folded)
    }
}

/// The words in a part of the text; at most `most`.
pub(super) fn words(text: &str, within: Range<usize>, most: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let Some(part) = text.get(within.clone()) else { return words };
    let mut between = within.start;
    let mut letters = part.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !(letter.is_alphanumeric() || letter == '&' || (is_apostrophe(letter) && starts_name(&part[at..]))) {
            continue;
        }
        let start = within.start + at;
        let mut end = start + letter.len_utf8();
        let mut since_stop = 1;
        while let Some(&(at, next)) = letters.peek() {
            let inside = letter != '&'
                && (next.is_alphanumeric()
                    || (is_apostrophe(next) && follows_letter(&part[at + next.len_utf8()..]))
                    || (next == '.' && since_stop == 1 && follows_letter(&part[at + 1..]))
                    || (next != '.' && is_silent(next)));
            if !inside {
                break;
            }
            since_stop = if next == '.' { 0 } else { since_stop + 1 };
            end = within.start + at + next.len_utf8();
            letters.next();
        }
        let gap = if words.is_empty() { gap(&text[within.start..start]) } else { gap(&text[between..start]) };
        words.push(word(text, start..end, gap));
        between = end;
        if words.len() == most {
            break;
        }
    }
    words
}

/// Whether an apostrophe that begins a word belongs to it ("'Ayn Issa").
fn starts_name(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn follows_letter(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

fn word(text: &str, range: Range<usize>, gap: Gap) -> Word {
    let written = &text[range.clone()];
    let owner = ["s", "S"]
        .iter()
        .find_map(|s| written.strip_suffix(s)?.strip_suffix(is_apostrophe))
        .filter(|it| !it.is_empty())
        .map(fold);
    let folded = fold(written);
    let owner = owner.or_else(|| owner_without_apostrophe(&folded).map(str::to_owned));
    let first = written.chars().find(|letter| letter.is_alphanumeric());
    let letters = || written.chars().filter(|letter| letter.is_alphabetic());
    Word {
        gap,
        folded,
        owner,
        capital: first.is_some_and(|letter| letter.is_uppercase() || letter.is_numeric()),
        shouted: letters().count() > 1 && letters().all(char::is_uppercase),
        dotted: written.contains('.') || text[range.end..].starts_with('.'),
        range,
    }
}

fn gap(between: &str) -> Gap {
    let spaceless = between.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
    let dotted_only = spaceless.is_empty();
    match spaceless {
        // A full stop belongs to an abbreviation ("St. Denis"); who looks for names decides.
        _ if dotted_only && between.matches('\n').count() < 2 => Gap::Space,
        "," => Gap::Comma,
        "(" | "[" | ", (" => Gap::Bracket,
        "-" | "–" | "—" | "/" | "‑" if spaceless.len() == between.len() => Gap::Hyphen,
        _ => Gap::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_parts_them() {
        let text = "St. Khess, N.Y. (al-Tanf) Syria's O'Hare";
        let found = words(text, 0..text.len(), 99);
        let seen: Vec<(&str, Gap)> = found.iter().map(|it| (it.folded.as_str(), it.gap)).collect();
        assert_eq!(
            seen,
            [
                ("st", Gap::Space),
                ("khess", Gap::Space),
                ("ny", Gap::Comma),
                ("al", Gap::Bracket),
                ("tanf", Gap::Hyphen),
                ("syrias", Gap::Other),
                ("ohare", Gap::Space),
            ]
        );
        assert_eq!(found[5].bare(), "syria");
        assert_eq!(&text[found[6].range.clone()], "O'Hare");
    }
}
