//! Who carries whom, as a graph and as a table, and what stands behind each link of it.

use maud::{Markup, html};
use sayso_ledger::{ActorRow, Carried, CarryFilter, CarryNode, Carrying};
use sayso_reading::{ActorKind, label};
use sayso_value::place::country_name;

use super::articles::{article, statement};
use super::graph::{Pair, graph, pairs, told, verb};
use super::shell::{data, page, pager};
use super::{address, counted, of_actor, of_outlet};

/// Links in the table at most.
const LISTED: usize = 200;

/// What the page of sources shows.
pub struct Sources {
    /// What was asked for.
    pub filter: CarryFilter,
    /// The title of the incident that was asked for.
    pub incident: Option<String>,
    /// Ids and titles of the incidents that most articles tell of, to choose one.
    pub incidents: Vec<(String, String)>,
    /// Who carries whom.
    pub carrying: Carrying,
    /// Who is quoted most; of the whole ledger, so none where an incident or an outlet was asked for.
    pub quoted: Vec<ActorRow>,
}

/// The page of sources.
pub fn sources_page(sources: &Sources) -> String {
    let Sources { filter, incident, incidents, carrying, quoted } = sources;
    let pairs = pairs(&carrying.rows);
    let left_out = carrying.pairs.saturating_sub(pairs.len());
    let body = html! {
        h1 { "Who carries whom" }
        @if !incidents.is_empty() { (of_incident(filter, incidents)) }
        @if let (Some(id), Some(title)) = (&filter.incident, incident) {
            p.chips { "Of " a href={ "/incident/" (id) } { (title) } " " a.chip href="/sources" aria-label="Of all incidents" { "of all incidents" } }
        }
        @if let Some(name) = &filter.outlet {
            p.chips { "With " a href=(of_outlet(name)) { (name) } " " a.chip href="/sources" { "of all outlets" } }
        }
        p.told {
            "Of " (counted(carrying.documents, "article")) " whose outlet is known."
            @if filter.incident.is_some() { " Statements are those that tell of the incident." }
        }
        @if pairs.is_empty() { p { "Nobody is quoted, copied or named by an outlet that is known." } }
        (graph(&pairs, left_out, of_node, |pair| of_pair(filter, pair)))
        @if !pairs.is_empty() {
            section aria-labelledby="links" {
                h2 #links { "The same as a table" }
                (links(&pairs, left_out, filter, Ends::Both))
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

/// The form to choose of which incident.
fn of_incident(filter: &CarryFilter, incidents: &[(String, String)]) -> Markup {
    html! {
        form.filters.titles method="get" action="/sources" {
            label {
                "Of what is told of "
                select name="incident" {
                    option value="" { "all incidents" }
                    @for (id, title) in incidents {
                        option value=(id) selected[filter.incident.as_ref() == Some(id)] { (title) }
                    }
                }
            }
            button type="submit" { "Show" }
        }
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

/// Who carries whom, as a table; so many pairs are left out already.
pub(super) fn links(pairs: &[Pair], left_out: usize, filter: &CarryFilter, ends: Ends) -> Markup {
    let left_out = left_out + pairs.len().saturating_sub(LISTED);
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
        @if left_out > 0 { p.told { (left_out) " more are in the data." } }
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

/// What stands behind a link: the statements, and the texts that are copied or cite, of so many articles behind the first `skip`.
pub fn carried_page(carried: &Carried, filter: &CarryFilter, (skip, limit): (usize, usize)) -> String {
    let (from, to) = (&carried.from, &carried.to);
    let ends = format!("?from={}&to={}&", from.id, to.id);
    let shown = limit.min(carried.documents.saturating_sub(skip));
    let part = format!("{ends}skip={skip}&limit={limit}&");
    let title = format!("{} → {}", from.name, to.name);
    let body = html! {
        h1 { a href=(of_node(from)) { (from.name) } " → " a href=(of_node(to)) { (to.name) } }
        p.told {
            "What " (to.name) " has from " (from.name) ", in " (counted(carried.documents, "article")) ", the latest first."
            @if let Some(id) = &filter.incident { " Of " a href={ "/incident/" (id) } { "one incident" } "." }
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
        (pager("/carried", query(filter, &ends).trim_start_matches('?'), Some(limit), skip, shown, carried.documents))
        (data(&[("This", format!("/api/carried{}", query(filter, &part)), Some(format!("/api/carried{}", query(filter, &format!("{part}format=csv&")))))]))
    };
    page(&title, "/sources", body)
}
