//! Appositions behind the source of "according to", which the model puts into the content: "According to Sada Lumeh, a
//! press outlet close to the Covenant, the Front “declared that …”".

use std::ops::Range;

use sayso_model::Attribution;

use crate::outlet_noun::is_outlet_noun;

/// How long an apposition may be, in bytes.
const LONGEST: usize = 160;
/// Nouns that say who somebody is, beside those for outlets.
const NOUNS: [&str; 26] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "minister",
    "ministry",
    "group",
    "monitor",
    "observatory",
    "organisation",
    "organization",
    "agency",
    "leader",
    "commander",
    "lawyer",
    "attorney",
    "analyst",
    "expert",
    "professor",
    "activist",
    "adviser",
    "resident",
    "member",
    "chief",
    "head",
    "director",
];
/// Words that make a clause of what looks like an apposition.
const FINITE: [&str; 22] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may", "might", "must",
    "should", "did", "does", "do", "said", "says", "told", "declared",
];

/// Moves such appositions from contents to sources. What is said inside such a content by the apposition is said by whom the
/// clause behind it names.
pub(crate) fn give_back(text: &str, found: &mut [Attribution]) {
    for number in 0..found.len() {
        let Some(apposition) = apposition(text, &found[number]) else { continue };
        let (source, content) = (found[number].source[0].clone(), found[number].content[0].clone());
        let rest = clause(text, apposition.end + 1);
        if rest.start >= content.end {
            continue;
        }
        found[number].source[0] = source.start..apposition.end;
        found[number].content[0] = rest.start..content.end;
        for other in found.iter_mut() {
            let misled = other.source.iter().any(|it| it.start < apposition.end && apposition.start <= it.start);
            let Some(cue) = other.cue.first().filter(|_| misled) else { continue };
            if cue.start > rest.start
                && let Some(subject) = subject(text, rest.start..cue.start)
            {
                other.source = vec![subject];
            }
        }
    }
}

/// The apposition with which the content of an "according to" begins.
fn apposition(text: &str, it: &Attribution) -> Option<Range<usize>> {
    let ([source], [cue, ..], [content, ..]) = (&it.source[..], &it.cue[..], &it.content[..]) else { return None };
    let according = text.get(cue.clone())?.to_lowercase() == "according to" && cue.end < source.start;
    let gap = text.get(source.end..content.start)?;
    if !according || !gap.starts_with(',') || !gap[1..].trim().is_empty() {
        return None;
    }
    let words = text.get(content.clone())?;
    let end = words.find(',').filter(|&end| end < LONGEST && end + 20 < words.len())?;
    let phrase = &words[..end];
    let mut all = phrase.split([' ', '-']);
    let article = matches!(all.next(), Some("a" | "an" | "the" | "one"));
    let all: Vec<&str> = all.collect();
    let named = all.iter().take(6).any(|word| is_outlet_noun(word) || NOUNS.contains(word));
    let clause = all.iter().any(|word| FINITE.contains(word)) || phrase.contains(['“', '"', '.', ':']);
    let name = || is_name(text.get(source.clone()).unwrap_or_default(), phrase, &words[end + 1..]);
    (article && named && !clause || name()).then(|| content.start..content.start + end)
}

/// Whether words between commas are the name of whom the source describes, and a clause follows: "according to his editor, Oda Brenn, the
/// paper had …", not "according to the police, Oda Brenn, a teacher, was …".
fn is_name(source: &str, phrase: &str, rest: &str) -> bool {
    const DETERMINERS: [&str; 9] = ["a", "an", "the", "his", "her", "its", "their", "my", "our"];
    let determined = source.split(' ').next().is_some_and(|word| DETERMINERS.contains(&word))
        || source.contains("’s ")
        || source.contains("'s ");
    let describes =
        source.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_lowercase) && !word.ends_with('s'));
    let words = phrase.split(' ').count();
    let capitals = phrase.split(' ').all(|word| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’' | '\''))
    });
    let clause = rest.split([',', '.', ';', '“', '"']).next().unwrap_or_default();
    let verb = |word: &str| FINITE.contains(&word) || word.len() > 4 && word.ends_with("ed");
    let begins = clause
        .split_whitespace()
        .next()
        .is_some_and(|word| !verb(word) && !matches!(word, "who" | "which" | "and" | "or"));
    determined && describes && (2..=4).contains(&words) && capitals && begins && clause.split_whitespace().any(verb)
}

/// From the first word at or behind `start`.
fn clause(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let at = start + rest.len() - rest.trim_start().len();
    at..text.len()
}

/// The words that stand before a cue, the marks that open a quotation aside.
fn subject(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let words = words.trim_end_matches([' ', '“', '"', '‘']);
    let plain = !words.is_empty() && words.len() < LONGEST && !words.contains([',', '.', ';', ':', '\n']);
    plain.then(|| range.start..range.start + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    #[test]
    fn a_name_behind_the_source_is_the_sources() {
        let rows = [
            ("According to his editor, Oda Brenn, the paper had", Some("Oda Brenn")),
            ("According to the police, Oda Brenn, a teacher, was", None),
            ("According to the mayor, Oda Brenn, 34, had left", None),
            ("According to officials, Oda Brenn, the mayor had", None),
            ("According to the mayor, Oda Brenn, who had left", None),
        ];
        for (text, expected) in rows {
            let comma = text.find(',').unwrap_or_default();
            let text = format!("{text} lied of it in Orun.");
            let [source, cue, content] = [13..comma, 0..12, comma + 2..text.len()].map(|it| Vec::from([it]));
            let it = Attribution { source, cue, content, confidence: 1.0 };
            assert_eq!(apposition(&text, &it).map(|it| &text[it]), expected, "{text}");
        }
    }

    fn mended(marked: &str) -> Vec<(String, String)> {
        let (text, marks) = annotated(marked);
        let mut found = marks.attributions;
        give_back(&text, &mut found);
        let words = |ranges: &[Range<usize>]| ranges.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join(" … ");
        found.iter().map(|it| (words(&it.source), words(&it.content))).collect()
    }

    #[test]
    fn an_apposition_belongs_to_the_source() {
        let marked = "[c1 According to] [s1 Sada Lumeh], [x1 [s2 a press outlet close to the Covenant], the Valley Front \
                      “[c2 declared] [x2 that it struck five posts in the north]”].";
        assert_eq!(
            mended(marked),
            [
                (
                    "Sada Lumeh, a press outlet close to the Covenant".to_owned(),
                    "the Valley Front “declared that it struck five posts in the north”".to_owned()
                ),
                ("the Valley Front".to_owned(), "that it struck five posts in the north".to_owned()),
            ]
        );
    }

    #[test]
    fn a_clause_is_no_apposition() {
        let marked =
            "[c1 According to] [s1 Sada Lumeh], [x1 the group had left the valley, and nobody has seen it since].";
        assert_eq!(mended(marked)[0].0, "Sada Lumeh");
        let marked = "[c1 According to] [s1 Sada Lumeh], [x1 the old road, which leads to the valley, is open again].";
        assert_eq!(mended(marked)[0].0, "Sada Lumeh");
    }

    proptest! {
        #[test]
        fn any_text_and_ranges_are_taken(text in "(According to )?[a-c]{1,3}, (a group)?[a-cé “,]{0,40}", a in 0usize..60, b in 0usize..60) {
            let cut = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let range = cut(a.min(b))..cut(a.max(b));
            let end = text.find(',').unwrap();
            let cue = 0..cut(12);
            let of = |source: Range<usize>, content: Range<usize>| Attribution { source: vec![source], cue: vec![cue.clone()], content: vec![content], confidence: 1.0 };
            let mut found = vec![of(cut(13).min(end)..end, (end + 2).min(text.len())..text.len()), of(range.clone(), range)];
            give_back(&text, &mut found);
            for it in &found {
                for range in it.source.iter().chain(&it.content) {
                    prop_assert!(text.get(range.clone()).is_some());
                }
            }
        }
    }
}
