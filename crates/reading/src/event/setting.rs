//! Where and when an event is said to have happened, and how many were killed and injured.
//!
//! All places of a document are looked up together, since they tell each other what they mean. An event takes the place, the time and
//! the numbers that stand nearest to its triggers in their sentences; what stands nowhere near stays unknown.

use std::ops::Range;

use sayso_model::EventMark;
use sayso_value::place::{Gazetteer, Place, PlaceKind, distance_km};
use sayso_value::time::{TimeExpression, TimeKind, times};
use sayso_value::toll::{Casualty, Toll, tolls};

use super::complement::is_result;
use super::further::{further_places, further_tolls};
use super::kind::is_verbal;
use super::place::{breadth, places};
use super::telling::names_by_day;
use super::{CastEvent, CastRole, Told};
use crate::contract::{EventType, Role};
use crate::dateline::in_dateline;
use crate::layout::Layout;
use crate::word::words;

/// Verbs by which a number of dead is told anew, and the nouns for that number.
const COUNTING: [&str; 8] = ["raised", "revised", "lifted", "lowered", "updated", "put", "increased", "corrected"];
const COUNTS: [&str; 6] = ["toll", "number", "count", "figure", "tally", "total"];

/// What a sentence tells of a place so far from that of an event is of another.
const ELSEWHERE_KM: f64 = 60.0;

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
    /// Other places that the text gives for it, each in a statement of its own.
    pub(crate) further_places: Vec<(Range<usize>, Place)>,
    /// Other numbers that the text gives for it.
    pub(crate) further_tolls: Vec<Toll>,
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
        let published = published.and_then(|it| it.get(..10)).and_then(|it| it.parse().ok());
        // A day whose year nothing tells keeps its words.
        let dated = |it: &TimeExpression| is_dated(it) || matches!(it.kind, TimeKind::Day | TimeKind::Period);
        Self {
            places: places(told, marks, gazetteer, home),
            times: times(text, published)
                .into_iter()
                .filter(dated)
                .filter(|it| !in_dateline(text, &it.bytes))
                .collect(),
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
        let fits = |(distance, (bytes, place)): &(usize, &(Range<usize>, Place))| {
            let behind = event.triggers.iter().any(|trigger| trigger.end <= bytes.start);
            !takes_part(event, bytes, place.kind)
                && !is_anothers(told.layout.text, event, bytes, &others)
                && (!is_verbal(event.event_type) || behind && *distance < 60)
        };
        let places: Vec<_> = near.of(&self.places, |(bytes, _)| bytes).filter(fits).collect();
        let rank = |(distance, (bytes, place)): &(usize, &(Range<usize>, Place))| {
            (*distance / 60, breadth(place.kind), *distance, bytes.start)
        };
        let place = places.iter().min_by_key(|it| rank(it)).map(|(_, it)| (*it).clone());
        let further_places = further_places(told, event, places.into_iter().map(|(_, it)| it), place.as_ref());
        let own = |it: &(usize, &TimeExpression)| is_own(told, event, &it.1.bytes, &others);
        let time = near.of(&self.times, |it| &it.bytes).filter(own);
        let time = time.min_by_key(|(distance, it)| (!is_dated(it), *distance)).map(|(_, it)| it.clone());
        let counts = event.event_type == EventType::Assault || event.incident.is_some();
        // A number belongs to the event whose word says "killed", else to the event of its sentence.
        let says = |anchor: &Range<usize>| {
            event.triggers.iter().any(|trigger| trigger.start < anchor.end && anchor.start < trigger.end)
        };
        let toll = |what: Casualty| {
            let mine = near
                .of(&self.tolls, |it| &it.anchor)
                .filter(|(_, toll)| counts && toll.what == what && !meets(&toll.anchor));
            mine.min_by_key(|(distance, toll)| if says(&toll.anchor) { (0, 0) } else { (1, *distance) })
                .map(|(_, toll)| toll.clone())
        };
        let (killed, injured) = (toll(Casualty::Killed), toll(Casualty::Injured));
        let tolls = near.of(&self.tolls, |it| &it.anchor).map(|(_, toll)| toll);
        let tolls = tolls.filter(|toll| counts && says(&toll.anchor));
        let day = time.as_ref().map(|it| (it.start, it.end));
        let is_others = |sentence: &Range<usize>| {
            let inside =
                self.times.iter().filter(|it| sentence.start <= it.bytes.start && it.bytes.end <= sentence.end);
            let elsewhere = |(bytes, it): &(Range<usize>, Place)| {
                let here = place.as_ref().and_then(|(_, it)| it.position());
                sentence.start <= bytes.start
                    && bytes.end <= sentence.end
                    && breadth(it.kind) < breadth(PlaceKind::Country)
                    && here.zip(it.position()).is_some_and(|(here, there)| distance_km(here, there) > ELSEWHERE_KM)
            };
            inside.filter(|it| is_dated(it)).any(|it| day.is_some_and(|day| day != (it.start, it.end)))
                || self.places.iter().any(elsewhere)
        };
        let further_tolls = further_tolls(told, tolls, [killed.as_ref(), injured.as_ref()], is_others);
        Setting { place, time, killed, injured, further_places, further_tolls }
    }
}

fn is_dated(time: &TimeExpression) -> bool {
    time.start.is_some() || time.end.is_some()
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
