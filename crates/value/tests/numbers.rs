//! Numbers by a table of phrases, and any text at all.

use proptest::prelude::*;
use sayso_value::number::{NumberKind, numbers};

#[test]
fn phrases_mean_their_intervals() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for row in include_str!("number_phrases.tsv").lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let counts: Vec<_> = numbers(cells[0]).into_iter().filter(|it| it.kind == NumberKind::Count).collect();
        let found: Vec<_> = counts.iter().map(|it| (&cells[0][it.bytes.clone()], it.low, it.high)).collect();
        let expected = match cells[1] {
            "=none" => Vec::new(),
            words => vec![(words, cells[2].parse().ok(), cells[3].parse().ok())],
        };
        tried += 1;
        if found != expected {
            wrong.push(format!("{}: {found:?}, expected {expected:?}", cells[0]));
        }
    }
    assert!(tried >= 200, "only {tried} phrases");
    assert!(wrong.is_empty(), "{} of {tried} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #[test]
    fn numbers_lie_in_order_on_character_borders(text in "(at least |some |[0-9,.]{1,5}| two|-| hundred| million| dozen|é|\\PC){0,30}") {
        let mut end = 0;
        for it in numbers(&text) {
            prop_assert!(it.bytes.start >= end && text.get(it.bytes.clone()).is_some());
            if let (Some(low), Some(high)) = (it.low, it.high) {
                prop_assert!(low <= high);
            }
            end = it.bytes.end;
        }
    }
}
