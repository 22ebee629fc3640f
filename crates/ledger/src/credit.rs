//! Whom a document credits: the agency in its byline, its dateline or its last line.

use sayso_document::Document;
use sayso_reading::Outlets;

/// Characters at the beginning and at the end of a text among which an agency is credited.
const NEAR: usize = 200;

/// The outlet, other than its own, that a document credits as a whole: "ORSA (Reuters) - …", "… (AFP)", "By Reuters".
pub(crate) fn credit(document: &Document) -> Option<String> {
    let own = document.outlet.as_deref().unwrap_or_default();
    let named = |name: &str| {
        let name = name.trim().trim_start_matches("By ").trim();
        let outlet = Outlets::embedded().by_name(name)?;
        let is_own = Outlets::embedded().by_name(own).is_some_and(|it| it.name == outlet.name);
        (!is_own && !outlet.name.eq_ignore_ascii_case(own)).then(|| outlet.name.clone())
    };
    document.authors.iter().find_map(|author| named(author)).or_else(|| {
        let letters: Vec<char> = document.text.chars().collect();
        let head: String = letters.iter().take(NEAR).collect();
        let tail: String = letters[letters.len().saturating_sub(NEAR)..].iter().collect();
        in_dateline(&head, named).or_else(|| in_last_line(&tail, named))
    })
}

/// What stands in brackets before a dash: "ORSA, 3 May (Reuters) -".
fn in_dateline(head: &str, named: impl Fn(&str) -> Option<String>) -> Option<String> {
    brackets(head).find_map(|(name, rest)| {
        let dash = rest.trim_start().starts_with(['-', '–', '—', ':']);
        if dash { names(name).find_map(&named) } else { None }
    })
}

/// What stands in brackets at the very end, or after "Source:".
fn in_last_line(tail: &str, named: impl Fn(&str) -> Option<String>) -> Option<String> {
    let last = brackets(tail).filter(|(_, rest)| rest.trim().is_empty()).last();
    let source = tail.lines().last().and_then(|line| line.trim().strip_prefix("Source:"));
    last.map(|(name, _)| name).or(source).and_then(|name| names(name).find_map(named))
}

/// What each pair of brackets holds, with the text after it.
fn brackets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('(').filter_map(|(at, _)| text[at + 1..].split_once(')'))
}

/// "AFP, Reuters" and "AFP/Reuters" are two.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, authors: &[&str], outlet: &str) -> Option<String> {
        let document = Document {
            authors: authors.iter().map(|it| (*it).to_owned()).collect(),
            outlet: Some(outlet.to_owned()),
            ..Document::of_text(text)
        };
        credit(&document)
    }

    #[test]
    fn who_is_credited() {
        assert_eq!(of("ORSA (Reuters) - A boat sank.", &[], "The Orsa Post").as_deref(), Some("Reuters"));
        assert_eq!(of("A boat sank. (AFP)", &[], "The Orsa Post").as_deref(), Some("Agence France-Presse"));
        assert_eq!(of("A boat sank.\nSource: AP", &[], "The Orsa Post").as_deref(), Some("Associated Press"));
        assert_eq!(of("A boat sank.", &["By Reuters"], "The Orsa Post").as_deref(), Some("Reuters"));
    }

    #[test]
    fn who_is_only_named_is_not_credited() {
        assert_eq!(of("A boat sank (Reuters said so) in Orsa.", &[], "The Orsa Post"), None);
        assert_eq!(of("ORSA (Reuters) - A boat sank.", &[], "Reuters"), None);
        assert_eq!(of("A boat sank in Orsa.", &["Ilmar Dost"], "The Orsa Post"), None);
    }
}
