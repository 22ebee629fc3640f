//! The places that a text gives for an event beside its own, each in a statement.

use rusqlite::{CachedStatement, Connection, Row, Transaction, params};
use sayso_reading::Place;

use crate::add::{Columns, parts};
use crate::load::span;

/// Keeps those of an event.
pub(crate) fn insert(change: &Transaction, event: i64, places: &[Place]) -> rusqlite::Result<()> {
    let mut insert = change.prepare_cached(
        "INSERT INTO further_places (event, position, start, stop, text, name, country, latitude, longitude)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, place) in (0i64..).zip(places) {
        let Columns { start, stop, text } = parts(&place.span);
        let Place { name, country, latitude, longitude, .. } = place;
        insert.execute(params![event, position, start, stop, text, name, country, latitude, longitude])?;
    }
    Ok(())
}

/// Asks for those of an event.
pub(crate) struct Further<'c>(CachedStatement<'c>);

impl<'c> Further<'c> {
    pub(crate) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self(connection.prepare_cached("SELECT * FROM further_places WHERE event = ?1 ORDER BY position")?))
    }

    pub(crate) fn of(&mut self, event: i64) -> rusqlite::Result<Vec<Place>> {
        let place = |row: &Row| {
            Ok(Place {
                span: span(row, "start", "stop", "text")?,
                name: row.get("name")?,
                country: row.get("country")?,
                latitude: row.get("latitude")?,
                longitude: row.get("longitude")?,
            })
        };
        self.0.query_map([event], place)?.collect()
    }
}
