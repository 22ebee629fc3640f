//! Sentences that tell how the statement before them was carried: "The statement, republished in X after appearing in
//! Y, …", "The interview was broadcast by X", "X published the remarks".

use sayso_model::Attribution;

use super::receiver::first;
use crate::cast::ResolvedSource;
use crate::word::Word;

/// What a statement can be called afterwards, with the stem that its cue may share.
const MESSAGES: [(&str, &str); 50] = [
    ("statement", "stat"),
    ("statements", "stat"),
    ("declaration", "declar"),
    ("announcement", "announc"),
    ("remark", "remark"),
    ("remarks", "remark"),
    ("comment", "comment"),
    ("comments", "comment"),
    ("interview", "interview"),
    ("interviews", "interview"),
    ("video", "video"),
    ("footage", "footage"),
    ("recording", "record"),
    ("message", "messag"),
    ("letter", "letter"),
    ("claim", "claim"),
    ("claims", "claim"),
    ("denial", "den"),
    ("warning", "warn"),
    ("threat", "threat"),
    ("vow", "vow"),
    ("pledge", "pledg"),
    ("accusation", "accus"),
    ("accusations", "accus"),
    ("allegation", "alleg"),
    ("post", "post"),
    ("speech", "speech"),
    ("sermon", "sermon"),
    ("address", "address"),
    ("communique", "communi"),
    ("communiqué", "communi"),
    ("words", "word"),
    ("quote", "quot"),
    ("quotes", "quot"),
    ("quotation", "quot"),
    ("confession", "confess"),
    ("appeal", "appeal"),
    ("call", "call"),
    ("assertion", "assert"),
    ("account", "account"),
    ("clip", "clip"),
    ("text", "text"),
    ("line", "line"),
    ("sentence", "sentence"),
    ("exchange", "exchange"),
    ("tweet", "tweet"),
    ("boast", "boast"),
    ("posting", "post"),
    ("sermons", "sermon"),
    ("outburst", "outburst"),
];
/// How many words may stand between the article and what the statement is called.
const REACH: usize = 5;

/// What the sentence calls the statement before it, where it begins with that: "His remarks, …".
pub(super) fn subject(words: &[Word]) -> Option<&'static str> {
    let words = unquoted(words);
    let begin = words.first()?;
    if begin.is(&["it", "they", "both", "these"]) {
        let verb = words.get(1)?.is(&["was", "were", "is", "are", "had", "has", "first", "appeared", "have"]);
        return verb.then_some("");
    }
    if begin.is(&["excerpts", "parts", "extracts", "a"]) {
        let copy = words.iter().take(2).any(|it| {
            it.is(&["excerpts", "parts", "extracts", "transcript", "recording", "copy", "translation", "version"])
        });
        let head =
            words.iter().take(REACH + 1).filter_map(|it| MESSAGES.iter().find(|(message, _)| it.lower == *message));
        return if copy { head.map(|it| it.1).next_back().or(Some("")) } else { None };
    }
    if !begin.is(&["the", "this", "that", "these", "those", "his", "her", "their", "its", "both"]) {
        return None;
    }
    let head =
        words.iter().skip(1).take(REACH).take_while(|it| !it.is_border() && (!it.is_mark() || it.is(&["-", "'s"])));
    head.filter_map(|it| MESSAGES.iter().find(|(message, _)| it.lower == *message)).map(|it| it.1).last()
}

/// What is called so may as well be somebody else's: only its being taken over tells of the statement before.
const PRINTED: [&str; 9] = ["article", "report", "column", "story", "leak", "essay", "piece", "note", "broadcast"];

/// Whether the sentence begins with such a word: "The report was reprinted by X".
pub(super) fn printed_subject(words: &[Word]) -> bool {
    let words = unquoted(words);
    words.first().is_some_and(|it| it.is(&["the", "this", "that", "his", "her", "their", "its"]))
        && words.iter().skip(1).take(REACH).take_while(|it| !it.is_border() && !it.is_mark()).any(|it| it.is(&PRINTED))
}

/// Without the mark that closes the quotation before the sentence.
fn unquoted(words: &[Word]) -> &[Word] {
    let marks = words.iter().take_while(|it| it.is_quotation_mark()).count();
    &words[marks..]
}

/// Whether the word names something that can be printed again.
pub(crate) fn is_printed(word: &str) -> bool {
    is_message(word) || PRINTED.contains(&word)
}

/// Whether the word is what a statement can be called.
pub(super) fn is_message(word: &str) -> bool {
    MESSAGES.iter().any(|(message, _)| word == *message)
}

/// Which of the statements of an earlier sentence is meant by what the later one calls it.
pub(super) fn meant(
    text: &str,
    stem: &str,
    here: &[usize],
    attributions: &[Attribution],
    holders: &[Option<usize>],
) -> Option<usize> {
    let top = |number: &usize| holders[*number].is_none_or(|holder| !here.contains(&holder));
    let shares = |number: &usize| {
        let words = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default().to_lowercase();
        !stem.is_empty() && attributions[*number].cue.iter().any(|it| words(it).contains(stem))
    };
    let tops: Vec<usize> = here.iter().copied().filter(|it| top(it)).collect();
    // The first that says a good part of what the sentence says.
    let size = |it: usize| attributions[it].content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let largest = tops.iter().map(|&it| size(it)).max().unwrap_or(0);
    let main = tops.into_iter().filter(|&it| 2 * size(it) >= largest).min_by_key(|&it| first(&attributions[it]));
    here.iter().copied().find(|it| shares(it)).or(main)
}

/// An interview or remarks hold more than one statement: those of the same source right before belong to them too.
pub(super) fn also_meant(
    stem: &str,
    number: usize,
    sources: &[ResolvedSource],
    holders: &[Option<usize>],
) -> Vec<usize> {
    let mut all = vec![number];
    if !["interview", "remark", "comment", "speech", "sermon", "address"].contains(&stem) {
        return all;
    }
    let Some(actor) = sources.get(number).and_then(|it| it.actor) else { return all };
    for other in (number.saturating_sub(2)..number).rev() {
        let same = sources.get(other).and_then(|it| it.actor) == Some(actor);
        if holders[other].is_none() && !same {
            break;
        }
        if same && holders[other].is_none() {
            all.push(other);
        }
    }
    all
}
