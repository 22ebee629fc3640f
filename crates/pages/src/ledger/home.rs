//! The first page: what is said to have happened.

use maud::{Markup, html};
use sayso_ledger::{Incident, IncidentFilter};
use sayso_reading::{code, label};

use super::map::{Point, map};
use super::reading::read_form;
use super::shell::{data, page};
use super::{address, counted};

/// What the first page shows.
pub struct Home {
    /// What was asked for; its limit is the length of a page.
    pub filter: IncidentFilter,
    /// The incidents of this page.
    pub incidents: Vec<Incident>,
    /// How many pass the filter.
    pub total: usize,
    /// How many that pass were in each month, `2024-01`.
    pub months: Vec<(String, usize)>,
    /// Proves that a form comes from this server.
    pub token: String,
    /// How many documents the ledger holds.
    pub documents: usize,
}

/// The first page.
pub fn home_page(home: &Home) -> String {
    let body = html! {
        h1 { "What is said to have happened" }
        p.figures {
            strong { (counted(home.total, "incident")) } " in " strong { (counted(home.documents, "article")) }
        }
        (read_form(&home.token))
        (form(&home.filter))
        div.overview {
            (map(&home.incidents.iter().filter_map(point).collect::<Vec<_>>()))
            (timeline(home))
        }
        @if home.incidents.is_empty() {
            p { "Nothing passes. Leave a filter out, or add articles with " code { "sayso add" } "." }
        }
        ol.incidents {
            @for incident in &home.incidents { li { (entry(incident)) } }
        }
        (pager(home))
        (data(&format!("/api/incidents?{}", query(&home.filter, home.filter.skip)), Some(&format!("/api/incidents?format=csv&{}", query(&home.filter, home.filter.skip)))))
    };
    page("Incidents", "/", body)
}

fn form(filter: &IncidentFilter) -> Markup {
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        form.filters method="get" action="/" {
            label { "From " input type="date" name="since" value=(value(&filter.since)); }
            label { "to " input type="date" name="until" value=(value(&filter.until)); }
            label { "Place " input type="search" name="place" value=(value(&filter.place)) size="14"; }
            label { "Country " input type="text" name="country" value=(value(&filter.country)) size="3" maxlength="2"; }
            label { "Told by at least " input type="number" name="least" min="1" value=(filter.least.map(|it| it.to_string()).unwrap_or_default()); }
            label { input type="checkbox" name="most" value="1" checked[!filter.latest]; " most told first" }
            button type="submit" { "Show" }
        }
    }
}

/// The filter as the query of an address.
fn query(filter: &IncidentFilter, skip: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (name, value) in [
        ("since", &filter.since),
        ("until", &filter.until),
        ("place", &filter.place),
        ("country", &filter.country),
        ("type", &filter.kind.map(code)),
        ("least", &filter.least.map(|it| it.to_string())),
        (if filter.latest { "latest" } else { "most" }, &Some("1".to_owned())),
        ("skip", &(skip > 0).then(|| skip.to_string())),
    ] {
        parts.extend(value.as_ref().filter(|it| !it.is_empty()).map(|it| address(&format!("{name}="), it)));
    }
    parts.join("&")
}

/// An incident in the list.
pub(super) fn entry(incident: &Incident) -> Markup {
    let conflicts = incident.conflicts();
    html! {
        h2 { a href={ "/incident/" (incident.id) } { (incident.title) } }
        p.told { (told_by(incident)) }
        @if !conflicts.is_empty() {
            p.badges {
                @for conflict in &conflicts {
                    @let kind = label(conflict.kind);
                    a.badge.(kind) href={ "/incident/" (incident.id) "#" (conflict.field) } {
                        (kind) @if kind != conflict.field.to_string() { ": " (conflict.field) }
                    }
                }
            }
        }
    }
}

/// "9 articles · 5 outlets · 2 sources · 2024-01-28 · Orsa (XK) · assault".
pub(super) fn told_by(incident: &Incident) -> String {
    [
        counted(incident.documents.len(), "article"),
        counted(incident.outlets.len(), "outlet"),
        counted(incident.sources, "source"),
        incident.circumstances(),
    ]
    .join(" · ")
}

fn point(incident: &Incident) -> Option<Point> {
    let place = incident.place.as_ref()?;
    Some(Point {
        latitude: place.latitude?,
        longitude: place.longitude?,
        label: format!("{}: {}", place.name, incident.title),
        link: format!("/incident/{}", incident.id),
        weight: incident.documents.len(),
    })
}

/// How many incidents each of the last months had; each leads to that month.
fn timeline(home: &Home) -> Markup {
    const MONTHS: i32 = 120;
    const BAR: usize = 8;
    const HEIGHT: usize = 90;
    let counts: Vec<(i32, usize)> =
        home.months.iter().filter_map(|(name, count)| Some((month(name)?, *count))).collect();
    let last = counts.last().map_or(0, |it| it.0);
    let counts: Vec<(i32, usize)> = counts.into_iter().filter(|it| it.0 > last - MONTHS).collect();
    let first = counts.first().map_or(0, |it| it.0);
    let most = counts.iter().map(|it| it.1).max().unwrap_or(0).max(1);
    let width = usize::try_from(last - first + 1).unwrap_or(1).max(24) * BAR;
    html! {
        @if !counts.is_empty() {
            figure.timeline {
                svg viewBox={ "0 0 " (width) " " (HEIGHT) } preserveAspectRatio="none" role="group" aria-label="Incidents by month" {
                    @for (number, count) in &counts {
                        @let (name, high) = (month_name(*number), (count * (HEIGHT - 4)).div_ceil(most));
                        a href={ "/?since=" (name) "-01&until=" (name) "-31" } aria-label={ (name) ": " (count) } {
                            rect x=(usize::try_from(number - first).unwrap_or(0) * BAR) y=(HEIGHT - high) width=(BAR - 1) height=(high) {
                                title { (name) ": " (count) }
                            }
                        }
                    }
                }
                figcaption { "Incidents by month, " (month_name(first)) " to " (month_name(last)) }
            }
        }
    }
}

/// Months since the year 0 of `2024-01`.
fn month(name: &str) -> Option<i32> {
    let (year, month) = name.split_once('-')?;
    Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()? - 1)
}

fn month_name(number: i32) -> String {
    format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
}

fn pager(home: &Home) -> Markup {
    let length = home.filter.limit.unwrap_or(home.total).max(1);
    let skip = home.filter.skip;
    let link = |skip: usize| format!("/?{}", query(&home.filter, skip));
    html! {
        @if home.total > length {
            nav.pager aria-label="More" {
                @if skip > 0 { a rel="prev" href=(link(skip.saturating_sub(length))) { "Before" } }
                span { (skip + 1) "–" (skip + home.incidents.len()) " of " (home.total) }
                @if skip + length < home.total { a rel="next" href=(link(skip + length)) { "Next" } }
            }
        }
    }
}
