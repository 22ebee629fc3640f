//! Collects the relations of one sentence.

use sayso_model::MentionKind;

use super::country::Countries;
use super::lexicon::Direction;
use super::scene::{Phrase, Scene};
use crate::cast::CastRelation;
use crate::contract::RelationKind;

/// A sentence that is looked through, and what has been found.
pub(super) struct Finder<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) countries: &'a Countries<'a>,
    pub(super) found: Vec<CastRelation>,
}

impl Finder<'_> {
    /// Notes the relation of `subject` to `object`, both actors, stated by the words from `first` to `last`.
    pub(super) fn note(&mut self, direction: Direction, subject: usize, object: usize, (first, last): (usize, usize)) {
        let (from, to) = if direction.backward { (object, subject) } else { (subject, object) };
        if from != to && !self.scene.words.is_empty() {
            let evidence = self.scene.bytes(first, last);
            self.found.push(CastRelation { from, kind: direction.kind, to, evidence });
        }
    }

    /// Whom the phrase names as the one to whom others stand in a relation.
    pub(super) fn object(&self, phrase: Phrase) -> Option<usize> {
        let mentioned = self.scene.actor(phrase).map(|actor| self.countries.state(actor));
        mentioned.or_else(|| {
            // "Iranian" as an adjective mentions nobody and still tells whose.
            let name = phrase.spot.is_some_and(|spot| self.scene.is_name(spot));
            let words: Vec<_> = (phrase.first..=phrase.last).map(|at| self.scene.word(at)).collect();
            name.then(|| self.countries.by_name(&words.join(" "))).flatten()
        })
    }

    /// Whether the phrase's head is a person.
    pub(super) fn is_person(&self, phrase: Phrase) -> bool {
        phrase.spot.is_some_and(|spot| self.scene.kind(spot) == MentionKind::Person)
    }

    /// Whether the phrase's head is a place.
    pub(super) fn is_place(&self, phrase: Phrase) -> bool {
        phrase.spot.is_some_and(|spot| self.scene.kind(spot) == MentionKind::Place)
    }

    /// Whether the phrase's head is the name of a people or a nationality.
    pub(super) fn is_people(&self, phrase: Phrase) -> bool {
        phrase.spot.is_some_and(|spot| self.scene.is_name(spot) && self.scene.kind(spot) == MentionKind::People)
    }

    /// The relation as it holds for this subject: a person that is part of something is a member.
    pub(super) fn fit(&self, direction: Direction, member: Phrase) -> Direction {
        match direction.kind {
            RelationKind::PartOf if self.is_person(member) => Direction { kind: RelationKind::MemberOf, ..direction },
            _ => direction,
        }
    }

    /// The items of "such as A, B and C" behind a phrase.
    pub(super) fn examples(&self, last: usize) -> Vec<Phrase> {
        let scene = &self.scene;
        let mut at = scene.behind(last);
        if scene.word(at) == "," {
            at += 1;
        }
        let from = match scene.word(at) {
            "such" if scene.word(at + 1) == "as" => at + 2,
            "including" | "like" => at + 1,
            _ => return Vec::new(),
        };
        scene.right(from).map_or_else(Vec::new, |first| scene.list_right(first))
    }
}
