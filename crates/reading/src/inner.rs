//! Statements inside contents ("My client says they never met", "she said the ministry had denied it").
//!
//! Nothing in the corpus that the model learnt from is marked inside a content, so that it finds little there. Read by itself
//! a content is a text like any other. Only those contents are read again in which a verb of speech stands that no
//! statement has for its cue, and only plain statements are taken: somebody, right before a finite verb, says a clause.

use std::ops::Range;

use sayso_model::Attribution;

use crate::layout::in_text_order;
use crate::range_index::RangeIndex;

/// So many contents of a text are read again at most, of at most so many bytes: a hostile text must not cost time without end.
const MOST: usize = 32;
const LONGEST: usize = 1500;

/// Forms of verbs of speech, and of showing, that stand alone or behind "had", "has".
#[rustfmt::skip]
const SPEAKING: [&str; 85] = [
    "said", "says", "say", "told", "tells", "tell", "claimed", "claims", "denied", "denies", "deny", "promised", "promises", "admitted",
    "admits", "warned", "warns", "asked", "announced", "wrote", "writes", "written", "threatened", "reported", "insisted", "insists",
    "insist", "assured", "accused", "accuses", "accuse", "blamed", "blames", "acknowledged", "confirmed", "confirms", "vowed", "swore",
    "sworn", "added", "replied", "answered", "complained", "declared", "alleged", "alleges", "argued", "argues", "argue", "testified",
    "demanded", "conceded", "stated", "ordered", "pledged", "urged", "maintained", "maintains", "predicted", "agreed", "noted", "stressed",
    "hinted", "explained", "responded", "recalled", "mentioned", "concluded", "revealed", "contended", "asserted", "asserts", "states",
    "doubted", "doubts", "warn", "reveals", "concludes", "show", "shows", "showed", "suggest", "suggests", "suggested", "indicates",
];
/// What makes a verb no report of what was said.
const UNREAL: [&str; 18] = [
    "would", "could", "should", "can", "may", "might", "will", "not", "never", "to", "be", "been", "was", "were", "is",
    "are", "must", "saying",
];
/// Sources that are nobody in particular.
const NOBODY: [&str; 30] = [
    "you",
    "who",
    "that",
    "which",
    "it",
    "me",
    "us",
    "him",
    "them",
    "people",
    "everybody",
    "anyone",
    "somebody",
    "someone",
    "what",
    "there",
    "some",
    "many",
    "most",
    "few",
    "others",
    "his",
    "her",
    "their",
    "its",
    "my",
    "our",
    "your",
    "nobody",
    "this",
];
/// Words before a source that make its clause no report: "as rich as he says", "if they told you".
const BEFORE: [&str; 9] = ["as", "than", "what", "which", "whatever", "if", "unless", "say", "who"];
/// Words by which a content is a clause.
const FINITE: [&str; 24] = [
    "was", "were", "is", "are", "had", "has", "have", "would", "will", "could", "can", "did", "does", "do", "may",
    "might", "must", "should", "that", "to", "if", "whether", "how", "not",
];

/// Verbs of what shows something; only a clause is stated by them ("showed an ability" states nothing).
const SHOWING: [&str; 9] =
    ["show", "shows", "showed", "suggest", "suggests", "suggested", "reveals", "revealed", "indicates"];
/// Beginnings of the words by which even nobody's statement in a content tells that something is said or thought.
#[rustfmt::skip]
const TOLD: [&str; 31] = [
    "said", "say", "claim", "alleg", "accus", "believ", "consider", "describ", "report", "deni", "expect", "rumo", "quot", "warn", "threat",
    "promis", "call", "charg", "complain", "suspect", "thought", "regard", "deem", "view", "assum", "fear", "hop", "blam", "told", "answer", "clear",
];
/// Contents that say nothing.
const NOTHING: [&str; 7] = ["it", "what", "whatever", "that", "this", "which", "so"];

/// Takes away what stands inside a content and tells neither whose statement it is nor that it is one ("the policy of", "is known for"),
/// or not what is stated.
pub(crate) fn drop_empty(text: &str, found: &mut Vec<Attribution>) {
    let contents = RangeIndex::of_parts(found, |it| &it.content);
    let is_inside = |number: usize, it: &Attribution| {
        it.cue.first().is_some_and(|cue| {
            let holds = |(content, other): &(Range<usize>, usize)| {
                *other != number && content.start <= cue.start && cue.end <= content.end
            };
            contents.overlapping(cue).any(holds)
        })
    };
    let lower = |ranges: &[Range<usize>]| {
        let words: Vec<_> = ranges.iter().filter_map(|it| text.get(it.clone())).collect();
        words.join(" ").to_lowercase()
    };
    let is_empty = |it: &Attribution| {
        let told = || spoken(&lower(&it.cue)).any(|(_, word)| TOLD.iter().any(|stem| word.starts_with(stem)));
        it.source.is_empty() && !told() || NOTHING.contains(&lower(&it.content).as_str())
    };
    let keep: Vec<bool> =
        (0..).zip(found.iter()).map(|(number, it)| !(is_empty(it) && is_inside(number, it))).collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}

/// Adds the statements that contents hold, in text order. `read` finds the attributions of a text.
pub(crate) fn look_inside(text: &str, found: &mut Vec<Attribution>, read: impl Fn(&str) -> Vec<Attribution>) {
    let mut contents: Vec<Range<usize>> = found.iter().flat_map(|it| it.content.iter().cloned()).collect();
    contents.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    contents.dedup();
    let cues = RangeIndex::new(found.iter().flat_map(|it| it.cue.iter().map(|cue| (cue.clone(), 0))));
    let mut added: Vec<Attribution> = Vec::new();
    let mut left = MOST;
    for content in contents {
        if left == 0 {
            break;
        }
        let Some(words) = text.get(content.clone()).filter(|it| it.len() <= LONGEST) else { continue };
        let free = |cue: &Range<usize>, added: &[Attribution]| {
            let touches = |it: &Attribution| it.cue.iter().any(|own| own.start < cue.end && cue.start < own.end);
            cues.overlapping(cue).next().is_none() && !added.iter().any(touches)
        };
        let speaks = |(at, word): (usize, &str)| {
            SPEAKING.contains(&word) && free(&(content.start + at..content.start + at + word.len()), &added)
        };
        if !spoken(words).any(speaks) {
            continue;
        }
        left -= 1;
        let (alone, at) = by_itself(words);
        for it in read(&alone).iter().filter(|it| is_plain(&alone, it)) {
            let moved = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
                let at = content.start + at;
                ranges.iter().map(|it| it.start + at..it.end + at).collect()
            };
            let (source, cue, content) = (moved(&it.source), moved(&it.cue), moved(&it.content));
            if cue.iter().all(|it| free(it, &added)) {
                added.push(Attribution { source, cue, content, confidence: it.confidence });
            }
        }
    }
    if added.is_empty() {
        return;
    }
    found.append(&mut added);
    in_text_order(found);
}

/// The lower-case words of a content with their places.
fn spoken(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    words.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = at;
        // What was split at may be longer than a byte.
        at += word.len() + words[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// The content without the marks and the "that" around it, with a capital; and where it begins.
fn by_itself(words: &str) -> (String, usize) {
    let opened = words.trim_start_matches(['“', '"', '‘', '\'']);
    let opened = opened.strip_prefix("that ").unwrap_or(opened).trim_start_matches(['“', '"', '‘', '\'']);
    let at = words.len() - opened.len();
    let mut alone = opened.trim_end_matches(['”', '"', '’', '\'', ',', ' ']).to_owned();
    if let Some(first) = alone.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    (alone, at)
}

/// Whether somebody, right before a finite verb of speech, says a clause.
fn is_plain(text: &str, it: &Attribution) -> bool {
    let ([source], [cue], Some(content)) = (&it.source[..], &it.cue[..], it.content.first()) else { return false };
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_lowercase();
    let (who, how, what) = (words(source), words(cue), words(content));
    let whole = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|it| it == word);
    let spoken = SPEAKING.iter().any(|verb| whole(&how, verb))
        && !UNREAL.iter().any(|word| whole(&how, word))
        && !["n't", "n’t"].iter().any(|it| how.contains(it));
    let nobody = NOBODY.contains(&who.as_str())
        || who.ends_with(['\'', '’'])
        || ["'s", "’s"].iter().any(|it| who.ends_with(it))
        || ["percent", "polls", "voters"].iter().any(|it| whole(&who, it))
        || who.contains(['%', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) && who.split(' ').count() > 2;
    // Behind the verb, or a quotation before it.
    let gap = text.get(source.end..cue.start).unwrap_or("-");
    let beside = gap.trim_matches([' ', ',']).is_empty() || gap.trim().ends_with("ly") && !gap.trim().contains(' ');
    let before = text.get(..source.start).unwrap_or_default().trim_end().to_lowercase();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let said = what.split_whitespace().count();
    let object = ["a ", "an ", "the ", "his ", "her ", "their ", "its "].iter().any(|it| what.starts_with(it));
    let showing = SHOWING.iter().any(|verb| whole(&how, verb));
    let states = |word: &&&str| !showing || **word != "to" && **word != "not";
    let clause = !object && !showing
        || FINITE.iter().filter(states).any(|word| whole(&what, word))
        || what.contains(['“', '"', '‘']);
    spoken && !nobody && beside && !BEFORE.contains(&last) && said >= 3 && clause
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    /// Marks of the first text as what is found in the content of the second, which reads the same.
    fn inside(content: &str, marked: &str) -> Vec<(String, String, String)> {
        let (alone, inner) = annotated(content);
        let (text, marks) = annotated(marked);
        let mut found = marks.attributions;
        let before = found.len();
        look_inside(&text, &mut found, |it| {
            assert_eq!(it, alone);
            inner.attributions.clone()
        });
        let words = |ranges: &[Range<usize>]| ranges.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join(" … ");
        let all = found.iter().map(|it| (words(&it.source), words(&it.cue), words(&it.content)));
        let old: Vec<_> = annotated(marked).1.attributions.iter().map(|it| words(&it.cue)).collect();
        assert!(found.len() >= before);
        all.filter(|it| !old.contains(&it.1)).collect()
    }

    #[test]
    fn a_content_is_read_by_itself() {
        let owned = |it: [&str; 3]| (it[0].to_owned(), it[1].to_owned(), it[2].to_owned());
        let content = "[s1 My client] [c1 says] [x1 they never met]";
        let outer = "[x1 “My client says they never met,”] [s1 the lawyer] [c1 told] the court.";
        assert_eq!(inside(content, outer), [owned(["My client", "says", "they never met"])]);
        let content = "[s1 The ministry] [c1 had denied] [x1 that a fort fell]";
        let outer = "[s1 Oda Brenn] [c1 said] [x1 that the ministry had denied that a fort fell].";
        assert_eq!(inside(content, outer), [owned(["the ministry", "had denied", "that a fort fell"])]);
    }

    #[test]
    fn what_nobody_says_is_left_out() {
        let content = "[s1 You] [c1 said] [x1 that it would rain]";
        assert!(inside(content, "[x1 “You said that it would rain,”] [s1 she] [c1 said].").is_empty());
        let content = "[s1 He] [c1 claimed] [x1 a loss of nine crowns]";
        assert!(inside(content, "[s1 She] [c1 said] [x1 that he claimed a loss of nine crowns].").is_empty());
        let content = "He is as rich as [s1 he] [c1 says] [x1 that he is]";
        assert!(inside(content, "[x1 “He is as rich as he says that he is,”] [s1 she] [c1 said].").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_and_ranges_are_taken(text in "[a-c“”‘’' é]{0,8}( said | told ){0,1}[a-cé ”\n]{0,12}", a in 0usize..30, b in 0usize..30, c in 0usize..9, d in 0usize..9) {
            let cut = |at: usize, text: &str| text.floor_char_boundary(at.min(text.len()));
            let range = |a: usize, b: usize, text: &str| cut(a.min(b), text)..cut(a.max(b), text);
            let content = range(a, b, &text);
            let mut found = vec![Attribution { source: vec![], cue: vec![], content: vec![content], confidence: 1.0 }];
            look_inside(&text, &mut found, |alone| {
                let (source, cue) = (range(c, d, alone), range(d, c + d, alone));
                vec![Attribution { source: vec![source.clone()], cue: vec![cue], content: vec![source], confidence: 1.0 }]
            });
            for it in &found {
                for range in it.source.iter().chain(&it.cue).chain(&it.content) {
                    prop_assert!(text.get(range.clone()).is_some());
                }
            }
        }
    }
}
