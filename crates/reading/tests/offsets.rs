//! Whatever the text, every span of a reading leads back to it.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_reading::{Document, Reader, Reading, Span};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

fn read(text: &str) -> Reading {
    READER.read(Document::of_text(text))
}

fn assert_spans_hold(reading: &Reading) {
    let points: Vec<char> = reading.document.text.chars().collect();
    let holds =
        |span: &Span| points[span.start..span.end].iter().collect::<String>() == span.text && span.start < span.end;
    for statement in &reading.statements {
        for role in [&statement.source.spans, &statement.cue.spans, &statement.content.spans] {
            assert!(role.iter().all(holds), "{statement:?}");
            assert!(role.windows(2).all(|pair| pair[0].end <= pair[1].start), "{statement:?}");
        }
        assert!(!statement.cue.spans.is_empty() && !statement.content.spans.is_empty(), "{statement:?}");
        if let Some(within) = &statement.within {
            assert!(reading.statements.iter().any(|other| &other.id == within && other.id != statement.id));
        }
    }
}

/// Sentences that attribute, broken up and mixed with whatever breaks tokens, quotations and offsets.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "The minister said that the bridge would reopen on Monday. ",
            "“We did not fire,” Colonel Tamás Őry told reporters, “and we will not.” ",
            "According to the Harbour Gazette, the group “declared that it hit three posts”. ",
            "Police said: \"No one was hurt.\" ",
            "She denied it, the agency reported 🚢. ",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["“", "”", "\"", "‘", "’", "\n\n", "\r\n", "\u{feff}", "\0", "🇺🇳", "e\u{301}", "ﷺ", "…"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn spans_hold_in_any_text(text in prose()) {
        let reading = read(&text);
        prop_assert_eq!(&reading.document.text, &text);
        assert_spans_hold(&reading);
    }
}

#[test]
fn a_text_without_one_full_stop_is_read() {
    let text = "The mayor said that the river would rise and ".repeat(400);
    let reading = read(&text);
    assert_spans_hold(&reading);
    assert!(reading.statements.len() > 50, "{}", reading.statements.len());
}

#[test]
fn no_statement_is_lost_where_windows_meet() {
    // Each paragraph has one statement; windows are cut somewhere between them, or inside them.
    let paragraph =
        "The dam above the old town had held for ninety years without a crack, Inspector Vale said on Friday.\n\n";
    let reading = read(&paragraph.repeat(120));
    let found = reading
        .statements
        .iter()
        .filter(|statement| statement.source.spans.iter().any(|span| span.text.contains("Vale")));
    assert_eq!(found.count(), 120);
}

#[test]
fn a_text_reads_the_same_whatever_was_read_before() {
    let text = "“The talks go on,” the envoy said, according to the Sarn Gazette.";
    let alone = read(text);
    read(&"Ministers denied that they had met. ".repeat(50));
    assert_eq!(read(text), alone);
}

#[test]
fn nothing_is_said_in_an_empty_text() {
    assert!(read("").statements.is_empty());
    assert!(read(" \n\n ").statements.is_empty());
}
