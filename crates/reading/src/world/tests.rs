//! What names look up to.

use proptest::prelude::*;

use super::Sort::*;
use super::fold::fold;
use super::*;

/// Name, sort, what it names, country.
const KNOWN: &[(&str, Sort, &str, &str)] = &[
    ("US", Country, "United States", "US"),
    ("U.S.", Country, "United States", "US"),
    ("the U. S.", Country, "United States", "US"),
    ("U.S.’s", Country, "United States", "US"),
    ("US's", Country, "United States", "US"),
    ("u.s.", Country, "United States", "US"),
    ("USA", Country, "United States", "US"),
    ("the United States", Country, "United States", "US"),
    ("The United States of America", Country, "United States", "US"),
    ("America’s", Country, "United States", "US"),
    ("the States", Country, "United States", "US"),
    ("UK", Country, "United Kingdom", "GB"),
    ("Britain", Country, "United Kingdom", "GB"),
    ("iran", Country, "Iran", "IR"),
    ("IRAN", Country, "Iran", "IR"),
    ("the Islamic Republic", Country, "Iran", "IR"),
    ("Islamic Republic of Iran", Country, "Iran", "IR"),
    ("DPRK", Country, "North Korea", "KP"),
    ("North Korea", Country, "North Korea", "KP"),
    ("China", Country, "China", "CN"),
    ("Taiwan", Country, "Taiwan", "TW"),
    ("Palestine", Country, "Palestine", "PS"),
    ("the Palestinian Authority", Country, "Palestine", "PS"),
    ("Kosovo", Country, "Kosovo", "XK"),
    ("Hong Kong", Country, "Hong Kong", "HK"),
    ("Western Sahara", Country, "Western Sahara", "EH"),
    ("Côte d’Ivoire", Country, "Ivory Coast", "CI"),
    ("Cote d'Ivoire", Country, "Ivory Coast", "CI"),
    ("Türkiye", Country, "Turkey", "TR"),
    ("the Soviet Union", Country, "Soviet Union", "SU"),
    ("DRC", Country, "Democratic Republic of the Congo", "CD"),
    ("Congo-Brazzaville", Country, "Republic of the Congo", "CG"),
    ("Burma", Country, "Myanmar", "MM"),
    ("Singapore", Country, "Singapore", "SG"),
    ("UAE", Country, "United Arab Emirates", "AE"),
    ("Jordan", Country, "Jordan", "JO"),
    ("Georgia", Country, "Georgia", "GE"),
    ("Gaza", Region, "Gaza Strip", "PS"),
    ("the West Bank", Region, "West Bank", "PS"),
    ("Chechnya", Region, "Chechnya", "RU"),
    ("Nagorno-Karabakh", Region, "Nagorno-Karabakh", "AZ"),
    ("Scotland", Region, "Scotland", "GB"),
    ("Iraqi Kurdistan", Region, "Kurdistan Region", "IQ"),
    ("Iranian", Demonym, "Iran", "IR"),
    ("Iranians", Demonym, "Iran", "IR"),
    ("Americans", Demonym, "United States", "US"),
    ("British", Demonym, "United Kingdom", "GB"),
    ("Britons", Demonym, "United Kingdom", "GB"),
    ("Polish", Demonym, "Poland", "PL"),
    ("Palestinian", Demonym, "Palestine", "PS"),
    ("Israelis", Demonym, "Israel", "IL"),
    ("Nigerien", Demonym, "Niger", "NE"),
    ("Nigerian", Demonym, "Nigeria", "NG"),
    ("Chechens", Demonym, "Chechnya", "RU"),
    ("Tehran", Capital, "Iran", "IR"),
    ("Washington", Capital, "United States", "US"),
    ("Washington, D.C.", Capital, "United States", "US"),
    ("Moscow’s", Capital, "Russia", "RU"),
    ("Kiev", Capital, "Ukraine", "UA"),
    ("Sana‘a", Capital, "Yemen", "YE"),
    ("Sanaa", Capital, "Yemen", "YE"),
    ("Bogota", Capital, "Colombia", "CO"),
    ("N’Djamena", Capital, "Chad", "TD"),
    ("Baghdad", Capital, "Iraq", "IQ"),
    ("Erbil", Capital, "Kurdistan Region", "IQ"),
    ("the White House", Government, "United States", "US"),
    ("the Kremlin", Government, "Russia", "RU"),
    ("Downing Street", Government, "United Kingdom", "GB"),
    ("Whitehall", Government, "United Kingdom", "GB"),
    ("the Elysee", Government, "France", "FR"),
    ("the Élysée", Government, "France", "FR"),
    ("the State Department", Government, "United States", "US"),
    ("U.S. State Department", Government, "United States", "US"),
    ("Quai d’Orsay", Government, "France", "FR"),
    ("the Vatican", Government, "Vatican City", "VA"),
    ("the Knesset", Agency, "Knesset", "IL"),
    ("FBI", Agency, "FBI", "US"),
    ("C.I.A.", Agency, "CIA", "US"),
    ("Mossad", Agency, "Mossad", "IL"),
    ("ISI", Agency, "ISI", "PK"),
    ("the Pentagon", Military, "Pentagon", "US"),
    ("Defense Department", Military, "Pentagon", "US"),
    ("CENTCOM", Military, "US Central Command", "US"),
    ("Centcom", Military, "US Central Command", "US"),
    ("the IDF", Military, "Israel Defense Forces", "IL"),
    ("Israel Defense Forces", Military, "Israel Defense Forces", "IL"),
    ("IRGC", Military, "Islamic Revolutionary Guard Corps", "IR"),
    ("the Revolutionary Guards", Military, "Islamic Revolutionary Guard Corps", "IR"),
    ("Bundeswehr", Military, "Bundeswehr", "DE"),
    ("Peshmerga", Military, "Peshmerga", "IQ"),
    ("Tatmadaw", Military, "Tatmadaw", "MM"),
    ("MoD", Military, "British Ministry of Defence", "GB"),
    ("UN", InternationalBody, "United Nations", ""),
    ("U.N.", InternationalBody, "United Nations", ""),
    ("the U.N. Security Council", InternationalBody, "UN Security Council", ""),
    ("Nato", InternationalBody, "NATO", ""),
    ("NATO", InternationalBody, "NATO", ""),
    ("EU’s", InternationalBody, "European Union", ""),
    ("WHO", InternationalBody, "World Health Organization", ""),
    ("Arab League", InternationalBody, "Arab League", ""),
    ("the ICRC", InternationalBody, "International Committee of the Red Cross", ""),
    ("ECOWAS", InternationalBody, "Economic Community of West African States", ""),
    ("Hezbollah", ArmedGroup, "Hezbollah", "LB"),
    ("hizbullah", ArmedGroup, "Hezbollah", "LB"),
    ("Hamas’s", ArmedGroup, "Hamas", "PS"),
    ("Houthi", ArmedGroup, "Houthis", "YE"),
    ("the Houthis’", ArmedGroup, "Houthis", "YE"),
    ("Ansar Allah", ArmedGroup, "Houthis", "YE"),
    ("ISIS", ArmedGroup, "Islamic State", ""),
    ("IS", ArmedGroup, "Islamic State", ""),
    ("Da‘esh", ArmedGroup, "Islamic State", ""),
    ("Al Qaeda", ArmedGroup, "al-Qaeda", ""),
    ("al-Qa'ida", ArmedGroup, "al-Qaeda", ""),
    ("AlQaeda", ArmedGroup, "al-Qaeda", ""),
    ("al–Shabaab", ArmedGroup, "al-Shabaab", "SO"),
    ("Popular Mobilization Forces", ArmedGroup, "Popular Mobilization Forces", "IQ"),
    ("PMF", ArmedGroup, "Popular Mobilization Forces", "IQ"),
    ("Hashd al-Sha’abi", ArmedGroup, "Popular Mobilization Forces", "IQ"),
    ("Islamic Resistance in Iraq", ArmedGroup, "Islamic Resistance in Iraq", "IQ"),
    ("Nujaba", ArmedGroup, "Harakat Hezbollah al-Nujaba", "IQ"),
    ("Kata’ib Hezbollah", ArmedGroup, "Kataib Hezbollah", "IQ"),
    ("Palestinian Jihad", ArmedGroup, "Palestinian Islamic Jihad", "PS"),
    ("the FMLN", ArmedGroup, "FMLN", "SV"),
    ("Farc", ArmedGroup, "Revolutionary Armed Forces of Colombia", "CO"),
    ("Sendero Luminoso", ArmedGroup, "Shining Path", "PE"),
    ("M23", ArmedGroup, "M23", "CD"),
    ("RSF", ArmedGroup, "Rapid Support Forces", "SD"),
    ("P.K.K.", ArmedGroup, "Kurdistan Workers' Party", "TR"),
    ("SDF", ArmedGroup, "Syrian Democratic Forces", "SY"),
    ("Wagner Group", ArmedGroup, "Wagner Group", "RU"),
    ("Republicans", Party, "Republican Party", "US"),
    ("the GOP", Party, "Republican Party", "US"),
    ("Democrats", Party, "Democratic Party", "US"),
    ("Labour", Party, "Labour Party", "GB"),
    ("Likud", Party, "Likud", "IL"),
    ("Fatah", Party, "Fatah", "PS"),
    ("Ba’ath", Party, "Baath Party", "SY"),
    ("AfD", Party, "Alternative for Germany", "DE"),
    ("Sunni", People, "Sunni Muslims", ""),
    ("Shiite", People, "Shia Muslims", ""),
    ("Shi’ites", People, "Shia Muslims", ""),
    ("Kurdish", People, "Kurds", ""),
    ("Jews", People, "Jews", ""),
    ("Rohingya", People, "Rohingya", "MM"),
    ("Uighurs", People, "Uyghurs", ""),
    ("Yazidi", People, "Yazidis", ""),
];

/// Everyday words and names of nothing in the tables.
const UNKNOWN: &[&str] = &[
    "",
    " ",
    "the",
    "'s",
    "us",
    "Us",
    "who",
    "Who",
    "it",
    "is",
    "Is",
    "un",
    "eu",
    "ice",
    "arena",
    "let",
    "Let",
    "mend",
    "turkey",
    "china",
    "polish",
    "chad",
    "male",
    "labour",
    "republican",
    "states",
    "States",
    "base",
    "the base of the ridge",
    "fed",
    "car",
    "eta",
    "azov",
    "pa",
    "no",
    "an",
    "as",
    "Khessar",
    "Velmark",
    "Dorrath",
    "foreign ministry",
    "president",
    "army",
    "ministry of the interior",
];

#[test]
fn names_are_known() {
    for (name, sort, names, country) in KNOWN {
        let known = look_up(name).map(|known| (known.sort, known.name, known.country.unwrap_or_default()));
        assert_eq!(known, Some((*sort, *names, *country)), "{name}");
    }
}

#[test]
fn everyday_words_are_not_names() {
    for name in UNKNOWN {
        assert_eq!(look_up(name), None, "{name}");
    }
}

#[test]
fn ambiguous_names_say_so() {
    for name in ["Jordan", "Georgia", "Washington", "Victoria", "Kingston", "Republican", "Chad"] {
        assert!(look_up(name).is_some_and(|known| known.ambiguous), "{name}");
    }
    for name in ["Iran", "Tehran", "Hezbollah", "the White House", "NATO", "Washington D.C."] {
        assert!(look_up(name).is_some_and(|known| !known.ambiguous), "{name}");
    }
}

#[test]
fn the_spelling_is_the_usual_one() {
    let spelling = |name| look_up(name).map(|known| known.spelling);
    assert_eq!(spelling("Kiev"), Some("Kyiv"));
    assert_eq!(spelling("Department of State"), Some("State Department"));
    assert_eq!(spelling("Oval Office"), Some("White House"));
    assert_eq!(spelling("Britons"), Some("British"));
    assert_eq!(spelling("Qods Force"), Some("Quds Force"));
}

#[test]
fn further_meanings_follow() {
    let sorts: Vec<_> = look_up_all("Georgian").map(|known| known.sort).collect();
    assert_eq!(sorts, [Demonym]);
    let countries: Vec<_> = look_up_all("National Liberation Front").map(|known| known.country).collect();
    assert_eq!(countries, [Some("DZ")]);
}

#[test]
fn codes_have_names() {
    assert_eq!(table::Table::embedded().country_name("IR"), Some("Iran"));
    assert_eq!(table::Table::embedded().country_name("XK"), Some("Kosovo"));
    assert_eq!(table::Table::embedded().country_name("ZZ"), None);
    assert_eq!(table::Table::embedded().country_name("ir"), None);
    assert_eq!(table::Table::embedded().country_name(""), None);
}

proptest! {
    #[test]
    fn no_name_is_too_odd(name in ".{0,300}") {
        look_up(&name);
        fold(&name);
    }

    #[test]
    fn folding_twice_is_folding_once(name in "[A-Za-z’'. é-]{0,30}") {
        let folded = fold(&name);
        prop_assume!(!folded.starts_with("the "));
        prop_assert_eq!(fold(&folded), folded);
    }
}
