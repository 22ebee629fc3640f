//! The sentences behind what is told: where in which document it stands.

use rusqlite::OptionalExtension;
use sayso_reading::sentences;
use serde::Serialize;

use crate::{Ledger, LedgerError};

/// Characters looked at before and after the place: no sentence of a newspaper is longer.
const AROUND: i64 = 600;

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Id of the document.
    pub document: String,
    /// The sentence, or what of it is near.
    pub sentence: String,
}

/// Where a document tells of an incident, and what it says there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TellingRow {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// Id of the event in the document's reading.
    pub event: String,
    /// How many were killed, each number that the document gives as the least and the most that it means.
    pub killed: Vec<(Option<i64>, Option<i64>)>,
    /// How many were injured.
    pub injured: Vec<(Option<i64>, Option<i64>)>,
    /// The name of the place.
    pub place: Option<String>,
    /// The first of the days that it can mean.
    pub day: Option<String>,
}

impl Ledger {
    /// Where these documents tell of an incident, by document and place in it.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn tellings(&self, incident: &str, documents: &[String]) -> Result<Vec<TellingRow>, LedgerError> {
        let found = || -> rusqlite::Result<Vec<TellingRow>> {
            let number: Option<i64> = incident.strip_prefix('i').and_then(|number| number.parse().ok());
            let mut query = self.connection().prepare_cached(
                "SELECT events.number, events.document, events.id, start, killed, killed_low, killed_high, injured, injured_low, injured_high, place_name, first_day
                 FROM documents JOIN tellings ON tellings.document = documents.number JOIN events ON events.number = tellings.event
                 WHERE documents.id = ?1 AND tellings.incident = ?2 ORDER BY start",
            )?;
            let mut tolls = self
                .connection()
                .prepare_cached("SELECT low, high FROM tolls WHERE event = ?1 AND field = ?2 ORDER BY position")?;
            let mut out = Vec::new();
            for document in documents {
                let mut rows = query.query((document, number))?;
                while let Some(row) = rows.next()? {
                    let mut count = |words: &str, low: &str, high: &str| -> rusqlite::Result<_> {
                        let own = row.get::<_, Option<String>>(words)?.map(|_| Ok((row.get(low)?, row.get(high)?)));
                        let further = tolls
                            .query_map((row.get::<_, i64>("number")?, words), |row| Ok((row.get(0)?, row.get(1)?)))?;
                        own.into_iter().chain(further).collect::<rusqlite::Result<Vec<_>>>()
                    };
                    let Some(passage) = self.passage(row.get("document")?, row.get("start")?)? else { continue };
                    out.push(TellingRow {
                        passage,
                        event: row.get("id")?,
                        killed: count("killed", "killed_low", "killed_high")?,
                        injured: count("injured", "injured_low", "injured_high")?,
                        place: row.get("place_name")?,
                        day: row.get("first_day")?,
                    });
                }
            }
            Ok(out)
        };
        found().map_err(self.failed())
    }

    /// The sentence of a document that holds a place in it, counted in code points.
    pub(crate) fn passage(&self, document: i64, place: i64) -> rusqlite::Result<Option<Passage>> {
        let first = (place - AROUND).max(0);
        let mut query =
            self.connection().prepare_cached("SELECT id, substr(text, ?2 + 1, ?3) FROM documents WHERE number = ?1")?;
        let found = query.query_row((document, first, 2 * AROUND), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        Ok(found.optional()?.map(|(document, near)| {
            let before = usize::try_from(place - first).unwrap_or(0);
            let at = near.char_indices().nth(before).map_or(near.len(), |(at, _)| at);
            let whole = sentences(&near).into_iter().find(|range| range.contains(&at));
            Passage { document, sentence: near.get(whole.unwrap_or(0..0)).unwrap_or_default().to_owned() }
        }))
    }
}
