//! Who carries whom: from those who speak to those who publish it, and on to those who repeat that.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, params};
use sayso_reading::{ActorKind, Outlets, outlet_key};
use serde::{Deserialize, Serialize};

use super::at_most;
use super::statements::StatementRow;
use crate::code::value;
use crate::tally::{Publication, Steps, published};
use crate::{DocumentRow, Ledger, LedgerError};

/// Whose statements are looked at, of all documents that have an outlet.
#[derive(Clone, Debug, Default)]
pub struct CarryFilter {
    /// Only statements that tell of this incident (`i7`), and copies and citations among the documents that do.
    pub incident: Option<String>,
    /// Only what this outlet carries and who carries it.
    pub outlet: Option<String>,
    /// So many pairs at most, those between which there is most; and as many of those that come from an outlet.
    pub most: Option<usize>,
}

/// How something came from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarryKind {
    /// The outlet has it from the source itself, as far as its text says.
    Quotes,
    /// It came through several, and these two are next to each other.
    Carries,
    /// The outlet prints the other's text, or part of it.
    Reprints,
    /// The outlet credits the agency for its text, which the ledger does not have.
    Credits,
    /// The outlet names the other for what both tell.
    Cites,
}

/// One who says, publishes or repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarryNode {
    /// `a` and a number, as of an actor.
    pub id: String,
    /// The name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// That one carries another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarryRow {
    /// From whom it comes.
    pub from: CarryNode,
    /// Who has it from there.
    pub to: CarryNode,
    /// How.
    pub kind: CarryKind,
    /// How many statements; of copies, credits and citations how many documents.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
}

/// Who carries whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carrying {
    /// Those with most statements first.
    pub rows: Vec<CarryRow>,
    /// How many documents tell of it: those that have an outlet, and of an outlet its own and those that have something from it.
    pub documents: usize,
    /// How many pairs there are, whatever the limit.
    pub pairs: usize,
}

/// A document that has another's text, or names it for what both tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyRow {
    /// How.
    pub kind: CarryKind,
    /// The document.
    pub copy: DocumentRow,
    /// The other; none where an agency is credited.
    pub original: Option<DocumentRow>,
}

/// What one has from another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Carried {
    /// From whom.
    pub from: CarryNode,
    /// Who.
    pub to: CarryNode,
    /// In how many documents, whatever the limit.
    pub documents: usize,
    /// Statements, by document, the latest first.
    pub statements: Vec<StatementRow>,
    /// Copies, credits and citations.
    pub copies: Vec<CopyRow>,
}

/// A pair and how one has something from the other, with the number of statements and of documents.
type Edges = BTreeMap<(i64, i64, CarryKind), (usize, usize)>;

impl Ledger {
    /// Who carries whom.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where the incident or the outlet is not there.
    pub fn carrying(&self, filter: &CarryFilter) -> Result<Carrying, LedgerError> {
        let only = filter.outlet.as_deref().map(|name| self.outlet_number(name)).transpose()?;
        let counted = || -> rusqlite::Result<Option<Carrying>> {
            let _state = self.state()?;
            let (edges, documents, pairs) = match &filter.incident {
                None => self.kept_edges(only, filter.most)?,
                Some(id) => {
                    let Some(incident) = self.incident_number(id)? else { return Ok(None) };
                    self.edges_of_incident(incident, only, filter.most)?
                }
            };
            Ok(Some(Carrying { rows: self.rows(edges)?, documents, pairs }))
        };
        counted().map_err(self.failed())?.ok_or_else(|| unknown_of(filter))
    }

    /// What is kept of all documents, or of those that tell of an outlet; how many these are, and how many pairs there would be without a limit.
    fn kept_edges(&self, only: Option<i64>, most: Option<usize>) -> rusqlite::Result<(Edges, usize, usize)> {
        let connection = self.connection();
        let (told, of) = match only {
            Some(_) => ("direct AND (source = ?1 OR target = ?1)", "
                SELECT count(*) FROM (SELECT number FROM documents WHERE publisher IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
                UNION SELECT document FROM steps WHERE direct AND (source = ?1 OR target = ?1))"),
            None => ("direct AND ?1 IS NULL", "SELECT count(*) FROM documents WHERE publisher IS NOT NULL AND ?1 IS NULL"),
        };
        let count = |sql: &str| -> rusqlite::Result<usize> {
            let count: i64 = connection.prepare_cached(sql)?.query_row([only], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let pairs = count(&format!("SELECT count(*) FROM (SELECT DISTINCT source, target FROM steps WHERE {told})"))?;
        let mut query = connection.prepare_cached(&format!(
            "WITH strongest AS (
               SELECT * FROM (SELECT source, target FROM steps WHERE {told}
                 GROUP BY source, target ORDER BY sum(count) DESC, source, target LIMIT ?2)
               UNION SELECT * FROM (SELECT source, target FROM steps
                 WHERE {told} AND source IN (SELECT number FROM actors WHERE kind = 'outlet')
                 GROUP BY source, target ORDER BY sum(count) DESC, source, target LIMIT ?2)
             )
             SELECT source, target, kind, sum(count), count(*) FROM strongest JOIN steps USING (source, target)
             WHERE direct GROUP BY source, target, kind"
        ))?;
        let edge = |row: &Row| {
            let number =
                |at: usize| -> rusqlite::Result<usize> { Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0)) };
            Ok(((row.get(0)?, row.get(1)?, value(row, 2)?), (number(3)?, number(4)?)))
        };
        let edges = query.query_map(params![only, at_most(most)], edge)?.collect::<rusqlite::Result<Edges>>()?;
        Ok((edges, count(of)?, pairs))
    }

    /// What the documents that tell of an incident say of it.
    fn edges_of_incident(
        &self,
        incident: i64,
        only: Option<i64>,
        most: Option<usize>,
    ) -> rusqlite::Result<(Edges, usize, usize)> {
        let documents = self.telling(incident)?;
        let mut steps = Steps::of_incident(self.connection(), incident, &documents);
        let mut edges = Edges::new();
        for document in &documents {
            let mut seen = HashSet::new();
            steps.each(document, |step| {
                if step.is_direct && only.is_none_or(|only| step.from == only || step.to == only) {
                    let key = (step.from, step.to, step.kind);
                    let (count, documents) = edges.entry(key).or_default();
                    *count += 1;
                    *documents += usize::from(seen.insert(key));
                }
            })?;
        }
        let mut weights: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        edges.iter().for_each(|((from, to, _), (count, _))| *weights.entry((*from, *to)).or_default() += count);
        let pairs = weights.len();
        let mut strongest: Vec<((i64, i64), usize)> = weights.into_iter().collect();
        strongest.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        strongest.truncate(most.unwrap_or(pairs));
        let kept: HashSet<(i64, i64)> = strongest.into_iter().map(|it| it.0).collect();
        edges.retain(|(from, to, _), _| kept.contains(&(*from, *to)));
        Ok((edges, documents.len(), pairs))
    }

    /// Edges with the names of their ends, those with most statements first.
    fn rows(&self, edges: Edges) -> rusqlite::Result<Vec<CarryRow>> {
        let mut nodes: HashMap<i64, CarryNode> = HashMap::new();
        let mut node = |number: i64| -> rusqlite::Result<CarryNode> {
            if let Some(node) = nodes.get(&number) {
                return Ok(node.clone());
            }
            let node = self.carry_node(number)?;
            nodes.insert(number, node.clone());
            Ok(node)
        };
        let rows = edges.into_iter().map(|((from, to, kind), (count, documents))| {
            Ok(CarryRow { from: node(from)?, to: node(to)?, kind, count, documents })
        });
        let mut rows: Vec<CarryRow> = rows.collect::<rusqlite::Result<_>>()?;
        rows.sort_by(|one, other| {
            let by_name = |it: &CarryRow| (it.from.name.clone(), it.to.name.clone(), it.kind);
            other.count.cmp(&one.count).then_with(|| by_name(one).cmp(&by_name(other)))
        });
        Ok(rows)
    }

    /// What `to` has from `from`, both as `a7`, in so many documents at most, the latest of those behind the first `skip`.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where one of them or the incident is not there.
    pub fn carried(
        &self,
        filter: &CarryFilter,
        from: &str,
        to: &str,
        (skip, limit): (usize, usize),
    ) -> Result<Carried, LedgerError> {
        let node = |id: &str| {
            let number: Option<i64> = id.strip_prefix('a').and_then(|number| number.parse().ok());
            let found = number.map(|number| self.carry_node(number).optional().map_err(self.failed())).transpose()?;
            number.zip(found.flatten()).ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
        };
        let ((from_number, from), (to_number, to)) = (node(from)?, node(to)?);
        let found = || -> rusqlite::Result<Option<Carried>> {
            let _state = self.state()?;
            let ends = (from_number, to_number);
            let Some((mut steps, documents, of)) = self.between(filter, ends, (skip, limit))? else { return Ok(None) };
            let mut carried = Carried { from, to, documents: of, statements: Vec::new(), copies: Vec::new() };
            for document in documents {
                let mut told = Vec::new();
                steps.each(&document, |step| {
                    if step.is_direct && (step.from, step.to) == ends {
                        told.push(step);
                    }
                })?;
                let mut listed = HashSet::new();
                for step in told {
                    match step.statement {
                        Some(number) if listed.insert(number) => {
                            carried.statements.extend(self.statement_numbered(number)?);
                        }
                        Some(_) => {}
                        None => {
                            let original = step.original.map(|number| self.document_numbered(number)).transpose()?;
                            let copy = self.document_numbered(document.number)?;
                            let row = |copy| CopyRow { kind: step.kind, copy, original: original.flatten() };
                            carried.copies.extend(copy.map(row));
                        }
                    }
                }
            }
            Ok(Some(carried))
        };
        found().map_err(self.failed())?.ok_or_else(|| unknown_of(filter))
    }

    /// The documents in which one has something directly from another, the latest first: a part of them, and how many there are.
    #[allow(clippy::type_complexity, reason = "told apart by their names where it is called")]
    fn between(
        &self,
        filter: &CarryFilter,
        (from, to): (i64, i64),
        (skip, limit): (usize, usize),
    ) -> rusqlite::Result<Option<(Steps<'_>, Vec<Publication>, usize)>> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(concat!(
            published!(),
            " WHERE documents.number IN (SELECT document FROM steps WHERE source = ?1 AND target = ?2 AND direct)
              ORDER BY day DESC, documents.number DESC"
        ))?;
        let mut documents: Vec<Publication> =
            query.query_map((from, to), Publication::of_row)?.collect::<Result<_, _>>()?;
        let mut steps = Steps::new(connection);
        if let Some(id) = &filter.incident {
            let Some(incident) = self.incident_number(id)? else { return Ok(None) };
            steps = Steps::of_incident(connection, incident, &self.telling(incident)?);
            let mut among = Vec::new();
            for document in documents {
                let mut is_told = false;
                steps.each(&document, |step| is_told |= step.is_direct && (step.from, step.to) == (from, to))?;
                among.extend(is_told.then_some(document));
            }
            documents = among;
        }
        let of = documents.len();
        Ok(Some((steps, documents.into_iter().skip(skip).take(limit).collect(), of)))
    }

    /// The documents that tell of an incident and have an outlet.
    fn telling(&self, incident: i64) -> rusqlite::Result<Vec<Publication>> {
        let mut query = self.connection().prepare_cached(concat!(
            published!(),
            " WHERE documents.number IN (SELECT document FROM tellings WHERE incident = ?1) ORDER BY documents.number"
        ))?;
        query.query_map([incident], Publication::of_row)?.collect()
    }

    /// The number of an incident that is there.
    fn incident_number(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        let number: Option<i64> = id.strip_prefix('i').and_then(|number| number.parse().ok());
        let mut query = self.connection().prepare_cached("SELECT number FROM incidents WHERE number = ?1")?;
        query.query_row([number], |row| row.get(0)).optional()
    }

    /// An actor as one who carries.
    pub(crate) fn carry_node(&self, number: i64) -> rusqlite::Result<CarryNode> {
        let mut query = self.connection().prepare_cached("SELECT name, kind, country FROM actors WHERE number = ?1")?;
        query.query_row([number], |row| {
            let (name, kind) = (row.get("name")?, value(row, "kind")?);
            Ok(CarryNode { id: format!("a{number}"), name, kind, country: row.get("country")? })
        })
    }

    /// The number of the actor that an outlet is.
    pub(crate) fn outlet_number(&self, name: &str) -> Result<i64, LedgerError> {
        let mut query = self
            .connection()
            .prepare_cached("SELECT coalesce(same_as, number) FROM actors WHERE key = ?1")
            .map_err(self.failed())?;
        let number = query.query_row([outlet_key(name, Outlets::embedded())], |row| row.get(0)).optional();
        number.map_err(self.failed())?.ok_or_else(|| LedgerError::Unknown { id: name.to_owned() })
    }
}

fn unknown_of(filter: &CarryFilter) -> LedgerError {
    LedgerError::Unknown { id: filter.incident.clone().or(filter.outlet.clone()).unwrap_or_default() }
}
