//! Who speaks in a document, and how often.

use std::collections::HashMap;

use maud::{Markup, html};
use sayso_reading::{Reading, Source, joined};

use crate::marks::Item;

/// One who is the source of statements.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The actor's name, else the words of the first mention as a source; `None` for statements whose source
    /// the document does not express.
    pub(crate) name: Option<String>,
    /// The statements, as indices into the reading.
    pub(crate) statements: Vec<usize>,
}

/// The speakers of a reading: most statements first, then in the order of the text, the unexpressed last.
pub(crate) fn speakers(reading: &Reading) -> Vec<Speaker> {
    let actors = ActorNames::of(reading);
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for (index, statement) in reading.statements.iter().enumerate() {
        let name = name(&actors, &statement.source);
        let key = statement.source.actor.clone().or_else(|| name.as_ref().map(|name| name.to_lowercase()));
        let place = *places.entry(key).or_insert(speakers.len());
        match speakers.get_mut(place) {
            Some(speaker) => speaker.statements.push(index),
            None => speakers.push(Speaker { name, statements: vec![index] }),
        }
    }
    speakers.sort_by_key(|speaker| (speaker.name.is_none(), std::cmp::Reverse(speaker.statements.len())));
    speakers
}

/// The names of a reading's actors by their ids.
pub(crate) struct ActorNames<'reading>(HashMap<&'reading str, &'reading str>);

impl<'reading> ActorNames<'reading> {
    pub(crate) fn of(reading: &'reading Reading) -> Self {
        Self(reading.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect())
    }

    /// The name of the actor with this id, where it has been resolved.
    pub(crate) fn get(&self, id: Option<&str>) -> Option<&'reading str> {
        self.0.get(id?).copied()
    }
}

fn name(actors: &ActorNames<'_>, source: &Source) -> Option<String> {
    let words = || joined(&source.spans);
    actors.get(source.actor.as_deref()).map(str::to_owned).or_else(|| (!source.spans.is_empty()).then(words))
}

/// The speakers as a list, each with links to the rows of the statements.
pub(crate) fn speaker_list(speakers: &[Speaker]) -> Markup {
    html! {
        ol.speakers role="list" {
            @for speaker in speakers {
                li {
                    @match &speaker.name {
                        Some(name) => span.who { (name) },
                        None => span.who.unexpressed { "no source expressed" },
                    }
                    " "
                    span.numbers {
                        @for &statement in &speaker.statements {
                            a href=(format!("#{}", Item::Statement(statement).row()))
                                aria-label=(format!("Statement {}", statement + 1)) { (statement + 1) }
                            " "
                        }
                    }
                }
            }
        }
    }
}
