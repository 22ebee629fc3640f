//! The PLOVER mode of an event: from its instrument, else from the words that tell of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use sayso_model::EventMark;

use super::CastRole;
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

/// Whether the model is sure enough of an event, given what the table says of its triggers.
pub(super) fn is_told(text: &str, event_type: EventType, mark: &EventMark) -> bool {
    if mark.incident.is_some() {
        return true;
    }
    let wanted = label(event_type);
    let words: Vec<_> = mark.triggers.iter().flat_map(|range| words(text, range)).collect();
    let senses = words.iter().filter_map(|word| WORDS.get(&word.lower)).flatten();
    let known = senses.filter(|sense| sense.event_type == wanted).map(|sense| usize::from(!sense.sure)).min();
    mark.confidence >= CONFIDENCE[known.unwrap_or(2)]
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
    let told = || {
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
