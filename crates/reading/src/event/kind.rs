//! The model's kinds of events in the terms of the contract, and what sets them apart.

use sayso_model::{EventKind, IncidentKind};

use crate::contract::{EventType, Incident};

pub(super) fn event_type(kind: EventKind) -> EventType {
    match kind {
        EventKind::Agree => EventType::Agree,
        EventKind::Consult => EventType::Consult,
        EventKind::Support => EventType::Support,
        EventKind::Concede => EventType::Concede,
        EventKind::Cooperate => EventType::Cooperate,
        EventKind::Aid => EventType::Aid,
        EventKind::Retreat => EventType::Retreat,
        EventKind::Request => EventType::Request,
        EventKind::Accuse => EventType::Accuse,
        EventKind::Reject => EventType::Reject,
        EventKind::Threaten => EventType::Threaten,
        EventKind::Protest => EventType::Protest,
        EventKind::Sanction => EventType::Sanction,
        EventKind::Mobilize => EventType::Mobilize,
        EventKind::Coerce => EventType::Coerce,
        EventKind::Assault => EventType::Assault,
    }
}

pub(super) fn incident(kind: IncidentKind) -> Incident {
    match kind {
        IncidentKind::Attack => Incident::Attack,
        IncidentKind::Bombing => Incident::Bombing,
        IncidentKind::Kidnapping => Incident::Kidnapping,
        IncidentKind::Arson => Incident::Arson,
        IncidentKind::Robbery => Incident::Robbery,
        IncidentKind::ForcedWorkStoppage => Incident::ForcedWorkStoppage,
    }
}

/// What is done in words.
pub(super) const VERBAL: [EventType; 7] = [
    EventType::Agree,
    EventType::Support,
    EventType::Concede,
    EventType::Request,
    EventType::Accuse,
    EventType::Reject,
    EventType::Threaten,
];

/// Whether it is done in words: whoever tells of it does it, and each telling is one.
pub(super) fn is_verbal(event_type: EventType) -> bool {
    VERBAL.contains(&event_type)
}
