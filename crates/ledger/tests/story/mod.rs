//! Readings made by hand: a text, the events in it, who says what.

#![allow(dead_code, reason = "each test takes what it needs")]

use sayso_document::{Document, Span};
use sayso_ledger::{Incident, IncidentFilter, Ledger};
use sayso_reading::{
    Actor, ActorKind, ActorMention, Confidence, Count, Event, EventRole, EventTime, EventType, Manner, MentionForm,
    MentionSort, Part, Place, Reading, Role, SCHEMA, Source, Stage, Stance, Statement,
};

/// A reading in the making.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) reading: Reading,
}

/// An event in the making.
pub(crate) struct Told<'a> {
    text: &'a str,
    event: Event,
}

/// The first stretch of a text with these words.
fn span(text: &str, words: &str) -> Span {
    let byte = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in “{text}”"));
    let start = text[..byte].chars().count();
    Span { start, end: start + words.chars().count(), text: words.to_owned() }
}

impl Story {
    pub(crate) fn new(id: &str, outlet: &str, day: &str) -> Self {
        let document = Document {
            id: id.to_owned(),
            outlet: Some(outlet.to_owned()),
            published: Some(day.to_owned()),
            language: "en".to_owned(),
            ..Document::of_text(String::new())
        };
        let reading = Reading {
            schema: SCHEMA.to_owned(),
            document,
            actors: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
        };
        Self { reading }
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.reading.document.text = text.to_owned();
        self
    }

    pub(crate) fn event(mut self, trigger: &str, make: impl FnOnce(Told) -> Told) -> Self {
        let text = self.reading.document.text.clone();
        let event = Event {
            id: format!("e{}", self.reading.events.len() + 1),
            event_type: EventType::Assault,
            mode: None,
            incident: None,
            trigger: span(&text, trigger),
            mentions: Vec::new(),
            stage: Stage::Accomplished,
            roles: Vec::new(),
            place: None,
            time: None,
            killed: None,
            injured: None,
            further_places: Vec::new(),
            further_killed: Vec::new(),
            further_injured: Vec::new(),
            said_in: Vec::new(),
        };
        let told = make(Told { text: &text, event });
        self.reading.events.push(told.event);
        self
    }

    /// A statement whose source has no name.
    pub(crate) fn says(self, source: &str, cue: &str, content: &str, stance: Stance) -> Self {
        self.statement(source, cue, content, stance, false)
    }

    /// A statement whose source is a person with a name.
    pub(crate) fn says_named(self, source: &str, cue: &str, content: &str, stance: Stance) -> Self {
        self.statement(source, cue, content, stance, true)
    }

    fn statement(mut self, source: &str, cue: &str, content: &str, stance: Stance, named: bool) -> Self {
        let text = &self.reading.document.text;
        let actor = Actor {
            id: format!("a{}", self.reading.actors.len() + 1),
            name: source.to_owned(),
            kind: if named { ActorKind::Person } else { ActorKind::Organisation },
            named,
            country: None,
            mentions: vec![ActorMention {
                span: span(text, source),
                form: if named { MentionForm::Name } else { MentionForm::Description },
                kind: MentionSort::Person,
            }],
            relations: Vec::new(),
        };
        let statement = Statement {
            id: format!("s{}", self.reading.statements.len() + 1),
            source: Source { spans: vec![span(text, source)], actor: Some(actor.id.clone()), kind: None },
            cue: Part { spans: vec![span(text, cue)] },
            content: Part { spans: vec![span(text, content)] },
            manner: Manner::Indirect,
            stance,
            certainty: None,
            within: None,
            via: Vec::new(),
        };
        for event in &mut self.reading.events {
            let content = &statement.content.spans[0];
            if content.start <= event.trigger.start && event.trigger.start < content.end {
                event.said_in.push(statement.id.clone());
            }
        }
        self.reading.actors.push(actor);
        self.reading.statements.push(statement);
        self
    }
}

impl Told<'_> {
    pub(crate) fn place(mut self, name: &str, latitude: f64, longitude: f64) -> Self {
        let (span, name) = (span(self.text, name), name.to_owned());
        self.event.place =
            Some(Place { span, name, country: None, latitude: Some(latitude), longitude: Some(longitude) });
        self
    }

    /// In which country its place lies.
    pub(crate) fn country(mut self, code: &str) -> Self {
        if let Some(place) = &mut self.event.place {
            place.country = Some(code.to_owned());
        }
        self
    }

    pub(crate) fn day(mut self, words: &str, day: &str) -> Self {
        let (span, day) = (span(self.text, words), Some(day.to_owned()));
        self.event.time = Some(EventTime { span, start: day.clone(), end: day });
        self
    }

    pub(crate) fn killed(mut self, words: &str, low: Option<u64>, high: Option<u64>) -> Self {
        self.event.killed = Some(Count { span: span(self.text, words), low, high });
        self
    }

    /// Another place, in a country, at the first place where these words stand.
    pub(crate) fn further_place(mut self, words: &str, code: &str) -> Self {
        let (span, name, country) = (span(self.text, words), words.to_owned(), Some(code.to_owned()));
        self.event.further_places.push(Place { span, name, country, latitude: None, longitude: None });
        self
    }

    /// Another number of killed, at the first place where these words stand.
    pub(crate) fn further_killed(mut self, words: &str, low: Option<u64>, high: Option<u64>) -> Self {
        self.event.further_killed.push(Count { span: span(self.text, words), low, high });
        self
    }

    /// One who took part, on the word of an accuser where it is a perpetrator; `actor` is an id in the reading.
    pub(crate) fn role(mut self, role: Role, words: &str, actor: Option<&str>) -> Self {
        let is_perpetrator = matches!(role, Role::PerpetratorIndividual | Role::PerpetratorOrganisation);
        let confidence = is_perpetrator.then_some(Confidence::Accused);
        let (span, actor) = (span(self.text, words), actor.map(str::to_owned));
        self.event.roles.push(EventRole { span, role, actor, confidence });
        self
    }

    pub(crate) fn stage(mut self, stage: Stage) -> Self {
        self.event.stage = stage;
        self
    }
}

const TOWNS: [&str; 10] =
    ["Orsa", "Brenth", "Velm", "Kestrel Bay", "Dorrath", "Lestria", "Khessar", "Tarn", "Ulvik", "Morven"];
const THINGS: [&str; 10] = [
    "the grain quay",
    "a market",
    "the old bridge",
    "a school bus",
    "the courthouse",
    "a fuel depot",
    "the radio mast",
    "a wedding tent",
    "the north barracks",
    "a clinic",
];
const WEAPONS: [&str; 6] = ["A missile", "A car bomb", "Shelling", "A drone", "Mortar fire", "A suicide bomber"];
const NAMES: [&str; 12] = [
    "Ilmar Dost",
    "Runa Velkas",
    "Odo Marn",
    "Petra Lund",
    "Sef Arran",
    "Mila Torv",
    "Jon Esker",
    "Tova Brand",
    "Hal Orin",
    "Nessa Quill",
    "Karl Wend",
    "Ada Morrow",
];
const OUTLETS: [&str; 5] = ["The Orsa Post", "Velm Herald", "Front Radio", "Kestrel Wire", "Lestria Today"];
const ASIDES: [&str; 6] = [
    "The region has seen months of fighting between the army and the rebels.",
    "Hospitals in the area are short of blood and bandages.",
    "Both sides have agreed to three ceasefires this year; none lasted a week.",
    "Roads out of the town were full of cars by the evening.",
    "Schools will stay closed until the end of the week.",
    "Diplomats called on all sides to show restraint.",
];

/// Stories of so many happenings, each told by so many documents in words of their own; a document's id begins with the number of its happening.
pub(crate) fn happenings(count: usize, tellers: usize) -> Vec<Story> {
    let mut out = Vec::new();
    for happening in 0..count {
        let town = TOWNS[happening % TOWNS.len()];
        let thing = THINGS[(happening * 3 + happening / 10) % THINGS.len()];
        let weapon = WEAPONS[(happening * 5 + 1) % WEAPONS.len()];
        let dead = 3 + happening * 7 % 40;
        let (name, other) = (NAMES[happening * 5 % NAMES.len()], NAMES[(happening * 5 + 3) % NAMES.len()]);
        let day = 1 + happening * 11 % 27;
        let place = (40.0 + (happening % TOWNS.len()) as f64, 20.0 + 2.0 * (happening % TOWNS.len()) as f64);
        for teller in 0..tellers {
            let aside = |number: usize| ASIDES[(happening + number) % ASIDES.len()];
            let death = format!("{name}, a baker, was among the dead.");
            let mourning = format!("Among those killed was {name}, said {other}, a doctor.");
            let text = match teller % 4 {
                0 => format!("{weapon} hit {thing} in {town} on Friday, killing {dead} people. {death} {}", aside(1)),
                1 => format!(
                    "{dead} people were killed in {town} on Friday when {thing} was hit. {mourning} {}",
                    aside(2)
                ),
                2 => format!("{} On Friday {dead} died in {town} as {thing} was hit. {death} {mourning}", aside(3)),
                _ => format!(
                    "Residents of {town} buried {dead} dead after {thing} was hit on Friday. {mourning} {} {}",
                    aside(4),
                    aside(5)
                ),
            };
            let (date, published) = (format!("2031-05-{day:02}"), format!("2031-05-{:02}", day + teller % 3));
            let story =
                Story::new(&format!("{happening}-{teller}"), OUTLETS[(happening + teller) % OUTLETS.len()], &published)
                    .text(&text)
                    .event("hit", |event| {
                        let number = Some(dead as u64);
                        event.place(town, place.0, place.1).day("Friday", &date).killed(
                            &dead.to_string(),
                            number,
                            number,
                        )
                    });
            out.push(story);
        }
    }
    out
}

/// All incidents of a ledger.
pub(crate) fn incidents(ledger: &Ledger) -> Vec<Incident> {
    let mut found = Vec::new();
    let each = |incident| {
        found.push(incident);
        true
    };
    ledger.incidents(&IncidentFilter::default(), each).expect("incidents");
    found
}
