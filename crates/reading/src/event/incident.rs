//! Armed incidents that the model takes for other assaults: MUC-4's rules of relevance, by what is known of the event.

use std::ops::Range;

use super::telling::is_lasting;
use super::{CastEvent, CastRole, Told};
use crate::contract::{ActorKind, EventType, Incident, Role, Stage, Stance};
use crate::word::words;

/// Words for those who fight for no state.
const IRREGULARS: [&str; 22] = [
    "jihadist",
    "jihadists",
    "militant",
    "militants",
    "gunman",
    "gunmen",
    "rebel",
    "rebels",
    "terrorist",
    "terrorists",
    "insurgent",
    "insurgents",
    "guerrilla",
    "guerrillas",
    "bomber",
    "bombers",
    "attacker",
    "attackers",
    "assailant",
    "assailants",
    "extremist",
    "extremists",
];
/// Words for those who fight, or keep order, for one.
const REGULARS: [&str; 12] = [
    "army",
    "troops",
    "soldiers",
    "military",
    "police",
    "policemen",
    "forces",
    "warplanes",
    "aircraft",
    "navy",
    "government",
    "regime",
];

/// The kind of incident that an assault is by its facts: it has hurt somebody, and irregulars did it, or a bomb without any named doer.
pub(super) fn by_facts(told: &Told, event: &CastEvent) -> Option<Incident> {
    let text = told.layout.text;
    let happened = matches!(event.stage, Stage::Accomplished | Stage::Attempted);
    if event.event_type != EventType::Assault
        || !happened
        || event.triggers.iter().any(|it| is_lasting(&text[it.clone()].to_lowercase()))
    {
        return None;
    }
    let some = |count: Option<&sayso_value::toll::Toll>| count.is_some_and(|it| it.high.is_none_or(|high| high > 0));
    let (setting, doers) = (&event.setting, event.roles.iter().filter(|role| Role::DOERS.contains(&role.role)));
    if !some(setting.killed.as_ref()) && !some(setting.injured.as_ref()) {
        return None;
    }
    let doers: Vec<&CastRole> = doers.collect();
    let is = |role: &CastRole, list: &[&str]| words(text, &role.bytes).iter().any(|word| word.is(list));
    let kind = |role: &CastRole| told.kind_of(role.actor);
    let regular = |role: &&CastRole| {
        is(role, &REGULARS) || matches!(kind(role), Some(ActorKind::Military | ActorKind::Government))
    };
    // Who claims to have hurt people and is no state is none of its armies.
    let claims = |role: &CastRole| {
        let by = |&number: &usize| {
            told.judged[number].stance == Stance::ClaimsResponsibility && told.sources[number].actor == role.actor
        };
        role.actor.is_some() && event.said_in.iter().any(by)
    };
    let irregular =
        |role: &&CastRole| is(role, &IRREGULARS) || kind(role) == Some(ActorKind::ArmedGroup) || claims(role);
    // Where an army or a police acts in the same sentence, the model may take those whom it struck for the doers.
    // Who only tells of it does not act.
    let tells = |bytes: &Range<usize>| {
        let holds = |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
        event.said_in.iter().any(|&number| told.found[number].source.iter().any(holds))
    };
    let acts = |trigger: &Range<usize>| {
        let before = words(text, &(told.layout.sentence_start(trigger.start)..trigger.start));
        before.iter().any(|word| word.is(&REGULARS) && !tells(&word.bytes))
    };
    if event.triggers.iter().any(acts) && !event.roles.iter().any(|role| role.role == Role::PerpetratorOrganisation) {
        return None;
    }
    let bomb = matches!(event.mode, Some("explosives" | "suicide-attack"));
    // A state that is accused beside those who claim it changes nothing.
    let claimed = doers.iter().any(|role| claims(role) && !regular(role));
    if doers.iter().any(regular) && !claimed || !(doers.iter().any(irregular) || bomb && doers.is_empty()) {
        return None;
    }
    Some(match event.mode {
        Some("explosives" | "suicide-attack") => Incident::Bombing,
        Some("abduct") => Incident::Kidnapping,
        _ => Incident::Attack,
    })
}
