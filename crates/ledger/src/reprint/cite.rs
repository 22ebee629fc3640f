//! Who cites whom: a document that names another outlet for what a document of that outlet tells of too.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_reading::code;

use super::family::CopyKind;
use crate::incident::alike;

/// A story is cited within so many days.
const DAYS: i64 = 4;
/// Documents looked at most.
const LOOKED_AT: i64 = 40;
/// Least likeness of the words of the two documents.
const LEAST: f64 = 0.2;

/// Statements of a document whose source or carrier is an outlet known by name, other than its own.
const NAMED: &str = "
    SELECT actors.number, actors.name FROM statements
    JOIN document_actors ON document_actors.number = statements.document_actor JOIN actors ON actors.number = document_actors.actor
    WHERE statements.document = ?1 AND actors.kind = 'outlet'
    UNION
    SELECT actors.number, actors.name FROM statements JOIN carriers ON carriers.statement = statements.number
    JOIN document_actors ON document_actors.number = carriers.document_actor JOIN actors ON actors.number = document_actors.actor
    WHERE statements.document = ?1 AND actors.kind = 'outlet'";

/// Finds whom a document that has just been linked cites, and who cites it.
pub(crate) fn cite(change: &Transaction, document: i64) -> rusqlite::Result<()> {
    let mut about = change.prepare_cached("SELECT publisher, day FROM documents WHERE number = ?1")?;
    let (publisher, day): (Option<i64>, Option<String>) =
        about.query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(day) = day else { return Ok(()) };
    for (outlet, name) in named(change, document)? {
        cite_outlet(change, document, outlet, &name)?;
    }
    // Who names its outlet.
    let Some(publisher) = publisher else { return Ok(()) };
    let mut later = change.prepare_cached(
        "SELECT DISTINCT documents.number FROM document_actors JOIN documents ON documents.number = document_actors.document
         WHERE actor = ?1 AND day BETWEEN ?2 AND date(?2, ?3) AND documents.number <> ?4 AND publisher IS NOT ?1 LIMIT ?5",
    )?;
    let days = format!("+{DAYS} days");
    let naming = later.query_map(params![publisher, day, days, document, LOOKED_AT], |row| row.get(0))?;
    for other in naming.collect::<Result<Vec<i64>, _>>()? {
        if let Some((_, name)) = named(change, other)?.into_iter().find(|(outlet, _)| *outlet == publisher) {
            best(change, other, &[document], &name)?;
        }
    }
    Ok(())
}

/// Finds whom a document cites now that it names others than `before`.
pub(crate) fn cite_otherwise(change: &Transaction, document: i64, before: &[(i64, String)]) -> rusqlite::Result<()> {
    let now = named(change, document)?;
    let mut forget = change.prepare_cached(
        "DELETE FROM copies WHERE copy = ?1 AND kind = 'cites' AND original IN (SELECT number FROM documents WHERE publisher = ?2)",
    )?;
    for outlet in before.iter().filter(|it| !now.contains(it)) {
        forget.execute((document, outlet.0))?;
    }
    for (outlet, name) in now.iter().filter(|it| !before.contains(it)) {
        cite_outlet(change, document, *outlet, name)?;
    }
    Ok(())
}

/// Finds the document of an outlet that one cites that names it.
fn cite_outlet(change: &Transaction, document: i64, outlet: i64, name: &str) -> rusqlite::Result<()> {
    let mut earlier = change.prepare_cached(
        "SELECT documents.number FROM documents JOIN documents AS own ON own.number = ?1
         WHERE documents.publisher = ?2 AND own.publisher IS NOT ?2 AND documents.day BETWEEN date(own.day, ?3) AND own.day
           AND documents.number <> ?1 ORDER BY documents.day DESC LIMIT ?4",
    )?;
    let days = format!("-{DAYS} days");
    let found = earlier.query_map(params![document, outlet, days, LOOKED_AT], |row| row.get(0))?;
    let found: Vec<i64> = found.collect::<Result<_, _>>()?;
    best(change, document, &found, name)
}

/// The outlets that a document names for what it says.
pub(crate) fn named(connection: &Connection, document: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut query = connection.prepare_cached(NAMED)?;
    let found = query.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.collect()
}

/// Keeps the one that is most like the citing document, unless they are copies or nothing alike.
fn best(change: &Transaction, citing: i64, cited: &[i64], name: &str) -> rusqlite::Result<()> {
    let mut best: Option<(f64, i64)> = None;
    for &other in cited {
        let alike = alike(change, citing, other)?;
        if alike >= LEAST && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, other));
        }
    }
    let Some((score, cited)) = best else { return Ok(()) };
    let known = change
        .prepare_cached("SELECT 1 FROM copies WHERE copy IN (?1, ?2) AND original IN (?1, ?2)")?
        .query_row([citing, cited], |_| Ok(()))
        .optional()?;
    if known.is_none() {
        change
            .prepare_cached("INSERT INTO copies (copy, original, kind, score, evidence) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                citing,
                cited,
                code(CopyKind::Cites),
                score,
                format!("it names {name} for what both tell")
            ])?;
    }
    Ok(())
}
