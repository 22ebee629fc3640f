//! The tokens that spans are compared by: runs of word characters, and every other visible character.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Numbers of tokens in a text.
pub(crate) type TokenSet = BTreeSet<usize>;

/// Python's `\w+|[^\w\s]` in the words of this regex engine: Python's `\w` is letters, numbers of every kind and
/// the underscore, without marks and joiners; its `\s` has the four separators that follow U+001B besides.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::unwrap_used, reason = "the pattern is a constant, compiled by every test")]
    Regex::new(r"[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s\x1c-\x1f]").unwrap()
});

/// The tokens of a text, as offsets in code points, in order.
pub(crate) struct Tokens(Vec<Range<usize>>);

impl Tokens {
    /// Cuts `text` into tokens.
    pub(crate) fn of(text: &str) -> Self {
        let (mut byte, mut point) = (0, 0);
        let mut advance = |to: usize| {
            point += text[byte..to].chars().count();
            byte = to;
            point
        };
        Self(TOKEN.find_iter(text).map(|token| advance(token.start())..advance(token.end())).collect())
    }

    /// The tokens that the stretches touch.
    pub(crate) fn touched(&self, stretches: impl IntoIterator<Item = Range<usize>>) -> TokenSet {
        let mut touched = TokenSet::new();
        for stretch in stretches {
            // Tokens do not overlap, so their ends are sorted as their starts are.
            let first = self.0.partition_point(|token| token.end <= stretch.start);
            touched.extend((first..self.0.len()).take_while(|&token| self.0[token].start < stretch.end));
        }
        touched
    }
}

/// The number of words in `text` as Python's `str.split` counts them.
pub(crate) fn words(text: &str) -> u64 {
    let space = |c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c);
    text.split(space).filter(|word| !word.is_empty()).count() as u64
}

/// The maximal runs of neighbouring tokens, as first and last.
pub(crate) fn runs(tokens: &TokenSet) -> BTreeSet<(usize, usize)> {
    let mut runs = BTreeSet::new();
    let mut tokens = tokens.iter().copied();
    let Some(mut first) = tokens.next() else { return runs };
    let mut last = first;
    for token in tokens {
        if token != last + 1 {
            runs.insert((first, last));
            first = token;
        }
        last = token;
    }
    runs.insert((first, last));
    runs
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one stretch is meant")]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        Tokens::of(text).0.into_iter().map(|token| characters[token].iter().collect()).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            tokens("Don’t go, she said — “5.5 km²”!"),
            ["Don", "’", "t", "go", ",", "she", "said", "—", "“", "5", ".", "5", "km²", "”", "!"]
        );
    }

    #[test]
    fn word_characters_are_those_of_python() {
        // A combining mark, a circled letter and a joiner are no word characters; ½ and _ are.
        assert_eq!(tokens("e\u{301}te Ⓐb ½_x \u{200d}"), ["e", "\u{301}", "te", "Ⓐ", "b", "½_x", "\u{200d}"]);
        assert_eq!(tokens("a\u{1c}b\u{85}c\u{3000}d"), ["a", "b", "c", "d"]);
        assert_eq!(words(" a\u{1c}b\u{85}c\u{3000}d\u{1f}\n"), 4);
    }

    #[test]
    fn a_stretch_touches_the_tokens_that_it_cuts() {
        let tokens = Tokens::of("Odra said: no 🕊 peace");
        assert_eq!(tokens.touched([2..6]), TokenSet::from([0, 1]));
        assert_eq!(tokens.touched([4..5]), TokenSet::new());
        assert_eq!(tokens.touched([14..15, 16..17]), TokenSet::from([4, 5]));
        assert_eq!(tokens.touched([0..4, 0..4, 20..99]), TokenSet::from([0, 5]));
        assert_eq!(tokens.touched([50..60]), TokenSet::new());
    }

    #[test]
    fn runs_are_maximal() {
        assert_eq!(runs(&TokenSet::from([1, 2, 3, 5, 8, 9])), BTreeSet::from([(1, 3), (5, 5), (8, 9)]));
        assert!(runs(&TokenSet::new()).is_empty());
    }
}
