//! The steps that statements and texts take on their way from one to the next.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::CarryKind;
use crate::Ledger;

/// One step on the way of a statement or a text, from one to the next.
pub(crate) struct Step {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) kind: CarryKind,
    /// Whether nobody is known to stand between them.
    pub(crate) is_direct: bool,
    pub(crate) document: i64,
    pub(crate) statement: Option<i64>,
    pub(crate) original: Option<i64>,
}

/// A document whose steps are asked for.
pub(super) struct Publication {
    pub(super) number: i64,
    pub(super) publisher: i64,
    /// The agency that it credits.
    pub(super) credited: Option<i64>,
}

/// Who publishes, as who that is in the whole ledger.
pub(super) const PUBLISHED: &str =
    "SELECT documents.number, coalesce(actors.same_as, actors.number) AS publisher,
           CASE WHEN credit IS NOT NULL THEN coalesce(agencies.same_as, agencies.number) END AS credited
    FROM documents JOIN actors ON actors.number = documents.publisher LEFT JOIN actors AS agencies ON agencies.number = documents.voice";
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

impl Ledger {
    /// Every step that these documents tell of, document by document; of an incident only what is told of it, among these.
    pub(super) fn each_step(
        &self,
        documents: &[Publication],
        incident: Option<i64>,
        each: &mut impl FnMut(Step),
    ) -> rusqlite::Result<()> {
        let connection = self.connection();
        let mut statements = connection.prepare_cached(STATEMENTS)?;
        let mut carriers = connection.prepare_cached(CARRIERS)?;
        let mut copying = Copying::new(self, documents, incident.is_some());
        for document in documents {
            let (number, publisher) = (document.number, document.publisher);
            let mut carried: HashMap<i64, Vec<i64>> = HashMap::new();
            let mut rows = carriers.query([number])?;
            while let Some(row) = rows.next()? {
                carried.entry(row.get(0)?).or_default().push(row.get(1)?);
            }
            let mut rows = statements.query(params![number, incident])?;
            while let Some(row) = rows.next()? {
                let (statement, source): (i64, Option<i64>) = (row.get("number")?, row.get("source")?);
                let mut chain: Vec<i64> = source.into_iter().collect();
                chain.extend(carried.get(&statement).into_iter().flatten());
                chain.push(publisher);
                chain.dedup();
                let mut step = |from, to, kind, is_direct| {
                    if from != to {
                        each(Step {
                            from,
                            to,
                            kind,
                            is_direct,
                            document: number,
                            statement: Some(statement),
                            original: None,
                        });
                    }
                };
                if carried.contains_key(&statement) {
                    chain.windows(2).for_each(|pair| step(pair[0], pair[1], CarryKind::Carries, true));
                }
                if let Some(source) = source {
                    step(source, publisher, CarryKind::Quotes, !carried.contains_key(&statement));
                }
            }
            copying.steps(document, each)?;
        }
        Ok(())
    }
}

/// Finds from whom texts are.
struct Copying<'l> {
    ledger: &'l Ledger,
    /// Publishers of the documents asked about.
    publishers: HashMap<i64, i64>,
    /// Whether only what lies among these counts.
    is_closed: bool,
}

impl<'l> Copying<'l> {
    fn new(ledger: &'l Ledger, documents: &[Publication], is_closed: bool) -> Self {
        let publishers = documents.iter().map(|it| (it.number, it.publisher)).collect();
        Self { ledger, publishers, is_closed }
    }

    /// From whom a document's text comes, and whom it cites.
    fn steps(&mut self, document: &Publication, each: &mut impl FnMut(Step)) -> rusqlite::Result<()> {
        let (number, to) = (document.number, document.publisher);
        let mut step = |from: i64, kind: CarryKind, original: Option<i64>| {
            if from != to {
                each(Step { from, to, kind, is_direct: true, document: number, statement: None, original });
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
        let mut cited = self
            .ledger
            .connection()
            .prepare_cached("SELECT original FROM copies WHERE copy = ?1 AND kind = 'cites' ORDER BY original")?;
        let cited: Vec<i64> = cited.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for original in cited {
            if let Some(from) = self.publisher(original)? {
                step(from, CarryKind::Cites, Some(original));
            }
        }
        Ok(())
    }

    /// What a document is most a copy of.
    fn original(&self, copy: i64) -> rusqlite::Result<Option<i64>> {
        let mut query = self.ledger.connection().prepare_cached(
            "SELECT original FROM copies WHERE copy = ?1 AND kind NOT IN ('cites', 'update') ORDER BY score DESC, original LIMIT 1",
        )?;
        query.query_row([copy], |row| row.get(0)).optional()
    }

    fn publisher(&mut self, document: i64) -> rusqlite::Result<Option<i64>> {
        if let Some(publisher) = self.publishers.get(&document) {
            return Ok(Some(*publisher));
        }
        if self.is_closed {
            return Ok(None);
        }
        let sql = format!("{PUBLISHED} WHERE documents.number = ?1");
        let mut query = self.ledger.connection().prepare_cached(&sql)?;
        let found: Option<i64> = query.query_row([document], |row| row.get("publisher")).optional()?;
        found.iter().for_each(|publisher| _ = self.publishers.insert(document, *publisher));
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
