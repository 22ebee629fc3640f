//! What a mention of a place is made of: the name of the place meant, names of what it lies in or by, and other words.

use std::ops::Range;

use super::cues::{Cue, cue, is_near, is_relative, is_side, is_small_word, joins};
use super::name::{Named, Peoples};
use super::pieces::{Piece, pieces};
use super::table::{Country, Table};
use super::words::{Gap, words};

/// What is longer is no mention.
pub(super) const MOST_WORDS: usize = 40;

/// What a mention is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The place meant.
    pub(super) target: Option<Named>,
    /// The place meant where the table lacks its name: the first words of the name that stand together, folded.
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
    /// Whether a word says what kind of place it is: "town".
    pub(super) says_kind: bool,
    /// Whether the mention is its name and words of its kind, nothing else.
    pub(super) exact: bool,
}

/// Takes a mention apart.
pub(super) fn shape(table: &Table, peoples: &Peoples, text: &str, mention: Range<usize>) -> Shape {
    let pieces = pieces(table, peoples, &words(text, mention, MOST_WORDS));
    Reader { pieces: &pieces }.read(table)
}

struct Reader<'p> {
    pieces: &'p [(Gap, Piece)],
}

impl Reader<'_> {
    fn read(&self, table: &Table) -> Shape {
        let mut shape = Shape::default();
        for (number, (_, piece)) in self.pieces.iter().enumerate() {
            let Piece::Adjective(country) = piece else { continue };
            // "The Syrian side of the Iraqi border" is Syrian.
            if matches!(self.pieces.get(number + 1), Some((_, Piece::Word(next, _))) if next == "side") {
                shape.adjectives = vec![*country];
                break;
            }
            if *country != 0 {
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
        shape.says_kind =
            self.pieces.iter().any(|(_, piece)| matches!(piece, Piece::Word(word, _) if cue(word).is_some()));
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
                            None => shape.unknown_name = Some(self.unknown_name(*number)),
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
        if let Some((gap, Piece::Word(next, _))) = self.pieces.get(number + 1)
            && matches!(gap, Gap::Space | Gap::Hyphen)
            && !matches!(&self.pieces[number].1, Piece::Name { owner: true, .. })
            && let Some(cue) = cue(next).filter(|_| !is_relative(next))
        {
            // "Aleppo city", but not "the Damascus city of Khessar".
            if word(number + 2) != Some("of") {
                return Some(cue);
            }
        }
        if number >= 2 && word(number - 1) == Some("of") {
            return word(number - 2).and_then(cue).filter(|_| word(number - 2) != Some("capital"));
        }
        None
    }

    fn unknown_name(&self, number: usize) -> Named {
        let run: Vec<&str> = self.pieces[number..]
            .iter()
            .enumerate()
            .take_while(|(at, (gap, piece))| {
                matches!(piece, Piece::Unknown(_)) && (*at == 0 || matches!(gap, Gap::Space | Gap::Hyphen))
            })
            .filter_map(|(_, (_, piece))| if let Piece::Unknown(word) = piece { Some(word.as_str()) } else { None })
            .collect();
        Named { key: run.join(" "), cue: self.cue_beside(number + run.len() - 1) }
    }
}
