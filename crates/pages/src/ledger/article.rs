//! The page of an article of a ledger: that of its reading, with the ways to the others, the incidents that it tells of, and the forms to correct it.

use maud::html;
use sayso_reading::Reading;

use super::shell::{WAYS, data};
use super::{Corrections, Editing, address};
use crate::page::reading_page_with;

/// The page of an article; `incidents` are those that it tells of, by id and title, `notice` is said above it.
pub fn article_page(
    reading: &Reading,
    incidents: &[(String, String)],
    editing: &Editing,
    notice: Option<&str>,
) -> String {
    let id = &reading.document.id;
    let ways = html! {
        nav.ways aria-label="Pages" {
            "sayso: "
            @for (at, (address, name)) in WAYS.iter().enumerate() {
                @if at > 0 { " · " }
                a href=(address) { (name) }
            }
        }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if !incidents.is_empty() {
            p.ways {
                "Tells of "
                @for (at, (id, title)) in incidents.iter().enumerate() {
                    @if at > 0 { "; " }
                    a href={ "/incident/" (id) } { (title) }
                }
            }
        }
        (data(&[
            ("The reading", address("/api/documents?id=", id), None),
            ("Its statements", address("/api/statements?document=", id), Some(address("/api/statements?format=csv&document=", id))),
        ]))
    };
    reading_page_with(reading, ways, Some(&Corrections::of(reading, editing)))
}
