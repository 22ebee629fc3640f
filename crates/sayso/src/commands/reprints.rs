//! `sayso reprints`: which articles are copies of which.

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

    #[command(flatten)]
    rows: Rows,
}

pub(crate) fn run(arguments: Arguments, color: ColorChoice) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let families = arguments.ledger.read()?.families().map_err(failed)?;
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
