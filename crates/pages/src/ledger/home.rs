//! The first page: what is said to have happened.

use maud::{Markup, html};
use sayso_ledger::{IncidentFilter, IncidentRow, SpotRow};
use sayso_reading::code;
use sayso_value::place::is_country;

use super::badge::{MEANINGS, badges, legend};
use super::counted;
use super::filter::{at, chips, data_query, form, query};
use super::map::{Point, map};
use super::reading::read_form;
use super::shell::{data, page, pager};

/// What the first page shows.
pub struct Home {
    /// What was asked for; its limit is the length of a page.
    pub filter: IncidentFilter,
    /// The incidents of this page.
    pub incidents: Vec<IncidentRow>,
    /// How many pass the filter.
    pub total: usize,
    /// How many that pass, whatever their days, were in each month, `2024-01`.
    pub months: Vec<(String, usize)>,
    /// Where those that pass were.
    pub spots: Vec<SpotRow>,
    /// Proves that a form comes from this server.
    pub token: String,
    /// How many documents the ledger holds.
    pub documents: usize,
}

/// The first page.
pub fn home_page(home: &Home) -> String {
    let filter = &home.filter;
    let body = html! {
        h1 { "What is said to have happened" }
        p.figures {
            strong { (counted(home.total, "incident")) } " in " a href="/articles" { strong { (counted(home.documents, "article")) } }
        }
        form.filters.whole method="get" action="/search" role="search" {
            label { "Search all that is said " input type="search" name="q" size="30"; }
            button type="submit" { "Search" }
        }
        (read_form(&home.token))
        (form("/", filter, &order(filter)))
        (chips("/", filter, &[]))
        div.overview {
            (map(&home.spots.iter().map(|spot| point(filter, spot)).collect::<Vec<_>>(), html! {}))
            (timeline(home))
        }
        @if !home.incidents.is_empty() {
            (at_odds(filter))
        }
        @if home.incidents.is_empty() {
            @if home.documents == 0 {
                p { "There are no articles yet. Read one above, or add many with " code { "sayso add" } "." }
            } @else {
                p { "Nothing passes. Leave a filter out." }
            }
        }
        ol.incidents {
            @for incident in &home.incidents { li { (entry(incident)) } }
        }
        (pager("/", &query(filter), filter.limit, filter.skip, home.incidents.len(), home.total))
        (data(&[("This", at("/api/incidents", &data_query(filter)), Some(format!("/api/incidents?format=csv&{}", data_query(filter)))) ]))
    };
    page("Incidents", "/", body)
}

/// The ways to the conflicts of each kind, of what passes the filter.
fn at_odds(filter: &IncidentFilter) -> Markup {
    let asked = query(&IncidentFilter { latest: true, ..filter.clone() });
    let of = |kind| {
        let all = [asked.clone(), format!("conflict={}", code(kind))];
        format!("/conflicts?{}", all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&"))
    };
    html! {
        p.told { "What cannot all be so:" }
        (legend(&MEANINGS.map(|it| it.0), |kind| Some(of(kind))))
    }
}

/// Which come first.
fn order(filter: &IncidentFilter) -> Markup {
    html! { label { input type="checkbox" name="most" value="1" checked[!filter.latest]; " most told first" } }
}

/// An incident in the list.
fn entry(incident: &IncidentRow) -> Markup {
    html! {
        h2 { a href={ "/incident/" (incident.id) } { (incident.title) } }
        p.told { (told_by(incident)) }
        @if !incident.conflicts.is_empty() { (badges(&format!("/incident/{}", incident.id), incident)) }
    }
}

/// "9 articles · 5 outlets · 2 sources · 2024-01-28 · Orsa (XK) · assault"; each number leads to what it counts.
pub(super) fn told_by(incident: &IncidentRow) -> Markup {
    let numbers = [
        (incident.documents, "article", "articles"),
        (incident.outlets, "outlet", "outlets"),
        (incident.sources, "source", "independent"),
    ];
    html! {
        // Of an article without an outlet none is known.
        @for (number, name, section) in numbers.into_iter().filter(|it| it.0 > 0) {
            a href={ "/incident/" (incident.id) "#" (section) } { (counted(number, name)) } " · "
        }
        (incident.circumstances())
    }
}

/// A place on the map, which leads to what happened there.
fn point(filter: &IncidentFilter, spot: &SpotRow) -> Point {
    let there = IncidentFilter {
        place: Some(spot.place.clone()),
        country: spot.country.clone().or_else(|| filter.country.clone()),
        ..filter.clone()
    };
    Point {
        latitude: spot.latitude,
        longitude: spot.longitude,
        name: spot.place.clone(),
        label: format!("{}: {}", spot.place, counted(spot.incidents, "incident")),
        link: at("/", &query(&there)),
        weight: spot.incidents,
        is_country: is_country(&spot.place),
        is_disputed: false,
    }
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
                        a.chosen[is_chosen(&home.filter, &name)] href=(of_month(&home.filter, &name)) aria-label={ (name) ": " (counted(*count, "incident")) } {
                            rect x=(usize::try_from(number - first).unwrap_or(0) * BAR) y=(HEIGHT - high) width=(BAR - 1) height=(high) {
                                title { (name) ": " (count) }
                            }
                        }
                    }
                }
                figcaption { "Incidents by month, " (month_name(first)) " to " (month_name(last)) "; the highest bar: " (most) }
            }
        }
    }
}

/// The same in one month.
fn of_month(filter: &IncidentFilter, month: &str) -> String {
    let (since, until) = (Some(format!("{month}-01")), Some(format!("{month}-31")));
    at("/", &query(&IncidentFilter { since, until, ..filter.clone() }))
}

/// Whether days of a month are asked for.
fn is_chosen(filter: &IncidentFilter, month: &str) -> bool {
    let begins = filter.since.as_ref().is_none_or(|since| since.get(..7).is_some_and(|it| it <= month));
    let ends = filter.until.as_ref().is_none_or(|until| until.get(..7).is_some_and(|it| it >= month));
    (filter.since.is_some() || filter.until.is_some()) && begins && ends
}

/// Months since the year 0 of `2024-01`.
fn month(name: &str) -> Option<i32> {
    let (year, month) = name.split_once('-')?;
    Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()? - 1)
}

fn month_name(number: i32) -> String {
    format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
}
