//! A folder with files of our own, and the program run in it.

#![allow(dead_code, reason = "not every test file uses all of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// An English article about an invented place.
pub(crate) const ARTICLE: &str = "\
Harbour of Orsa closed after explosion

The harbour of Orsa was closed on Monday after an explosion in its northern basin, the interior ministry said. \
\"We do not yet know what happened there,\" the harbour master, Ilva Brandt, told reporters in the afternoon. \
She denied that the basin had been used by the navy. No group has claimed the explosion, and the government \
of Valmarch said that it had nothing to do with it.
";

/// The same story in German.
pub(crate) const GERMAN: &str = "\
Der Hafen von Orsa wurde am Montag nach einer Explosion im nördlichen Becken geschlossen, teilte das \
Innenministerium mit. Man wisse noch nicht, was dort geschehen sei, sagte die Hafenmeisterin. Niemand hat sich \
bisher zu der Explosion bekannt, und die Regierung von Valmarch erklärte, sie habe damit nichts zu tun.
";

/// A temporary folder.
pub(crate) struct World(TempDir);

impl World {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }

    /// The program, to be run in this folder, without anything in the environment that changes what it prints.
    pub(crate) fn sayso(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(self.path()).args(arguments);
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.sayso(arguments).output().expect("the program starts"))
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The lines of standard output as JSON.
    pub(crate) fn readings(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }

    /// The ids of the documents read.
    pub(crate) fn ids(&self) -> Vec<String> {
        let id = |reading: serde_json::Value| reading["document"]["id"].as_str().expect("an id").to_owned();
        self.readings().into_iter().map(id).collect()
    }
}

/// A JSON line.
pub(crate) fn line(id: &str, text: &str) -> String {
    serde_json::json!({ "id": id, "title": format!("Report {id}"), "outlet": "The Meridian Courier", "text": text })
        .to_string()
        + "\n"
}
