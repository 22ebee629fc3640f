//! An outlet: what it says first, what it repeats and from whom, who repeats it.

use rusqlite::params;
use serde::Serialize;

use super::{CarryFilter, CarryNode, CarryRow, DocumentFilter, DocumentRow};
use crate::{Ledger, LedgerError};

/// Texts that others print, and articles, that are listed at most.
const LISTED: usize = 50;

/// A document from which copies come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginRow {
    /// The document.
    #[serde(flatten)]
    pub document: DocumentRow,
    /// The documents that are copies of it, by day.
    pub copies: Vec<DocumentRow>,
}

/// An outlet with what it originates and what it repeats.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutletAccount {
    /// Who.
    #[serde(flatten)]
    pub outlet: CarryNode,
    /// Other names by which the table of outlets knows it.
    pub aliases: Vec<String>,
    /// Its web domain.
    pub domain: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// What kind of control there is.
    pub control: Option<String>,
    /// How many articles of it the ledger has.
    pub documents: usize,
    /// How many statements these hold.
    pub statements: usize,
    /// Of how many of these nothing says that another outlet had them before.
    pub first_hand: usize,
    /// How many of these have a source without a name.
    pub unnamed: usize,
    /// Texts of it that others have, the latest first.
    pub origins: Vec<OriginRow>,
    /// What it has from others, most first.
    pub repeats: Vec<CarryRow>,
    /// What others have from it, most first.
    pub repeated_by: Vec<CarryRow>,
    /// Its articles, the latest first.
    pub articles: Vec<DocumentRow>,
}

impl Ledger {
    /// The outlet of this name, however it is written, with what its articles originate and repeat.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] where no document names it or is of it.
    pub fn outlet(&self, name: &str) -> Result<OutletAccount, LedgerError> {
        let number = self.outlet_number(name)?;
        let outlet = self.carry_node(number).map_err(self.failed())?;
        let known = self.outlets().by_name(&outlet.name);
        let kept = "SELECT owner, control FROM actors WHERE number = ?1";
        let kept = self.connection().query_row(kept, [number], |row| Ok((row.get(0)?, row.get(1)?)));
        let (owner, control) = kept.map_err(self.failed())?;
        let own = DocumentFilter { outlet: Some(name.to_owned()), ..DocumentFilter::default() };
        let documents = self.count_documents(&own)?;
        let carry = CarryFilter { outlet: Some(name.to_owned()), ..CarryFilter::default() };
        let (repeated_by, repeats) = self.carrying(&carry)?.rows.into_iter().partition(|row| row.from.id == outlet.id);
        let [statements, first_hand, unnamed] = self.figures(number).map_err(self.failed())?;
        Ok(OutletAccount {
            aliases: known.map(|known| known.aliases.clone()).unwrap_or_default(),
            domain: known.and_then(|known| known.domain.clone()),
            owner,
            control,
            documents,
            statements,
            first_hand,
            unnamed,
            origins: self.origins(number).map_err(self.failed())?,
            repeats,
            repeated_by,
            articles: self.list_documents(&DocumentFilter { limit: Some(LISTED), ..own })?,
            outlet,
        })
    }

    /// How many statements its documents hold, how many of these are first hand, how many of sources without a name.
    fn figures(&self, publisher: i64) -> rusqlite::Result<[usize; 3]> {
        let mut query = self.connection().prepare_cached(
            "SELECT coalesce(sum(statements), 0), coalesce(sum(first_hand), 0), coalesce(sum(unnamed), 0) FROM documents
             JOIN document_figures ON document_figures.document = documents.number
             WHERE publisher IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)",
        )?;
        query.query_row([publisher], |row| {
            let number =
                |at: usize| -> rusqlite::Result<usize> { Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0)) };
            Ok([number(0)?, number(1)?, number(2)?])
        })
    }

    fn origins(&self, publisher: i64) -> rusqlite::Result<Vec<OriginRow>> {
        let mut query = self.connection().prepare_cached(
            "SELECT documents.number FROM documents
             WHERE publisher IN (SELECT number FROM actors WHERE number = ?1 OR same_as = ?1)
               AND EXISTS (SELECT 1 FROM copies WHERE copies.original = documents.number AND kind IN ('reprint', 'excerpt'))
               AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.copy = documents.number AND kind IN ('reprint', 'excerpt'))
             ORDER BY day DESC, documents.number DESC LIMIT ?2",
        )?;
        let mut copies = self.connection().prepare_cached(
            "SELECT copy FROM copies JOIN documents ON documents.number = copies.copy
             WHERE original = ?1 AND kind IN ('reprint', 'excerpt') ORDER BY day, copy LIMIT ?2",
        )?;
        let listed = i64::try_from(LISTED).unwrap_or(i64::MAX);
        let mut out = Vec::new();
        let numbers: Vec<i64> = query.query_map([publisher, listed], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for number in numbers {
            let Some(document) = self.document_numbered(number)? else { continue };
            let numbers = copies.query_map(params![number, listed], |row| row.get::<_, i64>(0))?;
            let numbers: Vec<i64> = numbers.collect::<Result<_, _>>()?;
            let copies = numbers.into_iter().map(|copy| self.document_numbered(copy)).collect::<Result<Vec<_>, _>>()?;
            out.push(OriginRow { document, copies: copies.into_iter().flatten().collect() });
        }
        Ok(out)
    }
}
