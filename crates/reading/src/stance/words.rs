//! The words around a cue and those of its content, lower-cased, contractions taken apart, each with its role.

use std::ops::Range;

use sayso_model::Attribution;

/// How much of a text before and after a cue is looked at, in bytes: more than nearly every sentence needs, and a bound
/// on the time that one attribution takes.
const REACH: usize = 500;
/// How much of a content is looked at, in bytes.
const CONTENT_REACH: usize = 800;

/// What part of its attribution a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
    Outside,
}

/// A word or a single mark.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// In lower case; "won't" is the two words "will" and "not".
    pub(crate) text: String,
    /// What it belongs to.
    pub(crate) part: Part,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
    at: usize,
}

impl Word {
    /// Whether this is one of `words`.
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }

    /// Whether it ends a sentence or a part of one that stands alone.
    pub(crate) fn stops(&self) -> bool {
        self.is(&[".", ";", ":", "?", "!", "…", "\n"])
    }

    /// Whether it is a mark rather than a word.
    pub(crate) fn is_mark(&self) -> bool {
        !self.text.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
    }
}

/// An attribution as words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passage {
    /// The sentence of the cue, with as much of the content as stands in it.
    pub(crate) sentence: Vec<Word>,
    /// The places of the cue's first word and of the one behind its last in `sentence`.
    pub(crate) cue: Range<usize>,
    /// The content, or its beginning.
    pub(crate) content: Vec<Word>,
    /// The words of the source.
    pub(crate) source: Vec<Word>,
    /// Whether the content is one question.
    pub(crate) question: bool,
}

impl Passage {
    pub(crate) fn new(text: &str, found: &Attribution) -> Self {
        let part = |at: usize| {
            let holds = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&at));
            match () {
                () if holds(&found.cue) => Part::Cue,
                () if holds(&found.source) => Part::Source,
                () if holds(&found.content) => Part::Content,
                () => Part::Outside,
            }
        };
        let (Some(first), Some(last)) = (found.cue.first(), found.cue.last()) else { return Self::default() };
        let start = first.start.min(text.len());
        let end = last.end.clamp(start, text.len()).min(start.saturating_add(REACH));
        let from = sentence_start(text, text.floor_char_boundary(start));
        let to = sentence_end(text, text.ceil_char_boundary(end));
        let mut sentence = words(text, from..to, false);
        for word in &mut sentence {
            word.part = part(word.at);
        }
        let in_cue = |word: &Word| word.part == Part::Cue;
        let first_cue = sentence.iter().position(in_cue).unwrap_or_default();
        let behind_cue = sentence.iter().rposition(in_cue).map_or(first_cue, |last| last + 1);

        let mut content = Vec::new();
        let mut left = CONTENT_REACH;
        for range in &found.content {
            let start = text.floor_char_boundary(range.start.min(text.len()));
            let end = range.end.min(text.len()).min(start.saturating_add(left));
            let quoted = text[..start].trim_end().ends_with(['“', '"', '‘', '«']) && !text[..start].ends_with(' ');
            content.extend(words(text, start..text.floor_char_boundary(end.max(start)), quoted));
            left = left.saturating_sub(end.saturating_sub(start));
        }
        for word in &mut content {
            word.part = Part::Content;
        }
        let source = found.source.iter().take(4).flat_map(|range| {
            let start = text.floor_char_boundary(range.start.min(text.len()));
            let end = text.floor_char_boundary(range.end.min(text.len()).min(start.saturating_add(REACH)));
            words(text, start..end.max(start), false)
        });
        let source = source.collect();
        let question = is_question(text, found, &content);
        Self { sentence, cue: first_cue..behind_cue, content, source, question }
    }
}

impl Passage {
    /// The passage with the clause that its cue took in ("said it carried out") put before the content.
    pub(crate) fn with_clause_of_cue(&self) -> Option<Self> {
        let cue = self.sentence.get(self.cue.clone())?;
        let subject = cue
            .iter()
            .skip(1)
            .position(|word| word.is(&["it", "they", "he", "she", "we", "i", "its", "their", "our"]))?;
        let content = cue[subject + 1..].iter().chain(&self.content).cloned().collect();
        Some(Self { content, ..self.clone() })
    }
}

/// Whether the content is a question as a whole: its first sentence ends with a question mark, in it or right behind.
fn is_question(text: &str, found: &Attribution, content: &[Word]) -> bool {
    if !content.first().is_some_and(|word| word.quoted) {
        return false;
    }
    match content.iter().find(|word| word.is(&["?", ".", "!", "\n"])) {
        Some(mark) => mark.text == "?",
        None => {
            let end = text.floor_char_boundary(found.content.last().map_or(0, |range| range.end).min(text.len()));
            text[end..].trim_start_matches(['”', '"', '’']).starts_with('?')
        }
    }
}

fn sentence_start(text: &str, at: usize) -> usize {
    let low = text.floor_char_boundary(at.saturating_sub(REACH));
    let before = &text[low..at];
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let mut start = line;
    for (mark, c) in before.char_indices().skip_while(|&(at, _)| at < line) {
        if ends_sentence(before, mark, c) {
            start = mark + c.len_utf8();
        }
    }
    low + start
}

fn sentence_end(text: &str, at: usize) -> usize {
    let high = text.floor_char_boundary(at.saturating_add(REACH).min(text.len()));
    let after = &text[at..high];
    let line = after.find(['\n', '\r']).unwrap_or(after.len());
    let mark = after[..line].char_indices().find(|&(mark, c)| ends_sentence(&text[..at + line], at + mark, c));
    at + mark.map_or(line, |(mark, c)| mark + c.len_utf8())
}

/// Whether the mark `c` at `at` ends a sentence: a space and a capital letter follow it, and no initial or short title
/// ("U.S.", "Mr.") stands before it.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '.' | '!' | '?') {
        return false;
    }
    let rest = text[at + 1..].trim_start_matches(['”', '"', '’', '\'', ')']);
    let next = rest.trim_start();
    if next.len() == rest.len() || next.starts_with(|c: char| c.is_lowercase()) {
        return false;
    }
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let abbreviated = c == '.'
        && (word.contains('.')
            || word.chars().count() <= 1
            || ["Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Sen", "Rep", "Gov", "Lt", "Sgt", "Prof", "Rev"]
                .contains(&word));
    !abbreviated
}

/// The words and marks of `text[range]`, quotation marks left out but minded. `quoted` says whether it begins in a quotation.
fn words(text: &str, range: Range<usize>, mut quoted: bool) -> Vec<Word> {
    let mut out = Vec::new();
    let Some(slice) = text.get(range.clone()) else { return out };
    let mut rest = slice.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = rest.next() {
        let at = range.start + start;
        if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some(&(next, inner)) = rest.peek() {
                let joins = matches!(inner, '\'' | '’' | '-' | '.')
                    && slice[next + inner.len_utf8()..].starts_with(|c: char| c.is_alphanumeric());
                if !inner.is_alphanumeric() && !joins {
                    break;
                }
                end = next + inner.len_utf8();
                rest.next();
            }
            push_word(&slice[start..end], at, quoted, &mut out);
            before = 'a';
            continue;
        }
        let follows = rest.peek().map_or(' ', |&(_, next)| next);
        match c {
            '“' | '«' | '„' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            '‘' => quoted = true,
            '\'' if !before.is_alphanumeric() && follows.is_alphanumeric() => quoted = true,
            '’' | '\'' => {}
            '\n' | '\r' => out.push(mark("\n", at, quoted)),
            _ if c.is_whitespace() => {}
            _ => out.push(mark(c.encode_utf8(&mut [0; 4]), at, quoted)),
        }
        before = c;
    }
    out
}

fn mark(text: &str, at: usize, quoted: bool) -> Word {
    Word { text: text.to_owned(), part: Part::Outside, capital: false, quoted, at }
}

/// Puts a word into `out`, a contraction as its parts.
fn push_word(raw: &str, at: usize, quoted: bool, out: &mut Vec<Word>) {
    let capital = raw.starts_with(char::is_uppercase);
    let text = raw.to_lowercase().replace('’', "'");
    let mut push = |text: &str, capital: bool| {
        out.push(Word { text: text.to_owned(), part: Part::Outside, capital, quoted, at });
    };
    match text.as_str() {
        "cannot" | "can't" => return ["can", "not"].into_iter().for_each(|it| push(it, capital)),
        "won't" => return ["will", "not"].into_iter().for_each(|it| push(it, capital)),
        "ain't" => return ["is", "not"].into_iter().for_each(|it| push(it, capital)),
        _ => {}
    }
    const ENDINGS: [(&str, &str); 8] = [
        ("n't", "not"),
        ("'ll", "will"),
        ("'ve", "have"),
        ("'re", "are"),
        ("'m", "am"),
        ("'d", "would"),
        ("'s", "'s"),
        ("s'", "s"),
    ];
    match ENDINGS.iter().find_map(|(ending, word)| Some((text.strip_suffix(ending)?, *word))) {
        Some((stem, ending)) if !stem.is_empty() => {
            push(stem, capital);
            push(ending, false);
        }
        _ => push(&text, capital),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    #[test]
    fn the_sentence_of_the_cue_and_the_content_apart() {
        let (text, marks) = annotated("Mr. Orl left. “[x1 We won’t go],” [s1 he] hasn't [c1 said]. Then it rained.");
        let passage = Passage::new(&text, &marks.attributions[0]);
        let plain = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&passage.sentence), "we will not go , he has not said .");
        assert_eq!(plain(&passage.content), "we will not go");
        assert!(passage.content.iter().all(|word| word.quoted));
        assert_eq!(passage.sentence[passage.cue.start].text, "said");
    }

    #[test]
    fn odd_offsets_do_no_harm() {
        let range = |start, end| Range { start, end };
        let (source, content) = (Vec::from([range(3, 900)]), Vec::from([range(900, 2)]));
        let found = Attribution { source, cue: vec![1..2, 800..900], content, confidence: 1.0 };
        Passage::new("a’é“", &found);
        Passage::new("", &found);
    }
}
