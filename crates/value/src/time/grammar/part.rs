//! Parts of stretches: `early March`, `the end of the year`, `the third week of 2027`, `the first six months of 2014`.

use super::{Grammar, Parsed, longer};
use crate::time::calendar::Unit;
use crate::time::lexicon::{Edge, Form, Sense};
use crate::time::meaning::{Amount, Base, Time};

impl Grammar<'_> {
    /// `early March`, `late last year`, `mid-2013`, `the end of the month`, `the rest of the week`, `later that day`.
    pub(super) fn edge(&self, at: usize, depth: u8) -> Parsed {
        let inner_depth = depth.checked_sub(1)?;
        if let Some(edge) = self.edge_word(at) {
            let mut next = if self.is(at + 1, "-") && self.glued(at + 1) { at + 2 } else { at + 1 };
            let preposition = self.any(next, &["in", "on"]);
            next += usize::from(preposition);
            let whole = if preposition { self.the_unit(next) } else { None };
            let (of, end) = longer(self.time(next, inner_depth), || whole)?;
            // `later than`, `late in coming`, `mid Sunday`
            let bare =
                matches!(of, Time::Distance(..) | Time::In(..) | Time::Range(..) | Time::Window(..) | Time::Vague(_));
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
        let (of, end) = longer(self.time(the + 2, inner_depth), || self.the_unit(the + 2))?;
        let bare = matches!(
            of,
            Time::Distance(..)
                | Time::In(..)
                | Time::Range(..)
                | Time::Window(..)
                | Time::Vague(_)
                | Time::DayPart(None)
        );
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
        let (of, end) = longer(self.time(of, depth), || self.the_unit(of))?;
        // Half a decade is five years; its early years are four.
        if let Time::Fixed(_, unit @ (Unit::Decade | Unit::Century)) = of {
            let half = Amount::exact(if unit == Unit::Decade { 5 } else { 50 }, Unit::Year);
            return Some((Time::Stretch(half, place == 2, of.boxed()), end));
        }
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
            let found = longer(self.time(next, depth), || if direct { None } else { self.the_unit(next) })?;
            let frame = matches!(
                found.0,
                Time::Whole(..)
                    | Time::Fixed(..)
                    | Time::Yearly(_)
                    | Time::YearlyWhich(..)
                    | Time::Of(..)
                    | Time::UnitOf(..)
            );
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
        if place > 0
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
        ((self.is_number(the) && place > 0 || place >= 10) && the > at && place <= 31)
            .then_some((Time::DayOfMonth(i8::try_from(place).ok()?, None), end))
    }
}
