//! Days with names, from `data/time_days.tsv`, and names that only look like times, from `data/time_not.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::calendar::{Days, easter, islamic, islamic_year, nth_weekday, plus_days};
use super::lexicon::lines;
use super::token::{Token, tokens};

/// When a named day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Month, day, number of days.
    Fixed(i8, i8, i64),
    /// The so-many-th weekday of a month, and days after it.
    Nth(i64, Weekday, i8, i64),
    /// Days after Easter Sunday.
    Easter(i64),
    /// Month and day of the Islamic calendar, number of days.
    Islamic(i64, i64, i64),
    /// One day for ever: year, month, day.
    Date(i16, i8, i8),
}

impl Rule {
    /// The days that begin in `year`, if any.
    pub(super) fn in_year(self, year: i16) -> Option<Days> {
        match self {
            Self::Fixed(month, day, count) => {
                let first = jiff::civil::Date::new(year, month, day).ok()?;
                Days::between(first, plus_days(first, count - 1)?)
            }
            Self::Nth(n, weekday, month, after) => {
                plus_days(nth_weekday(Days::month(year, month)?, weekday, n)?, after).map(Days::one)
            }
            Self::Easter(after) => plus_days(easter(year)?, after).map(Days::one),
            Self::Islamic(month, day, count) => {
                let guess = islamic_year(year);
                let first = (guess - 1..guess + 3)
                    .filter_map(|islamic_year| islamic(islamic_year, month, day))
                    .find(|first| first.year() == year)?;
                // The new moon is sighted, not computed.
                Days::between(plus_days(first, -1)?, plus_days(first, count)?)
            }
            Self::Date(..) => None,
        }
    }

    fn parsed(rule: &str) -> Option<Self> {
        let mut words = rule.split(' ');
        let kind = words.next()?;
        let numbers = words.map(str::parse).collect::<Result<Vec<i64>, _>>().ok()?;
        let small = |at: usize| numbers.get(at).and_then(|&number| i8::try_from(number).ok());
        Some(match kind {
            "fixed" => Self::Fixed(small(0)?, small(1)?, numbers.get(2).copied().unwrap_or(1)),
            "nth" => {
                let weekday = Weekday::from_monday_one_offset(small(1)?).ok()?;
                Self::Nth(*numbers.first()?, weekday, small(2)?, numbers.get(3).copied().unwrap_or(0))
            }
            "easter" => Self::Easter(*numbers.first()?),
            "islamic" => Self::Islamic(*numbers.first()?, *numbers.get(1)?, *numbers.get(2)?),
            "date" => Self::Date(i16::try_from(*numbers.first()?).ok()?, small(1)?, small(2)?),
            _ => return None,
        })
    }
}

/// A name as tokens: those that belong to it, and those that must follow.
struct Name {
    words: Vec<Token<'static>>,
    length: usize,
    rule: Option<Rule>,
}

impl Name {
    fn new(name: &'static str, rule: Option<Rule>) -> Self {
        let (own, after) = name.split_once(" | ").unwrap_or((name, ""));
        let mut words = tokens(own);
        let length = words.len();
        words.extend(tokens(after));
        Self { words, length, rule }
    }

    /// Whether the tokens begin with this name.
    fn begins(&self, tokens: &[Token<'_>], without_case: bool) -> bool {
        tokens.len() >= self.words.len()
            && self.words.iter().zip(tokens).all(|(name, token)| {
                let apostrophe = |text| matches!(text, "'" | "’");
                (apostrophe(name.text) && apostrophe(token.text))
                    || (name.text.eq_ignore_ascii_case(token.text)
                        && (without_case || !name.is_capital() || token.is_capital()))
            })
    }
}

type Names = HashMap<String, Vec<Name>>;

static DAYS: LazyLock<Names> = LazyLock::new(|| {
    names(lines(include_str!("../../data/time_days.tsv")).filter_map(|line| {
        let (name, rule) = line.split_once('\t')?;
        Some(Name::new(name, Some(Rule::parsed(rule)?)))
    }))
});

static NOT: LazyLock<Names> =
    LazyLock::new(|| names(lines(include_str!("../../data/time_not.tsv")).map(|name| Name::new(name, None))));

/// Names by their first word in lower case, the longest first.
fn names(all: impl Iterator<Item = Name>) -> Names {
    let mut names: Names = HashMap::new();
    for name in all {
        let Some(first) = name.words.first() else { continue };
        names.entry(first.text.to_lowercase()).or_default().push(name);
    }
    for same in names.values_mut() {
        same.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    names
}

fn longest<'n>(names: &'n Names, tokens: &[Token<'_>], without_case: bool) -> Option<&'n Name> {
    let first = tokens.first()?;
    if first.text.len() > 16 {
        return None;
    }
    names.get(&first.text.to_lowercase())?.iter().find(|name| name.begins(tokens, without_case))
}

/// The named day at the start of `tokens`, and its length in tokens.
pub(super) fn named_day(tokens: &[Token<'_>], without_case: bool) -> Option<(Rule, usize)> {
    let name = longest(&DAYS, tokens, without_case)?;
    Some((name.rule?, name.length))
}

/// The length in tokens of the name at the start of `tokens` that only looks like a time.
pub(super) fn lookalike(tokens: &[Token<'_>], without_case: bool) -> Option<usize> {
    longest(&NOT, tokens, without_case).map(|name| name.length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in lines(include_str!("../../data/time_days.tsv")) {
            let (name, rule) = line.split_once('\t').unwrap_or_else(|| panic!("{line}"));
            assert!(Rule::parsed(rule).is_some(), "{line}");
            assert!(tokens(name).first().is_some_and(|first| first.text.len() <= 16), "{line}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let text = tokens("Christmas Eve in Velmark");
        assert_eq!(named_day(&text, false), Some((Rule::Fixed(12, 24, 1), 2)));
        assert_eq!(lookalike(&tokens("Sunday Times readers"), false), Some(2));
        assert_eq!(named_day(&tokens("new year"), false), None);
    }

    #[test]
    fn rules_find_their_days() {
        let day = |rule: &str, year| {
            Rule::parsed(rule).and_then(|rule| rule.in_year(year)).map(|days| days.first.to_string())
        };
        assert_eq!(day("nth 4 4 11 1", 2010).as_deref(), Some("2010-11-26"));
        assert_eq!(day("nth -1 1 5", 2024).as_deref(), Some("2024-05-27"));
        assert_eq!(day("islamic 9 1 30", 2024).as_deref(), Some("2024-03-10"));
    }
}
