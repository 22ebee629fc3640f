//! Reading at once: the form for a text, files or an address, and what became of them.

use maud::{Markup, html};

use super::of_document;
use super::shell::page;

/// What became of one article.
#[derive(Clone, Debug)]
pub struct ReadRow {
    /// The document's id; none where there is none.
    pub document: Option<String>,
    /// What it is called.
    pub name: String,
    /// What became of it, in words.
    pub words: String,
}

/// The form by which articles are read at once.
pub(super) fn read_form(token: &str) -> Markup {
    html! {
        details.read {
            summary { "Read an article" }
            form method="post" action="/read" enctype="multipart/form-data" {
                input type="hidden" name="token" value=(token);
                label { "Paste a text " textarea name="text" rows="6" {} }
                label.drop { "or choose files, or drop them here (text, HTML, JSON lines) " input type="file" name="file" multiple; }
                label { "or give an address " input type="url" name="url" placeholder="https://" maxlength="2000"; }
                button type="submit" { "Read" }
            }
        }
    }
}

/// What became of the articles that were given together; `going_on` while there may be more.
pub fn read_page(rows: &[ReadRow], going_on: bool) -> String {
    let read = rows.iter().filter(|row| row.document.is_some()).count();
    let body = html! {
        h1 { @if going_on { "Reading" } @else { "What was read" } }
        p role="status" {
            (super::counted(read, "article")) " read or known, " (rows.len() - read) " not"
            @if going_on { "; reading goes on. " a href="" { "Look again" } } @else { "." }
        }
        ol.statements {
            @for row in rows {
                li {
                    p {
                        @match &row.document {
                            Some(id) => a href=(of_document(id)) { (row.name) },
                            None => strong { (row.name) },
                        }
                    }
                    p.backing { (row.words) }
                }
            }
        }
        p { a href="/" { "To the incidents" } }
    };
    page("What was read", "", body)
}
