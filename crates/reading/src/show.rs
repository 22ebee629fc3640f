//! How statements and events are shown to a person, wherever they are: stretches as one, the order of events, and their kinds, numbers
//! and days in words.

use sayso_document::Span;

use crate::contract::{Count, Event, EventTime, EventType, Reading, Stage};
use crate::label::label;

/// The words of several stretches, with an ellipsis where the text goes on between them.
pub fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// What kind of event in words of the ontology: type, mode, incident, and the stage where it was not carried out.
pub fn event_kind(event: &Event) -> String {
    let mut kind = vec![label(event.event_type)];
    kind.extend(event.mode.clone());
    kind.extend(event.incident.map(label));
    if event.stage != Stage::Accomplished {
        kind.push(label(event.stage));
    }
    kind.join(" · ")
}

/// The events of a reading, armed incidents first, then other deeds, then words; those of one weight in the order of the text.
pub fn events_by_weight(reading: &Reading) -> Vec<&Event> {
    let mut events: Vec<&Event> = reading.events.iter().collect();
    events.sort_by_key(|event| match event.event_type {
        _ if event.incident.is_some() => 0,
        EventType::Assault => 1,
        EventType::Coerce | EventType::Protest | EventType::Mobilize | EventType::Sanction => 2,
        EventType::Retreat | EventType::Aid | EventType::Cooperate | EventType::Consult => 3,
        _ => 4,
    });
    events
}

/// A number as an interval: `4`, `24 to 99 (“dozens”)`, `at least 12`.
pub fn interval(count: &Count) -> String {
    let words = &count.span.text;
    match (count.low, count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high} (“{words}”)"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => format!("“{words}”"),
    }
}

/// The days that a time can mean: `2024-01-28`, `2024-01-27–2024-01-28`.
pub fn days(time: &EventTime) -> String {
    match (time.start.as_deref(), time.end.as_deref()) {
        (Some(start), Some(end)) if start == end => start.to_owned(),
        (start, end) => format!("{}–{}", start.unwrap_or_default(), end.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_say_what_their_words_leave_open() {
        let count = |words: &str, low, high| {
            interval(&Count { span: Span { start: 0, end: 0, text: words.to_owned() }, low, high })
        };
        assert_eq!(count("four", Some(4), Some(4)), "4");
        assert_eq!(count("dozens", Some(24), Some(99)), "24 to 99 (“dozens”)");
        assert_eq!(count("at least 12", Some(12), None), "at least 12");
        assert_eq!(count("up to 40", None, Some(40)), "at most 40");
        assert_eq!(count("people", None, None), "“people”");
    }
}
