//! Why a ledger could not do what was asked.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a ledger could not do what was asked. Nothing that was in it is lost.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no such file, and none is to be made.
    #[error("{}: no such ledger; make one with `sayso add PATH… --ledger FILE`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: not a ledger of sayso; name another file, or one that does not exist yet", path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
    },
    /// A later sayso made it.
    #[error("{}: made by a later sayso (version {version} of the ledger, this one knows {known}); use that sayso or a later one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// The last version that this program knows.
        known: i64,
    },
    /// An earlier sayso made it, with other tables.
    #[error("{}: made by an earlier sayso (version {version} of the ledger, this one keeps {known}); add its articles to a new ledger, or use that sayso", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// The version that this program keeps.
        known: i64,
    },
    /// It cannot be written to.
    #[error("{}: cannot be written to; change its permissions and those of its folder, or copy it elsewhere", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no room for more.
    #[error("{}: the disk is full; make room and repeat the command, which goes on where it stopped", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program has held it for too long.
    #[error("{}: another program is writing to it; wait for it to end and repeat the command", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A document has the id of another one.
    #[error(
        "{id}: the ledger holds another text under this id; give the document an id of its own, or remove the other with `sayso remove {id}`"
    )]
    Taken {
        /// The id.
        id: String,
    },
    /// Nothing has that id.
    #[error(
        "{id}: nothing in the ledger has this id; see `sayso incidents`, `sayso statements` and `sayso actors` for what there is"
    )]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// What is to be made one is not of one sort.
    #[error("{ids}: cannot be made one; name two or more incidents (i…) or two or more actors (a…)")]
    Unlike {
        /// What was named.
        ids: String,
    },
    /// An actor cannot be told apart from itself so.
    #[error(
        "{id}: cannot be told apart so: {why}; name some of the documents that name it, not all (`sayso show {id}`)"
    )]
    Inseparable {
        /// The actor.
        id: String,
        /// Why not.
        why: String,
    },
    /// A document has no such actor, or several of the name.
    #[error("{actor}: none or several in {document} have this id or name; it has {known}")]
    NoActor {
        /// The document.
        document: String,
        /// What was asked for.
        actor: String,
        /// Ids and names of those that there are.
        known: String,
    },
    /// It has no such part to correct.
    #[error(
        "{id}: {why}; correct the stance, certainty or source of a statement (DOCUMENT#s1) or a role of an event (DOCUMENT#e1.2), and take other corrections back with `sayso undo`"
    )]
    Uncorrectable {
        /// What was named.
        id: String,
        /// Why not.
        why: &'static str,
    },
    /// An event has several roles, and none or not one of them is named.
    #[error("{id}: does not say which role; name one of {roles}")]
    Several {
        /// What was named.
        id: String,
        /// The roles there are.
        roles: String,
    },
    /// A correction that changes nothing.
    #[error("{id}: {what} already; there is nothing to correct")]
    Already {
        /// What was named.
        id: String,
        /// What it is.
        what: String,
    },
    /// A file to export to cannot be written.
    #[error("{}: cannot be written: {source}; name another folder, or make room in this one", path.display())]
    Export {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A search that means nothing.
    #[error("{query}: not a search that can be understood ({reason}); put words with marks in them into double quotes")]
    Search {
        /// What was searched for.
        query: String,
        /// What the database says.
        reason: String,
    },
    /// A value in the file is none that sayso writes.
    #[error("{}: the ledger is damaged: {reason}; restore it from a copy, or make it anew with `sayso add`", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Anything else that the database says.
    #[error("{}: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What it says.
        source: rusqlite::Error,
    },
}

impl LedgerError {
    /// What an error of the database means to a user.
    pub(crate) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALedger { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, reason: source.to_string() },
            _ => Self::Database { path, source },
        }
    }
}
