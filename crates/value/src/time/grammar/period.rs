//! Years, months, decades, seasons, quarters and their parts: `early March 2012`, `the 1990s`, `the end of last year`.

use super::{Grammar, Parsed};
use crate::time::calendar::{Days, Unit};
use crate::time::lexicon::{Edge, Form, Sense};
use crate::time::meaning::{Base, Time, Yearly};

impl Grammar<'_> {
    pub(super) fn period(&self, at: usize, depth: u8) -> Parsed {
        let mut found = self.month_period(at);
        found = super::longer(found, || self.decade(at));
        found = super::longer(found, || self.century(at));
        found = super::longer(found, || self.quarter(at));
        found = super::longer(found, || self.season(at));
        found = super::longer(found, || self.weekend(at));
        found = super::longer(found, || self.unit_of(at, depth));
        found = super::longer(found, || self.to_date(at));
        super::longer(found, || self.bare_year(at))
    }

    /// `March`, `Mar. 2012`, `March of 2012`, `2012 March`, `August ’99`, `11/2016`, `2016-11`.
    fn month_period(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        if self.is(the, "month") && self.is(the + 1, "of") {
            let (month, _, end) = self.month(the + 2)?;
            let time = Time::Yearly(Yearly::Month(month));
            return self.with_year(time.clone(), end).or(Some((time, end)));
        }
        if let Some((month, _, end)) = self.month(at) {
            let month = Time::Yearly(Yearly::Month(month));
            if self.is_small_verb(at) && !self.before(at, &["in", "of", "since"]) {
                return None;
            }
            if let Some(found) = self.with_year(month.clone(), end) {
                return Some(found);
            }
            return (!self.is_small_verb(at)).then_some((month, end));
        }
        if let Some((year, end)) = self.year(at)
            && let comma = self.skip(end, &[","])
            && let Some((month, form, end)) = self.month(comma)
            && !self.is_small_verb(comma)
            && (form != Form::Name || !self.is(comma - 1, ","))
            && self.day_number(end, false).is_none()
        {
            return Some((Time::Fixed(Days::month(year, month)?, Unit::Month), end));
        }
        self.month_in_digits(at)
    }

    /// `11/2016`, `2016-11`, `2010-11`.
    fn month_in_digits(&self, at: usize) -> Parsed {
        if at > 0 && self.glued(at) && self.any(at - 1, &["-", "/", ".", ",", ":", "$", "€", "£", "#"]) {
            return None;
        }
        let (first, digits) = self.plain(at)?;
        let mark = at + 1;
        if !self.any(mark, &["-", "/", "–"]) || !self.glued(mark) || !self.glued(mark + 1) {
            return None;
        }
        let (second, second_digits) = self.plain(mark + 1)?;
        let end = mark + 2;
        if self.glued(end) && (self.any(end, &["-", "/", "–", ":"]) || self.is_word(end)) || self.is_quantity(at, end)
        {
            return None;
        }
        let (year, month) = match (digits, second_digits) {
            (4, 1 | 2) => (first, second),
            (1 | 2, 4) if !self.is(mark, "–") => (second, first),
            _ => return None,
        };
        if !(1600..=2200).contains(&year) {
            return None;
        }
        let year = i16::try_from(year).ok()?;
        let days = i8::try_from(month).ok().and_then(|month| Days::month(year, month));
        // `the 2010-11 season` is two years; `2008-10` may be a month or three years.
        let last = year - year % 100 + i16::try_from(second).ok()?;
        if digits == 4 && second_digits == 2 && last > year && !self.is(mark, "/") {
            return Some((Time::Fixed(Days::years(year, last)?, Unit::Year), end));
        }
        Some((Time::Fixed(days?, Unit::Month), end))
    }

    /// A time of the year with the year after it.
    fn with_year(&self, time: Time, at: usize) -> Parsed {
        let next = self.skip(at, &[",", "of"]);
        let (year, end) = if let Some(found) = self.year(next) {
            let counts = self.is(at, ",") && !self.is_number(next);
            if counts {
                return None;
            }
            found
        } else {
            // `August 99`
            let (value, 2) = self.number(next)? else { return None };
            if value < 32 || next > at || self.is_word(next + 1) && !self.any(next + 1, &["and", "to"]) {
                return None;
            }
            (self.full_year(value)?, next + 1)
        };
        Some((Time::Of(time.boxed(), Time::Fixed(Days::year(year)?, Unit::Year).boxed()), end))
    }

    /// `the 1990s`, `the ’40s`, `the seventies`, `the nineteen seventies`.
    fn decade(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let fixed =
            |first: i16, end: usize| Some((Time::Fixed(Days::years(first, first.checked_add(9)?)?, Unit::Decade), end));
        let quote = self.any(the, &["'", "’", "‘"]) && self.glued(the + 1);
        let number = the + usize::from(quote);
        if let Some((value, digits)) = self.number(number) {
            // `1970s`, `1970’s`
            let mark = number + 1 + usize::from(self.any(number + 1, &["'", "’"]) && self.glued(number + 1));
            if !(self.is(mark, "s") && self.glued(mark)) || value % 10 != 0 {
                return None;
            }
            return match digits {
                4 if (1000..=2100).contains(&value) => fixed(i16::try_from(value).ok()?, mark + 1),
                2 if quote || the > at || self.before(at, &["in", "early", "late", "mid", "-"]) => {
                    fixed(self.full_year(value)?, mark + 1)
                }
                _ => None,
            };
        }
        if the == at && !self.before(at, &["early", "late", "mid", "-"]) {
            return None;
        }
        let decade = |at: usize| {
            self.senses(at).iter().find_map(|sense| match sense {
                Sense::Decade(first) => Some(*first),
                _ => None,
            })
        };
        if let Some(first) = decade(the).filter(|first| *first != 10) {
            return fixed(if first == 0 { 2000 } else { self.full_year(first.into())? }, the + 1);
        }
        // `the two thousands`, `the two thousand and tens`
        if self.is(the, "two") {
            if self.is(the + 1, "thousands") {
                return fixed(2000, the + 2);
            }
            let next = self.skip(the + 2, &["and"]);
            return fixed(2000 + decade(next).filter(|_| self.is(the + 1, "thousand"))?, next + 1);
        }
        let (century, end) = self.words(the).filter(|(century, _)| (10..=20).contains(century))?;
        let next = self.skip(end, &["-"]);
        fixed(i16::try_from(century).ok()? * 100 + decade(next)?, next + 1)
    }

    /// `the 15th century`: from 1400 on, as newspapers count.
    fn century(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (place, end) = self.ordinal(the)?;
        let end = self.skip(end, &["-"]);
        let (Unit::Century, ..) = self.unit(end)? else { return None };
        let first = i16::try_from(place).ok()?.checked_sub(1)?.checked_mul(100)?;
        if self.any(end + 1, &["BC", "BCE"]) {
            return None;
        }
        (1..=30)
            .contains(&place)
            .then_some((Time::Fixed(Days::years(first.max(1), first.checked_add(99)?)?, Unit::Century), end + 1))
    }

    /// `the third quarter of 2016`, `Q3 2016`, `2016 Q3`, `third-quarter`.
    pub(super) fn quarter(&self, at: usize) -> Parsed {
        let short = |at: usize| {
            let letter = if self.is(at, "q") {
                4
            } else if self.is(at, "h") {
                2
            } else {
                return None;
            };
            let (value, 1) = self.number(at + 1).filter(|_| self.glued(at + 1))? else { return None };
            let value = i8::try_from(value).ok().filter(|value| (1..=letter).contains(value))?;
            Some((if letter == 4 { Yearly::Quarter(value) } else { Yearly::Half(value) }, at + 2))
        };
        let long = |at: usize| {
            let the = self.skip(at, &["the"]);
            let (place, end) = self.ordinal(the)?;
            let next = self.skip(end, &["-"]);
            let (Unit::Quarter, 1, false) = self.unit(next)? else { return None };
            // `the last quarter` is the one before this.
            let place = if place < 0 { 4 } else { place };
            let named = place > 0 && !self.is(the, "last");
            (named && place <= 4).then_some((Yearly::Quarter(i8::try_from(place).ok()?), next + 1))
        };
        if let Some((year, end)) = self.digits_year(at) {
            let (part, end) = short(end).or_else(|| long(end))?;
            return Some((Time::Fixed(part.in_year(year)?, Unit::Quarter), end));
        }
        let (part, end) = short(at).or_else(|| long(at))?;
        let alone = Time::Yearly(part);
        if let Some(found) = self.with_year(alone.clone(), end) {
            return Some(found);
        }
        // Half a year without its year is the name of something else.
        matches!(part, Yearly::Quarter(_)).then_some((alone, end))
    }

    /// A year in digits, even with letters after it: `2016H2`.
    fn digits_year(&self, at: usize) -> Option<(i16, usize)> {
        let (value, 4) = self.plain(at)? else { return None };
        (1000..=2200).contains(&value).then_some((i16::try_from(value).ok()?, at + 1))
    }

    /// `summer 2016`, `the summer of 2016`, `the summer`, `midsummer`.
    fn season(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        if let Some(Sense::SeasonMid(season)) = self.sense(the, |sense| matches!(sense, Sense::SeasonMid(_))) {
            return Some((Time::Edge(Edge::Mid, Time::Yearly(Yearly::Season(season)).boxed()), the + 1));
        }
        let Some(Sense::Season(season)) = self.sense(the, |sense| matches!(sense, Sense::Season(_))) else {
            return None;
        };
        let alone = Time::Yearly(Yearly::Season(season));
        self.with_year(alone.clone(), the + 1).or(Some((alone, the + 1)))
    }

    /// `the weekend`, `weekend`.
    fn weekend(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (Unit::Weekend, 1, false) = self.unit(the)? else { return None };
        (the > at || self.before(at, &["on", "at", "over", "during"]))
            .then_some((Time::Whole(Unit::Weekend, 0, Base::Near), the + 1))
    }

    /// `the week of March 3`, `the week beginning 4 February`.
    fn unit_of(&self, at: usize, depth: u8) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (unit @ (Unit::Week | Unit::Month | Unit::Weekend), 1, false) = self.unit(the)? else { return None };
        let begins = self.any(the + 1, &["beginning", "starting", "commencing", "ending"]);
        if !begins && !self.is(the + 1, "of") {
            return None;
        }
        let next = if begins { self.skip(the + 2, &["on"]) } else { the + 2 };
        let (time, end) = self.date(next).or_else(|| {
            let number = self.skip(next, &["the"]);
            let (day, end) = self.day_number(number, false).filter(|_| number > next && depth > 0)?;
            Some((Time::DayOfMonth(day, None), end))
        })?;
        Some((Time::UnitOf(unit, time.boxed()), end))
    }

    /// `the year to date`.
    fn to_date(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (unit @ (Unit::Month | Unit::Quarter | Unit::Year), 1, false) = self.unit(the)? else { return None };
        let dash = self.skip(the + 1, &["-"]);
        let date = self.skip(dash + 1, &["-"]);
        (self.is(dash, "to") && self.is(date, "date"))
            .then_some((Time::Since(Time::Whole(unit, 0, Base::Published).boxed()), date + 1))
    }

    /// `2014`, `the year 2014`, `year 247`.
    fn bare_year(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        if self.is(the, "year") {
            let (value, digits) = self.number(the + 1).unwrap_or((0, 0));
            let (year, end) = if (3..=4).contains(&digits) {
                (i16::try_from(value).ok()?, the + 2)
            } else {
                let (value, end) = self
                    .words(the + 1)
                    .filter(|(value, _)| *value >= 100)
                    .map_or_else(|| self.year(the + 1), |(value, end)| Some((i16::try_from(value).ok()?, end)))?;
                (value, end)
            };
            return Some((Time::Fixed(Days::year(year)?, Unit::Year), end));
        }
        let (year, end) = self.year(at)?;
        if self.any(end, &["BC", "BCE"]) {
            return None;
        }
        Some((Time::Fixed(Days::year(year)?, Unit::Year), end))
    }
}
