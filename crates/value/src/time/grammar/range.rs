//! Stretches between two times, and stretches with one end: `from Monday to Wednesday`, `March 3-5`, `since October 7`.

use super::{Grammar, Parsed, longer};
use crate::time::calendar::Unit;
use crate::time::lexicon::{Form, Sense};
use crate::time::meaning::{Base, Time, Yearly};

impl Grammar<'_> {
    /// A stretch between two times.
    pub(super) fn range(&self, at: usize) -> Parsed {
        let mut found = self.shared_month(at);
        found = longer(found, || self.two_times(at));
        longer(found, || {
            // `this week from Tuesday to Thursday`
            let (frame @ Time::Whole(Unit::Week | Unit::Month, ..), end) = self.relative(at, 2)? else { return None };
            if !self.any(end, &["from", "between"]) {
                return None;
            }
            let (inner, end) = self.two_times(end)?;
            Some((Time::Of(inner.boxed(), frame.boxed()), end))
        })
    }

    fn two_times(&self, at: usize) -> Parsed {
        let opener = self.any(at, &["from", "between"]);
        let between = self.is(at, "between");
        let start = at + usize::from(opener);
        let (from, end) = self.side(start, opener)?;
        let next = self.connector(end, between)?;
        let spaced_dash = self.any(end, &["-", "–", "—"]) && !(self.glued(end) && self.glued(next));
        let (to, after) = self.side(self.skip(next, &["early", "late"]), opener)?;
        let dated = |time: &Time| matches!(time, Time::Fixed(..) | Time::Of(..) | Time::Yearly(Yearly::Day(..)));
        if spaced_dash && !(dated(&from) && dated(&to) && !self.is(end, "—")) {
            return None;
        }
        if from.is_day() && to.is_day() && !between && self.moved_before(at) {
            return None;
        }
        let years = matches!((&from, &to), (Time::Fixed(_, Unit::Year), Time::Fixed(_, Unit::Year)));
        // `from 1500 to 2000 soldiers`
        if years && self.is_plural_noun(after) {
            return None;
        }
        if !opener {
            let point = |time: &Time| {
                !matches!(
                    time,
                    Time::Distance(..) | Time::In(..) | Time::Window(..) | Time::Vague(_) | Time::DayPart(None)
                )
            };
            if !point(&from)
                || !point(&to)
                || !self.stands_in_row(start, &from, end)
                || !self.stands_in_row(next, &to, after)
            {
                return None;
            }
        }
        Some((Time::Range(from.boxed(), to.boxed()), after))
    }

    /// Whether a month or year of a bare range is one.
    fn stands_in_row(&self, at: usize, time: &Time, end: usize) -> bool {
        match time {
            Time::Yearly(Yearly::Month(_)) => {
                self.month(at).is_none_or(|(_, form, _)| {
                    form != Form::Name || !self.is_small_verb(at) && !self.followed_by_verb(at)
                }) && end > at
            }
            Time::Fixed(_, Unit::Year) => self.number(at).is_none_or(|(year, _)| (1500..=2200).contains(&year)),
            _ => true,
        }
    }

    /// One end of a stretch.
    fn side(&self, at: usize, opener: bool) -> Parsed {
        if opener && self.is(at, "now") {
            return Some((Time::Around(0, 0, Base::Published), at + 1));
        }
        let (time, end) = self.time(at, 3)?;
        let nothing = matches!(time, Time::DayPart(None) | Time::In(..) | Time::DayOfMonth(_, None));
        (!nothing).then_some((time, end))
    }

    /// The token after `to`, `through` or a dash.
    fn connector(&self, at: usize, and: bool) -> Option<usize> {
        if self.is(at, "up") && self.is(at + 1, "to") {
            return Some(at + 2);
        }
        (self.any(at, &["to", "through", "until", "till", "-", "–", "—"]) || (and && self.is(at, "and")))
            .then_some(at + 1)
    }

    /// `moved the vote from Sunday to Tuesday`: two days, no stretch.
    fn moved_before(&self, at: usize) -> bool {
        (at.saturating_sub(8)..at).any(|at| self.senses(at).contains(&Sense::Moved))
    }

    /// Days of one month: `March 3-5`, `3-5 March`, `from 3 to 5 May`, `from 4 to 22 this month`, `November between 19 and 20`.
    fn shared_month(&self, at: usize) -> Parsed {
        let opener = self.any(at, &["from", "between"]);
        let between = self.is(at, "between");
        let start = at + usize::from(opener);
        if let Some((month, _, next)) = self.month(start) {
            if self.is_small_verb(start) {
                return None;
            }
            let inner = self.any(next, &["between", "from"]);
            let between = between || self.is(next, "between");
            let (first, end) = self.day_number(self.skip(next + usize::from(inner), &["the"]), false)?;
            let joined = self.joint(end, between)?;
            // `between March 3 and May`: the number is the next month's.
            let (last, end) = self.day_number(self.skip(joined, &["the"]), false)?;
            if self.month(self.skip(end, &["of"])).is_some()
                || self.is(end, ":")
                || self.is_quantity(joined, end)
                || (self.any(end, &["-", "/"]) && self.glued(end))
            {
                return None;
            }
            return self.days_of(month, first, last, end);
        }
        let the = self.skip(start, &["the"]);
        if the == start
            && start > 0
            && self.glued(start)
            && !opener
            && self.any(start - 1, &["-", ".", ",", "/", "$", ":"])
        {
            return None;
        }
        let (first, end) = self.day_number(the, false)?;
        let joined = self.joint(end, between)?;
        // `from 4 to January 22, 1995`
        if opener && let Some((month, _, next)) = self.month(joined) {
            let (last, end) = self.day_number(next, false)?;
            return self.days_of(month, first, last, end);
        }
        let (last, end) = self.day_number(self.skip(joined, &["the"]), false)?;
        let of = self.skip(end, &["of", "in"]);
        if let Some((month, form, next)) = self.month(of).filter(|_| !self.is(end, "in")) {
            return if !(self.is_small_verb(of) || form == Form::Name && self.followed_by_verb(of)) {
                self.days_of(month, first, last, next)
            } else {
                None
            };
        }
        let (frame @ Time::Whole(Unit::Month, ..), end) = self.relative(of, 2)? else { return None };
        let day = |day| Time::DayOfMonth(day, None).boxed();
        Some((Time::Of(Time::Range(day(first), day(last)).boxed(), frame.boxed()), end))
    }

    /// The token after what joins two days: a dash without spaces, `to`, or, between or in a list, `and`.
    fn joint(&self, at: usize, between: bool) -> Option<usize> {
        if self.any(at, &["-", "–", "—"]) {
            return (self.glued(at) == self.glued(at + 1)).then_some(at + 1);
        }
        let next = self.connector(at, true)?;
        (between || !self.is(at, "and") || self.is_number(self.skip(next, &["the"]))).then_some(next)
    }

    fn days_of(&self, month: i8, first: i8, last: i8, end: usize) -> Parsed {
        if first >= last {
            return None;
        }
        let day = |day| Time::Yearly(Yearly::Day(month, day, None)).boxed();
        let range = Time::Range(day(first), day(last));
        let next = self.skip(end, &[",", "of"]);
        if let Some((year, after)) = self.year(next) {
            let frame = Time::Fixed(crate::time::calendar::Days::year(year)?, Unit::Year);
            return Some((Time::Of(range.boxed(), frame.boxed()), after));
        }
        if let Some((frame @ Time::Whole(Unit::Year, ..), after)) = self.relative(self.skip(end, &["of"]), 2) {
            return Some((Time::Of(range.boxed(), frame.boxed()), after));
        }
        Some((range, end))
    }

    /// A stretch with one end: since, until, before, after, by, from … on.
    pub(super) fn bound(&self, at: usize) -> Parsed {
        let pair = |first: &[&str], second: &[&str]| self.any(at, first) && self.any(at + 1, second);
        let (make, next): (fn(Box<Time>) -> Time, usize) = match () {
            () if self.is(at, "since") => (Time::Since, at + 1),
            () if pair(&["ever"], &["since"]) => (Time::Since, at + 2),
            () if self.any(at, &["until", "till", "by"]) => (Time::Until, at + 1),
            () if pair(&["up"], &["to", "until", "till"]) => (Time::Until, at + 2),
            () if pair(&["no", "not"], &["later"]) && self.is(at + 2, "than") => (Time::Until, at + 3),
            () if pair(&["on"], &["or"]) && self.any(at + 2, &["before"]) => (Time::Until, at + 3),
            () if pair(&["before"], &["or"]) && self.any(at + 2, &["on", "in"]) => (Time::Until, at + 3),
            () if self.is(at, "before") => (Time::Before, at + 1),
            () if pair(&["prior"], &["to"]) || pair(&["ahead"], &["of"]) || pair(&["earlier", "sooner"], &["than"]) => {
                (Time::Before, at + 2)
            }
            () if self.is(at, "after") => (Time::After, at + 1),
            () if pair(&["later"], &["than"]) => (Time::After, at + 2),
            () if self.any(at, &["starting", "beginning"]) => (Time::From, self.skip(at + 1, &["from", "on", "in"])),
            () if self.is(at, "from") => (Time::From, at + 1),
            () if pair(&["as"], &["of", "from"]) => (Time::From, at + 2),
            () => return None,
        };
        let since = self.any(next - 1, &["since"]);
        if since && self.is(next, "then") {
            return Some((Time::Since(Time::Around(0, 0, Base::Told).boxed()), next + 1));
        }
        let (time, mut end) = longer(self.range(next).filter(|_| since), || self.time(next, 3))?;
        if matches!(time, Time::DayPart(None) | Time::In(..) | Time::Range(..))
            || !(self.stands_alone(next, &time, end) || self.is(next - 1, "than"))
            || self.possessive(end).is_some()
        {
            return None;
        }
        // `before dawn on Sunday` is a part of that day.
        if matches!(time, Time::DayPart(_)) && self.any(at, &["before", "after", "by"]) && !self.is_number(next) {
            return None;
        }
        if self.is(at, "from") {
            if !self.any(end, &["on", "onward", "onwards", "forward"]) {
                return None;
            }
            end += 1;
        }
        // `after Friday prayers`, `before Sunday mass`
        if self.any(at, &["before", "after", "by", "ahead"])
            && self.is_word(end)
            && !self.follows_day_number(end)
            && !self.is_verb_like(end)
        {
            return None;
        }
        Some((make(time.boxed()), end))
    }

    /// Whether the word is one of the verbs that often follow a time.
    fn is_verb_like(&self, at: usize) -> bool {
        self.any(
            at,
            &[
                "was", "were", "is", "are", "has", "have", "had", "will", "would", "or", "if", "because", "so",
                "without", "unless", "a", "an", "its", "their", "his", "her", "from", "on", "more", "about", "some",
                "it", "we", "i", "this",
            ],
        )
    }
}
