//! Statements that say something of an incident, and who says them.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};
use sayso_reading::Stance;
use sayso_value::place::is_country;

use crate::code::value;

/// A statement of a document.
pub(super) struct Said {
    /// Among the ledger's statements.
    pub(super) number: i64,
    pub(super) id: String,
    pub(super) stance: Stance,
    /// Who says it.
    pub(super) source: Option<Speaker>,
    /// Of a source that is no more than "a monitor" the one that the document names so.
    pub(super) monitor: Option<Speaker>,
    /// Who carried it first.
    pub(super) carrier: Option<Speaker>,
}

/// Somebody who says or carries something.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    /// Number among the ledger's actors.
    pub(super) actor: Option<i64>,
    /// By which it is told to be the same in several documents.
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) named: bool,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<String>,
    /// Of an outlet.
    pub(super) owner: Option<String>,
    pub(super) control: Option<String>,
}

/// What [`speaker`] is made of, and how a document's actor is joined with that of the ledger.
pub(super) const SPEAKER: &str =
    "coalesce(actors.name, document_actors.name), document_actors.kind, document_actors.named,
    actors.number, actors.key, coalesce(actors.country, document_actors.country), actors.owner, actors.control";
pub(super) const KNOWN: &str = "LEFT JOIN actors AS own ON own.number = document_actors.actor
    LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)";

/// The actor of a row that has the columns of [`SPEAKER`] from this one on.
pub(super) fn speaker(row: &Row, at: usize) -> rusqlite::Result<Option<Speaker>> {
    let Some(name) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    let kind: String = row.get(at + 1)?;
    let key: Option<String> = row.get(at + 4)?;
    let country: Option<String> = row.get(at + 5)?;
    // A place that speaks is its government.
    let key = key.map(|key| match (&country, key.strip_prefix("place ")) {
        (Some(state), _) if kind == "place" && is_country(&name) => format!("government {state}"),
        (_, Some(place)) => format!("body {place}"),
        _ => key,
    });
    let (named, actor) = (row.get(at + 2)?, row.get(at + 3)?);
    Ok(Some(Speaker { actor, key, name, kind, named, country, owner: row.get(at + 6)?, control: row.get(at + 7)? }))
}

/// The questions about statements, each prepared once.
pub(super) struct Sayings<'c> {
    statement: CachedStatement<'c>,
    body: CachedStatement<'c>,
    carrier: CachedStatement<'c>,
    monitor: CachedStatement<'c>,
}

/// Words at the end of a description of one who counts the dead of a war.
const MONITORS: [&str; 5] =
    ["monitor", "monitoring group", "monitoring organisation", "monitoring organization", "watchdog"];

/// A document that names several speaks of one where more than one mention in so many is of it.
const MOSTLY: i64 = 2;

impl<'c> Sayings<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            statement: connection.prepare_cached(&format!(
                "SELECT statements.id, stance, source, document_actor, {SPEAKER}
                 FROM statements LEFT JOIN document_actors ON document_actors.number = statements.document_actor {KNOWN}
                 WHERE statements.number = ?1"
            ))?,
            // For whom an actor of a document speaks: who leads a body or is its spokesperson is no source beside it. Who leads a state is, where
            // there is a name.
            body: connection.prepare_cached(&format!(
                "SELECT {SPEAKER} FROM relations JOIN document_actors ON document_actors.number = relations.other {KNOWN}
                 WHERE relations.document_actor = ?1 AND document_actors.named
                   AND (relations.kind = 'spokesperson_of' OR relations.kind = 'leads' AND (document_actors.kind <> 'government' OR ?2))
                 ORDER BY relations.rowid LIMIT 1"
            ))?,
            // Who carried it first.
            carrier: connection.prepare_cached(&format!(
                "SELECT {SPEAKER} FROM carriers JOIN document_actors ON document_actors.number = carriers.document_actor {KNOWN}
                 WHERE carriers.statement = ?1 ORDER BY position LIMIT 1"
            ))?,
            // Those whom the statement's document names as such.
            monitor: connection.prepare_cached(&format!(
                "SELECT {SPEAKER}, (SELECT count(*) FROM mentions WHERE mentions.document_actor = document_actors.number)
                 FROM statements JOIN document_actors ON document_actors.document = statements.document {KNOWN}
                 WHERE statements.number = ?1 AND document_actors.named AND document_actors.kind NOT IN ('person', 'outlet')
                   AND (document_actors.name GLOB '*Observatory*' OR document_actors.name GLOB '*Monitor*' OR EXISTS (
                     SELECT 1 FROM mentions WHERE mentions.document_actor = document_actors.number AND form = 'description'
                       AND (text LIKE '%monitor' OR text LIKE '%monitoring group')))"
            ))?,
        })
    }

    /// "A monitor", "the monitoring group": the one that the document names, where it names just one or speaks mostly of one.
    fn monitor(&mut self, statement: i64, words: &str) -> rusqlite::Result<Option<Speaker>> {
        let words = words.to_lowercase();
        // "A monitor and medical workers".
        if !words.split(" and ").any(|one| MONITORS.iter().any(|monitor| one.ends_with(monitor))) {
            return Ok(None);
        }
        // One that goes by two names in the document is one where the ledger knows it.
        let mut named: Vec<(Speaker, i64)> = Vec::new();
        let mut rows = self.monitor.query([statement])?;
        while let Some(row) = rows.next()? {
            let (Some(speaker), mentions) = (speaker(row, 0)?, row.get::<_, i64>(8)?) else { continue };
            // "The Observatory" is the Velm Observatory.
            let is_part = |one: &str, other: &str| {
                one.split(' ').all(|word| other.split(' ').any(|it| it.eq_ignore_ascii_case(word)))
            };
            let same = |other: &Speaker| {
                other.key.is_some() && other.key == speaker.key
                    || is_part(&other.name, &speaker.name)
                    || is_part(&speaker.name, &other.name)
            };
            match named.iter_mut().find(|(other, _)| same(other)) {
                Some((known, sum)) => {
                    *sum += mentions;
                    if speaker.name.len() > known.name.len() {
                        *known = speaker;
                    }
                }
                None => named.push((speaker, mentions)),
            }
        }
        let all: i64 = named.iter().map(|(_, mentions)| mentions).sum();
        Ok(named.into_iter().find(|(_, mentions)| *mentions * MOSTLY > all).map(|(speaker, _)| speaker))
    }

    /// The statement with this number.
    pub(super) fn said(&mut self, number: i64) -> rusqlite::Result<Said> {
        let (id, stance, words, document_actor, own) = self.statement.query_row([number], |row| {
            let document_actor: Option<i64> = row.get(3)?;
            Ok((row.get(0)?, value(row, 1)?, row.get::<_, String>(2)?, document_actor, speaker(row, 4)?))
        })?;
        let body = match document_actor {
            Some(actor) => self
                .body
                .query_row((actor, own.as_ref().is_some_and(|own| !own.named)), |row| speaker(row, 0))
                .optional()?
                .flatten(),
            None => None,
        };
        let unnamed = own.as_ref().is_none_or(|own| !own.named);
        let monitor = if unnamed && body.is_none() { self.monitor(number, &words)? } else { None };
        // A source whose actor is not known is still somebody.
        let unknown = || Speaker {
            actor: None,
            key: None,
            name: words.clone(),
            kind: "other".to_owned(),
            named: false,
            country: None,
            owner: None,
            control: None,
        };
        Ok(Said {
            number,
            id,
            stance,
            source: body.or(own).or_else(|| (!words.is_empty()).then(unknown)),
            monitor,
            carrier: self.carrier.query_row([number], |row| speaker(row, 0)).optional()?.flatten(),
        })
    }
}
