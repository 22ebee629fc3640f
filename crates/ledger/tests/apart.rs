//! Telling apart those whom one name means, on stories about invented people.

mod story;

use std::collections::BTreeMap;

use sayso_ledger::{ActorFilter, ActorRow, CarryFilter, Filter, Ledger, LedgerError};
use sayso_reading::{ActorKind, Stance};
use story::Story;

fn talk(id: &str, outlet: &str, day: &str, rest: &str) -> Story {
    Story::new(id, outlet, day)
        .text(&format!("Petra Lund said the bridge would hold. Odo Marn said he had no idea. {rest}"))
        .says_named("Petra Lund", "said", "the bridge would hold", Stance::Asserts)
        .says_named("Odo Marn", "said", "he had no idea", Stance::Other)
}

const PAINTING: &str = "The painting hangs in the hall of the town of Ulvik, between the old clock and the door to the stairs, \
    where it has hung since the flood of the spring before last, and nobody has asked for it back or paid for it.";

/// Petra Lund the engineer in two documents, the painter in two.
fn ledger() -> Ledger {
    let stories = [
        talk("bridge", "Velm Herald", "2031-05-06", "It was built by the river board."),
        talk("river", "Front Radio", "2031-05-07", "The water has fallen since Monday, and the ferry goes again."),
        talk("canvas", "Velm Herald", "2031-05-08", PAINTING),
        talk("easel", "Front Radio", "2031-05-09", "She paints by the lake in the summer."),
    ];
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

fn actors(ledger: &Ledger) -> BTreeMap<String, ActorRow> {
    let mut found = BTreeMap::new();
    let each = |row: ActorRow| {
        found.insert(row.name.clone(), row);
        true
    };
    ledger.actors(&ActorFilter::default(), each).expect("actors");
    found
}

/// Who is named, in how many documents, as the source of how many statements.
fn figures(ledger: &Ledger) -> Vec<(String, i64, i64)> {
    actors(ledger).into_values().map(|row| (row.name, row.mentioned, row.statements)).collect()
}

/// Documents of the statements of an actor.
fn said(ledger: &Ledger, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    let filter = Filter { actor: Some(id.to_owned()), ..Filter::default() };
    let each = |row: sayso_ledger::StatementRow| {
        found.push(row.document);
        true
    };
    ledger.statements(&filter, each).expect("statements");
    found
}

/// "Petra Lund → Velm Herald 2".
fn edges(ledger: &Ledger) -> Vec<String> {
    let rows = ledger.carrying(&CarryFilter::default()).expect("rows").rows;
    rows.iter().map(|row| format!("{} → {} {}", row.from.name, row.to.name, row.count)).collect()
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn who_is_another_in_some_documents_is_one_of_their_own() {
    let mut ledger = ledger();
    let (before, edges_before) = (figures(&ledger), edges(&ledger));
    let petra = actors(&ledger)["Petra Lund"].id.clone();
    let apart = named(&["canvas", "easel"]);
    let decision = ledger.tell_apart(&petra, &apart, None, Some("Ann")).expect("told apart");
    let now = actors(&ledger);
    let painter = &now["Petra Lund (2)"];
    assert_eq!((painter.kind, painter.mentioned, painter.statements), (ActorKind::Person, 2, 2));
    assert_eq!((now["Petra Lund"].mentioned, now["Petra Lund"].statements), (2, 2));
    assert_eq!(said(&ledger, &petra), ["bridge", "river"]);
    assert_eq!(said(&ledger, &painter.id), ["canvas", "easel"]);
    assert!(edges(&ledger).contains(&"Petra Lund (2) → Velm Herald 1".to_owned()), "{:?}", edges(&ledger));
    let made = ledger.decisions().expect("decisions").remove(0);
    assert_eq!((made.kind.as_str(), made.analyst.as_deref()), ("split_actor", Some("Ann")));
    assert!(made.words.contains("canvas, easel") && made.words.contains("“Petra Lund (2)”"), "{}", made.words);
    // Each leads to the other.
    for (one, other) in [(&petra, painter), (&painter.id, &now["Petra Lund"])] {
        let about = ledger.decisions_of(one).expect("decisions");
        assert_eq!(about[0].others, [(other.id.clone(), other.name.clone())]);
    }
    ledger.undo(decision).expect("undone");
    assert_eq!((figures(&ledger), edges(&ledger)), (before, edges_before));
    assert!(ledger.actor(&painter.id).is_err(), "nobody is left of them");
    assert!(ledger.decisions_of(&petra).expect("decisions").is_empty());
    assert!(ledger.undo(decision).is_err(), "it has been taken back already");
}

#[test]
fn what_was_decided_stands_when_more_is_added_and_copies_follow_it() {
    let mut ledger = ledger();
    let petra = actors(&ledger)["Petra Lund"].id.clone();
    let called = Some("Petra Lund, painter");
    let decision = ledger.tell_apart(&petra, &named(&["canvas"]), called, None).expect("told apart");
    let copy = talk("copy", "Kestrel Wire", "2031-05-09", PAINTING);
    let other = talk("bridge again", "Kestrel Wire", "2031-05-10", "The river board will paint it green next year.");
    for story in [&copy, &other] {
        ledger.add(&story.reading).expect("added");
    }
    let painter = actors(&ledger)["Petra Lund, painter"].id.clone();
    assert_eq!(said(&ledger, &painter), ["canvas", "copy"]);
    assert_eq!(said(&ledger, &petra), ["bridge", "river", "easel", "bridge again"]);
    ledger.relink(|_| ()).expect("relinked");
    assert_eq!(said(&ledger, &painter), ["canvas", "copy"], "it is no matter of happenings");
    ledger.undo(decision).expect("undone");
    assert_eq!(said(&ledger, &petra).len(), 6);
    assert!(!actors(&ledger).contains_key("Petra Lund, painter"));
}

#[test]
fn decisions_are_taken_back_in_any_order() {
    for first in [0, 1] {
        let mut ledger = ledger();
        let before = figures(&ledger);
        let petra = actors(&ledger)["Petra Lund"].id.clone();
        let one = ledger.tell_apart(&petra, &named(&["canvas", "easel"]), Some("painter"), None).expect("told apart");
        let painter = actors(&ledger)["painter"].id.clone();
        let other = ledger.tell_apart(&painter, &named(&["easel"]), Some("sculptor"), None).expect("told apart");
        assert_eq!(figures(&ledger).iter().filter(|it| ["painter", "sculptor"].contains(&it.0.as_str())).count(), 2);
        let order = if first == 0 { [one, other] } else { [other, one] };
        ledger.undo(order[0]).expect("undone");
        let left = actors(&ledger);
        assert_eq!((left.contains_key("painter"), left.contains_key("sculptor")), (first == 1, first == 0));
        ledger.undo(order[1]).expect("undone");
        assert_eq!(figures(&ledger), before);
    }
}

#[test]
fn who_was_told_apart_can_be_somebody_else_who_is_known() {
    let mut ledger = ledger();
    let before = figures(&ledger);
    let known = actors(&ledger);
    let (petra, odo) = (known["Petra Lund"].id.clone(), known["Odo Marn"].id.clone());
    let apart = ledger.tell_apart(&petra, &named(&["easel"]), Some("painter"), None).expect("told apart");
    let painter = actors(&ledger)["painter"].id.clone();
    ledger.merge(&[painter.clone(), odo.clone()], None).expect("merged");
    assert_eq!(said(&ledger, &painter).len(), 5);
    ledger.undo(apart).expect("undone");
    // Whom he was decided to be is nobody now, and he is himself again.
    assert_eq!(figures(&ledger), before);
    assert_eq!(said(&ledger, &odo).len(), 4);
}

#[test]
fn two_outlets_of_one_name_are_told_apart_with_what_they_publish() {
    let mut ledger = ledger();
    let herald = ledger.outlet("Velm Herald").expect("an outlet").outlet.id;
    let decision = ledger.tell_apart(&herald, &named(&["canvas"]), Some("Herald of Velm"), None).expect("told apart");
    let (one, other) = (ledger.outlet("Velm Herald"), ledger.outlet("Velm Herald 2"));
    assert_eq!(one.expect("an outlet").articles.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["bridge"]);
    let other = other.expect("by the name and a number");
    assert_eq!((other.outlet.name.as_str(), other.documents, other.statements), ("Herald of Velm", 1, 2));
    assert_eq!(other.repeats.len(), 2, "Petra Lund and Odo Marn: {:?}", other.repeats);
    ledger.undo(decision).expect("undone");
    assert_eq!(ledger.outlet("Velm Herald").expect("an outlet").documents, 2);
    assert!(ledger.outlet("Velm Herald 2").is_err());
}

#[test]
fn nobody_is_told_apart_from_nothing() {
    let mut ledger = ledger();
    let petra = actors(&ledger)["Petra Lund"].id.clone();
    let all = named(&["bridge", "river", "canvas", "easel"]);
    for documents in [all, named(&["no such"])] {
        let refused = ledger.tell_apart(&petra, &documents, None, None);
        assert!(matches!(refused, Err(LedgerError::Inseparable { .. })), "{refused:?}");
    }
    for id in ["a999", "i1", "nobody"] {
        assert!(matches!(ledger.tell_apart(id, &named(&["easel"]), None, None), Err(LedgerError::Unknown { .. })));
    }
    assert!(ledger.decisions().expect("decisions").is_empty());
}

#[test]
fn the_documents_that_name_somebody_show_their_sentences() {
    let ledger = ledger();
    let petra = actors(&ledger)["Petra Lund"].id.clone();
    let naming = ledger.naming(&petra, 3).expect("documents");
    assert_eq!(naming.iter().map(|it| it.document.id.as_str()).collect::<Vec<_>>(), ["easel", "canvas", "river"]);
    assert!(naming.iter().all(|it| it.sentence.as_deref() == Some("Petra Lund said the bridge would hold.")));
    let herald = ledger.outlet("Velm Herald").expect("an outlet").outlet.id;
    let own = ledger.naming(&herald, 9).expect("documents");
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|it| it.sentence.is_none()), "it publishes them and is not named");
}
