//! Figures that are kept rather than counted whenever somebody asks: who carries whom, document by document ([`step`]), how much of a document is said
//! there first, how many conflicts an incident has, of
//! which sources and outlets it is.
//!
//! Each is a function of what else the ledger holds, and is found anew with every change from which it follows: [`document()`] and [`actors`] say of
//! what, and [`settle`] ends the change.

mod step;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Transaction, params};
use sayso_reading::code;

use crate::{IncidentRow, claim};
pub(crate) use step::{Publication, Steps, published};

/// Counts anew what a document tells of who carries whom, and those that have their text from it or cite it; and has the conflicts found anew of all
/// of which it and its copies tell.
pub(crate) fn document(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    documents(change, after(change, number)?)?;
    unsettle(change, family(change, number)?)
}

/// Documents whose figures change with those of one: itself, those that have their text from it, and those that cite one of them.
pub(crate) fn after(change: &Transaction, number: i64) -> rusqlite::Result<BTreeSet<i64>> {
    const COPIES: &str = "SELECT copy, kind IN ('reprint', 'excerpt') FROM copies WHERE original = ?1";
    let mut query = change.prepare_cached(COPIES)?;
    let (mut found, mut open) = (BTreeSet::from([number]), vec![number]);
    while let Some(next) = open.pop() {
        let rows = query.query_map([next], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))?;
        for row in rows {
            let (copy, is_copied) = row?;
            if found.insert(copy) && is_copied {
                open.push(copy);
            }
        }
    }
    Ok(found)
}

/// Documents that hang together with one by copying, itself among them: in whose voice one speaks follows from the others.
pub(crate) fn family(change: &Transaction, number: i64) -> rusqlite::Result<BTreeSet<i64>> {
    const BESIDE: &str = "SELECT copy FROM copies WHERE original = ?1 AND kind IN ('reprint', 'excerpt')
        UNION SELECT original FROM copies WHERE copy = ?1 AND kind IN ('reprint', 'excerpt')";
    let mut query = change.prepare_cached(BESIDE)?;
    let (mut found, mut open) = (BTreeSet::from([number]), vec![number]);
    while let Some(next) = open.pop() {
        for beside in query.query_map([next], |row| row.get(0))? {
            let beside = beside?;
            if found.insert(beside) {
                open.push(beside);
            }
        }
    }
    Ok(found)
}

/// Counts anew all that follows from who these actors are, by their numbers.
pub(crate) fn actors(change: &Transaction, numbers: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut counted = BTreeSet::new();
    for number in mentioning(change, numbers)? {
        counted.extend(after(change, number)?);
    }
    documents(change, counted)?;
    unsettle(change, naming(change, numbers)?)
}

/// Documents of which it follows from who these actors are what they claim, and on whose word.
pub(crate) fn naming(change: &Transaction, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for number in mentioning(change, numbers)? {
        if !found.contains(&number) {
            found.extend(family(change, number)?);
        }
    }
    Ok(found)
}

/// Documents that mention these actors, or are theirs.
fn mentioning(change: &Transaction, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    const NAMING: &str =
        "SELECT document FROM document_actors WHERE actor = ?1 UNION SELECT number FROM documents WHERE publisher = ?1
        UNION SELECT number FROM documents WHERE voice = ?1";
    let mut query = change.prepare_cached(NAMING)?;
    let mut found = BTreeSet::new();
    for number in numbers {
        for document in query.query_map([number], |row| row.get(0))? {
            found.insert(document?);
        }
    }
    Ok(found)
}

/// These actors and all who are decided to be one with them.
pub(crate) fn all_of(change: &Transaction, numbers: impl IntoIterator<Item = i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let mut query = change.prepare_cached(
        "SELECT other.number FROM actors AS own
         JOIN actors AS other ON other.number = coalesce(own.same_as, own.number) OR other.same_as = coalesce(own.same_as, own.number)
         WHERE own.number = ?1",
    )?;
    let mut found = BTreeSet::new();
    for number in numbers {
        for other in query.query_map([number], |row| row.get(0))? {
            found.insert(other?);
        }
    }
    Ok(found)
}

/// Counts anew all that there is.
pub(crate) fn all(change: &Transaction) -> rusqlite::Result<()> {
    let mut query = change.prepare("SELECT number FROM documents")?;
    let all: BTreeSet<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    documents(change, all)
}

/// Counts anew what these documents tell of who carries whom.
pub(crate) fn documents(change: &Transaction, numbers: BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut steps = Steps::new(change);
    let mut insert = change.prepare_cached(
        "INSERT INTO steps (document, source, target, kind, direct, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut figures = change.prepare_cached(&format!(
        "INSERT INTO document_figures (document, statements, first_hand, unnamed)
         SELECT ?1, count(*), coalesce(sum({FIRST_HAND}), 0), coalesce(sum(source_kind IS 'unnamed'), 0) FROM statements
         LEFT JOIN document_actors ON document_actors.number = statements.document_actor WHERE statements.document = ?1"
    ))?;
    for number in numbers {
        for table in ["steps", "document_figures"] {
            change.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([number])?;
        }
        figures.execute([number])?;
        let Some(publication) = steps.publication(number)? else { continue };
        let mut counts: BTreeMap<(i64, i64, String, bool), i64> = BTreeMap::new();
        steps.each(&publication, |step| {
            *counts.entry((step.from, step.to, code(step.kind), step.is_direct)).or_default() += 1;
        })?;
        for ((from, to, kind, is_direct), count) in counts {
            insert.execute(params![number, from, to, kind, is_direct, count])?;
        }
    }
    Ok(())
}

/// Of a statement nothing says that another outlet had it before: no copy holds it, nobody carried it, no other outlet is its source.
pub(crate) const FIRST_HAND: &str = "(coalesce(document_actors.kind, '') <> 'outlet'
    AND NOT EXISTS (SELECT 1 FROM carriers WHERE carriers.statement = statements.number)
    AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.copy = statements.document AND copies.kind IN ('reprint', 'excerpt')))";

/// Has the conflicts and figures found anew of all incidents of which these documents tell.
pub(crate) fn unsettle(change: &Transaction, documents: BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut insert = change.prepare_cached(
        "INSERT OR IGNORE INTO unsettled (incident) SELECT incident FROM tellings WHERE document = ?1",
    )?;
    documents.into_iter().try_for_each(|document| insert.execute([document]).map(|_| ()))
}

/// Finds the conflicts and figures of the incidents that have changed. To be called when all that belongs to a change is done.
pub(crate) fn settle(change: &Transaction) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached("SELECT incident FROM unsettled ORDER BY incident")?;
    let changed: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut delete = change.prepare_cached("DELETE FROM conflicts WHERE incident = ?1")?;
    let mut insert =
        change.prepare_cached("INSERT INTO conflicts (incident, kind, field, count) VALUES (?1, ?2, ?3, ?4)")?;
    let mut update = change.prepare_cached("UPDATE incidents SET outlets = ?2, sources = ?3 WHERE number = ?1")?;
    for number in changed {
        delete.execute([number])?;
        let Some(incident) = claim::incident(change, number)? else { continue };
        let row = IncidentRow::from(&incident);
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        update.execute((number, count(row.outlets), count(row.sources)))?;
        for ((field, kind), conflicts) in row.conflicts {
            insert.execute((number, code(kind), code(field), count(conflicts)))?;
        }
    }
    change.prepare_cached("DELETE FROM unsettled")?.execute([])?;
    Ok(())
}
