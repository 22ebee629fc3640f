//! What a number is a number of, by the words and marks around it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{NumberKind, Token};

static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/number_context.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(kind, words)| (kind, words.split(' ').collect())).collect()
});

fn is(token: Option<&Token>, kind: &str) -> bool {
    token.is_some_and(|it| WORDS.get(kind).is_some_and(|words| words.contains(&it.lower.as_str())))
}

/// The kind of the number in the tokens `range`, `core` without its bounds.
pub(super) fn kind(text: &str, tokens: &[Token], range: &Range<usize>, core: &Range<usize>) -> NumberKind {
    let before = range.start.checked_sub(1).and_then(|at| tokens.get(at));
    let before_core = core.start.checked_sub(1).and_then(|at| tokens.get(at));
    let (next, after) = (tokens.get(range.end), tokens.get(range.end + 1));
    let written = &text[tokens[core.start].bytes.start..tokens[core.end - 1].bytes.end];
    let digits = written.chars().all(|c| c.is_ascii_digit());
    let touches = |token: Option<&Token>, at: usize| token.is_some_and(|it| it.bytes.end == at || it.bytes.start == at);
    let (start, end) = (tokens[core.start].bytes.start, tokens[range.end - 1].bytes.end);

    // Money, shares, times of day.
    if is_one(before_core, &["$", "€", "£", "¥", "₽"])
        || is(next, "money")
        || is_one(next, &["%"])
        || is(next, "percent")
    {
        return NumberKind::Other;
    }
    if is_one(next, &["per"]) && is_one(after, &["cent"])
        || is_one(next, &["a.m", "p.m", "am", "pm", "a.m.", "p.m.", "o'clock", "gmt"])
    {
        return NumberKind::Other;
    }
    if is_one(next, &[":"])
        && touches(next, end)
        && after.is_some_and(|it| it.bytes.start == end + 1 && it.lower.starts_with(|c: char| c.is_ascii_digit()))
        || is_one(before_core, &[":"]) && touches(before_core, start)
    {
        return NumberKind::Other;
    }
    // Ages: "34-year-old", "12 years old", "aged 12".
    if is_one(next, &["-"]) && is_one(after, &["year", "month", "week", "day"]) || is_one(before_core, &["aged", "age"])
    {
        return NumberKind::Other;
    }
    if is(next, "unit") && is_one(after, &["old"]) {
        return NumberKind::Other;
    }
    // Dates.
    let small = written.parse::<u64>().is_ok_and(|value| (1..=31).contains(&value));
    if digits && small && (is(before_core, "month") || is(next, "month") && !is_one(after, &["have", "be"])) {
        return NumberKind::Other;
    }
    // "3 JAN 90".
    let two_before = core.start.checked_sub(2).and_then(|at| tokens.get(at));
    if digits
        && is(before_core, "month")
        && two_before.is_some_and(|it| it.lower.starts_with(|c: char| c.is_ascii_digit()))
    {
        return NumberKind::Other;
    }
    if digits && written.len() == 4 && matches!(written.parse::<u64>(), Ok(1400..=2100)) {
        let dated =
            before.is_none_or(|it| is(Some(it), "year") || is(Some(it), "month") || it.is(&[",", "(", "-", "–", "/"]));
        if dated || next.is_none_or(|it| !it.is_word()) {
            return NumberKind::Other;
        }
    }
    // Names: "M-16", "Highway 4", "Resolution 2254", "No. 4".
    if is_one(before_core, &["-", "/"]) && touches(before_core, start) {
        let name = core.start.checked_sub(2).and_then(|at| tokens.get(at));
        if name.is_some_and(|it| it.is_word() && before_core.is_some_and(|mark| mark.bytes.start == it.bytes.end)) {
            return NumberKind::Other;
        }
    }
    let label = match before_core {
        Some(point) if point.lower == "." => {
            core.start.checked_sub(2).and_then(|at| tokens.get(at)).filter(|it| it.is(&["no", "nr"]))
        }
        other => other,
    };
    if digits && label.is_some_and(|it| is(Some(it), "label") && (it.capital || it.is(&["no", "nr"]))) {
        return NumberKind::Other;
    }
    if is_one(next, &["-"]) && touches(next, end) && after.is_some_and(|it| is(Some(it), "unit")) || is(next, "unit") {
        return NumberKind::Measure;
    }
    NumberKind::Count
}

fn is_one(token: Option<&Token>, words: &[&str]) -> bool {
    token.is_some_and(|it| it.is(words))
}
