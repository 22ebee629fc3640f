//! The tables behind `look_up`, read once from the CSV files in `data/`.
//!
//! A cell lists things, parted by ";", each with its spellings, parted by "/", the usual one first. A "^" before a spelling: only with a capital
//! letter; a "?" after it: the name is ambiguous; a leading "the": the article must be there.

use std::sync::OnceLock;

use super::fold::{fold, without_possessive};
use super::{Known, Sort};

const COUNTRIES: &str = include_str!("../../data/countries.csv");
const REGIONS: &str = include_str!("../../data/regions.csv");
const INSTITUTIONS: &str = include_str!("../../data/institutions.csv");
const BODIES: &str = include_str!("../../data/bodies.csv");
const GROUPS: &str = include_str!("../../data/groups.csv");
const PARTIES: &str = include_str!("../../data/parties.csv");
const PEOPLE: &str = include_str!("../../data/people.csv");

/// No name in the tables is longer, in bytes.
const LONGEST_NAME: usize = 200;

/// All names with what they mean.
pub(super) struct Table {
    /// By key; of one key the likelier meaning first.
    entries: Vec<Entry>,
    /// Code and usual name, by code.
    countries: Vec<(&'static str, &'static str)>,
}

/// One name in one meaning.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The folded name without spaces.
    key: String,
    known: Known,
    capitals: Capitals,
    /// Whether a leading "the" must be there.
    article: bool,
}

/// Which capital letters a name must have to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    /// None.
    Any,
    /// At least one: it is an everyday word else.
    One,
    /// Those of an acronym.
    Acronym,
}

impl Table {
    /// The table that the binary carries.
    pub(super) fn embedded() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Self::read)
    }

    /// All meanings of `name`, the likeliest first.
    pub(super) fn look_up(&self, name: &str) -> impl Iterator<Item = Known> + use<'_> {
        let (key, article, capitals) = if name.len() > LONGEST_NAME {
            Default::default()
        } else {
            (key(name), has_article(name), Letters::of(name))
        };
        let first = self.entries.partition_point(|entry| entry.key < key);
        self.entries[first..]
            .iter()
            .take_while(move |entry| entry.key == key)
            .filter(move |entry| capitals.suffice(entry.capitals) && (article || !entry.article))
            .map(|entry| entry.known)
    }

    /// The usual name of a country.
    pub(super) fn country_name(&self, code: &str) -> Option<&'static str> {
        let found = self.countries.binary_search_by_key(&code, |(code, _)| code).ok()?;
        Some(self.countries[found].1)
    }

    /// Reads all tables.
    fn read() -> Self {
        let mut countries: Vec<_> = rows(COUNTRIES).map(|[code, name, _, _, _]| (code, bare(name))).collect();
        countries.sort_unstable();
        let mut table = Self { entries: Vec::with_capacity(6000), countries };
        table.read_places(COUNTRIES, Sort::Country);
        table.read_places(REGIONS, Sort::Region);
        for [country, sort, names] in rows(INSTITUTIONS) {
            match sort {
                "government" => table.add(Sort::Government, country, table.country_name(country), names),
                "agency" => table.add(Sort::Agency, country, None, names),
                _ => table.add(Sort::Military, country, None, names),
            }
        }
        for [name, aliases] in rows(BODIES) {
            table.add(Sort::InternationalBody, "", Some(bare(name)), name);
            table.add_as(Sort::InternationalBody, "", bare(name), aliases);
        }
        for [country, names] in rows(GROUPS) {
            table.add(Sort::ArmedGroup, country, None, names);
        }
        for [country, names] in rows(PARTIES) {
            table.add(Sort::Party, country, None, names);
        }
        for [country, name, forms] in rows(PEOPLE) {
            table.add(Sort::People, country, Some(bare(name)), name);
            table.add_as(Sort::People, country, bare(name), forms);
        }
        table.settle();
        table
    }

    /// Reads countries or regions.
    fn read_places(&mut self, text: &'static str, sort: Sort) {
        for [code, name, aliases, demonyms, capitals] in rows(text) {
            self.add(sort, code, None, name);
            self.add_as(sort, code, bare(name), aliases);
            self.add(Sort::Demonym, code, Some(bare(name)), demonyms);
            self.add(Sort::Capital, code, Some(bare(name)), capitals);
        }
    }

    /// Adds the things in a cell. What each is called: `name`, else its own usual spelling.
    fn add(&mut self, sort: Sort, country: &'static str, name: Option<&'static str>, cell: &'static str) {
        for spellings in cell.split(';') {
            let usual = bare(spellings.split('/').next().unwrap_or_default());
            self.add_spellings(sort, country, name.unwrap_or(usual), usual, spellings);
        }
    }

    /// Adds the spellings in a cell as further names of `name`.
    fn add_as(&mut self, sort: Sort, country: &'static str, name: &'static str, cell: &'static str) {
        self.add_spellings(sort, country, name, name, cell);
    }

    fn add_spellings(
        &mut self,
        sort: Sort,
        country: &'static str,
        name: &'static str,
        usual: &'static str,
        spellings: &'static str,
    ) {
        let country = Some(country).filter(|code| !code.is_empty());
        for spelling in spellings.split('/').filter(|spelling| !spelling.is_empty()) {
            let written = bare(spelling);
            let known = Known { sort, name, spelling: usual, country, ambiguous: spelling.ends_with('?') };
            let capitals = match () {
                () if spelling.starts_with('^') => Capitals::One,
                () if is_acronym(written) => Capitals::Acronym,
                () => Capitals::Any,
            };
            let article = written.starts_with("the ");
            self.entries.push(Entry { key: key(written), known, capitals, article });
        }
    }

    /// Sorts the entries and makes one of those that say the same name of the same thing.
    fn settle(&mut self) {
        self.entries.sort_by(|one, other| one.key.cmp(&other.key).then(rank(one).cmp(&rank(other))));
        self.entries.dedup_by(|later, earlier| {
            let same = later.key == earlier.key
                && later.known.sort == earlier.known.sort
                && (later.known.name, later.known.country) == (earlier.known.name, earlier.known.country);
            if same {
                earlier.known.ambiguous |= later.known.ambiguous;
                earlier.article &= later.article;
                earlier.capitals = match (earlier.capitals, later.capitals) {
                    (Capitals::One, _) | (_, Capitals::One) => Capitals::One,
                    (Capitals::Any, _) | (_, Capitals::Any) => Capitals::Any,
                    _ => Capitals::Acronym,
                };
            }
            same
        });
    }
}

/// Of two meanings of a name the one with the lower rank is meant more often.
fn rank(entry: &Entry) -> (bool, u8) {
    let rank = match entry.known.sort {
        Sort::Country => 0,
        Sort::Region => 1,
        Sort::InternationalBody => 2,
        Sort::Government => 3,
        Sort::Military => 4,
        Sort::ArmedGroup => 5,
        Sort::Agency => 6,
        Sort::Party => 7,
        Sort::Demonym => 8,
        Sort::People => 9,
        Sort::Capital => 10,
    };
    (entry.known.ambiguous && entry.known.sort != Sort::Country, rank)
}

/// The rows of a table; missing cells are empty.
fn rows<const CELLS: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; CELLS]> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut cells = line.split(',');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// A spelling without its marks.
fn bare(spelling: &'static str) -> &'static str {
    spelling.trim_start_matches('^').trim_end_matches('?')
}

/// What a name is found by: folded, without spaces ("Press TV" and "PressTV" are one).
fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|letter| letter != ' ');
    key
}

/// Whether the name begins with "the".
fn has_article(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next().is_some_and(|word| word.eq_ignore_ascii_case("the")) && words.next().is_some()
}

/// Whether a spelling in a table is an acronym: one word, mostly of capitals ("UN", "U.S.", "FARC-EP", "LeT").
fn is_acronym(spelling: &str) -> bool {
    !spelling.contains(' ') && Letters::of(spelling).capitalised_acronym()
}

/// The letters of a name, counted.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    capitals: usize,
    small: usize,
    full_stops: usize,
}

impl Letters {
    fn of(name: &str) -> Self {
        let name = name.trim();
        let name = match name.get(..4) {
            Some(article) if article.eq_ignore_ascii_case("the ") => &name[4..],
            _ => name,
        };
        let mut letters = Self::default();
        for letter in without_possessive(name).chars() {
            letters.capitals += usize::from(letter.is_uppercase());
            letters.small += usize::from(letter.is_lowercase());
            letters.full_stops += usize::from(letter == '.');
        }
        letters
    }

    /// Capitals as in an acronym.
    fn capitalised_acronym(self) -> bool {
        self.capitals >= 2 && self.small <= self.capitals
    }

    /// Whether a name with these letters may be meant. "u.s." may: no everyday word is parted by full stops.
    fn suffice(self, asked: Capitals) -> bool {
        match asked {
            Capitals::Any => true,
            Capitals::One => self.capitals > 0,
            Capitals::Acronym => {
                self.capitalised_acronym()
                    || (self.full_stops >= 2 && self.full_stops + 1 >= self.capitals + self.small)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_name_has_two_meanings_of_one_sort() {
        let mut seen: HashMap<(&str, String), Known> = HashMap::new();
        let mut clashes = Vec::new();
        for entry in &Table::embedded().entries {
            let sort = format!("{:?}", entry.known.sort);
            if let Some(other) = seen.insert((&entry.key, sort), entry.known) {
                clashes.push(format!("{} of {:?}: {} and {}", entry.key, other.sort, other.name, entry.known.name));
            }
        }
        assert!(clashes.is_empty(), "{clashes:#?}");
    }

    #[test]
    fn codes_are_known() {
        let table = Table::embedded();
        assert_eq!(table.countries.len(), 255, "249 of ISO 3166-1, XK, five withdrawn ones");
        assert!(table.countries.windows(2).all(|pair| pair[0].0 < pair[1].0), "no code twice");
        for entry in &table.entries {
            if let Some(code) = entry.known.country {
                assert!(table.country_name(code).is_some(), "{code} of {}", entry.key);
            }
        }
    }

    #[test]
    fn rows_are_well_formed() {
        for (text, cells) in
            [(COUNTRIES, 5), (REGIONS, 5), (INSTITUTIONS, 3), (BODIES, 2), (GROUPS, 2), (PARTIES, 2), (PEOPLE, 3)]
        {
            for [line] in text.lines().map(|line| [line]).filter(|[line]| !line.starts_with('#')) {
                assert_eq!(line.split(',').count(), cells, "{line}");
                let last = line.split(',').next_back().unwrap_or_default();
                assert!(!line.contains("//") && !last.ends_with('/'), "an empty spelling: {line}");
                assert_eq!(line.trim(), line, "{line}");
            }
        }
        for [_, sort, _] in rows(INSTITUTIONS) {
            assert!(["government", "agency", "military"].contains(&sort), "{sort}");
        }
        for entry in &Table::embedded().entries {
            assert!(!entry.key.is_empty() && entry.known.name.len() <= LONGEST_NAME, "{:?}", entry.known);
            assert!(!entry.known.name.contains(['^', '?']), "{:?}", entry.known);
        }
    }

    #[test]
    fn the_tables_are_well_filled() {
        let table = Table::embedded();
        let names = |sort| {
            let mut names: Vec<_> = table
                .entries
                .iter()
                .filter(|it| it.known.sort == sort)
                .map(|it| (it.known.name, it.known.country))
                .collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        assert!(names(Sort::ArmedGroup).len() >= 600);
        assert!(names(Sort::Party).len() >= 350);
        assert!(names(Sort::InternationalBody).len() >= 180);
        assert!(names(Sort::People).len() >= 140);
        let with_forces: std::collections::HashSet<_> = names(Sort::Military).iter().filter_map(|it| it.1).collect();
        assert!(with_forces.len() >= 60, "{}", with_forces.len());
    }

    #[test]
    #[ignore = "prints the names with several meanings, for whoever edits the tables"]
    fn names_with_several_meanings() {
        for pair in Table::embedded().entries.windows(2).filter(|pair| pair[0].key == pair[1].key) {
            println!("{}: {:?} before {:?}", pair[0].key, pair[0].known, pair[1].known);
        }
    }
}
