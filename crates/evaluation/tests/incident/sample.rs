//! Messages with templates and readings with incidents, as short as can be.

use sayso_document::{Document, Span};
use sayso_evaluation::muc::{Message, Template};
use sayso_reading::{Confidence, Event, EventRole, EventType, Incident, Reading, Role, SCHEMA, Stage};

/// What incident an event is, and its fillers.
pub(crate) type Sample = (Option<Incident>, Vec<(Role, String)>);

/// Entities of the five slots, each entity its mentions.
pub(crate) type Slots = [Vec<Vec<String>>; 5];

pub(crate) const TYPES: [(Incident, &str); 3] = [
    (Incident::Attack, "attack"),
    (Incident::Bombing, "bombing"),
    (Incident::ForcedWorkStoppage, "forced work stoppage"),
];

pub(crate) const ROLES: [Role; 5] =
    [Role::PerpetratorIndividual, Role::PerpetratorOrganisation, Role::PhysicalTarget, Role::Victim, Role::Instrument];

pub(crate) fn message(id: &str, templates: Vec<(String, Slots)>) -> Message {
    Message {
        document: Document { id: id.to_owned(), ..Document::default() },
        templates: templates.into_iter().map(|(incident_type, slots)| Template { incident_type, slots }).collect(),
        confidence: None,
    }
}

/// A reading with events: what incident, and fillers.
pub(crate) fn reading(id: &str, events: &[Sample]) -> Reading {
    let span = |text: &str| Span { start: 0, end: text.chars().count(), text: text.to_owned() };
    let event = |(number, (incident, fillers)): (usize, &Sample)| Event {
        id: format!("e{number}"),
        event_type: EventType::Assault,
        mode: None,
        incident: *incident,
        trigger: span("attacked"),
        mentions: Vec::new(),
        stage: Stage::Accomplished,
        roles: fillers
            .iter()
            .map(|(role, text)| EventRole {
                span: span(text),
                role: *role,
                actor: None,
                confidence: (*role == Role::PerpetratorOrganisation).then_some(Confidence::Fact),
            })
            .collect(),
        place: None,
        time: None,
        killed: None,
        injured: None,
        further_places: Vec::new(),
        further_killed: Vec::new(),
        further_injured: Vec::new(),
        said_in: Vec::new(),
    };
    Reading {
        schema: SCHEMA.to_owned(),
        document: Document { id: id.to_owned(), ..Document::default() },
        actors: Vec::new(),
        statements: Vec::new(),
        events: events.iter().enumerate().map(event).collect(),
    }
}
