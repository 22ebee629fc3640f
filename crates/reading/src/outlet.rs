//! The outlets that are known by name: where they are, who owns them, who controls what they print.

/// A table of outlets.
#[derive(Clone, Debug, Default)]
pub struct Outlets {}

/// One outlet.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlet {
    /// Its usual name.
    pub name: String,
    /// Other names that it goes by.
    pub aliases: Vec<String>,
    /// Its web domain, without `www.`.
    pub domain: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// What kind of control its owner has.
    pub control: Option<String>,
}

impl Outlets {
    /// The table that the binary carries.
    pub fn embedded() -> &'static Self {
        static TABLE: std::sync::OnceLock<Outlets> = std::sync::OnceLock::new();
        TABLE.get_or_init(Self::default)
    }

    /// The outlet that goes by this name, however its letters are cased and its words spaced ("PressTV", "Press TV").
    pub fn by_name(&self, _name: &str) -> Option<&Outlet> {
        None
    }
}
