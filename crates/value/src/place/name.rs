//! Names of places among the words of a text.

use std::collections::HashMap;

use super::cues::{Cue, is_abbreviation, is_plain_word};
use super::spelling::is_article;
use super::table::{Country, Table};
use super::words::{Gap, Word};

/// The longest names have this many words.
pub(super) const LONGEST_NAME: usize = 7;

/// A place's name in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// The folded name.
    pub(super) key: String,
    /// What words beside it say that it is.
    pub(super) cue: Option<Cue>,
}

/// Names and adjectives of countries, folded.
pub(super) struct Peoples {
    pub(super) adjectives: HashMap<String, Country>,
}

impl Peoples {
    /// The country to which an adjective of at most two words at `at` belongs, and how many words it is.
    pub(super) fn adjective(&self, words: &[Word], at: usize) -> Option<(Country, usize)> {
        let first = words.get(at).filter(|it| it.capital)?;
        if let Some(second) = words.get(at + 1).filter(|it| matches!(it.gap, Gap::Space | Gap::Hyphen))
            && let Some(country) = self.adjectives.get(&format!("{} {}", first.folded, second.bare()))
        {
            return Some((*country, 2));
        }
        self.adjectives.get(first.bare()).map(|country| (*country, 1))
    }
}

/// The longest name of a place that begins at a word: how many words it is, and its key.
pub(super) fn longest_name(table: &Table, words: &[Word], at: usize) -> Option<(usize, String)> {
    let first = words.get(at)?;
    let article =
        is_article(&first.folded) || matches!(first.folded.as_str(), "the" | "la" | "los" | "las" | "le" | "de");
    if !first.capital && !article {
        return None;
    }
    // A possessive may also be part of a name ("Cox's Bazar").
    let whole = (at..words.len().min(at + LONGEST_NAME))
        .take_while(|next| *next == at || matches!(words[*next].gap, Gap::Space | Gap::Hyphen))
        .count();
    for length in (1..=whole).rev() {
        let part = &words[at..at + length];
        let Some(last) = part.last() else { continue };
        if !last.capital || (length == 1 && (is_plain_word(last.bare()) || (article && !first.capital))) {
            continue;
        }
        if length > 1
            && (!part.iter().any(|it| it.capital && !is_plain_word(&it.folded))
                && !part[1..].iter().any(|it| it.capital))
        {
            continue;
        }
        let mut key = String::new();
        for (number, word) in part.iter().enumerate() {
            if number == 0 && word.folded == "the" && length > 1 {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(if number + 1 == length { word.bare() } else { &word.folded });
        }
        // "the capital's"
        if length > 1 && !key.contains(' ') && is_plain_word(&key) {
            continue;
        }
        if length == 1 && is_abbreviation(&key) && !abbreviated(first) {
            continue;
        }
        if !table.meanings(&key).is_empty() {
            return Some((length, key));
        }
        // "al-Raqqa" where the table has "Raqqa".
        if length > 1
            && is_article(&first.folded)
            && let Some(rest) = key.split_once(' ').map(|it| it.1).filter(|rest| rest.len() > 3 && !is_plain_word(rest))
            && !table.meanings(rest).is_empty()
        {
            return Some((length, rest.to_owned()));
        }
    }
    None
}

/// Whether the word is written as an abbreviation of a region is, after the name of a town.
fn abbreviated(word: &Word) -> bool {
    word.dotted && word.folded.len() > 1
        || (word.gap == Gap::Comma && word.shouted && word.folded.len() == 2)
        || word.gap == Gap::Comma && word.dotted
}
