//! Carrier phrases in which the carrier comes first: "X published the remarks", "X quoted him as saying", "a Telegram
//! post".

use sayso_model::MentionKind;

use super::anaphora::{is_message, is_printed};
use super::phrase::{CarrierPhrase, introduced};
use super::press::{Named, Press, channel};
use crate::cast::Cast;
use crate::contract::CarrierKind;
use crate::word::Word;

/// How many words may stand between the verb and what it publishes, or within a name.
const REACH: usize = 6;

/// All such phrases of a sentence, in text order.
pub(super) fn active(words: &[Word], press: &Press, cast: &Cast) -> Vec<CarrierPhrase> {
    let found = (1..words.len()).filter_map(|at| {
        let (named, kind, start) = printed(words, at, press)
            .or_else(|| quoting(words, at, press, cast))
            .or_else(|| compound(words, at, press))?;
        let spoken_in = words[start].is(&["in", "during", "through"]);
        let end = words[at].bytes.end.max(named.bytes.end);
        let bytes = words[start].bytes.start.min(named.bytes.start)..end;
        Some(CarrierPhrase { bytes, named, kind, spoken_in, closing: false })
    });
    found.collect()
}

type Found = (Named, CarrierKind, usize);

/// How a verb says that something was carried ("published", "reprinted").
pub(crate) fn carrying(verb: &str) -> Option<CarrierKind> {
    match verb {
        "published" | "carried" | "aired" | "broadcast" | "printed" | "ran" | "posted" => {
            Some(CarrierKind::PublishedBy)
        }
        "republished" | "reprinted" | "rebroadcast" | "relayed" | "reposted" => Some(CarrierKind::RepublishedBy),
        _ => None,
    }
}

/// "X published the remarks", "X, which broadcast the interview".
fn printed(words: &[Word], at: usize, press: &Press) -> Option<Found> {
    let up = words[at].is(&["picked", "took"]) && words.get(at + 1).is_some_and(|it| it.lower == "up");
    let kind = carrying(&words[at].lower).or(up.then_some(CarrierKind::RepublishedBy))?;
    let articles = ["the", "his", "her", "their", "its", "these", "this", "an", "a"];
    let up = usize::from(up);
    // "a remark that X reprinted", "the interview, which X then rebroadcast".
    if kind == CarrierKind::RepublishedBy
        && let Some(relative) = (at.saturating_sub(2 * REACH)..at).rev().find(|&it| words[it].is(&["that", "which"]))
        && (words[relative.saturating_sub(REACH)..relative].iter().any(|it| is_printed(&it.lower)))
        && words[relative..at].iter().all(|it| !it.is_mark() || it.is(&["-", "'s"]))
        && let Some(named) = before(words, at, press).or_else(|| press.spoken_to(words, relative + 1))
        && named.bytes.start > words[relative].bytes.start
    {
        return Some((named, kind, introduced(words, relative).unwrap_or(relative)));
    }
    let object = words.get(at + 1 + up).is_some_and(|it| it.is(&articles));
    let mut behind = words.iter().skip(at + 2 + up).take(REACH).take_while(|it| !it.is_border() && !it.is_mark());
    if !object || !behind.any(|it| is_message(&it.lower)) {
        return None;
    }
    Some((before(words, at, press)?, kind, at))
}

/// "X quoted him as saying", "X, which cited an official": whoever passes on what another says.
fn quoting(words: &[Word], at: usize, press: &Press, cast: &Cast) -> Option<Found> {
    if !words[at].is(&["quoted", "quotes", "cited", "cites"]) {
        return None;
    }
    let before_it = &words[at - 1];
    if before_it.is(&["was", "were", "is", "are", "been", "be", "being", "as", "and"])
        || before_it.is_mark() && before_it.lower != ","
    {
        return None;
    }
    // A participle: "the official quoted by".
    if words
        .get(at + 1)
        .is_none_or(|it| it.is(&["by", "in", "on", "as", "from"]) || it.is_mark() && !it.is_quotation_mark())
    {
        return None;
    }
    if let Some(named) = before(words, at, press) {
        return Some((named, CarrierKind::ReportedBy, at));
    }
    let saying = words.iter().skip(at + 1).take(2 * REACH).any(|it| it.lower == "saying");
    if !saying || !words[at].is(&["quoted", "quotes"]) {
        return None;
    }
    let near = words[at.saturating_sub(REACH)].bytes.start..before_it.bytes.end;
    let ends = |it: &&crate::cast::CastMention| it.bytes.end == near.end && it.kind != MentionKind::Place;
    let mention = cast.within(&near).filter(ends).max_by_key(|it| it.bytes.len())?;
    let named = Named { bytes: mention.bytes.clone(), actor: mention.actor, on_air: false };
    Some((named, CarrierKind::QuotedBy, at))
}

/// "in a Telegram post", "in a Dawn Wire interview".
fn compound(words: &[Word], at: usize, press: &Press) -> Option<Found> {
    let noun = &words[at];
    let written = ["op", "column", "essay", "editorial", "tweet", "account", "thread", "story", "feed"];
    if !is_message(&noun.lower) && !noun.is(&written) || noun.capital {
        return None;
    }
    let start = introduced(words, at)?;
    let channel_at = (at.saturating_sub(2)..at).find(|&it| channel(words, it).is_some_and(|end| end + 1 == at));
    let named = match channel_at {
        Some(from) => press.named(&words[..at], from, false),
        None if noun.is(&["interview", "op", "column", "essay", "editorial"]) => before(words, at, press),
        None => None,
    };
    Some((named?, CarrierKind::PublishedBy, start))
}

/// The outlet whose name ends right before word `at`, adverbs and a "which" aside.
fn before(words: &[Word], at: usize, press: &Press) -> Option<Named> {
    let mut end = at;
    while end > 0 && end + REACH > at {
        let word = &words[end - 1];
        if !word.is(&["first", "also", "later", "which", "that", ",", "has", "had", "then"])
            && !word.lower.ends_with("ly")
        {
            break;
        }
        end -= 1;
    }
    let last = words[..end].last()?.bytes.end;
    let ends = |from: usize| press.named(&words[..end], from, false).filter(|it| it.bytes.end == last);
    let (mut from, mut named) = (end.saturating_sub(REACH)..end).rev().find_map(|from| Some((from, ends(from)?)))?;
    // The whole of a name that no mention covers, and its article.
    while let Some(more) = from.checked_sub(1).filter(|&it| words[it].capital || words[it].lower == "the") {
        let Some(longer) = ends(more) else { break };
        (from, named) = (more, longer);
    }
    Some(named)
}
