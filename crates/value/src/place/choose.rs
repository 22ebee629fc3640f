//! Which place each name of a document means, all names together.

use super::PlaceKind;
use super::around::SAID_IN;
use super::cues::Cue;
use super::decide::decide;
use super::holding::{by, contains, countries_said, holders};
use super::name::Named;
use super::spelling::{is_transliterated, skeleton};
use super::support::Support;
use super::table::{Country, Meaning, Region, Row, Table};

/// No more places of one name are compared.
const MOST_CANDIDATES: usize = 64;

/// How often the names tell each other what they mean.
const ROUNDS: usize = 3;

/// Weights of the evidence, in natural logarithms of odds; set by hand on news of several wars. Of the logarithm of a place's people this share counts,
/// and of that of the largest cities all above the limit once more.
const SIZE: f64 = 0.8;
const WORLD_CITY: f64 = 14.0;
/// Against a name that is not the usual one, or only spelled like one.
const OTHER_NAME: f64 = 2.5;
const SPELLED_ALIKE: f64 = 3.0;
/// For what words beside the name say that it is.
const CUE: f64 = 5.0;

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

/// A place that a name may mean.
pub(super) struct Candidate {
    pub(super) row: Row,
    /// Whether the name is the usual one.
    pub(super) usual: bool,
    /// Whether the name is only spelled like one of its names.
    pub(super) alike: bool,
    /// Size, kind and what the mentions say, as a logarithm.
    own: f64,
    /// Whether what the mentions say of where it lies holds.
    pub(super) held: bool,
    /// With what the rest of the document says, as a logarithm.
    pub(super) score: f64,
    /// The share of this candidate among those of the name: its probability, if the scores are right.
    pub(super) share: f64,
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

/// The places that a name may mean: those of the table, and where it has none that is well known, those spelled alike.
fn candidates(table: &Table, name: &Name, spoken: &[f64]) -> Vec<Candidate> {
    let listed = |meanings: &[Meaning]| -> Vec<Found> {
        let all = meanings.iter().map(|it| (it.row(), it.usual(), false));
        if name.unlisted { Vec::new() } else { all.collect() }
    };
    let mut found = listed(table.meanings(&name.key));
    if found.first().is_some_and(|it| table.is_own(it.0)) {
        // A place of the user's own is meant, unless the text says that it lies where another one of the name does.
        let own = weighed(table, name, found);
        let said = name.containers.iter().any(|it| it.1 >= SAID_IN - 1.0) || !name.adjectives.is_empty();
        if !said || own.iter().any(|it| it.held) {
            return own;
        }
        let others = weighed(table, name, listed(table.meanings_in_the_world(&name.key)));
        return if others.iter().any(|it| it.held) { others } else { own };
    }
    let small = found.iter().all(|it| !it.1 || table.size(it.0) < 8.5);
    if small && let Some(skeleton) = skeleton(&name.key) {
        let said = countries_said(table, name);
        for (country, spoken) in spoken.iter().enumerate().skip(1) {
            let country = country as Country;
            let known = *spoken > 0.0 || said.contains(&country);
            if known && table.code(country).is_some_and(is_transliterated) {
                let more =
                    table.spelled_alike(country, &skeleton).iter().filter(|row| found.iter().all(|it| it.0 != **row));
                let more: Vec<Found> = more.map(|row| (*row, false, true)).collect();
                found.extend(more);
            }
        }
    }
    weighed(table, name, found)
}

/// The places with what the mentions of the name say for each.
fn weighed(table: &Table, name: &Name, found: Vec<Found>) -> Vec<Candidate> {
    let namesakes = Namesakes::new(table, &found);
    let hints: Vec<(Vec<Row>, f64)> =
        name.containers.iter().map(|(named, sure)| (holders(table, named), *sure)).collect();
    let near: Vec<Vec<Row>> = name.near.iter().map(|named| holders(table, named)).collect();
    let weighed = found.into_iter().map(|(row, usual, alike)| {
        let mut own = SIZE * (table.size(row).exp() + 100.0).ln() + namesakes.prior(table, row);
        if alike {
            own -= SPELLED_ALIKE;
        } else if !usual {
            own -= OTHER_NAME;
        }
        own += cue_fits(name.cue, table.kind(row));
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
        if table.country(row) != 0 && name.adjectives.contains(&table.country(row)) {
            own += SAID_IN;
            held = true;
        }
        Candidate { row, usual, alike, own, held, score: own, share: 0.0 }
    });
    weighed.collect()
}

/// A place, whether the name is its usual one, and whether it is only spelled alike.
type Found = (Row, bool, bool);

/// What else has the name: a region is often named after its city, a state has its name from one or gave it.
struct Namesakes {
    cities: Vec<(Country, Region)>,
    big_cities: Vec<Country>,
    states: Vec<Country>,
}

impl Namesakes {
    fn new(table: &Table, found: &[Found]) -> Self {
        let of = |kind: PlaceKind| found.iter().filter(move |it| table.kind(it.0) == kind);
        let large = |it: &&Found| table.size(it.0) > if it.1 { 9.0 } else { 12.0 };
        Self {
            cities: of(PlaceKind::City).filter(large).map(|it| (table.country(it.0), table.region(it.0))).collect(),
            big_cities: of(PlaceKind::City)
                .filter(|it| it.1 && table.size(it.0) > 13.0)
                .map(|it| table.country(it.0))
                .collect(),
            states: of(PlaceKind::Country).map(|it| table.country(it.0)).collect(),
        }
    }

    /// What speaks for a place by its kind.
    fn prior(&self, table: &Table, row: Row) -> f64 {
        let country = table.country(row);
        match table.kind(row) {
            PlaceKind::Country => 2.5,
            // No country speaks for what is in none.
            PlaceKind::Water | PlaceKind::Other if country == 0 => 2.5,
            // "Singapore" is first the state.
            PlaceKind::City if self.states.contains(&country) => -4.0,
            // One of the world's largest cities rather than its namesakes.
            PlaceKind::City => (table.size(row) - WORLD_CITY).max(0.0),
            // "Aleppo" is first the city.
            PlaceKind::Region | PlaceKind::District if self.cities.contains(&(country, table.region(row))) => -4.0,
            // And so is "Washington", though it lies in no state of that name.
            PlaceKind::Region if self.big_cities.contains(&country) => -3.0,
            PlaceKind::District => -1.5,
            _ => 0.0,
        }
    }
}

/// How well a kind of place fits what the words beside its name say.
pub(super) fn cue_fits(cue: Option<Cue>, kind: PlaceKind) -> f64 {
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
