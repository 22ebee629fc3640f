//! Tests of descriptions and pronouns.

use super::super::testing::{actors_of, described};

#[test]
fn pronouns_follow_the_model() {
    let actors = actors_of("[name:person Ilva Marrek] met [name:person Sami Orn]. [pron:person>0 She] left.");
    assert_eq!(actors, ["Ilva Marrek: Ilva Marrek, She", "Sami Orn: Sami Orn"]);
}

#[test]
fn probabilities_of_one_actor_add_up() {
    let actors = actors_of(
        "[name:person Ilva Marrek] met [name:person Sami Orn]; [name:person Marrek] left. [pron:person>0,1,2 She] slept.",
    );
    assert_eq!(actors, ["Ilva Marrek: Ilva Marrek, Marrek, She", "Sami Orn: Sami Orn"]);
}

#[test]
fn an_undecided_pronoun_stays_open() {
    let actors = actors_of("[name:person Ilva Marrek] met [name:person Mira Tolvas]. [pron:person>0,1 She] left.");
    assert_eq!(actors.last().unwrap(), "-: She");
}

#[test]
fn pronouns_agree() {
    let open = |marked: &str| actors_of(marked).last().unwrap().starts_with("-: ");
    assert!(open("[name:organisation Dawn Wire] wrote. [pron:person>0 He] left."));
    assert!(open("[name:person Sami Orn] wrote. [pron:organisation>0 It] left."));
    assert!(open("Mrs [name:person Orn] wrote. [pron:person>0 He] left."));
    assert!(open("[name:person Sami Orn] wrote. [pron:person>0 They] left."));
    assert!(!open("[name:place Velmark] said no. [pron:place>0 It] left."));
    assert!(!open("[desc:person Two officials] came. [pron:person>0 They] left."));
    // What the model gave to the outlet goes to the person.
    assert!(!open("[name:organisation Dawn Wire] and [name:person Sami Orn] wrote. [pron:person>0,1 He] left."));
}

#[test]
fn who_spoke_goes_on_speaking() {
    let actors = actors_of(
        "[s1 [name:person Ilva Marrek]] [c1 said] [x1 [name:person Sami Orn] left]. [s2 [pron:person She]] [c2 added] [x2 it].",
    );
    assert_eq!(actors, ["Ilva Marrek: Ilva Marrek, She", "Sami Orn: Sami Orn"]);
    let actors = actors_of(
        "[s1 [name:person Ilva Marrek]] [c1 said] [x1 no] to [name:person Ida Orn]. [s2 [pron:person She]] [c2 said] [x2 it].",
    );
    assert_eq!(actors.last().unwrap(), "-: She");
    // Nobody adds to what another said.
    let actors = actors_of(
        "[s1 [name:person Ilva Marrek]] [c1 said] [x1 no] to [name:person Ida Orn]. [s2 [pron:person She]] [c2 added] [x2 it].",
    );
    assert_eq!(actors, ["Ilva Marrek: Ilva Marrek, She", "Ida Orn: Ida Orn"]);
}

#[test]
fn the_subject_goes_on_speaking() {
    let actors = actors_of(
        "[desc:organisation The unions] asked [desc:organisation the courts] to act. [s1 [pron:organisation They]] [c1 want] [x1 money].",
    );
    assert_eq!(actors[0], "unions: The unions, They");
}

#[test]
fn who_goes_unnamed_is_nobody_named() {
    let actors = actors_of(
        "[desc:person A resident] feared [name:person Sami Orn]. [s1 [pron:person>1,0 He]] [c1 said] on condition of anonymity [x1 that Orun fell].",
    );
    assert_eq!(actors[0], "resident: A resident, He");
}

#[test]
fn a_paragraph_is_about_somebody() {
    let actors = actors_of(
        "[name:person Ilva Marrek] came. [name:person Marrek] sat. [pron:person>0 She] rose. [desc:person some] saw it. [pron:person She] left.",
    );
    assert_eq!(actors[0], "Ilva Marrek: Ilva Marrek, Marrek, She, She");
    let actors = actors_of("[name:person Ilva Marrek] met [name:person Ida Orn]. [pron:person She] left.");
    assert_eq!(actors.last().unwrap(), "-: She");
    // Others say "Yes." between.
    let actors = actors_of(
        "[name:person Ilva Marrek] came. [pron:person>0 She] sat.\n\nIn [name:place Dorrath]?\n\nYes.\n\n[pron:person She] left.",
    );
    assert_eq!(actors[0], "Ilva Marrek: Ilva Marrek, She, She");
}

#[test]
fn a_title_or_head_is_found_again() {
    let actors = actors_of(
        "President [name:person Ilva Marrek] came. The [name:organisation Defence Ministry] wrote. \
         [desc:organisation the ministry] said [desc:person the president] left. [desc:person The former president] came.",
    );
    assert_eq!(
        actors,
        [
            "Ilva Marrek: Ilva Marrek, the president",
            "Defence Ministry: Defence Ministry, the ministry",
            "former president: The former president",
        ]
    );
}

#[test]
fn offices_of_two_states_stay_apart() {
    let actors = described(
        "[desc:organisation The [name:people Iranian] ministry] and [desc:organisation the [name:people Jordanian] ministry] \
         spoke.",
    );
    assert_eq!(
        actors,
        [
            "Iranian ministry/Government/IR: The Iranian ministry",
            "Jordanian ministry/Government/JO: the Jordanian ministry",
            "-: Iranian, Jordanian",
        ]
    );
}

#[test]
fn the_group_is_what_the_text_is_about() {
    let actors = described(
        "[s1 The [name:organisation Mountain Covenant]] [c1 said] [x1 no]. It would be [desc:organisation the group]’s first. \
         [name:organisation Dawn Wire], [desc:organisation an outlet], wrote; [desc:organisation the outlet] lied.",
    );
    assert_eq!(
        actors,
        [
            "Mountain Covenant/Organisation/: Mountain Covenant, the group",
            "Dawn Wire/Outlet/: Dawn Wire, an outlet, the outlet",
        ]
    );
}

#[test]
fn unnamed_persons_are_not_merged_but_found_again() {
    let actors = actors_of(
        "[desc:person A senior official] spoke. [desc:person A resident] wept. [desc:person The official] left. \
         [desc:person>0 Another official] came.",
    );
    assert_eq!(
        actors,
        [
            "senior official: A senior official, The official",
            "resident: A resident",
            "Another official: Another official"
        ]
    );
    let two =
        actors_of("[desc:person One official] and [desc:person a Velmark official] met [desc:person the official].");
    assert_eq!(two.len(), 3);
}

#[test]
fn a_description_does_not_mean_what_stands_in_it() {
    let actors = actors_of(
        "The [name:organisation Mountain Covenant] met. [desc:organisation>0 The [name:organisation Covenant]'s faction] left.",
    );
    assert_eq!(actors.len(), 2);
}

#[test]
fn nobody_in_particular_is_no_actor() {
    let actors =
        actors_of("[desc:person Soldiers] like bread. [desc:person Any soldier] does. [desc:place the base] burned.");
    assert_eq!(actors, ["-: Soldiers, Any soldier, the base"]);
}

#[test]
fn the_government_in_the_capital() {
    let actors = described(
        "[desc:organisation The government] in [name:place Amman] said no. [name:place Jordan] denied it. \
         [desc:organisation the government] left.",
    );
    assert_eq!(actors, ["Jordan/Government/JO: The government, Jordan, the government", "Amman/Place/JO: Amman"]);
}

#[test]
fn many_mentions_take_linear_time() {
    let one = "[desc:person An official] of the [name:organisation Hill Group] told [name:person Ann Reyes] and \
               [name:person Paul Reyes] that [name:person Reyes] and [desc:person the official] met \
               [desc:organisation the group]. [pron:person>0 He] left for [name:place Orun].\n";
    let (text, marks) = crate::testing::annotated(&one.repeat(4_000));
    let begun = std::time::Instant::now();
    let document = sayso_document::Document::of_text(text);
    let cast = super::super::cast(
        &document,
        &marks,
        &crate::quotation::quotations(&document.text),
        crate::Outlets::embedded(),
    );
    assert_eq!(cast.mentions.len(), 36_000);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_court_is_no_government() {
    let actors = actors_of(
        "The [name:organisation Government] appealed. [desc:organisation>0 The trial court] agreed. [desc:organisation>1 The court] sat.",
    );
    assert_eq!(actors.len(), 2, "{actors:?}");
}

#[test]
fn a_war_is_not_what_stands_behind_it() {
    let actors = actors_of(
        "Until [name:other World War II], [desc:place the municipality] thrived. [name:organisation Dawn Wire], [desc:organisation the outlet], wrote.",
    );
    assert!(actors.contains(&"Dawn Wire: Dawn Wire, the outlet".to_owned()), "{actors:?}");
    assert!(!actors.iter().any(|it| it.contains("II, the municipality")), "{actors:?}");
}

#[test]
fn a_dateline_begins_with_a_place() {
    let actors = described(
        "[name:organisation ORUN], March 9 ([name:organisation Dawn Wire]) - [desc:organisation The medical charity] spoke in [name:place Orun].\n\
         [name:organisation SHIELD] - a party - left. [name:organisation SHIELD], a party, sang.",
    );
    assert!(actors[0].starts_with("Orun/Place/"), "{actors:?}");
    assert!(!actors.iter().any(|it| it.starts_with("SHIELD/Place/")), "{actors:?}");
}

#[test]
fn ministries_of_other_matters_are_others() {
    let actors = actors_of(
        "[name:place Velmark]’s defence ministry spoke. [s1 [name:place Turkey]’s foreign ministry] [c1 denied] [x1 it]. \
         [s2 The ministry] [c2 said] [x2 no].",
    );
    assert!(!actors.iter().any(|it| it.contains("defence") && it.contains("foreign")), "{actors:?}");
}

#[test]
fn a_broadcaster_is_the_station() {
    let actors = actors_of(
        "[name:organisation Radio Orun] asked. [name:organisation Hill Group] left. [desc:organisation The radio station] said no.",
    );
    assert_eq!(actors[0], "Radio Orun: Radio Orun, The radio station");
}

#[test]
fn where_a_body_sits_is_not_whose_it_is() {
    let actors = actors_of(
        "The [name:organisation Syrian Monitor] wrote. [desc:organisation>0 The Britain-based group] said so. [desc:organisation>0 The British group] came.",
    );
    assert_eq!(actors[0], "Syrian Monitor: Syrian Monitor, The Britain-based group", "{actors:?}");
    assert!(!actors[0].contains("British"));
}

#[test]
fn a_body_is_none_that_is_named_only_later() {
    let actors = actors_of(
        "[desc:organisation>1 The ministry] said no. The [name:organisation Shield] left. [desc:organisation>3 A ruling party] lost. [name:organisation Renewal] left.",
    );
    assert!(actors.contains(&"Shield: Shield".to_owned()), "{actors:?}");
}
