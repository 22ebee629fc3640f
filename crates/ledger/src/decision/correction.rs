//! What an analyst corrects in a reading: the stance or the source of a statement, a role of an event.
//!
//! The corrected values stand in the rows that all queries use. What was read is kept beside them while a correction stands, and a row is always what
//! was read with all corrections that stand, the later over the earlier: so they can be taken back in any order, and nothing is left of them.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_reading::{ActorKind, Role, SourceKind, Stance, code, label, of_code};
use serde::Serialize;

use super::target::{Found, Part, find, numbered, parties};
use super::{Decision, decision, record};
use crate::code::{code_of, value, value_of};
use crate::{Ledger, LedgerError, reprint};

/// What is to stand in the place of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// What the source of a statement does.
    Stance(Stance),
    /// Who says it.
    Source(Who),
    /// Which role, who has it, or both; what is `None` stays.
    Role {
        /// Which.
        role: Option<Role>,
        /// Who has it.
        who: Option<Who>,
    },
    /// Nobody has the role: it was read by mistake.
    Struck,
}

/// Somebody in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// An actor of the document, by its id in the reading (`a3`) or by its name.
    Actor(String),
    /// Nobody can tell.
    Unknown,
}

/// A correction that stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrectionRow {
    /// The statement or event in its reading (`s4`, `e1`).
    pub of: String,
    /// Which role of the event, counted from 1 as it was read.
    pub role: Option<usize>,
    /// Whether nobody has the role any more.
    pub struck: bool,
    /// Who decided it, and when; its words without the id.
    pub decision: Decision,
}

/// Why a correction is not made.
pub(super) enum Fault {
    Refused(LedgerError),
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Refused(error)
    }
}

impl Ledger {
    /// Corrects a statement (`DOCUMENT#s4`) or a role of an event (`DOCUMENT#e1.2`, the second as it was read, or `DOCUMENT#e1` where one only can be meant).
    ///
    /// # Errors
    /// [`LedgerError::Unknown`], [`LedgerError::NoActor`], [`LedgerError::Uncorrectable`], [`LedgerError::Several`] and [`LedgerError::Already`], each
    /// with the mend.
    pub fn correct(
        &mut self,
        id: &str,
        correction: &Correction,
        analyst: Option<&str>,
    ) -> Result<Decision, LedgerError> {
        let failed = self.failed();
        let change = self.change()?;
        let made = correct(&change, id, correction, analyst).map_err(|fault| match fault {
            Fault::Refused(error) => error,
            Fault::Database(error) => failed(error),
        })?;
        change.commit().map_err(&failed)?;
        Ok(made)
    }

    /// The corrections of a document that stand, the first first.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn corrections(&self, document: &str) -> Result<Vec<CorrectionRow>, LedgerError> {
        corrections(self.connection(), document).map_err(self.failed())
    }
}

/// A correction with the numbers of what it names.
#[derive(Default)]
struct Set {
    /// A stance or a role.
    word: Option<String>,
    /// `Some(None)`: cannot tell.
    actor: Option<Option<i64>>,
    struck: bool,
}

fn correct(change: &Transaction, id: &str, correction: &Correction, analyst: Option<&str>) -> Result<Decision, Fault> {
    let found = find(change, id, correction)?;
    let (set, words) = match found.part {
        Part::Statement(number) => of_statement(change, &found, number, correction)?,
        Part::Role(number) => of_role(change, &found, number, correction)?,
    };
    let number = record(change, "correction", analyst, &format!("{}: {words}", found.id))?;
    let (statement, event, role) = match found.part {
        Part::Statement(statement) => (Some(statement), None, None),
        Part::Role(role) => (None, found.event, Some(role)),
    };
    change
        .prepare_cached(
            "INSERT INTO corrections (decision, document, statement, event, event_role, word, names, document_actor, struck)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            number,
            found.document,
            statement,
            event,
            role,
            set.word,
            set.actor.is_some(),
            set.actor.flatten(),
            set.struck
        ])?;
    keep_what_was_read(change, found.part)?;
    restate(change, found.part)?;
    Ok(decision(change, number)?)
}

fn of_statement(
    change: &Transaction,
    found: &Found,
    number: i64,
    correction: &Correction,
) -> Result<(Set, String), Fault> {
    let mut query = change.prepare_cached(
        "SELECT stance, statements.document_actor, source, document_actors.name FROM statements
         LEFT JOIN document_actors ON document_actors.number = statements.document_actor WHERE statements.number = ?1",
    )?;
    let (stance, actor, was): (Stance, Option<i64>, String) = query.query_row([number], |row| {
        let words: String = row.get("source")?;
        let named = row.get::<_, Option<String>>("name")?;
        let words = Some(quoted(&words)).filter(|_| !words.is_empty());
        let was = named.or(words).unwrap_or_else(|| NOBODY.to_owned());
        Ok((value(row, "stance")?, row.get("document_actor")?, was))
    })?;
    match correction {
        Correction::Stance(to) if *to == stance => Err(already(found, &format!("its stance is “{}”", label(stance)))),
        Correction::Stance(to) => {
            let words = format!("stance “{}”, was “{}”", label(*to), label(stance));
            Ok((Set { word: Some(code(*to)), ..Set::default() }, words))
        }
        Correction::Source(who) => {
            let (to, name) = actor_of(change, found, who)?;
            if to == actor {
                return Err(already(found, &format!("its source is {name}")));
            }
            Ok((Set { actor: Some(to), ..Set::default() }, format!("source {name}, was {was}")))
        }
        Correction::Role { .. } | Correction::Struck => Err(uncorrectable(found, "a statement has no role")),
    }
}

fn of_role(change: &Transaction, found: &Found, number: i64, correction: &Correction) -> Result<(Set, String), Fault> {
    let mut query = change.prepare_cached(
        "SELECT role, event_roles.document_actor, text, document_actors.name FROM event_roles
         LEFT JOIN document_actors ON document_actors.number = event_roles.document_actor WHERE event_roles.number = ?1",
    )?;
    let now = query.query_row([number], |row| {
        let name: Option<String> = row.get("name")?;
        Ok((
            value::<Role>(row, "role")?,
            row.get::<_, Option<i64>>("document_actor")?,
            row.get::<_, String>("text")?,
            name,
        ))
    });
    let Some((role, actor, text, name)) = now.optional()? else {
        return Err(uncorrectable(found, "the role has been struck out"));
    };
    let text = quoted(&text);
    match correction {
        Correction::Struck => {
            Ok((Set { struck: true, ..Set::default() }, format!("{text} struck out as {}", label(role))))
        }
        Correction::Role { role: to, who } => {
            let (mut set, mut words) = (Set::default(), Vec::new());
            if let Some(to) = to.filter(|to| *to != role) {
                set.word = Some(code(to));
                words.push(format!("role {}, was {}", label(to), label(role)));
            }
            if let Some(who) = who {
                let (to, now) = actor_of(change, found, who)?;
                if to != actor {
                    set.actor = Some(to);
                    words.push(format!("{now}, was {}", name.as_deref().unwrap_or(NOBODY)));
                }
            }
            if words.is_empty() {
                return Err(already(found, &format!("{text} is {}", label(role))));
            }
            Ok((set, format!("{text}: {}", words.join("; "))))
        }
        Correction::Stance(_) | Correction::Source(_) => {
            Err(uncorrectable(found, "a role has no stance and no source"))
        }
    }
}

/// How those whom nobody can tell are called.
const NOBODY: &str = "nobody named";

fn quoted(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn already(found: &Found, what: &str) -> Fault {
    LedgerError::Already { id: found.id.clone(), what: what.to_owned() }.into()
}

fn uncorrectable(found: &Found, why: &'static str) -> Fault {
    LedgerError::Uncorrectable { id: found.id.clone(), why }.into()
}

/// The number and name of an actor of the document; one id before any names.
fn actor_of(change: &Transaction, found: &Found, who: &Who) -> Result<(Option<i64>, String), Fault> {
    let Who::Actor(asked) = who else { return Ok((None, NOBODY.to_owned())) };
    let parties = parties(change, found.document)?;
    let by_id = parties.iter().find(|party| party.id == *asked);
    let named: Vec<_> = parties.iter().filter(|party| party.name.to_lowercase() == asked.to_lowercase()).collect();
    match (by_id, named.as_slice()) {
        (Some(party), _) | (None, &[party]) => Ok((Some(party.number), party.name.clone())),
        _ => {
            let known = parties.iter().map(|party| format!("{} ({})", party.id, party.name)).collect::<Vec<_>>();
            let document = found.id.rsplit_once('#').map_or("", |it| it.0).to_owned();
            Err(LedgerError::NoActor { document, actor: asked.clone(), known: known.join(", ") }.into())
        }
    }
}

/// Keeps what was read, unless it is kept already.
fn keep_what_was_read(change: &Transaction, part: Part) -> rusqlite::Result<()> {
    let (sql, number) = match part {
        Part::Statement(number) => (
            "INSERT OR IGNORE INTO statements_read (statement, document_actor, source_kind, stance)
             SELECT number, document_actor, source_kind, stance FROM statements WHERE number = ?1",
            number,
        ),
        Part::Role(number) => (
            "INSERT OR IGNORE INTO event_roles_read (number, event, role, document_actor, confidence, start, stop, text)
             SELECT number, event, role, document_actor, confidence, start, stop, text FROM event_roles WHERE number = ?1",
            number,
        ),
    };
    change.prepare_cached(sql)?.execute([number])?;
    Ok(())
}

/// Takes a decision's correction back, if it is one.
pub(super) fn undo(change: &Transaction, decision: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached("SELECT statement, event_role FROM corrections WHERE decision = ?1")?;
    let part = query.query_row([decision], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match part {
        Some((Some(statement), _)) => restate(change, Part::Statement(statement)),
        Some((None, Some(role))) => restate(change, Part::Role(role)),
        _ => Ok(()),
    }
}

/// Writes what was read with the corrections that stand.
fn restate(change: &Transaction, part: Part) -> rusqlite::Result<()> {
    match part {
        Part::Statement(number) => restate_statement(change, number),
        Part::Role(number) => restate_role(change, number),
    }
}

/// The corrections of a part that stand, by `column` of their table.
fn standing(change: &Transaction, column: &str, number: i64) -> rusqlite::Result<Vec<Set>> {
    let mut query = change.prepare_cached(&format!(
        "SELECT word, names, document_actor, struck FROM corrections JOIN decisions ON decisions.number = decision
         WHERE {column} = ?1 AND undone IS NULL ORDER BY decision"
    ))?;
    let sets = query.query_map([number], |row| {
        let actor: Option<i64> = row.get("document_actor")?;
        Ok(Set {
            word: row.get("word")?,
            actor: row.get::<_, bool>("names")?.then_some(actor),
            struck: row.get("struck")?,
        })
    })?;
    sets.collect()
}

fn restate_statement(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let mut query = change.prepare_cached(
        "SELECT statements.document, source, statements_read.* FROM statements_read
         JOIN statements ON statements.number = statement WHERE statement = ?1",
    )?;
    let (document, is_silent, mut actor, mut kind, mut stance) = query.query_row([number], |row| {
        Ok((
            row.get::<_, i64>("document")?,
            row.get::<_, String>("source")?.is_empty(),
            row.get::<_, Option<i64>>("document_actor")?,
            value_of::<SourceKind>(row, "source_kind")?,
            row.get::<_, String>("stance")?,
        ))
    })?;
    let sets = standing(change, "statement", number)?;
    for set in &sets {
        if let Some(to) = set.actor {
            actor = to;
            kind = Some(kind_of(change, to, is_silent)?);
        }
        stance = set.word.clone().unwrap_or(stance);
    }
    let named = reprint::named(change, document)?;
    change
        .prepare_cached("UPDATE statements SET document_actor = ?2, source_kind = ?3, stance = ?4 WHERE number = ?1")?
        .execute(params![number, actor, code_of(kind), stance])?;
    if sets.is_empty() {
        change.prepare_cached("DELETE FROM statements_read WHERE statement = ?1")?.execute([number])?;
    }
    reprint::cite_otherwise(change, document, &named)
}

/// What sort of source an actor is, as readings have it.
fn kind_of(change: &Transaction, actor: Option<i64>, is_silent: bool) -> rusqlite::Result<SourceKind> {
    let Some(actor) = actor else {
        return Ok(if is_silent { SourceKind::None } else { SourceKind::Unnamed });
    };
    let mut query = change.prepare_cached("SELECT kind, named FROM document_actors WHERE number = ?1")?;
    query.query_row([actor], |row| {
        Ok(match (value::<ActorKind>(row, "kind")?, row.get("named")?) {
            (ActorKind::Outlet, _) => SourceKind::Outlet,
            (_, true) => SourceKind::Named,
            _ => SourceKind::Unnamed,
        })
    })
}

fn restate_role(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let is_perpetrator =
        |role: &str| matches!(of_code(role), Some(Role::PerpetratorIndividual | Role::PerpetratorOrganisation));
    let mut query = change.prepare_cached("SELECT role, document_actor FROM event_roles_read WHERE number = ?1")?;
    let (read, mut actor) =
        query.query_row([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))?;
    let (mut role, mut struck) = (read.clone(), false);
    let sets = standing(change, "event_role", number)?;
    for set in &sets {
        role = set.word.clone().unwrap_or(role);
        actor = set.actor.unwrap_or(actor);
        struck |= set.struck;
    }
    if struck {
        change.prepare_cached("DELETE FROM event_roles WHERE number = ?1")?.execute([number])?;
        return Ok(());
    }
    // On whose word somebody is named says something of perpetrators only.
    let stays = is_perpetrator(&read) && is_perpetrator(&role);
    change
        .prepare_cached(
            "INSERT OR REPLACE INTO event_roles (number, event, role, document_actor, confidence, start, stop, text)
             SELECT number, event, ?2, ?3, CASE WHEN ?4 OR role = ?2 THEN confidence END, start, stop, text
             FROM event_roles_read WHERE number = ?1",
        )?
        .execute(params![number, role, actor, stays])?;
    if sets.is_empty() {
        change.prepare_cached("DELETE FROM event_roles_read WHERE number = ?1")?.execute([number])?;
    }
    Ok(())
}

fn corrections(connection: &Connection, document: &str) -> rusqlite::Result<Vec<CorrectionRow>> {
    let mut query = connection.prepare_cached(
        "SELECT decisions.*, statements.id AS statement_id, events.id AS event_id, event, event_role, struck
         FROM corrections JOIN documents ON documents.number = corrections.document JOIN decisions ON decisions.number = decision
         LEFT JOIN statements ON statements.number = corrections.statement LEFT JOIN events ON events.number = event
         WHERE documents.id = ?1 AND undone IS NULL ORDER BY decision",
    )?;
    let rows = query.query_map([document], |row| {
        let of: Option<String> = row.get("statement_id")?;
        let role = match row.get::<_, Option<i64>>("event_role")? {
            Some(role) => numbered(connection, row.get("event")?)?.iter().position(|it| *it == role).map(|at| at + 1),
            None => None,
        };
        let of = of.or(row.get("event_id")?).unwrap_or_default();
        let mut decision = Decision::of_row(row)?;
        let whole = role.map_or(format!("{document}#{of}: "), |role| format!("{document}#{of}.{role}: "));
        if let Some(words) = decision.words.strip_prefix(&whole) {
            decision.words = words.to_owned();
        }
        Ok(CorrectionRow { of, role, struck: row.get("struck")?, decision })
    })?;
    rows.collect()
}
