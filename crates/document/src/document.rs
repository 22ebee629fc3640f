//! The published document.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::language;

/// What was published. Field names and meanings are those of the reading contract
/// (`sayso/reading/1`), in which it is the field `document`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The id that the input gave, else `sha256:<hex>` of the text.
    pub id: String,
    /// Where it was published; `http` or `https`.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Name of the publisher.
    pub outlet: Option<String>,
    /// The authors named in the byline.
    #[serde(default)]
    pub authors: Vec<String>,
    /// ISO 8601 date or date-time.
    pub published: Option<String>,
    /// BCP 47 tag of the language, `und` where it could not be told.
    pub language: String,
    /// For plain-text input the file's text, decoded and otherwise unchanged; for HTML the article's text
    /// without boilerplate, its paragraphs set apart by blank lines. Every span of every output counts into it.
    pub text: String,
}

impl Document {
    /// A document of nothing but `text`: its id and language are worked out, the rest is unknown.
    pub fn of_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { id: digest(&text), language: language::of_text(&text, None).to_owned(), text, ..Self::default() }
    }

    /// `sha256:<hex>` of the text: the same for two documents with one text, whatever their ids.
    pub fn digest(&self) -> String {
        digest(&self.text)
    }

    /// Whether the text is in English, as far as could be told: `false` where the language is another or `und`.
    pub fn is_english(&self) -> bool {
        self.language == "en" || self.language.starts_with("en-")
    }
}

/// The id of a document that came without one.
pub(crate) fn digest(text: &str) -> String {
    let mut id = String::from("sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// `url` where it is an absolute address on the web that is safe to link to.
pub(crate) fn http_url(url: &str) -> Option<String> {
    const LONGEST: usize = 2_048;
    let url = url.trim();
    let (_, rest) = url
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let clean = !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'));
    (clean && !host.is_empty() && url.len() <= LONGEST).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_digest_of_the_text() {
        let id = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Document::of_text("abc").id, id, "the first example of FIPS 180-2");
    }

    #[test]
    fn only_web_addresses_pass() {
        assert_eq!(http_url(" HTTPS://herald.example/a?b#c ").as_deref(), Some("HTTPS://herald.example/a?b#c"));
        for bad in ["javascript:alert(1)//://", "ftp://herald.example/", "https:///a", "//herald.example", "/a", ""] {
            assert_eq!(http_url(bad), None, "{bad}");
        }
        assert_eq!(http_url("https://herald.example/\"onclick=x"), None);
        assert_eq!(http_url(&format!("https://herald.example/{}", "a".repeat(3_000))), None);
    }
}
