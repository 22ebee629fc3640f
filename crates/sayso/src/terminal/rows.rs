//! What a ledger answers, an entry of a few lines for each row.

use anstyle::Style;

use super::clean::clean_line;
use super::painted;
use super::report::{CUE, Look, PLAIN, SOFT, SOURCE, wrapped};

const INDENT: usize = 2;

/// A statement: who, the cue, what; then how, and where it stands.
pub(crate) fn entry(who: &str, cue: &str, what: &str, how: &str, origin: &[Option<String>], look: Look) -> String {
    let place = origin.iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let head = format!("{} · {}", clean_line(who), clean_line(cue));
    let mut out = lines(&head, SOURCE, 0, look);
    out += &lines(&clean_line(what), PLAIN, INDENT, look);
    out += &lines(&clean_line(how), CUE, INDENT, look);
    out += &lines(&clean_line(&place), SOFT, INDENT, look);
    out
}

/// Something found: its words, and where they stand.
pub(crate) fn hit(head: &str, words: &str, origin: &[Option<String>], look: Look) -> String {
    let place = origin.iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let mut out = lines(&clean_line(head), SOURCE, 0, look);
    out += &lines(&clean_line(words), PLAIN, INDENT, look);
    out += &lines(&clean_line(&place), SOFT, INDENT, look);
    out
}

fn lines(text: &str, style: Style, indent: usize, look: Look) -> String {
    let lead = " ".repeat(indent);
    let lines = wrapped(text, look.width.saturating_sub(indent).max(1));
    lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| format!("{lead}{}\n", painted(line, style, look.color)))
        .collect()
}

/// A head, and a line for each of several things that belong to it.
pub(crate) fn list(head: &str, items: impl Iterator<Item = String>, look: Look) -> String {
    items.fold(lines(&clean_line(head), SOURCE, 0, look), |out, item| {
        out + &lines(&clean_line(&item), PLAIN, INDENT, look)
    })
}
