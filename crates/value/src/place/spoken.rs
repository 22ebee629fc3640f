//! Of which countries a text speaks, by their names and adjectives and those of their capitals anywhere in it.

use std::collections::HashMap;

use super::PlaceKind;
use super::name::Peoples;
use super::table::{Country, Table};
use super::words::words;

/// A country's name that also means a place of this size elsewhere (natural logarithm of its people) says nothing: "Georgia", "Jordan".
const AMBIGUOUS: f64 = 12.0;

/// Names of countries, folded.
pub(super) struct Countries {
    names: HashMap<String, Country>,
    /// States of which news speaks wherever it comes from.
    actors: Vec<Country>,
}

/// States of which news speaks wherever it comes from, and what their mention counts.
const ACTORS: &[&str] = &["US", "GB", "RU", "FR", "CN"];
const ACTOR: f64 = 0.4;

/// The longest name of a country that is looked for, in words.
const LONGEST: usize = 3;

impl Countries {
    pub(super) fn new<'n>(table: &Table, names: impl Iterator<Item = (&'n str, Country)>) -> Self {
        let ambiguous = |key: &str, country: Country| {
            table.meanings(key).iter().any(|it| {
                it.usual()
                    && table.country(it.row()) != country
                    && table.kind(it.row()) != PlaceKind::Country
                    && table.size(it.row()) > AMBIGUOUS
            })
        };
        let names = names.filter(|(key, country)| key.len() > 1 && !ambiguous(key, *country));
        let actors = ACTORS.iter().map(|code| table.coded(code)).collect();
        Self { actors, names: names.map(|(key, country)| (key.to_owned(), country)).collect() }
    }

    /// How often each country is spoken of.
    pub(super) fn spoken_of(&self, table: &Table, peoples: &Peoples, text: &str) -> Vec<f64> {
        let mut counts = vec![0.0; table.countries()];
        let words = words(text, 0..text.len(), usize::MAX);
        let mut at = 0;
        while at < words.len() {
            if !words[at].capital {
                at += 1;
                continue;
            }
            let named = (1..=LONGEST.min(words.len() - at)).rev().find_map(|length| {
                let key = match length {
                    1 => words[at].bare().to_owned(),
                    _ => {
                        let rest = words[at..at + length - 1].iter().map(|it| it.folded.as_str());
                        rest.chain([words[at + length - 1].bare()]).collect::<Vec<_>>().join(" ")
                    }
                };
                // "US" but not "us".
                if key == "us" && !(words[at].shouted || words[at].dotted) {
                    return None;
                }
                self.names.get(&key).map(|country| (*country, length))
            });
            match named.or_else(|| peoples.adjective(&words, at)) {
                Some((country, length)) => {
                    counts[country as usize] += if self.actors.contains(&country) { ACTOR } else { 1.0 };
                    at += length;
                }
                None => at += 1,
            }
        }
        counts
    }
}
