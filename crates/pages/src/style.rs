//! The page's style sheet, and the policy that allows this sheet and nothing else.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::marks::{Item, Part};

/// Statements and events past this one do not light up: the rules for a book's worth of them would stall a browser.
const LIGHTING: usize = 1000;

const SHEET: &str = include_str!("page.css");
const FORMS: &str = include_str!("ledger/forms.css");

/// The style sheet of a page with so many statements and events, with or without forms.
///
/// The words of a statement or event and its row light up together when either is pointed at or is the target of the
/// address, which without a script takes one rule for each. A mark within a mark of the same is lit by that one: two lights on one another
/// would leave too little contrast.
pub(crate) fn style_sheet(statements: usize, events: usize, with_forms: bool) -> String {
    let mut sheet = SHEET.to_owned();
    if with_forms {
        sheet += FORMS;
    }
    let statements = (0..statements.min(LIGHTING)).map(|index| (Item::Statement(index), &Part::OF_STATEMENT[..]));
    let events = (0..events.min(LIGHTING)).map(|index| (Item::Event(index), &Part::OF_EVENT[..]));
    for (item, parts) in statements.chain(events) {
        let row = item.row();
        let targets = parts.iter().map(|&part| format!("#{}:target", item.part(part))).collect::<Vec<_>>().join(",");
        // Writing to a string cannot fail.
        let _ = write!(
            sheet,
            "body:has(#{row}:hover,#{row}:focus-within,#{row}:target,{targets}) .{row}:not(.{row} .{row}){{background:var(--lit)}}\n\
             body:has(.{row}:hover,{targets}) #{row}{{background:var(--lit-row)}}\n"
        );
    }
    sheet
}

/// A content security policy that forbids all but the style sheet itself, which it knows by its hash, and forms for who made the page.
pub(crate) fn content_security_policy(sheet: &str, with_forms: bool) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(sheet.as_bytes()));
    let forms = if with_forms { "'self'" } else { "'none'" };
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action {forms}")
}
