//! `sayso export`: a ledger in forms that other programs read.

mod world;

use std::fs;

use world::{ARTICLE, World, line};

const TABLES: [&str; 8] =
    ["documents", "statements", "events", "actors", "incidents", "claims", "conflicts", "reprints"];

#[test]
fn every_form_is_written_into_the_folder() {
    let world = World::new();
    world.write("news.jsonl", line("n0", ARTICLE) + &line("n1", "Nothing happened in Orsa on Tuesday."));
    assert_eq!(world.run(&["add", "news.jsonl"]).status, Some(0));
    for form in ["csv", "jsonl", "parquet", "geojson", "gexf"] {
        let names: Vec<String> = match form {
            "geojson" => ["incidents", "places"].map(|name| format!("{name}.geojson")).to_vec(),
            "gexf" => vec!["sources.gexf".to_owned()],
            _ => TABLES.map(|name| format!("{name}.{form}")).to_vec(),
        };
        let ran = world.run(&["export", "out", "--format", form]);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
        // Each file is named as it can be opened.
        let told: Vec<String> = names.iter().map(|name| format!("out/{name}")).collect();
        assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), told);
        for file in told {
            // A table without rows is a file without lines.
            let size = fs::metadata(world.path().join(&file)).expect("a file").len();
            assert!(size > 0 || form == "jsonl", "{file}");
        }
    }
    let documents = || fs::read_to_string(world.path().join("out/documents.jsonl")).expect("a file");
    assert!(documents().contains("\"n0\"") && !documents().contains("northern basin"));
    assert_eq!(world.run(&["export", "out", "--format", "jsonl", "--texts"]).status, Some(0));
    assert!(documents().contains("northern basin"));
}

#[test]
fn without_a_ledger_nothing_is_made() {
    let world = World::new();
    let ran = world.run(&["export", "out", "--format", "csv"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains("sayso.db: no such ledger"), "{}", ran.stderr);
    assert!(!world.path().join("out").exists() && !world.path().join("sayso.db").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let world = World::new();
    world.write("news.jsonl", line("n0", ARTICLE));
    world.run(&["add", "news.jsonl"]);
    let ran = world.run(&["export", "news.jsonl/out", "--format", "csv"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("news.jsonl/out: cannot be written"), "{}", ran.stderr);
    assert_eq!(world.run(&["export", "out", "--format", "xlsx"]).status, Some(2));
}
