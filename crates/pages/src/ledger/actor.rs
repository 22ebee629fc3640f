//! An actor's page: what it said, what is said of it, how it stands to others, what it took part in.

use maud::{Markup, html};
use sayso_ledger::{ActorAccount, NamingRow, StatementRow};
use sayso_reading::{ActorKind, Stance, code, label};
use sayso_value::place::country_name;

use super::articles::statement;
use super::deciding::{About, Deciding};
use super::shell::{data, page};
use super::{address, counted, of_actor, of_event, of_outlet, of_statement, of_words};

/// What the page of an actor shows.
pub struct Actor {
    /// Who, and what is known of it.
    pub account: ActorAccount,
    /// Some of its latest statements of each stance, in the order of the account.
    pub said: Vec<(Stance, Vec<StatementRow>)>,
    /// Some of the latest statements of others that mention it.
    pub said_of: Vec<StatementRow>,
    /// The latest articles that name it, [`super::NAMING`] at most.
    pub naming: Vec<NamingRow>,
}

/// The page of an actor.
pub fn actor_page(shown: &Actor, deciding: &Deciding) -> String {
    let account = &shown.account;
    let actor = &account.actor;
    let number = |number: i64| usize::try_from(number).unwrap_or(0);
    let body = html! {
        h1 { (actor.name) }
        p.told {
            (label(actor.kind))
            @if let Some(country) = &actor.country { " · " (country_name(country)) }
            " · mentioned in " a href={ "/articles?actor=" (actor.id) } { (counted(number(actor.mentioned), "article")) }
            " · " a href={ "/statements?actor=" (actor.id) } { (counted(number(actor.statements), "statement")) }
        }
        (deciding.decided(About::Actor(&actor.id)))
        @if actor.kind == ActorKind::Outlet { p { a href=(of_outlet(&actor.name)) { "What this outlet originates and repeats" } } }
        @if let Some(owner) = &actor.owner { p { "Owner: " (owner) } }
        @if let Some(control) = &actor.control { p { "Control: " (control.replace('_', " ")) } }
        @if account.names.iter().any(|name| *name != actor.name) {
            p { "Also called " (account.names.iter().filter(|name| **name != actor.name).cloned().collect::<Vec<_>>().join(", ")) }
        }
        @if !shown.said.is_empty() {
            section aria-labelledby="said" {
                h2 #said { "What it said" }
                p.badges { @for (stance, count) in &account.said { a.badge href={ "#" (code(stance)) } { (label(*stance)) " " (count) } } }
                @for (stance, rows) in &shown.said { (of_stance(account, *stance, rows)) }
            }
        }
        @if !shown.said_of.is_empty() {
            section aria-labelledby="of" {
                h2 #of { "What is said of it" }
                ol.statements { @for row in &shown.said_of { li { (statement(row)) } } }
            }
        }
        @if !account.incidents.is_empty() { (parts(account)) }
        @if !account.relations.is_empty() { (relations(account)) }
        @if !account.quoted_by.is_empty() {
            section aria-labelledby="quoted" {
                h2 #quoted { "Who quotes it" }
                ul.plain {
                    @for (outlet, count) in &account.quoted_by {
                        li {
                            a href=(of_outlet(outlet)) { (outlet) } ", in "
                            a href=(address(&format!("/statements?actor={}&outlet=", actor.id), outlet)) { (counted(number(*count), "article")) }
                        }
                    }
                }
            }
        }
        section.deciding aria-labelledby="who" {
            h2 #who { "Who is whom" }
            (deciding.same(About::Actor(&actor.id)))
            (deciding.another(actor, &shown.naming))
        }
        (data(&[
            ("This", format!("/api/actors/{}", actor.id), None),
            ("What it said", format!("/api/statements?actor={}", actor.id), Some(format!("/api/statements?format=csv&actor={}", actor.id))),
            ("What is said of it", format!("/api/statements?about={}", actor.id), Some(format!("/api/statements?format=csv&about={}", actor.id))),
        ]))
    };
    page(&actor.name, "/sources", body)
}

/// What it said of one stance: the latest, and the way to all.
fn of_stance(account: &ActorAccount, stance: Stance, rows: &[StatementRow]) -> Markup {
    let all = account.said.iter().find(|it| it.0 == stance).map_or(0, |it| usize::try_from(it.1).unwrap_or(0));
    html! {
        section aria-labelledby=(code(stance)) {
            h3 id=(code(stance)) { (label(stance)) }
            ol.statements { @for row in rows { li { (statement(row)) } } }
            @if all > rows.len() {
                p { a href={ "/statements?actor=" (account.actor.id) "&stance=" (code(stance)) } { "All " (all) } }
            }
        }
    }
}

fn parts(account: &ActorAccount) -> Markup {
    html! {
        section aria-labelledby="part" {
            h2 #part { "What it is said to have taken part in" }
            ul.plain {
                @for part in &account.incidents {
                    li {
                        (part.role.replace('_', " ")) ": " a href={ "/incident/" (part.incident) } { (part.title) }
                        " · " (counted(usize::try_from(part.documents).unwrap_or(0), "article"))
                        @if let Some(passage) = &part.passage { ": " a.sentence href=(of_event(&passage.document, &part.event)) { q { (passage.sentence) } } }
                    }
                }
            }
        }
    }
}

/// How it stands to others, each with the sentence that says so.
fn relations(account: &ActorAccount) -> Markup {
    html! {
        section aria-labelledby="relations" {
            h2 #relations { "How it stands to others" }
            ul.plain {
                @for relation in &account.relations {
                    li {
                        (label(relation.kind)) " "
                        @match &relation.actor { Some(id) => a href=(of_actor(id)) { (relation.other) }, None => (relation.other) }
                        ": " q { (relation.text) }
                        ", " a.sentence href=(match &relation.statement { Some(id) => of_statement(id), None => of_words(&relation.document, &relation.text) }) {
                            (if relation.statement.is_some() { "as said in" } else { "in" }) ": " q { (relation.sentence) }
                        }
                    }
                }
            }
        }
    }
}
