//! Names: which of them name the same actor.

use std::collections::{BTreeMap, HashMap, HashSet};

use sayso_model::{Form, MentionKind};

use crate::dateline::dateline;
use crate::outlet_noun::is_outlet_noun;
use crate::world;

use super::known::known;
use super::lexicon::{self, Sort};
use super::noun::Noun;
use super::stage::{Class, Role, Stage};
use super::title::before_name;
use super::words::{after, before, first_words, last_words, singular};
use super::{acronym, body, person};

/// How many names that a shorter one may stand for are looked at.
pub(super) const CANDIDATES: usize = 32;

/// How many mentions the pronouns that mean a name count for at most.
const MEANT: f32 = 5.0;

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
/// Equal names are of one class, that of most of them, unless something around one of them speaks for another: a title
/// or the full name of a person, a preposition of place.
fn classes(stage: &Stage) -> Vec<Option<Class>> {
    let mut classes: Vec<Option<Class>> = stage.nouns.iter().map(|_| None).collect();
    let mut sure = vec![false; classes.len()];
    let mut counts: HashMap<&[String], [usize; ORDER.len()]> = HashMap::new();
    for (words, share) in meant_by_he_or_she(stage) {
        counts.entry(words).or_default()[rank(Class::Person)] += (3.0 * share).round().min(MEANT) as usize;
    }
    let mut persons: HashSet<&str> = HashSet::new();
    let mut states: HashMap<&str, usize> = HashMap::new();
    for (at, noun) in
        stage.nouns.iter().enumerate().filter(|(_, noun)| noun.form == Form::Name && !noun.words.is_empty())
    {
        let evident = evident_class(stage, at);
        let class = evident.unwrap_or_else(|| class(stage, noun));
        (classes[at], sure[at]) = (Some(class), evident.is_some());
        counts.entry(&noun.words).or_default()[rank(class)] += if sure[at] { 2 } else { 1 };
        match noun.words.as_slice() {
            [first, .., last] if class == Class::Person => persons.extend([first.as_str(), last.as_str()]),
            [word] => *states.entry(word).or_default() += state_like(stage, noun),
            _ => {}
        }
    }
    let told = bodies_told(stage);
    let bodies: HashSet<&str> = (0..classes.len())
        .filter(|&at| classes[at] == Some(Class::Group) && stage.nouns[at].words.len() > 1)
        .flat_map(|at| [stage.nouns[at].words.first(), stage.nouns[at].words.last()])
        .flatten()
        .map(String::as_str)
        .chain(told.iter().map(String::as_str))
        .collect();
    for (at, noun) in stage.nouns.iter().enumerate() {
        let Some(class) = classes[at] else { continue };
        let counts = &counts[noun.words.as_slice()];
        let most = (0..counts.len()).max_by_key(|&rank| (counts[rank], std::cmp::Reverse(rank))).unwrap_or(0);
        let single = if let [word] = noun.words.as_slice() { word.as_str() } else { "" };
        // One "in Orn" among many mentions of Orn does not make him a state.
        let state = 3 * states.get(single).copied().unwrap_or(0) >= counts.iter().sum::<usize>().max(1);
        classes[at] = Some(match class {
            class if sure[at] => class,
            Class::Person if persons.contains(single) => class,
            Class::Person | Class::Place if state => Class::Place,
            Class::Person if bodies.contains(single) => Class::Group,
            class if persons.contains(single) || counts[rank(class)] == counts[most] => class,
            _ => ORDER[most],
        });
    }
    classes
}

/// Single words that the text calls the name of an armed group or a movement: "the Gorse militia".
fn bodies_told(stage: &Stage) -> HashSet<String> {
    let told = stage.words.windows(3).filter(|window| {
        let [the, name, body] = window else { return false };
        let sort = || lexicon::noun(&body.lower);
        the.is(&["the"])
            && name.capital
            && !body.capital
            && matches!(sort(), Some(Sort::ArmedGroup | Sort::Party))
            && known(&stage.text[name.bytes.clone()]).is_none()
    });
    told.map(|window| super::words::fold(&stage.text[window[1].bytes.clone()])).collect()
}

/// How surely pronouns of persons mean a name that no table knows: the model may take a surname for a place, and yet know who "he" is.
fn meant_by_he_or_she<'a>(stage: &'a Stage) -> HashMap<&'a [String], f32> {
    let mut meant: HashMap<&[String], f32> = HashMap::new();
    for pronoun in stage.nouns.iter().filter(|noun| noun.form == Form::Pronoun && noun.gender().is_some()) {
        for &(at, share) in &pronoun.antecedents {
            let Some(name) = stage.nouns.get(at).filter(|noun| noun.form == Form::Name && !noun.words.is_empty())
            else {
                continue;
            };
            // "Dawn Wire" is nobody's surname.
            let may_be = name.kind != MentionKind::Organisation || name.words.len() == 1;
            if may_be && known(name.text).is_none() && stage.outlets.by_name(name.text).is_none() {
                *meant.entry(&name.words).or_default() += share;
            }
        }
    }
    meant
}

/// The class that the words around and in a name tell beyond doubt.
fn evident_class(stage: &Stage, at: usize) -> Option<Class> {
    let noun = &stage.nouns[at];
    if in_dateline(stage.text, noun) {
        return Some(Class::Place);
    }
    let person = noun.kind == MentionKind::Person;
    if person && before_name(stage.text, noun.bytes.start).is_some() {
        return Some(Class::Person);
    }
    let left = before(stage.text, noun.bytes.start);
    let previous = last_words(left, 1).into_iter().next().unwrap_or_default();
    let place = matches!(previous.as_str(), "in" | "near" | "at" | "across" | "outside" | "inside");
    if noun.kind == MentionKind::Place && place {
        return Some(Class::Place);
    }
    // "state newspaper PressTV", "Al Mayadeen, a press outlet".
    let behind = after(stage.text, noun.bytes.end).trim_start_matches(['”', '"']);
    let words = behind.strip_prefix(", ").map(|behind| first_words(behind, 4)).unwrap_or_default();
    let article = words.first().is_some_and(|word| matches!(word.as_str(), "a" | "an"));
    let heads =
        words.iter().skip(1).take_while(|word| !matches!(word.as_str(), "of" | "for" | "in" | "who" | "from" | "at"));
    let apposed =
        article && heads.filter(|word| lexicon::noun(word).is_some()).last().is_some_and(|word| is_body(word));
    (person && (is_body_name(noun) || is_body(&previous) && left.ends_with(' ') || apposed)).then_some(Class::Group)
}

/// Whether a name is the place of a dateline.
fn in_dateline(text: &str, noun: &Noun) -> bool {
    let found = dateline(text, noun.bytes.start).filter(|it| it.place == noun.bytes.end);
    found.is_some_and(|it| !(it.bare && noun.kind == MentionKind::Person))
}

/// Whether a noun is one for bodies.
fn is_body(word: &str) -> bool {
    lexicon::noun(word).is_some_and(|sort| !sort.is_person(false) && !matches!(sort, Sort::Place | Sort::People))
        || is_outlet_noun(word)
}

/// Whether the last word of a longer name, or the one before "of", is that of a body.
fn is_body_name(noun: &Noun) -> bool {
    let Some(role) = role_of_name(&noun.words).filter(|_| noun.words.len() > 1) else { return false };
    is_body(&role.head) || noun.words.last().is_some_and(|word| lexicon::named_kind(word).is_some())
}

/// How much is said of a name that is said of states: "Velmark's defence ministry", "in Velmark".
fn state_like(stage: &Stage, noun: &Noun) -> usize {
    let behind = after(stage.text, noun.bytes.end);
    let owned = behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s ")).unwrap_or("");
    // A person may have a government and a minister, no ministry and no border.
    let of_state = |word: &String| match word.as_str() {
        "ministry" | "parliament" | "embassy" | "navy" | "border" | "capital" => 4,
        "president" | "premier" | "army" | "military" | "government" | "troops" => 2,
        _ => 0,
    };
    let staff = |words: &[String]| {
        let [of, body, ..] = words else { return 0 };
        let offices = matches!(of.as_str(), "defence" | "defense" | "foreign" | "interior" | "general");
        2 * usize::from(offices && matches!(body.as_str(), "minister" | "staff"))
    };
    let located = |word: &String| matches!(word.as_str(), "in" | "across");
    let owned = first_words(owned, 3);
    let owns = owned.iter().map(of_state).max().unwrap_or(0).max(staff(&owned));
    owns + usize::from(last_words(before(stage.text, noun.bytes.start), 1).iter().any(located))
}

const ORDER: [Class; 5] = [Class::Person, Class::Group, Class::Place, Class::People, Class::Government];

fn rank(class: Class) -> usize {
    ORDER.iter().position(|&it| it == class).unwrap_or(0)
}

/// The class of one name by the tables and the model. States count as places here; whether they act is asked later.
fn class(stage: &Stage, noun: &Noun) -> Class {
    let by_model = match noun.kind {
        MentionKind::Person => Class::Person,
        MentionKind::People => Class::People,
        MentionKind::Place => Class::Place,
        MentionKind::Organisation | MentionKind::Other => Class::Group,
    };
    match known(noun.text).map(|known| known.sort) {
        None => by_model,
        // A person's full name may be that of a body, and a surname that of a state: the model knows the context.
        Some(
            world::Sort::Country
            | world::Sort::Capital
            | world::Sort::Demonym
            | world::Sort::People
            | world::Sort::Region,
        ) if by_model == Class::Person => by_model,
        // "The State Department" speaks for its government but is a body of its own; "the Kremlin" is not.
        Some(world::Sort::Government) if is_body_name(noun) => Class::Group,
        Some(world::Sort::Country | world::Sort::Capital | world::Sort::Government | world::Sort::Region) => {
            if stage.outlets.by_name(noun.text).is_some() { by_model } else { Class::Place }
        }
        Some(world::Sort::Demonym | world::Sort::People) => Class::People,
        Some(_) if known(noun.text).is_some_and(|known| known.ambiguous) => by_model,
        Some(_) => Class::Group,
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
    let of = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "in" | "to" | "on" | "against"));
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
