//! An actor's page: what it said, how it stands to others, what it took part in.

use maud::html;
use sayso_ledger::{ActorAccount, StatementRow};
use sayso_reading::label;

use super::lists::statement;
use super::shell::{data, page};
use super::{counted, of_document};

/// The page of an actor, with some of its latest statements.
pub fn actor_page(account: &ActorAccount, statements: &[StatementRow]) -> String {
    let actor = &account.actor;
    let number = |number: i64| usize::try_from(number).unwrap_or(0);
    let body = html! {
        h1 { (actor.name) }
        p.told {
            (label(actor.kind))
            @if let Some(country) = &actor.country { " · " (country) }
            " · mentioned in " (counted(number(actor.mentioned), "article")) " · " (counted(number(actor.statements), "statement"))
        }
        @if let Some(owner) = &actor.owner { p { "Owner: " (owner) } }
        @if let Some(control) = &actor.control { p { "Control: " (control.replace('_', " ")) } }
        @if account.names.len() > 1 { p { "Also called " (account.names[1..].join(", ")) } }
        @if !account.said.is_empty() {
            section aria-labelledby="said" {
                h2 #said { "What it said" }
                p.badges { @for (stance, count) in &account.said { span.badge { (label(*stance)) " " (count) } } }
                ol.statements { @for row in statements { li { (statement(row)) } } }
            }
        }
        @if !account.quoted_by.is_empty() {
            section aria-labelledby="quoted" {
                h2 #quoted { "Who quotes it" }
                ul.plain { @for (outlet, count) in &account.quoted_by { li { (outlet) " " (count) } } }
            }
        }
        @if !account.incidents.is_empty() {
            section aria-labelledby="part" {
                h2 #part { "What it is said to have taken part in" }
                ul.plain {
                    @for part in &account.incidents {
                        li { (part.role.replace('_', " ")) ": " a href={ "/incident/" (part.incident) } { (part.title) } " · " (counted(number(part.documents), "article")) }
                    }
                }
            }
        }
        @if !account.relations.is_empty() {
            section aria-labelledby="relations" {
                h2 #relations { "How it stands to others" }
                ul.plain {
                    @for relation in &account.relations {
                        li { (label(relation.kind)) " " (relation.other) ": " a href=(of_document(&relation.document)) { q { (relation.text) } } }
                    }
                }
            }
        }
        (data(&format!("/api/actors/{}", actor.id), None))
    };
    page(&actor.name, "/sources", body)
}
