//! When each value of an incident appeared and was repeated, drawn: a lane for each value, a mark for each article that has it.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::Date;
use maud::{Markup, html};
use sayso_ledger::{Claim, Conflict, ConflictKind, DocumentRow, Field, Incident};

use super::incident::{Names, heading};

/// Lanes of one field at most; targets and weapons are many and seldom at odds.
const LANES: usize = 6;
const FEW: usize = 3;
/// Marks in one lane at most.
const MARKS: usize = 200;
/// Width of the drawing, and where the days begin and end, in the drawing's units.
const WIDTH: f64 = 1000.0;
const LEFT: f64 = 240.0;
const RIGHT: f64 = 958.0;
/// Heights of a lane's words and of a row of marks, of a field's name, of the days above.
const LANE: f64 = 38.0;
const HEAD: f64 = 30.0;
const DAYS: f64 = 30.0;
/// From the middle of a mark to that of the next one of the same day, beside and below.
const BESIDE: f64 = 13.0;
const BELOW: f64 = 13.0;
/// Days named below the drawing at most.
const NAMED: i64 = 8;
/// Letters of a value and of a source that a lane has room for.
const LETTERS: usize = 28;
const SMALL: usize = 33;

/// A mark: an article that has the value.
struct Mark<'d> {
    document: &'d DocumentRow,
    day: Option<i64>,
    is_first: bool,
    is_denial: bool,
    x: f64,
    y: f64,
}

/// A lane: a value and the articles that have it.
struct Lane<'d> {
    claim: &'d Claim,
    /// Why it does not go together with others.
    conflicts: Vec<ConflictKind>,
    /// Who was the first to have it.
    first: Option<String>,
    marks: Vec<Mark<'d>>,
    top: f64,
    height: f64,
}

/// The day from which days are counted.
const EPOCH: Date = Date::constant(1970, 1, 1);

impl Lane<'_> {
    /// Whether the value is at odds with others, or only older or newer than these.
    fn how(&self) -> &'static str {
        match self.conflicts.iter().all(|kind| *kind == ConflictKind::Update) {
            _ if self.conflicts.is_empty() => "plain",
            true => "updated",
            false => "disputed",
        }
    }
}

/// Days since 1970.
fn number(day: &str) -> Option<i64> {
    Some(day.parse::<Date>().ok()?.duration_since(EPOCH).as_hours() / 24)
}

/// The day with this number, YYYY-MM-DD.
fn name(number: i64) -> String {
    EPOCH.saturating_add(SignedDuration::from_hours(number.saturating_mul(24))).to_string()
}

/// Days on the drawing's width.
struct Axis {
    first: i64,
    last: i64,
    /// Whether some articles have no day: they stand left of the first.
    has_undated: bool,
}

impl Axis {
    fn of(days: &[Option<i64>]) -> Option<Self> {
        let known = || days.iter().flatten().copied();
        let (first, last) = (known().min()?, known().max()?);
        Some(Self { first, last: last.max(first + 1), has_undated: days.contains(&None) })
    }

    fn left(&self) -> f64 {
        if self.has_undated { LEFT + 60.0 } else { LEFT + 8.0 }
    }

    fn x(&self, day: Option<i64>) -> f64 {
        let Some(day) = day else { return LEFT + 8.0 };
        // The last day has room for several marks too.
        let width = (RIGHT - self.left()) / (self.last - self.first + 1) as f64;
        self.left() + (day - self.first) as f64 * width
    }

    /// How many marks of one day have room beside each other.
    fn beside(&self, day: Option<i64>) -> usize {
        if day.is_none() {
            return 4;
        }
        let width = (RIGHT - self.left()) / (self.last - self.first + 1) as f64;
        // A day has room for three at least, even where these reach into the next.
        ((width / BESIDE).floor().clamp(3.0, 40.0)) as usize
    }

    fn named(&self) -> Vec<i64> {
        let step = (self.last - self.first + NAMED) / NAMED;
        (self.first..=self.last).step_by(usize::try_from(step).unwrap_or(1).max(1)).collect()
    }
}

/// The drawing; `link` says where the words of an article that has a value of a field stand.
pub(super) fn timeline(
    incident: &Incident,
    documents: &[DocumentRow],
    names: &Names,
    link: impl Fn(Field, &Claim, &str) -> String,
) -> Markup {
    let days: Vec<Option<i64>> = documents.iter().map(|it| it.day.as_deref().and_then(number)).collect();
    let Some(axis) = Axis::of(&days) else { return html! {} };
    let conflicts = incident.conflicts();
    let mut top = DAYS;
    let mut fields: Vec<(Field, f64, Vec<Lane>, usize)> = Vec::new();
    for claims in &incident.fields {
        let most = if matches!(claims.field, Field::Target | Field::Instrument) { FEW } else { LANES };
        let of_field: Vec<&Conflict> = conflicts.iter().filter(|it| it.field == claims.field).collect();
        let head = top;
        top += HEAD;
        let mut lanes = Vec::new();
        for claim in claims.values.iter().take(most) {
            let lane = lane(claim, &of_field, documents, &days, &axis, names, top);
            top += lane.height;
            lanes.push(lane);
        }
        fields.push((claims.field, head, lanes, claims.values.len().saturating_sub(most)));
    }
    html! {
        figure.appeared {
            div.scroll tabindex="0" role="group" aria-label="When each value appeared and was repeated" {
                svg viewBox={ "0 0 " (WIDTH) " " (format!("{:.0}", top + 8.0)) } role="group" aria-label="When each value appeared" {
                    @for day in axis.named() {
                        @let x = format!("{:.1}", axis.x(Some(day)));
                        line.day x1=(x) x2=(x) y1=(DAYS - 6.0) y2=(format!("{:.0}", top)) {}
                        text.day x=(x) y="16" { (name(day)) }
                    }
                    @if axis.has_undated { text.day x=(LEFT) y="16" { "no day" } }
                    @for (field, head, lanes, left_out) in &fields {
                        text.field x="0" y=(format!("{:.0}", head + 20.0)) {
                            (heading(*field)) @if *left_out > 0 { " (" (left_out) " more below)" }
                        }
                        @for lane in lanes { (drawn(*field, lane, &link)) }
                    }
                }
            }
            figcaption {
                span.sideways { "It scrolls sideways. " }
                "Each mark is an article and leads to its words: "
                span.key { "● first" } ", " span.key { "• again" } ", " span.key { "○ a copy" } ", " span.key { "✕ denied there" } ". Beside a value: "
                span.key.dispute { "≠ disputed" } ", " span.key.denial { "✕ denied" } ", " span.key.place { "◇ placed elsewhere too" } ", " span.key.update { "↗ updated" } "."
            }
        }
    }
}

fn lane<'d>(
    claim: &'d Claim,
    of_field: &[&Conflict],
    documents: &'d [DocumentRow],
    days: &[Option<i64>],
    axis: &Axis,
    names: &Names,
    top: f64,
) -> Lane<'d> {
    let mut conflicts: Vec<ConflictKind> = of_field
        .iter()
        .filter(|conflict| conflict.values.iter().any(|other| other.value == claim.value))
        .map(|conflict| conflict.kind)
        .collect();
    conflicts.dedup();
    let has =
        |ids: &[String], document: &str| ids.iter().any(|id| id.rsplit_once('#').is_some_and(|(of, _)| of == document));
    let mut tellers: Vec<(Option<i64>, &DocumentRow, bool)> = documents
        .iter()
        .zip(days)
        .filter_map(|(document, day)| {
            let tells = claim.documents.contains(&document.id);
            (tells || has(&claim.denied, &document.id)).then_some((*day, document, !tells))
        })
        .take(MARKS)
        .collect();
    // Originals before their copies, what has no day last.
    tellers.sort_by_key(|(day, document, denies)| (day.is_none(), *day, *denies, document.copy_of.is_some()));
    let first = tellers.iter().find(|it| !it.2).map(|it| it.1.id.clone());
    let mut rows: BTreeMap<Option<i64>, usize> = BTreeMap::new();
    let mut height: f64 = LANE;
    let marks = tellers.into_iter().map(|(day, document, is_denial)| {
        let at = rows.entry(day).or_default();
        let beside = axis.beside(day);
        let (column, row) = (*at % beside, *at / beside);
        *at += 1;
        let y = top + 14.0 + row as f64 * BELOW;
        height = height.max(y - top + LANE - 14.0);
        let is_first = first.as_ref() == Some(&document.id);
        Mark { document, day, is_first, is_denial, x: axis.x(day) + column as f64 * BESIDE, y }
    });
    let marks: Vec<Mark> = marks.collect();
    let first = first.as_ref().map(|id| names.first(claim, id));
    Lane { claim, conflicts, first, marks, top, height }
}

fn drawn(field: Field, lane: &Lane, link: &impl Fn(Field, &Claim, &str) -> String) -> Markup {
    let value = lane.claim.value.to_string();
    let middle = lane.top + 14.0;
    let (from, to) = lane
        .marks
        .iter()
        .filter(|mark| mark.day.is_some())
        .fold((f64::MAX, f64::MIN), |(from, to), mark| (from.min(mark.x), to.max(mark.x)));
    html! {
        g.lane {
            line.rule x1="0" x2=(WIDTH) y1=(format!("{:.1}", lane.top + lane.height - 2.0)) y2=(format!("{:.1}", lane.top + lane.height - 2.0)) {}
            a href={ "#" (field) } {
                text.value x="12" y=(format!("{:.1}", middle + 4.0)) {
                    @for kind in &lane.conflicts { tspan.(sayso_reading::label(*kind)) { (glyph(*kind)) " " } }
                    (cut(&value, LETTERS - 2 * lane.conflicts.len()))
                }
                title { (value) }
            }
            @if let Some(first) = &lane.first {
                text.by x="12" y=(format!("{:.1}", middle + 16.5)) { "first: " (cut(first, SMALL)) }
            }
            @if from < to {
                line.span.(lane.how()) x1=(format!("{from:.1}")) x2=(format!("{to:.1}")) y1=(format!("{middle:.1}")) y2=(format!("{middle:.1}")) {}
            }
            @for mark in &lane.marks {
                @let words = told(&value, mark);
                a.mark.first[mark.is_first].copy[mark.document.copy_of.is_some()].denial[mark.is_denial] href=(link(field, lane.claim, &mark.document.id)) aria-label=(words) {
                    @if mark.is_denial {
                        path d=(format!("M{:.1} {:.1}l8 8m0 -8l-8 8", mark.x - 4.0, mark.y - 4.0)) {}
                    } @else {
                        circle cx=(format!("{:.1}", mark.x)) cy=(format!("{:.1}", mark.y)) r=(if mark.is_first { "6" } else { "4" }) {}
                    }
                    // As large as a finger needs.
                    circle.hit cx=(format!("{:.1}", mark.x)) cy=(format!("{:.1}", mark.y)) r="6.5" {}
                    title { (words) }
                }
            }
        }
    }
}

/// "12: Corvan News Agency, 2025-03-22, first".
fn told(value: &str, mark: &Mark) -> String {
    let who = mark.document.outlet.as_ref().or(mark.document.title.as_ref()).map_or("an article", String::as_str);
    let mut parts = vec![who.to_owned()];
    parts.extend(mark.document.day.clone());
    for (holds, words) in
        [(mark.is_first, "first"), (mark.document.copy_of.is_some(), "a copy"), (mark.is_denial, "denied")]
    {
        parts.extend(holds.then(|| words.to_owned()));
    }
    format!("{value}: {}", parts.join(", "))
}

/// What tells a kind of conflict at a glance, whatever its colour.
fn glyph(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Dispute => "≠",
        ConflictKind::Denial => "✕",
        ConflictKind::Update => "↗",
        ConflictKind::Place => "◇",
    }
}

fn cut(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    format!("{}…", words.chars().take(letters.saturating_sub(1)).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(number("2025-03-09").zip(number("2025-02-28")).map(|(one, other)| one - other), Some(9));
        assert_eq!(number("2024-03-01").zip(number("2024-02-28")).map(|(one, other)| one - other), Some(2));
        for day in ["2024-02-29", "1999-12-31", "2000-01-01", "2025-03-09"] {
            assert_eq!(number(day).map(name).as_deref(), Some(day));
        }
        for none in ["", "2025", "2025-03", "März", "2025-0ä-09", "-1-2-3"] {
            assert_eq!(number(none), None, "{none}");
        }
    }

    #[test]
    fn marks_of_one_day_stand_beside_and_below_each_other() {
        let document = |number: usize, day: &str| DocumentRow {
            id: format!("n{number}"),
            title: None,
            outlet: Some("<b>Post</b>".to_owned()),
            day: Some(day.to_owned()),
            copy_of: (number == 1).then(|| "n0".to_owned()),
        };
        let documents: Vec<DocumentRow> =
            (0..30).map(|number| document(number, if number < 25 { "2031-05-06" } else { "2032-05-06" })).collect();
        let days: Vec<Option<i64>> = documents.iter().map(|it| it.day.as_deref().and_then(number)).collect();
        let axis = Axis::of(&days).expect("days");
        let value = sayso_ledger::Value::Number { low: Some(12), high: Some(12) };
        let mut claim = Claim::new(value, "12".to_owned());
        claim.denied = vec!["n29#s1".to_owned()];
        claim.documents = (0..29).map(|number| format!("n{number}")).collect();
        claim.sources = 1;
        let lane = lane(&claim, &[], &documents, &days, &axis, &Names::default(), 50.0);
        assert_eq!(lane.marks.len(), 30);
        assert!(lane.height > LANE);
        for (at, one) in lane.marks.iter().enumerate() {
            assert!((LEFT..WIDTH).contains(&one.x) && one.y < lane.top + lane.height, "{} {}", one.x, one.y);
            assert!(lane.marks[at + 1..].iter().all(|other| one.x != other.x || one.y != other.y));
        }
        assert_eq!(lane.marks.iter().filter(|mark| mark.is_first).count(), 1);
        assert_eq!(lane.marks.iter().filter(|mark| mark.is_denial).count(), 1);
        let drawn = drawn(Field::Killed, &lane, &|_, _, id: &str| format!("/document?id={id}")).into_string();
        assert!(drawn.contains("&lt;b&gt;Post") && !drawn.contains("<b>"));
        assert!(drawn.contains("class=\"mark copy\""), "{drawn}");
    }
}
