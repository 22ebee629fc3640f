//! Who says what.

use rusqlite::{OptionalExtension, Row};
use sayso_reading::{CarrierKind, Certainty, Manner, SourceKind, Stance};
use serde::Serialize;

use super::{Conditions, Filter, at_most};
use crate::code::{value, value_of};
use crate::{Ledger, LedgerError};

/// Statements with their documents and sources.
const FROM: &str = "FROM statements
    JOIN documents ON documents.number = statements.document
    LEFT JOIN document_actors ON document_actors.number = statements.document_actor";
const BY_DOCUMENT: &str = "FROM documents
    CROSS JOIN statements ON statements.document = documents.number
    LEFT JOIN document_actors ON document_actors.number = statements.document_actor";
const COLUMNS: &str =
    "statements.*, documents.id AS document_id, documents.outlet, documents.day, document_actors.name AS actor";

/// By documents where these are asked for or their order: all statements are many more.
fn from(filter: &Filter) -> &'static str {
    let by_document = filter.latest || filter.outlet.is_some();
    if by_document && filter.actor.is_none() { BY_DOCUMENT } else { FROM }
}

/// A statement, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// The document's id, `#`, and the statement's id in its reading.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication, YYYY-MM-DD.
    pub day: Option<String>,
    /// Who says it.
    pub source: SourceRow,
    /// The words that attribute.
    pub cue: String,
    /// What is said.
    pub content: String,
    /// Whether in the source's own words.
    pub manner: Manner,
    /// What the source does with the content.
    pub stance: Stance,
    /// How far it commits itself.
    pub certainty: Option<Certainty>,
    /// The statement whose content holds this one.
    pub within: Option<String>,
    /// Who carried it to the document, the nearest to the source first.
    pub via: Vec<CarrierRow>,
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRow {
    /// The words; empty where none is expressed.
    pub text: String,
    /// The actor's name in its document.
    pub actor: Option<String>,
    /// What sort of source.
    pub kind: Option<SourceKind>,
}

/// One who carried a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CarrierRow {
    /// The words.
    pub text: String,
    /// The actor's name in the document.
    pub actor: Option<String>,
    /// What the carrier did.
    pub kind: CarrierKind,
}

impl Ledger {
    /// Calls `each` with the statements that pass the filter, by document, in the order of their texts, until it says no.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn statements(&self, filter: &Filter, mut each: impl FnMut(StatementRow) -> bool) -> Result<(), LedgerError> {
        let failed = self.failed();
        let conditions = Conditions::of(filter);
        let order = if filter.latest {
            "documents.day DESC, documents.number DESC, statements.number"
        } else {
            "statements.number"
        };
        let sql = format!(
            "SELECT {COLUMNS} {} {} ORDER BY {order} LIMIT {} OFFSET {}",
            from(filter),
            conditions.clause(),
            at_most(filter.limit),
            filter.skip
        );
        let mut query = self.connection().prepare(&sql).map_err(&failed)?;
        let mut rows = query.query(&*conditions.values()).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            if !each(self.statement_row(row).map_err(&failed)?) {
                break;
            }
        }
        Ok(())
    }

    /// How many statements pass the filter, whatever its limit.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn count_statements(&self, filter: &Filter) -> Result<usize, LedgerError> {
        let conditions = Conditions::of(filter);
        let sql = match conditions.clause().as_str() {
            // That of all is kept by document.
            "" => "SELECT coalesce(sum(statements), 0) FROM document_figures".to_owned(),
            clause => format!("SELECT count(*) {} {clause}", from(filter)),
        };
        let count = self.connection().query_row(&sql, &*conditions.values(), |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or(0)).map_err(self.failed())
    }

    /// A statement by its number.
    pub(crate) fn statement_numbered(&self, number: i64) -> rusqlite::Result<Option<StatementRow>> {
        let mut query =
            self.connection().prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE statements.number = ?1"))?;
        query.query_row([number], |row| self.statement_row(row)).optional()
    }

    fn statement_row(&self, row: &Row) -> rusqlite::Result<StatementRow> {
        let document: String = row.get("document_id")?;
        let mut carriers = self.connection().prepare_cached(
            "SELECT carriers.*, document_actors.name AS actor FROM carriers
             LEFT JOIN document_actors ON document_actors.number = carriers.document_actor
             WHERE statement = ?1 ORDER BY position",
        )?;
        let via = carriers.query_map([row.get::<_, i64>("number")?], |row| {
            Ok(CarrierRow { text: row.get("text")?, actor: row.get("actor")?, kind: value(row, "kind")? })
        })?;
        let via = via.collect::<Result<_, _>>()?;
        let whole = |id: String| format!("{document}#{id}");
        Ok(StatementRow {
            id: whole(row.get("id")?),
            outlet: row.get("outlet")?,
            day: row.get("day")?,
            source: SourceRow {
                text: row.get("source")?,
                actor: row.get("actor")?,
                kind: value_of(row, "source_kind")?,
            },
            cue: row.get("cue")?,
            content: row.get("content")?,
            manner: value(row, "manner")?,
            stance: value(row, "stance")?,
            certainty: value_of(row, "certainty")?,
            within: row.get::<_, Option<String>>("within")?.map(whole),
            via,
            document,
        })
    }
}
