//! An analyst's corrections stand in all that the ledger says, and are taken back without a trace.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod story;

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use sayso_ledger::{Added, Correction, Field, Filter, IncidentFilter, Ledger, LedgerError, StatementRow, Who};
use sayso_reading::{Certainty, Confidence, Reading, Role, SourceKind, Stance};
use story::Story;

const TEXT: &str = "A bomb hit the market in Orsa on Friday, killing six dockers. The Ministry of Ports said that the Tarn Front hit \
                    the market. Ilva Marrek said that the bombing was a lie. The group said that it was quiet.";

/// An article with an event that has three roles, and three statements: of a1, a2 and a3.
fn article(id: &str) -> Reading {
    Story::new(id, "The Orsa Post", "2031-05-03")
        .text(TEXT)
        .event("hit", |event| {
            event
                .place("Orsa", 40.0, 20.0)
                .day("Friday", "2031-05-02")
                .role(Role::PerpetratorOrganisation, "the Tarn Front", None)
                .role(Role::Victim, "six dockers", None)
                .role(Role::Instrument, "A bomb", None)
        })
        .says("The Ministry of Ports", "said", "the Tarn Front hit the market", Stance::Asserts)
        .says_named("Ilva Marrek", "said", "the bombing was a lie", Stance::Asserts)
        .says("The group", "said", "it was quiet", Stance::Asserts)
        .reading
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.add(&article("n1")).unwrap();
    ledger
}

fn actor(id: &str) -> Who {
    Who::Actor(id.to_owned())
}

fn role(role: Option<Role>, who: Option<Who>) -> Correction {
    Correction::Role { role, who }
}

fn statements(ledger: &Ledger, filter: &Filter) -> Vec<StatementRow> {
    let mut rows = Vec::new();
    ledger
        .statements(filter, |row| {
            rows.push(row);
            true
        })
        .unwrap();
    rows
}

/// The actors as `sources` lists them: id, name and statements.
fn sources(ledger: &Ledger) -> Vec<(String, String, i64)> {
    let mut rows = Vec::new();
    let filter = sayso_ledger::ActorFilter { sources: true, ..Default::default() };
    ledger
        .actors(&filter, |row| {
            rows.push((row.id, row.name, row.statements));
            true
        })
        .unwrap();
    rows
}

#[test]
fn a_stance_is_corrected_everywhere() {
    let mut ledger = ledger();
    let made = ledger.correct("n1#s2", &Correction::Stance(Stance::Denies), Some("Ann")).unwrap();
    assert_eq!((made.kind.as_str(), made.analyst.as_deref()), ("correction", Some("Ann")));
    assert_eq!(made.words, "n1#s2: stance “denies”, was “asserts”");
    assert_eq!(ledger.decisions().unwrap(), [made]);
    assert_eq!(ledger.reading("n1").unwrap().statements[1].stance, Stance::Denies);
    let denials = statements(&ledger, &Filter { stance: Some(Stance::Denies), ..Filter::default() });
    assert_eq!(denials.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["n1#s2"]);
    let marrek = sources(&ledger).into_iter().find(|it| it.1 == "Ilva Marrek").unwrap().0;
    assert_eq!(ledger.actor(&marrek).unwrap().said, [(Stance::Denies, 1)]);
    let row = &ledger.corrections("n1").unwrap()[0];
    assert_eq!((row.of.as_str(), row.role, row.struck), ("s2", None, false));
    assert_eq!(row.decision.words, "stance “denies”, was “asserts”");
}

#[test]
fn a_certainty_is_corrected_beside_a_stance_and_taken_back() {
    let mut ledger = ledger();
    let before = ledger.reading("n1").unwrap();
    let certainty = |ledger: &Ledger| ledger.reading("n1").unwrap().statements[1].certainty;
    let made = ledger.correct("n1#s2", &Correction::Certainty(Some(Certainty::Doubtful)), Some("Ann")).unwrap();
    assert!(made.words.starts_with("n1#s2: certainty “doubtful”, was “"), "{}", made.words);
    let stance = ledger.correct("n1#s2", &Correction::Stance(Stance::Doubts), None).unwrap();
    assert_eq!(certainty(&ledger), Some(Certainty::Doubtful));
    let untold = ledger.correct("n1#s2", &Correction::Certainty(None), None).unwrap();
    assert_eq!(untold.words, "n1#s2: certainty “not told”, was “doubtful”");
    assert_eq!(certainty(&ledger), None);
    assert_eq!(statements(&ledger, &Filter { stance: Some(Stance::Doubts), ..Filter::default() })[0].certainty, None);
    let again = ledger.correct("n1#s2", &Correction::Certainty(None), None);
    assert!(matches!(again, Err(LedgerError::Already { .. })));
    let role = ledger.correct("n1#e1.1", &Correction::Certainty(None), None);
    assert!(matches!(role, Err(LedgerError::Uncorrectable { .. })));
    ledger.undo(untold.number).unwrap();
    assert_eq!(certainty(&ledger), Some(Certainty::Doubtful), "the one before stands again");
    ledger.undo(made.number).unwrap();
    ledger.undo(stance.number).unwrap();
    assert_eq!(ledger.reading("n1").unwrap(), before);
}

#[test]
fn a_source_is_corrected_everywhere_and_counted_with_its_actor() {
    let mut ledger = ledger();
    let counts = |ledger: &Ledger| sources(ledger).into_iter().map(|it| (it.1, it.2)).collect::<Vec<_>>();
    assert_eq!(counts(&ledger), [("Ilva Marrek".to_owned(), 1)], "the others have no name of their own");
    // By name, whatever its case.
    let made = ledger.correct("n1#s3", &Correction::Source(actor("ilva marrek")), None).unwrap();
    assert_eq!(made.words, "n1#s3: source Ilva Marrek, was The group");
    assert_eq!(counts(&ledger), [("Ilva Marrek".to_owned(), 2)]);
    let source = &ledger.reading("n1").unwrap().statements[2].source;
    assert_eq!((source.actor.as_deref(), source.kind), (Some("a2"), Some(SourceKind::Named)));
    assert_eq!(source.spans[0].text, "The group", "the words of the text stay");
    let marrek = sources(&ledger)[0].0.clone();
    let said = statements(&ledger, &Filter { actor: Some(marrek), ..Filter::default() });
    assert_eq!(said.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["n1#s2", "n1#s3"]);
    assert_eq!(ledger.trace("n1#s3").unwrap().appearances[0].source, "Ilva Marrek");
    assert_eq!(ledger.trace("n1#s3").unwrap().appearances[0].chain[0].who, "Ilva Marrek");

    ledger.correct("n1#s3", &Correction::Source(Who::Unknown), None).unwrap();
    let source = &ledger.reading("n1").unwrap().statements[2].source;
    assert_eq!((source.actor.as_deref(), source.kind), (None, Some(SourceKind::Unnamed)));
    assert_eq!(counts(&ledger), [("Ilva Marrek".to_owned(), 1)]);
}

#[test]
fn a_role_is_corrected_in_what_is_claimed_of_the_incident() {
    let mut ledger = ledger();
    let perpetrators = |ledger: &Ledger| {
        let mut found = Vec::new();
        let each = |incident: sayso_ledger::Incident| {
            found.extend(incident.claims(Field::Perpetrator).iter().map(|claim| claim.value.to_string()));
            true
        };
        ledger.incidents(&IncidentFilter::default(), each).unwrap();
        found
    };
    assert_eq!(perpetrators(&ledger), ["the Tarn Front"]);
    let made = ledger.correct("n1#e1.1", &role(None, Some(actor("a3"))), None).unwrap();
    assert_eq!(made.words, "n1#e1.1: “the Tarn Front”: The group, was nobody named");
    assert_eq!(perpetrators(&ledger), ["The group"]);
    // The victim is a perpetrator now; on whose word nobody has said.
    let made = ledger.correct("n1#e1.2", &role(Some(Role::PerpetratorIndividual), Some(actor("a2"))), None).unwrap();
    assert_eq!(
        made.words,
        "n1#e1.2: “six dockers”: role perpetrator individual, was victim; Ilva Marrek, was nobody named"
    );
    assert_eq!(perpetrators(&ledger), ["The group", "Ilva Marrek"]);
    let confidences = |ledger: &Ledger| {
        ledger.reading("n1").unwrap().events[0].roles.iter().map(|role| role.confidence).collect::<Vec<_>>()
    };
    assert_eq!(confidences(&ledger), [Some(Confidence::Accused), None, None]);
    ledger.correct("n1#e1.1", &role(Some(Role::Victim), None), None).unwrap();
    assert_eq!(confidences(&ledger), [None, None, None]);

    ledger.correct("n1#e1.2", &Correction::Struck, Some("Ben")).unwrap();
    assert_eq!(perpetrators(&ledger), Vec::<String>::new());
    let row = ledger.corrections("n1").unwrap().pop().unwrap();
    assert_eq!((row.of.as_str(), row.role, row.struck), ("e1", Some(2), true));
    // The third is still the third, and the second can be had back.
    ledger.correct("n1#e1.3", &role(Some(Role::Actor), None), None).unwrap();
    let struck = ledger.correct("n1#e1.2", &role(Some(Role::Victim), None), None);
    assert!(matches!(struck, Err(LedgerError::Uncorrectable { .. })));
    ledger.undo(row.decision.number).unwrap();
    let roles: Vec<String> =
        ledger.reading("n1").unwrap().events[0].roles.iter().map(|it| it.span.text.clone()).collect();
    assert_eq!(roles, ["the Tarn Front", "six dockers", "A bomb"]);
}

#[test]
fn exports_show_the_corrected_values() {
    let mut ledger = ledger();
    ledger.correct("n1#s2", &Correction::Stance(Stance::Denies), None).unwrap();
    ledger.correct("n1#s3", &Correction::Source(actor("a2")), None).unwrap();
    ledger.correct("n1#e1.1", &role(None, Some(actor("a3"))), None).unwrap();
    ledger.correct("n1#e1.2", &Correction::Struck, None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    ledger.export(folder.path(), sayso_ledger::Form::Csv, false).unwrap();
    let table = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let statements = table("statements.csv");
    assert!(statements.lines().any(|line| line.contains("#s2") && line.contains("denies")), "{statements}");
    assert!(statements.lines().any(|line| line.contains("#s3") && line.contains("Ilva Marrek")), "{statements}");
    let events = table("events.csv");
    assert!(events.contains("perpetrator_organisation: The group; instrument: A bomb"), "{events}");
}

#[test]
fn the_last_word_stands_and_any_can_be_taken_back() {
    let mut ledger = ledger();
    let stance = |ledger: &Ledger| ledger.reading("n1").unwrap().statements[0].stance;
    let first = ledger.correct("n1#s1", &Correction::Stance(Stance::Accuses), Some("Ann")).unwrap();
    let second = ledger.correct("n1#s1", &Correction::Stance(Stance::Denies), Some("Ben")).unwrap();
    assert_eq!(second.words, "n1#s1: stance “denies”, was “accuses”");
    ledger.undo(first.number).unwrap();
    assert_eq!(stance(&ledger), Stance::Denies);
    ledger.undo(second.number).unwrap();
    assert_eq!(stance(&ledger), Stance::Asserts);
    assert!(matches!(ledger.undo(second.number), Err(LedgerError::Unknown { .. })));

    let first = ledger.correct("n1#s1", &Correction::Stance(Stance::Accuses), None).unwrap();
    let second = ledger.correct("n1#s1", &Correction::Stance(Stance::Denies), None).unwrap();
    ledger.undo(second.number).unwrap();
    assert_eq!(stance(&ledger), Stance::Accuses);
    ledger.undo(first.number).unwrap();
    assert_eq!(stance(&ledger), Stance::Asserts);
    assert_eq!(ledger.corrections("n1").unwrap(), []);
}

#[test]
fn what_cannot_be_corrected_is_told_with_the_mend() {
    let mut ledger = ledger();
    let denies = Correction::Stance(Stance::Denies);
    let strike = role(Some(Role::Victim), None);
    for (id, correction, expected) in [
        ("n1#s9", &denies, "n1#s9: nothing in the ledger has this id"),
        ("n9#s1", &denies, "n9#s1: nothing in the ledger has this id"),
        ("n1", &denies, "n1: nothing in the ledger has this id"),
        ("n1#e1.x", &strike, "n1#e1.x: nothing in the ledger has this id"),
        (
            "n1#e1.9",
            &strike,
            "n1#e1.9: does not say which role; name one of n1#e1.1 (perpetrator organisation, “the Tarn Front”), n1#e1.2 (victim",
        ),
        ("n1#e1", &strike, "n1#e1: does not say which role; name one of n1#e1.1"),
        ("n1#e1.1", &denies, "n1#e1.1: a role has no stance, no certainty and no source; correct"),
        ("n1#s1", &strike, "n1#s1: a statement has no role; correct"),
        ("n1#s1", &Correction::Stance(Stance::Asserts), "n1#s1: its stance is “asserts” already"),
        (
            "n1#s1",
            &Correction::Source(actor("A1")),
            "A1: none or several in n1 have this id or name; it has a1 (The Ministry of Ports), a2 (Ilva",
        ),
        ("n1#s1", &Correction::Source(actor("a1")), "n1#s1: its source is The Ministry of Ports already"),
        ("n1#e1.2", &strike, "n1#e1.2: “six dockers” is victim already"),
    ] {
        let error = ledger.correct(id, correction, None).map(drop).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    assert_eq!(ledger.decisions().unwrap(), []);
    // An event's id is enough where one role only can be meant.
    let victim = ledger.correct("n1#e1", &role(Some(Role::Victim), Some(actor("a2"))), None).unwrap();
    assert!(victim.words.starts_with("n1#e1.2: "), "{}", victim.words);
}

#[test]
fn a_struck_role_comes_back_whatever_came_since() {
    let mut ledger = ledger();
    let struck = ledger.correct("n1#e1.3", &Correction::Struck, None).unwrap();
    ledger.add(&article("n2")).unwrap();
    ledger.undo(struck.number).unwrap();
    for id in ["n1", "n2"] {
        assert_eq!(ledger.reading(id).unwrap(), article(id));
    }
}

#[test]
fn a_document_goes_with_its_corrections() {
    let mut ledger = ledger();
    let made = ledger.correct("n1#s1", &Correction::Stance(Stance::Denies), None).unwrap();
    ledger.correct("n1#s1", &Correction::Source(actor("a2")), None).unwrap();
    ledger.correct("n1#e1.1", &Correction::Struck, None).unwrap();
    ledger.remove("n1").unwrap();
    ledger.undo(made.number).unwrap();
    assert_eq!(ledger.decisions().unwrap().len(), 3);
    assert_eq!(ledger.add(&article("n1")).unwrap(), Added::New);
    assert_eq!(ledger.reading("n1").unwrap(), article("n1"));
}

#[test]
fn who_is_cited_follows_the_source() {
    let wire = "A bomb hit the market in Orsa on Friday, killing six dockers near the grain quay.";
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.add(&Story::new("wire", "Kestrel Wire", "2031-05-02").text(wire).event("hit", |it| it).reading).unwrap();
    let text =
        "Six dockers died when a bomb hit the grain quay market in Orsa, Kestrel Wire said. Ilva Marrek said nothing.";
    let mut citing = Story::new("paper", "The Orsa Post", "2031-05-03")
        .text(text)
        .event("hit", |it| it)
        .says_named("Kestrel Wire", "said", "a bomb hit the grain quay market in Orsa", Stance::Asserts)
        .says_named("Ilva Marrek", "said", "nothing", Stance::Asserts)
        .reading;
    citing.actors[0].kind = sayso_reading::ActorKind::Outlet;
    ledger.add(&citing).unwrap();
    let cites = |ledger: &Ledger| ledger.families().unwrap().iter().map(|family| family.edges.len()).sum::<usize>();
    assert_eq!(cites(&ledger), 1, "the paper cites the wire");
    let made = ledger.correct("paper#s1", &Correction::Source(actor("a2")), None).unwrap();
    assert_eq!(cites(&ledger), 0);
    ledger.undo(made.number).unwrap();
    assert_eq!(cites(&ledger), 1);
}

/// All rows of all tables but those that say what was decided.
fn rows(file: &std::path::Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open(file).unwrap();
    let mut query =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name").unwrap();
    let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let names = names.into_iter().filter(|name| name != "decisions" && name != "corrections");
    let all = |name: &String| {
        let mut query = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = query.column_count();
        let rows = query.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap();
        rows.map(Result::unwrap).collect()
    };
    names.map(|name| (name.clone(), all(&name))).collect()
}

/// Any correction of the article, sensible or not.
fn correction() -> impl Strategy<Value = (&'static str, Correction)> {
    let who = prop_oneof![Just(Who::Unknown), (1..4u8).prop_map(|number| actor(&format!("a{number}")))];
    let stance =
        prop::sample::select(vec![Stance::Asserts, Stance::Denies, Stance::Accuses]).prop_map(Correction::Stance);
    let roles = prop::sample::select(vec![Role::PerpetratorOrganisation, Role::Victim, Role::Actor]);
    let of_role = (prop::option::of(roles), prop::option::of(who.clone())).prop_map(|(it, who)| role(it, who));
    let certainty = prop::sample::select(vec![None, Some(Certainty::Certain), Some(Certainty::False)]);
    let of_statement = prop_oneof![stance, certainty.prop_map(Correction::Certainty), who.prop_map(Correction::Source)];
    let of_event = prop_oneof![4 => of_role, 1 => Just(Correction::Struck)];
    prop_oneof![
        (prop::sample::select(vec!["n1#s1", "n1#s2", "n1#s3"]), of_statement),
        (prop::sample::select(vec!["n1#e1.1", "n1#e1.2", "n1#e1.3"]), of_event),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn taken_back_in_any_order_nothing_is_left(
        (made, order) in prop::collection::vec(correction(), 1..9).prop_flat_map(|made| {
            let order: Vec<usize> = (0..made.len()).collect();
            (Just(made), Just(order).prop_shuffle())
        })
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("news.db");
        let mut ledger = Ledger::create(&file).unwrap();
        ledger.add(&article("n1")).unwrap();
        ledger.add(&article("n2")).unwrap();
        let before = rows(&file);
        // Those that change nothing are refused.
        let numbers: Vec<Option<i64>> =
            made.iter().map(|(id, correction)| ledger.correct(id, correction, None).ok().map(|it| it.number)).collect();
        for number in order.into_iter().filter_map(|at| numbers[at]) {
            ledger.undo(number).unwrap();
        }
        prop_assert_eq!(rows(&file), before);
    }
}
