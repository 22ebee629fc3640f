//! How many independent sources stand behind what is claimed.
//!
//! Who is quoted is one source, however many quote them. What a document says in its own voice is its outlet's, unless it is copied: then
//! it is that of the outlet from which it comes, or of the agency that it credits. Outlets of one owner, and those that one state commands,
//! are one. An unnamed source is as good as the outlet that vouches for it: the first that carried it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sayso_value::place::country_name;
use serde::Serialize;

use super::Claims;
use super::load::Teller;
use super::said::{Said, Speaker};

/// Kinds of control by which a state says what is printed.
const COMMANDED: [&str; 3] = ["state", "captured_public", "captured_private"];

/// What sort of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BackingKind {
    /// Somebody who is quoted.
    Speaker,
    /// An outlet, in its own voice or for a source that it does not name.
    Outlet,
    /// Outlets of one owner or one state.
    Owner,
    /// A document of which no outlet is known.
    Document,
}

/// An independent source, and the documents that have the value from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backing {
    /// Who.
    pub source: String,
    /// What sort of source.
    pub kind: BackingKind,
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// By which it is told to be the same elsewhere.
    #[serde(skip)]
    pub(super) key: String,
}

/// An independent source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    /// By which two are told to be the same.
    key: String,
    kind: BackingKind,
    name: String,
}

impl Key {
    /// Who stands behind what is said in a statement, or, without one, in the document's own voice.
    pub(super) fn of(teller: &Teller, said: Option<&Said>) -> Self {
        let named = |speaker: &&Speaker| speaker.named;
        let speaker = said.and_then(|said| {
            said.source.as_ref().filter(named).or(said.monitor.as_ref()).or(said.carrier.as_ref().filter(named))
        });
        match speaker {
            Some(speaker) => Self::of_speaker(speaker),
            None => teller.voice.clone(),
        }
    }

    fn of_speaker(speaker: &Speaker) -> Self {
        if speaker.kind == "outlet" {
            let Speaker { name, country, owner, control, .. } = speaker;
            return Self::of_outlet(name, country.as_deref(), owner.as_deref(), control.as_deref());
        }
        let key = speaker.key.clone().unwrap_or_else(|| format!("body {}", speaker.name.to_lowercase()));
        Self { key, kind: BackingKind::Speaker, name: speaker.name.clone() }
    }

    /// A document of which no outlet is known.
    pub(super) fn of_document(id: &str) -> Self {
        Self { key: format!("document {id}"), kind: BackingKind::Document, name: id.to_owned() }
    }

    /// An outlet, by where it is at home, who owns it and who controls it.
    pub(super) fn of_outlet(name: &str, country: Option<&str>, owner: Option<&str>, control: Option<&str>) -> Self {
        let state = country.filter(|_| control.is_some_and(|it| COMMANDED.contains(&it)));
        match (state, owner) {
            (Some(country), _) => Self {
                key: format!("state {country}"),
                kind: BackingKind::Owner,
                name: format!("state media of {}", country_name(country)),
            },
            (_, Some(owner)) => {
                Self { key: format!("owner {owner}"), kind: BackingKind::Outlet, name: name.to_owned() }
            }
            _ => Self {
                key: format!("outlet {}", name.to_lowercase()),
                kind: BackingKind::Outlet,
                name: name.to_owned(),
            },
        }
    }
}

/// Each source once, with its documents; those with most documents first.
pub(super) fn counted<'m>(sources: impl Iterator<Item = (Key, &'m Teller)>) -> Vec<Backing> {
    let mut by_key: BTreeMap<String, (Key, Vec<String>)> = BTreeMap::new();
    let mut seen: HashSet<(String, &str)> = HashSet::new();
    for (key, teller) in sources {
        let is_new = seen.insert((key.key.clone(), &teller.id));
        let entry = by_key.entry(key.key.clone()).or_insert_with(|| (key, Vec::new()));
        entry.1.extend(is_new.then(|| teller.id.clone()));
    }
    let mut out: Vec<Backing> = by_key
        .into_values()
        .map(|(key, documents)| Backing { source: key.name, kind: key.kind, documents, key: key.key })
        .collect();
    out.sort_by(|one, other| other.documents.len().cmp(&one.documents.len()).then(one.source.cmp(&other.source)));
    out
}

/// How many sources stand behind all that is claimed.
pub(super) fn distinct(fields: &[Claims]) -> usize {
    let claims = fields.iter().flat_map(|claims| &claims.values);
    claims.flat_map(|claim| &claim.counted).map(|backing| &backing.key).collect::<BTreeSet<_>>().len()
}
