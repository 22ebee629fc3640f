//! The carriers of a statement: who passed it on to this document.
//!
//! Three things name them: the statements around it, whose sources tell what it says; phrases of its sentence ("in an
//! interview with X"); the sentence after it ("The remarks, carried by X, …").

mod active;
mod anaphora;
mod phrase;
mod press;
mod receiver;
#[cfg(test)]
mod tests;

use std::ops::Range;

use sayso_model::{Attribution, Form};

pub(crate) use self::active::carrying;
pub(crate) use self::anaphora::is_printed;
use self::phrase::{CarrierPhrase, phrases};
use self::press::Named;
pub(crate) use self::press::{Press, is_other_body};
use self::receiver::Receivers;
use crate::cast::{Cast, CastCarrier, ResolvedSource};
use crate::contract::{CarrierKind, SourceKind};
use crate::layout::Layout;
use crate::quotation::Quotation;
use crate::word::{Word, words};

/// How many sentences back the statement may stand that "The interview was broadcast by X" speaks of.
const BACK: usize = 3;
/// How many statements deep one within another is followed.
const DEPTH: usize = 16;

/// The carriers of each attribution, the nearest to the source first. `holders` are those of [`crate::nesting`].
pub(crate) fn carriers(
    layout: &Layout,
    attributions: &[Attribution],
    holders: &[Option<usize>],
    sources: &[ResolvedSource],
    cast: &Cast,
    press: &Press,
) -> Vec<Vec<CastCarrier>> {
    let chain = Chain { text: layout.text, attributions, holders, sources, cast, press };
    let own = chain.by_phrases(layout);
    (0..attributions.len()).map(|number| chain.whole(number, &own)).collect()
}

struct Chain<'a> {
    text: &'a str,
    attributions: &'a [Attribution],
    holders: &'a [Option<usize>],
    sources: &'a [ResolvedSource],
    cast: &'a Cast,
    press: &'a Press<'a>,
}

impl Chain<'_> {
    /// For each attribution the carriers that phrases name.
    fn by_phrases(&self, layout: &Layout) -> Vec<Vec<CastCarrier>> {
        let mut own: Vec<Vec<CastCarrier>> = vec![Vec::new(); self.attributions.len()];
        let sentences = &layout.sentences;
        let mut in_sentence: Vec<Vec<usize>> = vec![Vec::new(); sentences.len()];
        for (number, attribution) in self.attributions.iter().enumerate() {
            let Some(cue) = attribution.cue.first() else { continue };
            let sentence = layout.sentence_of(cue.start);
            if sentence < sentences.len() {
                in_sentence[sentence].push(number);
            }
        }
        for (sentence, range) in sentences.iter().enumerate() {
            let earlier = (sentence.saturating_sub(BACK)..sentence).rev().find(|&it| !in_sentence[it].is_empty());
            if in_sentence[sentence].is_empty() && earlier.is_none() {
                continue;
            }
            let words = words(self.text, range);
            let mut found = phrases(&words, self.press, self.cast);
            found.extend(active::active(&words, self.press, self.cast));
            let subject = anaphora::subject(&words);
            let printed = anaphora::printed_subject(&words).then_some("");
            for phrase in found {
                let again = phrase.kind == CarrierKind::RepublishedBy;
                let stem = subject.or_else(|| printed.filter(|_| again));
                let here = self.in_same_quotation(&in_sentence[sentence], &phrase.bytes, &layout.quoted);
                let back = earlier.filter(|_| self.speaks_of_earlier(&phrase, stem, &here, &words));
                let published = back
                    .filter(|_| again && stem.is_some())
                    .and_then(|_| self.last_published(&in_sentence[sentence.saturating_sub(BACK)..sentence], &own));
                let receivers = match back {
                    Some(_) if published.is_some() => published.map_or_else(Vec::new, |it| {
                        anaphora::also_meant(stem.unwrap_or_default(), it, self.sources, self.holders)
                    }),
                    Some(earlier) => self.meant(stem.unwrap_or_default(), &in_sentence[earlier]),
                    None => self.receivers(&here).of(&phrase),
                };
                for number in receivers {
                    let (bytes, actor) = (phrase.named.bytes.clone(), phrase.named.actor);
                    own[number].push(CastCarrier { bytes, actor, kind: phrase.kind });
                }
            }
        }
        self.inherit(&mut own);
        for carriers in &mut own {
            carriers.sort_by_key(|it| distance(it.kind));
        }
        own
    }

    fn receivers<'h>(&'h self, here: &'h [usize]) -> Receivers<'h> {
        Receivers {
            text: self.text,
            attributions: self.attributions,
            holders: self.holders,
            sources: self.sources,
            here,
        }
    }

    /// The attributions whose cues stand in the same quotation as `place`, or like it in none.
    fn in_same_quotation(&self, here: &[usize], place: &Range<usize>, quoted: &[Quotation]) -> Vec<usize> {
        let quotation = |at: usize| {
            let next = quoted.partition_point(|it| it.bytes.end <= at);
            quoted.get(next).filter(|it| it.bytes.start <= at).map(|_| next)
        };
        let outer = quotation(place.start);
        let cue = |number: usize| self.attributions[number].cue.first().map_or(0, |it| it.start);
        here.iter().copied().filter(|&it| quotation(cue(it)) == outer).collect()
    }

    /// Whether the phrase tells how an earlier statement was carried: its sentence begins with what that is called,
    /// and nobody has said anything yet.
    fn speaks_of_earlier(&self, phrase: &CarrierPhrase, stem: Option<&str>, here: &[usize], words: &[Word]) -> bool {
        // "The statement, reprinted by X, did not mention …": what is spoken of may itself be the next source.
        let begin = words.iter().find(|it| !it.is_mark()).map_or(0, |it| it.bytes.start);
        let itself = |it: usize| {
            let (source, cue) = (self.attributions[it].source.first(), self.attributions[it].cue.first());
            let before_cue = cue.is_some_and(|it| it.start >= phrase.named.bytes.end);
            stem.is_some() && before_cue && source.is_some_and(|it| it.start <= begin)
        };
        let later = |it: usize| receiver::first(&self.attributions[it]) >= phrase.named.bytes.end;
        let nothing_yet = here.iter().all(|&it| later(it) || itself(it));
        let active = words.first().is_some_and(|it| it.bytes.start >= phrase.bytes.start)
            && phrase.bytes.start == phrase.named.bytes.start;
        nothing_yet && !phrase.closing && (stem.is_some() || here.is_empty() && active)
    }

    /// The last statement of some sentences that was published somewhere: what is republished was.
    fn last_published(&self, sentences: &[Vec<usize>], own: &[Vec<CastCarrier>]) -> Option<usize> {
        let published = |it: &usize| own[*it].iter().any(|it| it.kind == CarrierKind::PublishedBy);
        sentences.iter().rev().find_map(|here| here.iter().copied().rev().find(published))
    }

    fn meant(&self, stem: &str, earlier: &[usize]) -> Vec<usize> {
        let number = anaphora::meant(self.text, stem, earlier, self.attributions, self.holders);
        number.map_or_else(Vec::new, |it| anaphora::also_meant(stem, it, self.sources, self.holders))
    }

    /// "… in comments published by X. “…,” he reportedly said": the report is the one that was named just before. So it is where
    /// the same source goes on: "… in a statement on X. It added that …".
    fn inherit(&self, own: &mut [Vec<CastCarrier>]) {
        for number in 1..own.len() {
            let cue = self.cue(number).to_lowercase();
            let reportedly = self.attributions[number]
                .cue
                .iter()
                .any(|it| self.text.get(it.clone()).is_some_and(|it| it.to_lowercase().contains("reportedly")));
            let goes_on =
                matches!(cue.as_str(), "added" | "adds" | "adding" | "continued" | "went on" | "went on to say")
                    && own[number - 1].iter().any(|it| it.kind == CarrierKind::PublishedBy);
            let actor = self.sources.get(number).and_then(|it| it.actor);
            let same = actor.is_some() && self.sources.get(number - 1).is_some_and(|it| it.actor == actor);
            if (reportedly || goes_on) && same && own[number].is_empty() && self.holders[number].is_none() {
                own[number] = own[number - 1].clone();
            }
        }
    }

    /// All carriers of one attribution: its own, then the sources of those that hold it, each with its own.
    fn whole(&self, number: usize, own: &[Vec<CastCarrier>]) -> Vec<CastCarrier> {
        let mut all: Vec<CastCarrier> = Vec::new();
        let (mut holder, mut below) = (Some(number), number);
        for depth in 0..DEPTH {
            let Some(at) = holder else { break };
            if depth > 0 {
                all.extend(self.source_of(at).map(|carrier| self.cited(carrier, at, below)));
            }
            below = at;
            all.extend(own[at].iter().cloned());
            all.extend(self.citer(at));
            holder = self.holders[at];
        }
        let actor = self.sources.get(number).and_then(|it| it.actor);
        let mut kept: Vec<CastCarrier> = Vec::new();
        for carrier in all {
            let own_words = self.attributions[number]
                .source
                .iter()
                .any(|it| it.start < carrier.bytes.end && carrier.bytes.start < it.end)
                && !self.told_itself(number, &carrier);
            let himself = carrier.actor.is_some() && carrier.actor == actor;
            if !own_words && !himself && !kept.iter().any(|it| self.same(it, &carrier)) {
                kept.push(carrier);
            }
        }
        kept
    }

    /// Whether the carrier stands in a source longer than its name: "a commander, in comments published by X, said".
    fn told_itself(&self, number: usize, carrier: &CastCarrier) -> bool {
        let source = &self.attributions[number].source;
        source.iter().any(|it| {
            it.start < carrier.bytes.start && it.end >= carrier.bytes.end && it.len() > carrier.bytes.len() + 8
        })
    }

    fn same(&self, one: &CastCarrier, other: &CastCarrier) -> bool {
        let name = |it: &CastCarrier| {
            let name = self.text.get(it.bytes.clone()).unwrap_or_default().to_lowercase();
            name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
        };
        one.actor.is_some() && one.actor == other.actor || name(one) == name(other)
    }

    /// The source of an attribution as the carrier of those within it.
    fn source_of(&self, number: usize) -> Option<CastCarrier> {
        let source = self.attributions[number].source.first()?;
        let resolved = self.sources.get(number);
        let actor = resolved.and_then(|it| it.actor);
        let outlet = resolved.and_then(|it| it.kind) == Some(SourceKind::Outlet)
            || actor.is_some_and(|it| self.press.is_outlet(it))
            || self.press.begins_with_outlet(source)
            || self.press.reports(source, actor, self.cue(number));
        let bytes = self.shortest(source, actor, outlet);
        let own = self.text.get(bytes.clone()).is_some_and(|it| self.press.is_own(it));
        let kind = if outlet { CarrierKind::ReportedBy } else { CarrierKind::QuotedBy };
        (!own).then_some(CastCarrier { bytes, actor, kind })
    }

    /// "X said, citing an official": whoever cites reports, if it may be an outlet.
    fn cited(&self, carrier: CastCarrier, number: usize, below: usize) -> CastCarrier {
        let source = self.attributions[number].source.first();
        let reports = self.cites(below) && source.is_some_and(|it| self.press.reports(it, carrier.actor, "reported"));
        CastCarrier { kind: if reports { CarrierKind::ReportedBy } else { carrier.kind }, ..carrier }
    }

    /// Whether a statement is attributed by "citing" or "quoting".
    fn cites(&self, number: usize) -> bool {
        ["citing", "quoting"].contains(&self.cue(number).to_lowercase().as_str())
    }

    /// "X, citing an official, reported", "X reported, citing an official": whoever cites, where no statement that holds the
    /// words tells it.
    fn citer(&self, number: usize) -> Option<CastCarrier> {
        if self.holders[number].is_some() || !self.cites(number) {
            return None;
        }
        let cue = self.attributions[number].cue.first()?;
        let near = number.saturating_sub(3)..(number + 4).min(self.attributions.len());
        let before = near.filter(|&it| it != number && !self.cites(it)).filter_map(|it| {
            let end = self.attributions[it].source.first()?.end;
            let between = self.text.get(end..cue.start).filter(|it| it.len() < 400)?;
            let apart = between.contains(['\n', '?', '!']) || between.contains(". ") || between.contains(".” ");
            (!apart).then_some((end, it))
        });
        let (_, other) = before.max()?;
        Some(self.cited(self.source_of(other)?, other, number))
    }

    fn cue(&self, number: usize) -> &str {
        self.attributions[number].cue.first().and_then(|it| self.text.get(it.clone())).unwrap_or_default()
    }

    /// The shortest words of a source that name it: its name, with an outlet's article, else its description.
    fn shortest(&self, source: &Range<usize>, actor: Option<usize>, outlet: bool) -> Range<usize> {
        if outlet && let Some(Named { bytes, .. }) = self.press.first_named(source) {
            return bytes;
        }
        let mentions = || self.cast.within(source).filter(|it| actor.is_some() && it.actor == actor);
        let best = mentions().find(|it| it.form == Form::Name).or_else(|| mentions().max_by_key(|it| it.bytes.len()));
        if let Some(mention) = best {
            return mention.bytes.clone();
        }
        // "Sami Orn, a senior spokesman": up to the comma.
        let words = self.text.get(source.clone()).unwrap_or_default();
        source.start..source.start + words.find(',').unwrap_or(words.len())
    }
}

/// The order from the source to the document: one who passes the words on, where they appeared, who took them over, who
/// reports it.
fn distance(kind: CarrierKind) -> u8 {
    match kind {
        CarrierKind::QuotedBy => 0,
        CarrierKind::PublishedBy => 1,
        CarrierKind::RepublishedBy => 2,
        CarrierKind::ReportedBy => 3,
    }
}
