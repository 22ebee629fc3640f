//! Relations that connecting words state: "a militia backed by Andural", "the Brigade, which fights Velmark".

use super::finder::Finder;
use super::lexicon::{Lexicon, Link};
use super::negation::negated;
use super::scene::{Phrase, Scene};
use crate::contract::RelationKind;

const BRANDS: [&str; 9] = ["brand", "banner", "umbrella", "name", "label", "flag", "moniker", "command", "leadership"];

/// Looks at the word at `at`.
pub(super) fn link(finder: &mut Finder, at: usize) {
    if let Some((first, object, last)) = special(finder, at) {
        note(finder, at, first, object, last);
        return;
    }
    for link in Lexicon::get().links(finder.scene.word(at)) {
        if let Some(end) = matched(&finder.scene, at, link) {
            by_link(finder, at, end, link);
            return;
        }
    }
}

/// Where the words of `link` end that begin at `at`.
fn matched(scene: &Scene, at: usize, link: &Link) -> Option<usize> {
    let mut place = at + 1;
    for word in &link.words[1..] {
        if *word != "+" {
            if scene.word(place) != *word {
                return None;
            }
            place += 1;
            continue;
        }
        // Adverbs, and participles that "and" joins ("backed and largely funded by").
        for _ in 0..4 {
            let joined = scene.is(place, &["and", "or", ","]) && scene.word(place + 1).ends_with("ed");
            let adverb =
                scene.word(place).ends_with("ly") || scene.is(place, &["in", "part", "mostly", "closely", "directly"]);
            match (joined, adverb && !link.words.contains(&scene.word(place))) {
                (true, _) => place += 2,
                (_, true) => place += 1,
                _ => break,
            }
        }
    }
    Some(place - 1)
}

fn by_link(finder: &mut Finder, at: usize, end: usize, link: &Link) {
    let scene = &finder.scene;
    if negated(scene, at) {
        return;
    }
    let Some(object) = scene.right(end + 1) else { return };
    let objects = scene.list_right(object);
    let last = objects[objects.len() - 1].last;
    let subject = if link.verb { verb_subject(scene, at) } else { participle_subject(finder, at, last) };
    let Some(subject) = subject else { return };
    let plural = plural(scene, subject, at);
    let subjects = if plural { scene.list_left(subject) } else { vec![subject] };
    for subject in subjects {
        let meant = scene_meant(finder, subject, at);
        for &object in &objects {
            note_pair(finder, link, (subject, meant), object, (at, last));
        }
    }
}

/// The name that the subject stands for, where it stands before the words.
fn scene_meant(finder: &Finder, subject: Phrase, at: usize) -> Phrase {
    if subject.first > at { subject } else { finder.scene.meant(subject) }
}

fn note_pair(
    finder: &mut Finder,
    link: &Link,
    (subject, meant): (Phrase, Phrase),
    object: Phrase,
    (at, last): (usize, usize),
) {
    let (Some(one), Some(other)) = (finder.scene.actor(meant), finder.object(object)) else { return };
    let kind = link.direction.kind;
    let (holder, held) = if link.direction.backward { (object, meant) } else { (meant, object) };
    let fits = match kind {
        RelationKind::LocatedIn => finder.is_place(held),
        // "controls the valley" is about ground, "leads the talks" about no actor.
        RelationKind::ControlledBy => !finder.is_place(holder) && !finder.is_person(holder),
        RelationKind::Leads | RelationKind::SpokespersonOf => !finder.is_person(held),
        RelationKind::PartOf | RelationKind::MemberOf => !finder.is_person(held),
        _ => true,
    };
    if !fits {
        return;
    }
    // A far subject is no part of the shortest words that say so.
    let scene = &finder.scene;
    let opening = if subject.spot.is_some() { scene.partitive(subject.first) } else { subject.first };
    let first = if opening < at && at - opening > 12 { at } else { opening.min(at) };
    let last = if subject.first > at { subject.last } else { last };
    let direction = finder.fit(link.direction, holder);
    finder.note(direction, one, other, (first, last));
}

/// Whether the words between subject and link show that all of a list are meant.
fn plural(scene: &Scene, subject: Phrase, at: usize) -> bool {
    let between = subject.last + 1..at;
    let bare = scene.is(at, &["fight", "back", "support", "oppose", "battle", "fund", "belong", "operate", "comprise"]);
    bare || between.into_iter().any(|it| scene.is(it, &["are", "were", "have", "both", "all", "operate"]))
}

fn verb_subject(scene: &Scene, at: usize) -> Option<Phrase> {
    let mut before = at.checked_sub(1)?;
    while scene.word(before).ends_with("ly")
        || scene.is(before, &["also", "has", "have", "had", "long", "now", "still"])
    {
        before = before.checked_sub(1)?;
    }
    scene.clause_left(before)
}

fn participle_subject(finder: &Finder, at: usize, last: usize) -> Option<Phrase> {
    let scene = &finder.scene;
    // "Backed by Andural, the Brigade has …"
    let fronted = at == 0 || scene.words[at - 1].is_quotation_mark() && at == 1;
    if fronted {
        return if scene.word(last + 1) == "," { scene.right(last + 2) } else { None };
    }
    let mut before = at - 1;
    while scene.word(before).ends_with("ly") || scene.is(before, &["mostly", "long", "also", "now", "still"]) {
        before = before.checked_sub(1)?;
    }
    if let Some(subject) = scene.predicate_subject(at) {
        return Some(subject);
    }
    match scene.word(before) {
        "," | "–" | "—" => scene.left(before.checked_sub(1)?),
        "and" | "but" => scene.clause_left(before),
        _ => near_left(scene, before),
    }
}

/// The noun phrase that ends at a word, or before a verb or participle there ("groups operating under").
fn near_left(scene: &Scene, at: usize) -> Option<Phrase> {
    let direct = scene.left(at);
    if direct.is_some_and(|it| it.spot.is_some()) {
        return direct;
    }
    let word = &scene.words[at];
    let active = word.lower.ends_with("ing")
        || word.lower.ends_with("ed")
        || word.is(&["fight", "fights", "operate", "operates", "act", "acts", "serve", "serves", "work", "works"]);
    let further = at.checked_sub(1).filter(|_| active).and_then(|before| scene.clause_left(before));
    further.filter(|it| it.spot.is_some()).or(direct)
}

/// "under the “Covenant” brand" and "with Anduralian backing": the object stands within. First the subject.
fn special(finder: &Finder, at: usize) -> Option<(Phrase, Phrase, (usize, RelationKind))> {
    let scene = &finder.scene;
    let kind = match scene.word(at) {
        "under" => RelationKind::PartOf,
        "with" => RelationKind::BackedBy,
        _ => return None,
    };
    let object = scene.plain_right(at + 1)?;
    let spot = object.spot?;
    if !scene.is_name(spot) {
        // A description may cover all of it ("the “Covenant” brand"): its name is what begins inside.
        let inner = (at + 1..=object.last).find_map(|it| scene.beginning(it).filter(|&it| scene.is_name(it)))?;
        let object = scene.phrase(inner);
        return framed(finder, at, object, kind);
    }
    framed(finder, at, object, kind)
}

fn framed(
    finder: &Finder,
    at: usize,
    object: Phrase,
    kind: RelationKind,
) -> Option<(Phrase, Phrase, (usize, RelationKind))> {
    let scene = &finder.scene;
    let mut frame = scene.behind(object.last);
    if scene.word(frame) == "'s" {
        frame += 1;
    }
    let frames: &[&str] = match kind {
        RelationKind::BackedBy => &["backing", "support", "funding", "weapons", "money", "arms", "aid"],
        _ => &BRANDS,
    };
    if !scene.is(frame, frames) || negated(scene, at) {
        return None;
    }
    let subject = match scene.word(at.checked_sub(1)?) {
        "," => scene.left(at.checked_sub(2)?),
        _ => near_left(scene, at - 1),
    };
    Some((subject?, object, (frame, kind)))
}

fn note(finder: &mut Finder, at: usize, subject: Phrase, object: Phrase, (last, kind): (usize, RelationKind)) {
    let scene = &finder.scene;
    let plural = plural(scene, subject, at);
    for subject in if plural { scene.list_left(subject) } else { vec![subject] } {
        let meant = finder.scene.meant(subject);
        if let (Some(one), Some(other)) = (finder.scene.actor(meant), finder.object(object)) {
            let direction = finder.fit(super::lexicon::Direction { kind, backward: false }, meant);
            let opening = finder.scene.partitive(subject.first);
            let first = if at - opening.min(at) > 12 { at } else { opening };
            finder.note(direction, one, other, (first, last));
        }
    }
}
