//! Values of the contract as the words that its JSON has for them: `claims_responsibility`.

use rusqlite::types::{FromSqlError, Type};
use sayso_reading::code;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word for a value that may be missing.
pub(crate) fn code_of(value: Option<impl Serialize>) -> Option<String> {
    value.map(code)
}

/// The value of a column that holds such a word.
pub(crate) fn value<T: DeserializeOwned>(row: &rusqlite::Row, column: impl rusqlite::RowIndex) -> rusqlite::Result<T> {
    parsed(row.get(column)?)
}

/// The value of a column that holds such a word or nothing.
pub(crate) fn value_of<T: DeserializeOwned>(row: &rusqlite::Row, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?.map(parsed).transpose()
}

fn parsed<T: DeserializeOwned>(word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(FromSqlError::Other(error.into())))
    })
}
