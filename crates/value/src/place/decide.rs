//! Whether the likeliest place of a name is meant, or no more than a homonym.

use super::PlaceKind;
use super::around::{SAID, SAID_IN};
use super::choose::{Candidate, Choice, Name, cue_fits};
use super::cues::Cue;
use super::holding::country_said;
use super::support::Support;
use super::table::Table;

/// How much likelier than its rivals in other countries a place must be, as logarithms: any, one that is only spelled alike, one for which nothing speaks.
const MARGIN: f64 = 0.7;
const ALIKE_MARGIN: f64 = 1.5;
const ALONE_MARGIN: f64 = 2.5;

/// How much must speak for a country: that it is spoken of, hardly.
const SPOKEN_OF: f64 = 0.7;
const HARDLY: f64 = 0.3;

/// What is known of the likeliest candidate. Sizes are logarithms of people.
struct Case<'c> {
    name: &'c Name,
    best: &'c Candidate,
    kind: PlaceKind,
    size: f64,
    /// How much speaks for its country, and for that of which most is spoken.
    of_country: f64,
    most: f64,
    near: f64,
    /// By how much it is likelier than any place in another country.
    margin: f64,
    alone: bool,
    /// Whether the text speaks of countries, more than once.
    countries_spoken_of: bool,
    /// How often the text names its country.
    named: f64,
}

/// Takes the best candidate, or none where it is no more than a homonym.
pub(super) fn decide(table: &Table, name: &Name, group: &[Candidate], support: &Support, spoken: &[f64]) -> Choice {
    let country = country_said(table, name);
    let unknown = Choice { row: None, country };
    let Some(best) = group.first() else { return unknown };
    let own_country = table.country(best.row);
    let rival = group.iter().skip(1).find(|it| table.country(it.row) != own_country);
    let case = Case {
        name,
        best,
        kind: table.kind(best.row),
        size: table.size(best.row),
        of_country: support.country(table, spoken, best),
        most: spoken.iter().copied().fold(0.0, f64::max),
        near: support.near(table, best),
        margin: rival.map_or(f64::INFINITY, |it| best.score - it.score),
        alone: group.len() == 1,
        countries_spoken_of: spoken.iter().sum::<f64>() >= 2.0,
        named: spoken[own_country as usize],
    };
    let elsewhere = country != 0 && own_country != country;
    // Whoever names a place of their own means it.
    if table.is_own(best.row) {
        let meant = (best.held || (!elsewhere && case.margin >= MARGIN)) && (!name.common || case.more_than_a_word());
        return if meant { Choice { row: Some(best.row), country: own_country } } else { unknown };
    }
    if (elsewhere && case.said_elsewhere(own_country != 0)) || case.lies_elsewhere() {
        return unknown;
    }
    // "Rosario Island" lies in the country that the text speaks of, but not where the town of Rosario lies.
    if case.only_country() {
        return Choice { row: None, country: own_country };
    }
    if case.accepted() { Choice { row: Some(best.row), country: own_country } } else { unknown }
}

impl Case<'_> {
    fn is_town(&self) -> bool {
        matches!(self.kind, PlaceKind::City | PlaceKind::Region | PlaceKind::District)
    }

    /// Whether something besides its size speaks for the place.
    fn in_context(&self) -> bool {
        self.best.held
            || (self.of_country >= SPOKEN_OF && (self.size > 11.0 || self.of_country >= self.most * 0.2))
            || (self.near > 0.5 && self.of_country > HARDLY)
    }

    /// Whether the text speaks mainly of its country.
    fn in_main_country(&self) -> bool {
        self.of_country >= SPOKEN_OF && self.of_country >= self.most * 0.5
    }

    /// Whether the text says that the place lies in another country, and nothing strong speaks against that.
    fn said_elsewhere(&self, in_a_country: bool) -> bool {
        let said = self.name.containers.iter().any(|it| it.1 >= SAID) || !self.name.adjectives.is_empty();
        said && !self.best.held && (self.of_country < HARDLY || (self.size < 12.0 && in_a_country))
    }

    /// Whether the text says where the place lies, and a town of this name does not lie there.
    fn lies_elsewhere(&self) -> bool {
        let said = !self.name.near.is_empty() || self.name.containers.iter().any(|it| it.1 >= SAID_IN - 1.0);
        let small = self.size < if self.best.usual { 11.0 } else { 12.5 };
        said && !self.best.held && self.kind == PlaceKind::City && small && self.of_country < 1.5
    }

    /// Whether the name is that of something in the country, which is not the town of that name.
    fn only_country(&self) -> bool {
        let big = self.best.usual && self.size > 12.5;
        let feature = self.name.cue == Some(Cue::Feature);
        let facility = self.name.facility && self.size < 11.0 && self.near < HARDLY;
        self.is_town() && !self.best.held && !big && self.in_main_country() && (feature || facility)
    }

    fn accepted(&self) -> bool {
        let Self { name, best, .. } = self;
        if name.facility && self.is_town() && self.size < 11.0 && !self.in_context() {
            return false;
        }
        if name.cue == Some(Cue::Feature) && !best.held && !self.in_main_country() && self.is_town() {
            return false;
        }
        // Places of one name in several countries, none likelier than the other.
        if self.margin < MARGIN && !best.held {
            return false;
        }
        if best.alike {
            let contradicted = !best.held && name.containers.iter().any(|it| it.1 >= SAID_IN - 1.0);
            return self.in_context() && self.margin > ALIKE_MARGIN && !contradicted;
        }
        if name.common {
            self.more_than_a_word()
        } else {
            self.in_context() || self.well_known() || self.without_rival()
        }
    }

    /// Whether a name that is also a common word is one of a place here.
    fn more_than_a_word(&self) -> bool {
        // "In March" speaks of no town.
        let placed = self.name.placed && !matches!(self.name.key.as_str(), "march" | "may");
        self.best.held
            || cue_fits(self.name.cue, self.kind) > 0.0
            || (placed && (self.named >= SPOKEN_OF || self.size > 11.0))
            || (self.of_country >= 2.0 && self.size > 9.0)
            || self.size > 14.5
    }

    /// Whether the place needs no country to be named.
    fn well_known(&self) -> bool {
        match self.kind {
            PlaceKind::Country | PlaceKind::Water => true,
            PlaceKind::Region => self.size > 12.0,
            PlaceKind::District => self.size > 13.0,
            PlaceKind::Other => self.best.usual && self.size > 8.0,
            PlaceKind::City => self.size > if self.best.usual { 11.5 } else { 13.0 },
        }
    }

    /// Whether no other place has the name, or none that is nearly as large, and it is not a small one of a country of which the text does not speak,
    /// when it does speak of others.
    fn without_rival(&self) -> bool {
        let alone = self.margin > ALONE_MARGIN && self.size > if self.best.usual { 8.5 } else { 10.0 };
        let elsewhere = self.of_country < HARDLY && self.countries_spoken_of;
        let small = self.size < if self.alone { 10.3 } else { 12.0 };
        self.name.key.len() >= 5 && alone && !(elsewhere && small)
    }
}
