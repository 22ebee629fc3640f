//! Several places that one document's statements give for one happening.

mod story;

use sayso_ledger::{ConflictKind, Field, Ledger};
use sayso_reading::Stance;
use story::{Story, incidents};

const BORDER: &str = "A drone killed three soldiers on the border between Orsa and Velm, said Ilmar Dost. The drone fell on Velmish soil, he claimed. \
                      Runa Velkas, who speaks for Velm, insisted that it hit Orsan territory.";

#[test]
fn each_place_has_the_source_that_says_it_and_they_are_at_odds() {
    let story = Story::new("post", "The Orsa Post", "2031-05-06")
        .text(BORDER)
        .event("killed", |event| {
            let event = event.place("border between Orsa and Velm", 41.2, 20.1).killed("three", Some(3), Some(3));
            event.further_place("Velmish soil", "VX").further_place("Orsan territory", "OX")
        })
        .says_named(
            "Ilmar Dost",
            "said",
            "A drone killed three soldiers on the border between Orsa and Velm",
            Stance::Asserts,
        )
        .says_named("Ilmar Dost", "claimed", "The drone fell on Velmish soil", Stance::Asserts)
        .says_named("Runa Velkas", "insisted", "that it hit Orsan territory", Stance::Asserts);
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    ledger.add(&story.reading).expect("added");
    let found = incidents(&ledger);
    let claims = found[0].claims(Field::Place).iter();
    let told: Vec<(String, &str, &str)> = claims
        .map(|claim| (claim.value.to_string(), claim.counted[0].source.as_str(), claim.statements[0].as_str()))
        .collect();
    assert!(told.contains(&("border between Orsa and Velm".to_owned(), "Ilmar Dost", "post#s1")), "{told:?}");
    assert!(told.contains(&("Velmish soil (VX)".to_owned(), "Ilmar Dost", "post#s2")), "{told:?}");
    assert!(told.contains(&("Orsan territory (OX)".to_owned(), "Runa Velkas", "post#s3")), "{told:?}");
    let conflicts = found[0].conflicts();
    let place = conflicts.iter().find(|it| it.field == Field::Place).expect("a conflict");
    assert_eq!(place.kind, ConflictKind::Place);
    let back = ledger.reading("post").expect("found");
    assert_eq!(back.events[0].further_places, story.reading.events[0].further_places);
    ledger.remove("post").expect("removed");
    assert!(incidents(&ledger).is_empty());
}
