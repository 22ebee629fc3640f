//! A reading goes into the tables, whole or not at all.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_document::{Document, Span};
use sayso_reading::{Count, Event, Outlets, Reading, Statement, code, joined};
use sayso_value::time::published_on;

use crate::code::code_of;
use crate::credit::{credit, voice};
use crate::{Ledger, LedgerError, decision, identity, incident, place, reprint, tally, toll};

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is in the ledger now, on the disk.
    New,
    /// Its document was there already; nothing changed.
    Known,
}

impl Ledger {
    /// Whether the ledger has this document: the same id with the same text.
    ///
    /// # Errors
    /// [`LedgerError::Taken`] where it holds another text under the id.
    pub fn has(&self, document: &Document) -> Result<bool, LedgerError> {
        holds(self.connection(), document, &self.failed())
    }

    /// Adds a reading. When this returns, it is on the disk.
    ///
    /// # Errors
    /// [`LedgerError::Taken`], and whatever keeps the file from being written to; the ledger is then as it was.
    pub fn add(&mut self, reading: &Reading) -> Result<Added, LedgerError> {
        let failed = self.failed();
        let own = self.own_outlets();
        let outlets = own.as_deref().unwrap_or_else(|| Outlets::embedded());
        // Asked inside the change: another program may add the same document at this moment.
        let change = self.change()?;
        if holds(&change, &reading.document, &failed)? {
            return Ok(Added::Known);
        }
        insert(&change, reading, outlets).map_err(&failed)?;
        change.commit().map_err(&failed)?;
        Ok(Added::New)
    }

    /// Takes a document and all that was read in it out of the ledger.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn remove(&mut self, id: &str) -> Result<(), LedgerError> {
        let failed = self.failed();
        let change = self.change()?;
        let number: Option<i64> = change
            .query_row("SELECT number FROM documents WHERE id = ?1", [id], |row| row.get(0))
            .optional()
            .map_err(&failed)?;
        let Some(number) = number else { return Err(LedgerError::Unknown { id: id.to_owned() }) };
        // What follows from it: the figures of its copies, and the conflicts of what they tell of.
        let mut after = tally::after(&change, number).map_err(&failed)?;
        after.remove(&number);
        let family = tally::family(&change, number).map_err(&failed)?;
        tally::unsettle(&change, family).map_err(&failed)?;
        reprint::unlink(&change, number).map_err(&failed)?;
        incident::unlink(&change, number).map_err(&failed)?;
        // Statements and events point to actors, so these go last; the rest goes with what it belongs to.
        for table in ["statements", "events"] {
            change.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [number]).map_err(&failed)?;
        }
        change.execute("DELETE FROM documents WHERE number = ?1", [number]).map_err(&failed)?;
        tally::documents(&change, after).map_err(&failed)?;
        tally::settle(&change).map_err(&failed)?;
        change.commit().map_err(&failed)
    }
}

/// Whether a document is there: the same id with the same text. Another text under the id is an error.
fn holds(
    connection: &Connection,
    document: &Document,
    failed: &impl Fn(rusqlite::Error) -> LedgerError,
) -> Result<bool, LedgerError> {
    let known: Option<String> = connection
        .prepare_cached("SELECT digest FROM documents WHERE id = ?1")
        .and_then(|mut known| known.query_row([&document.id], |row| row.get(0)).optional())
        .map_err(failed)?;
    match known {
        None => Ok(false),
        Some(digest) if digest == document.digest() => Ok(true),
        Some(_) => Err(LedgerError::Taken { id: document.id.clone() }),
    }
}

fn insert(change: &Transaction, reading: &Reading, outlets: &Outlets) -> rusqlite::Result<()> {
    let document = insert_document(change, &reading.document, outlets)?;
    let actors = insert_actors(change, document, reading, outlets)?;
    let actor = |id: &Option<String>| id.as_deref().and_then(|id| actors.get(id)).copied();
    let mut statements = Vec::with_capacity(reading.statements.len());
    for statement in &reading.statements {
        statements.push((insert_statement(change, document, statement, actor)?, &statement.content.spans));
    }
    for event in &reading.events {
        let number = insert_event(change, document, event, actor)?;
        let tolls = toll::insert(change, number, event, &reading.document.text)?;
        place::insert(change, number, &event.further_places)?;
        insert_told_in(change, number, event, &tolls, &statements)?;
    }
    reprint::link(change, document)?;
    decision::follow(change, document)?;
    incident::link(change, document)?;
    reprint::cite(change, document)?;
    tally::document(change, document)?;
    tally::settle(change)
}

/// Runs a statement that is prepared once.
fn run(change: &Transaction, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<i64> {
    change.prepare_cached(sql)?.execute(values)?;
    Ok(change.last_insert_rowid())
}

fn insert_document(change: &Transaction, document: &Document, outlets: &Outlets) -> rusqlite::Result<i64> {
    let authors = serde_json::Value::from(document.authors.clone()).to_string();
    let publisher = document.outlet.as_deref().map(|name| identity::outlet(change, name, outlets)).transpose()?;
    let credit = credit(document, outlets);
    let voice = match credit.as_deref().or_else(|| voice(document, outlets)) {
        Some(name) => Some(identity::outlet(change, name, outlets)?),
        None => publisher,
    };
    let added = now();
    run(
        change,
        "INSERT INTO documents (id, url, title, outlet, publisher, voice, authors, published, day, language, text, credit, digest, added)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            document.id,
            document.url,
            document.title,
            document.outlet,
            publisher,
            voice,
            authors,
            document.published,
            published_on(&document.text, document.published.as_deref()).map(|day| day.to_string()),
            document.language,
            document.text,
            credit,
            document.digest(),
            added,
        ],
    )
}

/// The present time, UTC.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Numbers of the actors by their ids.
fn insert_actors<'r>(
    change: &Transaction,
    document: i64,
    reading: &'r Reading,
    outlets: &Outlets,
) -> rusqlite::Result<HashMap<&'r str, i64>> {
    let mut numbers = HashMap::new();
    for actor in &reading.actors {
        let number = run(
            change,
            "INSERT INTO document_actors (document, id, name, kind, named, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![document, actor.id, actor.name, code(actor.kind), actor.named, actor.country],
        )?;
        numbers.insert(actor.id.as_str(), number);
        identity::link(change, number, actor, outlets)?;
        for mention in &actor.mentions {
            let Columns { start, stop, text } = parts(&mention.span);
            run(
                change,
                "INSERT INTO mentions (document_actor, start, stop, text, form, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![number, start, stop, text, code(mention.form), code(mention.kind)],
            )?;
        }
    }
    for actor in &reading.actors {
        for relation in &actor.relations {
            // Of an actor that the reading does not have nothing can be told.
            let Some(other) = numbers.get(relation.actor.as_str()) else { continue };
            let Columns { start, stop, text } = parts(&relation.evidence);
            run(
                change,
                "INSERT INTO relations (document_actor, kind, other, start, stop, text, statement)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![numbers[actor.id.as_str()], code(relation.kind), other, start, stop, text, relation.statement],
            )?;
        }
    }
    Ok(numbers)
}

fn insert_statement(
    change: &Transaction,
    document: i64,
    statement: &Statement,
    actor: impl Fn(&Option<String>) -> Option<i64>,
) -> rusqlite::Result<i64> {
    let number = run(
        change,
        "INSERT INTO statements
         (document, id, document_actor, source, source_kind, cue, content, manner, stance, certainty, within)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            document,
            statement.id,
            actor(&statement.source.actor),
            joined(&statement.source.spans),
            code_of(statement.source.kind),
            joined(&statement.cue.spans),
            joined(&statement.content.spans),
            code(statement.manner),
            code(statement.stance),
            code_of(statement.certainty),
            statement.within,
        ],
    )?;
    let of_part =
        [("source", &statement.source.spans), ("cue", &statement.cue.spans), ("content", &statement.content.spans)];
    for (part, spans) in of_part {
        for (position, span) in (0i64..).zip(spans) {
            let Columns { start, stop, text } = parts(span);
            run(
                change,
                "INSERT INTO statement_spans (statement, part, position, start, stop, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![number, part, position, start, stop, text],
            )?;
        }
    }
    for (position, carrier) in (0i64..).zip(&statement.via) {
        let Columns { start, stop, text } = parts(&carrier.span);
        run(
            change,
            "INSERT INTO carriers (statement, position, document_actor, kind, start, stop, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![number, position, actor(&carrier.actor), code(carrier.kind), start, stop, text],
        )?;
    }
    Ok(number)
}

fn insert_event(
    change: &Transaction,
    document: i64,
    event: &Event,
    actor: impl Fn(&Option<String>) -> Option<i64>,
) -> rusqlite::Result<i64> {
    let span = |span: Option<&Span>| {
        let span = span.map(parts);
        (span.as_ref().map(|it| it.text.to_owned()), span.as_ref().map(|it| it.start), span.map(|it| it.stop))
    };
    let place = span(event.place.as_ref().map(|it| &it.span));
    let time = span(event.time.as_ref().map(|it| &it.span));
    let count = |count: &Option<Count>| {
        let (low, high) = count.as_ref().map_or((None, None), |it| (it.low, it.high));
        (span(count.as_ref().map(|it| &it.span)), low.map(clamped), high.map(clamped))
    };
    let (killed, injured) = (count(&event.killed), count(&event.injured));
    let trigger = parts(&event.trigger);
    let number = run(
        change,
        "INSERT INTO events
         (document, id, type, mode, incident, stage, start, stop, trigger,
          place, place_start, place_stop, place_name, country, latitude, longitude,
          time, time_start, time_stop, first_day, last_day,
          killed, killed_start, killed_stop, killed_low, killed_high,
          injured, injured_start, injured_stop, injured_low, injured_high)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
                 ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)",
        params![
            document,
            event.id,
            code(event.event_type),
            event.mode,
            code_of(event.incident),
            code(event.stage),
            trigger.start,
            trigger.stop,
            trigger.text,
            place.0,
            place.1,
            place.2,
            event.place.as_ref().map(|it| &it.name),
            event.place.as_ref().and_then(|it| it.country.as_ref()),
            event.place.as_ref().and_then(|it| it.latitude),
            event.place.as_ref().and_then(|it| it.longitude),
            time.0,
            time.1,
            time.2,
            event.time.as_ref().and_then(|it| it.start.as_ref()),
            event.time.as_ref().and_then(|it| it.end.as_ref()),
            killed.0.0,
            killed.0.1,
            killed.0.2,
            killed.1,
            killed.2,
            injured.0.0,
            injured.0.1,
            injured.0.2,
            injured.1,
            injured.2,
        ],
    )?;
    for word in &event.mentions {
        let Columns { start, stop, text } = parts(word);
        run(
            change,
            "INSERT INTO event_words (event, start, stop, text) VALUES (?1, ?2, ?3, ?4)",
            params![number, start, stop, text],
        )?;
    }
    for role in &event.roles {
        let Columns { start, stop, text } = parts(&role.span);
        run(
            change,
            "INSERT INTO event_roles (event, role, document_actor, confidence, start, stop, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![number, code(role.role), actor(&role.actor), code_of(role.confidence), start, stop, text],
        )?;
    }
    for (position, statement) in (0i64..).zip(&event.said_in) {
        run(
            change,
            "INSERT INTO event_statements (event, position, statement) VALUES (?1, ?2, ?3)",
            params![number, position, statement],
        )?;
    }
    Ok(number)
}

/// Keeps in which statements the words of an event stand, those of its further tolls that begin at `tolls` too; `statements` are those of the document
/// with where their contents stand.
fn insert_told_in(
    change: &Transaction,
    number: i64,
    event: &Event,
    tolls: &[usize],
    statements: &[(i64, &Vec<Span>)],
) -> rusqlite::Result<()> {
    let spans = [&event.killed, &event.injured].into_iter().flatten().map(|count| &count.span);
    let spans = spans
        .chain(event.place.iter().chain(&event.further_places).map(|it| &it.span))
        .chain(event.time.as_ref().map(|it| &it.span));
    let spans = spans.chain([&event.trigger]).chain(event.roles.iter().map(|role| &role.span));
    for start in spans.map(|span| span.start).chain(tolls.iter().copied()) {
        let holds = |it: &&(i64, &Vec<Span>)| it.1.iter().any(|span| (span.start..span.end).contains(&start));
        let length =
            |it: &&(i64, &Vec<Span>)| it.1.iter().map(|span| span.end.saturating_sub(span.start)).sum::<usize>();
        if let Some((statement, _)) = statements.iter().filter(holds).min_by_key(length) {
            let start = i64::try_from(start).unwrap_or(i64::MAX);
            run(
                change,
                "INSERT OR IGNORE INTO told_in (event, start, statement) VALUES (?1, ?2, ?3)",
                (number, start, statement),
            )?;
        }
    }
    Ok(())
}

/// A span as columns.
pub(crate) struct Columns<'a> {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) text: &'a str,
}

pub(crate) fn parts(span: &Span) -> Columns<'_> {
    let number = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    Columns { start: number(span.start), stop: number(span.end), text: &span.text }
}

/// SQLite's numbers are signed.
pub(crate) fn clamped(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
