//! Readings and corpora built for the tests.

use std::fs;
use std::ops::Range;
use std::path::Path;

use sayso_evaluation::brat::{GoldDocument, GoldStatement};
use sayso_reading::{CodePoints, Document, Manner, Part, Reading, SCHEMA, Source, Span, Stance, Statement};

/// A document with its annotation and its reading.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) text: String,
    pub(crate) gold: Vec<GoldStatement>,
    /// The statements found, or `None` where the document could not be read.
    pub(crate) found: Option<Vec<GoldStatement>>,
}

impl Sample {
    pub(crate) fn document(&self) -> GoldDocument {
        let document = Document { id: "d".to_owned(), text: self.text.clone(), ..Document::default() };
        GoldDocument { document, statements: self.gold.clone() }
    }

    pub(crate) fn reading(&self) -> Option<Reading> {
        self.found.as_ref().map(|found| reading(&self.text, found))
    }
}

/// The reading of `text` that holds these statements.
pub(crate) fn reading(text: &str, statements: &[GoldStatement]) -> Reading {
    let points = CodePoints::new(text);
    let spans = |offsets: &[Range<usize>]| -> Vec<Span> {
        let span = |range: &Range<usize>| points.span(points.to_byte(range.start)..points.to_byte(range.end));
        offsets.iter().filter_map(span).collect()
    };
    let statement = |(number, statement): (usize, &GoldStatement)| Statement {
        id: format!("s{number}"),
        source: Source { spans: spans(&statement.source), actor: None, kind: None },
        cue: Part { spans: spans(&statement.cue) },
        content: Part { spans: spans(&statement.content) },
        manner: Manner::Indirect,
        stance: Stance::Other,
        certainty: None,
        within: None,
        via: vec![],
    };
    Reading {
        schema: SCHEMA.to_owned(),
        document: Document { text: text.to_owned(), ..Document::default() },
        actors: vec![],
        statements: statements.iter().enumerate().map(statement).collect(),
        events: vec![],
    }
}

/// The offsets of the words, each of which occurs once in the text.
pub(crate) fn offsets(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    let points = CodePoints::new(text);
    let range = |words: &&str| {
        let (start, _) = text.match_indices(*words).next().unwrap_or_else(|| panic!("{words:?} is not in the text"));
        assert_eq!(text.matches(*words).count(), 1, "{words:?} occurs more than once");
        points.at_byte(start)..points.at_byte(start + words.len())
    };
    words.iter().map(range).collect()
}

/// Writes the samples as a corpus, with the readings as `NAME.json` in the folder `readings`.
pub(crate) fn write(directory: &Path, samples: &[Sample]) {
    for folder in ["text", "attributions", "readings"] {
        fs::create_dir_all(directory.join(folder)).unwrap();
    }
    for (number, sample) in samples.iter().enumerate() {
        fs::write(directory.join(format!("text/d{number}.txt")), &sample.text).unwrap();
        fs::write(directory.join(format!("attributions/d{number}.ann")), brat(&sample.gold)).unwrap();
        if let Some(reading) = sample.reading() {
            let json = serde_json::to_vec(&reading).unwrap();
            fs::write(directory.join(format!("readings/d{number}.json")), json).unwrap();
        }
    }
}

/// The statements in brat standoff.
fn brat(statements: &[GoldStatement]) -> String {
    let mut lines = String::new();
    for (number, statement) in statements.iter().enumerate() {
        let mut event = format!("E{number}\tAttribution:T{number}a");
        for (role, stretches) in
            [("Source", &statement.source), ("Cue", &statement.cue), ("Content", &statement.content)]
        {
            if stretches.is_empty() {
                continue;
            }
            let offsets: Vec<_> = stretches.iter().map(|range| format!("{} {}", range.start, range.end)).collect();
            lines += &format!("T{number}{role}\t{role} {}\t…\n", offsets.join(";"));
            event += &format!(" {role}:T{number}{role}");
        }
        lines += &format!("{event}\n");
    }
    lines
}
