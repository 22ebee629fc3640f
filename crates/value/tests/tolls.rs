//! Casualties by a table of sentences, and any text at all.

use proptest::prelude::*;
use sayso_value::toll::{Casualty, raised, tolls};

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

#[test]
fn a_text_says_that_a_toll_has_been_raised() {
    let earlier = |text: &str, now: &str, what: Casualty| {
        let start = text.find(now).unwrap();
        raised(text, start..start + now.len(), what).map(|it| (text[it.bytes].to_owned(), it.low))
    };
    for (text, now, expected) in [
        ("The death toll rose from 12 to 17.", "17", "12"),
        ("Seventeen people were killed, up from an earlier twelve.", "Seventeen", "twelve"),
        ("The blast killed 17 people, up from 12 reported on Monday.", "17", "12"),
        ("The blast killed 17 people. Earlier reports had put the toll at 12.", "17", "12"),
        ("The previous death toll was 12 with 30 injured. The blast killed 17 people.", "17", "12"),
        ("The ministry put the dead at 17 after a previous count of 12.", "17", "12"),
    ] {
        let found = earlier(text, now, Casualty::Killed).map(|it| it.0);
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
    for (text, now) in [
        ("The blast killed 17 people, 12 of them children.", "17"),
        ("The blast killed 17 people and injured 12, up from 9 injured.", "17"),
        ("The blast killed 17 people. A previous attack left 12 dead.", "17"),
        ("The blast killed 17 people. Earlier the ministry said 12 rockets had fallen.", "17"),
        ("The toll fell from 17 to 12.", "12"),
        ("The blast killed 17 people on a road from Orsa.", "17"),
    ] {
        assert_eq!(earlier(text, now, Casualty::Killed), None, "{text}");
    }
    assert_eq!(earlier("The blast injured 17 people. An earlier toll of 12 was given.", "17", Casualty::Injured), None);
    let of_injured = earlier("The blast injured 17, up from 12 injured.", "17", Casualty::Injured);
    assert_eq!(of_injured.map(|it| it.0).as_deref(), Some("12"));
}

proptest! {
    #[test]
    fn whatever_was_raised_lies_on_character_borders(text in "(toll |rose from |up from |earlier |to |put at |[0-9]{1,3}|é|\\. |\\PC){0,30}") {
        for it in tolls(&text) {
            if let Some(before) = raised(&text, it.bytes.clone(), it.what) {
                prop_assert!(text.get(before.bytes).is_some() && text.get(before.anchor).is_some());
            }
        }
    }

    #[test]
    fn tolls_lie_on_character_borders(text in "(killed |were |dead|[0-9]{1,3}|, including| two | toll|no one |a man |é|\\. |\\PC){0,30}") {
        for it in tolls(&text) {
            prop_assert!(text.get(it.bytes.clone()).is_some() && text.get(it.anchor.clone()).is_some());
        }
    }
}
