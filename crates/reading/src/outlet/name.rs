//! Names and domains in the form in which they are compared.

use unicode_normalization::UnicodeNormalization;

/// A name in small letters without accents, spaces, signs and leading "the".
pub(super) fn key(name: &str) -> String {
    let name = name.trim_start_matches(|first: char| !first.is_alphanumeric());
    let short: String = match name.split_at_checked(3) {
        Some((article, rest)) if article.eq_ignore_ascii_case("the") && !rest.starts_with(char::is_alphanumeric) => {
            letters(rest)
        }
        _ => String::new(),
    };
    if short.is_empty() { letters(name) } else { short }
}

fn letters(text: &str) -> String {
    // Most names need no table of Unicode.
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    }
    text.nfkd().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).map(plain).collect()
}

/// Letters that have no accent to take off, but are often written without their stroke.
fn plain(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        _ => letter,
    }
}

/// A domain in small letters, without `www.` and without the dot that may end it.
pub(super) fn domain_key(domain: &str) -> String {
    let domain = domain.trim().to_lowercase();
    let domain = domain.strip_suffix('.').unwrap_or(&domain);
    domain.strip_prefix("www.").unwrap_or(domain).to_owned()
}

/// Whether this can be the name of a web host: labels of letters, digits and inner hyphens with dots between, at least
/// two.
pub(super) fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|it| it.is_alphanumeric() || it == '-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_the_same() {
        for (one, other) in [
            ("PressTV", "press tv"),
            ("The New Khessar", "New-Khessar"),
            ("“The Orsa Mail", "orsa mail"),
            ("Al-Dorrath", "Al Dorrath"),
            ("Al‘Velma’", "al velma"),
            ("Diário de Orsã", "Diario de Orsa"),
            ("Głos Orsy", "GLOS ORSY"),
            ("İstan", "istan"),
            ("O.R.S.A.", "Orsa"),
        ] {
            assert_eq!(key(one), key(other), "{one}, {other}");
        }
        assert_eq!(key("The"), "the", "an article alone is a name");
        assert_eq!(key("Theatre News"), "theatrenews");
        assert_eq!(key("…"), "");
    }

    #[test]
    fn domains() {
        for domain in ["press.example", "en.press-room.example", "1.example", "прес.example"] {
            assert!(is_domain(domain), "{domain}");
        }
        for domain in
            ["", "press", ".example", "press..example", "https://press.example", "press.example/en", "-a.example"]
        {
            assert!(!is_domain(domain), "{domain}");
        }
        assert_eq!(domain_key(" WWW.Press.Example. "), "press.example");
    }

    proptest! {
        #[test]
        fn any_text_has_a_key(text in any::<String>()) {
            let once = key(&text);
            prop_assert!(once.chars().all(|it| !it.is_whitespace()));
            domain_key(&text);
            is_domain(&text);
        }
    }
}
