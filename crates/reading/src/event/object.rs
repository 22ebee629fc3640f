//! To whom deeds of words are done: "blamed the Covenant", "praised the army for its work", "accusations against Khessar".

use std::ops::Range;

use sayso_model::{Form, MentionKind};

use super::Told;
use super::complement::{is_passive, phrase, within, words_behind};
use crate::cast::CastMention;
use crate::contract::EventType;
use crate::word::{Word, words};

/// Beginnings of verbs whose object is whom it is done to.
const VERBS: [&str; 17] = [
    "blam", "accus", "prais", "condemn", "critici", "denounc", "thank", "applaud", "commend", "hail", "urg",
    "threaten", "sanction", "censur", "rebuk", "salut", "support",
];
/// Prepositions behind nouns that lead to whom it is done to.
const AGAINST: [&str; 5] = ["against", "at", "on", "toward", "towards"];

/// The mention of whom a deed of words is done to, by the words behind its trigger.
pub(super) fn object<'a>(told: &'a Told, event_type: EventType, trigger: &Range<usize>) -> Option<&'a CastMention> {
    let meant = [EventType::Accuse, EventType::Support, EventType::Threaten, EventType::Sanction, EventType::Request];
    if !meant.contains(&event_type) {
        return None;
    }
    let behind = words_behind(told, trigger);
    let first = behind.first()?;
    let last = words(told.layout.text, trigger).pop()?;
    let bytes = if first.is(&AGAINST) {
        phrase(&behind[1..])?
    } else if is_verb(told, trigger, &last) {
        phrase(&behind)?
    } else {
        return None;
    };
    let inner = within(told, &bytes).filter(|it| it.form != Form::Pronoun && it.kind != MentionKind::Other);
    // Of "American officials" the officials: what ends last, and of those the longest.
    inner.max_by_key(|it| (it.bytes.end, it.bytes.len()))
}

/// Whether the trigger is such a verb, and not in the passive.
fn is_verb(told: &Told, trigger: &Range<usize>, word: &Word) -> bool {
    VERBS.iter().any(|verb| word.lower.starts_with(verb)) && !is_passive(told, trigger.start)
}
