//! Sources that the model did not mark as mentions, added as such, so that they are linked like all others.

use std::ops::Range;

use sayso_model::{Attribution, Form, Mention, MentionKind};

use crate::cast::{Cast, CastMention};

use super::lexicon::{self, Sort};
use super::phrase::Phrase;
use super::words::{fold, singular};

/// Adds descriptions and pronouns that sources end their heads with. `moved` are numbers in `mentions`, kept right.
pub(super) fn add_unmarked_sources(
    text: &str,
    attributions: &[Attribution],
    mentions: &mut Vec<Mention>,
    moved: &mut [Option<usize>],
) {
    let mention = |it: &Mention| CastMention { bytes: it.bytes.clone(), form: it.form, kind: it.kind, actor: None };
    let cast = Cast { actors: Vec::new(), mentions: mentions.iter().map(mention).collect() };
    let sources = attributions.iter().filter_map(|it| it.source.first());
    let mut added: Vec<Mention> = sources.filter_map(|source| unmarked(text, &cast, source)).collect();
    if added.is_empty() {
        return;
    }
    let place = |it: &Mention| (it.bytes.start, std::cmp::Reverse(it.bytes.end));
    added.sort_by_key(place);
    added.dedup_by(|later, earlier| later.bytes == earlier.bytes);
    let old = std::mem::take(mentions);
    let mut numbers = Vec::with_capacity(old.len());
    let mut added = added.into_iter().peekable();
    for mention in old {
        while let Some(new) = added.next_if(|new| place(new) < place(&mention)) {
            mentions.push(new);
        }
        added.next_if(|new| new.bytes == mention.bytes);
        numbers.push(mentions.len());
        mentions.push(mention);
    }
    mentions.extend(added);
    for number in moved.iter_mut().flatten() {
        *number = numbers[*number];
    }
}

/// The mention that a source's head should have been.
fn unmarked(text: &str, cast: &Cast, source: &Range<usize>) -> Option<Mention> {
    let phrase = Phrase::new(text, cast, source)?;
    if phrase.several().is_some() {
        return None;
    }
    let bytes = phrase.head();
    if phrase.mention(&bytes).is_some() {
        return None;
    }
    let words = &text[bytes.clone()];
    let last = fold(words.split_whitespace().next_back()?);
    let (form, kind) = match last.as_str() {
        "he" | "she" if words.len() == last.len() => (Form::Pronoun, MentionKind::Person),
        "it" | "they" if words.len() == last.len() => (Form::Pronoun, MentionKind::Organisation),
        _ => {
            let sort = lexicon::noun(&last)?;
            let person = sort.is_person(singular(&last).is_some());
            let kind = match sort {
                Sort::Place => MentionKind::Place,
                Sort::People => MentionKind::People,
                _ if person => MentionKind::Person,
                _ => MentionKind::Organisation,
            };
            (Form::Description, kind)
        }
    };
    Some(Mention { bytes, form, kind, confidence: 1.0, antecedents: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn unmarked_sources_are_linked() {
        let actors = actors_of(
            "Judge [name:person Fenn Adair] sat. [s1 The judge] [c1 ruled] [x1 no]. [s2 She] [c2 said] [x2 so]. [s3 Two officials] \
             [c3 left] [x3 early].",
        );
        assert_eq!(actors, ["Fenn Adair: Fenn Adair, The judge, She", "Two officials: Two officials"]);
    }
}
