//! `sayso add`: reads articles into a ledger.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::time::Instant;

use clap::Parser;
use sayso_ledger::{Added, Ledger, LedgerError};
use sayso_reading::{Reader, Reading};

use super::BoxError;
use super::ledger::{LedgerFile, failed};
use super::own_tables::OwnTables;
use crate::articles::{self, Article};
use crate::batch::{self, Bounds};
use crate::failure::{Failure, Status};
use crate::terminal::{Messages, Progress, counted, elapsed};
use crate::{input, output};

/// Read articles into a ledger: one SQLite file that keeps who says what
///
/// Takes what `sayso read` takes. Each document is on the disk before the next one is reported, so that the command may be
/// stopped at any time; repeat it to go on, what the ledger has is skipped. Several may add to one ledger at once.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// What to read: files, folders, http and https addresses, or - for standard input
    #[arg(required = true, value_name = "FILE|DIR|URL|-")]
    inputs: Vec<OsString>,

    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    own: OwnTables,

    /// How many documents to read at once [default: one for each processor core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    let start = Instant::now();
    let known = arguments.own.known()?;
    let mut ledger = Ledger::create(&arguments.ledger.path).map_err(failed)?.knowing(known.outlets().clone());
    // The workers ask whether a document is known before they read it; one connection serves them, for asking is quick.
    let held = Mutex::new(Ledger::read_only(&arguments.ledger.path).map_err(failed)?);
    let reader = known.reader().map_err(Failure::Other)?;

    let inputs = input::expand(&arguments.inputs);
    let mut progress = Progress::new(messages, inputs.len());
    let bounds = Bounds::of_workers(arguments.jobs, articles::BYTES_IN_WORK);
    let work = move |article| Outcome::of(article, &held, &reader);
    let outcomes = batch::in_order(articles::of(inputs), Article::weight, work, bounds);

    let mut sum = Sum::default();
    for Outcome { input, name, result } in outcomes {
        match result {
            Ok(Done::Known(_)) => sum.known += 1,
            Ok(Done::Read { reading, warning }) => {
                if let Some(warning) = warning {
                    messages.warning(format!("{name}: {warning}"));
                }
                match ledger.add(&reading) {
                    Ok(Added::New) => sum.add(&reading),
                    Ok(Added::Known) => sum.known += 1,
                    Err(error @ LedgerError::Taken { .. }) => sum.fail(messages, format!("{name}: {error}")),
                    // What keeps one document from the file keeps the others from it.
                    Err(error) => {
                        drop(progress);
                        sum.tell(&arguments.ledger, start)?;
                        return Err(failed(error));
                    }
                }
            }
            Err(error) => sum.fail(messages, error.to_string()),
        }
        progress.advance(input);
    }
    drop(progress);
    ledger.settle().map_err(failed)?;
    sum.tell(&arguments.ledger, start)?;
    Ok(if sum.failed == 0 { Status::Complete } else { Status::Incomplete })
}

/// What became of an article.
pub(crate) struct Outcome {
    input: usize,
    pub(crate) name: String,
    pub(crate) result: Result<Done, BoxError>,
}

pub(crate) enum Done {
    /// The ledger has it, under this id.
    Known(String),
    Read {
        reading: Box<Reading>,
        warning: Option<String>,
    },
}

impl Outcome {
    /// Reads an article, unless the ledger has it.
    pub(crate) fn of(article: Article, known: &Mutex<Ledger>, reader: &Reader) -> Self {
        let Article { input, name, document } = article;
        let result = articles::guarded(&name, || {
            let document = document?;
            let known = known.lock().map_err(|_| "the ledger cannot be asked any more")?.has(&document);
            if known.map_err(|error| format!("{name}: {error}"))? {
                return Ok(Done::Known(document.id));
            }
            let warning = articles::language_warning(&document);
            Ok(Done::Read { reading: Box::new(reader.read(document)), warning })
        });
        Self { input, name, result }
    }
}

#[derive(Default)]
struct Sum {
    documents: usize,
    statements: usize,
    events: usize,
    known: usize,
    failed: usize,
}

impl Sum {
    fn add(&mut self, reading: &Reading) {
        self.documents += 1;
        self.statements += reading.statements.len();
        self.events += reading.events.len();
    }

    fn fail(&mut self, messages: &Messages, error: String) {
        self.failed += 1;
        messages.error(error);
    }

    /// One line on what the ledger has now that it had not before.
    fn tell(&self, ledger: &LedgerFile, start: Instant) -> Result<(), Failure> {
        let mut line = format!(
            "{}: added {} with {} and {}",
            ledger.path.display(),
            counted(self.documents, "document"),
            counted(self.statements, "statement"),
            counted(self.events, "event")
        );
        for (number, what) in [(self.known, "known already"), (self.failed, "not read")] {
            if number > 0 {
                line += &format!(" · {} {what}", counted(number, "document"));
            }
        }
        line += &format!(" · {}\n", elapsed(start.elapsed()));
        output::write(&line).map_err(Failure::from_stdout)
    }
}
