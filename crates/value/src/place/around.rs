//! What the words before and after a mention say of the place: "Springfield, Ill.", "the Syrian town of", "in".

use std::ops::Range;

use super::cues::{Cue, cue, is_before_place, is_filler, is_near, is_relative, is_side, joins};
use super::name::{Named, Peoples, longest_name};
use super::table::{Country, Table};
use super::words::{Gap, Word, words};

/// How far from the mention is looked, in bytes and words.
const REACH: usize = 120;
const WORDS: usize = 16;

/// How surely a place lies in another one: written with a comma, with "in", or in what may be a list.
pub(super) const SAID: f64 = 12.0;
pub(super) const SAID_IN: f64 = 6.0;
const LISTED: f64 = 2.5;

/// What stands around a mention.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// What the place lies in, and how surely.
    pub(super) containers: Vec<(Named, f64)>,
    /// What it lies by.
    pub(super) near: Vec<Named>,
    /// What it is.
    pub(super) cue: Option<Cue>,
    /// In which country it lies, by an adjective.
    pub(super) adjective: Option<Country>,
    /// Whether a preposition or a noun before the mention says that a place follows.
    pub(super) placed: bool,
}

/// Reads what stands around a mention.
pub(super) fn around(table: &Table, peoples: &Peoples, text: &str, mention: Range<usize>) -> Around {
    let mut around = Around::default();
    after(table, text, mention.end, &mut around);
    before(table, peoples, text, mention.start, &mut around);
    around
}

fn after(table: &Table, text: &str, from: usize, around: &mut Around) {
    let mut end = (from + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let next = words(text, from..end, WORDS);
    let mut at = 0;
    let mut strength = SAID;
    if let Some(first) =
        next.first().filter(|it| matches!(it.gap, Gap::Space | Gap::Hyphen) && !sentence_ends(text, from, it))
        && let Some(cue) = cue(&first.folded).filter(|_| {
            !first.capital || first.shouted || next.get(1).is_none_or(|it| !it.capital || it.gap != Gap::Space)
        })
    {
        // Not "the Aleppo suburb", nor "the Aleppo neighborhood of".
        let of = next.get(1).is_some_and(|it| it.folded == "of");
        let of_town = of && cue == Cue::Feature && longest_name(table, &next, 2).is_some();
        if of_town && let Some((_, key)) = longest_name(table, &next, 2) {
            around.containers.push((Named { key, cue: None }, SAID_IN));
        }
        if (!of || of_town) && !is_relative(&first.folded) {
            around.cue = Some(cue);
        }
        at = 1;
    }
    for _ in 0..2 {
        let Some(first) = next.get(at) else { return };
        let comma = matches!(first.gap, Gap::Comma | Gap::Bracket);
        let mut start = at;
        let mut inside = false;
        let mut by = false;
        while let Some(word) = next.get(start).filter(|it| start == at || it.gap == Gap::Space || it.gap == Gap::Hyphen)
        {
            let in_name = || longest_name(table, &next, start).is_some_and(|it| it.0 > 1);
            if start > at + 5 || !is_filler(word.bare()) || !word_joins(&word.folded) || in_name() {
                break;
            }
            inside |= matches!(word.folded.as_str(), "in" | "within" | "inside");
            by |= is_near(&word.folded);
            start += 1;
        }
        if (!comma && !inside && !by)
            || sentence_ends(text, if at == 0 { from } else { next[at - 1].range.end }, first) && !comma
        {
            return;
        }
        let Some((length, key)) = longest_name(table, &next, start) else { return };
        let last = &next[start + length - 1];
        if last.owner.is_some() {
            return;
        }
        let after_name = next.get(start + length);
        let named_cue = after_name.filter(|it| it.gap == Gap::Space).and_then(|it| cue(&it.folded));
        let named = Named { key, cue: named_cue };
        let mut following = start + length + usize::from(named_cue.is_some());
        if by && !inside {
            around.near.push(named);
            return;
        }
        // "Aleppo, Idlib and Homs" is a list; "Aleppo, Syria, and" none.
        let listed = comma
            && next.get(following).is_some_and(|it| {
                let and = matches!(it.folded.as_str(), "and" | "or");
                let more = next.get(following + usize::from(and)).is_some_and(|it| it.capital);
                (and && more) || (it.gap == Gap::Comma && !and && it.capital && list_goes_on(&next, following))
            });
        let sure = if listed {
            LISTED
        } else if comma && !inside {
            strength
        } else {
            SAID_IN
        };
        around.containers.push((named, sure));
        if listed {
            return;
        }
        strength = SAID_IN;
        if next.get(following).is_none_or(|it| it.gap != Gap::Comma) {
            return;
        }
        std::mem::swap(&mut at, &mut following);
    }
}

/// Words that may stand between a place and what it lies in.
fn word_joins(word: &str) -> bool {
    !joins(word)
        && !matches!(word, "both" | "for" | "against" | "as" | "about" | "of" | "at" | "on" | "by" | "a" | "an")
}

fn list_goes_on(next: &[Word], from: usize) -> bool {
    (from..next.len().min(from + 6)).any(|at| next[at].folded == "and" && next.get(at + 1).is_some_and(|it| it.capital))
}

/// Whether a sentence ends between a mention and a word.
fn sentence_ends(text: &str, from: usize, word: &Word) -> bool {
    text.get(from..word.range.start).is_some_and(|between| between.contains(['.', '\n'])) && word.capital
}

fn before(table: &Table, peoples: &Peoples, text: &str, to: usize, around: &mut Around) {
    let mut start = to.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let all = words(text, start..to, usize::MAX);
    let gap = text.get(all.last().map_or(start, |it| it.range.end)..to).unwrap_or_default();
    if !gap.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '‘' | '“' | '"'))
        || gap.contains("\n\n")
    {
        return;
    }
    let mut last = all.len();
    // "in northern", "near the".
    while last > 0 && (all[last - 1].folded == "the" || is_side(&all[last - 1].folded)) {
        last -= 1;
        if all[last].gap == Gap::Other || all.len() - last > 4 {
            return;
        }
    }
    let Some(word) = last.checked_sub(1).map(|it| &all[it]) else { return };
    if is_before_place(&word.folded) && word.folded != "of" {
        around.placed = true;
        return;
    }
    let mut owner_at = last;
    if word.folded == "of" && last >= 2 {
        if let Some(cue) = cue(&all[last - 2].folded) {
            around.cue = around.cue.or(Some(cue).filter(|_| all[last - 2].folded != "capital"));
            around.placed = true;
            owner_at = last - 2;
        }
    } else if let Some(cue) = cue(&word.folded).filter(|_| !word.capital) {
        // "the town Khessar"
        around.cue = around.cue.or(Some(cue));
        around.placed = true;
        owner_at = last - 1;
    }
    // "Syria's eastern city of", "the Syrian border town of", "the Idlib town of".
    // Without a noun only the word just before counts.
    for at in (0..owner_at).rev().take(if owner_at < last { 4 } else { 1 }) {
        let word = &all[at];
        if let Some((country, length)) = peoples.adjective(&all, at)
            && country != 0
            && at + length <= owner_at
            && (at + length < all.len() || owner_at == all.len())
        {
            around.adjective = Some(country);
            return;
        }
        if word.owner.is_some() || (owner_at < last && word.capital && !word.shouted) {
            for start in (at.saturating_sub(3)..=at).rev() {
                if let Some((length, key)) = longest_name(table, &all, start)
                    && start + length == at + 1
                {
                    let sure = if word.owner.is_some() { SAID_IN } else { SAID_IN - 1.0 };
                    around.containers.push((Named { key, cue: None }, sure));
                    return;
                }
            }
            return;
        }
        if word.gap == Gap::Other || word.gap == Gap::Comma {
            return;
        }
    }
}
