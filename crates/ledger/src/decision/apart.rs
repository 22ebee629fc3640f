//! Telling apart those whom one name means: in which documents it is another.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Transaction, params};

use super::{name, numbers, record, same_actors};
use crate::{Ledger, LedgerError, tally};

/// Something of a document that says who an actor is.
struct Place {
    document: i64,
    /// `mention`, `publisher` or `voice`.
    part: String,
    /// Of a mention.
    document_actor: Option<i64>,
    /// Who it is by the name.
    was: i64,
}

impl Ledger {
    /// Says that these documents mean somebody else by an actor's name (`a7`), or are another outlet's: an actor of its own, by `called` or else by the
    /// same name and a number. Copies of the documents follow them, also those that are added later. Says the decision's number.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where there is no such actor, [`LedgerError::Inseparable`] where one of the documents does not name it or no other does.
    pub fn tell_apart(
        &mut self,
        id: &str,
        documents: &[String],
        called: Option<&str>,
        analyst: Option<&str>,
    ) -> Result<i64, LedgerError> {
        let unknown = || LedgerError::Unknown { id: id.to_owned() };
        let number = numbers(&[id.to_owned()])?.first().filter(|it| it.0 == 'a').map(|it| it.1).ok_or_else(unknown)?;
        let failed = self.failed();
        let change = self.change()?;
        let who = name(&change, 'a', number).map_err(&failed)?.ok_or_else(unknown)?;
        let refused = |why: String| LedgerError::Inseparable { id: id.to_owned(), why };
        let mut apart = Vec::new();
        for document in documents {
            let places = places(&change, number, Some(document)).map_err(&failed)?;
            if places.is_empty() {
                return Err(refused(format!("{document} does not name it")));
            }
            apart.extend(places);
        }
        let all = places(&change, number, None).map_err(&failed)?;
        if all.iter().all(|place| apart.iter().any(|gone| gone.document == place.document)) {
            return Err(refused("no other document would be left that names it".to_owned()));
        }
        let decision = part(&change, (number, &who), apart, documents, called, analyst).map_err(&failed)?;
        change.commit().map_err(&failed)?;
        Ok(decision)
    }
}

/// Where documents name an actor or those who are the same, all or one.
fn places(change: &Transaction, actor: i64, document: Option<&String>) -> rusqlite::Result<Vec<Place>> {
    let mut query = change.prepare_cached(
        "WITH all_of AS (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
         SELECT documents.number, 'mention', document_actors.number, actor FROM document_actors JOIN documents ON documents.number = document
           WHERE actor IN all_of AND (?2 IS NULL OR documents.id = ?2)
         UNION ALL SELECT number, 'publisher', NULL, publisher FROM documents WHERE publisher IN all_of AND (?2 IS NULL OR id = ?2)
         UNION ALL SELECT number, 'voice', NULL, voice FROM documents WHERE voice IN all_of AND (?2 IS NULL OR id = ?2)",
    )?;
    let place = |row: &rusqlite::Row| {
        Ok(Place { document: row.get(0)?, part: row.get(1)?, document_actor: row.get(2)?, was: row.get(3)? })
    };
    query.query_map(params![actor, document], place)?.collect()
}

fn part(
    change: &Transaction,
    (actor, who): (i64, &str),
    places: Vec<Place>,
    documents: &[String],
    called: Option<&str>,
    analyst: Option<&str>,
) -> rusqlite::Result<i64> {
    let other = make(change, actor, called)?;
    let other_name = name(change, 'a', other)?.unwrap_or_default();
    let words = format!("who is called {who} in {} is another: {other_name}", documents.join(", "));
    let decision = record(change, "split_actor", analyst, &words)?;
    let mut concerned = BTreeSet::from([other]);
    for mut place in places {
        concerned.insert(place.was);
        // Of one who has been told apart before, whoever it is by the name.
        place.was = read(change, &place)?.unwrap_or(place.was);
        keep(change, decision, &place, other)?;
    }
    tally::actors(change, &tally::all_of(change, concerned)?)?;
    tally::settle(change)?;
    Ok(decision)
}

/// A new actor that is like another one, but not it.
fn make(change: &Transaction, like: i64, called: Option<&str>) -> rusqlite::Result<i64> {
    let mut about = change.prepare_cached("SELECT key, name FROM actors WHERE number = ?1")?;
    let (key, name): (String, String) = about.query_row([like], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut known = change.prepare_cached("SELECT 1 FROM actors WHERE key = ?1")?;
    let mut at = 2;
    while known.exists([format!("{key} {at}")])? {
        at += 1;
    }
    let called = called.map_or_else(|| format!("{name} ({at})"), str::to_owned);
    change
        .prepare_cached(
            "INSERT INTO actors (key, name, kind, country) SELECT ?2, ?3, kind, country FROM actors WHERE number = ?1",
        )?
        .insert(params![like, format!("{key} {at}"), called])
}

/// Who is there by the name, where that has been decided about before.
fn read(change: &Transaction, place: &Place) -> rusqlite::Result<Option<i64>> {
    let mut query = change.prepare_cached(
        "SELECT was FROM decided_apart WHERE document = ?1 AND part = ?2 AND document_actor IS ?3 ORDER BY decision LIMIT 1",
    )?;
    query.query_row(params![place.document, place.part, place.document_actor], |row| row.get(0)).optional()
}

fn keep(change: &Transaction, decision: i64, place: &Place, other: i64) -> rusqlite::Result<()> {
    change
        .prepare_cached(
            "INSERT INTO decided_apart (decision, document, part, document_actor, was, instead) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![decision, place.document, place.part, place.document_actor, place.was, other])?;
    restate(change, place)
}

/// Writes who it is by the last decision that stands, else by the name.
fn restate(change: &Transaction, place: &Place) -> rusqlite::Result<()> {
    let mut last = change.prepare_cached(
        "SELECT instead FROM decided_apart WHERE document = ?1 AND part = ?2 AND document_actor IS ?3 ORDER BY decision DESC LIMIT 1",
    )?;
    let decided = last.query_row(params![place.document, place.part, place.document_actor], |row| row.get(0));
    let actor: i64 = decided.optional()?.unwrap_or(place.was);
    let (sql, number) = match (place.document_actor, place.part.as_str()) {
        (Some(number), _) => ("UPDATE document_actors SET actor = ?2 WHERE number = ?1", number),
        (None, "publisher") => ("UPDATE documents SET publisher = ?2 WHERE number = ?1", place.document),
        _ => ("UPDATE documents SET voice = ?2 WHERE number = ?1", place.document),
    };
    change.prepare_cached(sql)?.execute((number, actor))?;
    Ok(())
}

/// What has been decided about who is whom in a document holds in its copies too, and in the one that it copies: to be called when those of a new one are
/// known.
pub(crate) fn follow(change: &Transaction, document: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached(
        "SELECT decided_apart.decision, own.number, decided_apart.was, instead FROM copies
         JOIN decided_apart ON decided_apart.document IN (copy, original) AND decided_apart.document <> ?1 AND part = 'mention'
         JOIN document_actors AS own ON own.document = ?1 AND own.actor = decided_apart.was
         WHERE (copy = ?1 OR original = ?1) AND copies.kind <> 'cites' GROUP BY 1, 2, 3, 4 ORDER BY 1",
    )?;
    let rows = query.query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    for (decision, own, was, other) in rows.collect::<Result<Vec<(i64, i64, i64, i64)>, _>>()? {
        let place = Place { document, part: "mention".to_owned(), document_actor: Some(own), was };
        keep(change, decision, &place, other)?;
    }
    Ok(())
}

/// Takes a decision's telling apart back, if it is one: nothing of it is left.
pub(super) fn undo(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    let mut query = change
        .prepare_cached("SELECT document, part, document_actor, was, instead FROM decided_apart WHERE decision = ?1")?;
    let rows = query.query_map([decision], |row| {
        let place = Place { document: row.get(0)?, part: row.get(1)?, document_actor: row.get(2)?, was: row.get(3)? };
        Ok((place, row.get::<_, i64>(4)?))
    })?;
    let rows: Vec<(Place, i64)> = rows.collect::<Result<_, _>>()?;
    change.prepare_cached("DELETE FROM decided_apart WHERE decision = ?1")?.execute([decision])?;
    if rows.is_empty() {
        return Ok(());
    }
    let made: BTreeSet<i64> = rows.iter().map(|row| row.1).collect();
    let concerned = tally::all_of(change, rows.iter().flat_map(|(place, other)| [place.was, *other]))?;
    for (place, _) in &rows {
        restate(change, place)?;
    }
    // Whom it was decided to be is nobody now.
    for other in &made {
        change.prepare_cached("DELETE FROM decided_actors WHERE actor = ?1 OR same_as = ?1")?.execute([other])?;
    }
    same_actors(change)?;
    tally::actors(change, &concerned)?;
    for (place, _) in &rows {
        // It may be a third by another decision.
        tally::document(change, place.document)?;
    }
    for other in &made {
        change.prepare_cached("DELETE FROM actors WHERE number = ?1")?.execute([other])?;
    }
    Ok(())
}
