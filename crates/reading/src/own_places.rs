//! Places of the user's own, from CSV.

use sayso_value::place::{OwnPlace, PlaceKind, is_free_code};

use crate::outlet::is_country_code;
use crate::own_table::{Column, OwnRow, OwnTable, TableError};

/// A first line as it may be.
const EXAMPLE: &str = "name,country,latitude,longitude,kind";

/// The words for kinds of places.
const KINDS: [(&str, PlaceKind); 10] = [
    ("country", PlaceKind::Country),
    ("region", PlaceKind::Region),
    ("district", PlaceKind::District),
    ("city", PlaceKind::City),
    ("town", PlaceKind::City),
    ("village", PlaceKind::City),
    ("water", PlaceKind::Water),
    ("river", PlaceKind::Water),
    ("base", PlaceKind::Other),
    ("other", PlaceKind::Other),
];

/// Why a table of places could not be read. Every message begins with the line, counted from 1, and ends with the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlacesError {
    /// It is no table of places.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A row without a name, or with one that has neither letters nor digits.
    #[error("line {line} has no name; give the place's usual name in the column \"name\", or delete the line")]
    EmptyName {
        /// Where.
        line: u64,
    },
    /// A place without a country's code, or with none that can be one.
    #[error(
        "line {line} has the country \"{country}\", which is no code of ISO 3166-1 and none that it leaves to users; \
         write two capital letters, such as GB or US, or one of XA to XZ (but XK), QM to QZ, AA and ZZ for a country of your own"
    )]
    BadCountry {
        /// Where.
        line: u64,
        /// What stands there.
        country: String,
    },
    /// A country that says not which.
    #[error("line {line} is a country without a code; write its two letters in the column \"country\"")]
    NoCode {
        /// Where.
        line: u64,
    },
    /// No kind of place.
    #[error("line {line} has the kind \"{kind}\"; write one of {known}, or leave the cell empty")]
    BadKind {
        /// Where.
        line: u64,
        /// What stands there.
        kind: String,
        /// What may stand there.
        known: String,
    },
    /// No number of degrees or of people.
    #[error("line {line} has \"{value}\" in the column \"{column}\"; write {mend}")]
    BadNumber {
        /// Where.
        line: u64,
        /// In which column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        mend: &'static str,
    },
    /// Only countries need no position.
    #[error("line {line} has no position; write degrees north and east in the columns \"latitude\" and \"longitude\"")]
    NoPosition {
        /// Where.
        line: u64,
    },
}

/// Reads places from CSV. Its first row names the columns, in any order: `name`, `latitude` and `longitude` (degrees north and east, WGS 84) must be
/// there; `country` (ISO 3166-1 alpha-2, or a code that it leaves to users), `kind` (a town where nothing is said), `population`, `aliases` and
/// `adjectives` (both with `|` between two) may be; others are passed over. A row of the kind `country` needs no position, and its `adjectives` say
/// how its people are called. Lines that begin with `#` are comments.
///
/// # Errors
/// [`PlacesError`], with the line, for the first row found to be wrong.
pub fn own_places(text: &str) -> Result<Vec<OwnPlace>, PlacesError> {
    let table = OwnTable::open(text, EXAMPLE)?;
    let columns = Columns {
        name: table.needed("name")?,
        latitude: table.needed("latitude")?,
        longitude: table.needed("longitude")?,
        country: table.column("country"),
        kind: table.column("kind"),
        population: table.column("population"),
        aliases: table.column("aliases"),
        adjectives: table.column("adjectives"),
    };
    let mut places = Vec::new();
    table.each(|row| {
        places.push(columns.place(row)?);
        Ok::<_, PlacesError>(())
    })?;
    Ok(places)
}

/// Where in a row its cells stand.
struct Columns {
    name: Column,
    latitude: Column,
    longitude: Column,
    country: Column,
    kind: Column,
    population: Column,
    aliases: Column,
    adjectives: Column,
}

impl Columns {
    fn place(&self, row: &OwnRow) -> Result<OwnPlace, PlacesError> {
        let line = row.line;
        let named = |name: &&str| name.contains(char::is_alphanumeric);
        let name = row.cell(self.name).filter(named).ok_or(PlacesError::EmptyName { line })?;
        let kind = match row.cell(self.kind) {
            Some(word) => {
                KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|it| it.1).ok_or_else(|| {
                    let known = KINDS.map(|it| it.0).join(", ");
                    PlacesError::BadKind { line, kind: word.to_owned(), known }
                })?
            }
            None => PlaceKind::City,
        };
        let country = row.cell(self.country);
        if let Some(country) = country.filter(|code| !is_country_code(code) && !is_free_code(code)) {
            return Err(PlacesError::BadCountry { line, country: country.to_owned() });
        }
        if kind == PlaceKind::Country && country.is_none() {
            return Err(PlacesError::NoCode { line });
        }
        let north = degrees(row, self.latitude, "latitude", 90.0, "degrees north, -90 to 90, such as 34.25")?;
        let east = degrees(row, self.longitude, "longitude", 180.0, "degrees east, -180 to 180, such as -58.5")?;
        let position = north.zip(east);
        if position.is_none() && kind != PlaceKind::Country {
            return Err(PlacesError::NoPosition { line });
        }
        let population = match row.cell(self.population) {
            Some(value) => Some(value.parse().map_err(|_| PlacesError::BadNumber {
                line,
                column: "population",
                value: value.to_owned(),
                mend: "a whole number without signs between its digits, such as 12000, or leave the cell empty",
            })?),
            None => None,
        };
        let words = |column: Column| row.list(column).filter(named).map(str::to_owned).collect();
        let (aliases, adjectives) = (words(self.aliases), words(self.adjectives));
        let country = country.map(str::to_owned);
        Ok(OwnPlace { name: name.to_owned(), aliases, adjectives, country, position, kind, population })
    }
}

/// The degrees in a column, which are `most` on either side at most.
fn degrees(
    row: &OwnRow,
    at: Column,
    column: &'static str,
    most: f64,
    mend: &'static str,
) -> Result<Option<f64>, PlacesError> {
    let Some(value) = row.cell(at) else { return Ok(None) };
    let degrees = value.parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
    let bad = || PlacesError::BadNumber { line: row.line, column, value: value.to_owned(), mend };
    degrees.map(Some).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_columns_in_any_order() {
        let places = own_places(
            "\u{feff}# ours\nkind,longitude,Name,notes,latitude,aliases,population,country,adjectives\n\
             Village,89.13,Orun Gate,on the Sel,-34.22,Orun|Orun Pass,1200,XH,\ncountry,,Khessar,,,,,XH,Khessari|Khessaris\n",
        )
        .unwrap();
        let expected = OwnPlace {
            name: "Orun Gate".to_owned(),
            aliases: vec!["Orun".to_owned(), "Orun Pass".to_owned()],
            adjectives: Vec::new(),
            country: Some("XH".to_owned()),
            position: Some((-34.22, 89.13)),
            kind: PlaceKind::City,
            population: Some(1200),
        };
        assert_eq!(places[0], expected);
        assert_eq!((places[1].kind, places[1].position), (PlaceKind::Country, None));
        assert_eq!(places[1].adjectives, ["Khessari", "Khessaris"]);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        const HEAD: &str = "name,country,latitude,longitude,kind,population\n";
        for (rows, message) in [
            (",XH,1,2,,", "line 2 has no name"),
            ("Sefet,XH,1,2\n…,XH,1,2", "line 3 has no name"),
            ("Sefet,Khessar,1,2", "line 2 has the country \"Khessar\", which is no code"),
            ("Sefet,xh,1,2", "line 2 has the country \"xh\", which is no code"),
            ("Khessar,,,,country", "line 2 is a country without a code"),
            ("Sefet,XH,1,2,hamlet", "line 2 has the kind \"hamlet\"; write one of country, region"),
            ("Sefet,XH,91,2", "line 2 has \"91\" in the column \"latitude\"; write degrees north"),
            ("Sefet,XH,NaN,2", "line 2 has \"NaN\" in the column \"latitude\""),
            ("Sefet,XH,1,34° E", "line 2 has \"34° E\" in the column \"longitude\"; write degrees east"),
            ("Sefet,XH,1,2,,12.000", "line 2 has \"12.000\" in the column \"population\"; write a whole number"),
            ("Sefet,XH,1,", "line 2 has no position; write degrees"),
            ("Sefet,XH,\"34,5\",89", "line 2 has \"34,5\" in the column \"latitude\""),
            ("Sefet,XH,34,5,89,1,2", "line 2 has 7 cells for 6 columns"),
        ] {
            let error = own_places(&format!("{HEAD}{rows}")).unwrap_err().to_string();
            assert!(error.starts_with(message), "{rows:?}: {error}");
        }
        for (text, message) in [
            ("", "line 1 should name the columns, but there are none; begin with a line such as \"name,country,lat"),
            ("name,lat,lon\n", "line 1 names no column \"latitude\"; begin with"),
            ("name;latitude;longitude\n", "line 1 names no column \"name\"; write commas"),
        ] {
            let error = own_places(text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{text:?}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = own_places(&text);
            let _ = own_places(&format!("name,latitude,longitude,kind\n{text}"));
        }
    }
}
