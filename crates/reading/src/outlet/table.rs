//! Rows of outlets from CSV.

use std::collections::HashMap;

use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};

use super::country::is_code;
use super::name::{domain_key, is_domain, key};
use super::{Outlet, OutletError};

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) outlet: Outlet,
    /// Its domains; the first is the outlet's own field too.
    pub(super) domains: Vec<String>,
    /// The keys of those of its names that are ambiguous.
    ambiguous: Vec<String>,
}

impl Row {
    /// The name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.outlet.name).chain(&self.outlet.aliases).map(String::as_str)
    }

    /// Whether one of its names may well mean something else.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        self.outlet.ambiguous || (!self.ambiguous.is_empty() && self.ambiguous.contains(&key(name)))
    }
}

/// The rows of a table in CSV.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, OutletError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut next = |record: &mut StringRecord| reader.read_record(record).map_err(|error| malformed(&error));
    if !next(&mut record)? {
        return Err(OutletError::Empty);
    }
    let columns = Columns::named(&record, line(text, &record))?;
    let (mut rows, mut lines) = (Vec::new(), HashMap::new());
    while next(&mut record)? {
        // Spreadsheets write such lines below the table.
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = line(text, &record);
        let row = columns.row(&record, line)?;
        for name in row.names() {
            // A row may write its own name in two ways.
            let first = *lines.entry(key(name)).or_insert(line);
            if first != line {
                return Err(OutletError::RepeatedName { line, name: name.to_owned(), first });
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The line in which a record begins. The reader's own count stands before the blank lines and comments above it.
fn line(text: &str, record: &StringRecord) -> u64 {
    let Some(start) = record.position() else { return 1 };
    let above = usize::try_from(start.byte()).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
    let passed_over = above.lines().take_while(|line| line.is_empty() || line.starts_with('#')).count();
    start.line() + passed_over as u64
}

fn malformed(error: &csv::Error) -> OutletError {
    let reason = match error.kind() {
        ErrorKind::Utf8 { .. } => "not in UTF-8".to_owned(),
        _ => error.to_string(),
    };
    OutletError::Malformed { line: error.position().map_or(1, csv::Position::line), reason }
}

/// Where in a row its cells stand.
struct Columns {
    names: Vec<String>,
}

impl Columns {
    fn named(header: &StringRecord, line: u64) -> Result<Self, OutletError> {
        let names: Vec<String> = header.iter().map(str::to_lowercase).collect();
        let repeated = (1..names.len()).find(|&at| !names[at].is_empty() && names[..at].contains(&names[at]));
        if let Some(at) = repeated {
            return Err(OutletError::RepeatedColumn { line, column: names[at].clone() });
        }
        if !names.iter().any(|name| name == "name") {
            let mend = match &names[..] {
                [only] if only.contains([';', '\t']) => "write commas between the columns",
                _ => "begin with a line such as \"name,domain,country,owner\"",
            };
            return Err(OutletError::MissingColumn { line, column: "name", mend });
        }
        Ok(Self { names })
    }

    fn row(&self, record: &StringRecord, line: u64) -> Result<Row, OutletError> {
        if record.len() > self.names.len() {
            return Err(OutletError::TooManyCells { line, found: record.len(), expected: self.names.len() });
        }
        if record.iter().any(|cell| cell.contains(['\n', '\r'])) {
            return Err(OutletError::OpenCell { line });
        }
        let cell = |column: &str| {
            let at = self.names.iter().position(|name| name == column)?;
            record.get(at).filter(|cell| !cell.is_empty()).map(str::to_owned)
        };
        let list = |column: &str| -> Vec<String> {
            let cell = cell(column).unwrap_or_default();
            cell.split('|').map(str::trim).filter(|it| !key(it).is_empty()).map(str::to_owned).collect()
        };
        let name = cell("name").filter(|name| !key(name).is_empty()).ok_or(OutletError::EmptyName { line })?;
        let domains: Vec<String> = cell("domain").iter().flat_map(|cell| cell.split('|')).map(domain_key).collect();
        if let Some(domain) = domains.iter().find(|domain| !is_domain(domain)) {
            return Err(OutletError::BadDomain { line, domain: domain.clone() });
        }
        let country = cell("country");
        if let Some(country) = country.as_ref().filter(|country| !is_code(country)) {
            return Err(OutletError::BadCountry { line, country: country.clone() });
        }
        let mut outlet = Outlet {
            name,
            aliases: list("aliases"),
            domain: domains.first().cloned(),
            country,
            owner: cell("owner"),
            control: cell("control"),
            ambiguous: false,
            source: cell("source"),
        };
        let mut ambiguous = Vec::new();
        match cell("ambiguous").unwrap_or_default() {
            yes if yes.eq_ignore_ascii_case("yes") => outlet.ambiguous = true,
            no if no.is_empty() || no.eq_ignore_ascii_case("no") => {}
            value => {
                ambiguous = value.split('|').map(key).collect();
                let known =
                    |name: &String| key(&outlet.name) == *name || outlet.aliases.iter().any(|it| key(it) == *name);
                if !ambiguous.iter().all(known) {
                    return Err(OutletError::BadAmbiguous { line, value });
                }
            }
        }
        Ok(Row { outlet, domains, ambiguous })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn only(text: &str) -> Row {
        let mut rows = rows(text).unwrap();
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    #[test]
    fn all_columns_in_any_order() {
        let row = only(
            "country,Name,notes,aliases,source,owner,control,ambiguous,domain\n\
             AQ,Orsa Mail,far away,Mail of Orsa | OM,common knowledge,\"Brandt, Marrek & Co\",private,om,WWW.Mail.Example|orsamail.example\n",
        );
        let expected = Outlet {
            name: "Orsa Mail".to_owned(),
            aliases: vec!["Mail of Orsa".to_owned(), "OM".to_owned()],
            domain: Some("mail.example".to_owned()),
            country: Some("AQ".to_owned()),
            owner: Some("Brandt, Marrek & Co".to_owned()),
            control: Some("private".to_owned()),
            ambiguous: false,
            source: Some("common knowledge".to_owned()),
        };
        assert_eq!(row.outlet, expected);
        assert_eq!(row.domains, ["mail.example", "orsamail.example"]);
        assert!(row.is_ambiguous("OM") && !row.is_ambiguous("Orsa Mail"));
    }

    #[test]
    fn a_name_is_enough() {
        assert_eq!(
            only("\u{feff}name\r\nOrsa Mail\r\n").outlet,
            Outlet { name: "Orsa Mail".to_owned(), ..Outlet::default() }
        );
        assert_eq!(only("name,domain\nOrsa Mail").outlet.name, "Orsa Mail", "cells may be left out at the end");
        assert!(only("name,ambiguous\nTide,Yes").is_ambiguous("Tide"));
        assert!(!only("name,ambiguous\nTide,no").is_ambiguous("Tide"));
        assert!(rows("name\n").unwrap().is_empty());
        assert_eq!(
            only("name,domain\nOrsa Mail,\n,\n , \n").outlet.name,
            "Orsa Mail",
            "rows without a cell do not count"
        );
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        for (text, message) in [
            ("", "line 1 should name the columns"),
            ("# nothing\n\n", "line 1 should name the columns"),
            ("title,domain\nOrsa Mail,", "line 1 names no column \"name\"; begin with"),
            ("name;domain\nOrsa Mail;", "line 1 names no column \"name\"; write commas"),
            ("name,name\n", "line 1 names the column \"name\" twice"),
            ("# ours\n\nname,domain\n\n# rows\nTide,tide.example\n ,a.example\n", "line 7 has no name"),
            ("name\n\"Tide\"\n\n…\n", "line 4 has no name"),
            ("name,owner\nTide,Brandt, Marrek\n", "line 2 has 3 cells for 2 columns; put double quotes"),
            ("name,owner\nTide,\"Brandt\nOrsa Mail,Marrek\n", "line 2 has a cell that goes on"),
            ("name,aliases\nTide,\nOrsa Mail,the tide", "line 3 has the name \"the tide\", which line 2 has already"),
            (
                "name,domain\r\nTide,tide.example\r\nOrsa,https://orsa.example/\r\n",
                "line 3 has the domain \"https://orsa.example/\"",
            ),
            ("name,country\nTide,UK\n", "line 2 has the country \"UK\""),
            ("name,aliases,ambiguous\nTide,Tide News,Orsa\n", "line 2 has \"Orsa\" in the column \"ambiguous\""),
        ] {
            let error = rows(text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{text:?}: {error}");
        }
        assert!(rows("name,aliases\nTide News,TideNews").is_ok(), "a row may write its name in two ways");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = rows(&text);
            let _ = rows(&format!("name,aliases,ambiguous\n{text}"));
        }
    }
}
