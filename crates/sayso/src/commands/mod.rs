//! The commands, each in a module of its own.

mod actors;
pub(crate) mod add;
mod claims;
mod completions;
mod conflicts;
mod decisions;
mod evaluate;
mod export;
mod incidents;
mod ledger;
mod man;
pub(crate) mod own_tables;
mod read;
mod relink;
mod remove;
mod reprints;
mod search;
mod serve;
mod show;
mod statements;
pub(crate) mod tables;
mod trace;

use crate::cli::Cli;
use crate::failure::{Failure, Status};
use crate::terminal::Messages;

/// Any error, on its way to a message.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What sayso can be asked to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
    Add(add::Arguments),
    Incidents(incidents::Arguments),
    Claims(claims::Arguments),
    Conflicts(conflicts::Arguments),
    Statements(statements::Arguments),
    Actors(actors::Arguments),
    /// List those who are quoted in a ledger, those quoted most first
    Sources(actors::Arguments),
    Trace(trace::Arguments),
    Reprints(reprints::Arguments),
    Search(search::Arguments),
    Show(show::Arguments),
    Remove(remove::Arguments),
    Serve(serve::Arguments),
    Export(export::Arguments),
    Merge(decisions::Merge),
    Split(decisions::Split),
    Correct(decisions::Correct),
    Decisions(decisions::Decisions),
    Undo(decisions::Undo),
    Relink(relink::Arguments),
    Evaluate(evaluate::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Does what the command line asks.
pub(crate) fn run(cli: Cli, messages: &Messages) -> Result<Status, Failure> {
    match cli.command {
        Command::Read(arguments) => read::run(arguments, cli.color, messages),
        Command::Add(arguments) => add::run(arguments, messages),
        Command::Incidents(arguments) => incidents::run(arguments, cli.color, messages),
        Command::Claims(arguments) => claims::run(arguments, cli.color, messages),
        Command::Conflicts(arguments) => conflicts::run(arguments, cli.color, messages),
        Command::Statements(arguments) => statements::run(arguments, cli.color, messages),
        Command::Actors(arguments) => actors::run(arguments, false, cli.color, messages),
        Command::Sources(arguments) => actors::run(arguments, true, cli.color, messages),
        Command::Trace(arguments) => trace::run(arguments, cli.color),
        Command::Serve(arguments) => serve::run(arguments, messages),
        Command::Export(arguments) => export::run(arguments),
        Command::Merge(arguments) => decisions::merge(&arguments),
        Command::Split(arguments) => decisions::split(&arguments),
        Command::Correct(arguments) => decisions::correct(arguments),
        Command::Decisions(arguments) => decisions::decisions(arguments, cli.color, messages),
        Command::Undo(arguments) => decisions::undo(&arguments),
        Command::Reprints(arguments) => reprints::run(arguments, cli.color),
        Command::Search(arguments) => search::run(arguments, cli.color),
        Command::Show(arguments) => show::run(arguments, cli.color),
        Command::Remove(arguments) => remove::run(arguments, messages),
        Command::Relink(arguments) => relink::run(arguments, messages),
        Command::Evaluate(arguments) => evaluate::run(arguments, messages),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}
