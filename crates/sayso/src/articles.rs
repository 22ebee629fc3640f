//! The articles of a batch, each read on its own: what cannot be read, or breaks the program, never stops the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sayso_document::{Document, Limits};

use crate::commands::BoxError;
use crate::input::{Input, InputError};

/// Text in work at a time. Its readings take several times as much, and so does what is made of them.
pub(crate) const BYTES_IN_WORK: usize = 16 << 20;

/// A document to read, or why there is none.
pub(crate) struct Article {
    /// The number of its input.
    pub(crate) input: usize,
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) document: Result<Document, BoxError>,
}

/// The documents of all inputs. An input is opened when the one before it has been read.
pub(crate) fn of(inputs: Vec<Result<Input, InputError>>) -> impl Iterator<Item = Article> + Send + 'static {
    inputs.into_iter().enumerate().flat_map(|(number, input)| {
        let name = input.as_ref().map(Input::name).unwrap_or_default();
        let article = move |document| Article { input: number, name: name.clone(), document };
        let documents: Box<dyn Iterator<Item = Result<Document, BoxError>> + Send> =
            match input.and_then(|input| input.open(Limits::default())) {
                Ok(documents) => Box::new(documents.map(|document| document.map_err(BoxError::from))),
                Err(error) => Box::new(std::iter::once(Err(error.into()))),
            };
        documents.map(article)
    })
}

impl Article {
    /// The bytes that it holds.
    pub(crate) fn weight(&self) -> usize {
        self.document.as_ref().map_or(0, |document| document.text.len())
    }
}

/// Runs `work` on an article. One that breaks the program must not take the batch with it.
pub(crate) fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, BoxError>) -> Result<T, BoxError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(format!("{name}: reading it breaks sayso; this is a mistake in sayso, please report it").into())
    })
}

/// What the reader of a reading should know about the document's language.
pub(crate) fn language_warning(document: &Document) -> Option<String> {
    match document.language.as_str() {
        _ if document.is_english() => None,
        "und" => Some("cannot tell the language; sayso reads English, other text is read badly".to_owned()),
        language => Some(format!("the text is not English but \"{language}\"; sayso will read it badly")),
    }
}
