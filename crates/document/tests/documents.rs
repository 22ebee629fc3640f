//! Inputs of every kind, as the binary hands them over.

use std::io::{self, Cursor, Read};

use sayso_document::{Document, DocumentError, Documents, Limits, Origin};

fn open(bytes: impl Into<Vec<u8>>, name: &str, limit: usize) -> Documents {
    let origin = Origin { name: name.into(), ..Origin::default() };
    Documents::open(Box::new(Cursor::new(bytes.into())), origin, Limits { document_bytes: limit })
}

fn read(bytes: impl Into<Vec<u8>>, name: &str) -> Vec<Result<Document, DocumentError>> {
    open(bytes, name, Limits::default().document_bytes).collect()
}

/// The one document or error in an input.
fn only(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Document, DocumentError> {
    let mut all = read(bytes, name);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// Documents as their texts and errors as their messages, one a line.
fn summary(results: &[Result<Document, DocumentError>]) -> String {
    let lines = results.iter().map(|result| match result {
        Ok(document) => format!("{}: {}", document.id, document.text),
        Err(error) => format!("error: {error}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn plain_text_is_unchanged() {
    let text = "Mayor leaves Tarvos\r\n\r\n  She left,\ttwo aides said. \r\n";
    let document = only(format!("\u{feff}{text}"), "mayor.txt").unwrap();
    assert_eq!(document.text, text);
    assert_eq!(document.title.as_deref(), Some("Mayor leaves Tarvos"));
    assert!(document.id.starts_with("sha256:"));
    assert!(document.is_english());
}

#[test]
fn plain_text_in_other_encodings() {
    let text = "“We won’t leave the café,” the mayor of Tarvos said – twice.";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(only(utf_16, "a.txt").unwrap().text, text);
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    assert_eq!(only(windows, "a.txt").unwrap().text, text);
}

#[test]
fn the_header_names_the_encoding() {
    let origin = Origin {
        name: "https://herald.example/a".into(),
        url: Some("https://herald.example/a".into()),
        content_type: Some("text/plain; charset=koi8-r".into()),
    };
    let bytes = b"\xED\xFC\xF2 said so.";
    let mut documents = Documents::open(Box::new(bytes.as_slice()), origin, Limits::default());
    let document = documents.next().unwrap().unwrap();
    assert_eq!(document.text, "МЭР said so.");
    assert_eq!(document.url.as_deref(), Some("https://herald.example/a"));
}

#[test]
fn what_is_no_text_is_refused() {
    let refused = |bytes: &[u8], name| summary(&read(bytes, name));
    insta::assert_snapshot!(
        [
            refused(b"", "empty.txt"),
            refused(b" \n\t\r\n", "blank.txt"),
            refused(b"\xEF\xBB\xBF", "mark.txt"),
            refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "chart.txt"),
            refused(b"some words\0\x01\x02and others", "core"),
            refused(b"", "empty.html"),
            refused(b"\n\n", "empty.jsonl"),
            refused(b"[]", "empty.json"),
            refused(b"<html></html>", "bare.html"),
        ]
        .join("\n")
    );
}

/// An endless input that counts what is taken from it.
struct Endless(std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'a');
        self.0.fetch_add(buffer.len(), std::sync::atomic::Ordering::Relaxed);
        Ok(buffer.len())
    }
}

#[test]
fn a_file_over_the_limit_is_refused_without_being_read() {
    for name in ["huge.txt", "huge.html"] {
        let taken = std::sync::Arc::default();
        let origin = Origin { name: name.into(), ..Origin::default() };
        let mut documents = Documents::open(
            Box::new(Endless(std::sync::Arc::clone(&taken))),
            origin,
            Limits { document_bytes: 1 << 20 },
        );
        let error = documents.next().unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "{name} is larger than the 1 MiB allowed for one document; split it into its articles, for instance as JSON lines with one article a line"
            )
        );
        assert!(taken.load(std::sync::atomic::Ordering::Relaxed) <= 3 << 20);
        assert!(documents.next().is_none());
    }
}

#[test]
fn json_lines_go_on_behind_bad_ones() {
    let lines = r#"{"id": "a", "text": "One.", "title": "First", "outlet": "Herald", "authors": ["Ana Brel"], "published": "2031-04-05", "url": "https://herald.example/a", "extra": [1]}

{"id": 7, "text": "Two.", "url": "javascript:alert(1)", "published": null}
not json
{"title": "no text"}
{"text": "   "}
{"text": ["wrong"]}
{"text": "unfinished
{"text": "Eight."}"#;
    let results = read(lines, "batch.jsonl");
    insta::assert_snapshot!(summary(&results));
    insta::assert_json_snapshot!(results[0].as_ref().unwrap());
    assert_eq!(results[1].as_ref().unwrap().url, None);
}

#[test]
fn a_json_line_over_the_limit_is_skipped() {
    let lines = format!(
        "{{\"id\":\"a\",\"text\":\"One.\"}}\n{{\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"Two.\"}}\n",
        "x".repeat(300_000)
    );
    let results: Vec<_> = open(lines, "-", 1_000).collect();
    insta::assert_snapshot!(summary(&results));
}

#[test]
fn one_json_object_or_an_array_of_them() {
    let object = "{\n  \"id\": \"a\",\n  \"text\": \"A {brace\\\" and ] bracket.\"\n}\n";
    insta::assert_snapshot!(summary(&read(object, "one.json")), @r#"a: A {brace" and ] bracket."#);
    let array = "[\n {\"id\": 1, \"text\": \"One.\"}, {\"id\": 2, \"text\": \"Two.\"},\n 7,\n {\"id\": 3,\n  \"text\": [{}]},\n {\"id\": 4, \"text\": \"Four.\"}\n]\n";
    insta::assert_snapshot!(summary(&read(array, "all.json")));
    insta::assert_snapshot!(summary(&read("{\"id\": 1, \"text\": \"cut", "cut.json")));
    let utf_16: Vec<u8> = object.encode_utf16().flat_map(u16::to_le_bytes).collect();
    insta::assert_snapshot!(summary(&read(utf_16, "wide.json")));
}

#[test]
fn gzip_is_unpacked() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n").unwrap();
    let packed = encoder.finish().unwrap();
    assert_eq!(summary(&read(packed.clone(), "batch.jsonl.gz")), "a: One.\nb: Two.");
    let cut = read(&packed[..packed.len() - 12], "batch.jsonl.gz");
    assert!(matches!(cut.last(), Some(Err(DocumentError::Read { .. }))), "{cut:?}");
}

/// A failing input, such as a directory or a broken connection.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::ConnectionReset, "connection reset by peer"))
    }
}

#[test]
fn a_broken_input_ends_after_one_error() {
    let whole = Cursor::new("{\"text\": \"One.\"}\n{\"text\": \"Tw".repeat(600));
    for input in [Box::new(Broken) as Box<dyn Read + Send>, Box::new(whole.chain(Broken))] {
        let origin = Origin { name: "wire.jsonl".into(), ..Origin::default() };
        let mut results: Vec<_> = Documents::open(input, origin, Limits::default()).collect();
        let last = results.pop().unwrap().unwrap_err().to_string();
        assert!(
            last.ends_with("could not be read (connection reset by peer); check that it is complete and readable"),
            "{last}"
        );
        assert!(results.iter().all(|result| !matches!(result, Err(DocumentError::Read { .. }))));
    }
}
