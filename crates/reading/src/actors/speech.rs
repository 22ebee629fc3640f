//! What the statements of a text tell about its pronouns: that "he" who says of Orn that he fled is not Orn, nor “He fled,” in the mouth
//! of Orn, and that "she said she …", "he added" mostly go on about who speaks.

use std::ops::Range;

use sayso_model::{Attribution, Form, MentionKind};

use super::noun::Noun;
use crate::quotation::Quotation;
use crate::word::words;

/// Cues by which somebody goes on speaking.
const GOING_ON: [&str; 7] = ["added", "adds", "continued", "continues", "went on", "also said", "further said"];
/// Words of a quotation besides the first that make it a sentence.
const WHOLE: usize = 3;
/// How far behind the words of a source, or before the cue, the rest of a statement may be, in bytes.
const NEAR: usize = 400;

/// Notes at the pronouns among `nouns`, which stand in text order, what the statements tell of them.
pub(super) fn note(text: &str, attributions: &[Attribution], quoted: &[Quotation], nouns: &mut [Noun]) {
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
        if let Some(speaker) = speaker {
            for quotation in it.content.iter().flat_map(|content| whole(text, quoted, content)) {
                let inside = numbers(nouns, &quotation.bytes).filter(|&at| nouns[at].gender().is_some());
                inside.collect::<Vec<_>>().into_iter().for_each(|at| nouns[at].apart.push(speaker));
            }
        }
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
}

/// The quotations of whole sentences that a content holds. Who speaks there calls himself "I"; parts of sentences may be told with "he".
fn whole<'a>(text: &'a str, quoted: &'a [Quotation], content: &Range<usize>) -> impl Iterator<Item = &'a Quotation> {
    let content = content.clone();
    let first = quoted.partition_point(|it| it.bytes.end <= content.start);
    let inside = quoted[first..].iter().take_while(move |it| it.bytes.start < content.end);
    inside.filter(|it| {
        let words = words(text, &it.bytes);
        let mut words = words.iter().filter(|word| !word.is_mark());
        words.next().is_some_and(|word| word.capital) && words.count() >= WHOLE
    })
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
    fn who_is_quoted_calls_himself_i() {
        let actors = actors_of(
            "[name:person Zorin Marrek] left. [x1 “[pron:person>0,2 He] was a good friend,”] [s1 [name:person Tal Sorn]] [c1 said].",
        );
        assert_eq!(actors, ["Zorin Marrek: Zorin Marrek, He", "Tal Sorn: Tal Sorn"]);
        // A part of a sentence may be told with "his".
        let actors = actors_of(
            "[name:person Zorin Marrek] left. [s1 [name:person Tal Sorn]] [c1 said] [x1 they “raided [pron:person>1 his] own house”].",
        );
        assert_eq!(actors[1], "Tal Sorn: Tal Sorn, his");
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
