//! Which other mentions a description or pronoun may mean: its candidates, and their features.
//!
//! Mirrors `pairs_of` of `training/sayso_training/reference.py`.

use std::collections::HashMap;

use crate::find::{Found, pronoun};
use crate::mention::Form;
use crate::network::{Pair, Referrer};
use crate::sight::bucket;
use crate::token::{Token, is_quoted};

/// Candidates of a mention: so many mentions before it and behind it at most …
const BEFORE: usize = 40;
const AFTER: usize = 8;
/// … that begin at most so many tokens before it or behind it.
const FAR_BEFORE: usize = 400;
const FAR_AFTER: usize = 40;
/// How far around a candidate its repetitions are counted, in tokens: half of what training saw of a text.
const NEAR: usize = 240;
/// Name, description, and four groups of pronouns.
const CLASSES: usize = 6;
/// Antecedents less likely than this are not worth telling.
const LEAST: f32 = 0.01;

/// For each mention the numbers of those that it may mean with probabilities, best first. `vectors` has those of all tokens.
pub(crate) fn antecedents(
    text: &str,
    tokens: &[Token],
    found: &[Found],
    vectors: &[f32],
    referrer: &Referrer,
) -> Vec<Vec<(usize, f32)>> {
    let word = |at: usize| text[tokens[at].bytes.clone()].to_lowercase();
    let lasts: Vec<String> = found.iter().map(|it| word(it.last)).collect();
    let classes: Vec<usize> = found.iter().map(|it| class(it, &text[tokens[it.first].bytes.clone()])).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (it, last) in found.iter().zip(&lasts) {
        places.entry(last).or_default().push(it.first);
    }
    let often: Vec<usize> = found
        .iter()
        .zip(&lasts)
        .map(|(it, last)| {
            let places = places.get(last.as_str()).map_or(&[][..], Vec::as_slice);
            let low = places.partition_point(|&place| place + NEAR < it.first);
            places[low..].iter().take_while(|&&place| place <= it.first + NEAR).take(4).count().max(1)
        })
        .collect();
    let ends: Vec<_> = found.iter().map(|it| (it.first, it.last)).collect();
    let made = referrer.vectors(vectors, &ends);
    let quoted = |it: &Found| usize::from(is_quoted(&tokens[it.first]));
    let mut out = Vec::with_capacity(found.len());
    for (number, it) in found.iter().enumerate() {
        if it.form == Form::Name {
            out.push(Vec::new());
            continue;
        }
        let pairs: Vec<Pair> = (number.saturating_sub(BEFORE)..found.len().min(number + AFTER + 1))
            .filter(|&other| {
                let first = found[other].first;
                other != number && first + FAR_BEFORE >= it.first && first <= it.first + FAR_AFTER
            })
            .map(|other| {
                let candidate = &found[other];
                let same = usize::from(it.form == Form::Description && lasts[number] == lasts[other]);
                Pair {
                    candidate: other,
                    distance: bucket(candidate.first, &(it.first..it.first + 1)),
                    steps: bucket(other, &(number..number + 1)),
                    combination: (classes[number] - 1) * CLASSES + classes[other],
                    surroundings: ((same * 2 + quoted(it)) * 2 + quoted(candidate)) * 4 + often[other] - 1,
                }
            })
            .collect();
        let likely = referrer.probabilities(&made, number, &pairs);
        let mut likely: Vec<_> =
            pairs.iter().map(|pair| pair.candidate).zip(likely).filter(|&(_, share)| share >= LEAST).collect();
        likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.push(likely);
    }
    out
}

/// Name, description, or the group of a pronoun.
fn class(it: &Found, word: &str) -> usize {
    match it.form {
        Form::Name => 0,
        Form::Description => 1,
        Form::Pronoun => 2 + pronoun(word).unwrap_or(3),
    }
}
