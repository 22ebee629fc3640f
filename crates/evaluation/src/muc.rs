//! The corpus of MUC-4: messages, templates as one JSON object a line, and the official keys.
//!
//! The templates are those of X. Du, A. Rush and C. Cardie 2021, "GRIT", <https://aclanthology.org/2021.eacl-main.52/>: `docid`,
//! `doctext` and `templates`, of which each has an `incident_type` and five slots, lists of entities, each a list of
//! `[mention, offset]`. The messages themselves, in capitals, and the keys, which tell the confidence in an organisation, come in
//! the files of the conference, <https://www-nlpir.nist.gov/related_projects/muc/muc_data/muc_data_index.html>.

mod keys;
mod messages;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sayso_document::Document;
use sayso_reading::Confidence;
use serde::Deserialize;

/// A message and the templates that its annotators filled.
#[derive(Clone, Debug)]
pub struct Message {
    /// The message; its id is that of the templates.
    pub document: Document,
    /// The incidents told in it.
    pub templates: Vec<Template>,
    /// The confidence in each organisation, where keys are known of the message.
    pub confidence: Option<Vec<KeyConfidence>>,
}

/// An incident.
#[derive(Clone, Debug)]
pub struct Template {
    /// `attack`, `bombing`, `kidnapping`, `arson`, `robbery` or `forced work stoppage`; several where it is said so.
    pub incident_type: String,
    /// `PerpInd`, `PerpOrg`, `Target`, `Victim` and `Weapon`: entities, each with all words that name it.
    pub slots: [Vec<Vec<String>>; 5],
}

/// How sure it is, by the key of a template, that an organisation did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyConfidence {
    /// The template's incident type.
    pub incident_type: String,
    /// A name of the organisation.
    pub organisation: String,
    /// How sure.
    pub confidence: Confidence,
}

/// Why a corpus could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MucError {
    /// A file or folder could not be read.
    #[error("{}: {source}; check that it exists and may be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line that holds no templates.
    #[error("{}:{line}: {source}; each line must be an object with `docid`, `doctext` and `templates`", path.display())]
    Line {
        /// The file of templates.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// No line at all.
    #[error("{}: no templates in it; give a file with one JSON object a line", path.display())]
    Empty {
        /// The file of templates.
        path: PathBuf,
    },
    /// A message of the templates is in none of the files given.
    #[error(
        "{message}: no such message in the files given; give all of them, or none to read the text beside the templates"
    )]
    Missing {
        /// The message's id.
        message: String,
    },
}

/// A line of the templates' file.
#[derive(Deserialize)]
struct Line {
    docid: String,
    #[serde(default)]
    doctext: String,
    templates: Vec<LineTemplate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LineTemplate {
    #[serde(rename = "incident_type")]
    incident_type: String,
    #[serde(default)]
    perp_ind: Vec<Vec<Mention>>,
    #[serde(default)]
    perp_org: Vec<Vec<Mention>>,
    #[serde(default)]
    target: Vec<Vec<Mention>>,
    #[serde(default)]
    victim: Vec<Vec<Mention>>,
    #[serde(default)]
    weapon: Vec<Vec<Mention>>,
}

/// Words and where they begin, which is not asked for.
#[derive(Deserialize)]
struct Mention(String, serde::de::IgnoredAny);

/// Reads the templates, with the texts of `texts` (files of messages, or folders of them; the text beside the templates where none
/// is given) and the keys of `keys`.
///
/// # Errors
/// [`MucError`].
pub fn read(templates: &Path, texts: &[PathBuf], keys: &[PathBuf]) -> Result<Vec<Message>, MucError> {
    let mut known: HashMap<String, String> = HashMap::new();
    for file in files(texts)? {
        known.extend(messages::read(&latin_1(&file)?));
    }
    let mut confidence: HashMap<String, Vec<KeyConfidence>> = HashMap::new();
    for file in files(keys)? {
        for (message, found) in keys::read(&latin_1(&file)?) {
            confidence.entry(message).or_default().extend(found);
        }
    }
    let mut out = Vec::new();
    let content = fs::read(templates).map_err(unreadable(templates))?;
    for (number, line) in content.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_slice(line).map_err(|source| MucError::Line {
            path: templates.to_owned(),
            line: number + 1,
            source,
        })?;
        let text = match known.remove(&line.docid) {
            Some(text) => text,
            None if texts.is_empty() => line.doctext,
            None => return Err(MucError::Missing { message: line.docid }),
        };
        out.push(Message {
            confidence: confidence.remove(&line.docid),
            document: Document { id: line.docid, language: "en".to_owned(), text, ..Document::default() },
            templates: line.templates.into_iter().map(Template::from).collect(),
        });
    }
    if out.is_empty() {
        return Err(MucError::Empty { path: templates.to_owned() });
    }
    Ok(out)
}

impl From<LineTemplate> for Template {
    fn from(line: LineTemplate) -> Self {
        let words = |entities: Vec<Vec<Mention>>| {
            entities.into_iter().map(|entity| entity.into_iter().map(|Mention(words, _)| words).collect()).collect()
        };
        let slots = [line.perp_ind, line.perp_org, line.target, line.victim, line.weapon].map(words);
        Self { incident_type: line.incident_type, slots }
    }
}

/// The files among `paths`, and those in the folders among them, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, MucError> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable(path))? {
            inside.push(entry.map_err(unreadable(path))?.path());
        }
        inside.sort();
        out.extend(inside.into_iter().filter(|path| path.is_file()));
    }
    Ok(out)
}

/// A file in the encoding of the conference's.
fn latin_1(path: &Path) -> Result<String, MucError> {
    Ok(fs::read(path).map_err(unreadable(path))?.into_iter().map(char::from).collect())
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> MucError {
    |source| MucError::Unreadable { path: path.to_owned(), source }
}
