//! Numbers in words and digits, as intervals.
//!
//! A number keeps what its words leave open: "at least 12" has no high end, "dozens" is an interval, "about 100" one of a tenth to both
//! sides. Which numbers count things, which measure, and which are dates, ages, money or names of roads, their neighbours tell.

mod lexicon;
mod neighbours;
mod token;

use std::ops::Range;

use lexicon::{Bound, LEXICON, Sense};
pub(crate) use token::{Token, tokens};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its bytes, with the words that bound it ("at least 12").
    pub bytes: Range<usize>,
    /// The least that it can mean; `None` where the words set none.
    pub low: Option<u64>,
    /// The most that it can mean; `None` where the words set none.
    pub high: Option<u64>,
    /// What it is a number of.
    pub kind: NumberKind,
}

/// What a number tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// How many of something there are.
    Count,
    /// A length, a weight, a time: how much.
    Measure,
    /// A date, an age, a time of day, money, a share, the name of a road or a law.
    Other,
}

/// The numbers of `text`, in text order, not overlapping.
pub fn numbers(text: &str) -> Vec<Number> {
    let tokens = tokens(text);
    numbers_of(text, &tokens).into_iter().map(|found| found.number).collect()
}

/// Verbs of a number that is another one now.
const CHANGED: [&str; 27] = [
    "rose",
    "rises",
    "rise",
    "risen",
    "rising",
    "climbed",
    "climbs",
    "climbing",
    "jumped",
    "jumps",
    "grew",
    "grown",
    "grows",
    "increased",
    "increases",
    "increasing",
    "soared",
    "raised",
    "raises",
    "raising",
    "up",
    "revised",
    "updated",
    "fell",
    "fallen",
    "dropped",
    "went",
];

/// A number with the tokens that it takes, end exclusive.
pub(crate) struct Found {
    pub(crate) number: Number,
    pub(crate) tokens: Range<usize>,
}

pub(crate) fn numbers_of(text: &str, tokens: &[Token]) -> Vec<Found> {
    let parser = Parser { tokens };
    let (mut out, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match parser.number(at) {
            Some((range, value)) => {
                let kind = neighbours::kind(text, tokens, &range, &value.core);
                let bytes = tokens[range.start].bytes.start..tokens[range.end - 1].bytes.end;
                at = range.end;
                out.push(Found { number: Number { bytes, low: value.low, high: value.high, kind }, tokens: range });
            }
            None => at += 1,
        }
    }
    out
}

/// What a number means, and the tokens of the number itself.
struct Value {
    low: Option<u64>,
    high: Option<u64>,
    core: Range<usize>,
}

/// A number without the words that bound it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Core {
    low: u64,
    high: Option<u64>,
    end: usize,
}

impl Core {
    fn exact(value: u64, end: usize) -> Self {
        Self { low: value, high: Some(value), end }
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
}

impl Parser<'_> {
    /// The number that begins with the token at `at`, its bounds included.
    fn number(&self, at: usize) -> Option<(Range<usize>, Value)> {
        let (bound, start) = self.bound(at);
        if bound == Bound::None
            && !self.is_change(at)
            && let Some(found) = self.between(at)
        {
            return Some(found);
        }
        let core = self.core(start)?;
        let second = self.second(&core).filter(|_| at.checked_sub(1).is_none_or(|before| !self.is_change(before)));
        let (low, high, end) = match second {
            Some(second) => (Some(core.low), second.high, second.end),
            None => (Some(core.low), core.high, core.end),
        };
        let (low, high) = bounded(bound, low, high);
        // "12 or more", "20 or fewer".
        let (low, high, end) = match self.next_two(end) {
            Some(["or", "more"]) => (low, None, end + 2),
            Some(["or", "fewer" | "less"]) => (None, high, end + 2),
            _ => (low, high, end),
        };
        Some((at..end, Value { low, high, core: start..core.end }))
    }

    /// "between 20 and 30", "from 20 to 30".
    fn between(&self, at: usize) -> Option<(Range<usize>, Value)> {
        let joint = match self.tokens.get(at)?.lower.as_str() {
            "between" => "and",
            "from" => "to",
            _ => return None,
        };
        let first = self.core(at + 1)?;
        let middle = self.tokens.get(first.end)?;
        let second = (middle.lower == joint).then(|| self.core(first.end + 1)).flatten()?;
        let value = Value { low: Some(first.low), high: second.high, core: at + 1..second.end };
        (first.low <= second.low).then_some((at..second.end, value))
    }

    /// Whether the "from" at `at` begins no interval but a change: "rose from 12 to 17" is of two numbers.
    fn is_change(&self, at: usize) -> bool {
        let before = &self.tokens[at.saturating_sub(4)..at.min(self.tokens.len())];
        self.tokens.get(at).is_some_and(|it| it.lower == "from") && before.iter().any(|it| it.is(&CHANGED))
    }

    /// The second number of "20 to 30", "20-30", "two or three".
    fn second(&self, first: &Core) -> Option<Core> {
        let joint = self.tokens.get(first.end)?;
        if !matches!(joint.lower.as_str(), "to" | "or" | "-" | "–") {
            return None;
        }
        let second = self.core(first.end + 1)?;
        (first.low < second.low && second.high.is_some() && first.high.is_some()).then_some(second)
    }

    /// The bound that stands at `at`, and the token behind it.
    fn bound(&self, at: usize) -> (Bound, usize) {
        for length in (1..=3).rev() {
            if let Some(words) = self.tokens.get(at..at + length) {
                let phrase = words.iter().map(|it| it.lower.as_str()).collect::<Vec<_>>().join(" ");
                if let Some(&bound) = LEXICON.bounds.get(phrase.as_str()) {
                    // Bounds follow each other: "at least some 40".
                    let (further, end) = self.bound(at + length);
                    return (if further == Bound::None || further == Bound::About { bound } else { further }, end);
                }
            }
        }
        (Bound::None, at)
    }

    fn core(&self, at: usize) -> Option<Core> {
        let token = self.tokens.get(at)?;
        if token.lower.starts_with(|c: char| c.is_ascii_digit()) {
            return self.digits(at);
        }
        match token.lower.as_str() {
            "half" => self.half(at),
            "a" | "an" => self.with_article(at),
            _ => self.words(at),
        }
    }

    /// "1,200", "1.5 million", "34".
    fn digits(&self, at: usize) -> Option<Core> {
        let written = &self.tokens[at].lower;
        let plain: String = written.chars().filter(|c| *c != ',').collect();
        let times = self.tokens.get(at + 1).and_then(|it| LEXICON.times(&it.lower)).filter(|&times| times != 20);
        if let Some((whole, part)) = plain.split_once('.') {
            let times = times?;
            let (whole, digits) = (whole.parse::<u64>().ok()?, part.len().min(6) as u32);
            let part: u64 = part.get(..digits as usize)?.parse().ok()?;
            let value = whole.checked_mul(times)?.checked_add(part.checked_mul(times)? / 10u64.pow(digits))?;
            return Some(Core::exact(value, at + 2));
        }
        let value: u64 = plain.parse().ok()?;
        Some(match times {
            Some(times) => Core::exact(value.checked_mul(times)?, at + 2),
            None => Core::exact(value, at + 1),
        })
    }

    /// "half a dozen", "half a million".
    fn half(&self, at: usize) -> Option<Core> {
        self.tokens.get(at + 1).filter(|it| it.lower == "a")?;
        let times = self.tokens.get(at + 2).and_then(|it| LEXICON.times(&it.lower))?;
        Some(Core::exact(times / 2, at + 3))
    }

    /// "a hundred", "a dozen", "a few", "a couple of", "a pair of".
    fn with_article(&self, at: usize) -> Option<Core> {
        let next = self.tokens.get(at + 1)?;
        if LEXICON.times(&next.lower).is_some() {
            return self.words_from(at + 1, 1);
        }
        match LEXICON.senses.get(next.lower.as_str()) {
            Some(Sense::Vague(..)) if matches!(next.lower.as_str(), "few" | "couple" | "pair" | "handful" | "trio") => {
                self.words(at + 1)
            }
            _ => None,
        }
    }

    fn words(&self, at: usize) -> Option<Core> {
        match *LEXICON.senses.get(self.tokens.get(at)?.lower.as_str())? {
            Sense::Zero => self.zero(at),
            Sense::Vague(low, high) => Some(self.vague(at, low, high)),
            Sense::Times(_) => None,
            Sense::One(_) | Sense::Ten(_) => self.words_from(at, 0),
        }
    }

    /// "no one", "no soldiers": not "no longer".
    fn zero(&self, at: usize) -> Option<Core> {
        let next = self.tokens.get(at + 1).map(|it| it.lower.as_str());
        if self.tokens[at].lower == "no" {
            return match next {
                Some("one") => Some(Core::exact(0, at + 2)),
                Some("longer" | "matter" | "doubt" | "way" | "such" | "more" | "less" | "fewer") | None => None,
                Some(word) if word.starts_with(char::is_alphabetic) => Some(Core::exact(0, at + 1)),
                Some(_) => None,
            };
        }
        Some(Core::exact(0, at + 1))
    }

    /// "dozens", "several hundred", "tens of thousands", "a couple of".
    fn vague(&self, at: usize, low: u64, high: Option<u64>) -> Core {
        let (mut low, mut high, mut end) = (low, high, at + 1);
        let next = |end: usize| self.tokens.get(end).map(|it| it.lower.as_str());
        if let Some(times) = next(end).and_then(|word| LEXICON.times(word)) {
            (low, high, end) = (low.saturating_mul(times), high.map(|it| it.saturating_mul(times)), end + 1);
        } else if next(end) == Some("of")
            && let Some(times) = next(end + 1).and_then(|word| LEXICON.times(word.strip_suffix('s').unwrap_or("")))
        {
            // "tens of thousands", "hundreds of thousands".
            (low, high, end) = (low.saturating_mul(times), high.map(|it| it.saturating_mul(times)), end + 2);
        }
        Core { low, high, end }
    }

    /// Number words from `at` on, "one hundred and fifty-two thousand", after a leading `one` for "a".
    fn words_from(&self, at: usize, leading: u64) -> Option<Core> {
        let (mut total, mut current, mut end) = (0u64, leading, at);
        let mut last = Sense::Zero;
        while let Some(token) = self.tokens.get(end) {
            let sense = LEXICON.senses.get(token.lower.as_str()).copied();
            match sense {
                Some(Sense::One(value)) if matches!(last, Sense::Zero | Sense::Times(_) | Sense::Ten(_)) => {
                    if matches!(last, Sense::Ten(_)) && value > 9 {
                        break;
                    }
                    current = current.checked_add(value)?;
                }
                Some(Sense::Ten(value)) if matches!(last, Sense::Zero | Sense::Times(_)) => {
                    current = current.checked_add(value)?;
                }
                Some(Sense::Times(value)) if end > at || leading > 0 => {
                    if value == 20 {
                        break;
                    }
                    if value >= 1000 {
                        total = total.checked_add(current.max(1).checked_mul(value)?)?;
                        current = 0;
                    } else {
                        current = current.max(1).checked_mul(value)?;
                    }
                }
                None if token.lower == "and" && matches!(last, Sense::Times(_)) => {
                    let follows = self.tokens.get(end + 1).and_then(|it| LEXICON.senses.get(it.lower.as_str()));
                    if !matches!(follows, Some(Sense::One(_) | Sense::Ten(_)))
                        || !matches!(last, Sense::Times(100 | 1000))
                    {
                        break;
                    }
                    end += 1;
                    continue;
                }
                None if token.lower == "-" && matches!(last, Sense::Ten(_)) => {
                    let follows = self.tokens.get(end + 1).and_then(|it| LEXICON.senses.get(it.lower.as_str()));
                    if !matches!(follows, Some(Sense::One(value)) if *value < 10) {
                        break;
                    }
                    end += 1;
                    continue;
                }
                _ => break,
            }
            last = sense.unwrap_or(Sense::Zero);
            end += 1;
        }
        (end > at).then(|| Core::exact(total.saturating_add(current), end))
    }

    /// The two words from `at` on.
    fn next_two(&self, at: usize) -> Option<[&str; 2]> {
        let words = self.tokens.get(at..at + 2)?;
        Some([words[0].lower.as_str(), words[1].lower.as_str()])
    }
}

/// The interval after its bound.
fn bounded(bound: Bound, low: Option<u64>, high: Option<u64>) -> (Option<u64>, Option<u64>) {
    match bound {
        Bound::None | Bound::Exact => (low, high),
        Bound::Least => (low, None),
        Bound::More => (if low == high { low.map(|it| it.saturating_add(1)) } else { low }, None),
        Bound::Most => (None, high),
        Bound::Less => (None, low.map(|it| it.saturating_sub(1))),
        // A tenth to both sides, at least one.
        Bound::About => {
            (low.map(|it| it - (it / 10).max(1).min(it)), high.map(|it| it.saturating_add((it / 10).max(1))))
        }
        Bound::Nearly => (low.map(|it| it - (it / 10).max(1).min(it)), high),
    }
}
