//! Relations that a compound before a noun states: "the Andural-backed militia", "anti-Velmark groups".

use super::finder::Finder;
use super::lexicon::{Direction, Lexicon};
use super::negation::negated;
use super::scene::Phrase;
use crate::contract::RelationKind;

/// How many words may stand between a compound and its noun.
const REACH: usize = 6;

/// Looks at the hyphen at `at`.
pub(super) fn compound(finder: &mut Finder, at: usize) {
    let scene = &finder.scene;
    let Some(before) = at.checked_sub(1) else { return };
    // No space around: a dash is none.
    if scene.words.get(at + 1).is_none_or(|next| next.bytes.start != scene.words[at].bytes.end)
        || scene.words[before].bytes.end != scene.words[at].bytes.start
    {
        return;
    }
    let lexicon = Lexicon::get();
    let (direction, first, last, object) = if let Some(direction) = lexicon.behind(scene.word(at + 1)) {
        let named = scene.ending(before).map(|spot| (scene.phrase(spot).first, finder.object(scene.phrase(spot))));
        let (first, object) = named.unwrap_or_else(|| unmarked_object(finder, before));
        (direction, first, at + 1, object)
    } else if let Some(direction) = lexicon.before(scene.word(before)) {
        let Some(spot) = scene.beginning(at + 1) else { return };
        // Of "anti-Velmark militia" the name, not a description that begins with it.
        let phrase = scene.phrase(spot);
        (direction, before, phrase.last, finder.object(phrase))
    } else {
        return;
    };
    let Some(object) = object else { return };
    if negated(scene, first) || finder.countries.is_stateless(object) && direction.kind != RelationKind::Opposes {
        return;
    }
    let Some(head) = head(finder, first, last) else { return };
    note_all(finder, direction, object, head, (first, last));
}

/// The name before a hyphen that no mention covers: "the Andural-backed" where the model marks nothing inside.
fn unmarked_object(finder: &Finder, last: usize) -> (usize, Option<usize>) {
    for length in (1..=3).rev() {
        let Some(first) = (last + 1).checked_sub(length) else { continue };
        let words: Vec<_> = (first..=last).map(|it| finder.scene.word(it)).collect();
        if let Some(actor) = finder.countries.by_name(&words.join(" ")) {
            return (first, Some(actor));
        }
    }
    (last, None)
}

/// What the compound from `first` to `last` stands before.
fn head(finder: &Finder, first: usize, last: usize) -> Option<Phrase> {
    let scene = &finder.scene;
    if let Some(spot) = scene.description_over(first, last) {
        return Some(scene.phrase(spot));
    }
    for at in last + 1..(last + 1 + REACH).min(scene.words.len()) {
        if let Some(spot) = scene.beginning(at) {
            let phrase = scene.phrase(spot);
            let adjective =
                finder.is_people(phrase) && scene.words.get(phrase.last + 1).is_some_and(|it| !it.is_border());
            if !adjective {
                return Some(phrase);
            }
            continue;
        }
        let word = &scene.words[at];
        if crate::group_noun::is_group_noun(&word.lower) || crate::outlet_noun::is_outlet_noun(&word.lower) {
            // An unmarked description: a name may follow it or stand before it.
            let name = scene.beginning(at + 1).filter(|&it| scene.is_name(it) && !finder.is_people(scene.phrase(it)));
            let first = scene.opening(Phrase { first, last: at, spot: None });
            return Some(name.map_or(Phrase { first, last: at, spot: None }, |it| scene.phrase(it)));
        }
        if word.is_border() || word.is_mark() && word.lower != "," && word.lower != "-" && !word.is_quotation_mark() {
            return None;
        }
    }
    None
}

fn note_all(finder: &mut Finder, direction: Direction, object: usize, head: Phrase, words: (usize, usize)) {
    let meant = finder.scene.meant(head);
    let mut subjects = vec![meant];
    subjects.extend(finder.examples(head.last));
    for subject in subjects {
        if let Some(actor) = finder.scene.actor(subject) {
            let direction = finder.fit(direction, subject);
            finder.note(direction, actor, object, words);
        }
    }
}
