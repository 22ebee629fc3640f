//! Which of the events found are one happening, told of with several words.
//!
//! The model groups the triggers of armed incidents; for all others the words decide: what an attack did ("killed", "wounded") belongs to
//! the attack of its sentence, "the attack" to one told of before, and "another", "the fourth" to none.

use std::ops::Range;

use super::kind::is_verbal;
use super::{CastEvent, Told};
use crate::contract::{EventType, Role, Stage};
use crate::word::words;

/// An event is looked for so many sentences back at most.
const BACK: usize = 14;

/// What an assault did, as opposed to the assault.
const RESULTS: [&str; 18] = [
    "kill", "wound", "injur", "die", "dead", "death", "hurt", "maim", "destroy", "damag", "casualt", "fatal", "toll",
    "slain", "slay", "perish", "burn", "harm",
];
/// Words before a trigger that tell of one known already …
const DEFINITE: [&str; 9] = ["the", "this", "that", "these", "those", "his", "its", "their", "'s"];
/// … and those that tell of a further one.
const FURTHER: [&str; 22] = [
    "another", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "separate", "new",
    "other", "similar", "previous", "earlier", "last", "further", "more", "first", "any", "such",
];

/// The events with those that are one made one, in the order of their first triggers.
pub(super) fn merge(told: &Told, events: Vec<CastEvent>) -> Vec<CastEvent> {
    let mut out: Vec<CastEvent> = Vec::new();
    for event in events {
        // Nearest first: news goes on with what it told of last.
        let found = Telling::new(told, &event)
            .and_then(|telling| (0..out.len()).rev().take(40).find(|&number| telling.is_of(told, &out[number])));
        match found {
            Some(number) => join(&mut out[number], event),
            None => out.push(event),
        }
    }
    out.sort_by_key(|event| event.triggers[0].start);
    out
}

/// An event that may be one told of before, with what its own words say.
struct Telling<'a> {
    event: &'a CastEvent,
    sentence: usize,
    stem: String,
    is_result: bool,
    /// Whether its words point to one known already.
    definite: bool,
}

impl<'a> Telling<'a> {
    /// `None` for what is an event by itself: a deed of words, or one that the text calls a further one.
    fn new(told: &Told, event: &'a CastEvent) -> Option<Self> {
        if is_verbal(event.event_type) {
            return None;
        }
        let (text, first) = (told.layout.text, &event.triggers[0]);
        let leading = leading_words(told, first);
        let has = |words: &[&str]| leading.iter().any(|word| words.contains(&word.as_str()));
        (!has(&FURTHER)).then(|| Self {
            event,
            sentence: told.layout.sentence_of(first.start),
            stem: stem(text, first),
            is_result: is_result(text, &event.triggers),
            definite: has(&DEFINITE) && is_noun(text, first),
        })
    }

    fn is_of(&self, told: &Told, before: &CastEvent) -> bool {
        let (event, text) = (self.event, told.layout.text);
        // Where the model sees two incidents there are two.
        if before.event_type != event.event_type || before.incident.is_some() && event.incident.is_some() {
            return false;
        }
        let result = self.is_result || is_result(text, &before.triggers);
        let modes_differ = !result && matches!((before.mode, event.mode), (Some(one), Some(other)) if one != other);
        if modes_differ || conflict(before, event) || stages_differ(before.stage, event.stage) {
            return false;
        }
        let back = |trigger: &Range<usize>| self.sentence.saturating_sub(told.layout.sentence_of(trigger.start));
        let Some(near) = before.triggers.iter().map(back).min().filter(|&near| near <= BACK) else { return false };
        if near == 0 && event.event_type == EventType::Assault && result {
            return true;
        }
        let shares = before.roles.iter().any(|one| {
            one.actor.is_some() && event.roles.iter().any(|other| other.role == one.role && other.actor == one.actor)
        });
        let same_word = before.triggers.iter().any(|trigger| stem(text, trigger) == self.stem);
        self.definite && (same_word || near <= 3 || shares) || shares && same_word && near <= 3
    }
}

/// Takes in what another telling of the event says.
fn join(event: &mut CastEvent, other: CastEvent) {
    event.triggers.extend(other.triggers);
    event.triggers.sort_by_key(|trigger| trigger.start);
    event.said_in.extend(other.said_in);
    event.said_in.sort_unstable();
    event.said_in.dedup();
    event.mode = event.mode.or(other.mode);
    event.incident = event.incident.or(other.incident);
    if event.stage != Stage::Accomplished && other.stage == Stage::Accomplished {
        event.stage = Stage::Accomplished;
    }
    for role in other.roles {
        let known = event.roles.iter().any(|it| {
            it.bytes.start < role.bytes.end && role.bytes.start < it.bytes.end
                || it.role == role.role && it.actor.is_some() && it.actor == role.actor
        });
        if !known {
            event.roles.push(role);
        }
    }
    event.roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
}

/// Whether both name who did or suffered it, and not one of them is the same.
fn conflict(one: &CastEvent, other: &CastEvent) -> bool {
    let actors = |event: &CastEvent, roles: &[Role]| -> Vec<usize> {
        event.roles.iter().filter(|it| roles.contains(&it.role)).filter_map(|it| it.actor).collect()
    };
    [Role::DOERS, Role::SUFFERERS].iter().any(|roles| {
        let (one, other) = (actors(one, roles), actors(other, roles));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|actor| other.contains(actor))
    })
}

/// What happened and what may happen are two.
fn stages_differ(one: Stage, other: Stage) -> bool {
    let open = |stage| matches!(stage, Stage::Threatened | Stage::Planned | Stage::Hypothetical);
    open(one) != open(other)
}

/// Whether all triggers tell what an assault did.
fn is_result(text: &str, triggers: &[Range<usize>]) -> bool {
    triggers.iter().all(|trigger| {
        let word = text[trigger.clone()].to_lowercase();
        RESULTS.iter().any(|result| word.starts_with(result))
    })
}

/// Whether a trigger looks like a noun: no form in -ed or, unless an article leads, in -ing.
fn is_noun(text: &str, trigger: &Range<usize>) -> bool {
    !text[trigger.clone()].to_lowercase().ends_with("ed")
}

/// The first letters of the word, enough to tell forms of one word from others.
fn stem(text: &str, trigger: &Range<usize>) -> String {
    text[trigger.clone()].to_lowercase().chars().take(5).collect()
}

/// Up to four words before a trigger, back to the last mark or preposition.
fn leading_words(told: &Told, trigger: &Range<usize>) -> Vec<String> {
    let before = words(told.layout.text, &(told.layout.sentence_start(trigger.start)..trigger.start));
    let back = before.iter().rev().take(4);
    back.take_while(|word| !word.is_mark() && !word.is_border()).map(|word| word.lower.clone()).collect()
}
