//! The corpus beside this file, with scores computed by hand.

use std::path::{Path, PathBuf};

use sayso_evaluation::attribution::Scorer;
use sayso_evaluation::brat::{Corpus, GoldDocument, GoldStatement};
use serde_json::json;

use crate::sample::{offsets, reading};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution/corpus")
}

fn documents() -> Vec<GoldDocument> {
    Corpus::open(&corpus()).unwrap().entries().iter().map(|entry| entry.load().unwrap()).collect()
}

fn found(document: &GoldDocument, source: &[&str], cue: &[&str], content: &[&str]) -> GoldStatement {
    let text = &document.document.text;
    GoldStatement { source: offsets(text, source), cue: offsets(text, cue), content: offsets(text, content) }
}

#[test]
fn lists_annotated_texts_and_takes_the_first_annotator() {
    let documents = documents();
    let ids: Vec<_> = documents.iter().map(|gold| gold.document.id.as_str()).collect();
    assert_eq!(ids, ["ferry", "notice", "strike"]);
    let strike = &documents[2];
    assert_eq!(
        strike.statements,
        [
            found(strike, &["the union"], &["wrote"], &["“We will walk out,”", "“unless pay rises.”"]),
            found(strike, &[], &["reportedly"], &["Pay will", "be frozen"]),
        ]
    );
}

#[test]
fn scores_are_those_computed_by_hand() {
    let [ferry, notice, strike] = documents().try_into().unwrap();
    let mut scorer = Scorer::default();

    // Of the ferry's two statements the contents pair (Dice 16/17 and 8/9), one source overlaps and one is
    // wrong, no content span is exact; the third statement is none.
    let statements = [
        found(&ferry, &["Ilse Doorn"], &["said"], &["The ferry sank off Port Velm on Monday,"]),
        found(&ferry, &["the crew"], &["denied"], &["the crew was drunk"]),
        found(&ferry, &["Port Velm"], &["sank"], &["Monday"]),
    ];
    scorer.add(&ferry, &reading(&ferry.document.text, &statements)).unwrap();

    // The union's is found whole; of the other, which has no source, half the content (Dice 4/6).
    let statements = [
        found(&strike, &["the union"], &["wrote"], &["“We will walk out,”", "“unless pay rises.”"]),
        found(&strike, &[], &["reportedly"], &["Pay will"]),
    ];
    scorer.add(&strike, &reading(&strike.document.text, &statements)).unwrap();

    scorer.add_unread(&notice);

    // relation 4 of 5 and of 4; source spans 1 of 4 and of 3, tokens 4 of 8 and of 7; content spans 3 of 6 and
    // of 6, tokens 27 of 28 and of 30; whole statements 1 of 5 and of 4.
    insta::assert_snapshot!(scorer.scores(), @r"
    documents 3 (without a reading: 1), words 41, statements gold 4 predicted 5
    relation         P  80.00  R 100.00  F1  88.89
    source, matched  overlap  75.00  exact  50.00
    exact source     P  25.00  R  33.33  F1  28.57
    exact cue        P  80.00  R 100.00  F1  88.89
    exact content    P  50.00  R  50.00  F1  50.00
    token source     P  50.00  R  57.14  F1  53.33
    token cue        P  80.00  R 100.00  F1  88.89
    token content    P  96.43  R  90.00  F1  93.10
    triple           P  20.00  R  25.00  F1  22.22
    ");
    let json = json!({
        "documents": 3, "documents_without_reading": 1, "words": 41, "gold_statements": 4, "predicted_statements": 5,
        "relation": {"p": 80.0, "r": 100.0, "f1": 88.89},
        "source_on_matched": {"overlap": 75.0, "exact": 50.0},
        "exact": {
            "source": {"p": 25.0, "r": 33.33, "f1": 28.57},
            "cue": {"p": 80.0, "r": 100.0, "f1": 88.89},
            "content": {"p": 50.0, "r": 50.0, "f1": 50.0},
        },
        "token": {
            "source": {"p": 50.0, "r": 57.14, "f1": 53.33},
            "cue": {"p": 80.0, "r": 100.0, "f1": 88.89},
            "content": {"p": 96.43, "r": 90.0, "f1": 93.1},
        },
        "triple": {"p": 20.0, "r": 25.0, "f1": 22.22},
    });
    assert_eq!(serde_json::to_value(scorer.scores()).unwrap(), json);
}

#[test]
fn the_annotation_itself_scores_a_hundred() {
    let mut scorer = Scorer::default();
    for gold in documents() {
        scorer.add(&gold, &reading(&gold.document.text, &gold.statements)).unwrap();
    }
    let json = serde_json::to_string(&scorer.scores()).unwrap();
    assert_eq!(json.matches(":100.0").count(), 26, "{json}");
}
