//! `sayso reprints`: which articles are copies of which.

use clap::builder::PossibleValuesParser;
use clap::{ColorChoice, Parser};
use sayso_ledger::Family;
use sayso_reading::label;

use super::ledger::{LedgerFile, Rows, csv_row, failed};
use crate::failure::{Failure, Status};
use crate::terminal::{Look, rows};

/// List families of copies: reprints, excerpts and updates, with their likely origin
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Only those of the document with this id
    #[arg(long, value_name = "ID")]
    document: Option<String>,

    /// Only what is a copy in this way
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(["reprint", "excerpt", "update", "cites"]))]
    kind: Option<String>,

    /// Only families of at least so many documents
    #[arg(long, value_name = "N")]
    least: Option<usize>,

    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    rows: Rows,
}

impl Arguments {
    /// Leaves of the families those that pass, and of these the edges that do.
    fn select(&self, mut families: Vec<Family>) -> Vec<Family> {
        families.retain_mut(|family| {
            family.edges.retain(|edge| self.kind.as_ref().is_none_or(|kind| *kind == label(edge.kind)));
            self.document.as_ref().is_none_or(|id| family.documents.contains(id))
                && self.least.is_none_or(|least| family.documents.len() >= least)
                && !family.edges.is_empty()
        });
        families.truncate(self.limit.unwrap_or(usize::MAX));
        families
    }
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let families = arguments.select(arguments.ledger.read()?.families().map_err(failed)?);
    let columns = ["family", "origin", "from", "to", "kind", "score", "evidence"];
    arguments.rows.print(&families, &columns, csv, |family| told(family, look), "no copies found")
}

fn csv(family: &Family) -> Result<String, Failure> {
    let mut out = String::new();
    for edge in &family.edges {
        let (kind, score) = (label(edge.kind), format!("{:.3}", edge.score));
        out += &csv_row(
            [&family.id, &family.origin, &edge.from, &edge.to, &kind, &score, &edge.evidence].map(String::as_str),
        )?;
    }
    Ok(out)
}

fn told(family: &Family, look: Look) -> String {
    let head = format!("{} · {} documents, likely from {}", family.id, family.documents.len(), family.origin);
    let edge =
        |edge: &sayso_ledger::Edge| format!("{} {} of {}: {}", edge.from, label(edge.kind), edge.to, edge.evidence);
    rows::list(&head, family.edges.iter().map(edge), look)
}
