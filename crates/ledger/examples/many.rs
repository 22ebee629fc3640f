//! Fills a ledger with many articles made of few, and says how fast that went and how fast it answers.
//!
//!     sayso read --json ARTICLES… > readings.jsonl
//!     cargo run --release -p sayso-ledger --example many -- readings.jsonl 100000 many.db
//!
//! Each round over the readings tells them again with other names, other numbers, some other words, and other days: letters and digits are
//! exchanged for others, so that every span stays where it is. What was one happening within a round is one in the next, and another one than
//! in the round before.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, io};

use jiff::civil::Date;
use jiff::{Span as Days, ToSpan};
use sayso_document::{CodePoints, Span};
use sayso_ledger::{ActorFilter, Filter, IncidentFilter, Ledger};
use sayso_reading::Reading;

/// Days between two rounds, and after how many days they begin again.
const APART: i64 = 37;
const YEARS: i64 = 3650;
/// Of so many plain words one is changed.
const PLAIN: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [readings, count, ledger] = arguments.as_slice() else {
        return Err("give a file of readings, how many articles to make, and a ledger to make".into());
    };
    let readings = BufReader::new(File::open(readings)?)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<Vec<Reading>, Box<dyn Error>>>()?;
    let count: usize = count.parse()?;
    let mut ledger = Ledger::create(Path::new(ledger))?;
    let mut slowest = Duration::ZERO;
    let mut since = Instant::now();
    let mut next = 1000;
    for number in 0..count {
        let mut reading = changed(&readings[number % readings.len()], number / readings.len());
        reading.document.id = number.to_string();
        let start = Instant::now();
        ledger.add(&reading)?;
        slowest = slowest.max(start.elapsed());
        if number + 1 == next || number + 1 == count {
            tell(&ledger, number + 1, since.elapsed(), slowest)?;
            (slowest, next, since) = (Duration::ZERO, next * 10, Instant::now());
        }
    }
    Ok(())
}

/// A reading told again.
fn changed(reading: &Reading, round: usize) -> Reading {
    let mut reading = reading.clone();
    let text: String = exchanged(&reading.document.text, round);
    let points = CodePoints::new(&text);
    let renew = |span: &mut Span| {
        text[points.to_byte(span.start)..points.to_byte(span.end)].clone_into(&mut span.text);
    };
    reading.document.title = reading.document.title.map(|title| exchanged(&title, round));
    reading.document.published = reading.document.published.map(|day| later(&day, round));
    for actor in &mut reading.actors {
        actor.name = exchanged(&actor.name, round);
        actor.mentions.iter_mut().for_each(|mention| renew(&mut mention.span));
        actor.relations.iter_mut().for_each(|relation| renew(&mut relation.evidence));
    }
    for statement in &mut reading.statements {
        let parts = [&mut statement.source.spans, &mut statement.cue.spans, &mut statement.content.spans];
        parts.into_iter().flatten().for_each(renew);
        statement.via.iter_mut().for_each(|carrier| renew(&mut carrier.span));
    }
    for event in &mut reading.events {
        renew(&mut event.trigger);
        event.mentions.iter_mut().for_each(renew);
        event.roles.iter_mut().for_each(|role| renew(&mut role.span));
        if let Some(place) = &mut event.place {
            renew(&mut place.span);
            place.name = exchanged(&place.name, round);
        }
        if let Some(time) = &mut event.time {
            renew(&mut time.span);
            time.start = time.start.take().map(|day| later(&day, round));
            time.end = time.end.take().map(|day| later(&day, round));
        }
        let further = event.further_killed.iter_mut().chain(&mut event.further_injured);
        for count in [&mut event.killed, &mut event.injured].into_iter().flatten().chain(further) {
            renew(&mut count.span);
            // Numbers in digits are changed as the digits are.
            let number = count.span.text.parse().ok().filter(|_| count.low == count.high);
            (count.low, count.high) = number.map_or((count.low, count.high), |number| (Some(number), Some(number)));
        }
    }
    reading.document.text = text;
    reading
}

/// A text with the letters of names, of some other words and all digits but a number's first exchanged for others; as many characters.
fn exchanged(text: &str, round: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut plain = 0;
    for word in text.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let name = word.starts_with(char::is_uppercase) && word.chars().filter(char::is_ascii_lowercase).count() > 3;
        plain += 1;
        let change = name || (plain + round).is_multiple_of(PLAIN);
        for (at, letter) in word.chars().enumerate() {
            out.push(if change || letter.is_ascii_digit() && at > 0 { other(letter, round) } else { letter });
        }
    }
    out
}

/// Another letter of its sort: vowel for vowel, consonant for consonant, digit for digit.
fn other(letter: char, round: usize) -> char {
    for sort in ["aeiou", "bcdfghjklmnpqrstvwxyz", "AEIOU", "BCDFGHJKLMNPQRSTVWXYZ", "0123456789"] {
        if let Some(at) = sort.find(letter) {
            return sort.chars().nth((at + round) % sort.len()).unwrap_or(letter);
        }
    }
    letter
}

fn later(day: &str, round: usize) -> String {
    let days: Days = (i64::try_from(round).unwrap_or(0) * APART % YEARS).days();
    let date = day.get(..10).and_then(|day| day.parse::<Date>().ok()).and_then(|date| date.checked_add(days).ok());
    date.map_or_else(|| day.to_owned(), |date| date.to_string())
}

/// One line on the ledger as it is.
fn tell(ledger: &Ledger, count: usize, took: Duration, slowest: Duration) -> Result<(), Box<dyn Error>> {
    let timed = |ask: &dyn Fn() -> Result<(), sayso_ledger::LedgerError>| -> Result<u128, sayso_ledger::LedgerError> {
        let start = Instant::now();
        ask()?;
        Ok(start.elapsed().as_millis())
    };
    let filter = IncidentFilter { limit: Some(20), ..IncidentFilter::default() };
    let latest = IncidentFilter { latest: true, ..filter.clone() };
    let there =
        IncidentFilter { country: Some("SY".to_owned()), since: Some("2018-01-01".to_owned()), ..filter.clone() };
    let actors = ActorFilter { sources: true, limit: Some(20), ..ActorFilter::default() };
    let statements = Filter { limit: Some(100), ..Filter::default() };
    let queries: [(&str, u128); 6] = [
        ("incidents", timed(&|| ledger.incidents(&filter, |_| true))?),
        ("latest", timed(&|| ledger.incidents(&latest, |_| true))?),
        ("there", timed(&|| ledger.incidents(&there, |_| true))?),
        ("sources", timed(&|| ledger.actors(&actors, |_| true))?),
        ("statements", timed(&|| ledger.statements(&statements, |_| true))?),
        ("search", timed(&|| ledger.search("missile AND children", Some(20)).map(drop))?),
    ];
    let told: Vec<String> = queries.iter().map(|(name, took)| format!("{name} {took} ms")).collect();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{count} articles · {:.0} s since the line before · slowest {} ms · {} · memory {} MB",
        took.as_secs_f64(),
        slowest.as_millis(),
        told.join(" · "),
        memory().unwrap_or(0)
    )?;
    Ok(())
}

/// The most memory that the program has held, in MB, where the system tells it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
