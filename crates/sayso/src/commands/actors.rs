//! `sayso actors` and `sayso sources`: who is mentioned, and who is quoted.

use clap::builder::PossibleValuesParser;
use clap::{ColorChoice, Parser};
use sayso_ledger::{ActorFilter, ActorRow};
use sayso_reading::{code, label, of_code};

use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, Messages, counted, rows};

const KINDS: [&str; 11] = [
    "person",
    "government",
    "military",
    "armed_group",
    "party",
    "outlet",
    "international_body",
    "organisation",
    "people",
    "place",
    "other",
];

/// List those whom the articles of a ledger name, with how many mention them and how often they are quoted
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Only those with these words in their name
    #[arg(long, value_name = "WORDS")]
    name: Option<String>,

    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
    kind: Option<String>,

    /// Only those of this country, by its two letters (ISO 3166-1)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,

    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) const COLUMNS: [&str; 8] = ["id", "name", "kind", "country", "owner", "control", "mentioned", "statements"];

/// Lists them; with `sources` only who is quoted, those quoted most first.
pub(crate) fn run(
    arguments: Arguments,
    sources: bool,
    color: ColorChoice,
    messages: &Messages,
) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let ledger = arguments.ledger.read()?;
    let filter = ActorFilter {
        name: arguments.name,
        kind: arguments.kind.as_deref().and_then(of_code),
        country: arguments.country,
        sources,
        limit: arguments.limit,
    };
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    ledger.actors(&filter, |row| printing.row(&row, csv, |row| told(row, look))).map_err(failed)?;
    printing.end(messages, "nobody passes; leave a filter out, or add articles with `sayso add`")
}

pub(crate) fn csv(row: &ActorRow) -> Result<String, Failure> {
    let cells = [
        row.id.clone(),
        row.name.clone(),
        code(row.kind),
        row.country.clone().unwrap_or_default(),
        row.owner.clone().unwrap_or_default(),
        row.control.clone().unwrap_or_default(),
        row.mentioned.to_string(),
        row.statements.to_string(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

fn told(row: &ActorRow, look: Look) -> String {
    let number = |number: i64| usize::try_from(number).unwrap_or(0);
    let mut parts = vec![label(row.kind)];
    parts.extend(row.country.clone());
    parts.extend(row.control.as_ref().map(|control| format!("control: {}", control.replace('_', " "))));
    parts.extend(row.owner.as_ref().map(|owner| format!("owner: {owner}")));
    parts.push(format!("mentioned in {}", counted(number(row.mentioned), "article")));
    parts.push(counted(number(row.statements), "statement"));
    rows::list(&format!("{} · {}", row.id, row.name), std::iter::once(parts.join(" · ")), look)
}
