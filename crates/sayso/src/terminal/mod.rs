//! What people see: readings, messages and progress.

pub(crate) mod accounts;
mod clean;
mod messages;
mod report;
pub(crate) mod rows;

pub(crate) use messages::{Messages, Progress};
pub(crate) use report::{Look, counted, elapsed, report, totals};

use clap::ColorChoice;

/// Whether to colour what goes to a stream that is, or is not, a terminal. A `NO_COLOR` that is set and not
/// empty asks for none (<https://no-color.org>).
fn colored(choice: ColorChoice, is_terminal: bool) -> bool {
    let refused = || {
        std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb")
    };
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_terminal && !refused(),
    }
}

/// `text` in a style, or as it is where there is no colour.
fn painted(text: &str, style: anstyle::Style, color: bool) -> String {
    if color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}
