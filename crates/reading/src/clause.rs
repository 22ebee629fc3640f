//! Attributions whose parts the model cuts at a clause that stands between: a content that ends before its own verb ("claimed [the
//! strike] occurred in Orun"), a source within a relative clause ("[which the ministry] estimated …"), and one that only stands
//! between a subject and its verb ("The Shield – which the ministry says is paid by Velmark – celebrated it").

use std::ops::Range;

use sayso_model::{Attribution, Mention};

use crate::word::{Word, words};

/// Verbs that a clause follows without "that".
const SAYING: [&str; 44] = [
    "said",
    "says",
    "say",
    "claimed",
    "claims",
    "insisted",
    "insists",
    "added",
    "adds",
    "warned",
    "warns",
    "announced",
    "reported",
    "reports",
    "confirmed",
    "confirms",
    "declared",
    "declares",
    "alleged",
    "alleges",
    "argued",
    "argues",
    "stated",
    "states",
    "maintained",
    "maintains",
    "believed",
    "believes",
    "believe",
    "thinks",
    "thought",
    "denied",
    "denies",
    "acknowledged",
    "conceded",
    "admitted",
    "predicted",
    "predicts",
    "suggested",
    "suggests",
    "hoped",
    "hopes",
    "noted",
    "notes",
];
/// Words that are finite verbs, or make one of what follows.
const FINITE: [&str; 40] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may", "might", "must",
    "should", "did", "does", "do", "took", "came", "went", "fell", "began", "broke", "hit", "struck", "left", "rose",
    "became", "made", "gave", "got", "led", "held", "saw", "shot", "knew", "ran", "set", "sent",
];
/// Participles that say what somebody is thought to be.
const THOUGHT: [&str; 9] =
    ["considered", "regarded", "deemed", "believed", "thought", "seen", "described", "labelled", "labeled"];
/// Words of a relative clause's beginning.
const RELATIVE: [&str; 4] = ["which", "who", "whom", "that"];
/// How many words and commas stand between the subject of a clause and a statement in it, at most.
const FRONTED: usize = 8;
/// And how many bytes.
const NEAR: usize = 100;
/// How long a relative clause may be with the subject before it, in bytes.
const RELATIVE_CLAUSE: usize = 240;
/// How many words a subject may have that a clause parts from its verb.
const SUBJECT: usize = 14;

/// Mends the sources and contents of attributions. `sentences` are those of the text, in its order.
pub(crate) fn mend_clauses(text: &str, sentences: &[Range<usize>], found: &mut [Attribution], mentions: &[Mention]) {
    let sentence = |at: usize| {
        let number = sentences.partition_point(|it| it.end <= at);
        sentences.get(number).filter(|it| it.start <= at).cloned()
    };
    for it in found.iter_mut() {
        let [cue] = it.cue.as_slice() else { continue };
        let Some(sentence) = sentence(cue.start) else { continue };
        if let Some((source, piece)) = within_relative(text, it, mentions) {
            it.content.remove(piece);
            it.source = vec![source];
        }
        if let Some(subject) = before_parenthesis(text, it, &sentence, mentions) {
            it.source = vec![subject];
        }
        if let Some(subject) = before_relative(text, it, &sentence, mentions) {
            it.source = vec![subject];
        }
        if is_in_passive(text, it) {
            it.source.clear();
        }
        if let Some(end) = verb_behind(text, it, &sentence).or_else(|| participle_behind(text, it, &sentence)) {
            it.content[0].end = end;
        }
    }
    for (number, end) in through_next(text, &sentence, found) {
        found[number].content[0].end = end;
    }
    for (number, end) in before_contrast(text, found) {
        if let Some(content) = found[number].content.last_mut() {
            content.end = end;
        }
    }
}

/// Where the contents end that the model lets go on into what another says against it: "the ministry said [he was safe], while the Shield
/// claimed to hold him". Numbers of attributions, with the ends.
fn before_contrast(text: &str, found: &[Attribution]) -> Vec<(usize, usize)> {
    const AGAINST: [&str; 3] = ["while", "whereas", "but"];
    // "The same as", "as rich as he says".
    const AS: [&str; 8] = ["same", "such", "much", "well", "far", "long", "soon", "even"];
    let mut begins: Vec<usize> = Vec::new();
    for it in found {
        if let (Some(source), Some(cue)) = (it.source.first(), it.cue.first())
            && source.end <= cue.start
        {
            let ahead = words(text, &(text.floor_char_boundary(source.start.saturating_sub(NEAR))..source.start));
            match ahead.as_slice() {
                [.., comma, against] if comma.is(&[",", ";"]) && against.is(&AGAINST) => begins.push(comma.bytes.start),
                // "Militia claims attack as state denies it".
                [.., before, last, along] if along.is(&["as", "while"]) => {
                    let compares = last.is(&AS) || before.is(&["as", "so"]);
                    begins.extend((!compares && !last.is_mark()).then_some(last.bytes.end));
                }
                _ => {}
            }
        }
    }
    begins.sort_unstable();
    let ends = |(number, it): (usize, &Attribution)| {
        let (cue, content) = (it.cue.last()?, it.content.last()?);
        let end = *begins.get(begins.partition_point(|at| *at <= content.start))?;
        let quoted = text.get(content.clone())?.contains(['“', '"']);
        (cue.end <= content.start && end < content.end && !quoted).then_some((number, end))
    };
    found.iter().enumerate().filter_map(ends).collect()
}

/// Where the contents end that the model cuts before a statement that stands in them: "the law says that [in both cases], the court held
/// that …". Numbers of attributions, with the ends.
fn through_next(
    text: &str,
    sentence: &impl Fn(usize) -> Option<Range<usize>>,
    found: &[Attribution],
) -> Vec<(usize, usize)> {
    let mut begins: Vec<(usize, usize)> = Vec::new();
    for (number, it) in found.iter().enumerate() {
        if let (Some(source), Some(cue), Some(content)) = (it.source.first(), it.cue.first(), it.content.last())
            && source.end <= cue.start
            && cue.end <= content.start
        {
            begins.push((source.start, number));
        }
    }
    begins.sort_unstable();
    let mut out = Vec::new();
    for (number, it) in found.iter().enumerate() {
        let ([cue], [content]) = (it.cue.as_slice(), it.content.as_slice()) else { continue };
        let Some(within) = sentence(cue.start).filter(|it| cue.end <= content.start && content.end < it.end) else {
            continue;
        };
        let next = begins.partition_point(|(start, _)| *start < content.end);
        let Some(&(start, inner)) = begins.get(next).filter(|(start, inner)| *start < within.end && *inner != number)
        else {
            continue;
        };
        if start > content.end + NEAR {
            continue;
        }
        // "…, in both cases, the court held".
        let between = words(text, &(content.end..start));
        let fronted = |word: &Word| !word.is_mark() && !word.is(&FINITE) && !word.is(&["and", "but", "or", "while"]);
        let joined = between.iter().filter(|word| !word.is(&[","])).all(fronted) && between.len() <= FRONTED;
        let apart = between.iter().any(|word| !word.is_mark()) && !between[0].is(&[","]);
        if !joined || apart {
            continue;
        }
        let own = words(text, content);
        if let Some(end) = found[inner].content.last().map(|it| it.end.min(within.end))
            && (is_without_verb(&own) || is_without_subject(&own))
        {
            out.push((number, end));
        }
    }
    out
}

/// Who says it, where that is put into the content with the "which" before, and the number of that piece of the content.
fn within_relative(text: &str, it: &Attribution, mentions: &[Mention]) -> Option<(Range<usize>, usize)> {
    let cue = it.cue[0].start;
    if !it.source.is_empty() || it.content.len() < 2 {
        return None;
    }
    let piece = it.content.iter().position(|piece| {
        piece.end <= cue && text.get(piece.end..cue).is_some_and(|gap| gap.chars().all(char::is_whitespace))
    })?;
    let all = words(text, &it.content[piece]);
    let (relative, rest) = all.split_first()?;
    let (first, last) = (rest.first()?, rest.last()?);
    let source = first.bytes.start..last.bytes.end;
    let somebody = mentions.iter().any(|it| source.start <= it.bytes.start && it.bytes.end == source.end);
    let plain = !rest.iter().any(|it| it.is(&FINITE) || it.is(&[","]));
    (relative.is(&RELATIVE) && plain && somebody).then_some((source, piece))
}

/// The subject of the cue, from which dashes part it, where the source stands between these.
fn before_parenthesis(
    text: &str,
    it: &Attribution,
    sentence: &Range<usize>,
    mentions: &[Mention],
) -> Option<Range<usize>> {
    let ([source], [cue, ..]) = (it.source.as_slice(), it.cue.as_slice()) else { return None };
    if !(sentence.start < source.start && source.end < cue.start) {
        return None;
    }
    let all = words(text, &(sentence.start..cue.start));
    let dash = |word: &Word| word.is(&["–", "—"]) || word.is(&["-"]) && text[..word.bytes.start].ends_with(' ');
    if !all.last().is_some_and(dash) {
        return None;
    }
    let open = all[..all.len() - 1].iter().rposition(dash)?;
    if all[open].bytes.start > source.start {
        return None;
    }
    let subject = &all[..open];
    // "On Monday the Shield – …": what stands before a comma is none of it.
    let comma = subject.iter().rposition(|word| word.is(&[","])).map_or(0, |at| at + 1);
    let subject = &subject[comma..];
    let (first, last) = (subject.first()?, subject.last()?);
    let bytes = first.bytes.start..last.bytes.end;
    let somebody = mentions.iter().any(|it| bytes.start <= it.bytes.start && it.bytes.end == bytes.end);
    let plain = subject.len() <= SUBJECT && !subject.iter().any(|it| it.is(&FINITE) || it.is(&SAYING));
    (plain && somebody).then_some(bytes)
}

/// The subject of the cue, from which a relative clause between commas parts it: "Khessar, which Velmark accuses of arming them, denied it".
fn before_relative(
    text: &str,
    it: &Attribution,
    sentence: &Range<usize>,
    mentions: &[Mention],
) -> Option<Range<usize>> {
    const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "to", "being"];
    let [cue] = it.cue.as_slice() else { return None };
    let says = words(text, cue).first().is_some_and(|word| !word.is(&BE) && !word.is_mark());
    if !it.source.is_empty() || !says || sentence.start >= cue.start {
        return None;
    }
    let all = words(
        text,
        &(text.floor_char_boundary(sentence.start.max(cue.start.saturating_sub(RELATIVE_CLAUSE)))..cue.start),
    );
    let comma = |word: &Word| word.is(&[","]);
    let (last, clause) = all.split_last().filter(|(last, _)| comma(last))?;
    let opens = |pair: &[Word]| comma(&pair[0]) && pair[1].is(&["which", "who", "whose", "whom"]);
    let open = clause.windows(2).position(opens)?;
    // One clause, and nothing else between commas.
    let whole = !clause[open + 1..].iter().any(|word| word.is_mark() && !word.is(&["-", "'"]));
    let subject = &clause[..open];
    let start = subject.iter().rposition(|word| word.is_mark() && !word.is(&["-", "'"])).map_or(0, |at| at + 1);
    let subject = &subject[start..];
    let bytes = subject.first()?.bytes.start..subject.last()?.bytes.end;
    let somebody = mentions.iter().any(|it| bytes.start <= it.bytes.start && it.bytes.end == bytes.end);
    let plain = subject.len() <= SUBJECT && !subject.iter().any(|it| it.is(&FINITE) || it.is(&SAYING));
    (whole && plain && somebody && last.bytes.end + 1 == cue.start).then_some(bytes)
}

/// Whether the source is of whom something is thought, by a passive that shares its verb: "The Shield is an armed group and considered
/// dangerous".
fn is_in_passive(text: &str, it: &Attribution) -> bool {
    let ([source], [cue, ..]) = (it.source.as_slice(), it.cue.as_slice()) else { return false };
    if source.end > cue.start || !text.get(cue.clone()).is_some_and(|cue| THOUGHT.contains(&cue)) {
        return false;
    }
    let between = words(text, &(source.end..cue.start));
    let joined = between.last().is_some_and(|it| it.is(&["and", "or"]) || it.lower.ends_with("ly"));
    let verb = between.iter().find(|it| it.is(&FINITE) || it.lower.ends_with("ed"));
    joined && verb.is_some_and(|it| it.is(&["is", "are", "was", "were"]))
}

/// Where the content ends, where the model has only the subject of its clause.
fn verb_behind(text: &str, it: &Attribution, sentence: &Range<usize>) -> Option<usize> {
    let ([cue], [content]) = (it.cue.as_slice(), it.content.as_slice()) else { return None };
    let says = words(text, cue).last().is_some_and(|it| it.is(&SAYING));
    let next_to = content.start >= cue.end && text.get(cue.end..content.start)?.trim().is_empty();
    if !says || !next_to || content.end >= sentence.end {
        return None;
    }
    let finite = |word: &Word| word.is(&FINITE) || word.lower.ends_with("ed") && word.lower.len() > 4;
    let own = words(text, content);
    let rest = words(text, &(content.end..sentence.end));
    if own.iter().any(|it| finite(it) || it.is_mark()) || !rest.first().is_some_and(finite) {
        return None;
    }
    let stop = |word: &&Word| word.is(&[";", "–", "—"]) || word.is_quotation_mark();
    let clause = &rest[..rest.iter().position(|it| stop(&it)).unwrap_or(rest.len())];
    let closing = |word: &&Word| word.is(&[".", "!", "?", ","]);
    clause.iter().rfind(|it| !closing(it)).map(|it| it.bytes.end)
}

/// "That the law in both cases": a clause that has not come to its verb.
fn is_without_verb(clause: &[Word]) -> bool {
    let verb = |word: &Word| word.is(&FINITE) || !word.capital && word.lower.ends_with("ed");
    clause.first().is_some_and(|word| word.is(&["that"])) && !clause.iter().any(verb)
}

/// "The problem is that in many cases": a clause of which there is only what stands before its subject.
fn is_without_subject(clause: &[Word]) -> bool {
    const AHEAD: [&str; 12] =
        ["in", "on", "at", "during", "under", "despite", "when", "while", "because", "after", "before", "since"];
    let begins = |pair: &[Word]| pair[0].is(&["that"]) && pair[1].is(&AHEAD);
    let open = clause.windows(2).rposition(begins);
    open.is_some_and(|at| !clause[at..].iter().any(|word| word.is(&[","])))
}

/// Where the content ends, where the model has only the noun of what a participle tells: "the announcement of [men] killed on Sunday is the
/// first".
fn participle_behind(text: &str, it: &Attribution, sentence: &Range<usize>) -> Option<usize> {
    let ([cue], [content]) = (it.cue.as_slice(), it.content.as_slice()) else { return None };
    let of = words(text, cue).last().is_some_and(|it| it.is(&["of", "about"]));
    let next_to = content.start >= cue.end && text.get(cue.end..content.start)?.trim().is_empty();
    if !of || !next_to || content.end >= sentence.end {
        return None;
    }
    let participle = |word: &Word| word.lower.ends_with("ed") && word.lower.len() > 4;
    let rest = words(text, &(content.end..sentence.end));
    let whole = words(text, content).iter().any(|it| participle(it) || it.is(&FINITE) || it.is_mark());
    let verb = rest.iter().position(|it| it.is(&FINITE) || it.is_mark())?;
    // The verb of the sentence shows that this is none.
    let told = !whole && participle(rest.first()?) && rest[verb].is(&FINITE);
    told.then(|| rest[..verb].last().map(|it| it.bytes.end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentences;

    #[test]
    fn a_relative_clause_parts_no_subject_from_its_verb() {
        let one = |marked: &str| {
            let (text, mut marks) = crate::testing::annotated(marked);
            mend_clauses(&text, &sentences(&text), &mut marks.attributions, &marks.mentions);
            marks.attributions[0].source.first().map(|it| text[it.clone()].to_owned())
        };
        let rows = [
            (
                "On Monday, nearby [name:place Khessar], which Velmark accuses of arming them, [c1 denied] [x1 any part].",
                Some("nearby Khessar"),
            ),
            ("[name:person Orn], who left, [c1 is said] [x1 to be ill].", None),
            ("The road to [name:place Orun], which is long, or the valley, [c1 denied] [x1 any part].", None),
            ("He saw that the fort of [name:person Orn], who left, [c1 denied] [x1 any part].", None),
        ];
        for (marked, expected) in rows {
            assert_eq!(one(marked).as_deref(), expected, "{marked}");
        }
    }

    #[test]
    fn what_another_says_against_it_is_apart() {
        let (text, mut marks) = crate::testing::annotated(
            "[s1 The ministry] [c1 said] [x1 he was safe, while [s2 the Shield] [c2 claimed] [x2 to hold him]]. [s3 Orn] [c3 said] [x3 “it fell, but [s4 he] [c4 said] [x4 no]”]. [s5 Shield] [c5 claims] [x5 attack as [s6 state] [c6 denies] [x6 it]]. [s7 She] [c7 asks] [x7 who is as rich as [s8 Orn] [c8 claims] [x8 to be]].",
        );
        mend_clauses(&text, &sentences(&text), &mut marks.attributions, &marks.mentions);
        let contents: Vec<&str> = marks.attributions.iter().map(|it| &text[it.content[0].clone()]).collect();
        let expected = [
            "he was safe",
            "to hold him",
            "“it fell, but he said no”",
            "no",
            "attack",
            "it",
            "who is as rich as Orn claims to be",
            "to be",
        ];
        assert_eq!(contents, expected);
    }

    #[test]
    fn a_content_goes_on_through_a_statement_in_it() {
        let (text, mut marks) = crate::testing::annotated(
            "[s1 I] [c1 believe] [x1 that in the case of Orn and in that of Sorn], [s2 the court] [c2 held] [x2 that the law is clear]. \
             [s5 He] [c5 thought] [x5 the trouble was that in the cases that are known], [s6 the towns] [c6 held] [x6 that it was so]. \
             [s3 She] [c3 said] [x3 that Orn had left], [s4 Sorn] [c4 added] [x4 that Orn stayed].",
        );
        mend_clauses(&text, &sentences(&text), &mut marks.attributions, &marks.mentions);
        let contents: Vec<&str> = marks.attributions.iter().map(|it| &text[it.content[0].clone()]).collect();
        assert_eq!(contents[0], "that in the case of Orn and in that of Sorn, the court held that the law is clear");
        assert!(contents.contains(&"the trouble was that in the cases that are known, the towns held that it was so"));
        assert!(contents.contains(&"that Orn had left"));
    }
    use crate::testing::annotated;
    use proptest::prelude::*;

    fn mended(marked: &str) -> Vec<(String, String)> {
        let (text, mut marks) = annotated(marked);
        mend_clauses(&text, &sentences(&text), &mut marks.attributions, &marks.mentions);
        let words = |ranges: &[Range<usize>]| ranges.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>().join(" … ");
        marks.attributions.iter().map(|it| (words(&it.source), words(&it.content))).collect()
    }

    fn one(marked: &str) -> (String, String) {
        mended(marked).remove(0)
    }

    #[test]
    fn a_content_has_its_verb() {
        assert_eq!(
            one("[s1 Orn] [c1 claimed] [x1 the strikes] occurred in Tavesh, where men burned; others doubted it.").1,
            "the strikes occurred in Tavesh, where men burned"
        );
        assert_eq!(
            one("[s1 They] [c1 have said] [x1 attacks on Velmark] will continue.").1,
            "attacks on Velmark will continue"
        );
        assert_eq!(
            one("[s1 Orn]’s [c1 announcement of] [x1 soldiers] killed on Sunday is the first of its kind.").1,
            "soldiers killed on Sunday"
        );
        for whole in [
            "[s1 Orn]’s [c1 announcement of] [x1 talks] stunned Tavesh.",
            "[s1 Orn] [c1 denied] [x1 the attack] and left.",
            "[s1 Orn] [c1 said] [x1 he was there] was true.",
        ] {
            let (text, marks) = annotated(whole);
            assert_eq!(one(whole).1, text[marks.attributions[0].content[0].clone()]);
        }
    }

    #[test]
    fn who_says_it_in_a_relative_clause_is_its_source() {
        assert_eq!(
            one("the Shield – [x1 which [name:organisation the ministry]] [c1 estimated] [x1 has 40 men] – fled."),
            ("the ministry".to_owned(), "has 40 men".to_owned())
        );
    }

    #[test]
    fn of_whom_something_is_thought_does_not_think_it() {
        let text = "[s1 The Shield] is one of many groups in Orun, and [c1 considered] [x1 “the most dangerous”].";
        assert_eq!(one(text).0, "");
        let text = "[s1 The Shield] met in Orun, and [c1 considered] [x1 the plan good].";
        assert_eq!(one(text).0, "The Shield");
    }

    #[test]
    fn what_stands_between_dashes_is_not_the_subject() {
        let text = "[name:organisation The Shield] – which [s1 [name:organisation the ministry]] says is poor – [c1 celebrated] [x1 it].";
        assert_eq!(one(text).0, "The Shield");
        let text = "On Monday, the men of [name:organisation the Shield] — said [s1 [name:organisation the ministry]] — [c1 celebrated] [x1 it].";
        assert_eq!(one(text).0, "the men of the Shield");
    }

    proptest! {
        #[test]
        fn parts_stay_on_character_borders(text in "[a-d ,.;–—ß“”]{0,60}", cut in 0usize..60, width in 0usize..20) {
            let at = text.floor_char_boundary(cut.min(text.len()));
            let end = text.floor_char_boundary((at + width).min(text.len()));
            let mut found = vec![Attribution { source: std::iter::once(0..at).collect(), cue: std::iter::once(at..end).collect(), content: std::iter::once(end..text.len()).collect(), confidence: 1.0 }];
            mend_clauses(&text, &sentences(&text), &mut found, &[]);
            for it in &found {
                prop_assert!(it.source.iter().chain(&it.content).all(|it| text.get(it.clone()).is_some()));
            }
        }
    }
}
