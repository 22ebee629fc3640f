//! What is in a ledger, as rows to print.

mod actors;
mod documents;
mod incidents;
mod search;
mod statements;
mod trace;

use rusqlite::ToSql;

pub use actors::{ActorAccount, ActorFilter, ActorRow, PartRow, RelationRow};
pub use documents::DocumentRow;
pub use incidents::IncidentFilter;
pub use search::{Hit, HitKind};
pub use statements::{CarrierRow, SourceRow, StatementRow};
pub use trace::{Appearance, AppearanceRow, Link, Trace};

use sayso_reading::{Stance, code};

/// Which statements are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of the document with this id.
    pub document: Option<String>,
    /// Of documents of this outlet, whatever its case.
    pub outlet: Option<String>,
    /// Of sources whose words or name hold these words, whatever their case.
    pub source: Option<String>,
    /// Of this actor (`a7`), known across documents.
    pub actor: Option<String>,
    /// With this stance.
    pub stance: Option<Stance>,
    /// Of documents of this day, YYYY-MM-DD, and later ones.
    pub since: Option<String>,
    /// Of documents of this day, YYYY-MM-DD, and earlier ones.
    pub until: Option<String>,
    /// So many at most.
    pub limit: Option<usize>,
}

/// Conditions of a query and their values.
#[derive(Default)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// A condition in which `?` stands for the value.
    pub(crate) fn add(&mut self, sql: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.sql.push(sql.replace('?', &format!("?{}", self.values.len())));
    }

    fn of(filter: &Filter) -> Self {
        let mut out = Self::default();
        let mut text = |sql: &str, value: &Option<String>| {
            if let Some(value) = value {
                out.add(sql, value.clone());
            }
        };
        text("documents.id = ?", &filter.document);
        text("documents.outlet = ? COLLATE NOCASE", &filter.outlet);
        text("documents.day >= ?", &filter.since);
        text("documents.day <= ?", &filter.until);
        let words = filter.source.as_ref().map(|words| pattern(words));
        text("(statements.source LIKE ? ESCAPE '\\' OR document_actors.name LIKE ? ESCAPE '\\')", &words);
        let actor = filter.actor.as_ref().map(|id| id.trim_start_matches('a').to_owned());
        text(
            "document_actors.actor IN (SELECT number FROM actors WHERE CAST(? AS INTEGER) IN (number, same_as))",
            &actor,
        );
        text("statements.stance = ?", &filter.stance.map(code));
        out
    }

    pub(crate) fn clause(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!("WHERE {}", self.sql.join(" AND ")) }
    }

    pub(crate) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| &**value).collect()
    }
}

/// A pattern that finds `words` anywhere, its own marks taken as they are.
fn pattern(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// A limit as SQL takes it.
pub(crate) fn at_most(limit: Option<usize>) -> i64 {
    limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1)
}
