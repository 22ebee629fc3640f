//! What can go wrong between bytes and a document.

use std::fmt;

/// Where in the input something went wrong, as it is named in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path or URL of the input.
    pub name: String,
    /// The line of the input, counted from 1, for JSON.
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}, line {line}", self.name),
            None => out.write_str(&self.name),
        }
    }
}

/// Why an input, or one document in it, could not be read. Every message names the place and the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The operating system, the network or the decompressor failed in the middle.
    #[error("{place} could not be read ({source}); check that it is complete and readable")]
    Read {
        /// Where.
        place: Place,
        /// What the reader reported.
        source: std::io::Error,
    },
    /// One document is larger than [`Limits::document_bytes`](crate::Limits::document_bytes).
    #[error(
        "{place} is larger than the {} allowed for one document; split it into its articles, \
         for instance as JSON lines with one article a line",
        Bytes(*.limit)
    )]
    TooLarge {
        /// Where.
        place: Place,
        /// The limit in bytes.
        limit: usize,
    },
    /// A compressed input grows beyond all measure when it is unpacked.
    #[error("{place} unpacks to more than {ratio} times its size; unpack it with gunzip and check it first")]
    Bomb {
        /// Where.
        place: Place,
        /// How many times its size was allowed.
        ratio: u64,
    },
    /// The input is some other kind of file.
    #[error("{place} looks like {kind}, not like text; {mend}")]
    NotText {
        /// Where.
        place: Place,
        /// What it looks like, with its article: `a PDF`.
        kind: &'static str,
        /// What to do about it.
        mend: &'static str,
    },
    /// There is no text, or only white space.
    #[error("{place} is empty; give a file that holds an article's text")]
    Empty {
        /// Where.
        place: Place,
    },
    /// A line or value of a JSON input is not a document.
    #[error("{place} is not a document in JSON ({reason}); each must be an object such as {{\"text\": \"…\"}}")]
    Json {
        /// Where.
        place: Place,
        /// What the JSON reader reported.
        reason: String,
    },
    /// JSON comes in UTF-8 and this does not.
    #[error("{place} is JSON in {encoding}; convert it to UTF-8, for instance with iconv")]
    JsonEncoding {
        /// Where.
        place: Place,
        /// The encoding it is in.
        encoding: &'static str,
    },
    /// A page without an article, for instance a list of links.
    #[error("no article text found in {place}; give the address of one article, or its text as plain text")]
    NoArticle {
        /// Where.
        place: Place,
    },
    /// A page whose markup would take too long or too much memory to work through.
    #[error("the HTML of {place} {reason}; save the article as plain text instead")]
    Markup {
        /// Where.
        place: Place,
        /// What is wrong with the markup.
        reason: &'static str,
    },
}

/// A number of bytes for people: whole MiB or KiB where it is one.
struct Bytes(usize);

impl fmt::Display for Bytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes >= 1 << 20 && bytes % (1 << 20) == 0 => write!(out, "{} MiB", bytes >> 20),
            bytes if bytes >= 1 << 10 && bytes % (1 << 10) == 0 => write!(out, "{} KiB", bytes >> 10),
            bytes => write!(out, "{bytes} bytes"),
        }
    }
}
