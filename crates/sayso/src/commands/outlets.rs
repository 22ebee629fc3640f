//! A table of outlets from the user's file.

use std::io;
use std::path::Path;

use sayso_reading::{OutletError, Outlets};

use crate::failure::Failure;

/// Why a table of outlets is no use. Every message names the file and the mend.
#[derive(Debug, thiserror::Error)]
enum TableError {
    /// There is no such file, or it may not be read.
    #[error("{name}: {source}; --outlets takes the path of a CSV file")]
    Read {
        /// The file.
        name: String,
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
        source: OutletError,
    },
}

/// The outlets that sayso knows, and over them those of the user's table where there is one.
pub(super) fn known(table: Option<&Path>) -> Result<Outlets, Failure> {
    match table {
        Some(file) => with_table(file).map_err(|error| Failure::Other(error.into())),
        None => Ok(Outlets::embedded().clone()),
    }
}

fn with_table(file: &Path) -> Result<Outlets, TableError> {
    let name = || file.display().to_string();
    let bytes = std::fs::read(file).map_err(|source| TableError::Read { name: name(), source })?;
    let text = str::from_utf8(&bytes).map_err(|error| {
        let above = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        TableError::Encoding { name: name(), line: above + 1 }
    })?;
    let theirs = Outlets::from_csv(text).map_err(|source| TableError::Table { name: name(), source })?;
    Ok(Outlets::embedded().clone().extended(theirs))
}
