//! Sources: which actor a statement's source is.

use std::collections::HashMap;
use std::ops::Range;

use sayso_document::Document;
use sayso_model::{Attribution, Form, MentionKind};

use crate::cast::{Cast, CastActor, CastMention, ResolvedSource};
use crate::contract::{ActorKind, SourceKind};
use crate::quotation::Quotation;
use crate::range_index::RangeIndex;

use super::kind::cleaned;
use super::known::known;
use super::lexicon;
use super::order;
use super::own_voice::{Speakers, add_first_persons, is_first_person};
use super::phrase::{Phrase, trimmed};
use super::pronoun::is_possessive;
use super::words::{bare, fold, singular, words};

/// How many mentions back a source's noun is looked for.
const WINDOW: usize = 60;
/// How many statements deep an "I" is followed to its speaker.
const DEPTH: usize = 4;
/// How long a description of an unnamed source may be.
const LONGEST_NAME: usize = 160;

/// What the words of a source turn out to be.
enum Resolved {
    /// An actor, or a mention that could be several.
    Actor { actor: Option<usize>, named: bool },
    /// A first person.
    First,
    /// The article itself.
    Article,
    /// A pronoun of which it is open whom it means.
    Open,
}

/// Who the source of each attribution is. Adds actors that only sources name (an unnamed official) to the cast, and
/// the first persons in quotations.
pub(crate) fn resolve_sources(
    document: &Document,
    attributions: &[Attribution],
    quoted: &[Quotation],
    cast: &mut Cast,
) -> Vec<ResolvedSource> {
    let text = document.text.as_str();
    let names = names(text, cast);
    let mut sources = Sources { text, cast, added: Vec::new(), known: HashMap::new(), names, wider: Vec::new() };
    let resolved: Vec<Option<Resolved>> = attributions.iter().map(|it| sources.resolve(it)).collect();
    let (added, wider) = (sources.added, sources.wider);
    let publisher = document.outlet.as_deref().and_then(|outlet| {
        let outlet = words(outlet);
        cast.actors.iter().position(|actor| actor.kind == ActorKind::Outlet && words(&actor.name) == outlet)
    });
    let speakers = Speakers::new(attributions);
    let quotations = RangeIndex::new((0..).zip(quoted).map(|(number, it)| (it.bytes.clone(), number)));
    let mut out: Vec<ResolvedSource> = Vec::with_capacity(attributions.len());
    for number in 0..attributions.len() {
        out.push(match speaker(number, &resolved, attributions, &speakers, &quotations) {
            Some(Some(of)) => of_actor(of, cast),
            Some(None) => ResolvedSource { actor: publisher, kind: Some(SourceKind::Document) },
            None if resolved[number].is_none() => ResolvedSource { actor: None, kind: Some(SourceKind::None) },
            None => ResolvedSource::default(),
        });
    }
    for (number, bytes) in wider {
        cast.mentions[number].bytes = bytes;
    }
    cast.mentions.extend(added);
    add_first_persons(text, quoted, &speakers, &out, cast);
    let numbers = order(cast);
    for source in &mut out {
        source.actor = source.actor.and_then(|actor| numbers[actor]);
    }
    out
}

/// Whom a source means in the end: an actor, or (`Some(None)`) the article. A first person means the source of the
/// statement in which it stands, outside of all statements and quotations the article.
fn speaker<'a>(
    mut number: usize,
    resolved: &'a [Option<Resolved>],
    attributions: &[Attribution],
    speakers: &Speakers,
    quotations: &RangeIndex,
) -> Option<Option<&'a Resolved>> {
    for _ in 0..DEPTH {
        match resolved[number].as_ref()? {
            it @ Resolved::Actor { .. } => return Some(Some(it)),
            Resolved::Article => return Some(None),
            Resolved::Open => return None,
            Resolved::First => {
                let place = attributions[number].source.first()?;
                match speakers.at(place, Some(number)) {
                    Some(holder) => number = holder,
                    None if quotations.overlapping(place).next().is_some() => return None,
                    None => return Some(None),
                }
            }
        }
    }
    None
}

fn of_actor(source: &Resolved, cast: &Cast) -> ResolvedSource {
    let Resolved::Actor { actor, named } = source else { return ResolvedSource::default() };
    let kind = match actor.map(|actor| &cast.actors[actor]) {
        Some(it) if it.kind == ActorKind::Outlet => SourceKind::Outlet,
        Some(it) if it.named => SourceKind::Named,
        None if *named => SourceKind::Named,
        _ => SourceKind::Unnamed,
    };
    ResolvedSource { actor: *actor, kind: Some(kind) }
}

/// Resolves sources one by one.
struct Sources<'a> {
    text: &'a str,
    cast: &'a mut Cast,
    added: Vec<CastMention>,
    /// Actors made for words that were no mention.
    known: HashMap<Range<usize>, usize>,
    /// Actors by the words of their names, where only one goes by them.
    names: HashMap<Vec<String>, usize>,
    /// Mentions that turned out to have more words.
    wider: Vec<(usize, Range<usize>)>,
}

/// Actors by the words of their names, those by which two go left out.
fn names(text: &str, cast: &Cast) -> HashMap<Vec<String>, usize> {
    let mut names: HashMap<Vec<String>, Option<usize>> = HashMap::new();
    for mention in cast.mentions.iter().filter(|mention| mention.form == Form::Name) {
        let actor = names.entry(words(&text[mention.bytes.clone()])).or_insert(mention.actor);
        if *actor != mention.actor {
            *actor = None;
        }
    }
    names.into_iter().filter_map(|(words, actor)| Some((words, actor?))).collect()
}

impl Sources<'_> {
    fn resolve(&mut self, attribution: &Attribution) -> Option<Resolved> {
        let bytes = attribution.source.first()?;
        let phrase = Phrase::new(self.text, self.cast, bytes)?;
        let whole = fold_all(&self.text[phrase.bytes.clone()]);
        if is_first_person(&whole) {
            return Some(Resolved::First);
        }
        if is_the_article(&whole) {
            return Some(Resolved::Article);
        }
        if let Some(parts) = phrase.several() {
            let kinds: Vec<(ActorKind, bool)> = parts.iter().map(|part| self.kind_of_part(&phrase, part)).collect();
            let last = parts.last().map_or(phrase.bytes.end, |part| {
                let words = &self.text[part.clone()];
                let stops = [",", " which ", " who ", " that ", " –", " —"];
                part.start + stops.iter().filter_map(|stop| words.find(stop)).min().unwrap_or(words.len())
            });
            let whole = phrase.bytes.start..last;
            let actor = CastActor {
                name: cleaned(&self.text[whole.clone()], Form::Description),
                kind: kinds.iter().map(|it| it.0).reduce(|a, b| if a == b { a } else { ActorKind::Other })?,
                named: kinds.iter().any(|it| it.1),
                country: None,
            };
            return Some(self.own(whole, actor));
        }
        let head = phrase.head();
        let mention = phrase.mention(&head);
        let apposed = phrase.apposed_name(&head);
        let full = phrase.bytes.clone();
        if let Some(number) = mention {
            let found = self.cast.mentions[number].clone();
            let unnamed = found.actor.is_none_or(|actor| !self.cast.actors[actor].named);
            if found.form == Form::Pronoun && found.bytes.start > head.start {
                // "One of them, Joss Perrin": one of those whom the pronoun means.
                let name = apposed.and_then(|name| self.cast.mentions[name].actor);
                if let Some(name) = name {
                    self.add(head, Some(name));
                    return Some(Resolved::Actor { actor: Some(name), named: true });
                }
                let actor = self.described(&head, &full, None);
                return Some(self.own(head, actor));
            }
            let found = if found.form == Form::Description { self.widened(number, found, &head) } else { found };
            return Some(match (found.form, found.actor) {
                (Form::Pronoun, None) => Resolved::Open,
                (Form::Name, None) => Resolved::Actor { actor: None, named: true },
                (Form::Description, actor) if unnamed => {
                    let apposed = apposed.and_then(|name| self.cast.mentions[name].actor);
                    if let Some(name) = apposed {
                        self.cast.mentions[number].actor = Some(name);
                        return Some(Resolved::Actor { actor: Some(name), named: true });
                    }
                    match actor {
                        Some(actor) => {
                            self.lengthen(actor, &found.bytes, &full);
                            Resolved::Actor { actor: Some(actor), named: false }
                        }
                        None => {
                            let actor = self.described(&found.bytes, &full, Some(found.kind));
                            let resolved = self.own(found.bytes, actor);
                            if let Resolved::Actor { actor, .. } = resolved {
                                self.cast.mentions[number].actor = actor;
                            }
                            resolved
                        }
                    }
                }
                (_, actor) => Resolved::Actor { actor, named: true },
            });
        }
        if let Some(name) = apposed {
            let actor = self.cast.mentions[name].actor;
            self.add(head, actor);
            return Some(Resolved::Actor { actor, named: true });
        }
        if let Some(actor) = self.same_name(&head) {
            self.add(head, Some(actor));
            return Some(Resolved::Actor { actor: Some(actor), named: true });
        }
        if let Some(actor) = self.same_noun(&head) {
            self.add(head, Some(actor));
            return Some(Resolved::Actor { actor: Some(actor), named: self.cast.actors[actor].named });
        }
        let words = fold_all(&self.text[head.clone()]);
        if let Some(number) = self.relative(&words, &head) {
            let CastMention { actor, kind, .. } = self.cast.mentions[number];
            self.added.push(CastMention { bytes: head, form: Form::Pronoun, kind, actor });
            let named = actor.is_some_and(|actor| self.cast.actors[actor].named);
            return Some(Resolved::Actor { actor, named });
        }
        if is_pronoun(&words) {
            return Some(Resolved::Open);
        }
        let actor = self.described(&head, &full, None);
        Some(self.own(head, actor))
    }

    /// A description that ends a source's head, from the beginning of that: the model may leave out words before a noun.
    fn widened(&mut self, number: usize, found: CastMention, head: &Range<usize>) -> CastMention {
        let added = self.text.get(head.start..found.bytes.start).unwrap_or("");
        let before = added.split_whitespace().count();
        if !(1..=6).contains(&before) || !added.ends_with(' ') {
            return found;
        }
        let found = CastMention { bytes: head.start..found.bytes.end, ..found };
        self.wider.push((number, found.bytes.clone()));
        found
    }

    /// An actor of its own for words, the same one each time.
    fn own(&mut self, bytes: Range<usize>, actor: CastActor) -> Resolved {
        let named = actor.named;
        let number = match self.known.get(&bytes) {
            Some(&number) => number,
            None => {
                self.cast.actors.push(actor);
                self.cast.actors.len() - 1
            }
        };
        self.known.insert(bytes.clone(), number);
        self.add(bytes, Some(number));
        Resolved::Actor { actor: Some(number), named }
    }

    fn add(&mut self, bytes: Range<usize>, actor: Option<usize>) {
        let person = actor.is_some_and(|actor| self.cast.actors[actor].kind == ActorKind::Person);
        let kind = if person { MentionKind::Person } else { MentionKind::Organisation };
        self.added.push(CastMention { bytes, form: Form::Description, kind, actor });
    }

    /// The actor that words describe which mean no other: its kind by the head noun, its country by names in the words.
    fn described(&self, head: &Range<usize>, full: &Range<usize>, kind: Option<MentionKind>) -> CastActor {
        let text = &self.text[head.clone()];
        let all = words(text);
        let last = all.last().cloned().unwrap_or_default();
        // A name that the model did not mark: "the private channel Studio 9".
        let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let mut tail: Vec<&str> = text.split_whitespace().rev().take_while(capital).collect();
        tail.reverse();
        let named = lexicon::noun(&last).is_none() && tail.iter().any(|it| it.starts_with(char::is_uppercase));
        let before_name = words(text.split(tail.first().unwrap_or(&"")).next().unwrap_or("")).pop();
        let head_noun = if named { before_name.unwrap_or_default() } else { last };
        let plural = singular(&head_noun).is_some();
        let noun = lexicon::noun(&head_noun);
        let by_model = match kind {
            Some(MentionKind::Organisation) => ActorKind::Organisation,
            Some(MentionKind::People) => ActorKind::People,
            Some(MentionKind::Place) => ActorKind::Place,
            Some(MentionKind::Other) => ActorKind::Other,
            Some(MentionKind::Person) | None => ActorKind::Person,
        };
        let kind = noun.and_then(|sort| sort.kind(plural)).or_else(|| noun.map(|_| ActorKind::Organisation));
        let country = text.split_whitespace().take(12).filter(|word| word.starts_with(char::is_uppercase));
        let country = country.filter_map(|word| known(bare(word))).find_map(|known| known.country.map(str::to_owned));
        let name = if named { cleaned(&tail.join(" "), Form::Name) } else { self.fullest(head, full) };
        CastActor { name, kind: kind.unwrap_or(by_model), named, country }
    }

    /// A description with its complement: up to the first comma, dash or relative clause of the source.
    fn fullest(&self, head: &Range<usize>, full: &Range<usize>) -> String {
        let rest = self.text.get(head.end..full.end).unwrap_or("");
        let stops = [",", ";", ":", "(", " –", " —", " who ", " that ", " which ", " whose ", " speaking "];
        let end = stops.iter().filter_map(|stop| rest.find(stop)).min().unwrap_or(rest.len());
        let end = if head.len() + end > LONGEST_NAME { 0 } else { end };
        let all = trimmed(self.text, &(head.start..head.end + end)).unwrap_or(head.clone());
        cleaned(&self.text[all], Form::Description)
    }

    /// Gives an unnamed actor a fuller description.
    fn lengthen(&mut self, actor: usize, head: &Range<usize>, full: &Range<usize>) {
        let fuller = self.fullest(head, full);
        let it = &mut self.cast.actors[actor];
        // Whose it is stays said: "Velmark’s ministry of war", not "its ministry of war".
        let owned = it.name.split_once("’s ").map(|(owner, _)| owner).zip(fuller.split_once(' '));
        let fuller = match owned {
            Some((owner, (pronoun, rest))) if is_possessive(pronoun) => format!("{owner}’s {rest}"),
            _ => fuller,
        };
        if !it.named && fuller.len() > it.name.len() {
            it.name = fuller;
        }
    }

    /// The actor whose name stands in the source although the model marked none here.
    fn same_name(&self, head: &Range<usize>) -> Option<usize> {
        self.names.get(&words(&self.text[head.clone()])).copied()
    }

    /// The mention that a relative pronoun goes on about: the last one before it in its sentence, of "who" a person's or a
    /// group's, with nothing between them but a complement or an apposition.
    fn relative(&self, words: &str, head: &Range<usize>) -> Option<usize> {
        if !matches!(words, "who" | "which") {
            return None;
        }
        let end = self.cast.mentions.partition_point(|mention| mention.bytes.start < head.start);
        let near = (end.saturating_sub(8)..end).rev().filter(|&at| self.cast.mentions[at].form != Form::Pronoun);
        let mut near = near.take_while(|&at| {
            let between = self.text.get(self.cast.mentions[at].bytes.end..head.start).unwrap_or("");
            between.len() < 60 && !between.contains(['.', '\n', '?', '!', ';', '”'])
        });
        near.find(|&at| {
            let mention = &self.cast.mentions[at];
            let Some(actor) = mention.actor else { return false };
            let place = matches!(self.cast.actors[actor].kind, ActorKind::Place | ActorKind::People);
            let person = self.cast.actors[actor].kind == ActorKind::Person;
            mention.bytes.end <= head.start && !place && (words == "which") != person
        })
    }

    /// The only actor that was lately described by the noun of a definite source ("the official").
    fn same_noun(&self, head: &Range<usize>) -> Option<usize> {
        let own = words(&self.text[head.clone()]);
        let definite = fold_all(&self.text[head.clone()]).starts_with("the ");
        let noun = own.last().filter(|_| definite && own.len() == 1)?;
        let end = self.cast.mentions.partition_point(|mention| mention.bytes.start < head.start);
        let earlier = self.cast.mentions[end.saturating_sub(WINDOW)..end].iter();
        let same = earlier.filter(|it| it.form == Form::Description && it.bytes.end <= head.start);
        let same = same.filter(|it| words(&self.text[it.bytes.clone()]).last() == Some(noun));
        let latest = self.added.iter().rev().take(WINDOW).filter(|it| it.bytes.end <= head.start);
        let latest = latest.filter(|it| words(&self.text[it.bytes.clone()]).last() == Some(noun));
        let mut actors: Vec<usize> = same.chain(latest).filter_map(|it| it.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        <[usize; 1]>::try_from(actors).ok().map(|[only]| only)
    }

    fn kind_of_part(&self, phrase: &Phrase, part: &Range<usize>) -> (ActorKind, bool) {
        let actor = phrase.mention(part).and_then(|mention| self.cast.mentions[mention].actor);
        match actor.map(|actor| &self.cast.actors[actor]) {
            Some(actor) => (actor.kind, actor.named),
            None => (self.described(part, part, None).kind, false),
        }
    }
}

/// Folded words, parted by single spaces.
fn fold_all(text: &str) -> String {
    text.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

fn is_pronoun(words: &str) -> bool {
    matches!(
        words,
        "he" | "she"
            | "it"
            | "they"
            | "him"
            | "her"
            | "them"
            | "who"
            | "which"
            | "that"
            | "this"
            | "these"
            | "those"
            | "you"
    )
}

/// Whether words mean the article or its outlet without a name.
fn is_the_article(words: &str) -> bool {
    let (own, noun) = words.split_once(' ').unwrap_or(("", words));
    let outlet = matches!(
        noun,
        "newspaper"
            | "paper"
            | "magazine"
            | "outlet"
            | "website"
            | "publication"
            | "site"
            | "article"
            | "report"
            | "story"
            | "column"
            | "reporter"
            | "correspondent"
            | "author"
            | "writer"
            | "newsroom"
            | "editorial board"
            | "page"
    );
    matches!(own, "this" | "our") && outlet
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
