//! Which tellings are one happening as analysts have it: the incidents that were found, with the decisions that stand, the earlier first.
//!
//! What was found is kept as it was, whatever is decided; so a decision that is taken back leaves nothing, in whichever order that is done and whatever has
//! been added since. A decision speaks of the tellings that there were. What was found to be of their incident later, and no decision speaks of,
//! goes to that part of it which is most like it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Transaction};

use super::{numbers, summary};

/// A set of tellings that are one happening.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// What is left of an incident that was found.
    Found(i64),
    /// What a decision takes out.
    TakenOut(i64),
}

/// What one decision says, as [`crate::decision`] writes it.
#[derive(Default)]
struct Word {
    /// Pairs that are one.
    together: Vec<(i64, i64)>,
    /// Those that are taken out of their incident, as one of their own.
    out: BTreeSet<i64>,
}

/// Writes to which incidents these tellings belong, and all that a decision ties to them, and sums up the incidents that have changed.
pub(super) fn restate(change: &Transaction, events: BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut known = change.prepare_cached("SELECT 1 FROM incidents WHERE number = ?1")?;
    let mut update = change.prepare_cached("UPDATE tellings SET incident = ?2 WHERE event = ?1 AND incident <> ?2")?;
    let mut was = change.prepare_cached("SELECT incident FROM tellings WHERE event = ?1")?;
    let mut changed: BTreeSet<i64> = BTreeSet::new();
    for (event, incident) in decided(change, events)? {
        let before: i64 = was.query_row([event], |row| row.get(0))?;
        if update.execute((event, incident))? > 0 {
            changed.extend([before, incident]);
        } else if !known.exists([incident])? {
            changed.insert(incident);
        }
    }
    changed.into_iter().try_for_each(|incident| summary::renew(change, incident))
}

/// The incident of each of these tellings, and of all that a decision ties to them.
fn decided(change: &Transaction, events: BTreeSet<i64>) -> rusqlite::Result<BTreeMap<i64, i64>> {
    let mut found: BTreeMap<i64, i64> = BTreeMap::new();
    let mut of = change.prepare_cached("SELECT found FROM tellings WHERE event = ?1")?;
    let any = change.prepare_cached("SELECT 1 FROM decided_pairs LIMIT 1")?.exists([])?;
    if !any {
        for event in events {
            found.insert(event, of.query_row([event], |row| row.get(0))?);
        }
        return Ok(found);
    }
    let mut words: BTreeMap<i64, Word> = BTreeMap::new();
    let mut named: BTreeSet<i64> = BTreeSet::new();
    let mut open: Vec<i64> = events.into_iter().collect();
    while let Some(event) = open.pop() {
        if found.contains_key(&event) {
            continue;
        }
        let Some(incident) = of.query_row([event], |row| row.get(0)).optional()? else { continue };
        for member in numbers(change, "SELECT event FROM tellings WHERE found = ?1", incident)? {
            found.insert(member, incident);
            let tied = tied(change, member, &mut words)?;
            if !tied.is_empty() {
                named.insert(member);
                open.extend(tied);
            }
        }
    }
    let mut groups: BTreeMap<i64, Group> = named.iter().map(|event| (*event, Group::Found(found[event]))).collect();
    for (decision, word) in &words {
        for event in &word.out {
            groups.insert(*event, Group::TakenOut(*decision));
        }
        for (one, other) in &word.together {
            let (Some(&kept), Some(&gone)) = (groups.get(one), groups.get(other)) else { continue };
            groups.values_mut().filter(|group| **group == gone).for_each(|group| *group = kept);
        }
    }
    let parts = parts(&found, &groups);
    for event in found.keys().filter(|event| !named.contains(event)) {
        let group = nearest(change, *event, &parts[&found[event]])?.unwrap_or(Group::Found(found[event]));
        groups.insert(*event, group);
    }
    Ok(numbered(&found, &groups))
}

/// The other tellings of which decisions that stand speak beside this one; what they say is put to `words`.
fn tied(change: &Transaction, event: i64, words: &mut BTreeMap<i64, Word>) -> rusqlite::Result<Vec<i64>> {
    let mut query = change.prepare_cached(
        "SELECT decision, event, other, together FROM decided_pairs JOIN decisions ON decisions.number = decision
         WHERE (event = ?1 OR other = ?1) AND undone IS NULL",
    )?;
    let mut rows = query.query([event])?;
    let mut tied = Vec::new();
    while let Some(row) = rows.next()? {
        let (one, other): (i64, i64) = (row.get(1)?, row.get(2)?);
        let word = words.entry(row.get(0)?).or_default();
        if !row.get::<_, bool>(3)? {
            word.out.insert(one);
        } else if one == event {
            word.together.push((one, other));
        }
        tied.push(if one == event { other } else { one });
    }
    Ok(tied)
}

/// Into which groups decisions have put tellings of an incident that was found, by its number.
fn parts(found: &BTreeMap<i64, i64>, groups: &BTreeMap<i64, Group>) -> BTreeMap<i64, BTreeMap<i64, Group>> {
    let mut parts: BTreeMap<i64, BTreeMap<i64, Group>> = BTreeMap::new();
    for (event, incident) in found {
        parts.entry(*incident).or_default().extend(groups.get(event).map(|group| (*event, *group)));
    }
    parts
}

/// Of the groups of an incident's tellings the one that is most like this telling, of equals the first; none where there are none.
fn nearest(change: &Transaction, event: i64, parts: &BTreeMap<i64, Group>) -> rusqlite::Result<Option<Group>> {
    let mut sums: BTreeMap<Group, f64> = parts.values().map(|group| (*group, 0.0)).collect();
    if sums.len() > 1 {
        let mut query = change.prepare_cached("SELECT other, weight FROM likeness WHERE event = ?1")?;
        let rows = query.query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (other, weight): (i64, f64) = row?;
            if let Some(sum) = parts.get(&other).and_then(|group| sums.get_mut(group)) {
                *sum += weight;
            }
        }
    }
    let first = |one: &(Group, f64), other: &(Group, f64)| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0));
    Ok(sums.into_iter().max_by(first).map(|it| it.0))
}

/// The number of each telling's group: that under which its incident was found, where that one is of the group, else the least among its own.
fn numbered(found: &BTreeMap<i64, i64>, groups: &BTreeMap<i64, Group>) -> BTreeMap<i64, i64> {
    let mut numbers: BTreeMap<Group, (bool, i64)> = BTreeMap::new();
    for (event, group) in groups {
        let own = (found[event] != *event, *event);
        let least = numbers.entry(*group).or_insert(own);
        *least = own.min(*least);
    }
    groups.iter().map(|(event, group)| (*event, numbers[group].1)).collect()
}
