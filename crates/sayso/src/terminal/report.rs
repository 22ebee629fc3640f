//! A reading for a person: headline, statements, totals.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use sayso_document::Span;
use sayso_reading::{Manner, Reading, Stance, Statement, label};

use super::clean::clean_line;
use super::{colored, painted};

mod events;
mod layout;

pub(super) use layout::wrapped;
use layout::{Cells, layout};

/// The width where the output is no terminal: a file, a pipe.
const DEFAULT_WIDTH: usize = 80;
/// Narrower than this no word fits; a terminal that says so is wrong.
const LEAST_WIDTH: usize = 20;

const HEADLINE: Style = Style::new().bold();
pub(super) const SOFT: Style = Style::new().dimmed();
pub(super) const SOURCE: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
pub(super) const CUE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
pub(super) const PLAIN: Style = Style::new();

/// How reports look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether escape sequences for colour may be used.
    pub(crate) color: bool,
}

impl Look {
    /// The look that suits standard output.
    pub(crate) fn of_stdout(choice: ColorChoice) -> Self {
        use std::io::IsTerminal;
        let is_terminal = std::io::stdout().is_terminal();
        let width = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
        Self {
            width: width.filter(|_| is_terminal).unwrap_or(DEFAULT_WIDTH).max(LEAST_WIDTH),
            color: colored(choice, is_terminal),
        }
    }
}

/// The report on one reading, several lines with a line end each.
///
/// `input` is what the document came from, shown beside its outlet; `took` is how long the reading took,
/// where it was made just now.
pub(crate) fn report(reading: &Reading, input: &str, took: Option<Duration>, look: Look) -> String {
    let document = &reading.document;
    let mut lines = Vec::new();
    if let Some(title) = document.title.as_deref().map(clean_line).filter(|title| !title.is_empty()) {
        lines.extend(wrapped(&title, look.width).iter().map(|line| painted(line, HEADLINE, look.color)));
    }
    let day = document.published.as_deref().map(|published| published.split('T').next().unwrap_or_default());
    let origin: Vec<String> =
        [document.outlet.as_deref(), day, Some(input)].into_iter().flatten().map(clean_line).collect();
    lines.extend(wrapped(&origin.join(" · "), look.width).iter().map(|line| painted(line, SOFT, look.color)));
    lines.push(String::new());
    if !reading.statements.is_empty() {
        lines.extend(layout(&rows(reading), look));
        lines.push(String::new());
    }
    let told = events::lines(reading, look);
    if !told.is_empty() {
        lines.extend(told);
        lines.push(String::new());
    }
    let totals = summary(reading, took);
    lines.extend(wrapped(&totals, look.width).iter().map(|line| painted(line, SOFT, look.color)));
    lines.join("\n") + "\n"
}

/// The last line after several documents.
pub(crate) fn totals(documents: usize, statements: usize, words: usize, took: Duration, look: Look) -> String {
    let line = format!(
        "{} · {} · {} · {}",
        counted(documents, "document"),
        counted(statements, "statement"),
        counted(words, "word"),
        elapsed(took)
    );
    wrapped(&line, look.width).iter().map(|line| painted(line, HEADLINE, look.color) + "\n").collect()
}

fn rows(reading: &Reading) -> Vec<Cells> {
    let numbers: HashMap<&str, usize> =
        reading.statements.iter().enumerate().map(|(index, statement)| (statement.id.as_str(), index + 1)).collect();
    let row = |(index, statement): (usize, &Statement)| {
        let number = index + 1;
        let within = statement.within.as_deref().and_then(|id| numbers.get(id)).copied().filter(|&of| of != number);
        Cells {
            number,
            nested: within.is_some(),
            who: who(reading, statement),
            cue: joined(&statement.cue.spans),
            what: joined(&statement.content.spans),
            how: how(statement, within),
            through: through(reading, statement),
        }
    };
    reading.statements.iter().enumerate().map(row).collect()
}

/// The source's words, and the actor's name where the words do not hold it. A dash where none is expressed.
fn who(reading: &Reading, statement: &Statement) -> String {
    let words = joined(&statement.source.spans);
    let actor = statement.source.actor.as_deref().and_then(|id| actor_name(reading, id));
    match (words.is_empty(), actor) {
        (true, None) => "—".to_owned(),
        (true, Some(name)) => name,
        (false, Some(name)) if !words.contains(&name) => format!("{words} ({name})"),
        (false, _) => words,
    }
}

/// Manner, then whatever else is known: the stance where it is more than saying, the certainty, the outer
/// statement.
fn how(statement: &Statement, within: Option<usize>) -> String {
    let mut how = vec![label(statement.manner)];
    if !matches!(statement.stance, Stance::Asserts | Stance::Other) {
        how.push(label(statement.stance));
    }
    how.extend(statement.certainty.map(label));
    how.extend(within.map(|number| format!("in {number}")));
    how.join(" · ")
}

fn through(reading: &Reading, statement: &Statement) -> String {
    let carriers = statement.via.iter().map(|carrier| {
        let name = carrier.actor.as_deref().and_then(|id| actor_name(reading, id));
        format!("{} {}", label(carrier.kind), name.unwrap_or_else(|| clean_line(&carrier.span.text)))
    });
    carriers.collect::<Vec<_>>().join(", ")
}

fn actor_name(reading: &Reading, id: &str) -> Option<String> {
    reading.actors.iter().find(|actor| actor.id == id).map(|actor| clean_line(&actor.name))
}

/// The words of several stretches, with an ellipsis where the text goes on between them.
fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| clean_line(&span.text)).collect::<Vec<_>>().join(" … ")
}

fn summary(reading: &Reading, took: Option<Duration>) -> String {
    let took = took.map(|took| format!(" · {}", elapsed(took))).unwrap_or_default();
    let statements = &reading.statements;
    let words = counted(reading.document.text.split_whitespace().count(), "word");
    if statements.is_empty() {
        return format!("no statements found · {words}{took}");
    }
    let sources: HashSet<String> = statements
        .iter()
        .filter(|statement| !statement.source.spans.is_empty() || statement.source.actor.is_some())
        .map(|statement| {
            statement.source.actor.clone().unwrap_or_else(|| joined(&statement.source.spans).to_lowercase())
        })
        .collect();
    let manners = [Manner::Direct, Manner::Indirect, Manner::Mixed].map(|manner| {
        let number = statements.iter().filter(|statement| statement.manner == manner).count();
        (number > 0).then(|| format!("{number} {}", label(manner)))
    });
    format!(
        "{} · {} · {} · {words}{took}",
        counted(statements.len(), "statement"),
        counted(sources.len(), "source"),
        manners.into_iter().flatten().collect::<Vec<_>>().join(", ")
    )
}

/// "1 word", "1,204 words".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().flat_map(std::str::from_utf8).collect();
    format!("{} {noun}{}", groups.join(","), if number == 1 { "" } else { "s" })
}

/// How long something took.
pub(crate) fn elapsed(took: Duration) -> String {
    match took.as_millis() {
        millis @ 0..1000 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests;
