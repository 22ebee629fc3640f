//! Who is mentioned and quoted in several documents.

use rusqlite::{OptionalExtension, Row, params};
use sayso_reading::{ActorKind, RelationKind, Stance, code};
use serde::Serialize;

use super::{Conditions, Passage, StatementRow, at_most, pattern};
use crate::code::value;
use crate::{Ledger, LedgerError};

/// Which actors are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct ActorFilter {
    /// Whose name holds these words, whatever their case.
    pub name: Option<String>,
    /// Of this kind.
    pub kind: Option<ActorKind>,
    /// Of this country: ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Only who is quoted, those quoted most first, rather than those mentioned most.
    pub sources: bool,
    /// So many at most.
    pub limit: Option<usize>,
}

/// Somebody known by name across documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorRow {
    /// `a` and a number.
    pub id: String,
    /// The name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Who owns it, where it is an outlet that the table of outlets knows.
    pub owner: Option<String>,
    /// What kind of control there is, where it is such an outlet.
    pub control: Option<String>,
    /// How many documents mention it.
    pub mentioned: i64,
    /// Of how many statements it is the source.
    pub statements: i64,
}

/// An actor with what it said, how it stands to others, and what it took part in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorAccount {
    /// Who.
    #[serde(flatten)]
    pub actor: ActorRow,
    /// Names by which documents call it.
    pub names: Vec<String>,
    /// How many statements it made of each stance.
    pub said: Vec<(Stance, i64)>,
    /// Outlets that quote it, and in how many documents.
    pub quoted_by: Vec<(String, i64)>,
    /// How it stands to others, with the words that say so.
    pub relations: Vec<RelationRow>,
    /// Incidents in which it is said to have taken part, by id, title and part; the latest first.
    pub incidents: Vec<PartRow>,
}

/// A relation, as one document tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationRow {
    /// Which.
    pub kind: RelationKind,
    /// To whom.
    pub other: String,
    /// Who that is in other documents (`a7`), where its name tells.
    pub actor: Option<String>,
    /// The words that say so.
    pub text: String,
    /// Id of the document.
    pub document: String,
    /// Id of the statement that says so (`DOCUMENT#STATEMENT`); none where the document does.
    pub statement: Option<String>,
    /// The sentence.
    pub sentence: String,
}

/// A part played in an incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartRow {
    /// The incident's id.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// The role.
    pub role: String,
    /// In how many documents.
    pub documents: i64,
    /// Where the first of these says so.
    pub passage: Option<Passage>,
    /// Id of the event in that document's reading.
    pub event: String,
}

/// Relations and incidents of an actor that are listed at most.
const LISTED: i64 = 50;
/// Documents mentioning an actor in which is looked for what is said of it.
const LATEST: i64 = 100;

impl Ledger {
    /// Calls `each` with the actors that pass the filter, until it says no.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn actors(&self, filter: &ActorFilter, each: impl FnMut(ActorRow) -> bool) -> Result<(), LedgerError> {
        self.each_actor(filter, each).map_err(self.failed())
    }

    fn each_actor(&self, filter: &ActorFilter, mut each: impl FnMut(ActorRow) -> bool) -> rusqlite::Result<()> {
        let mut conditions = Conditions::default();
        if let Some(words) = &filter.name {
            conditions.add("name LIKE ? ESCAPE '\\'", pattern(words));
        }
        if let Some(kind) = filter.kind {
            conditions.add("kind = ?", code(kind));
        }
        if let Some(country) = &filter.country {
            conditions.add("country = ?", country.to_uppercase());
        }
        conditions.add(if filter.sources { "statements >= ?" } else { "mentioned >= ?" }, 1);
        let order = if filter.sources { "statements" } else { "mentioned" };
        let sql = format!(
            "SELECT *, statements + coalesce((SELECT sum(statements) FROM actors AS same WHERE same.same_as = actors.number), 0) AS told
             FROM actors {} AND same_as IS NULL ORDER BY {order} DESC, number LIMIT {}",
            conditions.clause(),
            at_most(filter.limit)
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let mut rows = query.query(conditions.values().as_slice())?;
        while let Some(row) = rows.next()? {
            if !each(actor(row)?) {
                break;
            }
        }
        Ok(())
    }

    /// The name of the actor with this id (`a7`).
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn actor_name(&self, id: &str) -> Result<String, LedgerError> {
        let number: Option<i64> = id.strip_prefix('a').and_then(|number| number.parse().ok());
        let query = "SELECT name FROM actors WHERE number = ?1";
        let name = self.connection().query_row(query, [number], |row| row.get(0)).optional();
        name.map_err(self.failed())?.ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
    }

    /// The latest statements in whose contents others mention an actor (`a7`), in the latest documents that mention it.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn said_of(&self, actor: &str, limit: usize) -> Result<Vec<StatementRow>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<StatementRow>> {
            let number: Option<i64> = actor.strip_prefix('a').and_then(|number| number.parse().ok());
            let mut query = self.connection().prepare_cached(
                "WITH named AS (
                   SELECT document_actors.number, document_actors.document, day FROM document_actors
                   JOIN documents ON documents.number = document_actors.document
                   WHERE actor IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1) ORDER BY day DESC LIMIT ?2)
                 SELECT statements.number FROM named JOIN statements ON statements.document = named.document
                 WHERE statements.document_actor IS NOT named.number AND EXISTS (
                   SELECT 1 FROM mentions JOIN statement_spans ON statement_spans.statement = statements.number
                   WHERE mentions.document_actor = named.number AND statement_spans.part = 'content'
                     AND statement_spans.start <= mentions.start AND mentions.stop <= statement_spans.stop)
                 ORDER BY named.day DESC, statements.number LIMIT ?3",
            )?;
            let rows = query.query_map(params![number, LATEST, at_most(Some(limit))], |row| row.get::<_, i64>(0))?;
            let rows = rows.map(|number| self.statement_numbered(number?)).collect::<Result<Vec<_>, _>>()?;
            Ok(rows.into_iter().flatten().collect())
        };
        found().map_err(self.failed())
    }

    /// The actor with this id, and all that is known of it.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn actor(&self, id: &str) -> Result<ActorAccount, LedgerError> {
        let unknown = || LedgerError::Unknown { id: id.to_owned() };
        let number = id.strip_prefix('a').and_then(|number| number.parse().ok()).ok_or_else(unknown)?;
        self.actor_numbered(number).map_err(self.failed())?.ok_or_else(unknown)
    }

    fn actor_numbered(&self, number: i64) -> rusqlite::Result<Option<ActorAccount>> {
        let mut query =
            self.connection().prepare_cached("SELECT *, statements AS told FROM actors WHERE number = ?1")?;
        let mut rows = query.query([number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let all =
            |sql: &str| format!("WITH all_of AS (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1) {sql}");
        let connection = self.connection();
        let mut names = connection.prepare_cached(&all(
            "SELECT name FROM document_actors WHERE actor IN all_of GROUP BY name ORDER BY count(*) DESC LIMIT ?2",
        ))?;
        let mut said = connection.prepare_cached(&all(
            "SELECT stance, count(*) FROM document_actors JOIN statements ON statements.document_actor = document_actors.number
             WHERE actor IN all_of GROUP BY stance ORDER BY count(*) DESC LIMIT ?2",
        ))?;
        let mut quoted =
            connection.prepare_cached(&all("SELECT outlet, count(DISTINCT documents.number) FROM document_actors
             JOIN statements ON statements.document_actor = document_actors.number
             JOIN documents ON documents.number = statements.document
             WHERE actor IN all_of AND outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, outlet LIMIT ?2"))?;
        let mut relations = connection.prepare_cached(&all(
            "SELECT relations.kind, other.name, other.actor, relations.text, relations.start, relations.statement, documents.number, documents.id
             FROM document_actors
             JOIN relations ON relations.document_actor = document_actors.number
             JOIN document_actors AS other ON other.number = relations.other
             JOIN documents ON documents.number = document_actors.document
             WHERE document_actors.actor IN all_of ORDER BY documents.day DESC LIMIT ?2",
        ))?;
        let mut incidents = connection.prepare_cached(&all(
            "SELECT incidents.number, title, role, count(DISTINCT document_actors.document), document_actors.document,
                    event_roles.start, events.id, min(event_roles.event) FROM document_actors
             JOIN event_roles ON event_roles.document_actor = document_actors.number
             JOIN events ON events.number = event_roles.event JOIN tellings ON tellings.event = events.number JOIN incidents ON incidents.number = tellings.incident
             WHERE document_actors.actor IN all_of GROUP BY incidents.number, role ORDER BY incidents.first_day DESC LIMIT ?2",
        ))?;
        let limits = params![number, LISTED];
        Ok(Some(ActorAccount {
            actor: actor(row)?,
            names: names.query_map(limits, |row| row.get(0))?.collect::<Result<_, _>>()?,
            said: said.query_map(limits, |row| Ok((value(row, "stance")?, row.get(1)?)))?.collect::<Result<_, _>>()?,
            quoted_by: quoted.query_map(limits, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?,
            relations: relations
                .query_map(limits, |row| {
                    let (document, passage) = (row.get("id")?, self.passage(row.get("number")?, row.get("start")?)?);
                    let statement: Option<String> = row.get("statement")?;
                    Ok(RelationRow {
                        kind: value(row, "kind")?,
                        other: row.get("name")?,
                        actor: row.get::<_, Option<i64>>("actor")?.map(|number| format!("a{number}")),
                        text: row.get("text")?,
                        statement: statement.map(|id| format!("{document}#{id}")),
                        sentence: passage.map(|passage| passage.sentence).unwrap_or_default(),
                        document,
                    })
                })?
                .collect::<Result<_, _>>()?,
            incidents: incidents
                .query_map(limits, |row| {
                    Ok(PartRow {
                        incident: format!("i{}", row.get::<_, i64>(0)?),
                        title: row.get(1)?,
                        role: row.get(2)?,
                        documents: row.get(3)?,
                        passage: self.passage(row.get(4)?, row.get(5)?)?,
                        event: row.get(6)?,
                    })
                })?
                .collect::<Result<_, _>>()?,
        }))
    }
}

fn actor(row: &Row) -> rusqlite::Result<ActorRow> {
    let name: String = row.get("name")?;
    let kind: ActorKind = value(row, "kind")?;
    Ok(ActorRow {
        id: format!("a{}", row.get::<_, i64>("number")?),
        country: row.get("country")?,
        owner: row.get("owner")?,
        control: row.get("control")?,
        mentioned: row.get("mentioned")?,
        statements: row.get("told")?,
        kind,
        name,
    })
}
