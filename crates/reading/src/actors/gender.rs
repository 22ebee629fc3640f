//! Whether a person is a man or a woman, where no title or description says: by the pronouns that most likely mean the person,
//! and by the given name.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use sayso_model::Form;

use super::noun::Gender;
use super::pronoun::Shares;
use super::stage::{Class, Stage};
use super::title::name_start;
use super::words::words;

/// What a given name before a surname counts for, in pronouns that surely mean the person.
const FULL_NAME: f32 = 2.0;
/// What a single name counts for, which may be a surname.
const SINGLE_NAME: f32 = 1.0;
/// What must speak for a gender at least, and how many times more than for the other.
const LEAST: f32 = 1.2;
const TIMES: f32 = 1.5;

/// Tells the named persons of unknown gender theirs; whether of any there was one to tell. `shares` has the actors that each pronoun may mean.
pub(super) fn tell(stage: &mut Stage, shares: &BTreeMap<usize, Shares>) -> bool {
    let mut votes: HashMap<usize, [f32; 2]> = HashMap::new();
    for (&at, shares) in shares {
        let Some(gender) = stage.nouns[at].gender() else { continue };
        for &(referent, share) in shares {
            votes.entry(referent).or_default()[usize::from(gender == Gender::Woman)] += share;
        }
    }
    let mut told = false;
    for referent in 0..stage.referents.len() {
        let it = &stage.referents[referent];
        if it.class != Class::Person || it.gender.is_some() || it.plural || !it.named {
            continue;
        }
        let mut votes = votes.get(&referent).copied().unwrap_or_default();
        if let Some((gender, weight)) = by_name(stage, referent) {
            votes[usize::from(gender == Gender::Woman)] += weight;
        }
        let (man, woman) = (votes[0], votes[1]);
        let gender = match () {
            () if man >= LEAST && man >= TIMES * woman => Some(Gender::Man),
            () if woman >= LEAST && woman >= TIMES * man => Some(Gender::Woman),
            () => None,
        };
        stage.referents[referent].gender = gender;
        told |= gender.is_some();
    }
    told
}

/// What the fullest name says, and how much it counts for.
fn by_name(stage: &Stage, referent: usize) -> Option<(Gender, f32)> {
    let nouns = stage.referents[referent].nouns.iter().map(|&at| &stage.nouns[at]);
    let names = nouns.filter(|noun| noun.form == Form::Name).map(|noun| words(&noun.text[name_start(noun.text)..]));
    let fullest = names.max_by_key(Vec::len)?;
    let gender = of_given_name(fullest.first()?)?;
    Some((gender, if fullest.len() > 1 { FULL_NAME } else { SINGLE_NAME }))
}

/// The gender of those who bear a given name.
fn of_given_name(name: &str) -> Option<Gender> {
    static NAMES: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
        let mut names = HashMap::new();
        for line in include_str!("../../data/given-names.txt").lines().filter(|line| !line.starts_with('#')) {
            let (sort, rest) = line.split_once(' ').unwrap_or_default();
            let gender = if sort == "f" { Gender::Woman } else { Gender::Man };
            names.extend(rest.split_whitespace().map(|name| (name, gender)));
        }
        names
    });
    NAMES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;
    use super::*;

    #[test]
    fn a_name_stands_once_in_the_table() {
        let all = include_str!("../../data/given-names.txt").lines().filter(|line| !line.starts_with('#'));
        let mut names: Vec<&str> = all.flat_map(|line| line.split_whitespace().skip(1)).collect();
        names.sort_unstable();
        assert!(names.len() > 1000 && names.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(of_given_name("ilse"), None);
        assert_eq!(of_given_name("margaret"), Some(Gender::Woman));
    }

    #[test]
    fn she_is_not_the_man_of_that_name() {
        let actors = actors_of(
            "[name:person Peter Marrek] met [name:person Anna Sorn]. [pron:person>0,1 She] spoke. [pron:person>1,0 He] left.",
        );
        assert_eq!(actors, ["Peter Marrek: Peter Marrek, He", "Anna Sorn: Anna Sorn, She"]);
    }

    #[test]
    fn pronouns_tell_of_each_other() {
        // The model is sure of two, and in doubt about the third.
        let actors = actors_of(
            "[name:person Zorin Marrek] met [name:person Tal Sorn]. [pron:person>0 He] sat. [pron:person>0 He] rose. \
             [pron:person>0,1 She] spoke.",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek, He, He", "Tal Sorn: Tal Sorn, She"]);
    }
}
