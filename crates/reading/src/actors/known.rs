//! What the tables of the political world know of a name, and demonyms of states that they do not know.

use crate::world::{Known, Sort, look_up};

/// What is known by `name`.
pub(super) fn known(name: &str) -> Option<Known> {
    let found = look_up(name);
    #[cfg(test)]
    let found = found.or_else(|| small_table(name));
    found
}

/// Whether a name names a state, by itself or by its capital or seat of government.
pub(super) fn state(name: &str) -> Option<Known> {
    known(name).filter(|known| matches!(known.sort, Sort::Country | Sort::Capital | Sort::Government))
}

/// The key by which names of one state are told to be the same.
pub(super) fn key(known: &Known) -> String {
    known.country.unwrap_or(known.name).to_lowercase()
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

/// A few names, so that the tests of this folder do not hang on the tables.
#[cfg(test)]
fn small_table(name: &str) -> Option<Known> {
    let found = |sort, name, country| Some(Known { sort, name, country });
    match super::words::words(name).join(" ").as_str() {
        "iran" => found(Sort::Country, "Iran", Some("IR")),
        "iranian" | "iranians" => found(Sort::Demonym, "Iran", Some("IR")),
        "tehran" => found(Sort::Capital, "Iran", Some("IR")),
        "jordan" => found(Sort::Country, "Jordan", Some("JO")),
        "jordanian" | "jordanians" => found(Sort::Demonym, "Jordan", Some("JO")),
        "amman" => found(Sort::Capital, "Jordan", Some("JO")),
        "us" | "united states" | "america" => found(Sort::Country, "United States", Some("US")),
        "american" | "americans" => found(Sort::Demonym, "United States", Some("US")),
        "washington" => found(Sort::Capital, "United States", Some("US")),
        "white house" => found(Sort::Government, "United States", Some("US")),
        "pentagon" => found(Sort::Military, "Pentagon", Some("US")),
        "hezbollah" => found(Sort::ArmedGroup, "Hezbollah", Some("LB")),
        "united nations" | "un" => found(Sort::InternationalBody, "United Nations", None),
        "sunni" | "sunnis" => found(Sort::People, "Sunni", None),
        _ => None,
    }
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
