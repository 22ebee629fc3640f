//! Name folding: one form for all ways of drawing a place's name. `training/gazetteer/fold.py` is its twin; a test holds the table to it.

use crate::letter::{is_apostrophe, is_silent, plain};

/// Words with one form for several.
const WORDS: &[(&str, &str)] = &[("saint", "st"), ("sainte", "ste"), ("mount", "mt"), ("fort", "ft")];

/// Folds a name for comparison: lower case, plain letters, single spaces between words; without apostrophes, full stops and a leading "the";
/// "saint" as "st". Hyphens and other signs part words. May be empty.
pub(super) fn fold(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => letters.push(letter),
            _ if is_apostrophe(letter) || is_silent(letter) => {}
            '&' => letters.push_str(" and "),
            _ if letter.is_alphanumeric() => match plain(letter) {
                Some(plain) => letters.push_str(plain),
                None => letters.push(letter),
            },
            _ => letters.push(' '),
        }
    }
    let mut folded = String::with_capacity(letters.len());
    let mut words = letters.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if folded.is_empty() && word == "the" && words.peek().is_some() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(WORDS.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_form_for_all_ways_of_drawing_a_name() {
        for (name, folded) in [
            ("U.S.", "us"),
            ("the Red Sea", "red sea"),
            ("Deir ez-Zor", "deir ez zor"),
            ("DEIR EZ-ZOR", "deir ez zor"),
            ("Bogotá", "bogota"),
            ("Al Ḩudaydah", "al hudaydah"),
            ("Ma`rib", "marib"),
            ("Saint Denis", "st denis"),
            ("St. Denis", "st denis"),
            ("the The Dalles", "dalles"),
            ("the", "the"),
            ("Київ", "київ"),
            ("…", ""),
        ] {
            assert_eq!(fold(name), folded, "{name}");
        }
    }
}
