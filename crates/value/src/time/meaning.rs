//! What an expression of time means before anyone knows the day of publication.

use jiff::civil::Weekday;

use super::TimeKind;
use super::calendar::{Days, Unit};
use super::lexicon::{Edge, Which};
use super::named::Rule;

/// A length of time: so many of each unit, from the least to the most that the words allow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount(pub(super) Vec<Part>);

/// So many of one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) least: f64,
    pub(super) most: f64,
    pub(super) unit: Unit,
}

impl Amount {
    /// Exactly so many.
    pub(super) fn exact(count: i64, unit: Unit) -> Self {
        let count = count as f64;
        Self(vec![Part { least: count, most: count, unit }])
    }

    /// The smallest unit of the words.
    pub(super) fn finest(&self) -> Unit {
        self.0.iter().map(|part| part.unit).min().unwrap_or(Unit::Day)
    }
}

/// Where the reader counts from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Base {
    /// The day of publication.
    Published,
    /// The day, or stretch, told before in the text; publication if there is none.
    Told,
    /// Publication if the future is cued, else what was told before: the end of the year.
    Near,
    /// A time of its own.
    Time(Box<Time>),
    /// Something that is no time: the attack.
    Unknown,
}

/// How much of a distance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The days at that distance.
    At,
    /// All that lies further.
    Beyond,
    /// All that lies nearer.
    Within,
}

/// What comes once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Yearly {
    /// Month, day, and the day of the week if it stands beside them.
    Day(i8, i8, Option<Weekday>),
    Month(i8),
    /// From 1, the spring.
    Season(i8),
    Quarter(i8),
    Half(i8),
    Named(Rule),
}

/// The meaning of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Time {
    /// Days that need nothing else to be known; the unit is the one that the words name.
    Fixed(Days, Unit),
    /// The last, or with a cue of the future the next, of a yearly row.
    Yearly(Yearly),
    /// `last March`, `next summer`.
    YearlyWhich(Yearly, Which),
    /// `the 21st`, `Thursday the 21st`.
    DayOfMonth(i8, Option<Weekday>),
    Weekday(Weekday, Option<Which>),
    /// Days counted from the base: yesterday, the next day.
    Around(i64, i64, Base),
    /// A whole unit so many steps from the base: last week, that year.
    Whole(Unit, i64, Base),
    /// From the day after publication to the end of the next unit: the coming week, which may be seven days or a week of the calendar.
    Coming(Unit),
    /// `two days ago`: amount, whether it lies later than the base, base, reach.
    Distance(Amount, bool, Base, Reach),
    /// `in three weeks`: a distance with a cue of the future, else a length.
    In(Amount, Reach),
    /// `two Sundays ago`: how many, which day, whether later.
    Weekdays(i64, Weekday, bool),
    /// The stretch of that length up to the base, or from the day after it if it lies later.
    Window(Amount, bool, Base),
    /// A stretch of unknown length up to publication, or from the day after it.
    Vague(bool),
    /// The stretch of that length that begins with a time.
    Lasting(Amount, Box<Time>),
    /// The so-many-th weekday of a time.
    NthWeekday(i64, Weekday, Box<Time>),
    /// The so-many-th unit of a time.
    Nth(i64, Unit, Box<Time>),
    /// The first, or the last, stretch of that length of a time.
    Stretch(Amount, bool, Box<Time>),
    Edge(Edge, Box<Time>),
    /// The unit in which a time lies: the week of 3 March.
    UnitOf(Unit, Box<Time>),
    /// The first within the second: March of last year.
    Of(Box<Time>, Box<Time>),
    Range(Box<Time>, Box<Time>),
    Since(Box<Time>),
    /// Up to a time, its last day included.
    Until(Box<Time>),
    Before(Box<Time>),
    After(Box<Time>),
    /// From a time on, with no end told.
    From(Box<Time>),
    /// A part of a day, and the day if it is told.
    DayPart(Option<Box<Time>>),
    /// The night before or after a day.
    Night(Box<Time>),
    Duration,
    Recurring,
}

impl Time {
    pub(super) fn boxed(self) -> Box<Self> {
        Box::new(self)
    }

    /// The kind of expression.
    pub(super) fn kind(&self, future: bool) -> TimeKind {
        let unit = |unit: Unit| match unit {
            Unit::Second | Unit::Minute | Unit::Hour => TimeKind::PartOfDay,
            Unit::Day | Unit::BusinessDay => TimeKind::Day,
            _ => TimeKind::Period,
        };
        match self {
            Self::Fixed(_, of) | Self::Nth(_, of, _) | Self::Whole(of, ..) => unit(*of),
            Self::Yearly(yearly) | Self::YearlyWhich(yearly, _) => match yearly {
                Yearly::Day(..) | Yearly::Named(Rule::Nth(..) | Rule::Easter(_) | Rule::Fixed(.., 1)) => TimeKind::Day,
                _ => TimeKind::Period,
            },
            Self::DayOfMonth(..) | Self::Weekday(..) | Self::Around(..) | Self::NthWeekday(..) | Self::Weekdays(..) => {
                TimeKind::Day
            }
            Self::Distance(amount, _, _, Reach::At) => unit(amount.finest()),
            Self::In(amount, Reach::At) if future => unit(amount.finest()),
            Self::In(..) if future => TimeKind::Period,
            Self::In(..) | Self::Duration => TimeKind::Duration,
            Self::Edge(_, of) => match of.kind(future) {
                TimeKind::Day => TimeKind::PartOfDay,
                kind => kind,
            },
            Self::Of(inner, _) => inner.kind(future),
            Self::DayPart(_) | Self::Night(_) => TimeKind::PartOfDay,
            Self::Recurring => TimeKind::Recurring,
            Self::Coming(_)
            | Self::Distance(..)
            | Self::Window(..)
            | Self::Vague(_)
            | Self::Lasting(..)
            | Self::Stretch(..)
            | Self::UnitOf(..)
            | Self::Range(..)
            | Self::Since(_)
            | Self::Until(_)
            | Self::Before(_)
            | Self::After(_)
            | Self::From(_) => TimeKind::Period,
        }
    }

    /// Whether a year, month or week beside it would settle which one is meant.
    pub(super) fn is_floating(&self) -> bool {
        match self {
            Self::Yearly(_) | Self::DayOfMonth(..) | Self::Weekday(_, None) => true,
            Self::Edge(_, of)
            | Self::UnitOf(_, of)
            | Self::NthWeekday(_, _, of)
            | Self::Nth(_, _, of)
            | Self::Stretch(_, _, of)
            | Self::Night(of)
            | Self::DayPart(Some(of)) => of.is_floating(),
            _ => false,
        }
    }

    /// Whether it lies after publication where no verb tells: `until Tuesday`, `from Monday on`.
    pub(super) fn looks_ahead(&self) -> bool {
        matches!(self, Self::Until(_) | Self::From(_))
    }

    /// Whether it names a day or a few, so that a part of the day can stand beside it.
    pub(super) fn is_day(&self) -> bool {
        self.kind(true) == TimeKind::Day
    }
}
