//! Where and when an event is said to have happened, and how many were killed and injured.
//!
//! All places of a document are looked up together, since they tell each other what they mean. An event takes the place, the time and
//! the numbers that stand nearest to its triggers in their sentences; what stands nowhere near stays unknown.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EventMark, FillerRole, Form, MentionKind};
use sayso_value::place::{Context, Gazetteer, Place, PlaceKind};
use sayso_value::time::{TimeExpression, TimeKind, times};
use sayso_value::toll::{Casualty, Toll, tolls};

use super::complement::{is_done_to, is_result};
use super::kind::is_verbal;
use super::telling::names_by_day;
use super::toll::further;
use super::{CastEvent, CastRole, Told};
use crate::cast::CastMention;
use crate::contract::{ActorKind, EventType, Role};
use crate::layout::Layout;
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

/// Verbs by which a number of dead is told anew, and the nouns for that number.
const COUNTING: [&str; 8] = ["raised", "revised", "lifted", "lowered", "updated", "put", "increased", "corrected"];
const COUNTS: [&str; 6] = ["toll", "number", "count", "figure", "tally", "total"];

/// What a document says of places, times and casualties.
pub(crate) struct Settings {
    places: Vec<(Range<usize>, Place)>,
    times: Vec<TimeExpression>,
    tolls: Vec<Toll>,
}

/// Where, when and how many.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Setting {
    pub(crate) place: Option<(Range<usize>, Place)>,
    pub(crate) time: Option<TimeExpression>,
    pub(crate) killed: Option<Toll>,
    pub(crate) injured: Option<Toll>,
    /// Other numbers that the text gives for it.
    pub(crate) further: Vec<Toll>,
}

impl Setting {
    /// Takes from another telling what is not known yet.
    pub(super) fn take(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        self.time = self.time.take().or(other.time);
        self.killed = self.killed.take().or(other.killed);
        self.injured = self.injured.take().or(other.injured);
    }
}

impl Settings {
    /// `published` is the date of publication, `home` the country of the outlet.
    pub(crate) fn new(
        told: &Told,
        marks: &[EventMark],
        gazetteer: Option<&Gazetteer>,
        published: Option<&str>,
        home: Option<&str>,
    ) -> Self {
        let text = told.layout.text;
        let named = told.cast.mentions.iter().filter(|it| it.form == Form::Name && is_place(told, it));
        let mut ranges: Vec<Range<usize>> = named.map(|it| it.bytes.clone()).collect();
        // What the model has for the place of an event and what holds a place's name: "the border between Khessar and Dorrath".
        let filled = marks.iter().flat_map(|mark| &mark.fillers).filter(|it| it.role == FillerRole::Place);
        let described =
            told.cast.mentions.iter().filter(|it| it.kind == MentionKind::Place && it.form == Form::Description);
        let named_from: BTreeSet<usize> = ranges.iter().map(|range| range.start).collect();
        let names = RangeIndex::new(ranges.iter().cloned().zip(0..));
        let holds = |range: &Range<usize>| {
            names.overlapping(range).any(|(it, _)| range.start <= it.start && it.end <= range.end)
        };
        // Of "the Velmark town of Orun" the name behind "of" is the place.
        let leads = |range: &Range<usize>| {
            named_from.range(range.end..).next().is_some_and(|&name| {
                let between = words(text, &(range.end..name.min(range.end + 8)));
                between.len() == 1 && between[0].is(&["of"])
            })
        };
        let wider = filled.map(|it| &it.bytes).chain(described.map(|it| &it.bytes)).filter(|range| !leads(range));
        ranges.extend(wider.filter(|range| holds(range)).cloned());
        ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
        ranges.dedup();
        let between = between(text, &ranges);
        if !between.is_empty() {
            let inner = RangeIndex::new(between.iter().cloned().zip(0..));
            ranges.retain(|range| inner.overlapping(range).next().is_none());
            ranges.extend(between);
            ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
        }
        let countries =
            told.cast.actors.iter().filter_map(|actor| actor.country.clone()).chain(home.map(str::to_owned));
        let context = Context { countries: countries.collect() };
        let places = gazetteer.map(|it| it.resolve(text, &ranges, &context)).unwrap_or_default();
        let (ranges, places) = with_lists(text, ranges, places);
        let published = published.and_then(|it| it.get(..10)).and_then(|it| it.parse().ok());
        let may_be = |(bytes, place): &(Range<usize>, Place)| {
            (place.kind != PlaceKind::Other || place.country.is_some() || bytes.len() > 3)
                && is_located(text, bytes)
                && !describes_place(text, bytes)
                && !is_of_people(&text[bytes.clone()])
                && !is_attribute(text, bytes)
        };
        // A day whose year nothing tells keeps its words.
        let dated = |it: &TimeExpression| is_dated(it) || matches!(it.kind, TimeKind::Day | TimeKind::Period);
        Self {
            places: ranges.into_iter().zip(places).filter(may_be).collect(),
            times: times(text, published).into_iter().filter(dated).collect(),
            tolls: tolls(text),
        }
    }

    /// The setting of one event. `triggers` are those of all events, in any order: what stands in the words of another is not of this one.
    pub(crate) fn of(&self, told: &Told, event: &CastEvent, triggers: &[Range<usize>]) -> Setting {
        let near = Near::new(told.layout, event);
        let sentences = &near.sentences;
        let other =
            |it: &&Range<usize>| sentences.contains(&told.layout.sentence_of(it.start)) && !event.triggers.contains(it);
        let others: Vec<&Range<usize>> = triggers.iter().filter(other).collect();
        let meets = |anchor: &Range<usize>| others.iter().any(|it| it.start < anchor.end && anchor.start < it.end);
        let place = near
            .of(&self.places, |(bytes, _)| bytes)
            .filter(|(_, (bytes, place))| {
                !takes_part(event, bytes, place.kind) && !is_anothers(told.layout.text, event, bytes, &others)
            })
            .filter(|(distance, (bytes, _))| {
                let behind = event.triggers.iter().any(|trigger| trigger.end <= bytes.start);
                !is_verbal(event.event_type) || behind && *distance < 60
            })
            .min_by_key(|(distance, (bytes, place))| (*distance / 60, breadth(place.kind), *distance, bytes.start))
            .map(|(_, it)| it.clone());
        let own = |it: &(usize, &TimeExpression)| is_own(told, event, &it.1.bytes, &others);
        let time = near.of(&self.times, |it| &it.bytes).filter(own);
        let time = time.min_by_key(|(distance, it)| (!is_dated(it), *distance)).map(|(_, it)| it.clone());
        let counts = event.event_type == EventType::Assault || event.incident.is_some();
        let toll = |what: Casualty| {
            let mine = near
                .of(&self.tolls, |it| &it.anchor)
                .filter(|(_, toll)| counts && toll.what == what && !meets(&toll.anchor));
            // A number belongs to the event whose word says "killed", else to the event of its sentence.
            let says = |anchor: &Range<usize>| {
                event.triggers.iter().any(|trigger| trigger.start < anchor.end && anchor.start < trigger.end)
            };
            mine.min_by_key(|(distance, toll)| if says(&toll.anchor) { (0, 0) } else { (1, *distance) })
                .map(|(_, toll)| toll.clone())
        };
        let (killed, injured) = (toll(Casualty::Killed), toll(Casualty::Injured));
        let tolls = near.of(&self.tolls, |it| &it.anchor).map(|(_, toll)| toll);
        let tolls = tolls.filter(|toll| {
            let own = |trigger: &Range<usize>| trigger.start < toll.anchor.end && toll.anchor.start < trigger.end;
            counts && event.triggers.iter().any(own)
        });
        let day = time.as_ref().map(|it| (it.start, it.end));
        let is_others = |sentence: &Range<usize>| {
            let inside =
                self.times.iter().filter(|it| sentence.start <= it.bytes.start && it.bytes.end <= sentence.end);
            inside.filter(|it| is_dated(it)).any(|it| day.is_some_and(|day| day != (it.start, it.end)))
        };
        let further = further(told, tolls, [killed.as_ref(), injured.as_ref()], is_others);
        Setting { place, time, killed, injured, further }
    }
}

fn is_dated(time: &TimeExpression) -> bool {
    time.start.is_some() || time.end.is_some()
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

/// The sentences of an event's triggers, and how far what stands in them lies from the triggers.
struct Near<'a> {
    layout: &'a Layout<'a>,
    event: &'a CastEvent,
    /// Numbers of the sentences, in text order, each once.
    sentences: Vec<usize>,
}

impl<'a> Near<'a> {
    fn new(layout: &'a Layout<'a>, event: &'a CastEvent) -> Self {
        let mut sentences: Vec<usize> =
            event.triggers.iter().map(|trigger| layout.sentence_of(trigger.start)).collect();
        sentences.dedup();
        Self { layout, event, sentences }
    }

    /// Those of `all`, which stand in text order, that begin in a sentence of the event, with their distances.
    fn of<T>(&self, all: &'a [T], bytes: impl Fn(&T) -> &Range<usize> + Copy) -> impl Iterator<Item = (usize, &'a T)> {
        self.sentences.iter().flat_map(move |&sentence| {
            let sentence_of = |it: &T| self.layout.sentence_of(bytes(it).start);
            let low = all.partition_point(|it| sentence_of(it) < sentence);
            let high = low + all[low..].partition_point(|it| sentence_of(it) == sentence);
            all[low..high].iter().filter_map(move |it| Some((self.distance(bytes(it), sentence)?, it)))
        })
    }

    /// Bytes to the nearest trigger of the sentence; what stands behind a trigger is nearer.
    fn distance(&self, bytes: &Range<usize>, sentence: usize) -> Option<usize> {
        let own = self.event.triggers.iter().filter(|trigger| self.layout.sentence_of(trigger.start) == sentence);
        // A quotation is one sentence here, however many are in it.
        let text = self.layout.text;
        let near =
            own.filter(|trigger| !ends_sentence(text, trigger.end.min(bytes.end)..trigger.start.max(bytes.start)));
        near.map(|trigger| match bytes.start >= trigger.end {
            true => bytes.start - trigger.end,
            false => 2 * trigger.start.saturating_sub(bytes.end) + 20,
        })
        .min()
    }
}

/// Whether a sentence ends between two words: a point behind a word of some letters, and a capital.
fn ends_sentence(text: &str, between: Range<usize>) -> bool {
    let between = words(text, &between);
    between.windows(3).any(|three| {
        let [before, point, after] = three else { return false };
        before.lower.len() > 3 && point.is(&[".", "?", "!"]) && (after.capital || after.is_quotation_mark())
    })
}

/// Whether a mention is of a place: the model's word is not enough where the actor is one who cannot be a place ("Americans").
fn is_place(told: &Told, mention: &CastMention) -> bool {
    let kind = told.kind_of(mention.actor);
    let cannot = [ActorKind::Person, ActorKind::People, ActorKind::Military, ActorKind::ArmedGroup, ActorKind::Outlet];
    mention.kind == MentionKind::Place && !kind.is_some_and(|kind| cannot.contains(&kind))
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

/// Of a place and what holds it the narrower one is meant.
fn breadth(kind: PlaceKind) -> usize {
    match kind {
        PlaceKind::City | PlaceKind::Other => 0,
        PlaceKind::District | PlaceKind::Water => 1,
        PlaceKind::Region => 2,
        PlaceKind::Country => 3,
    }
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

/// Whether something stands behind the word of another event and before all of this one's in its sentence: "attacks in Velmark followed the
/// massacre".
fn is_anothers(text: &str, event: &CastEvent, bytes: &Range<usize>, others: &[&Range<usize>]) -> bool {
    // What a deed did happened where and when the deed was done.
    if event.triggers.iter().all(|it| is_result(&text[it.clone()].to_lowercase())) {
        return false;
    }
    let Some(last) = others.iter().filter(|it| it.end <= bytes.start).max_by_key(|it| it.start) else { return false };
    let clause_begins =
        || words(text, &(last.end..bytes.start)).iter().any(|word| word.is(&["while", "when", "where", "as"]));
    !event.triggers.iter().any(|it| it.end <= bytes.start && it.start + 240 > last.start) && !clause_begins()
}

/// Words behind which a day is that of something else: "following the Monday talks".
const OTHER_DAYS: [&str; 6] = ["following", "after", "before", "since", "until", "aftermath"];

/// Verbs whose day is when something was made known.
const PUBLISHED: [&str; 10] = [
    "published",
    "republished",
    "released",
    "issued",
    "aired",
    "broadcast",
    "posted",
    "announced",
    "printed",
    "reported",
];

/// Whether a day can be that of the event: not of what it followed ("in the aftermath of October 7"), unless it stands in the event's own
/// phrase ("the October 7 massacre"), and not of when somebody told of it ("announced on Sunday that …").
fn is_own(told: &Told, event: &CastEvent, day: &Range<usize>, others: &[&Range<usize>]) -> bool {
    let text = told.layout.text;
    let phrase = |trigger: &Range<usize>| {
        day.end <= trigger.start && {
            // From the day on, by whose letters the "'s" of "Friday's" is told from a mark.
            let between = words(text, &(day.start..trigger.start));
            let between = &between[between.partition_point(|word| word.bytes.start < day.end)..];
            between.len() <= 3 && !between.iter().any(|word| word.is_mark() || word.is_border())
        }
    };
    if event.triggers.iter().any(phrase) {
        return true;
    }
    let before = words(text, &(told.layout.sentence_start(day.start)..day.start));
    let clause = before.iter().rev().take(5).take_while(|word| !word.is_mark());
    let published = clause.clone().any(|word| word.is(&PUBLISHED));
    if is_anothers(text, event, day, others)
        || others.iter().any(|it| names_by_day(text, day, it))
        || published && !clause.clone().any(|word| event.triggers.contains(&word.bytes))
    {
        return false;
    }
    // "The ministry raised the toll to 14 on Monday": the day of the counting.
    let counts = before.iter().rposition(|word| word.is(&COUNTING));
    if counts.is_some_and(|at| before[at + 1..].iter().take(4).any(|word| word.is(&COUNTS))) {
        return false;
    }
    let back = before.iter().rev().take(3).find(|word| !word.is(&["the", "of", "a"]));
    if back.is_some_and(|word| word.is(&OTHER_DAYS)) {
        return false;
    }
    // "Killed since the truce collapsed on Monday": the day on which something began that is told before it.
    let since = before.iter().rev().take_while(|word| !word.is_mark()).find(|word| word.is(&["since", "until"]));
    let is_before = |trigger: &Range<usize>| since.is_some_and(|word| trigger.end <= word.bytes.start);
    if since.is_some() && event.triggers.iter().filter(|trigger| trigger.end <= day.start).all(is_before) {
        return false;
    }
    let sentence = told.layout.sentence_of(day.start);
    let own = event.triggers.iter().filter(|trigger| told.layout.sentence_of(trigger.start) == sentence);
    let tells = |trigger: &Range<usize>| {
        event.said_in.iter().any(|&number| {
            let found = &told.found[number];
            let holds =
                |range: &Range<usize>| found.content.iter().any(|it| it.start < range.end && range.start < it.end);
            holds(trigger) && !holds(day) && found.cue.iter().any(|cue| told.layout.sentence_of(cue.start) == sentence)
        })
    };
    !own.clone().all(tells)
}

/// Whether the words name one who takes part: a country that acts or is struck is no place, a village that is struck is one.
fn takes_part(event: &CastEvent, bytes: &Range<usize>, kind: PlaceKind) -> bool {
    let part = |role: &CastRole| kind == PlaceKind::Country || Role::DOERS.contains(&role.role);
    event.roles.iter().any(|role| role.bytes == *bytes && part(role))
}
