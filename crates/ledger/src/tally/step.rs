//! The steps that statements and texts take on their way from one to the next.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::query::CarryKind;
use crate::reprint::named;

/// One step on the way of a statement or a text, from one to the next.
pub(crate) struct Step {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) kind: CarryKind,
    /// Whether nobody is known to stand between them.
    pub(crate) is_direct: bool,
    pub(crate) statement: Option<i64>,
    pub(crate) original: Option<i64>,
}

/// A document whose steps are asked for.
pub(crate) struct Publication {
    pub(crate) number: i64,
    pub(crate) publisher: i64,
    /// The agency that it credits.
    credited: Option<i64>,
}

impl Publication {
    /// A row of [`published`].
    pub(crate) fn of_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self { number: row.get("number")?, publisher: row.get("publisher")?, credited: row.get("credited")? })
    }
}

/// Who publishes, as who that is in the whole ledger.
macro_rules! published {
    () => {
        "SELECT documents.number, coalesce(actors.same_as, actors.number) AS publisher,
                CASE WHEN credit IS NOT NULL THEN coalesce(agencies.same_as, agencies.number) END AS credited
         FROM documents JOIN actors ON actors.number = documents.publisher LEFT JOIN actors AS agencies ON agencies.number = documents.voice"
    };
}
pub(crate) use published;

/// What a document cites, who publishes that by name, and whether an analyst has told apart who is named there.
const CITED: &str = "SELECT original, publisher, EXISTS (SELECT 1 FROM decided_apart WHERE document IN (copy, original))
    FROM copies JOIN documents ON documents.number = original WHERE copy = ?1 AND kind = 'cites' AND publisher IS NOT NULL ORDER BY original";
/// Statements of a document with their sources; of those alone that tell of an incident where one is given.
const STATEMENTS: &str = "
    SELECT statements.number, coalesce(same_as, actors.number) AS source FROM statements
    LEFT JOIN document_actors ON document_actors.number = statements.document_actor
    LEFT JOIN actors ON actors.number = document_actors.actor
    WHERE statements.document = ?1 AND (?2 IS NULL OR statements.id IN (
      SELECT event_statements.statement FROM tellings JOIN event_statements ON event_statements.event = tellings.event
      WHERE tellings.document = ?1 AND tellings.incident = ?2))
    ORDER BY statements.number";
/// Who carried the statements of a document, the nearest to the source first.
const CARRIERS: &str = "
    SELECT carriers.statement, coalesce(same_as, actors.number) AS carrier FROM statements
    JOIN carriers ON carriers.statement = statements.number
    JOIN document_actors ON document_actors.number = carriers.document_actor
    JOIN actors ON actors.number = document_actors.actor
    WHERE statements.document = ?1 ORDER BY carriers.statement, carriers.position";

/// Finds the steps of documents.
pub(crate) struct Steps<'c> {
    connection: &'c Connection,
    /// Publishers of documents, as far as they have been asked for.
    publishers: HashMap<i64, Option<i64>>,
    /// Only what is told of this incident, among the documents whose publishers are known.
    incident: Option<i64>,
}

impl<'c> Steps<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, publishers: HashMap::new(), incident: None }
    }

    /// Of what these documents tell of an incident.
    pub(crate) fn of_incident(connection: &'c Connection, incident: i64, documents: &[Publication]) -> Self {
        let publishers = documents.iter().map(|it| (it.number, Some(it.publisher))).collect();
        Self { connection, publishers, incident: Some(incident) }
    }

    /// The document, where an outlet is known to publish it.
    pub(crate) fn publication(&self, document: i64) -> rusqlite::Result<Option<Publication>> {
        let mut query = self.connection.prepare_cached(concat!(published!(), " WHERE documents.number = ?1"))?;
        query.query_row([document], Publication::of_row).optional()
    }

    /// Every step of which a document tells.
    pub(crate) fn each(&mut self, document: &Publication, mut each: impl FnMut(Step)) -> rusqlite::Result<()> {
        let (number, publisher) = (document.number, document.publisher);
        let mut carried: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut carriers = self.connection.prepare_cached(CARRIERS)?;
        let mut rows = carriers.query([number])?;
        while let Some(row) = rows.next()? {
            carried.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let mut statements = self.connection.prepare_cached(STATEMENTS)?;
        let mut rows = statements.query(params![number, self.incident])?;
        while let Some(row) = rows.next()? {
            let (statement, source): (i64, Option<i64>) = (row.get("number")?, row.get("source")?);
            let mut chain: Vec<i64> = source.into_iter().collect();
            chain.extend(carried.get(&statement).into_iter().flatten());
            chain.push(publisher);
            chain.dedup();
            let mut step = |from, to, kind, is_direct| {
                if from != to {
                    each(Step { from, to, kind, is_direct, statement: Some(statement), original: None });
                }
            };
            if carried.contains_key(&statement) {
                chain.windows(2).for_each(|pair| step(pair[0], pair[1], CarryKind::Carries, true));
            }
            if let Some(source) = source {
                step(source, publisher, CarryKind::Quotes, !carried.contains_key(&statement));
            }
        }
        self.copying(document, each)
    }

    /// From whom a document's text comes, and whom it cites.
    fn copying(&mut self, document: &Publication, mut each: impl FnMut(Step)) -> rusqlite::Result<()> {
        let (number, to) = (document.number, document.publisher);
        let mut step = |from: i64, kind: CarryKind, original: Option<i64>| {
            if from != to {
                each(Step { from, to, kind, is_direct: true, statement: None, original });
            }
        };
        let origin = origin(number, |copy| self.original(copy))?;
        if origin != number
            && let Some(from) = self.publisher(origin)?
        {
            step(from, CarryKind::Reprints, Some(origin));
        } else if let Some(agency) = document.credited {
            step(agency, CarryKind::Credits, None);
        }
        let mut query = self.connection.prepare_cached(CITED)?;
        let rows = query.query_map([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for (original, publisher, is_decided) in rows.collect::<Result<Vec<(i64, i64, bool)>, _>>()? {
            // Where two outlets of one name have been told apart it may be the other that is named.
            if is_decided && !named(self.connection, number)?.iter().any(|(outlet, _)| *outlet == publisher) {
                continue;
            }
            if let Some(from) = self.publisher(original)? {
                step(from, CarryKind::Cites, Some(original));
            }
        }
        Ok(())
    }

    /// What a document is most a copy of.
    fn original(&self, copy: i64) -> rusqlite::Result<Option<i64>> {
        let mut query = self.connection.prepare_cached(
            "SELECT original FROM copies WHERE copy = ?1 AND kind NOT IN ('cites', 'update') ORDER BY score DESC, original LIMIT 1",
        )?;
        query.query_row([copy], |row| row.get(0)).optional()
    }

    fn publisher(&mut self, document: i64) -> rusqlite::Result<Option<i64>> {
        if let Some(publisher) = self.publishers.get(&document) {
            return Ok(*publisher);
        }
        if self.incident.is_some() {
            return Ok(None);
        }
        let found = self.publication(document)?.map(|found| found.publisher);
        self.publishers.insert(document, found);
        Ok(found)
    }
}

/// Goes from copy to original until nobody is copied.
fn origin<E>(copy: i64, mut original: impl FnMut(i64) -> Result<Option<i64>, E>) -> Result<i64, E> {
    let mut seen = vec![copy];
    while let Some(next) = original(seen[seen.len() - 1])?.filter(|next| !seen.contains(next)) {
        seen.push(next);
    }
    Ok(seen[seen.len() - 1])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::origin;

    #[test]
    fn the_origin_of_a_copy_of_a_copy_copies_nobody() {
        let originals = BTreeMap::from([(5, 3), (3, 1), (8, 9), (9, 8)]);
        let of = |copy| origin(copy, |copy| Ok::<_, Infallible>(originals.get(&copy).copied())).unwrap_or_default();
        assert_eq!([5, 3, 1].map(of), [1; 3]);
        // Copies of each other are no reason to go on for ever.
        assert_eq!(of(8), 9);
    }
}
