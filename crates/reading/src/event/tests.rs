//! Events of sentences of ours, with the model's marks written into them: `{A killed}` is a trigger of an assault, `{C talks}` of a
//! consultation and so on, `{I attack}` of an armed incident of the model's; further triggers of one group share its number: `{I1 bomb}`.
//! `<P gunmen>` is a doer by the model, `<V soldiers>` a victim, of the trigger that comes next, or of the last.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sayso_document::Document;
use sayso_model::{EventKind, Filler, FillerRole, IncidentKind};
use sayso_value::place::Gazetteer;

use super::*;
use crate::actors;
use crate::outlet::Outlets;
use crate::stance::judge;
use crate::testing::annotated;

fn kind(letter: char) -> EventKind {
    match letter {
        'C' => EventKind::Consult,
        'R' => EventKind::Request,
        'Q' => EventKind::Accuse,
        'O' => EventKind::Coerce,
        'T' => EventKind::Retreat,
        _ => EventKind::Assault,
    }
}

/// The text without the marks of events, and these.
fn marked(input: &str) -> (String, Vec<EventMark>) {
    // The marks of attributions and mentions take no part in offsets: they are taken out first, those of events kept as single characters.
    let (with_events, _) = annotated(input);
    let (mut text, mut marks, mut groups) = (String::new(), Vec::<EventMark>::new(), BTreeMap::<String, usize>::new());
    let (mut open, mut waiting): (Option<(String, usize)>, Vec<Filler>) = (None, Vec::new());
    let mut rest = with_events.as_str();
    while let Some(c) = rest.chars().next() {
        match c {
            '{' | '<' => {
                let (tag, after) = rest[1..].split_once(' ').unwrap();
                open = Some((tag.to_owned(), text.len()));
                rest = after;
                continue;
            }
            '}' => {
                let (tag, start) = open.take().unwrap();
                let letter = tag.chars().next().unwrap();
                let word = start..text.len();
                let known = groups.get(&tag).copied().filter(|_| tag.len() > 1);
                match known {
                    Some(number) => marks[number].triggers.push(word),
                    None => {
                        groups.insert(tag, marks.len());
                        marks.push(EventMark {
                            triggers: vec![word],
                            kind: kind(letter),
                            confidence: 1.0,
                            incident: (letter == 'I').then_some(IncidentKind::Attack),
                            fillers: std::mem::take(&mut waiting),
                        });
                    }
                }
            }
            '>' => {
                let (tag, start) = open.take().unwrap();
                let role = if tag == "V" { FillerRole::Victim } else { FillerRole::Individual };
                waiting.push(Filler { bytes: start..text.len(), role, confidence: 1.0 });
            }
            c => text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    if let Some(last) = marks.last_mut() {
        last.fillers.append(&mut waiting);
    }
    (text, marks)
}

/// The events of a text published on Monday, 29 January 2024.
fn read(input: &str) -> (String, Vec<CastEvent>) {
    read_on(input, Some("2024-01-29"))
}

fn read_on(input: &str, published: Option<&str>) -> (String, Vec<CastEvent>) {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    let (text, events_marks) = marked(input);
    // Without the marks of events the others stand where they should.
    let mut without = String::new();
    let mut rest = input;
    while let Some(c) = rest.chars().next() {
        match c {
            '{' | '<' => rest = rest[1..].split_once(' ').unwrap().1,
            '}' | '>' => rest = &rest[1..],
            c => {
                without.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    let (same, marks) = annotated(&without);
    assert_eq!(text, same);
    let layout = Layout::new(&text);
    let document = Document::of_text(text.clone());
    let mut cast = actors::cast(&document, &marks, &layout.quoted, Outlets::embedded());
    let found = marks.attributions;
    let sources = actors::resolve_sources(&document, &found, &layout.quoted, &mut cast);
    let judged: Vec<Judged> = found.iter().map(|it| judge(&text, it)).collect();
    let capitals = is_in_capitals(&text);
    let told = Told { layout: &layout, found: &found, judged: &judged, sources: &sources, cast: &cast, capitals };
    let gazetteer = GAZETTEER.get_or_init(|| Gazetteer::load().unwrap());
    let settings = Settings::new(&told, &events_marks, Some(gazetteer), published, None);
    let events = events(&told, &events_marks, &settings);
    (text, events)
}

/// The triggers of each event.
fn told(input: &str) -> Vec<Vec<String>> {
    let (text, events) = read(input);
    events.iter().map(|event| event.triggers.iter().map(|it| text[it.clone()].to_owned()).collect()).collect()
}

/// The words in the roles of an event, `d` for who did and `s` for who suffered it.
fn parts(text: &str, event: &CastEvent) -> Vec<String> {
    let side = |role: Role| if Role::DOERS.contains(&role) { "d" } else { "s" };
    event.roles.iter().map(|role| format!("{} {}", side(role.role), &text[role.bytes.clone()])).collect()
}

#[test]
fn the_same_dead_are_of_one_event_however_far_away() {
    for input in [
        "Gunmen {A killed} three Dorrathi soldiers near Orun. It rained. {A killing} of goats is a trade.",
        "A drone {A killed} three Israeli soldiers at the gate. Taxes rose. Nobody came. The talks went on. Rain fell. \
         Crops failed. Prices rose. Buses stood still. The {A killing} of three Israeli soldiers is a message, the group wrote.",
        "Militants {A killed} four Turkish soldiers on the pass. The news of <V Turks> {A killed} there came on Sunday.",
        "Rebels {A killed} two Indian soldiers. The minister denied a part in the {A attack} that {A killed} Indian troops.",
    ] {
        let events = told(input);
        let apart = input.contains("goats");
        assert_eq!(events.len(), if apart { 2 } else { 1 }, "{input}: {events:?}");
    }
}

#[test]
fn others_who_suffered_make_another_event() {
    for input in [
        "The army let {A attacks} on American troops go on. The {A massacre} of forty Israelis came first.",
        "Rebels {A killed} four French soldiers. The {A killing} of innocent people must stop.",
        "The {A bombing} of Turkish villages went on. The {A killing} of three Russian soldiers was a reply.",
    ] {
        assert_eq!(told(input).len(), 2, "{input}");
    }
}

#[test]
fn days_and_words_of_sequence_part_events() {
    for input in [
        "They began {A attacks} on the posts following the October 7 {A atrocities}.",
        "The {A strike} on Monday, January 8, hurt nobody. The {A strike} on Friday, January 19, did.",
        "The {A raid} came in retaliation for the {A ambush} at the ford.",
    ] {
        assert_eq!(told(input).len(), 2, "{input}");
    }
    // One day in the name of both, and a whole page between.
    let page = "Nothing else was said of it that week. ".repeat(20);
    let input = format!(
        "The October 7 {{A massacre}} shook the valley. {page}They spoke of the October 7 {{A atrocities}} again."
    );
    assert_eq!(told(&input).len(), 1);
    // What a deed did is no other deed.
    assert_eq!(told("Nine people {A died} after the {A explosion} in Orun.").len(), 1);
}

#[test]
fn many_deeds_are_not_one_of_them() {
    assert_eq!(told("There were dozens of {A attacks} on the road. The {A ambush} at Orun was the worst.").len(), 2);
    assert_eq!(told("An {A attack} hit Orun. The {A attack} hurt nobody.").len(), 1);
    assert_eq!(told("The {A fighting} lasted a year. The {A attack} on the bridge came on Sunday.").len(), 2);
    assert_eq!(
        told("A {A bomb} went off at Tavesh. He took part in the {A attack} on [name:organisation Fort Bellan].").len(),
        2
    );
}

#[test]
fn what_is_feared_is_parted_from_what_happened() {
    let (text, events) = read(
        "The group was preparing {I1 attacks} on the convoys. It celebrated the {I1 killing} of four guards, and \
         unless the {I1 killing} of farmers stops it will go on.",
    );
    let told: Vec<_> =
        events.iter().map(|it| (&text[it.triggers[0].clone()], it.stage, it.incident.is_some())).collect();
    assert_eq!(
        told,
        [
            ("attacks", Stage::Planned, false),
            ("killing", Stage::Accomplished, true),
            ("killing", Stage::Accomplished, false),
        ]
    );
}

#[test]
fn a_group_of_words_takes_in_what_is_counted_while_it_is_told() {
    let input = "A {I1 bomb} went off at a market. The ministry had spoken of seven {A dead}. The {I1 bomb} was meant for a convoy.";
    assert_eq!(told(input), [["bomb", "dead", "bomb"]]);
    // Another deed in between is no part of it.
    let input =
        "A {I1 bomb} went off at a market. Two men {A wounded} a guard in Orun. The {I1 bomb} was meant for a convoy.";
    assert_eq!(told(input).len(), 2);
}

#[test]
fn the_strikes_come_back_to_a_deed() {
    let input = "A drone {A attack} hit the post. [s1 The ministry] [c1 said] [x1 the strikes came from the east]. \
                 Later the raids were filmed.";
    let (_, events) = read(input);
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].triggers.len(), events[0].said_in.clone()), (3, vec![0]));
    // None to come back to, or a deed of its own.
    assert!(told("The strikes came from the east. They {C met} in Orun.").iter().all(|it| it == &["met"]));
    assert_eq!(told("A drone {A attack} hit the post. The attack on Orun was another matter.")[0].len(), 1);
}

#[test]
fn the_clause_names_who_did_and_who_suffered() {
    for (input, wanted) in [
        (
            "The {A massacre} of forty villagers by the [name:organisation Ninth Brigade] shook Orun.",
            "s villagers, d Ninth Brigade",
        ),
        (
            "[name:person Trask] eliminated [name:person Ilva Marrek] near Orun with a targeted {A airstrike} in May.",
            "d Trask, s Ilva Marrek",
        ),
        ("They spoke of {A attacks} on [name:people Americans] in Orun.", "s Americans"),
        (
            "Any {C negotiation} between [name:place Khessar] and [name:place Velmark] would fail.",
            "d Khessar, d Velmark",
        ),
        ("It {A killed} three Khessari soldiers.", "s soldiers"),
        ("Over 50 <P terrorists> were {A killed} near Orun.", "s terrorists"),
        ("In Orun two <P guards> had {A died}.", "s guards"),
        ("The army struck, {A killing} over 13 <P militants>.", "s militants"),
        ("It was hit in the {A attack} by drone.", ""),
        ("The {A attack} on Sunday hurt nobody.", ""),
        ("<P Four guards> killed in {A attack} near Orun.", "s Four guards"),
    ] {
        let (text, events) = read(input);
        let parts = parts(&text, &events[0]);
        assert_eq!(parts.join(", "), wanted, "{input}");
    }
}

#[test]
fn days_belong_to_their_own_event() {
    for (input, wanted) in [
        ("[s1 The minister] [c1 announced] on Sunday [x1 that gunmen had {A attacked} the post].", None),
        ("[x1 Gunmen {A attacked} the post on Sunday], [s1 the minister] [c1 said].", Some("2024-01-28")),
        ("They began {A attacks} in the aftermath of October 7.", None),
        ("The October 7 {A massacre} shook Orun.", Some("2023-10-07")),
        ("He spoke of {A attacks} in comments published by a newspaper on Sunday.", None),
        ("Attackers {A struck} the bridge on Friday.", Some("2024-01-26")),
        ("The ministry raised the number of the {A dead} to 14 on Sunday after two died.", None),
        ("They put the toll of the Friday {A bombing} at 14.", Some("2024-01-26")),
        ("They put the toll of Friday's {A bombing} at 14.", Some("2024-01-26")),
    ] {
        let (_, events) = read(input);
        let day = events[0].setting.time.as_ref().and_then(|it| it.start).map(|day| day.to_string());
        assert_eq!(day.as_deref(), wanted, "{input}");
    }
}

#[test]
fn places_belong_to_their_own_event() {
    for (input, wanted) in [
        ("A bomb {A exploded} in the Turkish town of [name:place Ankara].", Some("Ankara")),
        ("A bomb {A exploded} in the [name:place Khessari] town of [name:place Tavesh].", Some("Tavesh")),
        ("It was {Q accusations} against [name:place Turkey] again.", None),
        ("The rebels of [name:place Turkey] {A attacked} again.", None),
        ("They {A attacked} a post in [name:place Turkey] again.", Some("Turkey")),
        ("The {A shelling} of [name:place Ankara] went on.", Some("Ankara")),
    ] {
        let (text, events) = read(input);
        let place = events[0].setting.place.as_ref().map(|(bytes, _)| &text[bytes.clone()]);
        assert_eq!(place, wanted, "{input}");
    }
}

#[test]
fn prose_has_incidents_by_their_facts() {
    for (input, wanted) in [
        ("<P Gunmen> {A killed} three soldiers near Orun.", true),
        ("<P Jihadists> {A injured} dozens in a drone {A attack}.", true),
        ("<P Troops> {A killed} three rebels near Orun.", false),
        ("<P Gunmen> {A attacked} the post near Orun.", false),
        ("The army said troops fired and <P militants> {A wounded} two of them.", false),
        ("The <P rebels> would have {A killed} three soldiers, had they not fled.", true),
    ] {
        let (_, events) = read(input);
        assert_eq!(events[0].incident.is_some(), wanted, "{input}");
    }
    let (_, events) = read("<P GUNMEN> {A KILLED} THREE SOLDIERS NEAR ORUN.");
    assert_eq!(events[0].incident, None, "there the model's word stands alone");
}

#[test]
fn who_claims_a_deed_did_it() {
    let input = "A drone {A strike} {A killed} three soldiers at the border. [s1 The [name:organisation Covenant of Ardesh]] \
                 [c1 issued a statement] on Sunday [x1 taking responsibility].";
    let (text, events) = read(input);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].said_in, [0]);
    assert!(parts(&text, &events[0]).iter().any(|it| it.starts_with("d ") && it.contains("Covenant of Ardesh")));
    let claimed = events[0].roles.iter().find_map(|role| role.confidence);
    assert_eq!(claimed, Some(Confidence::ClaimedOrAdmitted));
}

#[test]
fn words_that_tell_of_no_deed() {
    for input in [
        "Three bases of the {O occupation} forces lie there.",
        "It won fame by {T releasing} a song in praise of Trask.",
        "The army {T released} the footage on Friday.",
        "He {R called} the bombing a crime.",
        "{R Asked} about the van, he left.",
    ] {
        assert!(told(input).is_empty(), "{input}");
    }
    for input in [
        "The {O occupation} of Orun began.",
        "The army {T released} two captives.",
        "He {R called} for talks.",
        "They {R asked} the driver to leave.",
    ] {
        assert_eq!(told(input).len(), 1, "{input}");
    }
}

#[test]
fn deeds_of_words_are_what_the_table_knows_them_as() {
    for (input, wanted) in [
        ("Trask {Q denied} a part in it.", EventType::Reject),
        ("Trask {R offered} two field hospitals.", EventType::Agree),
        ("Trask {Q blamed} the wind.", EventType::Accuse),
    ] {
        assert_eq!(read(input).1[0].event_type, wanted, "{input}");
    }
}

#[test]
fn a_denial_is_not_of_all_that_is_said_with_it() {
    let stage = |input: &str| read(input).1[0].stage;
    assert_eq!(stage("[s1 Trask] [c1 denied] [x1 that gunmen {A attacked} the post]."), Stage::Denied);
    assert_eq!(
        stage("[s1 Trask] [c1 said] [x1 Orun is not involved, and the provocative {Q accusations} are to blame]."),
        Stage::Accomplished
    );
    assert_eq!(
        stage("[s1 They] [c1 said] [x1 {A attacks} on the posts in Orun and Tavesh will continue]."),
        Stage::Planned
    );
    assert_eq!(stage("[s1 Trask] [c1 denied] [x1 any part in the {A attack}]."), Stage::Accomplished);
    assert_eq!(stage("The {A attack} will be looked into."), Stage::Accomplished);
}

#[test]
fn what_one_of_a_list_did_or_suffered_all_of_it_did() {
    for (input, wanted) in [
        (
            "The [name:organisation Covenant], the rebel group [name:organisation Shield] and allies such as the \
             [name:organisation Ninth Brigade] of [name:place Orun] have all launched coordinated {A attacks} on \
             [name:organisation Red Aid], [name:place Velmark] and [name:organisation Dawn Wire].",
            "d Covenant, d Shield, d Ninth Brigade, s Red Aid, s Velmark, s Dawn Wire",
        ),
        (
            "The [name:organisation Covenant] and the [name:people Lestrian] terror group [name:organisation Shield] launched {A attacks} on a base.",
            "d Covenant, d Shield, s base",
        ),
        (
            "The [name:organisation Shield] launched {A attacks} on bases in Velmark, specifically targeting [name:place Orun], [name:place Tavesh], \
             and [name:place Ardesh].",
            "d Shield, s bases, s Orun, s Tavesh, s Ardesh",
        ),
        // A second clause, or a comma alone, is no list.
        (
            "They spoke of {A attacks} on [name:organisation Red Aid], and [name:organisation Shield] denied it.",
            "s Red Aid",
        ),
        (
            "In May, [name:organisation Shield] launched {A attacks} on [name:people Americans].",
            "d Shield, s Americans",
        ),
    ] {
        let (text, events) = read(input);
        assert_eq!(parts(&text, &events[0]).join(", "), wanted, "{input}");
    }
}

#[test]
fn verbs_of_doing_have_the_doer_for_subject() {
    for (input, wanted) in [
        ("[name:person Marrek] was in [name:place Orun] coordinating {A attacks} on a base.", "d Marrek, s base"),
        ("The [name:organisation Shield] vowed to carry out more {A strikes}.", "d Shield"),
        ("[name:person Marrek] spoke after coordinated {A attacks} hit Orun.", ""),
        ("Until [name:place Turkey] ends its {A bombing} of villages nobody will return.", "d Turkey"),
        ("[name:organisation Shield]’s threats and bombing {A attacks} went on.", "d Shield"),
        ("[name:organisation Shield]’s allies in Orun following the October {A atrocities} spoke.", ""),
        ("The {A attacks} launched by the [name:organisation Shield] went on.", "d Shield"),
    ] {
        let (text, events) = read(input);
        assert_eq!(parts(&text, &events[0]).join(", "), wanted, "{input}");
    }
}

#[test]
fn deeds_of_words_are_done_to_somebody() {
    for (input, wanted) in [
        (
            "[s1 [name:person Trask]] [c1 {Q blamed}] [x1 the [name:organisation Shield] for the fire].",
            "d Trask, s Shield",
        ),
        ("He rejected the {Q accusations} against [name:place Turkey] again.", "s Turkey"),
        ("[name:person Trask] was {Q blamed} for the fire in [name:place Orun].", ""),
    ] {
        let (text, events) = read(input);
        assert_eq!(parts(&text, &events[0]).join(", "), wanted, "{input}");
    }
}

#[test]
fn counted_deeds_are_several_and_have_the_doer_of_the_series() {
    let (text, events) = read(
        "The [name:organisation Shield] conducted a series of drone {A attacks} on five posts. Among these, three were aimed at \
         army bases near Orun. The fourth strike was directed at a port. The fifth operation was {A executed} on a depot. The sixth strike {A hit} a bridge.",
    );
    let told: Vec<_> = events.iter().map(|it| (&text[it.triggers[0].clone()], parts(&text, it).join(", "))).collect();
    assert_eq!(
        told.iter().map(|(word, parts)| (*word, parts.as_str())).collect::<Vec<_>>(),
        [
            ("attacks", "d Shield, s five posts"),
            ("aimed", "s army bases, d Shield"),
            ("strike", "s port, d Shield"),
            ("operation", "s depot, d Shield"),
            ("hit", "d Shield"),
        ]
    );
}

#[test]
fn wars_and_funding_are_deeds_by_what_stands_beside_them() {
    let (text, events) = read(
        "[name:place Turkey], an old ally, funds the [name:organisation Ninth Brigade] and the [name:organisation Shield]. The war on \
         [name:place Orun] went on. They spoke of the war on drugs, and of funds for Orun.",
    );
    let told: Vec<_> = events.iter().map(|it| (&text[it.triggers[0].clone()], parts(&text, it).join(", "))).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], ("funds", "d Turkey, s Ninth Brigade, s Shield".to_owned()));
    assert_eq!((told[1].0, events[1].event_type), ("war", EventType::Assault));
    let (text, events) = read(
        "[name:place Turkey] ends its long war on [name:place Orun]. They fought in the war to uproot the [name:organisation Shield]. The          [name:organisation Ninth Brigade] – which the ministry says receives $3 million a year from [name:place Velmark] – rejoiced. He received          a letter from [name:place Orun].",
    );
    let told: Vec<_> = events.iter().map(|it| (&text[it.triggers[0].clone()], parts(&text, it).join(", "))).collect();
    let told: Vec<_> = told.iter().map(|(word, parts)| (*word, parts.as_str())).collect();
    assert_eq!(told, [("war", "d Turkey, s Orun"), ("war", "s Shield"), ("receives", "s Ninth Brigade, d Velmark")]);
}

#[test]
fn several_countries_are_one_place_without_a_country() {
    let (text, events) =
        read("They {A attacked} posts in [name:place Iraq], [name:place Syria] and [name:place Yemen].");
    let (bytes, place) = events[0].setting.place.clone().unwrap();
    assert_eq!((&text[bytes], place.country, place.latitude), ("Iraq, Syria and Yemen", None, None));
}

#[test]
fn an_authority_that_says_who_did_it_accuses() {
    let confidence = |input: &str| read(input).1[0].roles.iter().find_map(|role| role.confidence);
    let by = |source: &str| format!("[s1 {source}] [c1 announced] [x1 that <P gunmen> {{A killed}} three soldiers].");
    assert_eq!(confidence(&by("The army")), Some(Confidence::AccusedByAuthorities));
    assert_eq!(confidence(&by("A villager")), Some(Confidence::Fact));
}

#[test]
fn a_day_without_its_year_keeps_its_words() {
    let (text, marks) = marked("The October 7 {A massacre} shook Orun.");
    let (_, events) = read_on("The October 7 {A massacre} shook Orun.", None);
    assert_eq!(marks.len(), 1);
    let time = events[0].setting.time.clone().unwrap();
    assert_eq!((&text[time.bytes], time.start, time.end), ("October 7", None, None));
}

#[test]
fn other_numbers_of_one_event_are_kept() {
    let (text, events) = read(
        "[x1 At least 58 people were {I1 killed} in the {I1 attack} on [name:place Orun] on Sunday], [s1 the Observatory] [c1 said]. \
         [s2 The ministry] [c2 said] [x2 72 people were {I1 killed}]. [s3 It] [c3 said] [x3 11 children were {I1 killed}]. \
         [s4 The Observatory] [c4 put] [x4 it at 58 people {I1 killed}]. [s5 The Shield] [c5 said] [x5 9 people were {I1 killed} in another]. \
         [s6 The mayor] [c6 said] [x6 that in January 80 people were {I1 killed}].",
    );
    let further: Vec<&str> = events[0].setting.further_tolls.iter().map(|it| &text[it.bytes.clone()]).collect();
    assert_eq!(further, ["72"]);
}

#[test]
fn other_places_of_one_event_are_kept() {
    let (text, events) = read(
        "[s1 The army] [c1 said] [x1 a drone {I1 attack} on the border between [name:place Lebanon] and [name:place Israel] {I1 killed} three]. \
         [s2 Trask] [c2 claimed] [x2 the {I1 attack} occurred in [name:place Lebanon]]; \
         [s3 the Lebanese government] [c3 insisted] [x3 that the {I1 attack} took place on Israeli territory]. \
         [s4 Trask] [c4 said] [x4 the {I1 attack} was on the border between Lebanon and Israel], [s5 he] [c5 said] in [name:place Beirut].",
    );
    let places: Vec<&str> = events[0].setting.further_places.iter().map(|it| &text[it.0.clone()]).collect();
    let first = events[0].setting.place.as_ref().map(|it| &text[it.0.clone()]);
    assert_eq!(first, Some("border between Lebanon and Israel"));
    assert_eq!(places, ["Lebanon", "Israeli territory"]);
}

#[test]
fn who_is_blamed_for_a_deed_is_said_to_have_done_it() {
    let doers = |input: &str| {
        let (text, events) = read(input);
        let deed = events.iter().find(|it| it.event_type == EventType::Assault).unwrap();
        let doers = deed.roles.iter().filter(|it| Role::DOERS.contains(&it.role));
        doers.map(|it| (text[it.bytes.clone()].to_owned(), it.confidence)).collect::<Vec<_>>()
    };
    let shield = |words: &str| {
        format!(
            "[s1 [name:person Trask]] [c1 {{Q blamed}}] [x1 the [name:organisation Shield] {words} {{I attack}} on Orun]."
        )
    };
    let accused = vec![("Shield".to_owned(), Some(Confidence::Accused))];
    assert_eq!(doers(&shield("for this week's")), accused);
    assert_eq!(doers(&shield("for carrying out the")), accused);
    assert_eq!(doers(&shield("for ignoring the")), []);
    assert_eq!(doers(&shield("for its answer to the")), []);
}

#[test]
fn victims_of_one_nation_in_other_words_are_the_same() {
    let (text, events) = read(
        "A blast {I1 killed} three American <V soldiers>. The U.S. <V troops> were asleep before the {A attack}. \
         Later five American <V soldiers> and nine Lebanese <V villagers> were {I2 killed} in a raid.",
    );
    let told: Vec<_> = events.iter().map(|it| parts(&text, it).join(", ")).collect();
    assert_eq!(told, ["s soldiers", "s soldiers, s villagers"]);
}

#[test]
fn a_headline_and_its_first_paragraph_tell_of_one_deed() {
    let told = |input: &str| read(input).1.iter().map(|it| it.triggers.len()).collect::<Vec<_>>();
    let lead = "Talks ended in Orun. Militants {A killed} four soldiers in Orun.";
    assert_eq!(told(&format!("Drone {{I strike}} that killed four. {lead}")), [2]);
    assert_eq!(told(&format!("Drone {{I strike}} that killed nine. {lead}")), [1, 1]);
}

#[test]
fn the_deaths_are_those_told_of() {
    let told = |input: &str| read(input).1.iter().filter(|it| it.event_type == EventType::Assault).count();
    let far = "He spoke of rain. ".repeat(20);
    assert_eq!(
        told(&format!("A drone {{I killed}} four soldiers in Orun. {far} Trask regretted the {{A deaths}}.")),
        1
    );
    let two = "A drone {I killed} four soldiers in Orun. A flood {A killed} two villagers in Mirsah.";
    assert_eq!(told(&format!("{two} {far} Trask regretted the {{A deaths}}.")), 3);
}

#[test]
fn who_speaks_of_it_in_another_sentence_has_not_done_it() {
    let doers = |input: &str| {
        let (text, events) = read(input);
        let doers = events[0].roles.iter().filter(|it| Role::DOERS.contains(&it.role));
        doers.map(|it| text[it.bytes.clone()].to_owned()).collect::<Vec<_>>()
    };
    let told = "<I Trask> [c1 said] [x1 only two could be meant]. Planes {A attacked} Orun.";
    assert_eq!(doers(&format!("[s1 {}", told.replacen("<I Trask>", "<I Trask>]", 1))), Vec::<String>::new());
    assert_eq!(doers(&told.replacen("[c1 said] [x1 only two could be meant].", "left.", 1)), ["Trask"]);
}
