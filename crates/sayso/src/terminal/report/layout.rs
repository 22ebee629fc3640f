//! Statements set in columns, or under each other where the terminal is narrow.

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options, WrapAlgorithm};

use super::{CUE, Look, PLAIN, SOFT, SOURCE, painted};

/// The words of one statement's row, ready to print.
pub(super) struct Cells {
    pub(super) number: usize,
    /// Whether it lies within another statement.
    pub(super) nested: bool,
    pub(super) who: String,
    pub(super) cue: String,
    pub(super) what: String,
    pub(super) how: String,
    /// Empty where nobody carried it.
    pub(super) through: String,
}

/// Narrower than this, columns hold a word or two a line: statements then stand under each other.
const LEAST_TABLE: usize = 72;
/// Narrower than this, the carriers go into the column of the manner, to leave room for what is said.
const LEAST_WITH_THROUGH: usize = 110;
/// Lines longer than this tire the eye, however wide the terminal is.
const MOST_WHAT: usize = 90;
/// A column takes more than its share rather than break a word of up to this length.
const LONGEST_WORD: usize = 14;
const GAP: usize = 2;
const ELBOW: &str = "└ ";

/// Lines of at most the look's width, without line ends.
pub(super) fn layout(rows: &[Cells], look: Look) -> Vec<String> {
    if look.width < LEAST_TABLE { stacked(rows, look) } else { table(rows, look) }
}

/// `text` in lines of at most `width` columns; a word that is longer is broken.
pub(in crate::terminal) fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrapped_with(text, width, "")
}

fn wrapped_with(text: &str, width: usize, hang: &str) -> Vec<String> {
    // Best-fit lines would balance raggedness at the cost of more lines in narrow columns.
    let options = Options::new(width.max(1)).subsequent_indent(hang).wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// A column: its heading, width and style.
struct Column {
    heading: &'static str,
    width: usize,
    style: Style,
    cell: fn(&Cells) -> String,
}

/// The manner and the carriers in one.
fn how_and_through(row: &Cells) -> String {
    if row.through.is_empty() { row.how.clone() } else { format!("{} · {}", row.how, row.through) }
}

fn indented_who(row: &Cells) -> String {
    if row.nested { format!("{ELBOW}{}", row.who) } else { row.who.clone() }
}

fn columns(rows: &[Cells], look: Look) -> Vec<Column> {
    // The share of the width, in percent, that a column takes at most.
    let column = |heading: &'static str, share: usize, style: Style, cell: fn(&Cells) -> String| {
        let widest = rows.iter().map(|row| display_width(&cell(row))).max().unwrap_or(0);
        let words = rows.iter().flat_map(|row| cell(row).split_whitespace().map(display_width).collect::<Vec<_>>());
        let longest = words.max().unwrap_or(0).min(LONGEST_WORD);
        let width = widest.min(look.width * share / 100).max(longest).max(display_width(heading));
        Column { heading, width, style, cell }
    };
    let number = |row: &Cells| row.number.to_string();
    let mut columns = vec![
        column("", 10, SOFT, number),
        column("WHO", 20, SOURCE, indented_who),
        column("CUE", 13, CUE, |row| row.cue.clone()),
        column("WHAT", 100, PLAIN, |row| row.what.clone()),
    ];
    if look.width < LEAST_WITH_THROUGH {
        columns.push(column("HOW", 18, SOFT, how_and_through));
    } else {
        columns.push(column("HOW", 18, SOFT, |row| row.how.clone()));
        if rows.iter().any(|row| !row.through.is_empty()) {
            columns.push(column("THROUGH", 15, SOFT, |row| row.through.clone()));
        }
    }
    let others: usize = columns.iter().filter(|column| column.heading != "WHAT").map(|column| column.width).sum();
    let room = look.width.saturating_sub(others + GAP * (columns.len() - 1));
    if let Some(what) = columns.iter_mut().find(|column| column.heading == "WHAT") {
        what.width = what.width.min(room).min(MOST_WHAT);
    }
    columns
}

fn table(rows: &[Cells], look: Look) -> Vec<String> {
    let columns = columns(rows, look);
    let heading: Vec<Vec<String>> = columns.iter().map(|column| vec![column.heading.to_owned()]).collect();
    let mut lines = beside(&heading, &columns, |_| SOFT, look);
    let width = columns.iter().map(|column| column.width).sum::<usize>() + GAP * (columns.len() - 1);
    lines.push(painted(&"─".repeat(width), SOFT, look.color));
    let cells: Vec<Vec<Vec<String>>> = rows
        .iter()
        .map(|row| {
            let cell = |column: &Column| {
                let hang = if row.nested && column.heading == "WHO" { "  " } else { "" };
                let text = (column.cell)(row);
                if column.heading.is_empty() {
                    return vec![format!("{text:>width$}", width = column.width)];
                }
                wrapped_with(&text, column.width, hang)
            };
            columns.iter().map(cell).collect()
        })
        .collect();
    // Rows of one line need no air between them.
    let airy = cells.iter().flatten().any(|cell| cell.len() > 1);
    for (index, row) in cells.iter().enumerate() {
        if airy && index > 0 {
            lines.push(String::new());
        }
        lines.extend(beside(row, &columns, |column| column.style, look));
    }
    lines
}

/// Sets cells beside each other, each in its column.
fn beside(cells: &[Vec<String>], columns: &[Column], style: fn(&Column) -> Style, look: Look) -> Vec<String> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let mut text = String::new();
            let mut missing = 0;
            for (cell, column) in cells.iter().zip(columns) {
                let words = cell.get(line).map_or("", String::as_str);
                if !words.is_empty() {
                    text.push_str(&" ".repeat(missing));
                    missing = 0;
                    text.push_str(&painted(words, style(column), look.color));
                }
                missing += column.width.saturating_sub(display_width(words)) + GAP;
            }
            text
        })
        .collect()
}

fn stacked(rows: &[Cells], look: Look) -> Vec<String> {
    let digits = rows.last().map_or(1, |row| row.number.to_string().len());
    let margin = " ".repeat(digits + 1);
    let width = look.width.saturating_sub(margin.len());
    let mut lines = Vec::new();
    for row in rows {
        if row.number > 1 {
            lines.push(String::new());
        }
        let parts = [
            (indented_who(row), SOURCE),
            (row.cue.clone(), CUE),
            (row.what.clone(), PLAIN),
            (how_and_through(row), SOFT),
        ];
        let mut start = painted(&format!("{:>digits$} ", row.number), SOFT, look.color);
        for (text, style) in parts.into_iter().filter(|(text, _)| !text.is_empty()) {
            for line in wrapped(&text, width) {
                lines.push(std::mem::replace(&mut start, margin.clone()) + &painted(&line, style, look.color));
            }
        }
    }
    lines
}
