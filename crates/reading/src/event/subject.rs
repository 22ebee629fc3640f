//! Who is the subject of a deed that stands as a noun behind a verb of doing: "the Covenant and the Shield have launched coordinated attacks".

use std::ops::Range;

use sayso_model::Form;

use super::Told;
use super::complement::can_do;
use crate::cast::CastMention;
use crate::word::{Word, words};
use crate::world::{Sort, look_up};

/// Beginnings of verbs, all forms of which do the deed that is their object.
const DOING: [&str; 21] = [
    "launch",
    "conduct",
    "stag",
    "mount",
    "wag",
    "perpetrat",
    "commit",
    "coordinat",
    "execut",
    "orchestrat",
    "organis",
    "organiz",
    "prepar",
    "plan",
    "carr",
    "unleash",
    "initiat",
    "direct",
    "undertak",
    "undertook",
    "order",
];
/// What these verbs may end with: no noun ("launcher", "planner", "director") is one.
const ENDINGS: [&str; 13] = ["", "e", "s", "es", "ed", "ing", "y", "ied", "ies", "ying", "ned", "ning", "en"];
/// Words that may stand between a subject and its participle.
const AUXILIARIES: [&str; 12] =
    ["has", "have", "had", "also", "then", "later", "all", "both", "who", "which", "since", "already"];
/// Words behind a mention after which it is no subject of the verb that follows.
const PARTING: [&str; 18] = [
    "and",
    "but",
    "that",
    "by",
    "after",
    "before",
    "since",
    "following",
    "despite",
    "because",
    "as",
    "when",
    "while",
    "if",
    "said",
    "says",
    "told",
    "against",
];
/// Words between the verb and its noun at most: "launched a series of coordinated drone attacks".
const OBJECT: usize = 6;
/// Words between a possessor and the deed at most.
const FARTHEST: usize = 16;
const POSSESSIVE: [&str; 4] = ["its", "his", "her", "their"];
/// Words between a subject and its verb at most.
const SUBJECT: usize = 7;

/// Whether a word is a form of a verb of doing.
pub(super) fn is_doing(lower: &str) -> bool {
    DOING.iter().any(|verb| lower.strip_prefix(verb).is_some_and(|ending| ENDINGS.contains(&ending)))
}

/// The mention that is the subject of the verb whose object the trigger is; of a pronoun, the nearest name or description of its actor.
pub(super) fn subject<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<&'a CastMention> {
    let text = told.layout.text;
    let sentence = told.layout.sentence_start(trigger.start);
    let before = words(text, &(sentence..trigger.start));
    let object = |word: &&Word| (!word.is_mark() || word.is(&["-"])) && (!word.is_border() || word.is(&["of", "in"]));
    let near = before.iter().rev().take(OBJECT).take_while(object);
    let mentions: Vec<&CastMention> = told.cast.within(&(sentence..trigger.start)).collect();
    let ends = |at: usize| mentions.iter().any(|it| it.bytes.end == at);
    // "Launched coordinated attacks": a participle that only describes the deed has no subject.
    let is_verb = |word: &&Word| {
        let before = before.iter().rfind(|it| it.bytes.end <= word.bytes.start);
        !word.lower.ends_with("ed")
            || before.is_some_and(|it| it.is(&AUXILIARIES) || it.lower.ends_with("ly") || ends(it.bytes.end))
    };
    let verb = near.filter(|word| is_doing(&word.lower)).find(is_verb)?;
    // Backwards over what only says where or of whom: "he was in Orun coordinating attacks".
    let mut earlier = mentions.iter().filter(|it| it.bytes.end <= verb.bytes.start);
    earlier.rfind(|it| !is_behind_preposition(&before, it)).and_then(|it| {
        let between = words(text, &(it.bytes.end..verb.bytes.start));
        let joined = between.len() <= SUBJECT
            && !between.iter().any(|word| word.is_mark() && !word.is(&["-"]) || word.is(&PARTING));
        let named = stands_for(told, it)?;
        (joined && can_do(told, named)).then_some(named)
    })
}

/// Whose deed a noun says it is: "Khessar's shelling", "its long war", and with what stands between: "Velmark's threats and bombing attacks".
pub(super) fn possessor<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<&'a CastMention> {
    let text = told.layout.text;
    if text[trigger.clone()].ends_with("ed") {
        return None;
    }
    let sentence = told.layout.sentence_start(trigger.start);
    let before = words(text, &(sentence..trigger.start));
    let inner = ["of", "and", "the", "in", "on", "against"];
    let noun = |word: &&Word| {
        (!word.is_mark() || word.is(&["-", "'s"]))
            && (!word.is_border() || word.is(&inner))
            && !word.is(&["following", "amid", "despite"])
            && !word.lower.ends_with("ed")
    };
    let near: Vec<&Word> = before.iter().rev().take(FARTHEST).take_while(noun).collect();
    let own = |it: &&CastMention| {
        let behind = before.iter().filter(|word| word.bytes.start >= it.bytes.end).count();
        let own = &text[it.bytes.clone()];
        let pronoun = it.form == Form::Pronoun && POSSESSIVE.contains(&own.to_lowercase().as_str());
        let possessive =
            pronoun || own.ends_with("’s") || own.ends_with("'s") || text[it.bytes.end..].starts_with(['’', '\'']);
        possessive && behind <= near.len()
    };
    let mentions: Vec<&CastMention> = told.cast.within(&(sentence..trigger.start)).collect();
    // An "its" of which nobody told whose it is says nothing.
    let owned = mentions.iter().rev().find(|it| own(it)).and_then(|it| stands_for(told, it));
    let found = owned.or_else(|| {
        // "Velmark ends its war": a possessive whose owner nobody told is the subject's.
        let at = near.iter().find(|word| word.is(&["its", "their"])).filter(|_| near.len() < 16)?;
        let subject = mentions.iter().rfind(|it| it.bytes.end <= at.bytes.start && it.form != Form::Pronoun)?;
        let verb = words(text, &(subject.bytes.end..at.bytes.start));
        (verb.len() <= 2 && verb.iter().all(|word| !word.is_mark() && !word.is_border())).then_some(*subject)
    })?;
    stands_for(told, found).filter(|it| can_act(told, it))
}

/// Whether one can do a deed that is called its own: a country, too, which by itself is a place.
fn can_act(told: &Told, mention: &CastMention) -> bool {
    let country = look_up(&told.layout.text[mention.bytes.clone()]).is_some_and(|it| it.sort == Sort::Country);
    can_do(told, mention) || country
}

/// The mention itself, or of a pronoun the nearest name or description of its actor.
fn stands_for<'a>(told: &'a Told, mention: &'a CastMention) -> Option<&'a CastMention> {
    if mention.form != Form::Pronoun {
        return Some(mention);
    }
    let others = told.cast.mentions.iter().filter(|it| it.form != Form::Pronoun && it.actor == mention.actor);
    mention.actor?;
    others.min_by_key(|it| (it.form != Form::Name, it.bytes.start.abs_diff(mention.bytes.start)))
}

/// Whether a preposition stands before a mention, at most an article and a word between.
fn is_behind_preposition(before: &[Word], mention: &CastMention) -> bool {
    let last = before.partition_point(|word| word.bytes.end <= mention.bytes.start);
    before[..last].iter().rev().take(2).any(|word| word.is(&["in", "of", "at", "on", "near", "from", "with", "for"]))
}
