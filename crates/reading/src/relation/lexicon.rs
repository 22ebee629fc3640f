//! The words that say how actors stand to each other: tables of nouns, connecting words and compounds.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::contract::RelationKind;

/// All tables.
pub(super) struct Lexicon {
    /// By their last words.
    nouns: HashMap<String, Vec<Noun>>,
    /// By their first words.
    links: HashMap<&'static str, Vec<Link>>,
    behind: HashMap<&'static str, Direction>,
    before: HashMap<&'static str, Direction>,
}

/// A relation, and which of the two words stand in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Direction {
    pub(super) kind: RelationKind,
    /// Whether the object, not the subject, stands in the relation.
    pub(super) backward: bool,
}

/// A noun that says how somebody stands to another.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) direction: Direction,
    /// Whether it is said of persons.
    pub(super) person: bool,
    pub(super) plural: bool,
    /// Its words before the last.
    pub(super) before: Vec<&'static str>,
}

/// Words that connect two actors.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) direction: Direction,
    /// Whether it needs a subject, rather than standing in a noun phrase or behind a form of "be".
    pub(super) verb: bool,
    /// All its words; `+` for some adverbs or coordinated participles.
    pub(super) words: Vec<&'static str>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static TABLES: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &TABLES
    }

    fn load() -> Self {
        let mut nouns: HashMap<String, Vec<Noun>> = HashMap::new();
        for [kind, direction, sort, words] in rows(include_str!("../../data/relation-nouns.tsv")) {
            let Some(direction) = direction_of(kind, direction) else { continue };
            let mut before: Vec<_> = words.split(' ').collect();
            let last = before.pop().unwrap_or_default();
            for (form, plural) in [(last.to_owned(), false), (plural(last), true)] {
                let noun = Noun { direction, person: sort == "person", plural, before: before.clone() };
                nouns.entry(form).or_default().push(noun);
            }
        }
        for list in nouns.values_mut() {
            list.sort_by_key(|noun| std::cmp::Reverse(noun.before.len()));
        }
        let mut links: HashMap<&str, Vec<Link>> = HashMap::new();
        for [kind, direction, shape, words] in rows(include_str!("../../data/relation-links.tsv")) {
            let Some(direction) = direction_of(kind, direction) else { continue };
            let words: Vec<_> = words.split(' ').collect();
            links.entry(words[0]).or_default().push(Link { direction, verb: shape == "verb", words });
        }
        for list in links.values_mut() {
            list.sort_by_key(|link| std::cmp::Reverse(link.words.len()));
        }
        let (mut behind, mut before) = (HashMap::new(), HashMap::new());
        for [kind, direction, side, word] in rows(include_str!("../../data/relation-compounds.tsv")) {
            let Some(direction) = direction_of(kind, direction) else { continue };
            if side == "behind" { &mut behind } else { &mut before }.insert(word, direction);
        }
        Self { nouns, links, behind, before }
    }

    /// The nouns whose last word this is, those of more words first.
    pub(super) fn nouns(&self, last: &str) -> &[Noun] {
        self.nouns.get(last).map_or(&[], Vec::as_slice)
    }

    /// The connecting words that begin with this one, the longer first.
    pub(super) fn links(&self, first: &str) -> &[Link] {
        self.links.get(first).map_or(&[], Vec::as_slice)
    }

    /// What "B-word A" says.
    pub(super) fn behind(&self, word: &str) -> Option<Direction> {
        self.behind.get(word).copied()
    }

    /// What "word-B A" says.
    pub(super) fn before(&self, word: &str) -> Option<Direction> {
        self.before.get(word).copied()
    }

    /// Whether the word is a noun for a person.
    pub(super) fn is_person_noun(&self, word: &str) -> bool {
        self.nouns(word).iter().any(|noun| noun.person)
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

fn direction_of(kind: &str, direction: &str) -> Option<Direction> {
    let kind = serde_json::from_value(serde_json::Value::from(kind)).ok()?;
    Some(Direction { kind, backward: direction == "backward" })
}

fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for table in [
            include_str!("../../data/relation-nouns.tsv"),
            include_str!("../../data/relation-links.tsv"),
            include_str!("../../data/relation-compounds.tsv"),
        ] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let fields: Vec<_> = line.split('\t').collect();
                assert_eq!(fields.len(), 4, "{line}");
                assert!(direction_of(fields[0], fields[1]).is_some(), "{line}");
                assert!(["forward", "backward"].contains(&fields[1]), "{line}");
                assert!(["person", "plain", "participle", "verb", "behind", "before"].contains(&fields[2]), "{line}");
            }
        }
    }

    #[test]
    fn plurals() {
        assert_eq!(
            ["spokesman", "ally", "branch", "leader"].map(plural),
            ["spokesmen", "allies", "branches", "leaders"]
        );
    }
}
