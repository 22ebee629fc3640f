//! What a name that the model marked is, where its words, the tables or its neighbours tell better.

use sayso_model::{Form, Mention, MentionKind};

use crate::word::{Word, words};
use crate::world::Sort;

use super::known::known;
use super::lexicon;
use super::words::fold;

/// Whether a name is a title with capitals and no name behind it: "The Foreign Secretary said", "our President, Joe Biden". A title of one
/// word may be a surname (King, Shah) but behind a determiner or a body.
pub(super) fn is_title_alone(text: &str, mentions: &[Mention], number: usize) -> bool {
    const DETERMINERS: [&str; 9] = ["the", "our", "my", "your", "his", "her", "their", "its", "s"];
    #[rustfmt::skip]
    const PARTS: [&str; 19] = [
        "prime", "vice", "deputy", "chief", "first", "foreign", "home", "interior", "defence", "defense", "finance", "attorney", "general",
        "supreme", "press", "police", "acting", "party", "office",
    ];
    let mention = &mentions[number];
    let behind = mentions.get(number + 1).is_some_and(|next| next.bytes.start <= mention.bytes.end + 1);
    let title = |word: &str| lexicon::noun(&fold(word)).is_some_and(|sort| sort.is_person(false));
    let Some(name) = text.get(mention.bytes.clone()) else { return false };
    if mention.kind != MentionKind::Person || behind || !name.rsplit(' ').next().is_some_and(title) {
        return false;
    }
    let body = number
        .checked_sub(1)
        .and_then(|it| mentions.get(it))
        .is_some_and(|it| it.kind == MentionKind::Organisation && it.bytes.end + 1 == mention.bytes.start);
    // The model may have cut it: "Foreign" "Secretary".
    let low = text.floor_char_boundary(mention.bytes.start.saturating_sub(60));
    let all = words(text, &(low..mention.bytes.end));
    let is_part = |word: &Word| word.capital && word.is(&PARTS);
    let parts = all.iter().rev().skip(1).take_while(|word| is_part(word)).count();
    let before = all.iter().rev().nth(parts + 1).is_some_and(|word| word.is(&DETERMINERS) || word.lower == "'s");
    let inside = name.split(' ').count();
    inside <= parts + 1 && (body || before || parts > 0)
}

/// What a name is where its words, the tables or its neighbours tell better than the model.
pub(super) fn kind_told(text: &str, mentions: &[Mention], number: usize) -> MentionKind {
    use MentionKind::{Organisation, Other, Person, Place};
    let mention = &mentions[number];
    let name = text.get(mention.bytes.clone()).unwrap_or("");
    let known = known(name);
    match mention.kind {
        _ if is_broadcaster(name) => Organisation,
        Person if is_thing(text, mention.bytes.start) => Other,
        // "Talks with Egypt, Qatar and Lebanon"; a state that may be a given name too, by those beside it.
        Person if known.is_some_and(|it| it.sort == Sort::Country) => {
            let given = known.is_some_and(|it| it.ambiguous);
            if given && !is_listed_with_states(text, mentions, number) { Person } else { Place }
        }
        Person | Place if known.is_some_and(|it| !it.ambiguous && is_body(it.sort)) => Organisation,
        kind => kind,
    }
}

pub(super) fn is_body(sort: Sort) -> bool {
    matches!(sort, Sort::Military | Sort::Agency | Sort::InternationalBody)
}

/// Whether a comma or an "and" stands between a name and one of a state.
fn is_listed_with_states(text: &str, mentions: &[Mention], number: usize) -> bool {
    let bytes = &mentions[number].bytes;
    let names = |it: &&Mention| it.form == Form::Name;
    let before = mentions[..number].iter().rev().find(names).map(|it| (it, it.bytes.end..bytes.start));
    let behind = mentions[number + 1..].iter().find(names).map(|it| (it, bytes.end..it.bytes.start));
    before.into_iter().chain(behind).any(|(other, between)| {
        let listed = text.get(between).is_some_and(|it| matches!(it, ", " | " and " | ", and "));
        let words = text.get(other.bytes.clone()).unwrap_or("");
        listed && known(words).is_some_and(|it| it.sort == Sort::Country && !it.ambiguous)
    })
}

/// Whether the name at `start` is said to be one of things: "comics like Karis", "games such as Karis" (M. Hearst 1992, "Automatic
/// acquisition of hyponyms from large text corpora").
fn is_thing(text: &str, start: usize) -> bool {
    const THINGS: [&str; 24] = [
        "things",
        "stuff",
        "works",
        "books",
        "novels",
        "comics",
        "films",
        "movies",
        "shows",
        "series",
        "programmes",
        "programs",
        "songs",
        "albums",
        "plays",
        "poems",
        "games",
        "projects",
        "products",
        "brands",
        "apps",
        "sites",
        "websites",
        "titles",
    ];
    let before = words(text, &(text.floor_char_boundary(start.saturating_sub(40))..start));
    let like = match before.as_slice() {
        [rest @ .., like] if like.is(&["like", "including"]) => rest,
        [rest @ .., such, like] if such.is(&["such"]) && like.is(&["as"]) => rest,
        _ => return false,
    };
    like.iter().rfind(|word| !word.is_mark()).is_some_and(|word| word.is(&THINGS))
}

/// Whether a name is that of a broadcaster by its first word ("Radio Orun").
fn is_broadcaster(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next().is_some_and(|first| matches!(first, "Radio" | "Télé" | "Agence")) && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::super::repair::repaired;
    use super::*;
    use crate::testing::annotated;
    use sayso_document::Document;

    #[test]
    fn a_title_with_a_capital_describes() {
        let forms = |marked: &str| -> Vec<Form> {
            let (text, marks) = annotated(marked);
            repaired(&Document::of_text(text), &marks.mentions).0.iter().map(|it| it.form).collect()
        };
        assert_eq!(forms("The [name:person Prime Minister] said"), [Form::Description]);
        assert_eq!(forms("our [name:person PRESIDENT], [name:person Oda Brenn]"), [Form::Description, Form::Name]);
        assert_eq!(
            forms("[name:person President] [name:person Brenn] and [name:person Marrek Minister Orn]"),
            [Form::Name; 2]
        );
    }

    #[test]
    fn tables_and_neighbours_tell_what_a_name_is() {
        let kinds = |marked: &str| -> Vec<MentionKind> {
            let (text, marks) = annotated(marked);
            repaired(&Document::of_text(text), &marks.mentions).0.iter().map(|it| it.kind).collect()
        };
        use MentionKind::{Organisation, Person, Place};
        assert_eq!(kinds("with [name:place Egypt], [name:person Jordan] and [name:place Lebanon]."), [Place; 3]);
        assert_eq!(kinds("She thanked [name:person Jordan] and [name:person Orn]."), [Person; 2]);
        assert_eq!(kinds("troops of [name:place CENTCOM] left."), [Organisation]);
    }

    #[test]
    fn one_of_things_is_no_person() {
        let kinds = |marked: &str| {
            let (text, marks) = annotated(marked);
            repaired(&Document::of_text(text), &marks.mentions).0.into_iter().map(|it| it.kind).collect::<Vec<_>>()
        };
        assert_eq!(
            kinds("They drew comics such as [name:person Karvis], and things like [name:person Orlan]."),
            [MentionKind::Other, MentionKind::Other]
        );
        assert_eq!(kinds("Men like [name:person Karvis] are rare."), [MentionKind::Person]);
    }
}
