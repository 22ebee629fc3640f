//! Expressions of time, as intervals of dates.
//!
//! [`times`] finds them in English news text and resolves them against the day of publication. How news counts is part of
//! that: `on Sunday` is the last Sunday up to publication, unless the words before it look ahead; a month or a day without
//! its year is the last one. What the words leave open stays open: the interval covers every day that they can mean.
//!
//! - `two weeks ago` counts weeks, so it covers half a week on both sides of the day; `two days ago` is one day.
//! - `last Monday` on a Friday covers this week's Monday and the one before; `next Sunday` on a Monday likewise.
//! - A week runs from Monday, and the first week of a month is the one whose Thursday lies in it (ISO 8601).
//! - `early` and `late` are the halves of a stretch; the `beginning`, `middle` and `end` of a year are its thirds.
//! - 3/4/2020 is 4 March, unless another date of the text can only have its day first.
//! - Seasons are those of the northern half of the earth.

mod calendar;
mod dateline;
mod grammar;
mod lexicon;
mod meaning;
mod named;
mod resolve;
mod row;
mod stretch;
mod tense;
mod token;

use std::ops::Range;

pub use dateline::{dateline, published_on};
pub use jiff::civil::Date;

use calendar::Days;
use grammar::Grammar;
use resolve::{Pick, Reader};

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its bytes in the text, end exclusive: the fullest expression, with its article, without `on`, `in` and `at`.
    pub bytes: Range<usize>,
    /// What kind of expression it is.
    pub kind: TimeKind,
    /// The first day that it can mean. `None` if that is open (`until Tuesday`) or not known.
    pub start: Option<Date>,
    /// The last day that it can mean, inclusive. `None` if that is open (`after 2014`) or not known.
    pub end: Option<Date>,
}

/// What an expression of time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeKind {
    /// A day: `Sunday`, `March 3`, `two days ago`.
    Day,
    /// A part of a day, or a time of the clock: `Sunday evening`, `3 p.m.`. Without its day it has no dates.
    PartOfDay,
    /// A stretch of days: `last week`, `2014`, `since October 7`.
    Period,
    /// A length without dates: `three days`.
    Duration,
    /// What comes again, without dates: `every Sunday`, `daily`.
    Recurring,
}

/// The expressions of time in `text`, in text order, not overlapping.
///
/// Without the day of publication, those that count from it have no dates; absolute ones have.
#[must_use]
pub fn times(text: &str, published: Option<Date>) -> Vec<TimeExpression> {
    let tokens = token::tokens(text);
    let grammar = Grammar {
        tokens: &tokens,
        without_case: token::without_case(&tokens),
        day_first: grammar::day_first(&tokens),
        latest_year: published.map_or(2049, |day| day.year().saturating_add(20)),
    };
    let mut reader = Reader { published, day: None, told: None, future: false, pick: Pick::Published };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (time, end) = match grammar.expression(at) {
            Ok(parsed) => parsed,
            Err(next) => {
                at = next;
                continue;
            }
        };
        // `closed until Tuesday` looks ahead unless a verb says otherwise.
        reader.future = tense::future(&tokens, at, end).unwrap_or(time.looks_ahead());
        let kind = time.kind(reader.future);
        let interval = reader.interval(&time);
        let (start, end_day) = interval.map_or((None, None), |interval| (interval.start, interval.end));
        if let (Some(first), Some(last)) = (start, end_day)
            && let Some(days) = Days::between(first, last)
        {
            if matches!(kind, TimeKind::Day | TimeKind::PartOfDay) {
                reader.day = Some(days);
            }
            reader.told = Some(days);
        }
        found.push(TimeExpression {
            bytes: tokens[at].bytes.start..tokens[end - 1].bytes.end,
            kind,
            start,
            end: end_day,
        });
        at = end;
    }
    found
}
