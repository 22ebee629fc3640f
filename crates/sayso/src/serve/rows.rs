//! The CSV rows of who carries whom, of what stands behind that, and of articles.

use sayso_ledger::{Carried, CarryRow, DocumentRow};
use sayso_reading::code;

use crate::commands::tables::csv_row;
use crate::failure::Failure;

pub(super) const EDGES: [&str; 8] = ["from", "from_name", "from_kind", "to", "to_name", "to_kind", "kind", "count"];
pub(super) const BEHIND: [&str; 8] = ["kind", "id", "document", "outlet", "day", "source", "content", "original"];
pub(super) const ARTICLES: [&str; 5] = ["id", "title", "outlet", "day", "copy_of"];

pub(super) fn edge(row: &CarryRow) -> Result<String, Failure> {
    let cells = [
        row.from.id.clone(),
        row.from.name.clone(),
        code(row.from.kind),
        row.to.id.clone(),
        row.to.name.clone(),
        code(row.to.kind),
        code(row.kind),
        row.count.to_string(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

/// Statements, then copies, as rows of one table.
pub(super) fn behind(carried: &Carried) -> Vec<[String; 8]> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let statements = carried.statements.iter().map(|row| {
        let (id, document) = (row.id.clone(), row.document.clone());
        let (outlet, day) = (text(&row.outlet), text(&row.day));
        ["statement".to_owned(), id, document, outlet, day, row.source.text.clone(), row.content.clone(), String::new()]
    });
    let copies = carried.copies.iter().map(|row| {
        let (copy, original) = (&row.copy, row.original.as_ref());
        let (id, title) = (copy.id.clone(), text(&copy.title));
        let original = original.map(|it| it.id.clone()).unwrap_or_default();
        [code(row.kind), id.clone(), id, text(&copy.outlet), text(&copy.day), String::new(), title, original]
    });
    statements.chain(copies).collect()
}

pub(super) fn behind_row(row: &[String; 8]) -> Result<String, Failure> {
    csv_row(row.iter().map(String::as_str))
}

pub(super) fn article(row: &DocumentRow) -> Result<String, Failure> {
    let cells = [Some(row.id.clone()), row.title.clone(), row.outlet.clone(), row.day.clone(), row.copy_of.clone()];
    csv_row(cells.iter().map(|cell| cell.as_deref().unwrap_or_default()))
}
