//! What the statements of a text tell about its pronouns: that "he" who says of Orn that he fled is not Orn, and that "she said
//! she …", "he added" mostly go on about who speaks.

use std::ops::Range;

use sayso_model::{Attribution, Form, MentionKind};

use super::noun::Noun;
use crate::word::{Word, words};

/// Cues by which somebody goes on speaking.
const GOING_ON: [&str; 7] = ["added", "adds", "continued", "continues", "went on", "also said", "further said"];
/// Words between a text and whose words it holds.
const OF_WHOM: [&str; 3] = [" by", " interview with", " letter from"];
/// Between an owner and the pronoun that means him, at most, in bytes.
const OWNED: usize = 60;
/// How far behind the words of a source, or before the cue, the rest of a statement may be, in bytes.
const NEAR: usize = 400;

/// Notes at the pronouns among `nouns`, which stand in text order, what the statements tell of them.
pub(super) fn note(text: &str, attributions: &[Attribution], nouns: &mut [Noun]) {
    let begins = |nouns: &[Noun], at: usize| {
        let number = nouns.partition_point(|it| it.bytes.start < at);
        nouns.get(number).filter(|it| it.bytes.start == at && it.form == Form::Pronoun).map(|_| number)
    };
    // The last statement with a source before the one looked at: where its cue begins, and the noun that speaks.
    let mut order: Vec<&Attribution> = attributions.iter().filter(|it| !it.cue.is_empty()).collect();
    order.sort_by_key(|it| it.cue[0].start);
    let mut before: Vec<(usize, usize)> = Vec::new();
    for it in order {
        let (Some(source), cue) = (it.source.first(), &it.cue[0]) else { continue };
        let pronoun = begins(nouns, source.start).filter(|&at| nouns[at].bytes == *source);
        let speaker = pronoun.or_else(|| head(nouns, source));
        for content in it.content.iter().filter(|content| content.start >= source.end.max(cue.end)) {
            if let Some(at) = pronoun {
                nouns[at].says = numbers(nouns, content);
            }
            let words = text.get(content.clone()).unwrap_or_default();
            let skipped = ["that ", "“", "\"", "‘"].iter().find(|it| words.starts_with(*it)).map_or(0, |it| it.len());
            let first = begins(nouns, content.start + skipped).filter(|_| skipped == 0 || words.starts_with("that "));
            // "Orn told her that she …": she may be either.
            let heard = |it: &Noun| it.bytes.start >= source.end && it.kind == MentionKind::Person;
            let alone = |first: usize| !nouns[first.saturating_sub(4)..first].iter().any(heard);
            if let (Some(first), Some(speaker)) = (first, speaker)
                && first != speaker
                && content.start < source.end + NEAR
                && alone(first)
            {
                nouns[first].likely = Some(speaker);
            }
        }
        let goes_on = GOING_ON.contains(&text.get(cue.clone()).unwrap_or_default().to_lowercase().as_str());
        let outside = |at: usize| !it.content.iter().any(|content| content.contains(&at));
        if let Some(at) = pronoun.filter(|_| goes_on)
            && let Some(&(_, last)) = before.iter().rev().take(8).find(|(cue, _)| outside(*cue))
            && nouns[last].sentence + 3 >= nouns[at].sentence
            && last < at
        {
            nouns[at].likely = Some(last);
        }
        before.extend(speaker.map(|speaker| (cue.start, speaker)));
    }
    for at in 1..nouns.len() {
        if nouns[at].likely.is_none() && nouns[at].form == Form::Pronoun {
            nouns[at].likely = author(text, nouns, at).or_else(|| owner(text, nouns, at));
        }
    }
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
    let possessive = ["his", "her", "its", "their"].iter().any(|it| pronoun.text.eq_ignore_ascii_case(it));
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
    (at.saturating_sub(6)..at).find(joined).filter(|_| possessive)
}

/// The noun that a source is, or begins with: the longest that starts first in it.
fn head(nouns: &[Noun], source: &Range<usize>) -> Option<usize> {
    let number = nouns.partition_point(|it| it.bytes.start < source.start);
    (number..nouns.len())
        .take_while(|&at| nouns[at].bytes.start < source.end)
        .find(|&at| nouns[at].bytes.end <= source.end)
}

/// The nouns that begin within a stretch, by numbers.
fn numbers(nouns: &[Noun], stretch: &Range<usize>) -> Range<usize> {
    let low = nouns.partition_point(|it| it.bytes.start < stretch.start);
    low..nouns.partition_point(|it| it.bytes.start < stretch.end)
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn who_says_it_of_somebody_is_another() {
        let actors = actors_of(
            "[name:person Tal Sorn] spoke of [name:person Zorin Marrek]. [s1 [pron:person>1 He]] [c1 said] [x1 [name:person Marrek] had fled].",
        );
        assert_eq!(actors, ["Tal Sorn: Tal Sorn, He", "Zorin Marrek: Zorin Marrek, Marrek"]);
    }

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
    fn who_speaks_speaks_of_himself() {
        let actors = actors_of(
            "[name:person Zorin Marrek] left. [s1 [name:person Tal Sorn]] [c1 said] [x1 [pron:person>0,1 he] had seen it].",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek", "Tal Sorn: Tal Sorn, he"]);
        let actors = actors_of(
            "[s1 [name:person Tal Sorn]] [c1 said] [x1 it burned] near [name:person Zorin Marrek]. [x2 “It fell,”] [s2 [pron:person>0,1 he]] [c2 added].",
        );
        assert_eq!(actors, ["Tal Sorn: Tal Sorn, he", "Zorin Marrek: Zorin Marrek"]);
    }
}
