//! What stands in one report, or in two that have words in common, and is not one happening.

mod story;

use std::collections::BTreeSet;

use sayso_ledger::{Field, Incident, Ledger};
use sayso_reading::{Role, Stance};
use story::Story;

fn incidents(stories: &[Story]) -> Vec<Incident> {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("the story is added"));
    ledger.relink(|_| ()).expect("relinked");
    story::incidents(&ledger)
}

/// The numbers of the killed that are claimed of each incident.
fn killed(stories: &[Story]) -> BTreeSet<Vec<String>> {
    let values = |it: &Incident| it.claims(Field::Killed).iter().map(|claim| claim.value.to_string()).collect();
    incidents(stories).iter().map(values).collect()
}

fn sets(of: &[&[&str]]) -> BTreeSet<Vec<String>> {
    of.iter().map(|values| values.iter().map(|it| (*it).to_owned()).collect()).collect()
}

/// A raid on the market of Orsa that killed twelve; the words of a report are `text`.
fn raid(id: &str, outlet: &str, text: &str) -> Story {
    Story::new(id, outlet, "2031-05-06").text(text).event("raid", |event| {
        event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12))
    })
}

#[test]
fn a_siege_is_none_of_the_raids_told_with_it() {
    let text = "A raid on the market of besieged Orsa killed 12 traders on Monday.";
    let found =
        incidents(&[raid("a", "The Orsa Post", text).event("besieged", |event| event.place("Orsa", 41.2, 20.1))]);
    assert_eq!(found.len(), 2);
    // Without that word the two would be one.
    let text = "A raid on the market of bombarded Orsa killed 12 traders on Monday.";
    let one = raid("a", "The Orsa Post", text).event("bombarded", |event| event.place("Orsa", 41.2, 20.1));
    assert_eq!(incidents(&[one]).len(), 1);
}

#[test]
fn the_dead_of_a_war_are_not_those_of_a_raid() {
    let told = |aside: &str, words: &str, number: u64| {
        let text = format!("A raid on the market of Orsa killed 12 traders on Monday. {aside}");
        raid("a", "The Orsa Post", &text)
            .event("died", |event| event.place("Orsa", 41.2, 20.1).killed(words, Some(number), Some(number)))
    };
    for aside in [
        "In Orsa 900 traders have died at the market since the truce collapsed.",
        "In Orsa 900 traders of the market died in the war.",
    ] {
        assert_eq!(killed(&[told(aside, "900", 900)]), sets(&[&["12"], &["900"]]), "{aside}");
    }
    assert_eq!(killed(&[told("In Orsa 14 traders of the market died.", "14", 14)]), sets(&[&["12", "14"]]));
}

#[test]
fn two_towns_of_one_report_are_two_happenings() {
    let story = |latitude| {
        raid("a", "The Orsa Post", "A raid on the market of Orsa killed 12 traders on Monday. Five more traders were shot at the market of Brenth.")
            .event("shot", |event| event.place("Brenth", latitude, 20.1).killed("Five", Some(5), Some(5)))
    };
    assert_eq!(killed(&[story(41.25)]), sets(&[&["12"], &["5"]]));
    assert_eq!(killed(&[story(41.2)]), sets(&[&["12", "5"]]));
}

#[test]
fn a_report_counts_from_the_day_that_its_text_gives() {
    let story = |head: &str| {
        let text = format!("{head} A raid on the market of Orsa killed 12 traders on Monday.");
        let mut story = raid("a", "The Orsa Post", &text);
        story.reading.document.published = Some("2031-03-02".to_owned());
        story
    };
    let first = |head: &str| incidents(&[story(head)])[0].claims(Field::Killed)[0].first.clone();
    assert_eq!(first("Published May 6 2031").as_deref(), Some("2031-05-06"));
    assert_eq!(first("Published lately").as_deref(), Some("2031-03-02"));
}

#[test]
fn who_counts_the_dead_and_what_flies_are_no_perpetrators() {
    let text = "A raid by warplanes on the market of Orsa killed 12 traders on Monday, the Velm Observatory said. The Orsa Front struck it.";
    let story = raid("a", "The Orsa Post", text)
        .event("struck", |event| {
            event
                .role(Role::PerpetratorOrganisation, "Velm Observatory", None)
                .role(Role::PerpetratorOrganisation, "warplanes", None)
                .role(Role::PerpetratorOrganisation, "The Orsa Front", None)
        })
        .says_named(
            "the Velm Observatory",
            "said",
            "A raid by warplanes on the market of Orsa killed 12 traders on Monday",
            Stance::Asserts,
        );
    let names = |field| -> Vec<String> {
        let found = incidents(std::slice::from_ref(&story));
        found.iter().flat_map(|it| it.claims(field)).map(|claim| claim.value.to_string()).collect()
    };
    assert_eq!(names(Field::Perpetrator), ["The Orsa Front"]);
    assert_eq!(names(Field::Instrument), ["warplanes"]);
}

#[test]
fn the_news_of_a_later_day_is_another_deed() {
    let first = raid(
        "a",
        "The Orsa Post",
        "A raid on the market of Orsa killed 12 traders on Monday. The roofs of stalls, barrows and carts burned until evening; fishmongers and weavers carried crates of herring and bales of wool to the chapel.",
    );
    let later = |day: &str, before: &str| {
        let text = format!(
            "{before}Mortar shells left 6 dead and wounded a baker at her oven in Orsa, where ferries to Brenth and trains to Velm stood still and lamps went dark."
        );
        let story = Story::new("b", "Velm Herald", day)
            .text(&text)
            .event("Mortar", |event| event.place("Orsa", 41.2, 20.1).killed("6", Some(6), Some(6)));
        incidents(&[first.clone(), story]).len()
    };
    assert_eq!(later("2031-05-07", ""), 1, "it may have been on Monday");
    assert_eq!(later("2031-05-12", ""), 2, "it is the news of another day");
    let aside =
        "The council of the valley met for the first time in this year and spoke of seeds and tolls. ".repeat(5);
    assert_eq!(later("2031-05-12", &aside), 1, "what comes late in a text is told once more");
}

#[test]
fn words_alone_make_no_one_of_what_an_article_tells_as_two() {
    let text = "Drones killed three soldiers of Velm, its president announced. Drones of the same makers, he said, were behind the attacks on Orsa that \
                the soldiers of Velm had watched.";
    let told = |place: bool| {
        fn at(event: story::Told, place: bool) -> story::Told {
            if place { event.place("Orsa", 41.2, 20.1) } else { event }
        }
        let story = Story::new("a", "The Orsa Post", "2031-05-06").text(text);
        let story = story.event("killed", |event| at(event.killed("three", Some(3), Some(3)), place));
        incidents(&[story.event("attacks", |event| at(event, place))]).len()
    };
    assert_eq!(told(false), 2);
    // Where they have their place in common too they may be one.
    assert_eq!(told(true), 1);
}
