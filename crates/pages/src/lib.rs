//! A reading as an HTML page of its own: the article with every source, cue and content marked, and
//! every event, beside a table of its statements and a list of its events.
//!
//! The page needs no network and holds no script. Whatever comes from the document is escaped by the
//! template's types, its address becomes a link only where it is `http` or `https`, and the page forbids
//! by its own content security policy all that it does not use.

mod article;
mod events;
pub mod ledger;
mod marks;
mod page;
mod paragraphs;
mod segments;
mod sources;
mod statements;
mod style;

pub use page::reading_page;
