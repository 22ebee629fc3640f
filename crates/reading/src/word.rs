//! The words of a sentence, as the rules over words see them.

use std::ops::Range;

/// A word, an apostrophe-s or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// In small letters, its apostrophes straight; `'s` for every possessive ending.
    pub(crate) lower: String,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
}

impl Word {
    /// Whether it is one of `words`.
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    /// Whether it is a mark and not a word.
    pub(crate) fn is_mark(&self) -> bool {
        !self.lower.chars().any(char::is_alphanumeric)
    }

    /// Whether it is a quotation mark.
    pub(crate) fn is_quotation_mark(&self) -> bool {
        self.is(&["\"", "“", "”", "„", "«", "»", "‘", "'"])
    }

    /// Whether it opens a noun phrase.
    pub(crate) fn is_determiner(&self) -> bool {
        self.is(&[
            "a", "an", "the", "this", "that", "these", "those", "one", "its", "his", "her", "their", "our", "my",
            "your", "some", "several", "many", "another", "other", "two", "three", "four", "five", "both", "all",
            "any",
        ])
    }

    /// Whether it cannot stand between a determiner and its noun: a preposition, a conjunction, an auxiliary, a
    /// pronoun that is a subject.
    pub(crate) fn is_border(&self) -> bool {
        self.is(&[
            "of",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "to",
            "with",
            "without",
            "into",
            "about",
            "against",
            "after",
            "before",
            "during",
            "since",
            "until",
            "under",
            "over",
            "near",
            "as",
            "than",
            "through",
            "between",
            "among",
            "across",
            "inside",
            "outside",
            "via",
            "per",
            "and",
            "or",
            "but",
            "nor",
            "so",
            "because",
            "while",
            "when",
            "where",
            "if",
            "whether",
            "unless",
            "although",
            "though",
            "that",
            "which",
            "who",
            "whom",
            "whose",
            "what",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "being",
            "am",
            "has",
            "have",
            "had",
            "do",
            "does",
            "did",
            "will",
            "would",
            "can",
            "could",
            "shall",
            "should",
            "may",
            "might",
            "must",
            "he",
            "she",
            "it",
            "they",
            "we",
            "i",
            "you",
            "not",
            "said",
            "says",
            "say",
            "told",
            "according",
            "there",
        ])
    }
}

/// The words of `text[range]`.
pub(crate) fn words(text: &str, range: &Range<usize>) -> Vec<Word> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut characters = part.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(next, joint)) = characters.peek() {
                if !joint.is_alphanumeric() && !joins(&part[at..], next - at, joint) {
                    break;
                }
                end = next + joint.len_utf8();
                characters.next();
            }
        } else if is_apostrophe(c) && ends_possessor(part, at) {
            // The s of the ending, where there is one.
            if let Some((next, _)) = characters.next_if(|&(_, s)| matches!(s, 's' | 'S')) {
                end = next + 1;
            }
            found.push(word("'s".to_owned(), range.start + at..range.start + end, false));
            continue;
        }
        let lower = part[at..end].to_lowercase().replace('’', "'");
        found.push(word(lower, range.start + at..range.start + end, c.is_uppercase()));
    }
    found
}

fn word(lower: String, bytes: Range<usize>, capital: bool) -> Word {
    Word { bytes, lower, capital }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether the mark at `at` of `rest`, behind a letter, belongs to the word: an apostrophe within ("Kan’ani", "didn't")
/// but not that of a possessive, the points of "U.S.", the comma of "2,400".
fn joins(rest: &str, at: usize, mark: char) -> bool {
    let mut after = rest[at + mark.len_utf8()..].chars();
    let (next, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    match mark {
        '\'' | '’' => next.is_alphanumeric() && (!matches!(next, 's' | 'S') || second.is_alphanumeric()),
        '.' => {
            // A point behind a single letter, where another such follows or went before.
            let word = &rest[..at];
            let single = word.chars().next_back().is_some_and(char::is_alphabetic)
                && word.chars().rev().nth(1).is_none_or(|c| c == '.');
            single && (next.is_alphabetic() && !second.is_alphanumeric() || word.contains('.'))
        }
        ',' => next.is_ascii_digit() && rest[..at].ends_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether the apostrophe at `at` ends a possessor: an s follows and ends the word, or one went before.
fn ends_possessor(part: &str, at: usize) -> bool {
    let mut after = part[at..].chars().skip(1);
    let (next, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    match part[..at].chars().next_back() {
        Some(before) if before.is_alphanumeric() || before == '.' => {
            matches!(next, 's' | 'S') && !second.is_alphanumeric()
                || matches!(before, 's' | 'S') && next.is_whitespace() && second.is_alphanumeric()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        words(text, &(0..text.len())).into_iter().map(|word| word.lower).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            split("Iran-backed militias, he said."),
            ["iran", "-", "backed", "militias", ",", "he", "said", "."]
        );
    }

    #[test]
    fn possessives_stand_apart_and_names_stay_whole() {
        assert_eq!(split("Velmark’s Kan’ani didn't"), ["velmark", "'s", "kan'ani", "didn't"]);
        assert_eq!(split("the groups’ plan"), ["the", "groups", "'s", "plan"]);
        assert_eq!(split("the U.S.’s 2,400 men"), ["the", "u.s.", "'s", "2,400", "men"]);
        assert_eq!(split("by the U.S. in Q."), ["by", "the", "u.s.", "in", "q", "."]);
    }

    proptest! {
        #[test]
        fn words_lie_in_order_on_character_borders(text in "[a-cA-CsS .,’'“\"ß0-9-]{0,60}") {
            let mut end = 0;
            for word in words(&text, &(0..text.len())) {
                prop_assert!(word.bytes.start >= end && text.get(word.bytes.clone()).is_some_and(|it| !it.is_empty()));
                end = word.bytes.end;
            }
        }
    }
}
