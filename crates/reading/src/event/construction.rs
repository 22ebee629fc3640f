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

/// Deeds of such words, none of them `taken`, in text order.
pub(super) fn deeds(told: &Told, taken: impl Fn(&Range<usize>) -> bool) -> Vec<EventMark> {
    let text = told.layout.text;
    let all = words(text, &(0..text.len()));
    let deed = |at: usize| {
        let word = &all[at];
        if word.is(&WARS) {
            let behind = words_behind(told, &word.bytes);
            let on = behind.first().is_some_and(|it| it.is(&["on", "against"]));
            let target = phrase(behind.get(1..).filter(|_| on)?)?;
            // Not the war on drugs.
            within(told, &target).find(|it| it.form == Form::Name && it.kind != MentionKind::Other)?;
            return Some(mark(word, EventKind::Assault, Vec::new()));
        }
        if word.is(&FUNDS) {
            let (giver, taker) = (
                subject(told, &all, at)?,
                within(told, &phrase(&words_behind(told, &word.bytes))?).find(|it| is_body(told, it))?,
            );
            let filler = |it: &CastMention, role| Filler { bytes: it.bytes.clone(), role, confidence: 1.0 };
            let fillers = vec![filler(giver, FillerRole::Organisation), filler(taker, FillerRole::Target)];
            return Some(mark(word, EventKind::Aid, fillers));
        }
        None
    };
    (0..all.len()).filter(|&at| !taken(&all[at].bytes)).filter_map(deed).collect()
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
