//! Who carries whom, and what an outlet originates and repeats, on stories about invented places.

mod story;

use std::collections::BTreeSet;

use sayso_ledger::{CarryFilter, CarryKind, DocumentFilter, Filter, Incident, IncidentFilter, Ledger, LedgerError};
use sayso_reading::{Carrier, CarrierKind, Stance};
use story::Story;

const STRIKE: &str = "A missile strike on the grain quay of Ulvik on Monday killed 12 dockers, said Ilmar Dost, a captain of the coastguard. \
     The dead were brought to the fish market, where their families waited in the rain until the evening.";

fn strike(id: &str, outlet: &str, day: &str) -> Story {
    let said = &STRIKE[..STRIKE.find(", said").expect("somebody says it")];
    Story::new(id, outlet, day)
        .text(STRIKE)
        .event("strike", |event| {
            event.place("Ulvik", 48.0, 36.0).day("Monday", "2031-05-12").killed("12", Some(12), Some(12))
        })
        .says_named("Ilmar Dost", "said", said, Stance::Asserts)
}

/// A strike told by an agency and copied; what Odo Marn said to Petra Lund, as the same paper has it; what an unnamed fisherman said.
fn ledger() -> Ledger {
    let mut carried = Story::new("carried", "Velm Herald", "2031-05-06")
        .text("Petra Lund recalled what Odo Marn said: the bridge would hold.")
        .says_named("Odo Marn", "said", "the bridge would hold", Stance::Promises)
        .says_named("Petra Lund", "recalled", "what Odo Marn said: the bridge would hold", Stance::Asserts);
    let (span, actor) = {
        let source = &carried.reading.statements[1].source;
        (source.spans[0].clone(), source.actor.clone())
    };
    carried.reading.statements[0].via.push(Carrier { span, actor, kind: CarrierKind::QuotedBy });
    let twice = Story::new("twice", "The Velm Herald", "2031-05-07")
        .text("Odo Marn said the river was high. Odo Marn added that Petra Lund had seen worse.")
        .says_named("Odo Marn", "said", "the river was high", Stance::Asserts)
        .says_named("Petra Lund", "had seen", "worse", Stance::Other)
        .says_named("Odo Marn", "added", "Petra Lund had seen worse", Stance::Asserts);
    let stories = [
        strike("wire", "Kestrel Wire", "2031-05-13"),
        strike("copy", "Velm Herald", "2031-05-14"),
        strike("other", "Front Radio", "2031-05-15"),
        carried,
        twice,
    ];
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

/// "Odo Marn quotes Velm Herald 2", in the order of the rows.
fn edges(ledger: &Ledger, filter: &CarryFilter) -> Vec<String> {
    let rows = ledger.carrying(filter).expect("rows").rows;
    let kind = |kind: CarryKind| sayso_reading::code(kind);
    rows.iter().map(|row| format!("{} {} {} {}", row.from.name, kind(row.kind), row.to.name, row.count)).collect()
}

fn incident(ledger: &Ledger) -> Incident {
    let mut found = None;
    let each = |incident| {
        found = Some(incident);
        false
    };
    ledger.incidents(&IncidentFilter::default(), each).expect("incidents");
    found.expect("an incident")
}

#[test]
fn each_step_from_a_source_to_who_repeats_it_is_an_edge() {
    let ledger = ledger();
    let found = edges(&ledger, &CarryFilter::default());
    // What came through Petra Lund is not quoted from Odo Marn himself; an outlet's article makes no difference to its name.
    let expected = [
        "Petra Lund quotes Velm Herald 2",
        "Kestrel Wire reprints Front Radio 1",
        "Kestrel Wire reprints Velm Herald 1",
        "Ilmar Dost quotes Front Radio 1",
        "Ilmar Dost quotes Kestrel Wire 1",
        "Ilmar Dost quotes Velm Herald 1",
        "Odo Marn carries Petra Lund 1",
        "Odo Marn quotes Velm Herald 2",
        "Petra Lund carries Velm Herald 1",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert_eq!(found[0], "Odo Marn quotes Velm Herald 2", "most first");
}

#[test]
fn of_an_incident_only_what_tells_of_it() {
    let ledger = ledger();
    let filter = CarryFilter { incident: Some(incident(&ledger).id), ..CarryFilter::default() };
    let found = edges(&ledger, &filter);
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found.iter().all(|edge| !edge.contains("Odo Marn")), "{found:?}");
    let missing = CarryFilter { incident: Some("i99".to_owned()), ..CarryFilter::default() };
    assert!(matches!(ledger.carrying(&missing), Err(LedgerError::Unknown { id }) if id == "i99"));
}

#[test]
fn a_limit_takes_the_strongest_pairs_and_says_of_how_many() {
    let ledger = ledger();
    let all = ledger.carrying(&CarryFilter::default()).expect("rows");
    assert_eq!((all.documents, all.pairs), (5, 8));
    let found = ledger.carrying(&CarryFilter { most: Some(1), ..CarryFilter::default() }).expect("rows");
    assert_eq!((found.documents, found.pairs), (5, 8));
    // Petra Lund has the most together, and of outlets the agency.
    let pairs: BTreeSet<(&str, &str)> =
        found.rows.iter().map(|row| (row.from.name.as_str(), row.to.name.as_str())).collect();
    assert_eq!(
        pairs,
        BTreeSet::from([("Petra Lund", "Velm Herald"), ("Kestrel Wire", found.rows[2].to.name.as_str())])
    );
    assert_eq!(found.rows.len(), 3, "of a pair all ways: {:?}", found.rows);
}

#[test]
fn behind_an_edge_stand_statements_and_copies() {
    let ledger = ledger();
    let rows = ledger.carrying(&CarryFilter::default()).expect("rows").rows;
    for row in &rows {
        let behind = ledger.carried(&CarryFilter::default(), &row.from.id, &row.to.id, (0, 50)).expect("it is there");
        let all = rows.iter().filter(|other| (&other.from, &other.to) == (&row.from, &row.to));
        let (copies, statements): (Vec<_>, Vec<_>) =
            all.partition(|row| matches!(row.kind, CarryKind::Reprints | CarryKind::Credits | CarryKind::Cites));
        let count = |rows: &[&sayso_ledger::CarryRow]| rows.iter().map(|row| row.count).sum::<usize>();
        assert_eq!(behind.copies.len(), count(&copies));
        // One statement may go two ways to the same end.
        assert!(behind.statements.len() <= count(&statements) && behind.statements.is_empty() == statements.is_empty());
    }
    let copy = rows.iter().find(|row| row.kind == CarryKind::Reprints && row.to.name == "Velm Herald").expect("a copy");
    let behind = ledger.carried(&CarryFilter::default(), &copy.from.id, &copy.to.id, (0, 50)).expect("it is there");
    assert_eq!(behind.copies[0].copy.id, "copy");
    assert_eq!(behind.copies[0].original.as_ref().map(|it| it.id.as_str()), Some("wire"));
    assert!(ledger.carried(&CarryFilter::default(), "a999", &copy.to.id, (0, 50)).is_err());
    assert!(ledger.carried(&CarryFilter::default(), "nobody", &copy.to.id, (0, 50)).is_err());
}

#[test]
fn what_stands_behind_an_edge_is_paged_by_document() {
    let ledger = ledger();
    let rows = ledger.carrying(&CarryFilter::default()).expect("rows").rows;
    let row = rows.iter().find(|row| row.from.name == "Petra Lund" && row.kind == CarryKind::Quotes).expect("an edge");
    let part = |skip, limit| {
        let found = ledger.carried(&CarryFilter::default(), &row.from.id, &row.to.id, (skip, limit)).expect("a part");
        assert_eq!(found.documents, 2);
        found.statements.into_iter().map(|it| it.document).collect::<BTreeSet<_>>()
    };
    assert_eq!(part(0, 1), BTreeSet::from(["twice".to_owned()]), "the latest first");
    assert_eq!(part(1, 1), BTreeSet::from(["carried".to_owned()]));
    assert_eq!(part(0, 9).len(), 2);
    assert!(part(2, 9).is_empty());
}

#[test]
fn an_outlet_is_what_it_originates_and_what_it_repeats() {
    let ledger = ledger();
    let herald = ledger.outlet("the velm herald").expect("an outlet");
    assert_eq!((herald.documents, herald.statements, herald.first_hand), (3, 6, 4));
    assert_eq!(herald.articles.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["copy", "twice", "carried"]);
    assert!(herald.origins.is_empty() && herald.repeated_by.is_empty());
    assert!(herald.repeats.iter().any(|row| row.from.name == "Kestrel Wire" && row.kind == CarryKind::Reprints));
    let wire = ledger.outlet("Kestrel Wire").expect("an outlet");
    let [origin] = wire.origins.as_slice() else { panic!("one text: {:?}", wire.origins) };
    assert_eq!(origin.document.id, "wire");
    assert_eq!(origin.copies.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["copy", "other"]);
    assert_eq!(wire.repeated_by.len(), 2);
    assert!(matches!(ledger.outlet("The Brenth Post"), Err(LedgerError::Unknown { .. })));
}

#[test]
fn what_is_said_of_somebody_and_who_mentions_them() {
    let ledger = ledger();
    let mut petra = None;
    let each = |row: sayso_ledger::ActorRow| {
        petra = (row.name == "Petra Lund").then_some(row.id);
        petra.is_none()
    };
    ledger.actors(&sayso_ledger::ActorFilter::default(), each).expect("actors");
    let petra = petra.expect("Petra Lund is known");
    let filter = DocumentFilter { actor: Some(petra.clone()), ..DocumentFilter::default() };
    let documents = ledger.list_documents(&filter).expect("documents");
    assert_eq!(documents.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["twice", "carried"]);
    assert_eq!(ledger.count_documents(&filter).expect("a count"), 2);
    // Her own words are not said of her.
    let said = ledger.said_of(&petra, 10).expect("statements");
    assert_eq!(said.iter().map(|row| row.cue.as_str()).collect::<Vec<_>>(), ["added"], "{said:?}");
    let by_stance = Filter { actor: Some(petra), stance: Some(Stance::Other), latest: true, ..Filter::default() };
    assert_eq!(ledger.count_statements(&by_stance).expect("a count"), 1);
}

#[test]
fn an_incident_leads_to_its_sentences_and_its_place() {
    let ledger = ledger();
    let incident = incident(&ledger);
    let told = ledger.tellings(&incident.id, &incident.documents).expect("tellings");
    assert_eq!(told.len(), 3);
    for telling in &told {
        assert!(STRIKE.starts_with(&telling.passage.sentence) && telling.passage.sentence.ends_with("coastguard."));
        assert_eq!((telling.event.as_str(), telling.killed.as_slice()), ("e1", &[(Some(12), Some(12))][..]));
    }
    assert!(ledger.tellings(&incident.id, &["carried".to_owned()]).expect("none").is_empty());
    let spots = ledger.spots(&IncidentFilter::default(), 10).expect("places");
    let [spot] = spots.as_slice() else { panic!("one place: {spots:?}") };
    assert_eq!((spot.place.as_str(), spot.incidents), ("Ulvik", 1));
    let elsewhere = IncidentFilter { place: Some("Brenth".to_owned()), ..IncidentFilter::default() };
    assert!(ledger.spots(&elsewhere, 10).expect("places").is_empty());
}
