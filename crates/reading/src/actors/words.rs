//! The words of names and what stands around a mention.

use std::ops::Range;

/// How far around a mention its words are read.
const REACH: usize = 160;

/// A word in lower case, without accents, apostrophes, dots and other signs.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ğ' | 'ģ' => out.push('g'),
            'ḥ' | 'ħ' => out.push('h'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ł' | 'ľ' | 'ļ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' | 'ṣ' => out.push('s'),
            'ť' | 'ţ' | 'ț' | 'ṭ' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ž' | 'ż' | 'ẓ' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// `text` without a possessive ending and signs around it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    ["'s", "’s", "'S", "’S", "ʼs"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text)
}

/// The folded words of a name or description: parted at spaces and hyphens, without possessive ending and leading "the".
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/'));
    let mut words: Vec<String> = parts.map(|part| fold(bare(part))).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// What two spellings of one foreign name have in common: doubled letters, `q`/`k`, `e`/`i`/`y` and `o`/`u` do not count.
pub(super) fn skeleton(word: &str) -> String {
    if word.len() < 5 {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            'q' => 'k',
            'e' | 'y' | 'j' => 'i',
            'o' | 'w' => 'u',
            other => other,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A noun in the singular, if it looks like a plural: else `None`.
pub(super) fn singular(word: &str) -> Option<String> {
    match word {
        "people" => return Some("person".to_owned()),
        "police" | "media" | "personnel" => return Some(word.to_owned()),
        "children" => return Some("child".to_owned()),
        "corps" | "headquarters" | "news" | "press" | "congress" | "times" => return None,
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    for ending in ["ches", "shes", "sses", "xes"] {
        if word.ends_with(ending) {
            return Some(word[..word.len() - 2].to_owned());
        }
    }
    let plain = word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    (plain && word.len() > 3).then(|| word[..word.len() - 1].to_owned())
}

/// What stands between `at - REACH` and `at` in its paragraph.
pub(super) fn before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = text.get(start..at).unwrap_or("");
    near.rsplit(['\n', '\r']).next().unwrap_or("")
}

/// What stands between `at` and `at + REACH` in its paragraph.
pub(super) fn after(text: &str, at: usize) -> &str {
    let mut end = (at.saturating_add(REACH)).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = text.get(at..end).unwrap_or("");
    near.split(['\n', '\r']).next().unwrap_or("")
}

/// The last `count` words of `text` in their folded form, the nearest to its end first; ends at a sign that parts clauses.
pub(super) fn last_words(text: &str, count: usize) -> Vec<String> {
    let mut out = Vec::new();
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '\''));
    for word in text.split_whitespace().rev().take(count) {
        if word.ends_with([',', ';', ':', '!', '?', ')', '”', '—', '–']) || ends_sentence(word) {
            break;
        }
        out.push(fold(bare(word)));
    }
    out.retain(|word| !word.is_empty());
    out
}

/// The first `count` words of `text` in their folded form; ends at a sign that parts clauses.
pub(super) fn first_words(text: &str, count: usize) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split_whitespace().take(count) {
        if word.starts_with([',', ';', ':', '.', '!', '?', '(', '—', '–']) {
            break;
        }
        out.push(fold(bare(word)));
        if word.ends_with([',', ';', ':', '.', '!', '?', ')', '”']) {
            break;
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// Whether a word ends with a full stop that is not that of an abbreviation ("Gen.", "U.S.").
fn ends_sentence(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    !(stem.contains('.') || stem.chars().count() <= 4 && stem.starts_with(char::is_uppercase))
}

/// Whether one range lies in the other.
pub(super) fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fold() {
        assert_eq!(words("the P.M.F.’s"), ["pmf"]);
        assert_eq!(words("Nasser Kan’ani's"), ["nasser", "kanani"]);
        assert_eq!(words("al-Nujaba"), ["al", "nujaba"]);
        assert_eq!(skeleton("qassem"), skeleton("qasim"));
        assert_eq!(skeleton("soleimani"), skeleton("suleimani"));
    }

    #[test]
    fn plurals_have_singulars() {
        assert_eq!(singular("militias").as_deref(), Some("militia"));
        assert_eq!(singular("ministries").as_deref(), Some("ministry"));
        assert_eq!(singular("spokesmen").as_deref(), Some("spokesman"));
        assert_eq!(singular("congress"), None);
    }

    #[test]
    fn words_around_end_at_a_clause() {
        assert_eq!(last_words("He left. Defence Minister ", 4), ["minister", "defence"]);
        assert_eq!(last_words("with Gen. ", 2), ["gen", "with"]);
        assert_eq!(first_words(" said, and", 4), ["said"]);
    }

    proptest! {
        #[test]
        fn any_place_can_be_looked_around(text in "\\PC{0,40}", at in 0usize..60) {
            let _ = (before(&text, at.min(text.len())), after(&text, at.min(text.len())), words(&text));
        }
    }
}
