//! Names without the words beside them that are no part of them: "state newspaper" of "Khessari state newspaper Dawn", "rebel" of
//! "Sunni rebel", "Sunni" of "Sunni Covenant" where the tables know the Covenant.

use std::ops::Range;

use sayso_model::MentionKind;

use crate::group_noun::is_group_noun;
use crate::outlet_noun::is_outlet_noun;
use crate::world::Sort;

use super::known::known;
use super::lexicon;
use super::repair::is_small;
use super::words::fold;

/// The name proper within `bytes`, and its kind; none where no word of it has a capital though the text has some (`cased`).
pub(super) fn trim(
    text: &str,
    bytes: Range<usize>,
    kind: MentionKind,
    cased: bool,
) -> Option<(Range<usize>, MentionKind)> {
    let mut words = spaced(text, bytes.clone());
    if !cased || words.is_empty() {
        return Some((bytes, kind));
    }
    // Scripts without capitals have no small letters either.
    let small = |it: &Range<usize>| {
        let word = &text[it.clone()];
        is_small(word) && word.chars().any(char::is_lowercase)
    };
    let body = |it: &Range<usize>| {
        let word = fold(&text[it.clone()]);
        small(it) && (is_outlet_noun(&word) || is_group_noun(&word) || lexicon::noun(&word).is_some())
    };
    // "The Khessari state newspaper Dawn": the name stands behind the noun that says what it is. Not "Khessari state TV".
    let named = |it: &Range<usize>| !small(it) && !is_outlet_noun(&fold(&text[it.clone()]));
    if let Some(at) = words.iter().rposition(body).filter(|&at| words[at + 1..].iter().any(named)) {
        words.drain(..=at);
    }
    // "Defeating ISIL will take time": a verb at the beginning of a sentence.
    let doing = |it: &Range<usize>| {
        let word = &text[it.clone()];
        word.len() > 5 && word.ends_with("ing") && known(word).is_none()
    };
    if words.len() > 1 && doing(&words[0]) && known(&text[words[1].start..bytes.end]).is_some() {
        words.remove(0);
    }
    // A body's noun may be part of its name: "the Dawn party".
    let part = |it: &Range<usize>| {
        let word = &text[it.clone()];
        let body = lexicon::noun(word).is_some_and(|sort| !sort.is_person(false));
        !small(it) || body || is_group_noun(word) || word == "family"
    };
    let kept = words.iter().rposition(part).filter(|_| words.iter().any(|it| !small(it))).map_or(0, |at| at + 1);
    words.truncate(kept);
    let (first, last) = (words.first()?, words.last()?);
    let trimmed = first.start..last.end;
    let modifies = |it: &Range<usize>| {
        known(&text[it.clone()]).is_some_and(|known| matches!(known.sort, Sort::People | Sort::Demonym))
    };
    let faith = |it: &Range<usize>| known(&text[it.clone()]).is_some_and(|known| known.sort == Sort::People);
    let body = matches!(kind, MentionKind::Organisation | MentionKind::Other);
    if !body || known(&text[trimmed.clone()]).is_some() {
        return Some((trimmed, kind));
    }
    if words.iter().all(modifies) {
        return Some((trimmed, MentionKind::People));
    }
    let own = words.iter().position(|it| !faith(it)).map_or(trimmed.start, |at| words[at].start);
    let proper = own..trimmed.end;
    Some((if is_known_body(&text[proper.clone()]) { proper } else { trimmed }, kind))
}

/// Whether the tables know an armed group by a name, and nothing else.
fn is_known_body(name: &str) -> bool {
    known(name).is_some_and(|it| !it.ambiguous && it.sort == Sort::ArmedGroup)
}

/// The words of a stretch, parted by white space.
fn spaced(text: &str, bytes: Range<usize>) -> Vec<Range<usize>> {
    let base = text.as_ptr() as usize;
    let words = text[bytes].split_whitespace();
    words.map(|word| word.as_ptr() as usize - base..word.as_ptr() as usize - base + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(name: &str, kind: MentionKind) -> Option<(&str, MentionKind)> {
        trim(name, 0..name.len(), kind, true).map(|(bytes, kind)| (&name[bytes], kind))
    }

    #[test]
    fn what_introduces_a_name_is_no_part_of_it() {
        let organisation = MentionKind::Organisation;
        assert_eq!(trimmed("Khessari state newspaper Dawn", organisation), Some(("Dawn", organisation)));
        assert_eq!(trimmed("rebel group Shield", organisation), Some(("Shield", organisation)));
        assert_eq!(trimmed("Defeating Hamas", organisation), Some(("Hamas", organisation)));
        assert_eq!(trimmed("Rising Shield", organisation), Some(("Rising Shield", organisation)));
        assert_eq!(trimmed("Khessari state TV", organisation), Some(("Khessari state TV", organisation)));
        assert_eq!(trimmed("Orun health authority", organisation), Some(("Orun health authority", organisation)));
        assert_eq!(trimmed("Sunni Taliban", organisation), Some(("Taliban", organisation)));
        assert_eq!(
            trimmed("Committee for the Missing", organisation),
            Some(("Committee for the Missing", organisation))
        );
    }

    #[test]
    fn small_words_behind_a_name_are_none() {
        let organisation = MentionKind::Organisation;
        assert_eq!(trimmed("Covenant fighters", organisation), Some(("Covenant", organisation)));
        assert_eq!(trimmed("group", organisation), None);
        assert_eq!(trimmed("Lebanese Shiite terror", organisation), Some(("Lebanese Shiite", MentionKind::People)));
        assert_eq!(trimmed("Dawn party", organisation), Some(("Dawn party", organisation)));
        assert_eq!(trimmed("terror", organisation), None);
        assert_eq!(trim("covenant", 0..8, organisation, false), Some((0..8, organisation)));
    }
}
