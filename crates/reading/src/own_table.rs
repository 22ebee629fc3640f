//! A table of the user's own, in CSV: its columns by their names, its rows by their lines.

use std::collections::HashSet;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

/// Why a table of the user's own could not be read. Every message begins with the line, counted from 1, and ends with the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// There is nothing in it.
    #[error("line 1 should name the columns, but there are none; begin with a line such as \"{example}\"")]
    Empty {
        /// What the first line may be.
        example: &'static str,
    },
    /// A column that must be there is not.
    #[error("line {line} names no column \"{column}\"; {mend}")]
    MissingColumn {
        /// Where the columns are named.
        line: u64,
        /// The column.
        column: &'static str,
        /// What to do about it.
        mend: String,
    },
    /// A column is named twice.
    #[error("line {line} names the column \"{column}\" twice; rename or delete one of the two")]
    RepeatedColumn {
        /// Where the columns are named.
        line: u64,
        /// The column.
        column: String,
    },
    /// A row holds more than the columns take.
    #[error("line {line} has {found} cells for {expected} columns; put double quotes around a cell that holds a comma")]
    TooManyCells {
        /// Where.
        line: u64,
        /// How many cells there are.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// A cell goes on in the next line, most often because a quote is not closed.
    #[error("line {line} has a cell that goes on in the next line; close its double quotes, or write it in one line")]
    OpenCell {
        /// Where the row begins.
        line: u64,
    },
    /// It is no CSV.
    #[error("line {line} cannot be read as CSV ({reason}); save the table as CSV, with commas between its cells")]
    Malformed {
        /// Where.
        line: u64,
        /// What the CSV reader reported.
        reason: String,
    },
}

/// A table whose columns have been read.
pub(crate) struct OwnTable<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// The names of the columns, in small letters.
    columns: Vec<String>,
    /// Where these are named.
    line: u64,
    example: &'static str,
}

/// A column's place in the rows.
pub(crate) type Column = Option<usize>;

/// A row.
pub(crate) struct OwnRow<'r> {
    record: &'r StringRecord,
    /// Where it begins.
    pub(crate) line: u64,
}

impl<'t> OwnTable<'t> {
    /// Reads the columns of a table. Lines that begin with `#` are comments. `example` is a first line as it may be.
    pub(crate) fn open(text: &'t str, example: &'static str) -> Result<Self, TableError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).comment(Some(b'#')).from_reader(text.as_bytes());
        let mut header = StringRecord::new();
        if !reader.read_record(&mut header).map_err(|error| malformed(&error))? {
            return Err(TableError::Empty { example });
        }
        let line = line(text, &header);
        let columns: Vec<String> = header.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let mut seen = HashSet::new();
        if let Some(column) = columns.iter().find(|name| !name.is_empty() && !seen.insert(*name)) {
            return Err(TableError::RepeatedColumn { line, column: column.clone() });
        }
        Ok(Self { text, reader, columns, line, example })
    }

    /// The column of this name, where there is one.
    pub(crate) fn column(&self, name: &str) -> Column {
        self.columns.iter().position(|column| column == name)
    }

    /// The column of this name, which must be there.
    pub(crate) fn needed(&self, column: &'static str) -> Result<Column, TableError> {
        if let found @ Some(_) = self.column(column) {
            return Ok(found);
        }
        let mend = match &self.columns[..] {
            [only] if only.contains([';', '\t']) => "write commas between the columns".to_owned(),
            _ => format!("begin with a line such as \"{}\"", self.example),
        };
        Err(TableError::MissingColumn { line: self.line, column, mend })
    }

    /// Hands over each row, up to the first that is wrong.
    pub(crate) fn each<E: From<TableError>>(mut self, mut row: impl FnMut(&OwnRow) -> Result<(), E>) -> Result<(), E> {
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|error| malformed(&error))? {
            // Spreadsheets write such lines below the table.
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = line(self.text, &record);
            let expected = self.columns.len();
            if record.len() > expected {
                return Err(TableError::TooManyCells { line, found: record.len(), expected }.into());
            }
            if record.as_slice().contains('\n') {
                return Err(TableError::OpenCell { line }.into());
            }
            row(&OwnRow { record: &record, line })?;
        }
        Ok(())
    }
}

impl<'r> OwnRow<'r> {
    /// What stands in a column, without spaces around; nothing where it is empty.
    pub(crate) fn cell(&self, column: Column) -> Option<&'r str> {
        self.record.get(column?).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// What stands in a column with `|` between two of them.
    pub(crate) fn list(&self, column: Column) -> impl Iterator<Item = &'r str> {
        self.cell(column).into_iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|it| !it.is_empty())
    }
}

/// The line in which a record begins. The reader's own count stands before the blank lines and comments above it.
fn line(text: &str, record: &StringRecord) -> u64 {
    let Some(start) = record.position() else { return 1 };
    let above = usize::try_from(start.byte()).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
    let passed_over = above.lines().take_while(|line| line.is_empty() || line.starts_with('#')).count();
    start.line() + passed_over as u64
}

fn malformed(error: &csv::Error) -> TableError {
    let reason = match error.kind() {
        ErrorKind::Utf8 { .. } => "not in UTF-8".to_owned(),
        _ => error.to_string(),
    };
    TableError::Malformed { line: error.position().map_or(1, csv::Position::line), reason }
}
