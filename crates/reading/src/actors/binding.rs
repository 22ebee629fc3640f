//! Whom a pronoun cannot mean by its clause: in "Orn replaced him" he is not Orn (principle B of N. Chomsky 1981, "Lectures on Government
//! and Binding": a pronoun is free in its clause), nor in "Tal asked Orn to meet him" and "Orn rose and met him"; and in
//! "Orn was his friend" he is not Orn (what holds the pronoun is not what it means: i within i, the same lectures).

use sayso_model::{Form, MentionKind};

use super::noun::{Noun, nearest_before};
use super::pronoun::is_possessive;
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
/// Verbs whose object does what the "to" behind it tells: "asked Orn to".
const CAUSING: [&str; 34] = [
    "ask",
    "tell",
    "urge",
    "order",
    "invite",
    "persuade",
    "force",
    "allow",
    "want",
    "get",
    "help",
    "convince",
    "command",
    "instruct",
    "direct",
    "permit",
    "encourage",
    "compel",
    "beg",
    "require",
    "appoint",
    "send",
    "hire",
    "choose",
    "select",
    "train",
    "teach",
    "cause",
    "enable",
    "lead",
    "push",
    "press",
    "warn",
    "expect",
];
/// Prepositions before what the object of the verb does: "accused Orn of killing him".
const DONE_BY_OBJECT: [&str; 3] = ["of", "for", "from"];
/// The verbs of a predicate, with what may stand about them: "had always been one of", "is not".
const PREDICATE: [&str; 24] = [
    "is", "are", "was", "were", "be", "been", "being", "became", "become", "becomes", "remained", "remains", "has",
    "have", "had", "not", "also", "always", "once", "now", "still", "one", "of", "never",
];
/// Words between a subject and its object, at most.
const CLAUSE: usize = 6;

/// Notes at the pronouns among `nouns`, which stand in text order, the nouns that they cannot mean.
pub(super) fn note(text: &str, nouns: &mut [Noun]) {
    for at in 0..nouns.len() {
        if nouns[at].form != Form::Pronoun {
            continue;
        }
        let before = nearest_before(nouns, at);
        let end = before.first().map_or(nouns[at].bytes.start, |&nearest| nouns[nearest].bytes.end);
        let between = words(text, &(end..nouns[at].bytes.start));
        let mut apart = Vec::new();
        if is_object(text, &nouns[at]) {
            apart.extend(before.first().filter(|&&nearest| is_subject(text, &nouns[nearest], &between)));
            apart.extend(sharing(text, nouns, at, &before));
            apart.extend(causee(text, nouns, &before, &between));
        } else if is_possessive(nouns[at].text) {
            let behind = behind(text, &nouns[at]);
            // "Orn is his own master".
            if behind.first().is_some_and(|word| !word.is(&["own", "usual", "self"])) {
                apart.extend(before.first().filter(|_| is_predicate(nouns, at, &between)));
                apart.extend(predicated(nouns, at, &behind));
            }
        }
        apart.extend(before.first().filter(|_| is_whom(&between)));
        nouns[at].apart.extend(apart);
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

/// Whether a word may be a verb, or go with one, in the clause of the noun before.
fn plain(word: &Word) -> bool {
    !word.is_mark() && !word.is(&BORDERS) && !word.capital
}

pub(super) fn is_verb(word: &Word) -> bool {
    plain(word) && !word.is(&PREPOSITIONS) && !word.is_determiner()
}

pub(super) fn is_adverb(word: &Word) -> bool {
    word.lower.ends_with("ly")
        || word.is(&["then", "also", "later", "even", "soon", "again", "thereby", "thus", "eventually"])
}

/// Whether the noun right before a pronoun is the subject of the verb of which that is the object: no clause begins between them.
fn is_subject(text: &str, nearest: &Noun, between: &[Word]) -> bool {
    let mut clause = between;
    // "Orn, who met him": the relative clause is of Orn. "The teacher, Orn, met him".
    let apposed = text.get(..nearest.bytes.start).is_some_and(|it| it.ends_with(", "));
    if let [comma, rest @ ..] = clause
        && comma.is(&[","])
        && rest.first().is_some_and(|word| word.is(&["who", "which"]) || apposed && is_verb(word))
    {
        clause = rest;
    }
    if let [who, rest @ ..] = clause
        && who.is(&["who", "which"])
    {
        clause = rest;
    }
    let Some((verb, rest)) = clause.split_first() else { return false };
    plain(verb) && !verb.is(&PREPOSITIONS) && rest.len() < CLAUSE && rest.iter().all(plain)
}

/// Whether a relative clause tells of the noun before what another does with it: "Orn, whom he met".
fn is_whom(between: &[Word]) -> bool {
    between.len() <= 3 && between.last().is_some_and(|word| word.is(&["whom"]) && !word.capital)
}

/// The subject of a verb that shares it with another: "Orn rose and led him", "Orn rose, soon leading him", "Orn left after meeting him".
fn sharing(text: &str, nouns: &[Noun], at: usize, before: &[usize]) -> Option<usize> {
    let &first = before.last()?;
    let all = words(text, &(nouns[first].bytes.start..nouns[at].bytes.start));
    let (verb, mut rest) = all.split_last().filter(|(verb, _)| is_verb(verb))?;
    while let Some((_, shorter)) = rest.split_last().filter(|(word, _)| is_adverb(word)) {
        rest = shorter;
    }
    let joint = rest.last()?;
    let joined = joint.is(&["and", "but", "or"]);
    let participle = verb.lower.ends_with("ing")
        && (joint.is(&[",", "after", "before", "while", "when", "by", "without", "on", "in", "since"]));
    if !joined && !participle {
        return None;
    }
    for &it in before {
        let behind = words(text, &(nouns[it].bytes.end..joint.bytes.start));
        let mut behind = behind.iter().filter(|word| !is_adverb(word) && !word.is(&[","]));
        match behind.next() {
            // The verb may go on in the relative clause, or in the one around it.
            Some(word) if word.is(&["who", "which"]) => return None,
            Some(word) if is_verb(word) => return Some(it),
            _ => {}
        }
    }
    None
}

/// Who does what a verb with an object tells of it: "asked Orn to meet him", "accused Orn of hitting him"; and who is named with him.
fn causee(text: &str, nouns: &[Noun], before: &[usize], between: &[Word]) -> Vec<usize> {
    let caused = match between {
        [to, verb, rest @ ..] if to.is(&["to"]) && is_verb(verb) && rest.len() < CLAUSE && rest.iter().all(plain) => {
            true
        }
        [of, verb] if of.is(&DONE_BY_OBJECT) && verb.lower.ends_with("ing") => false,
        _ => return Vec::new(),
    };
    let mut all: Vec<usize> = Vec::new();
    for &it in before {
        let joined = all.last().is_none_or(|&last| {
            text.get(nouns[it].bytes.end..nouns[last].bytes.start).is_some_and(|it| matches!(it, " and " | ", "))
        });
        if !joined {
            break;
        }
        all.push(it);
    }
    let start = all.last().map_or(0, |&first| nouns[first].bytes.start);
    let verb = words(text, &(text.floor_char_boundary(start.saturating_sub(40))..start)).pop();
    if caused && !verb.is_some_and(|verb| is_causing(&verb.lower)) { Vec::new() } else { all }
}

fn is_causing(verb: &str) -> bool {
    const PAST: [(&str, &str); 6] =
        [("told", "tell"), ("got", "get"), ("sent", "send"), ("chose", "choose"), ("taught", "teach"), ("led", "lead")];
    let past = PAST.iter().find(|(past, _)| *past == verb).map(|(_, verb)| *verb);
    CAUSING.iter().any(|&it| {
        past == Some(it)
            || verb.strip_prefix(it.trim_end_matches('e')).is_some_and(|rest| {
                matches!(rest, "" | "e" | "s" | "es" | "ed" | "ing" | "ted" | "ting" | "led" | "ling")
            })
    })
}

/// Whether the noun before is said to be what a possessive pronoun belongs to: "Orn was never his friend", "with Orn as his friend".
fn is_predicate(nouns: &[Noun], at: usize, between: &[Word]) -> bool {
    let is = between.iter().all(|word| word.is(&PREDICATE)) && between.iter().any(|word| word.is(&PREDICATE[..10]));
    let owned = |it: &Noun| {
        it.form == Form::Description && it.bytes.start == nouns[at].bytes.start && it.kind == MentionKind::Person
    };
    let near = &nouns[at.saturating_sub(3)..nouns.len().min(at + 3)];
    is || matches!(between, [only] if only.is(&["as"])) && near.iter().any(owned)
}

/// Who is named behind what is owned, as being that: "one of his friends was Orn". `behind` are the words behind the pronoun.
fn predicated(nouns: &[Noun], at: usize, behind: &[Word]) -> Option<usize> {
    let verb = behind.iter().take(5).position(|word| word.is(&PREDICATE[..4]))?;
    if verb == 0 || !behind[..verb].iter().all(plain) {
        return None;
    }
    let start = behind[verb].bytes.end + 1;
    (at + 1..nouns.len()).take(6).find(|&it| nouns[it].bytes.start == start && nouns[it].form == Form::Name)
}

/// The words right behind a pronoun.
fn behind(text: &str, noun: &Noun) -> Vec<Word> {
    words(text, &(noun.bytes.end..text.ceil_char_boundary(text.len().min(noun.bytes.end + 80))))
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
    fn who_does_several_things_does_them_to_another() {
        for clause in [
            "[name:person Tal Sorn] rose and quietly warned [pron:person>0,1 him]",
            "[name:person Tal Sorn] spoke at length, even blaming [pron:person>0,1 him]",
            "[name:person Tal Sorn] left after meeting [pron:person>0,1 him]",
            "the teacher, [name:person Tal Sorn], described [pron:person>0,1 him]",
            "they saw [name:person Tal Sorn], who knew [pron:person>0,1 him]",
            "they saw [name:person Tal Sorn], whom [pron:person>0,1 he] knew",
        ] {
            assert_eq!(mean(clause)[1], "Tal Sorn: Tal Sorn", "{clause}");
        }
        // Whose the verb is, the relative clause leaves open.
        let actors = mean("they saw [name:person Tal Sorn], who was ill, telling [pron:person>1 him] that");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, him");
    }

    #[test]
    fn who_is_made_to_do_it_does_it_to_another() {
        for clause in [
            "they asked [name:person Tal Sorn] to come with [pron:person>0,1 him]",
            "they told [name:person Vela Sorn] and [name:person Tal Sorn] to help [pron:person>0,2 him]",
            "they accused [name:person Tal Sorn] of hitting [pron:person>0,1 him]",
        ] {
            assert_eq!(mean(clause)[0], "Zorin Marrek: Zorin Marrek, him", "{clause}");
        }
        // What is given to Orn may be there to help him.
        let actors = mean("they came to [name:person Tal Sorn] to help [pron:person>1 him]");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, him");
    }

    #[test]
    fn nobody_is_what_he_has() {
        for clause in [
            "[name:person Tal Sorn] was never [pron:person>0,1 his] friend",
            "one of [pron:person>0,2 his] pupils was [name:person Tal Sorn]",
            "he had [name:person Tal Sorn] as [desc:person [pron:person>0,1 his] deputy]",
            "[desc:person [pron:person>0,3 his] brother] [name:person Tal Sorn] came",
        ] {
            let actors = mean(clause);
            assert!(actors[0].ends_with(", his"), "{clause}: {actors:?}");
        }
        let actors = mean("[name:person Tal Sorn] is [pron:person>1 his] own master");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, his");
    }

    #[test]
    fn in_another_clause_it_may_be_he() {
        let actors = mean("[name:person Tal Sorn] said that they replaced [pron:person>1 him]");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, him");
        let actors = mean("[name:person Tal Sorn] lost [pron:person>1 her] keys");
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, her");
    }
}
