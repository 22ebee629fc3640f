//! How well stance and certainty are read: sentences labelled beforehand (`stance/README.md`), and the measures on them.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]
#![allow(clippy::print_stdout, reason = "the measures are there to be read")]

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use sayso_reading::{Certainty, Document, Reader, Span, Stance, Statement};
use serde::de::DeserializeOwned;

/// The end-to-end macro-F1 below which the test fails. Set a little under the last figure measured; 0.0 demands nothing.
const LEAST_MACRO_F1: f64 = 0.75;

const GOLD: &str = include_str!("stance/gold.tsv");

const STANCES: [Stance; 11] = [
    Stance::Asserts,
    Stance::Denies,
    Stance::ClaimsResponsibility,
    Stance::Accuses,
    Stance::Threatens,
    Stance::Promises,
    Stance::Demands,
    Stance::Doubts,
    Stance::Hopes,
    Stance::Asks,
    Stance::Other,
];

/// A labelled sentence. Ranges count code points of `text`, ends exclusive.
struct Labelled {
    stance: Stance,
    certainty: CertaintyLabel,
    text: String,
    source: Vec<Range<usize>>,
    cue: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum CertaintyLabel {
    /// `None` where the source commits itself to nothing.
    Is(Option<Certainty>),
    /// Careful readers may differ; not counted.
    NotJudged,
}

/// What was read of a labelled sentence, if the statement was found.
type Found = Option<(Stance, Option<Certainty>)>;

/// How often a stance was right among the times it was given, and among the times it was due.
#[derive(Clone, Copy)]
struct Score {
    gold: usize,
    read: usize,
    right: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    fn f1(self) -> f64 {
        share(2 * self.right, self.read + self.gold)
    }
}

#[test]
fn the_gold_is_well_formed() {
    let gold = gold();
    assert!(gold.len() >= 300, "{} sentences", gold.len());
    for stance in STANCES {
        let rows = gold.iter().filter(|row| row.stance == stance).count();
        assert!(rows >= 20, "{stance:?}: {rows} sentences");
    }
    let mut seen = HashSet::new();
    for row in &gold {
        let text = &row.text;
        assert!(seen.insert(text.to_lowercase()), "twice: {text}");
        assert!(!row.cue.is_empty() && !row.content.is_empty(), "no cue or no content: {text}");
        let words = text.split_whitespace().count();
        assert!((8..=45).contains(&words), "{words} words: {text}");
        let points: Vec<char> = text.chars().collect();
        for range in row.source.iter().chain(&row.cue).chain(&row.content) {
            let marked = &points[range.clone()];
            assert!(
                !marked.is_empty() && !marked[0].is_whitespace() && !marked[marked.len() - 1].is_whitespace(),
                "{text}"
            );
            let letter_before = range.start > 0 && points[range.start - 1].is_alphanumeric();
            let letter_after = points.get(range.end).is_some_and(|point| point.is_alphanumeric());
            assert!(!letter_before && !letter_after, "a mark breaks a word: {text}");
        }
    }
}

#[test]
fn stances_are_read() {
    let gold = gold();
    let reader = Reader::new().unwrap();
    let all: Vec<(&Labelled, Found)> = gold.iter().map(|row| (row, find(&reader, row))).collect();
    let found: Vec<(&Labelled, Found)> = all.iter().filter(|(_, found)| found.is_some()).copied().collect();

    println!("end to end: a statement that was not found counts as missed");
    let end_to_end = print_table(&all);
    println!("found statements only");
    print_table(&found);
    println!("not found: {} of {}\n", all.len() - found.len(), all.len());
    print_confusion(&all);
    print_certainty(&all);

    assert!(end_to_end >= LEAST_MACRO_F1, "macro-F1 {end_to_end:.3} is below {LEAST_MACRO_F1}");
}

fn gold() -> Vec<Labelled> {
    GOLD.lines().skip(1).map(labelled).collect()
}

fn labelled(line: &str) -> Labelled {
    let fields: Vec<&str> = line.split('\t').collect();
    let [stance, certainty, marked] = fields[..] else { panic!("not three fields: {line}") };
    let stance = named(stance).unwrap_or_else(|| panic!("no such stance: {line}"));
    let certainty = match certainty {
        "?" => CertaintyLabel::NotJudged,
        "-" => CertaintyLabel::Is(None),
        name => CertaintyLabel::Is(Some(named(name).unwrap_or_else(|| panic!("no such certainty: {line}")))),
    };
    let mut row =
        Labelled { stance, certainty, text: String::new(), source: Vec::new(), cue: Vec::new(), content: Vec::new() };
    let mut rest = marked;
    while let Some((plain, opened)) = rest.split_once('{') {
        let (inside, after) = opened.split_once('}').unwrap_or_else(|| panic!("a mark is left open: {line}"));
        let (letter, words) = inside.split_once(' ').unwrap_or_else(|| panic!("a mark without words: {line}"));
        assert!(!plain.contains('}') && !words.contains('{'), "marks do not balance: {line}");
        row.text.push_str(plain);
        let start = row.text.chars().count();
        row.text.push_str(words);
        let range = start..row.text.chars().count();
        match letter {
            "s" => row.source.push(range),
            "c" => row.cue.push(range),
            "x" => row.content.push(range),
            _ => panic!("no such mark: {line}"),
        }
        rest = after;
    }
    assert!(!rest.contains('}'), "marks do not balance: {line}");
    row.text.push_str(rest);
    row
}

/// The value that has this name in the contract.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}

/// The statement of the same cue; of several, the one that shares most of the content.
fn find(reader: &Reader, row: &Labelled) -> Found {
    let reading = reader.read(Document::of_text(&row.text));
    let content_shared = |statement: &&Statement| shared(&row.content, &statement.content.spans);
    let same_cue = reading.statements.iter().filter(|statement| shared(&row.cue, &statement.cue.spans) > 0);
    same_cue.max_by_key(content_shared).map(|statement| (statement.stance, statement.certainty))
}

fn shared(ranges: &[Range<usize>], spans: &[Span]) -> usize {
    let of_one = |range: &Range<usize>| -> usize {
        spans.iter().map(|span| range.end.min(span.end).saturating_sub(range.start.max(span.start))).sum()
    };
    ranges.iter().map(of_one).sum()
}

/// Prints the scores of every stance, and returns macro-F1 over the stances of the gold.
fn print_table(read: &[(&Labelled, Found)]) -> f64 {
    println!("{:<24}{:>6}{:>11}{:>8}{:>7}", "", "gold", "precision", "recall", "F1");
    let mut f1 = Vec::new();
    let mut all = 0;
    let mut right = 0;
    for stance in STANCES {
        let mut score = Score { gold: 0, read: 0, right: 0 };
        for (row, found) in read {
            let due = row.stance == stance;
            let given = found.is_some_and(|(given, _)| given == stance);
            score.gold += usize::from(due);
            score.read += usize::from(given);
            score.right += usize::from(due && given);
        }
        let name = format!("{stance:?}");
        println!("{name:<24}{:>6}{:>11.3}{:>8.3}{:>7.3}", score.gold, score.precision(), score.recall(), score.f1());
        all += score.gold;
        right += score.right;
        if score.gold > 0 {
            f1.push(score.f1());
        }
    }
    let macro_f1 = f1.iter().sum::<f64>() / f1.len().max(1) as f64;
    println!("macro-F1 {macro_f1:.3}, right {:.3} ({right} of {all})\n", share(right, all));
    macro_f1
}

/// Prints which stances were taken for which: a row for each of the gold.
fn print_confusion(read: &[(&Labelled, Found)]) {
    println!("gold stance: what was read instead");
    for stance in STANCES {
        let mut instead: BTreeMap<String, usize> = BTreeMap::new();
        for (row, found) in read.iter().filter(|(row, _)| row.stance == stance) {
            match found {
                Some((given, _)) if *given == row.stance => {}
                Some((given, _)) => *instead.entry(format!("{given:?}")).or_default() += 1,
                None => *instead.entry("not found".to_owned()).or_default() += 1,
            }
        }
        let counts: Vec<String> = instead.iter().map(|(name, count)| format!("{name} {count}")).collect();
        println!("{:<24}{}", format!("{stance:?}"), counts.join(", "));
    }
    println!();
}

fn print_certainty(read: &[(&Labelled, Found)]) {
    let mut by_label: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (row, found) in read {
        if let CertaintyLabel::Is(label) = row.certainty {
            let counts = by_label.entry(label.map_or("none".to_owned(), |label| format!("{label:?}"))).or_default();
            counts[0] += 1;
            counts[1] += usize::from(found.is_some());
            counts[2] += usize::from(found.is_some_and(|(_, given)| given == label));
        }
    }
    println!("{:<24}{:>6}{:>7}{:>7}", "certainty", "gold", "found", "right");
    let mut sum = [0; 3];
    for (name, counts) in &by_label {
        println!("{name:<24}{:>6}{:>7}{:>7}", counts[0], counts[1], counts[2]);
        sum = std::array::from_fn(|place| sum[place] + counts[place]);
    }
    let [all, found, right] = sum;
    println!("accuracy {:.3} end to end, {:.3} of those found", share(right, all), share(right, found));
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
