//! Mentions made whole: cut words completed, pieces of one name joined, what holds no name or noun left out.

use std::ops::Range;

use sayso_document::Document;
use sayso_model::{Form, Mention, MentionKind};

use crate::contract::ActorKind;
use crate::group_noun::is_group_noun;
use crate::world::Sort;

use super::extend::extend;
use super::known::known;
use super::lexicon;
use super::spelled::spell;
use super::told::{is_body, is_title_alone, kind_told};
use super::trim::trim;
use super::words::{fold, inside};

/// How many letters a cut word may gain: scripts without spaces have no other end.
const LONGEST_WORD: usize = 24;

/// How long a name may be that the tables know, in bytes.
const LONGEST_NAME: usize = 80;

/// The mentions of a document made whole, in text order, and for each of the old ones the number of the new one.
pub(super) fn repaired(document: &Document, mentions: &[Mention]) -> (Vec<Mention>, Vec<Option<usize>>) {
    let text = document.text.as_str();
    let mut whole: Vec<(usize, Mention)> = Vec::with_capacity(mentions.len());
    let mut outer = 0..0;
    for (number, mention) in mentions.iter().enumerate() {
        // A common noun in small letters is no name.
        let words = text.get(mention.bytes.clone()).unwrap_or("");
        let common = is_small(words)
            && words.split_whitespace().next_back().is_some_and(|last| lexicon::noun(&fold(last)).is_some());
        let common = common || is_title_alone(text, mentions, number);
        let form = if mention.form == Form::Name && common { Form::Description } else { mention.form };
        let kind = if form == Form::Name { kind_told(text, mentions, number) } else { mention.kind };
        let mention = &Mention { form, kind, ..mention.clone() };
        if mention.form == Form::Description && outer.end < mention.bytes.end {
            outer = mention.bytes.clone();
        }
        if let Some(bytes) = whole_words(text, &mention.bytes)
            && is_something(&text[bytes.clone()], mention.form)
            && !(mention.form == Form::Name && is_compounds_end(text, &bytes))
        {
            let bytes = match mention.form {
                Form::Description if !is_piece(&outer, &text[bytes.clone()], &bytes) => whole_phrase(text, bytes),
                _ => bytes,
            };
            whole.push((number, Mention { bytes, ..mention.clone() }));
        }
    }
    whole.sort_by_key(|(number, it)| (it.bytes.start, std::cmp::Reverse(it.bytes.end), *number));
    let mut numbers = vec![None; mentions.len()];
    let mut out: Vec<Mention> = Vec::with_capacity(whole.len());
    // The last name and the last description that holds others.
    let (mut name, mut outer): (Option<usize>, Option<Range<usize>>) = (None, None);
    for (number, mention) in whole {
        if let Some(last) = out.last()
            && last.bytes == mention.bytes
        {
            numbers[number] = Some(out.len() - 1);
            continue;
        }
        if mention.form == Form::Name {
            if let Some(before) = name.filter(|&it| is_title_of(text, &out[it], &mention)) {
                out[before] = mention;
                numbers[number] = Some(before);
                continue;
            }
            if let Some((before, kind)) = name.and_then(|it| Some((it, kind_of_both(text, &out[it], &mention)?))) {
                out[before].bytes.end = mention.bytes.end;
                out[before].kind = kind;
                numbers[number] = Some(before);
                continue;
            }
            name = Some(out.len());
        } else if mention.form == Form::Description {
            let piece =
                outer.as_ref().is_some_and(|outer| is_piece(outer, &text[mention.bytes.clone()], &mention.bytes));
            if piece {
                continue;
            }
            outer = Some(mention.bytes.clone());
        }
        numbers[number] = Some(out.len());
        out.push(mention);
    }
    let (mut out, numbers) = trimmed(text, out, numbers);
    extend(text, &mut out);
    spell(text, &mut out);
    in_order(out, numbers)
}

/// Mentions without the words beside names that are no part of them, and without names of which nothing is left.
fn trimmed(text: &str, mentions: Vec<Mention>, mut numbers: Vec<Option<usize>>) -> (Vec<Mention>, Vec<Option<usize>>) {
    let cased = text.chars().any(char::is_uppercase);
    let mut moved = Vec::with_capacity(mentions.len());
    let mut out = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let name = match mention.form {
            Form::Name => trim(text, mention.bytes.clone(), mention.kind, cased),
            _ => Some((mention.bytes.clone(), mention.kind)),
        };
        moved.push(name.is_some().then_some(out.len()));
        out.extend(name.map(|(bytes, kind)| Mention { bytes, kind, ..mention }));
    }
    numbers.iter_mut().for_each(|number| *number = number.and_then(|number| moved[number]));
    (out, numbers)
}

/// Mentions that have grown, in text order again.
fn in_order(mentions: Vec<Mention>, mut numbers: Vec<Option<usize>>) -> (Vec<Mention>, Vec<Option<usize>>) {
    let mut ordered: Vec<(usize, Mention)> = mentions.into_iter().enumerate().collect();
    ordered.sort_by_key(|(number, it)| (it.bytes.start, std::cmp::Reverse(it.bytes.end), *number));
    let mut moved = vec![0; ordered.len()];
    for (to, (from, _)) in ordered.iter().enumerate() {
        moved[*from] = to;
    }
    numbers.iter_mut().flatten().for_each(|number| *number = moved[*number]);
    (ordered.into_iter().map(|(_, mention)| mention).collect(), numbers)
}

/// `bytes` from the beginning of a word to the end of one: the model may cut at apostrophes, dots and hyphens.
fn whole_words(text: &str, bytes: &Range<usize>) -> Option<Range<usize>> {
    let all = text.get(bytes.clone())?;
    let lead = |c: char| !c.is_alphanumeric() && !matches!(c, '“' | '"' | '‘' | '(');
    let cut = all.trim_start_matches(lead);
    let cut = cut.strip_prefix("s ").filter(|_| all.starts_with(['\'', '’'])).unwrap_or(cut).trim_start();
    let mut start = bytes.end - cut.len();
    // "Orn Marrek (born": a bracket that opens and is not closed ends a name.
    let cut = cut.find(" (").filter(|&at| !cut[at..].contains(')')).map_or(cut, |at| &cut[..at]);
    // "Jeff [Drake]": a bracket that opens behind a name is none of it.
    let mut end = start + cut.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '{')).len();
    if start >= end {
        return None;
    }
    // "3,000 troops": a number is one word.
    let digit = |c: char| c.is_ascii_digit();
    if text[start..].starts_with(digit) && text[..start].strip_suffix([',', '.']).is_some_and(|it| it.ends_with(digit))
    {
        start = text[..start].trim_end_matches(|c: char| digit(c) || matches!(c, ',' | '.')).len();
    }
    for _ in 0..3 {
        let left = &text[..start];
        let Some(before) = left.chars().next_back() else { break };
        let first = text[start..].chars().next().unwrap_or(' ');
        let stem = &left[..left.len() - before.len_utf8()];
        let joined = stem.ends_with(char::is_alphanumeric) && first.is_alphanumeric();
        let dotted = before == '.' && stem.ends_with(char::is_uppercase) && first.is_uppercase();
        let hyphen = before == '-' && particle_at_end(stem);
        let apostrophe = matches!(before, '\'' | '’');
        if !(before.is_alphanumeric() && first.is_alphanumeric() || joined && (apostrophe || dotted || hyphen)) {
            break;
        }
        let word = if before.is_alphanumeric() { left } else { stem };
        let Some(begin) = word.char_indices().rev().take(LONGEST_WORD).take_while(|(_, c)| c.is_alphanumeric()).last()
        else {
            break;
        };
        start = begin.0;
    }
    for _ in 0..3 {
        let right = &text[end..];
        let mut following = right.chars();
        let (next, after) = (following.next().unwrap_or(' '), following.next().unwrap_or(' '));
        let inner = text[..end].ends_with(char::is_alphanumeric);
        let possessive = matches!(after, 's' | 'S') && !following.next().is_some_and(char::is_alphanumeric);
        let apostrophe = matches!(next, '\'' | '’') && after.is_alphabetic() && !possessive;
        let dotted = next == '.' && after.is_uppercase() && text[..end].ends_with(char::is_uppercase);
        if !inner || !(next.is_alphanumeric() || apostrophe || dotted) {
            break;
        }
        let skip = if next.is_alphanumeric() { 0 } else { next.len_utf8() };
        let word = right[skip..].chars().take(LONGEST_WORD).take_while(|c| c.is_alphanumeric());
        end += skip + word.map(char::len_utf8).sum::<usize>();
    }
    // "U.S." keeps its last full stop.
    let acronym =
        text[start..end].contains('.') && text[..end].ends_with(char::is_uppercase) && text[end..].starts_with('.');
    Some(start..end + usize::from(acronym))
}

/// A description with its determiner and its noun.
fn whole_phrase(text: &str, bytes: Range<usize>) -> Range<usize> {
    let start = with_determiner(text, bytes.start);
    // "The president's son" -in-law.
    let in_law = text[bytes.end..].trim_start_matches('-');
    if let Some(rest) =
        in_law.strip_prefix("in-law").filter(|_| text[..bytes.end].ends_with('-') || text[bytes.end..].starts_with('-'))
        && !rest.starts_with(char::is_alphanumeric)
    {
        return start..text.len() - rest.len();
    }
    let last = text[bytes.clone()].rsplit(char::is_whitespace).next().unwrap_or("");
    let next = text[bytes.end..].strip_prefix(' ').unwrap_or("");
    let next = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    // "A safety" inspector: an adjective is no head.
    let headless = lexicon::noun(&fold(last)).is_none() && last.chars().all(char::is_lowercase);
    // "Iran-backed" militias, "anti-Velmarki Dorrath" -backed militia.
    let behind = text[bytes.end..].strip_prefix('-').and_then(|rest| rest.split_once(' '));
    let compound = behind.filter(|(word, _)| PARTICIPLES.contains(word)).map(|(word, rest)| {
        let noun = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
        (1 + word.len(), noun)
    });
    let participle = last.rsplit_once('-').is_some_and(|(_, word)| PARTICIPLES.contains(&word));
    let (skipped, next, headless) = match compound.or_else(|| nations_body(text, last, bytes.end)) {
        Some((skipped, noun)) => (skipped, noun, true),
        None => (0, next, headless || participle),
    };
    // "The rebel" group: a noun that only tells what kind of body it is.
    let kind_of_body = is_group_noun(next) && !last.ends_with('s') && last.starts_with(char::is_lowercase);
    let grows = (headless || kind_of_body) && next.starts_with(char::is_lowercase) && lexicon::noun(next).is_some();
    start..if grows { bytes.end + skipped + 1 + next.len() } else { bytes.end }
}

/// The noun of a body behind a nation's adjective that ends at `end`, and how far behind: "the Lestrian" terror organisation.
fn nations_body<'text>(text: &'text str, last: &str, end: usize) -> Option<(usize, &'text str)> {
    const KINDS: [&str; 8] =
        ["terror", "terrorist", "armed", "militant", "rebel", "jihadist", "opposition", "resistance"];
    let nation = known(last).is_some_and(|it| matches!(it.sort, Sort::Demonym | Sort::People));
    let mut words = text[end..].strip_prefix(' ').filter(|_| nation)?.split(' ');
    let kind = words.next().filter(|word| KINDS.contains(word))?;
    let noun = words.next()?;
    let noun = &noun[..noun.find(|c: char| !c.is_alphabetic()).unwrap_or(noun.len())];
    is_group_noun(noun).then_some((1 + kind.len(), noun))
}

/// What makes an adjective of a name before a hyphen.
const PARTICIPLES: [&str; 12] = [
    "backed",
    "led",
    "aligned",
    "linked",
    "based",
    "affiliated",
    "run",
    "supported",
    "sponsored",
    "allied",
    "funded",
    "owned",
];

/// Where a description begins if the determiner before it is counted in, with adjectives and names between them ("a senior
/// Hamas spokesperson").
fn with_determiner(text: &str, start: usize) -> usize {
    const ADJECTIVES: [&str; 12] = [
        "senior",
        "top",
        "former",
        "leading",
        "local",
        "chief",
        "deputy",
        "veteran",
        "retired",
        "prominent",
        "regional",
        "junior",
    ];
    let mut at = start;
    for _ in 0..4 {
        let here = with_article(text, at);
        if here < at {
            return here;
        }
        let Some(before) = text[..at].strip_suffix(' ') else { break };
        let from = before
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[from..];
        if !ADJECTIVES.contains(&word) && !word.starts_with(char::is_uppercase) {
            break;
        }
        at = from;
    }
    start
}

fn with_article(text: &str, start: usize) -> usize {
    let Some(before) = text[..start].strip_suffix(' ') else { return start };
    let from = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[from..];
    // "that" and "this" may be other words.
    let determiner = ["the", "a", "an", "these", "those", "its", "his", "her", "their", "another"];
    if determiner.iter().any(|it| word.eq_ignore_ascii_case(it)) { from } else { start }
}

fn particle_at_end(stem: &str) -> bool {
    let word = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(fold(word).as_str(), "al" | "el" | "ul" | "ash" | "as" | "ad" | "ar" | "an" | "az" | "at")
}

/// Whether words can mention anything: they hold letters, and a name or description more than an article.
fn is_something(text: &str, form: Form) -> bool {
    if !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let word = fold(text);
    match form {
        Form::Pronoun => true,
        // "on Tuesday, her office said": a day is nobody.
        _ if lexicon::is_weekday(&word) => false,
        Form::Name => text.chars().any(char::is_uppercase) || text.contains(' ') || text.chars().count() > 2,
        Form::Description => !matches!(
            word.as_str(),
            "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "other"
                | "of"
                | "s"
                | "nor"
                | "neither"
                | "either"
                | "or"
                | "but"
                | "foreign"
                | "unnamed"
                | "anonymous"
                | "former"
                | "senior"
                | "new"
                | "several"
                | "this"
                | "that"
                | "which"
                | "who"
                | "and"
                | "in"
                | "least"
        ),
    }
}

/// Whether a word in small letters is the end of a compound: "run" of "the state-run paper" is no name.
fn is_compounds_end(text: &str, bytes: &Range<usize>) -> bool {
    let compound = text[..bytes.start].strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
    compound && is_small(&text[bytes.clone()])
}

/// Whether words have neither capitals nor digits.
pub(super) fn is_small(words: &str) -> bool {
    !words.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether words inside a description only describe further.
fn is_piece(outer: &Range<usize>, words: &str, bytes: &Range<usize>) -> bool {
    // "An Israeli" of "an Israeli spokesman", which an "Israeli military" of his is not.
    let last = words.rsplit(' ').next().unwrap_or(words);
    let begins = bytes.start == outer.start && lexicon::noun(&fold(last)).is_none() && !is_group_noun(last);
    inside(bytes, outer) && bytes.end < outer.end && (is_modifier(words) || begins)
}

/// Whether a single word inside a description only describes further.
fn is_modifier(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.starts_with(char::is_lowercase) && lexicon::noun(&fold(text)).is_none()
}

/// Whether the first of two names is no more than the title of the second ("President" "Ilva Marrek").
fn is_title_of(text: &str, first: &Mention, second: &Mention) -> bool {
    let title = |word: &str| {
        let word = fold(word);
        lexicon::is_honorific(&word) || lexicon::noun(&word).is_some_and(|sort| sort.is_person(false))
    };
    let adjacent = text.get(first.bytes.end..second.bytes.start) == Some(" ");
    adjacent && second.kind == MentionKind::Person && text[first.bytes.clone()].split_whitespace().all(title)
}

/// What two names are that are pieces of one, `None` where they are none.
fn kind_of_both(text: &str, first: &Mention, second: &Mention) -> Option<MentionKind> {
    if is_named_outlet(text, first, second) {
        return Some(MentionKind::Organisation);
    }
    // "U.S. Central Command", "UN Security Council".
    let both = text.get(first.bytes.start..second.bytes.end).filter(|it| it.len() < LONGEST_NAME);
    let beside = text.get(first.bytes.end..second.bytes.start) == Some(" ");
    if beside && both.and_then(known).is_some_and(|it| is_body(it.sort)) {
        return Some(MentionKind::Organisation);
    }
    // "The campaign group Hutan Kita", "Sawt al-Nahr".
    if is_one_body(text, first, second) {
        return Some(MentionKind::Organisation);
    }
    is_one_name(text, first, second).then_some(second.kind)
}

/// Whether two names of one word side by side, one of a person and one of a body, are a body's: behind a noun for bodies, or where the second
/// begins with an article.
fn is_one_body(text: &str, first: &Mention, second: &Mention) -> bool {
    let words = [first, second].map(|it| &text[it.bytes.clone()]);
    let kinds = [first.kind, second.kind];
    let single = words.iter().all(|word| !word.contains(' ') && known(word).is_none());
    let both = kinds.contains(&MentionKind::Person) && kinds.contains(&MentionKind::Organisation);
    let article = words[1].split_once('-').is_some_and(|(article, rest)| {
        matches!(article, "al" | "el" | "an" | "ar" | "as" | "ad" | "ash" | "at" | "az")
            && rest.starts_with(char::is_uppercase)
    });
    let before = text[..first.bytes.start].trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    let body =
        is_small(before) && (is_group_noun(before) || lexicon::noun(before).is_some_and(|sort| !sort.is_person(false)));
    text.get(first.bytes.end..second.bytes.start) == Some(" ") && single && both && (article || body)
}

/// Whether two names side by side are an outlet's ("Orun" "Courier").
fn is_named_outlet(text: &str, first: &Mention, second: &Mention) -> bool {
    let words = &text[second.bytes.clone()];
    text.get(first.bytes.end..second.bytes.start) == Some(" ")
        && text[first.bytes.clone()].starts_with(char::is_uppercase)
        && is_outlets_last_word(words)
}

/// Whether a word with a capital ends the names of outlets ("Courier").
pub(super) fn is_outlets_last_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && lexicon::named_kind(&fold(word)) == Some(ActorKind::Outlet)
}

/// Whether two names stand side by side as pieces of one ("Free Highlands" "Front"): not where the first is a demonym,
/// a title or a state that only modifies.
fn is_one_name(text: &str, first: &Mention, second: &Mention) -> bool {
    let between = text.get(first.bytes.end..second.bytes.start);
    let body = |it: &Mention| matches!(it.kind, MentionKind::Organisation | MentionKind::Other);
    let of_the = matches!(between, Some(" of the " | " for the " | " for ")) && body(first) && body(second);
    if between != Some(" ") && !of_the || first.bytes.len() + second.bytes.len() > 120 {
        return false;
    }
    let words = &text[first.bytes.clone()];
    let last = fold(words.rsplit(' ').next().unwrap_or(words));
    let title = lexicon::is_honorific(&last) || lexicon::noun(&last).is_some_and(|sort| sort.is_person(false));
    let state = known(words).is_some_and(|known| !matches!(known.sort, Sort::ArmedGroup | Sort::Party));
    let persons = (first.kind == MentionKind::Person) as u8 + (second.kind == MentionKind::Person) as u8;
    let capital = text[second.bytes.clone()].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // A body and a person are two; so are two whole persons' names.
    let person = persons == 1 && matches!(first.kind, MentionKind::Organisation | MentionKind::Other)
        || persons == 2 && words.contains(' ') && text[second.bytes.clone()].contains(' ');
    capital && first.kind != MentionKind::People && !title && !state && !person && words.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::annotated;

    fn whole(marked: &str) -> Vec<String> {
        let (text, marks) = annotated(marked);
        let document = Document::of_text(text);
        let (mentions, _) = repaired(&document, &marks.mentions);
        mentions.into_iter().map(|it| document.text[it.bytes].to_owned()).collect()
    }

    #[test]
    fn brackets_that_open_end_a_name() {
        assert_eq!(whole("[name:person Orn Marrek (born] in 1950)"), ["Orn Marrek"]);
    }

    #[test]
    fn pieces_of_a_body_are_one() {
        assert_eq!(
            whole(
                "of [name:place U.S.] [name:organisation Central Command], [name:organisation UN] [name:organisation Security Council] said"
            ),
            ["U.S. Central Command", "UN Security Council"]
        );
        assert_eq!(whole("the campaign group [name:organisation Hutan] [name:person Kita] left"), ["Hutan Kita"]);
        assert_eq!(whole("By [name:person Sawt] [name:organisation al-Nahr], a website"), ["Sawt al-Nahr"]);
        assert_eq!(whole("By [name:organisation Hutan] [name:person Kita] on Monday"), ["Hutan", "Kita"]);
    }

    #[test]
    fn cut_words_are_completed() {
        assert_eq!(whole("[name:person Kan]’[name:person ani] and al[name:person -Nujaba]"), ["Kan’ani", "al-Nujaba"]);
        assert_eq!(
            whole("U[desc:organisation .S. troops] of Orun[desc:person ’s members]"),
            ["U.S. troops", "members"]
        );
        assert_eq!(
            whole("about 3,[desc:organisation 000 troops] and the [desc:person rebel] group"),
            ["3,000 troops", "the rebel group"]
        );
        assert_eq!(
            whole("close to [desc:person the Iranian] terror organization [name:organisation Shield]"),
            ["the Iranian terror organization", "Shield"]
        );
        assert_eq!(
            whole("[name:person Orn]’s [name:place Iran]-backed [desc:person the “guard”]"),
            ["Orn", "Iran", "the “guard”"]
        );
    }

    #[test]
    fn beginnings_of_descriptions_are_none() {
        assert_eq!(whole("[desc:person [desc:organisation Two U.S.] officials] left"), ["Two U.S. officials"]);
        assert_eq!(
            whole(
                "by [desc:organisation [desc:organisation the semi]-official agency] and [desc:person [desc:organisation the army] chief]"
            ),
            ["the semi-official agency", "the army chief", "the army"]
        );
    }

    #[test]
    fn relatives_by_marriage_are_whole() {
        assert_eq!(
            whole("by [desc:person the president's son]-in-law, and [desc:person her brother-]in-law"),
            ["the president's son-in-law", "her brother-in-law"]
        );
        assert_eq!(whole("[desc:person the son]-in-lawful"), ["the son"]);
    }

    #[test]
    fn determiners_belong_to_descriptions() {
        assert_eq!(
            whole("The [desc:organisation army], its [desc:person new chief] and [desc:person a safety] inspector"),
            ["The army", "its new chief", "a safety inspector"]
        );
    }

    #[test]
    fn pieces_of_a_name_are_joined() {
        assert_eq!(whole("[name:place Highlands] [name:organisation Front]"), ["Highlands Front"]);
        assert_eq!(whole("[name:organisation Union] for the [name:other Missing]"), ["Union for the Missing"]);
        assert_eq!(whole("[name:people Iranian] [name:organisation Front]"), ["Iranian", "Front"]);
        assert_eq!(whole("[name:person President] [name:person Ilva Marrek]"), ["Ilva Marrek"]);
    }

    #[test]
    fn names_of_outlets_are_whole() {
        assert_eq!(whole("told the [name:place Orun] [name:person Courier] so"), ["Orun Courier"]);
        assert_eq!(whole("told [name:person Orun] Today that"), ["Orun Today"]);
        assert_eq!(whole("told [name:person Orun] Today Velmark"), ["Orun"]);
    }

    #[test]
    fn what_mentions_nothing_is_left_out() {
        assert_eq!(
            whole("[desc:organisation -]like [desc:person the] [desc:organisation old [desc:person strange] ministry]"),
            ["the old strange ministry"]
        );
        assert_eq!(whole("On [name:other Tuesday], [desc:organisation her office] said"), ["her office"]);
        assert_eq!(
            whole("the state-[name:organisation run] [name:organisation Andural Standard]"),
            ["Andural Standard"]
        );
    }
}
