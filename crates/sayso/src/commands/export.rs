//! `sayso export`: a ledger in forms that other programs read.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use sayso_ledger::Form;

use super::ledger::{LedgerFile, failed};
use crate::failure::{Failure, Status};
use crate::output;

/// Write a ledger into a folder: tables as CSV, JSON lines or Parquet, incidents as GeoJSON, who carries whom as GEXF
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The folder, which is made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// In what form
    #[arg(long, value_enum)]
    format: Format,

    /// Put the texts of documents into the table of documents
    #[arg(long)]
    texts: bool,

    #[command(flatten)]
    ledger: LedgerFile,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
    Parquet,
    Geojson,
    Gexf,
}

pub(crate) fn run(arguments: Arguments) -> Result<Status, Failure> {
    let form = match arguments.format {
        Format::Csv => Form::Csv,
        Format::Jsonl => Form::Jsonl,
        Format::Parquet => Form::Parquet,
        Format::Geojson => Form::Geojson,
        Format::Gexf => Form::Gexf,
    };
    let files = arguments.ledger.read()?.export(&arguments.folder, form, arguments.texts).map_err(failed)?;
    let lines: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    output::write(&lines).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}
