//! `sayso read`: who says what in the articles that are named.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{ColorChoice, Parser};
use sayso_document::Document;
use sayso_reading::{Reader, Reading};

use super::BoxError;
use super::own_tables::OwnTables;
use crate::articles::{self, Article};
use crate::batch::{self, Bounds};
use crate::failure::{Failure, Status};
use crate::input;
use crate::output;
use crate::terminal::{self, Look, Messages, Progress};

mod pages;

use pages::Pages;

/// List the statements of articles: who says what, in which words, and through whom
///
/// Reads plain text, HTML and JSON lines, told apart by what they hold. A JSON line is an object with the fields
/// id, title, outlet, published, url and text, of which only text must be there. The readings come in the order
/// of the input. What cannot be read is named on standard error, and the rest is read all the same.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// What to read: files, folders (every .txt, .html, .htm, .json, .jsonl and .ndjson file in them and below,
    /// hidden ones passed over), http and https addresses, or - for standard input
    #[arg(required = true, value_name = "FILE|DIR|URL|-")]
    inputs: Vec<OsString>,

    /// Print each reading as a line of JSON, in the form sayso/reading/1
    #[arg(long, conflicts_with = "html")]
    json: bool,

    /// Print the reading as an HTML page of its own. A page shows one document: for several use --output
    #[arg(long)]
    html: bool,

    /// With --html: write a page for each document into this folder, named after the file it came from
    #[arg(long, value_name = "DIR", requires = "html")]
    output: Option<PathBuf>,

    #[command(flatten)]
    own: OwnTables,

    /// How many documents to read at once [default: one for each processor core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let form = match (arguments.json, arguments.html) {
        (true, _) => Form::Json,
        (_, true) => Form::Page,
        _ => Form::Report(Look::of_stdout(color)),
    };
    let known = arguments.own.known()?;
    let inputs = input::expand(&arguments.inputs);
    let mut pages = match (form, arguments.output) {
        (Form::Page, Some(folder)) => Some(Pages::in_folder(folder)?),
        (Form::Page, None) if inputs.len() > 1 => return Err(one_page_only()),
        (Form::Page, None) => Some(Pages::on_stdout()),
        _ => None,
    };

    let start = Instant::now();
    let reader = known.reader().map_err(Failure::Other)?;
    let bounds = Bounds::of_workers(arguments.jobs, articles::BYTES_IN_WORK);
    let mut progress = Progress::new(messages, inputs.len());
    let outcomes =
        batch::in_order(articles::of(inputs), Article::weight, move |it| Outcome::of(it, &reader, form), bounds);

    let mut sum = Sum::default();
    for outcome in outcomes {
        let Outcome { input, name, result } = outcome;
        match result {
            Ok(done) => {
                if let Some(warning) = &done.warning {
                    messages.warning(format!("{name}: {warning}"));
                }
                sum.add(&done);
                match &mut pages {
                    Some(pages) => pages.add(&name, done.text)?,
                    None => messages.around(|| output::write(&done.text)).map_err(Failure::from_stdout)?,
                }
            }
            Err(error) => {
                sum.failed += 1;
                messages.error(error);
            }
        }
        progress.advance(input);
    }
    drop(progress);
    if let Some(pages) = pages {
        pages.finish()?;
    }
    if let Form::Report(look) = form
        && sum.documents > 1
    {
        let line = terminal::totals(sum.documents, sum.statements, sum.words, start.elapsed(), look);
        output::write(&line).map_err(Failure::from_stdout)?;
    }
    Ok(if sum.failed == 0 { Status::Complete } else { Status::Incomplete })
}

fn one_page_only() -> Failure {
    Failure::Usage(
        "--html prints the page of one document, and there are several; name a folder for the pages with --output DIR"
            .to_owned(),
    )
}

/// The form in which a reading is given.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Page,
    Report(Look),
}

#[derive(Default)]
struct Sum {
    documents: usize,
    statements: usize,
    words: usize,
    failed: usize,
}

impl Sum {
    fn add(&mut self, done: &Done) {
        self.documents += 1;
        self.statements += done.statements;
        self.words += done.words;
    }
}

/// What became of an article.
struct Outcome {
    input: usize,
    name: String,
    result: Result<Done, BoxError>,
}

/// A reading in the form asked for.
struct Done {
    text: String,
    statements: usize,
    words: usize,
    warning: Option<String>,
}

impl Outcome {
    fn of(article: Article, reader: &Reader, form: Form) -> Self {
        let Article { input, name, document } = article;
        let result = articles::guarded(&name, || read(&name, document?, reader, form));
        Self { input, name, result }
    }
}

fn read(name: &str, document: Document, reader: &Reader, form: Form) -> Result<Done, BoxError> {
    let start = Instant::now();
    let warning = articles::language_warning(&document);
    let reading = reader.read(document);
    Ok(Done {
        statements: reading.statements.len(),
        words: reading.document.text.split_whitespace().count(),
        warning,
        text: form.render(&reading, name, start.elapsed())?,
    })
}

impl Form {
    fn render(self, reading: &Reading, name: &str, took: Duration) -> Result<String, BoxError> {
        Ok(match self {
            Self::Json => serde_json::to_string(reading)? + "\n",
            Self::Page => sayso_pages::reading_page(reading),
            Self::Report(look) => terminal::report(reading, name, Some(took), look) + "\n",
        })
    }
}
