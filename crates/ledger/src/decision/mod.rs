//! The analyst's word: which incidents and actors are one, and which are not ([`apart`]), and what was read wrong ([`correction`]). It stands over what
//! the machine finds, also over what it will find later, is recorded, and can be taken back.

mod apart;
mod correction;
mod likely;
mod restate;
mod target;

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use crate::add::now;
use crate::{Ledger, LedgerError, incident, tally};

pub(crate) use apart::follow;
pub use correction::{Correction, CorrectionRow, Who};
pub use likely::{DecisionOf, LikelyRow, NamingRow};

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// By which it can be taken back.
    pub number: i64,
    /// `merge`, `split`, `merge_actors`, `split_actor` or `correction`.
    pub kind: String,
    /// When, UTC.
    pub made: String,
    /// Who.
    pub analyst: Option<String>,
    /// What, in words.
    pub words: String,
    /// When it was taken back, UTC.
    pub undone: Option<String>,
}

impl Decision {
    /// A row of the table of decisions.
    fn of_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get("number")?,
            kind: row.get("kind")?,
            made: row.get("made")?,
            analyst: row.get("analyst")?,
            words: row.get("words")?,
            undone: row.get("undone")?,
        })
    }
}

impl Ledger {
    /// Makes one of several incidents (`i7`) or of several actors (`a7`): of the first. Says the decision's number.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where one is not there, [`LedgerError::Unlike`] where they are not all incidents or all actors, or are fewer than two.
    pub fn merge(&mut self, ids: &[String], analyst: Option<&str>) -> Result<i64, LedgerError> {
        let (kinds, numbers): (Vec<char>, Vec<i64>) = numbers(ids)?.into_iter().unzip();
        let (Some((&kind, others)), true) = (kinds.split_first(), ids.len() > 1) else {
            return Err(LedgerError::Unlike { ids: ids.join(", ") });
        };
        if others.iter().any(|other| *other != kind) {
            return Err(LedgerError::Unlike { ids: ids.join(", ") });
        }
        let failed = self.failed();
        let change = self.change()?;
        let mut named = Vec::new();
        for (id, &number) in ids.iter().zip(&numbers) {
            let name = name(&change, kind, number).map_err(&failed)?;
            named.push(name.ok_or_else(|| LedgerError::Unknown { id: id.clone() })?);
        }
        let words = format!("{} are one", named.join(" and "));
        let decision = if kind == 'a' {
            merge_actors(&change, &numbers, analyst, &words)
        } else {
            merge_incidents(&change, &numbers, analyst, &words)
        };
        let decision = decision.map_err(&failed)?;
        tally::settle(&change).map_err(&failed)?;
        change.commit().map_err(&failed)?;
        Ok(decision)
    }

    /// Takes what these documents tell out of an incident, as an incident of its own. Says the decision's number.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where there is no such incident, none of the documents tells of it, or no other does.
    pub fn split(&mut self, id: &str, documents: &[String], analyst: Option<&str>) -> Result<i64, LedgerError> {
        let unknown = || LedgerError::Unknown { id: format!("{id} in {}", documents.join(", ")) };
        let number = numbers(&[id.to_owned()])?.first().filter(|it| it.0 == 'i').map(|it| it.1).ok_or_else(unknown)?;
        let failed = self.failed();
        let change = self.change()?;
        let mut out: BTreeSet<i64> = BTreeSet::new();
        for document in documents {
            out.extend(tellings(&change, number, Some(document)).map_err(&failed)?);
        }
        let all = tellings(&change, number, None).map_err(&failed)?;
        let rest: BTreeSet<i64> = all.into_iter().filter(|event| !out.contains(event)).collect();
        if out.is_empty() || rest.is_empty() {
            return Err(unknown());
        }
        let incident = name(&change, 'i', number).map_err(&failed)?.ok_or_else(unknown)?;
        let words = format!("what {} tells is not {incident}", documents.join(", "));
        let decision = record(&change, "split", analyst, &words).map_err(&failed)?;
        let pairs = out.iter().flat_map(|event| rest.iter().map(move |stays| (*event, *stays)));
        decide(&change, decision, pairs, false).map_err(&failed)?;
        tally::settle(&change).map_err(&failed)?;
        change.commit().map_err(&failed)?;
        Ok(decision)
    }

    /// Takes a decision back.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where there is no such decision, or it has been taken back already.
    pub fn undo(&mut self, number: i64) -> Result<(), LedgerError> {
        let failed = self.failed();
        let change = self.change()?;
        let sql = "UPDATE decisions SET undone = ?2 WHERE number = ?1 AND undone IS NULL";
        if change.execute(sql, params![number, now()]).map_err(&failed)? == 0 {
            return Err(LedgerError::Unknown { id: format!("decision {number}") });
        }
        undo(&change, number).map_err(&failed)?;
        tally::settle(&change).map_err(&failed)?;
        change.commit().map_err(&failed)
    }

    /// All decisions, the first first.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, LedgerError> {
        let all = || -> rusqlite::Result<Vec<Decision>> {
            let mut query = self.connection().prepare_cached("SELECT * FROM decisions ORDER BY number")?;
            query.query_map([], Decision::of_row)?.collect()
        };
        all().map_err(self.failed())
    }
}

/// The letters and numbers of ids: `i7`, `a7`.
fn numbers(ids: &[String]) -> Result<Vec<(char, i64)>, LedgerError> {
    let parsed = |id: &String| {
        let kind = id.chars().next().filter(|kind| matches!(kind, 'i' | 'a'))?;
        Some((kind, id.get(1..)?.parse().ok()?))
    };
    ids.iter().map(|id| parsed(id).ok_or_else(|| LedgerError::Unknown { id: id.clone() })).collect()
}

/// What an incident or an actor is called, with its id.
fn name(connection: &Connection, kind: char, number: i64) -> rusqlite::Result<Option<String>> {
    let sql = match kind {
        'a' => "SELECT name FROM actors WHERE number = ?1",
        _ => "SELECT title FROM incidents WHERE number = ?1",
    };
    let name: Option<String> = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
    Ok(name.map(|name| format!("“{name}” ({kind}{number})")))
}

fn decision(connection: &Connection, number: i64) -> rusqlite::Result<Decision> {
    connection.prepare_cached("SELECT * FROM decisions WHERE number = ?1")?.query_row([number], Decision::of_row)
}

fn record(change: &Transaction, kind: &str, analyst: Option<&str>, words: &str) -> rusqlite::Result<i64> {
    change
        .prepare_cached("INSERT INTO decisions (kind, made, analyst, words) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![kind, now(), analyst, words])
}

/// The events that tell of an incident, in all documents or in one.
fn tellings(change: &Transaction, incident: i64, document: Option<&str>) -> rusqlite::Result<Vec<i64>> {
    let mut query = change.prepare_cached(
        "SELECT event FROM tellings JOIN documents ON documents.number = tellings.document
         WHERE incident = ?1 AND (?2 IS NULL OR documents.id = ?2) ORDER BY event",
    )?;
    query.query_map(params![incident, document], |row| row.get(0))?.collect()
}

fn merge_incidents(
    change: &Transaction,
    incidents: &[i64],
    analyst: Option<&str>,
    words: &str,
) -> rusqlite::Result<i64> {
    let mut all = BTreeSet::new();
    for &incident in incidents {
        all.extend(tellings(change, incident, None)?);
    }
    let decision = record(change, "merge", analyst, words)?;
    let first = all.first().copied();
    let pairs = first.into_iter().flat_map(|first| all.iter().skip(1).map(move |event| (first, *event)));
    decide(change, decision, pairs, true)?;
    Ok(decision)
}

/// Keeps which pairs of events are one happening, or are not, and writes what follows from it.
fn decide(
    change: &Transaction,
    decision: i64,
    pairs: impl Iterator<Item = (i64, i64)>,
    together: bool,
) -> rusqlite::Result<()> {
    let mut insert = change
        .prepare_cached("INSERT INTO decided_pairs (decision, event, other, together) VALUES (?1, ?2, ?3, ?4)")?;
    for (event, other) in pairs {
        insert.execute((decision, event, other, together))?;
    }
    restate_incidents(change, decision)
}

/// Takes an event out of what has been decided. What was decided of others beside it stands: all that a merge joins is tied to its first event, so the next
/// takes its place.
pub(crate) fn forget(change: &Transaction, event: i64) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO decided_pairs (decision, event, other, together)
         SELECT decision, heir, other, 1 FROM decided_pairs
         JOIN (SELECT decision, min(other) AS heir FROM decided_pairs WHERE event = ?1 AND together GROUP BY decision) USING (decision)
         WHERE event = ?1 AND together AND other <> heir",
        "DELETE FROM decided_pairs WHERE event = ?1",
        "DELETE FROM decided_pairs WHERE other = ?1",
    ] {
        change.prepare_cached(sql)?.execute([event])?;
    }
    Ok(())
}

/// Writes to which incidents the events of a decision belong.
fn restate_incidents(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached(
        "SELECT event FROM decided_pairs WHERE decision = ?1 UNION SELECT other FROM decided_pairs WHERE decision = ?1",
    )?;
    let events = query.query_map([decision], |row| row.get(0))?.collect::<Result<BTreeSet<i64>, _>>()?;
    incident::restate(change, events)
}

fn merge_actors(change: &Transaction, actors: &[i64], analyst: Option<&str>, words: &str) -> rusqlite::Result<i64> {
    let decision = record(change, "merge_actors", analyst, words)?;
    let mut insert =
        change.prepare_cached("INSERT INTO decided_actors (decision, actor, same_as) VALUES (?1, ?2, ?3)")?;
    for actor in &actors[1..] {
        insert.execute((decision, actor, actors[0]))?;
    }
    same_actors(change)?;
    tally::actors(change, &tally::all_of(change, actors.iter().copied())?)?;
    Ok(decision)
}

/// Writes who is whom by all decisions that stand.
fn same_actors(change: &Transaction) -> rusqlite::Result<()> {
    change.execute("UPDATE actors SET same_as = NULL WHERE same_as IS NOT NULL", [])?;
    let mut query = change.prepare_cached(
        "SELECT actor, decided_actors.same_as FROM decided_actors JOIN decisions ON decisions.number = decision
         WHERE undone IS NULL ORDER BY decision",
    )?;
    let pairs: Vec<(i64, i64)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut is = change.prepare_cached("SELECT same_as FROM actors WHERE number = ?1")?;
    let mut set =
        change.prepare_cached("UPDATE actors SET same_as = ?2 WHERE (number = ?1 OR same_as = ?1) AND number <> ?2")?;
    for (actor, other) in pairs {
        let root = |number: i64, is: &mut rusqlite::CachedStatement| -> rusqlite::Result<i64> {
            Ok(is.query_row([number], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten().unwrap_or(number))
        };
        let (actor, other) = (root(actor, &mut is)?, root(other, &mut is)?);
        if actor != other {
            set.execute((actor, other))?;
        }
    }
    Ok(())
}

fn undo(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    restate_incidents(change, decision)?;
    apart::undo(change, decision)?;
    undo_merge(change, decision)?;
    restate::undo(change, decision)
}

/// Takes back that actors are one, if a decision says so.
fn undo_merge(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached(
        "SELECT actor FROM decided_actors WHERE decision = ?1 UNION SELECT same_as FROM decided_actors WHERE decision = ?1",
    )?;
    let actors: BTreeSet<i64> = query.query_map([decision], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let concerned = tally::all_of(change, actors)?;
    if concerned.is_empty() {
        return Ok(());
    }
    same_actors(change)?;
    tally::actors(change, &concerned)
}
