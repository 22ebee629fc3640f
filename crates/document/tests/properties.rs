//! What holds of every text and of every input, whatever is in it.

use std::io::Cursor;

use proptest::collection::vec;
use proptest::prelude::*;
use sayso_document::{CodePoints, Documents, Limits, Origin};

/// Texts whose characters have one to four bytes, long enough for several of the table's steps.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z .]{0,300}",
        vec(
            prop_oneof![Just('a'), Just('é'), Just('“'), Just('𝕏'), Just('\r'), Just('\u{301}'), any::<char>()],
            0..300
        )
        .prop_map(String::from_iter),
    ]
}

proptest! {
    #[test]
    fn code_points_count_as_characters_do(text in texts()) {
        let points = CodePoints::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.at_byte(byte), point);
            prop_assert_eq!(points.to_byte(point), byte);
        }
        let count = text.chars().count();
        for beyond in 0..3 {
            prop_assert_eq!(points.at_byte(text.len() + beyond), count);
            prop_assert_eq!(points.to_byte(count + beyond), text.len());
        }
    }

    #[test]
    fn any_offset_is_safe(text in texts(), byte in 0usize..1_500) {
        let before = text.char_indices().filter(|(at, c)| at + c.len_utf8() <= byte).count();
        prop_assert_eq!(CodePoints::new(&text).at_byte(byte), before);
    }

    #[test]
    fn spans_hold_their_words(text in texts(), start in 0usize..1_500, length in 0usize..40) {
        let range = start..start + length;
        let span = CodePoints::new(&text).span(range.clone());
        prop_assert_eq!(span.is_some(), text.get(range).is_some());
        if let Some(span) = span {
            let words: String = text.chars().skip(span.start).take(span.end - span.start).collect();
            prop_assert_eq!(words, span.text);
        }
    }
}

/// Bytes that get past the sniffing and into each of the readers, and bytes of no kind.
fn inputs() -> impl Strategy<Value = Vec<u8>> {
    let starts: [&[u8]; 12] = [
        b"",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\xEF\xBB\xBF",
        b"\x1f\x8b\x08",
        b"<!doctype html>",
        b"<html><p>",
        b"<?xml ",
        b"{\"text\":\"",
        b"{\n",
        b"[{\"text\":",
        b"%PDF",
    ];
    let pieces = prop_oneof![
        vec(any::<u8>(), 0..60),
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<table>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "<meta charset=utf-16>",
            "<b a='",
            "\"}\n",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\n",
            "\r\n",
            "&#xD800;",
            "&amp",
            "\0",
            "“She said so,” he said. ",
            "\u{feff}",
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":",
            "<time datetime='2031-04-05'>",
            "{\"text\":\"One.\"}",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    (proptest::sample::select(starts.to_vec()), vec(pieces, 0..24))
        .prop_map(|(start, pieces)| [start.to_vec(), pieces.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Every input comes to something and to an end; whatever document is in it has text, an id and a language; every message
    /// names the input.
    #[test]
    fn any_input_is_read_or_refused(
        bytes in inputs(),
        name in proptest::sample::select(vec!["a", "a.txt", "a.html", "a.json", "a.jsonl", "a.gz"]),
        content_type in proptest::sample::select(vec![None, Some("text/html; charset=shift_jis"), Some("application/json"), Some(";=,")]),
        limit in prop_oneof![0usize..400, Just(1 << 20)],
    ) {
        let origin = Origin { name: name.into(), url: None, content_type: content_type.map(str::to_owned) };
        let length = bytes.len();
        let documents = Documents::open(Box::new(Cursor::new(bytes)), origin, Limits { document_bytes: limit });
        let mut count = 0;
        for result in documents {
            count += 1;
            match result {
                Ok(document) => {
                    prop_assert!(!document.text.trim().is_empty());
                    prop_assert!(!document.id.is_empty());
                    prop_assert!(!document.language.is_empty());
                    prop_assert!(document.title.is_none_or(|title| !title.trim().is_empty()));
                }
                Err(error) => {
                    let message = error.to_string();
                    prop_assert!(message.contains(name), "{}", message);
                    prop_assert!(!message.contains("breaks the extractor"), "the extractor panicked");
                }
            }
            prop_assert!(count <= length + 1, "it does not end");
        }
prop_assert!(count > 0, "nothing came of it");
    }
}
