//! Names at full length: the capitalised words before and behind a name that the model left out.

use std::ops::Range;

use sayso_model::{Form, Mention, MentionKind};

use crate::world::Sort;

use super::known::known;
use super::lexicon;
use super::repair::is_outlets_last_word;
use super::words::{bare, fold};

/// How many words a name may grow on either side.
const WORDS: usize = 4;
/// How many neighbouring mentions are looked at, which a name must not swallow.
const NEIGHBOURS: usize = 6;

/// Lets the names among `mentions`, which stand in text order, grow to their full length.
pub(super) fn extend(text: &str, mentions: &mut [Mention]) {
    let mut line = 0..0;
    let mut headline = false;
    for at in 0..mentions.len() {
        if mentions[at].form != Form::Name {
            continue;
        }
        let bytes = mentions[at].bytes.clone();
        if !(line.start <= bytes.start && bytes.end <= line.end) {
            line = line_around(text, &bytes);
            headline = is_title_case(&text[line.clone()]);
        }
        // In a title every word has a capital.
        if headline {
            continue;
        }
        let names = |range: std::ops::Range<usize>| {
            let names = mentions.get(range).unwrap_or(&[]).iter();
            names.filter(|it| it.form == Form::Name && !(it.bytes.start <= bytes.start && bytes.end <= it.bytes.end))
        };
        let left = names(at.saturating_sub(NEIGHBOURS)..at).map(|it| it.bytes.end).filter(|&end| end <= bytes.start);
        let low = left.max().unwrap_or(0).max(line.start);
        let next = names(at + 1..mentions.len().min(at + 1 + NEIGHBOURS)).map(|it| it.bytes.start);
        let high = next.filter(|&start| start >= bytes.end).min().unwrap_or(line.end).min(line.end);
        let start = to_the_left(text, bytes.clone(), low, mentions[at].kind);
        let body = matches!(mentions[at].kind, MentionKind::Organisation | MentionKind::Other);
        let mut end = if body { to_the_right(text, bytes.end, high) } else { bytes.end };
        // "told Orun Today that": the model may take the first word alone, for a place or a person.
        if let Some(last) = outlets_last_word(&text[bytes.end..high.max(bytes.end)]).filter(|_| !body) {
            end = bytes.end + last;
            mentions[at].kind = MentionKind::Organisation;
        }
        // "the Middle East", of which the model took the first word alone.
        if end == bytes.end
            && let Some(last) = half_names_rest(text, start..end, high)
        {
            end += last;
        }
        mentions[at].bytes = start..end;
    }
}

/// How long the last word of an outlet's name is with the space before it, where `behind` begins with one and no other capital
/// follows.
fn outlets_last_word(behind: &str) -> Option<usize> {
    let word = next_word(behind)?;
    let next = behind[1 + word.len()..].trim_start().chars().next();
    (is_outlets_last_word(word) && !next.is_some_and(char::is_uppercase)).then_some(1 + word.len())
}

/// How long the word behind a name of one word is with the space before it, where that word by itself names nothing.
fn half_names_rest(text: &str, name: Range<usize>, high: usize) -> Option<usize> {
    const HALVES: [&str; 19] = [
        "Middle", "Near", "Far", "North", "South", "East", "West", "Central", "Upper", "Lower", "New", "Saudi", "Sri",
        "Hong", "San", "Santa", "Los", "Las", "Puerto",
    ];
    let word = next_word(text.get(name.end..high.max(name.end))?)?;
    (HALVES.contains(&&text[name]) && word.starts_with(char::is_uppercase)).then_some(1 + word.len())
}

/// The letters behind the space with which `behind` begins.
fn next_word(behind: &str) -> Option<&str> {
    let word = behind.strip_prefix(' ')?;
    Some(&word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())])
}

fn line_around(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = text[..bytes.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[bytes.end..].find(['\n', '\r']).map_or(text.len(), |at| bytes.end + at);
    start..end
}

/// Whether most longer words of a line begin with a capital.
fn is_title_case(line: &str) -> bool {
    let words = line.split_whitespace().take(60).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(bare(word).starts_with(char::is_uppercase));
    }
    all > 5 && capital * 10 > all * 7
}

/// Where a name begins whose known part is `part`.
fn to_the_left(text: &str, part: Range<usize>, low: usize, kind: MentionKind) -> usize {
    let (known, mut start) = (part.start, part.start);
    let single = !text[part.clone()].contains(' ');
    // "Two U.S. officials".
    let state = super::known::known(&text[part]).is_some_and(|it| it.sort == Sort::Country);
    let counts =
        |word: &str| matches!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten");
    for _ in 0..WORDS {
        let Some(before) = text.get(low..start).and_then(|left| left.strip_suffix(' ')) else { break };
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '(' | '—' | '–'))
            .next()
            .unwrap_or("");
        let folded = fold(word);
        let parted = word.is_empty() || word.ends_with(|c: char| !c.is_alphanumeric()) || bare(word) != word;
        let capital = word.starts_with(char::is_uppercase) && (word.chars().any(char::is_lowercase) || word.len() <= 4);
        let particle = matches!(
            folded.as_str(),
            "abu" | "umm" | "um" | "ibn" | "bin" | "van" | "von" | "de" | "al" | "el" | "saint" | "st"
        );
        let part = match kind {
            // "Hutan Kita", "Sawt al-Nahr", of which the model took the last word.
            MentionKind::Person => {
                let missed = start == known
                    && single
                    && !word.contains('-')
                    && !is_persuasion(&folded)
                    && word.chars().any(char::is_lowercase)
                    && !opens(text, start - word.len() - 1)
                    && !is_no_part(word, &folded);
                capital && (particle || missed && folded.len() > 2)
            }
            MentionKind::People => false,
            // "The General Command of the Army" is no general's.
            _ => capital && !(state && counts(&folded)) && (!is_no_part(word, &folded) || folded == "general"),
        };
        // "The Prime Minister's Office".
        let office =
            start == known && text[start..].starts_with("Office") && matches!(word, "Minister's" | "Minister’s");
        if let Some(prime) = before.strip_suffix(word).filter(|it| office && it.ends_with("Prime ")) {
            start = low + prime.len() - "Prime ".len();
            break;
        }
        if parted || !part {
            break;
        }
        start -= word.len() + 1;
    }
    start
}

/// Whether a word before a person's name says of which party he is, or that he is honoured.
fn is_persuasion(folded: &str) -> bool {
    [
        "liberal",
        "conservative",
        "republican",
        "democrat",
        "democratic",
        "labour",
        "socialist",
        "communist",
        "green",
        "independent",
        "progressive",
        "honourable",
        "honorable",
        "reverend",
        "muslim",
        "christian",
        "jewish",
        "catholic",
        "black",
        "white",
    ]
    .contains(&folded)
}

/// Whether a word at `at` is the first of a sentence.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty()
        || before.ends_with(['.', '!', '?', ':', '“', '"', '‘', '\'', '(', '—', '–'])
        || text[before.len()..at].contains('\n')
}

/// Where the name of a body ends: "of the" and "for the" with capitalised words behind belong to it.
fn to_the_right(text: &str, end: usize, high: usize) -> usize {
    let Some(behind) = text.get(end..high) else { return end };
    let link = [" of the ", " for the ", " of ", " for "].into_iter().find(|link| behind.starts_with(link));
    let Some(link) = link else { return end };
    let mut reached = link.len();
    for word in behind[link.len()..].split(' ').take(WORDS) {
        if !word.starts_with(char::is_uppercase) || known(bare(word)).is_some() {
            break;
        }
        let stem = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let stem = ["'s", "’s"].iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(stem);
        let at = behind[..].len().min(reached + stem.len());
        if !stem.is_empty() {
            reached = at;
        }
        if stem.len() != word.len() {
            break;
        }
        reached += 1;
    }
    let grown = behind.get(..reached.min(behind.len())).map_or("", str::trim_end);
    if grown.len() > link.len() { end + grown.len() } else { end }
}

/// Whether a capitalised word before a name is none of its parts: a title, a demonym, a state, a day, or the first word
/// of a sentence ("Defeating ISIL will take time").
fn is_no_part(word: &str, folded: &str) -> bool {
    const FIRST: [&str; 88] = [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "to",
        "of",
        "as",
        "and",
        "but",
        "or",
        "nor",
        "so",
        "yet",
        "if",
        "when",
        "while",
        "after",
        "before",
        "since",
        "until",
        "during",
        "under",
        "over",
        "about",
        "like",
        "unlike",
        "both",
        "all",
        "some",
        "many",
        "most",
        "few",
        "several",
        "no",
        "not",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "what",
        "who",
        "why",
        "how",
        "where",
        "which",
        "asked",
        "according",
        "state",
        "former",
        "acting",
        "late",
        "then",
        "now",
        "today",
        "yesterday",
        "meanwhile",
        "only",
        "even",
        "also",
        "still",
        "here",
        "there",
        "because",
        "although",
        "though",
        "despite",
        "against",
        "between",
    ];
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let title = lexicon::is_honorific(folded) || lexicon::noun(folded).is_some_and(|sort| sort.is_person(false));
    FIRST.contains(&folded)
        || lexicon::is_weekday(folded)
        || MONTHS.contains(&folded)
        || title
        || known(word).is_some()
        || folded.ends_with("ian")
        || folded.ends_with("ese")
        || folded.ends_with("ing") && folded.len() > 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn full(marked: &str) -> Vec<String> {
        let (text, mut marks) = annotated(marked);
        extend(&text, &mut marks.mentions);
        marks.mentions.into_iter().map(|it| text[it.bytes].to_owned()).collect()
    }

    #[test]
    fn names_grow_over_capitals() {
        assert_eq!(
            full("A bomb hit Port [name:place Essen] and the Free [name:organisation Front]."),
            ["Port Essen", "Free Front"]
        );
        assert_eq!(full("a war in the [name:place Saudi] Arabia of old"), ["Saudi Arabia"]);
        assert_eq!(full("Then Umm [name:person Khalid] met Captain [name:person Orn]."), ["Umm Khalid", "Orn"]);
        assert_eq!(
            full("The [name:organisation Committee] for the Missing and [name:other Wrath] of the Two Rivers’s men"),
            ["Committee for the Missing", "Wrath of the Two Rivers"]
        );
    }

    #[test]
    fn names_do_not_grow_over_other_words() {
        assert_eq!(full("On Monday [name:organisation Dawn] wrote. After [name:place Orun] fell"), ["Dawn", "Orun"]);
        assert_eq!(full("Iranian [name:organisation Front] of [name:place Orun]"), ["Front", "Orun"]);
        assert_eq!(full("Many Angry Miners Storm Old [name:place Essen] Today"), ["Essen"]);
    }

    #[test]
    fn what_the_model_left_before_a_name() {
        assert_eq!(
            full(
                "late last night the General [name:organisation Command of the Army] wrote again without further notice to the Prime Minister's [name:organisation Office], asked by Hutan [name:person Orla]."
            ),
            ["General Command of the Army", "Prime Minister's Office", "Hutan Orla"]
        );
        assert_eq!(
            full(
                "late last night it rained again. Hutan [name:person Orla] visited the Liberal [name:person Sorn] and former Miss Universe [name:person Vela Sorn]."
            ),
            ["Orla", "Sorn", "Vela Sorn"]
        );
    }
}
