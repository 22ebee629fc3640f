//! What can be wrong with a table of outlets.

use crate::own_table::TableError;

/// Why a table of outlets could not be read. Every message begins with the line, counted from 1, and ends with the
/// mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutletError {
    /// It is no table of outlets.
    #[error(transparent)]
    Table(#[from] TableError),
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
}
