//! Counts that can be checked with a pencil.

use sayso_evaluation::incident::Scorer;
use sayso_evaluation::muc::{self, KeyConfidence};
use sayso_reading::{Confidence, Incident, Role};

use crate::sample::{message, reading};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

#[test]
fn each_filler_and_each_entity_is_counted_once() {
    let slots =
        [vec![], vec![words(&["ORSA FRONT", "OF"])], vec![words(&["A BRIDGE"]), words(&["THE DEPOT"])], vec![], vec![]];
    let gold = message("one", vec![("bombing".to_owned(), slots)]);
    let fillers = vec![
        (Role::PerpetratorOrganisation, "Orsa Front".to_owned()),
        (Role::PerpetratorOrganisation, "OF".to_owned()),
        (Role::PhysicalTarget, "bridge".to_owned()),
        (Role::PhysicalTarget, "old bridge".to_owned()),
    ];
    let mut scorer = Scorer::default();
    scorer.add(&gold, &reading("one", &[(Some(Incident::Bombing), fillers), (None, vec![])]));
    let scores = scorer.scores();
    // Type 1 of 1; organisations: both right, of one entity; targets: one of two right, one of two found.
    assert_eq!((scores.incident_type.precision, scores.incident_type.recall), (100.0, 100.0));
    assert_eq!((scores.PerpOrg.precision, scores.PerpOrg.recall), (100.0, 100.0));
    assert_eq!((scores.Target.precision, scores.Target.recall), (50.0, 50.0));
    assert_eq!((scores.micro.precision, scores.micro.recall), (80.0, 75.0));
    assert_eq!(scores.confidence, None);
}

#[test]
fn confidence_counts_with_the_name() {
    let entities = vec![words(&["orsa front"]), words(&["night group"])];
    let mut gold = message("one", vec![("attack".to_owned(), [vec![], entities, vec![], vec![], vec![]])]);
    let key = |organisation: &str, confidence| KeyConfidence {
        incident_type: "attack".to_owned(),
        organisation: organisation.to_owned(),
        confidence,
    };
    gold.confidence = Some(vec![key("ORSA FRONT", Confidence::Fact), key("NIGHT GROUP", Confidence::Possible)]);
    let fillers = ["Orsa Front", "Night Group"].map(|name| (Role::PerpetratorOrganisation, name.to_owned())).to_vec();
    let mut scorer = Scorer::default();
    scorer.add(&gold, &reading("one", &[(Some(Incident::Attack), fillers)]));
    let confidence = scorer.scores().confidence.unwrap();
    assert_eq!((confidence.precision, confidence.recall), (50.0, 50.0));
}

#[test]
fn a_corpus_is_read_from_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let gold = file(
        "gold.jsonl",
        "{\"docid\": \"DEV-MUC3-0001\", \"doctext\": \"a bridge.\", \"templates\": [{\"incident_type\": \"attack\", \
         \"Target\": [[[\"bridge\", 2]]]}]}\n\n",
    );
    let texts = file("texts", "DEV-MUC3-0001 (NOSC)\n\nA BRIDGE.\n");
    let read = muc::read(&gold, &[], &[]).unwrap();
    assert_eq!(read[0].document.text, "a bridge.");
    assert_eq!(read[0].templates[0].slots[2], [["bridge"]]);
    assert_eq!(muc::read(&gold, &[texts], &[]).unwrap()[0].document.text, "A BRIDGE.");

    let other = file("other", "DEV-MUC3-0002 (NOSC)\n\nA ROAD.\n");
    let error = muc::read(&gold, &[other], &[]).unwrap_err().to_string();
    assert!(error.starts_with("DEV-MUC3-0001: no such message"), "{error}");
    let broken = file("broken.jsonl", "{\"docid\": 1}\n");
    let error = muc::read(&broken, &[], &[]).unwrap_err().to_string();
    assert!(error.contains("broken.jsonl:1: "), "{error}");
    assert!(muc::read(&file("empty", "\n"), &[], &[]).unwrap_err().to_string().contains("no templates"));
}
