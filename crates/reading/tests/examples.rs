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
