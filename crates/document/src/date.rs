//! Dates of publication, in the many ways that pages write them, as ISO 8601.

/// The ISO 8601 date or date-time that `text` means, or `None` where it means no day.
///
/// Understood are ISO 8601 and its near relations (`2031-04-05 16:07:08+0200`) and dates with the month's English
/// name (`Sat, 05 Apr 2031 16:07:08 GMT`, `April 5, 2031, 4:07 p.m. ET`, `5 April 2031`), of which only the day is
/// kept. Dates in digits whose order is a matter of country (`04/05/2031`) are not.
pub(crate) fn iso(text: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    numeric(text).or_else(|| named_month(text))
}

fn numeric(text: &str) -> Option<String> {
    let (date, rest) = (text.get(..10)?, &text[10..]);
    let mut parts = date.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if !exists(year, month, day) {
        return None;
    }
    // A time that cannot be made out is no reason to lose the day.
    let clock = rest.strip_prefix(['T', 't', ' ']).and_then(|rest| time(rest.trim_start()));
    Some(clock.map_or_else(|| date.to_owned(), |clock| format!("{date}T{clock}")))
}

/// `16:07`, `16:07:08`, `16:07:08.9`, each with or without a zone.
fn time(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(text.len());
    let (clock, zone) = (&text[..end], text[end..].trim());
    let (whole, fraction) = clock.split_once('.').map_or((clock, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut parts = whole.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    if hour > 23 || minute > 59 || second > 60 || parts.next().is_some() || fraction.is_some_and(str::is_empty) {
        return None;
    }
    Some(format!("{clock}{}", offset(zone)?))
}

fn offset(zone: &str) -> Option<String> {
    if zone.is_empty() || ["Z", "UTC", "GMT"].iter().any(|utc| zone.eq_ignore_ascii_case(utc)) {
        return Some(if zone.is_empty() { String::new() } else { "Z".to_owned() });
    }
    let digits = zone.strip_prefix(['+', '-'])?.replacen(':', "", 1);
    let (hours, minutes) = match digits.len() {
        2 => (number(&digits, 2)?, 0),
        4 => (number(&digits[..2], 2)?, number(&digits[2..], 2)?),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then(|| format!("{}{hours:02}:{minutes:02}", &zone[..1]))
}

fn named_month(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month_of = |word: &str| {
        MONTHS
            .iter()
            .position(|start| word == *start || word == "sept" && *start == "sep")
            .or_else(|| NAMES.iter().position(|name| word == *name))
    };
    let (at, month) = words.iter().enumerate().find_map(|(at, word)| month_of(word).map(|month| (at, month)))?;
    let year = words[at..].iter().take(4).find_map(|word| number(word, 4))?;
    let day = |word: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        number(digits, 2).or_else(|| number(digits, 1))
    };
    let before = at.checked_sub(1).and_then(|at| day(words[at]));
    let day = before.or_else(|| words.get(at + 1).and_then(|word| day(word)))?;
    let month = month as u32 + 1;
    exists(year, month, day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The number that exactly `width` digits make.
fn number(digits: &str, width: usize) -> Option<u32> {
    let all = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
    if all { digits.parse().ok() } else { None }
}

fn exists(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn iso_and_its_near_relations() {
        for (written, meant) in [
            ("2031-04-05", "2031-04-05"),
            (" 2031-04-05T16:07:08Z ", "2031-04-05T16:07:08Z"),
            ("2031-04-05T16:07:08.123+02:00", "2031-04-05T16:07:08.123+02:00"),
            ("2031-04-05 16:07 +0200", "2031-04-05T16:07+02:00"),
            ("2031-04-05T16:07:08-05", "2031-04-05T16:07:08-05:00"),
            ("2031-04-05 16:07:08 UTC", "2031-04-05T16:07:08Z"),
            ("2031-04-05T25:00:00Z", "2031-04-05"),
            ("2032-02-29", "2032-02-29"),
        ] {
            assert_eq!(iso(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn months_by_name() {
        for written in [
            "Sat, 05 Apr 2031 16:07:08 GMT",
            "April 5, 2031, 4:07 p.m. ET",
            "5 April 2031",
            "Published on Apr. 5th 2031 at 16:07",
            "Saturday 5th April, 2031",
        ] {
            assert_eq!(iso(written).as_deref(), Some("2031-04-05"), "{written}");
        }
        assert_eq!(iso("Sept. 30, 2031").as_deref(), Some("2031-09-30"));
    }

    #[test]
    fn what_means_no_day() {
        for written in ["", "2031", "2031-04", "2031-02-29", "2031-13-01", "04/05/2031", "last April", "April 31, 2031"]
        {
            assert_eq!(iso(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_safe_and_results_are_stable(text in "\\PC{0,40}|[0-9T:+. -]{0,30}|(mar|may|jun) [0-9 ,]{0,12}") {
            if let Some(date) = iso(&text) {
                prop_assert_eq!(iso(&date), Some(date));
            }
        }
    }
}
