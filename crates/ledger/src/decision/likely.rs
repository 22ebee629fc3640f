//! What an analyst needs to see before deciding: what could be one with an incident or an actor, and what has been decided about it.

use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use super::{Decision, numbers};
use crate::query::pattern;
use crate::{DocumentRow, Ledger, LedgerError};

/// Tellings of an incident whose likeness to others is looked at.
const TELLINGS: i64 = 200;

/// Something that could be one with something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LikelyRow {
    /// `i` and a number of an incident, `a` and one of an actor.
    pub id: String,
    /// The title, or the name.
    pub name: String,
    /// The first day of an incident, YYYY-MM-DD; the kind of an actor.
    pub is: Option<String>,
    /// The place of an incident, the country of an actor.
    pub place: Option<String>,
    /// How many documents tell of it, or mention it.
    pub documents: usize,
}

impl LikelyRow {
    fn of_row(letter: char, row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: format!("{letter}{}", row.get::<_, i64>(0)?),
            name: row.get(1)?,
            is: row.get(2)?,
            place: row.get(3)?,
            documents: usize::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
        })
    }
}

/// A document that names an actor, or is of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamingRow {
    /// Which.
    pub document: DocumentRow,
    /// The sentence that names it first; none where the document is of it and does not name it.
    pub sentence: Option<String>,
}

/// A decision that stands about an incident or an actor, with the others that it holds together or apart now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionOf {
    /// Who decided what, and when.
    pub decision: Decision,
    /// The ids and titles of the other incidents concerned, the ids and names of the other actors.
    pub others: Vec<(String, String)>,
}

impl Ledger {
    /// What could be one with an incident (`i7`) or an actor (`a7`), the likeliest first, so many at most: incidents by how alike their tellings are
    /// or, where that is not known, of the same days; actors by the words of their names. With `words` those whose title or name holds these, or whose
    /// id they are.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where there is none of this id.
    pub fn likely(&self, id: &str, words: Option<&str>, most: usize) -> Result<Vec<LikelyRow>, LedgerError> {
        let Some(&(letter, number)) = numbers(&[id.to_owned()])?.first() else { return Ok(Vec::new()) };
        let found = match (letter, words) {
            ('i', None) => self.alike_incidents(number, most),
            ('i', Some(words)) => self.incidents_titled(number, words, most),
            (_, words) => self.actors_named(number, words, most),
        };
        found.map_err(self.failed())
    }

    /// The documents that name an actor (`a7`) or are of it, the latest first, so many at most, each with the sentence: for one to see who is meant.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn naming(&self, actor: &str, most: usize) -> Result<Vec<NamingRow>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<NamingRow>> {
            let mut query = self.connection().prepare_cached(
                "WITH all_of AS (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
                 SELECT documents.number, (
                   SELECT min(mentions.start) FROM document_actors JOIN mentions ON mentions.document_actor = document_actors.number
                   WHERE document_actors.document = documents.number AND actor IN all_of AND form = 'name')
                 FROM documents WHERE documents.number IN (
                   SELECT document FROM document_actors WHERE actor IN all_of UNION SELECT number FROM documents WHERE publisher IN all_of
                   UNION SELECT number FROM documents WHERE voice IN all_of)
                 ORDER BY day DESC, documents.number DESC LIMIT ?2",
            )?;
            let limit = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = query.query_map(params![of_id('a', actor), limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut out = Vec::new();
            for row in rows {
                let (number, start): (i64, Option<i64>) = row?;
                let passage = start.map(|start| self.passage(number, start)).transpose()?.flatten();
                let row = |document| NamingRow { document, sentence: passage.map(|it| it.sentence) };
                out.extend(self.document_numbered(number)?.map(row));
            }
            Ok(out)
        };
        found().map_err(self.failed())
    }

    fn alike_incidents(&self, incident: i64, most: usize) -> rusqlite::Result<Vec<LikelyRow>> {
        let mut query = self.connection().prepare_cached(
            "WITH own AS (SELECT event FROM tellings WHERE incident = ?1 LIMIT ?2),
             alike AS (
               SELECT theirs.incident AS incident, max(weight) AS weight
               FROM own JOIN likeness ON likeness.event = own.event JOIN tellings AS theirs ON theirs.event = other
               WHERE theirs.incident <> ?1 GROUP BY theirs.incident
             )
             SELECT number, title, first_day, place, documents FROM alike JOIN incidents ON number = incident
             WHERE weight > 0 ORDER BY weight DESC, documents DESC, number LIMIT ?3",
        )?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(params![incident, TELLINGS, limit], |row| LikelyRow::of_row('i', row))?;
        let mut rows: Vec<LikelyRow> = rows.collect::<Result<_, _>>()?;
        let mut query = self.connection().prepare_cached(
            "SELECT other.number, other.title, other.first_day, other.place, other.documents
             FROM incidents AS own JOIN incidents AS other
             ON other.first_day BETWEEN own.first_day AND coalesce(own.last_day, own.first_day)
             WHERE own.number = ?1 AND other.number <> ?1
             ORDER BY other.place IS own.place DESC, other.documents DESC, other.number LIMIT ?2",
        )?;
        for row in query.query_map(params![incident, limit], |row| LikelyRow::of_row('i', row))? {
            let row = row?;
            if rows.len() < most && rows.iter().all(|known| known.id != row.id) {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    fn incidents_titled(&self, incident: i64, words: &str, most: usize) -> rusqlite::Result<Vec<LikelyRow>> {
        let mut query = self.connection().prepare_cached(
            "SELECT number, title, first_day, place, documents FROM incidents
             WHERE number <> ?1 AND (number = ?2 OR title LIKE ?3 ESCAPE '\\' OR place LIKE ?3 ESCAPE '\\')
             ORDER BY number IS ?2 DESC, documents DESC, number LIMIT ?4",
        )?;
        let (number, limit) = (of_id('i', words), i64::try_from(most).unwrap_or(i64::MAX));
        let rows = query
            .query_map(params![incident, number, pattern(words.trim()), limit], |row| LikelyRow::of_row('i', row))?;
        rows.collect()
    }

    /// Actors that share a word of a name, as rare as can be, or whose name holds the words.
    fn actors_named(&self, actor: i64, words: Option<&str>, most: usize) -> rusqlite::Result<Vec<LikelyRow>> {
        let connection = self.connection();
        let name: Option<String> =
            connection.query_row("SELECT name FROM actors WHERE number = ?1", [actor], |row| row.get(0)).optional()?;
        let asked: Vec<String> = match words {
            Some(words) => vec![words.trim().to_owned()],
            // The last word of a name tells most, and short ones nothing.
            None => name.iter().flat_map(|name| name.split_whitespace().rev()).map(str::to_owned).collect(),
        };
        let mut query = connection.prepare_cached(
            "SELECT number, name, kind, country, mentioned FROM actors
             WHERE number <> ?1 AND same_as IS NULL AND (number = ?2 OR name LIKE ?3 ESCAPE '\\')
             ORDER BY number IS ?2 DESC, mentioned DESC, number LIMIT ?4",
        )?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let mut out: Vec<LikelyRow> = Vec::new();
        for word in asked.iter().filter(|word| words.is_some() || word.chars().count() > 3) {
            let number = words.and_then(|words| of_id('a', words));
            let rows =
                query.query_map(params![actor, number, pattern(word), limit], |row| LikelyRow::of_row('a', row))?;
            for row in rows {
                let row = row?;
                if out.len() < most && out.iter().all(|known| known.id != row.id) {
                    out.push(row);
                }
            }
        }
        Ok(out)
    }

    /// The decisions that stand about an incident (`i7`) or an actor (`a7`), the first first.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where the id is none.
    pub fn decisions_of(&self, id: &str) -> Result<Vec<DecisionOf>, LedgerError> {
        let Some(&(letter, number)) = numbers(&[id.to_owned()])?.first() else { return Ok(Vec::new()) };
        self.decided(letter, number).map_err(self.failed())
    }

    /// The ids of the incidents of which the events of a decision tell now, those first of which most do.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn incidents_decided(&self, decision: i64) -> Result<Vec<String>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<String>> {
            let mut query = self.connection().prepare_cached(
                "SELECT incident FROM tellings WHERE event IN (
                   SELECT event FROM decided_pairs WHERE decision = ?1 UNION SELECT other FROM decided_pairs WHERE decision = ?1
                 ) GROUP BY incident ORDER BY count(*) DESC, incident",
            )?;
            query.query_map([decision], |row| Ok(format!("i{}", row.get::<_, i64>(0)?)))?.collect()
        };
        found().map_err(self.failed())
    }

    fn decided(&self, letter: char, number: i64) -> rusqlite::Result<Vec<DecisionOf>> {
        let sql = match letter {
            'i' => {
                "SELECT * FROM decisions WHERE undone IS NULL AND number IN (
                   SELECT decision FROM tellings JOIN decided_pairs USING (event) WHERE incident = ?1
                   UNION SELECT decision FROM tellings JOIN decided_pairs ON other = tellings.event WHERE incident = ?1
                 ) ORDER BY number"
            }
            _ => {
                "SELECT * FROM decisions WHERE undone IS NULL AND number IN (
                   SELECT decision FROM decided_actors JOIN actors ON actors.number IN (actor, decided_actors.same_as)
                   WHERE actors.number = ?1 OR actors.same_as = ?1
                   UNION SELECT decision FROM decided_apart JOIN actors ON actors.number IN (was, instead)
                   WHERE actors.number = ?1 OR actors.same_as = ?1
                 ) ORDER BY number"
            }
        };
        let mut query = self.connection().prepare_cached(sql)?;
        let decisions: Vec<Decision> = query.query_map([number], Decision::of_row)?.collect::<Result<_, _>>()?;
        let others = match letter {
            'i' => {
                "SELECT DISTINCT incidents.number, title FROM decided_pairs JOIN tellings ON tellings.event IN (decided_pairs.event, other)
                 JOIN incidents ON incidents.number = incident WHERE decision = ?1 AND incidents.number <> ?2 ORDER BY 1"
            }
            _ => {
                "SELECT DISTINCT actors.number, actors.name FROM decided_apart JOIN actors AS own ON own.number IN (was, instead)
                 JOIN actors ON actors.number = coalesce(own.same_as, own.number) WHERE decision = ?1 AND actors.number <> ?2 ORDER BY 1"
            }
        };
        let mut others = self.connection().prepare_cached(others)?;
        let mut out = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let concerned = others.query_map([decision.number, number], |row| {
                Ok((format!("{letter}{}", row.get::<_, i64>(0)?), row.get(1)?))
            })?;
            out.push(DecisionOf { others: concerned.collect::<Result<_, _>>()?, decision });
        }
        Ok(out)
    }
}

/// The number of an id written as words.
fn of_id(letter: char, words: &str) -> Option<i64> {
    words.trim().strip_prefix(letter)?.parse().ok()
}
