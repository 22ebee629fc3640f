//! Whom a document credits: the agency in its byline, its dateline or its last line.

use sayso_document::Document;
use sayso_reading::Outlets;

/// Characters at the beginning and at the end of a text among which an agency is credited.
const NEAR: usize = 200;

/// Words before the brackets of a dateline that has no dash: "SOUTH ORSA, Khessar (Reuters)".
const DATELINE: usize = 6;
/// Letters of a name that is written in capitals: AFP, RIA, SANA.
const ACRONYM: usize = 5;

/// The outlet, other than its own, that a document credits as a whole: "ORSA (Reuters) - …", "… (AFP)", "By Reuters", "Reuters Friday 17 Nov 2017".
pub(crate) fn credit(document: &Document, outlets: &Outlets) -> Option<String> {
    let own = document.outlet.as_deref().unwrap_or_default();
    let named = |name: &str| {
        let name = name.trim().trim_start_matches("By ").trim();
        let outlet = outlets.by_name(name)?;
        let is_own = outlets.by_name(own).is_some_and(|it| it.name == outlet.name);
        (!is_own && !outlet.name.eq_ignore_ascii_case(own)).then(|| outlet.name.clone())
    };
    // The bare word "Time" before a date means no outlet.
    let clearly = |name: &str| outlets.by_name(name).filter(|it| !it.ambiguous).and_then(|_| named(name));
    document.authors.iter().find_map(|author| named(author)).or_else(|| {
        let letters: Vec<char> = document.text.chars().collect();
        let head: String = letters.iter().take(NEAR).collect();
        let tail: String = letters[letters.len().saturating_sub(NEAR)..].iter().collect();
        in_dateline(&head, named)
            .or_else(|| in_byline(&head, document.title.as_deref(), clearly))
            .or_else(|| in_last_line(&tail, named))
    })
}

/// The name of the outlet at whose address a document stands, where its own name is not known.
pub(crate) fn voice<'o>(document: &Document, outlets: &'o Outlets) -> Option<&'o str> {
    if document.outlet.as_deref().is_some_and(|name| outlets.by_name(name).is_some()) {
        return None;
    }
    let outlet = outlets.by_domain(host(document.url.as_deref()?)?)?;
    Some(&outlet.name)
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next().filter(|host| !host.is_empty())
}

/// What stands in brackets before a dash: "ORSA, 3 May (Reuters) -", or behind nothing but a place and a day.
fn in_dateline(head: &str, named: impl Fn(&str) -> Option<String>) -> Option<String> {
    brackets(head).find_map(|(name, rest)| {
        let dash = rest.trim_start().starts_with(['-', '–', '—', ':']);
        let before = &head[..head.len() - rest.len() - name.len() - 2];
        let line = before.rsplit(['\n', '.']).next().unwrap_or_default();
        let is_place = |word: &str| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
        let words = line.split_whitespace();
        let alone = !line.trim().is_empty() && words.clone().count() <= DATELINE && words.clone().all(is_place);
        if dash || alone { names(name).find_map(&named) } else { None }
    })
}

/// An agency's name between the headline and a date, "Orsa port closed Reuters Friday 17 Nov 2017 Ships …", or right behind the headline.
fn in_byline(head: &str, title: Option<&str>, named: impl Fn(&str) -> Option<String>) -> Option<String> {
    let words: Vec<&str> = head.split_whitespace().collect();
    let plain =
        |text: &str| text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let title = title.map(plain).filter(|title| !title.is_empty());
    // The last word may be cut off.
    let last = words.len().saturating_sub(1);
    (1..last).find_map(|start| {
        let behind_title =
            title.as_ref().is_some_and(|title| plain(&words[..start].concat()).ends_with(title.as_str()));
        (start + 1..=(start + 3).min(last)).rev().find_map(|end| {
            let is_name = words[start..end].iter().all(|word| {
                // "REUTERS Social Media" under a headline is whose picture it is.
                word.starts_with(char::is_uppercase) && (word.len() <= ACRONYM || word.contains(char::is_lowercase))
            });
            let begins = words[end].starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
            if is_name && (is_date(&words[end..]) || behind_title && begins) {
                named(&words[start..end].join(" "))
            } else {
                None
            }
        })
    })
}

/// Whether words begin with a day, its month and year, and perhaps the weekday: "Friday 17 Nov 2017", "Oct 5, 2017".
fn is_date(words: &[&str]) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let bare = |word: &&str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = words.iter().take(4).map(bare).collect();
    let rest = if words.first().is_some_and(|word| word.ends_with("day")) { &words[1..] } else { &words[..] };
    let [one, other, year, ..] = rest else { return false };
    let is_month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
    let is_day = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let is_year = year.len() == 4 && year.parse::<u16>().is_ok();
    is_year && (is_day(one) && is_month(other) || is_month(one) && is_day(other))
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
        credit(&document, Outlets::embedded())
    }

    #[test]
    fn who_is_credited() {
        assert_eq!(of("ORSA (Reuters) - A boat sank.", &[], "The Orsa Post").as_deref(), Some("Reuters"));
        assert_eq!(of("A boat sank. (AFP)", &[], "The Orsa Post").as_deref(), Some("Agence France-Presse"));
        assert_eq!(of("A boat sank.\nSource: AP", &[], "The Orsa Post").as_deref(), Some("Associated Press"));
        assert_eq!(of("A boat sank.", &["By Reuters"], "The Orsa Post").as_deref(), Some("Reuters"));
        assert_eq!(of("Orsa (Reuters) A boat sank off Velmark.", &[], "The Orsa Post").as_deref(), Some("Reuters"));
        for dated in ["Reuters Friday 17 Nov 2031", "Reuters 17 November 2031", "Reuters Nov. 17, 2031"] {
            let text = format!("Boat sinks off Velmark Harbour master {dated} A boat sank on Thursday.");
            assert_eq!(of(&text, &[], "The Orsa Post").as_deref(), Some("Reuters"), "{text}");
        }
    }

    #[test]
    fn an_agency_right_behind_the_headline_is_credited() {
        let document = Document {
            title: Some("Boat sinks off Velmark: Harbour master".to_owned()),
            outlet: Some("The Orsa Post".to_owned()),
            ..Document::of_text(
                "Friday 2 May 2031 Boat sinks off Velmark Harbour master Reuters A boat sank on Thursday.",
            )
        };
        assert_eq!(credit(&document, Outlets::embedded()).as_deref(), Some("Reuters"));
        for other in ["Reuters said so", "REUTERS Social Media A boat sank"] {
            let text = format!("Boat sinks off Velmark Harbour master {other} on Thursday.");
            assert_eq!(credit(&Document { text, ..document.clone() }, Outlets::embedded()), None, "{other}");
        }
    }

    #[test]
    fn a_table_of_ones_own_names_the_agency_and_the_address() {
        let outlets = Outlets::from_csv("name,domain\nKestrel Wire,kestrel.example\n").unwrap();
        let document = Document {
            url: Some("https://www.kestrel.example/1".to_owned()),
            ..Document::of_text("ORSA (Kestrel Wire) - A boat sank.")
        };
        assert_eq!(credit(&document, &outlets).as_deref(), Some("Kestrel Wire"));
        assert_eq!(voice(&document, &outlets), Some("Kestrel Wire"));
        assert_eq!((credit(&document, Outlets::embedded()), voice(&document, Outlets::embedded())), (None, None));
    }

    #[test]
    fn who_is_only_named_is_not_credited() {
        assert_eq!(of("A boat sank (Reuters said so) in Orsa.", &[], "The Orsa Post"), None);
        assert_eq!(of("ORSA (Reuters) - A boat sank.", &[], "Reuters"), None);
        assert_eq!(of("A boat sank in Orsa.", &["Ilmar Dost"], "The Orsa Post"), None);
        assert_eq!(of("A boat sank in Orsa (Reuters) A second one came.", &[], "The Orsa Post"), None);
        assert_eq!(
            of("The master of the port told Reuters on Friday 17 Nov 2031 that it sank.", &[], "The Orsa Post"),
            None
        );
    }
}
