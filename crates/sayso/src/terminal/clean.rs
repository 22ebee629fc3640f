//! Makes strangers' text safe to print on a terminal.

/// `text` as one line that a terminal shows and does not obey.
///
/// White space becomes single spaces. Control characters, which could start an escape sequence, and the
/// characters that turn the direction of writing, which could show a text other than it is, are replaced by
/// visible signs.
pub(super) fn clean_line(text: &str) -> String {
    let visible = |c: char| match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if c.is_control() || turns_direction(c) => '\u{fffd}',
        c => c,
    };
    let words: Vec<String> = text.split_whitespace().map(|word| word.chars().map(visible).collect()).collect();
    words.join(" ")
}

/// The characters that override or embed a direction, by which "Trojan Source" texts hide what they say.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_are_shown() {
        assert_eq!(clean_line("\u{1b}[31mred\u{7} \u{9b}2J\u{7f}"), "␛[31mred␇ \u{fffd}2J␡");
        assert_eq!(clean_line("abc\u{202e}def\u{2066}"), "abc\u{fffd}def\u{fffd}");
    }

    #[test]
    fn white_space_is_single() {
        assert_eq!(clean_line("  one\n\n two\tthree\u{2028}four\r\n"), "one two three four");
    }

    #[test]
    fn words_of_all_scripts_stay() {
        let text = "“naïve” 北方日报 👩‍🚒 עברית";
        assert_eq!(clean_line(text), text);
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_is_left(text in any::<String>()) {
            prop_assert!(!clean_line(&text).chars().any(|c| c.is_control() || turns_direction(c)));
        }
    }
}
