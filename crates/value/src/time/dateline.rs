//! The day that a text itself gives as that of its publication: "Published April 18 2031", "Tuesday 6 May 2031 Twelve dockers …".

use super::{Date, TimeExpression, times};

/// Bytes at the beginning of a text among which its own day stands.
const HEAD: usize = 200;
/// Nothing older is news.
const OLDEST: i16 = 1980;

/// Words before the day of publication.
const LEADS: [&str; 10] =
    ["published", "posted", "updated", "date", "of", "publication", "on", "last", "first", "released"];
/// Words behind it.
const FOLLOWING: [&str; 4] = ["by", "at", "in", "from"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The day of publication that stands at the head of a text: first of all, behind "published" and its like, or as a whole date with its weekday
/// behind the name of who published it. `None` where there is none, or where the first date belongs to a sentence ("On 3 May 2031 the …").
#[must_use]
pub fn dateline(text: &str) -> Option<Date> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    times(head, None).into_iter().find_map(|time| {
        let day = time.start.filter(|_| time.start == time.end)?;
        let said = &head[time.bytes.clone()];
        let whole = said.contains(&day.year().to_string()) && day.year() >= OLDEST;
        (whole && (leads(head, &time) || is_signed(head, &time, day))).then_some(day)
    })
}

/// The day on which a document was published whose record says `given`, an ISO 8601 date or date-time: the one that its text gives, unless that is
/// no more than a night and a time zone away. Records often have the day on which something was stored, or of what is told.
#[must_use]
pub fn published_on(text: &str, given: Option<&str>) -> Option<Date> {
    let given: Option<Date> = given.and_then(|it| it.get(..10)).and_then(|it| it.parse().ok());
    match (dateline(text), given) {
        (Some(own), Some(given)) if (own - given).get_days().abs() <= 1 => Some(given),
        (own, given) => own.or(given),
    }
}

/// Whether nothing but words of publishing stands before it, and a new sentence behind it.
fn leads(head: &str, time: &TimeExpression) -> bool {
    let before = words(&head[..time.bytes.start]);
    let behind = head[time.bytes.end..].trim_start();
    let next = words(behind).into_iter().next().unwrap_or_default();
    let begins = !behind.starts_with(char::is_lowercase) || FOLLOWING.contains(&next.as_str());
    begins
        && before.first().is_none_or(|first| first != "on")
        && before.iter().all(|word| LEADS.contains(&word.as_str()))
}

/// Whether its weekday stands with it, and before it a name: "AFP Tuesday 6 May 2031".
fn is_signed(head: &str, time: &TimeExpression, day: Date) -> bool {
    let said = head[time.bytes.clone()].to_lowercase();
    let weekday = WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
    let before = head[..time.bytes.start].split_whitespace().next_back().unwrap_or_default();
    said.starts_with(weekday) && before.starts_with(char::is_uppercase) && !before.ends_with(',')
}

/// The words of a text in small letters, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let bare = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    bare.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_its_own_day_of_publication() {
        let day = Some(Date::constant(2031, 5, 6));
        for text in [
            "Published May 6 2031 An overnight strike hit the harbour of Orsa.",
            "Date of publication 6 May 2031 At least twelve dockers were killed.",
            "Posted on May 6, 2031 by Velm Herald. Twelve killed in Orsa.",
            "6 May 2031 The attack took place as dockers went home.",
            "Tue May 06 2031 Twelve dockers killed in Orsa",
            "Tuesday 6 May 2031\n\nTwelve dockers were killed.",
            "Twelve dockers killed in a strike on Orsa Velm Wire Tuesday 6 May 2031 The strike came at night.",
        ] {
            assert_eq!(dateline(text), day, "{text}");
        }
    }

    #[test]
    fn a_record_counts_where_the_text_says_nothing_else() {
        let (text, on) =
            ("Published May 6 2031 An overnight strike hit the harbour.", |day: i8| Some(Date::constant(2031, 5, day)));
        assert_eq!(published_on(text, Some("2031-04-02")), on(6));
        assert_eq!(published_on(text, None), on(6));
        assert_eq!(published_on(text, Some("2031-05-07T02:00:00Z")), on(7));
        assert_eq!(published_on("An overnight strike hit the harbour.", Some("2031-05-02T09:30:00Z")), on(2));
        assert_eq!(published_on("An overnight strike hit the harbour.", Some("lately")), None);
    }

    #[test]
    fn a_date_of_what_is_told_is_none() {
        for text in [
            "On May 6 2031 the harbour of Orsa was struck.",
            "6 May 2031 was the day on which the harbour burned.",
            "The harbour of Orsa, struck on Tuesday 6 May 2031, is open again.",
            "Twelve dockers were killed Tuesday 6 May 2031 in Orsa.",
            "Wednesday 6 May 2031 would have been another day, said Orsa Wednesday 6 May 2031.",
            "Tuesday in Orsa was quiet.",
            "Published on Tuesday, the report says nothing.",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
