//! Short forms of casts and sources for the tests of this folder.

use sayso_document::Document;

use crate::cast::Cast;
use crate::outlet::Outlets;
use crate::quotation::quotations;
use crate::testing::annotated;

/// Each actor with its mentions, "name: first, second"; at the end, behind "-", the mentions of no actor.
pub(super) fn actors_of(marked: &str) -> Vec<String> {
    let (text, marks) = annotated(marked);
    let document = Document::of_text(text);
    let cast = super::cast(&document, &marks, &quotations(&document.text), Outlets::embedded());
    lines(&document.text, &cast, |cast, actor| cast.actors[actor].name.clone())
}

/// Like [`actors_of`], with kind and country: "name/Kind/CC: first, second".
pub(super) fn described(marked: &str) -> Vec<String> {
    let (text, marks) = annotated(marked);
    let document = Document::of_text(text);
    let cast = super::cast(&document, &marks, &quotations(&document.text), Outlets::embedded());
    lines(&document.text, &cast, |cast, actor| {
        let actor = &cast.actors[actor];
        format!("{}/{:?}/{}", actor.name, actor.kind, actor.country.as_deref().unwrap_or(""))
    })
}

/// Each attribution's source: "name/kind", and the cast after that.
pub(super) fn sources_of(marked: &str) -> (Vec<String>, Vec<String>) {
    let (text, marks) = annotated(marked);
    let document = Document::of_text(text);
    let quoted = quotations(&document.text);
    let mut cast = super::cast(&document, &marks, &quoted, Outlets::embedded());
    let sources = super::resolve_sources(&document, &marks.attributions, &quoted, &mut cast);
    let ordered = |pair: &[crate::cast::CastMention]| {
        (pair[0].bytes.start, std::cmp::Reverse(pair[0].bytes.end))
            < (pair[1].bytes.start, std::cmp::Reverse(pair[1].bytes.end))
    };
    assert!(cast.mentions.windows(2).all(ordered), "mentions are out of order: {:?}", cast.mentions);
    let named = |source: &crate::cast::ResolvedSource| {
        let name = source.actor.map_or("-", |actor| cast.actors[actor].name.as_str());
        source.kind.map_or_else(|| name.to_owned(), |kind| format!("{name}/{kind:?}"))
    };
    let sources = sources.iter().map(named).collect();
    (sources, lines(&document.text, &cast, |cast, actor| cast.actors[actor].name.clone()))
}

fn lines(text: &str, cast: &Cast, name: impl Fn(&Cast, usize) -> String) -> Vec<String> {
    let mentions = |actor: Option<usize>| {
        let own = cast.mentions.iter().filter(|mention| mention.actor == actor);
        own.map(|mention| text[mention.bytes.clone()].to_owned()).collect::<Vec<_>>().join(", ")
    };
    let actors = (0..cast.actors.len()).map(|actor| format!("{}: {}", name(cast, actor), mentions(Some(actor))));
    let open = Some(mentions(None)).filter(|open| !open.is_empty()).map(|open| format!("-: {open}"));
    actors.chain(open).collect()
}
