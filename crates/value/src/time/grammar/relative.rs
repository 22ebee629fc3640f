//! Times seen from publication or from what was told before: `yesterday`, `last week`, `the next day`, `this Friday`.

use super::{Grammar, Parsed};
use crate::time::calendar::Unit;
use crate::time::lexicon::{Form, Sense, Which};
use crate::time::meaning::{Amount, Base, Time, Yearly};
use crate::time::named::named_day;

impl Grammar<'_> {
    pub(super) fn relative(&self, at: usize, depth: u8) -> Parsed {
        let mut found = self.day_word(at, depth);
        found = super::longer(found, || self.before_last(at));
        found = super::longer(found, || self.which_one(at));
        let (time, end) = found?;
        let Time::Whole(unit, ..) = time else { return Some((time, end)) };
        // `next year's third quarter`, `last week's Friday`
        if let Some(next) = self.possessive(end)
            && let Some((inner, end)) = self
                .quarter(next)
                .or_else(|| self.named(next))
                .or_else(|| self.plain_month(next))
                .or_else(|| self.plain_weekday(next))
        {
            return Some((Time::Of(inner.boxed(), time.boxed()), end));
        }
        // `next week on Friday`, `this week Friday`
        if unit == Unit::Week
            && let Some((inner, end)) = self.plain_weekday(self.skip(end, &["on"]))
        {
            return Some((Time::Of(inner.boxed(), time.boxed()), end));
        }
        Some((time, end))
    }

    fn plain_month(&self, at: usize) -> Parsed {
        let (month, form, end) = self.month(at)?;
        (form != Form::Short && !self.is_small_verb(at) || self.as_name(at))
            .then_some((Time::Yearly(Yearly::Month(month)), end))
    }

    fn plain_weekday(&self, at: usize) -> Parsed {
        let (weekday, form) = self.weekday(at)?;
        (form == Form::Full).then_some((Time::Weekday(weekday, None), at + 1))
    }

    /// `yesterday`, `tonight`, `the day after tomorrow`, `overnight on Friday`.
    fn day_word(&self, at: usize, depth: u8) -> Parsed {
        let the = self.skip(at, &["the"]);
        if self.is(the, "day") {
            let sign = if self.is(the + 1, "before") { -1 } else { 1 };
            let Some(Sense::Day(first, _, false)) = self.sense(the + 2, |sense| matches!(sense, Sense::Day(..))) else {
                return None;
            };
            let fits = self.any(the + 1, &["before", "after"]) && first == sign;
            return fits.then_some((Time::Around(2 * sign, 2 * sign, Base::Published), the + 3));
        }
        let Some(Sense::Day(first, last, part)) = self.sense(at, |sense| matches!(sense, Sense::Day(..))) else {
            return None;
        };
        let around = Time::Around(first, last, Base::Published);
        if first < last {
            let next = if self.any(at + 1, &["on", "into", "from", "to"]) { at + 2 } else { at + 1 };
            let inner = depth.checked_sub(1).and_then(|_| self.date(next).or_else(|| self.relative(next, depth - 1)));
            if let Some((day, end)) = inner.filter(|(day, _)| day.is_day()) {
                return Some((Time::Night(day.boxed()), end));
            }
        }
        Some((if part { Time::DayPart(Some(around.boxed())) } else { around }, at + 1))
    }

    /// `the week before last`, `the month after next`.
    fn before_last(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let sign = if self.is(the + 1, "before") { -1 } else { 1 };
        if !self.any(the + 1, &["before", "after"]) {
            return None;
        }
        let word = self.skip(the + 2, &["the"]);
        if self.which(word) != Some(if sign < 0 { Which::Last } else { Which::Next }) {
            return None;
        }
        let (unit, 1, false) = self.unit(the)? else { return None };
        (unit >= Unit::Week).then_some((Time::Whole(unit, 2 * sign, Base::Published), word + 1))
    }

    /// `last week`, `the next day`, `this coming Sunday`, `last night`, `next summer`.
    fn which_one(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let mut which = self.which(the)?;
        let mut next = the + 1;
        // `this coming Sunday`, `that same night`
        if self.any(the, &["this", "that"])
            && let Some(second) = self.which(next).filter(|_| !self.any(next, &["last", "this", "that"]))
        {
            (which, next) = (second, next + 1);
        }
        let article = the > at || next > the + 1;
        // `following Sunday's attack`: a preposition.
        if matches!(which, Which::Following | Which::Coming) && !article && !self.any(the, &["upcoming"]) {
            return None;
        }
        if which == Which::Past && self.any(next, &["the"]) {
            return None;
        }
        if let Some((unit, count, plural)) = self.unit(next) {
            // `this week-long campaign`
            if which == Which::This
                && self.is(next + 1, "-")
                && self.glued(next + 1)
                && self.glued(next + 2)
                && self.is_word(next + 2)
            {
                return None;
            }
            return self.which_unit(which, unit, count, plural, article).map(|time| (time, next + 1));
        }
        if self.is_part(next) {
            let (first, last, base) = match which {
                Which::Last if self.is(next, "night") => (-1, 0, Base::Published),
                Which::Last | Which::Past => (-1, -1, Base::Published),
                Which::This => (0, 0, Base::Published),
                Which::That => (0, 0, Base::Told),
                Which::Next | Which::Following => (1, 1, Base::Told),
                Which::Previous => (-1, -1, Base::Told),
                Which::Coming | Which::Recent => return None,
            };
            return Some((Time::DayPart(Some(Time::Around(first, last, base).boxed())), next + 1));
        }
        // `said that Sunday's attack`: a conjunction.
        if self.is(the, "that") && next == the + 1 {
            return None;
        }
        if let Some((weekday, form)) = self.weekday(next) {
            let fits =
                form == Form::Full || (form == Form::Short && self.as_name(next) && !self.is_capital_name(next + 1));
            if fits {
                // `this Friday, June 22`: the date says it all.
                let dated = self.date(next).filter(|(time, _)| !matches!(time, Time::Weekday(..)));
                return dated.or(Some((Time::Weekday(weekday, Some(which)), next + 1)));
            }
        }
        if let Some((month, form, end)) = self.month(next) {
            // `this Oct. 11, 2016`: the date says it all.
            if which == Which::This
                && let Some(date) = self.date(next)
            {
                return Some(date);
            }
            let fits = form == Form::Full || !self.is_small_verb(next) && !self.followed_by_verb(next);
            return fits.then_some((Time::YearlyWhich(Yearly::Month(month), which), end));
        }
        if let Some(Sense::Season(season)) = self.sense(next, |sense| matches!(sense, Sense::Season(_))) {
            return Some((Time::YearlyWhich(Yearly::Season(season), which), next + 1));
        }
        let (rule, length) = named_day(self.tokens.get(next..)?, self.without_case)?;
        Some((Time::YearlyWhich(Yearly::Named(rule), which), next + length))
    }

    fn which_unit(&self, which: Which, unit: Unit, count: i64, plural: bool, article: bool) -> Option<Time> {
        if unit < Unit::Day {
            return None;
        }
        if plural {
            return match which {
                Which::Recent | Which::Past => Some(Time::Vague(false)),
                Which::Coming | Which::Next if article || which == Which::Coming => Some(Time::Vague(true)),
                _ => None,
            };
        }
        let window = |later, base| Time::Window(Amount::exact(count, unit), later, base);
        let told = |steps| {
            if unit == Unit::Day {
                Time::Around(steps, steps, Base::Told)
            } else {
                Time::Whole(unit, steps, Base::Told)
            }
        };
        let unit_of_weeks = count > 1;
        Some(match which {
            Which::Last if unit == Unit::Day => return None,
            Which::Last if unit_of_weeks || (article && !matches!(unit, Unit::Weekend | Unit::Quarter)) => {
                window(false, Base::Published)
            }
            Which::Past => window(false, Base::Published),
            Which::Last => Time::Whole(unit, -1, Base::Published),
            Which::This if unit_of_weeks => return None,
            Which::This if unit == Unit::Day => Time::Around(0, 0, Base::Published),
            Which::This => Time::Whole(unit, 0, Base::Published),
            Which::Next if unit == Unit::Day => told(1),
            Which::Next | Which::Coming if unit_of_weeks => window(true, Base::Near),
            Which::Next if unit == Unit::Weekend || !article => Time::Whole(unit, 1, Base::Published),
            Which::Next | Which::Coming => Time::Coming(unit),
            Which::That => told(0),
            Which::Previous => told(-1),
            Which::Following => told(1),
            Which::Recent => return None,
        })
    }

    /// `the week`, `the year`: only within other words, such as `the end of the year`.
    pub(super) fn the_unit(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the"]);
        let (unit, 1, false) = self.unit(the)? else { return None };
        let time = match unit {
            Unit::Day => Time::Around(0, 0, Base::Near),
            Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century => {
                Time::Whole(unit, 0, Base::Near)
            }
            _ => return None,
        };
        (the > at).then_some((time, the + 1))
    }
}
