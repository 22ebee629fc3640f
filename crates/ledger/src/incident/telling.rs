//! What a document's events bring for their linking.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};
use sayso_document::CodePoints;
use sayso_reading::{EventType, Stage, sentences};
use sayso_value::place::is_country;

use super::lasting::is_lasting;
use super::terms::Terms;
use super::words::{Rarity, Word, words};
use crate::code::value;

/// Words kept of a document and of a telling.
const DOCUMENT_TERMS: usize = 80;
const TELLING_TERMS: usize = 48;
/// Sentences at the beginning of a text that sum it up.
const LEAD: usize = 4;
/// What a word weighs in the sentences before and after that of the event, and in the lead where the event is told in it.
const BESIDE: f32 = 0.5;
const IN_LEAD: f32 = 0.5;
/// Names tell more than other words.
const NAME: f32 = 1.5;
/// An event for which no time is told happened within so many days before it was published.
const LATELY: i32 = 10;
/// What a text tells within its first so many code points with how many were killed or injured is the news, and happened within so many days.
const NEWS: i64 = 350;
const NEWS_LATELY: i32 = 3;
/// A time of more days is no time of an incident: "since 2011" …
const LONG: i32 = 31;
/// … nor is one of more days in which several were struck: "26 people were killed in September".
const LONG_FOR_SEVERAL: i32 = 14;

/// Days since 1970, first and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Days {
    /// Days between the two; 0 where they overlap.
    pub(super) fn apart(self, other: Self) -> i32 {
        (self.first - other.last).max(other.first - self.last).max(0)
    }

    pub(super) fn count(self) -> i32 {
        self.last - self.first + 1
    }
}

/// An event that can be an incident, as one document tells it.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// The event's number.
    pub(super) event: i64,
    pub(super) document: i64,
    pub(super) kind: EventType,
    /// When it happened, as told, else by the day of publication.
    pub(super) days: Option<Days>,
    /// Whether the text tells when.
    pub(super) dated: bool,
    /// Whether it went on for long.
    pub(super) long: bool,
    /// Where, degrees north and east, unless no more than the country is known.
    pub(super) position: Option<(f64, f64)>,
    pub(super) country: Option<String>,
    /// How many were killed, and how many injured: all numbers that the document gives for it.
    pub(super) killed: Vec<Toll>,
    pub(super) injured: Vec<Toll>,
    pub(super) terms: Terms,
}

/// The least and the most that a number can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Toll {
    pub(super) low: i64,
    pub(super) high: i64,
}

impl Toll {
    /// That with these bounds; none where none is known.
    fn of(low: Option<i64>, high: Option<i64>) -> Option<Self> {
        let known = low.is_some() || high.is_some();
        known.then_some(Self { low: low.unwrap_or(0), high: high.unwrap_or(i64::MAX) })
    }
}

impl Telling {
    /// Whether it has nothing of its own by which it could be told from others.
    pub(super) fn is_bare(&self) -> bool {
        !self.dated && self.position.is_none() && self.killed.is_empty() && self.injured.is_empty()
    }

    /// An event's row joined with its document's day, as [`EVENT_COLUMNS`] asks.
    fn of_row(row: &Row, terms: Terms) -> rusqlite::Result<Self> {
        let told = days(row.get("first_day")?, row.get("last_day")?);
        let published = row.get::<_, Option<String>>("day")?.as_deref().and_then(day);
        let toll = |low: &str, high: &str| -> rusqlite::Result<_> { Ok(Toll::of(row.get(low)?, row.get(high)?)) };
        let (killed, injured) = (toll("killed_low", "killed_high")?, toll("injured_low", "injured_high")?);
        let (killed, injured) = (Vec::from_iter(killed), Vec::from_iter(injured));
        let is_news = row.get::<_, i64>("start")? < NEWS && !(killed.is_empty() && injured.is_empty());
        let within = if is_news { NEWS_LATELY } else { LATELY };
        let lately = published.map(|day| Days { first: day - within, last: day });
        let several = killed.iter().chain(&injured).any(|toll| toll.low > 1);
        let long = if several { LONG_FOR_SEVERAL } else { LONG };
        let position: Option<(f64, f64)> =
            row.get::<_, Option<f64>>("latitude")?.zip(row.get::<_, Option<f64>>("longitude")?);
        let name: Option<String> = row.get("place_name")?;
        Ok(Self {
            event: row.get("number")?,
            document: row.get("document")?,
            kind: value(row, "type")?,
            days: told.or(lately),
            dated: told.is_some(),
            long: told.is_some_and(|days| days.count() > long),
            position: position.filter(|_| !name.is_some_and(|name| is_country(&name))),
            country: row.get("country")?,
            killed,
            injured,
            terms,
        })
    }
}

const EVENT_COLUMNS: &str =
    "events.number, events.document, events.type, events.stage, events.start, events.trigger, first_day, last_day, place_name,
    country, latitude, longitude, killed_low, killed_high, injured_low, injured_high, documents.day";

/// A document as the others see it.
pub(super) struct Account {
    pub(super) terms: Terms,
    pub(super) tellings: Vec<Telling>,
}

impl Account {
    /// That of a document that has been linked.
    pub(super) fn load(connection: &Connection, document: i64) -> rusqlite::Result<Self> {
        let terms = terms(connection, document)?;
        let mut query = connection.prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS}, lasting, terms FROM tellings JOIN events ON events.number = tellings.event
             JOIN documents ON documents.number = tellings.document WHERE tellings.document = ?1 ORDER BY events.number"
        ))?;
        let tellings = query.query_map([document], |row| {
            let terms = Terms::from_bytes(&row.get::<_, Vec<u8>>("terms")?);
            Ok(Telling { long: row.get("lasting")?, ..Telling::of_row(row, terms)? })
        })?;
        let mut tellings = tellings.collect::<Result<Vec<_>, _>>()?;
        further_tolls(connection, document, &mut tellings)?;
        Ok(Self { terms, tellings })
    }
}

/// Puts to the tellings of a document, which are in the order of their events, what other numbers it gives for them.
fn further_tolls(connection: &Connection, document: i64, tellings: &mut [Telling]) -> rusqlite::Result<()> {
    let mut query = connection.prepare_cached(
        "SELECT event, field = 'killed', low, high FROM events JOIN tolls ON tolls.event = events.number WHERE document = ?1",
    )?;
    let mut rows = query.query([document])?;
    while let Some(row) = rows.next()? {
        let event: i64 = row.get(0)?;
        let Ok(at) = tellings.binary_search_by_key(&event, |telling| telling.event) else { continue };
        let tolls = if row.get(1)? { &mut tellings[at].killed } else { &mut tellings[at].injured };
        tolls.extend(Toll::of(row.get(2)?, row.get(3)?));
    }
    Ok(())
}

/// The weighted words of a document that has been linked.
pub(super) fn terms(connection: &Connection, document: i64) -> rusqlite::Result<Terms> {
    let mut query = connection.prepare_cached("SELECT terms FROM document_words WHERE document = ?1")?;
    Ok(Terms::from_bytes(&query.query_row([document], |row| row.get::<_, Vec<u8>>(0))?))
}

/// A document's words, before they are weighed.
pub(super) struct Text {
    document: i64,
    text: String,
    words: Vec<Word>,
    title: Vec<Word>,
}

impl Text {
    pub(super) fn load(connection: &Connection, document: i64) -> rusqlite::Result<Self> {
        let mut query = connection.prepare_cached("SELECT title, text FROM documents WHERE number = ?1")?;
        let (title, text): (Option<String>, String) =
            query.query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { document, words: words(&text), title: words(title.as_deref().unwrap_or_default()), text })
    }

    /// Its words, each once.
    pub(super) fn hashes(&self) -> HashSet<u32> {
        self.words.iter().map(|word| word.hash).collect()
    }

    /// Weighs the words by how rare they are now.
    pub(super) fn account(&self, connection: &Connection) -> rusqlite::Result<Account> {
        let rarity = Rarity::of(connection)?;
        let mut counts: HashMap<u32, f32> = HashMap::new();
        self.words.iter().for_each(|word| *counts.entry(word.hash).or_default() += 1.0);
        let mut rare: HashMap<u32, f32> = HashMap::new();
        for hash in counts.keys().copied().chain(self.title.iter().map(|word| word.hash)) {
            rare.insert(hash, rarity.weight(hash)?);
        }
        let named = self.named(connection)?;
        let whole = counts.iter().map(|(hash, count)| (*hash, (1.0 + count.ln()) * rare[hash])).collect();

        let sentences = Sentences::of(self);
        let points = CodePoints::new(&self.text);
        let mut spoken = connection.prepare_cached("SELECT start FROM event_words WHERE event = ?1")?;
        let mut query = connection.prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS} FROM events JOIN documents ON documents.number = events.document
             WHERE events.document = ?1 ORDER BY events.number"
        ))?;
        let mut rows = query.query([self.document])?;
        let mut tellings = Vec::new();
        while let Some(row) = rows.next()? {
            if !is_incident(value(row, "type")?, value(row, "stage")?) {
                continue;
            }
            let mut starts: Vec<i64> =
                spoken.query_map([row.get::<_, i64>("number")?], |row| row.get(0))?.collect::<Result<_, _>>()?;
            if starts.is_empty() {
                starts.push(row.get("start")?);
            }
            let bytes = starts.into_iter().map(|start| points.to_byte(usize::try_from(start).unwrap_or(0)));
            let mut weights = sentences.weights(bytes, &self.title);
            for (hash, weight) in &mut weights {
                *weight *= rare[hash] * if named.contains(hash) { NAME } else { 1.0 };
            }
            let mut telling = Telling::of_row(row, Terms::of(weights, TELLING_TERMS))?;
            let start = points.to_byte(usize::try_from(row.get::<_, i64>("start")?).unwrap_or(0));
            let counts = !(telling.killed.is_empty() && telling.injured.is_empty());
            if let Some((sentence, begins)) = sentences.text(&self.text, start) {
                let trigger: String = row.get("trigger")?;
                telling.long |= is_lasting(sentence, &trigger, start - begins, counts);
            }
            tellings.push(telling);
        }
        further_tolls(connection, self.document, &mut tellings)?;
        Ok(Account { terms: Terms::of(whole, DOCUMENT_TERMS), tellings })
    }

    /// The words of names in the document.
    fn named(&self, connection: &Connection) -> rusqlite::Result<HashSet<u32>> {
        let mut query = connection.prepare_cached(
            "SELECT mentions.text FROM mentions JOIN document_actors ON document_actors.number = mentions.document_actor
             WHERE document_actors.document = ?1 AND mentions.form = 'name'",
        )?;
        let names = query.query_map([self.document], |row| row.get::<_, String>(0))?;
        let mut named = HashSet::new();
        for name in names {
            named.extend(words(&name?).iter().map(|word| word.hash));
        }
        Ok(named)
    }
}

/// Whether such an event is one that others can tell of too. What is only said, wished for or threatened is none.
fn is_incident(kind: EventType, stage: Stage) -> bool {
    matches!(kind, EventType::Assault | EventType::Coerce | EventType::Protest)
        && matches!(stage, Stage::Accomplished | Stage::Attempted | Stage::Denied)
}

/// The words of a text by its sentences.
struct Sentences {
    starts: Vec<usize>,
    words: Vec<Vec<u32>>,
}

impl Sentences {
    fn of(text: &Text) -> Self {
        let found = sentences(&text.text);
        let mut out = Self { starts: found.iter().map(|it| it.start).collect(), words: vec![Vec::new(); found.len()] };
        for word in &text.words {
            if let Some(at) = out.at(word.start) {
                out.words[at].push(word.hash);
            }
        }
        out
    }

    /// The sentence in which a byte lies.
    fn at(&self, byte: usize) -> Option<usize> {
        self.starts.partition_point(|&start| start <= byte).checked_sub(1)
    }

    /// The sentence in which a byte lies, and where it begins.
    fn text<'t>(&self, text: &'t str, byte: usize) -> Option<(&'t str, usize)> {
        let at = self.at(byte)?;
        let end = self.starts.get(at + 1).copied().unwrap_or(text.len());
        Some((&text[self.starts[at]..end], self.starts[at]))
    }

    /// The words that tell of what is told at `bytes`, each with its weight.
    fn weights(&self, bytes: impl Iterator<Item = usize>, title: &[Word]) -> HashMap<u32, f32> {
        let told: HashSet<usize> = bytes.filter_map(|byte| self.at(byte)).collect();
        let leading = told.iter().any(|&at| at < LEAD);
        let mut weights: HashMap<u32, f32> = HashMap::new();
        let mut add = |hash: u32, weight: f32| {
            let entry = weights.entry(hash).or_default();
            *entry = entry.max(weight);
        };
        for (at, words) in self.words.iter().enumerate() {
            let beside = told.contains(&(at + 1)) || at.checked_sub(1).is_some_and(|before| told.contains(&before));
            let weight = match () {
                () if told.contains(&at) => 1.0,
                () if leading && at < LEAD => IN_LEAD,
                () if beside => BESIDE,
                () => continue,
            };
            words.iter().for_each(|&hash| add(hash, weight));
        }
        if leading {
            title.iter().for_each(|word| add(word.hash, 1.0));
        }
        weights
    }
}

/// Days since 1970 of a day, YYYY-MM-DD.
pub(super) fn day(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    Some((day - Date::constant(1970, 1, 1)).get_days())
}

fn days(first: Option<String>, last: Option<String>) -> Option<Days> {
    let first = day(first.as_deref()?)?;
    let last = last.as_deref().and_then(day).unwrap_or(first);
    Some(Days { first, last: last.max(first) })
}

/// Writes what others will be compared with.
pub(super) fn store(change: &rusqlite::Transaction, document: i64, account: &Account) -> rusqlite::Result<()> {
    change
        .prepare_cached(
            "INSERT INTO document_words (document, among, terms) SELECT ?1, max(number), ?2 FROM documents",
        )?
        .execute(params![document, account.terms.bytes()])?;
    let mut insert = change.prepare_cached(
        "INSERT INTO tellings (event, document, incident, found, lasting, terms) VALUES (?1, ?2, ?1, ?1, ?3, ?4)",
    )?;
    for telling in &account.tellings {
        insert.execute(params![telling.event, document, telling.long, telling.terms.bytes()])?;
    }
    Ok(())
}
