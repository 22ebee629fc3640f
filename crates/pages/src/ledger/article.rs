//! The page of an article of a ledger: that of its reading, with the ways to the others and the incidents that it tells of.

use maud::html;
use sayso_reading::Reading;

use crate::page::reading_page_with;

/// The page of an article; `incidents` are those that it tells of, by id and title.
pub fn article_page(reading: &Reading, incidents: &[(String, String)]) -> String {
    let ways = html! {
        nav.ways aria-label="Pages" {
            a href="/" { "sayso: incidents" } " · " a href="/sources" { "sources" } " · " a href="/search" { "search" }
        }
        @if !incidents.is_empty() {
            p.ways {
                "Tells of "
                @for (at, (id, title)) in incidents.iter().enumerate() {
                    @if at > 0 { "; " }
                    a href={ "/incident/" (id) } { (title) }
                }
            }
        }
    };
    reading_page_with(reading, ways)
}
