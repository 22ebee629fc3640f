//! Word lists: the nouns by which actors are mentioned, the verbs that governments do.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::contract::ActorKind;

use super::words::singular;

/// What a noun says of whom it mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A person of either gender.
    Person,
    /// A man.
    Man,
    /// A woman.
    Woman,
    /// A body of state.
    Government,
    /// An army.
    Military,
    /// One of an army; several are the army's.
    Soldier,
    /// An armed group.
    ArmedGroup,
    /// One of an armed group; several are the group's.
    Fighter,
    /// A party.
    Party,
    /// An outlet.
    Outlet,
    /// Any other body.
    Organisation,
    /// A body of unsaid sort ("group", "movement", "coalition").
    Group,
    /// A nation or other people.
    People,
    /// A place.
    Place,
}

impl Sort {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "person" => Self::Person,
            "man" => Self::Man,
            "woman" => Self::Woman,
            "government" => Self::Government,
            "military" => Self::Military,
            "soldier" => Self::Soldier,
            "armed_group" => Self::ArmedGroup,
            "fighter" => Self::Fighter,
            "party" => Self::Party,
            "outlet" => Self::Outlet,
            "organisation" => Self::Organisation,
            "group" => Self::Group,
            "people" => Self::People,
            "place" => Self::Place,
            _ => return None,
        })
    }

    /// Whether the noun, in this number, is one for persons.
    pub(super) fn is_person(self, plural: bool) -> bool {
        matches!(self, Self::Person | Self::Man | Self::Woman)
            || !plural && matches!(self, Self::Soldier | Self::Fighter)
    }

    /// The kind of actor that the noun alone tells; none for a body of unsaid sort.
    pub(super) fn kind(self, plural: bool) -> Option<ActorKind> {
        Some(match self {
            sort if sort.is_person(plural) => ActorKind::Person,
            Self::Government => ActorKind::Government,
            Self::Military | Self::Soldier => ActorKind::Military,
            Self::ArmedGroup | Self::Fighter => ActorKind::ArmedGroup,
            Self::Party => ActorKind::Party,
            Self::Outlet => ActorKind::Outlet,
            Self::Organisation => ActorKind::Organisation,
            Self::People => ActorKind::People,
            Self::Place => ActorKind::Place,
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Lists {
    nouns: HashMap<&'static str, Sort>,
    /// Words of other sorts, with the name of the sort.
    others: HashSet<(&'static str, &'static str)>,
    verbs: HashSet<(&'static str, &'static str)>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = Lists::default();
        for (word, sort) in rows(include_str!("../../data/actor-words.tsv")) {
            match Sort::parse(sort) {
                Some(sort) => drop(lists.nouns.insert(word, sort)),
                None => drop(lists.others.insert((word, sort))),
            }
        }
        lists.verbs = rows(include_str!("../../data/acting-verbs.tsv")).collect();
        lists
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// What the noun `word`, folded, in the singular or plural, says of whom it mentions.
pub(super) fn noun(word: &str) -> Option<Sort> {
    let nouns = &lists().nouns;
    nouns.get(word).copied().or_else(|| nouns.get(singular(word)?.as_str()).copied())
}

/// Whether `word` is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Whether `word` stands before names only ("Mr", "Gen").
pub(super) fn is_honorific(word: &str) -> bool {
    lists().others.contains(&(word, "honorific"))
}

/// Whether `word` is what two governments hold with each other ("talks", "war").
pub(super) fn is_talks(word: &str) -> bool {
    let has = |word: &str| lists().others.contains(&(word, "talks"));
    has(word) || singular(word).is_some_and(|word| has(&word))
}

/// What a name that ends in `word` is likely to be.
pub(super) fn named_kind(word: &str) -> Option<ActorKind> {
    let has = |sort: &str| lists().others.contains(&(word, sort));
    match word {
        _ if has("outlet_name") => Some(ActorKind::Outlet),
        _ if has("armed_name") => Some(ActorKind::ArmedGroup),
        _ if has("military_name") => Some(ActorKind::Military),
        _ => None,
    }
}

/// Whether `word` behind a subject is a verb that a government does.
pub(super) fn acts(word: &str) -> bool {
    has_verb(word, "helper")
        || has_verb(word, "past")
        || inflected(word, "base")
        || word.len() > 4 && word.ends_with("ed")
}

/// Whether `word` is an auxiliary.
pub(super) fn is_helper(word: &str) -> bool {
    has_verb(word, "helper")
}

/// Whether `word` is a verb that takes a government for its object ("blamed", "warns").
pub(super) fn acts_on(word: &str) -> bool {
    word == "told" || inflected(word, "object")
}

fn inflected(word: &str, form: &str) -> bool {
    let stems = [
        word.strip_suffix('s'),
        word.strip_suffix("es"),
        word.strip_suffix('d'),
        word.strip_suffix("ed"),
        word.strip_suffix("ing"),
    ];
    has_verb(word, form)
        || stems.into_iter().flatten().any(|stem| has_verb(stem, form))
        || word.strip_suffix("ing").is_some_and(|stem| has_verb(&format!("{stem}e"), form))
        || word.strip_suffix("ies").is_some_and(|stem| has_verb(&format!("{stem}y"), form))
}

fn has_verb(word: &str, form: &str) -> bool {
    lists().verbs.contains(&(word, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_in_both_numbers() {
        assert_eq!(noun("militias"), Some(Sort::ArmedGroup));
        assert_eq!(noun("spokeswoman"), Some(Sort::Woman));
        assert_eq!(noun("people"), Some(Sort::Person));
        assert_eq!(noun("table"), None);
    }

    #[test]
    fn verbs_in_all_forms() {
        assert!(acts("said") && acts("denies") && acts("funds") && acts("has") && !acts("is") && !acts("and"));
        assert!(acts_on("blaming") && acts_on("warned") && !acts_on("in"));
    }

    #[test]
    fn every_row_is_read() {
        for (word, sort) in rows(include_str!("../../data/actor-words.tsv")) {
            let other = ["honorific", "talks", "outlet_name", "armed_name", "military_name"].contains(&sort);
            assert!(other || Sort::parse(sort).is_some(), "{word} is of no sort: {sort}");
        }
    }
}
