//! Who claims a deed did it: "The Covenant took responsibility" belongs to the deed that was told of last.

use super::{CastEvent, CastRole, Told};
use crate::contract::{ActorKind, EventType, Role, Stage, Stance};
use crate::word::words;

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
        let role = match told.kind_of(Some(actor)) {
            Some(ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Military | ActorKind::Government) => {
                Role::PerpetratorOrganisation
            }
            Some(ActorKind::Person) => Role::PerpetratorIndividual,
            // Who only publishes a claim did nothing.
            _ => continue,
        };
        for event in events.iter_mut().filter(|it| it.event_type == EventType::Assault && it.said_in.contains(&number))
        {
            if !event.roles.iter().any(|it| Role::DOERS.contains(&it.role) && it.actor == Some(actor)) {
                event.roles.push(CastRole { bytes: source.clone(), role, actor: Some(actor), confidence: None });
                event.roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
            }
        }
    }
}
