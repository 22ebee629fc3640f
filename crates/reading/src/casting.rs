//! Casts for tests: every name an actor of its own, unless the notation says what it means.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use sayso_model::{Form, Marks, MentionKind};

use crate::cast::{Cast, CastActor, CastMention};
use crate::contract::ActorKind;

/// Names that tests use for states, with made-up codes, and words for what is theirs.
const STATES: [(&str, &str); 8] = [
    ("Andural", "XA"),
    ("Andurali", "XA"),
    ("Velmark", "XV"),
    ("Velmarki", "XV"),
    ("Dorrath", "XD"),
    ("Dorrathi", "XD"),
    ("Khessar", "XK"),
    ("Khessari", "XK"),
];
/// Names that tests use for outlets, with the country.
const OUTLETS: [(&str, Option<&str>); 9] = [
    ("Dawn Wire", None),
    ("New Courier", None),
    ("Andural Standard", Some("XA")),
    ("Corvan News Agency", None),
    ("Sarn Gazette", None),
    ("Radio Hadreth", Some("XD")),
    ("Orrin Post", None),
    ("Khessar Today", Some("XK")),
    ("Corvan", None),
];

/// The cast of a marked text.
pub(crate) fn cast_of(text: &str, marks: &Marks) -> Cast {
    let mut cast = Cast::default();
    for mention in &marks.mentions {
        let name = &text[mention.bytes.clone()];
        let linked = mention.antecedents.first().and_then(|(number, _)| cast.mentions[*number].actor);
        let actor = linked.unwrap_or_else(|| {
            let number = cast.actors.len();
            cast.actors.push(actor(name, mention.form, mention.kind));
            number
        });
        let (bytes, form, kind) = (mention.bytes.clone(), mention.form, mention.kind);
        cast.mentions.push(CastMention { bytes, form, kind, actor: Some(actor) });
    }
    cast
}

fn actor(name: &str, form: Form, kind: MentionKind) -> CastActor {
    let state = STATES.iter().find(|(state, _)| *state == name);
    let outlet = OUTLETS.iter().find(|(outlet, _)| *outlet == name);
    let sort = match kind {
        _ if outlet.is_some() => ActorKind::Outlet,
        MentionKind::Place if state.is_some() => ActorKind::Government,
        MentionKind::Person => ActorKind::Person,
        MentionKind::Organisation => ActorKind::Organisation,
        MentionKind::Place => ActorKind::Place,
        MentionKind::People => ActorKind::People,
        MentionKind::Other => ActorKind::Other,
    };
    let country = state.map(|it| it.1).or(outlet.and_then(|it| it.1)).map(str::to_owned);
    CastActor { name: name.to_owned(), kind: sort, named: form == Form::Name, country }
}
