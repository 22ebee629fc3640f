//! Whom a pronoun may mean, and whom it means by the turns of the text where the model leaves that open.

use super::binding::{is_adverb, is_verb};
use super::link::portfolio;
use super::noun::{Gender, Noun};
use super::stage::{Class, Stage};
use crate::word::words;
use sayso_model::Form;

/// How many mentions back it is looked for whom a pronoun means.
const WINDOW: usize = 40;
/// From which probability on the model's word for another actor keeps a pronoun from meaning who spoke last.
const DOUBT: f32 = 0.35;

/// Words with which a clause before the main one begins.
const CLAUSE: [&str; 12] =
    ["when", "after", "as", "if", "while", "because", "since", "though", "although", "before", "once", "now"];
/// Bytes of a sentence that are looked at.
const SENTENCE: usize = 400;
/// By how much the mentions of whom a paragraph is about outweigh those of the next.
const TOPIC: f32 = 2.0;

/// Whom the rules tell that a pronoun means; `modelled` is the likeliest by the model, which is not sure.
pub(super) fn by_rules(stage: &Stage, at: usize, modelled: Option<(usize, f32)>) -> Option<usize> {
    [by_turn, by_lack, by_topic, by_subject].iter().find_map(|rule| rule(stage, at, modelled))
}

/// Whether a pronoun agrees with an actor in number, gender and sort.
pub(super) fn agrees(stage: &Stage, at: usize, referent: usize) -> bool {
    let (noun, it) = (&stage.nouns[at], &stage.referents[referent]);
    // Who is first told of in a later sentence was not meant before.
    if it.nouns.first().is_some_and(|&first| first > at && stage.nouns[first].sentence > noun.sentence) {
        return false;
    }
    if has_state_body(stage, at) && it.state.is_none() {
        return false;
    }
    if noun.apart.iter().any(|&it| stage.of[it] == Some(referent)) || is_owner_of_itself(stage, at, referent) {
        return false;
    }
    // Nobody calls himself by his name.
    if it.nouns.range(noun.says.clone()).any(|&at| stage.nouns[at].form == Form::Name) {
        return false;
    }
    if it.named && is_not_to_be_named(stage, at) {
        return false;
    }
    match noun.head.as_str() {
        "he" | "him" | "his" | "himself" => person(it.class, it.plural) && it.gender != Some(Gender::Woman),
        "she" | "her" | "hers" | "herself" => person(it.class, it.plural) && it.gender != Some(Gender::Man),
        "it" | "its" | "itself" => !it.plural && matches!(it.class, Class::Group | Class::Government | Class::Place),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            it.plural || matches!(it.class, Class::Group | Class::People) || it.class == Class::Person && !it.named
        }
        _ => true,
    }
}

/// Whether who speaks is said to go unnamed: "He said on condition of anonymity that …".
fn is_not_to_be_named(stage: &Stage, at: usize) -> bool {
    const UNNAMED: [&str; 5] = [
        "condition of anonymity",
        "not to be named",
        "not to be identified",
        "spoke anonymously",
        "declined to be named",
    ];
    let noun = &stage.nouns[at];
    let end = stage.text.ceil_char_boundary(stage.text.len().min(noun.bytes.end + 60));
    let behind = &stage.text[noun.bytes.end..end];
    let clause = behind.split(['.', '\n', '“', '"']).next().unwrap_or_default();
    noun.in_source && UNNAMED.iter().any(|it| clause.contains(it))
}

/// Whether a possessive pronoun would mean what it owns: "his son Orn" is not Orn's.
fn is_owner_of_itself(stage: &Stage, at: usize, referent: usize) -> bool {
    let noun = &stage.nouns[at];
    let holds = |&outer: &usize| {
        let outer = &stage.nouns[outer];
        outer.bytes.start == noun.bytes.start && outer.bytes.end > noun.bytes.end
    };
    (at.saturating_sub(3)..at).filter(holds).any(|outer| stage.of[outer] == Some(referent))
}

/// Whether a possessive pronoun stands before what only a state has: "its foreign ministry".
fn has_state_body(stage: &Stage, at: usize) -> bool {
    const BODIES: [&str; 8] =
        ["parliament", "embassy", "army", "navy", "constitution", "government", "consulate", "ambassador"];
    let noun = &stage.nouns[at];
    let Some(owned) = at.checked_sub(1).map(|outer| &stage.nouns[outer]).filter(|_| noun.head == "its") else {
        return false;
    };
    let begins = owned.form == Form::Description && owned.bytes.start == noun.bytes.start;
    begins && (portfolio(owned).is_some() || BODIES.contains(&owned.head.as_str()))
}

/// For a pronoun that speaks: the agreeing actor that spoke last, in this sentence or the two before, if no other that
/// agrees was mentioned beside it or since.
fn by_turn(stage: &Stage, at: usize, modelled: Option<(usize, f32)>) -> Option<usize> {
    let noun = &stage.nouns[at];
    if !noun.in_source || noun.in_content {
        return None;
    }
    let (mut speaker, mut others): (Option<(usize, usize)>, Vec<usize>) = (None, Vec::new());
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let before = &stage.nouns[earlier];
        let past = speaker.is_some_and(|(_, sentence)| before.sentence < sentence);
        if past || before.sentence + 2 < noun.sentence || before.paragraph + 1 < noun.paragraph {
            break;
        }
        let Some(referent) = stage.of[earlier].filter(|&it| agrees(stage, at, it)) else { continue };
        if before.in_source && !before.in_content && speaker.is_none() {
            speaker = Some((referent, before.sentence));
        } else if !before.in_content {
            others.push(referent);
        }
    }
    let (only, _) = speaker?;
    let alone = others.iter().all(|&it| it == only);
    let doubted = modelled.is_some_and(|(referent, share)| referent != only && share > DOUBT);
    (alone && !doubted).then_some(only)
}

/// For an "it" that speaks: the only actor that agrees with it in its sentence so far and the one before.
fn by_lack(stage: &Stage, at: usize, modelled: Option<(usize, f32)>) -> Option<usize> {
    let noun = &stage.nouns[at];
    if !noun.in_source || noun.head != "it" {
        return None;
    }
    let mut only = None;
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let before = &stage.nouns[earlier];
        if before.sentence + 1 < noun.sentence || before.paragraph + 1 < noun.paragraph {
            break;
        }
        if before.bytes.end > noun.bytes.start {
            continue;
        }
        let Some(referent) = stage.of[earlier].filter(|&it| agrees(stage, at, it)) else { continue };
        // A place acts only where it stands for its government.
        if stage.referents[referent].class == Class::Place || only.is_some_and(|it| it != referent) {
            return None;
        }
        only = Some(referent);
    }
    let doubted = modelled.is_some_and(|(referent, share)| Some(referent) != only && share > DOUBT);
    only.filter(|_| !doubted)
}

/// For a "he" or "she", and a "they" that speaks: whom the paragraph so far and the one before are about, whose mentions, the near ones
/// more than the far ones, outweigh those of every other that agrees.
fn by_topic(stage: &Stage, at: usize, modelled: Option<(usize, f32)>) -> Option<usize> {
    let noun = &stage.nouns[at];
    if noun.gender().is_none() && !(noun.in_source && noun.head == "they") {
        return None;
    }
    let mut weights: Vec<(usize, f32)> = Vec::new();
    // The paragraph before is the last one that mentions any such: between them may stand a "Yes." of another speaker.
    let such = |it: usize| {
        let it = &stage.referents[it];
        noun.gender().is_none_or(|own| person(it.class, it.plural) && it.gender.is_none_or(|gender| gender == own))
    };
    let mut last = None;
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let before = &stage.nouns[earlier];
        let Some(referent) = stage.of[earlier].filter(|&it| such(it)) else { continue };
        if before.paragraph < noun.paragraph && before.paragraph < *last.get_or_insert(before.paragraph) {
            break;
        }
        if before.bytes.end > noun.bytes.start || is_anybody(before) || !agrees(stage, at, referent) {
            continue;
        }
        // A single person may be "they" whom the model says is; no rule does.
        if noun.gender().is_none()
            && stage.referents[referent].class == Class::Person
            && !stage.referents[referent].plural
        {
            continue;
        }
        let weight = 1.0 / (1.0 + (noun.sentence - before.sentence) as f32);
        match weights.iter_mut().find(|(other, _)| *other == referent) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((referent, weight)),
        }
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let next = weights.get(1).map_or(0.0, |it| it.1);
    let (topic, _) = weights.first().copied().filter(|(_, most)| *most > TOPIC * next)?;
    let doubted = modelled.is_some_and(|(referent, share)| referent != topic && share > DOUBT);
    (!doubted).then_some(topic)
}

/// For a pronoun that begins a clause and speaks: the subject of the clause before, in its sentence or the last, where it agrees (what a text
/// is about goes on as a subject: B. Grosz, A. Joshi and S. Weinstein 1995, "Centering").
fn by_subject(stage: &Stage, at: usize, _: Option<(usize, f32)>) -> Option<usize> {
    let noun = &stage.nouns[at];
    if !noun.in_source {
        return None;
    }
    let start = near_start(stage, noun.sentence, noun.bytes.start);
    let ahead = words(stage.text, &(start..noun.bytes.start));
    let begins =
        ahead.last().is_none_or(|word| word.is(&[",", ";", "and", "but", "so", "here", "then", "now", "“", "\""]));
    if !begins {
        return None;
    }
    // "The bridge fell, they say" goes on with none of it; "When the bridge fell, they said" does.
    let joined = ahead.last().is_some_and(|word| !word.is(&[",", "“", "\""]))
        || ahead.first().is_some_and(|word| word.is(&CLAUSE));
    let own = subject_of(stage, noun.sentence, noun.bytes.start).filter(|_| joined);
    let subject = own.or_else(|| {
        let last = noun.sentence.checked_sub(1)?;
        let subject = subject_of(stage, last, stage.sentence_start(noun.sentence))?;
        (stage.nouns[subject].paragraph + 1 >= noun.paragraph).then_some(subject)
    })?;
    let referent = stage.of[subject].filter(|&it| agrees(stage, at, it))?;
    // "He" with two candidates is left open.
    let other = |it: usize| stage.of[it].is_some_and(|it| it != referent && agrees(stage, at, it));
    (noun.gender().is_none() || !(subject..at).any(other)).then_some(referent)
}

/// Where a sentence begins, or, where that is far before byte `end`, what is near of it.
fn near_start(stage: &Stage, sentence: usize, end: usize) -> usize {
    let near = stage.text.floor_char_boundary(end.saturating_sub(SENTENCE));
    stage.sentence_start(sentence).max(near).min(end)
}

/// The subject of the first clause of a sentence, before byte `end`.
fn subject_of(stage: &Stage, sentence: usize, end: usize) -> Option<usize> {
    const BEFORE: [&str; 10] = ["and", "but", "so", "well", "then", "still", "however", ",", "“", "\""];
    let start = near_start(stage, sentence, end);
    let first = stage.nouns.partition_point(|it| it.bytes.start < start);
    let inside = (first..stage.nouns.len()).take_while(|&it| stage.nouns[it].bytes.end <= end);
    let mut past = start;
    for it in inside {
        let noun = &stage.nouns[it];
        // A part of the noun before.
        if noun.bytes.start < past {
            continue;
        }
        let initial =
            words(stage.text, &(start..noun.bytes.start)).iter().all(|word| word.is(&BEFORE) || word.is(&CLAUSE));
        let near = stage.text.ceil_char_boundary(stage.text.len().min(noun.bytes.end + 24));
        let behind = words(stage.text, &(noun.bytes.end..end.min(near)));
        let verb = behind.iter().find(|word| !is_adverb(word)).is_some_and(is_verb);
        let apart = words(stage.text, &(past..noun.bytes.start));
        let object = apart.last().is_some_and(|word| word.is_border() && !word.is(&BEFORE) && !word.is(&CLAUSE));
        if initial || verb && !object {
            return Some(it);
        }
        past = noun.bytes.end;
    }
    None
}

/// Whether words mean nobody in particular: "some of his books", "many", "someone".
fn is_anybody(noun: &Noun) -> bool {
    const ANYBODY: [&str; 12] = [
        "some",
        "many",
        "most",
        "few",
        "several",
        "others",
        "someone",
        "somebody",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
    ];
    noun.words.first().is_some_and(|word| ANYBODY.contains(&word.as_str()))
}

fn person(class: Class, plural: bool) -> bool {
    class == Class::Person && !plural
}
