//! All that the claims of one incident are made of.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};
use sayso_reading::{Role, Stage};

use super::moment::Moment;
use super::said::{KNOWN, SPEAKER, Said, Sayings, Speaker, speaker};
use super::source::Key;
use super::state::States;
use super::voice::Voices;
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
    pub(super) published: Moment,
    /// In whose voice it speaks where it quotes nobody.
    pub(super) voice: Key,
    /// Its own, where another's text was changed.
    pub(super) own: Key,
    /// Those of its statements that say something of the incident.
    statements: Vec<Said>,
    /// Where words about the incident stand, and the number of the statement that says them.
    told_in: HashMap<i64, i64>,
}

/// An event that tells of the incident.
pub(super) struct Telling {
    /// Which of the documents.
    pub(super) document: usize,
    pub(super) stage: Stage,
    pub(super) start: i64,
    pub(super) trigger: String,
    /// Where: the event's own place, then the others that statements of the document give for it.
    pub(super) places: Vec<Placed>,
    pub(super) days: Option<(When, i64, String)>,
    /// How many were killed, and how many injured: the event's own number, then the others that the document gives for it.
    pub(super) killed: Vec<Number>,
    pub(super) injured: Vec<Number>,
    pub(super) roles: Vec<Part>,
    /// Numbers of the statements in which it is told.
    pub(super) said_in: Vec<i64>,
}

/// A place, with where its words begin, and these.
pub(super) type Placed = (Where, i64, String);

/// A number of people.
pub(super) struct Number {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) start: i64,
    pub(super) text: String,
    /// Whether the text says that it has been raised to the event's own.
    pub(super) is_raised: bool,
}

/// One who took part.
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) start: i64,
    pub(super) actor: Option<Speaker>,
}

/// The tellings of an incident. Columns are asked for by number: looking up their names takes a good part of the time.
const TELLINGS: &str = "
    SELECT events.document, events.number, stage, start, trigger,
           place_name, country, latitude, longitude, place_start, place, first_day, last_day, time_start, time,
           killed_low, killed_high, killed_start, killed, injured_low, injured_high, injured_start, injured,
           documents.id, documents.outlet, documents.day, documents.published, documents.voice, documents.credit IS NOT NULL
    FROM tellings JOIN events ON events.number = tellings.event JOIN documents ON documents.number = events.document
    WHERE tellings.incident = ?1 ORDER BY documents.day, documents.published, documents.number, events.start";

impl Material {
    /// That of an incident; `None` where there is no such incident.
    pub(super) fn load(connection: &Connection, incident: i64) -> rusqlite::Result<Option<Self>> {
        let mut query = connection.prepare_cached(
            "SELECT title, type, first_day, last_day, place, country, latitude, longitude FROM incidents WHERE number = ?1",
        )?;
        let found = query
            .query_row([incident], |row| {
                Ok(Self {
                    title: row.get(0)?,
                    kind: row.get(1)?,
                    when: When { start: row.get(2)?, end: row.get(3)? },
                    place: place(row, 4)?,
                    documents: Vec::new(),
                    tellings: Vec::new(),
                })
            })
            .optional()?;
        let Some(mut material) = found else { return Ok(None) };
        let mut roles = roles(connection, incident)?;
        let mut said_in = said_in(connection, incident)?;
        let mut told_in = told_in(connection, incident)?;
        let mut places = places(connection, incident)?;
        let mut tolls = tolls(connection, incident)?;
        let mut voices = Voices::new(connection)?;
        let mut sayings = Sayings::new(connection)?;
        let mut query = connection.prepare_cached(TELLINGS)?;
        let mut documents: Vec<i64> = Vec::new();
        let mut rows = query.query([incident])?;
        while let Some(row) = rows.next()? {
            // The events of a document come one after another.
            let (document, event): (i64, i64) = (row.get(0)?, row.get(1)?);
            if documents.last() != Some(&document) {
                documents.push(document);
                let id: String = row.get(23)?;
                material.documents.push(Teller {
                    outlet: row.get(24)?,
                    published: Moment::of(row.get(25)?, row.get::<_, Option<String>>(26)?.as_deref()),
                    voice: voices.of(document, &id, row.get(27)?, row.get(28)?)?,
                    own: voices.own(&id, row.get(27)?)?,
                    id,
                    statements: Vec::new(),
                    told_in: HashMap::new(),
                });
            }
            let place = material.documents.len() - 1;
            let said_in = said_in.remove(&event).unwrap_or_default();
            let told_in = told_in.remove(&event).unwrap_or_default();
            let teller = &mut material.documents[place];
            for statement in said_in.iter().copied().chain(told_in.iter().map(|it| it.1)) {
                if teller.said(statement).is_none() {
                    teller.statements.push(sayings.said(statement)?);
                }
            }
            teller.told_in.extend(told_in);
            let mut telling = telling(row, place)?;
            telling.roles = roles.remove(&event).unwrap_or_default();
            telling.said_in = said_in;
            telling.places.extend(places.remove(&event).unwrap_or_default());
            for (is_killed, number) in tolls.remove(&event).unwrap_or_default() {
                let numbers = if is_killed { &mut telling.killed } else { &mut telling.injured };
                numbers.push(number);
            }
            material.tellings.push(telling);
        }
        let country = material.place.as_ref().and_then(|place| place.country.as_deref());
        States::new(connection)?.name(&mut material.tellings, &documents, country)?;
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
    /// The innermost statement in whose content words of an event stand that begin there.
    pub(super) fn said_at(&self, start: i64) -> Option<&Said> {
        self.told_in.get(&start).and_then(|&number| self.said(number))
    }

    /// The statement with this number.
    pub(super) fn said(&self, number: i64) -> Option<&Said> {
        self.statements.iter().find(|said| said.number == number)
    }
}

/// The place whose name, country and position stand in a row from this column on.
fn place(row: &Row, at: usize) -> rusqlite::Result<Option<Where>> {
    let Some(name) = row.get(at)? else { return Ok(None) };
    Ok(Some(Where { name, country: row.get(at + 1)?, latitude: row.get(at + 2)?, longitude: row.get(at + 3)? }))
}

/// The number of people whose bounds, beginning and words stand in a row from this column on.
fn number(row: &Row, at: usize) -> rusqlite::Result<Option<Number>> {
    let Some(start) = row.get(at + 2)? else { return Ok(None) };
    Ok(Some(Number { low: row.get(at)?, high: row.get(at + 1)?, start, text: row.get(at + 3)?, is_raised: false }))
}

/// What stands in a row of [`TELLINGS`] of the event itself.
fn telling(row: &Row, document: usize) -> rusqlite::Result<Telling> {
    let days = When { start: row.get(11)?, end: row.get(12)? };
    Ok(Telling {
        document,
        stage: value(row, 2)?,
        start: row.get(3)?,
        trigger: row.get(4)?,
        places: match place(row, 5)? {
            Some(place) => vec![(place, row.get(9)?, row.get(10)?)],
            None => Vec::new(),
        },
        days: match row.get::<_, Option<i64>>(13)? {
            Some(start) if days.start.is_some() => Some((days, start, row.get(14)?)),
            _ => None,
        },
        killed: number(row, 15)?.into_iter().collect(),
        injured: number(row, 19)?.into_iter().collect(),
        roles: Vec::new(),
        said_in: Vec::new(),
    })
}

/// What a query finds for each event of an incident; its first column is the event.
fn by_event<T>(
    connection: &Connection,
    sql: &str,
    incident: i64,
    make: impl Fn(&Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<HashMap<i64, Vec<T>>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query([incident])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(make(row)?);
    }
    Ok(found)
}

fn roles(connection: &Connection, incident: i64) -> rusqlite::Result<HashMap<i64, Vec<Part>>> {
    let sql = format!(
        "SELECT event_roles.event, role, start, text, {SPEAKER} FROM tellings JOIN event_roles ON event_roles.event = tellings.event
         LEFT JOIN document_actors ON document_actors.number = event_roles.document_actor {KNOWN}
         WHERE tellings.incident = ?1 ORDER BY event_roles.event, event_roles.number"
    );
    by_event(connection, &sql, incident, |row| {
        Ok(Part { role: value(row, 1)?, start: row.get(2)?, text: row.get(3)?, actor: speaker(row, 4)? })
    })
}

/// The statements in which events are told.
fn said_in(connection: &Connection, incident: i64) -> rusqlite::Result<HashMap<i64, Vec<i64>>> {
    let sql = "SELECT event_statements.event, statements.number FROM tellings JOIN event_statements ON event_statements.event = tellings.event
               JOIN statements ON statements.document = tellings.document AND statements.id = event_statements.statement
               WHERE tellings.incident = ?1 ORDER BY event_statements.event, position";
    by_event(connection, sql, incident, |row| row.get(1))
}

/// Where words of events stand in statements, and in which.
fn told_in(connection: &Connection, incident: i64) -> rusqlite::Result<HashMap<i64, Vec<(i64, i64)>>> {
    let sql = "SELECT told_in.event, start, statement FROM tellings JOIN told_in ON told_in.event = tellings.event
               WHERE tellings.incident = ?1";
    by_event(connection, sql, incident, |row| Ok((row.get(1)?, row.get(2)?)))
}

/// The places that documents give for events beside the events' own.
fn places(connection: &Connection, incident: i64) -> rusqlite::Result<HashMap<i64, Vec<Placed>>> {
    let sql = "SELECT further_places.event, start, text, name, country, latitude, longitude FROM tellings
               JOIN further_places ON further_places.event = tellings.event
               WHERE tellings.incident = ?1 ORDER BY further_places.event, position";
    by_event(connection, sql, incident, |row| {
        let place = Where { name: row.get(3)?, country: row.get(4)?, latitude: row.get(5)?, longitude: row.get(6)? };
        Ok((place, row.get(1)?, row.get(2)?))
    })
}

/// The numbers that documents give for events beside the events' own, each with whether it is of the killed.
fn tolls(connection: &Connection, incident: i64) -> rusqlite::Result<HashMap<i64, Vec<(bool, Number)>>> {
    let sql = "SELECT tolls.event, low, high, start, text, raised, field = 'killed' FROM tellings
               JOIN tolls ON tolls.event = tellings.event WHERE tellings.incident = ?1 ORDER BY tolls.event, position";
    by_event(connection, sql, incident, |row| {
        let (low, high, start, text) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(6)?, Number { low, high, start, text, is_raised: row.get(5)? }))
    })
}
