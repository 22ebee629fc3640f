//! Places of the user's own, which stand beside those of the gazetteer.

use std::collections::HashMap;

use super::PlaceKind;
use super::fold::fold;
use super::table::{Country, Meaning, Row};

/// A place that the user knows.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPlace {
    /// Its usual name.
    pub name: String,
    /// Other names that it goes by.
    pub aliases: Vec<String>,
    /// Of a country: adjectives and names of its people, "Khessari". They say of which country a text speaks.
    pub adjectives: Vec<String>,
    /// In which country it lies, or which one it is: a code of ISO 3166-1, or one that the standard leaves to users ([`is_free_code`]).
    pub country: Option<String>,
    /// Degrees north and east. A country is no point, and needs none; all else without one is not on any map.
    pub position: Option<(f64, f64)>,
    /// What it is.
    pub kind: PlaceKind,
    /// How many live there, where it is known.
    pub population: Option<u64>,
}

impl OwnPlace {
    /// The names that it goes by, folded, and whether each is the usual one.
    pub(super) fn keys(&self) -> impl Iterator<Item = (String, bool)> {
        let others = self.aliases.iter().map(|name| (name, false));
        std::iter::once((&self.name, true)).chain(others).map(|(name, usual)| (fold(name), usual))
    }

    /// The natural logarithm of how many live there, of what is of its kind where it is not known.
    fn size(&self) -> f64 {
        let usual: u64 = match self.kind {
            PlaceKind::Country => 5_000_000,
            PlaceKind::Region => 200_000,
            PlaceKind::District => 50_000,
            PlaceKind::City | PlaceKind::Water | PlaceKind::Other => 10_000,
        };
        (self.population.unwrap_or(usual).max(1) as f64).ln_1p()
    }
}

/// Whether ISO 3166-1 leaves a code to those who need one of their own: AA, QM to QZ, XA to XZ, ZZ. XK is taken: Kosovo.
pub fn is_free_code(code: &str) -> bool {
    code != "XK"
        && match code.as_bytes() {
            b"AA" | b"ZZ" | [b'X', b'A'..=b'Z'] => true,
            [b'Q', letter] => (b'M'..=b'Z').contains(letter),
            _ => false,
        }
}

/// What the table knows of the user's places: they follow its own rows.
#[derive(Default)]
pub(super) struct OwnRows {
    /// The number of the first.
    first: u32,
    names: Vec<String>,
    positions: Vec<Option<(f64, f64)>>,
    meanings: HashMap<String, Vec<Meaning>>,
}

/// What of a place stands in the columns of the table.
pub(super) struct Columns {
    pub(super) kind: PlaceKind,
    pub(super) country: Country,
    /// Twelve times the logarithm of its people.
    pub(super) people: u8,
}

impl OwnRows {
    /// Rows of these places behind `first` others; `coded` gives the number of a country.
    pub(super) fn new(
        places: &[OwnPlace],
        first: usize,
        mut coded: impl FnMut(&str) -> Country,
    ) -> (Self, Vec<Columns>) {
        let mut own = Self { first: first as u32, ..Self::default() };
        let mut columns = Vec::with_capacity(places.len());
        for place in places {
            let row = Row((first + columns.len()) as u32);
            for (key, usual) in place.keys().filter(|it| !it.0.is_empty()) {
                own.meanings.entry(key).or_default().push(Meaning::new(row, usual));
            }
            own.names.push(place.name.clone());
            own.positions.push(place.position.filter(|_| place.kind != PlaceKind::Country));
            columns.push(Columns {
                kind: place.kind,
                country: place.country.as_deref().map_or(0, &mut coded),
                people: (place.size() * 12.0).round().min(255.0) as u8,
            });
        }
        (own, columns)
    }

    pub(super) fn meanings(&self, key: &str) -> &[Meaning] {
        if self.meanings.is_empty() { &[] } else { self.meanings.get(key).map_or(&[], Vec::as_slice) }
    }

    pub(super) fn holds(&self, row: Row) -> bool {
        !self.names.is_empty() && row.0 >= self.first
    }

    pub(super) fn name(&self, row: Row) -> &str {
        self.names.get((row.0 - self.first) as usize).map_or("", String::as_str)
    }

    pub(super) fn position(&self, row: Row) -> Option<(f64, f64)> {
        self.positions.get((row.0 - self.first) as usize).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::is_free_code;

    #[test]
    fn codes_that_are_left_to_users() {
        for (code, is) in [
            ("AA", true),
            ("QM", true),
            ("QL", false),
            ("XA", true),
            ("XK", false),
            ("ZZ", true),
            ("SY", false),
            ("xa", false),
            ("XAA", false),
            ("", false),
        ] {
            assert_eq!(is_free_code(code), is, "{code}");
        }
    }
}
