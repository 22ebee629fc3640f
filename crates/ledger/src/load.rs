//! A reading comes out of the tables as it went in.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row};
use sayso_document::{Document, Span};
use sayso_reading::{
    Actor, ActorMention, Carrier, Count, Event, EventRole, EventTime, Part, Place, Reading, Relation, SCHEMA, Source,
    Statement,
};

use crate::code::{value, value_of};
use crate::place;
use crate::toll::Further;
use crate::{Ledger, LedgerError};

impl Ledger {
    /// The reading of the document with this id.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn reading(&self, id: &str) -> Result<Reading, LedgerError> {
        let load = Load { ledger: self };
        let found = load.reading(id).map_err(self.failed())?;
        found.ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
    }

    /// The id of the only document whose id begins so, with or without `sha256:`; `None` where there is none or are several.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn document_id(&self, beginning: &str) -> Result<Option<String>, LedgerError> {
        let failed = self.failed();
        let mut found = Vec::new();
        for beginning in [beginning.to_owned(), format!("sha256:{beginning}")] {
            let sql = "SELECT id FROM documents WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2";
            let mut query = self.connection().prepare_cached(sql).map_err(&failed)?;
            let ids = query.query_map([beginning], |row| row.get::<_, String>(0)).map_err(&failed)?;
            found.extend(ids.collect::<Result<Vec<_>, _>>().map_err(&failed)?);
        }
        Ok(found.pop().filter(|_| found.is_empty()))
    }
}

struct Load<'a> {
    ledger: &'a Ledger,
}

/// Ids of actors by their numbers.
type Ids = HashMap<i64, String>;

impl Load<'_> {
    fn rows<T>(
        &self,
        sql: &str,
        number: i64,
        make: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.ledger.connection().prepare_cached(sql)?.query_map([number], make)?.collect()
    }

    fn reading(&self, id: &str) -> rusqlite::Result<Option<Reading>> {
        let mut documents = self.ledger.connection().prepare_cached("SELECT * FROM documents WHERE id = ?1")?;
        let Some((number, document)) =
            documents.query_row([id], |row| Ok((row.get("number")?, document(row)?))).optional()?
        else {
            return Ok(None);
        };
        let (actors, ids) = self.actors(number)?;
        Ok(Some(Reading {
            schema: SCHEMA.to_owned(),
            document,
            actors,
            statements: self.statements(number, &ids)?,
            events: self.events(number, &ids)?,
        }))
    }

    fn actors(&self, document: i64) -> rusqlite::Result<(Vec<Actor>, Ids)> {
        let sql = "SELECT * FROM document_actors WHERE document = ?1 ORDER BY number";
        let mut actors = self.rows(sql, document, |row| {
            let actor = Actor {
                id: row.get("id")?,
                name: row.get("name")?,
                kind: value(row, "kind")?,
                named: row.get("named")?,
                country: row.get("country")?,
                mentions: Vec::new(),
                relations: Vec::new(),
            };
            Ok((row.get::<_, i64>("number")?, actor))
        })?;
        let ids: Ids = actors.iter().map(|(number, actor)| (*number, actor.id.clone())).collect();
        for (number, actor) in &mut actors {
            actor.mentions =
                self.rows("SELECT * FROM mentions WHERE document_actor = ?1 ORDER BY rowid", *number, |row| {
                    Ok(ActorMention {
                        span: span(row, "start", "stop", "text")?,
                        form: value(row, "form")?,
                        kind: value(row, "kind")?,
                    })
                })?;
            let relations = "SELECT * FROM relations WHERE document_actor = ?1 ORDER BY rowid";
            actor.relations = self.rows(relations, *number, |row| {
                Ok(Relation {
                    kind: value(row, "kind")?,
                    actor: ids.get(&row.get("other")?).cloned().unwrap_or_default(),
                    evidence: span(row, "start", "stop", "text")?,
                    statement: row.get("statement")?,
                })
            })?;
        }
        Ok((actors.into_iter().map(|(_, actor)| actor).collect(), ids))
    }

    fn statements(&self, document: i64, ids: &Ids) -> rusqlite::Result<Vec<Statement>> {
        let sql = "SELECT * FROM statements WHERE document = ?1 ORDER BY number";
        let mut statements = self.rows(sql, document, |row| {
            let source = Source { spans: Vec::new(), actor: id_of(row, ids)?, kind: value_of(row, "source_kind")? };
            let statement = Statement {
                id: row.get("id")?,
                source,
                cue: Part::default(),
                content: Part::default(),
                manner: value(row, "manner")?,
                stance: value(row, "stance")?,
                certainty: value_of(row, "certainty")?,
                within: row.get("within")?,
                via: Vec::new(),
            };
            Ok((row.get::<_, i64>("number")?, statement))
        })?;
        for (number, statement) in &mut statements {
            let spans =
                self.rows("SELECT * FROM statement_spans WHERE statement = ?1 ORDER BY position", *number, |row| {
                    Ok((row.get::<_, String>("part")?, span(row, "start", "stop", "text")?))
                })?;
            for (part, span) in spans {
                match part.as_str() {
                    "source" => statement.source.spans.push(span),
                    "cue" => statement.cue.spans.push(span),
                    _ => statement.content.spans.push(span),
                }
            }
            statement.via =
                self.rows("SELECT * FROM carriers WHERE statement = ?1 ORDER BY position", *number, |row| {
                    Ok(Carrier {
                        span: span(row, "start", "stop", "text")?,
                        actor: id_of(row, ids)?,
                        kind: value(row, "kind")?,
                    })
                })?;
        }
        Ok(statements.into_iter().map(|(_, statement)| statement).collect())
    }

    fn events(&self, document: i64, ids: &Ids) -> rusqlite::Result<Vec<Event>> {
        let mut events = self.rows("SELECT * FROM events WHERE document = ?1 ORDER BY number", document, |row| {
            Ok((row.get::<_, i64>("number")?, event(row)?))
        })?;
        let mut further = Further::new(self.ledger.connection())?;
        let mut places = place::Further::new(self.ledger.connection())?;
        for (number, event) in &mut events {
            event.further_places = places.of(*number)?;
            event.further_killed = further.of(*number, "killed")?;
            event.further_injured = further.of(*number, "injured")?;
            event.mentions =
                self.rows("SELECT * FROM event_words WHERE event = ?1 ORDER BY rowid", *number, |row| {
                    span(row, "start", "stop", "text")
                })?;
            event.roles = self.rows("SELECT * FROM event_roles WHERE event = ?1 ORDER BY rowid", *number, |row| {
                Ok(EventRole {
                    span: span(row, "start", "stop", "text")?,
                    role: value(row, "role")?,
                    actor: id_of(row, ids)?,
                    confidence: value_of(row, "confidence")?,
                })
            })?;
            let said_in = "SELECT statement FROM event_statements WHERE event = ?1 ORDER BY position";
            event.said_in = self.rows(said_in, *number, |row| row.get(0))?;
        }
        Ok(events.into_iter().map(|(_, event)| event).collect())
    }
}

fn document(row: &Row) -> rusqlite::Result<Document> {
    let authors: String = row.get("authors")?;
    Ok(Document {
        id: row.get("id")?,
        url: row.get("url")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        authors: serde_json::from_str(&authors).unwrap_or_default(),
        published: row.get("published")?,
        language: row.get("language")?,
        text: row.get("text")?,
    })
}

fn event(row: &Row) -> rusqlite::Result<Event> {
    Ok(Event {
        id: row.get("id")?,
        event_type: value(row, "type")?,
        mode: row.get("mode")?,
        incident: value_of(row, "incident")?,
        trigger: span(row, "start", "stop", "trigger")?,
        mentions: Vec::new(),
        stage: value(row, "stage")?,
        roles: Vec::new(),
        place: match row.get::<_, Option<String>>("place_name")? {
            Some(name) => Some(Place {
                span: span(row, "place_start", "place_stop", "place")?,
                name,
                country: row.get("country")?,
                latitude: row.get("latitude")?,
                longitude: row.get("longitude")?,
            }),
            None => None,
        },
        time: match row.get::<_, Option<i64>>("time_start")? {
            Some(_) => Some(EventTime {
                span: span(row, "time_start", "time_stop", "time")?,
                start: row.get("first_day")?,
                end: row.get("last_day")?,
            }),
            None => None,
        },
        killed: count(row, "killed")?,
        injured: count(row, "injured")?,
        further_places: Vec::new(),
        further_killed: Vec::new(),
        further_injured: Vec::new(),
        said_in: Vec::new(),
    })
}

fn count(row: &Row, name: &str) -> rusqlite::Result<Option<Count>> {
    let column = |part: &str| format!("{name}_{part}");
    if row.get::<_, Option<i64>>(column("start").as_str())?.is_none() {
        return Ok(None);
    }
    let number = |part: &str| -> rusqlite::Result<Option<u64>> {
        Ok(row.get::<_, Option<i64>>(column(part).as_str())?.map(i64::unsigned_abs))
    };
    let span = span(row, &column("start"), &column("stop"), name)?;
    Ok(Some(Count { span, low: number("low")?, high: number("high")? }))
}

pub(crate) fn span(row: &Row, start: &str, stop: &str, text: &str) -> rusqlite::Result<Span> {
    let number = |column: &str| row.get::<_, i64>(column).map(|value| usize::try_from(value).unwrap_or(0));
    Ok(Span { start: number(start)?, end: number(stop)?, text: row.get(text)? })
}

fn id_of(row: &Row, ids: &Ids) -> rusqlite::Result<Option<String>> {
    Ok(row.get::<_, Option<i64>>("document_actor")?.and_then(|number| ids.get(&number).cloned()))
}
