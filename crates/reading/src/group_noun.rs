//! The nouns for bodies of persons that stand beside their names: "the Lestrian Shield movement", "the group Shield".

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether `word`, in small letters, is such a noun.
pub(crate) fn is_group_noun(word: &str) -> bool {
    static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../data/group-nouns.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    NOUNS.contains(word)
}

#[test]
fn movements_are_and_ministers_are_not() {
    assert!(is_group_noun("movement") && !is_group_noun("minister"));
}
