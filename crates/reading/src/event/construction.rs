//! Deeds whose words mean them only with what stands beside them, which the model passes over: "the war on Khessar", "Velmark funds the
//! militias".

use std::ops::Range;

use sayso_model::{EventKind, EventMark, Filler, FillerRole, Form, MentionKind};

use super::Told;
use super::complement::{phrase, within, words_behind};
use crate::cast::CastMention;
use crate::contract::ActorKind;
use crate::word::{Word, words};

const WARS: [&str; 4] = ["war", "wars", "offensive", "offensives"];
/// Forms of verbs of giving money or arms that are no nouns.
const FUNDS: [&str; 8] =
    ["funds", "funded", "finances", "financed", "bankrolls", "bankrolled", "subsidises", "subsidizes"];

/// Forms of verbs of getting money or arms, which are known as that by what is got.
const GETS: [&str; 9] = ["receive", "receives", "received", "get", "gets", "got", "obtain", "obtains", "obtained"];
const MEANS: [&str; 11] = [
    "million",
    "billion",
    "money",
    "funds",
    "funding",
    "cash",
    "arms",
    "weapons",
    "weaponry",
    "ammunition",
    "missiles",
];
/// How many words stand between such a verb and its giver at most, and between the verb and a relative pronoun.
const GOT: usize = 8;
const RELATIVE: usize = 12;
/// Verbs that say what a war is for.
const TO_END: [&str; 12] = [
    "uproot",
    "destroy",
    "defeat",
    "topple",
    "overthrow",
    "oust",
    "crush",
    "eradicate",
    "eliminate",
    "expel",
    "dislodge",
    "rout",
];

/// Whether a word is one for a war.
pub(super) fn is_war(word: &str) -> bool {
    WARS.contains(&word.to_lowercase().as_str())
}

/// Deeds of such words, none of them `taken`, in text order.
pub(super) fn deeds(told: &Told, taken: impl Fn(&Range<usize>) -> bool) -> Vec<EventMark> {
    let text = told.layout.text;
    let all = words(text, &(0..text.len()));
    let deed = |at: usize| {
        let word = &all[at];
        if word.is(&WARS) {
            let behind = words_behind(told, &word.bytes);
            let on = behind.first().is_some_and(|it| it.is(&["on", "against"]));
            // "The war to uproot the Covenant".
            let to = behind.first().is_some_and(|it| it.is(&["to"])) && behind.get(1).is_some_and(|it| it.is(&TO_END));
            let target = phrase(behind.get(if to { 2 } else { 1 }..).filter(|_| on || to)?)?;
            // Not the war on drugs.
            let target = name_in(told, &target)?;
            return Some(mark(word, EventKind::Assault, vec![filler(target, FillerRole::Target)]));
        }
        if word.is(&GETS) {
            let (taker, giver) = (taker(told, &all, at)?, giver(told, &all, at)?);
            let fillers = vec![filler(giver, FillerRole::Organisation), filler(taker, FillerRole::Target)];
            return Some(mark(word, EventKind::Aid, fillers));
        }
        if word.is(&FUNDS) {
            let (giver, taker) = (
                subject(told, &all, at)?,
                within(told, &phrase(&words_behind(told, &word.bytes))?).find(|it| is_body(told, it))?,
            );
            let fillers = vec![filler(giver, FillerRole::Organisation), filler(taker, FillerRole::Target)];
            return Some(mark(word, EventKind::Aid, fillers));
        }
        None
    };
    (0..all.len()).filter(|&at| !taken(&all[at].bytes)).filter_map(deed).collect()
}

/// The first name of somebody or some place in a phrase.
fn name_in<'a>(told: &'a Told, phrase: &Range<usize>) -> Option<&'a CastMention> {
    within(told, phrase).find(|it| it.form == Form::Name && it.kind != MentionKind::Other)
}

fn filler(mention: &CastMention, role: FillerRole) -> Filler {
    Filler { bytes: mention.bytes.clone(), role, confidence: 1.0 }
}

/// From whom money or arms come: "receives $100 million a year from Velmark".
fn giver<'a>(told: &'a Told, all: &[Word], verb: usize) -> Option<&'a CastMention> {
    let behind = &all[verb + 1..all.len().min(verb + 1 + GOT)];
    let from = behind.iter().position(|word| word.is(&["from"]))?;
    let got = &behind[..from];
    let means = got.iter().any(|word| word.is(&MEANS) || word.is(&["$", "€", "£"]));
    let clause = got.iter().any(|word| word.is(&[",", ".", ";"]));
    let bytes = phrase(all.get(verb + 2 + from..).filter(|_| means && !clause)?)?;
    name_in(told, &bytes)
}

/// Who gets them: the subject of the verb, or of a relative clause that it stands in the name before its pronoun: "the Covenant, which the
/// ministry says receives".
fn taker<'a>(told: &'a Told, all: &[Word], verb: usize) -> Option<&'a CastMention> {
    let start = told.layout.sentence_start(all[verb].bytes.start);
    let before = &all[verb.saturating_sub(RELATIVE)..verb];
    let before = &before[before.partition_point(|word| word.bytes.start < start)..];
    let Some(relative) = before.iter().rposition(|word| word.is(&["which", "who", "that"])) else {
        return subject(told, all, verb);
    };
    let last = before[..relative].iter().rfind(|word| !word.is_mark())?.bytes.end;
    let mentions: Vec<&CastMention> = told.cast.within(&(start..last)).collect();
    let whole = mentions.into_iter().filter(|it| it.bytes.end == last && it.form == Form::Name);
    whole.max_by_key(|it| it.bytes.len()).filter(|it| is_body(told, it))
}

fn mark(word: &Word, kind: EventKind, fillers: Vec<Filler>) -> EventMark {
    EventMark {
        triggers: std::iter::once(word.bytes.clone()).collect(),
        kind,
        confidence: 1.0,
        incident: None,
        fillers,
    }
}

/// The name right before a verb, or before what is put in between by commas: "Velmark, its old ally, funds".
fn subject<'a>(told: &'a Told, all: &[Word], verb: usize) -> Option<&'a CastMention> {
    let start = told.layout.sentence_start(all[verb].bytes.start);
    let mut last = verb.checked_sub(1)?;
    if all[last].is(&[","]) {
        last = all[..last].iter().rposition(|word| word.is(&[","]) || word.bytes.start < start)?.checked_sub(1)?;
    }
    let end = all[last].bytes.end;
    let mentions: Vec<&CastMention> = told.cast.within(&(start..end)).collect();
    mentions.into_iter().filter(|it| it.bytes.end == end && it.form != Form::Pronoun).max_by_key(|it| it.bytes.len())
}

/// Whether a mention is of a body or of persons that take money or arms.
fn is_body(told: &Told, mention: &CastMention) -> bool {
    let kind = told.kind_of(mention.actor);
    mention.form != Form::Pronoun
        && matches!(
            kind,
            Some(
                ActorKind::ArmedGroup
                    | ActorKind::Organisation
                    | ActorKind::Military
                    | ActorKind::Government
                    | ActorKind::Party
            )
        )
}
