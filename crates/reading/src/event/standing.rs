//! On whose word a perpetrator is named.

use super::{CastRole, Told};
use crate::contract::{ActorKind, Certainty, Confidence, Stance};
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

/// The confidence with which `role` is named, by the statements whose contents hold its words: what none holds is fact.
pub(super) fn confidence(told: &Told, held_by: &[usize], role: &CastRole) -> Confidence {
    let Some(nearest) = told.innermost(held_by.iter()) else { return by_words(told, role) };
    let (judged, source) = (told.judged[nearest], &told.sources[nearest]);
    let own = role.actor.is_some() && role.actor == source.actor;
    match judged.stance {
        Stance::ClaimsResponsibility => Confidence::ClaimedOrAdmitted,
        Stance::Denies if own => Confidence::Accused,
        Stance::Denies => Confidence::Acquitted,
        Stance::Accuses if is_authority(told, nearest) => Confidence::AccusedByAuthorities,
        Stance::Accuses => Confidence::Accused,
        Stance::Doubts => Confidence::Possible,
        _ => match judged.certainty {
            Some(Certainty::Possible | Certainty::Probable | Certainty::Doubtful) => Confidence::Possible,
            Some(Certainty::False) => Confidence::Acquitted,
            _ => by_words(told, role),
        },
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

fn is_authority(told: &Told, statement: usize) -> bool {
    let kind = told.sources[statement].actor.and_then(|actor| told.cast.actors.get(actor)).map(|actor| actor.kind);
    matches!(kind, Some(ActorKind::Government | ActorKind::Military))
        || told.found[statement]
            .source
            .iter()
            .flat_map(|range| words(told.layout.text, range))
            .any(|word| word.is(&AUTHORITIES))
}
