//! What is claimed of an incident: for each field the values, by whom, in which words, when first, and how many independent sources stand
//! behind each.
//!
//! Nothing of this is stored: an incident's claims are put together from the events that tell of it ([`load`]), sorted by value ([`value`]),
//! and counted by source ([`source`]); which of them cannot both hold is found last ([`conflict`]).

mod conflict;
mod doer;
mod load;
mod moment;
mod said;
mod source;
mod state;
mod value;
mod voice;

use std::fmt;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub use conflict::{Conflict, ConflictKind};
pub use source::{Backing, BackingKind};
pub use value::{Stand, Value};

use load::Material;
use moment::Moment;

use crate::query::{Conditions, IncidentFilter};
use crate::{Ledger, LedgerError};

/// Of what of an incident a value is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Whether it happened at all.
    Happened,
    /// Where.
    Place,
    /// When.
    Date,
    /// How many were killed.
    Killed,
    /// How many were injured.
    Injured,
    /// Who did it.
    Perpetrator,
    /// To whom or what.
    Target,
    /// With what.
    Instrument,
    /// Who says that they did it, who is said to have, who says that they did not.
    Responsibility,
}

impl Field {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Happened,
        Self::Place,
        Self::Date,
        Self::Killed,
        Self::Injured,
        Self::Perpetrator,
        Self::Target,
        Self::Instrument,
        Self::Responsibility,
    ];
}

/// A value that is claimed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// The value.
    pub value: Value,
    /// The words, as most documents have them.
    pub text: String,
    /// Ids of the statements that claim it (`DOCUMENT#STATEMENT`); documents may claim it in their own voice too.
    pub statements: Vec<String>,
    /// Ids of statements that deny it.
    pub denied: Vec<String>,
    /// Ids of the documents that tell it.
    pub documents: Vec<String>,
    /// Day of publication of the first document that tells it.
    pub first: Option<String>,
    /// How many independent sources stand behind it.
    pub sources: usize,
    /// These sources, each with the documents that have it from there.
    pub counted: Vec<Backing>,
    /// When the first document that tells it was published.
    #[serde(skip)]
    since: Moment,
    /// Numbers of which documents say that they have been raised to this one.
    #[serde(skip)]
    raised: Vec<Value>,
}

impl Claim {
    /// A value in words, claimed by nobody yet.
    pub fn new(value: Value, text: String) -> Self {
        Self {
            value,
            text,
            statements: Vec::new(),
            denied: Vec::new(),
            documents: Vec::new(),
            first: None,
            sources: 0,
            counted: Vec::new(),
            since: Moment::default(),
            raised: Vec::new(),
        }
    }
}

/// The values that are claimed of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// Of what.
    pub field: Field,
    /// The values, those with most sources first.
    pub values: Vec<Claim>,
}

/// Where most documents say that an incident was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Where {
    /// The place's name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

impl Where {
    /// Degrees north and east, where they are known.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// "Orsa (XK)".
impl fmt::Display for Where {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.country {
            Some(country) => write!(out, "{} ({country})", self.name),
            None => out.write_str(&self.name),
        }
    }
}

/// When most documents say that an incident was; both YYYY-MM-DD.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct When {
    /// The first day that their words can mean.
    pub start: Option<String>,
    /// The last.
    pub end: Option<String>,
}

/// An incident with all that is claimed of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Incident {
    /// `i` and a number. It stays while the first event that tells of it does.
    pub id: String,
    /// The title of the first document that is about it, else words of the first that tells of it.
    pub title: String,
    /// PLOVER's type of event, as most documents have it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Ids of the documents that tell of it, by day of publication.
    pub documents: Vec<String>,
    /// Names of the outlets that published these.
    pub outlets: Vec<String>,
    /// How many independent sources stand behind all that is claimed of it.
    pub sources: usize,
    /// When it was.
    pub when: When,
    /// Where it was.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// What is claimed, by field; fields of which nothing is are left out.
    #[serde(serialize_with = "by_name")]
    pub fields: Vec<Claims>,
}

/// Fields as an object with their names.
fn by_name<S: serde::Serializer>(fields: &[Claims], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|claims| (claims.field, &claims.values)))
}

/// When, where and of what kind something was: "2024-01-28 · Orsa (XK) · assault".
pub(crate) fn circumstances(when: &When, place: Option<&Where>, kind: &str) -> String {
    let mut parts = Vec::new();
    match (&when.start, &when.end) {
        (Some(start), Some(end)) if start != end => parts.push(format!("{start} to {end}")),
        (Some(start), _) => parts.push(start.clone()),
        _ => {}
    }
    parts.extend(place.map(Where::to_string));
    parts.push(kind.to_owned());
    parts.join(" · ")
}

impl Incident {
    /// The values claimed of a field.
    pub fn claims(&self, field: Field) -> &[Claim] {
        self.fields.iter().find(|claims| claims.field == field).map_or(&[], |claims| &claims.values)
    }

    /// When, where and of what kind it was: "2024-01-28 · Orsa (XK) · assault".
    pub fn circumstances(&self) -> String {
        circumstances(&self.when, self.place.as_ref(), &self.kind)
    }

    /// Values that cannot both hold.
    pub fn conflicts(&self) -> Vec<Conflict> {
        conflict::conflicts(self)
    }
}

impl Ledger {
    /// Calls `each` with the incidents that pass the filter, those that most documents tell of first, until it says no.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn incidents(&self, filter: &IncidentFilter, each: impl FnMut(Incident) -> bool) -> Result<(), LedgerError> {
        self.each_incident(filter, each).map_err(self.failed())
    }

    fn each_incident(&self, filter: &IncidentFilter, mut each: impl FnMut(Incident) -> bool) -> rusqlite::Result<()> {
        let conditions = Conditions::of_incidents(filter);
        let sql = format!("SELECT number FROM incidents {} {}", conditions.clause(), filter.order());
        let _state = self.state()?;
        let mut query = self.connection().prepare_cached(&sql)?;
        let numbers = query.query_map(conditions.values().as_slice(), |row| row.get(0))?;
        let numbers: Vec<i64> = numbers.collect::<Result<_, _>>()?;
        for number in numbers {
            if let Some(incident) = incident(self.connection(), number)?
                && !each(incident)
            {
                break;
            }
        }
        Ok(())
    }

    /// How many incidents pass the filter, whatever its limit.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn count_incidents(&self, filter: &IncidentFilter) -> Result<usize, LedgerError> {
        let conditions = Conditions::of_incidents(filter);
        let sql = format!("SELECT count(*) FROM incidents {}", conditions.clause());
        let count = self.connection().query_row(&sql, conditions.values().as_slice(), |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or(0)).map_err(self.failed())
    }

    /// How many incidents that pass the filter were in each month, `2024-01`, by month.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn months(&self, filter: &IncidentFilter) -> Result<Vec<(String, usize)>, LedgerError> {
        let months = || -> rusqlite::Result<Vec<(String, usize)>> {
            let mut conditions = Conditions::of_incidents(filter);
            conditions.add("first_day > ?", "");
            let sql = format!(
                "SELECT substr(first_day, 1, 7), count(*) FROM incidents {} GROUP BY 1 ORDER BY 1",
                conditions.clause()
            );
            let mut query = self.connection().prepare_cached(&sql)?;
            let rows = query.query_map(conditions.values().as_slice(), |row| {
                Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
            })?;
            rows.collect()
        };
        months().map_err(self.failed())
    }

    /// Ids and titles of the incidents of which a document tells, in the order of its text.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn incidents_of(&self, document: &str) -> Result<Vec<(String, String)>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut query = self.connection().prepare_cached(
                "SELECT incidents.number, incidents.title FROM documents JOIN tellings ON tellings.document = documents.number
                 JOIN incidents ON incidents.number = tellings.incident JOIN events ON events.number = tellings.event
                 WHERE documents.id = ?1 GROUP BY incidents.number ORDER BY min(events.start)",
            )?;
            let rows = query.query_map([document], |row| Ok((format!("i{}", row.get::<_, i64>(0)?), row.get(1)?)))?;
            rows.collect()
        };
        found().map_err(self.failed())
    }

    /// The incident with this id.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn incident(&self, id: &str) -> Result<Incident, LedgerError> {
        let unknown = || LedgerError::Unknown { id: id.to_owned() };
        let number = id.strip_prefix('i').and_then(|number| number.parse().ok()).ok_or_else(unknown)?;
        incident(self.connection(), number).map_err(self.failed())?.ok_or_else(unknown)
    }
}

/// The incident with this number, with all that is claimed of it.
pub(crate) fn incident(connection: &Connection, number: i64) -> rusqlite::Result<Option<Incident>> {
    let Some(material) = Material::load(connection, number)? else { return Ok(None) };
    let fields: Vec<Claims> = Field::ALL
        .into_iter()
        .map(|field| Claims { field, values: value::claims(&material, field) })
        .filter(|claims| !claims.values.is_empty())
        .collect();
    Ok(Some(Incident {
        id: format!("i{number}"),
        sources: source::distinct(&fields),
        fields,
        documents: material.documents.iter().map(|document| document.id.clone()).collect(),
        outlets: material.outlets(),
        title: material.title,
        kind: material.kind,
        when: material.when,
        place: material.place,
    }))
}
