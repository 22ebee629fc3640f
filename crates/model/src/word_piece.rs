//! BERT's uncased word pieces (Wu et al. 2016; Devlin et al. 2019), one token at a time.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Pieces of one token at most: no name needs more, and a hostile one must not flood a window.
const MAX_PIECES: usize = 12;
/// Longer words are unknown, as in BERT.
const MAX_CHARACTERS: usize = 100;

/// The vocabulary, and the pieces of tokens by it.
pub(crate) struct WordPiece {
    ids: HashMap<&'static str, i32>,
    unknown: i32,
    /// Id of the piece that opens a window.
    pub(crate) open: i32,
    /// Id of the piece that closes a window.
    pub(crate) close: i32,
}

impl WordPiece {
    /// Takes a vocabulary of one piece a line; `None` where it lacks the special pieces.
    pub(crate) fn new(vocabulary: &'static str) -> Option<Self> {
        let ids: HashMap<_, _> = vocabulary.lines().zip(0..).collect();
        let special = |name| ids.get(name).copied();
        Some(Self { unknown: special("[UNK]")?, open: special("[CLS]")?, close: special("[SEP]")?, ids })
    }

    /// Appends the pieces of `token` to `out`: at least one, at most [`MAX_PIECES`].
    pub(crate) fn pieces(&self, token: &str, out: &mut Vec<i32>) {
        let start = out.len();
        if token.is_ascii() && !token.contains(|c: char| c.is_ascii_punctuation() || c.is_ascii_control()) {
            self.word(&token.to_ascii_lowercase(), out);
        } else {
            self.parts(token, out);
        }
        if out.len() == start {
            out.push(self.unknown);
        }
        out.truncate(start + MAX_PIECES);
    }

    /// Lower case, accents off, control characters out, split at marks and ideographs.
    fn parts(&self, token: &str, out: &mut Vec<i32>) {
        let mut word = String::new();
        for c in token.to_lowercase().nfd() {
            let group = c.general_category_group();
            if c.general_category() == GeneralCategory::NonspacingMark || group == GeneralCategoryGroup::Other {
                continue;
            }
            let mark = matches!(group, GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol);
            if mark || is_ideograph(c) {
                self.word(&word, out);
                word.clear();
                self.word(c.encode_utf8(&mut [0; 4]), out);
            } else {
                word.push(c);
            }
        }
        self.word(&word, out);
    }

    /// The longest pieces from the left; unknown where some stretch is in no piece.
    fn word(&self, word: &str, out: &mut Vec<i32>) {
        if word.is_empty() {
            return;
        }
        if word.len() > MAX_CHARACTERS && word.chars().count() > MAX_CHARACTERS {
            return out.push(self.unknown);
        }
        let first = out.len();
        let mut continued = String::with_capacity(word.len() + 2);
        let mut start = 0;
        while start < word.len() {
            continued.clear();
            if start > 0 {
                continued.push_str("##");
            }
            let prefix = continued.len();
            continued.push_str(&word[start..]);
            let found = loop {
                match self.ids.get(continued.as_str()) {
                    Some(&id) => break Some(id),
                    None => match continued.pop() {
                        Some(_) if continued.len() > prefix => {}
                        _ => break None,
                    },
                }
            };
            let Some(id) = found else {
                out.truncate(first);
                return out.push(self.unknown);
            };
            out.push(id);
            start += continued.len() - prefix;
        }
    }
}

/// The blocks that BERT splits into single characters.
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F
        | 0x2B740..=0x2B81F | 0x2B820..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}
