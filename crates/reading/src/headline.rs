//! Headlines as the model knows them. In the corpus that it learnt attributions from each headline ends with a full stop; without one it takes
//! headline and first sentence for one, and what the headline says for what the first source says.

use std::borrow::Cow;
use std::ops::Range;

use sayso_model::Marks;

/// How long a headline may be, in bytes.
const LONGEST: usize = 240;
/// Of how many lines the head of an article may consist: headline, standfirst, author, place.
const LINES: usize = 4;

/// `text` with a full stop in place of the line break behind each line of its head that has no end of its own. Every other character keeps
/// its place.
pub(crate) fn ended(text: &str) -> Cow<'_, str> {
    let (mut seen, mut from) = (String::new(), 0);
    for end in head(text) {
        seen.push_str(&text[from..end]);
        seen.push('.');
        from = end + 1;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    seen.push_str(&text[from..]);
    Cow::Owned(seen)
}

/// Where the lines end with which a text begins, as far as each stops in words and the next one begins with a capital.
fn head(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let next = move || {
        let start = text.len() - text[at..].trim_start().len();
        let end = start + text[start..].find(['\n', '\r'])?;
        let words = text[start..end].trim_end_matches([' ', '”', '"', '’', '\'', ')']);
        let rest = text[end..].trim_start().trim_start_matches(['“', '"', '‘', '\'', '(', '[']);
        let begins = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        at = end;
        (end - start <= LONGEST && words.ends_with(char::is_alphanumeric) && begins).then_some(end)
    };
    std::iter::from_fn(next).take(LINES)
}

/// Takes the line breaks that were full stops out of what was found.
pub(crate) fn without_breaks(text: &str, marks: &mut Marks) {
    let trimmed = |range: &Range<usize>| {
        let words = text.get(range.clone()).unwrap_or_default();
        range.start..range.start + words.trim_end_matches(['\n', '\r']).len()
    };
    for it in &mut marks.attributions {
        for role in [&mut it.source, &mut it.cue, &mut it.content] {
            for range in role.iter_mut() {
                *range = trimmed(range);
            }
            role.retain(|range| !range.is_empty());
        }
    }
    marks.attributions.retain(|it| !it.cue.is_empty());
    // A full stop is nobody and nothing that happens; what is only that keeps its place, as others tell of it by its number.
    let mentions = marks.mentions.iter_mut().map(|it| &mut it.bytes);
    let told = marks
        .events
        .iter_mut()
        .flat_map(|it| it.triggers.iter_mut().chain(it.fillers.iter_mut().map(|it| &mut it.bytes)));
    for bytes in mentions.chain(told) {
        *bytes = Some(trimmed(bytes)).filter(|it| !it.is_empty()).unwrap_or(bytes.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    #[test]
    fn lines_of_the_head_end() {
        let rows = [
            ("Fort falls\n\nORUN - The fort fell.\n\nIt burned", "Fort falls.\nORUN - The fort fell.\n\nIt burned"),
            ("\nFort ‘falls’\r\n\r\n“It fell.”", "\nFort ‘falls’.\n\r\n“It fell.”"),
            ("Fort falls\nIt burned.", "Fort falls.It burned."),
            ("Orn said:\n\nIt fell", "Orn said:\n\nIt fell"),
            ("The fort\nfell on Monday", "The fort\nfell on Monday"),
            ("Fort falls", "Fort falls"),
            (
                "Fort falls\n\nBy Oda Brenn\nORUN\n\nIt fell\n\nToday",
                "Fort falls.\nBy Oda Brenn.ORUN.\nIt fell.\nToday",
            ),
            ("Fort falls\nIt fell.\nIt burned\nToday.", "Fort falls.It fell.\nIt burned\nToday."),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(ended(text), expected);
        }
    }

    #[test]
    fn no_break_is_left_in_what_was_found() {
        let (text, mut marks) = annotated("[s1 Orn] [c1 said] [x1 it fell\n]\n[x1 \n][name:person Orn] left");
        without_breaks(&text, &mut marks);
        let contents: Vec<&str> = marks.attributions[0].content.iter().map(|it| &text[it.clone()]).collect();
        assert_eq!(contents, ["it fell"]);
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "([A-Zé ’.]{0,4}\r?\n?){0,12}") {
            let seen = ended(&text);
            prop_assert_eq!(seen.len(), text.len());
            for (one, other) in text.char_indices().zip(seen.char_indices()) {
                prop_assert!(one == other || one.0 == other.0 && other.1 == '.' && matches!(one.1, '\n' | '\r'));
            }
        }
    }
}
