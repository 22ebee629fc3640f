//! All that the claims of one incident are made of.

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
    /// Those of its statements that say something of the incident.
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
    /// Among the ledger's statements.
    pub(super) number: i64,
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
    /// Numbers of the statements in which it is told.
    pub(super) said_in: Vec<i64>,
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
            "SELECT events.document, events.number, stage, start, trigger, place_name, place_start, place, country, latitude, longitude,
                    first_day, last_day, time_start, time, killed_start, killed_low, killed_high, killed,
                    injured_start, injured_low, injured_high, injured, documents.id AS document_id, documents.outlet, documents.day
             FROM tellings JOIN events ON events.number = tellings.event JOIN documents ON documents.number = events.document
             WHERE tellings.incident = ?1 ORDER BY documents.day, documents.number, events.start",
        )?;
        let mut numbers: Vec<i64> = Vec::new();
        let mut rows = query.query([incident])?;
        while let Some(row) = rows.next()? {
            // The events of a document come one after another.
            let number: i64 = row.get("document")?;
            if numbers.last() != Some(&number) {
                numbers.push(number);
                material.documents.push(teller(connection, number, row)?);
            }
            material.tellings.push(telling(connection, numbers.len() - 1, row)?);
        }
        let mut tellings = material.tellings.as_slice();
        for (place, (document, number)) in material.documents.iter_mut().zip(numbers).enumerate() {
            let (own, others) = tellings.split_at(tellings.partition_point(|telling| telling.document == place));
            document.statements = statements(connection, number, own)?;
            tellings = others;
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
        innermost(&self.statements, |said| &said.contents, start)
    }

    /// The statement with this number.
    pub(super) fn said(&self, number: i64) -> Option<&Said> {
        self.statements.iter().find(|said| said.number == number)
    }
}

impl Telling {
    /// Where the words stand that say something of the incident.
    fn positions(&self) -> impl Iterator<Item = i64> {
        let numbers = [&self.killed, &self.injured].into_iter().flatten().map(|number| number.start);
        let words = [self.place.as_ref().map(|it| it.1), self.days.as_ref().map(|it| it.1), Some(self.start)];
        words.into_iter().flatten().chain(numbers).chain(self.roles.iter().map(|part| part.start))
    }
}

/// Of things that have contents the one with the least in whose content a code point lies.
fn innermost<T>(things: &[T], contents: impl Fn(&T) -> &[(i64, i64)], start: i64) -> Option<&T> {
    let holds = |thing: &&T| contents(thing).iter().any(|(from, to)| (*from..*to).contains(&start));
    let length = |thing: &&T| contents(thing).iter().map(|(from, to)| to - from).sum::<i64>();
    things.iter().filter(holds).min_by_key(length)
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
    let mut said_in = connection.prepare_cached(
        "SELECT statements.number FROM event_statements
         JOIN statements ON statements.document = ?2 AND statements.id = event_statements.statement
         WHERE event = ?1 ORDER BY position",
    )?;
    let said_in = said_in.query_map((event, row.get::<_, i64>("document")?), |row| row.get(0))?;
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
        statements: Vec::new(),
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

/// Those statements of a document in which its tellings stand: who says them is asked for these alone, of some dozens that it holds.
fn statements(connection: &Connection, document: i64, tellings: &[Telling]) -> rusqlite::Result<Vec<Said>> {
    let contents = contents(connection, document)?;
    let positions = tellings.iter().flat_map(Telling::positions);
    let holding = positions.filter_map(|at| innermost(&contents, |it| &it.spans, at).map(|it| it.statement));
    let telling = tellings.iter().flat_map(|telling| telling.said_in.iter().copied());
    let mut needed: Vec<i64> = holding.chain(telling).collect();
    needed.sort_unstable();
    needed.dedup();
    let spans = |number| contents.iter().find(|it| it.statement == number).map(|it| it.spans.clone());
    needed.into_iter().map(|number| said(connection, number, spans(number).unwrap_or_default())).collect()
}

/// Where the content of a statement stands.
struct Contents {
    statement: i64,
    spans: Vec<(i64, i64)>,
}

fn contents(connection: &Connection, document: i64) -> rusqlite::Result<Vec<Contents>> {
    let mut query = connection.prepare_cached(
        "SELECT statement, start, stop FROM statements
         JOIN statement_spans INDEXED BY statement_contents ON statement_spans.statement = statements.number
         WHERE statements.document = ?1 AND part = 'content'",
    )?;
    let mut out: Vec<Contents> = Vec::new();
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        let statement = row.get(0)?;
        if out.last().is_none_or(|last| last.statement != statement) {
            out.push(Contents { statement, spans: Vec::new() });
        }
        if let Some(last) = out.last_mut() {
            last.spans.push((row.get(1)?, row.get(2)?));
        }
    }
    Ok(out)
}

fn said(connection: &Connection, number: i64, contents: Vec<(i64, i64)>) -> rusqlite::Result<Said> {
    let mut query = connection.prepare_cached(
        "SELECT statements.id, stance, source, document_actor,
                coalesce(actors.name, document_actors.name) AS name, document_actors.kind, document_actors.named,
                actors.number AS actor, actors.key, actors.country AS state
         FROM statements LEFT JOIN document_actors ON document_actors.number = statements.document_actor
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE statements.number = ?1",
    )?;
    query.query_row([number], |row| {
        let words: String = row.get("source")?;
        let body = match row.get("document_actor")? {
            Some(document_actor) => body(connection, document_actor)?,
            None => None,
        };
        // A source whose actor is not known is still somebody.
        let unknown =
            || Speaker { actor: None, key: None, name: words.clone(), kind: "other".to_owned(), named: false };
        Ok(Said {
            number,
            id: row.get("id")?,
            stance: value(row, "stance")?,
            source: body.or(speaker(row)?).or_else(|| (!words.is_empty()).then(unknown)),
            carrier: carrier(connection, number)?,
            contents,
        })
    })
}

/// Who carried a statement first.
fn carrier(connection: &Connection, statement: i64) -> rusqlite::Result<Option<Speaker>> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(actors.name, document_actors.name) AS name, document_actors.kind, document_actors.named,
                actors.number AS actor, actors.key, actors.country AS state
         FROM carriers JOIN document_actors ON document_actors.number = carriers.document_actor
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE carriers.statement = ?1 ORDER BY position LIMIT 1",
    )?;
    query.query_row([statement], speaker).optional().map(Option::flatten)
}

/// For whom an actor of a document speaks: who leads a body or is its spokesperson is no source beside it. Who leads a state is.
fn body(connection: &Connection, document_actor: i64) -> rusqlite::Result<Option<Speaker>> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(actors.name, document_actors.name) AS name, document_actors.kind,
                document_actors.named, actors.number AS actor, actors.key, actors.country AS state
         FROM relations JOIN document_actors ON document_actors.number = relations.other
         LEFT JOIN actors AS own ON own.number = document_actors.actor
         LEFT JOIN actors ON actors.number = coalesce(own.same_as, own.number)
         WHERE relations.document_actor = ?1 AND document_actors.named
           AND (relations.kind = 'spokesperson_of' OR relations.kind = 'leads' AND document_actors.kind <> 'government')
         ORDER BY relations.rowid LIMIT 1",
    )?;
    query.query_row([document_actor], speaker).optional().map(Option::flatten)
}
