//! The Python scripts that define the measures. They are not part of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The script of this name; without it, or without Python, says so.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn script(name: &str) -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/scorers").join(name);
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    let there = python && script.is_file();
    if !there {
        eprintln!("skipped: needs python3 and {}", script.display());
    }
    there.then_some(script)
}
