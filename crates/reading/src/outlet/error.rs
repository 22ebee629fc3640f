//! What can be wrong with a table of outlets.

/// Why a table of outlets could not be read. Every message begins with the line, counted from 1, and ends with the
/// mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutletError {
    /// There is nothing in it.
    #[error(
        "line 1 should name the columns, but there are none; begin with a line such as \"name,domain,country,owner\""
    )]
    Empty,
    /// A column that must be there is not.
    #[error("line {line} names no column \"{column}\"; {mend}")]
    MissingColumn {
        /// Where the columns are named.
        line: u64,
        /// The column.
        column: &'static str,
        /// What to do about it.
        mend: &'static str,
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
    /// A row without a name, or with one that has neither letters nor digits.
    #[error("line {line} has no name; give the outlet's usual name in the column \"name\", or delete the line")]
    EmptyName {
        /// Where.
        line: u64,
    },
    /// Two rows claim the same name, or one claims it twice.
    #[error("line {line} has the name \"{name}\", which line {first} has already; delete one of the two")]
    RepeatedName {
        /// Where.
        line: u64,
        /// The name or alias.
        name: String,
        /// Where it stands first.
        first: u64,
    },
    /// No web domain.
    #[error("line {line} has the domain \"{domain}\", which is none; write only the host, such as press.example")]
    BadDomain {
        /// Where.
        line: u64,
        /// What stands there.
        domain: String,
    },
    /// No code of ISO 3166-1.
    #[error(
        "line {line} has the country \"{country}\", which is no code of ISO 3166-1; \
         write two capital letters, such as GB or US, or leave the cell empty"
    )]
    BadCountry {
        /// Where.
        line: u64,
        /// What stands there.
        country: String,
    },
    /// Neither yes nor a name of the outlet.
    #[error(
        "line {line} has \"{value}\" in the column \"ambiguous\"; write yes, no, or names that the same line has in \
         \"name\" or \"aliases\", with | between two of them"
    )]
    BadAmbiguous {
        /// Where.
        line: u64,
        /// What stands there.
        value: String,
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
