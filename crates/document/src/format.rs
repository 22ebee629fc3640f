//! Which format an input is in.

use serde::de::IgnoredAny;

use crate::documents::Origin;
use crate::encoding;
use crate::error::{DocumentError, Place};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    Html,
    /// One JSON object a line.
    JsonLines,
    /// JSON objects laid out over several lines, or an array of objects.
    Json,
}

/// Tells the format from the content type, the name's extension and the first bytes.
///
/// A header or extension that says HTML or JSON is taken at its word. One that says plain text is not, since
/// servers say so of anything they do not know; then the first bytes decide.
pub(crate) fn sniff(head: &[u8], origin: &Origin, place: &Place) -> Result<Format, DocumentError> {
    if let Some((_, kind, mend)) = SIGNATURES.iter().find(|(signature, ..)| head.starts_with(signature)) {
        return Err(DocumentError::NotText { place: place.clone(), kind, mend });
    }
    let text = encoding::decode(head, None);
    let start = text.trim_start().as_bytes();
    let declared = origin.content_type.as_deref().and_then(of_content_type).or_else(|| of_extension(&origin.name));
    match declared {
        Some(Format::Json) => return Ok(json_arrangement(start)),
        Some(format) => return Ok(format),
        None => {}
    }
    if starts_with_any(start, &["{", "["]) && looks_like_json(start) {
        return Ok(json_arrangement(start));
    }
    if starts_with_any(start, &["<!doctype html", "<html", "<head", "<body", "<article", "<title", "<meta"]) {
        return Ok(Format::Html);
    }
    if starts_with_any(start, &["<?xml", "<rss", "<feed", "<!--"]) {
        return of_markup(start, place);
    }
    Ok(Format::Plain)
}

fn of_content_type(content_type: &str) -> Option<Format> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "application/json" | "text/json" => Some(Format::Json),
        "application/jsonl"
        | "application/json-lines"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

fn of_extension(name: &str) -> Option<Format> {
    // A URL's query is no part of its path's extension.
    let path = if name.contains("://") { name.split(['?', '#']).next().unwrap_or(name) } else { name };
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let file = file.strip_suffix(".gz").unwrap_or(&file);
    match file.rsplit_once('.')?.1 {
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "json" => Some(Format::Json),
        _ => None,
    }
}

/// Whether the input opens as an object or an array of objects does. A text may well open with a bracket.
fn looks_like_json(start: &[u8]) -> bool {
    let mut tokens = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    match (tokens.next(), tokens.next()) {
        (Some(b'{'), Some(b'"' | b'}')) => true,
        (Some(b'['), Some(b'{')) => matches!(tokens.next(), Some(b'"' | b'}')),
        _ => false,
    }
}

/// Objects on lines of their own can be told apart even where one is broken; objects that span lines and
/// arrays can only be told apart by their brackets.
fn json_arrangement(start: &[u8]) -> Format {
    if start.first() != Some(&b'{') {
        return Format::Json;
    }
    let Some(line) = start.iter().position(|&byte| byte == b'\n').map(|end| &start[..end]) else {
        return Format::JsonLines;
    };
    match serde_json::from_slice::<IgnoredAny>(line) {
        Err(error) if error.is_eof() => Format::Json,
        _ => Format::JsonLines,
    }
}

/// XML and leading comments: the first tag that says something decides.
fn of_markup(start: &[u8], place: &Place) -> Result<Format, DocumentError> {
    let head = String::from_utf8_lossy(start).to_ascii_lowercase();
    let found = |tags: &[&str]| tags.iter().any(|tag| head.contains(tag));
    if found(&["<html", "<!doctype html", "<body", "<head"]) {
        return Ok(Format::Html);
    }
    let (kind, mend) = if found(&["<rss", "<feed", "<rdf:rdf"]) {
        ("a news feed", "give the addresses of its articles instead")
    } else if head.starts_with("<?xml") {
        ("XML other than XHTML", "convert it to plain text or JSON lines first")
    } else {
        return Ok(Format::Html);
    };
    Err(DocumentError::NotText { place: place.clone(), kind, mend })
}

fn starts_with_any(bytes: &[u8], prefixes: &[&str]) -> bool {
    prefixes
        .iter()
        .any(|prefix| bytes.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes())))
}

const OFFICE: &str = "save it as plain text first";
const UNPACK: &str = "unpack it first and give the files inside";
const PICTURE: &str = "give the article's text, not its picture";

/// How files that are not text start, what they are and what to do about it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "convert it to text first, for instance with pdftotext"),
    (b"%!PS", "PostScript", "convert it to text first, for instance with ps2ascii"),
    (b"{\\rtf", "a rich-text document", OFFICE),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document", OFFICE),
    (b"PK\x03\x04", "a zip archive or Office document", "unpack it, or save it as plain text first"),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a rar archive", UNPACK),
    (b"\x1F\x8B", "a gzip archive inside another", UNPACK),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"\x7FELF", "a program", "give a file of text"),
    (b"SQLite format 3\0", "an SQLite database", "export its articles as JSON lines first"),
    (b"PAR1", "a Parquet file", "export its articles as JSON lines first"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(name: &str, content_type: Option<&str>, head: &str) -> Format {
        let origin = Origin { name: name.into(), url: None, content_type: content_type.map(str::to_owned) };
        let place = Place { name: name.into(), line: None };
        sniff(head.as_bytes(), &origin, &place).unwrap()
    }

    #[test]
    fn declarations_of_html_and_json_are_believed() {
        assert_eq!(sniffed("a.html", None, "Nothing but words"), Format::Html);
        assert_eq!(sniffed("https://herald.example/a", Some("Text/HTML; charset=utf-8"), "words"), Format::Html);
        assert_eq!(sniffed("https://herald.example/a.htm?x=b.json", None, "words"), Format::Html);
        assert_eq!(sniffed("a.ndjson.gz", None, "words"), Format::JsonLines);
        assert_eq!(sniffed("A.JSON", None, "[{}]"), Format::Json);
        assert_eq!(sniffed("x", Some("application/x-ndjson"), ""), Format::JsonLines);
    }

    #[test]
    fn otherwise_the_first_bytes_decide() {
        assert_eq!(sniffed("-", None, "\u{feff}  <!DOCTYPE HTML><p>Harrow Point"), Format::Html);
        assert_eq!(sniffed("a.txt", Some("text/plain"), "<html><body>"), Format::Html);
        assert_eq!(sniffed("-", None, "<?xml version=\"1.0\"?><html xmlns=\"x\">"), Format::Html);
        assert_eq!(sniffed("-", None, "{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), Format::JsonLines);
        assert_eq!(sniffed("-", None, "{\"text\": \"a line longer than the head"), Format::JsonLines);
        assert_eq!(sniffed("-", None, "{\n  \"text\": \"a\"\n}\n"), Format::Json);
        assert_eq!(sniffed("-", None, "[\n {\"text\": \"a\"}\n]"), Format::Json);
        assert_eq!(sniffed("-", None, "[Corrected] The mayor of Harrow Point said"), Format::Plain);
        assert_eq!(sniffed("-", None, "{sic} \"Quoted\""), Format::Plain);
        assert_eq!(sniffed("-", None, "<3 said the mayor"), Format::Plain);
        assert_eq!(sniffed("-", None, ""), Format::Plain);
    }

    #[test]
    fn other_kinds_of_file_are_named_with_a_mend() {
        let origin = Origin { name: "report.txt".into(), ..Origin::default() };
        let place = Place { name: "report.txt".into(), line: None };
        let message = |head: &[u8]| sniff(head, &origin, &place).unwrap_err().to_string();
        insta::assert_snapshot!(message(b"%PDF-1.7\n"), @"report.txt looks like a PDF, not like text; convert it to text first, for instance with pdftotext");
        insta::assert_snapshot!(message(b"PK\x03\x04\x14"), @"report.txt looks like a zip archive or Office document, not like text; unpack it, or save it as plain text first");
        insta::assert_snapshot!(message(b"<?xml version='1.0'?>\n<rss version='2.0'>"), @"report.txt looks like a news feed, not like text; give the addresses of its articles instead");
    }
}
