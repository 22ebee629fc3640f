//! What is said to have happened: from the model's events to those of the contract.
//!
//! The model finds triggers, their kinds and the words in their roles. Here the words become actors, the statements that tell of an event
//! are found, and from their stance and from the words around the trigger follow its stage and on whose word a perpetrator is named.

mod claim;
mod complement;
mod construction;
mod echo;
mod fillers;
mod further;
mod incident;
mod kind;
mod list;
mod merge;
mod mode;
mod object;
mod place;
mod series;
mod setting;
mod stage;
mod standing;
mod subject;
mod telling;
#[cfg(test)]
mod tests;

use std::ops::Range;

use sayso_model::{Attribution, EventMark};

use crate::cast::{Cast, CastActor, ResolvedSource};
use crate::contract::{ActorKind, Confidence, EventType, Incident, Role, Stage, Stance};
use crate::layout::{Layout, content_length};
use crate::range_index::RangeIndex;
use crate::stance::Judged;
use crate::world::{Sort, look_up};

pub(crate) use setting::{Setting, Settings};

/// All that is known of a document when its events are looked at.
pub(crate) struct Told<'a> {
    pub(crate) layout: &'a Layout<'a>,
    pub(crate) found: &'a [Attribution],
    pub(crate) judged: &'a [Judged],
    pub(crate) sources: &'a [ResolvedSource],
    pub(crate) cast: &'a Cast,
    /// Whether the text is all in capitals, as those are from which the model learnt incidents: there it knows them better than the rules,
    /// which were made for prose.
    pub(crate) capitals: bool,
}

/// Whether nearly all letters of a text are capitals.
pub(crate) fn is_in_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for letter in text.chars() {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    upper > 9 * lower
}

impl Told<'_> {
    /// The kind of an actor, where it is known who that is.
    fn kind_of(&self, actor: Option<usize>) -> Option<ActorKind> {
        self.cast.actors.get(actor?).map(|actor| actor.kind)
    }

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
    /// Whether its roles are those that the model has for an incident.
    pub(super) known: bool,
    /// Whether it only comes back to one told of before.
    pub(super) echo: bool,
    /// Whether the text counts it as one of several.
    pub(super) counted: bool,
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

/// The government that a country's name stands for where the country acts: the one of that state in the cast.
fn government(told: &Told, role: &CastRole) -> Option<usize> {
    let acts = Role::DOERS.contains(&role.role) && told.kind_of(role.actor).is_none_or(|kind| kind == ActorKind::Place);
    let known = look_up(&told.layout.text[role.bytes.clone()]).filter(|it| acts && it.sort == Sort::Country)?;
    // Of a state's bodies none is the whole of it.
    let whole = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or_default();
        look_up(name).is_some() || ["government", "administration", "regime", "authorities"].contains(&last)
    };
    let is_it =
        |it: &CastActor| it.kind == ActorKind::Government && it.country.as_deref() == known.country && whole(&it.name);
    told.cast.actors.iter().position(is_it)
}

/// Leaves each actor once in a role.
fn once(roles: &mut Vec<CastRole>) {
    let mut known: Vec<(Role, usize)> = Vec::new();
    roles.retain(|role| {
        let Some(actor) = role.actor else { return true };
        let first = !known.contains(&(role.role, actor));
        known.push((role.role, actor));
        first
    });
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

/// Whether one who is said to have done it is the source of a statement in another sentence than those that tell of it, who claims nothing.
fn speaks_elsewhere(told: &Told, sources: &RangeIndex, triggers: &[Range<usize>], role: &CastRole) -> bool {
    let sentence = |at: &Range<usize>| told.layout.sentence_of(at.start);
    Role::DOERS.contains(&role.role)
        && !triggers.iter().any(|trigger| sentence(trigger) == sentence(&role.bytes))
        && sources.overlapping(&role.bytes).any(|&(_, it)| told.judged[it].stance != Stance::ClaimsResponsibility)
}

/// The events of a document, in the order of their first triggers.
pub(crate) fn events(told: &Told, marks: &[EventMark], settings: &Settings) -> Vec<CastEvent> {
    let contents = RangeIndex::of_parts(told.found, |it| &it.content);
    let cues = RangeIndex::of_parts(told.found, |it| &it.cue);
    let sources = RangeIndex::of_parts(told.found, |it| &it.source);
    let numbers = |index: &RangeIndex, place: &Range<usize>| {
        let mut numbers: Vec<usize> = index.overlapping(place).map(|&(_, number)| number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let mut triggers: Vec<Range<usize>> = marks.iter().flat_map(|mark| mark.triggers.iter().cloned()).collect();
    let taken = RangeIndex::new(triggers.iter().cloned().zip(0..));
    let is_taken = |word: &Range<usize>| taken.overlapping(word).next().is_some();
    let counted = if told.capitals { Vec::new() } else { series::counted(told) };
    // "The fifth operation struck a depot" is one deed, told by the word that the model found.
    let told_by = |word: &Range<usize>| {
        let mut near = triggers.iter().filter(|it| it.start >= word.start && it.start < word.end + 20);
        near.find(|it| series::is_of(told, word, it)).cloned()
    };
    let (known, counted): (Vec<_>, Vec<_>) =
        counted.into_iter().map(|word| (told_by(&word), word)).partition(|(by, _)| by.is_some());
    let known: Vec<Range<usize>> = known.into_iter().filter_map(|(by, _)| by).collect();
    let counted: Vec<Range<usize>> = counted.into_iter().map(|(_, word)| word).collect();
    triggers.extend(counted.iter().cloned());
    let built = if told.capitals { Vec::new() } else { construction::deeds(told, |word| is_taken(word)) };
    triggers.extend(built.iter().flat_map(|mark| mark.triggers.iter().cloned()));
    let event = |mark: &EventMark| {
        let incident = mark.incident.map(kind::incident);
        let event_type = mode::corrected(told.layout.text, kind::event_type(mark.kind), mark);
        let mut said_in: Vec<usize> = mark.triggers.iter().flat_map(|trigger| numbers(&contents, trigger)).collect();
        said_in.sort_unstable();
        said_in.dedup();
        // Whoever accuses, demands or promises is the source of the statement whose cue says so.
        let speaker = mark.triggers.iter().find_map(|trigger| numbers(&cues, trigger).first().copied());
        let mut roles = fillers::roles(told, mark, event_type, speaker);
        if !told.capitals || incident.is_none() {
            complement::complete(told, event_type, incident.is_some(), &mark.triggers, &mut roles);
        }
        if incident.is_none() {
            roles.retain(|role| role.role != Role::Instrument || mode::is_instrument(told.layout.text, &role.bytes));
        }
        roles.iter_mut().for_each(|role| role.actor = government(told, role).or(role.actor));
        once(&mut roles);
        if !kind::is_verbal(event_type) {
            roles.retain(|role| !only_tells(told, &said_in, role));
            roles.retain(|role| told.capitals || !speaks_elsewhere(told, &sources, &mark.triggers, role));
        }
        let mode = mode::mode(told.layout.text, event_type, mark, &roles);
        let stage = stage::stage(told, mark, &said_in);
        let mut event = CastEvent {
            event_type,
            mode,
            incident,
            triggers: mark.triggers.clone(),
            stage,
            roles,
            setting: Setting::default(),
            said_in,
            known: incident.is_some(),
            echo: false,
            counted: known.contains(&mark.triggers[0]),
        };
        event.setting = settings.of(told, &event, &triggers);
        event
    };
    let text = told.layout.text;
    let is_told =
        |mark: &&EventMark| mode::is_told(text, mode::corrected(text, kind::event_type(mark.kind), mark), mark);
    let open = |trigger: &Range<usize>| merge::is_open(stage::of_trigger(told, trigger, &numbers(&contents, trigger)));
    let found = marks.iter().filter(|mark| !mark.triggers.is_empty()).filter(is_told);
    let mut found: Vec<CastEvent> = found
        .flat_map(|mark| if told.capitals { vec![mark.clone()] } else { parts(told, mark, open) })
        .chain(built)
        .map(|mark| event(&mark))
        .collect();
    if found.iter().any(|event| event.event_type == EventType::Assault) {
        let assault = |word: Range<usize>| EventMark {
            triggers: std::iter::once(word).collect(),
            kind: sayso_model::EventKind::Assault,
            confidence: 1.0,
            incident: None,
            fillers: Vec::new(),
        };
        let echoes = echo::echoes(told, |word| is_taken(word) || counted.contains(word));
        found.extend(echoes.into_iter().map(|word| CastEvent {
            echo: true,
            setting: Setting::default(),
            ..event(&assault(word))
        }));
        found.extend(counted.into_iter().map(|word| CastEvent { counted: true, ..event(&assault(word)) }));
    }
    found.sort_by_key(|event| event.triggers[0].start);
    let mut events = merge::merge(told, found);
    if !told.capitals {
        claim::claim(told, &mut events);
        claim::announce(told, &mut events);
        claim::accuse(told, &mut events);
        series::inherit(told, &mut events);
    }
    for event in &mut events {
        event.setting = settings.of(told, event, &triggers);
        if !told.capitals {
            event.incident = event.incident.or_else(|| incident::by_facts(told, event));
        }
        let incident = event.incident.is_some();
        event.roles.iter_mut().for_each(|role| role.role = fillers::settle(role.role, incident));
        once(&mut event.roles);
        let confidence = |role: &CastRole| {
            let is_perpetrator = matches!(role.role, Role::PerpetratorIndividual | Role::PerpetratorOrganisation);
            is_perpetrator.then(|| standing::confidence(told, &contents, event, role))
        };
        let confidences: Vec<_> = event.roles.iter().map(confidence).collect();
        event.roles.iter_mut().zip(confidences).for_each(|(role, confidence)| role.confidence = confidence);
    }
    events
}

/// Whether a deed goes on and is wanted to end: no single one.
fn is_ongoing(told: &Told, trigger: &Range<usize>) -> bool {
    stage::is_to_end(told.layout.text, trigger)
}

/// The model's groups put what is feared or planned, and what befell others, together with what happened. Each such telling is an event by
/// itself, of which the group's roles say nothing.
fn parts(told: &Told, mark: &EventMark, is_open: impl Fn(&Range<usize>) -> bool) -> Vec<EventMark> {
    let others = telling::of_others(told, &mark.triggers);
    let (apart, done): (Vec<_>, Vec<_>) =
        mark.triggers.iter().cloned().partition(|it| is_open(it) || others.contains(it) || is_ongoing(told, it));
    if mark.incident.is_none() || apart.is_empty() || done.is_empty() {
        return vec![mark.clone()];
    }
    let alone = |trigger: Range<usize>| EventMark {
        triggers: std::iter::once(trigger).collect(),
        incident: None,
        fillers: Vec::new(),
        ..*mark
    };
    std::iter::once(EventMark { triggers: done, ..mark.clone() }).chain(apart.into_iter().map(alone)).collect()
}
