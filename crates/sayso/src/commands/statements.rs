//! `sayso statements`: who says what, over a whole ledger.

use clap::builder::PossibleValuesParser;
use clap::{ColorChoice, Parser};
use sayso_ledger::{Filter, StatementRow};
use sayso_reading::{Stance, code, label, of_code};

use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, Messages, rows};

/// The stances by their names in the contract.
pub(super) const STANCES: [&str; 11] = [
    "asserts",
    "denies",
    "claims_responsibility",
    "accuses",
    "threatens",
    "promises",
    "demands",
    "doubts",
    "hopes",
    "asks",
    "other",
];

/// List statements of a ledger: who says what, in which article
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Only those in the document with this id
    #[arg(long, value_name = "ID")]
    document: Option<String>,

    /// Only those in articles of this outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Only those whose source has these words in it, or in its name
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,

    /// Only those with this stance
    #[arg(long, value_name = "STANCE", value_parser = PossibleValuesParser::new(STANCES))]
    stance: Option<String>,

    /// Only those in articles of this day and later
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<String>,

    /// Only those in articles of this day and earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<String>,

    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) const COLUMNS: [&str; 14] = [
    "id",
    "document",
    "outlet",
    "day",
    "source",
    "actor",
    "source_kind",
    "cue",
    "content",
    "manner",
    "stance",
    "certainty",
    "within",
    "via",
];

pub(crate) fn run(arguments: Arguments, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let ledger = arguments.ledger.read()?;
    let filter = Filter {
        document: arguments.document,
        outlet: arguments.outlet,
        source: arguments.source,
        stance: arguments.stance.as_deref().and_then(of_code),
        since: arguments.since,
        until: arguments.until,
        limit: arguments.limit,
        ..Filter::default()
    };
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    ledger.statements(&filter, |row| printing.row(&row, csv, |row| told(row, look))).map_err(failed)?;
    printing.end(messages, "no statement passes; leave a filter out, or see what there is with `sayso search`")
}

pub(crate) fn csv(row: &StatementRow) -> Result<String, Failure> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        row.id.clone(),
        row.document.clone(),
        text(&row.outlet),
        text(&row.day),
        row.source.text.clone(),
        text(&row.source.actor),
        row.source.kind.map(code).unwrap_or_default(),
        row.cue.clone(),
        row.content.clone(),
        code(row.manner),
        code(row.stance),
        row.certainty.map(code).unwrap_or_default(),
        text(&row.within),
        row.via.iter().map(|carrier| carrier.text.as_str()).collect::<Vec<_>>().join(" → "),
    ];
    csv_row(cells.iter().map(String::as_str))
}

/// The statement in a few lines.
fn told(row: &StatementRow, look: Look) -> String {
    let who = match (&row.source.actor, row.source.text.as_str()) {
        (Some(actor), "") => actor.clone(),
        (None, "") => "—".to_owned(),
        (Some(actor), words) if !words.contains(actor.as_str()) => format!("{words} ({actor})"),
        (_, words) => words.to_owned(),
    };
    let mut how = vec![label(row.manner)];
    if !matches!(row.stance, Stance::Asserts | Stance::Other) {
        how.push(label(row.stance));
    }
    how.extend(row.certainty.map(label));
    how.extend(
        row.via
            .iter()
            .map(|carrier| format!("{} {}", label(carrier.kind), carrier.actor.as_ref().unwrap_or(&carrier.text))),
    );
    let origin = [Some(row.id.clone()), row.outlet.clone(), row.day.clone()];
    rows::entry(&who, &row.cue, &row.content, &how.join(" · "), &origin, look)
}
