//! Which incidents are shown: the form, what is asked for as marks that can be taken off, and as an address.

use maud::{Markup, html};
use sayso_ledger::IncidentFilter;
use sayso_reading::{EventType, code, label};

use super::articles::query as address_query;

/// The kinds of events that are incidents.
const KINDS: [EventType; 3] = [EventType::Assault, EventType::Coerce, EventType::Protest];

/// The filter as the query of an address, its `skip` left out.
pub(super) fn query(filter: &IncidentFilter) -> String {
    address_query(&[
        ("since", filter.since.clone()),
        ("until", filter.until.clone()),
        ("place", filter.place.clone()),
        ("country", filter.country.clone()),
        ("type", filter.kind.map(code)),
        ("document", filter.document.clone()),
        ("least", filter.least.map(|it| it.to_string())),
        ("most", (!filter.latest).then(|| "1".to_owned())),
    ])
}

/// The filter as the interface for data takes it: these rows and no others.
pub(super) fn data_query(filter: &IncidentFilter) -> String {
    let order = filter.latest.then(|| "1".to_owned());
    let paging = address_query(&[
        ("latest", order),
        ("skip", (filter.skip > 0).then(|| filter.skip.to_string())),
        ("limit", filter.limit.map(|it| it.to_string())),
    ]);
    [query(&IncidentFilter { latest: true, ..filter.clone() }), paging]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("&")
}

/// An address with a query, which may be empty.
pub(super) fn at(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The form; `more` are the page's own questions.
pub(super) fn form(path: &str, filter: &IncidentFilter, more: &Markup) -> Markup {
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        form.filters method="get" action=(path) {
            label { "From " input type="date" name="since" value=(value(&filter.since)); }
            label { "to " input type="date" name="until" value=(value(&filter.until)); }
            label { "Place " input type="search" name="place" value=(value(&filter.place)) size="14"; }
            label { "Country " input type="text" name="country" value=(value(&filter.country)) size="3" maxlength="2"; }
            label {
                "Kind "
                select name="type" {
                    option value="" { "any" }
                    @for kind in KINDS { option value=(code(kind)) selected[filter.kind == Some(kind)] { (label(kind)) } }
                }
            }
            label { "Told by at least " input type="number" name="least" min="1" value=(filter.least.map(|it| it.to_string()).unwrap_or_default()); }
            (more)
            button type="submit" { "Show" }
        }
    }
}

/// What is asked for, each with the way to the same without it. `more` are the page's own questions: their words, and their part of the query.
pub(super) fn chips(path: &str, filter: &IncidentFilter, more: &[(String, String)]) -> Markup {
    let without = |change: &dyn Fn(&mut IncidentFilter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        query(&filter)
    };
    let mut chips: Vec<(String, String)> = Vec::new();
    let mut chip = |words: Option<String>, change: &dyn Fn(&mut IncidentFilter)| {
        chips.extend(words.map(|words| (words, without(change))));
    };
    chip(filter.since.as_ref().map(|day| format!("from {day}")), &|it| it.since = None);
    chip(filter.until.as_ref().map(|day| format!("to {day}")), &|it| it.until = None);
    chip(filter.place.as_ref().map(|place| format!("place: {place}")), &|it| it.place = None);
    chip(filter.country.as_ref().map(|country| format!("country: {}", country.to_uppercase())), &|it| {
        it.country = None
    });
    chip(filter.kind.map(label), &|it| it.kind = None);
    chip(filter.document.as_ref().map(|_| "told by one article".to_owned()), &|it| it.document = None);
    chip(filter.least.map(|least| format!("at least {least} articles")), &|it| it.least = None);
    let own: Vec<&str> = more.iter().map(|it| it.1.as_str()).collect();
    let joined = |parts: Vec<&str>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
    let all = query(filter);
    html! {
        @if !chips.is_empty() || !more.is_empty() {
            ul.chips aria-label="What is asked for" {
                @for (words, rest) in &chips {
                    @let rest = joined(std::iter::once(rest.as_str()).chain(own.iter().copied()).collect());
                    li { a.chip href=(at(path, &rest)) aria-label={ "Leave out: " (words) } { (words) } }
                }
                @for (number, (words, _)) in more.iter().enumerate() {
                    @let others = own.iter().enumerate().filter(|(at, _)| *at != number).map(|it| *it.1);
                    @let rest = joined(std::iter::once(all.as_str()).chain(others).collect());
                    li { a.chip href=(at(path, &rest)) aria-label={ "Leave out: " (words) } { (words) } }
                }
                @if chips.len() + more.len() > 1 { li { a href=(path) { "Leave out all" } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_leads_to_the_same_without_it() {
        let filter = IncidentFilter {
            since: Some("2031-05-01".to_owned()),
            place: Some("Orsa & Velm".to_owned()),
            latest: true,
            ..IncidentFilter::default()
        };
        assert_eq!(query(&filter), "since=2031-05-01&place=Orsa%20%26%20Velm");
        let own = [("dispute".to_owned(), "conflict=dispute".to_owned())];
        let drawn = chips("/conflicts", &filter, &own).into_string();
        for rest in [
            "place=Orsa%20%26%20Velm&amp;conflict=dispute",
            "since=2031-05-01&amp;conflict=dispute",
            "since=2031-05-01&amp;place=Orsa%20%26%20Velm",
        ] {
            assert!(drawn.contains(&format!("href=\"/conflicts?{rest}\"")), "{rest} in {drawn}");
        }
        assert!(
            chips("/", &IncidentFilter { latest: true, ..IncidentFilter::default() }, &[]).into_string().is_empty()
        );
    }

    #[test]
    fn the_data_are_the_rows_of_the_page() {
        let filter = IncidentFilter { latest: true, limit: Some(15), skip: 30, ..IncidentFilter::default() };
        assert_eq!(data_query(&filter), "latest=1&skip=30&limit=15");
        assert_eq!(data_query(&IncidentFilter::default()), "");
    }
}
