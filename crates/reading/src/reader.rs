//! From a document to its reading.

use sayso_document::{CodePoints, Document, Span};
use sayso_model::{Attribution, Model, ModelError};

use crate::continuation::carry_on;
use crate::contract::{Part, Reading, SCHEMA, Source, SourceKind, Stance, Statement};
use crate::manner::manner;
use crate::nesting::holders;
use crate::quotation::{Quotation, quotations};

/// Reads documents. Holds the model; one reader serves all threads.
pub struct Reader {
    model: Model,
}

impl Reader {
    /// Loads the model that the binary carries.
    ///
    /// # Errors
    /// [`ModelError`] where the weights do not fit the code: a broken build.
    pub fn new() -> Result<Self, ModelError> {
        Ok(Self { model: Model::load()? })
    }

    /// Reads one document. The same document always gives the same reading, whatever else is read.
    pub fn read(&self, document: Document) -> Reading {
        let quoted = quotations(&document.text);
        let mut attributions = self.model.attributions(&document.text);
        carry_on(&document.text, &quoted, &mut attributions);
        let statements = statements(&document.text, &attributions, &quoted);
        Reading { schema: SCHEMA.to_owned(), document, actors: Vec::new(), statements, events: Vec::new() }
    }
}

fn statements(text: &str, attributions: &[Attribution], quoted: &[Quotation]) -> Vec<Statement> {
    let (points, holders) = (CodePoints::new(text), holders(attributions));
    let id = |number: usize| format!("s{}", number + 1);
    let spans = |ranges: &[std::ops::Range<usize>]| -> Vec<Span> {
        ranges.iter().filter_map(|range| points.span(range.clone())).collect()
    };
    let statement = |(number, found): (usize, &Attribution)| Statement {
        id: id(number),
        source: Source {
            spans: spans(&found.source),
            actor: None,
            kind: found.source.is_empty().then_some(SourceKind::None),
        },
        cue: Part { spans: spans(&found.cue) },
        content: Part { spans: spans(&found.content) },
        manner: manner(text, &found.content, quoted),
        stance: Stance::Other,
        certainty: None,
        within: holders[number].map(id),
        via: Vec::new(),
    };
    attributions.iter().enumerate().map(statement).collect()
}
