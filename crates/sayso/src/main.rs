//! `sayso`: reads the news and keeps track of who says what, on whose say-so, and who says otherwise.

mod articles;
mod batch;
mod cli;
mod commands;
mod failure;
mod input;
mod output;
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    output::end_on_interrupt();
    let messages = terminal::Messages::new(cli.color);
    match commands::run(cli, &messages) {
        Ok(status) => status.into(),
        Err(failure) => failure.report(&messages),
    }
}
