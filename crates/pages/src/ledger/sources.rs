//! Who carries whom, as a graph and as a table, and what stands behind each link of it.

use maud::{Markup, html};
use sayso_ledger::{ActorRow, Carried, CarryFilter, CarryNode, Carrying};
use sayso_reading::{ActorKind, label};
use sayso_value::place::country_name;

use super::articles::{article, statement};
use super::graph::{Pair, graph, pairs, told, verb};
use super::shell::{data, page};
use super::{address, counted, of_actor, of_outlet};

/// Links in the table at most.
const LISTED: usize = 200;

/// What the page of sources shows.
pub struct Sources {
    /// What was asked for.
    pub filter: CarryFilter,
    /// The title of the incident that was asked for.
    pub incident: Option<String>,
    /// Who carries whom.
    pub carrying: Carrying,
    /// Who is quoted most; of the whole ledger, so none where an incident or an outlet was asked for.
    pub quoted: Vec<ActorRow>,
}

/// The page of sources.
pub fn sources_page(sources: &Sources) -> String {
    let Sources { filter, incident, carrying, quoted } = sources;
    let pairs = pairs(&carrying.rows);
    let body = html! {
        h1 { "Who carries whom" }
        @if let (Some(id), Some(title)) = (&filter.incident, incident) {
            p.chips { "Of " a href={ "/incident/" (id) } { (title) } " " a.chip href="/sources" aria-label="Of all incidents" { "of all incidents" } }
        }
        @if let Some(name) = &filter.outlet {
            p.chips { "With " a href=(of_outlet(name)) { (name) } " " a.chip href="/sources" { "of all outlets" } }
        }
        p.told {
            (looked_at(carrying))
            @if filter.incident.is_some() { " Statements are those that tell of the incident." }
        }
        @if pairs.is_empty() { p { "Nobody is quoted, copied or named by an outlet that is known." } }
        (graph(&pairs, of_node, |pair| of_pair(filter, pair)))
        @if !pairs.is_empty() {
            section aria-labelledby="links" {
                h2 #links { "The same as a table" }
                (links(&pairs, filter, Ends::Both))
                (data(&[("Who carries whom", format!("/api/sources/edges{}", query(filter, "?")), Some(format!("/api/sources/edges{}", query(filter, "?format=csv&"))))]))
            }
        }
        @if !quoted.is_empty() {
            section aria-labelledby="quoted" {
                h2 #quoted { "Who is quoted most" }
                (speakers(quoted))
                (data(&[("Who is quoted", "/api/sources".to_owned(), Some("/api/sources?format=csv".to_owned()))]))
            }
        }
    };
    page("Sources", "/sources", body)
}

/// "Of 34 articles whose outlet is known." or "Of the latest 1,000 of 5,640 …".
fn looked_at(carrying: &Carrying) -> String {
    match carrying.documents == carrying.of {
        true => format!("Of {} whose outlet is known.", counted(carrying.of, "article")),
        false => format!("Of the latest {} of {} articles whose outlet is known.", carrying.documents, carrying.of),
    }
}

/// The filter as the query of an address, after `before`; nothing where it asks for nothing.
fn query(filter: &CarryFilter, before: &str) -> String {
    let part = |name: &str, value: &Option<String>| value.as_ref().map(|value| address(&format!("{name}="), value));
    let parts: Vec<String> =
        part("incident", &filter.incident).into_iter().chain(part("outlet", &filter.outlet)).collect();
    match parts.is_empty() {
        true => before.trim_end_matches(['?', '&']).to_owned(),
        false => format!("{before}{}", parts.join("&")),
    }
}

fn of_node(node: &CarryNode) -> String {
    if node.kind == ActorKind::Outlet { of_outlet(&node.name) } else { of_actor(&node.id) }
}

/// Where the statements behind a link are.
fn of_pair(filter: &CarryFilter, pair: &Pair) -> String {
    format!("/carried{}", query(filter, &format!("?from={}&to={}&", pair.from.id, pair.to.id)))
}

/// Which ends of links are named; on an outlet's page it is one of them itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Both,
    From,
    To,
}

/// Who carries whom, as a table.
pub(super) fn links(pairs: &[Pair], filter: &CarryFilter, ends: Ends) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Who carries whom" {
            table {
                thead {
                    tr {
                        @if ends != Ends::To { th scope="col" { "From" } }
                        @if ends != Ends::From { th scope="col" { "Who has it" } }
                        th scope="col" { "How" }
                        th.number scope="col" { "In all" }
                    }
                }
                tbody {
                    @for pair in pairs.iter().take(LISTED) {
                        tr {
                            @if ends != Ends::To { th scope="row" { a href=(of_node(pair.from)) { (pair.from.name) } } }
                            @if ends != Ends::From { td { a href=(of_node(pair.to)) { (pair.to.name) } } }
                            td { (pair.kinds.iter().map(|(kind, count)| format!("{} {count}", verb(*kind))).collect::<Vec<_>>().join(", ")) }
                            td.number { a href=(of_pair(filter, pair)) aria-label={ (pair.weight()) ": " (told(pair)) } { (pair.weight()) } }
                        }
                    }
                }
            }
        }
        @if pairs.len() > LISTED { p.told { (pairs.len() - LISTED) " more are in the data." } }
    }
}

fn speakers(rows: &[ActorRow]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Who is quoted" {
            table {
                thead { tr { th scope="col" { "Source" } th scope="col" { "What it is" } th.number scope="col" { "Statements" } th.number scope="col" { "Articles" } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { a href=(of_actor(&row.id)) { (row.name) } }
                            td {
                                (label(row.kind))
                                @if let Some(country) = &row.country { " · " (country_name(country)) }
                                @if let Some(control) = &row.control { " · control: " (control.replace('_', " ")) }
                                @if let Some(owner) = &row.owner { " · owner: " (owner) }
                            }
                            td.number { a href={ "/statements?actor=" (row.id) } aria-label={ (row.statements) " statements of " (row.name) } { (row.statements) } }
                            td.number { a href={ "/articles?actor=" (row.id) } aria-label={ (row.mentioned) " articles that mention " (row.name) } { (row.mentioned) } }
                        }
                    }
                }
            }
        }
    }
}

/// What stands behind a link: the statements, and the texts that are copied or cite. So many of each were asked for at most.
pub fn carried_page(carried: &Carried, filter: &CarryFilter, limit: usize) -> String {
    let (from, to) = (&carried.from, &carried.to);
    let ends = format!("?from={}&to={}&", from.id, to.id);
    let title = format!("{} → {}", from.name, to.name);
    let body = html! {
        h1 { a href=(of_node(from)) { (from.name) } " → " a href=(of_node(to)) { (to.name) } }
        p.told {
            "What " (to.name) " has from " (from.name) "."
            @if let Some(id) = &filter.incident { " Of " a href={ "/incident/" (id) } { "one incident" } "." }
            @if carried.statements.len() >= limit || carried.copies.len() >= limit { " The first " (limit) " of each are listed." }
        }
        @if !carried.statements.is_empty() {
            section aria-labelledby="statements" {
                h2 #statements { (counted(carried.statements.len(), "statement")) }
                ol.statements { @for row in &carried.statements { li { (statement(row)) } } }
            }
        }
        @if !carried.copies.is_empty() {
            section aria-labelledby="copies" {
                h2 #copies { (counted(carried.copies.len(), "text")) " copied, credited or cited" }
                ol.articles {
                    @for row in &carried.copies {
                        li {
                            (article(&row.copy)) " · " (verb(row.kind)) " "
                            @match &row.original { Some(original) => (article(original)), None => (from.name) }
                        }
                    }
                }
            }
        }
        (data(&[("This", format!("/api/carried{}", query(filter, &ends)), Some(format!("/api/carried{}", query(filter, &format!("{ends}format=csv&")))))]))
    };
    page(&title, "/sources", body)
}
