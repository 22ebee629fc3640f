//! Lengths of time and what is counted with them: `three days`, `two weeks ago`, `the past 24 hours`, `the day before`.

use super::{Grammar, Parsed};
use crate::time::calendar::Unit;
use crate::time::lexicon::{Form, Which};
use crate::time::meaning::{Amount, Base, Part, Reach, Time};

impl Grammar<'_> {
    /// An amount and the token after it: `two and a half years`, `1 month, 21 days`, `a year and a half`.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let mut parts: Vec<Part> = Vec::new();
        let mut end = at;
        let mut next = at;
        while let Some((part, after)) = self.one_amount(next) {
            if parts.iter().any(|known| known.unit == part.unit) {
                break;
            }
            parts.push(part);
            end = after;
            if self.is(end, "and") && self.is(self.skip(end + 1, &["a"]), "half") {
                parts.push(Part { least: 0.5, most: 0.5, unit: part.unit });
                end = self.skip(end + 1, &["a"]) + 1;
            }
            next = self.skip(end, &["and", ","]);
            // `nine minutes a day`
            if next == end && self.any(next, &["a", "an"]) {
                break;
            }
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.unit));
        (!parts.is_empty()).then_some((Amount(parts), end))
    }

    fn one_amount(&self, at: usize) -> Option<(Part, usize)> {
        let (least, most, end) = self.count(at)?;
        if self.is_quantity(at, end) {
            return None;
        }
        let mut next = if self.is(end, "-") && self.glued(end) && self.glued(end + 1) { end + 1 } else { end };
        let working = self.any(next, &["business", "working"]);
        next = self.skip(
            next,
            &[
                "full",
                "consecutive",
                "straight",
                "whole",
                "long",
                "successive",
                "business",
                "working",
                "calendar",
                "more",
                "additional",
            ],
        );
        let (unit, count, _) = self.unit(next)?;
        let unit = if working && unit == Unit::Day { Unit::BusinessDay } else { unit };
        let count = count as f64;
        Some((Part { least: least * count, most: most * count, unit }, next + 1))
    }

    /// What is counted from a day: `two weeks ago`, `three days after Christmas`, `in 3 weeks`, `the day before`.
    pub(super) fn distance(&self, at: usize, depth: u8) -> Parsed {
        let mut found = self.counted(at, depth);
        found = super::longer(found, || self.window(at));
        found = super::longer(found, || self.day_before(at, depth));
        found = super::longer(found, || self.within(at, depth));
        found = super::longer(found, || self.weekdays_away(at));
        found = super::longer(found, || self.uncounted(at));
        super::longer(found, || {
            let (reach, _, start) = self.reach(at + 1);
            let (amount, end) = self.is(at, "in").then(|| self.amount(start)).flatten()?;
            let taken = self.any(end, &["of", "-", "old"])
                || self.possessive(end).is_some()
                || self.before(at, &["once", "time", "first"]);
            let seconds = amount.finest() == Unit::Second && !self.any(end - 1, &["seconds", "secs", "sec"]);
            (!taken && !seconds).then_some((Time::In(amount, reach), end))
        })
    }

    /// An amount with what tells the direction and the base.
    fn counted(&self, at: usize, depth: u8) -> Parsed {
        let (reach, fuzzy, start) = self.reach(at);
        let (mut amount, end) = self.amount(start)?;
        for part in &mut amount.0 {
            part.least *= fuzzy.0;
            part.most *= fuzzy.1;
        }
        let (later, base, end) = self.direction(end, depth)?;
        Some((Time::Distance(amount, later, base, reach), end))
    }

    /// `more than`, `less than`, `about`: the reach, how far the number may be off, and the token after them.
    fn reach(&self, at: usize) -> (Reach, (f64, f64), usize) {
        let pair = |first: &[&str], second: &str| self.any(at, first) && self.is(at + 1, second);
        if pair(&["more", "longer"], "than") || pair(&["at"], "least") {
            return (Reach::Beyond, (1.0, 1.0), at + 2);
        }
        if pair(&["less", "fewer"], "than") || pair(&["up"], "to") || pair(&["at"], "most") {
            return (Reach::Within, (1.0, 1.0), at + 2);
        }
        if self.any(at, &["over"]) {
            return (Reach::Beyond, (1.0, 1.0), at + 1);
        }
        if self.any(at, &["under"]) {
            return (Reach::Within, (1.0, 1.0), at + 1);
        }
        if self.any(at, &["nearly", "almost"]) {
            return (Reach::At, (0.9, 1.0), at + 1);
        }
        if self.any(at, &["about", "around", "some", "roughly", "approximately"]) {
            return (Reach::At, (0.9, 1.1), at + 1);
        }
        (Reach::At, (1.0, 1.0), self.skip(at, &["just", "only", "exactly"]))
    }

    /// `ago`, `later`, `before Christmas`, `from now`: whether later, the base, and the token after it.
    fn direction(&self, at: usize, depth: u8) -> Option<(bool, Base, usize)> {
        if self.is(at, "ago") {
            return Some((false, Base::Published, at + 1));
        }
        if self.any(at, &["earlier", "previously", "beforehand"]) {
            return Some((false, Base::Told, at + 1));
        }
        if self.any(at, &["later", "afterward", "afterwards"]) {
            return Some((true, Base::Told, at + 1));
        }
        if self.is(at, "hence") || (self.is(at, "from") && self.is(at + 1, "now")) {
            return Some((true, Base::Published, at + 1 + usize::from(!self.is(at, "hence"))));
        }
        if self.is(at, "in") && self.is(at + 1, "the") && self.is(at + 2, "future") {
            return Some((true, Base::Published, at + 3));
        }
        let later = match () {
            () if self.any(at, &["before"]) => false,
            () if self.any(at, &["after", "from", "following"]) => true,
            () if self.is(at, "prior") && self.is(at + 1, "to") => false,
            () => return None,
        };
        let next = at + 1 + usize::from(self.is(at, "prior"));
        if let Some((time, end)) = depth.checked_sub(1).and_then(|depth| self.time(next, depth))
            && self.possessive(end).is_none()
            && !matches!(time, Time::DayPart(None))
        {
            return Some((later, Base::Time(time.boxed()), end));
        }
        (self.any(at, &["before", "after"]) && self.ends_phrase(next)).then_some((later, Base::Told, next))
    }

    /// Whether `before` or `after` can end here, with nothing that it belongs to.
    fn ends_phrase(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        !(next.is_word() || next.is_number() || matches!(next.text, "“" | "\"" | "‘"))
            || self.any(
                at,
                &[
                    "and", "but", "in", "at", "on", "by", "as", "that", "when", "where", "which", "who", "with", "to",
                    "near",
                ],
            )
    }

    /// `the past 24 hours`, `the next three days`, `the last couple of weeks`.
    fn window(&self, at: usize) -> Parsed {
        let the = self.skip(at, &["the", "this"]);
        let which = self.which(the)?;
        let (amount, end) = self.amount(the + 1)?;
        if self.any(the + 1, &["a", "an"]) || (self.is(end, "of") && self.is(self.skip(end + 1, &["the"]), "which")) {
            return None;
        }
        let (later, base) = match which {
            Which::Last | Which::Past => (false, Base::Published),
            Which::Previous => (false, Base::Told),
            Which::Next => (true, Base::Near),
            Which::Coming => (true, Base::Published),
            Which::Following if the > at => (true, Base::Told),
            _ => return None,
        };
        Some((Time::Window(amount, later, base), end))
    }

    /// `the day before`, `the night after the vote`, `the week before`.
    fn day_before(&self, at: usize, depth: u8) -> Parsed {
        let the = at + 1;
        if !self.any(at, &["the", "a"]) || !self.any(the + 1, &["before", "after", "earlier"]) {
            return None;
        }
        let part = self.is_part(the);
        let (unit, 1, false) = (if part { Some((Unit::Day, 1, false)) } else { self.unit(the) })? else { return None };
        if unit < Unit::Day || unit == Unit::Weekend || (self.is(at, "a") && !self.is(the + 1, "earlier")) {
            return None;
        }
        let sign = if self.is(the + 1, "after") { 1 } else { -1 };
        let end = the + 2;
        let whole =
            |base| if unit == Unit::Day { Time::Around(sign, sign, base) } else { Time::Whole(unit, sign, base) };
        let of_day = |time: Time| if part { Time::DayPart(Some(time.boxed())) } else { time };
        if self.is(the + 1, "earlier") || self.ends_phrase(end) {
            return Some((of_day(whole(Base::Told)), end));
        }
        if let Some((time, after)) = depth.checked_sub(1).and_then(|depth| self.time(end, depth))
            && self.possessive(after).is_none()
            && !matches!(time, Time::DayPart(None))
        {
            return Some((of_day(whole(Base::Time(time.boxed()))), after));
        }
        Some((of_day(whole(Base::Unknown)), end))
    }

    /// `within 5 days`, `within the next three years`.
    fn within(&self, at: usize, depth: u8) -> Parsed {
        if !self.is(at, "within") {
            return None;
        }
        let the = self.skip(at + 1, &["the"]);
        let counted = if matches!(self.which(the), Some(Which::Next | Which::Coming)) { the + 1 } else { at + 1 };
        let (amount, end) = self.amount(counted)?;
        if let Some((later, base, after)) = self.direction(end, depth)
            && matches!(base, Base::Time(_))
        {
            return Some((Time::Distance(amount, later, base, Reach::Within), after));
        }
        if self.is(end, "of") {
            return Some((Time::Duration, end));
        }
        Some((Time::Distance(amount, true, Base::Near, Reach::Within), end))
    }

    /// `two Sundays ago`, `three Mondays from now`.
    fn weekdays_away(&self, at: usize) -> Parsed {
        let (least, most, end) = self.count(at)?;
        let (weekday, form) = self.weekday(end)?;
        let (later, Base::Published | Base::Told, after) = self.direction(end + 1, 0)? else { return None };
        (form != Form::Short && least >= 1.0 && least == most && least < 500.0)
            .then_some((Time::Weekdays(least as i64, weekday, later), after))
    }

    /// `days later`, `years ago`, `hours earlier`.
    fn uncounted(&self, at: usize) -> Parsed {
        let (unit, count, true) = self.unit(at)? else { return None };
        let (later, base, end) = self.direction(at + 1, 0)?;
        if self.count(at.checked_sub(1)?).is_some_and(|(_, _, end)| end == at) {
            return None;
        }
        if unit < Unit::Day {
            let most = if unit == Unit::Hour { 24.0 } else { 0.0 };
            return Some((
                Time::Distance(Amount(vec![Part { least: 0.0, most, unit: Unit::Hour }]), later, base, Reach::At),
                end,
            ));
        }
        Some((Time::Distance(Amount::exact(count, unit), later, base, Reach::Beyond), end))
    }

    /// A length without dates: `three days`, `a two-week`, or a length with its first day: `3 days from Monday`.
    pub(super) fn length(&self, at: usize) -> Parsed {
        let counted = self.skip(at, &["for"]);
        // `for months`
        if at > 0
            && let Some((unit, _, true)) = self.unit(at)
        {
            let of =
                self.is(at + 1, "of") && self.any(at - 1, &["after", "despite", "following", "with", "took", "taken"]);
            let told = unit >= Unit::Minute && (self.any(at - 1, &["for", "in"]) || of);
            return told.then_some((Time::Duration, at + 1));
        }
        // `all day`, `the whole year`
        if self.any(at, &["all", "entire", "full", "whole"]) {
            let next = self.skip(at + 1, &["-"]);
            let (unit, _, plural) =
                self.unit(next).or_else(|| self.is(next, "night").then_some((Unit::Day, 1, false)))?;
            return (unit >= Unit::Day && !plural).then_some((Time::Duration, next + 1));
        }
        let (_, _, start) = self.reach(counted);
        let (amount, end) = self.amount(start)?;
        let next = self.skip(end, &[","]);
        let begins = self.any(next, &["starting", "beginning"]) || (counted > at && self.is(next, "from"));
        if begins {
            let next = self.skip(next + 1, &["from", "on"]);
            if let Some((time, end)) = self.time(next, 2) {
                return Some((Time::Lasting(amount, time.boxed()), end));
            }
        }
        // An age, a speed, a price.
        let aged = self.is(end, "old")
            || (self.is(end, "-") && self.is(end + 1, "old"))
            || (self.is(end, "of") && self.is(end + 1, "age"));
        let rate = self.any(start, &["a", "an", "one"])
            && !self.any(end, &["before", "after"])
            && !self.before(
                start,
                &["for", "within", "in", "nearly", "almost", "about", "over", "under", "than", "lasted", "after"],
            );
        // `a quarter of them` is no time.
        let share = amount.finest() == Unit::Quarter;
        if aged || rate || share || amount.finest() == Unit::Second && !self.any(end - 1, &["seconds", "secs", "sec"]) {
            return None;
        }
        (counted == at).then_some((Time::Duration, end))
    }
}
