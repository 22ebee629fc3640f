//! Where events can have happened: the names of places in a text, and what is told by them.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EventMark, FillerRole, Form, MentionKind};
use sayso_value::place::{Context, Gazetteer, Place, PlaceKind};

use super::Told;
use super::complement::is_done_to;
use crate::cast::CastMention;
use crate::contract::ActorKind;
use crate::range_index::RangeIndex;
use crate::word::{Word, words};
use crate::world::{Sort, look_up};

/// Prepositions before the place of an event.
const LOCATIVE: [&str; 15] = [
    "in",
    "at",
    "near",
    "on",
    "outside",
    "inside",
    "around",
    "across",
    "along",
    "off",
    "over",
    "throughout",
    "of",
    "between",
    "from",
];

/// What of a country behind its adjective is in it: "on Syrian territory".
const SOIL: [&str; 8] = ["territory", "soil", "airspace", "waters", "land", "side", "ground", "territories"];

/// A name of so many letters has an adjective that only adds to it.
const SHORTEST: usize = 4;

/// All places of a text at which something can have happened, in text order. `home` is the country of the outlet.
pub(super) fn places(
    told: &Told,
    marks: &[EventMark],
    gazetteer: Option<&Gazetteer>,
    home: Option<&str>,
) -> Vec<(Range<usize>, Place)> {
    let text = told.layout.text;
    let named = told.cast.mentions.iter().filter(|it| it.form == Form::Name && is_place(told, it));
    let mut ranges: Vec<Range<usize>> = named.map(|it| it.bytes.clone()).collect();
    // What the model has for the place of an event and what holds a place's name: "the border between Khessar and Dorrath".
    let filled = marks.iter().flat_map(|mark| &mark.fillers).filter(|it| it.role == FillerRole::Place);
    let described =
        told.cast.mentions.iter().filter(|it| it.kind == MentionKind::Place && it.form == Form::Description);
    let named_from: BTreeSet<usize> = ranges.iter().map(|range| range.start).collect();
    let names = RangeIndex::new(ranges.iter().cloned().zip(0..));
    let holds =
        |range: &Range<usize>| names.overlapping(range).any(|(it, _)| range.start <= it.start && it.end <= range.end);
    // Of "the Velmark town of Orun" the name behind "of" is the place.
    let leads = |range: &Range<usize>| {
        named_from.range(range.end..).next().is_some_and(|&name| {
            let between = words(text, &(range.end..name.min(range.end + 8)));
            between.len() == 1 && between[0].is(&["of"])
        })
    };
    let wider = filled.map(|it| &it.bytes).chain(described.map(|it| &it.bytes)).filter(|range| !leads(range));
    ranges.extend(wider.filter(|range| holds(range)).cloned());
    ranges.extend(soil(told));
    ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
    ranges.dedup();
    let between = between(text, &ranges);
    if !between.is_empty() {
        let inner = RangeIndex::new(between.iter().cloned().zip(0..));
        ranges.retain(|range| inner.overlapping(range).next().is_none());
        ranges.extend(between);
        ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
    }
    let countries = told.cast.actors.iter().filter_map(|actor| actor.country.clone()).chain(home.map(str::to_owned));
    let context = Context { countries: countries.collect() };
    let places = gazetteer.map(|it| it.resolve(text, &ranges, &context)).unwrap_or_default();
    let (ranges, places) = with_lists(text, ranges, places);
    let may_be = |(bytes, place): &(Range<usize>, Place)| {
        (place.kind != PlaceKind::Other || place.country.is_some() || bytes.len() > 3)
            && is_located(text, bytes)
            && !describes_place(text, bytes)
            && !is_of_people(&text[bytes.clone()])
            && !is_attribute(text, bytes)
    };
    ranges.into_iter().zip(places).filter(may_be).collect()
}

/// The places with lists of countries put as one place each, which has no country and no position of its own: what happened "in Khessar,
/// Velmark and Dorrath" happened in no single one of them.
fn with_lists(text: &str, ranges: Vec<Range<usize>>, places: Vec<Place>) -> (Vec<Range<usize>>, Vec<Place>) {
    let mut out: Vec<(Range<usize>, Place)> = Vec::new();
    for (bytes, place) in ranges.into_iter().zip(places) {
        if let Some((last, known)) = out.last_mut()
            && known.kind == PlaceKind::Country
            && place.kind == PlaceKind::Country
            && last.end <= bytes.start
        {
            let joint = words(text, &(last.end..bytes.start));
            let lists = !joint.is_empty()
                && joint.len() <= 3
                && joint.iter().all(|word| word.is(&[",", "and", "or", "the"]))
                && joint[0].is(&[",", "and", "or"]);
            if lists {
                last.end = bytes.end;
                *known = Place {
                    name: text[last.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
                    country: known.country.take().filter(|it| place.country.as_ref() == Some(it)),
                    within: None,
                    latitude: None,
                    longitude: None,
                    kind: PlaceKind::Country,
                };
                continue;
            }
        }
        out.push((bytes, place));
    }
    out.into_iter().unzip()
}

/// Of a place and what holds it the narrower one is meant.
pub(super) fn breadth(kind: PlaceKind) -> usize {
    match kind {
        PlaceKind::City | PlaceKind::Other => 0,
        PlaceKind::District | PlaceKind::Water => 1,
        PlaceKind::Region => 2,
        PlaceKind::Country => 3,
    }
}

/// Whether a mention is of a place: the model's word is not enough where the actor is one who cannot be a place ("Americans").
fn is_place(told: &Told, mention: &CastMention) -> bool {
    let kind = told.kind_of(mention.actor);
    let cannot = [ActorKind::Person, ActorKind::People, ActorKind::Military, ActorKind::ArmedGroup, ActorKind::Outlet];
    mention.kind == MentionKind::Place && !kind.is_some_and(|kind| cannot.contains(&kind))
}

/// What is called by the adjective of its country: "Syrian territory".
fn soil(told: &Told) -> Vec<Range<usize>> {
    let text = told.layout.text;
    let all = words(text, &(0..text.len()));
    // The adjective of a state that no table has is told by the state's name: "Khessari" by "Khessar".
    let named = |people: &Word| {
        let names = told.cast.mentions.iter().filter(|it| it.form == Form::Name && it.bytes.len() >= SHORTEST);
        names.map(|it| &text[it.bytes.clone()]).any(|name| {
            let ending = text[people.bytes.clone()].strip_prefix(name);
            ending.is_some_and(|it| (1..=3).contains(&it.len()) && it.chars().all(char::is_lowercase))
        })
    };
    let own = |two: &[Word]| {
        let [people, soil] = two else { return None };
        let known = || is_of_people(&text[people.bytes.clone()]) || named(people);
        (people.capital && soil.is(&SOIL) && known()).then_some(people.bytes.start..soil.bytes.end)
    };
    all.windows(2).filter_map(own).collect()
}

/// Whether words are no more than the adjective of a country: "in Syrian" is cut from something longer.
fn is_of_people(words: &str) -> bool {
    look_up(words).is_some_and(|known| known.sort == Sort::Demonym)
}

/// Whether an acronym only says whose something is: "US bases".
fn is_attribute(text: &str, bytes: &Range<usize>) -> bool {
    let acronym = text[bytes.clone()].chars().all(|c| c.is_uppercase() || c == '.');
    let end = text.ceil_char_boundary(text.len().min(bytes.end + 40));
    let when = ["this", "last", "next", "early", "late", "today", "yesterday", "then", "again"];
    let noun = |word: &Word| {
        !word.is_mark() && !word.is_border() && !word.capital && !word.lower.ends_with("ed") && !word.is(&when)
    };
    acronym && words(text, &(bytes.end..end)).first().is_some_and(noun)
}

/// Words for what lies between two places.
const BORDERS: [&str; 6] = ["border", "borders", "frontier", "boundary", "line", "crossing"];

/// Places told by what lies on either side: "border between Khessar and Dorrath", from the first word to the second name.
/// `ranges` are names, in text order.
fn between(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let pair = |pair: &[Range<usize>]| {
        let [one, other] = pair else { return None };
        let joint = words(text, &(one.end..other.start));
        let joined = joint.first().is_some_and(|word| word.is(&["and"]))
            && joint.len() <= 2
            && joint[1..].iter().all(|word| word.is(&["the"]));
        let start = text.ceil_char_boundary(one.start.saturating_sub(40));
        let before = words(text, &(start..one.start));
        let mut back = before.iter().rev().filter(|word| !word.is(&["the"]));
        let (between, border) = (back.next()?, back.next()?);
        (joined && between.is(&["between"]) && border.is(&BORDERS)).then_some(border.bytes.start..other.end)
    };
    ranges.windows(2).filter_map(pair).collect()
}

/// Whether a name only says whose a place is that is named next: "the Velmark town of Orun".
fn describes_place(text: &str, bytes: &Range<usize>) -> bool {
    let end = text.ceil_char_boundary(text.len().min(bytes.end + 40));
    let behind = words(text, &(bytes.end..end));
    matches!(&behind[..], [noun, of, name, ..] if noun.is(&SETTLED) && of.is(&["of"]) && name.capital)
}

/// Nouns for places that have names.
const SETTLED: [&str; 12] = [
    "town", "city", "village", "province", "district", "region", "capital", "port", "suburb", "island", "valley",
    "area",
];

/// Whether a preposition of place stands right before, an article and up to three other words between: "against Khessar" is of no place,
/// whatever stands before.
fn is_located(text: &str, bytes: &Range<usize>) -> bool {
    let start = text.ceil_char_boundary(bytes.start.saturating_sub(60));
    let before = words(text, &(start..bytes.start));
    let near: Vec<_> = before.iter().rev().take(5).take_while(|word| !word.is(&[".", ";", "!", "?"])).collect();
    let others = ["against", "to", "with", "by", "for", "about"];
    let Some(at) = near.iter().take(4).position(|word| word.is(&LOCATIVE) || word.is(&others)) else { return false };
    // "The fighters of Khessar" are in no place by that; "the town of Orun" and "the shelling of Orun" are.
    let of_place = || near.get(at + 1).is_some_and(|noun| noun.is(&PLACES) || is_done_to(&noun.lower));
    near[at].is(&LOCATIVE) && (!near[at].is(&["of"]) || of_place())
}

/// Nouns whose "of" leads to a place.
const PLACES: [&str; 53] = [
    "garrison",
    "people",
    "town",
    "towns",
    "city",
    "cities",
    "village",
    "villages",
    "province",
    "region",
    "district",
    "area",
    "areas",
    "suburb",
    "suburbs",
    "outskirts",
    "capital",
    "port",
    "island",
    "valley",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northern",
    "southern",
    "centre",
    "center",
    "part",
    "parts",
    "countryside",
    "governorate",
    "department",
    "state",
    "municipality",
    "neighbourhood",
    "neighborhood",
    "streets",
    "coast",
    "side",
    "siege",
    "invasion",
    "market",
    "square",
    "base",
    "airport",
    "airfield",
    "hospital",
    "border",
];
