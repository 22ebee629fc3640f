//! When a document was published, as exactly as it says.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A day, and the time where that is known. The less exact of two on one day comes last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    /// YYYY-MM-DD.
    pub(super) day: Option<String>,
    time: Option<Timestamp>,
}

impl Moment {
    /// Of a day and the ISO 8601 date or date-time from which it is. A time without a zone is taken for UTC.
    pub(super) fn of(day: Option<String>, published: Option<&str>) -> Self {
        // A text may give another day than its record.
        let exact =
            |text: &&str| text.len() > "2024-01-28".len() && day.as_ref().is_some_and(|day| text.starts_with(day));
        let time = published.filter(exact).and_then(|text| {
            let zoned = text.parse::<Timestamp>().ok();
            zoned.or_else(|| text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|it| it.timestamp()))
        });
        Self { day, time }
    }

    /// Whether this is after the other: by the times where both are known, else by the days.
    pub(super) fn is_after(&self, other: &Self) -> bool {
        match (self.time, other.time) {
            (Some(one), Some(other)) => one > other,
            _ => self.day.is_some() && other.day.is_some() && self.day > other.day,
        }
    }

    /// The first of several.
    pub(super) fn first<'m>(moments: impl Iterator<Item = &'m Self>) -> Option<&'m Self> {
        let known = moments.filter(|it| it.day.is_some());
        known.min_by_key(|it| (&it.day, it.time.is_none(), it.time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(published: &str) -> Moment {
        Moment::of(Some(published[..10].to_owned()), Some(published))
    }

    #[test]
    fn times_count_where_both_are_known() {
        assert!(at("2031-03-02T18:00:00Z").is_after(&at("2031-03-02T09:30:00Z")));
        assert!(!at("2031-03-02T18:00:00+09:00").is_after(&at("2031-03-02T09:30:00Z")));
        assert!(at("2031-03-02T18:00").is_after(&at("2031-03-02T09:30")));
        let other = Moment::of(Some("2031-02-27".to_owned()), Some("2031-03-02T18:00:00Z"));
        assert!(at("2031-03-02T09:30:00Z").is_after(&other));
        for day in ["2031-03-02", "2031-03-02T"] {
            assert!(!at("2031-03-02T18:00:00Z").is_after(&at(day)) && !at(day).is_after(&at("2031-03-02T09:30:00Z")));
        }
        assert!(at("2031-03-03").is_after(&at("2031-03-02T09:30:00Z")));
        assert!(!Moment::default().is_after(&at("2031-03-02")) && !at("2031-03-02").is_after(&Moment::default()));
    }

    #[test]
    fn the_first_is_the_earliest_that_is_known() {
        let all = [Moment::default(), at("2031-03-02"), at("2031-03-02T18:00:00Z"), at("2031-03-02T09:30:00Z")];
        assert_eq!(Moment::first(all.iter()), Some(&all[3]));
        assert_eq!(Moment::first(all[..1].iter()), None);
    }
}
