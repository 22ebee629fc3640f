//! Titles: the words of office or rank before a person's name.

use super::lexicon::{self, Sort};
use super::noun::Gender;
use super::stage::Role;
use super::words::{before, fold, last_words};

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
    fn titles_are_read_from_the_right() {
        assert_eq!(head("Velmark's Defence Minister ").as_deref(), Some("minister"));
        assert_eq!(head("said Gen. ").as_deref(), Some("general"));
        assert_eq!(head("He spoke. ").as_deref(), None);
        assert_eq!(head("the president, ").as_deref(), None);
        assert_eq!(before_name("Mrs. ", 5).gender, Some(Gender::Woman));
        assert_eq!(before_name("Spokeswoman ", 12).gender, Some(Gender::Woman));
    }
}
