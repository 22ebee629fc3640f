//! What was published: from bytes to a [`Document`] with text, title, outlet, date and address.
//!
//! This crate does no network access and reads no environment.

mod document;
mod span;

pub use document::Document;
pub use span::{CodePoints, Span};
