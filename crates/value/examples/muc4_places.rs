//! Counts for how many places of the MUC-4 answer keys the right country comes out.
//!
//! `cargo run -p sayso-value --example muc4_places -- CORPORA/muc4/raw/dev [PRINTED]`
//!
//! A key's LOCATION is "COUNTRY: PLACE (KIND): PLACE (KIND)"; each place whose name stands in the text is resolved where it stands, all of a document
//! together. The texts are in capitals. Prints the first PRINTED that came out wrong or without a country.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

use sayso_value::place::{Context, Gazetteer};

const COUNTRIES: &[(&str, &str)] = &[
    ("EL SALVADOR", "SV"),
    ("COLOMBIA", "CO"),
    ("PERU", "PE"),
    ("GUATEMALA", "GT"),
    ("HONDURAS", "HN"),
    ("NICARAGUA", "NI"),
    ("CHILE", "CL"),
    ("BOLIVIA", "BO"),
    ("ARGENTINA", "AR"),
    ("ECUADOR", "EC"),
    ("PANAMA", "PA"),
    ("BRAZIL", "BR"),
    ("VENEZUELA", "VE"),
    ("COSTA RICA", "CR"),
    ("MEXICO", "MX"),
    ("SPAIN", "ES"),
    ("UNITED STATES", "US"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("usage: muc4_places FOLDER [PRINTED]")?);
    let mut printed: usize = arguments.get(1).map_or(Ok(0), |it| it.parse())?;
    let gazetteer = Gazetteer::load()?;
    let (texts, keys) = read(folder)?;
    let (mut right, mut wrong, mut none) = (0, 0, 0);
    for (document, gold) in &keys {
        let Some(text) = texts.get(document) else { continue };
        let mut asked: Vec<(std::ops::Range<usize>, &str, &str)> = Vec::new();
        for (name, country) in gold {
            asked.extend(
                text.match_indices(name.as_str()).map(|it| (it.0..it.0 + name.len(), name.as_str(), country.as_str())),
            );
        }
        asked.sort_by_key(|it| it.0.start);
        let ranges: Vec<_> = asked.iter().map(|it| it.0.clone()).collect();
        let places = gazetteer.resolve(text, &ranges, &Context::default());
        let mut seen = BTreeSet::new();
        for ((range, name, country), place) in asked.into_iter().zip(places) {
            if !seen.insert(name) {
                continue;
            }
            match place.country.as_deref() {
                Some(found) if found == country => right += 1,
                found => {
                    if found.is_some() {
                        wrong += 1
                    } else {
                        none += 1
                    }
                    if printed > 0 {
                        printed -= 1;
                        let around = text
                            .get(range.start.saturating_sub(50)..(range.end + 50).min(text.len()))
                            .unwrap_or_default();
                        println!(
                            "{document}\t{name}\t{country}\t{}\t{}",
                            found.unwrap_or("-"),
                            around.replace('\n', " ")
                        );
                    }
                }
            }
        }
    }
    println!("right {right}, wrong {wrong}, none {none} of {}", right + wrong + none);
    Ok(())
}

type Keys = BTreeMap<String, BTreeSet<(String, String)>>;

fn read(folder: &Path) -> Result<(HashMap<String, String>, Keys), Box<dyn Error>> {
    let (mut texts, mut keys) = (HashMap::new(), Keys::new());
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let content = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        if name.starts_with("key") {
            read_keys(&content, &mut keys);
        } else if name.contains("-muc") {
            // Each text begins with a line "DEV-MUC3-0001 (NOSC)".
            let starts = |line: &str| ["DEV-MUC", "TST1-MUC", "TST2-MUC"].iter().any(|it| line.starts_with(it));
            let mut document = String::new();
            for line in content.lines() {
                if starts(line) {
                    document = line.split_whitespace().next().unwrap_or_default().to_owned();
                }
                let text: &mut String = texts.entry(document.clone()).or_default();
                text.push_str(line);
                text.push(' ');
            }
        }
    }
    Ok((texts, keys))
}

fn read_keys(content: &str, keys: &mut Keys) {
    let (mut document, mut open) = (String::new(), false);
    for line in content.lines() {
        let value = line.get(34..).unwrap_or_default().trim();
        if line.starts_with("0.") {
            document = line.split_whitespace().nth(3).unwrap_or_default().to_owned();
        }
        open = line.contains("INCIDENT: LOCATION") || (open && line.starts_with(' '));
        if !open || value.is_empty() || value == "*" {
            continue;
        }
        let mut parts = value.split([':', '-', '/']).map(str::trim);
        let first = parts.next().unwrap_or_default();
        let Some((_, code)) = COUNTRIES.iter().find(|it| it.0 == first.trim_start_matches("? ")) else { continue };
        for part in parts {
            let name = part.split('(').next().unwrap_or_default().trim();
            if name.len() > 2 && name.bytes().all(|it| it.is_ascii_uppercase() || it == b' ') {
                keys.entry(document.clone()).or_default().insert((name.to_owned(), (*code).to_owned()));
            }
        }
    }
}
