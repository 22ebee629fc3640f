//! What was published.

use rusqlite::OptionalExtension;
use serde::Serialize;

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

impl Ledger {
    /// The documents with these ids, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn document_rows(&self, ids: &[String]) -> Result<Vec<DocumentRow>, LedgerError> {
        let rows = || -> rusqlite::Result<Vec<DocumentRow>> {
            let mut query = self.connection().prepare_cached(
                "SELECT id, coalesce(title, substr(text, 1, min(120, instr(text || char(10), char(10)) - 1))) AS title, outlet, day,
                        (SELECT originals.id FROM copies JOIN documents AS originals ON originals.number = copies.original
                         WHERE copies.copy = documents.number AND kind <> 'cites' ORDER BY score DESC, originals.number LIMIT 1) AS copy_of
                 FROM documents WHERE id = ?1",
            )?;
            let mut out = Vec::new();
            for id in ids {
                let row = query.query_row([id], |row| {
                    Ok(DocumentRow {
                        id: row.get("id")?,
                        title: row.get("title")?,
                        outlet: row.get("outlet")?,
                        day: row.get("day")?,
                        copy_of: row.get("copy_of")?,
                    })
                });
                out.extend(row.optional()?);
            }
            Ok(out)
        };
        rows().map_err(self.failed())
    }
}
