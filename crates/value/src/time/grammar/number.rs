//! Numbers as expressions of time have them: counts, places in a row, days of the month, years.

use super::Grammar;
use crate::time::lexicon::Sense;

/// A count from the least to the most that its words allow, and the token after it.
pub(super) type Count = Option<(f64, f64, usize)>;

impl Grammar<'_> {
    /// A run of digits that is no part of a longer number: its value and how many digits it has.
    pub(super) fn number(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.tokens.get(at).filter(|token| token.is_number())?;
        let after = self.any(at + 1, &[".", ","]) && self.glued(at + 1) && self.is_number(at + 2) && self.glued(at + 2);
        let before =
            at >= 2 && self.any(at - 1, &[".", ","]) && self.is_number(at - 2) && self.glued(at) && self.glued(at - 1);
        if before || after || token.text.len() > 9 {
            return None;
        }
        Some((token.text.parse().ok()?, token.text.len()))
    }

    /// Whether money, a share or a number sign stands beside the number.
    pub(super) fn is_quantity(&self, at: usize, end: usize) -> bool {
        (at > 0 && matches!(self.tokens[at - 1].text, "$" | "€" | "£" | "¥" | "#" | "№") && self.glued(at))
            || self.any(end, &["%", "percent", "per", "°", "degrees", "euros", "dollars", "million", "billion", "mph"])
    }

    /// How many: `3`, `2.5`, `two and a half`, `a couple of`, `a`.
    pub(super) fn count(&self, at: usize) -> Count {
        let vague = |at: usize| match self.sense(at, |sense| matches!(sense, Sense::Vague(..)))? {
            Sense::Vague(least, most) => Some((least as f64, most as f64, self.skip(at + 1, &["of", "more"]))),
            _ => None,
        };
        if self.is(at, "half") {
            return Some((0.5, 0.5, self.skip(at + 1, &["a", "an"])));
        }
        if self.any(at, &["a", "an"]) {
            if let Some(found) = vague(at + 1) {
                return Some(found);
            }
            if self.is(at + 1, "half") {
                return Some((0.5, 0.5, at + 2));
            }
            return Some(if self.is(at + 1, "dozen") { (12.0, 12.0, at + 2) } else { (1.0, 1.0, at + 1) });
        }
        if self.is(at, "another") {
            return Some((1.0, 1.0, at + 1));
        }
        if let Some(found) = vague(at) {
            return Some(found);
        }
        let (value, end) = self.digits(at).or_else(|| self.words(at).map(|(value, end)| (value as f64, end)))?;
        // `30-40`, `two or three`, `10 to 15`
        let joined =
            self.any(end, &["to", "or"]) || (self.any(end, &["-", "–"]) && self.glued(end) && self.glued(end + 1));
        if joined
            && let Some((most, after)) =
                self.plain_count(end + 1).or_else(|| self.words(end + 1).map(|(most, after)| (most as f64, after)))
            && most > value
        {
            return Some((value, most, after));
        }
        let end = self.skip(end, &["more"]);
        if self.is(end, "and") {
            let half = self.skip(end + 1, &["a"]);
            if self.is(half, "half") && half + 1 > end + 1 {
                return Some((value + 0.5, value + 0.5, half + 1));
            }
        }
        Some((value, value, end))
    }

    /// Digits after a joint.
    fn plain_count(&self, at: usize) -> Option<(f64, usize)> {
        self.number(at).map(|(value, _)| (value as f64, at + 1))
    }

    /// `1,000`, `2.5`, `24`.
    fn digits(&self, at: usize) -> Option<(f64, usize)> {
        let first = self.tokens.get(at).filter(|token| token.is_number() && token.text.len() <= 9)?;
        let inside = at > 0 && self.glued(at) && (self.any(at - 1, &[".", ",", "/", ":"]) || self.is_word(at - 1));
        if inside {
            return None;
        }
        let mut text = first.text.to_owned();
        let mut end = at + 1;
        while self.is(end, ",")
            && self.glued(end)
            && self.glued(end + 1)
            && self.tokens[end + 1].is_number()
            && text.len() < 12
        {
            text.push_str(self.tokens[end + 1].text);
            end += 2;
        }
        if self.is(end, ".") && self.glued(end) && self.glued(end + 1) && self.is_number(end + 1) {
            text.push('.');
            text.push_str(self.tokens[end + 1].text);
            end += 2;
        }
        Some((text.parse().ok()?, end))
    }

    /// A whole number in words below a thousand.
    pub(super) fn words(&self, at: usize) -> Option<(i64, usize)> {
        let (value, end) = self.below_hundred(at)?;
        if self.is(end, "hundred") && value < 10 {
            let rest = self.skip(end + 1, &["and"]);
            let (more, end) = self.below_hundred(rest).unwrap_or((0, end + 1));
            return Some((value * 100 + more, end));
        }
        if self.is(end, "dozen") {
            return Some((value * 12, end + 1));
        }
        Some((value, end))
    }

    /// A whole number in words below a hundred.
    fn below_hundred(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(Sense::Tens(tens)) = self.sense(at, |sense| matches!(sense, Sense::Tens(_))) {
            let next = self.skip(at + 1, &["-"]);
            return Some(match self.ones(next) {
                Some(ones) if (1..10).contains(&ones) => (tens + ones, next + 1),
                _ => (tens, at + 1),
            });
        }
        Some((self.ones(at)?, at + 1))
    }

    fn ones(&self, at: usize) -> Option<i64> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Cardinal(value) => Some(*value),
            _ => None,
        })
    }

    /// A place in a row: `3rd`, `third`, `twenty-first`, `last` (-1).
    pub(super) fn ordinal(&self, at: usize) -> Option<(i64, usize)> {
        if let Some((value, digits)) = self.number(at) {
            let suffix = self.glued(at + 1) && self.any(at + 1, &["st", "nd", "rd", "th"]);
            return (suffix && digits <= 2).then_some((value, at + 2));
        }
        let place = |at: usize| {
            self.senses(at).iter().find_map(|sense| match sense {
                Sense::Ordinal(place) => Some(*place),
                _ => None,
            })
        };
        if let Some(Sense::Tens(tens)) = self.sense(at, |sense| matches!(sense, Sense::Tens(_))) {
            let next = self.skip(at + 1, &["-"]);
            return place(next).filter(|place| (1..10).contains(place)).map(|place| (tens + place, next + 1));
        }
        place(at).map(|place| (place, at + 1))
    }

    /// The number of a day of the month: `3`, `3rd`, `third`; `words` allows `twenty one` too.
    pub(super) fn day_number(&self, at: usize, words: bool) -> Option<(i8, usize)> {
        let (value, end) = match self.ordinal(at) {
            Some(found) => found,
            None => match self.number(at) {
                Some((value, digits)) if digits <= 2 => (value, at + 1),
                _ if words => self.below_hundred(at)?,
                _ => return None,
            },
        };
        (1..=31).contains(&value).then_some((i8::try_from(value).ok()?, end))
    }

    /// A year: `2014`, `’89`, `nineteen eighty-four`.
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some((value, digits)) = self.number(at) {
            let unit = self.glued(at + 1) && self.is_word(at + 1);
            return (digits == 4 && (1000..=2200).contains(&value) && !unit && !self.is_quantity(at, at + 1))
                .then_some((i16::try_from(value).ok()?, at + 1));
        }
        if self.any(at, &["'", "’", "‘"]) {
            let (value, digits) = self.number(at + 1).filter(|_| self.glued(at + 1))?;
            return (digits == 2).then_some((self.full_year(value)?, at + 2));
        }
        self.year_in_words(at)
    }

    /// The year that two digits stand for.
    pub(super) fn full_year(&self, value: i64) -> Option<i16> {
        let value = i16::try_from(value).ok()?;
        let century = self.latest_year.div_euclid(100) * 100;
        Some(if century + value <= self.latest_year { century + value } else { century - 100 + value })
    }

    /// `nineteen eighty-four`, `two thousand and eighteen`, `one thousand seven hundred and eighty nine`.
    fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let (first, end) = self.below_hundred(at)?;
        let (value, end) = if self.is(end, "thousand") && first <= 2 {
            let (hundreds, end) = match self.below_hundred(end + 1) {
                Some((hundreds, after)) if self.is(after, "hundred") => (hundreds * 100, after + 1),
                _ => (0, end + 1),
            };
            let (rest, end) = self.below_hundred(self.skip(end, &["and"])).unwrap_or((0, end));
            (first * 1000 + hundreds + rest, end)
        } else if (10..=20).contains(&first) {
            let next = self.skip(end, &["-"]);
            let (rest, end) = match self.below_hundred(next) {
                // `nineteen zero one`
                Some((0, after)) => {
                    self.ones(after).filter(|ones| (1..10).contains(ones)).map(|ones| (ones, after + 1))?
                }
                Some((rest, after)) if rest >= 10 => (rest, after),
                _ if self.is(next, "hundred") => (0, next + 1),
                _ => return None,
            };
            (first * 100 + rest, end)
        } else {
            return None;
        };
        (1000..=2200).contains(&value).then_some((i16::try_from(value).ok()?, end))
    }
}
