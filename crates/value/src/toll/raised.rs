//! Tolls that have been raised: "rose from 12 to 17", "17, up from an earlier 12", "earlier reports put the toll at 12".

use std::ops::Range;

use super::lexicon::{RAISED, RISING, anchor};
use super::{Casualty, Toll};
use crate::number::{Found, Token, numbers_of, tokens};

/// Words by which a number is of an earlier time.
const EARLIER: [&str; 7] = ["earlier", "previous", "previously", "initial", "initially", "first", "preliminary"];
/// What gave that number: "earlier reports put the toll at".
const GIVEN: [&str; 13] = [
    "toll",
    "count",
    "figure",
    "estimate",
    "estimates",
    "report",
    "reports",
    "number",
    "tally",
    "put",
    "reported",
    "said",
    "counted",
];
/// Words in which the number may stand behind "up from" and "earlier reports".
const NEAR: usize = 9;
/// Words behind it among which is what befell them.
const BEHIND: usize = 5;

/// The lower number that `text` itself says has been raised to the one at `number`. `text` is the sentence in which that stands, with those
/// beside it.
pub fn raised(text: &str, number: Range<usize>, what: Casualty) -> Option<Toll> {
    let tokens = tokens(text);
    let numbers = numbers_of(text, &tokens);
    let now = numbers.iter().find(|it| it.number.bytes.start < number.end && number.start < it.number.bytes.end)?;
    let low = now.number.low?;
    let earlier = |it: &&Found| {
        let is_changed = is_from_to(&tokens, it, now) || is_up_from(&tokens, it, now);
        it.number.high.or(it.number.low).is_some_and(|high| high < low)
            && (is_changed && !is_of_others(&tokens, it, what) || is_earlier(&tokens, it, what))
    };
    let Found { number, tokens: range } = numbers.iter().find(earlier)?;
    // The word that says so stands right before it: "from", "at".
    let anchor = tokens[range.start.saturating_sub(1)].bytes.clone();
    Some(Toll { bytes: number.bytes.clone(), what, low: number.low, high: number.high, anchor })
}

/// "Rose from 12 to 17".
fn is_from_to(tokens: &[Token], earlier: &Found, now: &Found) -> bool {
    let before = &tokens[..earlier.tokens.start];
    let between = tokens.get(earlier.tokens.end..now.tokens.start).unwrap_or_default();
    before.last().is_some_and(|it| it.is(&["from"]))
        && before[before.len().saturating_sub(NEAR)..]
            .iter()
            .any(|it| it.is(&RISING) || it.is(&RAISED) || it.is(&["up"]))
        && between.first().is_some_and(|it| it.is(&["to"]))
        && between.len() <= 2
}

/// "17, up from an earlier 12".
fn is_up_from(tokens: &[Token], earlier: &Found, now: &Found) -> bool {
    let between = tokens.get(now.tokens.end..earlier.tokens.start).unwrap_or_default();
    let from = between.windows(2).rposition(|pair| pair[0].is(&["up"]) && pair[1].is(&["from"]));
    from.is_some_and(|at| between.len() - at <= NEAR && !between[at..].iter().any(ends_sentence))
}

/// "Earlier reports put the toll at 12", "an earlier toll of 12", "earlier reports said 12 were killed".
fn is_earlier(tokens: &[Token], earlier: &Found, what: Casualty) -> bool {
    let before = &tokens[earlier.tokens.start.saturating_sub(NEAR)..earlier.tokens.start];
    let begins = before.iter().rposition(ends_sentence).map_or(0, |at| at + 1);
    let before = &before[begins..];
    let said = before.iter().position(|it| it.is(&EARLIER));
    let told = |tokens: &[Token]| tokens.iter().find_map(|it| anchor(&it.lower)).map(|it| it.0);
    let behind = tokens.get(earlier.tokens.end..).unwrap_or_default();
    let behind = &behind[..behind.iter().take(BEHIND).take_while(|it| !ends_sentence(it)).count()];
    // A toll is of the dead where nothing else is said, and three of something else are no toll.
    let of = told(before).or_else(|| told(behind));
    said.is_some_and(|at| before[at..].iter().any(|it| it.is(&GIVEN)))
        && before.last().is_some_and(|it| it.is(&["at", "of", "said", "reported", "counted", "was"]))
        && of.map_or(what == Casualty::Killed && before.iter().any(|it| it.is(&["toll", "tally"])), |of| of == what)
}

/// Whether a number is told of other casualties: "up from 12 wounded" says nothing of the dead.
fn is_of_others(tokens: &[Token], number: &Found, what: Casualty) -> bool {
    let behind = tokens[number.tokens.end..].iter().take(3).take_while(|it| !ends_sentence(it));
    behind.filter_map(|it| anchor(&it.lower)).any(|(of, _)| of != what)
}

fn ends_sentence(token: &Token) -> bool {
    token.is(&[".", "!", "?", ";"])
}
