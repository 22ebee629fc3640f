//! The phrases of a sentence that say who carried a statement: "in comments published by X", "told X", "(X)".

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use sayso_model::{Form, MentionKind};

use super::anaphora::is_printed;
use super::press::{Named, Press};
use crate::cast::Cast;
use crate::contract::CarrierKind;
use crate::word::Word;

/// How many words may stand between a participle or a noun and its preposition ("published late on Sunday by").
const GAP: usize = 6;

/// A phrase that names a carrier.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CarrierPhrase {
    /// From the word that says how to the end of the name.
    pub(super) bytes: Range<usize>,
    pub(super) named: Named,
    pub(super) kind: CarrierKind,
    /// Whether it says in what the source spoke ("in an interview with X"), so that it speaks of the statement around
    /// it even where it stands inside the content.
    pub(super) spoken_in: bool,
    /// Whether it closes the sentence: "…, according to X", "(X)".
    pub(super) closing: bool,
}

/// What says that a name carried something.
struct Pattern {
    kind: CarrierKind,
    shape: &'static str,
    words: Vec<&'static str>,
    prepositions: Vec<&'static str>,
}

fn patterns() -> &'static HashMap<&'static str, Vec<Pattern>> {
    static ALL: LazyLock<HashMap<&str, Vec<Pattern>>> = LazyLock::new(|| {
        let mut all: HashMap<&str, Vec<Pattern>> = HashMap::new();
        for line in include_str!("../../data/carrier-phrases.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(shape), Some(words)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(kind) = serde_json::from_value(serde_json::Value::from(kind)) else { continue };
            let prepositions = fields.next().map_or_else(Vec::new, |it| it.split('|').collect());
            let words: Vec<_> = words.split(' ').collect();
            all.entry(words[0]).or_default().push(Pattern { kind, shape, words, prepositions });
        }
        for list in all.values_mut() {
            list.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        all
    });
    &ALL
}

/// The carrier phrases of a sentence, in text order.
pub(super) fn phrases(words: &[Word], press: &Press, cast: &Cast) -> Vec<CarrierPhrase> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        if words[at].lower == "(" {
            found.extend(credit(words, at, press));
            continue;
        }
        for pattern in patterns().get(words[at].lower.as_str()).map_or(&[][..], Vec::as_slice) {
            let end = at + pattern.words.len();
            let fits = words.len() > end && pattern.words.iter().zip(&words[at..]).all(|(word, it)| it.lower == *word);
            if !fits {
                continue;
            }
            let all = matched(words, at, end, pattern, press, cast);
            if !all.is_empty() {
                found.extend(all);
                break;
            }
        }
    }
    found
}

fn matched(words: &[Word], at: usize, end: usize, pattern: &Pattern, press: &Press, cast: &Cast) -> Vec<CarrierPhrase> {
    // A statement that was not printed anywhere is carried by none.
    if at > 0 && words[at - 1].is(&["not", "never"]) {
        return Vec::new();
    }
    let spoken_in = spoken_in(words, at, pattern) || pattern.kind == CarrierKind::RepublishedBy && printed(words, at);
    let start = begin(words, at, spoken_in);
    let phrase = |named: Named, kind| CarrierPhrase {
        bytes: words[start].bytes.start..named.bytes.end,
        named,
        kind,
        spoken_in,
        closing: kind == CarrierKind::ReportedBy && pattern.shape == "direct",
    };
    let places: Vec<(usize, &str)> = match pattern.shape {
        "direct" | "channel" => vec![(report(words, end), "")],
        _ => prepositions(words, end, pattern),
    };
    for (place, preposition) in places {
        let prints =
            pattern.shape == "verb" && pattern.kind != CarrierKind::ReportedBy && !words[at].is(&["wrote", "writing"]);
        // Reporters are told things by those who speak; "appeared in" takes an outlet too.
        let told = pattern.kind == CarrierKind::PublishedBy
            && (pattern.shape == "direct" && !words[at].is(&["via"]) || words[at].is(&["interview"]));
        let printed_by =
            preposition == "by" && words[at].is(&["printed", "aired", "broadcast", "televised", "carried", "run"]);
        let again = pattern.kind == CarrierKind::RepublishedBy;
        let licensed = preposition == "in" && prints || told || printed_by || again;
        let place = if told { reporter_of(words, place) } else { place };
        let unknown = || (told || again || printed_by).then(|| press.spoken_to(words, place)).flatten();
        let Some(first) = press.named(words, place, licensed).or_else(unknown) else {
            // "quoted by his lawyer", "read out by a spokesman".
            let verb = pattern.shape == "verb" && preposition == "by";
            let any = verb && words[at].is(&["quoted", "cited", "read", "relayed"]);
            let person = verb && words[at].is(&["issued", "released", "delivered", "circulated"])
                || words[at].is(&["through", "via", "according"]);
            if let Some(named) = (any || person).then(|| mouthpiece(words, place, cast, person)).flatten() {
                return vec![phrase(named, CarrierKind::QuotedBy)];
            }
            continue;
        };
        if pattern.shape == "channel" && !first.on_air {
            continue;
        }
        let mut all = vec![phrase(first.clone(), pattern.kind)];
        // "told X and Y"
        let behind = words.partition_point(|it| it.bytes.start < first.bytes.end);
        if words.get(behind).is_some_and(|it| it.lower == "and")
            && let Some(second) = press.named(words, behind + 1, false)
            && words.get(behind + 1).is_some_and(|it| it.capital || it.lower == "the")
        {
            all.push(phrase(second, pattern.kind));
        }
        return all;
    }
    Vec::new()
}

/// Where the name of the outlet begins in "told a reporter from X".
fn reporter_of(words: &[Word], at: usize) -> usize {
    let reporter = words.get(at).is_some_and(|it| it.is(&["a", "the"]))
        && words.get(at + 1).is_some_and(|it| it.is(&["reporter", "correspondent", "journalist"]))
        && words.get(at + 2).is_some_and(|it| it.is(&["from", "for", "of", "with"]));
    if reporter { at + 3 } else { at }
}

/// Where the name of the outlet begins in "according to a report by X", "according to X".
pub(super) fn report(words: &[Word], at: usize) -> usize {
    let reports =
        ["report", "reports", "article", "story", "account", "dispatch", "transcript", "readout", "interview"];
    let near = at..(at + 4).min(words.len());
    let Some(noun) = near.clone().find(|&it| words[it].is(&reports)) else { return at };
    let plain = words[at..noun].iter().all(|it| !it.is_border() && !it.is_mark() && !it.capital);
    let published =
        words.get(noun + 1).is_some_and(|it| it.is(&["published", "carried", "printed", "broadcast", "aired"]));
    let preposition = noun + if published { 2 } else { 1 };
    let fits = words.get(preposition).is_some_and(|it| it.is(&["by", "in", "from", "on"]));
    if plain && fits { preposition + 1 } else { at }
}

/// Where a name may begin: behind one of the pattern's prepositions, with at most some words of time before it.
fn prepositions<'p>(words: &[Word], end: usize, pattern: &Pattern) -> Vec<(usize, &'p str)> {
    let mut found = Vec::new();
    // "cited problems in X" names no report.
    let gap = if pattern.kind == CarrierKind::ReportedBy { 2 } else { GAP };
    for (at, word) in words.iter().enumerate().skip(end).take(gap) {
        let known = ["by", "in", "on", "via", "with", "to", "for", "through"].into_iter().find(|it| *it == word.lower);
        if let Some(preposition) = known.filter(|it| pattern.prepositions.contains(it)) {
            found.push((at + 1, preposition));
        }
        // "was reprinted, without comment, in X".
        let aside = pattern.kind == CarrierKind::RepublishedBy && word.lower == "," && at < end + GAP;
        let verb = patterns().get(word.lower.as_str()).is_some_and(|it| it.iter().any(|it| it.shape == "verb"));
        if verb
            || word.is_mark() && !word.is(&["-", "'s"]) && !aside
            || word.is(&["that", "which", "who", "and", "after", "before"])
        {
            break;
        }
    }
    found
}

/// Whether the phrase is the place where the source spoke: "in comments published by", "in an interview with".
fn spoken_in(words: &[Word], at: usize, pattern: &Pattern) -> bool {
    if pattern.shape == "direct" || pattern.shape == "channel" {
        return false;
    }
    introduced(words, at).is_some()
}

/// The "in" before a noun and its adjectives.
pub(super) fn introduced(words: &[Word], at: usize) -> Option<usize> {
    for before in (at.saturating_sub(6)..at).rev() {
        if words[before].is(&["in", "during", "through"]) {
            return Some(before);
        }
        if words[before].is_mark() && !words[before].is(&["-", "'s"])
            || words[before].is(&["that", "of", "and", "said"])
        {
            return None;
        }
    }
    None
}

/// Whether what was said is called something right before the verb: "a remark picked up by", "; his account was
/// reprinted by".
fn printed(words: &[Word], at: usize) -> bool {
    let clause = words[..at].iter().rev().take(8).take_while(|it| !it.is(&[";", "that", "which", "who"]));
    clause.into_iter().any(|it| is_printed(&it.lower))
}

fn begin(words: &[Word], at: usize, spoken_in: bool) -> usize {
    if spoken_in { introduced(words, at).unwrap_or(at) } else { at }
}

/// One who is no outlet and passes words on: "his lawyer", "a spokesman", "the ministry".
fn mouthpiece(words: &[Word], at: usize, cast: &Cast, person_only: bool) -> Option<Named> {
    let first = words.get(at)?;
    let near = first.bytes.start..words[(at + 6).min(words.len() - 1)].bytes.end;
    let here = |it: &&crate::cast::CastMention| {
        it.bytes.start <= first.bytes.end
            && it.form != Form::Pronoun
            && matches!(it.kind, MentionKind::Person | MentionKind::Organisation)
    };
    let mention = cast.within(&near).filter(here).max_by_key(|it| it.bytes.len())?;
    if person_only && mention.kind != MentionKind::Person {
        return None;
    }
    // "his lawyer Udo Fenk": the name is the shortest.
    let name = cast
        .within(&near)
        .find(|it| it.form == Form::Name && it.kind == mention.kind && it.bytes.start == mention.bytes.end + 1);
    let best = name.unwrap_or(mention);
    Some(Named { bytes: best.bytes.clone(), actor: best.actor, on_air: false })
}

/// An agency's credit in brackets at the end of a sentence.
fn credit(words: &[Word], open: usize, press: &Press) -> Option<CarrierPhrase> {
    let close = (open + 2..(open + 8).min(words.len())).find(|&it| words[it].lower == ")")?;
    let ends = words[close + 1..].iter().all(|it| it.is_mark() && !it.is(&["-", "–", "—"]));
    let named = press.named(&words[..close], open + 1, false).or_else(|| press.spoken_to(&words[..close], open + 1))?;
    // All within the brackets is the name.
    let whole = named.bytes.end == words[close - 1].bytes.end && named.bytes.start == words[open + 1].bytes.start;
    (ends && whole).then(|| CarrierPhrase {
        bytes: words[open].bytes.start..words[close].bytes.end,
        named,
        kind: CarrierKind::ReportedBy,
        spoken_in: false,
        closing: true,
    })
}
