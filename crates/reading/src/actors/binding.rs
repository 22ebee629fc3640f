//! Whom a pronoun cannot mean by its clause: in "Orn replaced him" he is not Orn (principle B of N. Chomsky 1981, "Lectures on Government
//! and Binding": a pronoun is free in its clause).

use sayso_model::Form;

use super::noun::Noun;
use crate::word::{Word, words};

/// Pronouns that are only objects.
const OBJECTS: [&str; 2] = ["him", "them"];
/// What stands behind a "her" that is an object and no possessive.
const BEHIND: [&str; 40] = [
    "and", "or", "but", "to", "in", "on", "at", "by", "for", "from", "with", "of", "as", "that", "when", "while",
    "because", "after", "before", "during", "into", "out", "off", "up", "down", "away", "back", "about", "if", "so",
    "until", "since", "through", "over", "again", "too", "there", "here", "how", "what",
];
/// Words at which another clause begins, or whose noun is another's.
const BORDERS: [&str; 23] = [
    "and", "or", "but", "that", "who", "whom", "which", "whose", "when", "where", "while", "as", "because", "if",
    "after", "before", "since", "until", "than", "although", "though", "what", "'s",
];
/// Prepositions: what begins with one is no verb.
const PREPOSITIONS: [&str; 18] = [
    "of", "in", "on", "at", "by", "for", "from", "with", "to", "about", "against", "near", "behind", "between", "into",
    "under", "over", "like",
];
/// Words between a subject and its object, at most.
const CLAUSE: usize = 6;

/// Notes at the pronouns among `nouns`, which stand in text order, the subjects that they cannot mean.
pub(super) fn note(text: &str, nouns: &mut [Noun]) {
    for at in 1..nouns.len() {
        if nouns[at].form == Form::Pronoun && is_object(text, &nouns[at]) {
            nouns[at].subject = subject(text, nouns, at);
        }
    }
}

fn is_object(text: &str, noun: &Noun) -> bool {
    let lower = noun.text.to_lowercase();
    if OBJECTS.contains(&lower.as_str()) {
        return true;
    }
    let end = text.ceil_char_boundary(text.len().min(noun.bytes.end + 24));
    let behind = words(text, &(noun.bytes.end..end));
    lower == "her" && behind.first().is_none_or(|word| word.is_mark() || word.is(&BEHIND))
}

/// The noun right before the verb of which a pronoun is the object: no clause begins between, and no other noun stands there.
fn subject(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let pronoun = &nouns[at];
    let before = (at.saturating_sub(4)..at).rev().filter(|&it| nouns[it].bytes.end < pronoun.bytes.start);
    let nearest = before.max_by_key(|&it| nouns[it].bytes.end)?;
    if nouns[nearest].sentence != pronoun.sentence {
        return None;
    }
    // Of nouns that end there the one that holds the others: "the men of Orn replaced him" says nothing of Orn.
    let end = nouns[nearest].bytes.end;
    let whole =
        (at.saturating_sub(6)..at).filter(|&it| nouns[it].bytes.end == end).min_by_key(|&it| nouns[it].bytes.start)?;
    let between = words(text, &(end..pronoun.bytes.start));
    let (first, rest) = between.split_first()?;
    let plain = |word: &Word| !word.is_mark() && !word.is(&BORDERS) && !word.capital;
    let verb = plain(first) && !first.is(&PREPOSITIONS);
    (verb && rest.len() < CLAUSE && rest.iter().all(plain)).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    fn mean(clause: &str) -> Vec<String> {
        actors_of(&format!("[name:person Zorin Marrek] fell ill. Then {clause}."))
    }

    #[test]
    fn who_does_it_to_him_is_another() {
        for clause in [
            "[name:person Tal Sorn] replaced [pron:person>0,1 him]",
            "[name:person Tal Sorn] later feared for [pron:person>0,1 her] and left",
        ] {
            let actors = mean(clause);
            assert_eq!(actors.len(), 2, "{actors:?}");
            assert_eq!(actors[1], "Tal Sorn: Tal Sorn", "{clause}");
        }
    }

    #[test]
    fn in_another_clause_it_may_be_he() {
        let actors = mean("[name:person Tal Sorn] said that they replaced [pron:person>1 him]");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, him");
        let actors = mean("[name:person Tal Sorn] lost [pron:person>1 her] keys");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, her");
    }
}
