//! The file: opened, made, and told from other files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use sayso_reading::Outlets;

use crate::LedgerError;

/// Marks the file as a ledger: the letters `says`.
const APPLICATION: i64 = 0x7361_7973;
/// Version of the tables. A file of another one is left alone.
const VERSION: i64 = 5;
/// Pages kept in memory, in KiB, by who changes the ledger and by who only reads it: that goes from document to document and hardly comes back, so
/// that keeping more takes longer than reading again.
const CACHE: i64 = 64 * 1024;
const READING_CACHE: i64 = 16 * 1024;
/// Pages of the log (16 MiB) from which on a commit writes them into the file. One document changes hundreds of pages, many of them the same as the
/// document before it: the longer the log, the fewer are written, and the fewer commits wait for it.
const LOG: i64 = 4096;
const SCHEMA: &str = include_str!("schema.sql");
/// How long another program's writing is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Many readings in one SQLite file.
///
/// What [`Ledger::add`] has reported stays, whatever becomes of the program or the machine afterwards. Several programs may
/// add to one ledger at once, and others read it meanwhile.
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    /// The user's own table; that of the program where there is none.
    outlets: Option<Arc<Outlets>>,
}

impl Ledger {
    /// Opens a ledger to add to, and makes it where there is none.
    ///
    /// # Errors
    /// [`LedgerError`] where the file is no ledger, a newer one, or cannot be written to.
    pub fn create(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::connect(path, flags)
    }

    /// Opens a ledger that is there, to change it.
    ///
    /// # Errors
    /// As [`Ledger::create`], and [`LedgerError::Missing`].
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing { path: path.to_owned() });
        }
        Self::create(path)
    }

    /// Opens a ledger that is there, to read only.
    ///
    /// # Errors
    /// [`LedgerError`] where the file is missing, no ledger, or a newer one.
    pub fn read_only(path: &Path) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match Self::connect(path, flags) {
            // SQLite wants to put its log beside the file even to read. Where it cannot and there is none, nobody is writing.
            Err(LedgerError::ReadOnly { .. }) if !beside(path, "-wal").exists() => {
                Self::connect_to(&immutable(path), path, flags | OpenFlags::SQLITE_OPEN_URI)
            }
            other => other,
        }
    }

    /// A ledger that is gone when it is dropped.
    ///
    /// # Errors
    /// [`LedgerError`] where there is no memory for it.
    pub fn in_memory() -> Result<Self, LedgerError> {
        Self::connect(Path::new(":memory:"), OpenFlags::default())
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        Self::connect_to(path, path, flags)
    }

    /// Opens what `name` says of the file at `path`.
    fn connect_to(name: &Path, path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let failed = |source| LedgerError::of(path, source);
        let connection = Connection::open_with_flags(name, flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(128);
        // Else SQLite, built with STAT4, plans a statement anew for each value that is bound to it: most of the time of small queries.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
        let mut ledger = Self { connection, path: path.to_owned(), outlets: None };
        ledger.check(flags.contains(OpenFlags::SQLITE_OPEN_CREATE)).map_err(|error| match error {
            Check::Refused(error) => error,
            Check::Database(source) => LedgerError::of(path, source),
        })?;
        Ok(ledger)
    }

    /// Tells whether the file is a ledger, and makes the tables in an empty one.
    fn check(&mut self, may_create: bool) -> Result<(), Check> {
        let mut version = self.version()?;
        if version == 0 && may_create {
            // A ledger that dies while it is made is an empty file, of which the next one makes a ledger.
            self.connection.pragma_update(None, "journal_mode", "WAL")?;
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have made it meanwhile.
            if transaction.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? == 0 {
                transaction.execute_batch(SCHEMA)?;
                transaction.pragma_update(None, "application_id", APPLICATION)?;
                transaction.pragma_update(None, "user_version", VERSION)?;
            }
            transaction.commit()?;
            version = self.version()?;
        }
        if version > VERSION {
            return Err(Check::Refused(LedgerError::Newer { path: self.path.clone(), version, known: VERSION }));
        }
        if version == 0 {
            return Err(Check::Refused(LedgerError::NotALedger { path: self.path.clone() }));
        }
        if version < VERSION {
            return Err(Check::Refused(LedgerError::Older { path: self.path.clone(), version, known: VERSION }));
        }
        // Each commit reaches the disk before it is reported.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        self.connection.pragma_update(None, "cache_size", -if may_create { CACHE } else { READING_CACHE })?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        Ok(())
    }

    /// The version of the tables; 0 for an empty file.
    fn version(&self) -> Result<i64, Check> {
        let number =
            |pragma: &str| self.connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
        let tables: i64 = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        match (tables, number("application_id")?) {
            (0, _) => Ok(0),
            (_, APPLICATION) => Ok(number("user_version")?),
            _ => Err(Check::Refused(LedgerError::NotALedger { path: self.path.clone() })),
        }
    }

    /// Knows these outlets when documents are added, rather than those that the program carries: who is one outlet under several names, who owns it,
    /// which state commands it. The ledger keeps what it knew.
    #[must_use]
    pub fn knowing(self, outlets: Outlets) -> Self {
        Self { outlets: Some(Arc::new(outlets)), ..self }
    }

    pub(crate) fn outlets(&self) -> &Outlets {
        self.outlets.as_deref().unwrap_or_else(|| Outlets::embedded())
    }

    /// The user's own table of outlets.
    pub(crate) fn own_outlets(&self) -> Option<Arc<Outlets>> {
        self.outlets.clone()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many documents it holds.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn documents(&self) -> Result<usize, LedgerError> {
        let count = self.connection.query_row("SELECT count(*) FROM documents", [], |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or(0)).map_err(self.failed())
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// One state of the file for all that is asked while it is held, whoever adds meanwhile; the file is locked once and not for each question.
    /// None where one is held already.
    pub(crate) fn state(&self) -> rusqlite::Result<Option<Transaction<'_>>> {
        self.connection.is_autocommit().then(|| self.connection.unchecked_transaction()).transpose()
    }

    /// Begins a change; what fails or is not committed leaves the ledger as it was.
    pub(crate) fn change(&mut self) -> Result<Transaction<'_>, LedgerError> {
        let path = self.path.clone();
        self.connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| LedgerError::of(&path, source))
    }

    pub(crate) fn failed(&self) -> impl Fn(rusqlite::Error) -> LedgerError + use<> {
        let path = self.path.clone();
        move |source| LedgerError::of(&path, source)
    }
}

/// The file beside a ledger with this end of its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A ledger as an address that says that nobody changes the file.
fn immutable(path: &Path) -> PathBuf {
    // A relative path could be taken for a host.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut name = OsString::from("file:");
    for piece in path.as_os_str().to_string_lossy().split_inclusive(['%', '?', '#']) {
        match piece.char_indices().next_back() {
            Some((at, mark @ ('%' | '?' | '#'))) => {
                name.push(&piece[..at]);
                name.push(format!("%{:02X}", u32::from(mark)));
            }
            _ => name.push(piece),
        }
    }
    name.push("?immutable=1");
    name.into()
}

/// Why a file is not taken for a ledger.
enum Check {
    Refused(LedgerError),
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Check {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}
