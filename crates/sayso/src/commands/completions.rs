//! `sayso completions`: what a shell needs to complete the command line.

use clap::{CommandFactory, Parser};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::failure::{Failure, Status};
use crate::output;

/// Print the completions for a shell
///
/// For bash: sayso completions bash > ~/.local/share/bash-completion/completions/sayso
#[derive(Debug, Parser)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: Arguments) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "sayso", &mut script);
    output::write(&String::from_utf8_lossy(&script)).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}
