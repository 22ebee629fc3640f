//! Tests of who sources are.

#![allow(clippy::single_range_in_vec_init, reason = "a role is a list of ranges")]

use super::super::testing::sources_of;

fn source(marked: &str) -> String {
    sources_of(marked).0.remove(0)
}

#[test]
fn the_head_of_a_source_is_its_actor() {
    let cases = [
        ("[s1 [desc:person A commander] of [name:organisation Hill Shield]]", "commander of Hill Shield/Unnamed"),
        ("[s1 [name:organisation Foreign Ministry] spokesman [name:person Navid Teshur]]", "Navid Teshur/Named"),
        (
            "[s1 [name:organisation Dawn Wire], [desc:organisation a press outlet] affiliated with [name:organisation Hill Shield],]",
            "Dawn Wire/Outlet",
        ),
        ("[s1 [desc:organisation the [desc:person president]'s office]]", "president's office/Unnamed"),
        (
            "[s1 [desc:person A military analyst] at the [name:organisation Imsel Institute], [name:person Jorun Beck],]",
            "Jorun Beck/Named",
        ),
        ("[s1 the analyst of the [name:organisation Imsel Institute], [name:person Jorun Beck]]", "Jorun Beck/Named"),
        ("[s1 President [name:person Ilva Marrek] of [name:place Velmark]]", "Ilva Marrek/Named"),
        ("[s1 [name:organisation Ministry of Defence]]", "Ministry of Defence/Named"),
        ("[s1 Two people with knowledge of the talks]", "Two people with knowledge of the talks/Unnamed"),
        ("[s1 a senior official who asked not to be named]", "senior official/Unnamed"),
        ("[s1 [name:organisation Hill Shield] officials]", "Hill Shield officials/Unnamed"),
        ("[s1 One of the residents]", "One of the residents/Unnamed"),
        ("[s1 [desc:person residents] of [name:place Orun]]", "residents of Orun/Unnamed"),
        ("[s1 [name:place Velmark]]", "Velmark/Named"),
        ("[s1 [name:person Marrek] herself]", "Marrek/Named"),
        ("[s1 [name:person Marrek] and [name:person Sorn]]", "Marrek and Sorn/Named"),
        (
            "[s1 [name:place Velmark], [name:place Dorrath] and [name:place Khessar]]",
            "Velmark, Dorrath and Khessar/Named",
        ),
        (
            "[s1 [desc:person officials] in [name:place Orun] and [name:place Sarn]]",
            "officials in Orun and Sarn/Unnamed",
        ),
        ("[s1 [pron:person He]]", "-"),
        ("[s1 he]", "-"),
        ("[s1 the private channel Studio 9]", "Studio 9/Outlet"),
        (
            "[s1 [name:organisation Hill Shield] and other groups in [name:place Orun], which fight,]",
            "Hill Shield and other groups in Orun/Named",
        ),
        (
            "[s1 a press outlet affiliated with [name:organisation Hill Shield]]",
            "press outlet affiliated with Hill Shield/Outlet",
        ),
        (
            "[s1 A figure in one of the groups under the “[name:organisation Hill Shield]” brand]",
            "figure in one of the groups under the Hill Shield brand/Unnamed",
        ),
        ("[s1 this newspaper]", "-/Document"),
        ("[s1 We]", "-/Document"),
    ];
    for (marked, expected) in cases {
        assert_eq!(source(&format!("{marked} [c1 said] [x1 it is so].")), expected, "{marked}");
    }
    assert_eq!(source("It is [c1 believed] [x1 that it is so]."), "-/None");
}

#[test]
fn pronouns_and_descriptions_are_resolved() {
    let (sources, _) = sources_of(
        "President [name:person Ilva Marrek] came. [s1 [pron:person>0 She]] [c1 said] [x1 no]. \
         [s2 [desc:person The president]] [c2 denied] [x2 it]. [s3 the president] [c3 added] [x3 this].",
    );
    assert_eq!(sources, ["Ilva Marrek/Named", "Ilva Marrek/Named", "Ilva Marrek/Named"]);
}

#[test]
fn unnamed_sources_stay_apart() {
    let (sources, cast) = sources_of(
        "[s1 An official] [c1 said] [x1 no]. [s2 Another official] [c2 said] [x2 yes]. \
         [s3 a resident] [c3 wept] [x3 so]; [s4 the resident] [c4 left] [x4 so].",
    );
    assert_eq!(sources, ["official/Unnamed", "Another official/Unnamed", "resident/Unnamed", "resident/Unnamed"]);
    assert_eq!(cast.len(), 3, "{cast:?}");
}

#[test]
fn one_source_of_two_statements_is_one_actor() {
    let (sources, cast) = sources_of("[s1 [s2 two people]] [c1 said] [x1 no] and [c2 feared] [x2 it].");
    assert_eq!(sources, ["two people/Unnamed", "two people/Unnamed"]);
    assert_eq!(cast, ["two people: two people"]);
}

#[test]
fn an_unknown_actor_of_a_known_country() {
    let (_, cast) = sources_of("[s1 Iranian diplomats] [c1 said] [x1 no].");
    assert_eq!(cast, ["Iranian diplomats: Iranian diplomats"]);
}

#[test]
fn an_ambiguous_name_is_a_named_source_without_actor() {
    assert_eq!(
        source("[name:person Ann Reyes] and [name:person Paul Reyes]: [s1 [name:person Reyes]] [c1 said] [x1 no]."),
        "-/Named"
    );
}

proptest::proptest! {
    #[test]
    fn no_text_and_no_range_is_too_odd(
        text in "[A-Za-z “”’',.\n(é]{0,80}",
        ranges in proptest::collection::vec((0usize..90, 0usize..30, 0usize..3), 0..12),
        statements in proptest::collection::vec((0usize..90, 0usize..30, 0usize..60, 0usize..40), 0..6),
    ) {
        use sayso_model::{Attribution, Form, Marks, Mention, MentionKind};
        let forms = [Form::Name, Form::Description, Form::Pronoun];
        let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Place];
        let mention = |&(start, length, which): &(usize, usize, usize)| Mention {
            bytes: start..start + length,
            form: forms[which],
            kind: kinds[length % 3],
            confidence: 1.0,
            antecedents: vec![(start % 13, 0.7), (length, 0.2)],
        };
        let attribution = |&(start, length, content, size): &(usize, usize, usize, usize)| Attribution {
            source: vec![start..start + length],
            cue: vec![start..start + 1],
            content: vec![content..content + size],
            confidence: 1.0,
        };
        let marks = Marks {
            attributions: statements.iter().map(attribution).collect(),
            mentions: ranges.iter().map(mention).collect(),
            events: Vec::new(),
        };
        let document = sayso_document::Document::of_text(text);
        let quoted = crate::quotation::quotations(&document.text);
        let mut cast = super::super::cast(&document, &marks, &quoted, crate::Outlets::embedded());
        let sources = super::resolve_sources(&document, &marks.attributions, &quoted, &mut cast);
        for source in sources {
            proptest::prop_assert!(source.actor.is_none_or(|actor| actor < cast.actors.len()));
        }
        let sorted = |pair: &[crate::cast::CastMention]| {
            (pair[0].bytes.start, std::cmp::Reverse(pair[0].bytes.end)) < (pair[1].bytes.start, std::cmp::Reverse(pair[1].bytes.end))
        };
        proptest::prop_assert!(cast.mentions.windows(2).all(sorted));
    }
}
