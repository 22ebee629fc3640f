//! `sayso evaluate`: how well sayso reads, on articles that somebody has annotated.

use std::num::NonZeroUsize;
use std::ops::AddAssign;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use sayso_evaluation::attribution;
use sayso_evaluation::brat::{Corpus, Entry};
use sayso_evaluation::incident;
use sayso_evaluation::muc::{self, Message};
use sayso_reading::Reader;
use serde::Serialize;

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

        #[command(flatten)]
        common: Common,
    },

    /// Measure how well armed incidents are found: their type, who did it, to whom or what, with what
    ///
    /// The gold is a file of MUC-4 templates, one JSON object a line: docid, doctext, templates, each of them with its
    /// incident_type and the slots PerpInd, PerpOrg, Target, Victim and Weapon, lists of entities, each a list of
    /// [mention, offset]. Prints precision, recall and F1 of the type and of each slot, in percent.
    Incidents {
        /// The templates
        #[arg(value_name = "FILE")]
        gold: PathBuf,

        /// The messages as the conference gave them out, files or folders, to be read instead of `doctext`; for several
        /// give the option several times
        #[arg(long, value_name = "PATH")]
        texts: Vec<PathBuf>,

        /// The conference's key files, files or folders, against which the confidence in perpetrators is measured too
        #[arg(long, value_name = "PATH")]
        keys: Vec<PathBuf>,

        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Args)]
struct Common {
    /// Print the measures as JSON
    #[arg(long)]
    json: bool,

    /// How many documents to read at once [default: one for each processor core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    match arguments.measure {
        Measure::Attribution { corpus, common } => {
            let corpus = Corpus::open(&corpus).map_err(|error| Failure::Other(error.into()))?;
            let (scorer, status) = score_all(corpus.entries().to_vec(), &common, messages, attribution)?;
            print(&attribution::Scorer::scores(&scorer), &common, status)
        }
        Measure::Incidents { gold, texts, keys, common } => {
            let gold = muc::read(&gold, &texts, &keys).map_err(|error| Failure::Other(error.into()))?;
            let (scorer, status) = score_all(gold, &common, messages, incidents)?;
            print(&incident::Scorer::scores(&scorer), &common, status)
        }
    }
}

/// Reads and scores all documents; those that cannot be scored are told of and left out.
fn score_all<Item: Send + 'static, Scorer: AddAssign + Default + Send + 'static>(
    documents: Vec<Item>,
    common: &Common,
    messages: &Messages,
    score: fn(Item, &Reader) -> Result<Scorer, BoxError>,
) -> Result<(Scorer, Status), Failure> {
    let reader = Reader::new().map_err(|error| Failure::Other(error.into()))?;
    let mut progress = Progress::new(messages, documents.len());
    // What is in work weighs little beside the model: the number of workers bounds what is loaded.
    let bounds = Bounds::of_workers(common.jobs, usize::MAX);
    let scored = batch::in_order(documents.into_iter(), |_| 0, move |document| score(document, &reader), bounds);
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
    Ok((scorer, status))
}

fn print<Scores: Serialize + ToString>(scores: &Scores, common: &Common, status: Status) -> Result<Status, Failure> {
    let text = if common.json {
        serde_json::to_string(scores).map_err(|error| Failure::Other(error.into()))?
    } else {
        scores.to_string()
    };
    output::write(&(text + "\n")).map_err(Failure::from_stdout)?;
    Ok(status)
}

fn attribution(entry: Entry, reader: &Reader) -> Result<attribution::Scorer, BoxError> {
    let gold = entry.load()?;
    let mut scorer = attribution::Scorer::default();
    scorer.add(&gold, &reader.read(gold.document.clone()))?;
    Ok(scorer)
}

fn incidents(message: Message, reader: &Reader) -> Result<incident::Scorer, BoxError> {
    let mut scorer = incident::Scorer::default();
    scorer.add(&message, &reader.read(message.document.clone()));
    Ok(scorer)
}
