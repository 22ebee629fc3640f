//! From a document to its reading.

use sayso_document::Document;

use crate::contract::{Reading, SCHEMA};

/// Reads documents. Holds the model; one reader serves all threads.
pub struct Reader {
    _model: (),
}

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The weights inside the binary do not fit its code: a broken build.
    #[error("the model inside this binary cannot be loaded: {0}")]
    Model(String),
}

impl Reader {
    /// Loads the model that the binary carries.
    ///
    /// # Errors
    /// [`ReadError::Model`] where the weights do not fit the code.
    pub fn new() -> Result<Self, ReadError> {
        Ok(Self { _model: () })
    }

    /// Reads one document.
    ///
    /// # Errors
    /// [`ReadError::Model`] where the model fails on it.
    pub fn read(&self, document: Document) -> Result<Reading, ReadError> {
        Ok(Reading {
            schema: SCHEMA.to_owned(),
            document,
            actors: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
        })
    }
}
