//! What the commands on a ledger share: which file, and in what form they print.

use std::path::PathBuf;

use clap::Args;
use sayso_ledger::{Ledger, LedgerError};

use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::Messages;

/// Which ledger.
#[derive(Debug, Args)]
pub(super) struct LedgerFile {
    /// The ledger, an SQLite file
    #[arg(long = "ledger", value_name = "FILE", default_value = "sayso.db")]
    pub(super) path: PathBuf,
}

impl LedgerFile {
    /// Opens it to look at it.
    pub(super) fn read(&self) -> Result<Ledger, Failure> {
        Ledger::read_only(&self.path).map_err(failed)
    }
}

/// In what form rows are printed.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Rows {
    /// Print each row as a line of JSON
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,

    /// Print a CSV table with a row of names
    #[arg(long)]
    pub(super) csv: bool,
}

impl Rows {
    /// Prints `found` in the form asked for; for the eye as `told`, and `nothing` where there is none.
    pub(super) fn print<Row: serde::Serialize>(
        self,
        found: &[Row],
        columns: &[&str],
        csv: impl Fn(&Row) -> Result<String, Failure>,
        told: impl Fn(&Row) -> String,
        nothing: &str,
    ) -> Result<Status, Failure> {
        let mut printing = Printing::new(self, columns)?;
        let _ = found.iter().all(|row| printing.row(row, &csv, &told));
        printing.ended?;
        if found.is_empty() && !self.json && !self.csv {
            output::write(&format!("{nothing}\n")).map_err(Failure::from_stdout)?;
        }
        Ok(Status::Complete)
    }
}

/// Rows printed one after the other as they are found.
pub(super) struct Printing {
    rows: Rows,
    found: usize,
    ended: Result<(), Failure>,
}

impl Printing {
    /// Begins, with the names of the columns of a CSV table.
    pub(super) fn new(rows: Rows, columns: &[&str]) -> Result<Self, Failure> {
        if rows.csv {
            output::write(&csv_row(columns.iter().copied())?).map_err(Failure::from_stdout)?;
        }
        Ok(Self { rows, found: 0, ended: Ok(()) })
    }

    /// Prints a row in the form asked for; says whether to go on.
    pub(super) fn row<Row: serde::Serialize>(
        &mut self,
        row: &Row,
        csv: impl FnOnce(&Row) -> Result<String, Failure>,
        told: impl FnOnce(&Row) -> String,
    ) -> bool {
        self.found += 1;
        let text = match self.rows {
            Rows { json: true, .. } => json_line(row),
            Rows { csv: true, .. } => csv(row),
            _ => Ok(told(row)),
        };
        self.ended = text.and_then(|text| output::write(&text).map_err(Failure::from_stdout));
        self.ended.is_ok()
    }

    /// Ends, with a word on what to do where nothing was found.
    pub(super) fn end(self, messages: &Messages, nothing: &str) -> Result<Status, Failure> {
        self.ended?;
        if self.found == 0 {
            messages.warning(nothing);
        }
        Ok(Status::Complete)
    }
}

pub(super) fn failed(error: LedgerError) -> Failure {
    Failure::Other(error.into())
}

/// A row of a CSV table, ended.
pub(crate) fn csv_row<'a>(cells: impl IntoIterator<Item = &'a str>) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| Failure::Other(error.into()))?;
    let bytes = writer.into_inner().map_err(|error| Failure::Other(error.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A row as a line of JSON.
pub(super) fn json_line(row: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(row).map(|line| line + "\n").map_err(|error| Failure::Other(error.into()))
}
