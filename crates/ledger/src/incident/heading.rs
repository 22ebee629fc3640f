//! What an incident is called of which no document is that has a title.

use rusqlite::{Connection, OptionalExtension};
use sayso_document::unwrapped;
use sayso_reading::{label, sentences};

/// Characters looked at before and after the words: no sentence of a newspaper is longer.
const AROUND: usize = 600;
/// A title made of a sentence is no longer, in characters; where the words that tell of the incident come later, so long.
const TITLE: usize = 120;
const LONGEST: usize = 200;

/// The sentence of a document that tells of an incident at a place in its text, from its beginning and as much of it as a title can be; none where the
/// words that tell of it come too late in it for that.
pub(super) fn sentence(connection: &Connection, document: i64, start: i64) -> rusqlite::Result<Option<String>> {
    let mut query = connection.prepare_cached("SELECT text FROM documents WHERE number = ?1")?;
    let text: Option<String> = query.query_row([document], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| title(&text, usize::try_from(start).unwrap_or(0))))
}

/// A title from the sentence of a text that holds a place in it, counted in characters.
fn title(text: &str, place: usize) -> Option<String> {
    let first = place.saturating_sub(AROUND);
    let near: String = unwrapped(text).chars().skip(first).take(2 * AROUND).collect();
    let at = near.char_indices().nth(place - first)?.0;
    let whole = sentences(&near).into_iter().find(|range| range.contains(&at))?;
    // Nobody knows where a sentence begins that was not seen to.
    if first > 0 && whole.start == 0 {
        return None;
    }
    let told = near.get(whole.start..at)?.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
    let sentence: Vec<&str> = near.get(whole)?.split_whitespace().collect();
    let (mut title, mut taken) = (String::new(), 0);
    for word in &sentence {
        let long = title.chars().count() + word.chars().count() + usize::from(!title.is_empty());
        // Up to and with the words that tell of it.
        if long > TITLE && (title.chars().count() > told || long > LONGEST) {
            break;
        }
        title.extend((!title.is_empty()).then_some(' '));
        title.push_str(word);
        taken += 1;
    }
    if taken == sentence.len() {
        let is_done = |letter: char| matches!(letter, '.' | ',' | ';' | ':');
        return Some(title.trim_end_matches(is_done).to_owned()).filter(|title| !title.is_empty());
    }
    (title.chars().count() > told).then(|| format!("{} …", title.trim_end_matches([',', ';', ':', '–', '—', ' '])))
}

/// What is known of an incident of which no sentence makes a title: "Assault in Orsa, 2031-05-06".
pub(super) fn known(kind: &str, place: Option<&str>, day: Option<&str>) -> String {
    let kind = label(kind);
    let mut title: String = kind.chars().take(1).flat_map(char::to_uppercase).chain(kind.chars().skip(1)).collect();
    title.extend(place.map(|place| format!(" in {place}")));
    title.extend(day.map(|day| format!(", {day}")));
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, words: &str) -> Option<String> {
        let byte = text.find(words).expect("it is there");
        title(text, text[..byte].chars().count())
    }

    #[test]
    fn a_title_is_the_sentence_from_its_beginning() {
        let text = "The quay was closed. Shells hit the märket of Orsa on Monday, killing five. It rained.";
        assert_eq!(of(text, "hit").as_deref(), Some("Shells hit the märket of Orsa on Monday, killing five"));
        assert_eq!(of(text, "closed").as_deref(), Some("The quay was closed"));
        let late = format!("{} and the tower fell. It rained.", "The wind blew".repeat(60));
        assert_eq!(of(&late, "fell"), None, "its beginning was not seen");
        assert_eq!(of(&late, "rained").as_deref(), Some("It rained"));
    }

    #[test]
    fn a_line_that_ends_where_the_page_was_full_is_no_end_of_a_sentence() {
        let line = "THE MEN OF THE HARBOUR TOLD THE ARMY OF DORRATH THAT NOBODY HAD COME\n";
        let text = format!("{}BY SEA. SHELLS HIT THE MOLE.\n", line.repeat(5));
        assert_eq!(of(&text, "BY SEA"), None, "it is too late in a sentence of six lines");
        let text = format!(
            "IT RAINED. {line}BY SEA WHEN SHELLS HIT THE MOLE, AND NOTHING MORE WAS KNOWN OF IT.\n{}",
            line.repeat(4)
        );
        assert!(
            of(&text, "HIT").is_some_and(|title| title.starts_with("THE MEN OF THE HARBOUR")),
            "{:?}",
            of(&text, "HIT")
        );
    }

    #[test]
    fn what_tells_of_it_is_in_the_title_or_there_is_none() {
        let long = |before: usize| {
            format!(
                "{}, the harbour office said, a shell hit the mole {}.",
                "far away ".repeat(before).trim_end(),
                "and more of it ".repeat(20).trim_end()
            )
        };
        let short = of(&long(2), "hit").expect("a title");
        assert!(
            short.starts_with("far away far away, the harbour office said, a shell hit the mole and more")
                && short.ends_with(" …"),
            "{short}"
        );
        assert!(short.chars().count() <= TITLE + 2);
        let later = of(&long(12), "hit").expect("a title");
        assert!(later.ends_with("a shell hit …") && later.chars().count() <= LONGEST + 2, "{later}");
        assert_eq!(of(&long(40), "hit"), None);
    }

    #[test]
    fn what_is_known_makes_a_title_too() {
        assert_eq!(known("assault", Some("Orsa"), Some("2031-05-06")), "Assault in Orsa, 2031-05-06");
        assert_eq!(known("protest", None, None), "Protest");
    }
}
