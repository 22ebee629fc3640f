//! From a document to its reading.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use sayso_document::{CodePoints, Document, Span, unwrapped};
use sayso_model::{Attribution, Form, MentionKind, Model, ModelError};
use sayso_value::place::{Gazetteer, OwnPlace};
use sayso_value::time::published_on;
use sayso_value::toll::{Casualty, Toll};

use crate::actors;
use crate::apposition::give_back;
use crate::cast::{Cast, CastCarrier, CastRelation, ResolvedSource};
use crate::chain::{Press, carriers};
use crate::citation::{cite, reports};
use crate::clause::mend_clauses;
use crate::continuation::carry_on;
use crate::contract::{
    Actor, ActorMention, Carrier, Count, Event, EventRole, EventTime, MentionForm, MentionSort, Part, Place, Reading,
    Relation, SCHEMA, Source, SourceKind, Statement,
};
use crate::dateline::without_datelines;
use crate::event::{CastEvent, CastRole, Settings, Told, events, is_in_capitals};
use crate::headline::{ended, without_breaks};
use crate::inner::{drop_empty, look_inside};
use crate::inversion::take_sources;
use crate::layout::{Layout, content_length};
use crate::manner::manner;
use crate::nesting::holders;
use crate::outlet::Outlets;
use crate::quotation::Quotation;
use crate::range_index::RangeIndex;
use crate::relation::relations;
use crate::reporter::reporters;
use crate::seeming::drop_seeming;
use crate::stance::{Judged, judge};
use crate::transcript::speak_on;

/// Reads documents. Holds the model; one reader serves all threads.
pub struct Reader {
    model: Model,
    outlets: Outlets,
    /// Places of the user's own.
    places: Vec<OwnPlace>,
    /// Unpacked when the first event asks for it, which takes longer than all else at the start. Its data are part of the binary
    /// and held whole by a test; without them there would be no places.
    gazetteer: OnceLock<Option<Gazetteer>>,
}

impl Reader {
    /// Loads the model that the binary carries, and its table of outlets.
    ///
    /// # Errors
    /// [`ModelError`] where the weights do not fit the code: a broken build.
    pub fn new() -> Result<Self, ModelError> {
        Self::knowing(Outlets::embedded().clone(), Vec::new())
    }

    /// Like [`Reader::new`], with another table of outlets, and with places of the user's own beside those of the gazetteer.
    ///
    /// # Errors
    /// [`ModelError`] where the weights do not fit the code: a broken build.
    pub fn knowing(outlets: Outlets, places: Vec<OwnPlace>) -> Result<Self, ModelError> {
        Ok(Self { model: Model::load()?, outlets, places, gazetteer: OnceLock::new() })
    }

    /// Reads one document. The same document always gives the same reading, whatever else is read.
    pub fn read(&self, published: Document) -> Reading {
        // Read with wrapped lines joined; every character keeps its place, so the spans are those of the published text.
        let joined = match unwrapped(&published.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(Document { text, ..published.clone() }),
        };
        let document = joined.as_ref().unwrap_or(&published);
        let layout = Layout::new(&document.text);
        let mut marks = self.model.marks(&ended(&document.text));
        without_breaks(&document.text, &mut marks);
        without_datelines(&document.text, &mut marks.attributions);
        carry_on(&document.text, &layout.quoted, &mut marks.attributions);
        give_back(&document.text, &mut marks.attributions);
        take_sources(&document.text, &mut marks);
        mend_clauses(&document.text, &layout.sentences, &mut marks.attributions, &marks.mentions);
        drop_seeming(&document.text, &mut marks.attributions);
        speak_on(&document.text, &mut marks.attributions);
        drop_empty(&document.text, &mut marks.attributions);
        look_inside(&document.text, &mut marks.attributions, |content| self.model.attributions(content));
        cite(&document.text, &mut marks);
        let mut cast = actors::cast(document, &marks, &layout.quoted, &self.outlets);
        let found = marks.attributions;
        let mut sources = actors::resolve_sources(document, &found, &layout.quoted, &mut cast);
        reporters(&document.text, &found, &mut sources, &mut cast);
        let press = Press::new(document, &cast, &self.outlets);
        let outlet = |number: usize| {
            sources.get(number).is_some_and(|it| {
                it.kind == Some(SourceKind::Outlet) || it.actor.is_some_and(|actor| press.is_outlet(actor))
            }) || found[number].source.first().is_some_and(|source| press.begins_with_outlet(source))
        };
        let mut holders = holders(&document.text, &found, outlet);
        // Whom a report cites is carried by who reports, though his words stand in no content of it.
        let reports = reports(&document.text, &found);
        for (number, report) in reports.iter().enumerate() {
            if let Some(report) = *report {
                holders[number] = Some(report);
                holders[report].take_if(|holder| *holder == number);
            }
        }
        let carriers = carriers(&layout, &found, &holders, &sources, &cast, &press);
        let relations = relations(&layout, &cast);
        let judged: Vec<Judged> = found.iter().map(|it| judge(&document.text, it)).collect();
        let capitals = is_in_capitals(&document.text);
        let told = Told { layout: &layout, found: &found, judged: &judged, sources: &sources, cast: &cast, capitals };
        let mut happenings = Vec::new();
        if !marks.events.is_empty() {
            let gazetteer = self.gazetteer.get_or_init(|| Gazetteer::with_places(&self.places).ok());
            let outlet = document.outlet.as_deref().and_then(|name| self.outlets.by_name(name));
            let home = outlet.and_then(|it| it.country.as_deref());
            let published = published_on(&document.text, document.published.as_deref()).map(|day| day.to_string());
            let settings = Settings::new(&told, &marks.events, gazetteer.as_ref(), published.as_deref(), home);
            happenings = events(&told, &marks.events, &settings);
        }
        let writer = Writer { text: &document.text, points: CodePoints::new(&published.text), quoted: &layout.quoted };
        let statements = (0..found.len())
            .map(|number| {
                let holder = holders[number].filter(|_| reports[number].is_none());
                writer.statement(number, &found[number], judged[number], holder, &sources[number], &carriers[number])
            })
            .collect();
        let actors = writer.actors(&cast, &relations, &found);
        let events = (0..).zip(&happenings).filter_map(|(number, event)| writer.event(number, event)).collect();
        Reading { schema: SCHEMA.to_owned(), document: published, actors, statements, events }
    }
}

/// Writes what was found in the terms of the contract.
struct Writer<'text> {
    text: &'text str,
    points: CodePoints<'text>,
    quoted: &'text [Quotation],
}

impl Writer<'_> {
    fn statement(
        &self,
        number: usize,
        found: &Attribution,
        judged: Judged,
        holder: Option<usize>,
        source: &ResolvedSource,
        carriers: &[CastCarrier],
    ) -> Statement {
        let carrier = |carrier: &CastCarrier| {
            let span = self.points.span(carrier.bytes.clone())?;
            Some(Carrier { span, actor: carrier.actor.map(actor_id), kind: carrier.kind })
        };
        Statement {
            id: statement_id(number),
            source: Source { spans: self.spans(&found.source), actor: source.actor.map(actor_id), kind: source.kind },
            cue: Part { spans: self.spans(&found.cue) },
            content: Part { spans: self.spans(&found.content) },
            manner: manner(self.text, &found.content, self.quoted),
            stance: judged.stance,
            certainty: judged.certainty,
            within: holder.map(statement_id),
            via: carriers.iter().filter_map(carrier).collect(),
        }
    }

    fn actors(&self, cast: &Cast, relations: &[CastRelation], found: &[Attribution]) -> Vec<Actor> {
        let mut actors: Vec<Actor> = (0..)
            .zip(&cast.actors)
            .map(|(number, actor)| Actor {
                id: actor_id(number),
                name: actor.name.clone(),
                kind: actor.kind,
                named: actor.named,
                country: actor.country.clone(),
                mentions: Vec::new(),
                relations: Vec::new(),
            })
            .collect();
        for mention in &cast.mentions {
            if let (Some(actor), Some(span)) = (mention.actor, self.points.span(mention.bytes.clone())) {
                let (form, kind) = (form(mention.form), sort(mention.kind));
                actors[actor].mentions.push(ActorMention { span, form, kind });
            }
        }
        let sayers = sayers(found, relations.iter().map(|relation| &relation.evidence));
        for (relation, sayer) in relations.iter().zip(sayers) {
            if let Some(evidence) = self.points.span(relation.evidence.clone()) {
                let statement = sayer.map(statement_id);
                let (kind, actor) = (relation.kind, actor_id(relation.to));
                actors[relation.from].relations.push(Relation { kind, actor, evidence, statement });
            }
        }
        actors
    }

    fn event(&self, number: usize, event: &CastEvent) -> Option<Event> {
        let role = |role: &CastRole| {
            let span = self.points.span(role.bytes.clone())?;
            Some(EventRole { span, role: role.role, actor: role.actor.map(actor_id), confidence: role.confidence })
        };
        Some(Event {
            id: format!("e{}", number + 1),
            event_type: event.event_type,
            mode: event.mode.map(str::to_owned),
            incident: event.incident,
            trigger: self.points.span(event.triggers.first()?.clone())?,
            mentions: self.spans(&event.triggers),
            stage: event.stage,
            roles: event.roles.iter().filter_map(role).collect(),
            place: event.setting.place.as_ref().and_then(|it| self.place(it)),
            time: event.setting.time.as_ref().and_then(|time| {
                let day = |day: Option<_>| day.map(|day| format!("{day}"));
                Some(EventTime {
                    span: self.points.span(time.bytes.clone())?,
                    start: day(time.start),
                    end: day(time.end),
                })
            }),
            killed: self.count(event.setting.killed.as_ref()),
            injured: self.count(event.setting.injured.as_ref()),
            further_places: event.setting.further_places.iter().filter_map(|it| self.place(it)).collect(),
            further_killed: self.further(event, Casualty::Killed),
            further_injured: self.further(event, Casualty::Injured),
            said_in: event.said_in.iter().map(|&number| statement_id(number)).collect(),
        })
    }

    fn place(&self, (bytes, place): &(Range<usize>, sayso_value::place::Place)) -> Option<Place> {
        Some(Place {
            span: self.points.span(bytes.clone())?,
            name: place.name.clone(),
            country: place.country.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
        })
    }

    fn count(&self, toll: Option<&Toll>) -> Option<Count> {
        let toll = toll?;
        Some(Count { span: self.points.span(toll.bytes.clone())?, low: toll.low, high: toll.high })
    }

    fn further(&self, event: &CastEvent, what: Casualty) -> Vec<Count> {
        let tolls = event.setting.further_tolls.iter().filter(|toll| toll.what == what);
        tolls.filter_map(|toll| self.count(Some(toll))).collect()
    }

    fn spans(&self, ranges: &[Range<usize>]) -> Vec<Span> {
        ranges.iter().filter_map(|range| self.points.span(range.clone())).collect()
    }
}

/// For each place the attribution whose content says what stands there: the one with the smallest such content.
fn sayers<'a>(found: &[Attribution], places: impl Iterator<Item = &'a Range<usize>>) -> Vec<Option<usize>> {
    let contents = RangeIndex::of_parts(found, |it| &it.content);
    let sayer = |place: &Range<usize>| {
        let holds = |(part, _): &&(Range<usize>, usize)| part.start <= place.start && place.end <= part.end;
        contents
            .overlapping(place)
            .filter(holds)
            .map(|&(_, number)| number)
            .min_by_key(|&number| (content_length(&found[number]), number))
    };
    places.map(sayer).collect()
}

fn form(form: Form) -> MentionForm {
    match form {
        Form::Name => MentionForm::Name,
        Form::Description => MentionForm::Description,
        Form::Pronoun => MentionForm::Pronoun,
    }
}

fn sort(kind: MentionKind) -> MentionSort {
    match kind {
        MentionKind::Person => MentionSort::Person,
        MentionKind::Organisation => MentionSort::Organisation,
        MentionKind::Place => MentionSort::Place,
        MentionKind::People => MentionSort::People,
        MentionKind::Other => MentionSort::Other,
    }
}

fn actor_id(number: usize) -> String {
    format!("a{}", number + 1)
}

fn statement_id(number: usize) -> String {
    format!("s{}", number + 1)
}
