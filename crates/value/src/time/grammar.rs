//! Reads expressions of time from tokens: what they mean and how far they reach.

mod clock;
mod date;
mod distance;
mod guard;
mod number;
mod part;
mod period;
mod range;
mod relative;

use jiff::civil::Weekday;

use super::calendar::Unit;
use super::lexicon::{Edge, Form, Sense, Which};
use super::meaning::Time;
use super::named::{lookalike, named_day};
use super::token::Token;

/// How deep expressions may stand in one another: the end of the first week of March.
const DEPTH: u8 = 4;

/// A meaning, and the token after its last.
pub(super) type Parsed = Option<(Time, usize)>;

/// The tokens of a text and what holds for all of it.
pub(super) struct Grammar<'t> {
    pub(super) tokens: &'t [Token<'t>],
    /// The text is all capitals, or has none.
    pub(super) without_case: bool,
    /// 3/4/2020 is in April.
    pub(super) day_first: bool,
    /// A year of two digits is not later than this.
    pub(super) latest_year: i16,
}

/// The longer of two readings; the first if they are as long.
fn longer(one: Parsed, other: impl FnOnce() -> Parsed) -> Parsed {
    match (one, other()) {
        (Some(one), Some(other)) => Some(if other.1 > one.1 { other } else { one }),
        (one, other) => one.or(other),
    }
}

impl<'t> Grammar<'t> {
    /// The expression that begins at a token.
    pub(super) fn expression(&self, at: usize) -> Result<(Time, usize), usize> {
        let rest = &self.tokens[at..];
        if let Some(length) = lookalike(rest, self.without_case) {
            return Err(at + length);
        }
        if !self.may_begin(at) {
            return Err(at + 1);
        }
        let mut best = self.range(at);
        best = longer(best, || self.bound(at));
        best = longer(best, || self.recurring(at));
        best = longer(best, || self.length(at));
        best = longer(best, || self.time(at, DEPTH).filter(|(time, end)| self.stands_alone(at, time, *end)));
        best.ok_or(at + 1)
    }

    /// Whether an expression can begin here at all.
    fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.senses.is_empty()
            || token.is_number()
            || matches!(token.text, "'" | "’" | "‘")
            || named_day(&self.tokens[at..], self.without_case).is_some()
    }

    /// One time, with all that belongs to it.
    fn time(&self, at: usize, depth: u8) -> Parsed {
        let depth = depth.checked_sub(1)?;
        let mut best = self.date(at);
        best = longer(best, || self.named(at));
        best = longer(best, || self.relative(at, depth));
        best = longer(best, || self.nth(at, depth));
        best = longer(best, || self.edge(at, depth));
        best = longer(best, || self.day_part(at, depth));
        best = longer(best, || self.period(at, depth));
        best = longer(best, || self.distance(at, depth));
        let (mut time, mut end) = best?;
        if time.is_floating()
            && let Some((frame, after)) = self.frame(end, depth, &time)
        {
            (time, end) = (Time::Of(time.boxed(), frame.boxed()), after);
        }
        if time.is_day()
            && let Some(after) = self.part_after(end)
        {
            (time, end) = (Time::DayPart(Some(time.boxed())), after);
        }
        Some((time, end))
    }

    /// A named day.
    fn named(&self, at: usize) -> Parsed {
        let (rule, length) = named_day(&self.tokens[at..], self.without_case)?;
        let time = match rule {
            super::named::Rule::Date(year, month, day) => {
                let day = jiff::civil::Date::new(year, month, day).ok()?;
                Time::Fixed(super::calendar::Days::one(day), Unit::Day)
            }
            rule => Time::Yearly(super::meaning::Yearly::Named(rule)),
        };
        Some((time, at + length))
    }

    /// The year, month or week after a time that settles which one is meant: `next year`, `of 2015`, `2018`.
    fn frame(&self, at: usize, depth: u8, time: &Time) -> Parsed {
        let comma = self.is(at, ",");
        let start = if comma || self.any(at, &["of", "in", "on"]) { at + 1 } else { at };
        let yearly =
            matches!(time, Time::Yearly(_) | Time::Edge(..) | Time::UnitOf(..) | Time::NthWeekday(..) | Time::Nth(..));
        if yearly && let Some((year, end)) = self.year(start) {
            let stated = !comma || self.number(start).is_some_and(|(_, digits)| digits == 4);
            if stated && !self.is(at, "on") {
                return Some((Time::Fixed(super::calendar::Days::year(year)?, Unit::Year), end));
            }
        }
        if comma {
            return None;
        }
        let (frame, end) = self.relative(start, depth)?;
        let unit = match frame {
            Time::Whole(unit, ..) => unit,
            Time::Coming(unit) => unit,
            _ => return None,
        };
        let fits = match time {
            Time::Weekday(..) => unit == Unit::Week,
            Time::DayOfMonth(..) => unit == Unit::Month,
            _ => unit == Unit::Year || (unit == Unit::Month && !matches!(time, Time::Yearly(_))),
        };
        fits.then_some((frame, end))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text.eq_ignore_ascii_case(word))
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
    }

    /// Whether one of the words stands right before, or before an article.
    fn before(&self, at: usize, words: &[&str]) -> bool {
        let back = |steps: usize| at.checked_sub(steps).is_some_and(|at| self.any(at, words));
        back(1) || (at > 0 && self.any(at - 1, &["the"]) && back(2))
    }

    /// The token after `word` if it stands here, else here.
    fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.any(at, words))
    }

    /// Whether no white space stands before the token.
    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    /// Whether the word is a capital where capitals tell something, or the text has no case.
    fn as_name(&self, at: usize) -> bool {
        self.without_case || self.is_capital(at)
    }

    fn senses(&self, at: usize) -> &'static [Sense] {
        self.tokens.get(at).map_or(&[], |token| token.senses)
    }

    fn sense(&self, at: usize, fits: impl Fn(&Sense) -> bool) -> Option<Sense> {
        self.senses(at).iter().copied().find(fits)
    }

    fn weekday(&self, at: usize) -> Option<(Weekday, Form)> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Weekday(weekday, form) => Some((*weekday, *form)),
            _ => None,
        })
    }

    fn unit(&self, at: usize) -> Option<(Unit, i64, bool)> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Unit(unit, count, plural) => Some((*unit, *count, *plural)),
            _ => None,
        })
    }

    fn which(&self, at: usize) -> Option<Which> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Which(which) => Some(*which),
            _ => None,
        })
    }

    fn edge_word(&self, at: usize) -> Option<Edge> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Edge(edge) => Some(*edge),
            _ => None,
        })
    }

    fn is_part(&self, at: usize) -> bool {
        self.sense(at, |sense| matches!(sense, Sense::Part(false))).is_some()
    }

    /// Whether `'s` stands here; the token after it.
    fn possessive(&self, at: usize) -> Option<usize> {
        (self.any(at, &["'", "’"]) && self.glued(at))
            .then(|| if self.is(at + 1, "s") && self.glued(at + 1) { at + 2 } else { at + 1 })
    }
}

/// Whether the dates in digits of a text have their day first: some can only be read so, and none the other way.
pub(super) fn day_first(tokens: &[Token<'_>]) -> bool {
    let (mut day_first, mut month_first) = (false, false);
    for five in tokens.windows(5) {
        let [first, one, second, two, year] = five else { continue };
        let marks = matches!(one.text, "/" | "-" | ".") && one.text == two.text;
        if !marks
            || !first.is_number()
            || !second.is_number()
            || !year.is_number()
            || first.text.len() > 2
            || second.text.len() > 2
        {
            continue;
        }
        let over = |token: &Token<'_>| token.text.parse::<u8>().is_ok_and(|value| (13..=31).contains(&value));
        day_first |= over(first);
        month_first |= over(second);
    }
    day_first && !month_first
}
