//! How likely each pronoun means each actor.
//!
//! The model says which other mentions a pronoun may mean, and these are often pronouns themselves: "he" means the next
//! "he" as surely as that one means the first. So the probabilities are followed from pronoun to pronoun until they
//! arrive at an actor, as in a random walk with absorbing ends (Kemeny and Snell 1960, "Finite Markov Chains").

use std::collections::BTreeMap;

use sayso_model::Form;

use super::stage::Stage;
use super::words::fold;

/// How often the probabilities are passed on: a chain of so many pronouns is followed to its end.
const SWEEPS: usize = 12;
/// Actors that a pronoun is thought to mean at most.
const MOST: usize = 8;

/// How much the statements around a pronoun count for, of 1. Of 0, 0.2, 0.35 and 0.5 the one with which most pronouns that are sources in
/// the development texts of WikiEvents and GUM mean whom they should (72, 77, 79, 81 and 68, 68, 68, 69 of 100).
const SPEAKER: f32 = 0.5;

/// Actors with probabilities.
pub(super) type Shares = Vec<(usize, f32)>;

/// For each pronoun that is not yet linked, in text order, the actors that it may mean. `agrees` tells whether noun `at`
/// may mean a referent at all; what the model gave to others is shared out among those that may be meant.
pub(super) fn shares(stage: &Stage, agrees: impl Fn(&Stage, usize, usize) -> bool) -> BTreeMap<usize, Shares> {
    let open = |at: &usize| stage.of[*at].is_none() && stage.nouns[*at].form == Form::Pronoun;
    let mut all: BTreeMap<usize, Shares> = (0..stage.nouns.len()).filter(open).map(|at| (at, Vec::new())).collect();
    for _ in 0..SWEEPS {
        let mut moved = 0.0;
        let pronouns: Vec<usize> = all.keys().copied().collect();
        for at in pronouns {
            let new = one(stage, &all, at, &agrees);
            if let Some(old) = all.get_mut(&at) {
                moved += (total(&new) - total(old)).abs();
                *old = new;
            }
        }
        if moved < 0.01 {
            break;
        }
    }
    all
}

fn one(
    stage: &Stage,
    all: &BTreeMap<usize, Shares>,
    at: usize,
    agrees: &impl Fn(&Stage, usize, usize) -> bool,
) -> Shares {
    let (mut out, mut lost): (Shares, f32) = (Vec::new(), 0.0);
    let mut give = |referent: usize, share: f32| match out.iter().position(|(other, _)| *other == referent) {
        Some(place) => out[place].1 += share,
        None if out.len() < MOST && agrees(stage, at, referent) => out.push((referent, share)),
        None => lost += share,
    };
    for &(antecedent, share) in &stage.nouns[at].antecedents {
        match (stage.of.get(antecedent).copied().flatten(), all.get(&antecedent)) {
            (Some(referent), _) => give(referent, share),
            (None, Some(others)) => others.iter().for_each(|&(referent, further)| give(referent, share * further)),
            (None, None) => {}
        }
    }
    let rest = (1.0 - lost).max(0.05);
    out.iter_mut().for_each(|(_, share)| *share = (*share / rest).min(1.0));
    if let Some(likely) = stage.nouns[at].likely {
        speak(&mut out, &whom(stage, all, likely), |referent| agrees(stage, at, referent));
    }
    out
}

/// Whom a noun means, as far as that is known.
fn whom(stage: &Stage, all: &BTreeMap<usize, Shares>, at: usize) -> Shares {
    match stage.of[at] {
        Some(referent) => vec![(referent, 1.0)],
        None => all.get(&at).cloned().unwrap_or_default(),
    }
}

/// Puts what the statements around tell into the shares.
fn speak(out: &mut Shares, speaker: &Shares, may: impl Fn(usize) -> bool) {
    let speaker: Vec<(usize, f32)> = speaker.iter().copied().filter(|&(referent, _)| may(referent)).collect();
    let weight = SPEAKER * speaker.iter().map(|it| it.1).sum::<f32>().min(1.0);
    out.iter_mut().for_each(|(_, share)| *share *= 1.0 - weight);
    for (referent, share) in speaker {
        match out.iter_mut().find(|(other, _)| *other == referent) {
            Some((_, sum)) => *sum += SPEAKER * share,
            None => out.push((referent, SPEAKER * share)),
        }
    }
}

/// Whether a word is a pronoun that stands before what somebody has.
pub(super) fn is_possessive(word: &str) -> bool {
    matches!(fold(word).as_str(), "its" | "his" | "her" | "their")
}

fn total(shares: &Shares) -> f32 {
    shares.iter().map(|(_, share)| share).sum()
}
