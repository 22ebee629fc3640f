//! An outlet's page: what it says first, what it repeats and from whom, who repeats it, who stands behind it.

use maud::{Markup, html};
use sayso_ledger::{CarryFilter, OriginRow, OutletAccount};
use sayso_value::place::country_name;

use super::articles::article;
use super::graph::pairs;
use super::shell::{data, page};
use super::sources::{Ends, links};
use super::{address, counted, of_actor};

/// The page of an outlet.
pub fn outlet_page(account: &OutletAccount) -> String {
    let name = &account.outlet.name;
    let filter = CarryFilter { outlet: Some(name.clone()), ..CarryFilter::default() };
    let statements = |more: &str| format!("{}{more}", address("/statements?outlet=", name));
    let (repeats, repeated_by) = (pairs(&account.repeats), pairs(&account.repeated_by));
    let body = html! {
        h1 { (name) }
        (about(account))
        p.figures {
            a href=(address("/articles?outlet=", name)) { strong { (counted(account.documents, "article")) } }
            " with " a href=(statements("")) { strong { (counted(account.statements, "statement")) } }
            @if account.statements > 0 {
                ", " a href=(statements("&first=1")) { strong { (account.first_hand) } } " of which no other outlet is known to have had before"
                ", " a href=(statements("&kind=unnamed")) { strong { (account.unnamed) } } " of sources without a name"
            }
            "."
        }
        @if !account.origins.is_empty() {
            section aria-labelledby="origins" {
                h2 #origins { "Texts of it that others have" }
                ol.articles { @for origin in &account.origins { li { (original(origin)) } } }
            }
        }
        section aria-labelledby="repeats" {
            h2 #repeats { "What it has, and from whom" }
            @if repeats.is_empty() { p { "Nothing that is known." } } @else { (links(&repeats, 0, &filter, Ends::From)) }
        }
        section aria-labelledby="repeated" {
            h2 #repeated { "Who has something from it" }
            @if repeated_by.is_empty() { p { "Nobody who is known." } } @else { (links(&repeated_by, 0, &filter, Ends::To)) }
            p { a href=(address("/sources?outlet=", name)) { "The same as a graph" } }
        }
        section aria-labelledby="articles" {
            h2 #articles { "Its articles" }
            ol.articles { @for row in &account.articles { li { (article(row)) } } }
            @if account.documents > account.articles.len() {
                p { a href=(address("/articles?outlet=", name)) { "All " (account.documents) } }
            }
        }
        (data(&[
            ("This", address("/api/outlet?name=", name), Some(address("/api/outlet?format=csv&name=", name))),
            ("Its articles", address("/api/articles?outlet=", name), Some(address("/api/articles?format=csv&outlet=", name))),
        ]))
    };
    page(name, "/sources", body)
}

/// Who stands behind it.
fn about(account: &OutletAccount) -> Markup {
    let facts = [
        ("Country", &account.outlet.country.as_deref().map(|code| country_name(code).to_owned())),
        ("Owner", &account.owner),
        ("Control", &account.control.as_ref().map(|control| control.replace('_', " "))),
        ("Site", &account.domain),
    ];
    html! {
        dl.facts {
            @for (name, fact) in facts {
                @if let Some(fact) = fact { div { dt { (name) } dd { (fact) } } }
            }
            @if !account.aliases.is_empty() { div { dt { "Also called" } dd { (account.aliases.join(", ")) } } }
        }
        @if account.owner.is_none() && account.control.is_none() {
            p.told { "The table of outlets does not say who owns or controls it." }
        }
        p { a href=(of_actor(&account.outlet.id)) { "What it says itself, and what is said of it" } }
    }
}

fn original(origin: &OriginRow) -> Markup {
    html! {
        (article(&origin.document))
        ul.copies aria-label="Copies" { @for copy in &origin.copies { li { (article(copy)) " · copy" } } }
    }
}
