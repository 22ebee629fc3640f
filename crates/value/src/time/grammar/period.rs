//! Years, months, decades, seasons, quarters and their parts: `early March 2012`, `the 1990s`, `the end of last year`.

use super::{Grammar, Parsed};
use crate::time::calendar::{Days, Unit};
use crate::time::lexicon::{Edge, Form, Sense};
use crate::time::meaning::{Amount, Base, Time, Yearly};

/// Words before a month or year that make it one.
const PLACING: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "during", "before", "after", "of", "early", "late", "mid", "through", "throughout",
    "between", "circa", "around", "to", "last", "next", "this", "for", "and", "or",
];

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
            return self.with_year(time, end).or_else(|| Some((Time::Yearly(Yearly::Month(month)), end)));
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
            && (form != Form::Name || comma < end - 1 && !self.is(comma - 1, ","))
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
        if self.glued(end) && (self.any(end, &["-", "/", "–", ":"]) || self.is_word(end)) || self.is_quantity(at, end) {
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
        let fixed = |first: i16, end: usize| Some((Time::Fixed(Days::years(first, first.checked_add(9)?)?, Unit::Decade), end));
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
                2 if quote || the > at || self.before(at, &["in", "early", "late", "mid", "-"]) => fixed(self.full_year(value)?, mark + 1),
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
        (1..=30).contains(&place).then_some((Time::Fixed(Days::years(first.max(1), first.checked_add(99)?)?, Unit::Century), end + 1))
    }

    /// `the third quarter of 2016`, `Q3 2016`, `2016 Q3`, `third-quarter`.
    pub(super) fn quarter(&self, at: usize) -> Parsed {
        let short = |at: usize| {
            let letter = if self.is(at, "q") { 4 } else if self.is(at, "h") { 2 } else { return None };
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
        let Some(Sense::Season(season)) = self.sense(the, |sense| matches!(sense, Sense::Season(_))) else { return None };
        let alone = Time::Yearly(Yearly::Season(season));
        self.with_year(alone.clone(), the + 1).or(Some((alone, the + 1)))
    }

    /// `the weekend`, `weekend`.
    fn weekend(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (Unit::Weekend, 1, false) = self.unit(the)? else { return None };
        (the > at || self.before(at, &["on", "at", "over", "during"])).then_some((Time::Whole(Unit::Weekend, 0, Base::Near), the + 1))
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
                let (value, end) = self.words(the + 1).filter(|(value, _)| *value >= 100).map_or_else(
                    || self.year(the + 1),
                    |(value, end)| Some((i16::try_from(value).ok()?, end)),
                )?;
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

    /// Whether the words around make four digits a year.
    pub(super) fn year_stands_alone(&self, at: usize, end: usize) -> bool {
        if self.is(at, "the") || self.is(at, "year") {
            return true;
        }
        let Some((year, digits)) = self.number(at) else {
            return self.before(at, &["in", "since", "until", "by", "from", "of"]) && end > at + 1;
        };
        if digits != 4 || (self.glued(at) && at > 0 && self.any(at - 1, &["-", "/", ":", "."])) {
            return false;
        }
        // `in 2000 houses`, `the 2000 soldiers`
        let counts = year % 100 == 0 && self.is_word(end) && !self.is_capital(end) && self.tokens[end].text.ends_with('s') && !self.any(end, &["was", "as", "is", "has"]);
        if counts || !(1500..=2200).contains(&year) {
            return false;
        }
        if self.before(at, PLACING) && at > 0 && !self.any(at - 1, &["the", "for", "to", "and", "or", "this", "last", "next"]) {
            return true;
        }
        // `(2014)`, `a 2014 law`, `Khessar’s 2012 vote`, `the 2014 election`
        let closed = at > 0 && self.is(at - 1, "(") && self.any(end, &[")", ",", "-", "–", ";"]);
        let noun = (at > 0 && self.any(at - 1, &["the", "a", "an", "this", "his", "her", "its", "their", "our"]) || at > 1 && self.is(at - 1, "s") && self.possessive(at - 2).is_some())
            && self.is_word(end)
            && (1700..=2100).contains(&year);
        // `a lightning 2014 campaign`
        let noun = noun
            || (at > 1
                && self.any(at - 2, &["the", "a", "an", "its", "their", "his", "her"])
                && self.is_word(at - 1)
                && self.is_word(end)
                && !self.is_capital(end)
                && !self.tokens[end].text.ends_with('s')
                && (1900..=2100).contains(&year));
        let row = at > 1 && self.any(at - 1, &["and", "or", ","]) && self.number(at - 2).is_some_and(|(year, digits)| digits == 4 && (1500..=2200).contains(&year));
        closed || noun || row
    }

    /// Whether a month without day or year is one here.
    pub(super) fn month_stands_alone(&self, at: usize, end: usize) -> bool {
        let Some((_, form, _)) = self.month(at) else { return true };
        let named = self.as_name(at);
        let placed = self.before(at, PLACING) && at > 0 && !self.any(at - 1, &["the", "and", "or", "to"]);
        let owns = self.possessive(end).is_some();
        match form {
            Form::Full => true,
            Form::Name => (named || !self.is_small_verb(at)) && !self.followed_by_verb(at) && {
                let article = at > 0 && self.any(at - 1, &["the", "a", "an"]) && self.is_word(end) && !self.is_capital(end) && !self.any(end, &["on", "to", "of", "for", "from", "in", "is", "was", "at"]);
                let sure = self.any(at, &["august", "june", "april"]) && !self.is_capital_name(end) && !(at > 0 && self.is_capital_name(at - 1) && self.tokens[at].spaced);
                placed && !(self.is_capital_name(end) && !self.before(at, &["in", "since", "until", "last", "next", "this", "early", "late", "mid"]))
                    || (article && !self.without_case)
                    || (sure && (owns || !self.without_case && !self.is(at, "april") || self.before(at, &["and", "or", "to"])))
            },
            Form::Short => named && placed && !self.is_capital_name(end),
            Form::Plural => false,
        }
    }

    /// Whether a season without its year is one here.
    pub(super) fn season_stands_alone(&self, at: usize, end: usize) -> bool {
        let the = self.is(at, "the");
        let word = at + usize::from(the);
        let placed = self.before(word, &["in", "during", "over", "since", "until", "by", "throughout", "through", "early", "late", "mid"]);
        // `the fall of Orun`
        placed && !self.is(end, "of") && (the || self.any(word, &["summer", "winter", "autumn"]) || self.before(word, &["in", "late", "early", "mid"]))
            && !(self.any(word, &["fall"]) && !the)
    }

    /// Whether `late`, `earlier` and the like belong to a time here.
    pub(super) fn edge_stands_alone(&self, _at: usize, of: &Time) -> bool {
        !matches!(of, Time::DayPart(None))
    }

    /// `early March`, `late last year`, `mid-2013`, `the end of the month`, `the rest of the week`, `later that day`.
    pub(super) fn edge(&self, at: usize, depth: u8) -> Parsed {
        let inner_depth = depth.checked_sub(1)?;
        if let Some(edge) = self.edge_word(at) {
            let mut next = if self.is(at + 1, "-") && self.glued(at + 1) { at + 2 } else { at + 1 };
            let preposition = self.any(next, &["in", "on"]);
            next += usize::from(preposition);
            let whole = if preposition { self.the_unit(next) } else { None };
            let (of, end) = super::longer(self.time(next, inner_depth), || whole)?;
            // `later than`, `late in coming`, `mid Sunday`
            let bare = matches!(of, Time::Distance(..) | Time::In(..) | Time::Range(..) | Time::Window(..) | Time::Vague(_));
            return (!bare && !matches!(of, Time::Edge(..))).then_some((Time::Edge(edge, of.boxed()), end));
        }
        // `year's end`, `month-end`
        if let Some((unit @ (Unit::Week | Unit::Month | Unit::Year), 1, false)) = self.unit(at) {
            let next = self.possessive(at + 1).unwrap_or_else(|| self.skip(at + 1, &["-"]));
            let end = next > at + 1 && self.is(next, "end");
            return end.then_some((Time::Edge(Edge::End, Time::Whole(unit, 0, Base::Near).boxed()), next + 1));
        }
        let the = self.skip(at, &["the"]);
        // `the early 1990s`
        if the > at
            && self.edge_word(the).is_some()
            && let Some((time @ Time::Edge(..), end)) = self.edge(the, inner_depth)
            && matches!(&time, Time::Edge(_, of) if matches!(**of, Time::Fixed(_, Unit::Decade | Unit::Century)))
        {
            return Some((time, end));
        }
        if let Some((half, end)) = self.half(the, inner_depth) {
            return Some((half, end));
        }
        let Some(Sense::EdgeOf(edge)) = self.sense(the, |sense| matches!(sense, Sense::EdgeOf(_))) else { return None };
        if !self.is(the + 1, "of") {
            return None;
        }
        let (of, end) = super::longer(self.time(the + 2, inner_depth), || self.the_unit(the + 2))?;
        let bare = matches!(of, Time::Distance(..) | Time::In(..) | Time::Range(..) | Time::Window(..) | Time::Vague(_) | Time::DayPart(None));
        (!bare).then_some((Time::Edge(edge, of.boxed()), end))
    }

    /// `first half of 2014`, `the second half of the year`.
    fn half(&self, at: usize, depth: u8) -> Parsed {
        let (place, end) = self.ordinal(at)?;
        let edge = match place {
            1 => Edge::Early,
            2 => Edge::Late,
            _ => return None,
        };
        let of = self.skip(end + 1, &["of"]);
        if !self.is(end, "half") || of == end + 1 {
            return None;
        }
        let (of, end) = super::longer(self.time(of, depth), || self.the_unit(of))?;
        matches!(of, Time::Fixed(..) | Time::Whole(..) | Time::Yearly(_) | Time::YearlyWhich(..) | Time::Of(..))
            .then_some((Time::Edge(edge, of.boxed()), end))
    }

    /// `the first Friday of July`, `the third week of 2027`, `the last two days of March`, `the first six months of the year`.
    pub(super) fn nth(&self, at: usize, depth: u8) -> Parsed {
        let depth = depth.checked_sub(1)?;
        let the = self.skip(at, &["the"]);
        let (place, end) = self.ordinal(the)?;
        let of = |at: usize| {
            let next = self.skip(at, &["of", "in"]);
            let direct = next == at;
            let found = super::longer(self.time(next, depth), || if direct { None } else { self.the_unit(next) })?;
            let frame = matches!(found.0, Time::Whole(..) | Time::Fixed(..) | Time::Yearly(_) | Time::YearlyWhich(..) | Time::Of(..) | Time::UnitOf(..));
            (frame && (!direct || matches!(found.0, Time::Whole(..)))).then_some(found)
        };
        if let Some((weekday, form)) = self.weekday(end).filter(|(_, form)| *form == Form::Full) {
            let (frame, after) = of(end + 1)?;
            let _ = form;
            return Some((Time::NthWeekday(place, weekday, frame.boxed()), after));
        }
        if let Some((unit, 1, false)) = self.unit(end)
            && unit >= Unit::Day
            && unit != Unit::Quarter
        {
            let (frame, after) = of(end + 1)?;
            return Some((Time::Nth(place, unit, frame.boxed()), after));
        }
        // `20th of next month`
        if place > 0 && self.is_number(the)
            && let Some((Time::Whole(Unit::Month, steps, base), after)) = self.relative(self.skip(end, &["of"]), depth)
        {
            let day = Time::DayOfMonth(i8::try_from(place).ok()?, None);
            return Some((Time::Of(day.boxed(), Time::Whole(Unit::Month, steps, base).boxed()), after));
        }
        if place.abs() == 1
            && let Some((least, most, next)) = self.count(end)
            && let Some((unit, count, true)) = self.unit(next)
            && self.is(next + 1, "of")
            && least == most
        {
            let (frame, after) = of(next + 1)?;
            let amount = Amount::exact((least * count as f64) as i64, unit);
            return Some((Time::Stretch(amount, place < 0, frame.boxed()), after));
        }
        // `the 21st`
        (place > 0 && self.is_number(the) && the > at && place <= 31).then_some((Time::DayOfMonth(i8::try_from(place).ok()?, None), end))
    }
}
