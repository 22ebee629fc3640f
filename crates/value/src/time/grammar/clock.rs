//! Parts of the day and the clock, alone or with their day: `the evening of Sunday, March 3`, `3 p.m. on Friday`; and what comes again.

use super::{Grammar, Parsed};
use crate::time::calendar::Unit;
use crate::time::lexicon::{Form, Sense};
use crate::time::meaning::Time;

/// Zones and other words after a clock time.
const ZONES: &[&str] = &[
    "GMT", "UTC", "EST", "EDT", "ET", "PT", "PST", "PDT", "CET", "CEST", "BST", "IST", "EET", "MSK", "Z", "hours",
    "hrs",
];

impl Grammar<'_> {
    /// A part of the day with the day after it: `dawn on Friday`, `8 pm, 3 March`.
    pub(super) fn day_part(&self, at: usize, depth: u8) -> Parsed {
        let depth = depth.checked_sub(1)?;
        let lead = self.skip(at, &["shortly", "just", "soon", "sometime"]);
        let leading = self.any(lead, &["before", "after", "around", "about", "by"]);
        let start = if leading { lead + 1 } else { at };
        let mut end = self.of_day(start)?;
        // `3 in the afternoon`, `8 pm in the evening`
        if let Some(after) = self.in_the_part(end) {
            end = after;
        }
        let comma = self.skip(end, &[","]);
        let next = self.skip(comma, &["on", "of"]);
        if let Some((day, after)) = self.time(next, depth.min(2))
            && (day.is_day() || matches!(day, Time::DayPart(Some(_))))
            && (comma == end || next == comma)
        {
            let day = if let Time::DayPart(Some(day)) = day { day } else { day.boxed() };
            return Some((Time::DayPart(Some(day)), after));
        }
        (!leading).then_some((Time::DayPart(None), end))
    }

    /// The token after a part of the day or a clock time.
    fn of_day(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.clock(at) {
            return Some(end);
        }
        let the = self.skip(at, &["the"]);
        let word = self.skip(the, &["early", "late", "mid", "very"]);
        if self.is(word, "hours") && (word > the || self.any(the, &["small"])) {
            // `the early hours`, `the early hours of the morning`
            let morning = self.is(word + 1, "of") && self.is(word + 2, "the") && self.is_part(word + 3);
            return Some(if morning { word + 4 } else { word + 1 });
        }
        if self.any(the, &["small", "early"]) && self.is(the + 1, "hours") {
            return Some(the + 2);
        }
        let word = self.skip(word, &["-"]);
        self.is_part(word).then_some(word + 1)
    }

    /// `in the afternoon`.
    fn in_the_part(&self, at: usize) -> Option<usize> {
        let next = if self.is(at, "in") && self.is(at + 1, "the") { at + 2 } else { return None };
        let word = self.skip(next, &["early", "late"]);
        self.is_part(word).then_some(word + 1)
    }

    /// The token after a part of the day that follows its day: `evening`, `at dawn`, `, 8:00 pm`.
    pub(super) fn part_after(&self, at: usize) -> Option<usize> {
        if self.is(at, ",") {
            let next = self.skip(at + 1, &["at"]);
            return self.clock(next).filter(|_| self.has_half(next) || next > at + 1);
        }
        // `2016-12-16T12:23`
        if self.is(at, "T") && self.glued(at) && self.glued(at + 1) {
            return self.clock(at + 1);
        }
        if let Some(end) = self.in_the_part(at) {
            return Some(end);
        }
        let next = self.skip(at, &["at", "around", "about", "before", "after", "by", "from", "-", "for"]);
        let word = self.skip(next, &["early", "late", "mid"]);
        if self.is_part(word)
            && !(next > at && self.any(at, &["from", "-", "for", "about"]))
            && !self.is_capital_name(word)
        {
            let after = word + 1;
            let end = self.skip(after, &["at", "around"]);
            return Some(if end > after {
                self.clock(end).or_else(|| self.bare_hour(end)).unwrap_or(after)
            } else {
                after
            });
        }
        let clock = self.clock(next)?;
        Some(self.in_the_part(clock).unwrap_or(clock))
    }

    fn bare_hour(&self, at: usize) -> Option<usize> {
        let (hour, digits) = self.number(at)?;
        (digits <= 2 && hour <= 24 && !self.is_word(at + 1)).then_some(at + 1)
    }

    /// Whether `a.m.` or `p.m.` follows the number.
    fn has_half(&self, at: usize) -> bool {
        (at..at + 6)
            .take_while(|&at| self.is_number(at) || self.any(at, &[":", ".", "am", "pm", "a", "p"]))
            .any(|at| self.any(at, &["am", "pm", "a", "p"]))
    }

    /// The token after a clock time: `8:00 pm`, `3 a.m.`, `1530 GMT`, `7 o’clock`.
    fn clock(&self, at: usize) -> Option<usize> {
        let (hour, digits) = self.plain(at)?;
        if at > 0 && self.glued(at) && self.any(at - 1, &["$", "€", "£", "-", "/", "."]) {
            return None;
        }
        let mut end = at + 1;
        let mut minutes = false;
        while self.any(end, &[":", "."]) && self.glued(end) && self.glued(end + 1) && end < at + 5 {
            let Some((value, 2)) = self.plain(end + 1) else { break };
            if value > 59 {
                return None;
            }
            minutes |= self.is(end, ":");
            end += 2;
        }
        let half = self.half_of_day(end);
        let exact = half.unwrap_or(end);
        let bracket = self.skip(exact, &["("]);
        let zoned = if self.any(bracket, ZONES) {
            Some(bracket + 1)
        } else {
            (self.is(bracket, "local") && self.is(bracket + 1, "time")).then_some(bracket + 2)
        };
        if digits <= 2 && hour <= 24 {
            if self.is(end, "o") && self.possessive(end + 1).is_some() && self.is(end + 2, "clock") {
                return Some(end + 3);
            }
            let told = half.is_some() || minutes || (end > at + 1 && zoned.is_some());
            return told.then(|| zoned.filter(|_| bracket == exact).unwrap_or(exact));
        }
        // `1530 GMT`
        let military = digits == 4 && hour < 2400 && hour % 100 < 60 && end == at + 1;
        zoned.filter(|_| military && bracket == exact)
    }

    /// The token after `am`, `p.m.`.
    fn half_of_day(&self, at: usize) -> Option<usize> {
        if self.any(at, &["am", "pm"]) {
            return Some(at + 1);
        }
        let dotted = self.any(at, &["a", "p"])
            && self.is(at + 1, ".")
            && self.is(at + 2, "m")
            && self.glued(at + 1)
            && self.glued(at + 2);
        // The full stop after `p.m` may end the sentence too; it belongs to the abbreviation.
        dotted.then(|| if self.is(at + 3, ".") && self.glued(at + 3) { at + 4 } else { at + 3 })
    }

    /// What comes again: `every day`, `each Sunday`, `daily`, `on Sundays`, `twice a week`.
    pub(super) fn recurring(&self, at: usize) -> Parsed {
        let found = |end| Some((Time::Recurring, end));
        if self.sense(at, |sense| *sense == Sense::Every).is_some() {
            let mut next = self.skip(at + 1, &["other", "single", "few"]);
            if let Some((_, end)) = self.ordinal(next).filter(|(place, _)| *place > 0) {
                next = end;
            } else if let Some((_, _, end)) = self.count(next) {
                next = end;
            }
            if let Some((weekday, Form::Full)) = self.weekday(next) {
                let _ = weekday;
                return found(self.part_after(next + 1).unwrap_or(next + 1));
            }
            let named = self.unit(next).is_some_and(|(unit, ..)| unit >= Unit::Minute)
                || self.is_part(next)
                || self.sense(next, |sense| matches!(sense, Sense::Season(_) | Sense::Month(_, Form::Full))).is_some();
            return if named { found(next + 1) } else { None };
        }
        if self.sense(at, |sense| *sense == Sense::Recurring).is_some() {
            let title = !self.without_case && self.is_capital(at) && self.is_capital(at + 1) && !self.is(at + 1, "");
            let named = !self.without_case && at > 0 && self.is_capital(at) && self.is_capital_name(at - 1);
            return if title || named { None } else { found(at + 1) };
        }
        if let Some((_, Form::Plural)) = self.weekday(at) {
            // `Tuesdays debate`: an apostrophe was lost; it is a day.
            let lost = !self
                .before(at, &["on", "and", "or", "to", "through", "most", "all", "many", "both", "some", "few", "of"])
                && self.is_word(at + 1)
                && !self.is_capital(at + 1)
                && !self.any(
                    at + 1,
                    &[
                        "and", "or", "in", "at", "are", "were", "from", "to", "when", "since", "for", "during",
                        "through",
                    ],
                );
            if lost {
                return None;
            }
            let more = self.any(at + 1, &["and", "or"]) && matches!(self.weekday(at + 2), Some((_, Form::Plural)));
            return found(if more { at + 3 } else { at + 1 });
        }
        if let Some((_, Form::Full)) = self.weekday(at)
            && self.sense(at + 1, |sense| *sense == Sense::Part(true)).is_some()
        {
            return found(at + 2);
        }
        let times = if self.any(at, &["once", "twice"]) {
            at + 1
        } else {
            self.count(at).map(|(.., end)| end).filter(|&end| self.is(end, "times")).map(|end| end + 1)?
        };
        let unit = self.any(times, &["a", "per", "each", "every"])
            && self.unit(times + 1).is_some_and(|(unit, _, plural)| !plural && unit >= Unit::Hour);
        if unit { found(times + 2) } else { None }
    }
}
