//! Name folding: one form for all ways of drawing a name.

use sayso_value::letter::{is_apostrophe, is_silent, plain};

/// Folds a name for comparison: lower case, plain letters, single spaces between words; without apostrophes, full stops, a leading "the" and a
/// possessive "'s". Hyphens and other signs part words ("Al-Qa‘ida’s" and "al Qaida" fold alike). May be empty.
pub(crate) fn fold(name: &str) -> String {
    let name = without_possessive(name.trim());
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            _ if is_apostrophe(letter) || is_silent(letter) => {}
            '&' => {
                part(&mut folded);
                folded.push_str("and ");
            }
            _ if letter.is_alphanumeric() => match plain(letter) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(letter),
            },
            _ => part(&mut folded),
        }
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    match folded.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

/// The name without "'s" at its end.
pub(super) fn without_possessive(name: &str) -> &str {
    name.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(is_apostrophe)).unwrap_or(name)
}

/// Ends a word.
fn part(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_all_ways_of_drawing_a_name() {
        let pairs = [
            ("U.S.", "us"),
            ("the U. S.", "u s"),
            ("Dorrath’s", "dorrath"),
            ("DORRATH'S", "dorrath"),
            ("the Velmarks’", "velmarks"),
            ("Khe’ssar", "khessar"),
            ("Khe`s‘s'aʼr", "khessar"),
            ("al-Velmark", "al velmark"),
            ("Al–Velmark", "al velmark"),
            ("  The \u{a0} North   Ridge ", "north ridge"),
            ("Ødrún Žačłöß", "odrun zacloss"),
            ("Dorra\u{301}th", "dorrath"),
            ("İlmaz", "ilmaz"),
            ("Ridge & Vale", "ridge and vale"),
            ("CPV(M)", "cpv m"),
            ("Theodor", "theodor"),
            ("the", "the"),
            ("'s", ""),
            ("", ""),
            ("…", ""),
        ];
        for (name, folded) in pairs {
            assert_eq!(fold(name), folded, "{name}");
        }
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(fold("Дорра́т"), "доррат");
        assert_eq!(fold("维尔"), "维尔");
    }
}
