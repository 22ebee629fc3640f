//! Finds the days that a meaning stands for, given the day of publication and what was told before.

use jiff::civil::Date;

use super::TimeKind;
use super::calendar::{
    Days, Unit, monday, nth_weekday, plus, plus_days, plus_months, weekday_from, weekday_up_to, whole,
};
use super::lexicon::Which;
use super::meaning::{Amount, Base, Reach, Time, Yearly};
use super::row;
use super::stretch::{edge, moved, nth, slack};

/// From a day to a day, both included; without a day the end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
}

impl From<Days> for Interval {
    fn from(days: Days) -> Self {
        Self { start: Some(days.first), end: Some(days.last) }
    }
}

impl Interval {
    fn days(self) -> Option<Days> {
        Days::between(self.start?, self.end?)
    }
}

/// Which one of a row of weekdays, months or feasts is meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pick {
    /// The last up to publication, or the next from it on if the future is cued.
    Published,
    /// The first from a day on.
    From(Date),
    /// The last up to a day.
    UpTo(Date),
    /// The first within.
    Within(Days),
}

/// What the reader knows who meets the expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) published: Option<Date>,
    /// The last day told before.
    pub(super) day: Option<Days>,
    /// The last stretch of days told before.
    pub(super) told: Option<Days>,
    /// Whether the words before put it after publication.
    pub(super) future: bool,
    pub(super) pick: Pick,
}

impl Reader {
    fn picking(self, pick: Pick) -> Self {
        Self { pick, ..self }
    }

    /// The days of `time`, if both ends are known.
    pub(super) fn days(&self, time: &Time) -> Option<Days> {
        self.interval(time)?.days()
    }

    /// The days that `time` stands for; nothing if that is not known.
    pub(super) fn interval(&self, time: &Time) -> Option<Interval> {
        let days = match time {
            Time::Fixed(days, _) => *days,
            Time::Yearly(yearly) => row::yearly(self, *yearly)?,
            Time::YearlyWhich(yearly, which) => row::yearly_which(self, *yearly, *which)?,
            Time::DayOfMonth(day, weekday) => row::day_of_month(self, *day, *weekday)?,
            Time::Weekday(weekday, which) => row::weekday(self, *weekday, *which)?,
            Time::Around(first, last, of) => {
                let base = self.base(of, Unit::Day)?;
                let from = |steps: i64, days: Days| plus_days(if steps > 0 { days.last } else { days.first }, steps);
                let found = Days::between(from(*first, base)?, from(*last, base)?.max(from(*first, base)?))?;
                return self.believable(found.into(), base, of);
            }
            Time::Whole(unit, steps, base) => self.whole(*unit, *steps, base)?,
            Time::Coming(unit) if !self.future => self.whole(*unit, 1, &Base::Told)?,
            Time::Coming(unit) => {
                let published = self.published?;
                Days::between(plus_days(published, 1)?, whole(plus(published, *unit, 1)?, *unit)?.last)?
            }
            Time::Distance(amount, later, base, reach) => return self.distance(amount, *later, base, *reach),
            Time::In(amount, reach) if self.future => return self.distance(amount, true, &Base::Published, *reach),
            Time::Weekdays(count, weekday, later) => {
                let published = self.published?;
                let day = if *later {
                    plus_days(weekday_from(plus_days(published, 1)?, *weekday)?, count.checked_sub(1)?.checked_mul(7)?)?
                } else {
                    plus_days(
                        weekday_up_to(plus_days(published, -1)?, *weekday)?,
                        1_i64.checked_sub(*count)?.checked_mul(7)?,
                    )?
                };
                Days::one(day)
            }
            Time::Window(amount, later, base) => self.window(amount, *later, base)?,
            Time::Vague(later) => {
                let published = self.published?;
                return Some(if *later {
                    Interval { start: plus_days(published, 1), end: None }
                } else {
                    Interval { start: None, end: Some(published) }
                });
            }
            Time::Lasting(amount, from) => {
                let first = self.days(from)?.first;
                Days::between(first, plus_days(moved(first, amount, true, true)?, -1)?.max(first))?
            }
            Time::NthWeekday(n, weekday, of) => Days::one(nth_weekday(self.days(of)?, *weekday, *n)?),
            Time::Nth(n, unit, of) => nth(self.days(of)?, *unit, *n)?,
            Time::Stretch(amount, last, of) => {
                let of = self.days(of)?;
                if *last {
                    Days::between(plus_days(moved(of.last, amount, false, true)?, 1)?.max(of.first), of.last)?
                } else {
                    Days::between(of.first, plus_days(moved(of.first, amount, true, true)?, -1)?.min(of.last))?
                }
            }
            Time::Edge(which, of) => edge(*which, self.days(of)?, self.published)?,
            Time::UnitOf(unit, of) => {
                let of = self.days(of)?;
                whole(of.first, *unit)?.with(whole(of.last, *unit)?)
            }
            Time::Of(inner, frame) => return self.picking(Pick::Within(self.days(frame)?)).interval(inner),
            Time::Range(from, to) => return self.range(from, to),
            Time::Since(from) => {
                let start = Self { future: false, ..*self }.interval(from)?.start?;
                return Some(Interval { start: Some(start), end: self.published.filter(|&end| start <= end) });
            }
            Time::Until(to) => return Some(Interval { start: None, end: Some(self.interval(to)?.end?) }),
            Time::Before(to) => {
                let at = self.interval(to)?;
                // Before a day of which two are possible: up to the later one. Before 3 p.m. of a day: that day too.
                let last = if to.kind(self.future) == TimeKind::Period { at.start? } else { at.end? };
                let end = if matches!(**to, Time::DayPart(_)) { last } else { plus_days(last, -1)? };
                return Some(Interval { start: None, end: Some(end) });
            }
            Time::After(from) => {
                let at = self.interval(from)?;
                let first = if from.kind(self.future) == TimeKind::Period { at.end? } else { at.start? };
                let start = if matches!(**from, Time::DayPart(_)) { first } else { plus_days(first, 1)? };
                return Some(Interval { start: Some(start), end: None });
            }
            Time::From(from) => return Some(Interval { start: Some(self.interval(from)?.start?), end: None }),
            Time::DayPart(Some(day)) => return self.interval(day),
            Time::Night(day) => {
                let day = self.days(day)?;
                Days::between(plus_days(day.first, -1)?, plus_days(day.last, 1)?)?
            }
            Time::In(..) | Time::DayPart(None) | Time::Duration | Time::Recurring => return None,
        };
        Some(days.into())
    }

    /// The days that the reader counts from.
    fn base(&self, base: &Base, unit: Unit) -> Option<Days> {
        let published = self.published.map(Days::one);
        match base {
            Base::Published => published,
            Base::Near if self.future => published,
            Base::Near => self.base(&Base::Told, unit),
            Base::Told if unit <= Unit::BusinessDay => self.day.or(published),
            Base::Told => self.told.or(published),
            Base::Time(time) => self.days(time),
            Base::Unknown => None,
        }
    }

    /// The days told before that row words such as `the following Monday` count from.
    pub(super) fn told_day(&self) -> Option<Days> {
        self.base(&Base::Told, Unit::Day)
    }

    fn whole(&self, unit: Unit, steps: i64, base: &Base) -> Option<Days> {
        let counted = self.base(base, unit)?;
        if matches!(base, Base::Near) && unit == Unit::Weekend {
            return if self.future { self.weekend(0) } else { self.weekend_past() };
        }
        if matches!(base, Base::Published) {
            match (unit, steps) {
                (Unit::Weekend, _) => return self.weekend(steps),
                // On a Sunday the last week is the one that ends, or the one before it.
                (Unit::Week, -1) if monday(counted.first) == plus_days(counted.first, -6) => {
                    return Days::between(plus_days(counted.first, -13)?, plus_days(counted.first, -1)?);
                }
                _ => {}
            }
        }
        match steps {
            0 => Some(whole(counted.first, unit)?.with(whole(counted.last, unit)?)),
            1.. => whole(plus(counted.last, unit, steps)?, unit),
            _ => whole(plus(counted.first, unit, steps)?, unit),
        }
    }

    /// The weekend that has begun last.
    fn weekend_past(&self) -> Option<Days> {
        whole(weekday_up_to(self.published?, jiff::civil::Weekday::Saturday)?, Unit::Weekend)
    }

    /// This weekend, the last or the next, seen from publication.
    fn weekend(&self, steps: i64) -> Option<Days> {
        let published = self.published?;
        let own = whole(published, Unit::Weekend)?;
        let before = whole(plus_days(published, -7)?, Unit::Weekend)?;
        let after = whole(plus_days(published, 7)?, Unit::Weekend)?;
        let within = own.contains(published);
        Some(match (steps, published.weekday().to_monday_one_offset()) {
            (0, _) if self.future || within => own,
            (0, 1) => before,
            (0, 5) => own,
            // In the middle of the week nothing tells the weekend that was from the one to come.
            (0, _) => before.with(own),
            (-1, _) => before,
            (1, _) if within => after,
            (1, _) => own.with(after),
            (steps, _) => whole(plus_days(published, steps.checked_mul(7)?)?, Unit::Weekend)?,
        })
    }

    /// What was told does not lie after publication: if counting from the day told before leads there, it was another day.
    fn believable(&self, found: Interval, counted: Days, base: &Base) -> Option<Interval> {
        let ahead = |day: Option<Date>| day.zip(self.published).is_some_and(|(day, published)| day > published);
        let contradiction =
            matches!(base, Base::Told) && !self.future && !ahead(Some(counted.last)) && ahead(found.start);
        (!contradiction).then_some(found)
    }

    fn distance(&self, amount: &Amount, later: bool, of: &Base, reach: Reach) -> Option<Interval> {
        let finest = amount.finest();
        let base = self.base(of, finest)?;
        let (near, far) = if later {
            (moved(base.first, amount, true, false)?, moved(base.last, amount, true, true)?)
        } else {
            (moved(base.last, amount, false, false)?, moved(base.first, amount, false, true)?)
        };
        let found = match (reach, later) {
            (Reach::At, _) => {
                // `two weeks ago` counts weeks: the day may lie half a week before or after.
                let (first, last) = (near.min(far), near.max(far));
                Interval { start: Some(slack(first, finest, -1)?), end: Some(slack(last, finest, 1)?) }
            }
            (Reach::Beyond, true) => Interval { start: Some(near), end: None },
            (Reach::Beyond, false) => Interval { start: None, end: Some(near) },
            (Reach::Within, true) => Days::between(base.first, far)?.into(),
            (Reach::Within, false) => Days::between(far, base.last)?.into(),
        };
        self.believable(found, base, of)
    }

    fn window(&self, amount: &Amount, later: bool, base: &Base) -> Option<Days> {
        let base = self.base(base, Unit::Day)?;
        if !later {
            return Days::between(moved(base.first, amount, false, true)?, base.last);
        }
        let finest = amount.finest();
        let first = if finest < Unit::Day { base.last } else { plus_days(base.last, 1)? };
        let last = moved(first, amount, true, true)?;
        Days::between(first, if finest < Unit::Day { last } else { plus_days(last, -1)?.max(first) })
    }

    fn range(&self, from: &Time, to: &Time) -> Option<Interval> {
        let within = matches!(self.pick, Pick::Within(_));
        let (start, end) = if within || (!from.is_floating() && !to.is_floating()) {
            (self.interval(from)?.start?, self.interval(to)?.end?)
        } else if !to.is_floating() {
            let to = self.interval(to)?;
            (self.picking(Pick::UpTo(to.start.or(to.end)?)).interval(from)?.start?, to.end?)
        } else {
            let start = self.interval(from)?.start?;
            (start, self.picking(Pick::From(start)).interval(to)?.end?)
        };
        Days::between(start, end).map(Interval::from)
    }
}

impl Which {
    /// Whether it counts from what was told before.
    pub(super) fn is_told(self) -> bool {
        matches!(self, Self::That | Self::Previous | Self::Following)
    }
}

impl Yearly {
    /// The days that begin in a year.
    pub(super) fn in_year(self, year: i16) -> Option<Days> {
        let day = |year, month, day| Date::new(year, month, day).ok();
        match self {
            Self::Day(month, of_month, _) => day(year, month, of_month).map(Days::one),
            Self::Month(month) => Days::month(year, month),
            Self::Season(1) => Days::between(day(year, 3, 1)?, day(year, 6, 20)?),
            Self::Season(2) => Days::between(day(year, 6, 1)?, day(year, 9, 22)?),
            Self::Season(3) => Days::between(day(year, 9, 1)?, day(year, 12, 21)?),
            Self::Season(_) => Days::between(day(year, 12, 1)?, day(year.checked_add(1)?, 3, 20)?),
            Self::Quarter(quarter) => whole(day(year, quarter.checked_mul(3)?, 1)?, Unit::Quarter),
            Self::Half(half) => {
                let first = if half == 1 { 1 } else { 7 };
                Days::between(day(year, first, 1)?, plus_days(plus_months(day(year, first, 1)?, 6)?, -1)?)
            }
            Self::Named(rule) => rule.in_year(year),
        }
    }
}
