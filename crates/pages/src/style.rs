//! The page's style sheet, and the policy that allows this sheet and nothing else.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::marks::{Part, part_anchor, row_anchor};

/// Statements past this one do not light up: the rules for a book's worth of them would stall a browser.
const LIGHTING: usize = 1000;

const SHEET: &str = include_str!("page.css");

/// The style sheet of a page with so many statements.
///
/// A statement's words and its row light up together when either is pointed at or is the target of the
/// address, which without a script takes one rule for each statement.
pub(crate) fn style_sheet(statements: usize) -> String {
    let mut sheet = SHEET.to_owned();
    for statement in 0..statements.min(LIGHTING) {
        let row = row_anchor(statement);
        let parts = [Part::Source, Part::Cue, Part::Content, Part::Carrier];
        let targets = parts.map(|part| format!("#{}:target", part_anchor(statement, part))).join(",");
        // Writing to a string cannot fail.
        let _ = write!(
            sheet,
            "body:has(#{row}:hover,#{row}:focus-within,#{row}:target,{targets}) .{row}{{background:var(--lit)}}\n\
             body:has(.{row}:hover,{targets}) #{row}{{background:var(--lit-row)}}\n"
        );
    }
    sheet
}

/// A content security policy that forbids all but the style sheet itself, which it knows by its hash.
pub(crate) fn content_security_policy(sheet: &str) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(sheet.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
