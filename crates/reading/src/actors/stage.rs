//! The stage on which mentions become actors: the nouns of a document and who is known to be whom so far.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use sayso_document::Document;
use sayso_model::{Form, Marks};

use crate::contract::ActorKind;
use crate::outlet::Outlets;
use crate::quotation::Quotation;
use crate::range_index::RangeIndex;
use crate::word::{Word, words};

use super::noun::{Gender, Noun};
use super::repair::repaired;
use super::unmarked::add_unmarked_sources;
use super::{binding, likely, speech};

/// The broad sort of an actor, by which descriptions and pronouns may or may not mean it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Person,
    /// Organisations of all sorts, armed groups, outlets, ministries.
    Group,
    /// The government of a state, mentioned by the state's name.
    Government,
    Place,
    /// A nation or another people.
    People,
}

/// What a referent is called besides its name: a title, a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) head: String,
    pub(super) modifiers: Vec<String>,
}

/// An actor in the making.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) class: Class,
    pub(super) named: bool,
    pub(super) plural: bool,
    pub(super) gender: Option<Gender>,
    /// The key of its state, by which unknown states are compared too.
    pub(super) state: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<&'static str>,
    pub(super) roles: Vec<Role>,
    /// What appositions and titles say that it is.
    pub(super) evidence: Vec<ActorKind>,
    /// Numbers of its nouns.
    pub(super) nouns: BTreeSet<usize>,
}

/// How many referents are remembered by one role, and how many roles by one referent.
const MEMORY: usize = 64;

/// The nouns of a document, and the actors that they mention as far as that is known.
pub(super) struct Stage<'text> {
    pub(super) text: &'text str,
    pub(super) outlets: &'text Outlets,
    /// The words of the text.
    pub(super) words: Vec<Word>,
    /// Where the sentences after the first begin.
    sentences: Vec<usize>,
    pub(super) nouns: Vec<Noun<'text>>,
    pub(super) of: Vec<Option<usize>>,
    pub(super) referents: Vec<Referent>,
    /// Referents by the head of a role, in the order in which they took it.
    pub(super) by_head: HashMap<String, Vec<usize>>,
    /// Heads of the bare plurals that some source consists of ("prosecutors").
    pub(super) speaking: HashSet<String>,
    /// The government that goes by the key of a state.
    pub(super) governments: HashMap<String, usize>,
    /// Names that the model did not mark but that are certain (an acronym in brackets).
    pub(super) added: Vec<(Range<usize>, usize)>,
}

impl<'text> Stage<'text> {
    /// All mentions taken apart, none of them linked.
    pub(super) fn new(document: &'text Document, marks: &Marks, quoted: &[Quotation], outlets: &'text Outlets) -> Self {
        let text = document.text.as_str();
        let words = words(text, &(0..text.len()));
        let (mut mentions, mut moved) = repaired(document, &marks.mentions);
        add_unmarked_sources(text, &words, &marks.attributions, &mut mentions, &mut moved);
        let sources =
            (0..).zip(&marks.attributions).flat_map(|(at, it)| it.source.iter().map(move |s| (s.clone(), at)));
        let sources = RangeIndex::new(sources);
        let (paragraphs, sentences) = borders(text);
        let contents =
            (0..).zip(&marks.attributions).flat_map(|(at, it)| it.content.iter().map(move |s| (s.clone(), at)));
        let contents = RangeIndex::new(contents);
        let mut finished: Vec<Noun> = Vec::with_capacity(mentions.len());
        for mention in &mentions {
            let mut noun = Noun::new(text, mention);
            noun.paragraph = paragraphs.partition_point(|&at| at <= noun.bytes.start);
            noun.sentence = sentences.partition_point(|&at| at <= noun.bytes.start);
            noun.in_source = sources.overlapping(&noun.bytes).next().is_some();
            noun.in_content = contents.overlapping(&noun.bytes).next().is_some();
            let meant = mention.antecedents.iter();
            noun.antecedents = meant.filter_map(|&(to, p)| Some((moved.get(to).copied().flatten()?, p))).collect();
            finished.push(noun);
        }
        speech::note(text, &marks.attributions, quoted, &mut finished);
        likely::note(text, &mut finished);
        binding::note(text, &mut finished);
        let of = vec![None; finished.len()];
        let bare =
            |noun: &&Noun| noun.form == Form::Description && noun.plural && noun.in_source && noun.words.len() == 1;
        let speaking = finished.iter().filter(bare).map(|noun| noun.head.clone()).collect();
        let (referents, added) = (Vec::new(), Vec::new());
        Self {
            text,
            outlets,
            words,
            sentences,
            nouns: finished,
            of,
            referents,
            by_head: HashMap::new(),
            speaking,
            governments: HashMap::new(),
            added,
        }
    }

    /// Where a sentence begins.
    pub(super) fn sentence_start(&self, sentence: usize) -> usize {
        sentence.checked_sub(1).and_then(|at| self.sentences.get(at)).copied().unwrap_or(0)
    }

    /// A new referent without mentions.
    pub(super) fn add(&mut self, class: Class, named: bool) -> usize {
        self.referents.push(Referent {
            class,
            named,
            plural: false,
            gender: None,
            state: None,
            country: None,
            roles: Vec::new(),
            evidence: Vec::new(),
            nouns: BTreeSet::new(),
        });
        self.referents.len() - 1
    }

    /// Says that noun `at` mentions `referent`.
    pub(super) fn link(&mut self, at: usize, referent: usize) {
        if self.of[at].is_some() {
            return;
        }
        self.of[at] = Some(referent);
        let gender = self.nouns[at].gender();
        let it = &mut self.referents[referent];
        it.nouns.insert(at);
        if it.class == Class::Person {
            it.gender = it.gender.or(gender);
        }
    }

    /// Gives `referent` a role, by which later descriptions may mean it.
    pub(super) fn give_role(&mut self, referent: usize, role: Role) {
        let roles = &mut self.referents[referent].roles;
        if role.head.is_empty() || roles.len() >= MEMORY || roles.contains(&role) {
            return;
        }
        let known = roles.iter().any(|other| other.head == role.head);
        if !known {
            self.by_head.entry(role.head.clone()).or_default().push(referent);
        }
        self.referents[referent].roles.push(role);
    }

    /// The last noun of `referent` before noun `at`.
    pub(super) fn last_before(&self, referent: usize, at: usize) -> Option<usize> {
        self.referents[referent].nouns.range(..at).next_back().copied()
    }

    /// Of several candidates the one that was clearly mentioned last before noun `at`: in this paragraph or the one
    /// before, and the others in none so near.
    pub(super) fn clearly_last(&self, candidates: &[usize], at: usize) -> Option<usize> {
        let paragraph = self.nouns[at].paragraph;
        let away = |&it: &usize| self.last_before(it, at).map(|last| (paragraph - self.nouns[last].paragraph, it));
        let mut near: Vec<_> = candidates.iter().filter_map(away).collect();
        near.sort_unstable();
        match near.as_slice() {
            [(0..=3, only)] => Some(*only),
            [(first, nearest), (second, _), ..] if *first <= 1 && second > first => Some(*nearest),
            _ => None,
        }
    }

    /// The nouns that begin inside noun `at` and end no later, itself not among them; at most `MEMORY`.
    pub(super) fn within(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let bytes = self.nouns[at].bytes.clone();
        (at + 1..self.nouns.len())
            .take(MEMORY)
            .take_while(move |&it| self.nouns[it].bytes.start < bytes.end)
            .filter(move |&it| self.nouns[it].bytes.end <= bytes.end)
    }

    /// Those of the next `reach` nouns that begin behind noun `at`.
    pub(super) fn behind(&self, at: usize, reach: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nouns[at].bytes.end;
        (at + 1..self.nouns.len()).take(reach).skip_while(move |&it| self.nouns[it].bytes.start < end)
    }

    /// What stands between two nouns; none if they overlap, are turned round or in two paragraphs.
    pub(super) fn between(&self, first: usize, second: usize) -> Option<&'text str> {
        let between = self.text.get(self.nouns[first].bytes.end..self.nouns[second].bytes.start)?;
        (between.len() <= 160 && !between.contains(['\n', '\r'])).then_some(between)
    }
}

/// Where the paragraphs and sentences after the first begin.
fn borders(text: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut paragraphs, mut sentences) = (Vec::new(), Vec::new());
    let (mut blank, mut before) = (false, ' ');
    for (at, c) in text.char_indices() {
        if matches!(c, '\n' | '\r') {
            blank = true;
        } else if blank && !c.is_whitespace() {
            paragraphs.push(at);
            sentences.push(at);
            blank = false;
        } else if c.is_whitespace() && matches!(before, '.' | '!' | '?') {
            sentences.push(at);
        }
        if !matches!(c, '”' | '"' | '’' | ')') {
            before = c;
        }
    }
    (paragraphs, sentences)
}
