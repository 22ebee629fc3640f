//! Tables of the political world: countries with their demonyms, capitals and seats of government, international bodies,
//! armed groups, parties, peoples; and whether two spellings are one name.

mod fold;
mod table;
mod transliteration;

pub(crate) use fold::fold;
pub(crate) use transliteration::transliterations_alike;

/// What a name is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "read where actors are linked")]
pub(crate) enum Sort {
    /// A state, or a territory with a code of its own: its name or an alias of it ("Iran", "the Islamic Republic").
    Country,
    /// Its people or what belongs to it ("Iranian", "Iranians").
    Demonym,
    /// Its capital or seat of government, by which its government may be meant ("Tehran").
    Capital,
    /// Another metonym of a government ("the Kremlin", "the White House", "the State Department").
    Government,
    /// A ministry of defence, an army or a guard by a name of its own ("the Pentagon", "the IDF").
    Military,
    /// An international body ("the United Nations", "NATO").
    InternationalBody,
    /// An armed group ("Hezbollah").
    ArmedGroup,
    /// A party that is known by name.
    Party,
    /// A faith, sect or nation without a state ("Sunni", "Kurds").
    People,
    /// Part of a state, or a territory that rules itself without a code of its own ("Gaza", "Chechnya", "Somaliland").
    Region,
    /// A parliament, ministry, court, police or secret service by a name of its own ("the Knesset", "the FBI").
    Agency,
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "read where actors are linked")]
pub(crate) struct Known {
    /// As what.
    pub(crate) sort: Sort,
    /// The usual name of what it names: for a demonym, a capital or a metonym the country's (or the region's), else its own.
    pub(crate) name: &'static str,
    /// The usual spelling of the name itself: "Kyiv" for "Kiev", "State Department" for "Department of State". A demonym's is its first form.
    pub(crate) spelling: &'static str,
    /// ISO 3166-1 alpha-2. A group's or a people's is where it mainly is.
    pub(crate) country: Option<&'static str>,
    /// Whether the name commonly means something else as well: a person ("Jordan"), another place, an everyday word.
    pub(crate) ambiguous: bool,
}

/// What is known by `name`, however its letters are cased, its words spaced and its apostrophes drawn; a leading
/// article does not count. An acronym needs its capitals: "us" is not the US, "who" not the WHO. Of several meanings the one
/// that news most often means.
#[allow(dead_code, reason = "read where actors are linked")]
pub(crate) fn look_up(name: &str) -> Option<Known> {
    look_up_all(name).next()
}

/// All that is known by `name`, the likeliest first ("Singapore": the country, then its capital).
pub(crate) fn look_up_all(name: &str) -> impl Iterator<Item = Known> {
    table::Table::embedded().look_up(name)
}

#[cfg(test)]
mod tests;
