//! The page as a whole.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sayso_document::Document;
use sayso_reading::{Event, Manner, Reading, events_by_weight};

use crate::article::article;
use crate::events::event_list;
use crate::ledger::Corrections;
use crate::marks::{Mark, Part, marks};
use crate::sources::{Speaker, speaker_list, speakers};
use crate::statements::statement_table;
use crate::style::{content_security_policy, style_sheet};

/// The HTML page of one reading: the article with its marks, the table of its statements, who speaks in it, and what is
/// said to have happened.
///
/// The page is complete in itself: no script, no network, no font or image. It can be kept, mailed and printed.
/// Spans that do not lie within the text are listed but not marked.
pub fn reading_page(reading: &Reading) -> String {
    reading_page_with(reading, html! {}, None)
}

/// [`reading_page`] with something above it, and with forms to correct it where there are `corrections`.
pub(crate) fn reading_page_with(reading: &Reading, above: Markup, corrections: Option<&Corrections>) -> String {
    let document = &reading.document;
    let events = events_by_weight(reading);
    let marks = marks(reading, &events);
    let sheet = style_sheet(reading.statements.len(), events.len(), corrections.is_some());
    let title = headline(document);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(content_security_policy(&sheet, corrections.is_some()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="sayso";
                title { (title) " · who says what" }
                style { (PreEscaped(sheet)) }
            }
            body {
                a.skip href="#statements" { "Skip to the statements" }
                @if !events.is_empty() { a.skip href="#events" { "Skip to the events" } }
                (above)
                (masthead(reading, &events, &title, &marks))
                main {
                    article lang=(language(document)) aria-label="The article" { (article(&document.text, &marks)) }
                    // Scrolls by itself on wide windows; focus lets the keyboard scroll it.
                    div.panel tabindex="0" role="group" aria-label="Statements and events" {
                        section #statements aria-label="Statements" {
                            @if reading.statements.is_empty() {
                                p { "No statements were found: the article speaks in its own voice throughout." }
                            } @else {
                                (statement_table(reading, &marks, corrections))
                            }
                        }
                        @if !events.is_empty() {
                            section #events aria-labelledby="events-title" { (event_list(reading, &events, &marks, corrections)) }
                        }
                    }
                }
                footer {
                    p {
                        "Read by sayso, by machine: statements and events can be missing, cut wrong or given to the wrong one. "
                        "What a source says is not thereby so."
                    }
                }
            }
        }
    }
    .into_string()
}

fn masthead(reading: &Reading, events: &[&Event], title: &str, marks: &[Mark]) -> Markup {
    let document = &reading.document;
    let speakers = speakers(reading);
    html! {
        header {
            p.outlet {
                @if let Some(outlet) = &document.outlet { span { (outlet) } " " }
                @if let Some(published) = &document.published { time { (day(published)) } }
            }
            h1 lang=(language(document)) { (title) }
            @if !document.authors.is_empty() { p.byline { "By " (document.authors.join(", ")) } }
            @if let Some(url) = &document.url { p.address { (address(url)) } }
            @if !reading.statements.is_empty() {
                p.figures { (figures(reading, &speakers, marks)) }
                (strip(&document.text, marks))
                section.speakers-section aria-labelledby="speakers" {
                    h2 #speakers { "Who speaks" }
                    (speaker_list(&speakers))
                }
                p.key {
                    "In the text: "
                    span.mark.source.layer0 { "source" } " " span.mark.cue.layer0 { "cue" } " "
                    span.mark.content.layer0 { "content" }
                    @if reading.statements.iter().any(|statement| !statement.via.is_empty()) {
                        " " span.mark.carrier.layer0 { "carrier" }
                    }
                    @if !events.is_empty() {
                        " " span.mark.trigger { "event" } " " span.mark.participant { "who took part" }
                        @if marks.iter().any(|mark| mark.part == Part::Toll) { " " span.mark.toll { "how many" } }
                    }
                }
            }
        }
    }
}

/// The title, else the beginning of the text, else the document's id.
fn headline(document: &Document) -> String {
    const LENGTH: usize = 80;
    if let Some(title) = document.title.as_deref().filter(|title| !title.trim().is_empty()) {
        return title.to_owned();
    }
    let line = document.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(&document.id);
    if line.chars().count() <= LENGTH {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LENGTH).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// The document's language tag where it has the form of one: a browser would misread any other string.
fn language(document: &Document) -> &str {
    let tag = document.language.as_str();
    let formed =
        tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if formed { tag } else { "und" }
}

/// The day of an ISO 8601 date-time; any other string whole.
fn day(published: &str) -> &str {
    published.split_once('T').map_or(published, |(day, _)| day)
}

/// The address, as a link where it is safe to follow.
fn address(url: &str) -> Markup {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    html! {
        @if matches!(scheme.as_deref(), Some("http" | "https")) {
            a href=(url) rel="noopener noreferrer external" { (url) }
        } @else {
            (url)
        }
    }
}

fn figures(reading: &Reading, speakers: &[Speaker], marks: &[Mark]) -> Markup {
    let statements = &reading.statements;
    let count = |manner: Manner| statements.iter().filter(|statement| statement.manner == manner).count();
    let sources = speakers.iter().filter(|speaker| speaker.name.is_some()).count();
    html! {
        strong { (counted(statements.len(), "statement", "statements")) }
        " by " strong { (counted(sources, "source", "sources")) } ": "
        (count(Manner::Direct)) " direct, " (count(Manner::Indirect)) " indirect, " (count(Manner::Mixed)) " mixed. "
        strong { (content_share(&reading.document.text, marks)) "%" }
        " of the text is what somebody says, thinks or wants; the rest is the article’s own voice."
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How much of the text, white space apart, lies in the content of a statement, in whole percent.
fn content_share(text: &str, marks: &[Mark]) -> usize {
    let letters = |range: std::ops::Range<usize>| text[range].chars().filter(|c| !c.is_whitespace()).count();
    let covered: usize = merged_content(marks).into_iter().map(letters).sum();
    let all = letters(0..text.len());
    (covered * 100 + all / 2).checked_div(all).unwrap_or(0)
}

/// The stretches of text that are content of one statement or more, in order, none touching another.
fn merged_content(marks: &[Mark]) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<_> =
        marks.iter().filter(|mark| mark.part == Part::Content).map(|mark| mark.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<std::ops::Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The text as one line from its beginning to its end, with the stretches that are somebody's content filled.
fn strip(text: &str, marks: &[Mark]) -> Markup {
    const WIDTH: f64 = 1000.0;
    let place = |byte: usize| byte as f64 / text.len().max(1) as f64 * WIDTH;
    html! {
        svg.strip viewBox="0 0 1000 10" preserveAspectRatio="none" role="img"
            aria-label="Where in the article others speak, from its beginning on the left to its end on the right" {
            rect.own x="0" y="4" width="1000" height="2" {}
            @for range in merged_content(marks) {
                rect.said x=(format!("{:.1}", place(range.start))) y="0" height="10"
                    width=(format!("{:.1}", place(range.end) - place(range.start))) {}
            }
        }
    }
}
