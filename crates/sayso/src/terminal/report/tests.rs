//! Reports as they stand on a terminal.

use super::*;

#[path = "../../../../pages/tests/fixture/mod.rs"]
mod fixture;

use fixture::depot;

const TOOK: Duration = Duration::from_millis(12);

fn at(width: usize) -> String {
    report(&depot(), "depot.txt", Some(TOOK), Look { width, color: false })
}

#[test]
fn eighty_columns() {
    insta::assert_snapshot!(at(80));
}

#[test]
fn a_wide_terminal() {
    insta::assert_snapshot!(at(160));
}

#[test]
fn a_narrow_terminal() {
    insta::assert_snapshot!(at(40));
}

#[test]
fn in_color() {
    let look = Look { width: 100, color: true };
    let mut reading = depot();
    reading.statements.truncate(4);
    insta::assert_snapshot!(report(&reading, "depot.txt", Some(TOOK), look).replace('\u{1b}', "␛"));
}

#[test]
fn color_changes_no_words() {
    let look = Look { width: 100, color: true };
    let colored = report(&depot(), "depot.txt", Some(TOOK), look);
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("a style ends").1;
    }
    plain.push_str(rest);
    assert_eq!(plain, at(100));
}

#[test]
fn nothing_found() {
    let mut reading = depot();
    reading.statements.clear();
    reading.events.clear();
    reading.document.title = None;
    insta::assert_snapshot!(report(&reading, "depot.txt", Some(TOOK), Look { width: 80, color: false }));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in LEAST_WIDTH..200 {
        for line in at(width).lines() {
            let taken = textwrap::core::display_width(line);
            assert!(taken <= width, "{taken} columns of {width}: {line}");
        }
    }
}

#[test]
fn a_hostile_document_cannot_write_escape_sequences() {
    let mut reading = depot();
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\r\u{202e}x".to_owned();
    reading.document.title = Some(hostile.clone());
    reading.document.outlet = Some(hostile.clone());
    reading.document.published = Some(hostile.clone());
    reading.actors[0].name = hostile.clone();
    for statement in &mut reading.statements {
        statement.cue.spans[0].text = hostile.clone();
        statement.content.spans[0].text = hostile.clone();
        statement.source.spans.iter_mut().for_each(|span| span.text = hostile.clone());
        statement.via.iter_mut().for_each(|carrier| carrier.span.text = hostile.clone());
    }
    for width in [40, 120] {
        let text = report(&reading, &hostile, Some(TOOK), Look { width, color: false });
        let bad = text.chars().find(|&c| c != '\n' && (c.is_control() || c == '\u{202e}'));
        assert_eq!(bad, None, "{text}");
    }
}

#[test]
fn figures_are_grouped() {
    assert_eq!(counted(1, "word"), "1 word");
    assert_eq!(counted(0, "word"), "0 words");
    assert_eq!(counted(123, "word"), "123 words");
    assert_eq!(counted(1_234_567, "word"), "1,234,567 words");
    assert_eq!(elapsed(Duration::from_millis(999)), "999 ms");
    assert_eq!(elapsed(Duration::from_millis(1250)), "1.2 s");
}
