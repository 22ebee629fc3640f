//! Outlets that the text calls a state's: "the Anduri state newspaper", "the state-run Andural Standard".

use super::finder::Finder;
use super::lexicon::Direction;
use super::negation::{is_over, negated};
use super::scene::Phrase;
use crate::contract::{ActorKind, RelationKind};
use crate::outlet_noun::is_outlet_noun;

/// Looks at the word at `at`.
pub(super) fn state_media(finder: &mut Finder, at: usize) {
    let scene = &finder.scene;
    if !scene.is(at, &["state", "government", "official", "semi"]) {
        return;
    }
    let mut next = at + 1;
    let mut hyphen = false;
    for _ in 0..2 {
        if scene.word(next) == "-" {
            hyphen = true;
            next += 2;
        }
    }
    if hyphen
        && !scene.is(next - 1, &["run", "owned", "controlled", "funded", "backed", "official", "affiliated", "media"])
    {
        return;
    }
    // The nouns: "news agency", "television channel"; adjectives may stand before them.
    let mut last = None;
    for place in next..next + 4 {
        if is_outlet_noun(scene.word(place)) {
            last = Some(place);
        } else if scene.words.get(place).is_none_or(|word| word.is_mark() || word.is_border() || word.capital)
            || last.is_some()
        {
            break;
        }
    }
    if last.is_none() && !hyphen {
        return;
    }
    let last = last.unwrap_or(next - 1);
    let owner = owner(finder, at);
    let first = first(finder, at, owner);
    if negated(scene, first) || is_over(scene, first, last) {
        return;
    }
    let Some((subject, end)) = subject(finder, first, last) else { return };
    let Some(actor) = scene.actor(subject) else { return };
    let object = match owner {
        Some(owner) => finder.object(owner),
        None => finder.countries.home(actor),
    };
    if let Some(object) = object.filter(|&it| !finder.countries.is_stateless(it)) {
        let direction = Direction { kind: RelationKind::ControlledBy, backward: false };
        finder.note(direction, actor, object, (first, end));
    }
}

/// The state before "state": "Anduri", "Andural's".
fn owner(finder: &Finder, at: usize) -> Option<Phrase> {
    let scene = &finder.scene;
    let before = at.checked_sub(1)?;
    let end = if scene.word(before) == "'s" { before.checked_sub(1)? } else { before };
    scene.ending(end).map(|spot| scene.phrase(spot))
}

fn first(finder: &Finder, at: usize, owner: Option<Phrase>) -> usize {
    let begin = owner.map_or(at, |it| it.first);
    match begin.checked_sub(1) {
        Some(before) if finder.scene.words[before].is_determiner() => before,
        _ => begin,
    }
}

/// The outlet that is meant, and where the words end that say so.
fn subject(finder: &Finder, first: usize, last: usize) -> Option<(Phrase, usize)> {
    let scene = &finder.scene;
    let behind = scene.behind(last);
    if let Some(name) = scene.beginning(behind).filter(|&it| scene.is_name(it)) {
        let phrase = scene.phrase(name);
        if !finder.is_person(phrase) && !finder.is_people(phrase) {
            return Some((phrase, phrase.last));
        }
    }
    let described = scene.ending(last).filter(|&it| !scene.is_name(it));
    let phrase = Phrase { first, last, spot: described };
    let meant = scene.meant(phrase);
    let outlet = |it: Phrase| {
        let kind = scene.actor(it).and_then(|actor| scene.cast.actors.get(actor)).map(|actor| actor.kind);
        matches!(kind, Some(ActorKind::Outlet | ActorKind::Organisation | ActorKind::Other))
    };
    (meant.spot.is_some() && (meant.spot == described || outlet(meant))).then_some((meant, last))
}
