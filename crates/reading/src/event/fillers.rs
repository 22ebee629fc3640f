//! The words in an event's roles: snapped to whole mentions, each actor once in a role.

use std::ops::Range;

use sayso_model::{EventMark, Filler, FillerRole, Form};
use sayso_value::number::numbers;

use super::complement::is_done_to;
use super::kind::is_verbal;
use super::{CastRole, Told};
use crate::cast::CastMention;
use crate::contract::{ActorKind, EventType, Role};
use crate::group_noun::is_group_noun;
use crate::word::words;

/// The roles of one event. `speaker` is the statement whose cue tells of it.
pub(super) fn roles(told: &Told, mark: &EventMark, event_type: EventType, speaker: Option<usize>) -> Vec<CastRole> {
    let mut by_certainty: Vec<&Filler> = mark.fillers.iter().collect();
    by_certainty.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.bytes.start.cmp(&b.bytes.start)));
    let mut out: Vec<CastRole> = Vec::new();
    if let Some(speaker) = speaker
        && is_verbal(event_type)
        && let Some(source) = told.found[speaker].source.first()
    {
        let actor = told.sources[speaker].actor;
        out.push(CastRole { bytes: source.clone(), role: Role::Actor, actor, confidence: None });
    }
    for filler in by_certainty {
        let part = if is_object(told.layout.text, mark, filler) || is_struck(told.layout.text, mark, filler) {
            suffering(filler.role)
        } else {
            filler.role
        };
        let Some(role) = role_of(part, !is_verbal(event_type)) else { continue };
        if role == Role::Actor && !out.is_empty() && speaker.is_some() && is_verbal(event_type) {
            continue;
        }
        let Some((bytes, actor)) = place(told, filler) else { continue };
        // An outlet tells of deeds and does none.
        let outlet = told.kind_of(actor) == Some(ActorKind::Outlet);
        if outlet && !is_verbal(event_type) && Role::DOERS.contains(&role) {
            continue;
        }
        let same = |other: &CastRole| {
            other.bytes.start < bytes.end && bytes.start < other.bytes.end
                || other.role == role
                    && (actor.is_some() && other.actor == actor || repeats(told.layout.text, &other.bytes, &bytes))
        };
        if !out.iter().any(same) {
            out.push(CastRole { bytes, role, actor, confidence: None });
        }
    }
    out.sort_by_key(|role| (role.bytes.start, role.bytes.end));
    out
}

/// The role, in the terms of armed incidents for a `deed`: [`settle`] has the last word.
fn role_of(role: FillerRole, deed: bool) -> Option<Role> {
    Some(match role {
        FillerRole::Individual if deed => Role::PerpetratorIndividual,
        FillerRole::Organisation if deed => Role::PerpetratorOrganisation,
        FillerRole::Target if deed => Role::PhysicalTarget,
        FillerRole::Victim if deed => Role::Victim,
        FillerRole::Individual | FillerRole::Organisation => Role::Actor,
        FillerRole::Target | FillerRole::Victim => Role::Recipient,
        FillerRole::Instrument => Role::Instrument,
        FillerRole::Place | FillerRole::Time => return None,
    })
}

/// The role in the terms of the contract: only armed incidents have perpetrators, victims and targets.
pub(super) fn settle(role: Role, incident: bool) -> Role {
    match role {
        _ if incident => role,
        Role::PerpetratorIndividual | Role::PerpetratorOrganisation => Role::Actor,
        Role::PhysicalTarget | Role::Victim => Role::Recipient,
        role => role,
    }
}

/// Whether a filler is what a noun of a deed has after its "of": "the killing of three soldiers".
fn is_object(text: &str, mark: &EventMark, filler: &Filler) -> bool {
    mark.triggers.iter().filter(|trigger| trigger.end < filler.bytes.start).any(|trigger| {
        let noun = text[trigger.clone()].to_lowercase();
        let near = filler.bytes.start - trigger.end < 40 && is_done_to(&noun);
        near && {
            let between = words(text, &(trigger.end..filler.bytes.start));
            let leads = between.first().is_some_and(|word| word.is(&["of"]));
            leads && between.len() <= 4 && !between[1..].iter().any(|word| word.is_mark() || word.is_border())
        }
    })
}

/// Forms of "be" and "have" between who suffered and the participle.
const AUXILIARIES: [&str; 12] =
    ["was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "also", "reportedly"];

/// Whether the clause says that a filler suffered: "thirty rebels were killed", "two of them died", "killing 13 rebels".
fn is_struck(text: &str, mark: &EventMark, filler: &Filler) -> bool {
    // As headlines say it: "Four soldiers killed in attack".
    let end = text.ceil_char_boundary(text.len().min(filler.bytes.end + 24));
    let behind = words(text, &(filler.bytes.end..end));
    let struck = matches!(&behind[..], [participle, preposition, ..]
        if participle.is(&["killed", "wounded", "injured", "slain", "dead"])
            && preposition.is(&["in", "at", "by", "as", "after", "when", "during", "near"]));
    if struck {
        return true;
    }
    mark.triggers.iter().any(|trigger| {
        let word = text[trigger.clone()].to_lowercase();
        if trigger.end <= filler.bytes.start && filler.bytes.start - trigger.end < 40 {
            let between = words(text, &(trigger.end..filler.bytes.start));
            let object = ["killing", "wounding", "injuring", "maiming"].contains(&word.as_str());
            return object
                && between.len() <= 3
                && !between.iter().any(|it| it.is_mark() || it.is_border() && !it.is(&["over"]));
        }
        if filler.bytes.end > trigger.start || trigger.start - filler.bytes.end > 40 {
            return false;
        }
        let between = words(text, &(filler.bytes.end..trigger.start));
        let joined = between.len() <= 3 && between.iter().all(|it| it.is(&AUXILIARIES));
        let passive = between.iter().any(|it| it.is(&["was", "were", "is", "are", "be", "been", "being"]));
        let participle =
            ["killed", "wounded", "injured", "murdered", "slain", "hurt", "executed"].contains(&word.as_str());
        joined && (participle && passive || ["died", "die", "dies", "perished"].contains(&word.as_str()))
    })
}

/// The part of one to whom it was done, of one who did it.
fn suffering(role: FillerRole) -> FillerRole {
    match role {
        FillerRole::Individual => FillerRole::Victim,
        FillerRole::Organisation => FillerRole::Target,
        other => other,
    }
}

/// The words of a filler, a name that it cuts made whole, and its actor. A pronoun stands for the nearest name or description of its
/// actor; one of nobody known is no filler.
fn place(told: &Told, filler: &Filler) -> Option<(Range<usize>, Option<usize>)> {
    let text = told.layout.text;
    let bytes = trimmed(text, &filler.bytes)?;
    let near = overlapping(told, &bytes);
    // The mention that ends with the filler's head, else the longest name in it.
    let head = near.iter().filter(|it| it.bytes.end == bytes.end).max_by_key(|it| it.bytes.len().min(bytes.len()));
    if let Some(pronoun) = near.iter().find(|it| it.form == Form::Pronoun && it.bytes == bytes) {
        let actor = pronoun.actor?;
        let others = told.cast.mentions.iter().filter(|it| it.actor == Some(actor) && it.form != Form::Pronoun);
        let best = others.min_by_key(|it| (it.form != Form::Name, it.bytes.start.abs_diff(bytes.start)))?;
        return Some((best.bytes.clone(), Some(actor)));
    }
    // A bare number is how many, not who.
    if numbers(&text[bytes.clone()]).first().is_some_and(|it| it.bytes.len() == bytes.len()) {
        return None;
    }
    if RELATIVE.contains(&text[bytes.clone()].to_lowercase().as_str()) {
        return None;
    }
    // A name that goes on beyond the filler. Descriptions are left: the model's own borders are better for them.
    let cut = near.iter().find(|it| {
        it.form == Form::Name
            && (it.bytes.start < bytes.start || bytes.end < it.bytes.end)
            && it.bytes.len() > bytes.len()
    });
    if let Some(name) = cut {
        let whole = name.bytes.start.min(bytes.start)..name.bytes.end.max(bytes.end);
        return Some((trimmed(text, &whole)?, name.actor));
    }
    // "The Shield terrorists" are the Shield's.
    if near.is_empty()
        && !told.capitals
        && is_group_noun(&text[bytes.clone()].to_lowercase())
        && let Some(name) =
            told.cast.mentions.iter().rfind(|it| it.bytes.end + 1 == bytes.start && it.form == Form::Name)
    {
        return Some((name.bytes.start..bytes.end, name.actor));
    }
    let actor = match head {
        Some(mention) => mention.actor,
        None => near.iter().filter(|it| it.form == Form::Name).max_by_key(|it| it.bytes.len()).and_then(|it| it.actor),
    };
    Some((bytes, actor))
}

/// Words that stand for others without being a mention.
const RELATIVE: [&str; 13] =
    ["more", "who", "whom", "which", "that", "whose", "i", "we", "you", "us", "others", "those", "this"];

fn overlapping<'a>(told: &'a Told, bytes: &Range<usize>) -> Vec<&'a CastMention> {
    let mentions = &told.cast.mentions;
    let first = mentions.partition_point(|it| it.bytes.start + 200 < bytes.start);
    let near = mentions[first..].iter().take_while(|it| it.bytes.start < bytes.end);
    near.filter(|it| it.bytes.end > bytes.start).collect()
}

/// Without article, quotation marks and marks at the ends; `None` where nothing is left.
fn trimmed(text: &str, bytes: &Range<usize>) -> Option<Range<usize>> {
    let words = words(text, bytes);
    let out = |word: &&crate::word::Word| word.is_mark() || word.is(&["a", "an", "the", "'s", "of", "and"]);
    let first = words.iter().find(|word| !out(word))?;
    let last = words.iter().rev().find(|word| !out(word))?;
    Some(first.bytes.start..last.bytes.end)
}

/// Whether one of two fillers says only what the other does.
fn repeats(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let said = |range: &Range<usize>| -> Vec<String> {
        words(text, range).into_iter().filter(|word| !word.is_mark()).map(|word| word.lower).collect()
    };
    let (one, other) = (said(one), said(other));
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}
