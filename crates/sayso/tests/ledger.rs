//! `sayso add` and the commands that ask the ledger.

mod world;

use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;
use world::{ARTICLE, World};

fn lines(json: &str) -> Vec<Value> {
    json.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// Articles with an id each, as JSON lines.
fn jsonl(count: usize) -> String {
    let article = |number: usize| {
        let text = format!("{ARTICLE}\nThe ministry said on Tuesday that {number} boats were searched.\n");
        let outlet = if number.is_multiple_of(2) { "The Meridian Courier" } else { "Kestrel Wire" };
        let published = format!("2031-03-{:02}", 1 + number % 28);
        serde_json::json!({"id": format!("n{number}"), "outlet": outlet, "published": published, "text": text})
            .to_string()
    };
    (0..count).map(article).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_added_is_listed_and_shown_as_it_was_read() {
    let world = World::new();
    world.write("news/a.txt", ARTICLE);
    world.write("news/more.jsonl", jsonl(3));
    let added = world.run(&["add", "news", "--ledger", "news.db"]);
    assert_eq!((added.status, added.stderr.as_str()), (Some(0), ""));
    assert!(added.stdout.starts_with("news.db: added 4 documents with "), "{}", added.stdout);
    let again = world.run(&["add", "news", "--ledger", "news.db"]);
    assert!(again.stdout.contains("added 0 documents") && again.stdout.contains("4 documents known already"));

    let read = lines(&world.run(&["read", "--json", "news"]).stdout);
    for reading in &read {
        let id = reading["document"]["id"].as_str().expect("an id");
        let shown = world.run(&["show", id, "--ledger", "news.db", "--json"]);
        assert_eq!(&lines(&shown.stdout)[0], reading, "{id}");
    }
    // Part of an id is enough where it is of one only.
    let long =
        read.iter().filter_map(|it| it["document"]["id"].as_str()).find(|id| id.starts_with("sha256:")).expect("an id");
    assert_eq!(world.run(&["show", &long[7..15], "--ledger", "news.db"]).status, Some(0));
    assert_eq!(world.run(&["show", "n", "--ledger", "news.db"]).status, Some(1));
    let count: usize = read.iter().map(|reading| reading["statements"].as_array().map_or(0, Vec::len)).sum();
    let rows = lines(&world.run(&["statements", "--ledger", "news.db", "--json"]).stdout);
    assert_eq!(rows.len(), count);

    let denials = world.run(&["statements", "--ledger", "news.db", "--json", "--stance", "denies", "--document", "n1"]);
    let denials = lines(&denials.stdout);
    assert!(!denials.is_empty() && denials.iter().all(|row| row["stance"] == "denies" && row["document"] == "n1"));
    let days = ["statements", "--ledger", "news.db", "--json", "--since", "2031-03-02", "--outlet", "kestrel wire"];
    assert!(lines(&world.run(&days).stdout).iter().all(|row| row["document"] == "n1"));
    let table = world.run(&["statements", "--ledger", "news.db", "--csv"]).stdout;
    let table = csv::Reader::from_reader(table.as_bytes()).records().collect::<Result<Vec<_>, _>>().expect("CSV");
    assert_eq!(table.len(), count);
}

#[test]
fn words_are_found_in_statements_and_articles() {
    let world = World::new();
    world.write("news.jsonl", jsonl(3));
    world.run(&["add", "news.jsonl"]);
    let hits = lines(&world.run(&["search", "\"northern basin\"", "--json"]).stdout);
    assert!(hits.iter().any(|hit| hit["kind"] == "statement") && hits.iter().any(|hit| hit["kind"] == "document"));
    assert!(hits.iter().all(|hit| hit["words"].as_str().is_some_and(|words| words.contains('«'))));
    let bad = world.run(&["search", "har\"bour"]);
    assert_eq!(bad.status, Some(1));
    assert!(bad.stderr.contains("not a search"), "{}", bad.stderr);
}

#[test]
fn copies_are_found_with_their_origin() {
    let world = World::new();
    let article = |id: &str, outlet: &str, published: &str, text: &str| {
        serde_json::json!({"id": id, "outlet": outlet, "published": published, "text": text}).to_string() + "\n"
    };
    // The copy comes first, and credits whom it has it from.
    let copy = format!("{}\nKestrel Wire\n", ARTICLE.replace("Harbour of Orsa closed", "Orsa harbour shut"));
    let other = "Farmers in the valley of Tenn said on Friday that the harvest would be late, since it had rained for three weeks.";
    let news = article("paper", "The Meridian Courier", "2031-03-02", &copy)
        + &article("wire", "Kestrel Wire", "2031-03-02", ARTICLE)
        + &article("farm", "Kestrel Wire", "2031-03-02", other);
    world.write("news.jsonl", news);
    world.run(&["add", "news.jsonl"]);
    let families = lines(&world.run(&["reprints", "--json"]).stdout);
    assert_eq!(families.len(), 1);
    assert_eq!(families[0]["origin"], "wire");
    assert_eq!(families[0]["edges"][0]["from"], "paper");
    assert_eq!(families[0]["edges"][0]["kind"], "reprint");
    for (filter, count) in [
        (["--document", "wire"], 1),
        (["--document", "farm"], 0),
        (["--kind", "reprint"], 1),
        (["--kind", "update"], 0),
        (["--least", "2"], 1),
        (["--least", "3"], 0),
        (["--limit", "0"], 0),
    ] {
        let filtered = world.run(&[&["reprints", "--json"][..], &filter].concat());
        assert_eq!(lines(&filtered.stdout).len(), count, "{filter:?}");
    }
    world.run(&["remove", "wire"]);
    assert_eq!(world.run(&["reprints"]).stdout, "no copies found\n");
}

#[test]
fn what_is_printed_as_json_has_the_form_of_its_schema() {
    let world = World::new();
    world.write("more.jsonl", jsonl(4));
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    world.run(&["add", examples, "more.jsonl"]);
    let incidents = lines(&world.run(&["incidents", "--json", "--limit", "2"]).stdout);
    let ids: Vec<&str> = incidents.iter().filter_map(|incident| incident["id"].as_str()).collect();
    assert_eq!(world.run(&["merge", ids[0], ids[1], "--by", "Ann"]).status, Some(0));
    for (name, command) in [
        ("statements", &["statements", "--json"][..]),
        ("search", &["search", "said OR strike", "--json", "--limit", "300"]),
        ("reprints", &["reprints", "--json"]),
        ("incidents", &["incidents", "--json"]),
        ("claims", &["claims", "--json"]),
        ("conflicts", &["conflicts", "--json"]),
        ("actors", &["actors", "--json"]),
        ("actors", &["sources", "--json"]),
        ("trace", &["trace", "n0#s1", "--json"]),
        ("decisions", &["decisions", "--json"]),
    ] {
        let file = format!("{}/../ledger/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("a schema")).expect("JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema that can be understood");
        let rows = lines(&world.run(command).stdout);
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            if let Err(error) = validator.validate(&row) {
                panic!("{name}: {error} in {row}");
            }
        }
    }
}

#[test]
fn what_was_read_wrong_is_corrected_until_that_is_taken_back() {
    let world = World::new();
    world.write("news.jsonl", jsonl(1));
    world.run(&["add", "news.jsonl"]);
    let read = || lines(&world.run(&["show", "n0", "--json"]).stdout).remove(0);
    let before = read();
    let statement = before["statements"].as_array().expect("statements").iter().find(|it| it["stance"] == "asserts");
    let id = format!("n0#{}", statement.expect("a plain statement")["id"].as_str().expect("an id"));
    let stances = |stance: &str| lines(&world.run(&["statements", "--stance", stance, "--json"]).stdout);
    let doubted = world.run(&["correct", &id, "--stance", "doubts", "--by", "Ann"]);
    assert_eq!(
        doubted.stdout,
        format!("decision 1: {id}: stance “doubts”, was “asserts”; take it back with `sayso undo 1`\n")
    );
    assert_eq!(stances("doubts")[0]["id"], id.as_str());
    let sourced = world.run(&["correct", &id, "--source", "Ilva Brandt"]);
    assert!(sourced.stdout.starts_with(&format!("decision 2: {id}: source Ilva Brandt, was ")), "{sourced:?}");
    assert_eq!(stances("doubts")[0]["source"]["actor"], "Ilva Brandt");
    assert_eq!(world.run(&["correct", &id, "--no-source"]).status, Some(0));
    let certain = world.run(&["correct", &id, "--certainty", "possible"]);
    assert!(certain.stdout.starts_with(&format!("decision 4: {id}: certainty “possible”, was ")), "{certain:?}");
    assert_eq!(stances("doubts")[0]["certainty"], "possible");
    assert_eq!(world.run(&["correct", &id, "--certainty", "untold"]).status, Some(0));
    assert_eq!(stances("doubts")[0]["certainty"], Value::Null);
    assert_eq!(stances("doubts")[0]["source"]["actor"], Value::Null);
    let decisions = lines(&world.run(&["decisions", "--json"]).stdout);
    assert_eq!((&decisions[0]["kind"], &decisions[0]["analyst"]), (&"correction".into(), &"Ann".into()));
    assert_eq!(decisions.len(), 5);

    for (arguments, status, expected) in [
        (&["correct", &id, "--stance", "shouts"][..], 2, "invalid value 'shouts'"),
        (&["correct", &id], 2, "required"),
        (&["correct", &id, "--certainty", "perhaps"], 2, "invalid value 'perhaps'"),
        (&["correct", &id, "--no-source", "--strike"], 2, "cannot be used with"),
        (&["correct", &id, "--role", "hero=a1"], 2, "no such role; name one of actor, recipient"),
        (&["correct", &id, "--role", "victim=a1"], 1, "a statement has no role; correct the stance"),
        (&["correct", &id, "--source", "Nobody Here"], 1, "it has a1 ("),
        (&["correct", "n0#s99", "--stance", "denies"], 1, "n0#s99: nothing in the ledger has this id"),
        (&["correct", &id, "--stance", "doubts"], 1, "its stance is “doubts” already; there is nothing to correct"),
    ] {
        let ran = world.run(arguments);
        assert_eq!(ran.status, Some(status), "{ran:?}");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    for number in ["2", "4", "1", "3", "5"] {
        assert_eq!(world.run(&["undo", number]).status, Some(0));
    }
    assert_eq!(read(), before);
}

#[test]
fn a_role_is_corrected_by_the_beginning_of_its_documents_id() {
    let world = World::new();
    world.write(
        "news/a.txt",
        "Five dockers were killed when Tarn rebels shelled the harbour of Orsa on Monday, Ilva Brandt said.",
    );
    world.run(&["add", "news"]);
    let reading = lines(&world.run(&["read", "--json", "news"]).stdout).remove(0);
    let event = reading["events"]
        .as_array()
        .expect("events")
        .iter()
        .find(|it| it["roles"].as_array().is_some_and(|it| !it.is_empty()));
    let event = event.expect("an event with a role");
    let document = &reading["document"]["id"].as_str().expect("an id")[7..19];
    let id = format!("{document}#{}.1", event["id"].as_str().expect("an id"));
    let roles = || {
        let shown = lines(&world.run(&["show", document, "--json"]).stdout).remove(0);
        let events = shown["events"].as_array().expect("events").clone();
        events.iter().find(|it| it["id"] == event["id"]).expect("the event")["roles"].clone()
    };
    assert_eq!(roles(), event["roles"]);
    assert_eq!(world.run(&["correct", &id, "--role", "recipient=Ilva Brandt"]).status, Some(0));
    let brandt =
        reading["actors"].as_array().expect("actors").iter().find(|it| it["name"] == "Ilva Brandt").expect("her")["id"]
            .clone();
    assert_eq!((&roles()[0]["role"], &roles()[0]["actor"]), (&"recipient".into(), &brandt));
    assert_eq!(world.run(&["correct", &id, "--strike"]).status, Some(0));
    assert_eq!(roles().as_array().map(Vec::len), event["roles"].as_array().map(|it| it.len() - 1));
    assert_eq!(world.run(&["undo", "2"]).status, Some(0));
    assert_eq!(world.run(&["undo", "1"]).status, Some(0));
    assert_eq!(roles(), event["roles"]);
}

#[test]
fn an_id_with_another_text_is_refused_and_the_rest_is_added() {
    let world = World::new();
    world.write("one.jsonl", jsonl(2));
    world.run(&["add", "one.jsonl"]);
    let other = serde_json::json!({"id": "n0", "text": ARTICLE}).to_string() + "\nno json\n" + &jsonl(4);
    world.write("two.jsonl", other);
    let added = world.run(&["add", "two.jsonl"]);
    assert_eq!(added.status, Some(1));
    assert!(added.stderr.contains("n0: the ledger holds another text"), "{}", added.stderr);
    assert!(added.stdout.contains("added 2 documents"), "{}", added.stdout);
    assert!(added.stdout.contains("2 documents known already · 2 documents not read"), "{}", added.stdout);
}

#[test]
fn what_is_removed_is_gone() {
    let world = World::new();
    world.write("news.jsonl", jsonl(2));
    world.run(&["add", "news.jsonl"]);
    assert_eq!(world.run(&["remove", "n0"]).status, Some(0));
    assert_eq!(world.run(&["show", "n0"]).status, Some(1));
    assert_eq!(world.run(&["remove", "n0", "n1"]).status, Some(1));
    let left = world.run(&["statements", "--json"]);
    assert_eq!(left.stdout, "");
    assert!(left.stderr.contains("no statement passes"), "{}", left.stderr);
}

#[test]
fn a_ledger_that_is_not_there_is_not_made_by_asking() {
    let world = World::new();
    for command in [&["statements"][..], &["search", "x"], &["show", "x"], &["remove", "x"]] {
        let ran = world.run(command);
        assert_eq!(ran.status, Some(1));
        assert!(ran.stderr.contains("sayso.db: no such ledger"), "{}", ran.stderr);
    }
    assert!(!world.path().join("sayso.db").exists());
}

/// Killed at any point, the ledger holds what had been counted, and a second `add` finishes the rest.
#[test]
fn killed_while_it_adds_it_loses_nothing() {
    const DOCUMENTS: i64 = 40;
    let world = World::new();
    world.write("news.jsonl", jsonl(DOCUMENTS as usize));
    let file = world.path().join("sayso.db");
    let count = || -> Option<i64> {
        let connection = Connection::open(&file).ok()?;
        connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).ok()
    };
    for enough in [1, 7, 16] {
        let mut adding = world.sayso(&["add", "news.jsonl", "--jobs", "1"]).spawn().expect("the program starts");
        let deadline = Instant::now() + Duration::from_secs(120);
        let seen = loop {
            let seen = if file.exists() { count().unwrap_or(0) } else { 0 };
            if seen >= enough {
                break seen;
            }
            assert!(Instant::now() < deadline, "{seen} documents after two minutes");
            std::thread::sleep(Duration::from_millis(2));
        };
        adding.kill().expect("it can be killed");
        adding.wait().expect("it ends");
        let connection = Connection::open(&file).expect("the file opens");
        let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
        assert_eq!(check, "ok");
        assert!(count().expect("a count") >= seen);
        let torn: i64 = connection
            .query_row(
                "SELECT count(*) FROM documents WHERE number NOT IN (SELECT document FROM statements)",
                [],
                |row| row.get(0),
            )
            .expect("a count");
        assert_eq!(torn, 0, "a document is there without its statements");
    }
    let finished = world.run(&["add", "news.jsonl"]);
    assert_eq!(finished.status, Some(0), "{}", finished.stderr);
    assert_eq!(count(), Some(DOCUMENTS));
}
