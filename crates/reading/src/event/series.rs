//! Deeds that a text counts one by one: "Among these, three were aimed at bases. The fourth strike hit a port". The model passes most of
//! them over, and who did the first did the others.

use std::ops::Range;

use super::echo::is_assault_noun;
use super::{CastEvent, Told};
use crate::contract::{EventType, Role};
use crate::word::{Word, words};

const ORDINALS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const NUMBERS: [&str; 11] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several"];
/// Verbs of a deed of which only a number is the subject.
const AIMED: [&str; 8] = ["aimed", "directed", "targeted", "targeting", "hit", "struck", "launched", "fired"];
/// Who did the deed before did this one too, where that was told of so many sentences back at most.
const BACK: usize = 3;

/// The words that tell of a counted deed, in text order.
pub(super) fn counted(told: &Told) -> Vec<Range<usize>> {
    let text = told.layout.text;
    let all = words(text, &(0..text.len()));
    let by_ordinal = |at: usize| {
        is_counted_noun(&all[at]) && {
            let back = all[..at].iter().rev().take(3).take_while(|word| !word.is_mark() && !word.is_border());
            back.clone().any(|word| word.is(&ORDINALS)) && all[..at].iter().rev().take(4).any(|word| word.is(&["the"]))
        }
    };
    let by_number = |at: usize| {
        all[at].is(&AIMED) && {
            let auxiliary = usize::from(at > 0 && all[at - 1].is(&["were", "was", "had"]));
            let subject = at.checked_sub(1 + auxiliary);
            subject.is_some_and(|it| all[it].is(&NUMBERS) && is_part_of(&all[..it]))
        }
    };
    (1..all.len()).filter(|&at| by_ordinal(at) || by_number(at)).map(|at| all[at].bytes.clone()).collect()
}

/// Whether a trigger tells of what a counted word names: it is the word, or the verb right behind it.
pub(super) fn is_of(told: &Told, counted: &Range<usize>, trigger: &Range<usize>) -> bool {
    let text = told.layout.text;
    trigger == counted
        || trigger.start >= counted.end
            && ["struck", "hit", "targeted", "killed", "wounded", "destroyed"].contains(&&text[trigger.clone()])
            && words(text, &(counted.end..trigger.start)).iter().all(|word| word.is(&["also", "then", "had", "has"]))
}

fn is_counted_noun(word: &Word) -> bool {
    is_assault_noun(&word.lower) || word.is(&["operation", "explosion", "missile", "rocket", "drone"])
}

/// Whether the words before a number say of what it is one part: "Among these, three", "of which two".
fn is_part_of(before: &[Word]) -> bool {
    let near: Vec<&Word> = before.iter().rev().take(3).collect();
    near.windows(2).any(|pair| pair[0].is(&["these", "those", "them", "which"]) && pair[1].is(&["of", "among"]))
}

/// Gives counted deeds without a doer those of the assault told of last, and its instrument.
pub(super) fn inherit(told: &Told, events: &mut [CastEvent]) {
    for number in 1..events.len() {
        let (before, rest) = events.split_at_mut(number);
        let event = &mut rest[0];
        if !event.counted {
            continue;
        }
        let at = event.triggers[0].start;
        let sentence = told.layout.sentence_of(at);
        let last = |it: &CastEvent| it.triggers.iter().rfind(|it| it.start < at).map(|it| it.start);
        let near = before
            .iter()
            .filter(|it| it.event_type == EventType::Assault)
            .filter_map(|it| Some((last(it)?, it)))
            .filter(|(at, it)| {
                told.layout.sentence_of(*at) + BACK >= sentence
                    && it.roles.iter().any(|it| Role::DOERS.contains(&it.role))
            });
        let Some((_, source)) = near.max_by_key(|(at, _)| *at) else { continue };
        let parts: [&[Role]; 2] = [&Role::DOERS, &[Role::Instrument]];
        for part in parts {
            if !event.roles.iter().any(|it| part.contains(&it.role)) {
                event.roles.extend(source.roles.iter().filter(|it| part.contains(&it.role)).cloned());
            }
        }
        event.mode = event.mode.or(source.mode);
    }
}
