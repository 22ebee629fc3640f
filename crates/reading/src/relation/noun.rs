//! Relations that a noun states: "the leader of the Brigade, Dana Ilmar", "Andural's proxies A and B", "ministry
//! spokesman Navid Teshur".

use super::finder::Finder;
use super::lexicon::{Direction, Lexicon, Noun};
use super::negation::{is_over, negated};
use super::scene::{Phrase, Scene};
use crate::contract::RelationKind;

/// How many adjectives may stand between a possessor and the noun.
const ADJECTIVES: usize = 4;

/// Persons who with the name of a country are said to live there, and no more.
const PRIVATE: [&str; 14] = [
    "activist",
    "activists",
    "analyst",
    "analysts",
    "coordinator",
    "correspondent",
    "reporter",
    "reporters",
    "politician",
    "politicians",
    "operative",
    "militant",
    "militants",
    "fighters",
];

/// A noun with the one to whom it relates, and the words that it makes up.
struct Relational {
    object: Phrase,
    /// All of the description: "the leader of the Brigade".
    phrase: Phrase,
    /// Whether the object stands before the noun, rather than behind an "of".
    before: bool,
    definite: bool,
    /// Whether words stand between object and noun.
    adjectives: bool,
}

/// Looks at the word at `at`.
pub(super) fn noun(finder: &mut Finder, at: usize) {
    let nouns = Lexicon::get().nouns(finder.scene.word(at));
    let fitting = |noun: &&Noun| {
        let length = noun.before.len();
        at >= length && (0..length).all(|step| finder.scene.word(at - length + step) == noun.before[step])
    };
    let Some(noun) = nouns.iter().find(fitting) else { return };
    if finder.scene.word(at + 1) == "-" {
        return;
    }
    if let Some(relational) = relational(finder, at, noun) {
        let words = &relational.phrase;
        if !negated(&finder.scene, words.first) && !is_over(&finder.scene, words.first, at) {
            note(finder, at, noun, &relational);
        }
    } else if noun.direction.kind == RelationKind::AlliedWith {
        allies(finder, at);
    }
}

fn relational(finder: &Finder, at: usize, noun: &Noun) -> Option<Relational> {
    let scene = &finder.scene;
    let mut first = at - noun.before.len();
    // "the Foreign Ministry": the noun ends a name, whose possessor stands right before it.
    let name = scene.ending(at).filter(|&it| scene.is_name(it) && scene.spots[it].first <= first);
    if let Some(name) = name {
        first = scene.spots[name].first;
    }
    let backward_whole = noun.direction.backward && noun.direction.kind == RelationKind::PartOf;
    let own = if backward_whole { None } else { possessor(finder, (first, at), noun, name.is_some()) };
    let described = scene.ending(at).filter(|&it| !scene.is_name(it));
    if let Some((object, possessive)) = own {
        let opening =
            described.map_or_else(|| article(scene, object.first), |it| scene.spots[it].first.min(object.first));
        let begin = scene.partitive(opening);
        let definite = possessive || scene.word(opening) == "the";
        let adjectives = first > object.last + if possessive { 2 } else { 1 };
        let phrase = Phrase { first: begin, last: at, spot: name.or(described) };
        return Some(Relational { object, phrase, before: true, definite, adjectives });
    }
    let preposition = scene.word(at + 1);
    if !matches!(preposition, "of" | "for" | "in" | "at" | "with") || name.is_some() {
        return None;
    }
    let object = scene.right(at + 2).filter(|it| it.spot.is_some())?;
    let place = finder.is_place(object);
    // "the umbrella organisation of the Covenant" is the Covenant.
    let umbrella = noun.before.first().copied().unwrap_or(scene.word(at)) == "umbrella";
    let fits = match preposition {
        "of" => !umbrella || object.spot.is_none_or(|spot| !scene.is_name(spot)),
        "for" => noun.person && noun.direction.kind != RelationKind::Leads,
        "with" => noun.person && noun.direction.kind == RelationKind::MemberOf && !place,
        _ => noun.person && !place,
    };
    if !fits {
        return None;
    }
    let opening = described.map_or_else(|| article(scene, first), |it| scene.spots[it].first);
    let definite = scene.word(opening) == "the" || !scene.words[opening].is_determiner() && scene.word(at + 1) == "of";
    let phrase = Phrase { first: scene.partitive(opening), last: object.last, spot: described };
    Some(Relational { object, phrase, before: false, definite, adjectives: false })
}

/// The one whose leader, proxy or ministry it is, where it stands before the noun, and whether in the possessive.
fn possessor(finder: &Finder, (first, noun_at): (usize, usize), noun: &Noun, in_name: bool) -> Option<(Phrase, bool)> {
    let scene = &finder.scene;
    let mut at = first.checked_sub(1)?;
    for step in 0..=ADJECTIVES {
        let possessive = scene.word(at) == "'s";
        let end = if possessive { at.checked_sub(1)? } else { at };
        if let Some(spot) = scene.ending(end) {
            let object = scene.phrase(spot);
            let pronoun = scene.spots[spot].mention.form == sayso_model::Form::Pronoun;
            let whose = possessive || pronoun && scene.is(end, &["its", "his", "her", "their"]);
            // Without the ending only a name or a body right before can be meant ("Hamas spokesman").
            let compound = !whose && (scene.is_name(spot) || step == 0) && !finder.is_person(object)
                || !whose
                    && noun.direction.backward
                    && noun.direction.kind == RelationKind::Leads
                    && finder.is_person(object);
            let stateless = finder.is_people(object)
                && scene.actor(object).is_none_or(|actor| finder.countries.is_stateless(actor));
            // "a Velmark activist" comes from there, and is no member of it.
            let private =
                !whose && (finder.is_place(object) || finder.is_people(object)) && scene.is(noun_at, &PRIVATE);
            return ((whose || compound) && !private && !stateless && !pronoun_of_other(scene, spot))
                .then_some((object, whose));
        }
        let word = scene.words.get(at)?;
        let plain = !word.is_determiner() && !word.is_border() && (!word.is_mark() || word.is(&["-"]));
        if possessive || !plain || in_name {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// "him" and "it" possess nothing.
fn pronoun_of_other(scene: &Scene, spot: usize) -> bool {
    scene.is(scene.spots[spot].first, &["it", "him", "he", "she", "they", "them"])
}

/// Where the phrase begins whose noun or possessor is at `first`: at its article, where one stands near.
fn article(scene: &Scene, first: usize) -> usize {
    if scene.words[first].is_determiner() {
        return first;
    }
    for at in (first.saturating_sub(4)..first).rev() {
        let word = &scene.words[at];
        if word.is(&["a", "an", "the", "one", "another"]) {
            return at;
        }
        if word.is_border() || word.is_mark() && !word.is(&["-"]) {
            break;
        }
    }
    first
}

fn note(finder: &mut Finder, at: usize, noun: &Noun, relational: &Relational) {
    let Some(object) = finder.object(relational.object) else { return };
    let (subjects, last) = subjects(finder, at, noun, relational);
    for subject in subjects {
        let Some(actor) = finder.scene.actor(subject) else { continue };
        let direction = refined(finder, at, noun, relational, subject);
        // Nobody is a member, a part or the leader of a person.
        let body = matches!(direction.kind, RelationKind::MemberOf | RelationKind::PartOf | RelationKind::Leads);
        if body && !direction.backward && finder.is_person(relational.object) {
            continue;
        }
        let backward_leads = direction.backward && direction.kind == RelationKind::Leads;
        if backward_leads && !finder.is_person(relational.object) && !relational_pronoun(finder, relational) {
            continue;
        }
        finder.note(
            direction,
            actor,
            object,
            (relational.phrase.first.min(subject.first), last.max(subject.last_in(relational))),
        );
    }
}

fn relational_pronoun(finder: &Finder, relational: &Relational) -> bool {
    finder.scene.is(relational.object.first, &["his", "her"])
}

impl Phrase {
    /// The end of the words that say so, given where the subject stands.
    fn last_in(self, relational: &Relational) -> usize {
        if self.first > relational.phrase.first { self.last } else { relational.phrase.last }
    }
}

/// Who is called so, and the last word of those that say it.
fn subjects(finder: &Finder, at: usize, noun: &Noun, relational: &Relational) -> (Vec<Phrase>, usize) {
    let scene = &finder.scene;
    let phrase = relational.phrase;
    let examples = finder.examples(phrase.last);
    if let Some(end) = examples.last() {
        return (examples.clone(), end.last);
    }
    if let Some(name) = following(finder, noun, relational) {
        let names = if noun.plural { scene.list_right(name) } else { vec![name] };
        let end = names[names.len() - 1].last;
        return (names, end);
    }
    if phrase.spot.is_some_and(|spot| scene.is_name(spot)) {
        return (vec![phrase], phrase.last);
    }
    let meant = scene.meant(Phrase { last: at, ..phrase });
    let far = meant.first > phrase.last;
    if far || meant.spot == phrase.spot {
        // The description itself.
        return (phrase.spot.map(|_| phrase).into_iter().collect(), phrase.last);
    }
    let mut all = vec![meant];
    if noun.plural && scene.words.get(meant.last + 1).is_some_and(|it| it.is(&["are", "were", ","])) {
        all = scene.list_left(meant);
    }
    // The subject stands before; it is no part of the description.
    all.iter_mut().for_each(|it| *it = Phrase { first: phrase.first, last: phrase.last, ..*it });
    (all, phrase.last)
}

/// The name that follows: "spokesman Navid Teshur", "the leader of the Brigade, Dana Ilmar,".
fn following(finder: &Finder, noun: &Noun, relational: &Relational) -> Option<Phrase> {
    let scene = &finder.scene;
    let mut at = scene.behind(relational.phrase.last);
    let comma = scene.word(at) == ",";
    if comma {
        if !relational.definite || !noun.person {
            return None;
        }
        at += 1;
    } else if !relational.before || scene.words.get(at)?.is_determiner() && !noun.plural {
        return None;
    }
    // "commander General Orn": a title may stand between.
    let name = (at..at + 4).find_map(|it| scene.beginning(it).filter(|&it| scene.is_name(it)))?;
    let phrase = scene.phrase(name);
    let titles = (at..phrase.first).all(|it| {
        scene.words.get(it).is_some_and(|word| word.capital || word.is(&["the", "."]) || word.is_quotation_mark())
    });
    let right = finder.is_person(phrase) == noun.person && !finder.is_people(phrase);
    let ends = !comma || scene.words.get(phrase.last + 1).is_none_or(|word| word.is_mark() || word.is_border());
    (titles && right && ends).then_some(phrase)
}

/// The relation for this subject: who is one of several leaders, or an unnamed one, is a member.
fn refined(finder: &Finder, at: usize, noun: &Noun, relational: &Relational, subject: Phrase) -> Direction {
    let scene = &finder.scene;
    let direction = finder.fit(noun.direction, subject);
    if direction.kind != RelationKind::Leads || direction.backward {
        return direction;
    }
    let named = subject.spot.is_some_and(|spot| scene.is_name(spot));
    let lower = (relational.phrase.first..=at)
        .any(|it| scene.is(it, &["deputy", "vice", "senior", "local", "junior", "regional"]));
    let supreme = ["supreme", "top", "overall", "longtime", "paramount", "spiritual", "political", "prime"];
    let narrowed = relational.adjectives
        && !(relational.object.last + 1..at).all(|it| scene.is(it, &supreme) || scene.is(it, &["'s", "-"]));
    let command = scene.word(at) == "commander" && relational.before;
    let indefinite = scene.is(relational.phrase.first, &["a", "an", "one", "another", "some", "several"]);
    let preposition = !relational.before && scene.word(at + 1) != "of";
    // "the ministry's director of studies"
    let part = relational.before && scene.word(at + 1) == "of";
    let several = part || noun.plural || lower || narrowed || command || indefinite || preposition;
    if several || !named && !relational.definite {
        return Direction { kind: RelationKind::MemberOf, ..direction };
    }
    direction
}

/// "A, B and allies such as C": C is allied with A and B.
fn allies(finder: &mut Finder, at: usize) {
    let scene = &finder.scene;
    let examples = finder.examples(at);
    let Some(end) = examples.last().map(|it| it.last) else { return };
    let Some(mut and) = at.checked_sub(1) else { return };
    while scene.is(and, &["other", "local", "regional", "its", "their", "close"]) {
        let Some(before) = and.checked_sub(1) else { return };
        and = before;
    }
    let Some(before) = and.checked_sub(1).filter(|_| scene.word(and) == "and") else { return };
    let before = if scene.word(before) == "," { before.saturating_sub(1) } else { before };
    let Some(nearest) = scene.left(before) else { return };
    // The list that "and allies" closes.
    let mut sides = vec![nearest];
    while sides.len() < 12 {
        let last = sides[sides.len() - 1];
        let Some(comma) = scene.opening(last).checked_sub(1).filter(|&it| scene.word(it) == ",") else { break };
        let Some(item) = comma.checked_sub(1).and_then(|it| scene.left(it)).filter(|it| scene.alike(nearest, *it))
        else {
            break;
        };
        sides.push(item);
    }
    let direction = Direction { kind: RelationKind::AlliedWith, backward: false };
    let pairs: Vec<_> = examples.iter().flat_map(|&ally| sides.iter().map(move |&side| (ally, side))).collect();
    for (ally, side) in pairs {
        if let (Some(one), Some(other)) = (finder.scene.actor(ally), finder.object(side)) {
            finder.note(direction, one, other, (at, end));
        }
    }
}
