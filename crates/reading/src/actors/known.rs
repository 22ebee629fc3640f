//! What the tables of the political world know of a name, and demonyms of states that they do not know.

use crate::world::{Known, Sort, look_up};

/// What is known by `name`.
pub(super) fn known(name: &str) -> Option<Known> {
    look_up(name)
}

/// Whether a name names a state, by itself or by its capital or seat of government.
pub(super) fn state(name: &str) -> Option<Known> {
    known(name).filter(|known| matches!(known.sort, Sort::Country | Sort::Capital | Sort::Government))
}

/// The key by which names of one state are told to be the same.
pub(super) fn key(known: &Known) -> String {
    match known.sort {
        // A region is not its country, though its capital and demonym tell only that.
        Sort::Region => known.spelling.to_lowercase(),
        _ => known.country.unwrap_or(known.name).to_lowercase(),
    }
}

/// The letters by which a name and its demonym begin alike.
pub(super) const STEM: usize = 4;

/// Whether `word` may be the demonym of the place `name` ("khessari" of "khessar", "velmarkers" of "velmark"). Both folded.
pub(super) fn is_demonym_of(word: &str, name: &str) -> bool {
    const ENDINGS: [&str; 12] = ["i", "an", "ian", "ese", "ish", "er", "ic", "ite", "ean", "n", "ite", "ch"];
    let word = word.strip_suffix('s').filter(|word| *word != name).unwrap_or(word);
    let stem = name.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    let fits = |stem: &str| word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending));
    word != name && name.len() >= STEM && (fits(name) || stem.len() >= STEM && fits(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demonyms_of_unknown_states() {
        assert!(is_demonym_of("khessari", "khessar") && is_demonym_of("khessaris", "khessar"));
        assert!(is_demonym_of("lestrian", "lestria") && is_demonym_of("velmarkers", "velmark"));
        assert!(!is_demonym_of("velmark", "velmark") && !is_demonym_of("dorset", "dorrath"));
        assert!(!is_demonym_of("khessars", "khessar"));
    }
}
