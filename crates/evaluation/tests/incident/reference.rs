//! The same numbers, to the last digit, as the Python script that defines the measures. The script is not part of
//! the repository: without it, or without Python, the test says so and passes.

use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sayso_evaluation::incident::{Scorer, Scores};

use crate::sample::{ROLES, Sample, Slots, TYPES, message, reading};
use crate::script::script;

/// A message: templates, and the incidents of its reading, if it was read.
type MessageSample = (Vec<(String, Slots)>, Option<Vec<Sample>>);

#[test]
fn scores_equal_those_of_the_reference() {
    let Some(script) = script("incidents.py") else { return };
    // A Python process takes some 50 ms to start, so the cases are few and each corpus holds several messages.
    let mut runner = TestRunner::new(ProptestConfig::with_cases(16));
    runner
        .run(&vec(sample(), 1..6), |samples| {
            let folder = tempfile::tempdir().unwrap();
            let (mut gold, mut scorer) = (String::new(), Scorer::default());
            for (number, (templates, events)) in samples.iter().enumerate() {
                let id = format!("m{number}");
                gold.push_str(&line(&id, templates));
                let message = message(&id, templates.clone());
                match events {
                    Some(events) => {
                        let reading = reading(&id, events);
                        let json = serde_json::to_string(&reading).unwrap();
                        std::fs::write(folder.path().join(format!("{id}.json")), json).unwrap();
                        scorer.add(&message, &reading);
                    }
                    None => scorer.add_unread(&message),
                }
            }
            let file = folder.path().join("gold.jsonl");
            std::fs::write(&file, gold).unwrap();
            let python = |flags: &[&str]| {
                let output =
                    Command::new("python3").arg(&script).args([&file, folder.path()]).args(flags).output().unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                String::from_utf8(output.stdout).unwrap()
            };
            let expected: Scores = serde_json::from_str(&python(&["--json"])).unwrap();
            prop_assert_eq!(scorer.scores(), expected);
            prop_assert_eq!(format!("{}\n", scorer.scores()), python(&[]));
            Ok(())
        })
        .unwrap();
}

fn sample() -> impl Strategy<Value = MessageSample> {
    let words = "(the |A )?[a-c]( [a-c\"-])?";
    let slot = vec(vec(words, 0..3), 0..3);
    let template = (prop::sample::select(&TYPES[..]), [slot.clone(), slot.clone(), slot.clone(), slot.clone(), slot])
        .prop_map(|((_, name), slots)| (name.to_owned(), slots));
    let filler = (prop::sample::select(&ROLES[..]), words);
    let event = (prop::option::weighted(0.8, prop::sample::select(&TYPES[..])), vec(filler, 0..6))
        .prop_map(|(incident, fillers)| (incident.map(|(incident, _)| incident), fillers));
    (vec(template, 0..4), prop::option::weighted(0.9, vec(event, 0..4)))
}

/// A line of the templates' file.
fn line(id: &str, templates: &[(String, Slots)]) -> String {
    let template = |(incident_type, slots): &(String, Slots)| {
        let mut out = serde_json::json!({ "incident_type": incident_type });
        for (name, entities) in ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"].iter().zip(slots) {
            let mentions = |entity: &Vec<String>| entity.iter().map(|words| (words.clone(), 0)).collect::<Vec<_>>();
            out[*name] = serde_json::to_value(entities.iter().map(mentions).collect::<Vec<_>>()).unwrap();
        }
        out
    };
    let templates: Vec<_> = templates.iter().map(template).collect();
    format!("{}\n", serde_json::json!({ "docid": id, "doctext": "", "templates": templates }))
}
