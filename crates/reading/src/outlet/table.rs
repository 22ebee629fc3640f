//! Rows of outlets from CSV.

use std::collections::HashSet;

use super::country::is_code;
use super::name::{domain_key, is_domain, key};
use super::{Outlet, OutletError};
use crate::own_table::{Column, OwnRow, OwnTable};

/// The keys of a name and its aliases.
pub(super) type Keys = Vec<String>;

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) outlet: Outlet,
    /// Its domains; the first is the outlet's own field too.
    pub(super) domains: Vec<String>,
    line: u64,
    /// Where only some of the names are ambiguous: which, and the outlet as they find it.
    doubtful: Option<Box<(Outlet, Vec<bool>)>>,
}

impl Row {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.outlet.name).chain(&self.outlet.aliases).map(String::as_str)
    }

    pub(super) fn keys(&self) -> Keys {
        self.names().map(key).collect()
    }

    /// The error that the name with this number is `first`'s already.
    pub(super) fn repeats(&self, name: usize, first: &Self) -> OutletError {
        let name = self.names().nth(name).unwrap_or_default().to_owned();
        OutletError::RepeatedName { line: self.line, name, first: first.line }
    }

    /// The outlet as the name with this number finds it.
    pub(super) fn outlet(&self, name: usize) -> &Outlet {
        match self.doubtful.as_deref() {
            Some((outlet, doubtful)) if doubtful.get(name) == Some(&true) => outlet,
            _ => &self.outlet,
        }
    }
}

/// A first line as it may be.
const EXAMPLE: &str = "name,domain,country,owner";

/// The rows of a table in CSV.
pub(super) fn rows(text: &str) -> Result<Vec<(Row, Keys)>, OutletError> {
    let table = OwnTable::open(text, EXAMPLE)?;
    let columns = Columns::of(&table)?;
    let mut rows = Vec::new();
    table.each(|row| {
        rows.push(columns.row(row)?);
        Ok::<_, OutletError>(())
    })?;
    Ok(rows)
}

/// Where in a row its cells stand.
struct Columns {
    name: Column,
    aliases: Column,
    domain: Column,
    country: Column,
    owner: Column,
    control: Column,
    ambiguous: Column,
    source: Column,
}

impl Columns {
    fn of(table: &OwnTable) -> Result<Self, OutletError> {
        Ok(Self {
            name: table.needed("name")?,
            aliases: table.column("aliases"),
            domain: table.column("domain"),
            country: table.column("country"),
            owner: table.column("owner"),
            control: table.column("control"),
            ambiguous: table.column("ambiguous"),
            source: table.column("source"),
        })
    }

    fn row(&self, row: &OwnRow) -> Result<(Row, Keys), OutletError> {
        let line = row.line;
        let cell = |at: Column| row.cell(at);
        let owned = |at| cell(at).map(str::to_owned);
        let list = |at: Column| row.list(at);

        let named = |name: &str| Some((name.to_owned(), key(name))).filter(|(_, key)| !key.is_empty());
        let (name, name_key) = cell(self.name).and_then(named).ok_or(OutletError::EmptyName { line })?;
        let (aliases, mut keys): (Vec<String>, Vec<String>) = list(self.aliases).filter_map(named).unzip();
        keys.insert(0, name_key);
        let domains: Vec<String> = list(self.domain).map(domain_key).collect();
        if let Some(domain) = domains.iter().find(|domain| !is_domain(domain)) {
            return Err(OutletError::BadDomain { line, domain: domain.clone() });
        }
        let country = owned(self.country);
        if let Some(country) = country.as_ref().filter(|country| !is_code(country)) {
            return Err(OutletError::BadCountry { line, country: country.clone() });
        }
        let outlet = Outlet {
            name,
            aliases,
            domain: domains.first().cloned(),
            country,
            owner: owned(self.owner),
            control: owned(self.control),
            ambiguous: cell(self.ambiguous).is_some_and(|value| value.eq_ignore_ascii_case("yes")),
            source: owned(self.source),
        };
        let doubtful = match cell(self.ambiguous) {
            Some(value) if !outlet.ambiguous && !value.eq_ignore_ascii_case("no") => {
                let wanted: HashSet<String> = list(self.ambiguous).map(key).collect();
                let doubtful: Vec<bool> = keys.iter().map(|key| wanted.contains(key)).collect();
                let known: HashSet<&String> = keys.iter().collect();
                if !wanted.iter().all(|key| known.contains(key)) {
                    return Err(OutletError::BadAmbiguous { line, value: value.to_owned() });
                }
                Some(Box::new((Outlet { ambiguous: true, ..outlet.clone() }, doubtful)))
            }
            _ => None,
        };
        Ok((Row { outlet, domains, line, doubtful }, keys))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Outlets;
    use super::*;

    fn only(text: &str) -> Row {
        let mut rows = rows(text).unwrap();
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0).0
    }

    #[test]
    fn all_columns_in_any_order() {
        let row = only(
            "country,Name,notes,aliases,source,owner,control,ambiguous,domain\n\
             AQ,Orsa Mail,far away,Mail of Orsa | OM,common knowledge,\"Brandt, Marrek & Co\",private,om,\
             WWW.Mail.Example|orsamail.example\n",
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
        assert_eq!([0, 1, 2].map(|name| row.outlet(name).ambiguous), [false, false, true]);
    }

    #[test]
    fn a_name_is_enough() {
        assert_eq!(
            only("\u{feff}name\r\nOrsa Mail\r\n").outlet,
            Outlet { name: "Orsa Mail".to_owned(), ..Outlet::default() }
        );
        assert_eq!(only("name,domain\nOrsa Mail").outlet.name, "Orsa Mail", "cells may be left out at the end");
        assert!(only("name,ambiguous\nTide,Yes").outlet(0).ambiguous);
        assert!(!only("name,ambiguous\nTide,no").outlet(0).ambiguous);
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
            let error = Outlets::from_csv(text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{text:?}: {error}");
        }
        assert!(Outlets::from_csv("name,aliases\nTide News,TideNews").is_ok(), "a row may write its name in two ways");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Outlets::from_csv(&text);
            let _ = Outlets::from_csv(&format!("name,aliases,ambiguous\n{text}"));
        }
    }
}
