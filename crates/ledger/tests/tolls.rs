//! Whose word numbers are: several that one document gives for one happening, one that it attributes, one that a copy has changed.

mod story;

use std::collections::BTreeSet;

use sayso_ledger::{ConflictKind, Field, Form, Incident, Ledger};
use sayso_reading::Stance;
use story::{Story, happenings, incidents};

const QUAY: &str = "A missile hit the grain quay of Orsa on Monday. At least 31 dockers were killed, said Ilmar Dost, who leads the port. \
                    Runa Velkas, a surgeon in the town, claims that 23 dockers were killed. The cranes of the quay lay in the water until the \
                    evening, and no ship came in for two days.";

/// The missile on the quay, with the number that the surgeon gives.
fn quay(id: &str, outlet: &str, day: &str, surgeon: u64) -> Story {
    let words = surgeon.to_string();
    let text = QUAY.replace("23", &words);
    Story::new(id, outlet, day)
        .text(&text)
        .event("hit", |event| {
            let event =
                event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("At least 31", Some(31), None);
            event.further_killed(&words, Some(surgeon), Some(surgeon))
        })
        .says_named("Ilmar Dost", "said", "At least 31 dockers were killed", Stance::Asserts)
        .says_named("Runa Velkas", "claims", &format!("that {words} dockers were killed"), Stance::Asserts)
}

fn ledger_of(stories: &[Story]) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

/// The numbers of killed, by whom each is claimed and in which statements.
fn killed(incident: &Incident) -> Vec<(String, Vec<&str>, Vec<&str>)> {
    let claims = incident.claims(Field::Killed).iter();
    let mut told: Vec<_> = claims
        .map(|claim| {
            let sources = claim.counted.iter().map(|it| it.source.as_str()).collect();
            (claim.value.to_string(), sources, claim.statements.iter().map(String::as_str).collect())
        })
        .collect();
    told.sort();
    told
}

#[test]
fn each_number_has_the_source_that_says_it() {
    let ledger = ledger_of(&[quay("post", "The Orsa Post", "2031-05-06", 23)]);
    let found = incidents(&ledger);
    assert_eq!(
        killed(&found[0]),
        [
            ("23".to_owned(), vec!["Runa Velkas"], vec!["post#s2"]),
            ("at least 31".to_owned(), vec!["Ilmar Dost"], vec!["post#s1"]),
        ]
    );
    let conflicts = found[0].conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!(
        (conflicts[0].field, conflicts[0].kind, conflicts[0].values.len()),
        (Field::Killed, ConflictKind::Dispute, 2)
    );
    let told = ledger.tellings(&found[0].id, &found[0].documents).expect("tellings");
    assert_eq!(told[0].killed, [(Some(31), None), (Some(23), Some(23))]);
}

#[test]
fn a_number_in_the_documents_own_voice_is_its_outlets() {
    let text = "A missile hit the grain quay of Orsa on Monday. At least 31 dockers were killed, said Ilmar Dost. The lists of the town have 23 dead.";
    let story = Story::new("post", "The Orsa Post", "2031-05-06")
        .text(text)
        .event("hit", |event| {
            let event = event.place("Orsa", 41.2, 20.1).killed("At least 31", Some(31), None);
            event.further_killed("23", Some(23), Some(23))
        })
        .says_named("Ilmar Dost", "said", "At least 31 dockers were killed", Stance::Asserts);
    let found = incidents(&ledger_of(&[story]));
    let told = killed(&found[0]);
    assert_eq!(told[0], ("23".to_owned(), vec!["The Orsa Post"], vec![]));
    assert_eq!(told[1].1, ["Ilmar Dost"]);
}

#[test]
fn a_copy_keeps_the_number_that_it_has_changed() {
    let stories = [quay("post", "The Orsa Post", "2031-05-06", 23), quay("copy", "Velm Herald", "2031-05-07", 27)];
    let ledger = ledger_of(&stories);
    assert_eq!(ledger.families().expect("families").len(), 1, "it is a copy");
    let found = incidents(&ledger);
    let told = killed(&found[0]);
    let values: Vec<(&str, &[&str])> = told.iter().map(|it| (it.0.as_str(), it.2.as_slice())).collect();
    assert_eq!(values, [("23", &["post#s2"][..]), ("27", &["copy#s2"]), ("at least 31", &["post#s1", "copy#s1"])]);
}

#[test]
fn what_the_text_says_to_have_risen_is_kept_once() {
    let text = "In Orsa 19 dockers died on Monday after a missile hit the quay, up from an earlier 12.";
    let story = Story::new("post", "The Orsa Post", "2031-05-06").text(text).event("hit", |event| {
        event.place("Orsa", 41.2, 20.1).killed("19", Some(19), Some(19)).further_killed("12", Some(12), Some(12))
    });
    let ledger = ledger_of(std::slice::from_ref(&story));
    let found = incidents(&ledger);
    let conflicts = found[0].conflicts();
    assert_eq!((conflicts.len(), conflicts[0].kind), (1, ConflictKind::Update), "{conflicts:?}");
    assert_eq!(killed(&found[0]).len(), 2);
    assert_eq!(ledger.reading("post").expect("a reading"), story.reading);
}

#[test]
fn nothing_is_left_of_what_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("news.db");
    let mut ledger = Ledger::create(&file).expect("a ledger");
    let other = quay("herald", "Velm Herald", "2031-05-07", 27);
    let mut stories = happenings(2, 2);
    stories.extend([quay("post", "The Orsa Post", "2031-05-06", 23), other.clone()]);
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    assert_eq!(ledger.reading("herald").expect("a reading"), other.reading);
    let before = incidents(&ledger);
    let id =
        before.iter().find(|it| it.documents.len() == 2 && it.documents[0] == "post").expect("the quay").id.clone();
    let split = ledger.split(&id, &["herald".to_owned()], None).expect("split");
    let alone = incidents(&ledger).into_iter().find(|it| it.documents == ["post"]).expect("the rest");
    assert!(killed(&alone).iter().all(|it| it.0 != "27"), "it went with its document");
    ledger.undo(split).expect("undone");
    assert_eq!(incidents(&ledger), before);
    for story in &stories {
        ledger.remove(&story.reading.document.id).expect("removed");
    }
    drop(ledger);
    let tables = rusqlite::Connection::open(&file).expect("a file");
    for table in ["tolls", "told_in", "events", "conflicts", "likeness"] {
        let left: i64 =
            tables.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("a count");
        assert_eq!(left, 0, "{table}");
    }
}

#[test]
fn views_and_exports_have_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("news.db");
    let mut ledger = Ledger::create(&file).expect("a ledger");
    ledger.add(&quay("post", "The Orsa Post", "2031-05-06", 23).reading).expect("added");
    ledger.export(folder.path(), Form::Jsonl, false).expect("exported");
    let row = |table: &str| {
        let lines = std::fs::read_to_string(folder.path().join(format!("{table}.jsonl"))).expect("lines");
        lines.lines().map(|line| serde_json::from_str(line).expect("an object")).collect::<Vec<serde_json::Value>>()
    };
    assert_eq!((&row("events")[0]["killed_low"], &row("events")[0]["further_killed"]), (&31.into(), &"23".into()));
    assert_eq!(row("events")[0]["further_injured"], serde_json::Value::Null);
    assert_eq!(row("claims").iter().filter(|it| it["field"] == "killed").count(), 2);
    drop(ledger);
    let tables = rusqlite::Connection::open(&file).expect("a file");
    let seen: Option<String> =
        tables.query_row("SELECT further_killed FROM what_happened", [], |row| row.get(0)).expect("a row");
    assert_eq!(seen.as_deref(), Some("23"));
}

#[test]
fn a_number_that_a_text_attributes_is_no_word_of_the_outlets_own() {
    let headline = "At least 12 killed in strike on grain quay of Orsa harbour";
    let told = |body: &str| {
        let text = format!("{headline}. {body}");
        Story::new("a", "The Orsa Post", "2031-05-06")
            .text(&text)
            .event("killed", |event| event.place("Orsa", 41.2, 20.1).killed("At least 12", Some(12), None))
            .event("missile strike", |event| {
                event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("twelve", Some(12), Some(12))
            })
    };
    let sources = |story: Story| {
        let found = incidents(&ledger_of(&[story]));
        let claims = found[0].claims(Field::Killed);
        let mut sources: Vec<String> =
            claims.iter().flat_map(|claim| &claim.counted).map(|it| it.source.clone()).collect();
        sources.dedup();
        sources
    };
    let body = "On Monday a missile strike killed twelve dockers on the grain quay, Ilmar Dost said.";
    let attributed =
        told(body).says_named("Ilmar Dost", "said", "a missile strike killed twelve dockers", Stance::Asserts);
    assert_eq!(sources(attributed), ["Ilmar Dost"]);
    assert_eq!(sources(told(body)), ["The Orsa Post"]);
}

#[test]
fn a_number_that_a_copy_has_changed_is_its_own() {
    let text = |toll: u64| {
        format!(
            "A missile strike on Monday killed {toll} dockers on the grain quay of Orsa harbour. The town was without light until the morning, \
             and the ferry to Brenth did not go, as the harbour office wrote on its door in the evening."
        )
    };
    let told = |id: &str, outlet: &str, day: &str, toll: u64| {
        Story::new(id, outlet, day).text(&text(toll)).event("strike", |event| {
            event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed(
                &toll.to_string(),
                Some(toll),
                Some(toll),
            )
        })
    };
    let sources = |stories: &[Story]| {
        let found = incidents(&ledger_of(stories));
        assert_eq!(found.len(), 1);
        let claims = found[0].claims(Field::Killed).iter();
        claims
            .map(|claim| (claim.value.to_string(), claim.counted[0].source.clone(), claim.sources))
            .collect::<BTreeSet<_>>()
    };
    let (first, changed) = (told("a", "The Orsa Post", "2031-05-06", 12), told("b", "Velm Herald", "2031-05-07", 19));
    let is = |value: &str, source: &str| (value.to_owned(), source.to_owned(), 1);
    assert_eq!(sources(&[first.clone(), changed]), [is("12", "The Orsa Post"), is("19", "Velm Herald")].into());
    let copied = told("b", "Velm Herald", "2031-05-07", 12);
    assert_eq!(sources(&[first, copied]), [is("12", "The Orsa Post")].into());
}
