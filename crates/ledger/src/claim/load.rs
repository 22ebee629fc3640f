//! All that the claims of one incident are made of.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};
use sayso_reading::{Role, Stage, Stance};
use sayso_value::place::is_country;

use super::source::Key;
use super::{When, Where};
use crate::code::value;

/// An incident's documents and the events in them that tell of it.
pub(super) struct Material {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) when: When,
    pub(super) place: Option<Where>,
    /// By day of publication.
    pub(super) documents: Vec<Teller>,
    pub(super) tellings: Vec<Telling>,
}

/// A document that tells of the incident.
pub(super) struct Teller {
    pub(super) id: String,
    pub(super) outlet: Option<String>,
    pub(super) day: Option<String>,
    /// In whose voice it speaks where it quotes nobody.
    pub(super) voice: Key,
    statements: Vec<Said>,
}

/// The document from which one was copied, over any number of copies, and the agency that it credits.
pub(super) struct Voice {
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) document: String,
}

/// A statement of a document.
pub(super) struct Said {
    pub(super) id: String,
    pub(super) stance: Stance,
    /// Who says it.
    pub(super) source: Option<Speaker>,
    /// Who carried it first.
    pub(super) carrier: Option<Speaker>,
    /// Where its content stands.
    contents: Vec<(i64, i64)>,
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
}

/// An event that tells of the incident.
pub(super) struct Telling {
    /// Which of the documents.
    pub(super) document: usize,
    pub(super) stage: Stage,
    pub(super) start: i64,
    pub(super) trigger: String,
    pub(super) place: Option<(Where, i64, String)>,
    pub(super) days: Option<(When, i64, String)>,
    pub(super) killed: Option<Number>,
    pub(super) injured: Option<Number>,
    pub(super) roles: Vec<Part>,
    /// Ids of the statements in which it is told.
    pub(super) said_in: Vec<String>,
}

/// A number of people.
pub(super) struct Number {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) start: i64,
    pub(super) text: String,
}

/// One who took part.
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) start: i64,
    pub(super) actor: Option<Speaker>,
}

impl Material {
    /// That of an incident; `None` where there is no such incident.
    pub(super) fn load(connection: &Connection, incident: i64) -> rusqlite::Result<Option<Self>> {
        let mut query = connection.prepare_cached("SELECT * FROM incidents WHERE number = ?1")?;
        let found = query
            .query_row([incident], |row| {
                let name: Option<String> = row.get("place")?;
                Ok(Self {
                    title: row.get("title")?,
                    kind: row.get("type")?,
                    when: When { start: row.get("first_day")?, end: row.get("last_day")? },
                    place: name.map(|name| place(row, name)).transpose()?,
                    documents: Vec::new(),
                    tellings: Vec::new(),
                })
            })
            .optional()?;
        let Some(mut material) = found else { return Ok(None) };
        let mut query = connection.prepare_cached(
            "SELECT events.*, documents.id AS document_id, documents.outlet, documents.url, documents.day, documents.credit
             FROM tellings JOIN events ON events.number = tellings.event JOIN documents ON documents.number = events.document
             WHERE tellings.incident = ?1 ORDER BY documents.day, documents.number, events.start",
        )?;
        let mut places: HashMap<i64, usize> = HashMap::new();
        let mut rows = query.query([incident])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get("document")?;
            let document = match places.get(&number) {
                Some(&place) => place,
                None => {
                    material.documents.push(teller(connection, number, row)?);
                    places.insert(number, material.documents.len() - 1);
                    material.documents.len() - 1
                }
            };
            material.tellings.push(telling(connection, document, row)?);
        }
        Ok(Some(material))
    }

    /// The outlets of the documents, each once.
    pub(super) fn outlets(&self) -> Vec<String> {
        let mut outlets: Vec<String> = Vec::new();
        for outlet in self.documents.iter().filter_map(|document| document.outlet.as_ref()) {
            if !outlets.contains(outlet) {
                outlets.push(outlet.clone());
            }
        }
        outlets
    }
}

impl Teller {
    /// The statement in whose content a code point lies; the innermost of several.
    pub(super) fn said_at(&self, start: i64) -> Option<&Said> {
        let holds = |said: &&Said| said.contents.iter().any(|(from, to)| (*from..*to).contains(&start));
        let length = |said: &&Said| said.contents.iter().map(|(from, to)| to - from).sum::<i64>();
        self.statements.iter().filter(holds).min_by_key(length)
    }

    /// The statement with this id.
    pub(super) fn said(&self, id: &str) -> Option<&Said> {
        self.statements.iter().find(|said| said.id == id)
    }
}

fn place(row: &Row, name: String) -> rusqlite::Result<Where> {
    Ok(Where { name, country: row.get("country")?, latitude: row.get("latitude")?, longitude: row.get("longitude")? })
}

fn telling(connection: &Connection, document: usize, row: &Row) -> rusqlite::Result<Telling> {
    let event: i64 = row.get("number")?;
    let number = |name: &str| -> rusqlite::Result<Option<Number>> {
        let column = |part: &str| format!("{name}_{part}");
        let Some(start) = row.get::<_, Option<i64>>(column("start").as_str())? else { return Ok(None) };
        let (low, high) = (row.get(column("low").as_str())?, row.get(column("high").as_str())?);
        Ok(Some(Number { low, high, start, text: row.get(name)? }))
    };
    let place_name: Option<String> = row.get("place_name")?;
    let days = When { start: row.get("first_day")?, end: row.get("last_day")? };
    let mut roles = connection.prepare_cached(
        "SELECT event_roles.role, event_roles.start, event_roles.text, coalesce(actors.name, document_actors.name) AS name, document_actors.kind,
                document_actors.named, actors.number AS actor, actors.key, actors.country AS state
         FROM event_roles LEFT JOIN document_actors ON document_actors.number = event_roles.document_actor
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number) WHERE event = ?1 ORDER BY event_roles.rowid",
    )?;
    let roles = roles.query_map([event], |row| {
        Ok(Part { role: value(row, "role")?, text: row.get("text")?, start: row.get("start")?, actor: speaker(row)? })
    })?;
    let mut said_in =
        connection.prepare_cached("SELECT statement FROM event_statements WHERE event = ?1 ORDER BY position")?;
    let said_in = said_in.query_map([event], |row| row.get(0))?;
    Ok(Telling {
        document,
        stage: value(row, "stage")?,
        start: row.get("start")?,
        trigger: row.get("trigger")?,
        place: match place_name {
            Some(name) => Some((place(row, name)?, row.get("place_start")?, row.get("place")?)),
            None => None,
        },
        days: match row.get::<_, Option<i64>>("time_start")? {
            Some(start) if days.start.is_some() => Some((days, start, row.get("time")?)),
            _ => None,
        },
        killed: number("killed")?,
        injured: number("injured")?,
        roles: roles.collect::<Result<_, _>>()?,
        said_in: said_in.collect::<Result<_, _>>()?,
    })
}

/// The actor of a row that has `name`, `kind`, `named`, `actor`, `key` and `state`.
fn speaker(row: &Row) -> rusqlite::Result<Option<Speaker>> {
    let Some(name) = row.get::<_, Option<String>>("name")? else { return Ok(None) };
    let kind: String = row.get("kind")?;
    let key: Option<String> = row.get("key")?;
    let state: Option<String> = row.get("state")?;
    // A place that speaks is its government.
    let key = key.map(|key| match (state, key.strip_prefix("place ")) {
        (Some(state), _) if kind == "place" && is_country(&name) => format!("government {state}"),
        (_, Some(place)) => format!("body {place}"),
        _ => key,
    });
    Ok(Some(Speaker { actor: row.get("actor")?, key, name, kind, named: row.get("named")? }))
}

fn teller(connection: &Connection, number: i64, row: &Row) -> rusqlite::Result<Teller> {
    Ok(Teller {
        id: row.get("document_id")?,
        outlet: row.get("outlet")?,
        day: row.get("day")?,
        voice: Key::of_voice(&voice(connection, number)?),
        statements: statements(connection, number)?,
    })
}

/// Goes from copy to original until nobody is copied.
fn voice(connection: &Connection, document: i64) -> rusqlite::Result<Voice> {
    let mut query = connection.prepare_cached(
        "SELECT original FROM copies WHERE copy = ?1 AND kind IN ('reprint', 'excerpt') ORDER BY score DESC, original LIMIT 1",
    )?;
    let mut seen = vec![document];
    let mut at = document;
    while let Some(original) = query.query_row([at], |row| row.get::<_, i64>(0)).optional()? {
        if seen.contains(&original) {
            break;
        }
        seen.push(original);
        at = original;
    }
    let mut query = connection.prepare_cached("SELECT id, outlet, url, credit FROM documents WHERE number = ?1")?;
    query.query_row([at], |row| {
        Ok(Voice { document: row.get(0)?, outlet: row.get(1)?, url: row.get(2)?, credit: row.get(3)? })
    })
}

fn statements(connection: &Connection, document: i64) -> rusqlite::Result<Vec<Said>> {
    let bodies = bodies(connection, document)?;
    let mut query = connection.prepare_cached(
        "SELECT statements.number, statements.id, stance, source, document_actor,
                coalesce(actors.name, document_actors.name) AS name, document_actors.kind, document_actors.named,
                actors.number AS actor, actors.key, actors.country AS state
         FROM statements LEFT JOIN document_actors ON document_actors.number = statements.document_actor
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE statements.document = ?1 ORDER BY statements.number",
    )?;
    let mut said: Vec<Said> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        places.insert(row.get("number")?, said.len());
        let body = row.get::<_, Option<i64>>("document_actor")?.and_then(|actor| bodies.get(&actor)).cloned();
        let words: String = row.get("source")?;
        // A source whose actor is not known is still somebody.
        let unknown =
            || Speaker { actor: None, key: None, name: words.clone(), kind: "other".to_owned(), named: false };
        let source = body.or(speaker(row)?).or_else(|| (!words.is_empty()).then(unknown));
        said.push(Said {
            id: row.get("id")?,
            stance: value(row, "stance")?,
            source,
            carrier: None,
            contents: Vec::new(),
        });
    }
    let mut query = connection.prepare_cached(
        "SELECT statement, start, stop FROM statements JOIN statement_spans ON statement_spans.statement = statements.number
         WHERE statements.document = ?1 AND part = 'content'",
    )?;
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        if let Some(&place) = places.get(&row.get(0)?) {
            said[place].contents.push((row.get(1)?, row.get(2)?));
        }
    }
    let mut query = connection.prepare_cached(
        "SELECT statement, coalesce(actors.name, document_actors.name) AS name, document_actors.kind, document_actors.named,
                actors.number AS actor, actors.key, actors.country AS state
         FROM statements JOIN carriers ON carriers.statement = statements.number
         JOIN document_actors ON document_actors.number = carriers.document_actor
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE statements.document = ?1 ORDER BY statement, position DESC",
    )?;
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        // The first comes last, and stays.
        if let Some(&place) = places.get(&row.get(0)?) {
            said[place].carrier = speaker(row)?;
        }
    }
    Ok(said)
}

/// For whom the actors of a document speak: who leads a body or is its spokesperson is no source beside it. Who leads a state is.
fn bodies(connection: &Connection, document: i64) -> rusqlite::Result<HashMap<i64, Speaker>> {
    let mut query = connection.prepare_cached(
        "SELECT relations.document_actor, coalesce(actors.name, document_actors.name) AS name, document_actors.kind,
                document_actors.named, actors.number AS actor, actors.key, actors.country AS state
         FROM document_actors AS speakers JOIN relations ON relations.document_actor = speakers.number
         JOIN document_actors ON document_actors.number = relations.other
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE speakers.document = ?1 AND document_actors.named
           AND (relations.kind = 'spokesperson_of' OR relations.kind = 'leads' AND document_actors.kind <> 'government')",
    )?;
    let mut bodies = HashMap::new();
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        if let Some(body) = speaker(row)? {
            bodies.entry(row.get("document_actor")?).or_insert(body);
        }
    }
    Ok(bodies)
}
