//! The account of an incident: what is claimed, by whom, and what of it cannot all hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use maud::{Markup, html};
use sayso_ledger::{
    Backing, BackingKind, Claim, Conflict, ConflictKind, DocumentRow, Field, Incident, IncidentRow, TellingRow, Value,
};
use sayso_reading::label;
use sayso_value::place::is_country;

use super::articles::article;
use super::badge::{badges, legend, word};
use super::deciding::{About, Deciding};
use super::home::told_by;
use super::map::{Point, map};
use super::shell::{data, page};
use super::timeline::timeline;
use super::{counted, of_document, of_event, of_outlet, of_statement, short};

/// Sources and documents named with a value at most; the rest is counted.
const NAMED: usize = 6;
/// Documents named with a source at most.
const OF_SOURCE: usize = 3;

/// Ids of the documents that are named with the values of a conflict.
pub fn named_documents(conflict: &Conflict) -> Vec<String> {
    let of_statement =
        |id: &String| id.rsplit_once('#').map_or_else(|| id.clone(), |(document, _)| document.to_owned());
    let of_claim = |claim: &Claim| {
        let counted = claim.counted.iter().take(NAMED).flat_map(|it| it.documents.iter().take(OF_SOURCE).cloned());
        let said = claim.statements.iter().take(NAMED).chain(claim.denied.iter().take(NAMED)).map(of_statement);
        counted.chain(said).collect::<Vec<_>>()
    };
    let ids: BTreeSet<String> = conflict.values.iter().flat_map(of_claim).collect();
    ids.into_iter().collect()
}

/// The page of an incident. `documents` are those that tell of it, by day; `tellings` where they do.
pub fn incident_page(
    incident: &Incident,
    documents: &[DocumentRow],
    tellings: &[TellingRow],
    deciding: &Deciding,
) -> String {
    let names = Names::of(documents, tellings);
    let conflicts = incident.conflicts();
    let row = IncidentRow::from(incident);
    let body = html! {
        h1 { (incident.title) }
        p.told { (told_by(&row)) }
        @if !conflicts.is_empty() {
            (badges("", &row))
            (legend(&conflicts.iter().map(|it| it.kind).collect::<Vec<_>>(), |_| None))
        }
        (deciding.decided(About::Incident(&incident.id)))
        div.sheet {
            @for claims in &incident.fields {
                @let of_field: Vec<&Conflict> = conflicts.iter().filter(|it| it.field == claims.field).collect();
                section id=(claims.field) aria-labelledby={ (claims.field) "-title" } {
                    h2 id={ (claims.field) "-title" } {
                        (heading(claims.field))
                        @for (_, kind) in row.conflicts.keys().filter(|it| it.0 == claims.field) {
                            " " span.badge.(label(*kind)) { (word(*kind)) }
                        }
                    }
                    ul.values {
                        @for (at, claim) in claims.values.iter().enumerate() {
                            li id={ (claims.field) "-" (at + 1) } { (value(claims.field, claim, &of_field, &names)) }
                        }
                    }
                    @if claims.field == Field::Place { (places(&claims.values, &of_field)) }
                }
            }
        }
        section aria-labelledby="appeared" {
            h2 #appeared { "When each value appeared" }
            (timeline(incident, documents, &names, |field, claim, document| names.words(field, claim, document)))
        }
        section aria-labelledby="independent" {
            h2 #independent { (counted(incident.sources, "independent source")) }
            (independent(incident, &names))
            p { a href={ "/sources?incident=" (incident.id) } { "Who carries whom here, as a graph" } }
        }
        @if !incident.outlets.is_empty() {
            section aria-labelledby="outlets" {
                h2 #outlets { (counted(incident.outlets.len(), "outlet")) }
                p {
                    @for (at, outlet) in incident.outlets.iter().enumerate() {
                        @if at > 0 { " · " }
                        a href=(of_outlet(outlet)) { (outlet) }
                    }
                }
            }
        }
        section aria-labelledby="articles" {
            h2 #articles { (counted(documents.len(), "article")) }
            (articles(documents))
        }
        section.deciding aria-labelledby="decide" {
            h2 #decide { "One happening, or two" }
            (deciding.same(About::Incident(&incident.id)))
            (deciding.apart(&incident.id, documents))
        }
        (data(&[("This", format!("/api/incidents/{}", incident.id), Some(format!("/api/incidents/{}?format=csv", incident.id)))]))
    };
    page(&incident.title, "/incident", body)
}

pub(super) fn heading(field: Field) -> &'static str {
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
pub(super) fn value(field: Field, claim: &Claim, conflicts: &[&Conflict], names: &Names) -> Markup {
    let is_of = |it: &&&Conflict| it.values.iter().any(|other| other.value == claim.value);
    let is_updated = conflicts.iter().filter(is_of).any(|it| it.kind == ConflictKind::Update);
    let disputed = conflicts.iter().filter(is_of).any(|it| it.kind != ConflictKind::Update);
    let shown = claim.value.to_string();
    html! {
        p.value.disputed[disputed].updated[is_updated && !disputed] {
            strong { (linked(&claim.value, &shown)) }
            @if field != Field::Happened && !shown.eq_ignore_ascii_case(&claim.text) { " " q { (claim.text) } }
        }
        p.backing {
            (counted(claim.sources, "source")) ": "
            @for (at, backing) in claim.counted.iter().take(NAMED).enumerate() {
                @if at > 0 { ", " }
                (source(field, claim, backing, names))
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

/// A source with the words of the documents that have the value from there.
fn source(field: Field, claim: &Claim, backing: &Backing, names: &Names) -> Markup {
    html! {
        span.source { (if backing.kind == BackingKind::Document { names.of_document(&backing.source) } else { backing.source.clone() }) }
        " ("
        @for (at, (document, shown)) in names.told_apart(&backing.documents[..backing.documents.len().min(OF_SOURCE)]).iter().enumerate() {
            @if at > 0 { ", " }
            a href=(names.words(field, claim, document)) { (shown) }
        }
        @if backing.documents.len() > OF_SOURCE { ", …" }
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

/// What documents are called in short, by their outlets where these are known, else by the first words of their titles; and where they tell of the
/// incident.
#[derive(Default)]
pub(super) struct Names<'d> {
    names: HashMap<&'d str, String>,
    /// On which days they were published.
    days: HashMap<&'d str, &'d str>,
    tellings: HashMap<&'d str, Vec<&'d TellingRow>>,
}

impl<'d> Names<'d> {
    pub(super) fn of(documents: &'d [DocumentRow], tellings: &'d [TellingRow]) -> Self {
        let name =
            |it: &DocumentRow| it.outlet.clone().or_else(|| it.title.as_deref().map(begun)).filter(|it| !it.is_empty());
        let names = documents.iter().filter_map(|it| Some((it.id.as_str(), name(it)?))).collect();
        let days = documents.iter().filter_map(|it| Some((it.id.as_str(), it.day.as_deref()?))).collect();
        let mut out = Self { names, days, tellings: HashMap::new() };
        for telling in tellings {
            out.tellings.entry(&telling.passage.document).or_default().push(telling);
        }
        out
    }

    fn of_document(&self, id: &str) -> String {
        self.names.get(id).cloned().unwrap_or_else(|| short(id))
    }

    /// What documents named beside each other are called: one that has the name of another before it by its day, or as yet another.
    fn told_apart<'i>(&self, ids: &'i [String]) -> Vec<(&'i str, String)> {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let name = |id: &'i String| {
            let name = self.of_document(id);
            let day = self.days.get(id.as_str()).map(|day| (*day).to_owned());
            let shown = [Some(name), day].into_iter().flatten().find(|it| !used.contains(it));
            let shown = shown.unwrap_or_else(|| "again".to_owned());
            used.insert(shown.clone());
            (id.as_str(), shown)
        };
        ids.iter().map(name).collect()
    }

    fn of_statement(&self, id: &str) -> String {
        match id.rsplit_once('#') {
            Some((document, statement)) => format!("{} {statement}", self.of_document(document)),
            None => short(id),
        }
    }

    /// Whose word a value in a document is: "Halim Dorsk in Corvan News Agency".
    pub(super) fn first(&self, claim: &Claim, document: &str) -> String {
        let outlet = self.of_document(document);
        let backing = claim.counted.iter().find(|it| it.documents.iter().any(|id| id == document));
        match backing.filter(|it| it.kind == BackingKind::Speaker && it.source != outlet) {
            Some(backing) => format!("{} in {outlet}", backing.source),
            None => outlet,
        }
    }

    /// Where the words of a document that claim or deny a value stand: in a statement, else in its own sentence.
    pub(super) fn words(&self, field: Field, claim: &Claim, document: &str) -> String {
        let is_there = |id: &&String| id.rsplit_once('#').is_some_and(|(of, _)| of == document);
        if let Some(statement) = claim.statements.iter().chain(&claim.denied).find(is_there) {
            return of_statement(statement);
        }
        let tellings = self.tellings.get(document).map_or(&[][..], Vec::as_slice);
        let tells = |it: &&&TellingRow| match (&claim.value, field) {
            (Value::Number { low, high }, Field::Killed) => it.killed.contains(&(*low, *high)),
            (Value::Number { low, high }, Field::Injured) => it.injured.contains(&(*low, *high)),
            (Value::Place(place), _) => it.place.as_ref() == Some(&place.name),
            (Value::Days(days), _) => it.day.is_some() && it.day == days.start,
            _ => false,
        };
        match tellings.iter().find(tells).or(tellings.first()) {
            Some(telling) => of_event(document, &telling.event),
            None => of_document(document),
        }
    }
}

/// The claimed places on a map, each leading to what is said of it, and those that lie nobody knows where.
fn places(claims: &[Claim], conflicts: &[&Conflict]) -> Markup {
    let place = |claim: &Claim| match &claim.value {
        Value::Place(place) => Some(place.clone()),
        _ => None,
    };
    let is_disputed = |claim: &Claim| {
        let mut values = conflicts.iter().filter(|it| it.kind == ConflictKind::Place).flat_map(|it| &it.values);
        values.any(|other| other.value == claim.value)
    };
    let points = claims.iter().enumerate().filter_map(|(at, claim)| {
        let place = place(claim)?;
        let (latitude, longitude) = place.latitude.zip(place.longitude)?;
        Some(Point {
            latitude,
            longitude,
            label: format!("{}: {}", place.name, counted(claim.sources, "source")),
            link: format!("#{}-{}", Field::Place, at + 1),
            weight: claim.documents.len(),
            is_country: is_country(&place.name),
            is_disputed: is_disputed(claim),
            name: place.name,
        })
    });
    let points: Vec<Point> = points.collect();
    let nowhere: Vec<String> =
        claims.iter().filter_map(place).filter(|it| it.latitude.is_none()).map(|it| it.to_string()).collect();
    let more = html! {
        @if points.iter().any(|point| point.is_disputed) { "A double ring: others say that it was elsewhere. " }
        @if !nowhere.is_empty() { "Without a position: " (nowhere.join(", ")) ". " }
    };
    map(&points, more)
}

/// The sources that are counted, each with what it claims.
fn independent(incident: &Incident, names: &Names) -> Markup {
    type Backed<'i> = (Field, &'i Claim, &'i Backing);
    let mut by_source: BTreeMap<(BackingKind, &str), Vec<Backed>> = BTreeMap::new();
    for claims in &incident.fields {
        for claim in &claims.values {
            for backing in &claim.counted {
                by_source.entry((backing.kind, &backing.source)).or_default().push((claims.field, claim, backing));
            }
        }
    }
    html! {
        ul.plain {
            @for ((kind, name), claims) in &by_source {
                @let documents: BTreeSet<&String> = claims.iter().flat_map(|it| &it.2.documents).collect();
                li {
                    span.source { (if *kind == BackingKind::Document { names.of_document(name) } else { (*name).to_owned() }) }
                    " (" (counted(documents.len(), "article")) "): "
                    @for (at, (field, claim, backing)) in claims.iter().take(NAMED).enumerate() {
                        @if at > 0 { " · " }
                        @if *field != Field::Happened { (field) " " }
                        @match backing.documents.first() {
                            Some(document) => a href=(names.words(*field, claim, document)) { (claim.value) },
                            None => (claim.value),
                        }
                    }
                    @if claims.len() > NAMED { " · and " (claims.len() - NAMED) " more" }
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
