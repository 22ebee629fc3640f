//! Whom a pronoun mostly means by how its sentence is built: "he (Orn)", "In his speech, Orn said", "Orn, who lost his son", "Orn's letter to
//! his brother".

use sayso_model::{Form, MentionKind};

use super::noun::{Noun, nearest_before};
use super::pronoun::is_possessive;
use crate::word::{Word, words};

/// Words between a text and whose words it holds.
const OF_WHOM: [&str; 3] = [" by", " interview with", " letter from"];
/// Between an owner and the pronoun that means him, at most, in bytes.
const OWNED: usize = 60;
/// Prepositions that a sentence begins with whose subject comes behind: "During his visit, Orn said".
const FRONTED: [&str; 19] = [
    "in",
    "on",
    "at",
    "during",
    "after",
    "before",
    "through",
    "upon",
    "with",
    "for",
    "from",
    "by",
    "despite",
    "since",
    "throughout",
    "following",
    "under",
    "like",
    "unlike",
];
/// What of somebody is there where another acts: "In his absence, Tal said".
const OF_ANOTHER: [&str; 18] = [
    "absence",
    "death",
    "place",
    "stead",
    "honour",
    "honor",
    "memory",
    "behalf",
    "name",
    "wake",
    "murder",
    "assassination",
    "killing",
    "request",
    "suggestion",
    "invitation",
    "behest",
    "orders",
];
/// Words before such a pronoun, and between it and the subject, at most; and bytes of the latter.
const AHEAD: usize = 4;
const FRONT: usize = 16;
const FAR: usize = 200;
/// Words of a relative clause before the pronoun, at most.
const RELATIVE: usize = 5;

/// Notes at the pronouns among `nouns`, which stand in text order, whom they mostly mean, where no statement has told it.
pub(super) fn note(text: &str, nouns: &mut [Noun]) {
    for at in 0..nouns.len() {
        if nouns[at].form == Form::Pronoun && nouns[at].likely.is_none() {
            let rules = [bracketed, author, owner, fronted, relative];
            nouns[at].likely = rules.iter().find_map(|rule| rule(text, nouns, at));
        }
    }
}

/// Who stands in brackets behind it: "he (Orn)".
fn bracketed(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let end = nouns[at].bytes.end;
    let named = |it: &usize| {
        let noun = &nouns[*it];
        noun.form == Form::Name
            && text.get(end..noun.bytes.start).is_some_and(|it| matches!(it, " (" | " ["))
            && text.get(noun.bytes.end..).is_some_and(|it| it.starts_with([')', ']']))
    };
    (at + 1..nouns.len()).take(3).find(named)
}

/// Whose words a clause before a pronoun begins with: "In an opinion by Judge Orn, he wrote", "In an interview with Orn, he said".
fn author(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let start = nouns[at].bytes.start;
    let ends = |it: &usize| nouns[*it].bytes.end + 2 == start && nouns[*it].form == Form::Name;
    let named = (at.saturating_sub(3)..at).rev().find(ends).filter(|&it| nouns[it].kind == MentionKind::Person)?;
    let before = text.get(..nouns[named].bytes.start)?.trim_end();
    let by = OF_WHOM.iter().any(|words| {
        // A title may stand between.
        let title = before.rsplit_once(' ').filter(|(_, title)| title.starts_with(char::is_uppercase));
        before.ends_with(words) || title.is_some_and(|(rest, _)| rest.ends_with(words))
    });
    (text.get(nouns[named].bytes.end..start) == Some(", ") && by).then_some(named)
}

/// Whose it is that is named together with him: "Orn and his allies", "Orn and the men of his guard", "Orn's letter to his brother".
fn owner(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let pronoun = &nouns[at];
    let joined = |it: &usize| {
        let noun = &nouns[*it];
        if noun.bytes.end >= pronoun.bytes.start
            || noun.bytes.end + OWNED < pronoun.bytes.start
            || noun.form != Form::Name
        {
            return false;
        }
        // "Orn's" is one mention here and two there.
        let owner = ["'s", "’s"].iter().find(|it| noun.text.ends_with(*it)).map_or(0, |it| it.len());
        let between = words(text, &(noun.bytes.end - owner..pronoun.bytes.start));
        let small =
            |word: &Word| !word.capital && !word.is_mark() && !word.is(&["and", "or", "but", "that", "who", "which"]);
        match between.as_slice() {
            [and] => and.is(&["and"]),
            [comma, and] => comma.is(&[","]) && and.is(&["and"]),
            [and, noun, of] | [and, _, noun, of] if and.is(&["and"]) => small(noun) && of.is(&["of"]),
            [owns, noun, to] | [owns, _, noun, to] if owns.is(&["'s"]) => {
                small(noun) && to.is(&["to", "from", "with", "for", "about"])
            }
            _ => false,
        }
    };
    // The whole phrase before the parts of it.
    (at.saturating_sub(6)..at).find(joined).filter(|_| is_possessive(pronoun.text))
}

/// The subject behind the words that a sentence begins with: "In his speech, Orn said", "After her father's death, Orn left".
fn fronted(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let pronoun = &nouns[at];
    if !is_possessive(pronoun.text) {
        return None;
    }
    let from = text.floor_char_boundary(pronoun.bytes.start.saturating_sub(60));
    let ahead = words(text, &(from..pronoun.bytes.start));
    let begins = ahead.iter().rposition(|word| word.is(&[".", "!", "?", "”", "\""])).map_or(0, |it| it + 1);
    let ahead = &ahead[begins..];
    let first = ahead.first().filter(|word| word.capital && word.is(&FRONTED))?;
    if ahead.len() > AHEAD || text.get(first.bytes.end..pronoun.bytes.start)?.contains(['\n', ',']) {
        return None;
    }
    let behind = text.ceil_char_boundary(text.len().min(pronoun.bytes.end + 40));
    if words(text, &(pronoun.bytes.end..behind)).iter().take(3).any(|word| word.is(&OF_ANOTHER)) {
        return None;
    }
    let subject = |it: &usize| {
        let noun = &nouns[*it];
        let near = noun.bytes.start < pronoun.bytes.end + FAR;
        let between = text.get(pronoun.bytes.end..noun.bytes.start).filter(|_| near).unwrap_or("\n");
        let comma = between.ends_with(", ") && !between.contains(['\n', '“', '”', '"', ';']);
        let end = text.ceil_char_boundary(text.len().min(noun.bytes.end + 30));
        let verb = words(text, &(noun.bytes.end..end)).into_iter().next();
        noun.form == Form::Name
            && noun.kind == MentionKind::Person
            && comma
            && words(text, &(pronoun.bytes.end..noun.bytes.start)).len() <= FRONT
            && verb.is_some_and(|verb| verb.is(&["'s"]) || !verb.is_mark() && !verb.capital && !verb.is(&["and", "or"]))
    };
    (at + 1..nouns.len()).take(8).find(subject)
}

/// Of whom a relative clause tells: "Orn, who has been biding her time".
fn relative(text: &str, nouns: &[Noun], at: usize) -> Option<usize> {
    let pronoun = &nouns[at];
    if !is_possessive(pronoun.text) {
        return None;
    }
    let nearest = *nearest_before(nouns, at).first()?;
    let between = words(text, &(nouns[nearest].bytes.end..pronoun.bytes.start));
    let clause = match between.as_slice() {
        [comma, who, clause @ ..] if comma.is(&[","]) && who.is(&["who"]) => clause,
        [who, clause @ ..] if who.is(&["who"]) => clause,
        _ => return None,
    };
    let plain = |word: &Word| !word.is_border() || word.is(&["to", "has", "had", "have", "been", "was", "is"]);
    let plain = |word: &Word| !word.is_mark() && !word.capital && plain(word);
    (nouns[nearest].kind == MentionKind::Person && clause.len() <= RELATIVE && clause.iter().all(plain))
        .then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn who_is_named_with_his_own_has_them() {
        let actors = actors_of(
            "[name:person Zorin Marrek] left. The letter named [name:person Tal Sorn] and [desc:person [pron:person>0,1 his] brother].",
        );
        assert_eq!(
            actors,
            ["Zorin Marrek: Zorin Marrek", "Tal Sorn: Tal Sorn, his", "Tal Sorn’s brother: his brother"]
        );
    }

    #[test]
    fn whose_words_were_named_goes_on() {
        let actors = actors_of(
            "[name:person Zorin Marrek] left. In an opinion by Judge [name:person Tal Sorn], [s1 [pron:person>0,1 he]] [c1 said] [x1 so].",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek", "Tal Sorn: Tal Sorn, he"]);
    }

    #[test]
    fn who_is_behind_the_words_in_front() {
        let actors = actors_of(
            "[name:person Zorin Marrek] left. In [pron:person>0,2 his] speech on Monday, [name:person Tal Sorn] thanked them.",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek", "Tal Sorn: his, Tal Sorn"]);
        let actors = actors_of(
            "[name:person Zorin Marrek] left. With [pron:person>0 his] wife, [name:person Tal Sorn], he went.",
        );
        assert_eq!(actors[0], "Zorin Marrek: Zorin Marrek, his");
    }

    #[test]
    fn of_whom_a_clause_tells() {
        let actors = actors_of(
            "[name:person Zorin Marrek] met [name:person Tal Sorn], who had lost [pron:person>0,1 his] house.",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek", "Tal Sorn: Tal Sorn, his"]);
    }

    #[test]
    fn who_stands_in_brackets_is_meant() {
        let actors =
            actors_of("[name:person Zorin Marrek] left. Then [pron:person>0,2 he] ([name:person Tal Sorn]) wept.");
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek", "Tal Sorn: he, Tal Sorn"]);
    }
}
