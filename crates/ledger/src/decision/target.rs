//! What a correction is about: the statement or the role that an id means, and who there is in its document.

use rusqlite::{Connection, OptionalExtension};
use sayso_reading::{Role, code, label};

use super::correction::{Correction, Fault};
use crate::LedgerError;

/// Something that can be corrected.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// By its number among the statements.
    Statement(i64),
    /// By its number among the roles.
    Role(i64),
}

/// What an id means.
pub(super) struct Found {
    /// The whole id.
    pub(super) id: String,
    /// Number of the document.
    pub(super) document: i64,
    /// Number of the event, of a role.
    pub(super) event: Option<i64>,
    pub(super) part: Part,
}

/// An actor of a document.
pub(super) struct Party {
    pub(super) number: i64,
    pub(super) id: String,
    pub(super) name: String,
}

/// A role of an event, counted from 1 as it was read.
struct Place {
    at: usize,
    number: i64,
    role: String,
    text: String,
}

/// What an id (`DOCUMENT#s4`, `DOCUMENT#e1.2`, `DOCUMENT#e1`) means for a correction.
pub(super) fn find(connection: &Connection, id: &str, correction: &Correction) -> Result<Found, Fault> {
    let unknown = || LedgerError::Unknown { id: id.to_owned() };
    let (document_id, part) = id.rsplit_once('#').ok_or_else(unknown)?;
    let number = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> rusqlite::Result<Option<i64>> {
        connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()
    };
    let document = number("SELECT number FROM documents WHERE id = ?1", &[&document_id])?.ok_or_else(unknown)?;
    let statement = "SELECT number FROM statements WHERE document = ?1 AND id = ?2";
    if let Some(statement) = number(statement, &[&document, &part])? {
        return Ok(Found { id: id.to_owned(), document, event: None, part: Part::Statement(statement) });
    }
    let event = "SELECT number FROM events WHERE document = ?1 AND id = ?2";
    let of_role = |event_id: &str, event: i64, place: &Place| {
        let id = format!("{document_id}#{event_id}.{}", place.at);
        Found { id, document, event: Some(event), part: Part::Role(place.number) }
    };
    if let Some(event) = number(event, &[&document, &part])? {
        let places = places(connection, event)?;
        return match meant(&places, correction).as_slice() {
            [place] => Ok(of_role(part, event, place)),
            _ => Err(LedgerError::Several { id: id.to_owned(), roles: listed(id, &places) }.into()),
        };
    }
    let (name, at) =
        part.rsplit_once('.').and_then(|(name, at)| Some((name, at.parse::<usize>().ok()?))).ok_or_else(unknown)?;
    let event = number(event, &[&document, &name])?.ok_or_else(unknown)?;
    let places = places(connection, event)?;
    match places.iter().find(|place| place.at == at) {
        Some(place) => Ok(of_role(name, event, place)),
        None => {
            Err(LedgerError::Several { id: id.to_owned(), roles: listed(&format!("{document_id}#{name}"), &places) }
                .into())
        }
    }
}

/// Those of an event's roles that can be meant where none is named: of this role where there are such, else all.
fn meant<'p>(places: &'p [Place], correction: &Correction) -> Vec<&'p Place> {
    let asked: Option<Role> = match correction {
        Correction::Role { role, who: Some(_) } => *role,
        _ => None,
    };
    let of_role: Vec<&Place> =
        places.iter().filter(|place| asked.is_some_and(|role| place.role == code(role))).collect();
    if of_role.is_empty() { places.iter().collect() } else { of_role }
}

/// "n1#e1.1 (victim, “four soldiers”), n1#e1.2 …".
fn listed(event: &str, places: &[Place]) -> String {
    let listed = places.iter().map(|place| format!("{event}.{} ({}, “{}”)", place.at, label(&place.role), place.text));
    Some(listed.collect::<Vec<_>>().join(", ")).filter(|it| !it.is_empty()).unwrap_or_else(|| "none".to_owned())
}

/// The numbers of an event's roles as they were read, also of those that are struck out.
pub(super) fn numbered(connection: &Connection, event: i64) -> rusqlite::Result<Vec<i64>> {
    let mut query = connection.prepare_cached(
        "SELECT number FROM event_roles WHERE event = ?1 UNION SELECT number FROM event_roles_read WHERE event = ?1 ORDER BY number",
    )?;
    query.query_map([event], |row| row.get(0))?.collect()
}

fn places(connection: &Connection, event: i64) -> rusqlite::Result<Vec<Place>> {
    let mut query = connection.prepare_cached(
        "SELECT role, text FROM event_roles WHERE number = ?1 UNION ALL
         SELECT role, text FROM event_roles_read WHERE number = ?1 LIMIT 1",
    )?;
    let place = |(at, number): (usize, i64)| {
        query.query_row([number], |row| Ok(Place { at: at + 1, number, role: row.get(0)?, text: row.get(1)? }))
    };
    numbered(connection, event)?.into_iter().enumerate().map(place).collect()
}

/// Who there is in a document.
pub(super) fn parties(connection: &Connection, document: i64) -> rusqlite::Result<Vec<Party>> {
    let mut query = connection
        .prepare_cached("SELECT number, id, name FROM document_actors WHERE document = ?1 ORDER BY number")?;
    let rows =
        query.query_map([document], |row| Ok(Party { number: row.get(0)?, id: row.get(1)?, name: row.get(2)? }))?;
    rows.collect()
}
