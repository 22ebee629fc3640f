//! Which events of which documents are one happening.
//!
//! Each event that others can tell of too is a [`telling::Telling`]: its kind, days, place, tolls and the words around it. A new document is compared
//! with those that share rare words with it about the same weeks; what speaks for and against two tellings being one is kept
//! ([`likeness`]), and by it the new tellings and the incidents that they could join are parted anew ([`found`], [`cluster`]). So it hardly matters which
//! came first; [`Ledger::relink`] weighs all by the words of all and takes them by day, so that it does not matter at all. What analysts decide is laid over
//! what is found ([`decided`]).

mod cluster;
mod decided;
mod found;
mod heading;
mod lasting;
mod likeness;
mod summary;
mod telling;
mod terms;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, Transaction};

use crate::{Ledger, LedgerError, decision, tally};
use likeness::likeness;
use telling::{Account, Text, store};
pub use words::stems;
pub(crate) use words::{Rarity, words};

/// Words of a document in the index, and documents that a new one is compared with, at most.
const INDEXED: usize = 20;
const COMPARED: usize = 40;
/// Documents of one week that share a word, beyond which the word tells nothing.
const SHARED_BY: usize = 400;
/// A happening is told of within so many weeks.
const WEEKS: i32 = 3;
/// Weeks under which one document stands at most.
const WEEKS_OF_ONE: usize = 6;

impl Ledger {
    /// Links all documents anew, as if each had come last; `each` is told how many are done.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read or written.
    pub fn relink(&mut self, each: impl FnMut(usize)) -> Result<(), LedgerError> {
        let failed = self.failed();
        let change = self.change()?;
        relink(&change, each).map_err(&failed)?;
        tally::all(&change).map_err(&failed)?;
        tally::settle(&change).map_err(&failed)?;
        change.commit().map_err(&failed)
    }
}

/// Up to so many documents a ledger links all anew when it has grown by a tenth; with more it knows which words are common.
const SMALL: usize = 5000;
const GROWN: f64 = 1.1;

impl Ledger {
    /// Links all documents anew if the words were weighed among far fewer. To be called when all that was to be added is.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read or written.
    pub fn settle(&mut self) -> Result<(), LedgerError> {
        let least = self.connection().query_row("SELECT min(among) FROM document_words", [], |row| row.get(0));
        let least: Option<i64> = least.map_err(self.failed())?;
        let documents = self.documents()?;
        if least.is_some_and(|least| documents <= SMALL && documents as f64 > GROWN * least as f64) {
            self.relink(|_| ())?;
        }
        Ok(())
    }
}

/// Links the events of a document that has just been inserted.
pub(crate) fn link(change: &Transaction, document: i64) -> rusqlite::Result<()> {
    let text = Text::load(change, document)?;
    words::count(change, text.hashes().into_iter(), 1)?;
    let account = text.account(change)?;
    store(change, document, &account)?;
    compare(change, document, &account)?;
    index(change, document, &account)?;
    part(change, account.tellings.iter().map(|telling| telling.event))
}

/// How alike the words of two documents are, from 0 to 1.
pub(crate) fn alike(connection: &Connection, one: i64, other: i64) -> rusqlite::Result<f64> {
    let (one, other) = (telling::terms(connection, one)?, telling::terms(connection, other)?);
    Ok(f64::from(one.cosine(&other)))
}

/// Takes a document's tellings out of their incidents.
pub(crate) fn unlink(change: &Transaction, document: i64) -> rusqlite::Result<()> {
    each_key(change, document, &Account::load(change, document)?, |hash, week| {
        change
            .prepare_cached("DELETE FROM word_index WHERE hash = ?1 AND week = ?2 AND document = ?3")?
            .execute((hash, week, document))
    })?;
    let text = Text::load(change, document)?;
    words::count(change, text.hashes().into_iter(), -1)?;
    let mut left: BTreeSet<i64> = BTreeSet::new();
    let own = numbers(change, "SELECT event FROM tellings WHERE document = ?1", document)?;
    for &event in &own {
        left.extend(numbers(
            change,
            "SELECT beside.event FROM tellings JOIN tellings AS beside ON beside.found = tellings.found WHERE tellings.event = ?1",
            event,
        )?);
        for incident in numbers(change, "SELECT incident FROM tellings WHERE event = ?1", event)? {
            left.extend(numbers(change, "SELECT event FROM tellings WHERE incident = ?1", incident)?);
            change.prepare_cached("DELETE FROM incidents WHERE number = ?1")?.execute([incident])?;
        }
        for sql in [
            "DELETE FROM likeness WHERE other = ?1 AND event IN (SELECT other FROM likeness WHERE event = ?1)",
            "DELETE FROM likeness WHERE event = ?1",
        ] {
            change.prepare_cached(sql)?.execute([event])?;
        }
        decision::forget(change, event)?;
    }
    for table in ["tellings", "document_words"] {
        change.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([document])?;
    }
    part(change, left.into_iter().filter(|event| !own.contains(event)))
}

fn relink(change: &Transaction, mut each: impl FnMut(usize)) -> rusqlite::Result<()> {
    for table in ["words", "document_words", "word_index", "tellings", "likeness", "incidents"] {
        change.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut query = change.prepare("SELECT number FROM documents ORDER BY day, id")?;
    let documents: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // All words are counted before any is weighed, and all documents indexed before any are compared.
    for &document in &documents {
        words::count(change, Text::load(change, document)?.hashes().into_iter(), 1)?;
    }
    for &document in &documents {
        let account = Text::load(change, document)?.account(change)?;
        store(change, document, &account)?;
        index(change, document, &account)?;
    }
    for &document in &documents {
        compare(change, document, &Account::load(change, document)?)?;
    }
    for (done, &document) in documents.iter().enumerate() {
        let own = numbers(change, "SELECT event FROM tellings WHERE document = ?1", document)?;
        part(change, own.into_iter())?;
        each(done + 1);
    }
    Ok(())
}

/// Keeps what speaks for and against each pair of a document's tellings, and of its tellings with those of others.
fn compare(change: &Transaction, document: i64, account: &Account) -> rusqlite::Result<()> {
    let mut insert =
        change.prepare_cached("INSERT OR REPLACE INTO likeness (event, other, weight) VALUES (?1, ?2, ?3)")?;
    let mut keep = |one: i64, other: i64, weight: f64| -> rusqlite::Result<()> {
        insert.execute((one, other, weight))?;
        insert.execute((other, one, weight))?;
        Ok(())
    };
    for (at, one) in account.tellings.iter().enumerate() {
        for other in &account.tellings[at + 1..] {
            if let Some(weight) = likeness(one, account, other, account) {
                keep(one.event, other.event, weight)?;
            }
        }
    }
    for known in candidates(change, document, account)? {
        let known = Account::load(change, known)?;
        for one in &account.tellings {
            for other in &known.tellings {
                if let Some(weight) = likeness(one, account, other, &known) {
                    keep(one.event, other.event, weight)?;
                }
            }
        }
    }
    Ok(())
}

/// The weeks of which a document tells.
fn weeks(change: &Connection, document: i64, account: &Account) -> rusqlite::Result<Vec<i32>> {
    let mut query = change.prepare_cached("SELECT day FROM documents WHERE number = ?1")?;
    let published: Option<String> = query.query_row([document], |row| row.get(0))?;
    let week = |day: i32| day.div_euclid(7);
    let told = account.tellings.iter().filter(|telling| telling.dated && !telling.long);
    let told = told.filter_map(|telling| telling.days).map(|days| week(days.first));
    let mut weeks: Vec<i32> = published.as_deref().and_then(telling::day).map(week).into_iter().chain(told).collect();
    let mut seen = HashSet::new();
    weeks.retain(|week| seen.insert(*week));
    weeks.truncate(WEEKS_OF_ONE);
    if weeks.is_empty() {
        weeks.push(UNKNOWN);
    }
    Ok(weeks)
}

/// The week of what has no time.
const UNKNOWN: i32 = -1;

fn index(change: &Transaction, document: i64, account: &Account) -> rusqlite::Result<()> {
    let mut insert =
        change.prepare_cached("INSERT OR IGNORE INTO word_index (hash, week, document) VALUES (?1, ?2, ?3)")?;
    each_key(change, document, account, |hash, week| insert.execute((hash, week, document)))
}

/// Calls `each` with the words and weeks under which a document stands in the index.
fn each_key(
    change: &Transaction,
    document: i64,
    account: &Account,
    mut each: impl FnMut(u32, i32) -> rusqlite::Result<usize>,
) -> rusqlite::Result<()> {
    if account.tellings.is_empty() {
        return Ok(());
    }
    let weeks = weeks(change, document, account)?;
    for (hash, _) in account.terms.heaviest().into_iter().take(INDEXED) {
        for &week in &weeks {
            each(hash, week)?;
        }
    }
    Ok(())
}

/// Documents that may tell of the same: those that share the heaviest words about the same weeks.
fn candidates(change: &Transaction, document: i64, account: &Account) -> rusqlite::Result<Vec<i64>> {
    if account.tellings.is_empty() {
        return Ok(Vec::new());
    }
    let weeks = weeks(change, document, account)?;
    let mut ranges: Vec<(i32, i32)> = weeks.iter().map(|week| (week - WEEKS, week + WEEKS)).collect();
    ranges.push((UNKNOWN, UNKNOWN));
    if weeks == [UNKNOWN] {
        ranges = vec![(i32::MIN, i32::MAX)];
    }
    let mut having = change.prepare_cached(
        "SELECT DISTINCT document FROM word_index WHERE hash = ?1 AND week BETWEEN ?2 AND ?3 LIMIT ?4",
    )?;
    let mut shared: HashMap<i64, f32> = HashMap::new();
    for (hash, weight) in account.terms.heaviest().into_iter().take(INDEXED) {
        let mut found: HashSet<i64> = HashSet::new();
        for (first, last) in &ranges {
            let documents = having.query_map((hash, first, last, SHARED_BY as i64), |row| row.get::<_, i64>(0))?;
            for other in documents {
                found.insert(other?);
            }
        }
        found.remove(&document);
        found.into_iter().for_each(|other| *shared.entry(other).or_default() += weight);
    }
    let mut shared: Vec<(i64, f32)> = shared.into_iter().collect();
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    Ok(shared.into_iter().take(COMPARED).map(|(document, _)| document).collect())
}

/// Finds anew to which incidents these tellings belong: by what was read, then by what has been decided.
pub(crate) fn part(change: &Transaction, events: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
    let moved = found::part(change, events)?;
    decided::restate(change, moved)
}

/// Writes to which incidents these tellings belong after something was decided about them, or taken back.
pub(crate) fn restate(change: &Transaction, events: BTreeSet<i64>) -> rusqlite::Result<()> {
    decided::restate(change, events)
}

fn numbers(change: &Transaction, sql: &str, value: i64) -> rusqlite::Result<Vec<i64>> {
    change.prepare_cached(sql)?.query_map([value], |row| row.get(0))?.collect()
}
