//! The same numbers, to the last digit, as the Python script that defines the measures. The script is not part of
//! the repository: without it, or without Python, the test says so and passes.

use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sayso_evaluation::attribution::{Scorer, Scores};
use sayso_evaluation::brat::Corpus;
use sayso_reading::Reading;

use crate::corpora::corpora;
use crate::sample::write;
use crate::script::script;

#[test]
fn scores_equal_those_of_the_reference() {
    let Some(script) = script("attribution.py") else { return };
    // A Python process takes some 50 ms to start, so the cases are few and each corpus holds several documents.
    let mut runner = TestRunner::new(ProptestConfig::with_cases(16));
    runner
        .run(&corpora(), |samples| {
            let directory = tempfile::tempdir().unwrap();
            write(directory.path(), &samples);
            let scores = score(directory.path());
            let expected: Scores = serde_json::from_str(&reference(&script, directory.path(), &["--json"])).unwrap();
            prop_assert_eq!(&scores, &expected);
            prop_assert_eq!(format!("{scores}\n"), reference(&script, directory.path(), &[]));
            Ok(())
        })
        .unwrap();
}

/// Scores the readings in the folder `readings` of a corpus.
fn score(directory: &Path) -> Scores {
    let mut scorer = Scorer::default();
    for entry in Corpus::open(directory).unwrap().entries() {
        let gold = entry.load().unwrap();
        match std::fs::read(reading_file(directory, &gold.document.id)) {
            Ok(json) => {
                let reading: Reading = serde_json::from_slice(&json).unwrap();
                scorer.add(&gold, &reading).unwrap();
            }
            Err(_) => scorer.add_unread(&gold),
        }
    }
    scorer.scores()
}

fn reading_file(directory: &Path, id: &str) -> PathBuf {
    directory.join("readings").join(format!("{id}.json"))
}

fn reference(script: &Path, directory: &Path, flags: &[&str]) -> String {
    let output = Command::new("python3")
        .arg(script)
        .args([directory, &directory.join("readings")])
        .args(flags)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
