//! The numbers of killed and injured that a text gives for an event beside its own: those that the reading has, mostly on another's word, and lower ones
//! that the text says to have been raised since.

use rusqlite::{CachedStatement, Connection, Transaction, params};
use sayso_document::CodePoints;
use sayso_reading::{Count, Event, sentences};
use sayso_value::toll::{Casualty, raised};

use crate::add::{Columns, clamped, parts};
use crate::load::span;

/// Keeps those of an event, and tells where they stand.
pub(crate) fn insert(change: &Transaction, event: i64, of: &Event, text: &str) -> rusqlite::Result<Vec<usize>> {
    let mut starts = Vec::new();
    let mut insert = change.prepare_cached(
        "INSERT INTO tolls (event, field, position, start, stop, text, low, high, read, raised)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (field, what, own, further) in [
        ("killed", Casualty::Killed, &of.killed, &of.further_killed),
        ("injured", Casualty::Injured, &of.injured, &of.further_injured),
    ] {
        let raised = own.as_ref().and_then(|own| earlier(own, what, text));
        let is_raised = |count: &Count| raised.as_ref().is_some_and(|it| it.span.start == count.span.start);
        let found = raised.iter().filter(|it| further.iter().all(|count| count.span.start != it.span.start));
        let all = further.iter().map(|count| (count, true, is_raised(count)));
        let all = all.chain(found.map(|count| (count, false, true)));
        for (position, (count, is_read, is_raised)) in (0i64..).zip(all) {
            let Columns { start, stop, text } = parts(&count.span);
            let (low, high) = (count.low.map(clamped), count.high.map(clamped));
            insert.execute(params![event, field, position, start, stop, text, low, high, is_read, is_raised])?;
            starts.push(count.span.start);
        }
    }
    Ok(starts)
}

/// A lower toll of which the text says that it has been raised to this one.
fn earlier(own: &Count, what: Casualty, text: &str) -> Option<Count> {
    let points = CodePoints::new(text);
    let toll = points.to_byte(own.span.start)..points.to_byte(own.span.end);
    // The sentence in which it stands and those beside it.
    let sentences = sentences(text);
    let at = sentences.iter().position(|sentence| sentence.contains(&toll.start))?;
    let (start, end) = (sentences[at.saturating_sub(1)].start, sentences[(at + 1).min(sentences.len() - 1)].end);
    let earlier = raised(text.get(start..end)?, toll.start - start..toll.end.max(toll.start) - start, what)?;
    let span = points.span(start + earlier.bytes.start..start + earlier.bytes.end)?;
    Some(Count { span, low: earlier.low, high: earlier.high })
}

/// Asks for those that the reading of an event has.
pub(crate) struct Further<'c>(CachedStatement<'c>);

impl<'c> Further<'c> {
    pub(crate) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT * FROM tolls WHERE event = ?1 AND field = ?2 AND read ORDER BY position";
        Ok(Self(connection.prepare_cached(sql)?))
    }

    /// Of the killed, or of the injured.
    pub(crate) fn of(&mut self, event: i64, field: &str) -> rusqlite::Result<Vec<Count>> {
        let counts = self.0.query_map((event, field), |row| {
            let bound =
                |name: &str| -> rusqlite::Result<_> { Ok(row.get::<_, Option<i64>>(name)?.map(i64::unsigned_abs)) };
            Ok(Count { span: span(row, "start", "stop", "text")?, low: bound("low")?, high: bound("high")? })
        })?;
        counts.collect()
    }
}
