//! The words of a text and how much each tells.
//!
//! A word weighs by how few documents have it (K. Spärck Jones 1972, "A statistical interpretation of term specificity"). A ledger of few
//! documents knows little of that, so it begins with how common words are in English news.

use std::collections::HashMap;
use std::sync::LazyLock;

use rusqlite::{Connection, Transaction};
use rust_stemmers::{Algorithm, Stemmer};
use xxhash_rust::xxh3::xxh3_64;

/// The share of English news documents, in thousandths, in which a stem stands; those that few have are left out. `examples/common_words.rs`
/// counts them.
const COMMON: &str = include_str!("../../data/common_words.tsv");

/// What English news at large counts, in documents of the ledger.
const BACKGROUND: f64 = 300.0;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

static RATES: LazyLock<HashMap<u32, f64>> = LazyLock::new(|| {
    let rows = COMMON.lines().filter_map(|row| row.split_once('\t'));
    rows.filter_map(|(stem, rate)| Some((hash(stem), rate.parse::<f64>().ok()? / 1000.0))).collect()
});

/// A word of a text.
pub(crate) struct Word {
    /// The byte of the text at which it begins.
    pub(crate) start: usize,
    /// The hash of its stem.
    pub(crate) hash: u32,
}

/// The words of a text by their stems, whatever their case; single letters and "'s" are none.
pub(crate) fn words(text: &str) -> Vec<Word> {
    stems(text).map(|(start, stem)| Word { start, hash: hash(&stem) }).collect()
}

/// The stems of a text's words, with the byte at which each word begins.
pub fn stems(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let start = at + rest.find(char::is_alphanumeric)?;
            let length = text[start..].find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len() - start);
            at = start + length;
            let word = &text[start..at];
            if word.chars().nth(1).is_some() {
                return Some((start, ENGLISH.stem(&word.to_lowercase()).into_owned()));
            }
        }
    })
}

fn hash(stem: &str) -> u32 {
    // The lower half of the hash: a ledger's words are few against four thousand millions.
    xxh3_64(stem.as_bytes()) as u32
}

/// How much each word tells in this ledger.
pub(crate) struct Rarity<'l> {
    connection: &'l Connection,
    documents: f64,
}

impl<'l> Rarity<'l> {
    pub(crate) fn of(connection: &'l Connection) -> rusqlite::Result<Self> {
        // The last number stands for how many there are: counting them would take longer the more there are.
        let documents: Option<i64> =
            connection.prepare_cached("SELECT max(number) FROM documents")?.query_row([], |row| row.get(0))?;
        let documents = documents.unwrap_or(0);
        Ok(Self { connection, documents: documents as f64 })
    }

    /// The logarithm of how many documents there are for each that has the word.
    pub(crate) fn weight(&self, hash: u32) -> rusqlite::Result<f32> {
        let mut known = self.connection.prepare_cached("SELECT documents FROM words WHERE hash = ?1")?;
        let mut rows = known.query([hash])?;
        let having = match rows.next()? {
            Some(row) => row.get::<_, i64>(0)? as f64,
            None => 0.0,
        };
        let common = RATES.get(&hash).copied().unwrap_or(0.0);
        let weight = (self.documents + BACKGROUND + 1.0) / (having + BACKGROUND * common + 0.5);
        Ok(weight.ln() as f32)
    }
}

/// Counts a document's words, or, with `-1`, counts them no more.
pub(super) fn count(change: &Transaction, hashes: impl Iterator<Item = u32>, by: i64) -> rusqlite::Result<()> {
    let mut insert = change.prepare_cached(
        "INSERT INTO words (hash, documents) VALUES (?1, ?2) ON CONFLICT (hash) DO UPDATE SET documents = documents + ?2",
    )?;
    for hash in hashes {
        insert.execute((hash, by))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_their_stems() {
        let stems: Vec<String> = stems("The SHELLING of Orsa's harbours; a shelled harbour").map(|it| it.1).collect();
        assert_eq!(stems, ["the", "shell", "of", "orsa", "harbour", "shell", "harbour"]);
    }
}
