//! The list of events.

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};
use sayso_document::Span;
use sayso_reading::{
    Confidence, Count, Event, EventRole, Place, Reading, Role, Statement, days, event_kind, interval, label,
};

use crate::ledger::Corrections;
use crate::marks::{Item, Mark, Part, marked_parts};
use crate::sources::ActorNames;

/// An entry for each of `events`, its words linked to the article and its statements to their rows.
pub(crate) fn event_list(
    reading: &Reading,
    events: &[&Event],
    marks: &[Mark],
    corrections: Option<&Corrections>,
) -> Markup {
    let statements = reading.statements.iter().map(|statement| statement.id.as_str()).zip(0..).collect();
    let (marked, actors) = (marked_parts(marks), ActorNames::of(reading));
    html! {
        h2 #events-title { "Events, deeds before words" }
        ol.events role="list" {
            @for (index, event) in events.iter().enumerate() {
                @let entry = Entry { item: Item::Event(index), event, marked: &marked, actors: &actors, statements: &statements, contents: &reading.statements };
                li id=(entry.item.row()) {
                    (entry.markup())
                    @if let Some(corrections) = corrections { (corrections.event(entry.item, event)) }
                }
            }
        }
    }
}

struct Entry<'a> {
    item: Item,
    event: &'a Event,
    marked: &'a HashSet<(Item, Part)>,
    actors: &'a ActorNames<'a>,
    /// Indices of statements by their ids.
    statements: &'a HashMap<&'a str, usize>,
    contents: &'a [Statement],
}

impl Entry<'_> {
    fn markup(&self) -> Markup {
        let event = self.event;
        let words = event.words().iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(", ");
        html! {
            p.what {
                span.number aria-hidden="true" { (self.item.row()) } " "
                strong { (event_kind(event)) } ": "
                @if self.marked.contains(&(self.item, Part::Trigger)) {
                    a href=(format!("#{}", self.item.part(Part::Trigger))) { (words) }
                } @else { (words) }
            }
            dl {
                (self.participants("by", &Role::DOERS))
                (self.participants("to", &Role::SUFFERERS))
                (self.participants("with", &[Role::Instrument]))
                (self.given("where", event.place.iter().chain(&event.further_places).map(|it| (place(it), &it.span))))
                @if let Some(time) = &event.time {
                    (row("when", html! { (words_of(&time.span)) " (" (days(time)) ")" }))
                }
                (self.given("killed", event.killed.iter().chain(&event.further_killed).map(count)))
                (self.given("injured", event.injured.iter().chain(&event.further_injured).map(count)))
                (row("told", self.said_in()))
            }
        }
    }

    fn participants(&self, name: &str, roles: &[Role]) -> Markup {
        let chosen: Vec<&EventRole> = self.event.roles.iter().filter(|it| roles.contains(&it.role)).collect();
        if chosen.is_empty() {
            return html! {};
        }
        row(
            name,
            html! {
                @for (number, role) in chosen.iter().enumerate() {
                    @if number > 0 { ", " }
                    (self.actors.get(role.actor.as_deref()).unwrap_or(&role.span.text))
                    @if let Some(confidence) = role.confidence.filter(|it| *it != Confidence::Fact) {
                        " (" (label(confidence)) ")"
                    }
                }
            },
        )
    }

    /// Where it was, or how many: the event's own, and where the text gives others, who says which.
    fn given<'s>(&self, name: &str, all: impl Iterator<Item = (Markup, &'s Span)>) -> Markup {
        let all: Vec<(Markup, &Span)> = all.collect();
        if all.is_empty() {
            return html! {};
        }
        row(
            name,
            html! {
                @for (at, (value, span)) in all.iter().enumerate() {
                    @if at > 0 { ", also given as " }
                    (value)
                    @if all.len() > 1 { (self.in_statement(span)) }
                }
            },
        )
    }

    /// In which statement words stand.
    fn in_statement(&self, words: &Span) -> Markup {
        html! { @if let Some(said) = self.said_at(words.start) { " in " (statement(said)) } }
    }

    /// The innermost statement in whose content words stand that begin there.
    fn said_at(&self, start: usize) -> Option<usize> {
        let spans = |index: &usize| self.contents[*index].content.spans.iter();
        let holding =
            (0..self.contents.len()).filter(|it| spans(it).any(|span| (span.start..span.end).contains(&start)));
        holding.min_by_key(|it| spans(it).map(|span| span.end.saturating_sub(span.start)).sum::<usize>())
    }

    fn said_in(&self) -> Markup {
        let said: Vec<usize> =
            self.event.said_in.iter().filter_map(|id| self.statements.get(id.as_str()).copied()).collect();
        html! {
            @if said.is_empty() {
                "in the article’s own voice"
            } @else {
                "in "
                @for index in said {
                    (statement(index)) " "
                }
            }
        }
    }
}

fn place(place: &Place) -> Markup {
    html! {
        (words_of(&place.span))
        @if let Some(country) = &place.country { " (" (country) ")" }
    }
}

fn count(count: &Count) -> (Markup, &Span) {
    (html! { (interval(count)) }, &count.span)
}

/// The number of a statement, which leads to its row.
fn statement(index: usize) -> Markup {
    html! {
        a href=(format!("#{}", Item::Statement(index).row())) aria-label=(format!("Statement {}", index + 1)) { (index + 1) }
    }
}

fn row(name: &str, value: Markup) -> Markup {
    html! {
        div { dt { (name) } " " dd { (value) } }
    }
}

/// The words of a span on one line.
fn words_of(span: &Span) -> String {
    span.text.split_whitespace().collect::<Vec<_>>().join(" ")
}
