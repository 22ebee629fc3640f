//! Names: which of them name the same actor.

use std::collections::{BTreeMap, HashMap};

use sayso_model::{Form, MentionKind};

use crate::world;

use super::known::{known, state};
use super::stage::{Class, Role, Stage};
use super::title::before_name;
use super::words::singular;
use super::{acronym, body, person};

/// How many names that a shorter one may stand for are looked at.
pub(super) const CANDIDATES: usize = 32;

/// A name as it is spelt, with all its mentions.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) words: Vec<String>,
    pub(super) nouns: Vec<usize>,
}

/// Links all names but those of states and peoples.
pub(super) fn link(stage: &mut Stage) -> Vec<Option<Class>> {
    let classes = classes(stage);
    let persons = spellings(stage, &classes, Class::Person);
    person::link(stage, persons);
    let bodies = spellings(stage, &classes, Class::Group);
    let brackets = acronym::in_brackets(stage, &classes);
    body::link(stage, bodies, brackets);
    classes
}

/// The names of one class by their words, in the order in which they first appear.
fn spellings(stage: &Stage, classes: &[Option<Class>], class: Class) -> Vec<Spelling> {
    let mut numbers: HashMap<&[String], usize> = HashMap::new();
    let mut out: Vec<Spelling> = Vec::new();
    for (at, noun) in stage.nouns.iter().enumerate() {
        if classes[at] != Some(class) {
            continue;
        }
        let number = *numbers.entry(&noun.words).or_insert(out.len());
        if number == out.len() {
            out.push(Spelling { words: noun.words.clone(), nouns: Vec::new() });
        }
        out[number].nouns.push(at);
    }
    out
}

/// The class of each name; none for descriptions and pronouns.
///
/// Where a few of many equal names are of another class, and nothing around them speaks for it, the model erred.
fn classes(stage: &Stage) -> Vec<Option<Class>> {
    let mut classes: Vec<Option<Class>> = stage.nouns.iter().map(|_| None).collect();
    let mut counts: HashMap<&[String], BTreeMap<usize, usize>> = HashMap::new();
    let mut sure = vec![false; classes.len()];
    for (at, noun) in stage.nouns.iter().enumerate() {
        if noun.form != Form::Name || noun.words.is_empty() {
            continue;
        }
        let titled = noun.kind == MentionKind::Person && before_name(stage.text, noun.bytes.start).is_some();
        let class = class(noun.text, noun.kind, stage);
        classes[at] = Some(class);
        sure[at] = titled;
        *counts.entry(&noun.words).or_default().entry(rank(class)).or_default() += 1;
    }
    for (at, noun) in stage.nouns.iter().enumerate() {
        let Some(class) = classes[at] else { continue };
        let counts = &counts[noun.words.as_slice()];
        let most = counts.iter().max_by_key(|&(rank, count)| (count, std::cmp::Reverse(rank)));
        if let Some((&most, count)) = most
            && !sure[at]
            && counts[&rank(class)] * 3 <= *count
        {
            classes[at] = Some(ORDER[most]);
        }
    }
    classes
}

const ORDER: [Class; 5] = [Class::Person, Class::Group, Class::Place, Class::People, Class::Government];

fn rank(class: Class) -> usize {
    ORDER.iter().position(|&it| it == class).unwrap_or(0)
}

/// The class of one name. States count as places here; whether they act is asked later.
fn class(name: &str, kind: MentionKind, stage: &Stage) -> Class {
    let table = known(name);
    match kind {
        MentionKind::Person => Class::Person,
        MentionKind::People => match table.map(|known| known.sort) {
            Some(world::Sort::ArmedGroup | world::Sort::Party) => Class::Group,
            Some(world::Sort::Country) => Class::Place,
            _ => Class::People,
        },
        _ if state(name).is_some() && stage.outlets.by_name(name).is_none() => Class::Place,
        _ => match table.map(|known| known.sort) {
            Some(world::Sort::Demonym | world::Sort::People) => Class::People,
            Some(_) => Class::Group,
            None if kind == MentionKind::Place => Class::Place,
            None => Class::Group,
        },
    }
}

/// Gives the spellings in `same` one new referent.
pub(super) fn refer<'a>(stage: &mut Stage, class: Class, same: impl Iterator<Item = &'a Spelling>) -> usize {
    let referent = stage.add(class, true);
    for spelling in same {
        for &noun in &spelling.nouns {
            stage.link(noun, referent);
        }
    }
    referent
}

/// Links the mentions of a short name: to the one referent that it may mean, or each mention to the one clearly
/// mentioned last; a mention that could be several stays open.
pub(super) fn settle(
    stage: &mut Stage,
    spelling: &Spelling,
    candidates: &[usize],
    prefer: impl Fn(&Stage, usize, &[usize]) -> Vec<usize>,
) {
    for &noun in &spelling.nouns {
        let chosen = match candidates {
            [only] => Some(*only),
            _ => match prefer(stage, noun, candidates).as_slice() {
                [only] => Some(*only),
                several => stage.clearly_last(several, noun),
            },
        };
        if let Some(chosen) = chosen {
            stage.link(noun, chosen);
        }
    }
}

/// Gives a body's referent the role that its name itself tells ("Defence Ministry" is a ministry).
pub(super) fn role_of_name(words: &[String]) -> Option<Role> {
    let of = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "in"));
    let head = match of {
        Some(of) if of > 0 => of - 1,
        _ => words.len().checked_sub(1)?,
    };
    let word = words[head].clone();
    let singular = singular(&word).unwrap_or(word);
    let others = words.iter().enumerate().filter(|&(at, word)| at != head && !super::body::is_small(word));
    Some(Role { head: singular, modifiers: others.map(|(_, word)| word.clone()).collect() })
}

/// Groups of equals: each number's representative.
#[derive(Debug)]
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        // The earlier spelling stands for both.
        self.0[a.max(b)] = a.min(b);
    }

    /// The members of each set, sets in the order of their first members.
    pub(super) fn members(&mut self) -> Vec<Vec<usize>> {
        let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            out.entry(self.find(at)).or_default().push(at);
        }
        out.into_values().collect()
    }
}
