//! Which documents are copies of which.
//!
//! A document is compared with those that share words in a row with it, found by an index of some of their shingles
//! ([`shingle`]); for each of these the shingles that both have are counted ([`pair`]). Documents that hang together by copying are
//! a family ([`family`]).

mod cite;
mod family;
mod pair;
mod shingle;

use std::collections::HashMap;

use rusqlite::{Transaction, params};

pub(crate) use cite::{cite, cite_otherwise, named};
pub use family::{CopyKind, Edge, Family};

use pair::{Side, compare};
use shingle::{Shingles, sampled};

use sayso_reading::code;

/// A shingle that so many documents have is boilerplate, and says nothing about copying.
const BOILERPLATE: usize = 60;
/// Documents compared with a new one at most: those that share most with it.
const COMPARED: usize = 16;
/// Least share of the smaller document's sampled shingles for the two to be compared in full.
const LIKELY: f64 = 0.25;

/// Finds the copies among which a document that has just been inserted belongs.
pub(crate) fn link(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let Some(new) = side(change, number)? else { return Ok(()) };
    let shingles = Shingles::of(&new.text);
    let sample = sampled(&shingles);
    for (other, shared) in candidates(change, &sample)? {
        let Some(known) = side(change, other)? else { continue };
        let theirs = Shingles::of(&known.text);
        let least = LIKELY * sample.len().min(sampled(&theirs).len()) as f64;
        if (shared as f64) < least {
            continue;
        }
        let Some(found) = compare(&new, &shingles, &known, &theirs) else { continue };
        let (copy, original) = if found.first_is_copy { (number, other) } else { (other, number) };
        change
            .prepare_cached(
                "INSERT OR IGNORE INTO copies (copy, original, kind, score, evidence) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![copy, original, code(found.kind), found.score, found.evidence])?;
    }
    let mut insert = change.prepare_cached("INSERT OR IGNORE INTO shingles (hash, document) VALUES (?1, ?2)")?;
    for hash in sample {
        insert.execute((hash, number))?;
    }
    Ok(())
}

/// Takes a document's shingles out of the index.
pub(crate) fn unlink(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let Some(gone) = side(change, number)? else { return Ok(()) };
    let mut delete = change.prepare_cached("DELETE FROM shingles WHERE hash = ?1 AND document = ?2")?;
    for hash in sampled(&Shingles::of(&gone.text)) {
        delete.execute((hash, number))?;
    }
    Ok(())
}

/// The documents that share sampled shingles, those that share most first, with how many they share.
fn candidates(change: &Transaction, sample: &[i64]) -> rusqlite::Result<Vec<(i64, usize)>> {
    let mut having = change.prepare_cached("SELECT document FROM shingles WHERE hash = ?1 LIMIT ?2")?;
    let mut shared: HashMap<i64, usize> = HashMap::new();
    for hash in sample {
        let documents: Vec<i64> =
            having.query_map((hash, BOILERPLATE as i64), |row| row.get(0))?.collect::<Result<_, _>>()?;
        if documents.len() < BOILERPLATE {
            documents.into_iter().for_each(|document| *shared.entry(document).or_default() += 1);
        }
    }
    let mut out: Vec<(i64, usize)> = shared.into_iter().collect();
    out.sort_by_key(|&(document, shared)| (std::cmp::Reverse(shared), document));
    out.truncate(COMPARED);
    Ok(out)
}

fn side(change: &Transaction, number: i64) -> rusqlite::Result<Option<Side>> {
    let sql = "SELECT number, id, outlet, authors, CASE WHEN substr(published, 1, 10) = day THEN published ELSE day END, text FROM documents WHERE number = ?1";
    let mut found = change.prepare_cached(sql)?;
    let mut rows = found.query_map([number], |row| {
        Ok(Side {
            number: row.get(0)?,
            id: row.get(1)?,
            outlet: row.get(2)?,
            authors: row.get(3)?,
            published: row.get(4)?,
            text: row.get(5)?,
        })
    })?;
    rows.next().transpose()
}
