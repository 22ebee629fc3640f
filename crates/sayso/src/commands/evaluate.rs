//! `sayso evaluate`: how well sayso reads, on articles that somebody has annotated.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use sayso_evaluation::attribution::Scorer;
use sayso_evaluation::brat::{Corpus, Entry};
use sayso_reading::Reader;

use super::BoxError;
use crate::batch::{self, Bounds};
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{Messages, Progress};

/// Measure how well sayso reads, on articles that you have annotated
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Debug, Subcommand)]
enum Measure {
    /// Measure how well statements are found: their sources, cues and contents
    ///
    /// The corpus is a folder in the form of PolNeAR: the articles as text/NAME.txt, and for each of them its
    /// annotations as attributions/NAME.ann in the standoff format of brat. Prints precision, recall and F1 of
    /// whole statements, of exact spans and of tokens, in percent.
    Attribution {
        /// The folder
        #[arg(value_name = "DIR")]
        corpus: PathBuf,

        /// Print the measures as JSON
        #[arg(long)]
        json: bool,

        /// How many documents to read at once [default: one for each processor core]
        #[arg(long, value_name = "N")]
        jobs: Option<NonZeroUsize>,
    },
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    let Measure::Attribution { corpus, json, jobs } = arguments.measure;
    let corpus = Corpus::open(&corpus).map_err(|error| Failure::Other(error.into()))?;
    let reader = Reader::new().map_err(|error| Failure::Other(error.into()))?;

    let entries = corpus.entries().to_vec();
    let mut progress = Progress::new(messages, entries.len());
    // What is in work are names of files, which weigh nothing: the number of workers bounds what is loaded.
    let bounds = Bounds::of_workers(jobs, usize::MAX);
    let scored = batch::in_order(entries.into_iter(), |_| 0, move |entry| score(&entry, &reader), bounds);

    let mut scorer = Scorer::default();
    let mut status = Status::Complete;
    for (number, part) in scored.enumerate() {
        match part {
            Ok(part) => scorer += part,
            Err(error) => {
                status = Status::Incomplete;
                messages.error(format!("{error} (this document is not in the figures)"));
            }
        }
        progress.advance(number);
    }
    drop(progress);

    let scores = scorer.scores();
    let text = if json {
        serde_json::to_string(&scores).map_err(|error| Failure::Other(error.into()))?
    } else {
        scores.to_string()
    };
    output::write(&(text + "\n")).map_err(Failure::from_stdout)?;
    Ok(status)
}

/// Scores one document.
fn score(entry: &Entry, reader: &Reader) -> Result<Scorer, BoxError> {
    let gold = entry.load()?;
    let mut scorer = Scorer::default();
    scorer.add(&gold, &reader.read(gold.document.clone()))?;
    Ok(scorer)
}
