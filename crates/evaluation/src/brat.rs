//! Corpora of attributions in brat standoff, laid out as PolNeAR is: `text/NAME.txt` beside
//! `attributions/NAME….ann`.
//!
//! Of an annotation file only the text-bound annotations (`T1<TAB>Source 89 106<TAB>words`) and the
//! attribution events (`E1<TAB>Attribution:T4 Source:T1 Cue:T2 Content:T3`) are read; a role may come several
//! times, as `Content1`, `Content2`. Format: <https://brat.nlplab.org/standoff.html>.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sayso_document::Document;

/// The annotated documents of a folder. Lists them; each is loaded on its own.
#[derive(Clone, Debug)]
pub struct Corpus {
    entries: Vec<Entry>,
}

/// A text file and the annotations to score it against.
#[derive(Clone, Debug)]
pub struct Entry {
    text: PathBuf,
    annotations: PathBuf,
}

/// A document and the statements that its annotator found.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// The document; its text is that of the file, unchanged, and its id the file's name.
    pub document: Document,
    /// The statements, in the order of the annotation file.
    pub statements: Vec<GoldStatement>,
}

/// A stretch of the document's text, in Unicode code points, end exclusive.
pub type Offsets = Range<usize>;

/// An annotated attribution. It has a cue or a content; a role that is not annotated has no offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldStatement {
    /// Who says it.
    pub source: Vec<Offsets>,
    /// The words that attribute.
    pub cue: Vec<Offsets>,
    /// What is said.
    pub content: Vec<Offsets>,
}

/// Why a corpus could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// The folder is not laid out as a corpus is.
    #[error("{}: no folder `{missing}` in it; give the folder that holds `text/*.txt` and `attributions/*.ann`", directory.display())]
    Layout {
        /// The folder that was given.
        directory: PathBuf,
        /// The folder that it lacks.
        missing: &'static str,
    },
    /// Nothing to score.
    #[error(
        "{}: no text has annotations; `attributions` must hold a file NAME.ann for a text `text/NAME.txt`",
        directory.display()
    )]
    Empty {
        /// The folder that was given.
        directory: PathBuf,
    },
    /// A file or folder could not be read.
    #[error("{}: {source}; check that it exists and may be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is not UTF-8, so its offsets mean nothing certain.
    #[error("{}: not UTF-8 (byte {byte}); convert the file to UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Offset of the first byte that is not UTF-8.
        byte: usize,
    },
    /// A text-bound annotation whose offsets do not come in pairs.
    #[error("{}:{line}: offsets must come in pairs, as in `T1<TAB>Source 89 106;110 120<TAB>words`", path.display())]
    Offsets {
        /// The annotation file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
}

impl Corpus {
    /// Lists the texts below `directory` that have annotations, by name. Where a text has several annotation
    /// files, as documents annotated twice do, the first by name counts.
    ///
    /// # Errors
    /// [`CorpusError::Layout`], [`CorpusError::Unreadable`], and [`CorpusError::Empty`] where no text has
    /// annotations.
    pub fn open(directory: &Path) -> Result<Self, CorpusError> {
        let texts = files(directory, "text", ".txt")?;
        let annotations = files(directory, "attributions", ".ann")?;
        let entries: Vec<Entry> = texts
            .into_iter()
            .filter_map(|(name, text)| {
                let stem = name.strip_suffix(".txt").unwrap_or(&name);
                let first = annotations.partition_point(|(name, _)| name.as_str() < stem);
                let (_, path) = annotations[first..]
                    .iter()
                    .take_while(|(name, _)| name.starts_with(stem))
                    .find(|(name, _)| name.strip_suffix(".ann").is_some_and(|name| name.starts_with(stem)))?;
                Some(Entry { text, annotations: path.clone() })
            })
            .collect();
        if entries.is_empty() {
            return Err(CorpusError::Empty { directory: directory.to_owned() });
        }
        Ok(Self { entries })
    }

    /// The annotated documents, by name of the text file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    /// The text file.
    pub fn text_file(&self) -> &Path {
        &self.text
    }

    /// Reads the text and its annotations.
    ///
    /// # Errors
    /// [`CorpusError::Unreadable`], [`CorpusError::Encoding`] and [`CorpusError::Offsets`].
    pub fn load(&self) -> Result<GoldDocument, CorpusError> {
        let id = self.text.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let document = Document { id, language: "und".to_owned(), text: read_utf8(&self.text)?, ..Document::default() };
        let statements = parse(&read_utf8(&self.annotations)?)
            .map_err(|line| CorpusError::Offsets { path: self.annotations.clone(), line })?;
        Ok(GoldDocument { document, statements })
    }
}

/// The files `*suffix` of `directory/folder` with their names, sorted by name.
fn files(directory: &Path, folder: &'static str, suffix: &str) -> Result<Vec<(String, PathBuf)>, CorpusError> {
    let path = directory.join(folder);
    if !path.is_dir() {
        return Err(CorpusError::Layout { directory: directory.to_owned(), missing: folder });
    }
    let unreadable = |source| CorpusError::Unreadable { path: path.clone(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(&path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(suffix) {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

fn read_utf8(path: &Path) -> Result<String, CorpusError> {
    let bytes = fs::read(path).map_err(|source| CorpusError::Unreadable { path: path.to_owned(), source })?;
    String::from_utf8(bytes)
        .map_err(|error| CorpusError::Encoding { path: path.to_owned(), byte: error.utf8_error().valid_up_to() })
}

/// The statements of an annotation file. The error is the number, from 1, of a line whose offsets do not come
/// in pairs. Lines of other kinds (notes, attributes, relations) and stray text are passed over.
fn parse(annotations: &str) -> Result<Vec<GoldStatement>, usize> {
    let mut spans: HashMap<&str, Vec<Offsets>> = HashMap::new();
    let mut events = Vec::new();
    // brat writes `\n`, but files that went through other systems end lines with `\r\n` or `\r`. An empty
    // line more between `\r` and `\n` does no harm except to the count.
    for (number, line) in annotations.split('\n').enumerate() {
        for line in line.split('\r') {
            let mut fields = line.split('\t');
            let (Some(id), Some(annotation)) = (fields.next(), fields.next()) else { continue };
            if id.starts_with('T') {
                let Some(offsets) = parse_numbers(annotation) else { continue };
                spans.insert(id, offsets.iter().map(|pair| in_pair(pair)).collect::<Option<_>>().ok_or(number + 1)?);
            } else if id.starts_with('E') {
                events.push(annotation);
            }
        }
    }
    Ok(events.into_iter().filter_map(|event| parse_event(event, &spans)).collect())
}

/// The numbers of `Content 292 543;550 560`, or `None` where there is one that is no number: then the
/// annotation is no text-bound one, whatever its id.
fn parse_numbers(annotation: &str) -> Option<Vec<Vec<usize>>> {
    let (_, offsets) = annotation.split_once(' ').unwrap_or((annotation, ""));
    offsets.split(';').map(|pair| pair.split_whitespace().map(|number| number.parse().ok()).collect()).collect()
}

fn in_pair(numbers: &[usize]) -> Option<Offsets> {
    match *numbers {
        [start, end] => Some(start..end),
        _ => None,
    }
}

/// The statement of `Attribution:T4 Source:T1 Cue:T2 Content1:T3`, or `None` where the event is another or has
/// neither cue nor content.
fn parse_event(event: &str, spans: &HashMap<&str, Vec<Offsets>>) -> Option<GoldStatement> {
    let mut arguments = event.split_whitespace();
    if !arguments.next()?.starts_with("Attribution") {
        return None;
    }
    let mut statement = GoldStatement::default();
    for argument in arguments {
        let (role, reference) = argument.split_once(':').unwrap_or((argument, ""));
        let part = match role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase().as_str() {
            "source" => &mut statement.source,
            "cue" => &mut statement.cue,
            "content" => &mut statement.content,
            _ => continue,
        };
        part.extend(spans.get(reference).into_iter().flatten().cloned());
    }
    (!statement.cue.is_empty() || !statement.content.is_empty()).then_some(statement)
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one stretch is meant")]
mod tests {
    use super::*;

    fn source(offsets: Vec<Offsets>) -> GoldStatement {
        GoldStatement { source: offsets, cue: vec![4..8], content: vec![] }
    }

    #[test]
    fn roles_may_be_numbered_and_spans_discontinuous() {
        let annotations = "T1\tSource 0 3\tShe\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;20 30\t…\nT4\tContent 40 50\t…\n\
                           E1\tAttribution:T9 Source:T1 Cue:T2 Content1:T3 Content2:T4\n";
        let expected = GoldStatement { source: vec![0..3], cue: vec![4..8], content: vec![9..12, 20..30, 40..50] };
        assert_eq!(parse(annotations), Ok(vec![expected]));
    }

    #[test]
    fn an_event_may_come_before_its_spans() {
        assert_eq!(
            parse("E1\tAttribution:T9 Cue:T2 Source:T1\nT1\tSource 0 3\nT2\tCue 4 8"),
            Ok(vec![source(vec![0..3])])
        );
    }

    #[test]
    fn lines_of_other_kinds_and_stray_text_are_passed_over() {
        let annotations = "\u{feff}#1\tAnnotatorNotes T1\tunsure\nA1\tPerspective E1 Neutral\n stray words\nT1\nT\t\n\
                           E7\nTimes\tare hard\nT2\tCue 4 8\tsaid\nR1\tSame Arg1:T1 Arg2:T2\nE1\tAttribution:T9 Cue:T2\n\
                           E2\tTransfer:T2 Cue:T2\n";
        // The line `T<TAB>` has a reference but no offsets at all.
        assert_eq!(parse(annotations), Err(5));
        assert_eq!(parse(&annotations.replace("T\t\n", "\n")), Ok(vec![source(vec![])]));
    }

    #[test]
    fn carriage_returns_end_lines() {
        for end in ["\r\n", "\r", "\n"] {
            let annotations = ["T1\tSource 0 3", "T2\tCue 4 8", "E1\tAttribution:T9 Source:T1 Cue:T2"].join(end);
            assert_eq!(parse(&annotations), Ok(vec![source(vec![0..3])]), "{end:?}");
        }
    }

    #[test]
    fn a_statement_has_a_cue_or_a_content() {
        assert_eq!(parse("T1\tSource 0 3\nE1\tAttribution:T9 Source:T1 Cue:T7"), Ok(vec![]));
    }

    #[test]
    fn offsets_come_in_pairs() {
        assert_eq!(parse("T1\tCue 4 8\nT2\tCue 4\n"), Err(2));
        assert_eq!(parse("T1\tCue 4 8;9 10 11\n"), Err(1));
        assert_eq!(parse("T1\tCue 4 8;\n"), Err(1));
        assert_eq!(parse("T1\tCue four 8\n"), Ok(vec![]));
    }
}
