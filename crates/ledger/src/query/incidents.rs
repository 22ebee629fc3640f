//! Which incidents are asked for.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use sayso_reading::{EventType, code};
use serde::Serialize;

use super::{Conditions, at_most, pattern};
use crate::claim::circumstances;
use crate::code::value;
use crate::{ConflictKind, Field, Incident, Ledger, LedgerError, When, Where};

/// Which incidents are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct IncidentFilter {
    /// That this day, YYYY-MM-DD, or a later one can be that of.
    pub since: Option<String>,
    /// That this day, YYYY-MM-DD, or an earlier one can be that of.
    pub until: Option<String>,
    /// In this country: ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// At a place whose name holds these words, whatever their case.
    pub place: Option<String>,
    /// Of this kind.
    pub kind: Option<EventType>,
    /// Of which the document with this id tells.
    pub document: Option<String>,
    /// Of which at least so many documents tell.
    pub least: Option<usize>,
    /// The latest first, rather than those of which most documents tell.
    pub latest: bool,
    /// So many at most.
    pub limit: Option<usize>,
    /// So many of the first are left out.
    pub skip: usize,
}

impl IncidentFilter {
    /// Which come first, and which of them are asked for.
    pub(crate) fn order(&self) -> String {
        let order = if self.latest { "first_day DESC, documents DESC" } else { "documents DESC, first_day" };
        format!("ORDER BY {order}, number LIMIT {} OFFSET {}", at_most(self.limit), self.skip)
    }
}

impl Conditions {
    pub(crate) fn of_incidents(filter: &IncidentFilter) -> Self {
        let mut out = Self::default();
        let mut text = |sql: &str, value: Option<String>| {
            if let Some(value) = value {
                out.add(sql, value);
            }
        };
        text("last_day >= ?", filter.since.clone());
        text("first_day <= ?", filter.until.clone());
        text("country = ?", filter.country.as_ref().map(|country| country.to_uppercase()));
        text("place LIKE ? ESCAPE '\\'", filter.place.as_ref().map(|words| pattern(words)));
        text("type = ?", filter.kind.map(code));
        text(
            "number IN (SELECT tellings.incident FROM tellings JOIN documents ON documents.number = tellings.document
             WHERE documents.id = ?)",
            filter.document.clone(),
        );
        if let Some(least) = filter.least {
            out.add("documents >= ?", i64::try_from(least).unwrap_or(i64::MAX));
        }
        out
    }
}

/// An incident in a few figures, which are kept: without what is claimed of it.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentRow {
    /// `i` and a number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// PLOVER's type of event, as most documents have it.
    pub kind: String,
    /// When it was.
    pub when: When,
    /// Where it was.
    pub place: Option<Where>,
    /// How many documents tell of it.
    pub documents: usize,
    /// How many outlets published these.
    pub outlets: usize,
    /// How many independent sources stand behind all that is claimed of it.
    pub sources: usize,
    /// Of what something cannot all hold, why, and how many conflicts these are.
    pub conflicts: BTreeMap<(Field, ConflictKind), usize>,
}

impl IncidentRow {
    /// When, where and of what kind it was: "2024-01-28 · Orsa (XK) · assault".
    pub fn circumstances(&self) -> String {
        circumstances(&self.when, self.place.as_ref(), &self.kind)
    }
}

impl From<&Incident> for IncidentRow {
    /// Counts its figures.
    fn from(incident: &Incident) -> Self {
        let mut conflicts = BTreeMap::new();
        for conflict in incident.conflicts() {
            *conflicts.entry((conflict.field, conflict.kind)).or_default() += 1;
        }
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            kind: incident.kind.clone(),
            when: incident.when.clone(),
            place: incident.place.clone(),
            documents: incident.documents.len(),
            outlets: incident.outlets.len(),
            sources: incident.sources,
            conflicts,
        }
    }
}

/// A place where incidents were.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpotRow {
    /// The place's name.
    pub place: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many incidents.
    pub incidents: usize,
}

impl Ledger {
    /// The incidents that pass the filter, without what is claimed of them: as the ledger keeps their figures.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn incident_rows(&self, filter: &IncidentFilter) -> Result<Vec<IncidentRow>, LedgerError> {
        self.list_incident_rows(filter).map_err(self.failed())
    }

    fn list_incident_rows(&self, filter: &IncidentFilter) -> rusqlite::Result<Vec<IncidentRow>> {
        let conditions = Conditions::of_incidents(filter);
        let sql = format!("SELECT * FROM incidents {} {}", conditions.clause(), filter.order());
        let _state = self.state()?;
        let mut query = self.connection().prepare_cached(&sql)?;
        let mut conflicts =
            self.connection().prepare_cached("SELECT field, kind, count FROM conflicts WHERE incident = ?1")?;
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        let mut rows = query.query(conditions.values().as_slice())?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get("number")?;
            let its =
                conflicts.query_map([number], |row| Ok(((value(row, 0)?, value(row, 1)?), count(row.get(2)?))))?;
            let place = match row.get("place")? {
                Some(name) => Some(Where {
                    name,
                    country: row.get("country")?,
                    latitude: row.get("latitude")?,
                    longitude: row.get("longitude")?,
                }),
                None => None,
            };
            out.push(IncidentRow {
                id: format!("i{number}"),
                title: row.get("title")?,
                kind: row.get("type")?,
                when: When { start: row.get("first_day")?, end: row.get("last_day")? },
                place,
                documents: count(row.get("documents")?),
                outlets: count(row.get("outlets")?),
                sources: count(row.get("sources")?),
                conflicts: its.collect::<Result<_, _>>()?,
            });
        }
        Ok(out)
    }

    /// The title of the incident with this id.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn incident_title(&self, id: &str) -> Result<String, LedgerError> {
        let number: Option<i64> = id.strip_prefix('i').and_then(|number| number.parse().ok());
        let query = "SELECT title FROM incidents WHERE number = ?1";
        let title = self.connection().query_row(query, [number], |row| row.get(0)).optional();
        title.map_err(self.failed())?.ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
    }

    /// Ids and titles of the incidents of which most documents tell, so many at most.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn largest_incidents(&self, most: usize) -> Result<Vec<(String, String)>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut query = self.connection().prepare_cached(
                "SELECT number, title FROM incidents ORDER BY documents DESC, first_day, number LIMIT ?1",
            )?;
            let rows = query
                .query_map([at_most(Some(most))], |row| Ok((format!("i{}", row.get::<_, i64>(0)?), row.get(1)?)))?;
            rows.collect()
        };
        found().map_err(self.failed())
    }

    /// The places with a known position of the incidents that pass the filter, whatever its limit; so many at most, those with most incidents first.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn spots(&self, filter: &IncidentFilter, most: usize) -> Result<Vec<SpotRow>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<SpotRow>> {
            let mut conditions = Conditions::of_incidents(filter);
            conditions.add("latitude IS NOT NULL AND longitude IS NOT NULL AND place > ?", "");
            let sql = format!(
                "SELECT place, country, avg(latitude), avg(longitude), count(*) FROM incidents {}
                 GROUP BY place, country ORDER BY 5 DESC, place LIMIT {most}",
                conditions.clause()
            );
            let mut query = self.connection().prepare_cached(&sql)?;
            let rows = query.query_map(conditions.values().as_slice(), |row| {
                let incidents = usize::try_from(row.get::<_, i64>(4)?).unwrap_or(0);
                let (place, country) = (row.get(0)?, row.get(1)?);
                Ok(SpotRow { place, country, latitude: row.get(2)?, longitude: row.get(3)?, incidents })
            })?;
            rows.collect()
        };
        found().map_err(self.failed())
    }
}
