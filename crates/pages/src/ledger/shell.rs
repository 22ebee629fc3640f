//! What all pages of a ledger share: the head, the ways to the others, the foot.

use maud::{DOCTYPE, Markup, html};

/// The style sheet, served beside the pages.
pub const SHEET: &str = concat!(
    include_str!("../page.css"),
    include_str!("ledger.css"),
    include_str!("charts.css"),
    include_str!("forms.css"),
    include_str!("print.css")
);

/// What a browser is told to allow (Content-Security-Policy): the style sheet and its own forms, nothing else.
pub const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The pages that all others lead to.
pub(super) const WAYS: [(&str, &str); 5] = [
    ("/", "Incidents"),
    ("/conflicts", "Conflicts"),
    ("/sources", "Sources"),
    ("/search", "Search"),
    ("/decisions", "Decisions"),
];

/// A page.
pub(super) fn page(title: &str, here: &str, body: Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " · sayso" }
                link rel="stylesheet" href="/style.css";
            }
            body.ledger {
                a.skip href="#main" { "Skip to the page" }
                nav.ways aria-label="Pages" {
                    a.name href="/" { "sayso" }
                    @for (address, name) in WAYS {
                        a href=(address) aria-current=[(here == address).then_some("page")] { (name) }
                    }
                }
                main #main { (body) }
                footer { p { "Read by sayso, by machine: it can be wrong. What a source says is not thereby so." } }
            }
        }
    }
    .into_string()
}

/// A page that says one thing: that something is not there, or went wrong.
pub fn message_page(title: &str, words: &str) -> String {
    page(title, "", html! { h1 { (title) } p { (words) } })
}

/// Where what a page shows is to be had as data: what of it, as JSON, as CSV.
pub(super) fn data(links: &[(&str, String, Option<String>)]) -> Markup {
    html! {
        p.data {
            @for (at, (name, json, csv)) in links.iter().enumerate() {
                @if at > 0 { " · " }
                (name) " as " a href=(json) aria-label={ (name) " as JSON" } { "JSON" }
                @if let Some(csv) = csv { " or " a href=(csv) aria-label={ (name) " as CSV" } { "CSV" } }
            }
        }
    }
}

/// The ways to the parts of a list before and after this one; `query` is what was asked for, `shown` how many rows stand here.
pub(super) fn pager(path: &str, query: &str, limit: Option<usize>, skip: usize, shown: usize, total: usize) -> Markup {
    let length = limit.unwrap_or(total).max(1);
    let link = |skip: usize| {
        let parts = [query.to_owned(), if skip > 0 { format!("skip={skip}") } else { String::new() }];
        let query = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    };
    html! {
        @if total > length {
            nav.pager aria-label="More" {
                @if skip > 0 { a rel="prev" href=(link(skip.saturating_sub(length))) { "Before" } }
                span { (skip + 1) "–" (skip + shown) " of " (total) }
                @if skip + length < total { a rel="next" href=(link(skip + length)) { "Next" } }
            }
        }
    }
}
