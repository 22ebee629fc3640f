//! The tables that are exported, row by row.

use std::io;

use rusqlite::types::ValueRef;
use sayso_reading::code;

use super::Written;
use crate::claim::{Claim, Conflict, Incident};
use crate::query::IncidentFilter;
use crate::{Ledger, LedgerError};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Real,
}

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Nothing,
    Text(String),
    Integer(i64),
    Real(f64),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

/// A table.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    rows: Rows,
}

/// Where the rows of a table come from.
#[derive(Clone, Copy)]
enum Rows {
    /// A query with at least as many columns.
    Query(&'static str),
    /// Incidents, each making rows.
    Incidents(fn(&Incident) -> Vec<Vec<Cell>>),
    /// Families of copies.
    Copies,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn integer(name: &'static str) -> Column {
    Column { name, kind: Kind::Integer }
}

const fn real(name: &'static str) -> Column {
    Column { name, kind: Kind::Real }
}

/// The columns of incidents.
pub(super) const INCIDENTS: &[Column] = &[
    text("id"),
    text("title"),
    text("type"),
    text("start"),
    text("end"),
    text("place"),
    text("country"),
    real("latitude"),
    real("longitude"),
    integer("documents"),
    integer("outlets"),
    integer("sources"),
    integer("conflicts"),
];

/// All tables, documents with their texts or without.
pub(super) fn all(texts: bool) -> impl Iterator<Item = Table> {
    TABLES.iter().map(move |table| match table.columns {
        [columns @ .., Column { name: "text", .. }] if !texts => Table { columns, ..*table },
        _ => *table,
    })
}

const TABLES: &[Table] = &[
    Table {
        name: "documents",
        columns: &[
            text("id"),
            text("url"),
            text("title"),
            text("outlet"),
            text("published"),
            text("day"),
            text("language"),
            text("credit"),
            text("text"),
        ],
        rows: Rows::Query(
            "SELECT id, url, title, outlet, published, day, language, credit, text FROM documents ORDER BY number",
        ),
    },
    Table {
        name: "statements",
        columns: &[
            text("id"),
            text("document"),
            text("outlet"),
            text("day"),
            text("source"),
            text("actor"),
            text("actor_id"),
            text("source_kind"),
            text("cue"),
            text("content"),
            text("manner"),
            text("stance"),
            text("certainty"),
            text("within"),
            text("via"),
        ],
        rows: Rows::Query(
            "SELECT documents.id || '#' || statements.id, documents.id, outlet, day, nullif(source, ''), document_actors.name,
                    'a' || coalesce(actors.same_as, actors.number), source_kind, cue, content, manner, stance, certainty,
                    documents.id || '#' || within,
                    (SELECT group_concat(text, ' → ') FROM (
                      SELECT text FROM carriers WHERE carriers.statement = statements.number ORDER BY position
                    ))
             FROM statements JOIN documents ON documents.number = statements.document
             LEFT JOIN document_actors ON document_actors.number = statements.document_actor
             LEFT JOIN actors ON actors.number = document_actors.actor ORDER BY statements.number",
        ),
    },
    Table {
        name: "events",
        columns: &[
            text("id"),
            text("document"),
            text("happening"),
            text("type"),
            text("mode"),
            text("incident"),
            text("stage"),
            text("trigger"),
            text("place"),
            text("country"),
            real("latitude"),
            real("longitude"),
            text("further_places"),
            text("time"),
            text("first_day"),
            text("last_day"),
            text("killed"),
            integer("killed_low"),
            integer("killed_high"),
            text("further_killed"),
            text("injured"),
            integer("injured_low"),
            integer("injured_high"),
            text("further_injured"),
            text("roles"),
        ],
        rows: Rows::Query(
            "SELECT documents.id || '#' || events.id, documents.id, 'i' || tellings.incident, type, mode, events.incident, stage,
                    trigger, place, country, latitude, longitude,
                    (SELECT group_concat(text, '; ') FROM (SELECT text FROM further_places WHERE event = events.number ORDER BY position)),
                    time, first_day, last_day,
                    killed, killed_low, killed_high,
                    (SELECT group_concat(text, '; ') FROM (SELECT text FROM tolls WHERE event = events.number AND field = 'killed' ORDER BY position)),
                    injured, injured_low, injured_high,
                    (SELECT group_concat(text, '; ') FROM (SELECT text FROM tolls WHERE event = events.number AND field = 'injured' ORDER BY position)),
                    (SELECT group_concat(role || ': ' || coalesce(document_actors.name, text), '; ') FROM event_roles
                     LEFT JOIN document_actors ON document_actors.number = event_roles.document_actor
                     WHERE event_roles.event = events.number)
             FROM events JOIN documents ON documents.number = events.document
             LEFT JOIN tellings ON tellings.event = events.number ORDER BY events.number",
        ),
    },
    Table {
        name: "actors",
        columns: &[
            text("id"),
            text("key"),
            text("name"),
            text("kind"),
            text("country"),
            text("same_as"),
            integer("mentioned"),
            integer("statements"),
        ],
        rows: Rows::Query(
            "SELECT 'a' || number, key, name, kind, country, 'a' || same_as, mentioned, statements FROM actors ORDER BY number",
        ),
    },
    Table {
        name: "incidents",
        columns: INCIDENTS,
        rows: Rows::Incidents(|incident| vec![of_incident(incident)]),
    },
    Table {
        name: "claims",
        columns: &[
            text("incident"),
            text("title"),
            text("field"),
            text("value"),
            integer("low"),
            integer("high"),
            text("text"),
            integer("sources"),
            text("counted"),
            text("first"),
            text("documents"),
            text("statements"),
            text("denied"),
        ],
        rows: Rows::Incidents(|incident| {
            let claims = incident.fields.iter().flat_map(|claims| claims.values.iter().map(|claim| (claims.field, claim)));
            claims.map(|(field, claim)| of_claim([&incident.id, &incident.title], field.to_string(), None, claim)).collect()
        }),
    },
    Table {
        name: "conflicts",
        columns: &[
            text("incident"),
            text("title"),
            text("field"),
            text("kind"),
            text("value"),
            integer("low"),
            integer("high"),
            text("text"),
            integer("sources"),
            text("counted"),
            text("first"),
            text("documents"),
            text("statements"),
            text("denied"),
        ],
        rows: Rows::Incidents(|incident| incident.conflicts().iter().flat_map(of_conflict).collect()),
    },
    Table {
        name: "reprints",
        columns: &[
            text("family"),
            text("origin"),
            text("from"),
            text("to"),
            text("kind"),
            real("score"),
            text("evidence"),
        ],
        rows: Rows::Copies,
    },
];

impl Table {
    /// Calls `each` with every row.
    pub(super) fn rows(
        &self,
        ledger: &Ledger,
        each: &mut dyn FnMut(&[Cell]) -> io::Result<()>,
        written: &Written,
    ) -> Result<(), LedgerError> {
        let failed = |source| written.failed(source);
        match &self.rows {
            Rows::Query(sql) => {
                let database = ledger.failed();
                let mut query = ledger.connection().prepare(sql).map_err(&database)?;
                let mut rows = query.query([]).map_err(&database)?;
                while let Some(row) = rows.next().map_err(&database)? {
                    let cells = (0..self.columns.len()).map(|at| row.get_ref(at).map(of_value));
                    let cells = cells.collect::<rusqlite::Result<Vec<_>>>().map_err(&database)?;
                    each(&cells).map_err(failed)?;
                }
                Ok(())
            }
            Rows::Incidents(make) => {
                let mut ended = Ok(());
                ledger.incidents(&IncidentFilter::default(), |incident| {
                    ended = make(&incident).iter().try_for_each(|cells| each(cells));
                    ended.is_ok()
                })?;
                ended.map_err(failed)
            }
            Rows::Copies => {
                for family in ledger.families()? {
                    for edge in &family.edges {
                        let cells = [
                            family.id.clone().into(),
                            family.origin.clone().into(),
                            edge.from.clone().into(),
                            edge.to.clone().into(),
                            code(edge.kind).into(),
                            edge.score.into(),
                            edge.evidence.clone().into(),
                        ];
                        each(&cells).map_err(failed)?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn of_value(value: ValueRef) -> Cell {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Cell::Nothing,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
    }
}

/// The cells of [`INCIDENTS`].
pub(super) fn of_incident(incident: &Incident) -> Vec<Cell> {
    let place = incident.place.as_ref();
    vec![
        incident.id.clone().into(),
        incident.title.clone().into(),
        incident.kind.clone().into(),
        incident.when.start.clone().into(),
        incident.when.end.clone().into(),
        place.map(|it| it.name.clone()).into(),
        place.and_then(|it| it.country.clone()).into(),
        place.and_then(|it| it.latitude).into(),
        place.and_then(|it| it.longitude).into(),
        incident.documents.len().into(),
        incident.outlets.len().into(),
        incident.sources.into(),
        incident.conflicts().len().into(),
    ]
}

fn of_claim(incident: [&String; 2], field: String, kind: Option<String>, claim: &Claim) -> Vec<Cell> {
    let (low, high) = claim.value.number().unwrap_or((None, None));
    let number = |value: Option<i64>| value.map_or(Cell::Nothing, Cell::Integer);
    let sources: Vec<String> = claim.counted.iter().map(|backing| backing.source.clone()).collect();
    let mut cells: Vec<Cell> = incident.into_iter().cloned().map(Cell::Text).collect();
    cells.push(field.into());
    cells.extend(kind.map(Cell::Text));
    cells.extend([
        claim.value.to_string().into(),
        number(low),
        number(high),
        claim.text.clone().into(),
        claim.sources.into(),
        joined(&sources, "; "),
        claim.first.clone().into(),
        joined(&claim.documents, " "),
        joined(&claim.statements, " "),
        joined(&claim.denied, " "),
    ]);
    cells
}

fn joined(words: &[String], mark: &str) -> Cell {
    if words.is_empty() { Cell::Nothing } else { Cell::Text(words.join(mark)) }
}

fn of_conflict(conflict: &Conflict) -> Vec<Vec<Cell>> {
    let claim = |claim| {
        of_claim([&conflict.incident, &conflict.title], conflict.field.to_string(), Some(code(conflict.kind)), claim)
    };
    conflict.values.iter().map(claim).collect()
}
