//! What the model takes for an attribution and is none: words that only tell how a statement was carried ("Her remarks were
//! republished by X"), which [`crate::chain`] reads, and the place that heads a paragraph of news in brief ("ORUN: The minister said …").

use sayso_model::Attribution;

use crate::chain::{carrying, is_printed};
use crate::layout::begins_line;
use crate::quotation::quotations;
use crate::word::{Word, words};

/// Works that are released and state nothing.
const WORKS: [&str; 14] = [
    "song", "songs", "nasheed", "anthem", "hymn", "album", "single", "music", "film", "movie", "novel", "poem", "game",
    "record",
];
/// How many words a statement's name may have behind its determiner ("the 94-second recording").
const NAME: usize = 5;

/// Takes away what is no attribution.
pub(crate) fn drop_seeming(text: &str, attributions: &mut Vec<Attribution>) {
    let heads: Vec<bool> = attributions.iter().map(|it| is_heading(text, it, attributions)).collect();
    let mut heads = heads.into_iter();
    attributions.retain(|it| !heads.next().unwrap_or(false) && !tells_of_carrying(text, it));
}

/// Whether the source is no speaker of a transcript but a word that heads a paragraph: all capitals and a colon, where others are
/// quoted behind it and nobody speaks of himself or to another.
fn is_heading(text: &str, it: &Attribution, all: &[Attribution]) -> bool {
    let ([source], [cue], Some(content)) = (it.source.as_slice(), it.cue.as_slice(), it.content.first()) else {
        return false;
    };
    let name = &text[source.clone()];
    let capitals = name.chars().filter(|c| c.is_alphabetic()).count() > 2 && !name.chars().any(char::is_lowercase);
    if !capitals || !begins_line(text, source.start) || &text[cue.clone()] != ":" {
        return false;
    }
    let inside = |it: &Attribution| {
        let by_name =
            it.source.first().is_some_and(|it| content.start <= it.start && it.end <= content.end && it.len() > 4);
        by_name && it.cue.first().is_some_and(|cue| content.start <= cue.start && cue.end <= content.end)
    };
    let quoted = quotations(&text[content.clone()]);
    let spoken = words(text, content).iter().any(|word| {
        let at = word.bytes.start - content.start;
        word.is(&["i", "we", "you", "my", "our", "your", "me", "us"]) && !quoted.iter().any(|it| it.bytes.contains(&at))
    });
    !spoken && all.iter().any(inside)
}

/// Whether the cue carries and the content is no more than what a statement is called.
fn tells_of_carrying(text: &str, it: &Attribution) -> bool {
    let [cue] = it.cue.as_slice() else { return false };
    let cue = words(text, cue);
    let verb = if cue.last().is_some_and(|it| it.lower == "up") { cue.iter().rev().nth(1) } else { cue.last() };
    let Some(content) = it.content.first().map(|content| words(text, content)) else { return false };
    let released = verb.is_some_and(|it| it.lower.starts_with("releas") || it.lower.starts_with("publish"));
    verb.is_some_and(carries) && is_statements_name(&content) || released && is_work(&content)
}

/// "A song about the war": what is sung and filmed is no statement of who brings it out.
fn is_work(content: &[Word]) -> bool {
    let Some((first, rest)) = content.split_first() else { return false };
    let phrase = rest.iter().take(NAME).take_while(|it| !it.is_border() && (!it.is_mark() || it.lower == "-"));
    first.is_determiner() && phrase.last().is_some_and(|it| it.is(&WORKS))
}

fn carries(verb: &Word) -> bool {
    carrying(&verb.lower).is_some() || verb.is(&["picked", "run", "circulated", "shared"])
}

/// "Her remarks", "the 94-second recording", "a remark": a determiner, and a noun for a statement as the last before a border.
fn is_statements_name(content: &[Word]) -> bool {
    let Some((first, rest)) = content.split_first() else { return false };
    let phrase: Vec<&Word> =
        rest.iter().take_while(|it| !it.is_border() && (!it.is_mark() || it.lower == "-")).collect();
    // "The claim that …", "a report about …" hold more than a name.
    let more = rest.get(phrase.len()).is_some_and(|it| it.is(&["that", "of", "about", "on", "saying"]));
    let named = phrase.len() <= NAME && phrase.last().is_some_and(|it| is_printed(&it.lower));
    first.is_determiner() && named && !more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn left(marked: &str) -> usize {
        let (text, mut marks) = annotated(marked);
        drop_seeming(&text, &mut marks.attributions);
        marks.attributions.len()
    }

    #[test]
    fn how_words_were_carried_is_no_statement() {
        assert_eq!(left("[x1 Her remarks] [c1 were republished] on the website of [s1 the ruling party]."), 0);
        assert_eq!(
            left("[x1 his account] [c1 was reprinted] on Wednesday by [s1 the army's newspaper, The Watch]."),
            0
        );
        assert_eq!(left("[x1 The 94-second recording] [c1 was first posted] on a channel."), 0);
        assert_eq!(left("“A matter of taste”, [x1 a remark] [c1 picked up] by [s1 the agency Corvan]."), 0);
        assert_eq!(left("[s1 Dawn Wire] [c1 published] [x1 the interview] in full."), 0);
        assert_eq!(
            left("[s1 The Shield] won fame by [c1 releasing] [x1 a marching song, or hymn, in honour of Orn]."),
            0
        );
    }

    #[test]
    fn what_heads_a_paragraph_does_not_speak() {
        let brief = "News.\n[s1 ORUN][c1 :] [x1 [s2 The minister] [c2 said] [x2 she would go, “if we may”]].";
        assert_eq!(left(brief), 1);
        let transcript = "News.\n[s1 ORUN][c1 :] [x1 [s2 The minister] [c2 said] [x2 we would go]].";
        assert_eq!(left(transcript), 2);
        assert_eq!(left("News.\n[s1 ORUN][c1 :] [x1 The minister would go]."), 1);
    }

    #[test]
    fn what_is_told_of_a_text_is_a_statement() {
        assert_eq!(left("[s1 The group] [c1 published] [x1 the names of 23 men]."), 1);
        assert_eq!(left("[s1 The report] [c1 said] [x1 the bridge had fallen]."), 1);
        assert_eq!(left("[s1 Dawn Wire] [c1 published] [x1 the claim that the bridge had fallen]."), 1);
        assert_eq!(left("[s1 Orn] [c1 posted] [x1 “The bridge has fallen”]."), 1);
    }
}
