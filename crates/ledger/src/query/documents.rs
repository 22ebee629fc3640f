//! What was published.

use rusqlite::{OptionalExtension, Row};
use sayso_reading::{Outlets, outlet_key};
use serde::Serialize;

use super::{Conditions, OF_OUTLET, SAME_ACTOR, at_most};
use crate::{Ledger, LedgerError};

/// A document without its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentRow {
    /// Its id.
    pub id: String,
    /// Its title, else its first line.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication, YYYY-MM-DD.
    pub day: Option<String>,
    /// Id of the document that it is most a copy of.
    pub copy_of: Option<String>,
}

/// Which documents are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct DocumentFilter {
    /// Of this outlet, however its name is written.
    pub outlet: Option<String>,
    /// That mention this actor (`a7`), known across documents.
    pub actor: Option<String>,
    /// Of this day, YYYY-MM-DD, and later.
    pub since: Option<String>,
    /// Of this day, YYYY-MM-DD, and earlier.
    pub until: Option<String>,
    /// So many at most.
    pub limit: Option<usize>,
    /// So many of the first are left out.
    pub skip: usize,
}

/// The columns of a [`DocumentRow`].
const COLUMNS: &str = "id, coalesce(title, substr(text, 1, min(120, instr(text || char(10), char(10)) - 1))) AS title, outlet, day,
    (SELECT originals.id FROM copies JOIN documents AS originals ON originals.number = copies.original
     WHERE copies.copy = documents.number AND kind <> 'cites' ORDER BY score DESC, originals.number LIMIT 1) AS copy_of";

impl Conditions {
    fn of_documents(filter: &DocumentFilter) -> Self {
        let mut out = Self::default();
        let mut text = |sql: &str, value: Option<String>| {
            if let Some(value) = value {
                out.add(sql, value);
            }
        };
        text(OF_OUTLET, filter.outlet.as_ref().map(|name| outlet_key(name, Outlets::embedded())));
        text(
            &format!("documents.number IN (SELECT document FROM document_actors WHERE actor IN {SAME_ACTOR})"),
            filter.actor.as_ref().map(|id| id.trim_start_matches('a').to_owned()),
        );
        text("day >= ?", filter.since.clone());
        text("day <= ?", filter.until.clone());
        out
    }
}

impl Ledger {
    /// The documents with these ids, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn document_rows(&self, ids: &[String]) -> Result<Vec<DocumentRow>, LedgerError> {
        let rows = || -> rusqlite::Result<Vec<DocumentRow>> {
            let sql = format!("SELECT {COLUMNS} FROM documents WHERE id = ?1");
            let mut query = self.connection().prepare_cached(&sql)?;
            let mut out = Vec::new();
            for id in ids {
                out.extend(query.query_row([id], document).optional()?);
            }
            Ok(out)
        };
        rows().map_err(self.failed())
    }

    /// The documents that pass the filter, the latest first.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn list_documents(&self, filter: &DocumentFilter) -> Result<Vec<DocumentRow>, LedgerError> {
        let rows = || -> rusqlite::Result<Vec<DocumentRow>> {
            let conditions = Conditions::of_documents(filter);
            let sql = format!(
                "SELECT {COLUMNS} FROM documents {} ORDER BY day DESC, number DESC LIMIT {} OFFSET {}",
                conditions.clause(),
                at_most(filter.limit),
                filter.skip
            );
            let mut query = self.connection().prepare_cached(&sql)?;
            query.query_map(conditions.values().as_slice(), document)?.collect()
        };
        rows().map_err(self.failed())
    }

    /// How many documents pass the filter, whatever its limit.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn count_documents(&self, filter: &DocumentFilter) -> Result<usize, LedgerError> {
        let conditions = Conditions::of_documents(filter);
        let sql = format!("SELECT count(*) FROM documents {}", conditions.clause());
        let count = self.connection().query_row(&sql, conditions.values().as_slice(), |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or(0)).map_err(self.failed())
    }

    /// A document by its number.
    pub(crate) fn document_numbered(&self, number: i64) -> rusqlite::Result<Option<DocumentRow>> {
        let sql = format!("SELECT {COLUMNS} FROM documents WHERE number = ?1");
        self.connection().prepare_cached(&sql)?.query_row([number], document).optional()
    }
}

fn document(row: &Row) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get("id")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        day: row.get("day")?,
        copy_of: row.get("copy_of")?,
    })
}
