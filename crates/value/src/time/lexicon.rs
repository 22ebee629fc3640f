//! The words of time and what each can mean, from `data/time_words.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::calendar::Unit;

/// How far a written form can be something else than the month or the weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Always this.
    Full,
    /// Also a name or a verb: May, March.
    Name,
    /// An abbreviation: Jan, Sun.
    Short,
    /// Many of them: Sundays.
    Plural,
}

/// Which one of a row: `last`, `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// last
    Last,
    /// past: the stretch up to publication
    Past,
    /// this, current
    This,
    /// next
    Next,
    /// coming, upcoming
    Coming,
    /// that, same: the one told before
    That,
    /// previous: the one before that told before
    Previous,
    /// following: the one after that told before
    Following,
    /// recent
    Recent,
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
    /// Before publication: `earlier this week`.
    Earlier,
    /// From publication on: `later this week`.
    Later,
    Beginning,
    Middle,
    End,
    /// From publication to its end.
    Rest,
}

/// What a word can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    /// A month from 1.
    Month(i8, Form),
    Weekday(Weekday, Form),
    /// A unit, how many of it the word says, and whether it is a plural.
    Unit(Unit, i64, bool),
    /// A number from 0 to 19.
    Cardinal(i64),
    /// 20, 30 … 90.
    Tens(i64),
    /// A vague number: at least, at most.
    Vague(i64, i64),
    /// A place in a row; -1 is the last.
    Ordinal(i64),
    Which(Which),
    Edge(Edge),
    /// A part of a stretch that asks for `of`: the end of.
    EdgeOf(Edge),
    /// A part of the day, and whether it is a plural.
    Part(bool),
    /// A season from 1, the spring.
    Season(i8),
    /// The middle of a season.
    SeasonMid(i8),
    /// Days from publication, first and last, and whether only a part of the day is meant.
    Day(i64, i64, bool),
    /// The first year of a decade within its century.
    Decade(i16),
    /// An adverb or adjective of what comes again: daily.
    Recurring,
    /// every, each
    Every,
    /// What follows lies after publication.
    Future,
    /// What stands beside it lies before publication.
    Past,
    /// Moves what was planned from one day to another: postponed.
    Moved,
    /// Only the beginning of an expression: the, since, about.
    Begin,
}

/// The table: what each word, in lower case, can mean.
static WORDS: LazyLock<HashMap<&'static str, Vec<Sense>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<Sense>> = HashMap::new();
    for (word, sense) in lines(include_str!("../../data/time_words.tsv")).filter_map(sense) {
        words.entry(word).or_default().push(sense);
    }
    words
});

/// The longest word of the table, in bytes.
const LONGEST: usize = 16;

/// The lines of a table that are no comments.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What `word` can mean, whatever its case.
pub(super) fn senses(word: &str) -> &'static [Sense] {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return &[] };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    str::from_utf8(lower).ok().and_then(|lower| WORDS.get(lower)).map_or(&[], Vec::as_slice)
}

/// One line of the table.
fn sense(line: &'static str) -> Option<(&'static str, Sense)> {
    let mut fields = line.split('\t');
    let (word, category, value) = (fields.next()?, fields.next()?, fields.next()?);
    let number = || value.parse::<i64>().ok();
    let month = |form| Some(Sense::Month(value.parse().ok()?, form));
    let weekday = |form| Some(Sense::Weekday(Weekday::from_monday_one_offset(value.parse().ok()?).ok()?, form));
    let range = || {
        let (low, high) = value.split_once("..").unwrap_or((value, value));
        Some((low.parse::<i64>().ok()?, high.parse::<i64>().ok()?))
    };
    let unit = |plural| {
        let (count, name) = value.split_once(' ')?;
        Some(Sense::Unit(unit_named(name)?, count.parse().ok()?, plural))
    };
    let sense = match category {
        "month" => month(Form::Full)?,
        "month-name" => month(Form::Name)?,
        "month-short" => month(Form::Short)?,
        "weekday" => weekday(Form::Full)?,
        "weekday-short" => weekday(Form::Short)?,
        "weekdays" => weekday(Form::Plural)?,
        "unit" => unit(false)?,
        "units" => unit(true)?,
        "cardinal" => Sense::Cardinal(number()?),
        "tens" => Sense::Tens(number()?),
        "vague" => range().map(|(low, high)| Sense::Vague(low, high))?,
        "ordinal" => Sense::Ordinal(number()?),
        "which" => Sense::Which(which_named(value)?),
        "edge" => Sense::Edge(edge_named(value)?),
        "edge-of" => Sense::EdgeOf(edge_named(value)?),
        "part" => Sense::Part(false),
        "parts" => Sense::Part(true),
        "season" => Sense::Season(value.parse().ok()?),
        "season-mid" => Sense::SeasonMid(value.parse().ok()?),
        "day" => range().map(|(first, last)| Sense::Day(first, last, false))?,
        "day-part" => range().map(|(first, last)| Sense::Day(first, last, true))?,
        "decade" => Sense::Decade(value.parse().ok()?),
        "recurring" => Sense::Recurring,
        "every" => Sense::Every,
        "future" => Sense::Future,
        "past" => Sense::Past,
        "moved" => Sense::Moved,
        "begin" => Sense::Begin,
        _ => return None,
    };
    Some((word, sense))
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn which_named(name: &str) -> Option<Which> {
    Some(match name {
        "last" => Which::Last,
        "past" => Which::Past,
        "this" => Which::This,
        "next" => Which::Next,
        "coming" => Which::Coming,
        "that" => Which::That,
        "previous" => Which::Previous,
        "following" => Which::Following,
        "recent" => Which::Recent,
        _ => return None,
    })
}

fn edge_named(name: &str) -> Option<Edge> {
    Some(match name {
        "early" => Edge::Early,
        "mid" => Edge::Mid,
        "late" => Edge::Late,
        "earlier" => Edge::Earlier,
        "later" => Edge::Later,
        "beginning" => Edge::Beginning,
        "middle" => Edge::Middle,
        "end" => Edge::End,
        "rest" => Edge::Rest,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in lines(include_str!("../../data/time_words.tsv")) {
            let (word, _) = sense(line).unwrap_or_else(|| panic!("{line}"));
            assert!(word.len() <= LONGEST && word == word.to_ascii_lowercase(), "{line}");
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(senses("MARCH"), [Sense::Month(3, Form::Name)]);
        assert_eq!(senses("Second").len(), 2);
        assert!(senses("Velmark").is_empty() && senses("a-very-long-word-that-is-none").is_empty());
    }
}
