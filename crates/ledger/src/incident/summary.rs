//! An incident in one row: what it is called, and what most of its documents say of its kind, days and place.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use rusqlite::{Transaction, params};
use sayso_value::place::is_country;

use super::heading;
use super::terms::Terms;
use super::words::{Rarity, words};

/// A document that tells of the incident so early in its text is about it, and its title is the incident's; code points.
const ABOUT: i64 = 600;

struct Member {
    document: i64,
    title: Option<String>,
    start: i64,
    kind: String,
    days: Option<(String, String)>,
    place: Option<Place>,
    terms: Terms,
}

#[derive(Clone, PartialEq)]
struct Place {
    name: String,
    country: Option<String>,
    position: Option<(f64, f64)>,
}

/// Writes an incident's row anew, or takes it out where no telling is left.
pub(super) fn renew(change: &Transaction, incident: i64) -> rusqlite::Result<()> {
    change.prepare_cached("DELETE FROM incidents WHERE number = ?1")?.execute([incident])?;
    let members = members(change, incident)?;
    let Some(first) = members.first() else { return Ok(()) };
    let kind = most(members.iter().map(|member| (member.document, member.kind.as_str()))).unwrap_or_default();
    let days = most(members.iter().filter_map(|member| Some((member.document, member.days.clone()?))));
    let (first_day, last_day) = days.unzip();
    let place = place(&members);
    let position = place.as_ref().and_then(|place| place.position);
    let mut documents: Vec<i64> = members.iter().map(|member| member.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let title = match title(change, &members)? {
        Some(title) => title,
        None => {
            let (name, day) = (place.as_ref().map(|place| place.name.as_str()), first_day.as_deref());
            heading::sentence(change, first.document, first.start)?.unwrap_or_else(|| heading::known(kind, name, day))
        }
    };
    change
        .prepare_cached(
            "INSERT INTO incidents (number, title, type, first_day, last_day, place, country, latitude, longitude, documents)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            incident,
            title,
            kind,
            first_day,
            last_day,
            place.as_ref().map(|place| &place.name),
            place.as_ref().and_then(|place| place.country.as_ref()),
            position.map(|it| it.0),
            position.map(|it| it.1),
            documents.len() as i64,
        ])?;
    Ok(())
}

/// The tellings of an incident, by day of publication.
fn members(change: &Transaction, incident: i64) -> rusqlite::Result<Vec<Member>> {
    let mut query = change.prepare_cached(
        "SELECT events.document, documents.title, events.start, events.type, first_day, last_day, place_name, country, latitude, longitude, terms
         FROM tellings JOIN events ON events.number = tellings.event JOIN documents ON documents.number = events.document
         WHERE tellings.incident = ?1 ORDER BY documents.day, documents.id, events.start",
    )?;
    let rows = query.query_map([incident], |row| {
        let days = row.get::<_, Option<String>>("first_day")?.zip(row.get::<_, Option<String>>("last_day")?);
        let position = row.get::<_, Option<f64>>("latitude")?.zip(row.get::<_, Option<f64>>("longitude")?);
        let country = row.get("country")?;
        let name: Option<String> = row.get("place_name")?;
        Ok(Member {
            document: row.get("document")?,
            title: row.get::<_, Option<String>>("title")?.filter(|title| !title.trim().is_empty()),
            start: row.get("start")?,
            kind: row.get("type")?,
            days,
            place: name.map(|name| Place { name, country, position }),
            terms: Terms::from_bytes(&row.get::<_, Vec<u8>>("terms")?),
        })
    })?;
    rows.collect()
}

/// Of the titles of documents that are about it, the one whose words are most those of all tellings; of equals the first.
fn title(change: &Transaction, members: &[Member]) -> rusqlite::Result<Option<String>> {
    let mut sum: HashMap<u32, f32> = HashMap::new();
    for (hash, weight) in members.iter().flat_map(|member| member.terms.heaviest()) {
        *sum.entry(hash).or_default() += weight;
    }
    let all = Terms::of(sum, usize::MAX);
    let rarity = Rarity::of(change)?;
    let mut best: Option<(f32, &str)> = None;
    let mut seen: HashSet<&str> = HashSet::new();
    for member in members.iter().filter(|member| member.start < ABOUT) {
        let Some(title) = member.title.as_deref().filter(|title| seen.insert(title)) else { continue };
        let mut weights = HashMap::new();
        for word in words(title) {
            weights.insert(word.hash, rarity.weight(word.hash)?);
        }
        let alike = all.cosine(&Terms::of(weights, usize::MAX));
        if best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, title));
        }
    }
    Ok(best.map(|(_, title)| title.to_owned()))
}

/// The place that most documents name; one on the map before one that is not, and a town before its country.
fn place(members: &[Member]) -> Option<Place> {
    let places = || members.iter().filter_map(|member| Some((member.document, member.place.clone()?)));
    let exact = |place: &Place| place.position.is_some() && !is_country(&place.name);
    let name = most(places().filter(|it| exact(&it.1)).map(|(document, place)| (document, place.name)))
        .or_else(|| most(places().filter(|it| it.1.position.is_some()).map(|(document, place)| (document, place.name))))
        .or_else(|| most(places().map(|(document, place)| (document, place.name))))?;
    places().map(|it| it.1).find(|place| place.name == name)
}

/// What most documents have; of several the first.
fn most<T: Eq + Hash + Clone>(said: impl Iterator<Item = (i64, T)>) -> Option<T> {
    let mut documents: HashMap<T, (usize, Vec<i64>)> = HashMap::new();
    for (order, (document, value)) in said.enumerate() {
        let entry = documents.entry(value).or_insert((order, Vec::new()));
        if !entry.1.contains(&document) {
            entry.1.push(document);
        }
    }
    let best = documents.into_iter().max_by_key(|(_, (order, documents))| (documents.len(), std::cmp::Reverse(*order)));
    best.map(|(value, _)| value)
}
