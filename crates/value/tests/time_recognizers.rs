//! Runs the English date cases of Microsoft's Recognizers-Text (MIT) against `times`.
//!
//! The case files are not in the repository: they are looked for in `recognizers-text/` under `SAYSO_CORPORA`, or under
//! `target/corpora` of the workspace. Without them the test is skipped.
//!
//! What counts as right, since the two do not write intervals the same way:
//!
//! - The files give a past and a future value; either is right. An answer `0001-01-01` means that there is no such day: ours must
//!   have no dates.
//! - Their ends are exclusive, but a stretch between two named times ends there on the first day of the last one: `2014 to
//!   2018` on 1 January 2018. Ours ends on its last day. Only where their value is written as such a stretch is the day itself,
//!   right too ("named last days" in the figures), or the last day of the month or year that begins on it ("whole last units").
//! - `two weeks ago` is one day there. Ours covers half a unit before and after it, which is right if their day is the middle
//!   ("middles" in the figures).
//! - A case without dates there (`{}`) asks for the span alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::{Date, DateTime};
use jiff::{ToSpan, Unit};
use sayso_value::time::{TimeExpression, TimeKind, times};
use serde_json::Value;

/// The least share of the cases that a news text can hold.
const BAR: f64 = 0.90;

/// Which cases no news text holds, and why: reason, input in any case, in whatever file it stands.
const EXCLUDED: &str = include_str!("time_recognizers_excluded.tsv");

/// How a case came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Right,
    NamedLastDay,
    WholeLastUnit,
    Middle,
    Wrong,
}

fn corpora() -> Option<PathBuf> {
    let root = std::env::var_os("SAYSO_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/corpora"), PathBuf::from);
    Some(root.join("recognizers-text")).filter(|folder| folder.is_dir())
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// The day of a resolution under any of the names.
fn field(resolution: &Value, names: &[&str]) -> Option<Date> {
    names.iter().find_map(|name| day(resolution.get(name)?.as_str()?))
}

/// Compares one resolution of the files with ours.
fn compare(resolution: &Value, timex: &str, ours: &TimeExpression) -> Outcome {
    let modifier = resolution.get("Mod").and_then(Value::as_str).unwrap_or("");
    if let Some(expected) = field(resolution, &["date", "dateTime", "value"]) {
        if expected.year() == 1 {
            return right(ours.start.is_none() && ours.end.is_none());
        }
        let (Some(start), Some(end)) = (ours.start, ours.end) else { return Outcome::Wrong };
        if start == expected && end == expected {
            return Outcome::Right;
        }
        let days = |from: Date, to: Date| from.until((Unit::Day, to)).map_or(i32::MAX, |span| span.get_days());
        let (before, after) = (days(start, expected), days(expected, end));
        let middle =
            before > 0 && after > 0 && before < 190 && (before - after).abs() <= if before < 10 { 0 } else { 3 };
        return if middle { Outcome::Middle } else { Outcome::Wrong };
    }
    let start = field(resolution, &["startDate", "startDateTime", "start"]);
    let end = field(resolution, &["endDate", "endDateTime", "end"]);
    if start.is_none() && end.is_none() {
        let text = resolution.get("value").and_then(Value::as_str).unwrap_or("");
        return match resolution.get("type").and_then(Value::as_str) {
            Some("duration") => right(ours.kind == TimeKind::Duration),
            Some("set") => right(ours.kind == TimeKind::Recurring),
            Some("time" | "timerange") => right(ours.kind == TimeKind::PartOfDay && ours.start.is_none()),
            _ if text == "not resolved" => right(ours.start.is_none() && ours.end.is_none()),
            _ if resolution.get("duration").is_some() => right(ours.kind == TimeKind::Duration),
            _ => Outcome::Right,
        };
    }
    let clocked = resolution.get("startDateTime").is_some()
        || ["start", "end"]
            .iter()
            .any(|name| resolution.get(name).and_then(Value::as_str).is_some_and(|text| text.len() > 10));
    if clocked {
        return right((start.is_none() || ours.start == start) && (end.is_none() || ours.end == end));
    }
    let tomorrow = |day: Date| day.checked_add(1.day()).ok();
    let start_right = match start {
        Some(start) => ours.start == Some(start) || (modifier == "after" && ours.start == tomorrow(start)),
        None => ours.start.is_none(),
    };
    if !start_right {
        return Outcome::Wrong;
    }
    let Some(end) = end else { return right(ours.end.is_none() || modifier == "since") };
    let Some(ours_end) = ours.end else { return Outcome::Wrong };
    if tomorrow(ours_end) == Some(end) {
        return Outcome::Right;
    }
    let stretch = timex.starts_with('(') || start.is_none();
    let last_of_month = end.day() == 1 && ours_end == end.last_of_month();
    let last_of_year = end.day_of_year() == 1 && ours_end == end.last_of_year();
    match () {
        () if stretch && ours_end == end => Outcome::NamedLastDay,
        () if stretch && (last_of_month || last_of_year) => Outcome::WholeLastUnit,
        () => Outcome::Wrong,
    }
}

fn right(is_right: bool) -> Outcome {
    if is_right { Outcome::Right } else { Outcome::Wrong }
}

/// The bytes of a stretch of code points.
fn bytes(text: &str, start: usize, length: usize) -> std::ops::Range<usize> {
    let at = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte);
    at(start)..at(start + length)
}

/// A span without the small words at its start that one side counts in and the other does not.
fn core(text: &str) -> &str {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || c == '.');
    loop {
        let cut = ["on ", "in ", "at ", "the ", "of ", "for ", "a ", "during "]
            .iter()
            .find(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
        match cut {
            Some(word) => text = text[word.len()..].trim_start(),
            None => return text,
        }
    }
}

fn outcome(file: &str, case: &Value) -> Outcome {
    let text = case["Input"].as_str().expect("a case has an input");
    let published = case["Context"]["ReferenceDateTime"].as_str().and_then(|text| text.parse::<DateTime>().ok());
    let published =
        published.map(|moment| moment.date()).or(if file.contains("Extractor") { day("2018-06-15") } else { None });
    let ours = times(text, published);
    let results = case["Results"].as_array().expect("a case has results");
    if results.is_empty() {
        let kind = if file.starts_with("DatePeriod") { TimeKind::Period } else { TimeKind::Day };
        return right(!ours.iter().any(|expression| expression.kind == kind));
    }
    let of_one = |result: &Value| {
        let length = result["Length"]
            .as_u64()
            .map_or_else(|| result["Text"].as_str().unwrap_or("").chars().count(), |length| length as usize);
        let span = bytes(text, result["Start"].as_u64().expect("a result has a start") as usize, length);
        let shared = |expression: &TimeExpression| {
            expression.bytes.end.min(span.end).saturating_sub(expression.bytes.start.max(span.start))
        };
        let Some(ours) = ours.iter().max_by_key(|ours| shared(ours)).filter(|ours| shared(ours) > 0) else {
            return Outcome::Wrong;
        };
        if file.contains("Extractor") {
            return right(core(&text[ours.bytes.clone()]) == core(&text[span]));
        }
        let value = &result["Value"];
        if let Some(values) = value["values"].as_array() {
            return values
                .iter()
                .map(|value| compare(value, value["timex"].as_str().unwrap_or(""), ours))
                .min()
                .unwrap_or(Outcome::Wrong);
        }
        let timex = value["Timex"].as_str().unwrap_or("");
        let of = |name: &str| value.get(name).map_or(Outcome::Wrong, |resolution| compare(resolution, timex, ours));
        of("PastResolution").min(of("FutureResolution"))
    };
    results.iter().map(of_one).max().unwrap_or(Outcome::Wrong)
}

#[test]
fn cases_of_recognizers_text() {
    let Some(folder) = corpora() else {
        eprintln!("skipped: no recognizers-text under SAYSO_CORPORA or target/corpora");
        return;
    };
    let mut excluded: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for line in EXCLUDED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (reason, input) = line.split_once('\t').expect("a reason and an input");
        excluded.insert(input.to_lowercase(), (reason, false));
    }
    let barred = ["DateParser", "DatePeriodParser"];
    let others =
        ["DateExtractor", "DatePeriodExtractor", "DateTimeParser", "DurationParser", "HolidayParser", "MergedParser"];
    let mut low = Vec::new();
    for file in barred.iter().chain(&others) {
        let path = folder.join(format!("{file}.json"));
        let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases: Vec<Value> = serde_json::from_str(json.trim_start_matches('\u{feff}')).unwrap();
        let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, case) in cases.iter().enumerate() {
            let input = case["Input"].as_str().unwrap();
            if let Some((reason, used)) = excluded.get_mut(&input.to_lowercase()) {
                *used = true;
                *reasons.entry(reason).or_default() += 1;
                continue;
            }
            let outcome = outcome(file, case);
            *outcomes.entry(outcome).or_default() += 1;
            if outcome != Outcome::Right && std::env::var_os("SAYSO_SHOW").is_some() {
                let published = case["Context"]["ReferenceDateTime"].as_str().and_then(day).or(day("2018-06-15"));
                let ours: Vec<_> = times(input, published)
                    .into_iter()
                    .map(|ours| format!("{:?} {:?} {:?}..{:?}", &input[ours.bytes], ours.kind, ours.start, ours.end))
                    .collect();
                let expected: Vec<_> = case["Results"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|result| format!("{} {}", result["Text"], result["Value"]["PastResolution"]))
                    .collect();
                eprintln!("{file} {at} {outcome:?} {input:?}\n   ours     {ours:?}\n   expected {expected:?}");
            }
        }
        let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
        let held: usize = outcomes.values().sum();
        let right = held - of(Outcome::Wrong);
        let share = right as f64 / held.max(1) as f64;
        eprintln!(
            "{file}: {} cases, {} excluded {reasons:?}, {right} of {held} right = {:.1} % ({} to the letter, {} named last days, \
             {} whole last units, {} middles)",
            cases.len(),
            cases.len() - held,
            share * 100.0,
            of(Outcome::Right),
            of(Outcome::NamedLastDay),
            of(Outcome::WholeLastUnit),
            of(Outcome::Middle),
        );
        if barred.contains(file) && share < BAR {
            low.push((file, share));
        }
    }
    let stale: Vec<_> = excluded.iter().filter(|(_, (_, used))| !used).map(|(case, _)| case).collect();
    assert!(stale.is_empty(), "exclusions without a case: {stale:?}");
    assert!(low.is_empty(), "under the bar: {low:?}");
}
