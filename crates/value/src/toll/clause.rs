//! From a word that says "killed" to the number that belongs to it.

use std::ops::Range;

use super::lexicon::{BORDERS, BROUGHT, DEADLY, PARTS, PASSIVE, RAISED, RISING, STREETS, Way, anchor};
use super::{Casualty, Toll};
use crate::number::{Found, NumberKind, Token};

/// Tokens that are looked at to the left of an anchor, and to the right.
const LEFT: usize = 24;
const RIGHT: usize = 9;

/// The tokens and numbers of a text.
pub(super) struct Clauses<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Of each token the number that it belongs to.
    number_at: Vec<Option<usize>>,
    numbers: &'a [Found],
}

/// What was found: the tokens, and the interval.
type Counted = (Range<usize>, Option<u64>, Option<u64>);

impl<'a> Clauses<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], numbers: &'a [Found]) -> Self {
        let mut number_at = vec![None; tokens.len()];
        for (which, found) in numbers.iter().enumerate().filter(|(_, it)| it.number.kind == NumberKind::Count) {
            if !is_age(tokens, &found.tokens) && !is_address(tokens, &found.tokens) && !is_called(tokens, &found.tokens)
            {
                number_at[found.tokens.clone()].fill(Some(which));
            }
        }
        Self { text, tokens, number_at, numbers }
    }

    /// The toll that the word at `at` tells, if it is an anchor with a number.
    pub(super) fn toll(&self, at: usize) -> Option<Toll> {
        let (what, way) = anchor(&self.tokens[at].lower)?;
        let (range, low, high) = self.counted(at, way, what)?;
        let bytes = self.tokens[range.start].bytes.start..self.tokens[range.end - 1].bytes.end;
        Some(Toll { bytes, what, low, high, anchor: self.tokens[at].bytes.clone() })
    }

    fn counted(&self, at: usize, way: Way, what: Casualty) -> Option<Counted> {
        if let Some(found) = self.number_of(at) {
            return Some(found);
        }
        match way {
            Way::Done => self.done(at),
            Way::Doing => self.doing(at),
            Way::Suffered => self.negated(at).or_else(|| self.subject(at)),
            Way::Noun => self.noun(at, what),
            Way::Toll => self.behind_toll(at),
            Way::Fatally => {
                let deed = self.lower(at + 1);
                let hurt =
                    DEADLY.contains(&deed) || matches!(deed, "wounded" | "injured" | "shoots" | "shooting" | "struck");
                hurt.then(|| if deed.ends_with("ing") { self.object(at + 2) } else { self.done(at + 1) }).flatten()
            }
            Way::Hospital => self.brought(at),
        }
    }

    /// "were killed", "12 others wounded", "killed three".
    fn done(&self, at: usize) -> Option<Counted> {
        if self.is_passive(at) {
            return self.negated(at).or_else(|| self.subject(at));
        }
        if let Some(found) = self.object(at + 1) {
            return Some(if self.is_negated(at) { zero(found) } else { found });
        }
        // "12 others wounded", "34 people killed": the number stands right before.
        self.right_before(at)
    }

    /// "killing three", "the killing of three", "did not kill anyone".
    fn doing(&self, at: usize) -> Option<Counted> {
        let behind = match self.lower(at + 1) {
            "of" => at + 2,
            _ => at + 1,
        };
        let found = self.object(behind)?;
        Some(if self.is_negated(at) { zero(found) } else { found })
    }

    /// "12 dead", "no deaths", "the deaths of the two brothers", "left five dead".
    fn noun(&self, at: usize, what: Casualty) -> Option<Counted> {
        // "the death toll" has its number behind "toll"; "shot dead three men" behind itself.
        if self.lower(at + 1) == "toll" {
            return None;
        }
        if matches!(self.lower(at), "deaths" | "death" | "injuries") && self.lower(at + 1) == "of" {
            return self.object(at + 2);
        }
        if self.lower(at) == "death" {
            // "was shot to death", "stabbed two men to death".
            let deed = (at.saturating_sub(8)..at).rev().find(|&it| self.tokens[it].is(&DEADLY))?;
            return (self.lower(at - 1) == "to").then(|| self.done(deed)).flatten();
        }
        if self.lower(at) == "dead" && at > 0 && self.lower(at - 1) == "shot" {
            return self.object(at + 1).or_else(|| self.subject(at - 1).filter(|_| self.is_passive(at - 1)));
        }
        // "left a boy dead", "found two men dead".
        let left = (at.saturating_sub(9).max(self.sentence_start(at))..at)
            .rev()
            .find(|&it| self.tokens[it].is(&["left", "leaves", "leaving", "found"]) && !self.is_passive(it));
        if let Some(found) = left.filter(|&it| it + 1 < at).and_then(|it| self.object(it + 1)) {
            let (range, low, high) = found;
            return (range.start < at).then(|| (range.start..range.end.min(at), low, high));
        }
        if let Some(found) = self.right_before(at) {
            return Some(found);
        }
        let passive = self.is_passive(at) && self.lower(at.saturating_sub(1)) != "left";
        let suffered = what == Casualty::Injured && at > 0 && self.tokens[at - 1].is_word();
        if passive
            || suffered && self.tokens[at.saturating_sub(4)..at].iter().any(|it| it.is(&["suffered", "sustained"]))
        {
            return self.subject(at);
        }
        None
    }

    /// "sent four people to the hospital", "a girl was taken to hospital".
    fn brought(&self, at: usize) -> Option<Counted> {
        if self.lower(at).starts_with("hospitali") {
            return self.is_passive(at).then(|| self.subject(at)).flatten().or_else(|| self.right_before(at));
        }
        let low = at.saturating_sub(10).max(self.sentence_start(at));
        let verb = (low..at).rev().find(|&it| self.tokens[it].is(&BROUGHT))?;
        if self.is_passive(verb) { self.subject(verb) } else { self.object(verb + 1) }
    }

    /// "the number of people killed by the bomb has risen to 12", "put the number of the wounded at 41".
    fn number_of(&self, at: usize) -> Option<Counted> {
        let start = self.sentence_start(at);
        let noun = (at.saturating_sub(5).max(start)..at).find(|&it| self.tokens[it].is(&["number", "numbers"]))?;
        if self.lower(noun + 1) != "of" {
            return None;
        }
        let end = self.sentence_end(at).min(at + 30);
        let says = |words: &[&str], place: usize| self.tokens[start..place].iter().any(|it| it.is(words));
        (at + 1..end).find_map(|place| {
            let leads = match self.lower(place - 1) {
                "to" => says(&RISING, place) || says(&RAISED, place),
                "at" => says(&RAISED, place) || says(&["stands", "stood"], place),
                "reached" | "hit" | "is" | "was" => true,
                _ => false,
            };
            self.number(place).filter(|it| leads && it.0.start == place)
        })
    }

    /// "death toll rose to 34", "claimed the lives of 40".
    fn behind_toll(&self, at: usize) -> Option<Counted> {
        if self.lower(at) == "lives" {
            if at > 0 && self.tokens[at.saturating_sub(4)..at].iter().any(|it| it.lower.starts_with("los")) {
                return self.right_before(at).or_else(|| self.subject(at));
            }
            return (self.lower(at + 1) == "of").then(|| self.object(at + 2)).flatten().or_else(|| {
                let claimed = self.tokens[at.saturating_sub(5)..at]
                    .iter()
                    .any(|it| it.lower.starts_with("claim") || it.lower.starts_with("cost"));
                claimed.then(|| self.right_before(at)).flatten()
            });
        }
        // "the death toll is likely to rise, given the several dozen wounded": their number is no toll.
        let of_injured = |range: &Range<usize>| {
            (range.end..range.end + 3).any(|it| anchor(self.lower(it)).is_some_and(|it| it.0 == Casualty::Injured))
        };
        let rises = |place: usize| self.tokens[place.saturating_sub(4)..place].iter().any(|it| it.is(&RISING));
        let end = self.sentence_end(at).min(at + 24);
        (at + 1..end).filter(|&place| place < at + 12 || rises(place)).find_map(|place| {
            self.number(place).filter(|it| it.0.start == place && !of_injured(&it.0) && !self.is_left_behind(&it.0))
        })
    }

    /// The 12 of "rose from 12 to 17".
    fn is_left_behind(&self, range: &Range<usize>) -> bool {
        let from = range.start.checked_sub(1).is_some_and(|before| self.lower(before) == "from");
        from && self.lower(range.end) == "to" && self.number(range.end + 1).is_some()
    }

    /// Whether the participle at `at` is passive: a form of "be" a few words before it, adverbs between.
    fn is_passive(&self, at: usize) -> bool {
        let low = at.saturating_sub(5);
        for place in (low..at).rev() {
            let token = &self.tokens[place];
            if token.is(&PASSIVE) {
                return true;
            }
            let between = token.lower.ends_with("ly")
                || token.is(&[
                    "also",
                    "not",
                    "n't",
                    "reportedly",
                    "all",
                    "both",
                    "either",
                    "killed",
                    "wounded",
                    "injured",
                    "and",
                    "or",
                    "shot",
                    "then",
                    "confirmed",
                    "reported",
                    "believed",
                    "feared",
                    "never",
                    "seriously",
                    "badly",
                    "severely",
                    "critically",
                    "slightly",
                    "just",
                    "later",
                    "themselves",
                    "beaten",
                    "stabbed",
                    "found",
                    "pronounced",
                    "fatally",
                ]);
            if !between {
                return false;
            }
        }
        false
    }

    /// The number of the subject before the verb at `at`. Parts of it between commas are passed over.
    fn subject(&self, at: usize) -> Option<Counted> {
        let start = self.sentence_start(at).max(at.saturating_sub(LEFT));
        let mut best: Option<Counted> = None;
        let mut place = at;
        while place > start {
            place -= 1;
            let token = &self.tokens[place];
            if token.is(&[";", ":", "“", "”", "\""]) && best.is_some() {
                break;
            }
            // "Three buses carried people who were injured": only who stands right before "who" was.
            if token.is(&["who"]) && best.is_none() {
                let end = place - usize::from(place > start && self.lower(place - 1) == ",");
                let near = |found: &Counted| found.0.end + 2 >= end;
                return self.right_before(end).filter(near).or_else(|| self.single_before(end, start));
            }
            // Another such verb ends the search, unless both share a subject: "were killed and wounded".
            if place + 3 < at && anchor(&token.lower).is_some() {
                break;
            }
            if let Some(found) = self.number(place) {
                let first = found.0.start;
                if self.is_part(first, start) {
                    place = first;
                    best = best.or(Some(found));
                    continue;
                }
                // "in which 12 …", "two of them": still the subject.
                return Some(self.with_owner(found, start));
            }
            if token.is(&["nobody", "none"]) {
                return Some((place..place + 1, Some(0), Some(0)));
            }
        }
        if let Some(best) = best {
            return Some(best);
        }
        self.single_before(at, start)
    }

    /// "A man and his two children": the owner is one more.
    fn with_owner(&self, (range, low, high): Counted, start: usize) -> Counted {
        let first = range.start;
        let owned = first >= start + 3
            && self.tokens[first - 1].is(&["his", "her", "their"])
            && self.lower(first - 2) == "and"
            && self.tokens[first - 3].is_word();
        let owner = owned.then(|| self.single_before(first - 2, start)).flatten();
        match owner {
            Some((owner, ..)) => (owner.start..range.end, low.map(|it| it + 1), high.map(|it| it + 1)),
            None => (range, low, high),
        }
    }

    /// Whether the number that begins at `first` tells of a part: "…, including 11 children," or "…, 14 of them".
    fn is_part(&self, first: usize, start: usize) -> bool {
        let before: Vec<&str> = (first.saturating_sub(3).max(start)..first).map(|it| self.lower(it)).collect();
        let introduced = before.iter().any(|word| PARTS.contains(word) && !matches!(*word, "one" | "two" | "some"));
        let end = self.number_end(first);
        let of_them = self.lower(end) == "of" && matches!(self.lower(end + 1), "them" | "whom" | "those" | "these");
        let earlier = (first.saturating_sub(14).max(start)..first)
            .any(|it| self.number_at[it].is_some() && self.number_at[it] != self.number_at[first]);
        let apart = before.last().is_some_and(|it| matches!(*it, "," | "(" | "-" | "–" | "—"));
        introduced || of_them && apart && earlier
    }

    /// One person as the subject: "a soldier was wounded", "Sgt. Ilva Marrek was killed".
    fn single_before(&self, at: usize, start: usize) -> Option<Counted> {
        let verb = (start..at)
            .rev()
            .find(|&place| self.tokens[place].is(&PASSIVE))
            .filter(|&place| place + 5 >= at)
            .unwrap_or(at);
        let mut place = verb;
        let mut names = 0;
        while place > start && verb - place < 9 {
            place -= 1;
            // "Ilva Marrek, 15, was": the age is passed over.
            if place >= start + 3 && self.lower(place) == "," && is_age(self.tokens, &(place - 1..place)) {
                place -= 2;
                continue;
            }
            let token = &self.tokens[place];
            if token.is(&["a", "an", "another", "one"]) {
                return Some((place..verb, Some(1), Some(1)));
            }
            if token.is(&["and", "or", "who", "which", "that", ";", "the", "they", "both", "all"])
                || token.lower.ends_with("ies")
            {
                break;
            }
            if token.is(&["he", "she", "himself", "herself"]) {
                return Some((place..place + 1, Some(1), Some(1)));
            }
            if token.capital && !self.without_case() && token.is_word() {
                names += 1;
            } else if names > 0 {
                place += 1;
                break;
            } else if token.is(&[","]) {
                break;
            }
        }
        let one = names >= 2
            && (place..verb).all(|it| {
                self.tokens[it].capital
                    || self.tokens[it].is(&[".", "-", "’", "'", "de", "al", ","])
                    || is_age(self.tokens, &(it..it + 1))
            });
        (one && !self.lower(verb - 1).ends_with('s')).then_some((place..verb, Some(1), Some(1)))
    }

    /// The number of the object that begins at or soon behind `at`.
    fn object(&self, at: usize) -> Option<Counted> {
        let end = self.sentence_end(at).min(at + RIGHT);
        let mut place = at;
        while place < end {
            if let Some(found) = self.number(place).filter(|it| it.0.start == place) {
                return Some(found);
            }
            let token = &self.tokens[place];
            let aged = self.lower(place + 2) == "-" && self.lower(place + 1).starts_with(|c: char| c.is_ascii_digit());
            if token.is(&["a", "an", "another"]) && (aged || self.tokens.get(place + 1).is_some_and(Token::is_word)) {
                // "a group of soldiers" is not one.
                let group = (place + 1..(place + 4).min(end)).any(|it| {
                    self.tokens[it].is(&[
                        "group", "number", "lot", "family", "crowd", "total", "series", "message", "natural", "crime",
                        "war", "threat",
                    ])
                });
                return (!group).then(|| (place..self.noun_end(place), Some(1), Some(1)));
            }
            if token.is(&["himself", "herself", "him", "her"])
                && !(token.lower == "her" && self.tokens.get(place + 1).is_some_and(Token::is_word))
            {
                return Some((place..place + 1, Some(1), Some(1)));
            }
            if token.is(&["anyone", "anybody", "nobody", "any"]) {
                return Some((place..place + 1, Some(0), Some(0))).filter(|_| self.is_negated(at));
            }
            if token.is(&BORDERS)
                || anchor(&token.lower).is_some()
                || token.is(&[".", ",", ";", ":", "”", "\"", "?", "!"])
            {
                return None;
            }
            if token.capital && !self.without_case() && place == at {
                return self.name_behind(place, end);
            }
            place += 1;
        }
        None
    }

    /// One person by name as the object: two capitals or more, and no "and".
    fn name_behind(&self, at: usize, end: usize) -> Option<Counted> {
        let mut last = at;
        while last < end && (self.tokens[last].capital || self.tokens[last].is(&[".", "-", "’", "'", "al", "de"])) {
            last += 1;
        }
        while last > at && !self.tokens[last - 1].is_word() {
            last -= 1;
        }
        let one = last >= at + 2
            && !self.lower(last).starts_with("and")
            && !self.lower(last - 1).ends_with('s')
            && !self.tokens.get(last).is_some_and(|it| it.is_word() && it.lower.ends_with('s') && !it.is(&BORDERS));
        let plural = self.tokens.get(last).is_some_and(|it| it.is_word() && !it.is(&BORDERS));
        (one && !plural).then_some((at..last, Some(1), Some(1)))
    }

    /// The number whose noun phrase ends right before `at`: "12 others wounded", "34 people dead", "12 dead".
    fn right_before(&self, at: usize) -> Option<Counted> {
        let low = at.saturating_sub(5).max(self.sentence_start(at));
        for place in (low..at).rev() {
            if let Some(found) = self.number(place) {
                return Some(found);
            }
            let token = &self.tokens[place];
            let in_phrase =
                token.is_word() && !token.is(&BORDERS) && !token.is(&PASSIVE) && anchor(&token.lower).is_none()
                    || token.is(&["-", "(", "’"]);
            if !in_phrase {
                return None;
            }
        }
        None
    }

    /// "no one was hurt", "nobody died", "did not die": none.
    fn negated(&self, at: usize) -> Option<Counted> {
        let low = at.saturating_sub(7).max(self.sentence_start(at));
        let place = (low..at).rev().find(|&it| {
            self.tokens[it].is(&["nobody", "none", "neither"])
                || self.lower(it) == "no" && matches!(self.lower(it + 1), "one" | "people" | "civilians" | "soldiers")
        })?;
        let clear = (place + 1..at).all(|it| !self.tokens[it].is(&[",", "but", "and", ";"]));
        clear.then_some((place..place + 1, Some(0), Some(0)))
    }

    fn is_negated(&self, at: usize) -> bool {
        let low = at.saturating_sub(5).max(self.sentence_start(at));
        self.tokens[low..at].iter().any(|it| it.is(&["not", "never", "without", "nor"]) || it.lower.ends_with("n't"))
    }

    fn number(&self, at: usize) -> Option<Counted> {
        // "how many dead there are" is a question.
        if at > 0 && self.lower(at - 1) == "how" {
            return None;
        }
        let found = &self.numbers[(*self.number_at.get(at)?)?];
        Some((found.tokens.clone(), found.number.low, found.number.high))
    }

    fn number_end(&self, at: usize) -> usize {
        self.number(at).map_or(at, |it| it.0.end)
    }

    /// The end of a short noun phrase that begins with an article.
    fn noun_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len()
            && end < at + 6
            && (self.tokens[end].is_word() && !self.tokens[end].is(&BORDERS)
                || self.tokens[end].is(&["-"])
                || self.tokens[end].lower.starts_with(|c: char| c.is_ascii_digit()))
        {
            end += 1;
        }
        end
    }

    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |it| it.lower.as_str())
    }

    /// Whether the text is in capitals, so that they name nobody.
    fn without_case(&self) -> bool {
        !self.text.bytes().take(400).any(|byte| byte.is_ascii_lowercase())
    }

    fn sentence_start(&self, at: usize) -> usize {
        let low = at.saturating_sub(60);
        (low..at).rev().find(|&place| self.ends_sentence(place)).map_or(low, |place| place + 1)
    }

    fn sentence_end(&self, at: usize) -> usize {
        let high = self.tokens.len().min(at + 60);
        (at..high).find(|&place| self.ends_sentence(place)).unwrap_or(high)
    }

    /// A point that ends a sentence: not behind a title or an initial.
    fn ends_sentence(&self, at: usize) -> bool {
        match self.lower(at) {
            "?" | "!" => true,
            "." => {
                let word = at.checked_sub(1).map_or("", |it| self.lower(it));
                let next = self.tokens.get(at + 1);
                word.chars().count() > 1
                    && ![
                        "sgt", "lt", "gen", "col", "capt", "maj", "dr", "mr", "mrs", "ms", "st", "no", "gov", "sen",
                        "rep", "cpl", "pfc",
                    ]
                    .contains(&word)
                    && next.is_none_or(|it| it.capital || !it.is_word())
            }
            _ => false,
        }
    }
}

/// Whether a number is the age of who stands before it: "Ilva Marrek, 15,".
fn is_age(tokens: &[Token], number: &Range<usize>) -> bool {
    let Some(before) = number.start.checked_sub(2) else { return false };
    let comma = |at: usize| tokens.get(at).is_some_and(|it| it.lower == ",");
    let years = tokens[number.start].lower.parse::<u8>().is_ok_and(|years| years > 0 && years < 110);
    let closed = tokens.get(number.end).is_none_or(|it| matches!(it.lower.as_str(), "," | "." | ";" | ")"));
    number.len() == 1
        && years
        && comma(number.start - 1)
        && closed
        && (tokens[before].capital
            || tokens[before].is(&["boy", "girl", "man", "woman", "student", "teenager", "victim"]))
}

/// Whether a number is that of a house or a road: "30 Porter Street", "the 500 block".
fn is_address(tokens: &[Token], number: &Range<usize>) -> bool {
    let behind =
        tokens[number.end..].iter().take(5).take_while(|it| it.capital || it.is(&["block", "."]) || !it.is_word());
    behind.filter(|it| it.is_word()).any(|it| it.is(&STREETS))
}

/// Whether a number is one that is called for help: "called 911", "a 911 dispatcher".
fn is_called(tokens: &[Token], number: &Range<usize>) -> bool {
    let called = [
        "call",
        "calls",
        "called",
        "calling",
        "caller",
        "dial",
        "dialed",
        "dialled",
        "dispatcher",
        "dispatchers",
        "operator",
    ];
    let near = tokens[number.start.saturating_sub(2)..number.start].iter().chain(tokens[number.end..].iter().take(2));
    number.len() == 1
        && matches!(tokens[number.start].lower.as_str(), "911" | "999" | "112")
        && near.into_iter().any(|it| it.is(&called))
}

fn zero((range, ..): Counted) -> Counted {
    (range, Some(0), Some(0))
}
