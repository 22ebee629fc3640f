//! What is in a ledger, as rows to print.

mod actors;
mod carrying;
mod conflicts;
mod documents;
mod incidents;
mod outlet;
mod passage;
mod search;
mod statements;
mod trace;

use rusqlite::ToSql;

pub use actors::{ActorAccount, ActorFilter, ActorRow, PartRow, RelationRow};
pub use carrying::{Carried, CarryFilter, CarryKind, CarryNode, CarryRow, Carrying, CopyRow};
pub use documents::{DocumentFilter, DocumentRow};
pub use incidents::{IncidentFilter, IncidentRow, SpotRow};
pub use outlet::{OriginRow, OutletAccount};
pub use passage::{Passage, TellingRow};
pub use search::{Hit, HitKind};
pub use statements::{CarrierRow, SourceRow, StatementRow};
pub use trace::{Appearance, AppearanceRow, Link, Trace};

use sayso_reading::{Outlets, SourceKind, Stance, code, outlet_key};

use crate::tally::FIRST_HAND;

/// Which statements are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of the document with this id.
    pub document: Option<String>,
    /// Of documents of this outlet, however its name is written.
    pub outlet: Option<String>,
    /// Of sources whose words or name hold these words, whatever their case.
    pub source: Option<String>,
    /// Of this actor (`a7`), known across documents.
    pub actor: Option<String>,
    /// With this stance.
    pub stance: Option<Stance>,
    /// Of sources of this sort.
    pub source_kind: Option<SourceKind>,
    /// Only those of which nothing says that an outlet had them before: no copy holds them, nobody carried them, no other outlet is their source.
    pub first_hand: bool,
    /// Of documents of this day, YYYY-MM-DD, and later ones.
    pub since: Option<String>,
    /// Of documents of this day, YYYY-MM-DD, and earlier ones.
    pub until: Option<String>,
    /// Those of the latest documents first, rather than in the order in which these were added.
    pub latest: bool,
    /// So many at most.
    pub limit: Option<usize>,
    /// So many of the first are left out.
    pub skip: usize,
}

/// Documents of an outlet, by what it is known by.
const OF_OUTLET: &str = "documents.publisher IN (
    SELECT other.number FROM actors AS own
    JOIN actors AS other ON other.number = coalesce(own.same_as, own.number) OR other.same_as = coalesce(own.same_as, own.number)
    WHERE own.key = ?)";
/// An actor and those who are decided to be the same.
const SAME_ACTOR: &str =
    "(SELECT number FROM actors WHERE number = CAST(? AS INTEGER) OR same_as = CAST(? AS INTEGER))";

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
        text(OF_OUTLET, &filter.outlet.as_ref().map(|name| outlet_key(name, Outlets::embedded())));
        text("documents.day >= ?", &filter.since);
        text("documents.day <= ?", &filter.until);
        let words = filter.source.as_ref().map(|words| pattern(words));
        text("(statements.source LIKE ? ESCAPE '\\' OR document_actors.name LIKE ? ESCAPE '\\')", &words);
        let actor = filter.actor.as_ref().map(|id| id.trim_start_matches('a').to_owned());
        text(
            &format!("statements.document_actor IN (SELECT number FROM document_actors WHERE actor IN {SAME_ACTOR})"),
            &actor,
        );
        text("statements.stance = ?", &filter.stance.map(code));
        text("statements.source_kind = ?", &filter.source_kind.map(code));
        if filter.first_hand {
            out.sql.push(FIRST_HAND.to_owned());
        }
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
pub(crate) fn pattern(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// A limit as SQL takes it.
pub(crate) fn at_most(limit: Option<usize>) -> i64 {
    limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1)
}
