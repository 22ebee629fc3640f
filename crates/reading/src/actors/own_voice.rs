//! First persons: whose "I" and "we" a text speaks with.

use std::ops::Range;

use sayso_model::{Attribution, Form, MentionKind};

use crate::cast::{Cast, CastMention, ResolvedSource};
use crate::contract::ActorKind;
use crate::quotation::Quotation;
use crate::range_index::RangeIndex;

use super::words::{fold, inside};

/// How many contents around a place are compared.
const CONTENTS: usize = 64;

/// The contents of a document's attributions, to ask who speaks at a place.
pub(super) struct Speakers<'a> {
    contents: RangeIndex,
    attributions: &'a [Attribution],
}

impl<'a> Speakers<'a> {
    pub(super) fn new(attributions: &'a [Attribution]) -> Self {
        let all = (0..).zip(attributions);
        let contents = all.flat_map(|(number, it)| it.content.iter().map(move |content| (content.clone(), number)));
        Self { contents: RangeIndex::new(contents), attributions }
    }

    /// The attribution in whose content `place` stands, the smallest first asked. `but` is left out.
    pub(super) fn at(&self, place: &Range<usize>, but: Option<usize>) -> Option<usize> {
        let around =
            self.contents.overlapping(place).filter(|(content, it)| inside(place, content) && Some(*it) != but);
        let size = |number: usize| self.attributions[number].content.iter().map(ExactSizeIterator::len).sum::<usize>();
        around.take(CONTENTS).map(|&(_, number)| number).min_by_key(|&number| size(number))
    }
}

/// Whether words, folded, are the first person's.
pub(super) fn is_first_person(words: &str) -> bool {
    is_singular(words) || is_plural(words)
}

fn is_singular(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "mine" | "myself")
}

fn is_plural(word: &str) -> bool {
    matches!(word, "we" | "us" | "our" | "ours" | "ourselves")
}

/// Adds to the cast the first persons in quotations: "I" of a person, "we" of a body or of several.
pub(super) fn add_first_persons(
    text: &str,
    quoted: &[Quotation],
    speakers: &Speakers,
    sources: &[ResolvedSource],
    cast: &mut Cast,
) {
    let mut found = Vec::new();
    for quotation in quoted {
        let Some(words) = text.get(quotation.bytes.clone()) else { continue };
        for bytes in words_of(words, quotation.bytes.start) {
            let word = fold(&text[bytes.clone()]);
            if !is_first_person(&word) || text[bytes.clone()].chars().count() == 2 && text[bytes.clone()] == *"US" {
                continue;
            }
            let speaker = speakers.at(&bytes, None).and_then(|number| sources.get(number)?.actor);
            let Some(actor) = speaker else { continue };
            let one = cast.actors[actor].kind == ActorKind::Person;
            if one == is_singular(&word) {
                let kind = if one { MentionKind::Person } else { MentionKind::Organisation };
                found.push(CastMention { bytes, form: Form::Pronoun, kind, actor: Some(actor) });
            }
        }
    }
    cast.mentions.extend(found);
}

/// The ranges of the runs of letters in `text`, which stands at `start`; what follows an apostrophe is a run of its own.
fn words_of(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let begin = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some(start + begin..start + begin + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::sources_of;

    #[test]
    fn first_persons_in_quotations_are_the_speakers() {
        let (_, cast) = sources_of(
            "[x1 “I’ll keep my word; we must,”] [s1 [name:person Ilva Marrek]] [c1 said]. \
             [x2 “We warned them, and I left,”] [s2 the [name:organisation Hill Brigade]] [c2 wrote].",
        );
        assert_eq!(cast, ["Ilva Marrek: I, my, Ilva Marrek", "Hill Brigade: We, Hill Brigade"]);
    }

    #[test]
    fn a_quotation_in_a_quotation_has_its_own_speaker() {
        let (sources, cast) =
            sources_of("[x1 “[s2 I] [c2 asked] [x2 what my boss wants],”] [s1 [name:person Sami Orn]] [c1 said].");
        assert_eq!(sources, ["Sami Orn/Named", "Sami Orn/Named"]);
        assert_eq!(cast, ["Sami Orn: I, my, Sami Orn"]);
    }
}
