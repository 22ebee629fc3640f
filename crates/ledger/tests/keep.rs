//! What goes into a ledger comes out as it was, whatever happens to the program.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::Path;

use proptest::prelude::*;
use sayso_document::{Document, Span};
use sayso_ledger::{Added, Ledger, LedgerError};
use sayso_reading::{
    Actor, ActorKind, ActorMention, Carrier, CarrierKind, Certainty, Confidence, Count, Event, EventRole, EventTime,
    EventType, Incident, Manner, MentionForm, MentionSort, Part, Place, Reading, Relation, RelationKind, Role, SCHEMA,
    Source, SourceKind, Stage, Stance, Statement,
};

fn span() -> impl Strategy<Value = Span> {
    (0usize..5000, 0usize..90, ".{0,12}").prop_map(|(start, length, text)| Span { start, end: start + length, text })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..3)
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(values)
}

fn document() -> impl Strategy<Value = Document> {
    let words = || prop::option::of(".{0,20}");
    let published = prop::option::of(prop::sample::select(vec!["2024-01-28", "2024-01-28T10:00:00Z", "last week"]));
    ("[a-z]{1,8}", words(), words(), words(), prop::collection::vec(".{0,9}", 0..3), published, ".{0,80}").prop_map(
        |(id, url, title, outlet, authors, published, text)| Document {
            id,
            url,
            title,
            outlet,
            authors,
            published: published.map(str::to_owned),
            language: "en".to_owned(),
            text,
        },
    )
}

/// Of a reading with so many actors: the id of one of them.
fn actor_id(actors: usize) -> impl Strategy<Value = Option<String>> {
    prop::option::of(0..actors).prop_map(|number| number.map(|number| format!("a{number}")))
}

fn actor(actors: usize) -> impl Strategy<Value = Actor> {
    let mention = (
        span(),
        one_of(&[MentionForm::Name, MentionForm::Pronoun]),
        one_of(&[MentionSort::Person, MentionSort::Place]),
    )
        .prop_map(|(span, form, kind)| ActorMention { span, form, kind });
    let relation =
        (one_of(&[RelationKind::BackedBy, RelationKind::MemberOf]), 0..actors, span(), prop::option::of("s[0-9]"))
            .prop_map(|(kind, other, evidence, statement)| Relation {
                kind,
                actor: format!("a{other}"),
                evidence,
                statement,
            });
    let kind = one_of(&[ActorKind::ArmedGroup, ActorKind::Person, ActorKind::InternationalBody]);
    let country = prop::option::of("[A-Z]{2}");
    let (mentions, relations) = (prop::collection::vec(mention, 0..4), prop::collection::vec(relation, 0..3));
    (".{1,12}", kind, any::<bool>(), country, mentions, relations).prop_map(
        |(name, kind, named, country, mentions, relations)| Actor {
            id: String::new(),
            name,
            kind,
            named,
            country,
            mentions,
            relations,
        },
    )
}

fn statement(actors: usize) -> impl Strategy<Value = Statement> {
    let kind = prop::option::of(one_of(&[SourceKind::Named, SourceKind::None]));
    let source = (spans(), actor_id(actors), kind).prop_map(|(spans, actor, kind)| Source { spans, actor, kind });
    let carrier = (span(), actor_id(actors), one_of(&[CarrierKind::PublishedBy, CarrierKind::QuotedBy]))
        .prop_map(|(span, actor, kind)| Carrier { span, actor, kind });
    let stance = one_of(&[Stance::Asserts, Stance::ClaimsResponsibility, Stance::Denies]);
    let certainty = prop::option::of(one_of(&[Certainty::Certain, Certainty::False]));
    let manner = one_of(&[Manner::Direct, Manner::Indirect, Manner::Mixed]);
    let via = prop::collection::vec(carrier, 0..3);
    (source, spans(), spans(), manner, stance, certainty, prop::option::of("s[0-9]"), via).prop_map(
        |(source, cue, content, manner, stance, certainty, within, via)| Statement {
            id: String::new(),
            source,
            cue: Part { spans: cue },
            content: Part { spans: content },
            manner,
            stance,
            certainty,
            within,
            via,
        },
    )
}

fn event(actors: usize) -> impl Strategy<Value = Event> {
    let day = || prop::option::of(one_of(&["2024-01-28", "2023-10-07"]).prop_map(str::to_owned));
    let place = || {
        (span(), ".{0,9}", prop::option::of("[A-Z]{2}"), prop::option::of((-90.0f64..90.0, -180.0f64..180.0))).prop_map(
            |(span, name, country, point)| Place {
                span,
                name,
                country,
                latitude: point.map(|it| it.0),
                longitude: point.map(|it| it.1),
            },
        )
    };
    let time = (span(), day(), day()).prop_map(|(span, start, end)| EventTime { span, start, end });
    let count = || {
        let count = (span(), prop::option::of(0u64..9000), prop::option::of(0u64..9000));
        count.prop_map(|(span, low, high)| Count { span, low, high })
    };
    let further = || prop::collection::vec(count(), 0..3);
    let confidence = prop::option::of(one_of(&[Confidence::Accused, Confidence::Fact]));
    let role = (span(), one_of(&[Role::Victim, Role::PerpetratorOrganisation]), actor_id(actors), confidence)
        .prop_map(|(span, role, actor, confidence)| EventRole { span, role, actor, confidence });
    let what = (
        one_of(&[EventType::Assault, EventType::Accuse]),
        prop::option::of("[a-z]{1,6}"),
        prop::option::of(one_of(&[Incident::ForcedWorkStoppage, Incident::Bombing])),
        one_of(&[Stage::Accomplished, Stage::Denied]),
    );
    let told = (span(), spans(), prop::collection::vec(role, 0..4), prop::collection::vec("s[0-9]", 0..3));
    let tolls = (prop::option::of(count()), prop::option::of(count()), further(), further());
    let places = (prop::option::of(place()), prop::collection::vec(place(), 0..3));
    (what, told, places, prop::option::of(time), tolls).prop_map(
        |(
            (event_type, mode, incident, stage),
            (trigger, mentions, roles, said_in),
            (place, further_places),
            time,
            tolls,
        )| {
            let (killed, injured, further_killed, further_injured) = tolls;
            Event {
                id: String::new(),
                event_type,
                mode,
                incident,
                trigger,
                mentions,
                stage,
                roles,
                place,
                time,
                killed,
                injured,
                further_places,
                further_killed,
                further_injured,
                said_in,
            }
        },
    )
}

fn reading() -> impl Strategy<Value = Reading> {
    const ACTORS: usize = 3;
    let actors = prop::collection::vec(actor(ACTORS), ACTORS);
    let statements = prop::collection::vec(statement(ACTORS), 0..4);
    let events = prop::collection::vec(event(ACTORS), 0..3);
    (document(), actors, statements, events).prop_map(|(document, mut actors, mut statements, mut events)| {
        (0..).zip(&mut actors).for_each(|(number, it)| it.id = format!("a{number}"));
        (0..).zip(&mut statements).for_each(|(number, it)| it.id = format!("s{number}"));
        (0..).zip(&mut events).for_each(|(number, it)| it.id = format!("e{number}"));
        Reading { schema: SCHEMA.to_owned(), document, actors, statements, events }
    })
}

fn of_text(id: &str, text: &str) -> Reading {
    let document = Document { id: id.to_owned(), ..Document::of_text(text) };
    Reading { schema: SCHEMA.to_owned(), document, actors: Vec::new(), statements: Vec::new(), events: Vec::new() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reading_comes_out_as_it_went_in(reading in reading()) {
        let mut ledger = Ledger::in_memory().unwrap();
        prop_assert_eq!(ledger.add(&reading).unwrap(), Added::New);
        prop_assert_eq!(ledger.reading(&reading.document.id).unwrap(), reading.clone());
        prop_assert_eq!(ledger.add(&reading).unwrap(), Added::Known);
        ledger.remove(&reading.document.id).unwrap();
        let gone = matches!(ledger.reading(&reading.document.id), Err(LedgerError::Unknown { .. }));
        prop_assert!(gone);
        // Nothing is left of it, so it can come again.
        prop_assert_eq!(ledger.add(&reading).unwrap(), Added::New);
    }
}

#[test]
fn another_text_under_a_known_id_is_refused() {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.add(&of_text("one", "The harbour was closed.")).unwrap();
    let other = of_text("one", "The harbour was opened.");
    assert!(matches!(ledger.add(&other), Err(LedgerError::Taken { .. })));
    assert!(matches!(ledger.has(&other.document), Err(LedgerError::Taken { .. })));
    assert_eq!(ledger.reading("one").unwrap().document.text, "The harbour was closed.");
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.txt");
    std::fs::write(&file, "The harbour was closed. ".repeat(100)).unwrap();
    assert!(matches!(Ledger::create(&file), Err(LedgerError::NotALedger { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "The harbour was closed. ".repeat(100));

    let other = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    assert!(matches!(Ledger::create(&other), Err(LedgerError::NotALedger { .. })));

    assert!(matches!(Ledger::open(Path::new("/nowhere/at/all.db")), Err(LedgerError::Missing { .. })));
    assert!(matches!(Ledger::create(Path::new("/nowhere/at/all.db")), Err(LedgerError::ReadOnly { .. })));
}

#[test]
fn a_ledger_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    drop(Ledger::create(&file).unwrap());
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Ledger::create(&file).map(drop).unwrap_err();
    assert!(matches!(error, LedgerError::Newer { version: 99, .. }), "{error}");
    assert!(error.to_string().contains("later sayso"), "{error}");
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 1).unwrap();
    let error = Ledger::open(&file).err().unwrap();
    assert!(error.to_string().contains("earlier sayso") && error.to_string().contains("new ledger"), "{error}");
}

#[test]
fn two_may_add_at_once() {
    const EACH: usize = 40;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    let add = |who: usize| {
        let file = file.clone();
        move || {
            let mut ledger = Ledger::create(&file).unwrap();
            for number in 0..EACH {
                // Half of the documents both have.
                let id = if number % 2 == 0 { format!("both-{number}") } else { format!("{who}-{number}") };
                ledger.add(&of_text(&id, &format!("Text of {id}."))).unwrap();
            }
        }
    };
    let threads = [0, 1].map(|who| std::thread::spawn(add(who)));
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let count: i64 = rusqlite::Connection::open(&file)
        .unwrap()
        .query_row("SELECT count(*) FROM documents", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, EACH as i64 / 2 + EACH as i64);
}
