//! Sentences about invented places, with the stance and the certainty that a reader would give them.

use super::*;
use crate::label;
use crate::testing::annotated;

/// Stance, certainty (`-` for none), sentence.
const ROWS: &[(&str, &str, &str)] = &[
    ("asserts", "certain", "[s1 The ministry] [c1 said] [x1 that the bridge was closed]."),
    ("asserts", "probable", "[s1 Officials] [c1 believe] [x1 that the boat sank off Orun]."),
    ("asserts", "possible", "[s1 She] [c1 said] [x1 the number could rise]."),
    ("asserts", "doubtful", "[s1 He] [c1 said] [x1 a truce was unlikely before winter]."),
    ("asserts", "certain", "[s1 The army] did not [c1 deny] [x1 that it had fired]."),
    ("denies", "false", "[s1 Lestria] [c1 denied] [x1 any involvement in the attack]."),
    ("denies", "false", "[s1 He] [c1 rejected] [x1 the charge] as baseless."),
    ("denies", "false", "“[x1 We had nothing to do with it],” [s1 the colonel] [c1 said]."),
    ("claims responsibility", "certain", "[s1 The Covenant] [c1 claimed responsibility for] [x1 the bombing]."),
    ("claims responsibility", "certain", "[s1 The group] [c1 took responsibility for] [x1 the raid]."),
    ("claims responsibility", "certain", "[s1 The Covenant] [c1 said] [x1 its fighters had carried out six attacks]."),
    ("accuses", "certain", "[s1 Marrek] [c1 blamed] [x1 the militia for the strike]."),
    ("accuses", "certain", "[s1 Dorrath] [c1 accused] [x1 Khessar of arming the rebels]."),
    ("accuses", "probable", "[s1 The envoy] appeared to [c1 blame] [x1 Velmark for the deaths]."),
    ("accuses", "probable", "[s1 The envoy] [c1 appeared to blame] [x1 Velmark for the deaths]."),
    ("threatens", "certain", "[s1 The commander] [c1 threatened] [x1 to burn the port]."),
    ("threatens", "certain", "[s1 She] [c1 vowed] [x1 to crush the rebels]."),
    ("promises", "certain", "[s1 The minister] [c1 promised] [x1 to rebuild the school]."),
    ("promises", "certain", "[s1 The president] [c1 pledged] [x1 aid to the valley]."),
    ("demands", "-", "[s1 The council] [c1 demanded] [x1 that the troops leave]."),
    ("demands", "-", "[s1 The union] [c1 urged] [x1 the owner to talk]."),
    ("demands", "-", "[s1 She] [c1 said] [x1 the governor must resign]."),
    ("doubts", "doubtful", "[s1 Analysts] [c1 doubted] [x1 that the truce would hold]."),
    ("doubts", "doubtful", "[s1 Diplomats] [c1 questioned whether] [x1 the figures were right]."),
    ("hopes", "-", "[s1 The bishop] [c1 hoped] [x1 that the guns would fall silent]."),
    ("asks", "-", "[s1 Reporters] [c1 asked] [x1 whether the road was open]."),
    ("asks", "-", "“[x1 Who gave the order?]” [s1 the senator] [c1 said]."),
    ("other", "-", "[s1 The spokesman] [c1 declined to comment on] [x1 the report]."),
    ("other", "-", "[s1 He] [c1 plans] [x1 to run in the spring]."),
];

#[test]
fn rows() {
    let rows = include_str!("rows.tsv").lines().filter(|line| !line.starts_with('#'));
    let (mut all, mut wrong) = (0, Vec::new());
    for row in rows {
        let fields: Vec<&str> = row.split('\t').collect();
        let (text, marks) = annotated(fields[2]);
        let judged = judge(&text, &marks.attributions[0]);
        let found = (label(judged.stance), judged.certainty.map_or("-".to_owned(), label));
        all += 1;
        if found != (fields[0].to_owned(), fields[1].to_owned()) {
            wrong.push(format!("{}: expected {}, {}; found {}, {}", fields[2], fields[0], fields[1], found.0, found.1));
        }
    }
    assert!(wrong.is_empty(), "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn stances_and_certainties() {
    let mut wrong = Vec::new();
    for (stance, certainty, marked) in ROWS {
        let (text, marks) = annotated(marked);
        let judged = judge(&text, &marks.attributions[0]);
        let found = (label(judged.stance), judged.certainty.map_or("-".to_owned(), label));
        if found != ((*stance).to_owned(), (*certainty).to_owned()) {
            wrong.push(format!("{text}: expected {stance}, {certainty}; found {}, {}", found.0, found.1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
