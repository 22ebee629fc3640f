//! The events of a reading for a person: a few lines each, armed incidents and other deeds first, deeds of words last.

use std::collections::HashMap;

use sayso_reading::{
    Confidence, Count, Event, Place, Reading, Role, days, event_kind, events_by_weight, interval, label,
};

use super::layout::wrapped;
use super::{HEADLINE, Look, SOFT, actor_name, painted};
use crate::terminal::clean::clean_line;

/// Columns before a line that says more of an event.
const INDENT: usize = 4;

/// The lines, none where there are no events.
pub(super) fn lines(reading: &Reading, look: Look) -> Vec<String> {
    if reading.events.is_empty() {
        return Vec::new();
    }
    let numbers: HashMap<&str, usize> =
        reading.statements.iter().map(|statement| statement.id.as_str()).zip(1..).collect();
    let mut out = vec![painted("EVENTS", HEADLINE, look.color)];
    for event in events_by_weight(reading) {
        let width = look.width.saturating_sub(INDENT).max(INDENT);
        let mut first = true;
        for line in wrapped(&told(event), width) {
            let lead = if first { format!("{:<INDENT$}", "·") } else { " ".repeat(INDENT) };
            first = false;
            out.push(lead + &line);
        }
        let more = [participants(reading, event), setting(event), said(event, &numbers)];
        for line in more.iter().filter(|line| !line.is_empty()).flat_map(|line| wrapped(line, width)) {
            out.push(" ".repeat(INDENT) + &painted(&line, SOFT, look.color));
        }
    }
    out
}

/// What happened, in words of the ontology and of the text.
fn told(event: &Event) -> String {
    let words: Vec<String> = event.words().iter().map(|span| clean_line(&span.text)).collect();
    format!("{}: {}", clean_line(&event_kind(event)), words.join(", "))
}

/// Who did it → to whom, with what.
fn participants(reading: &Reading, event: &Event) -> String {
    let names = |roles: &[Role]| -> Vec<String> {
        let chosen = event.roles.iter().filter(|it| roles.contains(&it.role));
        let name = |it: &sayso_reading::EventRole| {
            let name = it.actor.as_deref().and_then(|id| actor_name(reading, id));
            let doubt = it.confidence.filter(|confidence| *confidence != Confidence::Fact).map(label);
            let name = name.unwrap_or_else(|| clean_line(&it.span.text));
            doubt.map_or(name.clone(), |doubt| format!("{name} ({doubt})"))
        };
        chosen.map(name).collect()
    };
    let by = names(&Role::DOERS);
    let to = names(&Role::SUFFERERS);
    let with = names(&[Role::Instrument]);
    let mut out = Vec::new();
    if !by.is_empty() {
        out.push(format!("by {}", by.join(", ")));
    }
    if !to.is_empty() {
        out.push(format!("to {}", to.join(", ")));
    }
    if !with.is_empty() {
        out.push(format!("with {}", with.join(", ")));
    }
    out.join(" · ")
}

/// Where, when, how many.
fn setting(event: &Event) -> String {
    let mut out = Vec::new();
    let place = |place: &Place| {
        let country = place.country.as_deref().map_or(String::new(), |code| format!(" ({code})"));
        format!("{}{country}", clean_line(&place.span.text))
    };
    let places: Vec<String> = event.place.iter().chain(&event.further_places).map(place).collect();
    if !places.is_empty() {
        out.push(format!("at {}", places.join(", also given as ")));
    }
    if let Some(time) = &event.time {
        out.push(format!("{} ({})", clean_line(&time.span.text), clean_line(&days(time))));
    }
    let counted = |name: &str, own: &Option<Count>, further: &[Count]| {
        let told: Vec<String> = own.iter().chain(further).map(|count| clean_line(&interval(count))).collect();
        (!told.is_empty()).then(|| format!("{name} {}", told.join(", also given as ")))
    };
    out.extend(counted("killed", &event.killed, &event.further_killed));
    out.extend(counted("injured", &event.injured, &event.further_injured));
    out.join(" · ")
}

/// Which statements tell of it.
fn said(event: &Event, numbers: &HashMap<&str, usize>) -> String {
    if event.said_in.is_empty() {
        return "in the article's own voice".to_owned();
    }
    let told: Vec<String> =
        event.said_in.iter().filter_map(|id| numbers.get(id.as_str())).map(ToString::to_string).collect();
    format!("said in {}", told.join(", "))
}
