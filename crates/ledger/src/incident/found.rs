//! Which tellings the machine finds to be one happening, whatever has been decided about them.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{OptionalExtension, Transaction};

use super::{cluster, numbers};

/// An incident of more tellings is not taken apart for a new one.
const TAKEN_APART: usize = 300;
/// The tellings of an incident that was found, and the incident of a telling.
const MEMBERS: &str = "SELECT event FROM tellings WHERE found = ?1";
const FOUND: &str = "SELECT found FROM tellings WHERE event = ?1";

/// Finds anew to which incidents these tellings belong: they and the incidents for whose joining with one of them more speaks than against it
/// are taken apart and parted again. What is farther off stays as it is, and so does an incident of very many tellings, which can only be joined: so
/// one more document costs the same in a ledger of any size. Says which tellings were asked about or are somewhere else now.
pub(super) fn part(change: &Transaction, events: impl Iterator<Item = i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let asked: BTreeSet<i64> = events.collect();
    let (mut concerned, mut whole) = (asked.clone(), BTreeSet::new());
    for &event in &asked {
        for incident in touched(change, event)? {
            let members = numbers(change, MEMBERS, incident)?;
            if members.len() > TAKEN_APART && !members.iter().any(|member| asked.contains(member)) {
                whole.insert(incident);
            } else {
                concerned.extend(members);
            }
        }
    }
    let events = by_text(change, concerned)?;
    let whole: Vec<i64> = whole.into_iter().collect();
    let places: HashMap<i64, usize> = events.iter().enumerate().map(|(place, event)| (*event, place)).collect();
    let mut incident = change.prepare_cached(FOUND)?;
    let mut edges = Vec::new();
    for (place, &event) in events.iter().enumerate() {
        for (other, weight) in beside(change, event)? {
            if let Some(&other) = places.get(&other) {
                edges.extend((place < other).then_some((place, other, weight)));
            } else if !whole.is_empty() {
                let its: Option<i64> = incident.query_row([other], |row| row.get(0)).optional()?;
                let its = whole.iter().position(|incident| its == Some(*incident));
                edges.extend(its.map(|its| (place, events.len() + its, weight)));
            }
        }
    }
    let mut told = Vec::with_capacity(events.len() + whole.len());
    for &event in &events {
        let mut document = change.prepare_cached("SELECT document FROM tellings WHERE event = ?1")?;
        told.push(cluster::Told::By(document.query_row([event], |row| row.get(0))?));
    }
    for &incident in &whole {
        let mut documents = change.prepare_cached("SELECT count(DISTINCT document) FROM tellings WHERE found = ?1")?;
        let count: i64 = documents.query_row([incident], |row| row.get(0))?;
        told.push(cluster::Told::ByMany(usize::try_from(count).unwrap_or(0)));
    }
    let mut moved = assign(change, &events, &whole, &cluster::clusters(&told, edges))?;
    moved.extend(asked);
    Ok(moved)
}

/// Events by day and id of their documents, and as they stand there: an order that does not depend on what was added first, so that of two that
/// are equally alike the same comes first.
fn by_text(change: &Transaction, events: BTreeSet<i64>) -> rusqlite::Result<Vec<i64>> {
    let mut query = change.prepare_cached(
        "SELECT day, documents.id, start, events.id FROM events JOIN documents ON documents.number = events.document
         WHERE events.number = ?1",
    )?;
    let mut keyed = Vec::with_capacity(events.len());
    for event in events {
        let key = query.query_row([event], |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        keyed.push((key, event));
    }
    keyed.sort();
    Ok(keyed.into_iter().map(|(_, event)| event).collect())
}

/// The incident of a telling, and those that it could join.
fn touched(change: &Transaction, event: i64) -> rusqlite::Result<Vec<i64>> {
    let mut incident = change.prepare_cached(FOUND)?;
    let mut sums: HashMap<i64, f64> = HashMap::new();
    for (other, weight) in beside(change, event)? {
        if let Some(incident) = incident.query_row([other], |row| row.get(0)).optional()? {
            *sums.entry(incident).or_default() += weight;
        }
    }
    let mut touched: Vec<i64> = sums.into_iter().filter(|(_, sum)| *sum > 0.0).map(|(incident, _)| incident).collect();
    touched.extend(incident.query_row([event], |row| row.get::<_, i64>(0)).optional()?);
    Ok(touched)
}

/// The events compared with this one, with what speaks for their being one and against it.
fn beside(change: &Transaction, event: i64) -> rusqlite::Result<HashMap<i64, f64>> {
    let mut query = change.prepare_cached("SELECT other, weight FROM likeness WHERE event = ?1")?;
    query.query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Writes what has changed, and says which tellings are elsewhere now. `found` are the clusters of the events, then of the incidents that were
/// not taken apart.
fn assign(change: &Transaction, events: &[i64], whole: &[i64], found: &[usize]) -> rusqlite::Result<BTreeSet<i64>> {
    let mut moved: BTreeSet<i64> = BTreeSet::new();
    let mut was = change.prepare_cached(FOUND)?;
    let mut update = change.prepare_cached("UPDATE tellings SET found = ?2 WHERE event = ?1")?;
    let mut join = change.prepare_cached("UPDATE tellings SET found = ?2 WHERE found = ?1")?;
    let (of_events, of_whole) = found.split_at(events.len());
    // An incident that stays keeps its number.
    let mut least: HashMap<usize, i64> = HashMap::new();
    for (&number, &cluster) in whole.iter().zip(of_whole) {
        let kept = *least.entry(cluster).or_insert(number);
        if kept != number {
            moved.extend(numbers(change, MEMBERS, number)?);
            join.execute((number, kept))?;
        }
    }
    let kept: HashSet<usize> = least.keys().copied().collect();
    for (&event, &cluster) in events.iter().zip(of_events).filter(|(_, cluster)| !kept.contains(cluster)) {
        let number = least.entry(cluster).or_insert(event);
        *number = event.min(*number);
    }
    for (&event, cluster) in events.iter().zip(of_events) {
        let incident = least[cluster];
        if was.query_row([event], |row| row.get::<_, i64>(0))? != incident {
            update.execute((event, incident))?;
            moved.insert(event);
        }
    }
    Ok(moved)
}
