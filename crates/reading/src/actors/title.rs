//! Titles: the words of office or rank before a person's name.

use super::lexicon::{self, Sort};
use super::noun::Gender;
use super::stage::Role;
use super::words::{after, before, first_words, fold, last_words, singular};

/// What stands before a name.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Title {
    /// The office or rank with its modifiers ("defence minister").
    pub(super) role: Option<Role>,
    /// The gender that it tells.
    pub(super) gender: Option<Gender>,
}

impl Title {
    /// Whether there is one.
    pub(super) fn is_some(&self) -> bool {
        self.role.is_some() || self.gender.is_some()
    }
}

/// The title before the name that begins at `start`.
pub(super) fn before_name(text: &str, start: usize) -> Title {
    let near = before(text, start);
    // Without a space between them they are one word ("ex-Marrek"); after a possessive the noun is another's.
    if !near.ends_with(|c: char| c.is_whitespace()) {
        return Title::default();
    }
    let words = last_words(near, 4);
    let Some(head) = words.first() else { return Title::default() };
    let gender = match head.as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "sheikh" | "duke" | "emir" | "sultan" => Some(Gender::Man),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "duchess" => Some(Gender::Woman),
        word => match lexicon::noun(word) {
            Some(Sort::Man) => Some(Gender::Man),
            Some(Sort::Woman) => Some(Gender::Woman),
            _ => None,
        },
    };
    let head = full_form(head);
    let office = lexicon::noun(head).is_some_and(|sort| sort.is_person(false));
    let role = office.then(|| {
        let stop =
            |word: &str| matches!(word, "a" | "an" | "the" | "and" | "by" | "of" | "with" | "to" | "that" | "as");
        let modifiers = words[1..].iter().take_while(|word| !stop(word)).cloned().collect();
        Role { head: head.to_owned(), modifiers }
    });
    if role.is_none() && gender.is_none() && !lexicon::is_honorific(&words[0]) {
        return Title::default();
    }
    Title { role, gender }
}

/// `text` without the titles at its end ("Its spokesman, Captain ").
pub(super) fn without_titles(text: &str) -> &str {
    let mut text = text.trim_end();
    for _ in 0..3 {
        let (rest, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
        let word = fold(last);
        let title = lexicon::is_honorific(&word) || lexicon::noun(&word).is_some_and(|sort| sort.is_person(false));
        if !title || !last.starts_with(char::is_uppercase) || last.ends_with([',', ';', ':']) {
            break;
        }
        text = rest.trim_end();
    }
    text
}

/// Where in `name` the name begins behind titles ("Count Leo von Arras").
pub(super) fn name_start(name: &str) -> usize {
    let mut start = 0;
    while let Some((first, rest)) = name[start..].split_once(char::is_whitespace) {
        let word = fold(first);
        let title = lexicon::is_honorific(&word) || lexicon::noun(&word).is_some_and(|sort| sort.is_person(false));
        if !title || rest.trim().is_empty() {
            break;
        }
        start = name.len() - rest.trim_start().len();
    }
    start
}

/// The office behind a name, as an apposition tells it ("Udo Fenk, convener of the committee").
pub(super) fn behind_name(text: &str, end: usize) -> Option<Role> {
    let behind = after(text, end).strip_prefix(", ")?;
    let words = first_words(behind, 6);
    let stop = |word: &str| {
        matches!(
            word,
            "of" | "for" | "in" | "who" | "at" | "from" | "whose" | "that" | "which" | "with" | "on" | "and" | "said"
        )
    };
    let words: Vec<String> = words.into_iter().take_while(|word| !stop(word)).collect();
    let (head, modifiers) = words.split_last()?;
    let office = lexicon::noun(head).is_some_and(|sort| sort.is_person(false)) && singular(head).is_none();
    let modifiers = modifiers.iter().filter(|word| !matches!(word.as_str(), "a" | "an" | "the")).cloned().collect();
    office.then(|| Role { head: head.clone(), modifiers })
}

/// A rank or office spelt out.
fn full_form(word: &str) -> &str {
    match word {
        "gen" => "general",
        "col" => "colonel",
        "maj" => "major",
        "capt" => "captain",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "adm" => "admiral",
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "pres" => "president",
        "prof" => "professor",
        "pm" => "premier",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<String> {
        before_name(text, text.len()).role.map(|role| role.head)
    }

    #[test]
    fn titles_are_taken_off() {
        assert_eq!(without_titles("Its spokesman, Captain "), "Its spokesman,");
        assert_eq!(without_titles(" Maj. Gen. "), "");
        assert_eq!(without_titles("Its spokesman, "), "Its spokesman,");
    }

    #[test]
    fn offices_stand_inside_and_behind_names() {
        assert_eq!(name_start("Crown Prince Saad bin Fahr"), 13);
        assert_eq!(name_start("Captain"), 0);
        assert_eq!(behind_name("Udo Fenk, the new convener of", 8).map(|role| role.head).as_deref(), Some("convener"));
        assert_eq!(behind_name("Udo Fenk, officials said", 8), None);
    }

    #[test]
    fn titles_are_read_from_the_right() {
        assert_eq!(head("Velmark's Defence Minister ").as_deref(), Some("minister"));
        assert_eq!(head("said Gen. ").as_deref(), Some("general"));
        assert_eq!(head("He spoke. ").as_deref(), None);
        assert_eq!(head("the president, ").as_deref(), None);
        assert_eq!(before_name("Mrs. ", 5).gender, Some(Gender::Woman));
        assert_eq!(before_name("Spokeswoman ", 12).gender, Some(Gender::Woman));
    }
}
