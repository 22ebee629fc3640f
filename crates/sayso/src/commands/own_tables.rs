//! The user's own tables, of outlets and of places: `--outlets` and `--places`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use sayso_reading::{Outlets, OwnPlace, Reader, own_places};

use super::BoxError;
use crate::failure::Failure;

/// What sayso is to know beside what it knows.
#[derive(Debug, Args)]
pub(crate) struct OwnTables {
    /// Know these outlets too: a CSV table whose first row names its columns: name, and if you like aliases, domain,
    /// country, owner, control, ambiguous and source. Its rows win over those that sayso knows by the same name
    #[arg(long, value_name = "FILE.csv")]
    outlets: Option<PathBuf>,

    /// Know these places too: a CSV table whose first row names its columns: name, latitude, longitude, and if you like country,
    /// kind, population, aliases and adjectives. Its places win over those that sayso knows by the same name
    #[arg(long, value_name = "FILE.csv")]
    places: Option<PathBuf>,
}

/// What a reader knows beside its model.
#[derive(Clone)]
pub(crate) struct Known {
    outlets: Outlets,
    places: Vec<OwnPlace>,
}

impl Known {
    /// The outlets.
    pub(crate) fn outlets(&self) -> &Outlets {
        &self.outlets
    }

    /// A reader that knows it.
    ///
    /// # Errors
    /// Where the model does not fit the program: a broken build.
    pub(crate) fn reader(self) -> Result<Reader, BoxError> {
        Ok(Reader::knowing(self.outlets, self.places)?)
    }
}

/// Why a table of the user's own is no use. Every message names the file and the mend.
#[derive(Debug, thiserror::Error)]
enum TableError {
    /// There is no such file, or it may not be read.
    #[error("{name}: {source}; {option} takes the path of a CSV file")]
    Read {
        /// The file.
        name: String,
        /// By which option it was named.
        option: &'static str,
        /// What the operating system reported.
        source: io::Error,
    },
    /// The bytes are in another encoding, or no text at all.
    #[error("{name}, line {line} is not in UTF-8; save the table as CSV in UTF-8")]
    Encoding {
        /// The file.
        name: String,
        /// The line of the first bytes that are wrong.
        line: usize,
    },
    /// What it says is wrong.
    #[error("{name}, {source}")]
    Table {
        /// The file.
        name: String,
        /// What is wrong, and in which line.
        source: BoxError,
    },
}

impl OwnTables {
    /// What sayso knows, and over it what stands in the user's tables.
    pub(crate) fn known(&self) -> Result<Known, Failure> {
        let ours = Outlets::embedded().clone();
        let outlets = match &self.outlets {
            Some(file) => ours.extended(table(file, "--outlets", Outlets::from_csv)?),
            None => ours,
        };
        let places = match &self.places {
            Some(file) => table(file, "--places", own_places)?,
            None => Vec::new(),
        };
        Ok(Known { outlets, places })
    }
}

/// What a table holds.
fn table<T, E: std::error::Error + Send + Sync + 'static>(
    file: &Path,
    option: &'static str,
    parsed: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    let read = || -> Result<T, TableError> {
        let name = || file.display().to_string();
        let bytes = std::fs::read(file).map_err(|source| TableError::Read { name: name(), option, source })?;
        let text = str::from_utf8(&bytes).map_err(|error| {
            let above = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            TableError::Encoding { name: name(), line: above + 1 }
        })?;
        parsed(text).map_err(|error| TableError::Table { name: name(), source: error.into() })
    };
    read().map_err(|error| Failure::Other(error.into()))
}
