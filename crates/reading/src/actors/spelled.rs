//! Names that an acronym in brackets spells: "Unión de Mineros del Altiplano (UMA)" is one name whatever of it the model took (A. Schwartz
//! and M. Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text").

use std::ops::Range;

use sayso_model::{Form, Mention, MentionKind};

use crate::word::{Word, words};

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// How far before its bracket a name may begin, in bytes.
const BEFORE: usize = 120;
/// So many brackets of a text at most.
const MOST: usize = 64;

/// Gives the names among `mentions` that an acronym in brackets spells their whole length, and those and the acronym the kind of a body.
pub(super) fn spell(text: &str, mentions: &mut [Mention]) {
    for (bracket, _) in text.match_indices(" (").take(MOST) {
        let Some(close) = text[bracket + 2..].find([')', ',', ';']).map(|it| bracket + 2 + it) else { continue };
        let acronym = bracket + 2..close;
        let letters: Vec<char> = text[acronym.clone()].chars().collect();
        if !LETTERS.contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
            continue;
        }
        let Some(name) = spelled(text, bracket, &letters) else { continue };
        let first = mentions.partition_point(|it| it.bytes.start < name.start);
        let inside = mentions[first..].iter_mut().take_while(|it| it.bytes.start < close);
        // The first name takes all; what else is marked in it stays what it is.
        let mut whole = false;
        for mention in inside.filter(|it| it.form == Form::Name) {
            if mention.bytes == acronym {
                mention.kind = MentionKind::Organisation;
            } else if !whole && mention.bytes.end <= name.end {
                (mention.bytes, mention.kind) = (name.clone(), MentionKind::Organisation);
                whole = true;
            }
        }
        if whole {
            let again =
                |it: &&mut Mention| it.form == Form::Name && text.get(it.bytes.clone()) == Some(&text[acronym.clone()]);
            mentions.iter_mut().filter(again).for_each(|it| it.kind = MentionKind::Organisation);
        }
    }
}

/// The words right before `end` whose initials are `letters`: each letter begins a word, capitals each have one, small words may lack theirs.
fn spelled(text: &str, end: usize, letters: &[char]) -> Option<Range<usize>> {
    let from = text.floor_char_boundary(end.saturating_sub(BEFORE));
    let all = words(text, &(from..end));
    let mut left = letters.len();
    let mut start = end;
    for word in all.iter().rev() {
        if left == 0 {
            break;
        }
        let small = !word.capital;
        if word.lower == "'s" || word.is(&["-", "&"]) {
            continue;
        }
        if word.is_mark() || text[word.bytes.end..end].contains(['\n', '\r']) {
            return None;
        }
        let first = text[word.bytes.clone()].chars().next()?;
        if first.to_uppercase().eq(letters[left - 1].to_uppercase()) {
            left -= 1;
            start = word.bytes.start;
        } else if !(small && is_small(word)) {
            return None;
        }
    }
    (left == 0 && text[start..].starts_with(char::is_uppercase)).then_some(start..end)
}

/// Words of a name that an acronym may pass over.
fn is_small(word: &Word) -> bool {
    word.is(&[
        "of", "for", "the", "and", "in", "on", "to", "at", "de", "del", "della", "des", "du", "la", "le", "les", "los",
        "las", "y", "et", "e", "da", "do", "dos", "der", "die", "und", "van", "al", "el",
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn names(marked: &str) -> Vec<(String, MentionKind)> {
        let (text, mut marks) = annotated(marked);
        spell(&text, &mut marks.mentions);
        marks.mentions.into_iter().map(|it| (text[it.bytes].to_owned(), it.kind)).collect()
    }

    #[test]
    fn an_acronym_spells_its_name() {
        let body = MentionKind::Organisation;
        for (marked, name) in [
            (
                "The Unión de Mineros del [name:person Altiplano] ([name:organisation UMA]) fell",
                "Unión de Mineros del Altiplano",
            ),
            ("the [name:organisation Gorfa People]'s Guard ([name:person GPG])", "Gorfa People's Guard"),
            ("[name:person Gerakan Laut Bebas] ([name:organisation GLB])", "Gerakan Laut Bebas"),
            (
                "the [name:organisation Orun Committee] for the Missing ([name:organisation OCM])",
                "Orun Committee for the Missing",
            ),
        ] {
            let found = names(marked);
            assert_eq!(found[0], (name.to_owned(), body), "{marked}");
            assert_eq!(found[1].1, body);
        }
    }

    #[test]
    fn what_is_not_spelled_stays_as_it_is() {
        for marked in [
            "the [name:person Tal Sorn] (TX) fell",
            "[name:person Tal Sorn] (yesterday) fell",
            "[name:person Tal]. Sorn Xeno (TSX) fell",
        ] {
            assert_eq!(names(marked)[0].1, MentionKind::Person, "{marked}");
        }
    }
}
