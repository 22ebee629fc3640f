//! Names of persons: full names, surnames, given names, names with particles.

use std::collections::HashMap;

use crate::world::transliterations_alike;

use super::alias;
use super::lexicon;
use super::names::{CANDIDATES, Sets, Spelling, refer, settle};
use super::noun::Gender;
use super::stage::{Class, Stage};
use super::title::{before_name, behind_name, name_start};
use super::words::{before, last_words, skeleton};

/// A person's name, taken apart.
#[derive(Clone, Debug, PartialEq)]
struct Parts {
    /// Given names, without particles and titles.
    given: Vec<String>,
    /// In skeleton form, as it is looked up.
    surname: String,
    /// "jr", "sr", "ii", "elder" …
    suffix: Option<String>,
}

const PARTICLES: [&str; 26] = [
    "al", "el", "ul", "ad", "ash", "as", "an", "ar", "az", "de", "da", "di", "du", "del", "della", "dos", "la", "le",
    "van", "von", "der", "den", "bin", "ibn", "ben", "abu",
];

fn parts(words: &[String]) -> Parts {
    let mut words = words;
    let mut suffix = None;
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && matches!(
            last.as_str(),
            "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv" | "elder" | "younger" | "the"
        )
    {
        suffix = suffix.or((last != "the").then(|| last.chars().take(2).collect()));
        words = rest;
    }
    // The model may take the title into the name ("President Marrek").
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && (lexicon::is_honorific(first) || lexicon::noun(first).is_some_and(|sort| sort.is_person(false)))
    {
        words = rest;
    }
    let bare: Vec<String> = words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
    let Some((surname, given)) = bare.split_last() else {
        return Parts { given: Vec::new(), surname: skeleton(&words.concat()), suffix };
    };
    Parts { given: given.to_vec(), surname: skeleton(surname), suffix }
}

/// Links names of persons.
pub(super) fn link(stage: &mut Stage, spellings: Vec<Spelling>) {
    let names: Vec<Parts> = spellings.iter().map(|spelling| parts(&spelling.words)).collect();
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut sets = Sets::new(spellings.len());
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.given.is_empty()) {
        let others = by_surname.entry(&name.surname).or_default();
        for &other in others.iter().take(CANDIDATES) {
            if same_person(name, &names[other]) {
                sets.join(at, other);
            }
        }
        others.push(at);
    }
    for (one, other) in alias::pairs(stage, &spellings).into_iter().chain(turned(&names)) {
        sets.join(one, other);
    }
    let mut suffixes: HashMap<usize, String> = HashMap::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_given: HashMap<String, Vec<usize>> = HashMap::new();
    for set in sets.members() {
        // A single name waits, unless it is another name of somebody.
        if set.iter().all(|&at| names[at].given.is_empty()) && set.len() == 1 {
            continue;
        }
        let referent = refer(stage, Class::Person, set.iter().map(|&at| &spellings[at]));
        for &at in &set {
            if let Some(suffix) = &names[at].suffix {
                suffixes.insert(referent, suffix.clone());
            }
            remember(&mut by_name, &names[at].surname, referent);
            for given in &names[at].given {
                remember(&mut by_given, &skeleton(given), referent);
            }
        }
        titles(stage, referent);
    }
    // Single names: of those that a full name holds, else a person of one name.
    let mut alone: HashMap<(String, Option<String>), usize> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.given.is_empty()) {
        let none = Vec::new();
        let surnamed = by_name.get(&name.surname).unwrap_or(&none);
        let candidates = if surnamed.is_empty() { by_given.get(&name.surname).unwrap_or(&none) } else { surnamed };
        let suffixed: Vec<usize> = match &name.suffix {
            Some(suffix) => candidates.iter().copied().filter(|it| suffixes.get(it) == Some(suffix)).collect(),
            None => candidates.clone(),
        };
        if suffixed.is_empty() {
            let key = (name.surname.clone(), name.suffix.clone());
            let referent = match alone.get(&key) {
                Some(&referent) => {
                    spellings[at].nouns.iter().for_each(|&noun| stage.link(noun, referent));
                    referent
                }
                None => refer(stage, Class::Person, std::iter::once(&spellings[at])),
            };
            alone.insert(key, referent);
            titles(stage, referent);
        } else {
            settle(stage, &spellings[at], &suffixed, |stage, noun, all| {
                leading(stage, noun, by_title(stage, noun, all))
            });
            suffixed.iter().for_each(|&referent| titles(stage, referent));
        }
    }
}

/// Full names of two words that name one person in either order ("Higuchi Ichiyō"), by their numbers.
fn turned(names: &[Parts]) -> Vec<(usize, usize)> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let mut out = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let [given] = name.given.as_slice() else { continue };
        let (given, surname) = (skeleton(given), name.surname.clone());
        out.extend(seen.get(&(surname.clone(), given.clone())).map(|&other| (other, at)));
        seen.entry((given, surname)).or_insert(at);
    }
    out
}

fn remember(index: &mut HashMap<String, Vec<usize>>, word: &str, referent: usize) {
    let known = index.entry(word.to_owned()).or_default();
    if known.len() < CANDIDATES && !known.contains(&referent) {
        known.push(referent);
    }
}

/// Whether two full names of one surname name one person: the shorter's given names are among the longer's, in order;
/// an initial stands for a name.
fn same_person(a: &Parts, b: &Parts) -> bool {
    let (short, long) = if a.given.len() <= b.given.len() { (a, b) } else { (b, a) };
    let initial = |x: &str, y: &str| x.len().min(y.len()) == 1 && x.chars().next() == y.chars().next();
    let alike = |x: &str, y: &str| skeleton(x) == skeleton(y) || initial(x, y) || transliterations_alike(x, y);
    let mut rest = long.given.iter();
    a.suffix == b.suffix && short.given.iter().all(|name| rest.any(|other| alike(name, other)))
}

/// Takes the titles before the mentions of a person as its roles.
fn titles(stage: &mut Stage, referent: usize) {
    let nouns: Vec<usize> = stage.referents[referent].nouns.iter().copied().take(CANDIDATES).collect();
    for noun in nouns {
        let bytes = stage.nouns[noun].bytes.clone();
        // The model may take the title into the name.
        let inside = name_start(stage.nouns[noun].text);
        let title = before_name(stage.text, bytes.start + inside);
        let person = &mut stage.referents[referent];
        person.gender = person.gender.or(title.gender);
        for role in title.role.into_iter().chain(behind_name(stage.text, bytes.end)) {
            stage.give_role(referent, role);
        }
    }
}

/// The last of the paragraphs with which a text opens, by number: its headline and its first one.
const OPENING: usize = 1;
const CHILDREN: [&str; 4] = ["son", "daughter", "nephew", "niece"];
const PARENTS: [&str; 4] = ["father", "mother", "uncle", "aunt"];
const NONE: [&str; 4] = [""; 4];

/// Of several persons of one surname those whose title or gender stands before noun `at`; all, if none has it.
fn by_title(stage: &Stage, at: usize, candidates: &[usize]) -> Vec<usize> {
    let title = before_name(stage.text, stage.nouns[at].bytes.start);
    let age = last_words(before(stage.text, stage.nouns[at].bytes.start), 1).into_iter().next().unwrap_or_default();
    let (own, others) = match age.as_str() {
        "younger" | "junior" => (&CHILDREN, &PARENTS),
        "elder" | "older" | "senior" => (&PARENTS, &CHILDREN),
        _ => (&NONE, &NONE),
    };
    let called =
        |it: usize, heads: &[&str]| stage.referents[it].roles.iter().any(|role| heads.contains(&role.head.as_str()));
    let family: Vec<usize> = candidates.iter().copied().filter(|&it| called(it, own)).collect();
    if !family.is_empty() {
        return family;
    }
    let candidates: Vec<usize> = candidates.iter().copied().filter(|&it| !called(it, others)).collect();
    let opposite = |gender: Gender, it: usize| stage.referents[it].gender.is_some_and(|other| other != gender);
    let agrees = |&it: &usize| !title.gender.is_some_and(|gender| opposite(gender, it));
    let agreeing: Vec<usize> = candidates.iter().copied().filter(agrees).collect();
    let sure = |&it: &usize| title.gender.is_some() && stage.referents[it].gender == title.gender;
    let surely: Vec<usize> = agreeing.iter().copied().filter(sure).collect();
    let agreeing = if surely.is_empty() { agreeing } else { surely };
    let Some(role) = title.role else { return agreeing };
    let has = |&it: &usize| stage.referents[it].roles.iter().any(|other| other.head == role.head);
    let titled: Vec<usize> = agreeing.iter().copied().filter(has).collect();
    if titled.is_empty() { agreeing } else { titled }
}

/// Of several persons of one surname the one with whom the text opens, unless another was named in the paragraph of noun `at` before it.
fn leading(stage: &Stage, at: usize, several: Vec<usize>) -> Vec<usize> {
    let first = |it: usize| stage.referents[it].nouns.first().map_or(usize::MAX, |&noun| stage.nouns[noun].paragraph);
    let opening: Vec<usize> = several.iter().copied().filter(|&it| first(it) <= OPENING).collect();
    let [leader] = opening.as_slice() else { return several };
    let paragraph = stage.nouns[at].paragraph;
    let near = |&it: &usize| {
        it != *leader && stage.last_before(it, at).is_some_and(|last| stage.nouns[last].paragraph == paragraph)
    };
    if several.iter().any(near) { several } else { vec![*leader] }
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn a_surname_means_the_full_name() {
        let actors = actors_of(
            "[name:person Marrek] wins. [name:person Ilva Marrek] won. [name:person ILVA MARREK] spoke. \
             [name:person I. Marrek] left. [name:person Ilva] came.",
        );
        assert_eq!(actors, ["Ilva Marrek: Marrek, Ilva Marrek, ILVA MARREK, I. Marrek, Ilva"]);
    }

    #[test]
    fn a_surname_goes_on_with_whom_the_text_opens() {
        let actors = actors_of(
            "[name:person Ilva Marrek] won.\n\n[name:person Tal Sorn] came.\n\nHer brother [name:person Zorin Marrek] cheered.\n\n[name:person Marrek] spoke.",
        );
        assert_eq!(actors[0], "Ilva Marrek: Ilva Marrek, Marrek");
        let actors = actors_of(
            "[name:person Ilva Marrek] won.\n\n[name:person Tal Sorn] came.\n\nHer brother [name:person Zorin Marrek] cheered. [name:person Marrek] spoke.",
        );
        assert_eq!(actors[2], "Zorin Marrek: Zorin Marrek, Marrek");
    }

    #[test]
    fn a_name_may_be_turned_round() {
        let actors = actors_of("[name:person Senda Ichiro] won. [name:person Ichiro Senda] spoke.");
        assert_eq!(actors, ["Senda Ichiro: Senda Ichiro, Ichiro Senda"]);
    }

    #[test]
    fn spellings_of_foreign_names_are_one() {
        let actors = actors_of(
            "[name:person Qasem Suleimani] and [name:person Qassim Soleimani]; \
             [name:person Yusuf Harun] as [name:person Yousef Haroun]; [name:person Kan’ani] or [name:person Nasser Kan'ani]; [name:person Sami Abu Zorin], [name:person Abu Zorin]; \
             [name:person Piet van der Orm], [name:person Van der Orm]; [name:person al-Sorani], [name:person Mo Sorani]",
        );
        assert_eq!(actors.len(), 6, "{actors:?}");
    }

    #[test]
    fn two_of_one_surname_stay_apart() {
        let actors = actors_of("[name:person Ann Reyes] met [name:person Paul Reyes]. [name:person Reyes] left.");
        assert_eq!(actors, ["Ann Reyes: Ann Reyes", "Paul Reyes: Paul Reyes", "-: Reyes"]);
    }

    #[test]
    fn a_title_tells_which_of_two() {
        let actors = actors_of(
            "Judge [name:person Ann Reyes] met Mr [name:person Paul Reyes]. Judge [name:person Reyes] \
             left. Mr [name:person Reyes] stayed.",
        );
        assert_eq!(actors, ["Ann Reyes: Ann Reyes, Reyes", "Paul Reyes: Paul Reyes, Reyes"]);
    }

    #[test]
    fn the_one_clearly_mentioned_last_is_meant() {
        let actors =
            actors_of("[name:person Ann Reyes] came.\n\n[name:person Paul Reyes] left. [name:person Reyes] ran.");
        assert_eq!(actors, ["Ann Reyes: Ann Reyes", "Paul Reyes: Paul Reyes, Reyes"]);
    }

    #[test]
    fn the_younger_is_the_son() {
        let actors = actors_of(
            "[name:person Aurel Nandor] and his son [name:person Milo Nandor] came. The younger \
             [name:person Nandor] sang.",
        );
        assert_eq!(actors, ["Aurel Nandor: Aurel Nandor", "Milo Nandor: Milo Nandor, Nandor"]);
    }

    #[test]
    fn father_and_son_stay_apart() {
        let actors = actors_of("[name:person Karl Orn Sr.] and [name:person Karl Orn Jr.] came.");
        assert_eq!(actors.len(), 2);
    }

    #[test]
    fn a_person_and_a_place_of_one_name_stay_apart() {
        let actors = actors_of("[name:person Mira Jordan] went to [name:place Jordan]. [name:person Jordan] left.");
        assert_eq!(actors, ["Mira Jordan: Mira Jordan, Jordan", "Jordan: Jordan"]);
    }
}
