//! Readings of our own articles, as a person would write them down. Read the difference before accepting it.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use std::fmt::Write;
use std::path::Path;

use sayso_reading::{Document, Reader, Span};

fn words(spans: &[Span]) -> String {
    let parts: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join(" … ") }
}

fn written_down(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let reading = Reader::new().unwrap().read(Document::of_text(std::fs::read_to_string(path).unwrap()));
    let mut out = String::new();
    for statement in &reading.statements {
        let within = statement.within.as_ref().map(|id| format!(" in {id}")).unwrap_or_default();
        writeln!(out, "{}{within} [{:?}]", statement.id, statement.manner).unwrap();
        writeln!(out, "  who  {}", words(&statement.source.spans)).unwrap();
        writeln!(out, "  cue  {}", words(&statement.cue.spans)).unwrap();
        writeln!(out, "  what {}", words(&statement.content.spans)).unwrap();
    }
    out
}

/// The events of an article, as if it had been published on a Monday.
fn events(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let mut document = Document::of_text(std::fs::read_to_string(path).unwrap());
    document.published = Some("2024-01-29".to_owned());
    let reading = Reader::new().unwrap().read(document);
    let mut out = String::new();
    for event in &reading.events {
        let mode = event.mode.as_deref().unwrap_or("-");
        writeln!(out, "{} {:?} {mode} {:?} {:?}", event.id, event.event_type, event.stage, event.incident).unwrap();
        writeln!(out, "  told  {} in {}", words(&event.mentions), event.said_in.join(" ")).unwrap();
        for role in &event.roles {
            let actor = role.actor.as_deref().unwrap_or("-");
            writeln!(out, "  {:?} {} = {actor} {:?}", role.role, role.span.text, role.confidence).unwrap();
        }
        for count in [("killed", &event.killed), ("injured", &event.injured)] {
            if let (name, Some(it)) = count {
                writeln!(out, "  {name} {} = {:?}..{:?}", it.span.text, it.low, it.high).unwrap();
            }
        }
        for place in event.place.iter().chain(&event.further_places) {
            writeln!(out, "  place {} = {:?}", place.span.text, place.country).unwrap();
        }
        if let Some(time) = &event.time {
            writeln!(out, "  time  {} = {:?}..{:?}", time.span.text, time.start, time.end).unwrap();
        }
    }
    out
}

#[test]
fn events_of_the_border_strike() {
    insta::assert_snapshot!(events("border-strike.txt"));
}

#[test]
fn events_of_four_soldiers_killed() {
    insta::assert_snapshot!(events("four-soldiers-killed.txt"));
}

#[test]
fn border_strike() {
    insta::assert_snapshot!(written_down("border-strike.txt"));
}

#[test]
fn andural_denies() {
    insta::assert_snapshot!(written_down("andural-denies.txt"));
}

#[test]
fn the_light_over_the_ridge() {
    insta::assert_snapshot!(written_down("the-light-over-the-ridge.txt"));
}
