//! `sayso evaluate attribution`, on a corpus of one article.

mod world;

use world::World;

const TEXT: &str = "Ilva Brandt said the harbour was closed.\n";
/// In the form of the corpora: entities, then the attribution that joins them.
const ANNOTATION: &str = "\
T1\tSource 0 11\tIlva Brandt
T2\tCue 12 16\tsaid
T3\tContent 17 39\tthe harbour was closed
T4\tAttribution 12 16\tsaid
E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3
";

fn corpus() -> World {
    let world = World::new();
    world.write("corpus/text/harbour.txt", TEXT);
    world.write("corpus/attributions/harbour.ann", ANNOTATION);
    world
}

#[test]
fn measures_as_a_table_and_as_json() {
    let world = corpus();
    let json = world.run(&["evaluate", "attribution", "corpus", "--json"]);
    assert_eq!((json.status, json.stderr.as_str()), (Some(0), ""));
    let scores: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(scores["documents"], 1);
    assert_eq!(scores["words"], TEXT.split_whitespace().count());
    assert_eq!(scores["gold_statements"], 1);
    assert!(scores["relation"]["f1"].is_number());
    let table = world.run(&["evaluate", "attribution", "corpus"]);
    assert_eq!((table.status, table.stderr.as_str()), (Some(0), ""));
    assert!(table.stdout.contains("relation") && table.stdout.contains("triple"), "{}", table.stdout);
}

#[test]
fn a_folder_that_is_no_corpus_is_an_error() {
    let world = World::new();
    world.write("news/a.txt", TEXT);
    let ran = world.run(&["evaluate", "attribution", "news"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.starts_with("error: news: "), "{}", ran.stderr);
}

#[test]
fn a_broken_annotation_file_is_named_and_the_rest_is_measured() {
    let world = corpus();
    world.write("corpus/text/broken.txt", TEXT);
    world.write("corpus/attributions/broken.ann", b"T1\tSource 0 11\tIlva \xff\n");
    let ran = world.run(&["evaluate", "attribution", "corpus", "--json"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains("broken.ann"), "{}", ran.stderr);
    let scores: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(scores["documents"], 1);
}

/// A message of MUC-4's form with a template, its text beside it.
const TEMPLATE: &str = concat!(
    r#"{"docid": "DEV-MUC3-0001", "doctext": "guerrillas of the orsa front attacked a bridge today.", "#,
    r#""templates": [{"incident_type": "attack", "PerpOrg": [[["orsa front", 18]]], "Target": [[["bridge", 40]]]}]}"#,
    "\n"
);

#[test]
fn incidents_are_measured_as_a_table_and_as_json() {
    let world = World::new();
    world.write("gold.jsonl", TEMPLATE);
    world.write("keys", "0.  MESSAGE: ID                     DEV-MUC3-0001 (NOSC)\n");
    let json = world.run(&["evaluate", "incidents", "gold.jsonl", "--json", "--keys", "keys"]);
    assert_eq!((json.status, json.stderr.as_str()), (Some(0), ""));
    let scores: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(scores["documents"], 1);
    assert!(scores["Target"]["f1"].is_number() && scores["confidence"]["f1"].is_number());
    let table = world.run(&["evaluate", "incidents", "gold.jsonl"]);
    assert_eq!((table.status, table.stderr.as_str()), (Some(0), ""));
    assert!(table.stdout.contains("incident_type") && !table.stdout.contains("confidence"), "{}", table.stdout);
}

#[test]
fn a_message_that_the_texts_lack_is_an_error() {
    let world = World::new();
    world.write("gold.jsonl", TEMPLATE);
    world.write("texts", "TST1-MUC3-0007 (NOSC)\n\nANOTHER.\n");
    let ran = world.run(&["evaluate", "incidents", "gold.jsonl", "--texts", "texts"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("DEV-MUC3-0001"), "{}", ran.stderr);
}
