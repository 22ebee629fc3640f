//! A statement back to where it was first said: its own chain of carriers, and the same words in other documents.

use std::collections::HashSet;

use rusqlite::OptionalExtension;
use sayso_reading::{CarrierKind, code};
use serde::Serialize;

use crate::code::value;
use crate::incident::{Rarity, words};
use crate::{Ledger, LedgerError};

/// The rarest words of a statement, by which others with them are found.
const ASKED: usize = 8;
/// Statements looked at most.
const LOOKED_AT: i64 = 200;
/// Least share of the rarer words of a statement that the same statement elsewhere has.
const SAME: f32 = 0.6;

/// One through whom a statement came.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// Who.
    pub who: String,
    /// What they did: `source`, `published_by`, `reported_by`, …, `outlet` for who published the document.
    pub how: String,
}

/// Why a statement of another document is taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// It is the one asked for.
    Itself,
    /// Its document is a copy of that of the one asked for, or the other way round.
    Copy,
    /// The same source says the same.
    SameSource,
    /// Somebody else, or nobody named, says the same.
    SameWords,
}

/// The same statement in a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AppearanceRow {
    /// Its id.
    pub id: String,
    /// Id of the document.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Day of publication.
    pub day: Option<String>,
    /// Who says it there.
    pub source: String,
    /// What is said there.
    pub content: String,
    /// Why it is taken for the same.
    pub how: Appearance,
    /// Through whom it came into that document, the source first.
    pub chain: Vec<Link>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace {
    /// The statement asked for.
    pub id: String,
    /// Id of the statement as it first appeared, as far as the ledger knows.
    pub first: String,
    /// All appearances, by day; those of no known day last.
    pub appearances: Vec<AppearanceRow>,
}

struct Found {
    number: i64,
    document: i64,
    actor: Option<i64>,
    source: String,
    content: String,
}

impl Ledger {
    /// Where a statement (`DOCUMENT#STATEMENT`) comes from.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where it is not there.
    pub fn trace(&self, id: &str) -> Result<Trace, LedgerError> {
        let found = id.rsplit_once('#').map(|(document, statement)| self.trace_statement(id, document, statement));
        found.transpose().map_err(self.failed())?.flatten().ok_or_else(|| LedgerError::Unknown { id: id.to_owned() })
    }

    fn trace_statement(&self, id: &str, document: &str, statement: &str) -> rusqlite::Result<Option<Trace>> {
        let mut query = self.connection().prepare_cached(
            "SELECT statements.number FROM statements JOIN documents ON documents.number = statements.document
             WHERE documents.id = ?1 AND statements.id = ?2",
        )?;
        let number: Option<i64> = query.query_row([document, statement], |row| row.get(0)).optional()?;
        let Some(asked) = number.map(|number| self.found(number)).transpose()? else { return Ok(None) };
        let family = self.family(asked.document)?;
        let rarity = Rarity::of(self.connection())?;
        let weights = |text: &str| -> rusqlite::Result<Vec<(u32, f32)>> {
            let hashes: HashSet<u32> = words(text).iter().map(|word| word.hash).collect();
            hashes.into_iter().map(|hash| Ok((hash, rarity.weight(hash)?))).collect()
        };
        let own = weights(&asked.content)?;
        let whole: f32 = own.iter().map(|it| it.1).sum();
        let mut appearances = vec![self.appearance(&asked, Appearance::Itself)?];
        for number in self.alike(&asked.content, &rarity)? {
            let other = self.found(number)?;
            if other.number == asked.number || other.document == asked.document {
                continue;
            }
            let theirs = weights(&other.content)?;
            let their_whole: f32 = theirs.iter().map(|it| it.1).sum();
            let shared: f32 = own.iter().filter(|it| theirs.iter().any(|other| other.0 == it.0)).map(|it| it.1).sum();
            // The longer of the two says more than the same.
            if shared < SAME * whole.max(their_whole) {
                continue;
            }
            let how = match () {
                () if family.contains(&other.document) => Appearance::Copy,
                () if asked.actor.is_some() && asked.actor == other.actor => Appearance::SameSource,
                () => Appearance::SameWords,
            };
            appearances.push(self.appearance(&other, how)?);
        }
        appearances.sort_by(|one, other| {
            (one.day.is_none(), &one.day, one.how != Appearance::Itself, &one.id).cmp(&(
                other.day.is_none(),
                &other.day,
                other.how != Appearance::Itself,
                &other.id,
            ))
        });
        let first = appearances.first().map_or_else(|| id.to_owned(), |first| first.id.clone());
        Ok(Some(Trace { id: id.to_owned(), first, appearances }))
    }

    fn found(&self, number: i64) -> rusqlite::Result<Found> {
        let mut query = self.connection().prepare_cached(
            "SELECT statements.number, statements.document, coalesce(same_as, actors.number),
                    CASE source_kind WHEN 'document' THEN source ELSE coalesce(document_actors.name, source) END, content FROM statements
             LEFT JOIN document_actors ON document_actors.number = statements.document_actor
             LEFT JOIN actors ON actors.number = document_actors.actor WHERE statements.number = ?1",
        )?;
        query.query_row([number], |row| {
            Ok(Found {
                number: row.get(0)?,
                document: row.get(1)?,
                actor: row.get(2)?,
                source: row.get(3)?,
                content: row.get(4)?,
            })
        })
    }

    /// Statements that share the rarest words of a content.
    fn alike(&self, content: &str, rarity: &Rarity) -> rusqlite::Result<Vec<i64>> {
        let mut rare: Vec<(f32, String)> = Vec::new();
        for word in content.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if let Some(hash) = words(word).first().map(|word| word.hash) {
                rare.push((rarity.weight(hash)?, word.to_lowercase()));
            }
        }
        rare.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        rare.dedup();
        rare.truncate(ASKED);
        if rare.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<String> = rare.into_iter().map(|(_, word)| format!("content : \"{word}\"")).collect();
        let mut query = self.connection().prepare_cached(
            "SELECT rowid FROM statements_text WHERE statements_text MATCH ?1 ORDER BY rank LIMIT ?2",
        )?;
        query.query_map((asked.join(" OR "), LOOKED_AT), |row| row.get(0))?.collect()
    }

    /// The documents that copying joins with one.
    fn family(&self, document: i64) -> rusqlite::Result<HashSet<i64>> {
        let mut query = self.connection().prepare_cached(
            "SELECT original FROM copies WHERE copy = ?1 AND kind <> 'cites'
             UNION SELECT copy FROM copies WHERE original = ?1 AND kind <> 'cites'",
        )?;
        let mut family = HashSet::from([document]);
        let mut queue = vec![document];
        while let Some(at) = queue.pop() {
            for other in query.query_map([at], |row| row.get::<_, i64>(0))? {
                let other = other?;
                if family.insert(other) {
                    queue.push(other);
                }
            }
        }
        Ok(family)
    }

    fn appearance(&self, found: &Found, how: Appearance) -> rusqlite::Result<AppearanceRow> {
        let mut query = self.connection().prepare_cached(
            "SELECT documents.id AS document, statements.id, outlet, day FROM statements
             JOIN documents ON documents.number = statements.document WHERE statements.number = ?1",
        )?;
        let mut carriers = self
            .connection()
            .prepare_cached("SELECT text, kind FROM carriers WHERE statement = ?1 ORDER BY position")?;
        let mut chain = Vec::new();
        if !found.source.is_empty() {
            chain.push(Link { who: found.source.clone(), how: "source".to_owned() });
        }
        let carried = carriers.query_map([found.number], |row| {
            Ok(Link { who: row.get("text")?, how: code(value::<CarrierKind>(row, "kind")?) })
        })?;
        for link in carried {
            chain.push(link?);
        }
        query.query_row([found.number], |row| {
            let (document, statement): (String, String) = (row.get("document")?, row.get("id")?);
            let outlet: Option<String> = row.get("outlet")?;
            chain.extend(outlet.iter().map(|outlet| Link { who: outlet.clone(), how: "outlet".to_owned() }));
            Ok(AppearanceRow {
                id: format!("{document}#{statement}"),
                document,
                outlet,
                day: row.get("day")?,
                source: found.source.clone(),
                content: found.content.clone(),
                how,
                chain: std::mem::take(&mut chain),
            })
        })
    }
}
