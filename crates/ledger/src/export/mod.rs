//! The ledger in forms that other programs read: tables as CSV, JSON lines and Parquet, a map as GeoJSON, who carries whom as GEXF.

mod geojson;
mod gexf;
mod parquet;
mod table;
mod text;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::{Ledger, LedgerError};
use table::{Cell, Table};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A file for each table (RFC 4180), with a row of names.
    Csv,
    /// A file for each table, an object a line.
    Jsonl,
    /// A file for each table, Apache Parquet.
    Parquet,
    /// `incidents.geojson` and `places.geojson` (RFC 7946).
    Geojson,
    /// `sources.gexf` (GEXF 1.3).
    Gexf,
}

/// What rows are written to.
trait Sink {
    /// Writes a row: as many cells as there are columns.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
    /// Ends the file.
    fn end(self: Box<Self>) -> io::Result<()>;
}

impl Ledger {
    /// Writes the ledger into a folder, which is made where it is not there; the texts of documents only where `texts` says so. All files are
    /// of one state of the ledger, whoever adds to it meanwhile. A file of the same name is replaced once the new one is whole. Says which files
    /// were written.
    ///
    /// # Errors
    /// [`LedgerError::Export`] where a file cannot be written, and whatever keeps the ledger from being read.
    pub fn export(&self, folder: &Path, form: Form, texts: bool) -> Result<Vec<PathBuf>, LedgerError> {
        fs::create_dir_all(folder).map_err(|source| LedgerError::Export { path: folder.to_owned(), source })?;
        let _state = self.state().map_err(self.failed())?;
        match form {
            Form::Geojson => geojson::write(self, folder),
            Form::Gexf => Ok(vec![gexf::write(self, folder)?]),
            Form::Csv | Form::Jsonl | Form::Parquet => {
                table::all(texts).map(|table| self.export_table(&table, folder, form)).collect()
            }
        }
    }

    fn export_table(&self, table: &Table, folder: &Path, form: Form) -> Result<PathBuf, LedgerError> {
        let extension = match form {
            Form::Jsonl => "jsonl",
            Form::Parquet => "parquet",
            _ => "csv",
        };
        let written = Written::new(folder, &format!("{}.{extension}", table.name));
        let part = written.file()?;
        let mut sink = match form {
            Form::Jsonl => text::json_lines(part, table.columns),
            Form::Parquet => parquet::file(part, table.columns),
            _ => text::csv(part, table.columns),
        }
        .map_err(|source| written.failed(source))?;
        table.rows(self, &mut |cells| sink.row(cells), &written)?;
        sink.end().map_err(|source| written.failed(source))?;
        written.done()
    }
}

/// A file that takes its name when it is whole. One that does not come to that is removed.
struct Written {
    path: PathBuf,
    part: PathBuf,
}

impl Written {
    fn new(folder: &Path, name: &str) -> Self {
        // Another program may export into the same folder.
        let part = format!("{name}.{}.part", std::process::id());
        Self { path: folder.join(name), part: folder.join(part) }
    }

    fn file(&self) -> Result<File, LedgerError> {
        File::create(&self.part).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> LedgerError {
        LedgerError::Export { path: self.path.clone(), source }
    }

    fn done(self) -> Result<PathBuf, LedgerError> {
        // On the disk before it takes the name, so that the name means a whole file after a crash too.
        let synced = File::options().append(true).open(&self.part).and_then(|file| file.sync_all());
        synced.and_then(|()| fs::rename(&self.part, &self.path)).map_err(|source| self.failed(source))?;
        Ok(self.path.clone())
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        // Nothing is there once it has its name.
        let _ = fs::remove_file(&self.part);
    }
}
