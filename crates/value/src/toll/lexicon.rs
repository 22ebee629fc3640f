//! Words for killing and hurting.

use super::Casualty;

/// How an anchor stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A participle or past form: the object behind it, or in the passive the subject before.
    Done,
    /// An -ing or present form, a noun of the deed: the object behind it.
    Doing,
    /// What the subject does: "died".
    Suffered,
    /// What stands behind its number: "12 dead", "no deaths".
    Noun,
    /// What its number stands behind: "toll of 34".
    Toll,
    /// What says how, before a participle: "fatally shot".
    Fatally,
    /// Where the injured were brought: "sent four people to the hospital".
    Hospital,
}

/// What a word says, if it says that.
pub(super) fn anchor(word: &str) -> Option<(Casualty, Way)> {
    use Casualty::{Injured, Killed};
    Some(match word {
        "killed" | "slain" | "murdered" | "massacred" | "assassinated" | "executed" | "slaughtered" | "beheaded"
        | "slew" | "eliminated" => (Killed, Way::Done),
        "killing" | "kill" | "kills" | "killings" | "murder" | "murdering" | "slaying" | "assassination"
        | "assassinating" | "massacre" | "massacring" | "slaughter" | "slaughtering" => (Killed, Way::Doing),
        "died" | "die" | "dies" | "perished" | "dying" => (Killed, Way::Suffered),
        "dead" | "deaths" | "fatalities" | "death" | "fatality" => (Killed, Way::Noun),
        "fatally" => (Killed, Way::Fatally),
        "toll" => (Killed, Way::Toll),
        "lives" => (Killed, Way::Toll),
        "injured" | "wounded" | "hurt" | "maimed" => (Injured, Way::Done),
        "injuring" | "wounding" | "injure" | "wound" | "hurting" | "maiming" | "wounds" => (Injured, Way::Doing),
        "injuries" => (Injured, Way::Noun),
        "hospital" | "hospitals" | "hospitalized" | "hospitalised" => (Injured, Way::Hospital),
        _ => return None,
    })
}

/// Forms of "be" and "get" that make a passive.
pub(super) const PASSIVE: [&str; 12] =
    ["was", "were", "is", "are", "been", "be", "being", "got", "get", "wasn't", "weren't", "left"];

/// Participles of violence that "to death" makes fatal.
pub(super) const DEADLY: [&str; 11] = [
    "shot",
    "stabbed",
    "beaten",
    "burned",
    "burnt",
    "hacked",
    "crushed",
    "tortured",
    "stoned",
    "bludgeoned",
    "strangled",
];

/// Verbs by which a toll comes to its number.
pub(super) const RISING: [&str; 14] = [
    "rises", "rose", "rise", "risen", "climbs", "climbed", "hits", "hit", "reaches", "reached", "stands", "stood",
    "jumps", "jumped",
];

/// Verbs by which somebody brings a toll to its number, or gives it.
pub(super) const RAISED: [&str; 13] = [
    "raised",
    "raises",
    "raising",
    "brought",
    "brings",
    "bringing",
    "put",
    "puts",
    "putting",
    "revised",
    "lowered",
    "estimated",
    "estimates",
];

/// Verbs that bring the injured to a hospital.
pub(super) const BROUGHT: [&str; 15] = [
    "sent",
    "sends",
    "send",
    "sending",
    "put",
    "puts",
    "taken",
    "took",
    "rushed",
    "airlifted",
    "transported",
    "brought",
    "flown",
    "landed",
    "transferred",
];

/// Words behind which a number was part of an address: "at 30 Porter Street".
pub(super) const STREETS: [&str; 22] = [
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "lane",
    "ln",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "highway",
    "hwy",
    "block",
    "circle",
    "court",
    "ct",
    "place",
    "trail",
    "way",
    "parkway",
];

/// Words that begin a part of a number told before: "dozens, including 11 children".
pub(super) const PARTS: [&str; 11] =
    ["including", "among", "most", "mostly", "many", "some", "all", "half", "one", "two", "at"];

/// Prepositions and other words behind which no object of the verb stands.
pub(super) const BORDERS: [&str; 43] = [
    "in", "at", "on", "by", "with", "when", "while", "after", "before", "during", "near", "from", "as", "since",
    "because", "who", "which", "that", "if", "but", "to", "for", "outside", "inside", "between", "against", "into",
    "and", "or", "is", "are", "has", "have", "had", "will", "would", "was", "were", "he", "she", "they", "told",
    "said",
];
