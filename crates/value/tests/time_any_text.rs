//! What must hold for any text, however hostile.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use sayso_value::time::times;

/// Pieces from which expressions of time are built, and marks that break them.
const PIECES: &[&str] = &[
    "the",
    "a",
    "of",
    "on",
    "in",
    "from",
    "to",
    "between",
    "and",
    "until",
    "since",
    "before",
    "after",
    "by",
    "-",
    "–",
    "/",
    ".",
    ",",
    ":",
    "’",
    "'",
    "s",
    "last",
    "next",
    "this",
    "that",
    "past",
    "early",
    "late",
    "end",
    "first",
    "second",
    "third",
    "two",
    "twenty",
    "few",
    "half",
    "1",
    "3",
    "12",
    "31",
    "99",
    "2014",
    "1990",
    "0",
    "999999999",
    "99999",
    "st",
    "th",
    "am",
    "p",
    "m",
    "GMT",
    "T",
    "ago",
    "later",
    "earlier",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "years",
    "decade",
    "century",
    "hours",
    "weekend",
    "quarter",
    "Monday",
    "Sunday",
    "Sundays",
    "Sun",
    "March",
    "May",
    "Feb",
    "Dec.",
    "summer",
    "winter",
    "morning",
    "night",
    "dawn",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "overnight",
    "Christmas",
    "Eve",
    "Easter",
    "Ramadan",
    "every",
    "each",
    "will",
    "said",
    "more",
    "than",
    "within",
    "for",
    "year",
    "Q3",
    "é",
    "’90s",
    "\n\n",
    "“",
    "starting",
    "nineteen",
    "thousand",
    "hundred",
    "seventies",
    "rest",
    "then",
    "9/11",
    "old",
];

fn check(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for time in times(text, published) {
        prop_assert!(time.bytes.start >= end && time.bytes.start < time.bytes.end, "{text:?} {time:?}");
        prop_assert!(text.get(time.bytes.clone()).is_some(), "{text:?} {time:?}");
        if let (Some(start), Some(last)) = (time.start, time.end) {
            prop_assert!(start <= last, "{text:?} {time:?}");
        }
        end = time.bytes.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_string(text in "\\PC{0,200}") {
        check(&text, Some(date(2024, 1, 29)))?;
        check(&text, None)?;
    }

    #[test]
    fn any_words_of_time(
        pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..40),
        published in prop::option::of((-9999_i16..=9999, 1_i8..=12, 1_i8..=28)),
    ) {
        let text: String =
            pieces.iter().map(|(piece, spaced)| format!("{}{}", PIECES[*piece], if *spaced { " " } else { "" })).collect();
        let published = published.and_then(|(year, month, day)| Date::new(year, month, day).ok());
        check(&text, published)?;
    }
}

#[test]
fn the_ends_of_the_calendar() {
    let text = "99999 years ago, next century, last week, the 21st, Friday, March, 999999999 days later, summer 9999, since 2014";
    for published in [Date::MIN, Date::MAX] {
        check(text, Some(published)).unwrap();
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in ["the end of the ", "the day before ", "from 3 to ", "early early-", "two days before ", "Sunday, "] {
        let text = piece.repeat(20_000);
        let begun = std::time::Instant::now();
        check(&text, Some(date(2024, 1, 29))).unwrap();
        // A square of this length would take hours.
        assert!(begun.elapsed().as_secs() < 30, "{piece}");
    }
}
