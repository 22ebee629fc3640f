//! Words in a row, as numbers.
//!
//! Shingles after A. Broder 1997, "On the resemblance and containment of documents". The index keeps those whose hash falls into
//! one eighth of all hashes: a sketch that grows with the document, so that a cut copy is found by containment as well as a whole one
//! by resemblance (L. Irber and others 2022, "Lightweight compositional analysis of metagenomes with FracMinHash and minimum
//! metagenome covers"). The hashes are kept in files and must stay what they are.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// Words in a shingle.
const WORDS: usize = 5;
/// One hash in so many is kept in the index.
const SAMPLED: u64 = 8;

/// The hashes of all shingles of a text, each once.
pub(super) struct Shingles(HashSet<u64>);

impl Shingles {
    pub(super) fn of(text: &str) -> Self {
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        // A text of fewer words is one shingle.
        let length = WORDS.min(words.len()).max(1);
        Self(words.windows(length).map(|words| xxh3_64(words.join(" ").as_bytes())).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many both have.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.intersection(&other.0).count()
    }
}

/// Those that the index keeps, in order, as SQLite has numbers.
pub(super) fn sampled(shingles: &Shingles) -> Vec<i64> {
    let mut out: Vec<i64> =
        shingles.0.iter().filter(|&hash| hash % SAMPLED == 0).map(|&hash| hash.cast_signed()).collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_make_no_difference() {
        let one = Shingles::of("The harbour of Orsa was closed on Monday.");
        let other = Shingles::of("the HARBOUR of “Orsa” — was closed, on Monday");
        assert_eq!((one.len(), one.shared(&other)), (4, 4));
    }

    #[test]
    fn texts_of_few_words_have_a_shingle_too() {
        assert_eq!(Shingles::of("Orsa burns").len(), 1);
        assert_eq!(Shingles::of(" — ").len(), 0);
    }

    /// What stands in a file today must be found tomorrow.
    #[test]
    fn the_hashes_stay_what_they_are() {
        let shingles = Shingles::of("one two three four five");
        assert!(shingles.0.contains(&xxh3_64(b"one two three four five")));
        assert_eq!(xxh3_64(b"one two three four five"), 0xea11_017d_d507_3998);
    }
}
