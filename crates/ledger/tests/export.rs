//! A ledger in the forms that other programs read, read back.

mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use sayso_ledger::{Form, Ledger, LedgerError};
use sayso_reading::{Carrier, CarrierKind, Stance};
use serde_json::Value;
use story::{Story, happenings};

/// An outlet's name that no form takes as it is.
const ODD: &str = "Orsa & Velm <\"Post\">\u{b}";
const BRIDGE: &str = "Odo Marn, “the ferryman”, said the \"old bridge\", in Velm,\nhad stood for 300 years.";

fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    let mut stories = happenings(3, 4);
    stories.push(Story::new("odd", ODD, "2031-05-06").text(BRIDGE).says_named(
        "Odo Marn",
        "said",
        "the \"old bridge\", in Velm,\nhad stood for 300 years",
        Stance::Asserts,
    ));
    stories.extend(strike());
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

/// A strike of which one says other than the other, and a copy.
fn strike() -> Vec<Story> {
    let few = "A missile strike on the grain quay of Ulvik on Monday killed 12 dockers, said Ilmar Dost, a captain of the coastguard. \
               The dead were brought to the fish market, where their families waited in the rain until the evening.";
    let many = "The missile strike on the grain quay of Ulvik on Monday killed 40 dockers, said Runa Velkas, a surgeon in the town.";
    let told = |id: &str, outlet: &str, day: &str, text: &str, source: &str, number: u64| {
        let words = number.to_string();
        Story::new(id, outlet, day)
            .text(text)
            .event("strike", |event| {
                let event = event.place("Ulvik", 48.0, 36.0).day("Monday", "2031-05-12");
                event.killed(&words, Some(number), Some(number))
            })
            .says_named(source, "said", &text[..text.find(", said").expect("somebody says it")], Stance::Asserts)
    };
    vec![
        told("few", "Kestrel Wire", "2031-05-13", few, "Ilmar Dost", 12),
        told("copy", "Velm Herald", "2031-05-14", few, "Ilmar Dost", 12),
        told("many", "Front Radio", "2031-05-13", many, "Runa Velkas", 40),
    ]
}

const TABLES: [&str; 8] =
    ["documents", "statements", "events", "actors", "incidents", "claims", "conflicts", "reprints"];

/// A row: its cells by the names of the columns.
type Row = BTreeMap<String, Value>;

/// Names of columns, and rows whose cells are all words; `null` where there are none.
fn csv(path: &Path) -> (Vec<String>, Vec<Row>) {
    let mut table = csv::Reader::from_path(path).expect("a table");
    let names: Vec<String> = table.headers().expect("names").iter().map(str::to_owned).collect();
    let rows = table.records().map(|row| {
        let row = row.expect("as many cells in each row");
        let cell = |cell: &str| if cell.is_empty() { Value::Null } else { Value::from(cell) };
        names.iter().cloned().zip(row.iter().map(cell)).collect()
    });
    let rows = rows.collect();
    (names, rows)
}

fn json_lines(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).expect("lines");
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

fn parquet(path: &Path) -> Vec<Row> {
    let file = SerializedFileReader::try_from(path).expect("a file");
    let rows = file.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        let cell = |field: &Field| match field {
            Field::Null => Value::Null,
            Field::Str(text) => Value::from(text.as_str()),
            Field::Long(number) => Value::from(*number),
            Field::Double(number) => Value::from(*number),
            other => panic!("{other} is of no kind that is written"),
        };
        row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()
    });
    rows.collect()
}

/// A cell as CSV has it.
fn in_words(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => Value::from(number.as_f64().expect("a number").to_string()),
        Value::Number(number) => Value::from(number.to_string()),
        other => other,
    }
}

#[test]
fn tables_hold_the_same_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = folder.path().join("not/yet/made");
    let ledger = ledger();
    for form in [Form::Csv, Form::Jsonl, Form::Parquet] {
        assert_eq!(ledger.export(&made, form, false).expect("exported").len(), TABLES.len());
    }
    let file = |table: &str, extension: &str| made.join(format!("{table}.{extension}"));
    for table in TABLES {
        let (names, rows) = csv(&file(table, "csv"));
        assert!(!rows.is_empty(), "{table}");
        let json = json_lines(&file(table, "jsonl"));
        assert_eq!(json, parquet(&file(table, "parquet")), "{table}");
        assert!(json.iter().all(|row| row.len() == names.len()), "{table}");
        let words = |row: Row| row.into_iter().map(|(name, value)| (name, in_words(value))).collect::<Row>();
        assert_eq!(rows, json.into_iter().map(words).collect::<Vec<_>>(), "{table}");
    }
    let expected: BTreeSet<String> =
        TABLES.iter().flat_map(|table| ["csv", "jsonl", "parquet"].map(|it| format!("{table}.{it}"))).collect();
    assert_eq!(names_in(&made), expected);
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("a file").file_name().to_string_lossy().into_owned();
    fs::read_dir(folder).expect("a folder").map(name).collect()
}

#[test]
fn what_is_in_the_ledger_is_in_the_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    ledger().export(folder.path(), Form::Jsonl, false).expect("exported");
    let table = |name: &str| json_lines(&folder.path().join(format!("{name}.jsonl")));
    let of = |name: &str, column: &str, value: &str| {
        table(name).into_iter().find(|row| row[column] == value).unwrap_or_else(|| panic!("no {value} in {name}"))
    };
    let document = of("documents", "id", "odd");
    assert_eq!((&document["outlet"], &document["day"]), (&Value::from(ODD), &Value::from("2031-05-06")));
    assert!(document["url"].is_null() && !document.contains_key("text"));
    let statement = of("statements", "id", "odd#s1");
    assert_eq!(statement["content"], "the \"old bridge\", in Velm,\nhad stood for 300 years");
    let actor = of("actors", "name", "Odo Marn");
    assert_eq!((&statement["actor_id"], &actor["statements"]), (&actor["id"], &Value::from(1)));
    let event = of("events", "id", "few#e1");
    assert_eq!((&event["killed_low"], &event["latitude"]), (&Value::from(12), &Value::from(48.0)));
    assert!(event["mode"].is_null() && event["injured_low"].is_null());
    let incident = of("incidents", "id", event["happening"].as_str().expect("an incident"));
    assert_eq!((&incident["documents"], &incident["longitude"]), (&Value::from(3), &Value::from(36.0)));
    let claims = table("claims");
    let killed = |row: &&Row| row["incident"] == incident["id"] && row["field"] == "killed";
    let killed: Vec<_> =
        claims.iter().filter(killed).map(|row| (row["low"].as_i64(), row["sources"].as_i64())).collect();
    assert_eq!(killed, [(Some(12), Some(1)), (Some(40), Some(1))]);
    assert_eq!(of("conflicts", "incident", incident["id"].as_str().expect("an id"))["kind"], "dispute");
    let copy = of("reprints", "from", "copy");
    assert_eq!(
        (&copy["to"], &copy["origin"], &copy["score"]),
        (&Value::from("few"), &Value::from("few"), &Value::from(1.0))
    );
}

#[test]
fn texts_are_written_where_they_are_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    for (form, read) in [(Form::Jsonl, json_lines as fn(&Path) -> Vec<Row>), (Form::Parquet, parquet)] {
        let files = ledger().export(folder.path(), form, true).expect("exported");
        let rows = read(&files[0]);
        assert!(rows.iter().any(|row| row["id"] == "odd" && row["text"] == BRIDGE), "{rows:?}");
    }
}

#[test]
fn a_table_of_many_rows_comes_in_groups() {
    const ROWS: usize = 8192 + 3;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let ledger = Ledger::create(&path).expect("a ledger");
    // Far quicker than as many readings.
    let connection = rusqlite::Connection::open(&path).expect("the same file");
    connection
        .execute(
            "WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?1)
             INSERT INTO actors (key, name, kind, mentioned) SELECT 'k' || number, 'n' || number, 'person', number FROM numbers",
            [ROWS as i64],
        )
        .expect("many actors");
    ledger.export(folder.path(), Form::Parquet, false).expect("exported");
    let file = folder.path().join("actors.parquet");
    assert_eq!(SerializedFileReader::try_from(file.as_path()).expect("a file").num_row_groups(), 2);
    let rows = parquet(&file);
    assert_eq!(rows.len(), ROWS);
    assert!((1..).zip(&rows).all(|(number, row)| row["mentioned"] == number && row["name"] == format!("n{number}")));
}

#[test]
fn incidents_and_places_stand_on_a_map() {
    let folder = tempfile::tempdir().expect("a folder");
    ledger().export(folder.path(), Form::Geojson, false).expect("exported");
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
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::create(&path).expect("a ledger");
    let mut carried = Story::new("carried", ODD, "2031-05-06")
        .text("Petra Lund recalled what Odo Marn said: the bridge would hold.")
        .says_named("Odo Marn", "said", "the bridge would hold", Stance::Asserts)
        .says_named("Petra Lund", "recalled", "what Odo Marn said: the bridge would hold", Stance::Asserts);
    let span = carried.reading.statements[1].source.spans[0].clone();
    let actor = carried.reading.statements[1].source.actor.clone();
    carried.reading.statements[0].via.push(Carrier { span, actor, kind: CarrierKind::QuotedBy });
    // Twice in one document counts once.
    let plain = Story::new("plain", ODD, "2031-05-07")
        .text("Odo Marn said the river was high. Odo Marn added that he had seen worse.")
        .says_named("Odo Marn", "said", "the river was high", Stance::Asserts)
        .says_named("Odo Marn", "added", "he had seen worse", Stance::Asserts);
    let unnamed = Story::new("unnamed", "Front Radio", "2031-05-07").text("A fisherman said the ferry had sunk.").says(
        "A fisherman",
        "said",
        "the ferry had sunk",
        Stance::Asserts,
    );
    let stories = [carried, plain, unnamed];
    stories.iter().chain(&strike()).for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    let connection = rusqlite::Connection::open(&path).expect("the same file");
    connection
        .execute_batch(
            "INSERT INTO copies (copy, original, kind, score, evidence) SELECT citing.number, cited.number, 'cites', 0.4, ''
             FROM documents AS citing JOIN documents AS cited WHERE citing.id = 'many' AND cited.id = 'plain'",
        )
        .expect("one cites another");
    // What is kept of who carries whom is counted anew.
    ledger.relink(|_| ()).expect("relinked");
    let files = ledger.export(folder.path(), Form::Gexf, false).expect("exported");
    let text = fs::read_to_string(&files[0]).expect("a file");
    let graph = roxmltree::Document::parse(&text).expect("well-formed");
    let all =
        |tag: &'static str| graph.descendants().filter(move |node| node.has_tag_name(("http://gexf.net/1.3", tag)));
    let value = |node: &roxmltree::Node, name: &str| node.attribute(name).expect("an attribute").to_owned();
    let labels: BTreeMap<String, String> =
        all("node").map(|node| (value(&node, "id"), value(&node, "label"))).collect();
    let odd = "Orsa & Velm <\"Post\">";
    let expected =
        [odd, "Front Radio", "Ilmar Dost", "Kestrel Wire", "Odo Marn", "Petra Lund", "Runa Velkas", "Velm Herald"];
    assert_eq!(labels.values().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert_eq!(all("node").count(), expected.len());
    let edges = all("edge").map(|edge| {
        let label = |end: &str| labels[&value(&edge, end)].as_str();
        (label("source"), value(&edge, "kind"), label("target"), value(&edge, "weight"))
    });
    let edges: BTreeSet<_> = edges.collect();
    let expected = [
        ("Odo Marn", "quotes", odd, "2"),
        ("Petra Lund", "quotes", odd, "1"),
        ("Odo Marn", "carries", "Petra Lund", "1"),
        ("Petra Lund", "carries", odd, "1"),
        ("Ilmar Dost", "quotes", "Kestrel Wire", "1"),
        ("Ilmar Dost", "quotes", "Velm Herald", "1"),
        ("Runa Velkas", "quotes", "Front Radio", "1"),
        ("Kestrel Wire", "reprints", "Velm Herald", "1"),
        (odd, "cites", "Front Radio", "1"),
    ];
    let expected = expected.map(|(from, kind, to, weight)| (from, kind.to_owned(), to, weight.to_owned()));
    assert_eq!(edges, BTreeSet::from(expected));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("a file");
    let error = ledger().export(&file.join("made"), Form::Csv, false).expect_err("it cannot be made");
    assert!(matches!(&error, LedgerError::Export { path, .. } if path == Path::new(&file.join("made"))), "{error}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), "in the way");
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("statements.jsonl");
    fs::create_dir(&taken).expect("a folder in the way");
    let error = ledger().export(folder.path(), Form::Jsonl, false).expect_err("it cannot be written");
    assert!(matches!(&error, LedgerError::Export { path, .. } if *path == taken), "{error}");
    assert!(error.to_string().contains("statements.jsonl: cannot be written"), "{error}");
    assert_eq!(names_in(folder.path()), BTreeSet::from(["documents.jsonl", "statements.jsonl"].map(str::to_owned)));
}

#[test]
fn a_file_takes_the_place_of_the_one_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = ledger();
    let file = folder.path().join("actors.csv");
    fs::write(&file, "longer than what comes ".repeat(5000)).expect("a file");
    ledger.export(folder.path(), Form::Csv, false).expect("exported");
    let first = fs::read(&file).expect("a file");
    ledger.export(folder.path(), Form::Csv, false).expect("exported once more");
    assert!(first.starts_with(b"id,") && first == fs::read(&file).expect("a file"));
}
