//! Figures that are kept are those that would be counted, whatever has changed.

mod story;

use std::collections::BTreeMap;

use sayso_ledger::{
    CarryFilter, Conflict, ConflictKind, Correction, Filter, Incident, IncidentFilter, IncidentRow, Ledger,
    OutletAccount, Who,
};
use sayso_reading::{Outlets, SourceKind, Stance};
use story::{Story, happenings, incidents};

/// What is kept is what is counted now: conflicts from the claims, who carries whom by linking all anew, an outlet's statements one by one.
fn assert_kept(ledger: &mut Ledger, after: &str) {
    let counted: Vec<Conflict> = incidents(ledger).iter().flat_map(Incident::conflicts).collect();
    let (kept, total) = ledger.conflicts(&IncidentFilter::default(), None).expect("conflicts");
    assert_eq!((&kept, total), (&counted, counted.len()), "after {after}");
    for kind in [ConflictKind::Dispute, ConflictKind::Denial, ConflictKind::Place, ConflictKind::Update] {
        let (kept, total) = ledger.conflicts(&IncidentFilter::default(), Some(kind)).expect("conflicts");
        let counted: Vec<Conflict> = counted.iter().filter(|it| it.kind == kind).cloned().collect();
        assert_eq!((&kept, total), (&counted, counted.len()), "{kind:?} after {after}");
    }
    let counted: Vec<IncidentRow> = incidents(ledger).iter().map(IncidentRow::from).collect();
    assert_eq!(ledger.incident_rows(&IncidentFilter::default()).expect("rows"), counted, "after {after}");
    let some = IncidentFilter { latest: true, skip: 1, limit: Some(2), ..IncidentFilter::default() };
    let mut asked = Vec::new();
    let each = |incident: Incident| {
        asked.push(IncidentRow::from(&incident));
        true
    };
    ledger.incidents(&some, each).expect("incidents");
    assert_eq!(ledger.incident_rows(&some).expect("rows"), asked, "after {after}");
    let mut each = 0;
    ledger
        .statements(&Filter::default(), |_| {
            each += 1;
            true
        })
        .expect("statements");
    assert_eq!(ledger.count_statements(&Filter::default()).expect("a count"), each, "after {after}");
    for name in ["The Orsa Post", "Front Radio"] {
        let OutletAccount { statements, first_hand, unnamed, .. } = ledger.outlet(name).expect("an outlet");
        let count = |filter: Filter| {
            ledger.count_statements(&Filter { outlet: Some(name.to_owned()), ..filter }).expect("a count")
        };
        let counted = (
            count(Filter::default()),
            count(Filter { first_hand: true, ..Filter::default() }),
            count(Filter { source_kind: Some(SourceKind::Unnamed), ..Filter::default() }),
        );
        assert_eq!((statements, first_hand, unnamed), counted, "{name} after {after}");
    }
    let kept = ledger.carrying(&CarryFilter::default()).expect("rows");
    ledger.relink(|_| ()).expect("relinked");
    assert_eq!(ledger.carrying(&CarryFilter::default()).expect("rows"), kept, "after {after}");
}

const QUAY: &str = "A missile hit the grain quay in Orsa on Friday, and it killed 12 dockers, said Ilmar Dost. The town was without light \
    until the morning, and the ferry to Brenth did not go, the harbour office said in a notice on its door.";

fn quay(id: &str, outlet: &str, day: &str, text: &str, toll: u64) -> Story {
    Story::new(id, outlet, day)
        .text(text)
        .event("hit", |event| {
            event.place("Orsa", 40.0, 20.0).day("Friday", "2031-05-02").killed(
                &toll.to_string(),
                Some(toll),
                Some(toll),
            )
        })
        .says_named(
            if text.contains("Runa") { "Runa Velkas" } else { "Ilmar Dost" },
            "said",
            &format!("it killed {toll} dockers"),
            Stance::Asserts,
        )
        .says("the harbour office", "said", "the ferry to Brenth did not go", Stance::Asserts)
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    let mut stories = happenings(6, 3);
    stories.push(quay("wire", "Front Radio", "2031-05-04", QUAY, 12));
    let other = QUAY.replace("12", "19").replace("Ilmar Dost", "Runa Velkas").replace("The town", "The whole town");
    stories.push(quay("post", "The Orsa Post", "2031-05-04", &other, 19));
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

#[test]
fn figures_that_are_kept_are_those_that_are_counted() {
    let mut ledger = ledger();
    assert!(ledger.conflicts(&IncidentFilter::default(), None).expect("conflicts").1 > 0, "something to count");
    assert_kept(&mut ledger, "adding");
    // An older text of which others are copies.
    ledger.add(&quay("first", "Kestrel Wire", "2031-05-03", QUAY, 12).reading).expect("added");
    assert_kept(&mut ledger, "adding an original");
    let stance = ledger.correct("wire#s1", &Correction::Stance(Stance::Denies), None).expect("corrected").number;
    assert_kept(&mut ledger, "a stance");
    let source = ledger.correct("post#s1", &Correction::Source(Who::Unknown), None).expect("corrected").number;
    assert_kept(&mut ledger, "a source");
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let each = |row: sayso_ledger::ActorRow| {
        ids.insert(row.name, row.id);
        true
    };
    ledger.actors(&sayso_ledger::ActorFilter::default(), each).expect("actors");
    let both = [ids["Ilmar Dost"].clone(), ids["Runa Velkas"].clone()];
    let merge = ledger.merge(&both, None).expect("merged");
    assert_kept(&mut ledger, "joining two who speak");
    let apart = ledger.tell_apart(&ids["Ilmar Dost"], &["wire".to_owned()], None, None).expect("told apart");
    assert_kept(&mut ledger, "telling one apart");
    let outlets = ["The Orsa Post", "Front Radio"].map(|name| ledger.outlet(name).expect("an outlet").outlet.id);
    let one = ledger.merge(&outlets, None).expect("merged");
    assert_kept(&mut ledger, "joining two outlets");
    for (decision, what) in
        [(merge, "a merge"), (stance, "a stance"), (apart, "telling apart"), (source, "a source"), (one, "outlets")]
    {
        ledger.undo(decision).expect("undone");
        assert_kept(&mut ledger, &format!("taking back {what}"));
    }
    let largest = incidents(&ledger).remove(0);
    let split = ledger.split(&largest.id, &largest.documents[..1], None).expect("split");
    assert_kept(&mut ledger, "a split");
    ledger.undo(split).expect("undone");
    for id in ["first", "wire"] {
        ledger.remove(id).expect("removed");
        assert_kept(&mut ledger, &format!("removing {id}"));
    }
}

#[test]
fn outlets_that_turn_out_to_be_of_one_owner_are_no_dispute_any_more() {
    let mut ledger = ledger();
    let own = Outlets::from_csv("name,owner\nThe Orsa Post,Union\nFront Radio,Union\n").expect("a table");
    ledger = ledger.knowing(Outlets::embedded().clone().extended(own));
    ledger.add(&quay("later", "The Orsa Post", "2031-05-06", QUAY, 12).reading).expect("added");
    assert_kept(&mut ledger, "another table of outlets");
}

#[test]
fn conflicts_are_paged_to_the_last() {
    let ledger = ledger();
    let (all, total) = ledger.conflicts(&IncidentFilter::default(), None).expect("conflicts");
    let mut paged = Vec::new();
    for skip in (0..total + 2).step_by(2) {
        let filter = IncidentFilter { skip, limit: Some(2), ..IncidentFilter::default() };
        let (part, of) = ledger.conflicts(&filter, None).expect("conflicts");
        assert!(part.len() <= 2 && of == total);
        paged.extend(part);
    }
    assert_eq!(paged, all);
    let elsewhere = IncidentFilter { place: Some("Nowhere".to_owned()), ..IncidentFilter::default() };
    assert_eq!(ledger.conflicts(&elsewhere, None).expect("conflicts"), (Vec::new(), 0));
}
