//! Full text, over documents and over what is said in them.

use serde::Serialize;

use super::at_most;
use crate::{Ledger, LedgerError};

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Which of the two it is.
    pub kind: HitKind,
    /// Its id, as `sayso show` takes it.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication, YYYY-MM-DD.
    pub day: Option<String>,
    /// Of a document its headline, of a statement its source.
    pub head: Option<String>,
    /// The words about the first of those found, which stand between « and ».
    pub words: String,
}

/// What a search can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// An article.
    Document,
    /// What somebody says in it.
    Statement,
}

impl Ledger {
    /// What has the words of `query`, the best first: statements, then documents. `query` is one of SQLite's FTS5: words that must
    /// all be there, `OR`, `NOT`, `"words in a row"`, `beginning*`.
    ///
    /// # Errors
    /// [`LedgerError::Search`] where the query means nothing.
    pub fn search(&self, query: &str, limit: Option<usize>) -> Result<Vec<Hit>, LedgerError> {
        let statements = "
            SELECT documents.id || '#' || statements.id, documents.id, outlet, day, statements.source,
                   snippet(statements_text, 1, '«', '»', '…', 24)
            FROM statements_text
            JOIN statements ON statements.number = statements_text.rowid
            JOIN documents ON documents.number = statements.document
            WHERE statements_text MATCH ?1 ORDER BY rank LIMIT ?2";
        let documents = "
            SELECT documents.id, documents.id, outlet, day, documents.title, snippet(documents_text, 1, '«', '»', '…', 24)
            FROM documents_text JOIN documents ON documents.number = documents_text.rowid
            WHERE documents_text MATCH ?1 ORDER BY rank LIMIT ?2";
        let mut out = self.hits(statements, HitKind::Statement, query, limit)?;
        let left = limit.map(|limit| limit.saturating_sub(out.len()));
        out.extend(self.hits(documents, HitKind::Document, query, left)?);
        Ok(out)
    }

    fn hits(&self, sql: &str, kind: HitKind, query: &str, limit: Option<usize>) -> Result<Vec<Hit>, LedgerError> {
        let failed = |source: rusqlite::Error| match &source {
            // What the query's grammar refuses comes as an error without a code of its own.
            rusqlite::Error::SqliteFailure(error, Some(reason)) if error.code == rusqlite::ErrorCode::Unknown => {
                LedgerError::Search { query: query.to_owned(), reason: reason.clone() }
            }
            _ => self.failed()(source),
        };
        let mut statement = self.connection().prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map((query, at_most(limit)), |row| {
            Ok(Hit {
                kind,
                id: row.get(0)?,
                document: row.get(1)?,
                outlet: row.get(2)?,
                day: row.get(3)?,
                head: row.get(4)?,
                words: row.get(5)?,
            })
        });
        rows.map_err(failed)?.collect::<Result<_, _>>().map_err(failed)
    }
}
