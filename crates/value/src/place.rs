//! Place names, as countries and coordinates.
//!
//! A gazetteer of the world's countries, regions, districts and towns is part of the program (`data/place.md` says from what). The names of one document
//! are told apart together: by what the text says ("X, Y"), by the countries it speaks of, by the other places, and by size.

mod around;
mod choose;
mod coordinates;
mod country;
mod cues;
mod decide;
mod distance;
mod error;
mod fold;
mod holding;
mod mention;
mod name;
mod own;
mod pieces;
mod spelling;
mod spoken;
mod support;
mod table;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use around::{Around, SAID, around};
use choose::{Choice, Name, choose};
pub use country::{country_name, is_country};
pub use distance::distance_km;
pub use error::PlaceError;
use fold::fold;
use mention::{Shape, shape};
use name::{LONGEST_NAME, Named, Peoples, longest_name};
pub use own::{OwnPlace, is_free_code};
use spoken::Countries;
use table::{Country, Table};
use words::{Gap, words};

/// Whose data the gazetteer is; a program that shows places must be able to show this line.
pub const CREDIT: &str =
    "Places from GeoNames (geonames.org, CC BY 4.0), changed; countries' positions from Natural Earth (public domain).";

/// Names and adjectives of countries.
const COUNTRIES: &str = include_str!("../data/place_countries.tsv");

/// Names that are also common words.
const COMMON: &str = include_str!("../data/place_common.txt");

/// What begins with an adjective of a country, or ends with one, and is not of it. Folded.
const NO_COUNTRY: &[&str] = &[
    "central american",
    "south american",
    "north american",
    "latin american",
    "african american",
    "native american",
    "central americans",
    "indian ocean",
    "pan american",
    "inter american",
    "west indian",
    "american indian",
    "english channel",
    "irish sea",
    "spanish speaking",
    "french speaking",
    "english speaking",
    "russian speaking",
    "arab israeli",
];

/// Of a longer mention only so many bytes are kept.
const LONGEST_WORDS: usize = 400;

/// A position lies in the country of the next town if that is no farther, in km.
const NEXT_TOWN_KM: f64 = 30.0;

/// A place as a text mentions it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The gazetteer's name where the mention is no more than the name; else the mention's words without a leading "the", single spaces between.
    pub name: String,
    /// ISO 3166-1 alpha-2 code; XK for Kosovo.
    pub country: Option<String>,
    /// The first-level region that it is or lies in: ISO 3166-2 code, or GeoNames' where ISO has none.
    pub within: Option<String>,
    /// Degrees north (WGS 84). For what is large, a point inside; for words around a name, that of the place named.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What it is.
    pub kind: PlaceKind,
}

impl Place {
    /// Degrees north and east, where they are known.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country or territory with a code of its own.
    Country,
    /// A first-level region of a country, or a region that news calls by a name of its own.
    Region,
    /// A second-level region, such as a county.
    District,
    /// A city, town or village.
    City,
    /// A sea, lake, strait or river.
    Water,
    /// Anything else: a part of the world, a base, words around a name ("northern Syria"), a place not known.
    Other,
}

impl PlaceKind {
    fn numbered(number: u8) -> Option<Self> {
        [Self::Country, Self::Region, Self::District, Self::City, Self::Water, Self::Other]
            .get(number as usize)
            .copied()
    }
}

/// What is known of a document beside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// ISO 3166-1 alpha-2 codes of the countries of its actors and of its outlet; one that stands there more often counts more.
    pub countries: Vec<String>,
}

/// The places of the world, and their names.
pub struct Gazetteer {
    table: Table,
    peoples: Peoples,
    countries: Countries,
    common: HashSet<&'static str>,
}

impl Gazetteer {
    /// Unpacks the gazetteer in the program.
    pub fn load() -> Result<Self, PlaceError> {
        Self::with_places(&[])
    }

    /// Unpacks the gazetteer in the program, and sets places of the user's own beside it: one of these is meant by each of its names, unless the text says
    /// that it lies where another place of the name does.
    pub fn with_places(own: &[OwnPlace]) -> Result<Self, PlaceError> {
        let table = Table::load()?.extended(own);
        // The longer ones are of no country.
        let mut adjectives: HashMap<String, Country> = NO_COUNTRY.iter().map(|it| ((*it).to_owned(), 0)).collect();
        let mut names: Vec<(String, Country)> = Vec::new();
        for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let country = table.coded(cells.next().unwrap_or_default());
            if country == 0 {
                continue;
            }
            let name = cells.next().unwrap_or_default();
            let others = cells.next().unwrap_or_default().split('|');
            names.extend(others.chain([name]).filter(|it| !it.is_empty()).map(|it| (fold(it), country)));
            let words = cells.next().unwrap_or_default().split('|').filter(|it| !it.is_empty());
            adjectives.extend(words.map(|it| (fold(it), country)));
            let capitals = cells.next().unwrap_or_default().split('|').filter(|it| !it.is_empty());
            names.extend(capitals.map(|it| (fold(it), country)));
        }
        for place in own.iter().filter(|it| it.kind == PlaceKind::Country) {
            let country = place.country.as_deref().map_or(0, |code| table.coded(code));
            names.extend(place.keys().filter(|it| country != 0 && !it.0.is_empty()).map(|(name, _)| (name, country)));
            adjectives.extend(place.adjectives.iter().map(|word| (fold(word), country)));
        }
        let countries = Countries::new(&table, names.iter().map(|(name, country)| (name.as_str(), *country)));
        Ok(Self { table, peoples: Peoples { adjectives }, countries, common: COMMON.lines().collect() })
    }

    /// The places that the mentions mean, in the mentions' order, as many. `names` are bytes of `text`, the mentions that a tagger of names found; all
    /// those of a document belong into one call, since they tell each other what they mean. What is no part of the text has an empty name.
    pub fn resolve(&self, text: &str, names: &[Range<usize>], context: &Context) -> Vec<Place> {
        let mut spoken = self.countries.spoken_of(&self.table, &self.peoples, text);
        for code in &context.countries {
            let country = self.table.coded(code);
            if country != 0 {
                spoken[country as usize] += 1.0;
            }
        }
        let mut asked = Asked::default();
        let mentions: Vec<Mention> = names.iter().map(|range| self.mention(text, range.clone(), &mut asked)).collect();
        for name in &mut asked.names {
            name.common = self.common.contains(name.key.as_str());
        }
        let choices = choose(&self.table, &asked.names, &spoken);
        mentions.into_iter().map(|mention| self.place(mention, &choices)).collect()
    }

    /// Takes a mention apart and notes the names in it.
    fn mention(&self, text: &str, range: Range<usize>, asked: &mut Asked) -> Mention {
        let Some(words) = text.get(range.clone()) else { return Mention::default() };
        let shape = shape(&self.table, &self.peoples, text, range.clone());
        let around = around(&self.table, &self.peoples, text, range.clone());
        let cleaned = cleaned(words);
        let behind = self.named_behind(text, range.end, &shape);
        let shape = behind.unwrap_or(shape);
        let own = shape.target.clone().or_else(|| shape.unknown_name.clone());
        let target = own.map(|named| asked.ask(named, &shape, &around, shape.target.is_none()));
        let several = shape
            .several
            .iter()
            .map(|named| asked.ask(named.clone(), &Shape::default(), &Around::default(), false))
            .collect();
        // What holds the place is a place of the document too.
        let placed = Around { placed: true, ..Around::default() };
        let mut ask = |named: &Named| asked.ask(named.clone(), &Shape::default(), &placed, false);
        let holders = shape.containers.iter().map(&mut ask).collect();
        shape.near.iter().for_each(|named| _ = ask(named));
        Mention { cleaned, shape, target, several, holders }
    }

    /// Of "the Syrian town", which is said of a place that is named behind it: what is named there.
    fn named_behind(&self, text: &str, end: usize, shape: &Shape) -> Option<Shape> {
        let no_name = shape.target.is_none() && shape.unknown_name.is_none() && shape.several.is_empty();
        let [country] = shape.adjectives[..] else { return None };
        if !no_name || !shape.exact || !shape.says_kind {
            return None;
        }
        let stop = text.floor_char_boundary((end + LONGEST_WORDS / 4).min(text.len()));
        let next = words(text, end..stop, 1 + LONGEST_NAME);
        let [of, name, ..] = next.as_slice() else { return None };
        if of.folded != "of" || of.gap != Gap::Space || name.gap != Gap::Space {
            return None;
        }
        let (_, key) = longest_name(&self.table, &next, 1)?;
        Some(Shape {
            target: Some(Named { key, cue: None }),
            adjectives: vec![country],
            exact: true,
            ..Shape::default()
        })
    }

    fn place(&self, mention: Mention, choices: &[Choice]) -> Place {
        let Mention { cleaned, shape, target, several, holders } = mention;
        let mut place = Place {
            name: cleaned,
            country: None,
            within: None,
            latitude: None,
            longitude: None,
            kind: PlaceKind::Other,
        };
        let code = |country: Country| self.table.code(country).map(str::to_owned);
        if let Some((latitude, longitude)) = coordinates::position(&place.name) {
            (place.latitude, place.longitude) = (Some(rounded(latitude)), Some(rounded(longitude)));
            if let Some(row) = self.table.next_town((latitude, longitude), NEXT_TOWN_KM) {
                place.country = code(self.table.country(row));
                place.within = self.table.region_code(self.table.region(row)).map(str::to_owned);
            }
            return place;
        }
        if !several.is_empty() {
            let mut countries: Vec<Country> =
                several.iter().map(|number| choices[*number].country).chain(shape.adjectives).collect();
            countries.dedup();
            place.country = if countries.len() == 1 { code(countries[0]) } else { None };
            return place;
        }
        let mut adjectives = shape.adjectives;
        adjectives.sort_unstable();
        adjectives.dedup();
        let Some(choice) = target.map(|number| choices[number]) else {
            place.country = if adjectives.len() == 1 { code(adjectives[0]) } else { None };
            return place;
        };
        // "French Sudan" is not Sudan, nor "the Turkish border with Syria" Syria.
        let is_country = choice.row.is_some_and(|row| self.table.kind(row) == PlaceKind::Country);
        if is_country && shape.foreign.iter().any(|country| *country != choice.country) {
            return place;
        }
        place.country = code(choice.country);
        if place.country.is_none() && adjectives.len() == 1 {
            place.country = code(adjectives[0]);
        }
        // An unknown quarter lies where its town lies.
        let town = holders.iter().filter_map(|number| choices[*number].row).find(|row| {
            matches!(self.table.kind(*row), PlaceKind::City | PlaceKind::District)
                && self.table.country(*row) == choice.country
        });
        let Some(row) = choice.row.or(town) else {
            return place;
        };
        place.within = self.table.region_code(self.table.region(row)).map(str::to_owned);
        let (latitude, longitude) = self.table.position(row);
        if latitude.is_finite() && longitude.is_finite() {
            (place.latitude, place.longitude) = (Some(rounded(latitude)), Some(rounded(longitude)));
        }
        if choice.row.is_some() && shape.exact && adjectives.iter().all(|country| *country == choice.country) {
            place.kind = self.table.kind(row);
            place.name = self.table.name(row).to_owned();
        }
        place
    }
}

/// A mention, taken apart; numbers are those of names asked for.
#[derive(Default)]
struct Mention {
    cleaned: String,
    shape: Shape,
    target: Option<usize>,
    several: Vec<usize>,
    holders: Vec<usize>,
}

/// The names of a document, each once.
#[derive(Default)]
struct Asked {
    names: Vec<Name>,
    numbers: HashMap<(String, Option<cues::Cue>, bool), usize>,
}

impl Asked {
    /// Notes a name and what is said of it. One name means one place in a document, except that words beside it may tell a city from its region.
    fn ask(&mut self, named: Named, shape: &Shape, around: &Around, unlisted: bool) -> usize {
        let cue = named.cue.or(around.cue);
        let number = *self.numbers.entry((named.key.clone(), cue, unlisted)).or_insert_with(|| {
            self.names.push(Name { key: named.key, cue, unlisted, facility: true, ..Name::default() });
            self.names.len() - 1
        });
        let name = &mut self.names[number];
        let add =
            |list: &mut Vec<(Named, f64)>, named: &Named, sure: f64| match list.iter().position(|it| it.0 == *named) {
                Some(at) => list[at].1 = list[at].1.max(sure),
                None if list.len() < 16 => list.push((named.clone(), sure)),
                None => {}
            };
        for container in &shape.containers {
            add(&mut name.containers, container, SAID);
        }
        for (container, sure) in &around.containers {
            add(&mut name.containers, container, *sure);
        }
        for near in shape.near.iter().chain(&around.near) {
            if !name.near.contains(near) && name.near.len() < 16 {
                name.near.push(near.clone());
            }
        }
        for adjective in shape.adjectives.iter().chain(&around.adjective) {
            if !name.adjectives.contains(adjective) {
                name.adjectives.push(*adjective);
            }
        }
        name.placed |= around.placed;
        name.facility &= shape.facility;
        number
    }
}

/// Whether one place lies in the other, as far as their codes tell: countries hold all that lies in them, first-level regions what lies in them.
/// A district or town holds nothing: the gazetteer does not say.
pub fn contains(outer: &Place, inner: &Place) -> bool {
    if outer.country.is_none() || outer.country != inner.country || inner.kind == PlaceKind::Country {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => true,
        PlaceKind::Region => outer.within.is_some() && outer.within == inner.within && inner.kind != PlaceKind::Region,
        _ => false,
    }
}

/// The words of a mention with single spaces, without a leading "the" and marks at the ends.
fn cleaned(words: &str) -> String {
    let mut end = words.len().min(LONGEST_WORDS);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let joined = words[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | ')' | '(' | '\'' | '‘' | '’');
    let bare = joined.trim_matches(marks);
    let bare = ["the ", "The ", "THE "].iter().find_map(|the| bare.strip_prefix(the)).unwrap_or(bare);
    bare.to_owned()
}

/// Degrees to three places, about 100 m: the table has no more.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}
