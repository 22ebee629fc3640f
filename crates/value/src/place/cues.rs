//! Words that say what a place is or where it lies, without being its name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Sorts of words, and the words.
const WORDS: &str = include_str!("../../data/place_words.tsv");

/// What a word says of the place whose name it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    Region,
    District,
    City,
    Country,
    /// Part of a town, or a feature of the land, which may have the name of a town far away: "Normandy neighborhood", "Rosario Island".
    Feature,
}

/// The sorts of the data, each a bit.
const SORTS: [&str; 12] = [
    "region",
    "district",
    "city",
    "country",
    "feature",
    "side",
    "facility",
    "small",
    "before",
    "near",
    "joins",
    "abbreviation",
];
const SIDE: u16 = 1 << 5;
const FACILITY: u16 = 1 << 6;
const SMALL: u16 = 1 << 7;
const BEFORE: u16 = 1 << 8;
const NEAR: u16 = 1 << 9;
const JOINS: u16 = 1 << 10;
const ABBREVIATION: u16 = 1 << 11;
const CUES: [Cue; 5] = [Cue::Region, Cue::District, Cue::City, Cue::Country, Cue::Feature];

static SORTS_OF: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
    let mut sorts_of = HashMap::new();
    for (sort, words) in WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        if let Some(sort) = SORTS.iter().position(|it| *it == sort) {
            words.split(' ').for_each(|word| *sorts_of.entry(word).or_default() |= 1u16 << sort);
        }
    }
    sorts_of
});

fn sorts(word: &str) -> u16 {
    SORTS_OF.get(word).copied().unwrap_or(0)
}

/// What the word says that the place is. Folded, as all here.
pub(super) fn cue(word: &str) -> Option<Cue> {
    let sorts = sorts(word);
    CUES.iter().enumerate().find(|(bit, _)| sorts & (1 << bit) != 0).map(|(_, cue)| *cue)
}

/// Whether the word says what a place is to another one, so that its name stands on the other side: "the Damascus suburb of".
pub(super) fn is_relative(word: &str) -> bool {
    matches!(word, "suburb" | "suburbs" | "town" | "towns" | "village" | "villages" | "capital")
}

/// Words that say where in or by a place something is, or what stands there: they may have a capital letter and still belong to no name.
pub(super) fn is_plain_word(word: &str) -> bool {
    cue(word).is_some() || sorts(word) & (SIDE | FACILITY | SMALL) != 0
}

/// Sides and parts of a place ("northern", "downtown", "rural").
pub(super) fn is_side(word: &str) -> bool {
    sorts(word) & SIDE != 0
}

/// Words without a meaning of their own here.
pub(super) fn is_small_word(word: &str) -> bool {
    sorts(word) & SMALL != 0
}

/// Prepositions after which a place is named.
pub(super) fn is_before_place(word: &str) -> bool {
    sorts(word) & BEFORE != 0
}

/// Words after which the place is named near which something else lies.
pub(super) fn is_near(word: &str) -> bool {
    sorts(word) & NEAR != 0
}

/// Words between names none of which is the place meant alone.
pub(super) fn joins(word: &str) -> bool {
    sorts(word) & JOINS != 0
}

/// Whether the folded name is short for a region only where it is written as an abbreviation.
pub(super) fn is_abbreviation(key: &str) -> bool {
    (key.len() <= 2 && !matches!(key, "us" | "uk")) || sorts(key) & ABBREVIATION != 0
}

/// Whether the word says only where in a place, not another place.
pub(super) fn is_filler(word: &str) -> bool {
    sorts(word) & (SMALL | SIDE) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_the_data_is_known() {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let (sort, words) = line.split_once('\t').unwrap();
            assert!(SORTS.contains(&sort), "{sort}");
            assert!(words.split(' ').all(|word| word.bytes().all(|it| it.is_ascii_lowercase())), "{words}");
        }
        assert_eq!(cue("governorate"), Some(Cue::Region));
        assert!(is_side("northern") && is_abbreviation("calif") && joins("between") && is_near("outside"));
    }
}
