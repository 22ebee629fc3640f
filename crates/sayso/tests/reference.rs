//! The command line as its users see it: help, manual and completions.

mod world;

use world::World;

#[test]
fn help() {
    let world = World::new();
    let pages: Vec<String> = [
        &["--help"][..],
        &["read", "--help"],
        &["evaluate", "attribution", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ]
    .into_iter()
    .map(|arguments| {
        let ran = world.run(arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
        format!("$ sayso {}\n\n{}", arguments.join(" "), ran.stdout)
    })
    .collect();
    insta::assert_snapshot!(pages.join("\n"));
}

#[test]
fn version() {
    let ran = World::new().run(&["--version"]);
    assert_eq!((ran.status, ran.stdout), (Some(0), format!("sayso {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn no_command_shows_the_help() {
    let ran = World::new().run(&[]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("Usage: sayso"), "{}", ran.stderr);
}

#[test]
fn completions_name_commands_and_options() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = world.run(&["completions", shell]);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
        for word in ["read", "evaluate", "json", "html", "output", "outlets"] {
            assert!(ran.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(world.run(&["completions", "abacus"]).status, Some(2));
}

#[test]
fn the_manual_has_pages_for_the_commands() {
    let world = World::new();
    let main = world.run(&["man"]);
    assert_eq!((main.status, main.stderr.as_str()), (Some(0), ""));
    assert!(main.stdout.contains(".TH sayso 1"), "{}", main.stdout);
    assert!(main.stdout.contains("Exit status"), "{}", main.stdout);
    let read = world.run(&["man", "read"]);
    assert!(read.stdout.contains(".TH sayso\\-read 1") || read.stdout.contains(".TH sayso-read 1"), "{}", read.stdout);
    assert!(read.stdout.contains("\\-\\-output"), "{}", read.stdout);
}
