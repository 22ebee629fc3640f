//! The table of number words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    Zero,
    One(u64),
    Ten(u64),
    Times(u64),
    Vague(u64, Option<u64>),
}

/// What words before a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    None,
    Exact,
    Least,
    More,
    Most,
    Less,
    About,
    Nearly,
}

/// Both tables.
pub(super) struct Lexicon {
    pub(super) senses: HashMap<&'static str, Sense>,
    pub(super) bounds: HashMap<&'static str, Bound>,
}

impl Lexicon {
    /// The factor that a word stands for.
    pub(super) fn times(&self, word: &str) -> Option<u64> {
        match self.senses.get(word) {
            Some(&Sense::Times(value)) => Some(value),
            _ => None,
        }
    }
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut out = Lexicon { senses: HashMap::new(), bounds: HashMap::new() };
    for line in include_str!("../../data/number_words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, word, low, high] = cells[..] else { continue };
        let (low, high) = (low.parse().unwrap_or(0), high.parse().ok());
        let sense = match kind {
            "zero" => Sense::Zero,
            "one" => Sense::One(low),
            "ten" => Sense::Ten(low),
            "times" => Sense::Times(low),
            "vague" => Sense::Vague(low, high),
            _ => {
                out.bounds.insert(word, bound(kind));
                continue;
            }
        };
        out.senses.insert(word, sense);
    }
    out
});

fn bound(kind: &str) -> Bound {
    match kind {
        "least" => Bound::Least,
        "more" => Bound::More,
        "most" => Bound::Most,
        "less" => Bound::Less,
        "about" => Bound::About,
        "nearly" => Bound::Nearly,
        "exact" => Bound::Exact,
        _ => Bound::None,
    }
}
