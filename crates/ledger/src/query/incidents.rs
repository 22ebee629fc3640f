//! Which incidents are asked for.

use rusqlite::OptionalExtension;
use sayso_reading::{EventType, code};
use serde::Serialize;

use super::{Conditions, at_most, pattern};
use crate::{Ledger, LedgerError};

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
