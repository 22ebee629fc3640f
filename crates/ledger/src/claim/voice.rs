//! In whose voice documents speak where they quote nobody.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::source::Key;

/// The questions about documents and those from whom they have their text, each prepared once.
pub(super) struct Voices<'c> {
    original: CachedStatement<'c>,
    credited: CachedStatement<'c>,
    document: CachedStatement<'c>,
    outlet: CachedStatement<'c>,
    /// Of outlets that have been asked for, by their numbers among the ledger's actors.
    known: HashMap<i64, Key>,
}

impl<'c> Voices<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            original: connection.prepare_cached(
                "SELECT original FROM copies WHERE copy = ?1 AND kind IN ('reprint', 'excerpt') ORDER BY score DESC, original LIMIT 1",
            )?,
            // Nearly the whole text stands in a copy that says from whom it is.
            credited: connection.prepare_cached(
                "SELECT voice FROM copies JOIN documents ON documents.number = copies.copy
                 WHERE original = ?1 AND kind = 'reprint' AND score >= 0.8 AND credit IS NOT NULL ORDER BY score DESC, copies.copy LIMIT 1",
            )?,
            document: connection
                .prepare_cached("SELECT id, voice, credit IS NOT NULL FROM documents WHERE number = ?1")?,
            outlet: connection.prepare_cached(
                "SELECT actors.name, actors.country, actors.owner, actors.control FROM actors AS own
                 JOIN actors ON actors.number = coalesce(own.same_as, own.number) WHERE own.number = ?1",
            )?,
            known: HashMap::new(),
        })
    }

    /// That of a document: of the one from which it was copied, over any number of copies; of the agency that this one credits, or that a copy of
    /// the whole of it does; else of its outlet.
    pub(super) fn of(
        &mut self,
        document: i64,
        id: &str,
        voice: Option<i64>,
        is_credited: bool,
    ) -> rusqlite::Result<Key> {
        let mut seen = vec![document];
        let mut at = document;
        while let Some(original) = self.original.query_row([at], |row| row.get::<_, i64>(0)).optional()? {
            if seen.contains(&original) {
                break;
            }
            seen.push(original);
            at = original;
        }
        let (id, voice, is_credited) = if at == document {
            (id.to_owned(), voice, is_credited)
        } else {
            self.document.query_row([at], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        };
        let agency = match is_credited {
            true => None,
            false => self.credited.query_row([at], |row| row.get(0)).optional()?,
        };
        match agency.or(voice) {
            Some(outlet) => self.outlet(outlet),
            None => Ok(Key::of_document(&id)),
        }
    }

    /// That of a document for what it does not have from others.
    pub(super) fn own(&mut self, id: &str, voice: Option<i64>) -> rusqlite::Result<Key> {
        voice.map_or_else(|| Ok(Key::of_document(id)), |outlet| self.outlet(outlet))
    }

    fn outlet(&mut self, number: i64) -> rusqlite::Result<Key> {
        if let Some(known) = self.known.get(&number) {
            return Ok(known.clone());
        }
        let key = self.outlet.query_row([number], |row| {
            let (country, owner, control): (Option<String>, Option<String>, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Key::of_outlet(&row.get::<_, String>(0)?, country.as_deref(), owner.as_deref(), control.as_deref()))
        })?;
        self.known.insert(number, key.clone());
        Ok(key)
    }
}
