//! Lists of those who take part: "the Covenant, the Shield and allies such as the Ninth Brigade have attacked". The model mostly knows one of
//! them; what the clause says of it, it says of all.

use std::ops::Range;

use sayso_model::{Form, MentionKind};

use super::Told;
use crate::cast::CastMention;
use crate::group_noun::is_group_noun;
use crate::word::{Word, words};
use crate::world::{Sort, look_up};

/// Words between two members at most, marks within.
const LONGEST: usize = 9;
/// Words that may stand between a separator and the next member beside the nouns of bodies: "and allies such as the".
const LEADING: [&str; 14] = [
    "allies",
    "partners",
    "others",
    "both",
    "well",
    "as",
    "such",
    "including",
    "also",
    "terror",
    "terrorist",
    "armed",
    "rebel",
    "militant",
];

/// What a body may be called before its noun.
const ARMED: [&str; 8] = ["terror", "terrorist", "armed", "rebel", "militant", "jihadist", "insurgent", "separatist"];

/// A member of a list, or what stands alone, with all that is attached to it.
struct Item<'a> {
    head: &'a CastMention,
    /// With what belongs to it: "the fighters of Orun".
    bytes: Range<usize>,
    /// Whether what was attached to it last is a place: further places are attached too ("the people of Orun, Tavesh and Ardesh").
    place: bool,
    /// Whether "and", a comma or both join it to the item before.
    joint: Option<Joint>,
}

/// The other members of the list that the mention at `bytes`, or right before, is in, in text order; none where it stands alone. What a
/// member has behind "of" or "in" ("the fighters of Orun") is none.
pub(super) fn others<'a>(told: &'a Told, bytes: &Range<usize>) -> Vec<&'a CastMention> {
    let text = told.layout.text;
    let items = items(told, told.layout.sentence_of(bytes.start));
    let near = |item: &Item| {
        let meets = item.head.bytes.start < bytes.end && bytes.start < item.head.bytes.end;
        meets || item.bytes.end <= bytes.start && words(text, &(item.bytes.end..bytes.start)).is_empty()
    };
    let Some(own) = items.iter().rposition(near) else { return Vec::new() };
    let listed = |item: &Item| matches!(item.joint, Some(Joint::List { .. }));
    let mut low = own;
    while low > 0 && listed(&items[low]) {
        low -= 1;
    }
    let further = items[own + 1..].iter().take_while(|item| listed(item)).count();
    let list = &items[low..=own + further];
    let said = list[1..].iter().any(|item| matches!(item.joint, Some(Joint::List { last: true })));
    if !said || list.len() == 2 && begins_a_clause(text, &list[0], &list[1]) {
        return Vec::new();
    }
    list.iter().map(|item| item.head).filter(|head| !std::ptr::eq(*head, items[own].head)).collect()
}

/// The mentions of a sentence, each with what is attached to it.
fn items<'a>(told: &'a Told, sentence: usize) -> Vec<Item<'a>> {
    let mut items: Vec<Item> = Vec::new();
    let Some(sentence) = told.layout.sentences.get(sentence) else { return items };
    let mentions: Vec<&CastMention> = told.cast.within(sentence).filter(|it| it.form != Form::Pronoun).collect();
    for (number, &mention) in mentions.iter().enumerate() {
        // "Velmark's allies the Covenant and the Shield", which speak together: the two are the list.
        let inside = mentions[number + 1..].iter().take_while(|it| it.bytes.end <= mention.bytes.end);
        let names = inside.filter(|it| it.form == Form::Name && !is_place(told, it)).count();
        if names > 1 && told.layout.text[mention.bytes.clone()].contains(" and ") {
            continue;
        }
        let Some(last) = items.last_mut() else {
            items.push(Item { head: mention, bytes: mention.bytes.clone(), place: false, joint: None });
            continue;
        };
        // Of mentions within each other the outermost, which comes first.
        if mention.bytes.start < last.bytes.end {
            continue;
        }
        match joint(&words(told.layout.text, &(last.bytes.end..mention.bytes.start))) {
            Some(Joint::Attached) => (last.bytes.end, last.place) = (mention.bytes.end, is_place(told, mention)),
            Some(Joint::List { .. }) if last.place && is_place(told, mention) => last.bytes.end = mention.bytes.end,
            // Of "the rebel group Shield" the name.
            Some(Joint::Apposed) => (last.head, last.bytes.end) = (mention, mention.bytes.end),
            joint => items.push(Item { head: mention, bytes: mention.bytes.clone(), place: false, joint }),
        }
    }
    items
}

/// Whether a mention is of a place, or of a state by its name.
fn is_place(told: &Told, mention: &CastMention) -> bool {
    mention.kind == MentionKind::Place
        || look_up(&told.layout.text[mention.bytes.clone()]).is_some_and(|it| it.sort == Sort::Country)
}

/// How a mention stands to the one before it.
enum Joint {
    /// As the next of a list; `last` where "and" or "or" says so.
    List { last: bool },
    /// Behind a preposition that makes it part of the one before: "of Orun".
    Attached,
    /// Behind nouns of bodies, whose name it is.
    Apposed,
}

/// What the words between two mentions make of the second.
fn joint(between: &[Word]) -> Option<Joint> {
    let and = |word: &Word| word.is(&["and", "or", "&"]);
    let separates = |word: &Word| and(word) || word.is(&[","]);
    if matches!(between, [word] if word.is(&["of", "in", "from"]))
        || matches!(between, [word, article] if word.is(&["of", "in", "from"]) && article.is(&["the"]))
    {
        return Some(Joint::Attached);
    }
    if between.len() > LONGEST {
        return None;
    }
    if !between.iter().any(separates) {
        // "The Sunni" "terror group" "Shield".
        let body = between.last().is_some_and(|word| is_group_noun(&word.lower))
            && between.iter().all(|word| word.is(&ARMED) || is_group_noun(&word.lower));
        return body.then_some(Joint::Apposed);
    }
    // What stands between separators is a member that is no mention: "Orun, its assets, and Tavesh".
    let parts: Vec<&[Word]> = between.split(separates).collect();
    let (first, rest) = parts.split_first()?;
    let (last, inner) = rest.split_last()?;
    let plain = |part: &&[Word]| part.len() <= 3 && part.iter().all(|it| !it.is_mark() && !it.is_border());
    let noun = |word: &Word| {
        word.is_determiner()
            || word.is(&LEADING)
            || is_group_noun(&word.lower)
            || look_up(&word.lower).is_some_and(|it| matches!(it.sort, Sort::Demonym | Sort::People))
    };
    // The first may close a phrase: "the group Shield militia, …".
    let closes = first.iter().all(noun);
    (closes && last.iter().all(noun) && inner.iter().all(plain)).then(|| Joint::List { last: between.iter().any(and) })
}

/// Whether the last of two members is the subject of a clause of its own: "struck Orun, and the Shield fired back".
fn begins_a_clause(text: &str, first: &Item, last: &Item) -> bool {
    let between = words(text, &(first.bytes.end..last.bytes.start));
    let comma = between.windows(2).any(|pair| pair[0].is(&[","]) && pair[1].is(&["and", "or", "but"]));
    let end = text.ceil_char_boundary(text.len().min(last.bytes.end + 24));
    let next = words(text, &(last.bytes.end..end)).into_iter().next();
    comma && next.is_some_and(|word| word.lower.ends_with("ed") || word.is(&["has", "had", "was", "is", "said"]))
}
