//! What the command line names as input: files, folders, addresses and standard input; and what a page gives.

mod folder;
mod public;
mod web;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use sayso_document::{Documents, Limits, Origin};

/// One thing to read, which may hold many documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// An `http` or `https` address.
    Web(String, Reach),
    /// What somebody has given, by what it is called.
    Given(String, Vec<u8>),
}

/// Which addresses are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Whichever the command line names, and as much as comes.
    Anywhere,
    /// Whichever a page names, up to a size.
    Network,
    /// Of those that a page names the ones that are open to everybody, up to a size.
    Public,
}

/// Why an input cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    /// Nothing has that name.
    #[error("{0}: no such file or folder; check the name")]
    Missing(String),
    /// It is there but cannot be read.
    #[error("{name}: cannot be read: {source}")]
    Unreadable {
        /// The file or folder.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A folder without anything to read.
    #[error("{0}: no {list} file in this folder or below; name files of other kinds one by one", list = folder::LIST)]
    NothingToRead(String),
    /// A pattern that no file's name fits.
    #[error("{0}: no file has a name like this; check the pattern")]
    NoMatch(String),
    /// An address of another kind.
    #[error("{0}: only http and https addresses can be fetched; save the page and name the file")]
    Scheme(String),
    /// The page cannot be had.
    #[error("{url}: {reason}")]
    Web {
        /// The address.
        url: String,
        /// What went wrong, and the mend.
        reason: String,
    },
}

/// The inputs that the arguments name, in their order, folders opened up.
pub(crate) fn expand(arguments: &[OsString]) -> Vec<Result<Input, InputError>> {
    arguments.iter().flat_map(expand_one).collect()
}

fn expand_one(argument: &OsString) -> Vec<Result<Input, InputError>> {
    let path = Path::new(argument);
    if argument == "-" {
        return vec![Ok(Input::Stdin)];
    }
    if path.is_dir() {
        return folder::files(path);
    }
    // A file may be named like an address; one that exists is meant.
    match argument.to_str().filter(|text| text.contains("://")) {
        Some(url) if !path.exists() => vec![Input::web(url, Reach::Anywhere)],
        _ if path.exists() => vec![Ok(Input::File(path.to_owned()))],
        _ => argument.to_str().and_then(matching).unwrap_or_else(|| vec![Ok(Input::File(path.to_owned()))]),
    }
}

/// The files and folders that a pattern means; `None` where it is none.
fn matching(pattern: &str) -> Option<Vec<Result<Input, InputError>>> {
    if !pattern.contains(['*', '?', '[']) {
        return None;
    }
    let paths: Vec<PathBuf> = glob::glob(pattern).ok()?.filter_map(Result::ok).collect();
    if paths.is_empty() {
        return Some(vec![Err(InputError::NoMatch(pattern.to_owned()))]);
    }
    let opened = |path: PathBuf| if path.is_dir() { folder::files(&path) } else { vec![Ok(Input::File(path))] };
    Some(paths.into_iter().flat_map(opened).collect())
}

impl Input {
    /// The page at an address.
    pub(crate) fn web(url: &str, reach: Reach) -> Result<Self, InputError> {
        match url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase()).as_deref() {
            Some("http" | "https") => Ok(Self::Web(url.to_owned(), reach)),
            _ => Err(InputError::Scheme(url.to_owned())),
        }
    }

    /// How messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Web(name, _) | Self::Given(name, _) => name.clone(),
        }
    }

    /// Opens it as a stream of documents.
    pub(crate) fn open(self, limits: Limits) -> Result<Documents, InputError> {
        let origin = Origin { name: self.name(), url: None, content_type: None };
        let (bytes, origin): (Box<dyn Read + Send>, Origin) = match self {
            Self::Stdin => (Box::new(io::stdin()), origin),
            Self::File(path) => (Box::new(open_file(&path)?), origin),
            Self::Web(url, reach) => web::fetch(&url, reach)?,
            Self::Given(_, bytes) => (Box::new(Cursor::new(bytes)), origin),
        };
        Ok(Documents::open(bytes, origin, limits))
    }
}

fn open_file(path: &Path) -> Result<File, InputError> {
    File::open(path).map_err(|source| {
        let name = path.display().to_string();
        match source.kind() {
            io::ErrorKind::NotFound => InputError::Missing(name),
            _ => InputError::Unreadable { name, source },
        }
    })
}
