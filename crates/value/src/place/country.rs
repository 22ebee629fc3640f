//! Names of countries by themselves.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::COUNTRIES;
use super::fold::fold;

/// Names of countries and territories, folded, with whether each is the first that the table gives.
static NAMES: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let rows = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    let mut names = HashMap::new();
    for row in rows {
        let mut cells = row.split('\t').skip(1);
        let first = cells.next().map(fold).unwrap_or_default();
        for name in cells.next().unwrap_or_default().split('|').filter(|it| !it.is_empty()) {
            names.entry(fold(name)).or_insert(false);
        }
        names.insert(first, true);
    }
    names
});

/// Names of countries and territories by their codes.
static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        cells.next().zip(cells.next())
    })
    .collect()
});

/// The name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is none.
pub fn country_name(code: &str) -> &str {
    CODES.get(code).copied().unwrap_or(code)
}

/// Whether a name is that of a whole country or territory: "Syria", "the United States", "UAE"; neither of its people nor of a town.
pub fn is_country(name: &str) -> bool {
    NAMES.contains_key(&fold(name))
}

/// The country of a word that has lost its apostrophe on the way through some other program: "syria" of "syrias".
pub(super) fn owner_without_apostrophe(folded: &str) -> Option<&str> {
    let owner = folded.strip_suffix('s')?;
    (NAMES.get(owner) == Some(&true) && !NAMES.contains_key(folded)).then_some(owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_name() {
        for (name, is) in [("Syria", true), ("the United States", true), ("Syrian", false), ("Damascus", false)] {
            assert_eq!(is_country(name), is, "{name}");
        }
    }

    #[test]
    fn countries_by_code() {
        for (code, name) in [("SY", "Syria"), ("XK", "Kosovo"), ("XH", "XH"), ("", "")] {
            assert_eq!(country_name(code), name, "{code}");
        }
    }

    #[test]
    fn apostrophes_that_are_lost() {
        for (word, owner) in [
            ("syrias", Some("syria")),
            ("iraqs", Some("iraq")),
            ("netherlands", None),
            ("philippines", None),
            ("americas", None),
            ("damas", None),
        ] {
            assert_eq!(owner_without_apostrophe(word), owner, "{word}");
        }
    }
}
