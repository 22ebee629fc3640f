//! The command line. Help, man page and completions are all made from what stands here and in the commands.

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{ColorChoice, Parser};

use crate::commands::Command;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Blue.on_default().bold())
    .usage(AnsiColor::Blue.on_default().bold())
    .literal(Style::new().bold())
    .placeholder(AnsiColor::Yellow.on_default());

/// Reads the news and keeps track of who says what, on whose say-so, and who says otherwise
///
/// sayso reads articles and lists their statements: who says what, in which words, and through whom it came.
/// The model that finds them is inside this program: no server, no network, nothing to download.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, styles = STYLES, arg_required_else_help = true, after_help = EXIT_STATUS)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour. `auto`: on a terminal, unless the variable NO_COLOR is set
    #[arg(long, global = true, display_order = 100, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
}

const EXIT_STATUS: &str = "\
Exit status: 0 when all input was read, 1 when some of it could not be (the rest is read all the same), \
2 for a mistake in the command line, 130 after Ctrl-C.";
