//! Names of bodies: ministries, militias, companies, outlets and their short forms.

use std::collections::HashMap;

use crate::contract::ActorKind;

use super::acronym::{Bracket, abbreviates, initials};
use super::alias;
use super::known::{is_demonym_of, known};
use super::lexicon;
use super::names::{CANDIDATES, Sets, Spelling, refer, role_of_name, settle};
use super::stage::{Class, Stage};
use super::words::skeleton;

/// Whether a word counts for nothing when names are compared.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the" | "of" | "and" | "for" | "in" | "on" | "al" | "el" | "de" | "la" | "du" | "des" | "del" | "e" | "s"
    )
}

/// The words that count, in one spelling.
fn significant(words: &[String]) -> Vec<String> {
    let one = |word: &String| match word.as_str() {
        "defense" => "defence".to_owned(),
        "labor" => "labour".to_owned(),
        "center" => "centre".to_owned(),
        "organization" => "organisation".to_owned(),
        "mobilisation" => "mobilization".to_owned(),
        "foreign" => "foreign".to_owned(),
        // "Ministry of Foreign Affairs" is the Foreign Ministry.
        "affairs" if words.iter().any(|it| it == "foreign") => String::new(),
        other => skeleton(other),
    };
    words.iter().filter(|word| !is_small(word)).map(one).filter(|word| !word.is_empty()).collect()
}

/// Links names of bodies.
pub(super) fn link(stage: &mut Stage, spellings: Vec<Spelling>, brackets: Vec<Bracket>) {
    let mut sets = Sets::new(spellings.len());
    let number_of: HashMap<usize, usize> =
        (0..).zip(&spellings).flat_map(|(number, it)| it.nouns.iter().map(move |&noun| (noun, number))).collect();
    let mut aliases: HashMap<String, usize> = HashMap::new();
    for bracket in &brackets {
        let Some(&number) = number_of.get(&bracket.noun) else { continue };
        if let Some(&other) = bracket.other.and_then(|other| number_of.get(&other)) {
            sets.join(number, other);
        }
        if let Some((word, _)) = &bracket.word {
            aliases.insert(word.clone(), number);
        }
    }
    let keys: Vec<Vec<String>> = spellings.iter().map(|spelling| significant(&spelling.words)).collect();
    let mut same: HashMap<Vec<String>, usize> = HashMap::new();
    let mut in_table: HashMap<&'static str, usize> = HashMap::new();
    let mut acronyms: HashMap<String, usize> = HashMap::new();
    for (number, key) in keys.iter().enumerate() {
        let mut sorted = key.clone();
        sorted.sort_unstable();
        if let Some(&alias) = aliases.get(&spellings[number].words.concat()) {
            sets.join(number, alias);
        }
        // The tables know that the IRGC are the Revolutionary Guards.
        if let Some(known) = known(stage.nouns[spellings[number].nouns[0]].text).filter(|known| !known.ambiguous) {
            let first = *in_table.entry(known.spelling).or_insert(number);
            sets.join(number, first);
        }
        if !key.is_empty() {
            let first = *same.entry(sorted).or_insert(number);
            sets.join(number, first);
        }
        if spellings[number].words.len() > 2 {
            for initials in initials(&spellings[number].words) {
                acronyms.entry(initials).or_insert(number);
            }
        }
    }
    for (number, spelling) in spellings.iter().enumerate() {
        if let [word] = spelling.words.as_slice()
            && let Some(&full) = acronyms.get(word)
            && abbreviates(&spelling.words, &spellings[full].words)
            && shouts(stage, spelling)
        {
            sets.join(number, full);
        }
    }
    for (one, other) in alias::pairs(stage, &spellings) {
        sets.join(one, other);
    }
    let longer = longer_forms(stage, &spellings, &keys);
    let mut referents = vec![None; spellings.len()];
    let sets = sets.members();
    // Those of which no spelling is a short form of another set's; then the short forms, the longest first.
    let mut short: Vec<&Vec<usize>> = Vec::new();
    for set in &sets {
        if set.iter().any(|&at| longer[at].iter().any(|other| !set.contains(other))) {
            short.push(set);
        } else {
            let referent = refer(stage, Class::Group, set.iter().map(|&at| &spellings[at]));
            set.iter().for_each(|&at| referents[at] = Some(referent));
        }
    }
    short.sort_by_key(|set| std::cmp::Reverse(set.iter().map(|&at| keys[at].len()).max()));
    for set in short {
        let mut candidates: Vec<usize> =
            set.iter().flat_map(|&at| &longer[at]).filter_map(|&it| referents[it]).collect();
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.is_empty() {
            candidates.push(stage.add(Class::Group, true));
        }
        for &at in set {
            settle(stage, &spellings[at], &candidates, |_, _, all| all.to_vec());
            referents[at] = Some(candidates[0]).filter(|_| candidates.len() == 1);
        }
    }
    for (number, spelling) in spellings.iter().enumerate() {
        if let (Some(referent), Some(role)) = (referents[number], role_of_name(&spelling.words)) {
            stage.give_role(referent, role);
        }
    }
    for bracket in brackets {
        let referent = number_of.get(&bracket.noun).and_then(|&number| referents[number]);
        if let (Some(referent), Some((_, range))) = (referent, bracket.word) {
            stage.added.push((range, referent));
        }
    }
}

/// Whether the name is written in capitals, wherever the text around it is not.
fn shouts(stage: &Stage, spelling: &Spelling) -> bool {
    spelling.nouns.iter().any(|&noun| stage.nouns[noun].text.chars().filter(|c| c.is_uppercase()).count() >= 2)
}

/// For each spelling those of which it is a short form.
fn longer_forms(stage: &Stage, spellings: &[Spelling], keys: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, key) in keys.iter().enumerate() {
        if let [first, .., last] = key.as_slice() {
            by_first.entry(first).or_default().push(number);
            by_last.entry(last).or_default().push(number);
            // A place at the end tells one of several apart: the head stands before it ("Guard of Velmark").
            if let Some(role) = role_of_name(&spellings[number].words) {
                let head = skeleton(&role.head);
                if let Some(word) = key.iter().find(|word| **word == head && *word != last && *word != first) {
                    by_last.entry(word).or_default().push(number);
                }
            }
        }
    }
    let none = Vec::new();
    // "The Brotherhood" is the Ridge Brotherhood of the text before any of the table; "Republicans" are no "Committee Republicans".
    let name = |it: &Spelling| {
        let text = stage.nouns[it.nouns[0]].text;
        known(text).filter(|known| !known.ambiguous || text.ends_with('s')).map(|known| known.name)
    };
    let names: Vec<Option<&'static str>> = spellings.iter().map(name).collect();
    // "The Tribune" is the Pesarin Tribune of the text before any Tribune of the table.
    let general =
        |it: &Spelling| matches!(it.words.as_slice(), [word] if lexicon::named_kind(word) == Some(ActorKind::Outlet));
    let outlet = |it: &Spelling| {
        let known = stage.outlets.by_name(stage.nouns[it.nouns[0]].text).filter(|_| !general(it));
        known.map(|outlet| outlet.name.as_str())
    };
    let mut out = vec![Vec::new(); spellings.len()];
    for (number, key) in keys.iter().enumerate() {
        let [first, ..] = key.as_slice() else { continue };
        let last = &key[key.len() - 1];
        let found = by_first.get(first.as_str()).unwrap_or(&none).iter().take(CANDIDATES);
        let found = found.chain(by_last.get(last.as_str()).unwrap_or(&none).iter().take(CANDIDATES));
        for &other in found {
            let fits =
                key.len() < keys[other].len() && is_short_form(&spellings[number].words, &spellings[other].words);
            // What is known by its own name is no short form of another ("Hezbollah" of "Kataib Hezbollah").
            let own = names[number].is_some() && names[number] != names[other]
                || outlet(&spellings[number]).is_some() && outlet(&spellings[number]) != outlet(&spellings[other]);
            if fits && !own && !out[number].contains(&other) {
                out[number].push(other);
            }
        }
    }
    out
}

/// Whether `short` may be said for `long`: its end ("the Covenant"), its beginning before "in" or "of" or before words
/// that say only what it is ("Lestrian Shield Movement"), or its first and last words ("Valley Jihad").
fn is_short_form(short: &[String], long: &[String]) -> bool {
    let (short_key, long_key) = (significant(short), significant(long));
    if long_key.ends_with(&short_key) {
        return true;
    }
    // The short form may have more words than the long one, small ones counted.
    let tail = |from: usize| long.iter().skip(from).filter(|word| !is_small(word));
    if let Some(at) = long.iter().position(|word| matches!(word.as_str(), "in" | "of" | "for" | "at"))
        && at > 0
        && significant(&long[..at]).ends_with(&short_key)
    {
        return true;
    }
    // "Carrick" may be Carrick Minerals; of a body it is mostly the head that follows.
    let rest_is_generic = tail(short.len()).all(|word| is_generic(word));
    if long.starts_with(short) && (rest_is_generic || short.len() == 1 && long.len() == 2 && !is_generic(&short[0])) {
        return true;
    }
    let mut rest = long_key.iter();
    short_key.len() > 1
        && short_key.first() == long_key.first()
        && short_key.last() == long_key.last()
        && short_key.iter().all(|word| rest.any(|other| other == word))
}

/// Whether a word at the end of a name says only what sort of thing is named.
fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "international" | "group" | "news" | "media" | "co" | "inc" | "corp" | "ltd" | "llc" | "plc" | "ag" | "tv"
    ) || lexicon::noun(word).is_some_and(|sort| !sort.is_person(false) && sort != lexicon::Sort::Place)
}

/// Whether the states in two lists of modifiers differ, or other modifiers of which neither list lacks all.
pub(super) fn modifiers_clash<'a>(
    a: impl Iterator<Item = &'a str> + Clone,
    b: impl Iterator<Item = &'a str> + Clone,
) -> bool {
    let same = |x: &str, y: &str| skeleton(x) == skeleton(y) || is_demonym_of(x, y) || is_demonym_of(y, x);
    let empty = a.clone().next().is_none() || b.clone().next().is_none();
    !empty && !a.clone().any(|x| b.clone().any(|y| same(x, y)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn a_short_form_may_have_more_small_words() {
        let text = "The [name:organisation Bureau of the Dor] and the [name:organisation Bureau Free Dor] left.";
        assert!(!actors_of(text).is_empty());
    }

    #[test]
    fn short_forms_of_bodies() {
        let actors = actors_of(
            "The “[name:organisation Mountain Covenant]” and the [name:organisation Ministry of Defence]. \
             The [name:organisation Covenant] left; the [name:organisation Defence Ministry] stayed. \
             [name:organisation Lestrian Shield] is the [name:organisation Lestrian Shield Movement]. \
             [name:organisation Valley Islamic Jihad], or [name:organisation Valley Jihad].",
        );
        assert_eq!(
            actors,
            [
                "Mountain Covenant: Mountain Covenant, Covenant",
                "Ministry of Defence: Ministry of Defence, Defence Ministry",
                "Lestrian Shield Movement: Lestrian Shield, Lestrian Shield Movement",
                "Valley Islamic Jihad: Valley Islamic Jihad, Valley Jihad",
            ]
        );
    }

    #[test]
    fn what_is_known_by_its_own_name_is_no_short_form() {
        let actors = actors_of("[name:organisation Valley Hezbollah] and [name:organisation Hezbollah] met.");
        assert_eq!(actors.len(), 2);
    }

    #[test]
    fn names_that_the_tables_know_as_one_are_one() {
        let actors = actors_of("The [name:organisation United Nations] met. The [name:organisation UN] voted.");
        assert_eq!(actors, ["United Nations: United Nations, UN"]);
    }

    #[test]
    fn of_two_brigades_the_one_clearly_last_is_meant() {
        let actors = actors_of(
            "The [name:organisation Ninth Valley Brigade] came.\n\nThe [name:organisation Tenth Hill \
             Brigade] left. The [name:organisation Brigade] fought.",
        );
        assert_eq!(
            actors,
            ["Ninth Valley Brigade: Ninth Valley Brigade", "Tenth Hill Brigade: Tenth Hill Brigade, Brigade"]
        );
        let actors = actors_of(
            "The [name:organisation Ninth Valley Brigade] met the [name:organisation Tenth Hill \
             Brigade]. The [name:organisation Brigade] fought.",
        );
        assert_eq!(actors.last().unwrap(), "-: Brigade");
    }

    #[test]
    fn a_body_within_another_name_stays_apart() {
        let actors = actors_of("[name:organisation Andural Standard] and [name:organisation Andural Press] wrote.");
        assert_eq!(actors.len(), 2);
    }

    #[test]
    fn an_outlets_last_word_is_the_one_of_the_text() {
        let actors = actors_of("The [name:organisation Pesarin Tribune] asked. The [name:organisation Tribune] wrote.");
        assert_eq!(actors, ["Pesarin Tribune: Pesarin Tribune, Tribune"]);
    }

    #[test]
    fn a_short_name_is_the_texts_own_before_any_of_the_table() {
        let actors =
            actors_of("[name:organisation Ridge Brotherhood] left. The [name:organisation Brotherhood] stayed.");
        assert_eq!(actors, ["Ridge Brotherhood: Ridge Brotherhood, Brotherhood"]);
    }
}
