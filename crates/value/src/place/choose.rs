//! Which place each name of a document means, all names together.

use std::collections::HashMap;

use super::PlaceKind;
use super::around::{SAID, SAID_IN};
use super::cues::Cue;
use super::distance::distance_km;
use super::mention::Named;
use super::spelling::{is_transliterated, skeleton};
use super::table::{Country, Region, Row, Table};

/// No more places of one name are compared.
const MOST_CANDIDATES: usize = 64;

/// How often the names tell each other what they mean.
const ROUNDS: usize = 3;

/// Weights of the evidence, in natural logarithms of odds; set by hand on news of several wars.
const SIZE: f64 = 0.8;
const WORLD_CITY: f64 = 14.0;
const OTHER_NAME: f64 = 2.5;
const SPELLED_ALIKE: f64 = 3.0;
const COUNTRY: f64 = 1.8;
const SPOKEN_OF: f64 = 1.0;
const MOST_COUNTRY: f64 = 4.5;
const REGION: f64 = 2.0;
const MOST_REGION: f64 = 4.0;
const NEAR: f64 = 1.5;
const CUE: f64 = 5.0;

/// What is by another place lies within this, in km.
const BY: f64 = 120.0;

/// A name in the document, with all that its mentions say.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    pub(super) key: String,
    pub(super) cue: Option<Cue>,
    pub(super) containers: Vec<(Named, f64)>,
    pub(super) near: Vec<Named>,
    pub(super) adjectives: Vec<Country>,
    /// Whether some mention stands where only a place stands.
    pub(super) placed: bool,
    /// Whether it stands only in proper names of what is built there.
    pub(super) facility: bool,
    /// Whether the name is also a common word.
    pub(super) common: bool,
    /// Whether the table lacks the name, so that only like spellings are looked for.
    pub(super) unlisted: bool,
}

/// What a name means.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    pub(super) row: Option<Row>,
    /// The country, also where the place is not known.
    pub(super) country: Country,
}

struct Candidate {
    row: Row,
    usual: bool,
    alike: bool,
    /// Size, kind and what the mentions say.
    own: f64,
    /// Whether what the mentions say of where it lies holds.
    held: bool,
    score: f64,
    share: f64,
}

/// Chooses for every name. `spoken` says how often each country is spoken of.
pub(super) fn choose(table: &Table, names: &[Name], spoken: &[f64]) -> Vec<Choice> {
    let mut groups: Vec<Vec<Candidate>> = names.iter().map(|name| candidates(table, name, spoken)).collect();
    let mut support = Support::default();
    for round in 0..ROUNDS {
        if round == 1 {
            // Names that the table lacks are looked for in the countries of the others.
            let spoken = support.with(spoken);
            for (name, group) in names.iter().zip(&mut groups).filter(|it| it.1.is_empty()) {
                *group = candidates(table, name, &spoken);
            }
        }
        for group in &mut groups {
            for candidate in group.iter_mut() {
                candidate.score = candidate.own + support.of(table, spoken, candidate);
            }
            let best = group.iter().map(|it| it.score).fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = group.iter().map(|it| (it.score - best).exp()).sum();
            for candidate in group.iter_mut() {
                candidate.share = (candidate.score - best).exp() / sum;
            }
            group.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.row.cmp(&other.row)));
            group.truncate(MOST_CANDIDATES);
        }
        support = Support::new(table, &groups);
    }
    names.iter().zip(&groups).map(|(name, group)| decide(table, name, group, &support, spoken)).collect()
}

fn candidates(table: &Table, name: &Name, spoken: &[f64]) -> Vec<Candidate> {
    let mut found: Vec<(Row, bool, bool)> = Vec::new();
    if !name.unlisted {
        found.extend(table.meanings(&name.key).iter().map(|it| (it.row(), it.usual(), false)));
    }
    if let Some(skeleton) =
        skeleton(&name.key).filter(|_| name.unlisted || found.iter().all(|it| !it.1 || table.size(it.0) < 8.5))
    {
        let said = countries_said(table, name);
        for country in 1..table.countries() {
            let known = spoken[country] > 0.0 || said.contains(&(country as Country));
            if known && table.code(country as Country).is_some_and(is_transliterated) {
                for row in table.spelled_alike(country as Country, &skeleton) {
                    if found.iter().all(|it| it.0 != *row) {
                        found.push((*row, false, true));
                    }
                }
            }
        }
    }
    let cities: Vec<(Country, Region)> = found
        .iter()
        .filter(|it| table.kind(it.0) == PlaceKind::City && table.size(it.0) > if it.1 { 9.0 } else { 12.0 })
        .map(|it| (table.country(it.0), table.region(it.0)))
        .collect();
    let states: Vec<Country> =
        found.iter().filter(|it| table.kind(it.0) == PlaceKind::Country).map(|it| table.country(it.0)).collect();
    // "Washington" is first the city, though it lies in no state of that name.
    let big_cities: Vec<Country> = found
        .iter()
        .filter(|it| it.1 && table.kind(it.0) == PlaceKind::City && table.size(it.0) > 13.0)
        .map(|it| table.country(it.0))
        .collect();
    let hints: Vec<(Vec<Row>, f64)> =
        name.containers.iter().map(|(named, sure)| (holders(table, named), *sure)).collect();
    let near: Vec<Vec<Row>> = name.near.iter().map(|named| holders(table, named)).collect();
    found
        .into_iter()
        .map(|(row, usual, alike)| {
            let kind = table.kind(row);
            let mut own = SIZE * (table.size(row).exp() + 100.0).ln();
            // One of the world's largest cities rather than its namesakes.
            own += if kind == PlaceKind::City { (table.size(row) - WORLD_CITY).max(0.0) } else { 0.0 };
            own += match kind {
                PlaceKind::Water | PlaceKind::Other if table.country(row) == 0 => 2.5,
                PlaceKind::Country => 2.5,
                // "Singapore" is first the state.
                PlaceKind::City if states.contains(&table.country(row)) => -4.0,
                // "Aleppo" is first the city.
                PlaceKind::Region | PlaceKind::District
                    if cities.contains(&(table.country(row), table.region(row))) =>
                {
                    -4.0
                }
                PlaceKind::Region if big_cities.contains(&table.country(row)) => -3.0,
                PlaceKind::District => -1.5,
                _ => 0.0,
            };
            if alike {
                own -= SPELLED_ALIKE;
            } else if !usual {
                own -= OTHER_NAME;
            }
            own += cue_fits(name.cue, kind);
            let mut held = false;
            for (holders, sure) in &hints {
                if holders.iter().any(|holder| contains(table, *holder, row)) {
                    own += sure;
                    held |= *sure >= SAID_IN - 1.0;
                }
            }
            for holders in &near {
                if holders.iter().any(|holder| *holder != row && by(table, *holder, row)) {
                    own += SAID_IN - 2.0;
                    held = true;
                }
            }
            if name.adjectives.contains(&table.country(row)) && table.country(row) != 0 {
                own += SAID_IN;
                held = true;
            }
            Candidate { row, usual, alike, own, held, score: own, share: 0.0 }
        })
        .collect()
}

/// The places that may hold others, of a name: countries, regions, towns, the likeliest.
fn holders(table: &Table, named: &Named) -> Vec<Row> {
    let mut rows: Vec<Row> = table.meanings(&named.key).iter().map(|it| it.row()).take(MOST_CANDIDATES).collect();
    rows.retain(|row| cue_fits(named.cue, table.kind(*row)) > -CUE || named.cue.is_none());
    let strong = |row: &Row| matches!(table.kind(*row), PlaceKind::Country | PlaceKind::Region);
    if rows.iter().any(strong) {
        rows.retain(|row| strong(row) || table.size(*row) > 11.0);
    }
    rows
}

fn cue_fits(cue: Option<Cue>, kind: PlaceKind) -> f64 {
    use PlaceKind::{City, Country, District, Other, Region, Water};
    match (cue, kind) {
        (None, _) => 0.0,
        (Some(Cue::Region), Region)
        | (Some(Cue::District), District)
        | (Some(Cue::City), City)
        | (Some(Cue::Country), Country) => CUE,
        (Some(Cue::Region), District) => CUE / 2.0,
        (Some(Cue::Region), City) | (Some(Cue::City), Region | District) => -CUE / 2.0,
        (Some(Cue::District), City | Region) | (Some(Cue::Feature), Water | Other) => 0.0,
        (Some(Cue::Feature), City | District) => -1.0,
        (Some(Cue::Feature), Region) => -2.0,
        _ => -CUE,
    }
}

/// Whether one place lies in another, as far as the table tells.
pub(super) fn contains(table: &Table, outer: Row, inner: Row) -> bool {
    if outer == inner || table.country(outer) == 0 || table.country(outer) != table.country(inner) {
        return false;
    }
    match table.kind(outer) {
        PlaceKind::Country => true,
        PlaceKind::Region => {
            if table.region(outer) == 0 {
                return close(table, outer, inner, 500.0);
            }
            table.region(outer) == table.region(inner)
        }
        PlaceKind::District => table.region(outer) == table.region(inner) && close(table, outer, inner, 80.0),
        PlaceKind::City => close(table, outer, inner, 50.0),
        PlaceKind::Water => false,
        PlaceKind::Other => close(table, outer, inner, 150.0),
    }
}

fn by(table: &Table, one: Row, other: Row) -> bool {
    close(table, one, other, BY) || contains(table, one, other)
}

fn close(table: &Table, one: Row, other: Row, within: f64) -> bool {
    distance_km(table.position(one), table.position(other)) < within
}

/// What the other names speak for.
#[derive(Default)]
struct Support {
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
    fn new(table: &Table, groups: &[Vec<Candidate>]) -> Self {
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
    fn with(&self, spoken: &[f64]) -> Vec<f64> {
        let of =
            |country: usize| self.countries.get(&(country as Country)).copied().filter(|it| *it >= 0.7).unwrap_or(0.0);
        spoken.iter().enumerate().map(|(country, said)| said + of(country)).collect()
    }

    /// How much speaks for the candidate's country but itself.
    fn country(&self, table: &Table, spoken: &[f64], candidate: &Candidate) -> f64 {
        let country = table.country(candidate.row);
        if country == 0 {
            return 0.0;
        }
        let others = self.countries.get(&country).copied().unwrap_or(0.0);
        let own = if table.kind(candidate.row) == PlaceKind::Country { 0.0 } else { candidate.share };
        (others - own).max(0.0) + spoken[country as usize]
    }

    fn near(&self, table: &Table, candidate: &Candidate) -> f64 {
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

    fn of(&self, table: &Table, spoken: &[f64], candidate: &Candidate) -> f64 {
        let country = self.country(table, spoken, candidate);
        let country = (COUNTRY * (1.0 + country).ln() + SPOKEN_OF * country.min(1.0)).min(MOST_COUNTRY);
        let region = match table.region(candidate.row) {
            0 => 0.0,
            region => (self.regions.get(&region).copied().unwrap_or(0.0) - candidate.share).max(0.0),
        };
        country + (REGION * (1.0 + region).ln()).min(MOST_REGION) + NEAR * (1.0 + self.near(table, candidate)).ln()
    }
}

/// The one country that the mentions of a name say it lies in.
fn country_said(table: &Table, name: &Name) -> Country {
    let mut said = countries_said(table, name);
    said.dedup();
    if said.len() == 1 { said[0] } else { 0 }
}

fn countries_said(table: &Table, name: &Name) -> Vec<Country> {
    let mut said: Vec<Country> = name.adjectives.clone();
    for (named, _) in name.containers.iter().filter(|it| it.1 >= SAID_IN - 1.0) {
        let telling =
            |row: &Row| matches!(table.kind(*row), PlaceKind::Country | PlaceKind::Region) || table.size(*row) > 12.0;
        let best = holders(table, named)
            .into_iter()
            .filter(telling)
            .max_by(|one, other| rank(table, *one).total_cmp(&rank(table, *other)));
        said.extend(best.map(|row| table.country(row)).filter(|it| *it != 0));
    }
    said.sort_unstable();
    said
}

fn rank(table: &Table, row: Row) -> f64 {
    let kind = match table.kind(row) {
        PlaceKind::Country => 10.0,
        PlaceKind::Region => 3.0,
        _ => 0.0,
    };
    table.size(row) + kind
}

/// Takes the best candidate, or none where it is no more than a homonym.
fn decide(table: &Table, name: &Name, group: &[Candidate], support: &Support, spoken: &[f64]) -> Choice {
    let country = country_said(table, name);
    let unknown = Choice { row: None, country };
    let Some(best) = group.first() else { return unknown };
    let kind = table.kind(best.row);
    let size = table.size(best.row);
    let of_country = support.country(table, spoken, best);
    let near = support.near(table, best);
    let said = name.containers.iter().any(|it| it.1 >= SAID) || !name.adjectives.is_empty();
    let held = best.held;
    let most = spoken.iter().copied().fold(0.0, f64::max);
    let in_context =
        held || (of_country >= 0.7 && (size > 11.0 || of_country >= most * 0.2)) || (near > 0.5 && of_country > 0.3);
    let taken = Choice { row: Some(best.row), country: table.country(best.row) };
    // The text says where it lies, and that is elsewhere.
    if said
        && !held
        && country != 0
        && table.country(best.row) != country
        && size < 12.0
        && table.country(best.row) != 0
    {
        return unknown;
    }
    // Nor a place of a country of which the text does not speak, when it names another one.
    if said && !held && country != 0 && table.country(best.row) != country && of_country < 0.3 {
        return unknown;
    }
    let main_country = of_country >= 0.7 && of_country >= most * 0.5;
    // Nor one that lies elsewhere than the text says.
    let said_where = !name.near.is_empty() || name.containers.iter().any(|it| it.1 >= SAID_IN - 1.0);
    if said_where && !held && kind == PlaceKind::City && size < if best.usual { 11.0 } else { 12.5 } && of_country < 1.5
    {
        return unknown;
    }
    // "Rosario Island" lies in the country that the text speaks of, but not where the town of Rosario lies.
    let town = matches!(kind, PlaceKind::City | PlaceKind::Region | PlaceKind::District);
    let big = best.usual && size > 12.5 && main_country;
    if town
        && !held
        && !big
        && main_country
        && (name.cue == Some(Cue::Feature) || (name.facility && size < 11.0 && near < 0.3))
    {
        return Choice { row: None, country: table.country(best.row) };
    }
    if name.facility && town && size < 11.0 && !in_context {
        return unknown;
    }
    if name.cue == Some(Cue::Feature) && !held && !main_country && town {
        return unknown;
    }
    // Places of one name in several countries, none likelier than the other.
    let rival = group.iter().skip(1).find(|it| table.country(it.row) != table.country(best.row));
    let margin = rival.map_or(f64::INFINITY, |it| best.score - it.score);
    if margin < 0.7 && !held {
        return unknown;
    }
    if best.alike {
        let contradicted = !held && name.containers.iter().any(|it| it.1 >= SAID_IN - 1.0);
        return if in_context && margin > 1.5 && !contradicted { taken } else { unknown };
    }
    let cued = cue_fits(name.cue, kind) > 0.0;
    if name.common {
        let spoken_of = spoken[table.country(best.row) as usize];
        let placed = name.placed && !matches!(name.key.as_str(), "march" | "may");
        let sure = held
            || cued
            || (placed && (spoken_of >= 0.7 || size > 11.0))
            || (of_country >= 2.0 && size > 9.0)
            || size > 14.5;
        return if sure { taken } else { unknown };
    }
    let well_known = match kind {
        PlaceKind::Country => true,
        PlaceKind::Region => size > 12.0,
        PlaceKind::District => size > 13.0,
        PlaceKind::Water => true,
        PlaceKind::Other => best.usual && size > 8.0,
        PlaceKind::City => size > if best.usual { 11.5 } else { 13.0 },
    };
    let alone = name.key.len() >= 5 && margin > 2.5 && size > if best.usual { 8.5 } else { 10.0 };
    // A small place of a country that the text does not speak of, when it does speak of others.
    let elsewhere = of_country < 0.3 && spoken.iter().sum::<f64>() >= 2.0;
    let accepted =
        in_context || well_known || (alone && !(elsewhere && size < if group.len() == 1 { 10.3 } else { 12.0 }));
    if accepted { taken } else { unknown }
}
