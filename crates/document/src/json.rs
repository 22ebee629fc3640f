//! Documents as JSON objects: one a line, or set out otherwise.

use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;

use crate::error::{DocumentError, Place};
use crate::{Document, date, document, gzip, language};

/// How the objects are set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// One a line.
    Lines,
    /// In an array, or one after the other, each over any number of lines.
    Values,
}

/// The documents of a JSON input, which is read as they are asked for.
pub(crate) struct Records {
    input: BufReader<Box<dyn Read + Send>>,
    arrangement: Arrangement,
    place: Place,
    limit: usize,
    /// The line that the next byte is on.
    line: u64,
    started: bool,
    /// Whether there has been anything in the input yet.
    any: bool,
    failed: bool,
}

/// The bytes of one object and the line that it starts on; `None` where it is over the limit.
struct Piece {
    bytes: Option<Vec<u8>>,
    line: u64,
}

impl Records {
    pub(crate) fn new(input: Box<dyn Read + Send>, arrangement: Arrangement, place: Place, limit: usize) -> Self {
        let input = BufReader::with_capacity(64 << 10, input);
        Self { input, arrangement, place, limit, line: 1, started: false, any: false, failed: false }
    }

    fn at(&self, line: u64) -> Place {
        Place { line: Some(line), ..self.place.clone() }
    }

    /// Drops a byte order mark, and refuses those that mean UTF-16.
    fn start(&mut self) -> Result<(), DocumentError> {
        let failed = |source| gzip::read_error(source, &self.place);
        let head = self.input.fill_buf().map_err(failed)?;
        let encoding = match head {
            [0xFF, 0xFE, ..] | [_, 0, ..] => "UTF-16LE",
            [0xFE, 0xFF, ..] | [0, ..] => "UTF-16BE",
            [0xEF, 0xBB, 0xBF, ..] => {
                self.input.consume(3);
                return Ok(());
            }
            _ => return Ok(()),
        };
        Err(DocumentError::JsonEncoding { place: self.place.clone(), encoding })
    }

    fn next_piece(&mut self) -> std::io::Result<Option<Piece>> {
        let mut splitter = Splitter::new(self.arrangement, self.limit, self.line);
        loop {
            let available = match self.input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok(splitter.finish());
            }
            let (used, done) = splitter.feed(available);
            self.input.consume(used);
            self.line = splitter.line;
            if done {
                return Ok(splitter.finish());
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        if !std::mem::replace(&mut self.started, true)
            && let Err(error) = self.start()
        {
            self.failed = true;
            return Some(Err(error));
        }
        let piece = self.next_piece();
        let empty = matches!(piece, Ok(None)) && !self.any;
        self.any = true;
        match piece {
            Ok(None) if empty => Some(Err(DocumentError::Empty { place: self.place.clone() })),
            Ok(Some(Piece { bytes: Some(bytes), line })) => Some(read(&bytes, self.at(line))),
            Ok(Some(Piece { bytes: None, line })) => {
                Some(Err(DocumentError::TooLarge { place: self.at(line), limit: self.limit }))
            }
            Ok(None) => None,
            Err(source) => {
                self.failed = true;
                Some(Err(gzip::read_error(source, &self.at(self.line))))
            }
        }
    }
}

/// Cuts the input into objects. What goes wrong in one of them stays in it: lines end at their line's end, other
/// values where their brackets close, and what lies between values runs to the next `{` or line.
struct Splitter {
    arrangement: Arrangement,
    limit: usize,
    /// The line that the next byte is on.
    line: u64,
    /// The line that the piece starts on; 0 before it has started.
    first_line: u64,
    bytes: Vec<u8>,
    too_large: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Splitter {
    fn new(arrangement: Arrangement, limit: usize, line: u64) -> Self {
        Self {
            arrangement,
            limit,
            line,
            first_line: 0,
            bytes: Vec::new(),
            too_large: false,
            depth: 0,
            in_string: false,
            escaped: false,
        }
    }

    /// Takes from `available` what belongs to this piece: how many bytes those are and whether it is complete.
    fn feed(&mut self, available: &[u8]) -> (usize, bool) {
        let mut start = 0;
        for (at, &byte) in available.iter().enumerate() {
            if self.first_line == 0 {
                if self.is_between(byte) {
                    self.line += u64::from(byte == b'\n');
                    continue;
                }
                self.first_line = self.line;
                start = at;
            } else if self.ends_before(byte) {
                self.keep(&available[start..at]);
                return (at, true);
            }
            self.line += u64::from(byte == b'\n');
            if self.ends_with(byte) {
                self.keep(&available[start..=at]);
                return (at + 1, true);
            }
        }
        if self.first_line > 0 {
            self.keep(&available[start..]);
        }
        (available.len(), false)
    }

    fn finish(self) -> Option<Piece> {
        let bytes = (!self.too_large).then_some(self.bytes);
        (self.first_line > 0).then_some(Piece { bytes, line: self.first_line })
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.too_large || self.bytes.len() + bytes.len() > self.limit {
            self.too_large = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Whether `byte` lies between pieces.
    fn is_between(&self, byte: u8) -> bool {
        let separator = self.arrangement == Arrangement::Values && matches!(byte, b',' | b'[' | b']');
        separator || byte.is_ascii_whitespace()
    }

    /// Whether the piece, which is no object, ends where `byte` starts the next.
    fn ends_before(&self, byte: u8) -> bool {
        self.arrangement == Arrangement::Values && self.depth == 0 && matches!(byte, b'{' | b'\n')
    }

    /// Whether `byte` is the last of the piece.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.arrangement == Arrangement::Lines {
            return byte == b'\n';
        }
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' if self.depth > 0 => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// A document as it is given in JSON. Fields that are not listed are ignored.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Record {
    id: Option<Id>,
    title: Option<String>,
    outlet: Option<String>,
    authors: Option<Authors>,
    published: Option<String>,
    url: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Authors {
    One(String),
    Many(Vec<String>),
}

fn read(bytes: &[u8], place: Place) -> Result<Document, DocumentError> {
    let record: Record = match serde_json::from_slice(bytes) {
        Ok(record) => record,
        Err(error) => return Err(DocumentError::Json { place, reason: reason(&error) }),
    };
    let text = record.text;
    if text.trim().is_empty() {
        return Err(DocumentError::Empty { place });
    }
    let id = match record.id {
        Some(Id::Text(id)) => Some(id),
        Some(Id::Number(id)) => Some(id.to_string()),
        None => None,
    };
    let given = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    Ok(Document {
        id: given(id).unwrap_or_else(|| document::digest(&text)),
        url: record.url.as_deref().and_then(document::http_url),
        title: given(record.title),
        outlet: given(record.outlet),
        authors: match record.authors {
            Some(Authors::One(author)) => given(Some(author)).into_iter().collect(),
            Some(Authors::Many(authors)) => authors,
            None => Vec::new(),
        },
        published: record.published.as_deref().and_then(date::iso),
        language: language::of_text(&text, None).to_owned(),
        text,
    })
}

/// What serde_json says, without the position in the piece, which means nothing to whoever has the file.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason).to_owned()
}
