//! The rows that all queries use, as corrections have them.
//!
//! What was read is kept beside a row while a correction stands over it, and the row is always what was read with all corrections that stand, the later
//! over the earlier: so they can be taken back in any order, and nothing is left of them.

use rusqlite::{OptionalExtension, Transaction, params};
use sayso_reading::{ActorKind, Certainty, Role, SourceKind, of_code};

use super::correction::Set;
use super::target::Part;
use crate::code::{code_of, value, value_of};
use crate::{reprint, tally};

/// Keeps what was read, unless it is kept already.
pub(super) fn keep_what_was_read(change: &Transaction, part: Part) -> rusqlite::Result<()> {
    let (sql, number) = match part {
        Part::Statement(number) => (
            "INSERT OR IGNORE INTO statements_read (statement, document_actor, source_kind, stance, certainty)
             SELECT number, document_actor, source_kind, stance, certainty FROM statements WHERE number = ?1",
            number,
        ),
        Part::Role(number) => (
            "INSERT OR IGNORE INTO event_roles_read (number, event, role, document_actor, confidence, start, stop, text)
             SELECT number, event, role, document_actor, confidence, start, stop, text FROM event_roles WHERE number = ?1",
            number,
        ),
    };
    change.prepare_cached(sql)?.execute([number])?;
    Ok(())
}

/// Takes a decision's correction back, if it is one.
pub(super) fn undo(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    let mut query =
        change.prepare_cached("SELECT statement, event_role, document FROM corrections WHERE decision = ?1")?;
    let row = query.query_row([decision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((statement, role, document)) = row else { return Ok(()) };
    match (statement, role) {
        (Some(statement), _) => restate(change, Part::Statement(statement))?,
        (None, Some(role)) => restate(change, Part::Role(role))?,
        _ => {}
    }
    tally::document(change, document)
}

/// Writes what was read with the corrections that stand.
pub(super) fn restate(change: &Transaction, part: Part) -> rusqlite::Result<()> {
    match part {
        Part::Statement(number) => restate_statement(change, number),
        Part::Role(number) => restate_role(change, number),
    }
}

/// The corrections of a part that stand, by `column` of their table.
fn standing(change: &Transaction, column: &str, number: i64) -> rusqlite::Result<Vec<Set>> {
    let mut query = change.prepare_cached(&format!(
        "SELECT word, certainty, names, document_actor, struck FROM corrections JOIN decisions ON decisions.number = decision
         WHERE {column} = ?1 AND undone IS NULL ORDER BY decision"
    ))?;
    let sets = query.query_map([number], |row| {
        let actor: Option<i64> = row.get("document_actor")?;
        Ok(Set {
            word: row.get("word")?,
            certainty: row.get::<_, Option<String>>("certainty")?.map(|code| of_code(&code)),
            actor: row.get::<_, bool>("names")?.then_some(actor),
            struck: row.get("struck")?,
        })
    })?;
    sets.collect()
}

fn restate_statement(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached(
        "SELECT statements.document, source, statements_read.* FROM statements_read
         JOIN statements ON statements.number = statement WHERE statement = ?1",
    )?;
    let (document, is_silent, mut actor, mut kind, mut stance, mut certainty) = query.query_row([number], |row| {
        Ok((
            row.get::<_, i64>("document")?,
            row.get::<_, String>("source")?.is_empty(),
            row.get::<_, Option<i64>>("document_actor")?,
            value_of::<SourceKind>(row, "source_kind")?,
            row.get::<_, String>("stance")?,
            value_of::<Certainty>(row, "certainty")?,
        ))
    })?;
    let sets = standing(change, "statement", number)?;
    for set in &sets {
        if let Some(to) = set.actor {
            actor = to;
            kind = Some(kind_of(change, to, is_silent)?);
        }
        stance = set.word.clone().unwrap_or(stance);
        certainty = set.certainty.unwrap_or(certainty);
    }
    let named = reprint::named(change, document)?;
    change
        .prepare_cached(
            "UPDATE statements SET document_actor = ?2, source_kind = ?3, stance = ?4, certainty = ?5 WHERE number = ?1",
        )?
        .execute(params![number, actor, code_of(kind), stance, code_of(certainty)])?;
    if sets.is_empty() {
        change.prepare_cached("DELETE FROM statements_read WHERE statement = ?1")?.execute([number])?;
    }
    reprint::cite_otherwise(change, document, &named)
}

/// What sort of source an actor is, as readings have it.
fn kind_of(change: &Transaction, actor: Option<i64>, is_silent: bool) -> rusqlite::Result<SourceKind> {
    let Some(actor) = actor else {
        return Ok(if is_silent { SourceKind::None } else { SourceKind::Unnamed });
    };
    let mut query = change.prepare_cached("SELECT kind, named FROM document_actors WHERE number = ?1")?;
    query.query_row([actor], |row| {
        Ok(match (value::<ActorKind>(row, "kind")?, row.get("named")?) {
            (ActorKind::Outlet, _) => SourceKind::Outlet,
            (_, true) => SourceKind::Named,
            _ => SourceKind::Unnamed,
        })
    })
}

fn restate_role(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let is_perpetrator =
        |role: &str| matches!(of_code(role), Some(Role::PerpetratorIndividual | Role::PerpetratorOrganisation));
    let mut query = change.prepare_cached("SELECT role, document_actor FROM event_roles_read WHERE number = ?1")?;
    let (read, mut actor) =
        query.query_row([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))?;
    let (mut role, mut struck) = (read.clone(), false);
    let sets = standing(change, "event_role", number)?;
    for set in &sets {
        role = set.word.clone().unwrap_or(role);
        actor = set.actor.unwrap_or(actor);
        struck |= set.struck;
    }
    if struck {
        change.prepare_cached("DELETE FROM event_roles WHERE number = ?1")?.execute([number])?;
        return Ok(());
    }
    // On whose word somebody is named says something of perpetrators only.
    let stays = is_perpetrator(&read) && is_perpetrator(&role);
    change
        .prepare_cached(
            "INSERT OR REPLACE INTO event_roles (number, event, role, document_actor, confidence, start, stop, text)
             SELECT number, event, ?2, ?3, CASE WHEN ?4 OR role = ?2 THEN confidence END, start, stop, text
             FROM event_roles_read WHERE number = ?1",
        )?
        .execute(params![number, role, actor, stays])?;
    if sets.is_empty() {
        change.prepare_cached("DELETE FROM event_roles_read WHERE number = ?1")?.execute([number])?;
    }
    Ok(())
}
