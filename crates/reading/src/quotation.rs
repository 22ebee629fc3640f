//! Which stretches of a text are quoted.

use std::ops::Range;

/// A quoted stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Its bytes, marks included.
    pub(crate) bytes: Range<usize>,
    /// Whether a mark closes it; otherwise it ends with its paragraph.
    pub(crate) closed: bool,
}

/// The quoted stretches of `text`, in text order, none inside another.
///
/// A quotation ends with its paragraph: newspapers open a quotation anew in each paragraph and close only the
/// last. Straight marks open where none is open. A single mark opens only before a word and after a space or
/// another mark, and only where one closes it later in the paragraph, so that apostrophes are none.
pub(crate) fn quotations(text: &str) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive(['\n', '\r']) {
        in_paragraph(paragraph, start, &mut out);
        start += paragraph.len();
    }
    out
}

fn in_paragraph(paragraph: &str, offset: usize, out: &mut Vec<Quotation>) {
    // The open quotation: where it began, and the marks that close it.
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    let mut characters = paragraph.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, next)| next);
        match open {
            Some((start, closing)) if closing.contains(&c) && !is_apostrophe(before, c, after) => {
                out.push(Quotation { bytes: offset + start..offset + at + c.len_utf8(), closed: true });
                open = None;
            }
            Some(_) => {}
            None => {
                let closing: &[char] = match c {
                    '“' | '„' => &['”', '"'],
                    '«' => &['»'],
                    '"' => &['"', '”'],
                    '‘' | '\'' if opens_single(before, after, &paragraph[at + c.len_utf8()..]) => &['’', '\''],
                    _ => &[],
                };
                if !closing.is_empty() {
                    open = Some((at, closing));
                }
            }
        }
        before = c;
    }
    if let Some((start, _)) = open {
        out.push(Quotation { bytes: offset + start..offset + paragraph.trim_end().len(), closed: false });
    }
}

fn is_apostrophe(before: char, c: char, after: char) -> bool {
    matches!(c, '’' | '\'') && (after.is_alphanumeric() || before.is_whitespace())
}

fn opens_single(before: char, after: char, rest: &str) -> bool {
    let free = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–');
    free && after.is_alphanumeric() && closes_later(rest)
}

fn closes_later(rest: &str) -> bool {
    let mut before = ' ';
    let mut characters = rest.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        // A plural's apostrophe ("the groups’ plan") follows a letter; a quotation mostly ends after a mark.
        if matches!(c, '’' | '\'') && !is_apostrophe(before, c, after) && (before != 's' || !after.is_whitespace()) {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|quotation| &text[quotation.bytes]).collect()
    }

    #[test]
    fn curly_and_straight_marks() {
        assert_eq!(quoted("He said “no” and \"yes\"."), ["“no”", "\"yes\""]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        assert_eq!(quoted("“One.\n\n“Two.” Three."), ["“One.", "“Two.”"]);
    }

    #[test]
    fn single_marks_quote_but_apostrophes_do_not() {
        assert_eq!(quoted("The base, ‘Zevelun’, is Kan’ani’s."), ["‘Zevelun’"]);
        assert_eq!(quoted("The groups' plan didn't hold."), [] as [&str; 0]);
        assert_eq!(quoted("It was 'a mistake', he said."), ["'a mistake'"]);
    }

    #[test]
    fn a_quotation_within_one_does_not_end_it() {
        assert_eq!(quoted("“It said ‘stop’ to us,” she said."), ["“It said ‘stop’ to us,”"]);
    }

    proptest! {
        #[test]
        fn quotations_lie_on_character_borders_in_order(text in "[a-c “”\"'‘’«»\n.]{0,60}") {
            let mut end = 0;
            for Quotation { bytes: range, .. } in quotations(&text) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
