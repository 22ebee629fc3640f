//! How a command ends, and the exit status for it.

use std::io;
use std::process::ExitCode;

use crate::terminal::Messages;

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// All was done. Exit status 0.
    Complete,
    /// Some of the input could not be read, and messages said which. Exit status 1.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Complete => Self::SUCCESS,
            Status::Incomplete => Self::from(1),
        }
    }
}

/// Why a command could not run to its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line asks for what cannot be. Exit status 2, as for all mistakes in the command line.
    #[error("{0}")]
    Usage(String),
    /// The program that reads the output has stopped reading it, such as `head`. No message, exit status 0.
    #[error("the output was closed")]
    ClosedPipe,
    /// The output cannot be written. Exit status 1.
    #[error("{what} cannot be written: {source}")]
    Output {
        /// What was to be written.
        what: String,
        /// Why it was not.
        source: io::Error,
    },
    /// Anything else that stops the whole command. Exit status 1.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

impl Failure {
    /// A failure to write to standard output.
    pub(crate) fn from_stdout(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::Output { what: "standard output".to_owned(), source }
    }

    /// Tells the user, and gives the exit status.
    pub(crate) fn report(&self, messages: &Messages) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Usage(_) => {
                messages.error(self);
                ExitCode::from(2)
            }
            Self::Output { .. } | Self::Other(_) => {
                messages.error(self);
                ExitCode::from(1)
            }
        }
    }
}
