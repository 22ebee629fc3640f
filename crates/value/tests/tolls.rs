//! Casualties by a table of sentences, and any text at all.

use proptest::prelude::*;
use sayso_value::toll::{Casualty, tolls};

#[test]
fn sentences_tell_their_tolls() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for row in include_str!("toll_sentences.tsv").lines().filter(|row| !row.starts_with('#')) {
        let (sentence, expected) = row.split_once('\t').unwrap();
        let expected = if expected == "0" { "" } else { expected };
        let end = |value: Option<u64>| value.map_or("-".to_owned(), |it| it.to_string());
        let show = |it: &sayso_value::toll::Toll| {
            let what = if it.what == Casualty::Killed { "k" } else { "i" };
            format!("{what}{}..{}", end(it.low), end(it.high))
        };
        let found = tolls(sentence).iter().map(show).collect::<Vec<_>>().join(" ");
        tried += 1;
        if found != expected {
            wrong.push(format!("{sentence}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #[test]
    fn tolls_lie_on_character_borders(text in "(killed |were |dead|[0-9]{1,3}|, including| two | toll|no one |a man |é|\\. |\\PC){0,30}") {
        for it in tolls(&text) {
            prop_assert!(text.get(it.bytes.clone()).is_some() && text.get(it.anchor.clone()).is_some());
        }
    }
}
