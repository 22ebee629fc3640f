//! Who is the same in several documents: an actor of the ledger for each name that tells who is meant.

use rusqlite::{OptionalExtension, Transaction, params};
use sayso_reading::{Actor, ActorKind, MentionForm, Outlet, Outlets, actor_key, code, outlet_key};

use crate::tally;

/// Letters of an acronym that tells who is meant.
const ACRONYM: std::ops::RangeInclusive<usize> = 3..=8;

/// Links an actor of a document to that of the ledger, and makes that where it is new.
pub(crate) fn link(
    change: &Transaction,
    document_actor: i64,
    actor: &Actor,
    outlets: &Outlets,
) -> rusqlite::Result<()> {
    let Some(key) = actor_key(actor, outlets) else { return Ok(()) };
    let known = match by_key(change, &key)? {
        None => by_acronym(change, &actor.name)?,
        known => known,
    };
    let number = match known {
        Some(number) => {
            // "Brenth-based Orsa Watch" gives way to "Orsa Watch".
            change
                .prepare_cached(
                    "UPDATE actors SET name = ?2 WHERE number = ?1 AND name <> ?2 AND name LIKE '% ' || ?2",
                )?
                .execute((number, &actor.name))?;
            number
        }
        None => insert(change, &key, &actor.name, actor.kind, actor.country.as_deref())?,
    };
    if let Some(known) = outlets.by_name(&actor.name).filter(|_| actor.kind == ActorKind::Outlet) {
        keep(change, number, known)?;
    }
    change
        .prepare_cached("UPDATE document_actors SET actor = ?2 WHERE number = ?1")?
        .execute((document_actor, number))?;
    let mut insert = change.prepare_cached("INSERT OR IGNORE INTO actor_acronyms (acronym, actor) VALUES (?1, ?2)")?;
    for mention in actor.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        if is_acronym(&mention.span.text) && mention.span.text != actor.name {
            insert.execute((&mention.span.text, number))?;
        }
    }
    Ok(())
}

/// The actor of the ledger that an outlet is, made where it is new.
pub(crate) fn outlet(change: &Transaction, name: &str, outlets: &Outlets) -> rusqlite::Result<i64> {
    let key = outlet_key(name, outlets);
    let known = outlets.by_name(name);
    let number = match by_key(change, &key)? {
        Some(number) => number,
        None => {
            let name = known.map_or(name, |outlet| &outlet.name);
            insert(change, &key, name, ActorKind::Outlet, known.and_then(|outlet| outlet.country.as_deref()))?
        }
    };
    known.map_or(Ok(()), |known| keep(change, number, known))?;
    Ok(number)
}

/// Keeps who owns an outlet and who controls it. What was known last stands.
fn keep(change: &Transaction, number: i64, outlet: &Outlet) -> rusqlite::Result<()> {
    let changed = change
        .prepare_cached(
            "UPDATE actors SET owner = ?2, control = ?3, country = coalesce(?4, country)
             WHERE number = ?1 AND (owner IS NOT ?2 OR control IS NOT ?3 OR country IS NOT coalesce(?4, country))",
        )?
        .execute(params![number, outlet.owner, outlet.control, outlet.country])?;
    if changed > 0 {
        // Whose words count as those of one source has changed in all that names it.
        tally::unsettle(change, tally::naming(change, &[number].into())?)?;
    }
    Ok(())
}

fn insert(
    change: &Transaction,
    key: &str,
    name: &str,
    kind: ActorKind,
    country: Option<&str>,
) -> rusqlite::Result<i64> {
    change.prepare_cached("INSERT INTO actors (key, name, kind, country) VALUES (?1, ?2, ?3, ?4)")?.insert(params![
        key,
        name,
        code(kind),
        country
    ])
}

fn by_key(change: &Transaction, key: &str) -> rusqlite::Result<Option<i64>> {
    change.prepare_cached("SELECT number FROM actors WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

/// The only one who goes by an acronym.
fn by_acronym(change: &Transaction, name: &str) -> rusqlite::Result<Option<i64>> {
    if !is_acronym(name) {
        return Ok(None);
    }
    let mut query = change.prepare_cached("SELECT actor FROM actor_acronyms WHERE acronym = ?1 LIMIT 2")?;
    let found: Vec<i64> = query.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(found.first().copied().filter(|_| found.len() == 1))
}

fn is_acronym(name: &str) -> bool {
    ACRONYM.contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}
