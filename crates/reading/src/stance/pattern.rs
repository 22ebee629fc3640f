//! Patterns over words, and tables of them.
//!
//! A pattern is a row of pieces: a word, `a|b` for either, `deny+` for every form of a verb or noun, `<set>` for the words of
//! a set, `_` for up to two words that do not matter, `~` for up to six. No piece crosses a mark between clauses.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::Word;

static IRREGULAR: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    rows(include_str!("../../data/irregular_verbs.csv"))
        .filter_map(|row| row.split_once(','))
        .map(|(base, forms)| (base, forms.split(' ').collect()))
        .collect()
});

static SETS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/stance_word_sets.csv")).filter_map(|row| row.split_once(',')).collect()
});

/// The rows of a table, without comments and the row of names.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1)
}

/// One piece of a pattern.
#[derive(Clone, Debug)]
enum Piece {
    /// One of these words, sorted.
    Words(Vec<String>),
    /// Up to so many words.
    Gap(usize),
}

/// A pattern over words.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pieces: Vec<Piece>,
    ends_with_to: bool,
}

/// Where a pattern matched.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The places of the words that the pattern names, in order.
    pub(crate) named: Vec<usize>,
}

impl Found {
    pub(crate) fn head(&self) -> usize {
        self.named.first().copied().unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.named.last().map_or(0, |last| last + 1)
    }
}

impl Pattern {
    pub(crate) fn new(written: &str) -> Self {
        let pieces: Vec<Piece> = written.split(' ').map(piece).collect();
        Self { pieces, ends_with_to: written.ends_with(" to") }
    }

    /// The words that can begin the pattern.
    pub(crate) fn first_words(&self) -> &[String] {
        match self.pieces.first() {
            Some(Piece::Words(words)) => words,
            _ => &[],
        }
    }

    /// Matches the pattern with its first word at `at`; of several ways the shortest gaps count.
    pub(crate) fn find(&self, words: &[Word], at: usize) -> Option<Found> {
        let mut named = Vec::with_capacity(self.pieces.len());
        if !follow(&self.pieces, words, at, &mut named) {
            return None;
        }
        let found = Found { named };
        // "told reporters on his way to the palace": this "to" begins no infinitive.
        if self.ends_with_to && words.get(found.end()).is_some_and(begins_noun) {
            return None;
        }
        Some(found)
    }
}

fn begins_noun(word: &Word) -> bool {
    const DETERMINERS: [&str; 24] = [
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "all",
        "both", "him", "them", "us", "me", "it", "some", "any", "no",
    ];
    word.is(&DETERMINERS) || word.capital
}

fn follow(pieces: &[Piece], words: &[Word], at: usize, named: &mut Vec<usize>) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return true };
    match piece {
        Piece::Words(allowed) => {
            let Some(word) = words.get(at) else { return false };
            if allowed.binary_search_by(|it| it.as_str().cmp(&word.text)).is_err() {
                return false;
            }
            named.push(at);
            if follow(rest, words, at + 1, named) {
                return true;
            }
            named.pop();
            false
        }
        Piece::Gap(most) => {
            for skipped in 0..=*most {
                if follow(rest, words, at + skipped, named) {
                    return true;
                }
                if words.get(at + skipped).is_none_or(|word| word.is_mark() && word.text != "-") {
                    return false;
                }
            }
            false
        }
    }
}

fn piece(written: &str) -> Piece {
    match written {
        "_" => Piece::Gap(2),
        "~" => Piece::Gap(6),
        _ => {
            let mut words: Vec<String> = written.split('|').flat_map(alternatives).collect();
            words.sort_unstable();
            words.dedup();
            Piece::Words(words)
        }
    }
}

fn alternatives(written: &str) -> Vec<String> {
    if let Some(set) = written.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
        return SETS.get(set).map_or_else(Vec::new, |words| words.split(' ').flat_map(alternatives).collect());
    }
    written.strip_suffix('+').map_or_else(|| vec![written.to_owned()], forms)
}

/// The forms of a verb, and of the noun that is written like it. Where spelling leaves it open ("visitted"), both are given:
/// a word that does not exist does no harm.
pub(crate) fn forms(base: &str) -> Vec<String> {
    let mut out = vec![base.to_owned()];
    if let Some(irregular) = IRREGULAR.get(base) {
        out.extend(irregular.iter().map(|&form| form.to_owned()));
        return out;
    }
    let mut letters = base.chars().rev();
    let (last, second, third) = (letters.next(), letters.next(), letters.next());
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    match last {
        Some('y') if !vowel(second) => {
            let stem = &base[..base.len() - 1];
            out.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]);
        }
        Some('e') => {
            let stem = &base[..base.len() - 1];
            out.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing"), format!("{base}ing")]);
        }
        _ => {
            let hisses =
                base.ends_with("ss") || base.ends_with(['x', 'z']) || base.ends_with("sh") || base.ends_with("ch");
            out.push(format!("{base}{}", if hisses || last == Some('o') { "es" } else { "s" }));
            out.extend([format!("{base}ed"), format!("{base}ing")]);
            if let Some(last) = last.filter(|&c| !vowel(Some(c)) && !"wxy".contains(c) && vowel(second))
                && !vowel(third)
            {
                out.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
            }
        }
    }
    if base.ends_with("ic") {
        out.extend([format!("{base}ked"), format!("{base}king")]);
    }
    out
}

/// A table of patterns with what each stands for.
#[derive(Debug)]
pub(crate) struct Table<Entry> {
    entries: Vec<(Pattern, Entry)>,
    by_first_word: HashMap<String, Vec<usize>>,
}

impl<Entry> Table<Entry> {
    pub(crate) fn new(entries: impl IntoIterator<Item = (Pattern, Entry)>) -> Self {
        let entries: Vec<(Pattern, Entry)> = entries.into_iter().collect();
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (pattern, _)) in entries.iter().enumerate() {
            for word in pattern.first_words() {
                by_first_word.entry(word.clone()).or_default().push(number);
            }
        }
        Self { entries, by_first_word }
    }

    /// All that matches with its first word at `at`.
    pub(crate) fn at<'a>(
        &'a self,
        words: &'a [Word],
        at: usize,
    ) -> impl Iterator<Item = (Found, &'a Pattern, &'a Entry)> + 'a {
        let numbers = words.get(at).and_then(|word| self.by_first_word.get(&word.text));
        numbers.into_iter().flatten().filter_map(move |&number| {
            let (pattern, entry) = &self.entries[number];
            Some((pattern.find(words, at)?, pattern, entry))
        })
    }

    /// The match at `at` that says most: the one with the most named words, then the shortest, then the one with
    /// fewest gaps ("want to" before "want someone to"), then the first of the table.
    pub(crate) fn best_at<'a>(
        &'a self,
        words: &'a [Word],
        at: usize,
        fits: impl Fn(&Found, &Entry) -> bool,
    ) -> Option<(Found, &'a Pattern, &'a Entry)> {
        let fitting = self.at(words, at).filter(|(found, _, entry)| fits(found, entry));
        fitting
            .min_by_key(|(found, pattern, _)| (std::cmp::Reverse(found.named.len()), found.end(), pattern.pieces.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_rule_and_by_list() {
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("accuse")[1..3], ["accuses", "accused"]);
        assert_eq!(forms("swear"), ["swear", "swears", "swore", "sworn", "swearing"]);
        assert!(forms("admit").contains(&"admitted".to_owned()));
        assert!(forms("panic").contains(&"panicked".to_owned()));
    }

    #[test]
    fn sets_hold_words() {
        assert!(Pattern::new("<false>").first_words().contains(&"baseless".to_owned()));
        assert!(SETS.len() > 5);
    }
}
