//! Articles and statements as lists, and one of each in a list.

use maud::{Markup, html};
use sayso_ledger::{DocumentFilter, DocumentRow, Filter, StatementRow};
use sayso_reading::{code, label};

use super::shell::{data, page, pager};
use super::{address, counted, of_actor, of_document, of_outlet, of_statement, short};

/// A part of a list, and what it is a part of.
pub struct Listed<Row, Asked> {
    /// What was asked for; its limit is the length of a page.
    pub filter: Asked,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// How many pass the filter.
    pub total: usize,
    /// The name of the actor that was asked for.
    pub actor: Option<String>,
}

/// Articles, the latest first.
pub fn articles_page(listed: &Listed<DocumentRow, DocumentFilter>) -> String {
    let filter = &listed.filter;
    let asked =
        [("outlet", &filter.outlet), ("actor", &filter.actor), ("since", &filter.since), ("until", &filter.until)];
    let query = query(&asked.map(|(name, value)| (name, value.clone())));
    let body = html! {
        h1 { "Articles" }
        p.told {
            (counted(listed.total, "article"))
            @if let Some(outlet) = &filter.outlet { " of " a href=(of_outlet(outlet)) { (outlet) } }
            @if let (Some(id), Some(name)) = (&filter.actor, &listed.actor) { " that mention " a href=(of_actor(id)) { (name) } }
            @if let Some(day) = &filter.since { " since " time { (day) } }
            @if let Some(day) = &filter.until { " until " time { (day) } }
        }
        ol.articles { @for row in &listed.rows { li { (article(row)) } } }
        (pager("/articles", &query, filter.limit, filter.skip, listed.rows.len(), listed.total))
        (data(&[shown("articles", &query, filter.limit, filter.skip)]))
    };
    page("Articles", "", body)
}

/// Statements, by document, the latest first.
pub fn statements_page(listed: &Listed<StatementRow, Filter>) -> String {
    let filter = &listed.filter;
    let query = query(&[
        ("outlet", filter.outlet.clone()),
        ("actor", filter.actor.clone()),
        ("document", filter.document.clone()),
        ("source", filter.source.clone()),
        ("stance", filter.stance.map(code)),
        ("kind", filter.source_kind.map(code)),
        ("first", filter.first_hand.then(|| "1".to_owned())),
        ("since", filter.since.clone()),
        ("until", filter.until.clone()),
    ]);
    let body = html! {
        h1 { "Statements" }
        p.told {
            (counted(listed.total, "statement"))
            @if let Some(outlet) = &filter.outlet { " in articles of " a href=(of_outlet(outlet)) { (outlet) } }
            @if let (Some(id), Some(name)) = (&filter.actor, &listed.actor) { " of " a href=(of_actor(id)) { (name) } }
            @if let Some(document) = &filter.document { " in " a href=(of_document(document)) { (short(document)) } }
            @if let Some(source) = &filter.source { " of “" (source) "”" }
            @if let Some(stance) = filter.stance { " · " (label(stance)) }
            @if let Some(kind) = filter.source_kind { " · source: " (label(kind)) }
            @if filter.first_hand { " · that no other outlet is known to have had before" }
            @if let Some(day) = &filter.since { " · since " time { (day) } }
            @if let Some(day) = &filter.until { " · until " time { (day) } }
        }
        ol.statements { @for row in &listed.rows { li { (statement(row)) } } }
        (pager("/statements", &query, filter.limit, filter.skip, listed.rows.len(), listed.total))
        (data(&[shown("statements", &query, filter.limit, filter.skip)]))
    };
    page("Statements", "", body)
}

/// The rows of a page as data.
fn shown(name: &'static str, query: &str, limit: Option<usize>, skip: usize) -> (&'static str, String, Option<String>) {
    let limit = limit.map(|limit| format!("limit={limit}&")).unwrap_or_default();
    let of_page = format!("{limit}skip={skip}&{query}");
    let of_page = of_page.trim_end_matches('&');
    ("This", format!("/api/{name}?{of_page}"), Some(format!("/api/{name}?format=csv&{of_page}")))
}

/// What is asked for as the query of an address.
pub(super) fn query(asked: &[(&str, Option<String>)]) -> String {
    let parts = asked.iter().filter_map(|(name, value)| Some(address(&format!("{name}="), value.as_ref()?)));
    parts.collect::<Vec<_>>().join("&")
}

/// An article in a list: its title, its outlet, its day.
pub(super) fn article(document: &DocumentRow) -> Markup {
    html! {
        a href=(of_document(&document.id)) { (document.title.clone().unwrap_or_else(|| short(&document.id))) }
        @if let Some(outlet) = &document.outlet { " · " a href=(of_outlet(outlet)) { (outlet) } }
        @if let Some(day) = &document.day { " · " time { (day) } }
    }
}

/// A statement: who, what, where.
pub(super) fn statement(row: &StatementRow) -> Markup {
    html! {
        @let source = row.source.actor.as_ref().unwrap_or(&row.source.text);
        p {
            @if source.trim().is_empty() { em.nobody { "nobody named" } } @else { strong { (source) } }
            " " (row.cue) ": " a href=(of_statement(&row.id)) { (row.content) } }
        p.backing {
            (label(row.stance))
            @if let Some(certainty) = row.certainty { " · " (label(certainty)) }
            @if !row.via.is_empty() { " · via " (row.via.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" → ")) }
            @if let Some(outlet) = &row.outlet { " · " a href=(of_outlet(outlet)) { (outlet) } }
            @if let Some(day) = &row.day { " · " time { (day) } }
            " · " a href=(address("/trace?id=", &row.id)) { "trace" }
        }
    }
}
