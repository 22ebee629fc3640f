//! Parts of stretches of days, and days moved by lengths of time.

use jiff::civil::Date;

use super::calendar::{Days, Unit, nth_week, plus, plus_days, plus_months, whole};
use super::lexicon::Edge;
use super::meaning::Amount;

/// A part of a stretch. Early and late are its halves: a week is early to Wednesday, a month to the middle. The beginning, the
/// middle and the end of a year are its thirds. Of a decade, early and late are four years each.
pub(super) fn edge(edge: Edge, of: Days, published: Option<Date>) -> Option<Days> {
    let published = published.filter(|&day| of.contains(day));
    match (edge, published) {
        (Edge::Earlier, Some(day)) => return Days::between(of.first, plus_days(day, -1)?.max(of.first)),
        (Edge::Later | Edge::Rest, Some(day)) => return Days::between(day, of.last),
        (Edge::Earlier | Edge::Later | Edge::Rest, None) => return Some(of),
        _ => {}
    }
    let days =
        |from: i64, to: i64| Days::between(plus_days(of.first, from)?, plus_days(of.first, to - 1)?.min(of.last));
    let months =
        |from: i64, to: i64| Days::between(plus_months(of.first, from)?, plus_days(plus_months(of.first, to)?, -1)?);
    let (early, late) = (matches!(edge, Edge::Early | Edge::Beginning), matches!(edge, Edge::Late | Edge::End));
    let count = of.count();
    let years = count / 365;
    match (count, edge) {
        (..=3, _) => Some(of),
        (4..=9, _) if early => days(0, 3),
        (4..=9, _) if late => days(3, count),
        (4..=9, _) => days(1, 5),
        (365..=366, Edge::Early) => months(0, 6),
        (365..=366, Edge::Late) => months(6, 12),
        (365..=366, Edge::Beginning) => months(0, 4),
        (365..=366, Edge::End) => months(8, 12),
        (365..=366, _) => months(4, 8),
        (367.., _) if early => months(0, (years * 2 + 4) / 5 * 12),
        (367.., _) if late => months((years - (years * 2 + 4) / 5) * 12, years * 12),
        (367.., _) => months(years * 3 / 10 * 12, (years - years * 3 / 10) * 12),
        _ if early => days(0, count / 2),
        _ if late => days(count / 2, count),
        _ => days(count / 3, count - count / 3),
    }
}

/// The so-many-th unit of a stretch; -1 is the last.
pub(super) fn nth(of: Days, unit: Unit, n: i64) -> Option<Days> {
    if unit == Unit::Week {
        return nth_week(of, n);
    }
    let found = if n < 0 {
        whole(plus(whole(of.last, unit)?.first, unit, n.checked_add(1)?)?, unit)?
    } else {
        whole(plus(whole(of.first, unit)?.first, unit, n.checked_sub(1)?)?, unit)?
    };
    (of.contains(found.first) || of.contains(found.last)).then_some(found)
}

/// `day` moved by an amount, by the most that its words allow or the least. Hours count as the days that they may touch.
pub(super) fn moved(day: Date, amount: &Amount, later: bool, most: bool) -> Option<Date> {
    let sign = if later { 1 } else { -1 };
    amount.0.iter().try_fold(day, |day, part| {
        let count = if most { part.most } else { part.least };
        // Half a unit more or less than nothing, so that 0.1 times ten is one.
        let times = |factor: f64| (count * factor + 1e-9).floor() as i64;
        match part.unit {
            Unit::Second => plus_days(day, sign * times(1.0 / 86_400.0)),
            Unit::Minute => plus_days(day, sign * times(1.0 / 1440.0)),
            Unit::Hour if most => plus_days(day, sign * (count / 24.0).ceil() as i64),
            Unit::Hour => plus_days(day, sign * times(1.0 / 24.0)),
            Unit::Day | Unit::BusinessDay => plus(day, part.unit, sign * times(1.0)),
            Unit::Week | Unit::Weekend => plus_days(day, sign * times(7.0)),
            Unit::Month => {
                plus_days(plus_months(day, sign * times(1.0))?, sign * (count.fract() * 30.0).round() as i64)
            }
            Unit::Quarter => plus_months(day, sign * times(3.0)),
            Unit::Year => plus_months(day, sign * times(12.0)),
            Unit::Decade => plus_months(day, sign * times(120.0)),
            Unit::Century => plus_months(day, sign * times(1200.0)),
        }
    })
}

/// `day` moved by half a unit, back if `sign` is negative; days and less are exact.
pub(super) fn slack(day: Date, unit: Unit, sign: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => Some(day),
        Unit::Week | Unit::Weekend => plus_days(day, 3 * sign),
        Unit::Month => plus_days(day, 15 * sign),
        Unit::Quarter => plus_days(day, 45 * sign),
        Unit::Year => plus_months(day, 6 * sign),
        Unit::Decade => plus_months(day, 60 * sign),
        Unit::Century => plus_months(day, 600 * sign),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::meaning::Part;

    #[test]
    fn parts_of_a_year_and_a_decade() {
        let year = Days::year(2013).unwrap();
        let days = |first, last| Some(Days { first, last });
        assert_eq!(edge(Edge::Late, year, None), days(date(2013, 7, 1), date(2013, 12, 31)));
        assert_eq!(edge(Edge::Mid, year, None), days(date(2013, 5, 1), date(2013, 8, 31)));
        assert_eq!(edge(Edge::Earlier, year, Some(date(2013, 3, 2))), days(date(2013, 1, 1), date(2013, 3, 1)));
        let decade = Days::years(1990, 1999).unwrap();
        assert_eq!(edge(Edge::Mid, decade, None), days(date(1993, 1, 1), date(1996, 12, 31)));
        assert_eq!(edge(Edge::Late, decade, None), days(date(1996, 1, 1), date(1999, 12, 31)));
    }

    #[test]
    fn hours_touch_days() {
        let hours = Amount(vec![Part { least: 5.0, most: 5.0, unit: Unit::Hour }]);
        assert_eq!(moved(date(2024, 1, 29), &hours, false, true), Some(date(2024, 1, 28)));
        assert_eq!(moved(date(2024, 1, 29), &hours, false, false), Some(date(2024, 1, 29)));
    }
}
