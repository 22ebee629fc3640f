//! Lists: conflicts, what was found, where a statement comes from.

use maud::{Markup, html};
use sayso_ledger::{Conflict, ConflictKind, DocumentRow, Hit, HitKind, IncidentFilter, TellingRow, Trace};
use sayso_reading::{code, label};

use super::articles::query as address_query;
use super::badge::{legend, meaning, word, words};
use super::filter::{chips, form, query};
use super::incident::{Names, value};
use super::shell::{data, page, pager};
use super::{address, counted, of_document, of_outlet, of_statement};

/// The kinds of conflicts.
const KINDS: [ConflictKind; 4] =
    [ConflictKind::Dispute, ConflictKind::Denial, ConflictKind::Place, ConflictKind::Update];

/// What the page of conflicts shows.
pub struct Conflicts {
    /// Of which incidents; its limit is the length of a page, in conflicts.
    pub filter: IncidentFilter,
    /// Of which kind.
    pub kind: Option<ConflictKind>,
    /// The conflicts, of those incidents first of which most articles tell.
    pub conflicts: Vec<Told>,
    /// How many there are.
    pub total: usize,
}

/// A conflict with the documents of it that are named ([`named_documents`]), and where these tell of the incident.
pub struct Told {
    /// The values that cannot all hold.
    pub conflict: Conflict,
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// Where they tell of it.
    pub tellings: Vec<TellingRow>,
}

/// Values that cannot all hold, of the incidents that most articles tell of.
pub fn conflicts_page(shown: &Conflicts) -> String {
    // The order is always the same.
    let filter = IncidentFilter { latest: true, ..shown.filter.clone() };
    let asked = address_query(&[("conflict", shown.kind.map(code))]);
    let own: Vec<(String, String)> =
        shown.kind.map(|kind| (word(kind).to_owned(), asked.clone())).into_iter().collect();
    let all = [query(&filter), asked].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
    let part = format!("skip={}&limit={}&{all}", filter.skip, filter.limit.unwrap_or(shown.total));
    let body = html! {
        h1 { "What cannot all be so" }
        (form("/conflicts", &filter, &kinds(shown.kind)))
        (chips("/conflicts", &filter, &own))
        @if shown.total == 0 {
            p { "No claims contradict each other." }
        } @else {
            p.told { (counted(shown.total, "conflict")) ", those of the incidents that most articles tell of first." }
            (legend(&shown.conflicts.iter().map(|it| it.conflict.kind).collect::<Vec<_>>(), |_| None))
        }
        @for Told { conflict, documents, tellings } in &shown.conflicts {
            @let names = Names::of(documents, tellings);
            section.conflict {
                h2 {
                    span.badge.(label(conflict.kind)) title=[meaning(conflict.kind)] { (words(conflict.kind, conflict.field)) } " "
                    a href={ "/incident/" (conflict.incident) "#" (conflict.field) } { (conflict.title) }
                }
                ul.values { @for claim in &conflict.values { li { (value(conflict.field, claim, &[], &names)) } } }
            }
        }
        (pager("/conflicts", &all, filter.limit, filter.skip, shown.conflicts.len(), shown.total))
        (data(&[("This", format!("/api/conflicts?{part}"), Some(format!("/api/conflicts?format=csv&{part}")))]))
    };
    page("Conflicts", "/conflicts", body)
}

fn kinds(chosen: Option<ConflictKind>) -> Markup {
    html! {
        label {
            "Conflict "
            select name="conflict" {
                option value="" { "any" }
                @for kind in KINDS { option value=(code(kind)) selected[chosen == Some(kind)] { (word(kind)) } }
            }
        }
    }
}

/// What a search found, and the form to search again. `problem` says why it could not be done.
pub fn search_page(query: &str, hits: &[Hit], problem: Option<&str>) -> String {
    let body = html! {
        h1 { "Search" }
        form.filters method="get" action="/search" role="search" {
            label { "Words " input type="search" name="q" value=(query) size="30"; }
            button type="submit" { "Search" }
        }
        @if query.is_empty() { p.told { "What is said comes first, then all text. Words in quotation marks stand together; “OR”, “NOT” and “bomb*” work too." } }
        @if let Some(problem) = problem { p role="alert" { (problem) } }
        @else if !query.is_empty() { p { (counted(hits.len(), "place")) " found" } }
        ol.statements {
            @for hit in hits {
                li {
                    @let link = if hit.kind == HitKind::Statement { of_statement(&hit.id) } else { of_document(&hit.document) };
                    p { a href=(link) { (emphasised(&hit.words)) } }
                    p.backing {
                        @if let Some(head) = hit.head.as_ref().filter(|it| !it.is_empty()) { (head) " · " }
                        @if let Some(outlet) = &hit.outlet { a href=(of_outlet(outlet)) { (outlet) } " · " }
                        @if let Some(day) = &hit.day { time { (day) } }
                    }
                }
            }
        }
        @if !query.is_empty() {
            (data(&[("This", address(&format!("/api/search?limit={}&q=", hits.len()), query), Some(address(&format!("/api/search?format=csv&limit={}&q=", hits.len()), query)))]))
        }
    };
    page("Search", "/search", body)
}

/// The words that were searched for stand between « and ».
fn emphasised(words: &str) -> Markup {
    html! {
        @for (at, part) in words.split(['«', '»']).enumerate() {
            @if at % 2 == 1 { mark { (part) } } @else { (part) }
        }
    }
}

/// Where a statement comes from.
pub fn trace_page(trace: &Trace) -> String {
    let body = html! {
        h1 { "Where it comes from" }
        p.told { "A statement with its copies and repetitions, the earliest first; each through those who passed it on." }
        ol.statements {
            @for appearance in &trace.appearances {
                li {
                    p {
                        @if let Some(day) = &appearance.day { time { (day) } " · " }
                        a href=(of_statement(&appearance.id)) { (appearance.content) }
                    }
                    p.backing {
                        (appearance.chain.iter().map(|link| link.who.as_str()).collect::<Vec<_>>().join(" → "))
                        " · " @if appearance.id == trace.id { "the statement asked for" } @else { (label(appearance.how)) }
                        @if appearance.id == trace.first { " · " strong { "first appearance" } }
                    }
                }
            }
        }
        (data(&[("This", address("/api/trace?id=", &trace.id), Some(address("/api/trace?format=csv&id=", &trace.id)))]))
    };
    page("Trace", "", body)
}
