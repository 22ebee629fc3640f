//! `sayso incidents`: what is said to have happened, over a whole ledger.

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser};
use sayso_ledger::{Incident, IncidentFilter};
use sayso_reading::of_code;

use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, Messages, accounts};

const KINDS: [&str; 3] = ["assault", "coerce", "protest"];

/// Said where no incident passes the filters.
pub(super) const NONE: &str = "nothing passes; leave a filter out, or add articles with `sayso add`";

/// List incidents: events of several articles that are one happening
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    selection: Selection,

    #[command(flatten)]
    rows: Rows,
}

/// Which incidents.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// Only those of this day and later
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<String>,

    /// Only those of this day and earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<String>,

    /// Only those in this country, by its two letters (ISO 3166-1)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,

    /// Only those at a place with these words in its name
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,

    /// Only those of this kind
    #[arg(id = "event_type", long = "type", value_name = "TYPE", value_parser = PossibleValuesParser::new(KINDS))]
    kind: Option<String>,

    /// Only those of which the document with this id tells
    #[arg(long, value_name = "ID")]
    document: Option<String>,

    /// Only those of which at least so many articles tell
    #[arg(long, value_name = "N")]
    least: Option<usize>,

    /// The latest first, rather than those of which most articles tell
    #[arg(long)]
    latest: bool,

    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Selection {
    /// As the ledger takes it.
    pub(super) fn filter(self) -> IncidentFilter {
        IncidentFilter {
            since: self.since,
            until: self.until,
            country: self.country,
            place: self.place,
            kind: self.kind.as_deref().and_then(of_code),
            document: self.document,
            least: self.least,
            latest: self.latest,
            limit: self.limit,
            skip: 0,
        }
    }
}

pub(crate) const COLUMNS: [&str; 13] = [
    "id",
    "title",
    "type",
    "start",
    "end",
    "place",
    "country",
    "latitude",
    "longitude",
    "documents",
    "outlets",
    "sources",
    "conflicts",
];

pub(crate) fn run(arguments: Arguments, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let ledger = arguments.ledger.read()?;
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    let each = |incident: Incident| printing.row(&incident, csv, |it| accounts::summary(it, look));
    ledger.incidents(&arguments.selection.filter(), each).map_err(failed)?;
    printing.end(messages, NONE)
}

pub(crate) fn csv(incident: &Incident) -> Result<String, Failure> {
    let place = incident.place.as_ref();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let cells = [
        incident.id.clone(),
        incident.title.clone(),
        incident.kind.clone(),
        incident.when.start.clone().unwrap_or_default(),
        incident.when.end.clone().unwrap_or_default(),
        place.map(|it| it.name.clone()).unwrap_or_default(),
        place.and_then(|it| it.country.clone()).unwrap_or_default(),
        number(place.and_then(|it| it.latitude)),
        number(place.and_then(|it| it.longitude)),
        incident.documents.len().to_string(),
        incident.outlets.len().to_string(),
        incident.sources.to_string(),
        incident.conflicts().len().to_string(),
    ];
    csv_row(cells.iter().map(String::as_str))
}
