//! Dates of the calendar: `Sunday, March 3, 2019`, `3rd of May`, `2019-03-03`, `Thursday the 21st`.

use jiff::civil::{Date, Weekday};

use super::{Grammar, Parsed};
use crate::time::calendar::{Days, Unit};
use crate::time::lexicon::{Form, Sense};
use crate::time::meaning::{Time, Yearly};

/// The day and month of a date, and its year if it is told.
struct Read {
    month: i8,
    day: i8,
    year: Option<i16>,
    end: usize,
}

impl Grammar<'_> {
    /// A date, with the weekday before it.
    pub(super) fn date(&self, at: usize) -> Parsed {
        let Some((weekday, form)) = self.weekday(at) else { return self.bare_date(at, None) };
        if form == Form::Plural {
            return self.recurring(at).is_none().then_some((Time::Weekday(weekday, None), at + 1));
        }
        let mut next = at + 1;
        if form == Form::Short {
            next = self.skip(next, &["."]);
        }
        let dated = self.bare_date(self.skip(next, &[","]), Some(weekday)).or_else(|| {
            let the = self.skip(next, &["the"]);
            let (day, end) = if the > next { self.day_number(the, true)? } else { return None };
            // `on Tuesday the first soldiers left`
            if !self.follows_day_number(end) {
                return None;
            }
            Some((Time::DayOfMonth(day, Some(weekday)), end))
        });
        if dated.is_some() {
            return dated;
        }
        // `on Friday (June 15)`
        if self.is(next, "(")
            && let Some((date, end)) = self.bare_date(next + 1, Some(weekday))
            && self.is(end, ")")
        {
            return Some((date, end + 1));
        }
        // `Sun` and `Sat` are words of their own; `on Sat.` is none.
        let short = form == Form::Short
            && self.as_name(at)
            && (self.before(
                at,
                &[
                    "on", "from", "to", "until", "since", "by", "between", "through", "of", "next", "last", "this",
                    "-", "–",
                ],
            ) || self.any(at + 1, &["-", "–", "to", "through"]) && self.weekday(at + 2).is_some())
            && !self.is_capital_name(at + 1)
            && !(self.is(at + 1, ",") && self.is_number(at + 2));
        (form == Form::Full || short).then_some((Time::Weekday(weekday, None), at + 1))
    }

    fn bare_date(&self, at: usize, weekday: Option<Weekday>) -> Parsed {
        let found = self
            .month_first(at)
            .or_else(|| self.day_first(at, weekday.is_some()))
            .or_else(|| self.in_digits(at, weekday.is_some()))?;
        let time = match found.year {
            // A day that no year has stays without dates.
            Some(year) => match Date::new(year, found.month, found.day) {
                Ok(day) => Time::Fixed(Days::one(day), Unit::Day),
                Err(_) => Time::Of(
                    Time::Yearly(Yearly::Day(found.month, found.day, None)).boxed(),
                    Time::Fixed(Days::year(year)?, Unit::Year).boxed(),
                ),
            },
            None => Time::Yearly(Yearly::Day(found.month, found.day, weekday)),
        };
        Some((time, found.end))
    }

    /// The month at a token, and the token after it and its full stop.
    pub(super) fn month(&self, at: usize) -> Option<(i8, Form, usize)> {
        let (month, form) = self.senses(at).iter().find_map(|sense| match sense {
            Sense::Month(month, form) => Some((*month, *form)),
            _ => None,
        })?;
        // `October. 2`, `Jan. 3`, `Dec.` at the end of a sentence.
        let stop = self.is(at + 1, ".") && self.glued(at + 1) && (form == Form::Short || self.is_number(at + 2));
        Some((month, form, at + 1 + usize::from(stop)))
    }

    /// `January 3, 2020`, `Jan. 3`, `May the eleventh`, `Oct-2`.
    fn month_first(&self, at: usize) -> Option<Read> {
        let (month, _, next) = self.month(at)?;
        let joined = self.any(next, &["-", "/"]) && self.glued(next) && self.glued(next + 1);
        let mut next = if joined { next + 1 } else { next };
        if self.is(next, ",") && self.ordinal(next + 1).is_some_and(|(place, _)| place > 0) {
            next += 1;
        }
        let number = self.skip(next, &["the"]);
        let (day, end) = self.day_number(number, true)?;
        let ordinal = self.ordinal(number).is_some();
        if self.is_small_verb(at) && !ordinal {
            return None;
        }
        // `March 10,000 strong`, `May 10%`, `March 3:00`; `in June 10 people`.
        if self.is_number(number) && (self.number(number).is_none() || self.is_quantity(number, end))
            || self.is(end, ":") && self.glued(end)
            || self.is_number(number)
                && !ordinal
                && self.before(at, &["in", "early", "late", "mid"])
                && self.is_word(end)
        {
            return None;
        }
        if self.any(end, &["-", "/"])
            && joined
            && self.glued(end)
            && self.number(end + 1).is_some_and(|(_, digits)| digits != 4)
        {
            return None;
        }
        let (year, end) = self.year_of_date(end);
        // `in March twenty men`
        let counts = !self.is_number(number) && !ordinal && year.is_none() && !self.follows_day_number(end);
        (!counts).then_some(Read { month, day, year, end })
    }

    /// `3 January 2020`, `the 3rd of May`, `16. Nov. 2016`, `1-jan`.
    fn day_first(&self, at: usize, dated: bool) -> Option<Read> {
        let number = self.skip(at, &["the"]);
        if number == at
            && at > 0
            && self.glued(at)
            && self.any(at - 1, &[".", ",", "/", "-", ":"])
            && at > 1
            && self.is_number(at - 2)
        {
            return None;
        }
        let (day, next) = self.day_number(number, false)?;
        let ordinal = self.ordinal(number).is_some();
        if number > at && !ordinal {
            return None;
        }
        let next = if self.is_number(number) && self.any(next, &[".", "-", "/"]) && self.glued(next) {
            next + 1
        } else {
            next
        };
        let of = self.skip(next, &["of"]);
        // `3 of March` only after a weekday.
        if of > next && !ordinal && !dated {
            return None;
        }
        let (month, form, end) = self.month(of)?;
        if self.is_small_verb(of) && !ordinal {
            return None;
        }
        // `10 may have died`: no month.
        if form == Form::Name && self.followed_by_verb(of) && !ordinal {
            return None;
        }
        let (year, end) = self.year_of_date(end);
        Some(Read { month, day, year, end })
    }

    /// The year after the day and month.
    fn year_of_date(&self, end: usize) -> (Option<i16>, usize) {
        let next = if self.any(end, &[",", "of", "-", "/"]) { end + 1 } else { end };
        let glue = !self.any(end, &["-", "/"]) || (self.glued(end) && self.glued(next));
        if let Some((year, after)) = self.year(next)
            && glue
            && !(self.is(end, ",") && self.is_plural_noun(after))
        {
            return (Some(year), after);
        }
        // `30 DEC 89`, as agencies write.
        if next == end
            && let Some((value, 2)) = self.number(end)
            && !self.is_word(end + 1)
            && !self.any(end + 1, &["-", "–", ":", "/"])
            && let Some(year) = self.full_year(value)
        {
            return (Some(year), end + 1);
        }
        (None, end)
    }

    /// `2020-01-03`, `2019/sep/01`, `03/01/2020`, `13.5.2015`, `4/22`.
    fn in_digits(&self, at: usize, dated: bool) -> Option<Read> {
        if !self.is_number(at)
            || (at > 0 && self.glued(at) && self.any(at - 1, &["-", "/", ".", ",", ":", "$", "€", "£", "#"]))
        {
            return None;
        }
        let (first, digits) = self.plain(at)?;
        let mark = self.tokens.get(at + 1).map(|token| token.text)?;
        if !matches!(mark, "-" | "/" | ".") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        if digits == 4
            && let Some((month, _, _)) = self.month(at + 2).filter(|_| self.is(at + 3, mark))
        {
            let (day, _) = self.plain(at + 4)?;
            return read(month.into(), day, Some(first), at + 5);
        }
        let (second, _) = self.plain(at + 2).filter(|(_, digits)| *digits <= 2)?;
        let third = (self.glued(at + 3)
            && (self.is(at + 3, mark) || (mark == "/" && self.is(at + 3, ",")))
            && self.glued(at + 4))
        .then(|| self.plain(at + 4))
        .flatten();
        let Some((third, third_digits)) = third else { return self.month_and_day(at, first, second, dated) };
        let end = at + 5;
        if self.glued(end) && self.any(end, &["-", "/", "."]) && self.is_number(end + 1) && self.glued(end + 1) {
            return None;
        }
        if digits == 4 {
            return (third_digits <= 2).then(|| read(second, third, Some(first), end)).flatten();
        }
        let year = match (third_digits, mark) {
            (4, _) => third,
            (2, "-" | "/") if self.is(at + 3, mark) => i64::from(self.full_year(third)?),
            _ => return None,
        };
        let (month, day) = self.order(first, second, mark == ".");
        read(month, day, Some(year), end)
    }

    /// `4/22`: a date only where nothing else it could be.
    fn month_and_day(&self, at: usize, first: i64, second: i64, dated: bool) -> Option<Read> {
        let end = at + 3;
        if first > 31
            || self.is_quantity(at, end)
            || self.is(end, "of")
            || (self.glued(end) && self.is(end, self.tokens[at + 1].text))
        {
            return None;
        }
        let slash = self.is(at + 1, "/");
        let placed =
            self.before(at, &["on", "from", "since", "until", "to", "between", "by", "before", "after", "and"]);
        let alone = !self.is_word(end) && (first > 12 || second > 12);
        if !(dated || (slash && (placed || alone))) {
            return None;
        }
        let (month, day) = self.order(first, second, false);
        read(month, day, None, end)
    }

    /// Which of two numbers is the month, and which the day.
    fn order(&self, first: i64, second: i64, day_first: bool) -> (i64, i64) {
        let swap = if first > 12 { true } else { second <= 12 && (day_first || self.day_first) };
        if swap { (second, first) } else { (first, second) }
    }

    /// Digits, whatever marks stand around them.
    pub(super) fn plain(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.tokens.get(at).filter(|token| token.is_number() && token.text.len() <= 4)?;
        Some((token.text.parse().ok()?, token.text.len()))
    }
}

fn read(month: i64, day: i64, year: Option<i64>, end: usize) -> Option<Read> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let year = year.map(i16::try_from).transpose().ok()?;
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Read { month, day, year, end })
}
