//! Who speaks in a document, and how often.

use maud::{Markup, html};
use sayso_reading::{Reading, Source};

use crate::marks::row_anchor;

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
    let mut speakers: Vec<(Option<String>, Speaker)> = Vec::new();
    for (index, statement) in reading.statements.iter().enumerate() {
        let name = name(reading, &statement.source);
        let key = statement.source.actor.clone().or_else(|| name.as_ref().map(|name| name.to_lowercase()));
        match speakers.iter_mut().find(|(known, _)| *known == key) {
            Some((_, speaker)) => speaker.statements.push(index),
            None => speakers.push((key, Speaker { name, statements: vec![index] })),
        }
    }
    let mut speakers: Vec<Speaker> = speakers.into_iter().map(|(_, speaker)| speaker).collect();
    speakers.sort_by_key(|speaker| (speaker.name.is_none(), std::cmp::Reverse(speaker.statements.len())));
    speakers
}

/// The name of the actor that the source is, where it has been resolved.
pub(crate) fn actor_name<'reading>(reading: &'reading Reading, actor: Option<&str>) -> Option<&'reading str> {
    let id = actor?;
    reading.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.as_str())
}

fn name(reading: &Reading, source: &Source) -> Option<String> {
    let words = || source.spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ");
    actor_name(reading, source.actor.as_deref()).map(str::to_owned).or_else(|| (!source.spans.is_empty()).then(words))
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
                            a href=(format!("#{}", row_anchor(statement)))
                                aria-label=(format!("Statement {}", statement + 1)) { (statement + 1) }
                            " "
                        }
                    }
                }
            }
        }
    }
}
