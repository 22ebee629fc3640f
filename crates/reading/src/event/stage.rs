//! How far an event got: from the words before its trigger and from what the statements that tell of it do.

use std::ops::Range;

use sayso_model::EventMark;

use super::Told;
use crate::contract::{Certainty, Stage, Stance};
use crate::word::{Word, words};

/// Words behind which "for" leads to what is wanted.
const CALLS: [&str; 10] =
    ["call", "calls", "called", "calling", "demand", "demands", "appeal", "appeals", "appealed", "appealing"];

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

/// The stage as one trigger has it, told of in the content of the statements `said_in`.
pub(super) fn of_trigger(told: &Told, trigger: &Range<usize>, said_in: &[usize]) -> Stage {
    let text = told.layout.text;
    let mut before = words(text, &(told.layout.sentence_start(trigger.start)..trigger.start));
    if let Some(border) = before.iter().rposition(|word| word.is(&[";", ":", ".", "?", "!"])) {
        before.drain(..=border);
    }
    let near = &before[before.len().saturating_sub(BEFORE)..];
    let own = match from_words(near) {
        // "Unless the killing of farmers stops" it goes on.
        Stage::Hypothetical if is_to_end(text, trigger) => return Stage::Accomplished,
        Stage::Accomplished if goes_on(text, trigger) => Stage::Planned,
        own => own,
    };
    if own != Stage::Accomplished {
        return own;
    }
    // What the nearest statement around it does with it: the one with the shortest content that holds the trigger.
    let holds = |number: &&usize| {
        told.found[**number].content.iter().any(|part| part.start <= trigger.start && trigger.end <= part.end)
    };
    let Some(nearest) = told.innermost(said_in.iter().filter(holds)) else { return own };
    let judged = told.judged[nearest];
    // "The killing … is a message" threatens with something else.
    let known = near.last().is_some_and(|word| word.is(&["the", "this", "these", "that", "those"]));
    let future = near.iter().any(|word| word.is(&["will", "would", "shall", "'ll"]))
        || near.iter().rev().take(2).any(|word| word.is(&["to"]));
    match judged.stance {
        // "X is not involved": what else is said with it happened all the same.
        Stance::Denies if says_denial(told, nearest) && !near.iter().any(|word| word.is(&INVOLVEMENT)) => Stage::Denied,
        Stance::Threatens if future || !is_past(text, trigger) && !known => Stage::Threatened,
        Stance::Promises if future => Stage::Planned,
        Stance::Demands | Stance::Hopes | Stance::Asks if !is_past(text, trigger) => Stage::Hypothetical,
        Stance::Asserts if judged.certainty == Some(Certainty::False) => Stage::Denied,
        _ => own,
    }
}

/// Whether the cue of a statement denies, and not only words in its content.
fn says_denial(told: &Told, statement: usize) -> bool {
    let denies = |word: &Word| DENIALS.iter().any(|it| word.lower.starts_with(it));
    told.found[statement].cue.iter().any(|cue| words(told.layout.text, cue).iter().any(denies))
}

/// Words for a part in a deed: who denies to have had it does not deny the deed.
const INVOLVEMENT: [&str; 12] = [
    "involvement",
    "involved",
    "part",
    "role",
    "responsibility",
    "responsible",
    "behind",
    "links",
    "connection",
    "do",
    "complicity",
    "knowledge",
];

/// Beginnings of words that deny.
const DENIALS: [&str; 9] = ["den", "reject", "dismiss", "refut", "disput", "repudiat", "disown", "rebut", "disavow"];

/// Whether the words behind a noun say that such deeds are to come: "attacks on the convoys will continue".
fn goes_on(text: &str, trigger: &Range<usize>) -> bool {
    let end = text.ceil_char_boundary(text.len().min(trigger.end + 120));
    let behind = words(text, &(trigger.end..end));
    let clause: Vec<&Word> =
        behind.iter().take_while(|word| !word.is_mark() || word.is(&["-", "'s"])).take(14).collect();
    let come = [
        "continue",
        "resume",
        "follow",
        "happen",
        "occur",
        "begin",
        "start",
        "come",
        "increase",
        "intensify",
        "escalate",
        "go",
    ];
    clause.iter().position(|word| word.is(&["will", "shall", "'ll"])).is_some_and(|will| {
        let parts = ["that", "who", "which", "because", "when", "said"];
        !clause[..will].iter().rev().take(2).any(|word| word.is(&parts))
            && clause.get(will + 1).is_some_and(|verb| verb.is(&come))
    })
}

/// Verbs of the end of what is going on: who says "until it stops" says that it happens.
const ENDING: [&str; 12] =
    ["stops", "stop", "stopped", "ends", "end", "ended", "ceases", "cease", "ceased", "halts", "halted", "halt"];

/// Whether the words behind a noun say that such deeds are to end: "unless the killing of farmers stops".
pub(super) fn is_to_end(text: &str, trigger: &Range<usize>) -> bool {
    let end = text.ceil_char_boundary(text.len().min(trigger.end + 80));
    let behind = words(text, &(trigger.end..end));
    let clause = behind.iter().take_while(|word| !word.is_mark() || word.is(&["-", "'s"])).take(9);
    clause.take_while(|word| !word.is(&["that", "who", "which", "and", "will", "would"])).any(|word| word.is(&ENDING))
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
    let called_for = near.windows(2).rev().take(4).any(|pair| pair[0].is(&CALLS) && pair[1].is(&["for"]));
    if called_for {
        return Stage::Hypothetical;
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
        || is_set_to(near)
    {
        return Stage::Planned;
    }
    Stage::Accomplished
}

/// "Going to", "set to" right before a verb; "due to a bomb" is of what happened.
fn is_set_to(near: &[Word]) -> bool {
    let pair =
        near.windows(2).rev().take(4).position(|it| it[0].is(&["going", "about", "set", "due"]) && it[1].is(&["to"]));
    pair.is_some_and(|back| !near[near.len() - back..].iter().any(|it| it.is_determiner()))
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
            ("the army was going to", Stage::Planned),
            ("thirty were injured due to a car", Stage::Accomplished),
            ("Hadrel's call for the", Stage::Hypothetical),
        ] {
            assert_eq!(stage_of(before), stage, "{before}");
        }
    }
}
