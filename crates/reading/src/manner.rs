//! Whether a content is in the source's own words.

use std::ops::Range;

use crate::contract::Manner;
use crate::quotation::Quotation;

/// Direct where all its words are quoted, mixed where some are, else indirect.
///
/// `content` are byte ranges of `text`, in ascending order as the quotations are.
pub(crate) fn manner(text: &str, content: &[Range<usize>], quoted: &[Quotation]) -> Manner {
    let (mut inside, mut outside) = (0, 0);
    for range in content {
        let stretch = text.get(range.clone()).unwrap_or_default();
        for (at, _) in stretch.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let byte = range.start + at;
            let next = quoted.partition_point(|quotation| quotation.bytes.end <= byte);
            match quoted.get(next) {
                Some(quotation) if quotation.bytes.start <= byte => inside += 1,
                _ => outside += 1,
            }
        }
    }
    match (inside, outside) {
        (0, _) => Manner::Indirect,
        (_, 0) => Manner::Direct,
        _ => Manner::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotation::quotations;

    fn of(text: &str, content: &str) -> Manner {
        let start = text.find(content).unwrap();
        let content = start..start + content.len();
        manner(text, std::slice::from_ref(&content), &quotations(text))
    }

    #[test]
    fn by_how_much_is_quoted() {
        let text = "He said “we will go” but that the others “must not”, and left.";
        assert_eq!(of(text, "“we will go”"), Manner::Direct);
        assert_eq!(of(text, "we will go"), Manner::Direct);
        assert_eq!(of(text, "that the others “must not”"), Manner::Mixed);
        assert_eq!(of(text, "and left"), Manner::Indirect);
    }
}
