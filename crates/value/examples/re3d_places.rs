//! Prints what places the Location entities of the re3d corpus come out as, for judging by hand.
//!
//! `cargo run -p sayso-value --example re3d_places -- CORPORA/re3d SEED COUNT [OTHER_SEED OTHER_COUNT]`
//!
//! All entities of a document with a confidence of at least 0.5 are resolved together. Printed is a random sample of COUNT, no words twice in a
//! document; with OTHER_SEED those left out which that sample holds.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::path::Path;

use sayso_value::place::{Context, Gazetteer, Place};
use serde_json::Value;

/// A mention with what came out.
struct Line {
    document: String,
    words: String,
    sentence: String,
    place: Place,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(seed), Some(count)) = (arguments.first(), arguments.get(1), arguments.get(2)) else {
        return Err("usage: re3d_places FOLDER SEED COUNT [OTHER_SEED OTHER_COUNT]".into());
    };
    let start = std::time::Instant::now();
    let gazetteer = Gazetteer::load()?;
    eprintln!("loaded in {:?}", start.elapsed());
    let lines = read(Path::new(folder), &gazetteer)?;
    let mut left_out = HashSet::new();
    if let (Some(seed), Some(count)) = (arguments.get(3), arguments.get(4)) {
        left_out.extend(sample(lines.len(), seed.parse()?).into_iter().take(count.parse()?));
    }
    let chosen = sample(lines.len(), seed.parse()?).into_iter().filter(|it| !left_out.contains(it));
    for number in chosen.take(count.parse()?) {
        let Line { document, words, sentence, place } = &lines[number];
        let position =
            place.latitude.zip(place.longitude).map_or_else(|| "-".into(), |it| format!("{:.2} {:.2}", it.0, it.1));
        println!(
            "{}\t{words}\t{}\t{}\t{:?}\t{position}\t{sentence}",
            &document[..6.min(document.len())],
            place.name,
            place.country.as_deref().unwrap_or("-"),
            place.kind
        );
    }
    Ok(())
}

fn read(folder: &Path, gazetteer: &Gazetteer) -> Result<Vec<Line>, Box<dyn Error>> {
    let mut parts: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(Result::ok).map(|it| it.path()).filter(|it| it.is_dir()).collect();
    parts.sort();
    let mut lines = Vec::new();
    for part in parts {
        let json = |name: &str| -> Result<Vec<Value>, Box<dyn Error>> {
            let text = std::fs::read_to_string(part.join(name))?;
            text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
        };
        let mut mentions: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for entity in json("entities.json")? {
            if entity["type"] == "Location" && entity["confidence"].as_f64().unwrap_or(0.0) >= 0.5 {
                let number = |name: &str| entity[name].as_u64().unwrap_or(0) as usize;
                let document = entity["documentId"].as_str().unwrap_or_default();
                mentions.entry(document.to_owned()).or_default().push((number("begin"), number("end")));
            }
        }
        for document in json("documents.json")? {
            let (id, text) =
                (document["_id"].as_str().unwrap_or_default(), document["text"].as_str().unwrap_or_default());
            let mut found = mentions.remove(id).unwrap_or_default();
            found.sort_unstable();
            // The corpus counts characters.
            let bytes: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let byte = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
            let ranges: Vec<_> = found.iter().map(|it| byte(it.0)..byte(it.1)).collect();
            let places = gazetteer.resolve(text, &ranges, &Context::default());
            let mut seen = HashSet::new();
            for (range, place) in ranges.into_iter().zip(places) {
                let words = text.get(range.clone()).unwrap_or_default().replace('\n', " ");
                if seen.insert(words.clone()) {
                    let start = text[..range.start].rfind(['\n', '.']).map_or(0, |it| it + 1);
                    let end = text[range.end..].find('\n').map_or(text.len(), |it| range.end + it);
                    let sentence: String = text[start..end].trim().chars().take(220).collect();
                    lines.push(Line { document: id.to_owned(), words, sentence, place });
                }
            }
        }
    }
    Ok(lines)
}

/// The numbers below `count` in a random order that depends on the seed alone.
fn sample(count: usize, seed: u64) -> Vec<usize> {
    // SplitMix64 (Steele, Lea, Flood 2014).
    let key = |number: usize| {
        let mut bits = seed
            .wrapping_mul(0x2545_F491_4F6C_DD1D)
            .wrapping_add((number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    };
    let mut numbers: Vec<usize> = (0..count).collect();
    numbers.sort_by_key(|number| key(*number));
    numbers
}
