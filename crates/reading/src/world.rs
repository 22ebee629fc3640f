//! Tables of the political world: countries with their demonyms, capitals and seats of government, international bodies,
//! armed groups.

/// What a name is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "filled by the tables")]
pub(crate) enum Sort {
    /// A state: its name or an alias of it ("Iran", "the Islamic Republic").
    Country,
    /// Its people or what belongs to it ("Iranian", "Iranians").
    Demonym,
    /// Its capital, by which its government may be meant ("Tehran").
    Capital,
    /// Another metonym of a government ("the Kremlin", "the White House").
    Government,
    /// A ministry of defence or an army by a name of its own ("the Pentagon", "the IDF").
    Military,
    /// An international body ("the United Nations", "NATO").
    InternationalBody,
    /// An armed group ("Hezbollah").
    ArmedGroup,
    /// A party that is known by name.
    Party,
    /// A faith, sect or nation without a state ("Sunni", "Kurds").
    People,
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "filled by the tables")]
pub(crate) struct Known {
    /// As what.
    pub(crate) sort: Sort,
    /// The usual name of what it names: for a demonym, a capital or a metonym the country's.
    pub(crate) name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<&'static str>,
}

/// What is known by `name`, however its letters are cased, its words spaced and its apostrophes drawn; a leading
/// article does not count.
#[allow(dead_code, reason = "filled by the tables")]
pub(crate) fn look_up(_name: &str) -> Option<Known> {
    None
}
