//! Where and when an event is said to have happened, and how many were killed and injured.
//!
//! All places of a document are looked up together, since they tell each other what they mean. An event takes the place, the time and
//! the numbers that stand nearest to its triggers in their sentences; what stands nowhere near stays unknown.

use std::ops::Range;

use sayso_model::{EventMark, FillerRole, Form, MentionKind};
use sayso_value::place::{Context, Gazetteer, Place, PlaceKind};
use sayso_value::time::{TimeExpression, times};
use sayso_value::toll::{Casualty, Toll, tolls};

use super::{CastEvent, Told};
use crate::contract::EventType;
use crate::word::words;

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
        let named = told.cast.mentions.iter().filter(|it| it.kind == MentionKind::Place && it.form == Form::Name);
        let mut ranges: Vec<Range<usize>> = named.map(|it| it.bytes.clone()).collect();
        // What the model has for the place of an event and what holds a place's name: "the border between Khessar and Dorrath".
        let filled = marks.iter().flat_map(|mark| &mark.fillers).filter(|it| it.role == FillerRole::Place);
        let described =
            told.cast.mentions.iter().filter(|it| it.kind == MentionKind::Place && it.form == Form::Description);
        let wider: Vec<Range<usize>> =
            filled.map(|it| it.bytes.clone()).chain(described.map(|it| it.bytes.clone())).collect();
        let holds = |range: &&Range<usize>| ranges.iter().any(|it| range.start <= it.start && it.end <= range.end);
        let wider: Vec<Range<usize>> = wider.iter().filter(holds).cloned().collect();
        ranges.extend(wider);
        ranges.sort_by_key(|range| (range.start, usize::MAX - range.end));
        ranges.dedup();
        let countries =
            told.cast.actors.iter().filter_map(|actor| actor.country.clone()).chain(home.map(str::to_owned));
        let context = Context { countries: countries.collect() };
        let places = gazetteer.map(|it| it.resolve(text, &ranges, &context)).unwrap_or_default();
        let published = published.and_then(|it| it.get(..10)).and_then(|it| it.parse().ok());
        Self { places: ranges.into_iter().zip(places).collect(), times: times(text, published), tolls: tolls(text) }
    }

    /// The setting of one event.
    pub(crate) fn of(&self, told: &Told, event: &CastEvent) -> Setting {
        let sentences = &told.layout.sentences;
        let sentence_of = |place: usize| sentences.partition_point(|sentence| sentence.end <= place);
        let held: Vec<usize> = event.triggers.iter().map(|trigger| sentence_of(trigger.start)).collect();
        // How far a place lies from the triggers of its sentence; what stands behind a trigger is nearer.
        let distance = |bytes: &Range<usize>| -> Option<usize> {
            let sentence = sentence_of(bytes.start);
            let own = event.triggers.iter().zip(&held).filter(|(_, held)| **held == sentence);
            own.map(|(trigger, _)| match bytes.start >= trigger.end {
                true => bytes.start - trigger.end,
                false => 2 * (trigger.start.saturating_sub(bytes.end)) + 20,
            })
            .min()
        };
        let place = self
            .places
            .iter()
            .filter(|(bytes, place)| place.kind != PlaceKind::Other || place.country.is_some() || bytes.len() > 3)
            .filter(|(bytes, _)| is_located(told.layout.text, bytes) && !takes_part(event, bytes))
            .filter_map(|it| Some((distance(&it.0)?, it)))
            .min_by_key(|(distance, (bytes, place))| (*distance / 60, breadth(place.kind), *distance, bytes.start))
            .map(|(_, it)| it.clone());
        let time = self.times.iter().filter(|it| it.start.is_some() || it.end.is_some());
        let time = time.filter_map(|it| Some((distance(&it.bytes)?, it))).min_by_key(|it| it.0).map(|it| it.1.clone());
        let counts = event.event_type == EventType::Assault || event.incident.is_some();
        let toll = |what: Casualty| {
            let mine = self.tolls.iter().filter(|toll| counts && toll.what == what);
            // A number belongs to the event whose word says "killed", else to the event of its sentence.
            let direct = |toll: &&Toll| {
                event.triggers.iter().any(|trigger| trigger.start < toll.anchor.end && toll.anchor.start < trigger.end)
            };
            mine.clone().find(direct).or_else(|| {
                mine.filter_map(|toll| Some((distance(&toll.anchor)?, toll))).min_by_key(|it| it.0).map(|it| it.1)
            })
        };
        let (killed, injured) = (toll(Casualty::Killed).cloned(), toll(Casualty::Injured).cloned());
        Setting { place, time, killed, injured }
    }
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

/// Whether a preposition of place stands right before, an article and up to three other words between.
fn is_located(text: &str, bytes: &Range<usize>) -> bool {
    let mut start = bytes.start.saturating_sub(60);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = words(text, &(start..bytes.start));
    let near = before.iter().rev().take(4).take_while(|word| !word.is(&[".", ";", "!", "?"]));
    near.into_iter().any(|word| word.is(&LOCATIVE))
}

/// Whether the words name one who takes part: a country that acts is no place.
fn takes_part(event: &CastEvent, bytes: &Range<usize>) -> bool {
    event.roles.iter().any(|role| role.bytes == *bytes)
}
