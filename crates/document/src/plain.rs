//! Plain text.

use crate::documents::Origin;
use crate::encoding;
use crate::error::{DocumentError, Place};
use crate::{Document, document, language};

/// The document that a plain-text file is. Its text is the file's, decoded and otherwise unchanged.
pub(crate) fn read(bytes: &[u8], origin: &Origin, place: &Place) -> Result<Document, DocumentError> {
    let declared = origin.content_type.as_deref().and_then(encoding::of_content_type);
    let text = encoding::decode(bytes, declared);
    if text.trim().is_empty() {
        return Err(DocumentError::Empty { place: place.clone() });
    }
    if is_binary(&text) {
        return Err(DocumentError::NotText {
            place: place.clone(),
            kind: "binary data",
            mend: "convert it to plain text first",
        });
    }
    Ok(Document {
        id: document::digest(&text),
        url: origin.url.as_deref().and_then(document::http_url),
        title: headline(&text).map(str::to_owned),
        language: language::of_text(&text, None).to_owned(),
        text: text.into_owned(),
        ..Document::default()
    })
}

/// Whether the text is none: it holds a NUL near its start, as git and grep tell it, or one control character
/// in twenty.
fn is_binary(text: &str) -> bool {
    let (mut seen, mut controls) = (0, 0);
    for c in text.chars().take(8 << 10) {
        if c == '\0' {
            return true;
        }
        seen += 1;
        controls += usize::from(c == '\u{fffd}' || c.is_control() && !c.is_whitespace());
    }
    controls * 20 > seen
}

/// The first line where it is evidently a headline: short, without a sentence's end, and with a blank line
/// between it and more text.
fn headline(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(['\n', '\r'])?;
    let (line, rest) = (text[..end].trim_end(), &text[end..]);
    let rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
    let next = rest.split(['\n', '\r']).next().unwrap_or_default();
    let ended = line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';', ',', '…']);
    let short = line.chars().count() <= 160 && line.split_whitespace().count() <= 25;
    (short && !ended && next.trim().is_empty() && !rest.trim().is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_short_unended_and_set_apart() {
        assert_eq!(headline("Mayor leaves Tarvos\n\nShe left."), Some("Mayor leaves Tarvos"));
        assert_eq!(headline("\n Mayor leaves Tarvos \r\n\r\nShe left."), Some("Mayor leaves Tarvos"));
        assert_eq!(headline("The mayor left.\n\nShe said so."), None);
        assert_eq!(headline("“The mayor left.”\n\nShe said so."), None);
        assert_eq!(headline("Mayor leaves Tarvos\nShe left."), None);
        assert_eq!(headline("Mayor leaves Tarvos\n\n"), None);
        assert_eq!(headline("Mayor leaves Tarvos"), None);
        assert_eq!(headline(&format!("{}\n\nShe left.", "mayor ".repeat(30))), None);
    }

    #[test]
    fn control_characters_tell_binary_data() {
        assert!(is_binary("\u{1}\u{2}\u{3}\u{4}words"));
        assert!(is_binary(&format!("{}\0", "words ".repeat(100))));
        assert!(!is_binary("A form feed\u{c}and a tab\tare text, and so is one bell\u{7} in a while"));
    }
}
