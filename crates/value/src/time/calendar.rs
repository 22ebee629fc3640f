//! Calendar arithmetic: whole units, steps of units, and the feasts that follow the moon.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    BusinessDay,
    /// From Monday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    Month,
    Quarter,
    Year,
    /// From a year that ends in 0, as newspapers count.
    Decade,
    /// From a year that ends in 00, as newspapers count.
    Century,
}

/// Days from the first to the last, both of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    /// One day.
    pub(super) fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// From one day to another, or nothing where they are the wrong way round.
    pub(super) fn between(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// A whole year.
    pub(super) fn year(year: i16) -> Option<Self> {
        whole(Date::new(year, 1, 1).ok()?, Unit::Year)
    }

    /// Years from the first to the last.
    pub(super) fn years(first: i16, last: i16) -> Option<Self> {
        Self::between(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?)
    }

    /// A whole month.
    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        whole(Date::new(year, month, 1).ok()?, Unit::Month)
    }

    pub(super) fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// How many days.
    pub(super) fn count(&self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// The shortest stretch that holds both.
    pub(super) fn with(&self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// Days from `first` to `last`; negative if `last` comes before.
pub(super) fn days_between(first: Date, last: Date) -> i64 {
    first.until(last).map_or(0, |span| i64::from(span.get_days()))
}

/// `day` moved by a number of days.
pub(super) fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `day` moved by a number of months; the end of a shorter month is its last day.
pub(super) fn plus_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// `day` moved by whole units; units under a day leave it.
pub(super) fn plus(day: Date, unit: Unit, steps: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => plus_days(day, steps),
        Unit::BusinessDay => plus_business_days(day, steps),
        Unit::Week | Unit::Weekend => plus_days(day, steps.checked_mul(7)?),
        Unit::Month => plus_months(day, steps),
        Unit::Quarter => plus_months(day, steps.checked_mul(3)?),
        Unit::Year => plus_months(day, steps.checked_mul(12)?),
        Unit::Decade => plus_months(day, steps.checked_mul(120)?),
        Unit::Century => plus_months(day, steps.checked_mul(1200)?),
    }
}

/// `day` moved by days from Monday to Friday.
fn plus_business_days(day: Date, steps: i64) -> Option<Date> {
    let mut day = plus_days(day, (steps / 5).checked_mul(7)?)?;
    let mut left = steps % 5;
    while left != 0 {
        day = plus_days(day, left.signum())?;
        if day.weekday().to_monday_one_offset() <= 5 {
            left -= left.signum();
        }
    }
    Some(day)
}

/// The whole unit in which `day` lies.
pub(super) fn whole(day: Date, unit: Unit) -> Option<Days> {
    let (first, length) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => return Some(Days::one(day)),
        Unit::Week => {
            let first = monday(day)?;
            return Days::between(first, plus_days(first, 6)?);
        }
        Unit::Weekend => {
            let first = plus_days(monday(day)?, 5)?;
            return Days::between(first, plus_days(first, 1)?);
        }
        Unit::Month => (day.first_of_month(), 1.month()),
        Unit::Quarter => (Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?, 3.months()),
        Unit::Year => (day.first_of_year(), 1.year()),
        Unit::Decade => (Date::new(day.year().div_euclid(10) * 10, 1, 1).ok()?, 10.years()),
        Unit::Century => (Date::new(day.year().div_euclid(100) * 100, 1, 1).ok()?, 100.years()),
    };
    Days::between(first, plus_days(first.checked_add(length).ok()?, -1)?)
}

/// The Monday of the week in which `day` lies.
pub(super) fn monday(day: Date) -> Option<Date> {
    plus_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The last such weekday up to `day`, that day included.
pub(super) fn weekday_up_to(day: Date, weekday: Weekday) -> Option<Date> {
    plus_days(day, -i64::from(weekday.until(day.weekday())))
}

/// The first such weekday from `day` on, that day included.
pub(super) fn weekday_from(day: Date, weekday: Weekday) -> Option<Date> {
    plus_days(day, i64::from(day.weekday().until(weekday)))
}

/// The `n`th such weekday within `days`; -1 is the last.
pub(super) fn nth_weekday(days: Days, weekday: Weekday, n: i64) -> Option<Date> {
    let day = if n < 0 {
        plus_days(weekday_up_to(days.last, weekday)?, n.checked_add(1)?.checked_mul(7)?)?
    } else {
        plus_days(weekday_from(days.first, weekday)?, n.checked_sub(1)?.checked_mul(7)?)?
    };
    days.contains(day).then_some(day)
}

/// The `n`th week of `days`; -1 is the last. A week belongs to the month or year in which its Thursday lies, as in ISO 8601.
pub(super) fn nth_week(days: Days, n: i64) -> Option<Days> {
    whole(nth_weekday(days, Weekday::Thursday, n)?, Unit::Week)
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year_of_cycle = i32::from(year).rem_euclid(19);
    let (century, year_of_century) = (i32::from(year).div_euclid(100), i32::from(year).rem_euclid(100));
    let moon =
        (19 * year_of_cycle + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let sunday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - moon - year_of_century % 4).rem_euclid(7);
    let late = (year_of_cycle + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

/// The Gregorian day of a day of the tabular Islamic calendar (30 years with 11 leap years, epoch 16 July 622 Julian).
/// Sighting the moon moves true months by a day or so.
pub(super) fn islamic(year: i64, month: i64, day: i64) -> Option<Date> {
    let days = (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + day - 1;
    plus_days(date(622, 7, 19), days)
}

/// The Islamic year that begins within, or last before, the first day of a Gregorian year.
pub(super) fn islamic_year(year: i16) -> i64 {
    (i64::from(year) - 622) * 33 / 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_hold_their_days() {
        let day = date(2024, 2, 28);
        let spans = [
            (Unit::Week, date(2024, 2, 26), date(2024, 3, 3)),
            (Unit::Weekend, date(2024, 3, 2), date(2024, 3, 3)),
            (Unit::Month, date(2024, 2, 1), date(2024, 2, 29)),
            (Unit::Quarter, date(2024, 1, 1), date(2024, 3, 31)),
            (Unit::Decade, date(2020, 1, 1), date(2029, 12, 31)),
        ];
        for (unit, first, last) in spans {
            assert_eq!(whole(day, unit), Some(Days { first, last }), "{unit:?}");
        }
    }

    #[test]
    fn feasts_that_move() {
        for (year, month, day) in
            [(1961, 4, 2), (2000, 4, 23), (2016, 3, 27), (2018, 4, 1), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        // 1 Muharram 1445 and 1 Ramadan 1445 of the tabular calendar.
        assert_eq!(islamic(1445, 1, 1), Some(date(2023, 7, 19)));
        assert_eq!(islamic(1445, 9, 1), Some(date(2024, 3, 11)));
    }

    #[test]
    fn business_days_skip_the_weekend() {
        assert_eq!(plus(date(2018, 8, 21), Unit::BusinessDay, 4), Some(date(2018, 8, 27)));
        assert_eq!(plus(date(2018, 8, 27), Unit::BusinessDay, -4), Some(date(2018, 8, 21)));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        assert_eq!(plus(Date::MAX, Unit::Century, i64::MAX), None);
        assert_eq!(plus(Date::MIN, Unit::Week, i64::MIN), None);
        assert_eq!(whole(Date::MAX, Unit::Week), None);
    }
}
