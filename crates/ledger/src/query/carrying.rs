//! Who carries whom: from those who speak to those who publish it, and on to those who repeat that.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, params};
use sayso_reading::{ActorKind, Outlets, outlet_key};
use serde::Serialize;

use super::at_most;
use super::statements::StatementRow;
use super::step::{PUBLISHED, Publication, Step};
use crate::code::value;
use crate::{DocumentRow, Ledger, LedgerError};

/// Whose statements are looked at: of the documents that have an outlet, the latest.
#[derive(Clone, Debug, Default)]
pub struct CarryFilter {
    /// Only statements that tell of this incident (`i7`), and copies and citations among the documents that do.
    pub incident: Option<String>,
    /// Only what this outlet carries and who carries it.
    pub outlet: Option<String>,
    /// So many documents at most, the latest; of an outlet so many of its own and so many that carry it.
    pub latest: Option<usize>,
}

/// How something came from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
    /// How many documents were looked at.
    pub documents: usize,
    /// How many documents there would have been without a limit.
    pub of: usize,
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
    /// Statements, by document.
    pub statements: Vec<StatementRow>,
    /// Copies, credits and citations.
    pub copies: Vec<CopyRow>,
}

/// Documents that have something from an outlet: whose statements name it as source or carrier, or which copy or cite it.
const CARRYING: &str = "documents.number IN (
    SELECT document_actors.document FROM document_actors JOIN statements ON statements.document_actor = document_actors.number
    WHERE document_actors.actor IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
    UNION SELECT document_actors.document FROM document_actors JOIN carriers ON carriers.document_actor = document_actors.number
    WHERE document_actors.actor IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
    UNION SELECT copies.copy FROM documents AS own JOIN copies ON copies.original = own.number
    WHERE own.publisher IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1))";
impl Ledger {
    /// Who carries whom.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where the incident or the outlet is not there.
    pub fn carrying(&self, filter: &CarryFilter) -> Result<Carrying, LedgerError> {
        let only = filter.outlet.as_deref().map(|name| self.outlet_number(name)).transpose()?;
        self.count_carrying(filter, only).map_err(self.failed())?.ok_or_else(|| unknown_of(filter))
    }

    fn count_carrying(&self, filter: &CarryFilter, only: Option<i64>) -> rusqlite::Result<Option<Carrying>> {
        let Some((documents, of, incident)) = self.publications(filter, only)? else { return Ok(None) };
        let mut edges: BTreeMap<(i64, i64, CarryKind), (usize, HashSet<i64>)> = BTreeMap::new();
        self.each_step(&documents, incident, &mut |step| {
            if step.is_direct && only.is_none_or(|only| step.from == only || step.to == only) {
                let (count, documents) = edges.entry((step.from, step.to, step.kind)).or_default();
                *count += 1;
                documents.insert(step.document);
            }
        })?;
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
            Ok(CarryRow { from: node(from)?, to: node(to)?, kind, count, documents: documents.len() })
        });
        let mut rows: Vec<CarryRow> = rows.collect::<rusqlite::Result<_>>()?;
        rows.sort_by(|one, other| {
            let by_name = |it: &CarryRow| (it.from.name.clone(), it.to.name.clone(), it.kind);
            other.count.cmp(&one.count).then_with(|| by_name(one).cmp(&by_name(other)))
        });
        Ok(Some(Carrying { rows, documents: documents.len(), of }))
    }

    /// What `to` has from `from`, both as `a7`; so many statements and so many copies at most.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where one of them, the incident or the outlet is not there.
    pub fn carried(&self, filter: &CarryFilter, from: &str, to: &str, limit: usize) -> Result<Carried, LedgerError> {
        let number = |id: &str| {
            let number: Option<i64> = id.strip_prefix('a').and_then(|number| number.parse().ok());
            number.ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
        };
        let (from_number, to_number) = (number(from)?, number(to)?);
        let node = |number: i64, id: &str| match self.carry_node(number).optional().map_err(self.failed())? {
            Some(node) => Ok(node),
            None => Err(LedgerError::Unknown { id: id.to_owned() }),
        };
        let (from, to) = (node(from_number, from)?, node(to_number, to)?);
        let only = filter.outlet.as_deref().map(|name| self.outlet_number(name)).transpose()?;
        let steps = || -> rusqlite::Result<Option<Vec<Step>>> {
            let Some((documents, _, incident)) = self.publications(filter, only)? else { return Ok(None) };
            let mut steps = Vec::new();
            self.each_step(&documents, incident, &mut |step| {
                if step.is_direct && (step.from, step.to) == (from_number, to_number) {
                    steps.push(step);
                }
            })?;
            Ok(Some(steps))
        };
        let steps = steps().map_err(self.failed())?.ok_or_else(|| unknown_of(filter))?;
        let (mut statements, mut copies, mut listed) = (Vec::new(), Vec::new(), HashSet::new());
        for step in steps {
            match step.statement {
                Some(number) if statements.len() < limit && listed.insert(number) => {
                    statements.extend(self.statement_numbered(number).map_err(self.failed())?);
                }
                None if copies.len() < limit => {
                    let row = |number: i64| self.document_numbered(number).map_err(self.failed());
                    let original = step.original.map(row).transpose()?.flatten();
                    copies.extend(row(step.document)?.map(|copy| CopyRow { kind: step.kind, copy, original }));
                }
                _ => {}
            }
        }
        Ok(Carried { from, to, statements, copies })
    }

    /// Every step of every document that has an outlet, document by document.
    pub(crate) fn all_steps(&self, each: &mut impl FnMut(Step)) -> rusqlite::Result<()> {
        let Some((documents, ..)) = self.publications(&CarryFilter::default(), None)? else { return Ok(()) };
        self.each_step(&documents, None, each)
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

    /// The documents that are looked at, how many more there were, and the incident's number; `None` where it is not there.
    #[allow(clippy::type_complexity, reason = "told apart by their names where it is called")]
    fn publications(
        &self,
        filter: &CarryFilter,
        only: Option<i64>,
    ) -> rusqlite::Result<Option<(Vec<Publication>, usize, Option<i64>)>> {
        let connection = self.connection();
        let incident: Option<i64> = match &filter.incident {
            Some(id) => {
                let number: Option<i64> = id.strip_prefix('i').and_then(|number| number.parse().ok());
                let mut query = connection.prepare_cached("SELECT number FROM incidents WHERE number = ?1")?;
                let Some(number) = query.query_row([number], |row| row.get(0)).optional()? else { return Ok(None) };
                Some(number)
            }
            None => None,
        };
        let limit = at_most(filter.latest);
        let publication = |row: &Row| {
            Ok(Publication {
                number: row.get("number")?,
                publisher: row.get("publisher")?,
                credited: row.get("credited")?,
            })
        };
        let find = |condition: &str, number: Option<i64>| -> rusqlite::Result<Vec<Publication>> {
            let sql = format!("{PUBLISHED} {condition} ORDER BY day DESC, documents.number DESC LIMIT ?2");
            let mut query = connection.prepare_cached(&sql)?;
            query.query_map(params![number, limit], publication)?.collect()
        };
        let count = |condition: &str, number: Option<i64>| -> rusqlite::Result<usize> {
            let sql = format!("SELECT count(*) FROM documents {condition}");
            let count: i64 = connection.prepare_cached(&sql)?.query_row([number], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let of_incident =
            "WHERE publisher IS NOT NULL AND documents.number IN (SELECT document FROM tellings WHERE incident = ?1)";
        let of_outlet = "WHERE publisher IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)";
        let (mut documents, of) = match (incident, only) {
            (Some(_), _) => (find(of_incident, incident)?, count(of_incident, incident)?),
            (_, Some(_)) => {
                let carrying = format!("WHERE {CARRYING} AND publisher IS NOT NULL");
                let mut documents = find(of_outlet, only)?;
                let known: HashSet<i64> = documents.iter().map(|it| it.number).collect();
                let others = find(&carrying, only)?;
                documents.extend(others.into_iter().filter(|it| !known.contains(&it.number)));
                let either = format!("{of_outlet} OR ({CARRYING} AND publisher IS NOT NULL)");
                (documents, count(&either, only)?)
            }
            _ => {
                let all = "WHERE ?1 IS NULL AND publisher IS NOT NULL";
                (find(all, None)?, count(all, None)?)
            }
        };
        documents.sort_by_key(|it| it.number);
        Ok(Some((documents, of, incident)))
    }
}

fn unknown_of(filter: &CarryFilter) -> LedgerError {
    LedgerError::Unknown { id: filter.incident.clone().or(filter.outlet.clone()).unwrap_or_default() }
}
