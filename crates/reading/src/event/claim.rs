//! Who is said to have done a deed by who speaks of it: "The Covenant took responsibility" belongs to the deed that was told of last, and
//! "Orun blamed the Covenant for the strikes" names who did these.

use std::ops::Range;

use super::{CastEvent, CastRole, Told};
use crate::contract::{ActorKind, EventType, Role, Stage, Stance};
use crate::word::{Word, words};

/// What stands between who is accused and the deed: "accused the Covenant of being behind Sunday's attack".
const DOING: [&str; 14] = [
    "being",
    "carrying",
    "conducting",
    "launching",
    "staging",
    "mounting",
    "ordering",
    "organising",
    "organizing",
    "perpetrating",
    "committing",
    "planning",
    "executing",
    "having",
];
/// Words between who is accused and the deed, at most.
const PHRASE: usize = 8;

/// So many sentences back at most a deed is looked for that a claim itself does not name.
const BACK: usize = 2;

/// Adds to assaults that are to come the armed groups that say so: "attacks on the posts will continue".
pub(super) fn announce(told: &Told, events: &mut [CastEvent]) {
    let text = told.layout.text;
    for event in events {
        let open = matches!(event.stage, Stage::Planned | Stage::Threatened);
        if event.event_type != EventType::Assault
            || !open
            || event.roles.iter().any(|it| Role::DOERS.contains(&it.role))
        {
            continue;
        }
        let Some(statement) = told.innermost(event.said_in.iter()) else { continue };
        let warns = told.found[statement].cue.iter().any(|cue| text[cue.clone()].to_lowercase().contains("warn"));
        let Some(source) = told.found[statement].source.first().filter(|_| !warns) else { continue };
        let is_armed = |actor: Option<usize>| told.kind_of(actor) == Some(ActorKind::ArmedGroup);
        let actor = told.sources[statement].actor;
        let armed = is_armed(actor)
            || told.kind_of(actor) == Some(ActorKind::Other) && told.cast.within(source).any(|it| is_armed(it.actor));
        if armed {
            event.roles.push(CastRole {
                bytes: source.clone(),
                role: Role::PerpetratorOrganisation,
                actor,
                confidence: None,
            });
            event.roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
        }
    }
}

/// Adds to assaults those who claim them, and to the statements that tell of them the claims.
pub(super) fn claim(told: &Told, events: &mut [CastEvent]) {
    for (number, found) in told.found.iter().enumerate() {
        if told.judged[number].stance != Stance::ClaimsResponsibility {
            continue;
        }
        let (Some(source), Some(cue)) = (found.source.first(), found.cue.first()) else { continue };
        let names = |event: &CastEvent| event.said_in.contains(&number);
        if !events.iter().any(names) {
            let sentence = told.layout.sentence_of(cue.start);
            let last = |event: &CastEvent| {
                let before = event.triggers.iter().filter(|it| it.end <= cue.start);
                before.map(|it| it.start).max().filter(|&at| told.layout.sentence_of(at) + BACK >= sentence)
            };
            let done = |event: &CastEvent| {
                event.event_type == EventType::Assault && matches!(event.stage, Stage::Accomplished | Stage::Attempted)
            };
            let nearest = events
                .iter_mut()
                .filter(|it| done(it))
                .filter_map(|it| Some((last(it)?, it)))
                .max_by_key(|(at, _)| *at);
            if let Some((_, event)) = nearest {
                event.said_in.push(number);
                event.said_in.sort_unstable();
            }
        }
        // A message does nothing, and whose it is the text need not say.
        let message = words(told.layout.text, source)
            .iter()
            .any(|word| word.is(&["message", "statement", "video", "letter", "note"]));
        let Some(actor) = told.sources[number].actor.filter(|_| !message) else { continue };
        // Who only publishes a claim did nothing.
        let Some(role) = part_of(told, actor) else { continue };
        for event in events.iter_mut().filter(|it| it.event_type == EventType::Assault && it.said_in.contains(&number))
        {
            add(event, CastRole { bytes: source.clone(), role, actor: Some(actor), confidence: None });
        }
    }
}

/// Adds to assaults those who are accused of them.
pub(super) fn accuse(told: &Told, events: &mut [CastEvent]) {
    let accusations = events.iter().filter(|it| it.event_type == EventType::Accuse);
    let accused: Vec<CastRole> = accusations
        .flat_map(|it| it.roles.iter().filter(|role| Role::SUFFERERS.contains(&role.role)).cloned())
        .collect();
    for accused in accused {
        let Some(actor) = accused.actor else { continue };
        let Some(part) = part_of(told, actor) else { continue };
        let is_of = |event: &&mut CastEvent| {
            let assault = event.event_type == EventType::Assault;
            assault && event.triggers.iter().any(|deed| leads(told, &accused.bytes, deed))
        };
        for event in events.iter_mut().filter(is_of) {
            // The model takes whom the blame falls on for whom the deed fell on.
            event.roles.retain(|it| it.bytes != accused.bytes || !Role::SUFFERERS.contains(&it.role));
            add(event, CastRole { role: part, confidence: None, ..accused.clone() });
        }
    }
}

/// Whether words lead from who is accused to the deed: "for the strikes", "of carrying out Sunday's attack".
fn leads(told: &Told, accused: &Range<usize>, deed: &Range<usize>) -> bool {
    if deed.start < accused.end || told.layout.sentence_of(accused.start) != told.layout.sentence_of(deed.start) {
        return false;
    }
    let between = words(told.layout.text, &(accused.end..deed.start));
    // The rest of the phrase that names them: "“Iran-backed” groups".
    let Some(at) = between.iter().take(PHRASE / 2).position(|word| word.is(&["for", "of"])) else { return false };
    let (name, deed) = between.split_at(at);
    let verb = |word: &Word| {
        word.lower.ends_with("ing") && !word.capital && !word.is(&DOING)
            || word.lower.ends_with("ed") && !word.is_mark()
    };
    name.iter().all(|word| word.is_quotation_mark() || !word.is_mark() && !verb(word))
        && deed.len() <= PHRASE
        && deed.iter().all(|word| !word.is_mark() || word.is(&["-", "’", "'"]))
        && !deed.iter().any(verb)
        && !deed.iter().skip(1).any(|word| word.is(&["for", "that", "who", "which", "against", "to", "and"]))
}

/// As what an actor has done a deed; none where nobody of this kind can have.
fn part_of(told: &Told, actor: usize) -> Option<Role> {
    match told.kind_of(Some(actor))? {
        ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Military | ActorKind::Government => {
            Some(Role::PerpetratorOrganisation)
        }
        ActorKind::Person => Some(Role::PerpetratorIndividual),
        _ => None,
    }
}

/// Adds who did it, who is not yet among those.
fn add(event: &mut CastEvent, role: CastRole) {
    if !event.roles.iter().any(|it| Role::DOERS.contains(&it.role) && it.actor == role.actor) {
        event.roles.push(role);
        event.roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
    }
}
