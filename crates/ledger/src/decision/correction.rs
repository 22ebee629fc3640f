//! What an analyst corrects in a reading: the stance, the certainty or the source of a statement, a role of an event.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_reading::{Certainty, Role, Stance, code, label};
use serde::Serialize;

use super::restate::{keep_what_was_read, restate};
use super::target::{Found, Part, find, numbered, parties};
use super::{Decision, decision, record};
use crate::code::{code_of, value, value_of};
use crate::{Ledger, LedgerError, tally};

/// What is to stand in the place of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// What the source of a statement does.
    Stance(Stance),
    /// How far the source commits itself; `None`: the words do not tell.
    Certainty(Option<Certainty>),
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
pub(super) struct Set {
    /// A stance or a role.
    pub(super) word: Option<String>,
    /// `Some(None)`: the words do not tell.
    pub(super) certainty: Option<Option<Certainty>>,
    /// `Some(None)`: cannot tell.
    pub(super) actor: Option<Option<i64>>,
    pub(super) struck: bool,
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
            "INSERT INTO corrections (decision, document, statement, event, event_role, word, certainty, names, document_actor, struck)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            number,
            found.document,
            statement,
            event,
            role,
            set.word,
            set.certainty.map(|certainty| code_of(certainty).unwrap_or_default()),
            set.actor.is_some(),
            set.actor.flatten(),
            set.struck
        ])?;
    keep_what_was_read(change, found.part)?;
    restate(change, found.part)?;
    tally::document(change, found.document)?;
    tally::settle(change)?;
    Ok(decision(change, number)?)
}

fn of_statement(
    change: &Transaction,
    found: &Found,
    number: i64,
    correction: &Correction,
) -> Result<(Set, String), Fault> {
    let mut query = change.prepare_cached(
        "SELECT stance, certainty, statements.document_actor, source, document_actors.name FROM statements
         LEFT JOIN document_actors ON document_actors.number = statements.document_actor WHERE statements.number = ?1",
    )?;
    let (stance, certainty, actor, was): (Stance, Option<Certainty>, Option<i64>, String) =
        query.query_row([number], |row| {
            let words: String = row.get("source")?;
            let named = row.get::<_, Option<String>>("name")?;
            let words = Some(quoted(&words)).filter(|_| !words.is_empty());
            let was = named.or(words).unwrap_or_else(|| NOBODY.to_owned());
            Ok((value(row, "stance")?, value_of(row, "certainty")?, row.get("document_actor")?, was))
        })?;
    match correction {
        Correction::Stance(to) if *to == stance => Err(already(found, &format!("its stance is “{}”", label(stance)))),
        Correction::Stance(to) => {
            let words = format!("stance “{}”, was “{}”", label(*to), label(stance));
            Ok((Set { word: Some(code(*to)), ..Set::default() }, words))
        }
        Correction::Certainty(to) if *to == certainty => {
            Err(already(found, &format!("its certainty is “{}”", told(certainty))))
        }
        Correction::Certainty(to) => {
            let words = format!("certainty “{}”, was “{}”", told(*to), told(certainty));
            Ok((Set { certainty: Some(*to), ..Set::default() }, words))
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
        Correction::Stance(_) | Correction::Certainty(_) | Correction::Source(_) => {
            Err(uncorrectable(found, "a role has no stance, no certainty and no source"))
        }
    }
}

/// How those whom nobody can tell are called.
const NOBODY: &str = "nobody named";

/// A certainty in words.
fn told(certainty: Option<Certainty>) -> String {
    certainty.map_or_else(|| "not told".to_owned(), label)
}

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
