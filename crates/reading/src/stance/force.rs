//! The force of a cue, and that of a content under a neutral cue.

use std::sync::LazyLock;

use super::clause::{self, OwnVerb};
use super::deed::{is_own_action, of_state};
use super::pattern::{Pattern, Table, rows};
use super::words::{Part, Passage, Word};
use crate::contract::{Certainty, Stance};

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Force {
    /// It has a stance of its own.
    Plain(Stance),
    /// It only says; the content decides.
    Says,
    /// It warns: of the source's own act, or of a danger.
    Warns,
    /// It commits the source to an act.
    Promises,
    /// It holds back: what follows is not done.
    Withholds,
}

/// How far a cue commits its source.
pub(crate) type Commitment = Option<Certainty>;

struct CueEntry {
    force: Force,
    commitment: Commitment,
}

/// Where a pattern of a content must stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Where {
    Any,
    AnyAble,
    AnyFuture,
    Start,
    Other,
    Done,
    Not,
    Will,
    Wont,
}

static CUES: LazyLock<Table<CueEntry>> = LazyLock::new(|| {
    Table::new(rows(include_str!("../../data/stance_cues.csv")).filter_map(|row| {
        let mut cells = row.split(',');
        let (cue, _, force, commitment) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next().unwrap_or_default());
        Some((Pattern::new(cue), CueEntry { force: force_named(force)?, commitment: certainty_named(commitment) }))
    }))
});

static CONTENTS: LazyLock<Table<(Where, Stance)>> = LazyLock::new(|| {
    Table::new(rows(include_str!("../../data/stance_contents.csv")).filter_map(|row| {
        let mut cells = row.split(',');
        let (content, place, force) = (cells.next()?, cells.next()?, cells.next()?);
        let place = match place {
            "any" => Where::Any,
            "any-able" => Where::AnyAble,
            "any-future" => Where::AnyFuture,
            "start" => Where::Start,
            "other" => Where::Other,
            "done" => Where::Done,
            "not" => Where::Not,
            "will" => Where::Will,
            "wont" => Where::Wont,
            _ => return None,
        };
        Some((Pattern::new(content), (place, stance_named(force)?)))
    }))
});

fn stance_named(name: &str) -> Option<Stance> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

fn certainty_named(name: &str) -> Commitment {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

fn force_named(name: &str) -> Option<Force> {
    Some(match name {
        "says" => Force::Says,
        "warns" => Force::Warns,
        "withholds" => Force::Withholds,
        "promises" => Force::Promises,
        stance => Force::Plain(stance_named(stance)?),
    })
}

/// How far before a cue its first word may stand: auxiliaries and verbs that govern it ("refused to rule out").
const BEFORE_CUE: usize = 4;

/// The force of the cue and its commitment. Of all patterns that take in a word of the cue the one with the most words
/// counts, then the first.
pub(crate) fn cue_force(passage: &Passage) -> (Force, Commitment) {
    let (sentence, cue) = (&passage.sentence, passage.cue.clone());
    let mut best: Option<(usize, usize, &CueEntry)> = None;
    for at in cue.start.saturating_sub(BEFORE_CUE)..cue.end {
        if sentence.get(at).is_some_and(|word| at < cue.start && word.part != Part::Outside) {
            continue;
        }
        let fits = |found: &super::pattern::Found, _: &CueEntry| found.named.iter().any(|named| cue.contains(named));
        if let Some((found, _, entry)) = CUES.best_at(sentence, at, fits) {
            let size = found.named.len();
            // "Appeared to blame": the verb that is raised over decides.
            let raising = |head: usize| {
                sentence.get(head).is_some_and(|word| word.text.starts_with("appear") || word.text.starts_with("seem"))
            };
            if best.is_none_or(|(most, head, _)| size > most || size == most && raising(head)) {
                best = Some((size, found.head(), entry));
            }
        }
    }
    let Some((_, head, entry)) = best else { return (Force::Says, None) };
    if withheld(sentence, head) && entry.force != Force::Plain(Stance::Denies) {
        return (Force::Withholds, None);
    }
    if nobody(passage) || negated(sentence, head) {
        let never = sentence[..head.min(sentence.len())].iter().rev().take(3).any(|word| word.text == "never");
        return (negation(entry.force, never), Some(Certainty::Certain));
    }
    (entry.force, entry.commitment)
}

/// What a force becomes under "not" or "never". Who "never promised" is said to deny it; who "has not claimed
/// responsibility" is silent.
fn negation(force: Force, never: bool) -> Force {
    match force {
        Force::Plain(Stance::Denies | Stance::Doubts) => Force::Plain(Stance::Asserts),
        Force::Plain(Stance::Hopes) => Force::Plain(Stance::Doubts),
        Force::Plain(Stance::ClaimsResponsibility | Stance::Threatens) | Force::Promises if never => {
            Force::Plain(Stance::Denies)
        }
        _ => Force::Plain(Stance::Other),
    }
}

/// Whether the source is nobody: "no group has claimed", "neither side confirmed".
fn nobody(passage: &Passage) -> bool {
    passage.source.first().is_some_and(|word| word.is(&["no", "none", "nobody", "neither", "no-one"]))
}

fn negated(words: &[Word], head: usize) -> bool {
    let before = words[..head.min(words.len())].iter().rev().take(3);
    let mut before = before.take_while(|word| !word.is_mark() && word.part != Part::Content);
    before.any(|word| word.is(&["not", "never"])) || inverted(&words[..head.min(words.len())])
}

/// "Nor did the minister say": the negation and the auxiliary stand before the source.
fn inverted(before: &[Word]) -> bool {
    let Some(source_end) = before.iter().rposition(|word| word.part == Part::Source) else { return false };
    let outside = before[..source_end].iter().rev().skip_while(|word| word.part == Part::Source);
    let lead: Vec<&Word> = outside.take(2).collect();
    let [auxiliary, negation] = lead[..] else { return false };
    before.len() <= source_end + 3
        && clause::is_auxiliary(auxiliary)
        && negation.is(&["nor", "neither", "never", "time"])
}

fn withheld(words: &[Word], head: usize) -> bool {
    let before: Vec<&str> =
        words[..head.min(words.len())].iter().rev().take(2).map(|word| word.text.as_str()).collect();
    let holding = |word: &str| {
        let holds =
            ["refuse", "declin", "avoid", "fail"].iter().any(|stem| word.starts_with(stem)) && word != "failure";
        // "has yet to comment".
        holds || ["yet", "unable", "reluctant", "unwilling"].contains(&word)
    };
    match before.as_slice() {
        ["to", verb, ..] => holding(verb),
        ["of", "short", ..] => true,
        [verb, ..] => verb.starts_with("avoid"),
        [] => false,
    }
}

/// The stance that the content alone shows; `None` where it only tells of something.
pub(crate) fn content_force(passage: &Passage) -> Option<Stance> {
    let sentence = clause::first_sentence(&passage.content);
    let own = clause::own_verb(passage);
    let start = clause::main_start(sentence);
    let future = sentence.iter().any(|word| word.is(&["will", "would", "shall", "going", "must"]));
    let able = sentence.iter().any(|word| word.is(&["can", "could", "able", "cannot"]));
    let mut found: Vec<Stance> = Vec::new();
    for at in 0..sentence.len() {
        for (matched, _, &(place, stance)) in CONTENTS.at(sentence, at) {
            let holds = match place {
                Where::Any => true,
                Where::AnyAble => able,
                Where::AnyFuture => future && !nobody_before(sentence, at),
                Where::Start => at == start,
                Where::Other => own.is_none(),
                Where::Done => own_act(own, matched.head(), |verb| !verb.negated && !verb.future && !verb.modal),
                Where::Not => own_act(own, matched.head(), |verb| verb.negated && !verb.future),
                Where::Will => own_act(own, matched.head(), |verb| verb.future && !verb.negated),
                Where::Wont => own_act(own, matched.head(), |verb| verb.future && verb.negated),
            };
            // A ministry's word of its own operations is a report, unless it says who was behind something.
            let deed =
                place == Where::Done && stance == Stance::ClaimsResponsibility && own.is_some_and(|it| !it.copula);
            if holds && !(deed && of_state(passage)) {
                found.push(stance);
            }
        }
    }
    const ORDER: [Stance; 8] = [
        Stance::Denies,
        Stance::ClaimsResponsibility,
        Stance::Threatens,
        Stance::Accuses,
        Stance::Doubts,
        Stance::Demands,
        Stance::Promises,
        Stance::Hopes,
    ];
    let told = ORDER.into_iter().find(|stance| found.contains(stance));
    told.or_else(|| own.and_then(|verb| own_force(passage, sentence, verb)))
        .or_else(|| demands(passage, sentence, own).then_some(Stance::Demands))
        .or_else(|| bare_claim(passage).then_some(Stance::ClaimsResponsibility))
}

/// Whether "nobody", "never" or the like stands shortly before `at`: "nobody would be punished".
fn nobody_before(sentence: &[Word], at: usize) -> bool {
    sentence[..at].iter().rev().take(4).any(|word| word.is(&["nobody", "never", "not", "none", "without"]))
}

/// The stance that the source takes by what it says of itself: what it did to others it claims, what it will do it promises or
/// threatens, and "I doubt", "we hope" are cues in the first person.
fn own_force(passage: &Passage, sentence: &[Word], verb: OwnVerb) -> Option<Stance> {
    let harms = HOSTILE.at(sentence, verb.at).next().is_some();
    if verb.future {
        // "He would fly on Monday" only tells; "we will mend every road" binds.
        let binds = verb.first_person && is_own_action(sentence, verb);
        return match (harms, verb.negated) {
            (true, false) => Some(Stance::Threatens),
            (true, true) if !verb.copula => Some(Stance::Promises),
            (false, false) if binds => Some(Stance::Promises),
            _ => None,
        };
    }
    if harms && !verb.negated && !verb.modal && !verb.copula {
        return (!of_state(passage)).then_some(Stance::ClaimsResponsibility);
    }
    // "It is not convinced": the phrase has the negation in it.
    let phrase = (0..verb.at).rev().find(|&at| verb.negated && sentence[at].is(&["not", "never"]));
    if let Some((_, _, entry)) = phrase.and_then(|at| CUES.best_at(sentence, at, |_, _| true))
        && matches!(entry.force, Force::Plain(Stance::Doubts))
    {
        return Some(Stance::Doubts);
    }
    let (_, _, entry) = CUES.best_at(sentence, verb.at, |_, _| true)?;
    // "He had asked for time" and "she was threatened" tell of something; "he is asking" and "it was sceptical" do not.
    let participle = sentence.get(verb.at).is_some_and(|word| word.text.ends_with("ed"));
    if verb.perfect && !verb.copula || verb.copula && participle && entry.force != Force::Plain(Stance::Doubts) {
        return None;
    }
    let force = if verb.negated { negation(entry.force, true) } else { entry.force };
    match force {
        Force::Plain(
            stance @ (Stance::Hopes
            | Stance::Doubts
            | Stance::Denies
            | Stance::Accuses
            | Stance::Demands
            | Stance::Threatens
            | Stance::ClaimsResponsibility),
        ) => Some(stance),
        Force::Promises => Some(Stance::Promises),
        // "I do not believe it."
        _ if verb.negated && entry.commitment == Some(Certainty::Probable) => Some(Stance::Doubts),
        _ => None,
    }
}

/// "Claimed the attack": an act of violence as the whole of what is claimed.
fn bare_claim(passage: &Passage) -> bool {
    let cue = passage.sentence.get(passage.cue.clone()).unwrap_or_default();
    // The words of the text: a model's content may end before its verb.
    let sentence = passage.sentence.get(passage.cue.end..).unwrap_or_default();
    if !cue.iter().any(|word| word.text.starts_with("claim")) || sentence.first().is_none_or(|word| word.text == "that")
    {
        return false;
    }
    let act = (0..sentence.len()).take(6).find(|&at| ONSLAUGHT.at(sentence, at).next().is_some());
    act.is_some_and(|at| {
        sentence.get(at + 1).is_none_or(|next| !clause::is_auxiliary(next) && !next.text.ends_with("ed"))
    })
}

/// Verbs of harm, and what punishes.
pub(super) static HOSTILE: LazyLock<Table<()>> =
    LazyLock::new(|| Table::new([(Pattern::new("<hostile>"), ()), (Pattern::new("<punishment>"), ())]));

/// Acts of violence as nouns.
pub(super) static ONSLAUGHT: LazyLock<Table<()>> = LazyLock::new(|| Table::new([(Pattern::new("<onslaught>"), ())]));

/// Whether the source's own verb is there and is as it should be.
fn own_act(own: Option<OwnVerb>, head: usize, is: impl Fn(&OwnVerb) -> bool) -> bool {
    own.is_some_and(|verb| is(&verb) && (verb.at <= head + 1 && head <= verb.at + 2))
}

/// Whether the content orders: an imperative, or a clause about others with "must", "should" and the like.
fn demands(passage: &Passage, sentence: &[Word], own: Option<OwnVerb>) -> bool {
    if clause::is_imperative(&passage.content) {
        return true;
    }
    if own.is_some_and(|verb| !verb.first_person || !verb.people) {
        return false;
    }
    let main = clause::main_clause(&passage.content);
    main.iter().any(|&at| {
        let next = |step: usize| sentence.get(at + step).map_or("", |word| word.text.as_str());
        match sentence[at].text.as_str() {
            "must" | "should" | "ought" => !matches!(next(1), "have" | "be" if next(2) != "held" && next(1) == "have"),
            "need" | "needs" | "has" | "have" => {
                next(1) == "to" && next(2) != "be" && sentence[at].text.starts_with("need")
            }
            _ => false,
        }
    })
}
