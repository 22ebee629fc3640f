//! From bytes to text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding that an HTTP header `Content-Type` names.
pub(crate) fn of_content_type(content_type: &str) -> Option<&'static Encoding> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("charset") {
            return None;
        }
        Encoding::for_label(value.trim().trim_matches(['"', '\'']).as_bytes())
    })
}

/// Decodes `bytes` and drops a byte order mark.
///
/// The order is: byte order mark; UTF-16 that shows itself; UTF-8 where the bytes hold other than ASCII and are
/// valid, since no other encoding is so by accident, whatever the declaration says; `declared`; and at last the
/// guess of chardetng, which is the one that Firefox makes. Bytes that mean nothing become U+FFFD.
pub(crate) fn decode<'bytes>(bytes: &'bytes [u8], declared: Option<&'static Encoding>) -> Cow<'bytes, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(text) = undeclared_utf_16(bytes) {
        return Cow::Owned(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && (!text.is_ascii() || declared.is_none())
    {
        return Cow::Borrowed(text);
    }
    if let Some(encoding) = declared
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = match detector.guess(None, Utf8Detection::Deny) {
        // Bytes that are UTF-8 but for a few broken ones would come out as gibberish in any other encoding.
        _ if mostly_utf_8(bytes) => UTF_8,
        guess => guess,
    };
    guess.decode_without_bom_handling(bytes).0
}

/// The text of UTF-16 without a byte order mark.
///
/// In text of any script at least the spaces and digits have a zero byte, and always on the same side. To be
/// sure, the whole must then decode without an error and without control characters.
fn undeclared_utf_16(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4 << 10)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, after) if after * 20 >= head.len() && after > 0 => UTF_16LE,
        (before, 0) if before * 20 >= head.len() && before > 0 => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.chars().any(|c| c.is_control() && !c.is_whitespace())).then(|| text.into_owned())
}

/// Whether at least nine in ten of the sequences beyond ASCII are valid UTF-8.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= broken * 9
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "“We won’t leave Côte-Haute,” said Søren Ðurić – at 5 €.";

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(decode(&utf_16(WORDS, to_bytes), None), WORDS);
            assert_eq!(decode(&utf_16(&format!("\u{feff}{WORDS}"), to_bytes), None), WORDS);
            let cyrillic = "Мэр города Тарвос сказал, что 12 человек ранены.";
            assert_eq!(decode(&utf_16(cyrillic, to_bytes), None), cyrillic);
        }
    }

    #[test]
    fn windows_1252_declared_and_guessed() {
        let words = "“We won’t leave the café,” the mayor said – twice.";
        let (bytes, ..) = WINDOWS_1252.encode(words);
        assert_eq!(decode(&bytes, Some(WINDOWS_1252)), words);
        assert_eq!(decode(&bytes, Some(UTF_8)), words, "a wrong declaration is not believed");
        assert_eq!(decode(&bytes, None), words);
    }

    #[test]
    fn utf_8_wins_over_a_wrong_declaration() {
        assert_eq!(decode(WORDS.as_bytes(), Some(WINDOWS_1252)), WORDS);
        assert_eq!(decode(b"\xEF\xBB\xBFTarvos", Some(WINDOWS_1252)), "Tarvos");
    }

    #[test]
    fn utf_8_with_one_broken_byte_stays_utf_8() {
        let mut bytes = WORDS.repeat(3).into_bytes();
        bytes.push(0xE2);
        assert_eq!(decode(&bytes, None), format!("{}\u{fffd}", WORDS.repeat(3)));
    }

    #[test]
    fn charset_of_a_header() {
        assert_eq!(of_content_type("text/html; Charset=\"ISO-8859-1\""), Some(WINDOWS_1252));
        assert_eq!(of_content_type("text/html; boundary=x; charset=utf-8"), Some(UTF_8));
        assert_eq!(of_content_type("text/html; charset=nonsense"), None);
        assert_eq!(of_content_type("text/html"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..300), declared in 0..3) {
            let declared = [None, Some(WINDOWS_1252), Some(encoding_rs::SHIFT_JIS)][declared as usize];
            decode(&bytes, declared);
        }

        #[test]
        fn utf_8_is_unchanged(text in "\\PC{0,80}") {
            prop_assert_eq!(decode(text.as_bytes(), None), text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
