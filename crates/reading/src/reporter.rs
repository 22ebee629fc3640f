//! Outlets that no table knows: what reports, and is no person, is one.
//!
//! The model takes many a foreign outlet for a person, since it speaks ("Sada Lumeh reported that …"). What reports,
//! and nobody calls "he" or gives a title or a description to, is an outlet.

use std::ops::Range;

use sayso_model::{Attribution, Form};

use crate::cast::{Cast, CastMention, ResolvedSource};
use crate::contract::{ActorKind, SourceKind};

/// Makes outlets of the actors that report as outlets do, and of their statements' sources.
pub(crate) fn reporters(text: &str, found: &[Attribution], sources: &mut [ResolvedSource], cast: &mut Cast) {
    let mut outlets: Vec<usize> = Vec::new();
    for (attribution, source) in found.iter().zip(&*sources) {
        let (Some(actor), [words], [cue]) = (source.actor, &attribution.source[..], &attribution.cue[..]) else {
            continue;
        };
        let cue = text.get(cue.clone()).unwrap_or_default();
        if reporting(cue) && !outlets.contains(&actor) && is_nobody_known(text, cast, actor, words) {
            outlets.push(actor);
        }
    }
    for &actor in &outlets {
        cast.actors[actor].kind = ActorKind::Outlet;
    }
    for source in sources {
        if source.kind == Some(SourceKind::Named) && source.actor.is_some_and(|it| outlets.contains(&it)) {
            source.kind = Some(SourceKind::Outlet);
        }
    }
}

/// "reported", "also reports", "has reported"; not "reportedly said".
fn reporting(cue: &str) -> bool {
    let mut words = cue.split_whitespace().map(str::to_lowercase);
    words.any(|word| matches!(word.as_str(), "reported" | "reports" | "report"))
}

/// Whether the source is a bare name of which nothing says that it is a person's, a body's or a place's.
fn is_nobody_known(text: &str, cast: &Cast, actor: usize, source: &Range<usize>) -> bool {
    let it = &cast.actors[actor];
    let name = cast.within(source).find(|it| it.actor == Some(actor) && it.form == Form::Name);
    let Some(name) = name.filter(|_| it.named) else { return false };
    let words = text.get(name.bytes.clone()).unwrap_or_default();
    let before = text.get(source.start..name.bytes.start).unwrap_or_default().trim();
    let bare = before.is_empty() || before.eq_ignore_ascii_case("the");
    let alone = bare && source.end == name.bytes.end;
    let known = crate::world::look_up(words).is_some() || crate::chain::is_other_body(words);
    match it.kind {
        ActorKind::Organisation | ActorKind::Other => bare && !known,
        ActorKind::Person | ActorKind::Place => alone && !known && !is_somebody(text, cast, actor),
        _ => false,
    }
}

/// Whether an actor is called "he" or "she", or has a title or a description.
fn is_somebody(text: &str, cast: &Cast, actor: usize) -> bool {
    let personal = |mention: &CastMention| match mention.form {
        Form::Name => crate::actors::has_title(text, mention.bytes.start),
        Form::Pronoun => {
            let word = text.get(mention.bytes.clone()).unwrap_or_default().to_lowercase();
            matches!(word.as_str(), "he" | "him" | "his" | "she" | "her" | "hers")
        }
        Form::Description => true,
    };
    cast.mentions.iter().any(|it| it.actor == Some(actor) && personal(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::CastActor;

    fn kind(text: &str, model: ActorKind) -> ActorKind {
        let (text, marks) = crate::testing::annotated(text);
        let actor = CastActor { name: "?".to_owned(), kind: model, named: true, country: None };
        let mention = |it: &sayso_model::Mention| CastMention {
            bytes: it.bytes.clone(),
            form: it.form,
            kind: it.kind,
            actor: Some(0),
        };
        let mut cast = Cast { actors: vec![actor], mentions: marks.mentions.iter().map(mention).collect() };
        let mut sources = vec![ResolvedSource { actor: Some(0), kind: Some(SourceKind::Named) }];
        reporters(&text, &marks.attributions, &mut sources, &mut cast);
        assert_eq!(sources[0].kind == Some(SourceKind::Outlet), cast.actors[0].kind == ActorKind::Outlet);
        cast.actors[0].kind
    }

    #[test]
    fn what_reports_is_an_outlet() {
        let person = ActorKind::Person;
        assert_eq!(kind("[s1 [name:person Sada Lumeh]] [c1 reported] [x1 a fire].", person), ActorKind::Outlet);
        assert_eq!(
            kind("[s1 The [name:organisation Beacon]] [c1 has reported] [x1 a fire].", ActorKind::Other),
            ActorKind::Outlet
        );
    }

    #[test]
    fn persons_and_bodies_stay_what_they_are() {
        let person = ActorKind::Person;
        assert_eq!(kind("[s1 [name:person Sada Lumeh]] [c1 said] [x1 a fire burnt].", person), person);
        assert_eq!(kind("[s1 [name:person Lumeh]] [c1 reported] [x1 that] [pron:person she] fell.", person), person);
        assert_eq!(kind("[s1 Captain [name:person Lumeh]] [c1 reported] [x1 a fire].", person), person);
        let body = ActorKind::Organisation;
        assert_eq!(kind("[s1 The [name:organisation Harbour Commission]] [c1 reported] [x1 a fire].", body), body);
    }
}
