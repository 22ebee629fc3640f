//! Measures readings of constructed articles against their gold: who said it, inside whose statement, through whose hands.
//!
//! `articles/NAME.txt` is an article, `articles/NAME.json` what a careful reader marks in it. All words in the gold stand in
//! the article; where they stand is found from `at`, a snippet that occurs once and holds the cue. To see the measures and every
//! wrong chain: `cargo test -p sayso-reading --test articles -- --nocapture`.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sayso_reading::{Carrier, CarrierKind, CodePoints, Document, Reader, Reading, Span, Statement};
use serde::Deserialize;

/// How many articles there are at least.
const ARTICLES: usize = 44;

/// The least share, in all articles together, of what is right. Raise them when the reading gets better.
const FOUND: f64 = 0.86;
const SOURCE_RIGHT: f64 = 0.83;
const ACTOR_RIGHT_OF_GIVEN: f64 = 0.83;
const ACTOR_RIGHT_OF_ALL: f64 = 0.77;
const WITHIN_RIGHT: f64 = 0.88;
const VIA_RIGHT: f64 = 0.80;
const CHAIN_RIGHT_OF_CARRIED: f64 = 0.60;
const CHAIN_RIGHT_OF_ALL: f64 = 0.80;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    outlet: Option<String>,
    statements: Vec<GoldStatement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldStatement {
    source: Option<String>,
    cue: String,
    at: String,
    content: String,
    actor: Option<String>,
    within: Option<usize>,
    via: Vec<GoldCarrier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldCarrier {
    words: String,
    kind: CarrierKind,
}

struct Article {
    name: String,
    text: String,
    gold: Gold,
}

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths.iter().map(|path| article(path)).collect()
}

fn article(gold: &Path) -> Article {
    let name = gold.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = std::fs::read_to_string(gold.with_extension("txt")).unwrap_or_else(|error| panic!("{name}: {error}"));
    let gold =
        serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
    Article { name, text, gold }
}

/// Where the words stand in the text as whole words, in bytes.
fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let in_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(start, found)| start..start + found.len())
        .filter(|range| !in_word(text[..range.start].chars().next_back()) && !in_word(text[range.end..].chars().next()))
        .collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}

/// A gold statement with the places of its words, in code points as in a reading.
struct Located<'gold> {
    gold: &'gold GoldStatement,
    cue: Range<usize>,
    source: Option<Range<usize>>,
    content: Range<usize>,
    /// For each carrier, every place where it may be marked.
    via: Vec<Vec<Range<usize>>>,
}

fn located(article: &Article) -> Vec<Located<'_>> {
    let text = article.text.as_str();
    let points = CodePoints::new(text);
    let in_points = |range: &Range<usize>| points.at_byte(range.start)..points.at_byte(range.end);
    let mut all: Vec<Located<'_>> = Vec::new();
    for gold in &article.gold.statements {
        let start = text.find(&gold.at).unwrap();
        let at = start..start + gold.at.len();
        let in_at = occurrences(&gold.at, &gold.cue)[0].clone();
        let cue = start + in_at.start..start + in_at.end;
        // The source is more often named again than the content, so `at` says first which of the places is meant.
        let nearest = |words: &str| {
            let places = occurrences(text, words);
            in_points(places.iter().min_by_key(|place| (overlap(place, &at) == 0, distance(place, &cue))).unwrap())
        };
        let via = gold.via.iter().map(|carrier| occurrences(text, &carrier.words).iter().map(in_points).collect());
        all.push(Located {
            gold,
            cue: in_points(&cue),
            source: gold.source.as_deref().map(nearest),
            content: nearest(&gold.content),
            via: via.collect(),
        });
    }
    // A pronoun stands in many places: where the holder's source is meant, only that one counts.
    for index in 0..all.len() {
        let mut holder = all[index].gold.within;
        while let Some(at) = holder {
            if let Some(source) = all[at].source.clone() {
                for places in &mut all[index].via {
                    if places.iter().any(|place| overlap(place, &source) > 0) {
                        places.retain(|place| overlap(place, &source) > 0);
                    }
                }
            }
            holder = all[at].gold.within.filter(|next| *next != at);
        }
    }
    all
}

fn touches(spans: &[Span], place: &Range<usize>) -> bool {
    spans.iter().any(|span| overlap(&(span.start..span.end), place) > 0)
}

/// The predicted statement that stands for a gold one.
fn matched<'reading>(reading: &'reading Reading, gold: &Located<'_>) -> Option<&'reading Statement> {
    reading.statements.iter().filter(|statement| touches(&statement.cue.spans, &gold.cue)).max_by_key(|statement| {
        let ranges = || statement.content.spans.iter().map(|span| span.start..span.end);
        let shared: usize = ranges().map(|range| overlap(&range, &gold.content)).sum();
        (shared, ranges().map(|range| range.len()).sum::<usize>())
    })
}

/// Without what may differ between two spellings of one name.
fn plain_name(name: &str) -> String {
    let name = name.trim().to_lowercase().replace(['’', '‘', '`', 'ʼ'], "'");
    let determiners = ["the ", "an ", "a ", "its ", "his ", "her ", "their "];
    determiners.iter().find_map(|determiner| name.strip_prefix(determiner)).unwrap_or(&name).to_owned()
}

fn is_called(reading: &Reading, actor: &str, name: &str) -> bool {
    let name = plain_name(name);
    reading.actors.iter().filter(|candidate| candidate.id == actor).any(|candidate| {
        plain_name(&candidate.name) == name
            || candidate.mentions.iter().any(|mention| plain_name(&mention.span.text) == name)
    })
}

fn source_right(statement: &Statement, gold: &Located<'_>) -> bool {
    match &gold.source {
        Some(place) => touches(&statement.source.spans, place),
        None => statement.source.spans.is_empty(),
    }
}

fn within_right(reading: &Reading, statement: &Statement, gold: &Located<'_>, all: &[Located<'_>]) -> bool {
    let holder = statement.within.as_ref().map(|id| reading.statements.iter().find(|other| &other.id == id).unwrap());
    match (holder, gold.gold.within) {
        (None, None) => true,
        (Some(holder), Some(index)) => touches(&holder.cue.spans, &all[index].cue),
        _ => false,
    }
}

fn via_right(statement: &Statement, gold: &Located<'_>) -> bool {
    let right = |(carrier, (wanted, places)): (&Carrier, (&GoldCarrier, &Vec<Range<usize>>))| {
        carrier.kind == wanted.kind && places.iter().any(|place| touches(std::slice::from_ref(&carrier.span), place))
    };
    statement.via.len() == gold.via.len() && statement.via.iter().zip(gold.gold.via.iter().zip(&gold.via)).all(right)
}

/// What was counted in one article, or in all.
#[derive(Clone, Copy, Default)]
struct Tally {
    statements: usize,
    found: usize,
    source_right: usize,
    actor_right: usize,
    actor_given: usize,
    actor_expected: usize,
    within_right: usize,
    via_right: usize,
    /// Statements that lie within another or have carriers.
    carried: usize,
    carried_right: usize,
    chain_right: usize,
    spurious: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.statements += other.statements;
        self.found += other.found;
        self.source_right += other.source_right;
        self.actor_right += other.actor_right;
        self.actor_given += other.actor_given;
        self.actor_expected += other.actor_expected;
        self.within_right += other.within_right;
        self.via_right += other.via_right;
        self.carried += other.carried;
        self.carried_right += other.carried_right;
        self.chain_right += other.chain_right;
        self.spurious += other.spurious;
    }

    fn line(&self, name: &str) -> String {
        let Self { statements, found, source_right, actor_right, actor_given, actor_expected, .. } = self;
        let Self { within_right, via_right, carried, carried_right, chain_right, spurious, .. } = self;
        format!(
            "{name:32} found {found}/{statements}  source {source_right}/{statements}  \
             actor {actor_right}/{actor_given}/{actor_expected}  within {within_right}/{statements}  \
             via {via_right}/{statements}  chain {carried_right}/{carried} carried, {chain_right}/{statements} all  \
             spurious {spurious}"
        )
    }
}

fn chain_in_words(within: Option<&str>, via: &[String]) -> String {
    format!("within {}, via [{}]", within.map_or("none".to_owned(), |cue| format!("“{cue}”")), via.join(", "))
}

fn expected(gold: &GoldStatement, all: &[Located<'_>]) -> String {
    let via: Vec<String> = gold.via.iter().map(|carrier| format!("{:?} {}", carrier.kind, carrier.words)).collect();
    chain_in_words(gold.within.map(|index| all[index].gold.cue.as_str()), &via)
}

fn predicted(reading: &Reading, statement: &Statement) -> String {
    let holder = reading.statements.iter().find(|other| Some(&other.id) == statement.within.as_ref());
    let via: Vec<String> =
        statement.via.iter().map(|carrier| format!("{:?} {}", carrier.kind, carrier.span.text)).collect();
    chain_in_words(holder.map(|holder| holder.cue.spans[0].text.as_str()), &via)
}

/// Counts what is right in one article, and writes down each chain that is not and each statement that should not be.
fn measured(article: &Article, reading: &Reading, wrong: &mut String) -> Tally {
    let all = located(article);
    let in_gold = |statement: &&Statement| all.iter().any(|gold| touches(&statement.cue.spans, &gold.cue));
    let spurious: Vec<&Statement> = reading.statements.iter().filter(|statement| !in_gold(statement)).collect();
    for statement in &spurious {
        let words = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ");
        let [source, cue, content] =
            [&statement.source.spans, &statement.cue.spans, &statement.content.spans].map(|spans| words(spans));
        writeln!(wrong, "{}: not in the gold: [{source}] [{cue}] [{content}]", article.name).unwrap();
    }
    let mut tally = Tally { statements: all.len(), spurious: spurious.len(), ..Tally::default() };
    for located in &all {
        let gold = located.gold;
        let carried = gold.within.is_some() || !gold.via.is_empty();
        tally.carried += usize::from(carried);
        tally.actor_expected += usize::from(gold.actor.is_some());
        let statement = matched(reading, located);
        let mut chain_right = false;
        if let Some(statement) = statement {
            tally.found += 1;
            tally.source_right += usize::from(source_right(statement, located));
            if let (Some(name), Some(actor)) = (&gold.actor, &statement.source.actor) {
                tally.actor_given += 1;
                tally.actor_right += usize::from(is_called(reading, actor, name));
            }
            let within = within_right(reading, statement, located, &all);
            let via = via_right(statement, located);
            tally.within_right += usize::from(within);
            tally.via_right += usize::from(via);
            chain_right = within && via;
            tally.chain_right += usize::from(chain_right);
            tally.carried_right += usize::from(chain_right && carried);
        }
        if !chain_right {
            let found = statement.map_or("no statement".to_owned(), |statement| predicted(reading, statement));
            let expected = expected(gold, &all);
            writeln!(wrong, "{}: … {} …\n    expected {expected}\n    found    {found}", article.name, gold.at)
                .unwrap();
        }
    }
    tally
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred statements")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[test]
fn gold_stands_in_its_text() {
    let mut mistakes = String::new();
    for Article { name, text, gold } in &articles() {
        let mut last = 0;
        for (index, statement) in gold.statements.iter().enumerate() {
            let mut check = |holds: bool, what: &str| {
                if !holds {
                    writeln!(mistakes, "{name}, statement {index} ({}): {what}", statement.at).unwrap();
                }
            };
            check(text.matches(&statement.at).count() == 1, "`at` does not occur exactly once");
            check(occurrences(&statement.at, &statement.cue).len() == 1, "`at` does not hold the cue exactly once");
            let stands = |words: &str| !words.is_empty() && !occurrences(text, words).is_empty();
            check(statement.source.as_deref().is_none_or(stands), "the source is not in the text");
            check(stands(&statement.content), "the content is not in the text");
            check(statement.via.iter().all(|carrier| stands(&carrier.words)), "a carrier is not in the text");
            check(statement.actor.as_deref().is_none_or(stands), "the actor's name is not in the text");
            check(statement.source.is_some() || statement.actor.is_none(), "an actor without a source");
            let holder = statement.within.map(|holder| gold.statements.get(holder).filter(|_| holder != index));
            check(!matches!(holder, Some(None)), "`within` is no other statement");
            if let Some(Some(holder)) = holder {
                let same = statement.actor.is_some() && statement.actor == holder.actor;
                check(same || holder.source.is_none() || !statement.via.is_empty(), "its holder does not carry it");
            }
            let place = text.find(&statement.at).unwrap_or(last)
                + occurrences(&statement.at, &statement.cue).first().map_or(0, |cue| cue.start);
            check(place >= last, "not in the order of the text");
            last = place;
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
}

#[test]
fn there_are_enough_articles() {
    assert!(articles().len() >= ARTICLES, "{}", articles().len());
}

#[test]
fn readings_are_as_good_as_they_were() {
    let reader = Reader::new().unwrap();
    let mut total = Tally::default();
    let mut wrong = String::new();
    for article in &articles() {
        let mut document = Document::of_text(article.text.as_str());
        document.outlet.clone_from(&article.gold.outlet);
        let tally = measured(article, &reader.read(document), &mut wrong);
        println!("{}", tally.line(&article.name));
        total.add(tally);
    }
    println!("{}\n\nwrong chains:\n{wrong}", total.line("all"));
    for (what, part, whole, floor) in [
        ("found", total.found, total.statements, FOUND),
        ("source right", total.source_right, total.statements, SOURCE_RIGHT),
        ("actor right of those given", total.actor_right, total.actor_given, ACTOR_RIGHT_OF_GIVEN),
        ("actor right of all", total.actor_right, total.actor_expected, ACTOR_RIGHT_OF_ALL),
        ("within right", total.within_right, total.statements, WITHIN_RIGHT),
        ("via right", total.via_right, total.statements, VIA_RIGHT),
        ("chain right of those carried", total.carried_right, total.carried, CHAIN_RIGHT_OF_CARRIED),
        ("chain right of all", total.chain_right, total.statements, CHAIN_RIGHT_OF_ALL),
    ] {
        assert!(share(part, whole) >= floor, "{what}: {part} of {whole} is below {floor}");
    }
}
