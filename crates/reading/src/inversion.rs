//! Sources behind their verb that the model puts into the content: "Fifteen were hurt, said the Coastguard, also known as the Grey Hulls".

use std::ops::Range;

use sayso_model::{Form, Marks, Mention, MentionKind};

/// Verbs that stand before their subject behind what is said.
const VERBS: [&str; 8] = ["said", "says", "added", "adds", "announced", "reported", "explained", "recalled"];
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// Gives statements without a source the one that stands right behind their verb.
pub(crate) fn take_sources(text: &str, marks: &mut Marks) {
    for found in &mut marks.attributions {
        let ([cue], true) = (&found.cue[..], found.source.is_empty()) else { continue };
        let is_verb = text.get(cue.clone()).is_some_and(|it| VERBS.contains(&it.to_lowercase().as_str()));
        // What is said stands before the verb, and goes on right behind it.
        let before = found.content.iter().any(|it| it.end <= cue.start);
        let behind = found.content.iter().position(|it| {
            it.start >= cue.end && text.get(cue.end..it.start).is_some_and(|gap| gap.chars().all(char::is_whitespace))
        });
        let (Some(behind), true) = (behind, is_verb && before) else { continue };
        let Some(source) = speaker(text, found.content[behind].clone(), &marks.mentions) else { continue };
        let rest = found.content[behind].clone();
        let trimmed = text.get(source.end..rest.end).map_or(0, |it| it.len() - it.trim_start_matches([' ', ',']).len());
        match source.end + trimmed < rest.end {
            true => found.content[behind] = source.end + trimmed..rest.end,
            false => _ = found.content.remove(behind),
        }
        found.source = vec![source];
    }
}

/// Who is named or described first of all in a stretch, with the article.
fn speaker(text: &str, stretch: Range<usize>, mentions: &[Mention]) -> Option<Range<usize>> {
    let words = text.get(stretch.clone())?.to_lowercase();
    let article = ARTICLES.iter().find(|it| words.starts_with(*it)).map_or(0, |it| it.len());
    let begins = [stretch.start, stretch.start + article];
    let speaks = |it: &&Mention| {
        begins.contains(&it.bytes.start)
            && it.bytes.end <= stretch.end
            && it.form != Form::Pronoun
            && !matches!(it.kind, MentionKind::People | MentionKind::Other)
    };
    let mention = mentions.iter().filter(speaks).max_by_key(|it| it.bytes.end)?;
    Some(stretch.start..mention.bytes.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn mended(marked: &str) -> (String, String) {
        let (text, mut marks) = annotated(marked);
        take_sources(&text, &mut marks);
        let words = |ranges: &[Range<usize>]| ranges.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join(" … ");
        (words(&marks.attributions[0].source), words(&marks.attributions[0].content))
    }

    #[test]
    fn who_stands_behind_the_verb_says_it() {
        assert_eq!(
            mended(
                "[x1 Fifteen dockers were hurt] [c1 said] [x1 the [name:organisation Orsa Coastguard] also known as the Grey Hulls]."
            ),
            ("the Orsa Coastguard".to_owned(), "Fifteen dockers were hurt … also known as the Grey Hulls".to_owned())
        );
        assert_eq!(
            mended("[x1 Fifteen dockers were hurt], [c1 said] [x1 [name:person Ilmar Dost]]."),
            ("Ilmar Dost".to_owned(), "Fifteen dockers were hurt".to_owned())
        );
    }

    #[test]
    fn what_else_stands_there_is_content() {
        for marked in [
            "[x1 Fifteen dockers were hurt] [c1 said] [x1 to have come from [name:organisation Orsa Coastguard]].",
            "[c1 said] [x1 the [name:organisation Orsa Coastguard] was there].",
            "[x1 Fifteen dockers were hurt] [c1 were said] [x1 the [name:organisation Orsa Coastguard] and others].",
        ] {
            assert_eq!(mended(marked).0, "", "{marked}");
        }
    }
}
