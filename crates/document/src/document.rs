//! The published document.

use serde::{Deserialize, Serialize};

/// What was published. Field names and meanings are those of the reading contract
/// (`sayso/reading/1`), in which it is the field `document`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The id that the input gave, else `sha256:<hex>` of the text.
    pub id: String,
    /// Where it was published.
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
    /// without boilerplate. Every span of every output counts into it.
    pub text: String,
}
