//! A mention in pieces: names of places, adjectives of countries, words of unknown names, other words.

use super::cues::is_plain_word;
use super::name::{Peoples, longest_name};
use super::spelling::is_article;
use super::table::{Country, Table};
use super::words::{Gap, Word};

/// A piece of a mention.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Name {
        key: String,
        owner: bool,
    },
    Adjective(Country),
    /// A word of a name that is not in the table.
    Unknown(String),
    /// A word of no name, and whether it has a capital letter.
    Word(String, bool),
}

/// Cuts a mention into pieces, each with what stands before it.
pub(super) fn pieces(table: &Table, peoples: &Peoples, words: &[Word]) -> Vec<(Gap, Piece)> {
    let shouted = words.iter().all(|it| it.shouted || !it.capital);
    spoil(table, cut(table, peoples, words), shouted)
}

fn cut(table: &Table, peoples: &Peoples, words: &[Word]) -> Vec<(Gap, Piece)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if let Some((length, key)) = longest_name(table, words, at) {
            // "Syrian" may also be the name of a village.
            let adjective = peoples.adjective(words, at).filter(|it| it.1 >= length);
            if let Some((country, length)) = adjective {
                pieces.push((word.gap, Piece::Adjective(country)));
                at += length;
                continue;
            }
            let owner = words[at + length - 1].owner.is_some();
            pieces.push((word.gap, Piece::Name { key, owner }));
            at += length;
        } else if let Some((country, length)) = peoples.adjective(words, at) {
            pieces.push((word.gap, Piece::Adjective(country)));
            at += length;
        } else {
            let article =
                is_article(&word.folded) && words.get(at + 1).is_some_and(|it| it.capital && it.gap == Gap::Hyphen);
            let known = is_plain_word(word.bare()) || (!word.capital && !article) || word.folded.is_empty();
            let number = word.folded.bytes().all(|it| it.is_ascii_digit());
            pieces.push((
                word.gap,
                if known || number {
                    Piece::Word(word.bare().to_owned(), word.capital)
                } else {
                    Piece::Unknown(word.folded.clone())
                },
            ));
            at += 1;
        }
    }
    pieces
}

/// Makes names unknown that are but a part of a longer name which the table lacks: "San Khessar", "New Velmark".
fn spoil(table: &Table, mut pieces: Vec<(Gap, Piece)>, shouted: bool) -> Vec<(Gap, Piece)> {
    let close = |gap: Gap| matches!(gap, Gap::Space | Gap::Hyphen);
    loop {
        let mut changed = false;
        for number in 0..pieces.len() {
            let Piece::Name { key, owner } = pieces[number].1.clone() else { continue };
            let before = number.checked_sub(1).filter(|_| close(pieces[number].0)).map(|it| &pieces[it].1);
            let mut next = number + 1;
            // "Sandy River Railroad": the last word makes all of it a name.
            while matches!(pieces.get(next), Some((gap, Piece::Word(_, true))) if close(*gap)) && !owner && !shouted {
                next += 1;
            }
            let after = pieces.get(next).filter(|it| close(it.0) && !owner).map(|it| &it.1);
            let after = after.filter(|it| next == number + 1 || matches!(it, Piece::Unknown(_)));
            let beside_name = |piece: Option<&Piece>, first: bool| match piece {
                Some(Piece::Unknown(_)) => true,
                // "Tell Abiad Sharqi" of three villages; but "Aleppo Syria", "Erbil-Mosul road" are two places.
                Some(Piece::Name { key: other, owner: false }) => {
                    let gap = if first { pieces[number].0 } else { pieces[number + 1].0 };
                    let (inner, outer) = if first { (other, &key) } else { (&key, other) };
                    gap == Gap::Space && !holds(table, outer, inner)
                }
                _ => false,
            };
            if beside_name(before, true) || beside_name(after, false) {
                pieces[number].1 = Piece::Unknown(key);
                changed = true;
            }
        }
        if !changed {
            return pieces;
        }
    }
}

/// Whether a country or region of the one name holds a place of the other.
fn holds(table: &Table, outer: &str, inner: &str) -> bool {
    use super::PlaceKind::{Country, Region};
    let outers: Vec<_> = table
        .meanings(outer)
        .iter()
        .map(|it| it.row())
        .filter(|it| matches!(table.kind(*it), Country | Region))
        .collect();
    table.meanings(inner).iter().take(64).any(|it| {
        outers.iter().any(|outer| {
            table.country(*outer) == table.country(it.row())
                && (table.kind(*outer) == Country || table.region(*outer) == table.region(it.row()))
        })
    })
}
