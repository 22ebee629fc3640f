//! Sources and names that the model did not mark as mentions, added as such, so that they are linked like all others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sayso_model::{Attribution, Form, Mention, MentionKind};

use crate::cast::{Cast, CastMention};
use crate::range_index::RangeIndex;
use crate::word::Word;
use crate::world;

use super::known;
use super::lexicon::{self, Sort};
use super::phrase::Phrase;
use super::words::{fold, singular};

/// So many phrases, and repeats of each, are looked for at most.
const MOST: usize = 64;
/// How long such a phrase is at most, in bytes.
const LONGEST: usize = 40;

/// What a body of a state is called behind what it sees to: "Interior Ministry".
const BODIES: [&str; 4] = ["ministry", "department", "office", "directorate"];

/// Adds descriptions and pronouns that sources end their heads with. `all` are the words of the text, `moved` are numbers in `mentions`, kept right.
pub(super) fn add_unmarked_sources(
    text: &str,
    all: &[Word],
    attributions: &[Attribution],
    mentions: &mut Vec<Mention>,
    moved: &mut [Option<usize>],
) {
    let mention = |it: &Mention| CastMention { bytes: it.bytes.clone(), form: it.form, kind: it.kind, actor: None };
    let cast = Cast { actors: Vec::new(), mentions: mentions.iter().map(mention).collect() };
    let sources = attributions.iter().filter_map(|it| it.source.first());
    let mut added: Vec<Mention> = sources.filter_map(|source| unmarked(text, &cast, source)).collect();
    added.extend(repeats(text, attributions, mentions, &added));
    added.extend(names(text, all, mentions, &added));
    added.extend(bodies(all, mentions, &added));
    added.extend(subjects(text, all, mentions, &added));
    if added.is_empty() {
        return;
    }
    let place = |it: &Mention| (it.bytes.start, std::cmp::Reverse(it.bytes.end));
    added.sort_by_key(place);
    added.dedup_by(|later, earlier| later.bytes == earlier.bytes);
    let old = std::mem::take(mentions);
    let mut numbers = Vec::with_capacity(old.len());
    let mut wholes: BTreeMap<usize, usize> = BTreeMap::new();
    for it in added.iter().filter(|it| it.form == Form::Description) {
        let end = wholes.entry(it.bytes.start).or_default();
        *end = it.bytes.end.max(*end);
    }
    let mut added = added.into_iter().peekable();
    for mention in old {
        if wholes.get(&mention.bytes.start).is_some_and(|&end| is_beginning(text, &mention, end)) {
            numbers.push(None);
            continue;
        }
        while let Some(new) = added.next_if(|new| place(new) < place(&mention)) {
            mentions.push(new);
        }
        added.next_if(|new| new.bytes == mention.bytes);
        numbers.push(Some(mentions.len()));
        mentions.push(mention);
    }
    mentions.extend(added);
    for number in moved.iter_mut() {
        *number = number.and_then(|it| numbers[it]);
    }
}

/// Whether a description is only how another begins, which ends at byte `end`: "the state" of "the state-run agency".
fn is_beginning(text: &str, part: &Mention, end: usize) -> bool {
    let words = text.get(part.bytes.clone()).unwrap_or_default();
    let noun = || lexicon::noun(&fold(words.rsplit(' ').next().unwrap_or(words))).is_some();
    let compound = text.get(part.bytes.end..).is_some_and(|rest| rest.starts_with('-'));
    part.form == Form::Description && part.bytes.end < end && (compound || !noun())
}

/// Where else the text has the words of a source that is a plain description ("the opposition", "prosecutors") and the model
/// marked nothing.
fn repeats(text: &str, attributions: &[Attribution], mentions: &[Mention], added: &[Mention]) -> Vec<Mention> {
    let sources = RangeIndex::new(attributions.iter().flat_map(|it| it.source.iter().map(|range| (range.clone(), 0))));
    let in_source = |bytes: &Range<usize>| {
        sources.overlapping(bytes).any(|(range, _)| range.start <= bytes.start && bytes.end <= range.end)
    };
    let mut known: BTreeMap<String, MentionKind> = BTreeMap::new();
    for mention in mentions.iter().chain(added) {
        let words = text.get(mention.bytes.clone()).unwrap_or_default();
        let plain = mention.form == Form::Description && words.len() < LONGEST && is_plain(words);
        if known.len() < MOST && plain && in_source(&mention.bytes) {
            known.entry(words.to_lowercase()).or_insert(mention.kind);
        }
    }
    let free = free(mentions.iter().chain(added));
    let mut found = Vec::new();
    for (words, kind) in known {
        let mut capital = words.clone();
        capital[..1].make_ascii_uppercase();
        for form in [words, capital] {
            for (start, _) in text.match_indices(&form).take(MOST) {
                let bytes = start..start + form.len();
                if free(&bytes) && stands_alone(text, &bytes) {
                    found.push(Mention {
                        bytes,
                        form: Form::Description,
                        kind,
                        confidence: 1.0,
                        antecedents: Vec::new(),
                    });
                }
            }
        }
    }
    found
}

/// Whether bytes meet none of some mentions.
fn free<'a>(mentions: impl Iterator<Item = &'a Mention>) -> impl Fn(&Range<usize>) -> bool {
    let mut taken: Vec<Range<usize>> = mentions.map(|it| it.bytes.clone()).collect();
    taken.sort_by_key(|it| it.start);
    move |bytes| {
        let next = taken.partition_point(|it| it.start < bytes.end);
        !taken[next.saturating_sub(8)..next].iter().any(|it| it.end > bytes.start)
    }
}

/// Words with a capital that are the name of a state, or the very name that is marked elsewhere in the text. Only such as stand by
/// themselves: between other capitals they may be part of a longer name.
fn names(text: &str, all: &[Word], mentions: &[Mention], added: &[Mention]) -> Vec<Mention> {
    let known: BTreeMap<&str, MentionKind> = mentions
        .iter()
        .filter(|it| it.form == Form::Name)
        .filter_map(|it| Some((text.get(it.bytes.clone())?, it.kind)))
        .filter(|(words, _)| words.len() > 3 && words.chars().all(char::is_alphabetic))
        .filter(|(words, _)| {
            !known::known(words).is_some_and(|it| matches!(it.sort, world::Sort::Demonym | world::Sort::People))
        })
        .collect();
    let parts = parts_of_persons(text, all, mentions);
    let free = free(mentions.iter().chain(added));
    let joins = |word: Option<&Word>, touching: usize| {
        word.is_some_and(|it| {
            it.capital || it.is(&["-", "'"]) && (it.bytes.start == touching || it.bytes.end == touching)
        })
    };
    let mention = |at: usize| {
        let word = &all[at];
        let before = at.checked_sub(1).and_then(|it| all.get(it));
        let (bytes, letters) = (word.bytes.clone(), &text[word.bytes.clone()]);
        if !word.capital || joins(before, bytes.start) || joins(all.get(at + 1), bytes.end) || !free(&bytes) {
            return None;
        }
        let state = || {
            let state = known::known(letters).filter(|it| it.sort == world::Sort::Country && !it.ambiguous)?;
            state.country.map(|_| MentionKind::Place)
        };
        // The first word of a sentence has a capital anyway.
        let opens = before.is_none_or(|it| it.is_mark() && !it.is(&[",", ";", "("]))
            || before.is_some_and(|it| text[it.bytes.end..bytes.start].contains('\n'));
        let part = || (!opens && parts.contains(letters)).then_some(MentionKind::Person);
        let kind = known.get(letters).copied().or_else(state).or_else(part)?;
        Some(Mention { bytes, form: Form::Name, kind, confidence: 1.0, antecedents: Vec::new() })
    };
    (0..all.len()).filter_map(mention).collect()
}

/// The surnames and given names of the persons whom the text calls by both, that are no other words of it.
fn parts_of_persons<'text>(text: &'text str, all: &[Word], mentions: &[Mention]) -> BTreeSet<&'text str> {
    let mut parts = BTreeSet::new();
    for mention in mentions.iter().filter(|it| it.form == Form::Name && it.kind == MentionKind::Person) {
        let words: Vec<&str> = text.get(mention.bytes.clone()).unwrap_or_default().split(' ').collect();
        if let [first, .., last] = words.as_slice() {
            parts.extend([*first, *last]);
        }
    }
    let name = |word: &str| {
        word.len() > 3
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
            && known::known(word).is_none()
            && lexicon::noun(&fold(word)).is_none()
            && !lexicon::is_honorific(&fold(word))
    };
    parts.retain(|word| name(word));
    if parts.is_empty() {
        return parts;
    }
    for word in all.iter().filter(|it| !it.capital) {
        let capital =
            text[word.bytes.clone()].chars().next().map(|c| c.to_uppercase().chain(word.lower.chars().skip(1)));
        if let Some(capital) = capital.map(Iterator::collect::<String>) {
            parts.remove(capital.as_str());
        }
    }
    parts
}

/// Who speaks for a body that the model left within the spokesman's own phrase: the "Foreign Ministry" of "Foreign Ministry spokesman Navid Teshur".
fn bodies(all: &[Word], mentions: &[Mention], added: &[Mention]) -> Vec<Mention> {
    let body = |at: usize| {
        let (noun, speaker) = (&all[at], all.get(at + 1)?);
        if !noun.capital || !speaker.lower.starts_with("spokes") || !BODIES.contains(&noun.lower.as_str()) {
            return None;
        }
        let of =
            all[..at].last().filter(|word| word.capital && !word.is_mark() && lexicon::noun(&word.lower).is_none())?;
        let bytes = of.bytes.start..noun.bytes.end;
        // A phrase of the whole may hold it, none may begin or end within.
        let crosses = |it: &Range<usize>| {
            it.start < bytes.end && bytes.start < it.end && !(it.start <= bytes.start && speaker.bytes.end <= it.end)
        };
        let joined =
            all[..at].iter().rev().nth(1).is_some_and(|word| word.capital && word.bytes.end + 1 == of.bytes.start);
        if joined || mentions.iter().chain(added).any(|it| crosses(&it.bytes)) {
            return None;
        }
        Some(Mention {
            bytes,
            form: Form::Name,
            kind: MentionKind::Organisation,
            confidence: 1.0,
            antecedents: Vec::new(),
        })
    };
    (0..all.len()).filter_map(body).collect()
}

/// Bare plurals of persons with which a sentence begins and of which a later one goes on as "they": "Farmers blocked the road. They said …".
fn subjects(text: &str, all: &[Word], mentions: &[Mention], added: &[Mention]) -> Vec<Mention> {
    // So many sentences behind the first "they" may open.
    const NEXT: usize = 2;
    // So many words may stand before the noun: "angry young farmers".
    const BEFORE: usize = 2;
    let opens = |at: usize| {
        let before = at.checked_sub(1).and_then(|it| all.get(it));
        before.is_none_or(|it| {
            it.is(&[".", "!", "?", "“", "”", "\""]) || text[it.bytes.end..all[at].bytes.start].contains('\n')
        })
    };
    let openings: Vec<usize> = (0..all.len()).filter(|&at| !all[at].is_mark() && opens(at)).collect();
    let free = free(mentions.iter().chain(added));
    let subject = |(number, &at): (usize, &usize)| {
        let plural = |word: &&Word| {
            singular(&word.lower).is_some() && lexicon::noun(&word.lower).is_some_and(|it| it.is_person(false))
        };
        let noun = (at..all.len()).take(BEFORE + 1).find(|&it| plural(&&all[it]))?;
        let phrase = all.get(at..noun)?;
        let plain = |word: &Word| {
            !word.is_mark() && !word.is_border() && !word.is_determiner() && lexicon::noun(&word.lower).is_none()
        };
        let next = all.get(noun + 1)?;
        let ends = !next.is_mark() && !next.capital && lexicon::noun(&next.lower).is_none();
        let resumed =
            openings.iter().skip(number + 1).take(NEXT).any(|&it| all[it].is(&["they"]) && !free(&all[it].bytes));
        let bytes = all[at].bytes.start..all[noun].bytes.end;
        let whole = phrase.iter().all(plain)
            && phrase.iter().skip(1).chain(&all[noun..=noun]).all(|it| !it.capital || it.bytes.start == bytes.start);
        (resumed && ends && whole && free(&bytes)).then(|| Mention {
            bytes,
            form: Form::Description,
            kind: MentionKind::Person,
            confidence: 1.0,
            antecedents: Vec::new(),
        })
    };
    openings.iter().enumerate().filter_map(subject).collect()
}

/// "the opposition", or a bare plural that the lexicon knows.
fn is_plain(words: &str) -> bool {
    let all: Vec<String> = words.split(' ').map(fold).collect();
    let ascii = words.is_ascii() && words.chars().all(|c| c.is_alphabetic() || c == ' ');
    ascii
        && match all.as_slice() {
            [the, noun] => the == "the" && lexicon::noun(noun).is_some(),
            [noun] => singular(noun).is_some() && lexicon::noun(noun).is_some(),
            _ => false,
        }
}

/// Whether words are whole, no part of a longer phrase ("state prosecutors", "the opposition leader").
fn stands_alone(text: &str, bytes: &Range<usize>) -> bool {
    const BEFORE: [&str; 22] = [
        "and", "that", "when", "but", "as", "by", "to", "of", "with", "from", "said", "told", "for", "because",
        "while", "where", "if", "what", "on", "against", "how", "or",
    ];
    let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
    if before.ends_with(char::is_alphanumeric) || before.ends_with('-') {
        return false;
    }
    let last = before.trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    let opens = last.is_empty() || !last.ends_with(char::is_alphanumeric) || BEFORE.contains(&last);
    let definite = text[bytes.clone()].contains(' ');
    let next: String = after.trim_start_matches(' ').chars().take_while(|c| c.is_alphabetic()).collect();
    // A noun may follow: only what begins no noun shows that the phrase is whole.
    let ends = after
        .starts_with(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '”' | '"'))
        && (next.is_empty() || lexicon::noun(&fold(&next)).is_none() && !next.starts_with(char::is_uppercase));
    ends && (definite || opens)
}

/// The mention that a source's head should have been.
fn unmarked(text: &str, cast: &Cast, source: &Range<usize>) -> Option<Mention> {
    let phrase = Phrase::new(text, cast, source)?;
    if phrase.several().is_some() {
        return None;
    }
    let bytes = phrase.head();
    if phrase.mention(&bytes).is_some() {
        return None;
    }
    let words = &text[bytes.clone()];
    let last = fold(words.split_whitespace().next_back()?);
    let (form, kind) = match last.as_str() {
        "he" | "she" if words.len() == last.len() => (Form::Pronoun, MentionKind::Person),
        "it" | "they" if words.len() == last.len() => (Form::Pronoun, MentionKind::Organisation),
        _ => {
            let sort = lexicon::noun(&last)?;
            let person = sort.is_person(singular(&last).is_some());
            let kind = match sort {
                Sort::Place => MentionKind::Place,
                Sort::People => MentionKind::People,
                _ if person => MentionKind::Person,
                _ => MentionKind::Organisation,
            };
            (Form::Description, kind)
        }
    };
    Some(Mention { bytes, form, kind, confidence: 1.0, antecedents: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn unmarked_sources_are_linked() {
        let actors = actors_of(
            "Judge [name:person Fenn Adair] sat. [s1 The judge] [c1 ruled] [x1 no]. [s2 She] [c2 said] [x2 so]. [s3 Two officials] \
             [c3 left] [x3 early].",
        );
        assert_eq!(actors, ["Fenn Adair: Fenn Adair, The judge, She", "Two officials: Two officials"]);
    }

    #[test]
    fn names_that_stand_again_and_states_are_mentions() {
        let actors = actors_of(
            "[name:person Adair] left [name:place Orun]. Nobody saw Adair in Orun or Turkey, or at Adair Hall. Orun-born men did.",
        );
        assert_eq!(actors, ["Adair: Adair, Adair", "Orun: Orun, Orun", "Turkey: Turkey"]);
    }

    #[test]
    fn a_part_of_a_full_name_is_a_mention() {
        let actors = actors_of(
            "[name:person Zorin Adair] won. On Monday, Adair spoke, and later Zorin left. Hopes fell. [name:person Vela Hope] saw Hope again in hope.",
        );
        assert_eq!(actors, ["Zorin Adair: Zorin Adair, Adair, Zorin", "Vela Hope: Vela Hope"]);
    }

    #[test]
    fn the_beginning_of_a_source_is_nobody() {
        let actors = actors_of(
            "[s1 [desc:organisation The state]-run agency] [c1 said] [x1 so]. [s2 [desc:organisation Two U.S.] officials] [c2 said] [x2 no].",
        );
        assert_eq!(actors, ["state-run agency: The state-run agency", "Two U.S. officials: Two U.S. officials"]);
    }

    #[test]
    fn a_bare_plural_that_they_go_on_with_is_an_actor() {
        let actors = actors_of(
            "Angry farmers blocked the road. It was cold. [s1 [pron:person They]] [c1 said] [x1 so].\n\nTeachers struck. [name:person Orn] left.",
        );
        assert_eq!(actors, ["Angry farmers: Angry farmers, They", "Orn: Orn"]);
    }
}
