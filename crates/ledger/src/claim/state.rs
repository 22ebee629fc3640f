//! Whose doers are that have many names: a state's, whether it is called the regime, after who leads it, or by its troops.

use std::collections::{HashMap, HashSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension};
use sayso_reading::Role;
use sayso_value::place::country_name;

use super::load::{Part, Telling};
use super::said::Speaker;

/// Words for who has power in a state; a name of other people's forces has none of them.
const POWER: [&str; 6] = ["government", "regime", "regimes", "army", "military", "armed"];
/// Words for what such a power has.
const FORCES: [&str; 12] = [
    "forces",
    "force",
    "troops",
    "soldiers",
    "warplanes",
    "planes",
    "jets",
    "aircraft",
    "helicopters",
    "artillery",
    "army",
    "military",
];
/// Words of names of those who are not the state, whatever the others say.
const OTHERS: [&str; 12] = [
    "former",
    "rebel",
    "rebels",
    "opposition",
    "provisional",
    "interim",
    "shadow",
    "allied",
    "local",
    "autonomous",
    "free",
    "salvation",
];
const BEGINNINGS: [&str; 3] = ["pro-", "anti-", "ex-"];

/// Which state is meant.
#[derive(Debug, PartialEq, Eq)]
enum Whose {
    /// That of a country, ISO 3166-1 alpha-2.
    Country(String),
    /// "The regime": that of the country of which one speaks.
    Here,
    /// "The Dost regime": that of the country of which one speaks, if this is somebody's name.
    Named(String),
}

/// Which state a doer is, if it is one.
fn whose(actor: &Speaker) -> Option<Whose> {
    let words: Vec<&str> = actor.name.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_power = |word: &String| POWER.contains(&word.as_str());
    let head = lower.last()?;
    let is_state = match actor.kind.as_str() {
        "government" => is_power(head),
        "military" => is_power(head) || FORCES.contains(&head.as_str()),
        "person" | "outlet" => false,
        // "Free Army" is the name of somebody else.
        _ => !actor.named && FORCES.contains(&head.as_str()) && lower.iter().any(is_power),
    };
    let is_other =
        |word: &String| OTHERS.contains(&word.as_str()) || BEGINNINGS.iter().any(|begin| word.starts_with(begin));
    if !is_state || lower.iter().any(is_other) {
        return None;
    }
    if let Some(country) = &actor.country {
        return Some(Whose::Country(country.clone()));
    }
    let is_name = |word: &&&str| {
        let lower = word.to_lowercase();
        word.contains(char::is_uppercase) && lower != "the" && !is_power(&lower) && !FORCES.contains(&lower.as_str())
    };
    Some(match words.iter().rev().find(is_name) {
        Some(name) => Whose::Named(name.rsplit('-').next().unwrap_or(name).to_owned()),
        None => Whose::Here,
    })
}

/// The questions about states, each prepared once.
pub(super) struct States<'c> {
    government: CachedStatement<'c>,
    person: CachedStatement<'c>,
    /// Those that have been asked for, by country.
    known: HashMap<String, Speaker>,
    /// Whether names that have been asked for are persons'.
    persons: HashMap<String, bool>,
}

impl<'c> States<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            government: connection.prepare_cached(
                "SELECT actors.number, actors.name FROM document_actors JOIN actors AS own ON own.number = document_actors.actor
                 JOIN actors ON actors.number = coalesce(own.same_as, own.number) WHERE document = ?1 AND own.key = ?2 LIMIT 1",
            )?,
            person: connection.prepare_cached(
                "SELECT 1 FROM document_actors WHERE document = ?1 AND kind = 'person' AND named
                 AND (name = ?2 OR substr(name, -length(?2) - 1) IN (' ' || ?2, '-' || ?2))",
            )?,
            known: HashMap::new(),
            persons: HashMap::new(),
        })
    }

    /// Calls the doers of tellings that are a state by one name, and a person by the full name that another telling gives. `documents` are the numbers of
    /// the documents, `country` that in which it happened.
    pub(super) fn name(
        &mut self,
        tellings: &mut [Telling],
        documents: &[i64],
        country: Option<&str>,
    ) -> rusqlite::Result<()> {
        let mut leaders: HashSet<String> = HashSet::new();
        for telling in tellings.iter_mut() {
            for part in doers(telling) {
                let Some(actor) = &mut part.actor else { continue };
                let state = match whose(actor) {
                    Some(Whose::Country(country)) => country,
                    Some(Whose::Here) => match country {
                        Some(country) => country.to_owned(),
                        None => continue,
                    },
                    Some(Whose::Named(name)) => {
                        let Some(country) = country else { continue };
                        if self.is_person(&name, documents)? {
                            leaders.insert(name.to_lowercase());
                        } else if !self.government(country, documents)?.name.split(' ').any(|word| word == name) {
                            continue;
                        }
                        country.to_owned()
                    }
                    None => continue,
                };
                *actor = self.government(&state, documents)?;
            }
        }
        let full = full_names(tellings);
        for part in tellings.iter_mut().flat_map(doers) {
            let Some(actor) = part.actor.as_mut().filter(|actor| actor.kind == "person" && actor.named) else {
                continue;
            };
            let surname = surname(&actor.name);
            if let Some(country) = country.filter(|_| leaders.contains(&surname)) {
                *actor = self.government(country, documents)?;
            } else if let Some(Some(known)) = full.get(&surname).filter(|_| !actor.name.contains(' ')) {
                *actor = known.clone();
            }
        }
        Ok(())
    }

    /// Whether one of the documents names a person so, by surname or whole.
    fn is_person(&mut self, name: &str, documents: &[i64]) -> rusqlite::Result<bool> {
        if let Some(known) = self.persons.get(name) {
            return Ok(*known);
        }
        let mut is_person = false;
        for document in documents {
            if self.person.exists((document, name))? {
                is_person = true;
                break;
            }
        }
        self.persons.insert(name.to_owned(), is_person);
        Ok(is_person)
    }

    /// The government of a country, as a doer: the ledger's actor where one of the documents names it, so that what others name changes nothing.
    fn government(&mut self, country: &str, documents: &[i64]) -> rusqlite::Result<Speaker> {
        if let Some(known) = self.known.get(country) {
            return Ok(known.clone());
        }
        let key = format!("government {country}");
        let mut found: Option<(i64, String)> = None;
        for document in documents {
            found = self.government.query_row((document, &key), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if found.is_some() {
                break;
            }
        }
        let (actor, name) = found.unzip();
        let speaker = Speaker {
            actor,
            key: Some(key),
            name: name.unwrap_or_else(|| format!("government of {}", country_name(country))),
            kind: "government".to_owned(),
            named: true,
            country: Some(country.to_owned()),
            owner: None,
            control: None,
        };
        self.known.insert(country.to_owned(), speaker.clone());
        Ok(speaker)
    }
}

fn doers(telling: &mut Telling) -> impl Iterator<Item = &mut Part> {
    telling.roles.iter_mut().filter(|part| Role::DOERS.contains(&part.role))
}

/// The last word of a name, without case.
fn surname(name: &str) -> String {
    name.rsplit([' ', '-']).next().unwrap_or(name).to_lowercase()
}

/// By surname the person who did it by a full name; none where there are several.
fn full_names(tellings: &mut [Telling]) -> HashMap<String, Option<Speaker>> {
    let mut full: HashMap<String, Option<Speaker>> = HashMap::new();
    for actor in tellings.iter_mut().flat_map(doers).filter_map(|part| part.actor.as_ref()) {
        if actor.kind != "person" || !actor.named || !actor.name.contains(' ') {
            continue;
        }
        let known = full.entry(surname(&actor.name)).or_insert_with(|| Some(actor.clone()));
        if known.as_ref().is_some_and(|known| known.name.to_lowercase() != actor.name.to_lowercase()) {
            *known = None;
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, kind: &str, named: bool, country: Option<&str>) -> Option<Whose> {
        let country = country.map(str::to_owned);
        let (name, kind) = (name.to_owned(), kind.to_owned());
        whose(&Speaker { actor: None, key: None, name, kind, named, country, owner: None, control: None })
    }

    #[test]
    fn a_state_has_many_names() {
        let country = || Some(Whose::Country("XV".to_owned()));
        assert_eq!(of("Velmark government", "government", true, Some("XV")), country());
        assert_eq!(of("Velmark Army", "military", true, Some("XV")), country());
        assert_eq!(of("Velmark government troops", "military", false, Some("XV")), country());
        for name in ["the regime", "Regime", "oppressive regime"] {
            assert_eq!(of(name, "government", false, None), Some(Whose::Here), "{name}");
        }
        assert_eq!(of("government forces", "organisation", false, None), Some(Whose::Here));
        assert_eq!(of("Ilmar Dost regime", "government", false, None), Some(Whose::Named("Dost".to_owned())));
    }

    #[test]
    fn others_are_no_state() {
        for (name, kind, named) in [
            ("pro-government forces", "organisation", false),
            ("rebel army", "military", false),
            ("Free Velmark Army", "armed_group", true),
            ("Velmark Coast Forces", "organisation", true),
            ("Velmark ministry of defence", "government", true),
            ("Dost", "person", true),
            ("border guards", "organisation", false),
        ] {
            assert_eq!(of(name, kind, named, Some("XV")), None, "{name}");
        }
    }
}
