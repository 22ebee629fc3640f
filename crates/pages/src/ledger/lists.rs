//! Lists: sources, conflicts, what was found, where a statement comes from.

use maud::{Markup, html};
use sayso_ledger::{ActorRow, Conflict, Hit, HitKind, StatementRow, Trace};
use sayso_reading::label;

use super::incident::{Names, value};
use super::shell::{data, page};
use super::{address, counted, of_document, of_statement};

/// Who is quoted most.
pub fn sources_page(rows: &[ActorRow]) -> String {
    let body = html! {
        h1 { "Who is quoted" }
        div.scroll tabindex="0" role="group" aria-label="Sources" {
            table {
                thead { tr { th scope="col" { "Source" } th scope="col" { "Kind" } th scope="col" { "Control" } th scope="col" { "Statements" } th scope="col" { "Articles" } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { a href={ "/actor/" (row.id) } { (row.name) } }
                            td { (label(row.kind)) @if let Some(country) = &row.country { " · " (country) } }
                            td { @if let Some(control) = &row.control { (control.replace('_', " ")) } @if let Some(owner) = &row.owner { " (" (owner) ")" } }
                            td.number { (row.statements) }
                            td.number { (row.mentioned) }
                        }
                    }
                }
            }
        }
        (data("/api/sources", Some("/api/sources?format=csv")))
    };
    page("Sources", "/sources", body)
}

/// Values that cannot all hold, of the incidents that most articles tell of.
pub fn conflicts_page(conflicts: &[Conflict]) -> String {
    let body = html! {
        h1 { "What cannot all be so" }
        @if conflicts.is_empty() { p { "No claims contradict each other." } }
        @for conflict in conflicts {
            section.conflict {
                h2 {
                    span.badge.(label(conflict.kind)) { (label(conflict.kind)) } " " (conflict.field) ": "
                    a href={ "/incident/" (conflict.incident) "#" (conflict.field) } { (conflict.title) }
                }
                ul.values { @for claim in &conflict.values { li { (value(claim, &[], &Names::default())) } } }
            }
        }
        (data("/api/conflicts", Some("/api/conflicts?format=csv")))
    };
    page("Conflicts", "/conflicts", body)
}

/// What a search found, and the form to search again. `problem` says why it could not be done.
pub fn search_page(query: &str, hits: &[Hit], problem: Option<&str>) -> String {
    let body = html! {
        h1 { "Search" }
        form.filters method="get" action="/search" role="search" {
            label { "Words " input type="search" name="q" value=(query) size="30"; }
            button type="submit" { "Search" }
        }
        @if let Some(problem) = problem { p role="alert" { (problem) } }
        @else if !query.is_empty() { p { (counted(hits.len(), "place")) " found" } }
        ol.statements {
            @for hit in hits {
                li {
                    @let link = if hit.kind == HitKind::Statement { of_statement(&hit.id) } else { of_document(&hit.document) };
                    p { a href=(link) { (emphasised(&hit.words)) } }
                    p.backing {
                        @if let Some(head) = hit.head.as_ref().filter(|it| !it.is_empty()) { (head) " · " }
                        @if let Some(outlet) = &hit.outlet { (outlet) " · " }
                        @if let Some(day) = &hit.day { time { (day) } }
                    }
                }
            }
        }
        @if !query.is_empty() { (data(&address("/api/search?q=", query), None)) }
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
        ol.statements {
            @for appearance in &trace.appearances {
                li {
                    p {
                        @if let Some(day) = &appearance.day { time { (day) } " · " }
                        a href=(of_statement(&appearance.id)) { (appearance.content) }
                    }
                    p.backing {
                        (appearance.chain.iter().map(|link| link.who.as_str()).collect::<Vec<_>>().join(" → "))
                        " · " (label(appearance.how).replace('_', " "))
                        @if appearance.id == trace.first { " · " strong { "first appearance" } }
                    }
                }
            }
        }
        (data(&address("/api/trace?id=", &trace.id), None))
    };
    page("Trace", "", body)
}

/// A statement: who, what, where.
pub(super) fn statement(row: &StatementRow) -> Markup {
    html! {
        p { strong { (row.source.actor.as_ref().unwrap_or(&row.source.text)) } " " (row.cue) ": " a href=(of_statement(&row.id)) { (row.content) } }
        p.backing {
            (label(row.stance))
            @if !row.via.is_empty() { " · via " (row.via.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" → ")) }
            @if let Some(outlet) = &row.outlet { " · " (outlet) }
            @if let Some(day) = &row.day { " · " time { (day) } }
            " · " a href=(address("/trace?id=", &row.id)) { "trace" }
        }
    }
}
