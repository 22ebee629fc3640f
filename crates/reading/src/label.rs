//! Values of the contract as words.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The contract's name for a value: `claims_responsibility`. Empty for what has no name of its own.
pub fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value that has this name in the contract; `None` where none has.
pub fn of_code<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// The contract's name for a value, as words: "claims responsibility".
pub fn label(value: impl Serialize) -> String {
    code(value).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Stance;

    #[test]
    fn a_name_of_two_words_is_two_words() {
        assert_eq!(label(Stance::ClaimsResponsibility), "claims responsibility");
        assert_eq!(of_code(&code(Stance::ClaimsResponsibility)), Some(Stance::ClaimsResponsibility));
        assert_eq!(of_code::<Stance>("claims responsibility"), None);
    }
}
