//! From scores to events: triggers, which of them tell of one event, and the fillers of its roles.
//!
//! Mirrors `training/sayso_training/events/read.py`.

use std::ops::Range;

use sayso_kernel::Scratch;

use crate::event::{EventKind, EventMark, Filler, FillerRole, IncidentKind};
use crate::network::{EventNetwork, EventScores, EventSight, INCIDENTS, KINDS, ROLE_LABELS, RoleScores};
use crate::settings::EventSettings;
use crate::sight;
use crate::token::Token;

/// A trigger is compared with so many before it at most.
const COMPARED: usize = 48;
/// Tokens that a filler takes in at most on either side of its surest.
const REACH: usize = 12;
/// Probabilities are kept so far from 0 and 1 before their logarithms are taken.
const LEAST: f32 = 1e-3;
/// Tokens that an event sees at most: roles are not looked for farther from its first trigger.
const MOST: usize = 1200;

/// The events of a text, in the order of their first triggers.
pub(crate) fn find(
    tokens: &[Token],
    scores: &EventScores,
    network: &EventNetwork,
    settings: &EventSettings,
    scratch: &mut Scratch,
) -> Vec<EventMark> {
    let mut found = incidents(scores, network, settings);
    let mut taken = vec![false; tokens.len()];
    found.iter().flat_map(|it| &it.triggers).for_each(|&trigger| taken[trigger] = true);
    found.extend(others(scores, &taken, settings));
    found.sort_by_key(|it| it.triggers[0]);

    let sights: Vec<EventSight> = found
        .iter()
        .map(|it| {
            let far = if it.incident.is_some() { settings.far } else { settings.near };
            let (first, last) = (it.triggers[0], it.triggers[it.triggers.len() - 1]);
            let low = first.saturating_sub(far);
            let high = (last + far + 1).min(tokens.len()).min(low + MOST);
            let triggers = it.triggers.iter().copied().filter(|&trigger| trigger < high).collect();
            EventSight { triggers, incident: it.incident.map_or(0, |kind| kind as usize + 1), seen: low..high }
        })
        .collect();
    let groups = sight::groups(&sights, |sight| sight.seen.len());
    let roles = groups.flat_map(|group| network.roles(&scores.near, group, scratch));

    let least = |it: &Found| if it.incident.is_some() { settings.roles } else { [settings.other_roles; ROLES] };
    let bytes = |range: &Range<usize>| tokens[range.start].bytes.start..tokens[range.end - 1].bytes.end;
    let mark = |((it, sight), roles): ((Found, &EventSight), RoleScores)| EventMark {
        triggers: runs(&it.triggers).iter().map(bytes).collect(),
        kind: it.kind,
        confidence: it.confidence,
        incident: it.incident,
        fillers: fillers(&roles, sight.seen.start, least(&it), settings.pull)
            .into_iter()
            .map(|filler| Filler { bytes: bytes(&filler.tokens), role: filler.role, confidence: filler.confidence })
            .collect(),
    };
    found.into_iter().zip(&sights).zip(roles).map(mark).collect()
}

/// Kinds of roles.
const ROLES: usize = FillerRole::ALL.len();

/// Triggers of one event.
struct Found {
    /// Tokens, in text order.
    triggers: Vec<usize>,
    kind: EventKind,
    confidence: f32,
    incident: Option<IncidentKind>,
}

/// Incidents: of each kind the probable triggers, grouped, where the surest of a group is sure enough. A trigger belongs to
/// its likeliest kind.
fn incidents(scores: &EventScores, network: &EventNetwork, settings: &EventSettings) -> Vec<Found> {
    let mut out = Vec::new();
    for (number, incident) in (1..).zip(IncidentKind::ALL) {
        let likely = |at: usize| scores.incidents[at * INCIDENTS + number];
        let tokens = scores.incidents.chunks_exact(INCIDENTS);
        let triggers: Vec<usize> = tokens
            .enumerate()
            .filter(|(_, token)| token[number] >= settings.incident && best(token) == number)
            .map(|(at, _)| at)
            .collect();
        for triggers in groups(&triggers, &scores.near, network, settings.same) {
            let confidence = triggers.iter().map(|&at| likely(at)).fold(0.0, f32::max);
            if confidence >= settings.surest {
                let kind = kind_of(&triggers, scores);
                out.push(Found { triggers, kind, confidence, incident: Some(incident) });
            }
        }
    }
    out
}

/// Other events: the probable triggers that no incident has. Which of them tell of one event the pair scorer does not know, since
/// it learnt from incidents; words side by side of one kind are one trigger.
fn others(scores: &EventScores, taken: &[bool], settings: &EventSettings) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (at, token) in scores.kinds.chunks_exact(KINDS).enumerate() {
        let confidence = 1.0 - token[0];
        if taken[at] || confidence < settings.kind {
            continue;
        }
        let kind = EventKind::ALL[best(&token[1..])];
        match out.last_mut() {
            Some(last) if last.kind == kind && at > 0 && last.triggers.ends_with(&[at - 1]) => {
                last.triggers.push(at);
                last.confidence = last.confidence.max(confidence);
            }
            _ => out.push(Found { triggers: vec![at], kind, confidence, incident: None }),
        }
    }
    out
}

/// The likeliest kind over some triggers.
fn kind_of(triggers: &[usize], scores: &EventScores) -> EventKind {
    let mut sums = [0.0; KINDS];
    for &at in triggers {
        sums.iter_mut().zip(&scores.kinds[at * KINDS..]).for_each(|(sum, share)| *sum += share);
    }
    EventKind::ALL[best(&sums[1..])]
}

/// Triggers that tell of one event: each joins the group whose members it most likely shares an event with on the average.
fn groups(triggers: &[usize], near: &[f32], network: &EventNetwork, least: f32) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(triggers.len());
    for (number, &trigger) in triggers.iter().enumerate() {
        let before = number.saturating_sub(COMPARED)..number;
        let pairs: Vec<_> = triggers[before.clone()].iter().map(|&other| (other, trigger)).collect();
        let likely = if pairs.is_empty() { Vec::new() } else { network.same(near, &pairs) };
        let mut sums: Vec<(usize, f32, f32)> = Vec::new();
        for (other, likely) in before.zip(likely) {
            let group = group_of[other];
            match sums.iter_mut().find(|(known, ..)| *known == group) {
                Some((_, sum, count)) => (*sum, *count) = (*sum + likely, *count + 1.0),
                None => sums.push((group, likely, 1.0)),
            }
        }
        let means = sums.into_iter().map(|(group, sum, count)| (group, sum / count));
        match means.max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((group, mean)) if mean >= least => {
                groups[group].push(trigger);
                group_of.push(group);
            }
            _ => {
                group_of.push(groups.len());
                groups.push(vec![trigger]);
            }
        }
    }
    groups
}

/// A filler over token numbers.
#[derive(Debug, PartialEq)]
struct FoundFiller {
    tokens: Range<usize>,
    role: FillerRole,
    confidence: f32,
}

/// The fillers in the scores of the tokens from number `low` on: about each token that is sure enough, the surest first, the
/// stretch whose borders and tokens are the likeliest together.
fn fillers(scores: &RoleScores, low: usize, least: [f32; ROLES], pull: f32) -> Vec<FoundFiller> {
    let (tokens, _) = scores.labels.as_chunks::<ROLE_LABELS>();
    let share = |at: usize, role: usize| tokens[at][1 + 2 * role] + tokens[at][2 + 2 * role];
    let mut sure: Vec<(f32, usize, usize)> = Vec::new();
    for at in 0..tokens.len() {
        let roles: [f32; ROLES] = std::array::from_fn(|role| share(at, role));
        let role = best(&roles);
        if roles[role] >= least[role] {
            sure.push((roles[role], at, role));
        }
    }
    sure.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (borders, _) = scores.borders.as_chunks::<2>();
    let mut taken = vec![false; tokens.len()];
    let mut out = Vec::new();
    for (confidence, at, role) in sure {
        if taken[at] {
            continue;
        }
        let odds = |token: usize| pull * log_odds(share(token, role));
        let free = |token: &usize| !taken[*token];
        let before = (at.saturating_sub(REACH)..at).rev().take_while(free);
        let first = border(at, before, |token| borders[token][0], |token| borders[token][1], odds);
        let after = (at + 1..tokens.len().min(at + 1 + REACH)).take_while(free);
        let last = border(at, after, |token| borders[token][1], |token| borders[token][0], odds);
        taken[first..=last].fill(true);
        out.push(FoundFiller { tokens: low + first..low + last + 1, role: FillerRole::ALL[role], confidence });
    }
    out.sort_by_key(|it| it.tokens.start);
    out
}

/// Where a filler ends on one side of token `at`, going over the tokens `beyond` it: going on, a token is no border on this side,
/// the next one none on the `other`, and is of the role by the `odds`.
fn border(
    at: usize,
    beyond: impl Iterator<Item = usize>,
    this: impl Fn(usize) -> f32,
    other: impl Fn(usize) -> f32,
    odds: impl Fn(usize) -> f32,
) -> usize {
    let log = |share: f32| share.clamp(LEAST, 1.0 - LEAST).ln();
    let (mut total, mut last) = (0.0, at);
    let (mut most, mut chosen) = (log(this(at)), at);
    for token in beyond {
        total += log(1.0 - this(last)) + log(1.0 - other(token)) + odds(token);
        last = token;
        let whole = total + log(this(token));
        if whole > most {
            (most, chosen) = (whole, token);
        }
    }
    chosen
}

/// Logarithm of a probability against its contrary.
fn log_odds(share: f32) -> f32 {
    let share = share.clamp(LEAST, 1.0 - LEAST);
    (share / (1.0 - share)).ln()
}

/// Which of some values is largest; the first of equal ones.
fn best(values: &[f32]) -> usize {
    (0..values.len()).rev().max_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap_or(0)
}

/// Consecutive token numbers as ranges.
fn runs(tokens: &[usize]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for &token in tokens {
        match out.last_mut() {
            Some(run) if run.end == token => run.end += 1,
            _ => out.push(token..token + 1),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores of tokens: role, its share, probabilities that the token is a filler's first and last.
    fn scores(tokens: &[(usize, f32, f32, f32)]) -> RoleScores {
        let labels = |&(role, share, ..): &(usize, f32, f32, f32)| {
            let mut out = [0.0; ROLE_LABELS];
            (out[0], out[2 + 2 * role]) = (1.0 - share, share);
            out
        };
        RoleScores {
            labels: tokens.iter().flat_map(labels).collect(),
            borders: tokens.iter().flat_map(|it| [it.2, it.3]).collect(),
        }
    }

    #[test]
    fn a_filler_reaches_its_likeliest_borders() {
        let tokens = [(0, 0.4, 0.9, 0.1), (0, 0.7, 0.1, 0.2), (0, 0.3, 0.0, 0.9), (0, 0.4, 0.1, 0.1)];
        let found = fillers(&scores(&tokens), 10, [0.5; ROLES], 0.5);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].tokens.clone(), found[0].role), (10..13, FillerRole::Individual));
    }

    #[test]
    fn a_border_parts_two_fillers_of_one_role() {
        let tokens = [(3, 0.9, 0.9, 0.9), (3, 0.9, 0.9, 0.9), (4, 0.8, 0.9, 0.9)];
        let found = fillers(&scores(&tokens), 0, [0.5; ROLES], 0.5);
        let spans: Vec<_> = found.iter().map(|it| (it.tokens.clone(), it.role)).collect();
        assert_eq!(spans, [(0..1, FillerRole::Victim), (1..2, FillerRole::Victim), (2..3, FillerRole::Instrument)]);
    }

    #[test]
    fn the_first_of_equal_values_is_best() {
        assert_eq!(best(&[0.1, 0.4, 0.4]), 1);
    }
}
