//! The way in: one input, one document after the other.

use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{DocumentError, Place};
use crate::format::{self, Format};
use crate::gzip::{self, Gunzip};
use crate::json::{Arrangement, Records};
use crate::{Document, html, plain};

/// Where an input comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Path or URL, for messages; its extension tells of the format.
    pub name: String,
    /// The address that the input was fetched from.
    pub url: Option<String>,
    /// The HTTP header `Content-Type`, if there is one.
    pub content_type: Option<String>,
}

/// What one document may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of one document: of a whole text or HTML file, of one line of JSON lines; unpacked, where the
    /// input is compressed.
    pub document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_bytes: 16 << 20 }
    }
}

/// The documents of one input, read as they are asked for.
///
/// Plain text and HTML hold one document, JSON any number: JSON lines, an array, or one object. At most one
/// document's bytes are in memory at a time. A document that cannot be read is an `Err`, and the next call
/// goes on behind it; after the input itself has failed there is nothing more.
pub struct Documents {
    origin: Origin,
    limits: Limits,
    state: State,
}

enum State {
    Unopened(Box<dyn Read + Send>),
    Records(Records),
    Done,
}

/// How much of the input the format is told from.
const HEAD: u64 = 8 << 10;

impl Documents {
    /// Prepares to read `input`; nothing is read before the first call of `next`.
    pub fn open(input: Box<dyn Read + Send>, origin: Origin, limits: Limits) -> Self {
        Self { origin, limits, state: State::Unopened(input) }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match &mut self.state {
                State::Unopened(input) => {
                    let input = std::mem::replace(input, Box::new(io::empty()));
                    self.state = State::Done;
                    match begin(input, &self.origin, self.limits) {
                        Ok(Opened::One(document)) => return Some(Ok(document)),
                        Ok(Opened::Many(records)) => self.state = State::Records(records),
                        Err(error) => return Some(Err(error)),
                    }
                }
                State::Records(records) => {
                    let next = records.next();
                    if next.is_none() {
                        self.state = State::Done;
                    }
                    return next;
                }
                State::Done => return None,
            }
        }
    }
}

enum Opened {
    One(Document),
    Many(Records),
}

/// Unpacks the input where it is compressed, tells its format and reads its one document, or prepares to read
/// its many.
fn begin(input: Box<dyn Read + Send>, origin: &Origin, limits: Limits) -> Result<Opened, DocumentError> {
    let place = Place { name: origin.name.clone(), line: None };
    let failed = |source| gzip::read_error(source, &place);
    let (mut head, mut input) = peek(input).map_err(failed)?;
    if gzip::is_gzip(&head) {
        (head, input) = peek(Box::new(Gunzip::new(input))).map_err(failed)?;
    }
    let format = format::sniff(&head, origin, &place)?;
    let arrangement = match format {
        Format::JsonLines => Some(Arrangement::Lines),
        Format::Json => Some(Arrangement::Values),
        Format::Html | Format::Plain => None,
    };
    if let Some(arrangement) = arrangement {
        return Ok(Opened::Many(Records::new(input, arrangement, place, limits.document_bytes)));
    }

    let mut bytes = Vec::new();
    let limit = limits.document_bytes;
    input.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        return Err(DocumentError::TooLarge { place, limit });
    }
    let read = || match format {
        Format::Html => html::read(&bytes, origin, &place),
        _ => plain::read(&bytes, origin, &place),
    };
    // The extractor is other people's code at work on strangers' markup; should it panic, that is one document
    // lost and not the batch.
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(DocumentError::Markup { place: place.clone(), reason: "breaks the extractor" }))
        .map(Opened::One)
}

/// The first bytes of `input`, and a reader of the whole of it.
fn peek(mut input: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(input))))
}
