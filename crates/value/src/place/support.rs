//! What the names of a document speak for: countries, regions, neighbourhoods.

use std::collections::HashMap;

use super::PlaceKind;
use super::choose::Candidate;
use super::table::{Country, Region, Row, Table};

/// Weights of what speaks for a place, times the logarithm of how much does, and the most that may come of it.
const COUNTRY: f64 = 1.8;
/// For the country's being spoken of at all.
const SPOKEN_OF: f64 = 1.0;
const MOST_COUNTRY: f64 = 4.5;
const REGION: f64 = 2.0;
const MOST_REGION: f64 = 4.0;
const NEAR: f64 = 1.5;

/// What the other names speak for.
#[derive(Default)]
pub(super) struct Support {
    countries: HashMap<Country, f64>,
    regions: HashMap<Region, f64>,
    cells: HashMap<(i32, i32), f64>,
}

/// The square of the globe, one degree wide, in which a place lies.
fn cell(table: &Table, row: Row) -> (i32, i32) {
    let (latitude, longitude) = table.position(row);
    (latitude.floor() as i32, longitude.floor() as i32)
}

fn has_spot(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::City | PlaceKind::Other | PlaceKind::District)
}

impl Support {
    /// Adds up what the names mean, as sure as they do.
    pub(super) fn new(table: &Table, groups: &[Vec<Candidate>]) -> Self {
        let mut support = Self::default();
        for candidate in groups.iter().flatten().filter(|it| it.share > 0.01) {
            let kind = table.kind(candidate.row);
            if kind == PlaceKind::Country {
                continue;
            }
            *support.countries.entry(table.country(candidate.row)).or_default() += candidate.share;
            if table.region(candidate.row) != 0 {
                *support.regions.entry(table.region(candidate.row)).or_default() += candidate.share;
            }
            if has_spot(kind) {
                *support.cells.entry(cell(table, candidate.row)).or_default() += candidate.share;
            }
        }
        support
    }

    /// How often each country is spoken of, the places among it.
    pub(super) fn with(&self, spoken: &[f64]) -> Vec<f64> {
        let of =
            |country: usize| self.countries.get(&(country as Country)).copied().filter(|it| *it >= 0.7).unwrap_or(0.0);
        spoken.iter().enumerate().map(|(country, said)| said + of(country)).collect()
    }

    /// How much speaks for the candidate's country but itself.
    pub(super) fn country(&self, table: &Table, spoken: &[f64], candidate: &Candidate) -> f64 {
        let country = table.country(candidate.row);
        if country == 0 {
            return 0.0;
        }
        let others = self.countries.get(&country).copied().unwrap_or(0.0);
        let own = if table.kind(candidate.row) == PlaceKind::Country { 0.0 } else { candidate.share };
        (others - own).max(0.0) + spoken[country as usize]
    }

    /// How much lies within a degree or two of the candidate, but itself.
    pub(super) fn near(&self, table: &Table, candidate: &Candidate) -> f64 {
        if !has_spot(table.kind(candidate.row)) {
            return 0.0;
        }
        let (row, column) = cell(table, candidate.row);
        let mut sum = -candidate.share;
        for north in -1..=1 {
            for east in -1..=1 {
                sum += self.cells.get(&(row + north, column + east)).copied().unwrap_or(0.0);
            }
        }
        sum.max(0.0)
    }

    /// What speaks for the candidate, as a logarithm.
    pub(super) fn of(&self, table: &Table, spoken: &[f64], candidate: &Candidate) -> f64 {
        let country = self.country(table, spoken, candidate);
        let country = (COUNTRY * (1.0 + country).ln() + SPOKEN_OF * country.min(1.0)).min(MOST_COUNTRY);
        let region = match table.region(candidate.row) {
            0 => 0.0,
            region => (self.regions.get(&region).copied().unwrap_or(0.0) - candidate.share).max(0.0),
        };
        country + (REGION * (1.0 + region).ln()).min(MOST_REGION) + NEAR * (1.0 + self.near(table, candidate)).ln()
    }
}
