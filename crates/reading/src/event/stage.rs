//! How far an event got: from the words before its trigger and from what the statements that tell of it do.

use std::ops::Range;

use sayso_model::EventMark;

use super::Told;
use crate::contract::{Certainty, Stage, Stance};
use crate::word::{Word, words};

/// So many words before a trigger are looked at, in its own sentence.
const BEFORE: usize = 7;

/// The stage. An event that any telling has as accomplished is so, but what all tellings deny is denied.
pub(super) fn stage(told: &Told, mark: &EventMark, said_in: &[usize]) -> Stage {
    let stages: Vec<Stage> = mark.triggers.iter().map(|trigger| of_trigger(told, trigger, said_in)).collect();
    let rank = |stage: &Stage| match stage {
        Stage::Accomplished => 0,
        Stage::Attempted => 1,
        Stage::Denied => 2,
        Stage::Threatened => 3,
        Stage::Planned => 4,
        Stage::Hypothetical => 5,
    };
    stages.into_iter().min_by_key(rank).unwrap_or(Stage::Accomplished)
}

fn of_trigger(told: &Told, trigger: &Range<usize>, said_in: &[usize]) -> Stage {
    let text = told.layout.text;
    let mut before = words(text, &(told.layout.sentence_start(trigger.start)..trigger.start));
    if let Some(border) = before.iter().rposition(|word| word.is(&[";", ":", ".", "?", "!"])) {
        before.drain(..=border);
    }
    let near = &before[before.len().saturating_sub(BEFORE)..];
    let own = from_words(near);
    if own != Stage::Accomplished {
        return own;
    }
    // What the nearest statement around it does with it: the one with the shortest content that holds the trigger.
    let holds = |number: &&usize| {
        told.found[**number].content.iter().any(|part| part.start <= trigger.start && trigger.end <= part.end)
    };
    let Some(nearest) = told.innermost(said_in.iter().filter(holds)) else { return own };
    let judged = told.judged[nearest];
    let future = near.iter().any(|word| word.is(&["will", "would", "to", "shall", "'ll"]));
    match judged.stance {
        Stance::Denies => Stage::Denied,
        Stance::Threatens if future || !is_past(text, trigger) => Stage::Threatened,
        Stance::Promises if future => Stage::Planned,
        Stance::Demands | Stance::Hopes | Stance::Asks if !is_past(text, trigger) => Stage::Hypothetical,
        Stance::Asserts if judged.certainty == Some(Certainty::False) => Stage::Denied,
        _ => own,
    }
}

/// What the words before a trigger say of it.
fn from_words(near: &[Word]) -> Stage {
    let last = near.len();
    let has = |words: &[&str], most: usize| near[last.saturating_sub(most)..].iter().any(|word| word.is(words));
    if has(&["not", "never", "n't", "didn't", "no", "neither", "without", "denied", "denies", "denying"], 4)
        && !has(&["only", "longer"], 4)
    {
        return Stage::Denied;
    }
    if has(
        &[
            "attempted",
            "attempt",
            "attempts",
            "tried",
            "trying",
            "foiled",
            "thwarted",
            "failed",
            "averted",
            "unsuccessfully",
            "prevented",
        ],
        5,
    ) {
        return Stage::Attempted;
    }
    if has(&["threatened", "threatens", "threatening", "threat", "threats", "vowed", "vows"], 5) {
        return Stage::Threatened;
    }
    if has(
        &[
            "if",
            "unless",
            "would",
            "could",
            "might",
            "any",
            "whether",
            "against",
            "prevent",
            "avoid",
            "risk",
            "possible",
            "potential",
        ],
        3,
    ) && !has(&["had", "was", "were", "have", "has", "charges"], 3)
    {
        return Stage::Hypothetical;
    }
    if has(
        &[
            "plan",
            "planned",
            "plans",
            "planning",
            "plot",
            "plotting",
            "plotted",
            "preparing",
            "intends",
            "intended",
            "ordered",
        ],
        5,
    ) || has(&["will", "shall", "'ll"], 3)
        || near
            .windows(2)
            .rev()
            .take(4)
            .any(|pair| pair[0].is(&["going", "about", "set", "due"]) && pair[1].is(&["to"]))
    {
        return Stage::Planned;
    }
    Stage::Accomplished
}

/// Whether the trigger looks like a past form.
fn is_past(text: &str, trigger: &Range<usize>) -> bool {
    let word = text[trigger.clone()].to_lowercase();
    word.ends_with("ed")
        || ["shot", "struck", "fought", "killed", "blew", "beat", "stole", "held"].contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage_of(before: &str) -> Stage {
        from_words(&words(before, &(0..before.len())))
    }

    #[test]
    fn the_words_before_tell_the_stage() {
        for (before, stage) in [
            ("The rebels", Stage::Accomplished),
            ("The rebels did not", Stage::Denied),
            ("police foiled an", Stage::Attempted),
            ("the group threatened to", Stage::Threatened),
            ("they were planning to", Stage::Planned),
            ("The army will", Stage::Planned),
            ("whoever could", Stage::Hypothetical),
            ("not only", Stage::Accomplished),
        ] {
            assert_eq!(stage_of(before), stage, "{before}");
        }
    }
}
