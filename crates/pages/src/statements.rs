//! The table of statements.

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};
use sayso_reading::{Reading, SourceKind, Stance, Statement, joined, label};

use crate::ledger::Corrections;
use crate::marks::{Item, Mark, Part, marked_parts};
use crate::sources::ActorNames;

/// A row for each statement, in the order of the reading, its cells linked to the words in the article.
pub(crate) fn statement_table(reading: &Reading, marks: &[Mark], corrections: Option<&Corrections>) -> Markup {
    let numbers: HashMap<&str, usize> =
        reading.statements.iter().enumerate().map(|(index, statement)| (statement.id.as_str(), index)).collect();
    let (marked, actors) = (marked_parts(marks), ActorNames::of(reading));
    // The roles are the elements' own, said again because narrow windows lay the table out as blocks, at which
    // browsers forget them.
    html! {
        table role="table" {
            caption { "Statements, in the order of the text" }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { abbr title="Number" { "No." } }
                    th scope="col" role="columnheader" { "Who" }
                    th scope="col" role="columnheader" { "Cue" }
                    th scope="col" role="columnheader" { "What" }
                    th scope="col" role="columnheader" { "How" }
                }
            }
            tbody role="rowgroup" {
                @for (index, statement) in reading.statements.iter().enumerate() {
                    @let row = Row { marked: &marked, actors: &actors, index, statement };
                    tr id=(Item::Statement(index).row()) class=[row.parent(&numbers).map(|_| "nested")] role="row" {
                        th scope="row" role="rowheader" { (row.number()) }
                        td.who role="cell" { (row.who()) }
                        td.cue role="cell" { (row.link(Part::Cue, html! { (joined(&statement.cue.spans)) })) }
                        td.what role="cell" {
                            (row.link(Part::Content, html! { (joined(&statement.content.spans)) }))
                            @let chain = row.chain(reading, &numbers);
                            @if chain.len() > 1 { div.chain { (chain.join(" → ")) " → this article" } }
                        }
                        td.how role="cell" { (row.how(&numbers)) }
                    }
                    @if let Some(corrections) = corrections {
                        tr.correcting role="row" {
                            td colspan="5" role="cell" { (corrections.statement(index, statement)) }
                        }
                    }
                }
            }
        }
    }
}

struct Row<'a> {
    marked: &'a HashSet<(Item, Part)>,
    actors: &'a ActorNames<'a>,
    index: usize,
    statement: &'a Statement,
}

impl Row<'_> {
    fn item(&self) -> Item {
        Item::Statement(self.index)
    }

    /// The statement that this one lies within; a statement within itself is a mistake of its reading.
    fn parent(&self, numbers: &HashMap<&str, usize>) -> Option<usize> {
        let parent = *numbers.get(self.statement.within.as_deref()?)?;
        (parent != self.index).then_some(parent)
    }

    /// The number, linked back to the first of the statement's marks.
    fn number(&self) -> Markup {
        let parts = [Part::Cue, Part::Source, Part::Content, Part::Carrier];
        let number = html! { (self.index + 1) };
        match parts.into_iter().find(|&part| self.marked.contains(&(self.item(), part))) {
            Some(part) => html! {
                a href=(format!("#{}", self.item().part(part)))
                    aria-label=(format!("{}: show in the text", self.index + 1)) { (number) }
            },
            None => number,
        }
    }

    fn who(&self) -> Markup {
        let source = &self.statement.source;
        if source.spans.is_empty() {
            // The outlet itself is not named; whom an analyst names is.
            let actor = self.actors.get(source.actor.as_deref()).filter(|_| source.kind != Some(SourceKind::Document));
            return html! {
                span title="The document expresses no source." { "—" }
                @if let Some(name) = actor { " " span.actor { "(" (name) ")" } }
            };
        }
        let words = joined(&source.spans);
        let actor = self.actors.get(source.actor.as_deref()).filter(|name| !words.contains(name));
        html! {
            (self.link(Part::Source, html! { (words) }))
            @if let Some(name) = actor { " " span.actor { "(" (name) ")" } }
        }
    }

    fn how(&self, numbers: &HashMap<&str, usize>) -> Markup {
        let Statement { manner, stance, certainty, via, .. } = self.statement;
        html! {
            span.manner { (label(manner)) }
            @if !matches!(stance, Stance::Asserts | Stance::Other) { " " span.stance { (label(stance)) } }
            @if let Some(certainty) = certainty { " " span.certainty { (label(certainty)) } }
            @if let Some(parent) = self.parent(numbers) {
                " " span.within { "within " a href=(format!("#{}", Item::Statement(parent).row())) { (parent + 1) } }
            }
            @for carrier in via {
                @let name = self.actors.get(carrier.actor.as_deref()).unwrap_or(&carrier.span.text);
                " " span.via { (label(carrier.kind)) " " (name) }
            }
        }
    }

    /// Through whom it came to the article: who said it, who carried it, who said in which statement that they did.
    fn chain(&self, reading: &Reading, numbers: &HashMap<&str, usize>) -> Vec<String> {
        let (mut chain, mut seen) = (Vec::new(), HashSet::new());
        let mut at = Some(self.index);
        // Statements within each other are a mistake of their reading, and no reason to go on for ever.
        while let Some(index) = at.filter(|index| seen.insert(*index)) {
            let Some(statement) = reading.statements.get(index) else { break };
            let source = joined(&statement.source.spans);
            let source = self.actors.get(statement.source.actor.as_deref()).map(str::to_owned).unwrap_or(source);
            let via = statement
                .via
                .iter()
                .map(|carrier| self.actors.get(carrier.actor.as_deref()).unwrap_or(&carrier.span.text).to_owned());
            chain.extend([source].into_iter().chain(via).filter(|name| !name.is_empty()));
            at = Row { index, statement, ..*self }.parent(numbers);
        }
        // Who carries words that stand within their own statement is named twice.
        chain.dedup();
        chain
    }

    /// A link to the part's words in the article, where they are there.
    fn link(&self, part: Part, words: Markup) -> Markup {
        if self.marked.contains(&(self.item(), part)) {
            html! { a href=(format!("#{}", self.item().part(part))) { (words) } }
        } else {
            words
        }
    }
}
