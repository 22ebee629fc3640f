//! The PLOVER mode of an event: from its instrument, else from the words that tell of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use sayso_model::EventMark;

use super::CastRole;
use super::kind::{VERBAL, is_verbal};
use crate::contract::{EventType, Role};
use crate::label::label;
use crate::stance::pattern::forms;
use crate::word::words;

/// What a word tells of.
struct Sense {
    event_type: &'static str,
    /// "-" for none.
    mode: &'static str,
    /// Whether it nearly always does.
    sure: bool,
}

/// The senses of each form of each word of the table.
static WORDS: LazyLock<HashMap<String, Vec<Sense>>> = LazyLock::new(|| {
    let mut out: HashMap<String, Vec<Sense>> = HashMap::new();
    for row in rows(include_str!("../../data/event-words.tsv")) {
        if let [event_type, mode, _, sure, words] = row[..] {
            for form in words.split(' ').flat_map(forms) {
                out.entry(form).or_default().push(Sense { event_type, mode, sure: sure == "sure" });
            }
        }
    }
    out
});

/// Mode of each word for an instrument.
static INSTRUMENTS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for row in rows(include_str!("../../data/instrument-words.tsv")) {
        if let [mode, words] = row[..] {
            for form in words.split(' ').flat_map(forms) {
                out.entry(form).or_insert(mode);
            }
        }
    }
    out
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Least confidence in a trigger of an event that is no incident: of a word that nearly always tells of its type, of one that may, of any other.
const CONFIDENCE: [f32; 3] = [0.12, 0.2, 0.4];

/// The type of a deed of words, of the model's `guess`: where the table knows its words as one other such deed only, that one.
pub(super) fn corrected(text: &str, guess: EventType, mark: &EventMark) -> EventType {
    if mark.incident.is_some() || !is_verbal(guess) {
        return guess;
    }
    let words: Vec<_> = mark.triggers.iter().flat_map(|range| words(text, range)).collect();
    let mut senses = words.iter().filter_map(|word| WORDS.get(&word.lower)).flatten().map(|sense| sense.event_type);
    let Some(first) = senses.next().filter(|&first| first != label(guess)) else { return guess };
    let one = senses.all(|sense| sense == first);
    VERBAL.into_iter().find(|&it| one && label(it) == first).unwrap_or(guess)
}

/// Whether the model is sure enough of an event, given what the table says of its triggers.
pub(super) fn is_told(text: &str, event_type: EventType, mark: &EventMark) -> bool {
    if mark.incident.is_some() {
        return true;
    }
    if mark.triggers.iter().all(|trigger| is_no_deed(text, event_type, trigger)) || publishes(text, event_type, mark) {
        return false;
    }
    let wanted = label(event_type);
    let words: Vec<_> = mark.triggers.iter().flat_map(|range| words(text, range)).collect();
    let senses = words.iter().filter_map(|word| WORDS.get(&word.lower)).flatten();
    let known = senses.filter(|sense| sense.event_type == wanted).map(|sense| usize::from(!sense.sure)).min();
    mark.confidence >= CONFIDENCE[known.unwrap_or(2)]
}

/// Nouns that a deed before them only describes: "occupation bases", "strike aircraft".
const DESCRIBED: [&str; 30] = [
    "force",
    "forces",
    "troops",
    "soldiers",
    "base",
    "bases",
    "army",
    "armies",
    "regime",
    "authority",
    "authorities",
    "aircraft",
    "helicopter",
    "helicopters",
    "drone",
    "drones",
    "squad",
    "squads",
    "rifle",
    "rifles",
    "plane",
    "planes",
    "vessel",
    "submarine",
    "dog",
    "dogs",
    "crimes",
    "planner",
    "planners",
    "veteran",
];
/// What is released without anybody being set free.
const PUBLISHED: [&str; 32] = [
    "statement",
    "statements",
    "video",
    "videos",
    "footage",
    "report",
    "reports",
    "song",
    "songs",
    "album",
    "film",
    "recording",
    "recordings",
    "audio",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "picture",
    "pictures",
    "image",
    "images",
    "document",
    "documents",
    "data",
    "figures",
    "details",
    "names",
    "message",
    "letter",
    "anthem",
    "list",
];

/// What can be executed beside people.
const UNDERTAKINGS: [&str; 12] = [
    "operation",
    "operations",
    "attack",
    "attacks",
    "strike",
    "strikes",
    "raid",
    "raids",
    "mission",
    "missions",
    "plan",
    "plans",
];

/// Whether something to be read, seen or heard is released, by the model's word for what it is.
fn publishes(text: &str, event_type: EventType, mark: &EventMark) -> bool {
    let heads = mark.fillers.iter().filter_map(|filler| words(text, &filler.bytes).pop());
    event_type == EventType::Retreat
        && mark.triggers.iter().all(|trigger| is_release(&text[trigger.clone()].to_lowercase()))
        && heads.into_iter().any(|head| head.is(&PUBLISHED))
}

fn is_release(word: &str) -> bool {
    word.starts_with("releas")
}

/// Whether a word for something with which an assault is done is among some.
pub(super) fn is_instrument(text: &str, range: &Range<usize>) -> bool {
    words(text, range).iter().any(|word| INSTRUMENTS.contains_key(&word.lower))
}

/// Whether the word behind a trigger shows that no such deed is told: "occupation bases", "released a video", "called the bombing a crime".
fn is_no_deed(text: &str, event_type: EventType, trigger: &Range<usize>) -> bool {
    if event_type == EventType::Assault && is_carried_out(text, trigger) {
        return true;
    }
    let end = text.ceil_char_boundary(text.len().min(trigger.end + 80));
    let behind = words(text, &(trigger.end..end));
    let Some(next) = behind.first() else { return false };
    let word = text[trigger.clone()].to_lowercase();
    match event_type {
        EventType::Coerce | EventType::Assault => {
            next.is(&DESCRIBED) && !word.ends_with("ed") && !word.ends_with("ing")
        }
        EventType::Retreat => {
            let phrase = |from: usize| behind[from..].iter().take_while(|it| !it.is_mark() && !it.is_border());
            // "A nasheed, or war song".
            let comma = phrase(0).count();
            let glossed = matches!(behind.get(comma..comma + 2), Some([mark, or]) if mark.is(&[","]) && or.is(&["or"]));
            let mut objects = phrase(0).last().into_iter().chain(glossed.then(|| phrase(comma + 2).last()).flatten());
            is_release(&word) && objects.any(|it| it.is(&PUBLISHED))
        }
        EventType::Request => match word.as_str() {
            "called" | "calling" => !behind.iter().take(3).any(|it| it.is(&["for", "on", "upon", "to"])),
            "asked" => next.is(&["about", "if", "whether", "why", "how", "what", "when", "where"]),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the trigger says no more than that what the noun before it names was done: "the operation was executed".
fn is_carried_out(text: &str, trigger: &Range<usize>) -> bool {
    let start = text.ceil_char_boundary(trigger.start.saturating_sub(60));
    let before = words(text, &(start..trigger.start));
    let mut back = before.iter().rev();
    text[trigger.clone()].to_lowercase() == "executed"
        && back.next().is_some_and(|word| word.is(&["was", "were", "been"]))
        && back.find(|word| !word.is(&["has", "have", "had"])).is_some_and(|word| word.is(&UNDERTAKINGS))
}

/// The mode, where the words tell one.
pub(super) fn mode(text: &str, event_type: EventType, mark: &EventMark, roles: &[CastRole]) -> Option<&'static str> {
    let wanted = label(event_type);
    let in_words =
        |range: &Range<usize>| words(text, range).into_iter().rev().map(|word| word.lower).collect::<Vec<_>>();
    let instrument = || {
        let instruments = roles.iter().filter(|role| role.role == Role::Instrument);
        // Words right before a trigger often name the instrument: "a drone strike", "the car bombing".
        let before = mark.triggers.iter().map(|trigger| {
            let sentence = text[..trigger.start].char_indices().rev().take(24).last().map_or(trigger.start, |it| it.0);
            sentence..trigger.end
        });
        let ranges: Vec<_> = instruments.map(|role| role.bytes.clone()).chain(before).collect();
        ranges.iter().flat_map(in_words).find_map(|word| INSTRUMENTS.get(&word).copied())
    };
    // An operation that is executed kills nobody by that word.
    let carried_out = |range: &Range<usize>| {
        let start = text.ceil_char_boundary(range.start.saturating_sub(60));
        text[range.clone()].to_lowercase().starts_with("execut")
            && words(text, &(start..range.start))
                .iter()
                .rev()
                .take(5)
                .take_while(|word| !word.is_mark())
                .any(|word| word.is(&UNDERTAKINGS))
    };
    let told = || {
        if mark.triggers.iter().all(carried_out) {
            return None;
        }
        let senses = mark.triggers.iter().flat_map(in_words).filter_map(|word| WORDS.get(&word));
        let modes = senses.flatten().filter(|sense| sense.event_type == wanted && sense.mode != "-");
        modes.map(|sense| sense.mode).next()
    };
    match event_type {
        // How a person was taken, or whom somebody meant to kill, says more than with what.
        EventType::Assault => match told() {
            found @ Some("abduct" | "torture" | "sexual" | "suicide-attack") => found,
            found => instrument().or(found),
        },
        _ => told(),
    }
}

/// Of the modes of two tellings the one that says more: "targeted" is no more than that somebody was killed.
pub(super) fn narrower(one: Option<&'static str>, other: Option<&'static str>) -> Option<&'static str> {
    match (one, other) {
        (None | Some("targeted"), Some(_)) => other,
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::EventKind;

    use super::*;

    fn mode_of(text: &str, trigger: &str) -> Option<&'static str> {
        let start = text.find(trigger).unwrap();
        let word = start..start + trigger.len();
        let mark = EventMark {
            triggers: std::iter::once(word).collect(),
            kind: EventKind::Assault,
            confidence: 1.0,
            incident: None,
            fillers: Vec::new(),
        };
        mode(text, EventType::Assault, &mark, &[])
    }

    #[test]
    fn the_instrument_before_the_trigger_tells() {
        assert_eq!(mode_of("killed in a drone strike near Orun", "strike"), Some("drone"));
        assert_eq!(mode_of("a suicide bomber attacked the post", "attacked"), Some("suicide-attack"));
    }

    #[test]
    fn the_trigger_tells_where_no_instrument_does() {
        assert_eq!(mode_of("men kidnapped the mayor", "kidnapped"), Some("abduct"));
        assert_eq!(mode_of("he was shot at the gate", "shot"), Some("firearms"));
        assert_eq!(mode_of("they attacked Orun", "attacked"), None);
    }
}
