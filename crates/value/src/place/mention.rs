//! What a mention of a place is made of: the name of the place meant, names of what it lies in or by, and other words.

use std::collections::HashMap;
use std::ops::Range;

use super::cues::{Cue, cue, is_abbreviation, is_near, is_plain_word, is_side, is_small_word, joins};
use super::spelling::is_article;
use super::table::{Country, Table};
use super::words::{Gap, Word, words};

/// What is longer is no mention.
pub(super) const MOST_WORDS: usize = 40;

/// The longest names have this many words.
pub(super) const LONGEST_NAME: usize = 7;

/// A place's name in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// The folded name.
    pub(super) key: String,
    /// What words beside it say that it is.
    pub(super) cue: Option<Cue>,
}

/// What a mention is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The place meant.
    pub(super) target: Option<Named>,
    /// Whether the mention holds words of a name that the table lacks, which is the place meant.
    pub(super) unknown: bool,
    /// The words of that name, as far as they stand together, folded.
    pub(super) unknown_name: Option<Named>,
    /// Names of what the place lies in, as the words say.
    pub(super) containers: Vec<Named>,
    /// Names of what the place lies by.
    pub(super) near: Vec<Named>,
    /// Several places, none of which is the one meant.
    pub(super) several: Vec<Named>,
    /// Countries of whose adjectives the mention has some.
    pub(super) adjectives: Vec<Country>,
    /// Whether the name of the place meant is but a part of the proper name of what is built there: "Erbil Airport", "Howe Camp".
    pub(super) facility: bool,
    /// Whether words beside the name make the mention one of another country: "French Sudan", "the Turkish border with Syria".
    pub(super) foreign: Vec<Country>,
    /// Whether the mention is its name and words of its kind, nothing else.
    pub(super) exact: bool,
}

/// Names and adjectives of countries, folded.
pub(super) struct Peoples {
    pub(super) adjectives: HashMap<String, Country>,
}

impl Peoples {
    /// The country to which an adjective of at most two words at `at` belongs, and how many words it is.
    pub(super) fn adjective(&self, words: &[Word], at: usize) -> Option<(Country, usize)> {
        let first = words.get(at).filter(|it| it.capital)?;
        if let Some(second) = words.get(at + 1).filter(|it| matches!(it.gap, Gap::Space | Gap::Hyphen)) {
            if let Some(country) = self.adjectives.get(&format!("{} {}", first.folded, second.bare())) {
                return Some((*country, 2));
            }
        }
        self.adjectives.get(first.bare()).map(|country| (*country, 1))
    }
}

/// The longest name of a place that begins at a word: how many words it is, and its key.
pub(super) fn longest_name(table: &Table, words: &[Word], at: usize) -> Option<(usize, String)> {
    let first = words.get(at)?;
    let article =
        is_article(&first.folded) || matches!(first.folded.as_str(), "the" | "la" | "los" | "las" | "le" | "de");
    if !first.capital && !article {
        return None;
    }
    // A possessive may also be part of a name ("Cox's Bazar").
    let whole = (at..words.len().min(at + LONGEST_NAME))
        .take_while(|next| *next == at || matches!(words[*next].gap, Gap::Space | Gap::Hyphen))
        .count();
    for length in (1..=whole).rev() {
        let part = &words[at..at + length];
        let Some(last) = part.last() else { continue };
        if !last.capital || (length == 1 && (is_plain_word(last.bare()) || (article && !first.capital))) {
            continue;
        }
        if length > 1
            && (!part.iter().any(|it| it.capital && !is_plain_word(&it.folded))
                && !part[1..].iter().any(|it| it.capital))
        {
            continue;
        }
        let mut key = String::new();
        for (number, word) in part.iter().enumerate() {
            if number == 0 && word.folded == "the" && length > 1 {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(if number + 1 == length { word.bare() } else { &word.folded });
        }
        // "the capital's"
        if length > 1 && !key.contains(' ') && is_plain_word(&key) {
            continue;
        }
        if length == 1 && is_abbreviation(&key) && !abbreviated(first) {
            continue;
        }
        if !table.meanings(&key).is_empty() {
            return Some((length, key));
        }
        // "al-Raqqa" where the table has "Raqqa".
        if length > 1 && is_article(&first.folded) {
            if let Some(rest) = key.split_once(' ').map(|it| it.1).filter(|rest| rest.len() > 3 && !is_plain_word(rest))
            {
                if !table.meanings(rest).is_empty() {
                    return Some((length, rest.to_owned()));
                }
            }
        }
    }
    None
}

/// Whether the word is written as an abbreviation of a region is, after the name of a town.
fn abbreviated(word: &Word) -> bool {
    word.dotted && word.folded.len() > 1
        || (word.gap == Gap::Comma && word.shouted && word.folded.len() == 2)
        || word.gap == Gap::Comma && word.dotted
}

/// A piece of a mention.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
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

/// Takes a mention apart.
pub(super) fn shape(table: &Table, peoples: &Peoples, text: &str, mention: Range<usize>) -> Shape {
    let words = words(text, mention, MOST_WORDS);
    let shouted = words.iter().all(|it| it.shouted || !it.capital);
    let pieces = spoil(table, pieces(table, peoples, &words), shouted);
    Reader { pieces: &pieces }.read(table)
}

/// The pieces, each with what stands before it.
fn pieces(table: &Table, peoples: &Peoples, words: &[Word]) -> Vec<(Gap, Piece)> {
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

struct Reader<'p> {
    pieces: &'p [(Gap, Piece)],
}

impl Reader<'_> {
    fn read(&self, table: &Table) -> Shape {
        let mut shape = Shape::default();
        for (_, piece) in self.pieces {
            if let Piece::Adjective(country) = piece
                && *country != 0
            {
                shape.adjectives.push(*country);
            }
        }
        // Runs of unknown words count as one name.
        let mut names: Vec<(usize, Option<Named>)> = Vec::new();
        for (number, (_, piece)) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Name { key, .. } => {
                    names.push((number, Some(Named { key: key.clone(), cue: self.cue_beside(number) })))
                }
                Piece::Unknown(_) if number == 0 || !matches!(self.pieces[number - 1].1, Piece::Unknown(_)) => {
                    names.push((number, None))
                }
                _ => {}
            }
        }
        shape.exact = self.pieces.iter().all(|(_, piece)| match piece {
            Piece::Word(word, _) => {
                matches!(word.as_str(), "the" | "of" | "in")
                    || (cue(word).is_some_and(|it| it != Cue::Feature)
                        && !matches!(word.as_str(), "suburb" | "suburbs" | "stronghold" | "enclave" | "capital"))
            }
            _ => true,
        });
        if names.is_empty() {
            return shape;
        }
        // Adjectives before a name are part of it or say where it is; without a name they are all there is.
        let target = self.target(table, &names);
        match target {
            None => {
                shape.several = names.into_iter().filter_map(|it| it.1).collect();
                return shape;
            }
            Some(target) => {
                for (position, (number, named)) in names.iter().enumerate() {
                    if position == target {
                        match named {
                            Some(named) => {
                                shape.target = Some(named.clone());
                                shape.facility = self.names_facility(*number);
                                shape.foreign = self.foreign(*number);
                            }
                            None => {
                                shape.unknown = true;
                                shape.unknown_name = self.unknown_name(*number);
                            }
                        }
                    } else if let Some(named) = named {
                        if self.says_near(*number) {
                            shape.near.push(named.clone())
                        } else {
                            shape.containers.push(named.clone())
                        }
                    }
                }
            }
        }
        shape
    }

    /// Whether a word with a capital letter beside the name says what is built or lies there.
    fn names_facility(&self, number: usize) -> bool {
        let facility = |at: usize, gap_at: usize| {
            matches!(&self.pieces[gap_at].0, Gap::Space)
                && matches!(&self.pieces[at].1, Piece::Word(word, true) if cue(word).is_none() && !is_side(word) && !is_small_word(word))
        };
        (number > 0 && facility(number - 1, number))
            || (number + 1 < self.pieces.len() && facility(number + 1, number + 1))
    }

    /// The countries whose adjectives stand just before the name, or anywhere in a mention of a border.
    fn foreign(&self, number: usize) -> Vec<Country> {
        let border = self
            .pieces
            .iter()
            .any(|(_, piece)| matches!(piece, Piece::Word(word, _) if word == "border" || word == "frontier"));
        let nearby = if border { 0 } else { number.saturating_sub(1) };
        let adjectives = self.pieces[nearby..number].iter().filter_map(|(_, piece)| match piece {
            Piece::Adjective(country) if *country != 0 => Some(*country),
            _ => None,
        });
        adjectives.collect()
    }

    /// Which name is the place meant; none where several are.
    fn target(&self, table: &Table, names: &[(usize, Option<Named>)]) -> Option<usize> {
        if names.len() == 1 {
            return Some(0);
        }
        for pair in names.windows(2) {
            let (before, after) = (pair[0].0, pair[1].0);
            let end = (before..after)
                .rev()
                .find(|it| matches!(self.pieces[*it].1, Piece::Unknown(_) | Piece::Name { .. }))
                .unwrap_or(before);
            let between: Vec<&str> = self.pieces[end + 1..after]
                .iter()
                .filter_map(|(_, piece)| if let Piece::Word(word, _) = piece { Some(word.as_str()) } else { None })
                .collect();
            if between.iter().any(|word| joins(word)) && !between.iter().any(|word| is_near(word)) {
                return None;
            }
            if between.is_empty() && self.pieces[after].0 == Gap::Hyphen {
                return None;
            }
        }
        // "Syria's Khessar", "the Damascus suburb of Khessar": the later one.
        let (first, second) = (names[0].0, names[1].0);
        let owner = matches!(&self.pieces[first].1, Piece::Name { owner: true, .. });
        let after: Vec<&str> = self.pieces[first + 1..second]
            .iter()
            .filter_map(|(_, piece)| if let Piece::Word(word, _) = piece { Some(word.as_str()) } else { None })
            .collect();
        let noun = if after.last() == Some(&"of") { after.iter().rev().find_map(|word| cue(word)) } else { None };
        let size = |name: &Option<Named>| {
            name.as_ref().and_then(|it| table.meanings(&it.key).first()).map_or(0.0, |it| table.size(it.row()))
        };
        let town_of = match noun {
            Some(Cue::District | Cue::Feature) => size(&names[0].1) > size(&names[1].1),
            noun => noun.is_some(),
        };
        let comma = self.pieces[first + 1..=second].iter().any(|(gap, _)| matches!(gap, Gap::Comma | Gap::Bracket));
        Some(if (owner || town_of) && !comma { 1 } else { 0 })
    }

    fn is_of(&self, number: usize) -> bool {
        matches!(&self.pieces[number].1, Piece::Word(word, _) if word == "of")
    }

    /// Whether the name at a piece is one near which the place meant lies.
    fn says_near(&self, number: usize) -> bool {
        let words = self.pieces[..number].iter().rev().take_while(|(_, piece)| matches!(piece, Piece::Word(..)));
        words.take(4).any(|(_, piece)| {
            matches!(piece, Piece::Word(word, _) if is_near(word) || is_side(word) && self.is_of(number - 1))
        })
    }

    /// What the words beside a name say that it is: "Idlib province", "the city of Idlib".
    fn cue_beside(&self, number: usize) -> Option<Cue> {
        let word = |at: usize| match self.pieces.get(at) {
            Some((_, Piece::Word(word, _))) => Some(word.as_str()),
            _ => None,
        };
        if let Some((gap, Piece::Word(next, _))) = self.pieces.get(number + 1) {
            if matches!(gap, Gap::Space | Gap::Hyphen)
                && !matches!(&self.pieces[number].1, Piece::Name { owner: true, .. })
            {
                if let Some(cue) = cue(next).filter(|_| {
                    !matches!(
                        next.as_str(),
                        "suburb" | "suburbs" | "capital" | "town" | "towns" | "village" | "villages"
                    )
                }) {
                    // "Aleppo city", but not "the Damascus city of Khessar".
                    if word(number + 2) != Some("of") {
                        return Some(cue);
                    }
                }
            }
        }
        if number >= 2 && word(number - 1) == Some("of") {
            return word(number - 2).and_then(cue).filter(|_| word(number - 2) != Some("capital"));
        }
        None
    }

    fn unknown_name(&self, number: usize) -> Option<Named> {
        let run: Vec<&str> = self.pieces[number..]
            .iter()
            .enumerate()
            .take_while(|(at, (gap, piece))| {
                matches!(piece, Piece::Unknown(_)) && (*at == 0 || matches!(gap, Gap::Space | Gap::Hyphen))
            })
            .filter_map(|(_, (_, piece))| if let Piece::Unknown(word) = piece { Some(word.as_str()) } else { None })
            .collect();
        Some(Named { key: run.join(" "), cue: self.cue_beside(number + run.len() - 1) })
    }
}

/// Whether the words say only where in a place, not another place.
pub(super) fn is_filler(word: &str) -> bool {
    is_small_word(word) || is_side(word)
}
