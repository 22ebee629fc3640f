//! Whom a pronoun cannot mean by its clause: in "Orn replaced him" he is not Orn (principle B of N. Chomsky 1981, "Lectures on Government
//! and Binding": a pronoun is free in its clause), nor in "Tal asked Orn to meet him" and "Tal saw Orn's son and Orn met him"; and in
//! "Orn was his friend" he is not Orn (what holds the pronoun is not what it means: i within i, the same lectures).

use sayso_model::{Form, MentionKind};

use super::likely::is_possessive;
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
/// How many nouns back a subject is looked for.
const REACH: usize = 12;

/// Notes at the pronouns among `nouns`, which stand in text order, the nouns that they cannot mean.
pub(super) fn note(text: &str, nouns: &mut [Noun]) {
    for at in 0..nouns.len() {
        if nouns[at].form != Form::Pronoun {
            continue;
        }
        let apart = match is_object(text, &nouns[at]) {
            true => [subject(text, nouns, at), sharing(text, nouns, at)]
                .into_iter()
                .flatten()
                .chain(causee(text, nouns, at))
                .collect(),
            false => predicate(text, nouns, at),
        };
        nouns[at].apart.extend(apart);
        let whom = whom(text, nouns, at);
        nouns[at].apart.extend(whom);
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

/// The nouns of the sentence before a pronoun, the nearest first; of those that end together the one that holds the others: "the men of
/// Orn replaced him" says nothing of Orn.
fn before(nouns: &[Noun], at: usize) -> std::vec::IntoIter<usize> {
    let pronoun = &nouns[at];
    let mut all: Vec<usize> = (at.saturating_sub(REACH)..at)
        .filter(|&it| nouns[it].bytes.end < pronoun.bytes.start && nouns[it].sentence == pronoun.sentence)
        .collect();
    all.sort_by_key(|&it| (std::cmp::Reverse(nouns[it].bytes.end), nouns[it].bytes.start));
    all.dedup_by_key(|it| nouns[*it].bytes.end);
    all.into_iter()
}

/// The noun right before the verb of which a pronoun is the object: no clause begins between, and no other noun stands there.
fn subject(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let nearest = before(nouns, at).next()?;
    let between = words(text, &(nouns[nearest].bytes.end..nouns[at].bytes.start));
    let mut clause = between.as_slice();
    // "Orn, who met him": the relative clause is of Orn. "The teacher, Orn, met him".
    let apposed = text.get(..nouns[nearest].bytes.start).is_some_and(|it| it.ends_with(", "));
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
    let (verb, rest) = clause.split_first()?;
    let clause = plain(verb) && !verb.is(&PREPOSITIONS) && rest.len() < CLAUSE && rest.iter().all(plain);
    clause.then_some(nearest)
}

/// Of whom a relative clause tells what another does with him: "Orn, whom he met".
fn whom(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let nearest = before(nouns, at).next()?;
    let between = words(text, &(nouns[nearest].bytes.end..nouns[at].bytes.start));
    let last = between.last().filter(|word| word.is(&["whom"]))?;
    (between.len() <= 3 && !last.capital).then_some(nearest)
}

/// The subject of a verb that shares it with another: "Orn rose and led him", "Orn rose, soon leading him", "Orn left after meeting him".
fn sharing(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let pronoun = nouns[at].bytes.start;
    let first = before(nouns, at).last()?;
    let all = words(text, &(nouns[first].bytes.start..pronoun));
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
    for it in before(nouns, at) {
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
fn causee(text: &str, nouns: &[Noun], at: usize) -> Vec<usize> {
    let Some(nearest) = before(nouns, at).next() else { return Vec::new() };
    let between = words(text, &(nouns[nearest].bytes.end..nouns[at].bytes.start));
    let does = match between.as_slice() {
        [to, verb, rest @ ..] if to.is(&["to"]) => is_verb(verb) && rest.len() < CLAUSE && rest.iter().all(plain),
        [of, verb] if of.is(&DONE_BY_OBJECT) => verb.lower.ends_with("ing"),
        _ => false,
    };
    if !does {
        return Vec::new();
    }
    let mut all = vec![nearest];
    for it in before(nouns, at).skip(1) {
        let last = all[all.len() - 1];
        if !text.get(nouns[it].bytes.end..nouns[last].bytes.start).is_some_and(|it| matches!(it, " and " | ", ")) {
            break;
        }
        all.push(it);
    }
    let start = nouns[all[all.len() - 1]].bytes.start;
    let verb = words(text, &(text.floor_char_boundary(start.saturating_sub(40))..start)).pop();
    let to = !between[0].is(&["to"]);
    if to || verb.is_some_and(|verb| is_causing(&verb.lower)) { all } else { Vec::new() }
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

/// Who is said to be what a possessive pronoun belongs to: "Orn was never his friend", "with Orn as his friend", "one of his friends was
/// Orn".
fn predicate(text: &str, nouns: &[Noun], at: usize) -> Vec<usize> {
    let pronoun = &nouns[at];
    if !is_possessive(pronoun) {
        return Vec::new();
    }
    let owned = nouns[..at].iter().rev().take(3).chain(nouns[at..].iter().take(3));
    let mut owned = owned.filter(|it| it.form == Form::Description && it.bytes.start == pronoun.bytes.start);
    let owned = owned.find(|it| it.kind == MentionKind::Person);
    let end = text.ceil_char_boundary(text.len().min(pronoun.bytes.end + 80));
    let behind = words(text, &(pronoun.bytes.end..end));
    if behind.first().is_none_or(|word| word.is(&["own", "usual", "self"])) {
        return Vec::new();
    }
    let mut all = Vec::new();
    if let Some(nearest) = before(nouns, at).next() {
        let between = words(text, &(nouns[nearest].bytes.end..pronoun.bytes.start));
        let is = between.iter().all(|word| word.is(&PREDICATE)) && between.iter().any(|word| word.is(&PREDICATE[..10]));
        let serves = between.last().is_some_and(|word| word.is(&["as"])) && between.len() == 1 && owned.is_some();
        if is || serves {
            all.push(nearest);
        }
    }
    // The words that are owned, then the verb, then the name.
    let verb = behind.iter().take(5).position(|word| word.is(&PREDICATE[..4]));
    if let Some(verb) = verb.filter(|&verb| verb > 0 && behind[..verb].iter().all(plain)) {
        let start = behind[verb].bytes.end + 1;
        all.extend(
            (at + 1..nouns.len()).take(6).find(|&it| nouns[it].bytes.start == start && nouns[it].form == Form::Name),
        );
    }
    all
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
