//! The account of an incident: what is claimed, by whom, and what of it cannot all hold.

use std::collections::HashMap;

use maud::{Markup, html};
use sayso_ledger::{Backing, BackingKind, Claim, Conflict, ConflictKind, DocumentRow, Field, Incident, Value};
use sayso_reading::label;

use super::home::told_by;
use super::map::{Point, map};
use super::shell::{data, page};
use super::{address, counted, of_document, of_statement, short};

/// Sources and documents named with a value at most; the rest is counted.
const NAMED: usize = 6;

/// The page of an incident. `documents` are those that tell of it, by day.
pub fn incident_page(incident: &Incident, documents: &[DocumentRow]) -> String {
    let names = Names::of(documents);
    let conflicts = incident.conflicts();
    let body = html! {
        h1 { (incident.title) }
        p.told { (told_by(incident)) }
        @if !conflicts.is_empty() {
            p.badges {
                @for conflict in &conflicts { a.badge.(label(conflict.kind)) href={ "#" (conflict.field) } { (named(conflict)) } }
            }
        }
        div.sheet {
            @for claims in &incident.fields {
                @let of_field: Vec<&Conflict> = conflicts.iter().filter(|it| it.field == claims.field).collect();
                section id=(claims.field) aria-labelledby={ (claims.field) "-title" } {
                    h2 id={ (claims.field) "-title" } {
                        (heading(claims.field))
                        @for conflict in &of_field { " " span.badge.(label(conflict.kind)) { (label(conflict.kind)) } }
                    }
                    ul.values {
                        @for claim in &claims.values { li { (value(claim, &of_field, &names)) } }
                    }
                }
            }
        }
        div.overview {
            (map(&incident.claims(Field::Place).iter().filter_map(point).collect::<Vec<_>>()))
            (first_told(incident))
        }
        section aria-labelledby="articles" {
            h2 #articles { "Articles" }
            (articles(documents))
        }
        (data(&format!("/api/incidents/{}", incident.id), None))
    };
    page(&incident.title, "/incident", body)
}

fn named(conflict: &Conflict) -> String {
    match (conflict.kind, conflict.field) {
        (ConflictKind::Place, _) => "disputed place".to_owned(),
        (kind, field) => format!("{}: {field}", label(kind)),
    }
}

fn heading(field: Field) -> &'static str {
    match field {
        Field::Happened => "Whether it happened",
        Field::Place => "Where",
        Field::Date => "When",
        Field::Killed => "Killed",
        Field::Injured => "Injured",
        Field::Perpetrator => "Who did it",
        Field::Target => "To whom or what",
        Field::Instrument => "With what",
        Field::Responsibility => "Who answers for it",
    }
}

/// A value with its words, its sources and when it was first told.
pub(super) fn value(claim: &Claim, conflicts: &[&Conflict], names: &Names) -> Markup {
    let disputed = conflicts.iter().any(|it| it.values.iter().any(|other| other.value == claim.value));
    let shown = claim.value.to_string();
    html! {
        p.value.disputed[disputed] {
            strong { (linked(&claim.value, &shown)) }
            @if !shown.eq_ignore_ascii_case(&claim.text) { " " q { (claim.text) } }
        }
        p.backing {
            (counted(claim.sources, "source")) ": "
            @for (at, backing) in claim.counted.iter().take(NAMED).enumerate() {
                @if at > 0 { ", " }
                (source(backing, names))
            }
            @if claim.counted.len() > NAMED { " and " (claim.counted.len() - NAMED) " more" }
            @if let Some(first) = &claim.first { " · first " time { (first) } }
        }
        @if !claim.statements.is_empty() {
            p.words { "Said in " (ids(&claim.statements, names)) }
        }
        @if !claim.denied.is_empty() {
            p.words.denied { "Denied in " (ids(&claim.denied, names)) }
        }
    }
}

/// An actor known across documents leads to its page.
fn linked(value: &Value, shown: &str) -> Markup {
    match value {
        Value::Who { actor: Some(actor), .. } | Value::Responsible { actor: Some(actor), .. } => {
            html! { a href={ "/actor/" (actor) } { (shown) } }
        }
        _ => html! { (shown) },
    }
}

/// A source with the documents that have the value from there.
fn source(backing: &Backing, names: &Names) -> Markup {
    html! {
        span.source { (if backing.kind == BackingKind::Document { names.of_document(&backing.source) } else { backing.source.clone() }) }
        " ("
        @for (at, document) in backing.documents.iter().take(3).enumerate() {
            @if at > 0 { ", " }
            a href=(of_document(document)) { (names.of_document(document)) }
        }
        @if backing.documents.len() > 3 { ", …" }
        ")"
    }
}

fn ids(statements: &[String], names: &Names) -> Markup {
    html! {
        @for (at, id) in statements.iter().take(NAMED).enumerate() {
            @if at > 0 { ", " }
            a href=(of_statement(id)) { (names.of_statement(id)) }
        }
        @if statements.len() > NAMED { " and " (statements.len() - NAMED) " more" }
    }
}

/// The first words of a title.
fn begun(title: &str) -> String {
    const SHOWN: usize = 24;
    if title.chars().count() <= SHOWN {
        return title.trim().to_owned();
    }
    let cut: String = title.chars().take(SHOWN).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words).trim())
}

/// What documents are called in short: by their outlets where these are known, else by the first words of their titles.
#[derive(Default)]
pub(super) struct Names<'d>(HashMap<&'d str, String>);

impl<'d> Names<'d> {
    fn of(documents: &'d [DocumentRow]) -> Self {
        let name =
            |it: &DocumentRow| it.outlet.clone().or_else(|| it.title.as_deref().map(begun)).filter(|it| !it.is_empty());
        Self(documents.iter().filter_map(|it| Some((it.id.as_str(), name(it)?))).collect())
    }

    fn of_document(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| short(id))
    }

    fn of_statement(&self, id: &str) -> String {
        match id.rsplit_once('#') {
            Some((document, statement)) => format!("{} {statement}", self.of_document(document)),
            None => short(id),
        }
    }
}

fn point(claim: &Claim) -> Option<Point> {
    let Value::Place(place) = &claim.value else { return None };
    Some(Point {
        latitude: place.latitude?,
        longitude: place.longitude?,
        label: format!("{}: {}", place.name, counted(claim.sources, "source")),
        link: "#place".to_owned(),
        weight: claim.documents.len(),
    })
}

/// When each number and each claim of who did it was first told.
fn first_told(incident: &Incident) -> Markup {
    let fields = [Field::Killed, Field::Injured, Field::Responsibility];
    let claims = fields.into_iter().flat_map(|field| incident.claims(field).iter().map(move |claim| (field, claim)));
    let mut told: Vec<(&str, Field, &Claim)> =
        claims.filter_map(|(field, claim)| Some((claim.first.as_deref()?, field, claim))).collect();
    told.sort_by_key(|(day, field, _)| (*day, *field));
    html! {
        @if !told.is_empty() {
            section.first aria-labelledby="first-told" {
                h2 #first-told { "As it was told" }
                ol {
                    @for (day, field, claim) in told {
                        li { time { (day) } " " (field) " " strong { (claim.value) } " · " (counted(claim.documents.len(), "article")) }
                    }
                }
            }
        }
    }
}

/// The articles, copies under what they are copies of.
fn articles(documents: &[DocumentRow]) -> Markup {
    let is_here = |id: &String| documents.iter().any(|document| document.id == *id);
    let copies = |id: &str| documents.iter().filter(|it| it.copy_of.as_deref() == Some(id)).collect::<Vec<_>>();
    html! {
        ol.articles {
            @for document in documents.iter().filter(|it| !it.copy_of.as_ref().is_some_and(is_here)) {
                li {
                    (article(document))
                    @let copies = copies(&document.id);
                    @if !copies.is_empty() {
                        ul.copies aria-label="Copies" { @for copy in copies { li { (article(copy)) " · copy" } } }
                    }
                }
            }
        }
    }
}

pub(super) fn article(document: &DocumentRow) -> Markup {
    html! {
        a href=(of_document(&document.id)) { (document.title.clone().unwrap_or_else(|| short(&document.id))) }
        @if let Some(outlet) = &document.outlet {
            " · " a href=(address("/search?q=", outlet)) { (outlet) }
        }
        @if let Some(day) = &document.day { " · " time { (day) } }
    }
}
