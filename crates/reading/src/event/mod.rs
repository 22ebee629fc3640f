//! What is said to have happened: from the model's events to those of the contract.
//!
//! The model finds triggers, their kinds and the words in their roles. Here the words become actors, the statements that tell of an event
//! are found, and from their stance and from the words around the trigger follow its stage and on whose word a perpetrator is named.

mod fillers;
mod kind;
mod merge;
mod mode;
mod setting;
mod stage;
mod standing;

use std::ops::Range;

use sayso_model::{Attribution, EventMark};

use crate::cast::{Cast, ResolvedSource};
use crate::contract::{Confidence, EventType, Incident, Role, Stage, Stance};
use crate::layout::{Layout, content_length};
use crate::range_index::RangeIndex;
use crate::stance::Judged;

pub(crate) use setting::{Setting, Settings};

/// All that is known of a document when its events are looked at.
pub(crate) struct Told<'a> {
    pub(crate) layout: &'a Layout<'a>,
    pub(crate) found: &'a [Attribution],
    pub(crate) judged: &'a [Judged],
    pub(crate) sources: &'a [ResolvedSource],
    pub(crate) cast: &'a Cast,
}

impl Told<'_> {
    /// Of some statements the one with the shortest content: the innermost, where they hold one another.
    fn innermost<'n>(&self, statements: impl Iterator<Item = &'n usize>) -> Option<usize> {
        statements.copied().min_by_key(|&number| content_length(&self.found[number]))
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastEvent {
    pub(crate) event_type: EventType,
    pub(crate) mode: Option<&'static str>,
    pub(crate) incident: Option<Incident>,
    /// All words that tell of it, in text order; never empty.
    pub(crate) triggers: Vec<Range<usize>>,
    pub(crate) stage: Stage,
    pub(crate) roles: Vec<CastRole>,
    /// Where, when and how many.
    pub(crate) setting: Setting,
    /// Numbers of the statements whose content tells of it.
    pub(crate) said_in: Vec<usize>,
}

/// One who, or what, took part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastRole {
    pub(crate) bytes: Range<usize>,
    pub(crate) role: Role,
    /// Number of the actor in the cast.
    pub(crate) actor: Option<usize>,
    pub(crate) confidence: Option<Confidence>,
}

/// Whether one who is said to have done it only tells of it: the source of a statement that does, who takes no responsibility and is not
/// in its content.
fn only_tells(told: &Told, said_in: &[usize], role: &CastRole) -> bool {
    let overlaps = |range: &Range<usize>| range.start < role.bytes.end && role.bytes.start < range.end;
    Role::DOERS.contains(&role.role)
        && said_in.iter().any(|&statement| {
            let (found, stance) = (&told.found[statement], told.judged[statement].stance);
            stance != Stance::ClaimsResponsibility
                && found.source.iter().any(overlaps)
                && !found.content.iter().any(overlaps)
        })
}

/// The events of a document, in the order of their first triggers.
pub(crate) fn events(told: &Told, marks: &[EventMark]) -> Vec<CastEvent> {
    let contents = RangeIndex::of_parts(told.found, |it| &it.content);
    let cues = RangeIndex::of_parts(told.found, |it| &it.cue);
    let numbers = |index: &RangeIndex, place: &Range<usize>| {
        let mut numbers: Vec<usize> = index.overlapping(place).map(|&(_, number)| number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let event = |mark: &EventMark| {
        let incident = mark.incident.map(kind::incident);
        let event_type = kind::event_type(mark.kind);
        let mut said_in: Vec<usize> = mark.triggers.iter().flat_map(|trigger| numbers(&contents, trigger)).collect();
        said_in.sort_unstable();
        said_in.dedup();
        // Whoever accuses, demands or promises is the source of the statement whose cue says so.
        let speaker = mark.triggers.iter().find_map(|trigger| numbers(&cues, trigger).first().copied());
        let mut roles = fillers::roles(told, mark, event_type, speaker);
        if !kind::is_verbal(event_type) {
            roles.retain(|role| !only_tells(told, &said_in, role));
        }
        let mode = mode::mode(told.layout.text, event_type, mark, &roles);
        let stage = stage::stage(told, mark, &said_in);
        CastEvent {
            event_type,
            mode,
            incident,
            triggers: mark.triggers.clone(),
            stage,
            roles,
            setting: Setting::default(),
            said_in,
        }
    };
    let text = told.layout.text;
    let is_told = |mark: &&EventMark| mode::is_told(text, kind::event_type(mark.kind), mark);
    let found = marks.iter().filter(|mark| !mark.triggers.is_empty()).filter(is_told);
    let mut events = merge::merge(told, found.map(event).collect());
    for event in &mut events {
        let confidence = |role: &CastRole| {
            let is_perpetrator = matches!(role.role, Role::PerpetratorIndividual | Role::PerpetratorOrganisation);
            is_perpetrator.then(|| standing::confidence(told, &contents, event, role))
        };
        let confidences: Vec<_> = event.roles.iter().map(confidence).collect();
        event.roles.iter_mut().zip(confidences).for_each(|(role, confidence)| role.confidence = confidence);
    }
    events
}
