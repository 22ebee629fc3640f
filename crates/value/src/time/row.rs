//! Which one of a row is meant: of the weekdays, of the days of a month, of what comes once a year.

use jiff::civil::{Date, Weekday};

use super::calendar::{Days, Unit, days_between, monday, plus_days, plus_months, weekday_from, weekday_up_to, whole};
use super::lexicon::Which;
use super::meaning::Yearly;
use super::resolve::{Pick, Reader};

/// 29 February comes back after eight years at most.
const YEARS: i16 = 8;

/// How many months to look for a day of the month that falls on a given weekday.
const MONTHS: i64 = 30;

/// The one that publication, or the words beside it, ask for.
pub(super) fn yearly(reader: &Reader, yearly: Yearly) -> Option<Days> {
    let all = |around: Date| {
        let years = around.year().saturating_sub(YEARS)..=around.year().saturating_add(YEARS);
        years.filter_map(move |year| yearly.in_year(year))
    };
    let up_to = |day: Date| all(day).take_while(|days| days.first <= day).last();
    let from = |day: Date| all(day).find(|days| days.last >= day);
    match reader.pick {
        Pick::Within(frame) => {
            // The winter of a year is the one that it begins with or the one that it ends with.
            if matches!(yearly, Yearly::Season(4)) && frame.count() > 360 && frame.count() < 370 {
                return Some(
                    yearly.in_year(frame.first.year().checked_sub(1)?)?.with(yearly.in_year(frame.first.year())?),
                );
            }
            let mut years = frame.first.year().saturating_sub(1)..=frame.last.year();
            years.find_map(|year| yearly.in_year(year).filter(|days| frame.contains(days.first)))
        }
        Pick::From(day) => all(day).find(|days| days.first >= day),
        Pick::UpTo(day) => up_to(day),
        Pick::Published => {
            let published = reader.published?;
            let (last, next) = (up_to(published), from(published));
            // A day of the week beside the date tells the year.
            if let Yearly::Day(_, _, Some(weekday)) = yearly {
                let fits = |days: &Option<Days>| days.is_some_and(|days| days.first.weekday() == weekday);
                if fits(&last) != fits(&next) {
                    return if fits(&last) { last } else { next };
                }
            }
            if reader.future { next } else { last }
        }
    }
}

/// `last March`, `this summer`, `next Christmas`.
pub(super) fn yearly_which(reader: &Reader, yearly: Yearly, which: Which) -> Option<Days> {
    let published =
        if which.is_told() { reader.told.map(|told| told.first).or(reader.published)? } else { reader.published? };
    let year = published.year();
    let near = (year.saturating_sub(2)..=year.saturating_add(2)).filter_map(|year| yearly.in_year(year));
    let last = || near.clone().take_while(|days| days.last < published).last();
    let next = || near.clone().find(|days| days.first > published);
    let month = matches!(yearly, Yearly::Month(_));
    match which {
        Which::This | Which::That if matches!(yearly, Yearly::Season(4)) => {
            near.min_by_key(|days| distance(*days, published))
        }
        Which::This | Which::That => yearly.in_year(year),
        // In November, last September may be two months ago or fourteen.
        Which::Last if month => {
            let last = last()?;
            if last.first.year() < year { Some(last) } else { Some(yearly.in_year(year.checked_sub(1)?)?.with(last)) }
        }
        Which::Next if month => {
            let next = next()?;
            if next.first.year() > year { Some(next) } else { Some(next.with(yearly.in_year(year.checked_add(1)?)?)) }
        }
        Which::Last | Which::Past | Which::Previous | Which::Recent => last(),
        Which::Next | Which::Coming | Which::Following => next(),
    }
}

/// How many days lie between a day and a stretch.
fn distance(days: Days, day: Date) -> i64 {
    if days.contains(day) { 0 } else { days_between(days.last, day).abs().min(days_between(day, days.first).abs()) }
}

/// The day of a month, by its number and, if it stands beside it, its weekday.
pub(super) fn day_of_month(reader: &Reader, day: i8, weekday: Option<Weekday>) -> Option<Days> {
    let fits = |date: &Date| weekday.is_none_or(|weekday| date.weekday() == weekday);
    let at = |month: Date, steps: i64| {
        let month = plus_months(month.first_of_month(), steps)?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let up_to = |last: Date| (0..MONTHS).filter_map(|back| at(last, -back)).find(|date| *date <= last && fits(date));
    let from = |first: Date| (0..MONTHS).filter_map(|on| at(first, on)).find(|date| *date >= first && fits(date));
    let found =
        match reader.pick {
            Pick::Within(frame) => (0..12).filter_map(|on| at(frame.first, on)).find(|date| frame.contains(*date))?,
            Pick::From(first) => from(first)?,
            Pick::UpTo(last) => up_to(last)?,
            Pick::Published => {
                let published = reader.published?;
                match (weekday, up_to(published), from(published)) {
                    // The weekday settles it: the nearest such day.
                    (Some(_), Some(last), Some(next)) => {
                        if days_between(last, published) <= days_between(published, next) { last } else { next }
                    }
                    (_, last, next) => if reader.future { next } else { last }?,
                }
            }
        };
    Some(Days::one(found))
}

/// The weekday that publication, or the words beside it, ask for.
pub(super) fn weekday(reader: &Reader, weekday: Weekday, which: Option<Which>) -> Option<Days> {
    if which.is_none() {
        match reader.pick {
            Pick::Within(frame) => {
                return weekday_from(frame.first, weekday).filter(|day| frame.contains(*day)).map(Days::one);
            }
            Pick::From(day) => return weekday_from(day, weekday).map(Days::one),
            Pick::UpTo(day) => return weekday_up_to(day, weekday).map(Days::one),
            Pick::Published => {}
        }
    }
    let told = which.is_some_and(Which::is_told);
    let seen = if told { reader.told_day()? } else { Days::one(reader.published?) };
    let before = || weekday_up_to(plus_days(seen.first, -1)?, weekday);
    let after = || weekday_from(plus_days(seen.last, 1)?, weekday);
    let same_week = |day: Date| monday(day) == monday(seen.first);
    let one = match which {
        None if reader.future => weekday_from(seen.first, weekday),
        None => weekday_up_to(seen.first, weekday),
        // On a Friday, last Monday is this week's or the one before; next Sunday likewise.
        Some(Which::Last) => {
            let day = before()?;
            return Days::between(if same_week(day) { plus_days(day, -7)? } else { day }, day);
        }
        Some(Which::Next) => {
            let day = after()?;
            return Days::between(day, if same_week(day) { plus_days(day, 7)? } else { day });
        }
        Some(Which::Past | Which::Recent | Which::Previous) => before(),
        Some(Which::Coming | Which::Following) => after(),
        Some(Which::This | Which::That) => {
            let day = weekday_from(whole(seen.first, Unit::Week)?.first, weekday)?;
            if reader.future && day < seen.first { plus_days(day, 7) } else { Some(day) }
        }
    };
    one.map(Days::one)
}
