//! One mention, taken apart: its words, head, number and place in the text.

use std::ops::Range;

use sayso_model::{Form, Mention, MentionKind};

use super::lexicon::{Sort, noun};
use super::words::{bare, singular, words};

/// How a description begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// "the", "this", "that", "these", "both".
    Definite,
    /// "a", "another", "some", a number.
    Indefinite,
    /// "any", "no", "every": nobody in particular.
    Generic,
    /// "his", "its", "Velmark's".
    Possessive,
    /// None of these.
    None,
}

/// Man or woman, where the words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// A mention, taken apart.
#[derive(Debug)]
pub(super) struct Noun<'text> {
    pub(super) bytes: Range<usize>,
    pub(super) text: &'text str,
    pub(super) form: Form,
    pub(super) kind: MentionKind,
    /// Numbers of nouns that this one may mean, with probabilities.
    pub(super) antecedents: Vec<(usize, f32)>,
    /// Number of its paragraph and of its sentence.
    pub(super) paragraph: usize,
    pub(super) sentence: usize,
    /// Whether it stands in the words of a source.
    pub(super) in_source: bool,
    /// Whether it stands in what somebody says.
    pub(super) in_content: bool,
    /// Of a pronoun that speaks: the numbers of the nouns in what it says behind itself.
    pub(super) says: Range<usize>,
    /// Of a pronoun: the noun that it mostly means by the statements around.
    pub(super) likely: Option<usize>,
    /// Of a pronoun: the nouns that it cannot mean by its clause.
    pub(super) apart: Vec<usize>,
    /// Its folded words, without a leading "the".
    pub(super) words: Vec<String>,
    pub(super) determiner: Determiner,
    pub(super) plural: bool,
    /// Its last word, in the singular.
    pub(super) head: String,
    /// What the head says of whom it mentions.
    pub(super) sort: Option<Sort>,
}

impl<'text> Noun<'text> {
    /// Takes `mention` apart.
    pub(super) fn new(text: &'text str, mention: &Mention) -> Self {
        let bytes = mention.bytes.clone();
        let text = text.get(bytes.clone()).unwrap_or("");
        let words = words(text);
        let last = words.last().cloned().unwrap_or_default();
        let one = singular(&last);
        let known_singular = noun(&last).is_some() && one.as_deref().is_none_or(|one| noun(one).is_none());
        const SEVERAL: [&str; 14] = [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "many", "several", "few",
            "others",
        ];
        let description = mention.form == Form::Description;
        let several = SEVERAL.contains(&last.as_str()) || one.is_some() && !known_singular;
        let plural = last == "people" || description && several;
        let head = one.filter(|_| plural).unwrap_or(last);
        let determiner = determiner(text);
        let sort = noun(&head);
        Self {
            bytes,
            text,
            form: mention.form,
            kind: mention.kind,
            antecedents: Vec::new(),
            paragraph: 0,
            sentence: 0,
            in_source: false,
            in_content: false,
            says: 0..0,
            likely: None,
            apart: Vec::new(),
            words,
            determiner,
            plural,
            head,
            sort,
        }
    }

    /// The words before the head of a description, without determiners and what changes nothing.
    pub(super) fn modifiers(&self) -> impl Iterator<Item = &str> {
        const EMPTY: [&str; 22] = [
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "same",
            "anonymous",
            "unnamed",
            "said",
            "his",
            "her",
            "its",
            "their",
            "our",
            "one",
            "two",
            "three",
            "four",
            "another",
            "both",
            "who",
        ];
        let all = self.words.len().saturating_sub(1);
        self.words[..all].iter().map(String::as_str).filter(|word| !EMPTY.contains(word))
    }

    /// Whether it is a description for one or several persons.
    pub(super) fn is_person(&self) -> bool {
        match self.sort {
            Some(sort) => sort.is_person(self.plural),
            None => self.kind == MentionKind::Person,
        }
    }

    /// The gender that the head tells.
    pub(super) fn gender(&self) -> Option<Gender> {
        match (self.form, self.sort) {
            (Form::Description, Some(Sort::Man)) => Some(Gender::Man),
            (Form::Description, Some(Sort::Woman)) => Some(Gender::Woman),
            (Form::Pronoun, _) => match self.head.as_str() {
                "he" | "him" | "his" | "himself" => Some(Gender::Man),
                "she" | "her" | "hers" | "herself" => Some(Gender::Woman),
                _ => None,
            },
            _ => None,
        }
    }
}

/// How many nouns back others of a sentence are looked for.
const REACH: usize = 12;

/// The nouns of the sentence before a pronoun, the nearest first; of those that end together the one that holds the others: "the men of
/// Orn replaced him" says nothing of Orn.
pub(super) fn nearest_before(nouns: &[Noun], at: usize) -> Vec<usize> {
    let pronoun = &nouns[at];
    let mut all: Vec<usize> = (at.saturating_sub(REACH)..at)
        .filter(|&it| nouns[it].bytes.end < pronoun.bytes.start && nouns[it].sentence == pronoun.sentence)
        .collect();
    all.sort_by_key(|&it| (std::cmp::Reverse(nouns[it].bytes.end), nouns[it].bytes.start));
    all.dedup_by_key(|it| nouns[*it].bytes.end);
    all
}

/// How a description begins.
fn determiner(text: &str) -> Determiner {
    let first = text.split_whitespace().next().unwrap_or("");
    let possessive = first.ends_with("'s") || first.ends_with("’s");
    match bare(first).to_lowercase().as_str() {
        _ if possessive => Determiner::Possessive,
        "the" | "this" | "that" | "these" | "those" | "both" | "said" => Determiner::Definite,
        "a" | "an" | "one" | "another" | "some" | "several" | "many" | "dozens" | "hundreds" | "thousands" | "two"
        | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "few" | "other" => {
            Determiner::Indefinite
        }
        "any" | "no" | "every" | "each" | "such" | "all" | "most" | "anyone" | "nobody" | "whoever" | "how"
        | "which" | "what" => Determiner::Generic,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" | "whose" => Determiner::Possessive,
        digits if digits.starts_with(|c: char| c.is_ascii_digit()) => Determiner::Indefinite,
        // "Velmark's defence ministry": the possessor may have several words.
        _ if text.contains("'s ") || text.contains("’s ") => Determiner::Possessive,
        _ => Determiner::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn first(marked: &str, check: impl Fn(&Noun<'_>)) {
        let (text, marks) = annotated(marked);
        check(&Noun::new(&text, &marks.mentions[0]));
    }

    #[test]
    fn descriptions_have_head_number_and_determiner() {
        first("[desc:organisation the armed militias] left", |noun| {
            assert_eq!((noun.head.as_str(), noun.plural, noun.determiner), ("militia", true, Determiner::Definite));
            assert_eq!(noun.sort, Some(Sort::ArmedGroup));
            assert_eq!(noun.modifiers().collect::<Vec<_>>(), ["armed"]);
        });
        first("[desc:person two people] left", |noun| {
            assert!(noun.plural && noun.is_person() && noun.determiner == Determiner::Indefinite);
        });
        first("[desc:organisation Velmark’s defence ministry] said", |noun| {
            assert!(!noun.plural && noun.determiner == Determiner::Possessive);
        });
    }
}
