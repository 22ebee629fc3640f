//! The outlets that are known by name: where they are, who owns them, who controls what they print.

mod country;
mod error;
mod name;
mod table;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

pub(crate) use self::country::is_code as is_country_code;
pub use self::error::OutletError;
use self::name::{domain_key, key};
use self::table::{Keys, Row, rows};

/// One outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlet {
    /// Its usual name.
    pub name: String,
    /// Other names that it goes by.
    pub aliases: Vec<String>,
    /// Its web domain, without `www.`; where it has several, the chief one.
    pub domain: Option<String>,
    /// ISO 3166-1 alpha-2 (and `XK`, Kosovo): where it is at home, or was before it was driven out. `None` in the
    /// embedded table for a name that outlets of several countries share, and for outlets of armed groups that are at
    /// home nowhere.
    pub country: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// What kind of control there is. The embedded table says one of these; the first seven are the types of the
    /// [State Media Monitor](https://statemediamonitor.com/typology/), whose codes stand in brackets:
    ///
    /// | value | meaning |
    /// |---|---|
    /// | `state` | the state pays, manages and edits (SC) |
    /// | `captured_public` | the state, or those who rule it, manages and edits (CaPu) |
    /// | `captured_private` | privately owned, but those who rule say what is printed (CaPr) |
    /// | `public_state_funded_managed` | the state pays and manages, editors are free (ISFM) |
    /// | `public_state_funded` | the state pays, management and editors are free (ISF) |
    /// | `public_state_managed` | the state manages, does not pay, editors are free (ISM) |
    /// | `public` | a public body that is free in all three (IP) |
    /// | `private` | companies, families, trusts, cooperatives |
    /// | `nonprofit` | a foundation or association that lives on gifts |
    /// | `party` | a political party, its leaders or those close to it |
    /// | `armed_group` | an armed group, or a body that it runs |
    /// | `religious` | a church or other religious body |
    pub control: Option<String>,
    /// Whether the name that it was found by is also a common word, a place or a name that others bear ("Time",
    /// "Fars"): then the bare name is not enough to say that an outlet is meant.
    pub ambiguous: bool,
    /// Where the row's facts are from.
    pub source: Option<String>,
}

/// A table of outlets. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Outlets(Arc<Table>);

/// The rows, and which of them a name or a domain means.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Row>,
    /// By the key of a name: the row, and which of its names that is.
    names: HashMap<String, (usize, usize)>,
    domains: HashMap<String, usize>,
}

/// No name of a host is longer: RFC 1035, 2.3.4.
const LONGEST_HOST: usize = 253;

impl Outlets {
    /// The table that the binary carries.
    pub fn embedded() -> &'static Self {
        static TABLE: OnceLock<Outlets> = OnceLock::new();
        // A test reads the table, so that the default is never taken.
        TABLE.get_or_init(|| Self::from_csv(include_str!("../data/outlets.csv")).unwrap_or_default())
    }

    /// Reads a table from CSV. Its first row names the columns, in any order: `name` must be there; `aliases` (with `|`
    /// between two of them), `domain` (likewise), `country`, `owner`, `control`, `ambiguous` and `source` may be;
    /// others are passed over. `ambiguous` holds `yes` where every name of the outlet is, else those names of it that
    /// are, with `|` between two. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// [`OutletError`], with the line, for the first row found to be wrong.
    pub fn from_csv(text: &str) -> Result<Self, OutletError> {
        let (table, repeated) = Table::of_rows(rows(text)?);
        match repeated {
            Some((row, name, first)) => Err(table.rows[row].repeats(name, &table.rows[first])),
            None => Ok(Self(Arc::new(table))),
        }
    }

    /// The outlet that goes by this name, however its letters are cased, its words spaced and its accents drawn;
    /// hyphens, apostrophes and a leading article do not count ("PressTV", "Press TV"; "New Arab", "The New Arab").
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        self.0.names.get(&key(name)).map(|&(row, name)| self.0.rows[row].outlet(name))
    }

    /// The outlet whose web domain this host is, or is below (`www.press.example`, `en.press.example`).
    pub fn by_domain(&self, host: &str) -> Option<&Outlet> {
        if host.len() > LONGEST_HOST {
            return None;
        }
        let host = domain_key(host);
        let mut rest = host.as_str();
        loop {
            if let Some(&row) = self.0.domains.get(rest) {
                return Some(&self.0.rows[row].outlet);
            }
            (_, rest) = rest.split_once('.')?;
        }
    }

    /// This table and `other` in one. What `other` says wins: its rows take the place of rows with the same name, and a
    /// name, alias or domain that both tables know means the outlet of `other`.
    #[must_use]
    pub fn extended(self, other: Self) -> Self {
        let replaced: HashSet<String> = other.0.rows.iter().map(|row| key(&row.outlet.name)).collect();
        let ours = self.0.rows.iter().filter(|row| !replaced.contains(&key(&row.outlet.name)));
        let rows = other.0.rows.iter().chain(ours).map(|row| (row.clone(), row.keys()));
        Self(Arc::new(Table::of_rows(rows.collect()).0))
    }
}

impl Table {
    /// A name or domain that several rows claim is the first one's. With it the first such name: its row, which name of
    /// the row it is, and the row that has it.
    fn of_rows(keyed: Vec<(Row, Keys)>) -> (Self, Option<(usize, usize, usize)>) {
        let mut rows = Vec::with_capacity(keyed.len());
        let mut names = HashMap::with_capacity(keyed.iter().map(|(_, keys)| keys.len()).sum());
        let mut domains = HashMap::with_capacity(keyed.len());
        let mut repeated = None;
        for (number, (row, keys)) in keyed.into_iter().enumerate() {
            for (name, key) in keys.into_iter().enumerate() {
                let (first, _) = *names.entry(key).or_insert((number, name));
                // A row may write its own name in two ways.
                if first != number {
                    repeated.get_or_insert((number, name, first));
                }
            }
            for domain in &row.domains {
                domains.entry(domain.clone()).or_insert(number);
            }
            rows.push(row);
        }
        (Self { rows, names, domains }, repeated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the doc comment of [`Outlet::control`] explains.
    const CONTROLS: [&str; 12] = [
        "state",
        "captured_public",
        "captured_private",
        "public_state_funded_managed",
        "public_state_funded",
        "public_state_managed",
        "public",
        "private",
        "nonprofit",
        "party",
        "armed_group",
        "religious",
    ];

    fn table(text: &str) -> Outlets {
        Outlets::from_csv(text).unwrap()
    }

    #[test]
    fn the_embedded_table_keeps_its_rules() {
        let table = table(include_str!("../data/outlets.csv"));
        let rows = &table.0.rows;
        let countries: HashSet<&str> = rows.iter().filter_map(|row| row.outlet.country.as_deref()).collect();
        assert!(rows.len() >= 600 && countries.len() >= 100, "{} outlets of {} countries", rows.len(), countries.len());
        let mut all_domains = HashSet::new();
        for row @ Row { outlet, domains, .. } in rows {
            let control = outlet.control.as_deref();
            assert!(control.is_none_or(|control| CONTROLS.contains(&control)), "{outlet:?}");
            if control.is_none() {
                assert!(
                    outlet.country.is_none() && outlet.ambiguous,
                    "{}: only shared names have no control",
                    outlet.name
                );
            }
            if outlet.country.is_none() {
                assert!(control.is_none_or(|control| control == "armed_group"), "{} has no country", outlet.name);
            }
            for domain in domains {
                assert!(all_domains.insert(domain), "{}: {domain} is another's", outlet.name);
            }
            assert!(outlet.source.is_some(), "{}", outlet.name);
            let different: HashSet<String> = row.keys().into_iter().collect();
            assert_eq!(different.len(), 1 + outlet.aliases.len(), "{}: an alias says nothing new", outlet.name);
        }
        assert_eq!(Outlets::embedded().0.rows.len(), rows.len());
    }

    #[test]
    fn names_and_hosts_of_the_embedded_table() {
        let table = Outlets::embedded();
        for name in ["PressTV", "Press TV", "press tv", "Press-TV"] {
            assert_eq!(table.by_name(name).unwrap().country.as_deref(), Some("IR"), "{name}");
        }
        assert_eq!(table.by_name("New Arab"), table.by_name("The New Arab"));
        assert_eq!(table.by_name("IRNA").unwrap().control.as_deref(), Some("state"));
        assert_eq!(table.by_name("Al-Manar").unwrap().owner.as_deref(), Some("Hezbollah"));
        assert_eq!(table.by_domain("www.bbc.co.uk"), table.by_name("BBC"));
        assert_eq!(table.by_domain("english.alarabiya.net").unwrap().name, "Al Arabiya");
        assert!(table.by_name("Time").unwrap().ambiguous);
        assert!(table.by_name("Fars").unwrap().ambiguous && !table.by_name("Fars News Agency").unwrap().ambiguous);
        for none in ["", "the", "Ilva Brandt"] {
            assert_eq!(table.by_name(none), None, "{none}");
            assert_eq!(table.by_domain(none), None, "{none}");
        }
    }

    #[test]
    fn hosts_below_a_domain() {
        let table = table("name,domain\nOrsa Mail,mail.example\nSports of Orsa,sports.mail.example\n");
        let name = |host: &str| table.by_domain(host).map(|outlet| outlet.name.as_str());
        assert_eq!(name("WWW.Mail.Example."), Some("Orsa Mail"));
        assert_eq!(name("a.b.mail.example"), Some("Orsa Mail"));
        assert_eq!(name("www.sports.mail.example"), Some("Sports of Orsa"));
        for other in ["hotmail.example", "example", "mail.example.org", "", ".", &"a.".repeat(100_000)] {
            assert_eq!(name(other), None);
        }
    }

    #[test]
    fn rows_of_the_other_table_win() {
        let ours = table(
            "name,aliases,domain,owner\n\
             Orsa Mail,Mail of Orsa,mail.example,Brandt\n\
             Dorrath Broadcasting,DB|DBC,dbc.example,Dorrath\n",
        );
        let theirs = table("name,aliases,domain,owner\nThe Orsa Mail,,,Marrek\nDaily Bell,DB,bell.example,Kessel\n");
        let both = ours.clone().extended(theirs);
        let owner = |name: &str| both.by_name(name).and_then(|outlet| outlet.owner.as_deref());
        assert_eq!(owner("orsa mail"), Some("Marrek"), "the row with the same name takes its place");
        assert_eq!((owner("Mail of Orsa"), both.by_domain("mail.example")), (None, None), "as a whole");
        assert_eq!(owner("DB"), Some("Kessel"));
        assert_eq!((owner("DBC"), owner("Dorrath Broadcasting")), (Some("Dorrath"), Some("Dorrath")));
        assert_eq!(both.by_domain("dbc.example").unwrap().name, "Dorrath Broadcasting");
        assert_eq!(
            ours.by_name("Orsa Mail").unwrap().owner.as_deref(),
            Some("Brandt"),
            "the table before is left as it was"
        );
    }

    #[test]
    fn an_ambiguous_alias_leaves_the_full_name_clear() {
        let table = table("name,aliases,domain,ambiguous\nTide News Agency,Tide|TNA,tide.example,Tide\n");
        let ambiguous = |name: &str| table.by_name(name).unwrap().ambiguous;
        assert_eq!((ambiguous("Tide"), ambiguous("TNA"), ambiguous("Tide News Agency")), (true, false, false));
        assert!(!table.by_domain("tide.example").unwrap().ambiguous);
    }
}
