//! Tells times from words that only look like them: `May` the person, `march` the verb, 2000 houses, `the 21st` floor.

use super::Grammar;
use crate::time::calendar::Unit;
use crate::time::lexicon::{Form, Sense};
use crate::time::meaning::{Base, Time, Yearly};

/// Words before a month or a year that make it one.
const PLACING: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "during",
    "before",
    "after",
    "of",
    "early",
    "late",
    "mid",
    "through",
    "throughout",
    "between",
    "circa",
    "around",
];

/// Words that begin verbs after `May` and `March`.
const VERBS: &[&str] = &[
    "have", "be", "not", "also", "still", "soon", "yet", "well", "never", "need", "face", "lead", "see", "get", "take",
    "become", "go", "come", "even", "only", "now", "just", "off", "into", "toward", "towards", "against", "past",
    "find", "want", "seek", "lose", "die", "hold", "vote", "leave", "sign", "meet", "make", "give",
];

/// Words after `the 21st` that leave it a day.
const AFTER_DAY: &[&str] = &[
    "and", "or", "but", "when", "while", "after", "before", "at", "in", "to", "for", "by", "as", "with", "that", "he",
    "she", "they", "the", "of", "until", "till", "through", "from", "on", "near", "under", "during", "where", "which",
    "who", "it", "we", "i", "his", "her", "its", "their", "was", "were", "is", "are", "will", "would", "has", "had",
    "a", "an",
];

impl Grammar<'_> {
    /// Whether a time may stand in a text without other words that make it one.
    pub(super) fn stands_alone(&self, at: usize, time: &Time, end: usize) -> bool {
        match time {
            // `day`, `week` and `year` alone tell nothing.
            Time::Whole(_, 0, Base::Told) => {
                self.sense(at, |sense| matches!(sense, Sense::Which(_))).is_some()
                    || self.sense(at + 1, |sense| matches!(sense, Sense::Which(_))).is_some()
            }
            Time::DayPart(None) => self.before(
                at,
                &["at", "before", "after", "by", "since", "until", "around", "about", "in", "during", "of"],
            ),
            Time::Fixed(_, Unit::Year) => self.year_stands_alone(at, end),
            Time::DayOfMonth(_, None) => {
                self.before(at, &["on", "since", "until", "by", "from", "before", "after", "for"])
                    && self.follows_day_number(end)
            }
            Time::Yearly(Yearly::Month(_)) => self.month_stands_alone(at, end),
            Time::Yearly(Yearly::Season(_)) => self.season_stands_alone(at, end),
            // `late in the evening` without its day tells nothing.
            Time::Edge(_, of) => !matches!(**of, Time::DayPart(None)),
            _ => true,
        }
    }

    /// Whether what follows leaves `the 21st` a day: no noun does.
    pub(super) fn follows_day_number(&self, end: usize) -> bool {
        let Some(next) = self.tokens.get(end) else { return true };
        !next.is_word() || self.any(end, AFTER_DAY)
    }

    /// Whether the words around make four digits a year.
    fn year_stands_alone(&self, at: usize, end: usize) -> bool {
        if self.any(at, &["the", "year"]) {
            return true;
        }
        let Some((year, digits)) = self.number(at) else {
            return self.before(at, &["in", "since", "until", "by", "from", "of"]) && end > at + 1;
        };
        let joined = at > 0 && self.glued(at) && self.any(at - 1, &["-", "/", ":", "."]);
        if digits != 4 || joined || !(1500..=2200).contains(&year) {
            return false;
        }
        // `in 2000 houses`, `the 2000 soldiers`
        if year % 100 == 0 && self.is_plural_noun(end) {
            return false;
        }
        if at == 0 {
            return false;
        }
        if self.any(at - 1, PLACING)
            || (self.is(at - 1, "the") && at > 1 && self.any(at - 2, PLACING)) && !self.is_word(end)
        {
            return true;
        }
        // `(2014)`
        if self.is(at - 1, "(") && self.any(end, &[")", ",", "-", "–", ";"]) {
            return true;
        }
        // `in 2007 and 2009`
        if at > 1
            && self.any(at - 1, &["and", "or", ","])
            && self.number(at - 2).is_some_and(|(before, digits)| digits == 4 && (1500..=2200).contains(&before))
        {
            return true;
        }
        // `the 2014 election`, `Khessar’s 2012 vote`, `a lightning 2014 campaign`
        let owner = |at: usize| self.any(at, &["the", "a", "an", "this", "his", "her", "its", "their", "our"]);
        let owned = owner(at - 1) || (at > 1 && self.is(at - 1, "s") && self.possessive(at - 2).is_some());
        let apart = at > 1 && owner(at - 2) && self.is_word(at - 1) && !self.is_plural_noun(end);
        (1700..=2100).contains(&year) && self.is_word(end) && (owned || (apart && !self.is_capital(end)))
    }

    /// Whether a small word ends as plurals do.
    pub(super) fn is_plural_noun(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.is_capital(at)
            && self.tokens[at].text.ends_with(['s', 'S'])
            && !self.any(at, &["was", "as", "is", "has", "this", "its", "his"])
    }

    /// Whether a month without day or year is one here.
    fn month_stands_alone(&self, at: usize, end: usize) -> bool {
        let Some((_, form, _)) = self.month(at) else { return true };
        let placed = at > 0 && self.any(at - 1, PLACING);
        match form {
            Form::Full => true,
            Form::Short => self.as_name(at) && placed && !self.is_capital_name(end),
            Form::Name => !self.is_small_verb(at) && !self.followed_by_verb(at) && self.name_is_month(at, end, placed),
            Form::Plural => false,
        }
    }

    /// Whether `April`, `August`, `June`, `March` or `May` is the month.
    fn name_is_month(&self, at: usize, end: usize, placed: bool) -> bool {
        let surname = self.is_capital_name(end);
        // `by June Carter`, but `in May Khessar signed`
        if placed && (!surname || self.any(at - 1, &["in", "since", "until", "early", "late", "mid"])) {
            return true;
        }
        if self.without_case {
            return false;
        }
        // `the March attack`, but `the March on Orun`
        let article = at > 0 && self.any(at - 1, &["the", "a", "an"]);
        if article {
            let noun = self.is_word(end) && !self.is_capital(end);
            return noun && !self.any(end, &["on", "to", "of", "for", "from", "in", "is", "was", "at"]);
        }
        // `June’s vote`, `July and August`, but not `Augusta April` or `April said`
        let forename = at > 0 && self.is_capital_name(at - 1) && self.tokens[at].spaced;
        let sure = self.any(at, &["june", "august"])
            || self.possessive(end).is_some()
            || self.before(at, &["and", "or", "to"]);
        self.any(at, &["april", "june", "august"]) && !surname && !forename && sure
    }

    /// Whether a season without its year is one here.
    fn season_stands_alone(&self, at: usize, end: usize) -> bool {
        let the = self.is(at, "the");
        let word = at + usize::from(the);
        let within = self.before(word, &["in", "late", "early", "mid"]);
        let placed = within || self.before(word, &["during", "over", "since", "until", "by", "throughout", "through"]);
        let sure = the || (!self.is(word, "fall") && (within || self.any(word, &["summer", "winter", "autumn"])));
        // `the fall of Orun`
        placed && sure && !self.is(end, "of")
    }

    /// Whether `May` or `March` is a verb by what follows.
    pub(super) fn followed_by_verb(&self, month: usize) -> bool {
        self.any(month + 1, VERBS)
    }

    /// A capital word that is no word of time.
    pub(super) fn is_capital_name(&self, at: usize) -> bool {
        !self.without_case && self.is_capital(at) && self.senses(at).is_empty()
    }

    /// Whether the word is a verb where it is no capital: `may`, `march`.
    pub(super) fn is_small_verb(&self, at: usize) -> bool {
        self.any(at, &["may", "march", "mar"]) && !self.as_name(at)
    }
}
