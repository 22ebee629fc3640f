//! Where the pages of `sayso read --html` go.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::one_page_only;
use crate::failure::Failure;
use crate::output;

/// The longest name of a page without its ending; file systems allow 255 bytes for all of it.
const NAME_LENGTH: usize = 80;

/// Takes pages in.
pub(super) enum Pages {
    /// One page, held back until it is certain that it stays the only one.
    Stdout(Option<String>),
    /// A file for each.
    Folder {
        /// Where the files go.
        folder: PathBuf,
        /// How many pages have been given each name.
        names: HashMap<String, usize>,
    },
}

impl Pages {
    pub(super) fn on_stdout() -> Self {
        Self::Stdout(None)
    }

    /// Makes the folder where it is missing.
    pub(super) fn in_folder(folder: PathBuf) -> Result<Self, Failure> {
        fs::create_dir_all(&folder).map_err(|source| cannot_write(&folder, source))?;
        Ok(Self::Folder { folder, names: HashMap::new() })
    }

    /// Takes the page of a document that came from the input `name`.
    pub(super) fn add(&mut self, name: &str, page: String) -> Result<(), Failure> {
        match self {
            Self::Stdout(Some(_)) => Err(one_page_only()),
            Self::Stdout(held) => {
                *held = Some(page);
                Ok(())
            }
            Self::Folder { folder, names } => {
                let path = folder.join(file_name(name, names));
                fs::write(&path, page).map_err(|source| cannot_write(&path, source))
            }
        }
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(Some(page)) => output::write(&page).map_err(Failure::from_stdout),
            _ => Ok(()),
        }
    }
}

fn cannot_write(path: &Path, source: std::io::Error) -> Failure {
    Failure::Output { what: path.display().to_string(), source }
}

/// A name for the page that no page before it has: the input's own name without folders and ending, then a
/// number. Letters and digits are kept, all else becomes hyphens, so that an address makes a name too.
fn file_name(input: &str, names: &mut HashMap<String, usize>) -> String {
    let last = input.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = Path::new(last).file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let hyphened: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let mut base = hyphened.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    while base.len() > NAME_LENGTH {
        base.pop();
    }
    if base.is_empty() {
        base.push_str("page");
    }
    let mut name = base.clone();
    while names.contains_key(&name) {
        let count = names.entry(base.clone()).or_default();
        *count += 1;
        name = format!("{base}-{}", *count);
    }
    names.insert(name.clone(), 1);
    name + ".html"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_never_the_same() {
        let mut names = HashMap::new();
        let mut name = |input: &str| file_name(input, &mut names);
        assert_eq!(name("news/Border Strike.txt"), "border-strike.html");
        assert_eq!(name("old/border-strike.html"), "border-strike-2.html");
        assert_eq!(name("border-strike-2.txt"), "border-strike-2-2.html");
        assert_eq!(name("border strike"), "border-strike-3.html");
        assert_eq!(name("https://courier.example/a/b/?q=../../x"), "x.html");
        assert_eq!(name("https://courier.example/"), "courier.html");
        assert_eq!(name("../.."), "page.html");
        assert_eq!(name("standard input"), "standard-input.html");
        assert_eq!(name(&"x".repeat(300)).len(), NAME_LENGTH + ".html".len());
        assert_eq!(name("北方日报.txt"), "北方日报.html");
    }
}
