//! A ledger on a disk that is full or cannot be written to, and two programs at one ledger.

mod world;

use std::process::Command;

use world::{ARTICLE, World};

/// Articles with an id each, as JSON lines; `who` tells those of two writers apart, every other article both have.
fn jsonl(who: &str, count: usize) -> String {
    let article = |number: usize| {
        let id = if number.is_multiple_of(2) { format!("both-{number}") } else { format!("{who}-{number}") };
        let text = format!("{ARTICLE}\nThe ministry said on Tuesday that {number} boats were searched.\n");
        serde_json::json!({"id": id, "text": text}).to_string() + "\n"
    };
    (0..count).map(article).collect()
}

#[test]
fn two_programs_add_to_one_ledger() {
    let world = World::new();
    world.write("one.jsonl", jsonl("one", 24));
    world.write("two.jsonl", jsonl("two", 24));
    let start =
        |file: &str| world.sayso(&["add", file]).stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    for adding in [start("one.jsonl"), start("two.jsonl")] {
        let ran = adding.wait_with_output().expect("it ends");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    let again = world.run(&["add", "one.jsonl", "two.jsonl"]);
    assert!(
        again.stdout.contains("added 0 documents") && again.stdout.contains("48 documents known already"),
        "{again:?}"
    );
}

#[test]
fn a_ledger_of_another_version_is_refused_with_the_mend() {
    let world = World::new();
    world.write("one.jsonl", jsonl("one", 1));
    assert_eq!(world.run(&["add", "one.jsonl"]).status, Some(0));
    let connection = rusqlite::Connection::open(world.path().join("sayso.db")).expect("it opens");
    connection.pragma_update(None, "user_version", 99).expect("it is written");
    for command in [&["incidents"][..], &["add", "one.jsonl"], &["remove", "both-0"]] {
        let ran = world.run(command);
        assert_eq!(ran.status, Some(1), "{ran:?}");
        assert!(ran.stderr.contains("made by a later sayso (version 99"), "{}", ran.stderr);
    }
}

/// What the script prints that fills a small disk, enlarges it, and makes it read-only. Only its own processes see that disk.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=900k none disk || exit 99
cd disk
"$SAYSO" add ../one.jsonl --jobs 1 2>&1; echo "full: $?"
mount -o remount,size=64m .
"$SAYSO" add ../one.jsonl 2>&1; echo "enlarged: $?"
mount -o remount,ro .
"$SAYSO" search harbour 2>&1 >/dev/null; echo "read: $?"
"$SAYSO" add ../two.jsonl 2>&1; echo "written: $?"
"$SAYSO" remove both-0 2>&1; echo "removed: $?"
mount -o remount,rw .
"$SAYSO" add ../one.jsonl 2>&1; echo "again: $?"
"#;

#[test]
fn a_full_disk_and_one_that_cannot_be_written_to_lose_nothing() {
    let world = World::new();
    world.write("one.jsonl", jsonl("one", 40));
    world.write("two.jsonl", jsonl("two", 2));
    std::fs::create_dir(world.path().join("disk")).expect("a folder");
    let ran = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", SCRIPT])
        .current_dir(world.path())
        .env("SAYSO", env!("CARGO_BIN_EXE_sayso"))
        .output();
    let Some(ran) = ran.ok().filter(|ran| !matches!(ran.status.code(), Some(1 | 99) | None)) else {
        eprintln!("skipped: this machine lets nobody mount a disk of their own");
        return;
    };
    let printed = String::from_utf8(ran.stdout).expect("UTF-8");
    let told: Vec<&str> = printed.lines().collect();
    let line = |start: &str| *told.iter().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{printed}"));
    assert_eq!(line("full:"), "full: 1", "{printed}");
    assert!(printed.contains("the disk is full; make room and repeat the command"), "{printed}");
    assert_eq!(line("enlarged:"), "enlarged: 0", "{printed}");
    assert_eq!(line("read:"), "read: 0", "{printed}");
    for refused in ["written: 1", "removed: 1"] {
        assert!(told.contains(&refused), "{printed}");
    }
    assert!(printed.contains("cannot be written to; change its permissions"), "{printed}");
    assert_eq!(line("again:"), "again: 0", "{printed}");
    assert!(
        told.iter()
            .rev()
            .nth(1)
            .is_some_and(|line| line.contains("added 0 documents") && line.contains("40 documents known already")),
        "{printed}"
    );
    // The first time some were added, and what was counted then was known the second time.
    let added = |line: &str| -> usize {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "added").expect("a count");
        words[at + 1].parse().expect("a number")
    };
    let counts: Vec<usize> = told.iter().filter(|line| line.contains(": added ")).map(|line| added(line)).collect();
    assert!(counts[0] > 0 && counts[0] < 40 && counts[0] + counts[1] == 40, "{counts:?} {printed}");
}
