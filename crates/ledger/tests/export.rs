//! A ledger in the forms that other programs read, read back.

mod story;

use std::fs;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use sayso_ledger::{Form, Ledger, LedgerError};
use sayso_reading::Stance;
use story::{Story, happenings};

fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    let mut stories = happenings(3, 4);
    stories.push(
        Story::new("odd", "A & B <\"C\">", "2031-05-06")
            .text("Odo Marn, “the ferryman”, said the \"old bridge\", in Velm,\nhad stood for 300 years.")
            .says_named("Odo Marn", "said", "the \"old bridge\", in Velm,\nhad stood for 300 years", Stance::Asserts),
    );
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

const TABLES: [&str; 8] =
    ["documents", "statements", "events", "actors", "incidents", "claims", "conflicts", "reprints"];

#[test]
fn tables_hold_the_same_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = ledger();
    for form in [Form::Csv, Form::Jsonl, Form::Parquet] {
        let files = ledger.export(&folder.path().join("made"), form).expect("exported");
        assert_eq!(files.len(), TABLES.len());
    }
    let file = |table: &str, extension: &str| folder.path().join("made").join(format!("{table}.{extension}"));
    for table in TABLES {
        let csv: Vec<csv::StringRecord> = csv::Reader::from_path(file(table, "csv"))
            .expect("a table")
            .records()
            .collect::<Result<_, _>>()
            .expect("as many cells in each row");
        let text = fs::read_to_string(file(table, "jsonl")).expect("lines");
        let json: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
        let parquet = SerializedFileReader::try_from(file(table, "parquet").as_path()).expect("a file");
        let rows = usize::try_from(parquet.metadata().file_metadata().num_rows()).expect("a count");
        assert_eq!((csv.len(), rows), (json.len(), json.len()), "{table}");
    }
    let statements = fs::read_to_string(file("statements", "jsonl")).expect("lines");
    let statement: serde_json::Value = serde_json::from_str(statements.lines().next().expect("a line")).expect("JSON");
    assert_eq!(statement["content"], "the \"old bridge\", in Velm,\nhad stood for 300 years");
    let mut rows = csv::Reader::from_path(file("statements", "csv")).expect("a table");
    assert!(rows.records().next().expect("a row").expect("a row").iter().any(|cell| cell == statement["content"]));
    // Numbers are numbers.
    let events = fs::read_to_string(file("events", "jsonl")).expect("lines");
    let event: serde_json::Value = serde_json::from_str(events.lines().next().expect("a line")).expect("JSON");
    assert!(event["killed_low"].is_i64() && event["latitude"].is_f64() && event["mode"].is_null(), "{event}");
    let parquet = SerializedFileReader::try_from(file("events", "parquet").as_path()).expect("a file");
    let row = parquet.get_row_iter(None).expect("rows").next().expect("a row").expect("a row");
    let names: Vec<&String> = row.get_column_iter().map(|(name, _)| name).collect();
    let at = |name: &str| names.iter().position(|it| *it == name).expect("a column");
    assert_eq!(row.get_long(at("killed_low")).ok(), event["killed_low"].as_i64());
    assert_eq!(row.get_double(at("latitude")).ok(), event["latitude"].as_f64());
    assert!(
        fs::read_dir(folder.path().join("made"))
            .expect("a folder")
            .all(|it| { it.expect("a file").path().extension().is_some_and(|extension| extension != "part") })
    );
}

#[test]
fn incidents_and_places_stand_on_a_map() {
    let folder = tempfile::tempdir().expect("a folder");
    ledger().export(folder.path(), Form::Geojson).expect("exported");
    for name in ["incidents", "places"] {
        let text = fs::read_to_string(folder.path().join(format!("{name}.geojson"))).expect("a file");
        let map: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(map["type"], "FeatureCollection");
        let features = map["features"].as_array().expect("features");
        assert!(features.len() >= 3, "{name}");
        // Orsa lies at 40 north, 20 east: the longitude comes first.
        let orsa = features.iter().find(|it| it["properties"]["place"] == "Orsa").expect("Orsa");
        assert_eq!(orsa["geometry"], serde_json::json!({"type": "Point", "coordinates": [20.0, 40.0]}));
    }
}

#[test]
fn who_carries_whom_is_a_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = ledger().export(folder.path(), Form::Gexf).expect("exported");
    let text = fs::read_to_string(&files[0]).expect("a file");
    assert!(
        text.contains("label=\"A &amp; B &lt;&quot;C&quot;&gt;\"") && text.contains("label=\"Odo Marn\""),
        "{text}"
    );
    assert!(text.contains("weight=\"1\"") && text.contains("value=\"quotes\""));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("a file");
    let error = ledger().export(&file.join("made"), Form::Csv).expect_err("it cannot be made");
    assert!(matches!(&error, LedgerError::Export { path, .. } if path == Path::new(&file.join("made"))), "{error}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), "in the way");
}
