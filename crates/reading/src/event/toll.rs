//! The other numbers that a text gives for one event: "at least 58, the Observatory said … Later the ministry spoke of 72 killed".

use std::ops::Range;

use sayso_value::toll::Toll;

use super::Told;
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
pub(super) fn further<'a>(
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
        let (counted, before) = (counted(told, &toll.bytes), counted(told, &chosen.bytes));
        let whole =
            counted.as_ref().is_none_or(|noun| PEOPLE.contains(&noun.as_str()) || Some(noun) == before.as_ref());
        let number = told.layout.text[toll.bytes.clone()].chars().any(|c| c.is_ascii_digit());
        let Some(said) = told.layout.sentences.get(sentence(toll)) else { continue };
        let another = words(told.layout.text, said).iter().any(|word| word.is(&OTHERS)) || is_others(said);
        let (speaker, first) = (speaker(told, &toll.bytes), speaker(told, &chosen.bytes));
        let on_anothers_word = speaker.is_some() && speaker != first;
        if on_anothers_word
            && !another
            && number
            && whole
            && !same(chosen)
            && !out.iter().any(same)
            && sentence(toll) != sentence(chosen)
        {
            out.push(toll.clone());
        }
    }
    out
}

/// Who says what stands at a place: the actor, or the words of the source of whom nobody knows more.
fn speaker(told: &Told, place: &Range<usize>) -> Option<(Option<usize>, Option<Range<usize>>)> {
    let holds =
        |number: &usize| told.found[*number].content.iter().any(|it| it.start <= place.start && place.end <= it.end);
    let all: Vec<usize> = (0..told.found.len()).filter(holds).collect();
    let number = told.innermost(all.iter())?;
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
