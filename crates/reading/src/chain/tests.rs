//! What carriers are found around statements by invented people: a row is a marked text and the carriers of each of
//! its attributions in turn.

use sayso_document::Document;

use super::*;
use crate::casting::cast_of;
use crate::label::label;
use crate::nesting::holders;
use crate::outlet::Outlets;
use crate::testing::annotated;

/// The sources as the test's cast has them: the first mention of the source.
fn sources(attributions: &[Attribution], cast: &Cast) -> Vec<ResolvedSource> {
    let source = |it: &Attribution| ResolvedSource {
        actor: it.source.first().and_then(|range| cast.within(range).next().and_then(|mention| mention.actor)),
        kind: None,
    };
    attributions.iter().map(source).collect()
}

fn found(document: &Document, marked: &str) -> Vec<String> {
    let (text, marks) = annotated(marked);
    let document = Document { text, ..document.clone() };
    let cast = cast_of(&document.text, &marks);
    let outlets = Outlets::default();
    let press = Press::new(&document, &cast, &outlets);
    let sources = sources(&marks.attributions, &cast);
    let outlet = |it: usize| sources[it].actor.is_some_and(|it| press.is_outlet(it));
    let holders = holders(&document.text, &marks.attributions, outlet);
    let carriers = carriers(&Layout::new(&document.text), &marks.attributions, &holders, &sources, &cast, &press);
    let one = |it: &CastCarrier| format!("{} {}", label(it.kind), &document.text[it.bytes.clone()]);
    carriers.iter().map(|all| all.iter().map(one).collect::<Vec<_>>().join("; ")).collect()
}

fn check(document: &Document, rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (marked, expected) in rows {
        let found = found(document, marked);
        if found != *expected {
            wrong.push(format!("{marked}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

const NONE: &[&str] = &[""];

#[test]
fn phrases_of_the_sentence() {
    check(
        &Document::default(),
        &[
            (
                "[s1 Orn] [c1 hinted] [x1 that worse was to come in remarks carried by the [name:organisation Andural Standard] on Monday].",
                &["published by the Andural Standard"],
            ),
            (
                "[s1 Orn] [c1 suggested] [x1 that they were preparing attacks] in comments published by [name:organisation Dawn Wire] on Sunday.",
                &["published by Dawn Wire"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 it fell], in comments published on Sunday by the newspaper [name:organisation Vallen].",
                &["published by Vallen"],
            ),
            (
                "[s1 Orn] [c1 said] in an interview with [name:organisation Dawn Wire] [x1 that it fell].",
                &["published by Dawn Wire"],
            ),
            (
                "In an interview with the [name:organisation Orrin Post], [s1 Orn] [c1 said] [x1 that it fell].",
                &["published by the Orrin Post"],
            ),
            (
                "In an interview with the [name:organisation Orrin Post], [s1 Orn] [c1 denied] [x1 that it fell] and [c2 accused] [s2 Orn] [x2 the army].",
                &["published by the Orrin Post", ""],
            ),
            ("[x1 “It fell,”] [s1 Orn] [c1 told] [name:organisation Radio Hadreth].", &["published by Radio Hadreth"]),
            (
                "[x1 “It fell,”] [s1 Orn] [c1 told] [name:organisation Dawn Wire] and the [name:organisation Orrin Post].",
                &["published by Dawn Wire; published by the Orrin Post"],
            ),
            (
                "[s1 Orn] [c1 told] the [name:organisation New Courier] [x1 that it fell].",
                &["published by the New Courier"],
            ),
            (
                "[s1 Orn] [c1 told] [desc:organisation the newspaper] [x1 that it fell].",
                &["published by the newspaper"],
            ),
            ("[s1 Orn] [c1 told] reporters [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] parliament [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] the court [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] this newspaper [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] [name:person Ilva Marrek] [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] a news conference [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 said] in a statement on Telegram [x1 that it fell].", &["published by Telegram"]),
            (
                "[s1 Orn] [c1 said] [x1 that it fell] in a video posted on Telegram late on Sunday.",
                &["published by Telegram"],
            ),
            ("[s1 Orn] [c1 wrote] on X [x1 that it fell].", &["published by X"]),
            ("[s1 Orn] [c1 wrote] on his Telegram channel [x1 that it fell].", &["published by Telegram"]),
            ("[x1 “It fell,”] [s1 Orn] [c1 said] in a post on Truth Social.", &["published by Truth Social"]),
            ("[s1 Orn] [c1 said] on Facebook [x1 that it fell].", &["published by Facebook"]),
            ("[s1 Orn] [c1 said] [x1 that a video posted on Telegram was false].", NONE),
            ("[s1 Orn] [c1 said] [x1 the base was based on plans in the valley].", NONE),
            ("[s1 Orn] [c1 said] on state television [x1 that it fell].", &["published by state television"]),
            (
                "[x1 “It fell,”] [s1 Orn] [c1 said in a statement read out on state radio].",
                &["published by state radio"],
            ),
            (
                "[s1 Orn] [c1 wrote] in the [name:organisation Orrin Post] [x1 that it fell].",
                &["published by the Orrin Post"],
            ),
            (
                "[s1 Orn] [c1 argued] [x1 that it fell] in an op-ed for the [name:organisation Sarn Gazette].",
                &["published by the Sarn Gazette"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 it fell], in remarks broadcast by [name:organisation Vallen] television.",
                &["published by Vallen"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 it fell] in a statement carried by the Vallen News Agency.",
                &["published by the Vallen News Agency"],
            ),
            (
                "[x1 It fell], [s1 Orn] [c1 said], in an interview republished in [name:organisation Khessar Today] after appearing in the [name:organisation Orrin Post].",
                &["published by the Orrin Post; republished by Khessar Today"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 it fell], in a letter published in [name:organisation Al-Vaqt].",
                &["published by Al-Vaqt"],
            ),
            (
                "[s1 Orn] [c1 said] in a statement published by the [name:organisation Foreign Ministry] [x1 that it fell].",
                NONE,
            ),
            (
                "[s1 Orn], in an interview with [name:organisation Dawn Wire], [c1 said] [x1 it fell].",
                &["published by Dawn Wire"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it was calm]; [s2 Beck] [c2 insisted] in a statement on Telegram [x2 that it was not].",
                &["", "published by Telegram"],
            ),
        ],
    );
}

#[test]
fn reports() {
    check(
        &Document::default(),
        &[
            (
                "[x1 It fell], [s1 Orn] [c1 said], according to [name:organisation Dawn Wire].",
                &["reported by Dawn Wire"],
            ),
            (
                "[x2 [x1 “It fell,”] [s1 Orn] [c1 said]], [c2 according to] [s2 [name:organisation Dawn Wire]].",
                &["reported by Dawn Wire", ""],
            ),
            (
                "[x1 [x2 “It fell,”]] [s1 Orn] [c1 said], [c2 according to] [s2 the [name:organisation Orrin Post]].",
                &["reported by the Orrin Post", ""],
            ),
            (
                "[c1 According to] [s1 [name:organisation Dawn Wire], an outlet close to the [name:organisation Shield]], [x1 [s2 the [name:organisation Covenant]] “[c2 declared] [x2 that it fell].”]",
                &["", "reported by Dawn Wire"],
            ),
            (
                "[s1 [name:organisation Dawn Wire]] [c1 reported] [x1 that [s2 Orn] had [c2 denied] [x2 it]].",
                &["", "reported by Dawn Wire"],
            ),
            (
                "[s1 [name:person Marrek]] [c1 said] [x1 [s2 the ministry] had [c2 denied] [x2 it]].",
                &["", "quoted by Marrek"],
            ),
            (
                "[s1 [name:organisation Dawn Wire]] [c1 reported] [x1 that [s2 [name:person Marrek]] [c2 said] [x2 [s3 the ministry] [c3 denied] [x3 it]]].",
                &["", "reported by Dawn Wire", "quoted by Marrek; reported by Dawn Wire"],
            ),
            (
                "[s1 [name:person Marrek]] [c1 said] [x1 [s2 [pron:person>0 she]] [c2 believed] [x2 it fell]].",
                &["", ""],
            ),
            ("[x1 The minister had resigned], [s1 officials] [c1 said]. ([name:organisation Corvan])", &[""]),
            (
                "[x1 The minister had resigned], [s1 officials] [c1 said] ([name:organisation Corvan]).",
                &["reported by Corvan"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it fell], as first reported by the [name:organisation Sarn Gazette].",
                &["reported by the Sarn Gazette"],
            ),
            (
                "[s1 Orn] [c1 was quoted by [name:organisation Dawn Wire] as saying] [x1 that it fell].",
                &["reported by Dawn Wire"],
            ),
            (
                "[s1 Orn] [c1 was quoted] by [desc:person his lawyer] [c1 as saying] [x1 that it fell].",
                &["quoted by his lawyer"],
            ),
            (
                "[x1 The talks failed], [s1 Orn] [c1 said] through [desc:person a spokesman].",
                &["quoted by a spokesman"],
            ),
            (
                "[s1 [name:organisation Dawn Wire]] [c1 reported] [x1 [x2 that it fell]], [c2 citing] [s2 an unnamed official].",
                &["", "reported by Dawn Wire"],
            ),
            (
                "[s1 [name:organisation Dawn Wire]] [c1 reported] [x1 that it fell], citing the [name:organisation Orrin Post].",
                &["reported by the Orrin Post"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 it fell] in a letter seen by [name:organisation Dawn Wire].",
                &["reported by Dawn Wire"],
            ),
            ("[s1 Orn] [c1 said] [x1 it fell], according to officials.", NONE),
            (
                "[s1 [name:organisation Dawn Wire]] [c1 said] [x1 it fell], according to [name:organisation>0 Dawn Wire].",
                NONE,
            ),
            (
                "According to the [name:organisation Orrin Post], [s1 Orn] [c1 said] [x1 it fell].",
                &["reported by the Orrin Post"],
            ),
            (
                "[s1 [desc:organisation The ministry]] [c1 said] [x1 [s2 a witness] [c2 told] [name:organisation Dawn Wire] [x2 that it fell]].",
                &["", "published by Dawn Wire; quoted by The ministry"],
            ),
            (
                "“[s1 Nadra] has repeatedly [c1 said] [x1 it will go on],” the paper said in an interview with [name:organisation Dawn Wire].",
                NONE,
            ),
        ],
    );
}

#[test]
fn carriers_that_come_first() {
    check(
        &Document::default(),
        &[
            (
                "[name:organisation Dawn Wire] published an interview with Orn in which [s1 he] [c1 said] [x1 it fell].",
                &["published by Dawn Wire"],
            ),
            (
                "The [name:organisation Orrin Post] [c1 quoted] [s1 Orn] [c1 as saying] [x1 that it fell].",
                &["reported by The Orrin Post"],
            ),
            (
                "[desc:person His lawyer] [c1 quoted] [s1 Orn] [c1 as saying] [x1 that it fell].",
                &["quoted by His lawyer"],
            ),
            ("[s1 Orn] [c1 said] in a Telegram post [x1 that it fell].", &["published by Telegram"]),
            (
                "[s1 Orn] [c1 said] [x1 that it fell] in a [name:organisation Dawn Wire] interview.",
                &["published by Dawn Wire"],
            ),
            (
                "[s1 Orn] [c1 said] in a statement issued by [desc:person his lawyer] [x1 that it fell].",
                &["quoted by his lawyer"],
            ),
            (
                "[x1 It fell], [s1 Orn] [c1 said], according to a report in the [name:organisation Orrin Post].",
                &["reported by the Orrin Post"],
            ),
            (
                "[x2 [x1 It fell], [s1 Orn] [c1 said]], [c2 according to] [s2 a report in the [name:organisation Orrin Post]].",
                &["reported by the Orrin Post", ""],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it fell]. Excerpts of the letter were printed in the [name:organisation Orrin Post].",
                &["published by the Orrin Post"],
            ),
            (
                "[s1 Orn] [c1 said] on the group's television channel [x1 that it fell].",
                &["published by the group's television channel"],
            ),
            ("[s1 Orn] [c1 said] [x1 a Telegram post by the group was false].", NONE),
            (
                "[s1 Orn] [c1 said] in a statement released by the campaign the [name:organisation Orrin Post] report [x1 was false].",
                NONE,
            ),
            ("[s1 Orn] [c1 told] the press secretary [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] a radio show host [x1 that it fell].", NONE),
        ],
    );
}

#[test]
fn sentences_behind() {
    check(
        &Document::default(),
        &[
            (
                "[s1 Orn] [c1 declared] [x1 that it fell].\n\nThe statement, republished in the [name:people Andurali] state newspaper [name:organisation Andural Standard] after appearing in the [name:organisation New Arrow] publication, followed [c2 an announcement] by [s2 Marrek] [x2 that four had died].",
                &["published by the New Arrow; republished by Andural Standard", ""],
            ),
            (
                "[s1 Orn] [c1 declared] [x1 that it fell]. The declaration, reprinted by the state-run [name:organisation Andural Standard] after it had first appeared in the [name:organisation New Courier], came hours after [s2 Marrek] [c2 announced] [x2 that four had died].",
                &["published by the New Courier; republished by Andural Standard", ""],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it fell]. The interview was broadcast by [name:organisation Radio Hadreth].",
                &["published by Radio Hadreth"],
            ),
            (
                "[s1 [name:person Orn]] [c1 said] [x1 that it fell]. [s2 [pron:person>0 He]] [c2 added] [x2 that it burned]. His remarks were carried by [name:organisation Dawn Wire].",
                &["published by Dawn Wire", "published by Dawn Wire"],
            ),
            (
                "[s1 Orn] [c1 warned] [x1 the town], and [s2 Beck] [c2 said] [x2 it was calm]. The warning first appeared on Telegram.",
                &["published by Telegram", ""],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it fell]. It was first published by the [name:organisation Orrin Post] and picked up by [name:organisation Khessar Today].",
                &["published by the Orrin Post; republished by Khessar Today"],
            ),
            (
                "[s1 Orn] [c1 said] [x1 that it fell]. [name:organisation Dawn Wire] broadcast the interview on Sunday.",
                &["published by Dawn Wire"],
            ),
            ("[s1 Orn] [c1 said] [x1 that it fell]. The bridge was carried by two piers.", NONE),
            ("[s1 Orn] [c1 said] [x1 that it fell]. The statement could not be verified.", NONE),
            (
                "[s1 Orn] [c1 said] [x1 that it fell]. The statement, carried by [name:organisation Dawn Wire], [c2 said] [x2 that it burned].",
                &["published by Dawn Wire", ""],
            ),
            (
                "[s1 [name:person Orn]] [c1 hinted] [x1 that worse was to come] in remarks carried by [name:organisation Dawn Wire]. [x2 “It fell,”] [s2 [desc:person>0 the commander]] [c2 reportedly said].",
                &["published by Dawn Wire", "published by Dawn Wire"],
            ),
        ],
    );
}

#[test]
fn the_outlet_itself_carries_nothing() {
    let of = |outlet: Option<&str>, url: Option<&str>| Document {
        outlet: outlet.map(str::to_owned),
        url: url.map(str::to_owned),
        ..Document::default()
    };
    let told = "[s1 Orn] [c1 told] the [name:organisation Orrin Post] [x1 that it fell].";
    check(&of(Some("The Orrin Post"), None), &[(told, NONE)]);
    check(&of(None, Some("https://www.orrinpost.example/a")), &[(told, NONE)]);
    check(&of(None, Some("https://dawnwire.example/a")), &[(told, &["published by the Orrin Post"])]);
    check(
        &Document::default(),
        &[
            (
                "SARN, March 9 ([name:organisation Corvan News Agency]) - [s1 Orn] [c1 told] [name:organisation>0 Corvan News Agency] [x1 that it fell].",
                NONE,
            ),
            (
                "The talks\n\nThe [name:organisation Sarn Gazette], 12 March\n\n[s1 Orn] [c1 told] the [name:organisation>0 Sarn Gazette] [x1 that it fell].",
                NONE,
            ),
        ],
    );
}

#[test]
fn any_words_give_carriers_on_character_borders() {
    use proptest::prelude::*;
    let words = "(Orn|told|“|”|the|Dawn Wire|in an interview with|published|by|on|X|Telegram|newspaper|The statement|, |\\(|\\)|é|\n|\\.|according to)";
    proptest!(|(parts in proptest::collection::vec(words, 0..40), picks in proptest::collection::vec((0usize..60, 1usize..6, 0usize..60, 1usize..20), 0..6))| {
        let text = parts.join(" ");
        let places: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
        let span = |start: usize, length: usize| {
            let at = |it: usize| places[it.min(places.len() - 1)];
            at(start)..at(start + length)
        };
        let all: Vec<_> = picks.iter().filter(|it| !span(it.0, it.1).is_empty()).map(|&(cue, short, content, long)| Attribution {
            source: vec![span(cue + 2, 3)], cue: vec![span(cue, short)], content: vec![span(content, long)], confidence: 1.0,
        }).collect();
        let document = Document { text: text.clone(), ..Document::default() };
        let (cast, outlets) = (Cast::default(), Outlets::default());
        let press = Press::new(&document, &cast, &outlets);
        let sources = vec![ResolvedSource::default(); all.len()];
        let holders = holders(&text, &all, |_| false);
        for carrier in carriers(&Layout::new(&document.text), &all, &holders, &sources, &cast, &press).into_iter().flatten() {
            prop_assert!(text.get(carrier.bytes).is_some());
        }
    });
}

#[test]
fn outlets_that_no_table_knows() {
    check(
        &Document::default(),
        &[
            ("[s1 Orn] [c1 told] the [name:place Sarn] Lamp [x1 that it fell].", &["published by the Sarn Lamp"]),
            (
                "[s1 Orn] [c1 told] a reporter from [name:organisation Vallen Kesk] [x1 that it fell].",
                &["published by Vallen Kesk"],
            ),
            ("[s1 Orn] [c1 told] the station [x1 that it fell].", &["published by the station"]),
            ("[s1 Orn] [c1 told] the [name:organisation Velmark Battalion] [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 told] [name:place Velmark] [x1 that it fell].", NONE),
            ("[s1 Orn] [c1 said] on its website [x1 that it fell].", &["published by its website"]),
            (
                "[s1 Orn] [c1 wrote] in the institute’s newsletter [x1 that it fell].",
                &["published by the institute’s newsletter"],
            ),
            (
                "[s1 The ministry] [c1 said] [x1 that it fell], in a message carried by the state broadcaster, [name:organisation VSK].",
                &["published by VSK"],
            ),
        ],
    );
}

#[test]
fn who_took_it_over() {
    check(
        &Document::default(),
        &[
            (
                "[s1 Orn] [c1 told] the [name:organisation Orrin Post] [x1 that it fell]; his account was reprinted on Monday by [name:organisation Vallen Today].",
                &["published by the Orrin Post; republished by Vallen Today"],
            ),
            (
                "[s1 Orn] [c1 told] the [name:organisation Orrin Post] [x1 that it fell], in remarks that [name:organisation Vallen Today] then reprinted.",
                &["published by the Orrin Post; republished by Vallen Today"],
            ),
            (
                "[s1 Orn] [c1 told] the [name:organisation Orrin Post] [x1 that it fell]. The clip was rebroadcast by [name:organisation Radio Hadreth].",
                &["published by the Orrin Post; republished by Radio Hadreth"],
            ),
            (
                "[s1 Orn] [c1 wrote] in the [name:organisation Orrin Post] [x1 that it fell]. The article was taken up by [name:organisation Radio Hadreth].",
                &["published by the Orrin Post; republished by Radio Hadreth"],
            ),
            (
                "[s1 Orn] [c1 told] the [name:organisation Orrin Post] [x1 that it fell]. The report was published by [name:organisation Radio Hadreth].",
                &["published by the Orrin Post"],
            ),
        ],
    );
}

#[test]
fn who_cites_carries() {
    check(
        &Document::default(),
        &[
            (
                "[s1 [name:organisation Dawn Wire]], [c2 citing] [s2 an official], [c1 reported] [x1 that [x2 it fell]].",
                &["", "reported by Dawn Wire"],
            ),
            ("[x2 It fell], [s2 Udo Fenk] [c2 said]. [x1 It burned], [c1 citing] [s1 an official].", &["", ""]),
        ],
    );
}
