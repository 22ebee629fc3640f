//! The nouns by which a text introduces an outlet: "the newspaper X", "X television".

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether `word`, in small letters, is such a noun.
pub(crate) fn is_outlet_noun(word: &str) -> bool {
    static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../data/outlet-nouns.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    NOUNS.contains(word)
}

#[test]
fn papers_are_and_ministries_are_not() {
    assert!(is_outlet_noun("newspaper") && !is_outlet_noun("ministry"));
}
