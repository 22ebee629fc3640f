//! `sayso read`, run as its users run it.

mod world;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use world::{ARTICLE, GERMAN, Ran, World, line};

#[test]
fn a_file_in_json() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    let ran = world.run(&["read", "--json", "harbour.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let [reading] = &ran.readings()[..] else { panic!("one reading: {ran:?}") };
    assert_eq!(reading["schema"], "sayso/reading/1");
    assert_eq!(reading["document"]["text"], ARTICLE, "plain text is kept unchanged");
    assert_eq!(reading["document"]["language"], "en");
    for field in ["actors", "statements", "events"] {
        assert!(reading[field].is_array(), "{field}");
    }
}

#[test]
fn a_file_for_a_person() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    let ran = world.run(&["read", "harbour.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.starts_with("Harbour of Orsa closed after explosion\nharbour.txt\n"), "{}", ran.stdout);
    let words = ARTICLE.split_whitespace().count();
    assert!(ran.stdout.contains(&format!("{words} words")), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn color_is_for_terminals_unless_asked_for() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    let colored = |arguments: &[&str], no_color: &str| {
        let output = world.sayso(arguments).env("NO_COLOR", no_color).output().expect("the program starts");
        Ran::of(output).stdout.contains('\u{1b}')
    };
    assert!(!colored(&["read", "harbour.txt"], ""));
    assert!(colored(&["read", "--color", "always", "harbour.txt"], ""));
    assert!(colored(&["read", "--color", "always", "harbour.txt"], "1"));
    assert!(!colored(&["--color", "never", "read", "harbour.txt"], ""));
}

#[test]
fn bad_files_do_not_stop_good_ones() {
    let world = World::new();
    world.write("a.txt", ARTICLE);
    world.write("empty.txt", "");
    world.write("binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 3, 0, 0, 7]);
    world.write("b.txt", ARTICLE);
    let ran = world.run(&["read", "--json", "a.txt", "missing.txt", "empty.txt", "binary.txt", "b.txt"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.readings().len(), 2);
    let errors: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(errors.len(), 3, "{}", ran.stderr);
    for (error, name) in errors.iter().zip(["missing.txt", "empty.txt", "binary.txt"]) {
        assert!(error.starts_with(&format!("error: {name}")), "{error}");
    }
}

#[test]
fn a_folder_is_read_in_order() {
    let world = World::new();
    for name in ["b.txt", "a/2.jsonl", "a/1.html", ".hidden.txt", "notes.pdf"] {
        let text = match name {
            "a/2.jsonl" => line("two", ARTICLE) + &line("three", ARTICLE),
            "a/1.html" => format!("<html lang=en><title>One</title><article><p>{ARTICLE}</p></article></html>"),
            _ => ARTICLE.to_owned(),
        };
        world.write(&format!("news/{name}"), text);
    }
    let ran = world.run(&["read", "--json", "news"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let ids = ran.ids();
    assert_eq!(ids.len(), 4, "{ids:?}");
    assert_eq!(ids[1..3], ["two", "three"]);
    assert!(ids[0].starts_with("sha256:") && ids[3].starts_with("sha256:"), "{ids:?}");
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let world = World::new();
    world.write("news/notes.pdf", "x");
    let ran = world.run(&["read", "news"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("error: news: no .txt, .html"), "{}", ran.stderr);
}

/// Runs with `input` on standard input.
fn fed(world: &World, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = world
        .sayso(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("the program takes its input");
    Ran::of(child.wait_with_output().expect("the program ends"))
}

#[test]
fn standard_input() {
    let world = World::new();
    let ran = fed(&world, &["read", "--json", "-"], ARTICLE.as_bytes());
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.readings()[0]["document"]["text"], ARTICLE);
}

#[test]
fn a_bad_json_line_is_named_and_passed_over() {
    let world = World::new();
    let lines = line("one", ARTICLE) + "{\"id\": \"broken\n" + &line("three", ARTICLE);
    let ran = fed(&world, &["read", "--json", "-"], lines.as_bytes());
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.ids(), ["one", "three"]);
    assert!(ran.stderr.starts_with("error: standard input"), "{}", ran.stderr);
    assert!(ran.stderr.contains('2'), "names the line: {}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn readings_come_in_the_order_of_the_input() {
    let world = World::new();
    // Every seventh text is far longer than the others, so that its thread is done late.
    let text = |n: usize| ARTICLE.repeat(if n.is_multiple_of(7) { 40 } else { 1 });
    let lines: String = (0..120).map(|n| line(&n.to_string(), &text(n))).collect();
    world.write("wire.jsonl", lines);
    for jobs in ["1", "8"] {
        let ran = world.run(&["read", "--json", "--jobs", jobs, "wire.jsonl"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
        assert_eq!(ran.ids(), (0..120).map(|n| n.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn a_text_in_another_language_is_read_with_a_warning() {
    let world = World::new();
    world.write("hafen.txt", GERMAN);
    let ran = world.run(&["read", "--json", "hafen.txt"]);
    assert_eq!(ran.status, Some(0));
    assert_eq!(ran.readings().len(), 1);
    assert_eq!(ran.stderr, "warning: hafen.txt: the text is not English but \"de\"; sayso will read it badly\n");
}

#[test]
fn messages_do_not_pass_escape_sequences_on() {
    let world = World::new();
    let ran = world.run(&["read", "\u{1b}[31mred.txt"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("error: ␛[31mred.txt: no such file"), "{:?}", ran.stderr);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let world = World::new();
    let lines: String = (0..3000).map(|n| line(&n.to_string(), ARTICLE)).collect();
    world.write("wire.jsonl", lines);
    for form in [&["read", "--json", "wire.jsonl"][..], &["read", "wire.jsonl"]] {
        let mut child =
            world.sayso(form).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
        assert!(!first.is_empty());
        // The pipe is closed here, with most of the output unread.
        let ran = Ran::of(child.wait_with_output().expect("the program ends"));
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_between_two_lines() {
    let world = World::new();
    let mut child = world
        .sayso(&["read", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || {
        // Ends when the program does.
        (0..).try_for_each(|n: usize| input.write_all(line(&n.to_string(), &ARTICLE.repeat(20)).as_bytes()))
    });
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut text = String::new();
    for _ in 0..5 {
        output.read_line(&mut text).expect("a line");
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill is there").success());
    output.read_to_string(&mut text).expect("the rest is UTF-8");
    assert_eq!(child.wait().expect("the program ends").code(), Some(130));
    assert!(feeder.join().expect("no panic").is_err(), "the program stopped reading");
    assert!(text.ends_with('\n'), "the last line is whole");
    text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON")));
}

#[test]
fn a_page_on_standard_output() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    let ran = world.run(&["read", "--html", "harbour.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.starts_with("<!DOCTYPE html>"));
    assert!(ran.stdout.ends_with("</html>"));
    assert!(ran.stdout.contains("The harbour of Orsa was closed"));
}

#[test]
fn several_pages_need_a_folder() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    world.write("wire.jsonl", line("one", ARTICLE) + &line("two", ARTICLE));
    for inputs in [&["harbour.txt", "harbour.txt"][..], &["wire.jsonl"]] {
        let ran = world.run(&[&["read", "--html"], inputs].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
        assert!(ran.stderr.contains("--output DIR"), "{}", ran.stderr);
    }
    let ran = world.run(&["read", "--html", "--output", "pages/today", "harbour.txt", "missing.txt", "wire.jsonl"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.starts_with("error: missing.txt: "), "{}", ran.stderr);
    let mut names: Vec<String> = std::fs::read_dir(world.path().join("pages/today"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    assert_eq!(names, ["harbour.html", "wire-2.html", "wire.html"]);
}

#[test]
fn a_table_of_outlets() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    let rows = "country,name,remark,domain\n# ours\nQA,The Meridian Courier,daily,courier.example\n,Orsa Mail,,\n";
    world.write("outlets.csv", rows);
    world.write("marked.csv", format!("\u{feff}{}", rows.replace('\n', "\r\n")));
    for table in ["outlets.csv", "marked.csv"] {
        let ran = world.run(&["read", "--json", "--outlets", table, "harbour.txt"]);
        assert_eq!((ran.status, ran.stderr.as_str(), ran.readings().len()), (Some(0), "", 1));
    }
}

#[test]
fn a_wrong_table_of_outlets_stops_before_anything_is_read() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    world.write("folder/notes.txt", "x");
    for (table, message) in [
        (&b""[..], "line 1 should name the columns"),
        (b"title,domain\nOrsa Mail,\n", "line 1 names no column \"name\"; begin with a line such as"),
        (b"name;domain\nOrsa Mail;\n", "line 1 names no column \"name\"; write commas"),
        (b"name,name\n", "line 1 names the column \"name\" twice; rename or delete"),
        (b"name,domain\n,mail.example\n", "line 2 has no name; give"),
        (b"name,owner\nOrsa Mail,Brandt, Marrek\n", "line 2 has 3 cells for 2 columns; put"),
        (b"name,owner\n\"Orsa Mail,Brandt\nTide,\n", "line 2 has a cell that goes on in the next line; close"),
        (
            b"name\nOrsa Mail\n\nthe orsa-mail\n",
            "line 4 has the name \"the orsa-mail\", which line 2 has already; delete",
        ),
        (
            b"name,domain\nOrsa Mail,mail.example/en\n",
            "line 2 has the domain \"mail.example/en\", which is none; write",
        ),
        (b"name,country\nOrsa Mail,UK\n", "line 2 has the country \"UK\", which is no code of ISO 3166-1; write"),
        (b"name,ambiguous\nOrsa Mail,perhaps\n", "line 2 has \"perhaps\" in the column \"ambiguous\"; write"),
        (b"name\nOrsa Mail\nD\xe9p\xeache\n", "line 3 is not in UTF-8; save"),
    ] {
        world.write("outlets.csv", table);
        let ran = world.run(&["read", "--html", "--output", "pages", "--outlets", "outlets.csv", "harbour.txt"]);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.lines().count()), (Some(1), "", 1), "{}", ran.stderr);
        assert!(ran.stderr.starts_with(&format!("error: outlets.csv, {message}")), "{}", ran.stderr);
        assert!(!world.path().join("pages").exists(), "nothing is begun");
    }
    for table in ["missing.csv", "folder"] {
        let ran = world.run(&["read", "--outlets", table, "harbour.txt"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
        assert!(ran.stderr.starts_with(&format!("error: {table}: ")), "{}", ran.stderr);
        assert!(ran.stderr.contains("--outlets takes the path of a CSV file"), "{}", ran.stderr);
    }
}

/// The places of the events of what was read.
fn placed(ran: &Ran) -> Vec<serde_json::Value> {
    let readings = ran.readings();
    let events = readings.iter().flat_map(|reading| reading["events"].as_array().expect("events").clone());
    events.map(|event| event["place"].clone()).filter(|place| !place.is_null()).collect()
}

#[test]
fn a_table_of_places() {
    let world = World::new();
    world.write(
        "raid.txt",
        "Tarn rebels shelled a market in Sefet on Monday and killed five traders, the interior ministry said.",
    );
    world.write("places.csv", "Kind,name,country,longitude,latitude\n\nvillage,Sefet,XH,90.05,-35.36\n");
    let unknown = placed(&world.run(&["read", "--json", "raid.txt"]));
    assert!(unknown.iter().any(|place| place["name"] == "Sefet" && place["latitude"].is_null()), "{unknown:?}");
    let known = placed(&world.run(&["read", "--json", "--places", "places.csv", "raid.txt"]));
    let sefet = known.iter().find(|place| place["name"] == "Sefet").expect("the place");
    assert_eq!(
        (&sefet["country"], &sefet["latitude"], &sefet["longitude"]),
        (&"XH".into(), &(-35.36).into(), &90.05.into())
    );
    assert_eq!(world.run(&["add", "raid.txt", "--places", "places.csv"]).status, Some(0));
    let claims = world.run(&["claims", "--field", "place", "--json"]);
    assert!(claims.stdout.contains("-35.36"), "{claims:?}");
}

#[test]
fn a_wrong_table_of_places_stops_before_anything_is_read() {
    let world = World::new();
    world.write("harbour.txt", ARTICLE);
    for (table, message) in [
        (&b"name,country\nOrsa,XH\n"[..], "line 1 names no column \"latitude\"; begin with a line such as"),
        (b"name,latitude,longitude\nOrsa,40,\n", "line 2 has no position; write degrees"),
        (b"name,latitude,longitude\nOrsa,400,20\n", "line 2 has \"400\" in the column \"latitude\"; write"),
        (b"name,latitude,longitude\nOrsa,40,20\nD\xe9p,1,2\n", "line 3 is not in UTF-8; save"),
    ] {
        world.write("places.csv", table);
        for command in [&["read", "harbour.txt"][..], &["add", "harbour.txt"], &["serve", "harbour.txt"]] {
            let ran = world.run(&[command, &["--places", "places.csv"]].concat());
            assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""), "{}", ran.stderr);
            assert!(ran.stderr.starts_with(&format!("error: places.csv, {message}")), "{}", ran.stderr);
        }
    }
    let ran = world.run(&["read", "--places", "missing.csv", "harbour.txt"]);
    assert!(ran.stderr.contains("--places takes the path of a CSV file"), "{}", ran.stderr);
}

#[test]
fn mistakes_in_the_command_line_end_with_2() {
    let world = World::new();
    for arguments in [
        &["read"][..],
        &["read", "--json", "--html", "-"],
        &["read", "--output", "x", "-"],
        &["read", "--jobs", "0", "-"],
        &["listen"],
    ] {
        let ran = world.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.stderr.starts_with("error: ") || ran.stderr.starts_with("List"), "{}", ran.stderr);
    }
}

#[test]
fn other_addresses_than_the_webs_are_refused() {
    let world = World::new();
    let ran = world.run(&["read", "ftp://courier.example/harbour.txt"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains("only http and https"), "{}", ran.stderr);
}
