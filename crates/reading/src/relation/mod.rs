//! Relations between actors, with the words that say so.
//!
//! Rules over the words of a sentence, in the tradition of lexico-syntactic patterns (Hearst 1992, "Automatic
//! acquisition of hyponyms from large text corpora"): what stands between or around two mentions says how their
//! actors stand to each other. The words are tables in `data/relation-*.tsv`.

mod compound;
mod country;
mod finder;
mod lexicon;
mod link;
mod negation;
mod noun;
mod scene;
mod state_media;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use self::country::Countries;
use self::finder::Finder;
use self::scene::Scene;
use crate::cast::{Cast, CastRelation};
use crate::layout::Layout;

/// The relations that the text states between the actors of the cast, in text order; one that is stated twice only
/// where it is first.
pub(crate) fn relations(layout: &Layout, cast: &Cast) -> Vec<CastRelation> {
    let countries = Countries::new(cast);
    let mut found = Vec::new();
    for sentence in &layout.sentences {
        if cast.within(sentence).next().is_none() {
            continue;
        }
        let scene = Scene::new(layout.text, sentence, cast);
        let mut finder = Finder { scene, countries: &countries, found: Vec::new() };
        for at in 0..finder.scene.words.len() {
            if finder.scene.word(at) == "-" {
                compound::compound(&mut finder, at);
            }
            state_media::state_media(&mut finder, at);
            link::link(&mut finder, at);
            noun::noun(&mut finder, at);
        }
        found.append(&mut finder.found);
    }
    found.sort_by_key(|relation| (relation.evidence.start, relation.evidence.end));
    let mut seen = HashSet::new();
    found.retain(|relation| seen.insert((relation.from, relation.kind, relation.to)));
    found
}
