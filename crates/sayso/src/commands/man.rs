//! `sayso man`: the manual page.

use clap::{CommandFactory, Parser};
use clap_mangen::Man;

use crate::cli::Cli;
use crate::failure::{Failure, Status};
use crate::output;

/// Print the manual page
///
/// To read it: sayso man > sayso.1 && man ./sayso.1
#[derive(Debug, Parser)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The command to print the page of; the page of sayso itself where none is named
    #[arg(value_parser = ["read", "evaluate", "completions", "man"])]
    command: Option<String>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Status, Failure> {
    let mut command = Cli::command();
    command.build();
    let page = match arguments.command.as_deref().and_then(|name| command.find_subcommand(name)) {
        Some(subcommand) => Man::new(subcommand.clone()),
        None => Man::new(command),
    };
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| Failure::Other(error.into()))?;
    output::write(&String::from_utf8_lossy(&text)).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}
