//! The commands, each in a module of its own.

mod completions;
mod evaluate;
mod man;
mod read;

use crate::cli::Cli;
use crate::failure::{Failure, Status};
use crate::terminal::Messages;

/// Any error, on its way to a message.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What sayso can be asked to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
    Evaluate(evaluate::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Does what the command line asks.
pub(crate) fn run(cli: Cli, messages: &Messages) -> Result<Status, Failure> {
    match cli.command {
        Command::Read(arguments) => read::run(arguments, cli.color, messages),
        Command::Evaluate(arguments) => evaluate::run(arguments, messages),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}
