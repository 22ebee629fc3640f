//! Counts in what share of documents each stem stands, for `data/common_words.tsv`.
//!
//!     cargo run --release -p sayso-ledger --example common_words -- FOLDER… > crates/ledger/data/common_words.tsv
//!
//! Every `.txt` file of the folders is a document. Stems that fewer than one document in a hundred has are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The least share that is told.
const LEAST: f64 = 0.01;

fn main() -> io::Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents = 0;
    for folder in env::args_os().skip(1) {
        for file in texts(Path::new(&folder))? {
            let text = fs::read_to_string(&file)?;
            let stems: BTreeSet<String> = sayso_ledger::stems(&text).map(|it| it.1).collect();
            stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
            documents += 1;
        }
    }
    let mut out = io::stdout().lock();
    for (stem, count) in counts {
        let share = count as f64 / documents.max(1) as f64;
        // Numbers are of their documents.
        if share >= LEAST && !stem.starts_with(|letter: char| letter.is_numeric()) {
            writeln!(out, "{stem}\t{:.0}", 1000.0 * share)?;
        }
    }
    Ok(())
}

fn texts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(texts(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    Ok(found)
}
