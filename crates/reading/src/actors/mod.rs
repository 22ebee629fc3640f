//! The actors of a document: every mention of one linked, every source resolved.
//!
//! Names are linked first, over the whole document; then states and peoples; then what stands in apposition to a name;
//! then, in text order, descriptions and pronouns, by the model's probabilities and by rules.

mod acronym;
mod alias;
mod apposition;
mod binding;
mod body;
mod extend;
mod gender;
mod kind;
mod known;
mod lexicon;
mod likely;
mod link;
mod names;
mod noun;
mod own_voice;
mod person;
mod phrase;
mod pronoun;
mod repair;
mod source;
mod speech;
mod spelled;
mod stage;
mod state;
#[cfg(test)]
mod story_tests;
#[cfg(test)]
mod testing;
mod title;
mod told;
mod trim;
mod turn;
mod unmarked;
mod words;

use sayso_document::Document;
use sayso_model::{Form, Marks, MentionKind};

use crate::cast::{Cast, CastActor, CastMention};
use crate::outlet::Outlets;
use crate::quotation::Quotation;

pub(crate) use source::resolve_sources;
use stage::Stage;

/// Whether a title stands before the name that begins at `start` ("President Ilva Marrek").
pub(crate) fn has_title(text: &str, start: usize) -> bool {
    title::before_name(text, start).is_some()
}

/// Links the mentions of a document to actors. `quoted` are its quotations.
pub(crate) fn cast(document: &Document, marks: &Marks, quoted: &[Quotation], outlets: &Outlets) -> Cast {
    let mut stage = Stage::new(document, marks, quoted, outlets);
    let classes = names::link(&mut stage);
    let atlas = state::link(&mut stage, &classes);
    kind::nationalities(&mut stage, &atlas);
    apposition::link(&mut stage, &atlas);
    link::link(&mut stage, &atlas);
    finished(&stage)
}

/// The cast as the stage knows it.
fn finished(stage: &Stage) -> Cast {
    let actor = |referent: usize| CastActor {
        name: kind::name(stage, referent),
        kind: kind::of(stage, referent),
        named: stage.referents[referent].named,
        country: kind::country(stage, referent),
    };
    let mention = |(noun, &actor): (&noun::Noun, &Option<usize>)| CastMention {
        bytes: noun.bytes.clone(),
        form: noun.form,
        kind: noun.kind,
        actor,
    };
    let mut cast = Cast {
        actors: (0..stage.referents.len()).map(actor).collect(),
        mentions: stage.nouns.iter().zip(&stage.of).map(mention).collect(),
    };
    cast.mentions.extend(stage.added.iter().map(|(bytes, referent)| CastMention {
        bytes: bytes.clone(),
        form: Form::Name,
        kind: MentionKind::Organisation,
        actor: Some(*referent),
    }));
    order(&mut cast);
    cast
}

/// Sorts mentions, keeps one of each range, numbers actors by their first mentions and leaves out those without. Tells
/// the new number of each actor.
fn order(cast: &mut Cast) -> Vec<Option<usize>> {
    cast.mentions.sort_by_key(|it| (it.bytes.start, std::cmp::Reverse(it.bytes.end), it.actor.is_none()));
    cast.mentions.dedup_by(|later, earlier| later.bytes == earlier.bytes);
    let mut numbers = vec![None; cast.actors.len()];
    let mut actors = Vec::with_capacity(cast.actors.len());
    for mention in &mut cast.mentions {
        let Some(actor) = mention.actor else { continue };
        let number = *numbers[actor].get_or_insert_with(|| {
            actors.push(cast.actors[actor].clone());
            actors.len() - 1
        });
        mention.actor = Some(number);
    }
    cast.actors = actors;
    numbers
}
