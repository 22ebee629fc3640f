//! On whose word a perpetrator is named.

use std::ops::Range;

use super::{CastEvent, CastRole, Told};
use crate::contract::{ActorKind, Certainty, Confidence, Stance};
use crate::range_index::RangeIndex;
use crate::word::words;

/// Words of sources that are authorities, beside governments and armies.
const AUTHORITIES: [&str; 22] = [
    "police",
    "authorities",
    "army",
    "military",
    "government",
    "ministry",
    "minister",
    "prosecutor",
    "prosecutors",
    "officials",
    "official",
    "president",
    "judge",
    "court",
    "battalion",
    "brigade",
    "garrison",
    "spokesman",
    "command",
    "colonel",
    "general",
    "investigators",
];

/// The confidence with which a perpetrator of `event` is named: the strongest word for it that the document has. Looked at are the
/// words in the role, and every statement that tells of the event and has the perpetrator as its source or in its content.
/// `contents` are those of all statements.
pub(super) fn confidence(told: &Told, contents: &RangeIndex, event: &CastEvent, role: &CastRole) -> Confidence {
    let held_by: Vec<usize> = contents.overlapping(&role.bytes).map(|&(_, number)| number).collect();
    let own = match told.innermost(held_by.iter()) {
        Some(statement) => by_statement(told, statement, role),
        None => by_words(told, role),
    };
    let names_it = |range: &Range<usize>| told.cast.within(range).any(|mention| mention.actor == role.actor);
    let others = event.said_in.iter().filter_map(|&statement| {
        role.actor?;
        if told.sources[statement].actor == role.actor {
            return own_word(told.judged[statement].stance);
        }
        let named = told.found[statement].content.iter().any(names_it);
        named.then(|| by_statement(told, statement, role))
    });
    others.fold(own, |one, other| if strength(other) > strength(one) { other } else { one })
}

/// What a perpetrator's own statement about the event says of its part in it.
fn own_word(stance: Stance) -> Option<Confidence> {
    match stance {
        Stance::ClaimsResponsibility | Stance::Asserts => Some(Confidence::ClaimedOrAdmitted),
        Stance::Denies => Some(Confidence::Accused),
        _ => None,
    }
}

/// What a statement with the perpetrator in its content says of its part.
fn by_statement(told: &Told, statement: usize, role: &CastRole) -> Confidence {
    let (judged, source) = (told.judged[statement], &told.sources[statement]);
    let own = role.actor.is_some() && role.actor == source.actor;
    let accused = || if is_authority(told, statement) { Confidence::AccusedByAuthorities } else { Confidence::Accused };
    match judged.stance {
        Stance::ClaimsResponsibility => Confidence::ClaimedOrAdmitted,
        Stance::Denies if own => Confidence::Accused,
        Stance::Denies => Confidence::Acquitted,
        Stance::Accuses => accused(),
        Stance::Doubts => Confidence::Possible,
        Stance::Asserts if own => Confidence::ClaimedOrAdmitted,
        // What an authority says of others' part is its word for it.
        Stance::Asserts
            if matches!(judged.certainty, None | Some(Certainty::Certain))
                && is_authority(told, statement)
                && by_words(told, role) == Confidence::Fact =>
        {
            Confidence::AccusedByAuthorities
        }
        _ => match judged.certainty {
            Some(Certainty::Possible | Certainty::Probable | Certainty::Doubtful) => Confidence::Possible,
            Some(Certainty::False) => Confidence::Acquitted,
            _ => by_words(told, role),
        },
    }
}

/// Which of two words for one perpetrator counts.
fn strength(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Acquitted => 0,
        Confidence::Possible => 1,
        Confidence::Fact => 2,
        Confidence::Accused => 3,
        Confidence::AccusedByAuthorities => 4,
        Confidence::ClaimedOrAdmitted => 5,
    }
}

/// What the words around the perpetrator's say where no statement does: "allegedly", "suspected", "claimed by".
fn by_words(told: &Told, role: &CastRole) -> Confidence {
    let before = words(told.layout.text, &(told.layout.sentence_start(role.bytes.start)..role.bytes.end));
    let near = &before[before.len().saturating_sub(9)..];
    let has = |set: &[&str]| near.iter().any(|word| word.is(set));
    if has(&["suspected", "alleged", "allegedly", "presumed", "presumably", "accused", "blamed", "suspects"]) {
        Confidence::Accused
    } else if has(&["possibly", "perhaps", "apparently", "probably", "may", "might", "believed", "thought"]) {
        Confidence::Possible
    } else if has(&["claimed", "admitted", "responsibility"]) {
        Confidence::ClaimedOrAdmitted
    } else {
        Confidence::Fact
    }
}

/// Whether the source of a statement is one, by its kind, its own words or any words for it in the document.
fn is_authority(told: &Told, statement: usize) -> bool {
    let has_word = |range: &Range<usize>| words(told.layout.text, range).iter().any(|word| word.is(&AUTHORITIES));
    let actor = told.sources[statement].actor;
    let kind = told.kind_of(actor);
    matches!(kind, Some(ActorKind::Government | ActorKind::Military))
        || told.found[statement].source.iter().any(has_word)
        || actor.is_some()
            && told.cast.mentions.iter().any(|mention| mention.actor == actor && has_word(&mention.bytes))
}
