//! The other places and numbers that a text gives for one event: "the army put it in Khessar … Dorrath insisted that it was on its own soil";
//! "at least 58, the Observatory said … Later the ministry spoke of 72 killed".

use std::ops::Range;

use sayso_value::place::Place;
use sayso_value::toll::Toll;

use super::place::breadth;
use super::{CastEvent, Told};
use crate::contract::Stance;
use crate::word::{Word, words};

/// Nouns for all who were killed or hurt: what else is counted may be a part of them.
const PEOPLE: [&str; 10] =
    ["people", "persons", "person", "civilians", "civilian", "lives", "dead", "deaths", "victims", "casualties"];
/// Words between a number and the noun that it counts, at most.
const PHRASE: usize = 3;

/// Words by which a sentence tells of another deed, or of several.
const OTHERS: [&str; 14] = [
    "other",
    "others",
    "another",
    "more",
    "further",
    "similar",
    "separate",
    "second",
    "since",
    "war",
    "earlier",
    "previous",
    "previously",
    "also",
];

/// Of `tolls`, which the event's own words tell, those that another says than says the `first` ones, each value once: in a sentence of
/// their own that tells of no other deed or day (`is_others`), and of all who were hurt, or of the same people where they say of whom.
pub(super) fn further_tolls<'a>(
    told: &Told,
    tolls: impl Iterator<Item = &'a Toll>,
    first: [Option<&Toll>; 2],
    is_others: impl Fn(&Range<usize>) -> bool,
) -> Vec<Toll> {
    let mut out: Vec<Toll> = Vec::new();
    let mut sorted: Vec<&Toll> = tolls.collect();
    sorted.sort_by_key(|toll| toll.bytes.start);
    for toll in sorted {
        let Some(chosen) = first.into_iter().flatten().find(|it| it.what == toll.what) else { continue };
        let same = |it: &Toll| it.what == toll.what && (it.low, it.high) == (toll.low, toll.high);
        let sentence = |it: &Toll| told.layout.sentence_of(it.bytes.start);
        let whole = || {
            let (counted, before) = (counted(told, &toll.bytes), counted(told, &chosen.bytes));
            counted.as_ref().is_none_or(|noun| PEOPLE.contains(&noun.as_str()) || Some(noun) == before.as_ref())
        };
        let number = || told.layout.text[toll.bytes.clone()].chars().any(|c| c.is_ascii_digit());
        let another = || {
            let said = told.layout.sentences.get(sentence(toll));
            said.is_none_or(|said| words(told.layout.text, said).iter().any(|word| word.is(&OTHERS)) || is_others(said))
        };
        let on_anothers_word = || {
            let speaker = speaker(told, &toll.bytes);
            speaker.is_some() && speaker != self::speaker(told, &chosen.bytes)
        };
        // What takes longest to know is asked last.
        if !same(chosen)
            && !out.iter().any(same)
            && sentence(toll) != sentence(chosen)
            && number()
            && whole()
            && !another()
            && on_anothers_word()
        {
            out.push(toll.clone());
        }
    }
    out
}

/// Bytes between a trigger and a place behind it, at most.
const BEHIND: usize = 60;

/// Verbs that say of a deed where it was done: "the attack occurred on Khessar's side", "the strikes were in Dorrath".
const DONE: [&str; 12] =
    ["occurred", "happened", "took", "was", "were", "been", "hit", "struck", "landed", "came", "targeted", "unfolded"];

/// Of `places` that can be the event's those that a statement of their own gives it ("Dorrath insisted that the attack occurred on its soil"),
/// another than that of the `first` one. What only holds the first one is no other place.
pub(super) fn further_places<'a>(
    told: &Told,
    event: &CastEvent,
    places: impl Iterator<Item = &'a (Range<usize>, Place)>,
    first: Option<&(Range<usize>, Place)>,
) -> Vec<(Range<usize>, Place)> {
    let Some(first) = first else { return Vec::new() };
    let mut out: Vec<(Range<usize>, Place)> = Vec::new();
    let mut all: Vec<&(Range<usize>, Place)> = places.collect();
    all.sort_by_key(|(bytes, _)| (bytes.start, usize::MAX - bytes.end));
    for (bytes, place) in all {
        let near = event.triggers.iter().filter(|it| it.end <= bytes.start && bytes.start - it.end < BEHIND);
        let Some(trigger) = near.max_by_key(|it| it.end).filter(|it| is_done_at(told, it, bytes)) else { continue };
        let known = |it: &(Range<usize>, Place)| {
            it.1.name == place.name || holds(place, &it.1) || bytes.start < it.0.end && it.0.start < bytes.end
        };
        if known(first) || out.iter().any(known) {
            continue;
        }
        let Some(statement) = statement_of(told, bytes) else { continue };
        let inside = told.found[statement].content.iter().any(|it| it.start <= trigger.start && bytes.end <= it.end);
        let denied = told.judged[statement].stance == Stance::Denies;
        if inside && !denied && statement_of(told, &first.0) != Some(statement) {
            out.push((bytes.clone(), place.clone()));
        }
    }
    out
}

/// Whether a clause says of a deed that it was done at a place.
fn is_done_at(told: &Told, trigger: &Range<usize>, place: &Range<usize>) -> bool {
    let between = words(told.layout.text, &(trigger.end..place.start));
    let Some(verb) = between.iter().position(|word| word.is(&DONE)) else { return false };
    verb < 4
        && between.len() - verb < 7
        && !between.iter().any(|word| word.is_mark() || word.is(&["by", "who", "which", "that"]))
}

/// Whether a place is wider than another and can hold it.
fn holds(place: &Place, other: &Place) -> bool {
    place.country.is_some() && place.country == other.country && breadth(place.kind) > breadth(other.kind)
}

/// The innermost statement in whose content something stands.
fn statement_of(told: &Told, place: &Range<usize>) -> Option<usize> {
    let holds =
        |number: &usize| told.found[*number].content.iter().any(|it| it.start <= place.start && place.end <= it.end);
    let all: Vec<usize> = (0..told.found.len()).filter(holds).collect();
    told.innermost(all.iter())
}

/// Who says what stands at a place: the actor, or the words of the source of whom nobody knows more.
fn speaker(told: &Told, place: &Range<usize>) -> Option<(Option<usize>, Option<Range<usize>>)> {
    let number = statement_of(told, place)?;
    let actor = told.sources[number].actor;
    let source = told.found[number].source.first().cloned();
    (actor.is_some() || source.is_some()).then_some((actor, source.filter(|_| actor.is_none())))
}

/// The noun that stands behind a number, in small letters; none where a verb or a mark follows.
fn counted(told: &Told, number: &Range<usize>) -> Option<String> {
    let end = told.layout.sentences.get(told.layout.sentence_of(number.start))?.end;
    let behind = words(told.layout.text, &(number.end..end.max(number.end)));
    let part = |word: &&Word| !word.is_mark() && !word.is_border() && !word.lower.ends_with("ed");
    let phrase: Vec<&Word> = behind.iter().take(PHRASE).take_while(part).collect();
    phrase
        .iter()
        .rev()
        .find(|word| PEOPLE.contains(&word.lower.as_str()))
        .or(phrase.last())
        .map(|word| word.lower.clone())
}
