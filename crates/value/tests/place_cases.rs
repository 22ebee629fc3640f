//! Place names told apart, on sentences of our own.

#![allow(clippy::unwrap_used)]

use std::sync::OnceLock;

use proptest::prelude::*;
use sayso_value::place::{Context, Gazetteer, OwnPlace, Place, PlaceKind, contains, distance_km};

const CASES: &str = include_str!("place_cases.tsv");

/// How far from the expected position a place may be, in km.
const NEAR_ENOUGH: f64 = 50.0;

fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer::load().unwrap())
}

/// The text without its marks, and what they held.
fn unmarked(marked: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut ranges, mut start) = (String::new(), Vec::new(), 0);
    let mut rest = marked;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with("[[") {
            start = text.len()
        } else {
            ranges.push(start..text.len())
        }
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    (text, ranges)
}

fn resolve(marked: &str, countries: &str) -> Vec<(String, Place)> {
    resolve_by(gazetteer(), marked, countries)
}

fn resolve_by(gazetteer: &Gazetteer, marked: &str, countries: &str) -> Vec<(String, Place)> {
    let (text, ranges) = unmarked(marked);
    let context = Context { countries: countries.split_whitespace().map(str::to_owned).collect() };
    let places = gazetteer.resolve(&text, &ranges, &context);
    assert_eq!(places.len(), ranges.len());
    ranges.into_iter().map(|range| text[range].to_owned()).zip(places).collect()
}

#[test]
fn places_are_told_apart() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let [marked, mention, countries, country, latitude, longitude] = line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("six cells: {line}");
        };
        count += 1;
        let places = resolve(marked, countries);
        let place = &places.iter().find(|it| it.0 == mention).unwrap().1;
        let position = place.position();
        let there = match (latitude, position) {
            ("~", _) => true,
            ("-", found) => found.is_none(),
            (_, None) => false,
            (_, Some(found)) => {
                distance_km(found, (latitude.parse().unwrap(), longitude.parse().unwrap())) < NEAR_ENOUGH
            }
        };
        if place.country.as_deref().unwrap_or("-") != country || !there {
            wrong.push(format!("{marked}: {mention}: {place:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words_around_a_name_are_kept_and_mere_names_are_the_gazetteers() {
    let name = |marked: &str| {
        let place = resolve(marked, "").remove(0).1;
        (place.name, place.kind)
    };
    assert_eq!(name("[[Erbil  Airport]], Iraq"), ("Erbil Airport".into(), PlaceKind::Other));
    assert_eq!(name("[[the Damascus suburb of Douma]]").0, "Damascus suburb of Douma");
    assert_eq!(name("[[Idlib Governorate]]"), ("Idlib".into(), PlaceKind::Region));
    assert_eq!(name("[[the city of Kiev]]"), ("Kyiv".into(), PlaceKind::City));
    assert_eq!(name("[[the Republic of Iraq]]"), ("Iraq".into(), PlaceKind::Country));
    assert_eq!(name("[[RED SEA]]"), ("Red Sea".into(), PlaceKind::Water));
    assert_eq!(name("[[a place nobody\nknows]]"), ("a place nobody knows".into(), PlaceKind::Other));
    assert_eq!(name("[[Cook County]], Ill."), ("Cook County".into(), PlaceKind::District));
}

#[test]
fn places_contain_places() {
    let places = resolve("[[Syria]], [[Idlib province]], [[Ariha]], [[Aleppo]], [[Iraq]]", "");
    let [syria, idlib, ariha, aleppo, iraq] = [0, 1, 2, 3, 4].map(|number| &places[number].1);
    assert!(contains(syria, idlib) && contains(syria, ariha) && contains(idlib, ariha));
    assert!(!contains(idlib, aleppo) && !contains(idlib, syria) && !contains(ariha, idlib));
    assert!(!contains(syria, syria) && !contains(syria, iraq) && !contains(iraq, aleppo));
}

#[test]
fn one_name_is_one_place_in_a_document() {
    let places = resolve("In [[Springfield]], Ill., it rained. In [[Springfield]] it snowed.", "");
    assert_eq!(places[0].1, places[1].1);
}

#[test]
fn ranges_that_are_no_part_of_the_text() {
    let text = "Nächst Köln";
    #[allow(clippy::reversed_empty_ranges)]
    let places = gazetteer().resolve(text, &[50..60, 2..1, 1..2, 0..0, 0..usize::MAX], &Context::default());
    assert!(places.iter().all(|it| it.name.is_empty() && it.country.is_none()));
}

/// A gazetteer that knows an invented country with two towns, and a village that has the name of a capital.
fn own() -> Gazetteer {
    let place = |name: &str, country: &str, kind: PlaceKind, position: Option<(f64, f64)>| OwnPlace {
        name: name.to_owned(),
        aliases: if name == "Fort Bellan" { vec!["Bellan".to_owned()] } else { Vec::new() },
        adjectives: if name == "Khessar" { vec!["Khessari".to_owned()] } else { Vec::new() },
        country: Some(country.to_owned()),
        position,
        kind,
        population: None,
    };
    Gazetteer::with_places(&[
        place("Khessar", "XH", PlaceKind::Country, None),
        place("Fort Bellan", "XD", PlaceKind::Other, Some((-34.6213, 88.8304))),
        place("Tavesh", "XH", PlaceKind::City, Some((-35.72, 90.4))),
        place("Paris", "XH", PlaceKind::City, Some((-35.1, 90.1))),
    ])
    .unwrap()
}

#[test]
fn places_of_ones_own() {
    let own = own();
    let one = |marked: &str| resolve_by(&own, marked, "").remove(0).1;
    let found = |place: Place| (place.name.clone(), place.country.clone(), place.position());
    let tavesh = ("Tavesh".to_owned(), Some("XH".to_owned()), Some((-35.72, 90.4)));
    assert_eq!(found(one("A bomb hit [[Tavesh]] on Monday.")), tavesh);
    assert_eq!(found(one("A bomb hit a market in [[the Khessari town]] of Tavesh.")), tavesh);
    let fort = one("Drones hit [[Bellan]].");
    assert_eq!((fort.position(), fort.country.as_deref()), (Some((-34.621, 88.83)), Some("XD")), "by its other name");
    let khessar = one("It happened in [[Khessar]].");
    assert_eq!((khessar.kind, khessar.country.as_deref(), khessar.position()), (PlaceKind::Country, Some("XH"), None));
    assert_eq!(one("It happened on [[the Khessari side]] of the river.").country.as_deref(), Some("XH"));
    assert_eq!(one("It rained in [[Aleppo]], Syria.").country.as_deref(), Some("SY"), "the world is known too");
}

#[test]
fn ones_own_place_is_meant_unless_the_text_says_where() {
    let own = own();
    let country = |marked: &str| resolve_by(&own, marked, "FR FR").remove(0).1.country;
    assert_eq!(country("It rained in [[Paris]] on Monday.").as_deref(), Some("XH"));
    assert_eq!(country("It rained in [[Paris]], Khessar, on Monday.").as_deref(), Some("XH"));
    assert_eq!(country("It rained in [[Paris]], France, on Monday.").as_deref(), Some("FR"));
    assert_eq!(country("It rained in [[Tavesh]], France.").as_deref(), Some("FR"), "that of the same name is another");
    assert_eq!(resolve_by(&own, "It rained in [[Tavesh]], France.", "").remove(0).1.position(), None);
    assert_eq!(resolve("It rained in [[Paris]] on Monday.", "")[0].1.country.as_deref(), Some("FR"));
}

#[test]
fn a_town_named_behind_its_kind() {
    let place = |marked: &str| resolve(marked, "").remove(0).1;
    let douma = place("A shell hit [[the Syrian town]] of Douma.");
    assert!(
        douma.name == "Douma" && douma.position().is_some_and(|at| distance_km(at, (33.57, 36.40)) < 20.0),
        "{douma:?}"
    );
    let nowhere = place("A shell hit [[the Syrian town]] of Vashkeld.");
    assert_eq!(
        (nowhere.name.as_str(), nowhere.position(), nowhere.country.as_deref()),
        ("Syrian town", None, Some("SY"))
    );
    assert_eq!(place("They met on [[Syrian soil]] of late.").position(), None);
}

proptest! {
    #[test]
    fn no_text_and_no_ranges_make_it_panic(text in "(\\PC|Syria|, |the |Aleppo|al-| of | and |'s|Ill\\.|°|\\n){0,40}", ends in prop::collection::vec((0usize..200, 0usize..200), 0..8)) {
        let ranges: Vec<_> = ends.iter().map(|it| it.0..it.1).collect();
        let places = gazetteer().resolve(&text, &ranges, &Context { countries: vec!["SY".into(), "??".into(), String::new()] });
        prop_assert_eq!(places.len(), ranges.len());
        for place in places {
            prop_assert_eq!(place.latitude.is_some(), place.longitude.is_some());
            prop_assert!(place.latitude.is_none_or(|it| it.abs() <= 90.0) && place.longitude.is_none_or(|it| it.abs() <= 180.0));
        }
    }
}

/// Twice as many mentions take about twice as long: measured with a wide margin, since machines are busy.
#[test]
fn long_texts_take_time_in_proportion() {
    let time = |sentences: usize| {
        let marked = "Rebels left [[San Antonio]] for [[Santa Rosa]], and [[La Paz]] near [[San Miguel]], for [[Khessar]], Syria. ".repeat(sentences);
        let (text, ranges) = unmarked(&marked);
        let start = std::time::Instant::now();
        gazetteer().resolve(&text, &ranges, &Context::default());
        start.elapsed().as_secs_f64()
    };
    time(50);
    let (short, long) = (time(200), time(2000));
    assert!(long < 40.0 * short.max(0.005), "{short} s, {long} s");
}
