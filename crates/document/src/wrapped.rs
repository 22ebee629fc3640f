//! Wrapped lines: text whose lines end where the page was full, as in old wire copy, mail and books.

use std::borrow::Cow;

/// Code points of the widest line that a wrapped text can have.
const WIDEST: usize = 100;
/// Code points of a line that counts as full.
const FULL: usize = 55;
/// So many full lines at least, and so large a share of those that go on in the next line.
const ENOUGH: usize = 4;
const SHARE: (usize, usize) = (8, 10);

/// `text` with a space for each line break that stands only because the line was full, so that a sentence or a name is not cut
/// by it. Every character keeps its place. Where lines are paragraphs, the text itself.
///
/// A paragraph ends at an empty or an indented line.
pub fn unwrapped(text: &str) -> Cow<'_, str> {
    let width = |line: &str| line.chars().take(WIDEST + 1).count();
    let (mut full, mut followed) = (0, 0);
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let width = width(line);
        if width > WIDEST {
            return Cow::Borrowed(text);
        }
        if lines.peek().is_some_and(|after| goes_on(line, after)) {
            followed += 1;
            full += usize::from(width >= FULL);
        }
    }
    if full < ENOUGH || full * SHARE.1 < followed * SHARE.0 {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        if let Some(after) = lines.peek() {
            out.push(if goes_on(line, after) { ' ' } else { '\n' });
        }
    }
    Cow::Owned(out)
}

/// Whether a line that is not empty goes on in the next one.
fn goes_on(line: &str, after: &str) -> bool {
    !line.trim().is_empty() && !after.trim().is_empty() && !after.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COPY: &str = "   ORUN, 3 JAN (DAWN) -- THE DORRATHI ARMY COMMAND HAS REPORTED THAT\nABOUT FIFTY FARMERS OF \
        THE SEL VALLEY WERE TAKEN AWAY BY MEN OF THE\nMOUNTAIN COVENANT.  THE SOURCE ADDED THAT THE FARMERS HAD TO LEAVE\n\
        THEIR HOUSES AT NIGHT, AND THAT NOBODY KNOWS WHERE THEY ARE BY NOW.\nTHE COVENANT DENIED IT.\n\n   \
        MEANWHILE, TWO BRIDGES WERE BLOWN UP.\n";

    #[test]
    fn full_lines_are_joined_and_paragraphs_stay() {
        let joined = unwrapped(COPY);
        assert!(joined.contains("MEN OF THE MOUNTAIN COVENANT") && joined.contains("DENIED IT.\n\n   MEANWHILE"));
        assert_eq!(joined.len(), COPY.len());
    }

    #[test]
    fn short_lines_and_long_paragraphs_stay() {
        for text in ["A headline\nA sentence.\nAnother one.", "", "\n\n", &format!("{}\n{COPY}", "word ".repeat(40))] {
            assert!(matches!(unwrapped(text), Cow::Borrowed(same) if same == text));
        }
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "([A-Z a-z]{0,90}\n? ?){0,12}") {
            let joined = unwrapped(&text);
            prop_assert_eq!(joined.len(), text.len());
            for (before, after) in text.chars().zip(joined.chars()) {
                prop_assert!(before == after || before == '\n' && after == ' ');
            }
        }
    }
}
