//! What was published: from bytes to a [`Document`] with text, title, outlet, date and address.
//!
//! [`Documents`] is the way in: it tells plain text, HTML and JSON apart and yields one [`Document`] after
//! the other. Nothing in the input is trusted, neither its size nor its markup nor what it says of itself;
//! what cannot be read becomes a [`DocumentError`] and the documents after it are still read.
//!
//! This crate does no network access and reads no environment.

mod date;
mod document;
mod documents;
mod encoding;
mod error;
mod format;
mod gzip;
mod html;
mod json;
mod language;
mod plain;
mod span;
mod wrapped;

pub use document::Document;
pub use documents::{Documents, Limits, Origin};
pub use error::{DocumentError, Place};
pub use span::{CodePoints, Span};
pub use wrapped::unwrapped;
