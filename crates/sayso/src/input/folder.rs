//! The files of a folder.

use std::ffi::OsStr;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{Input, InputError};

/// The endings of the files that are read from a folder. A `.gz` may follow.
const ENDINGS: [&str; 6] = ["txt", "html", "htm", "json", "jsonl", "ndjson"];
pub(super) const LIST: &str = ".txt, .html, .htm, .json, .jsonl or .ndjson";

/// Every file in `folder` and below that has one of the endings, sorted by name folder by folder. Hidden
/// files and folders are passed over; links are followed, and a link into its own folder is an error of its own.
pub(super) fn files(folder: &Path) -> Vec<Result<Input, InputError>> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let found: Vec<_> = entries
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() && is_readable(entry.path()) => {
                Some(Ok(Input::File(entry.into_path())))
            }
            Ok(_) => None,
            Err(error) => Some(Err(unreadable(folder, error))),
        })
        .collect();
    if found.is_empty() {
        return vec![Err(InputError::NothingToRead(folder.display().to_string()))];
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_readable(path: &Path) -> bool {
    let has_ending = |path: &Path| {
        path.extension()
            .and_then(OsStr::to_str)
            .is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
    };
    let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    has_ending(path) || packed && path.file_stem().is_some_and(|stem| has_ending(Path::new(stem)))
}

fn unreadable(folder: &Path, error: walkdir::Error) -> InputError {
    let name = error.path().unwrap_or(folder).display().to_string();
    let message = error.to_string();
    InputError::Unreadable { name, source: error.into_io_error().unwrap_or_else(|| std::io::Error::other(message)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_come_sorted_and_hidden_ones_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a/z.HTML", "a/y.jsonl.gz", ".hidden.txt", ".git/c.txt", "picture.png", "c.gz"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "x").expect("a file");
        }
        let names: Vec<String> = files(folder.path())
            .into_iter()
            .map(|input| input.expect("readable").name())
            .map(|name| name.strip_prefix(folder.path().to_str().expect("UTF-8")).expect("below").to_owned())
            .collect();
        assert_eq!(names, ["/a/y.jsonl.gz", "/a/z.HTML", "/b.txt"]);
    }

    #[test]
    fn a_folder_without_articles_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = files(folder.path());
        assert!(matches!(found[..], [Err(InputError::NothingToRead(_))]), "{found:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_its_own_folder_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), "x").expect("a file");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
        let found = files(folder.path());
        assert!(matches!(found[..], [Ok(_), Err(InputError::Unreadable { .. })]), "{found:?}");
    }
}
