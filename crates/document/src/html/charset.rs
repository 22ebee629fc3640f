//! The encoding that a page declares of itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Where browsers look for the declaration: in the first 1,024 bytes. Pages with long comments before it exist.
const HEAD: usize = 4 << 10;

/// The encoding named by `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or an XML declaration.
///
/// After the prescan of the HTML standard, simplified: the first `charset=` or `encoding=` inside a tag counts.
pub(super) fn of_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let tags = head.split(|&byte| byte == b'<').filter_map(|tag| tag.split(|&byte| byte == b'>').next());
    let label = tags.into_iter().find_map(|tag| {
        let key: &[u8] = match tag {
            [b'm', b'e', b't', b'a', b' ' | b'\t' | b'\r' | b'\n' | b'/', ..] => b"charset",
            [b'?', b'x', b'm', b'l', ..] => b"encoding",
            _ => return None,
        };
        value_of(tag, key)
    })?;
    match Encoding::for_label(label)? {
        // A declaration that could be read as bytes cannot be true of UTF-16; so says the standard.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding if encoding == X_USER_DEFINED => Some(WINDOWS_1252),
        encoding => Some(encoding),
    }
}

/// What follows `key=` in a tag, up to a quotation mark, semicolon or space.
fn value_of<'tag>(tag: &'tag [u8], key: &[u8]) -> Option<&'tag [u8]> {
    let at = tag.windows(key.len()).position(|window| window == key)?;
    let rest = tag[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| b"\"';/ \t\r\n".contains(byte)).unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_2, KOI8_R};

    use super::*;

    #[test]
    fn declarations() {
        for (html, encoding) in [
            ("<html><head><META CharSet='iso-8859-2'>", Some(ISO_8859_2)),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">", Some(KOI8_R)),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html>", Some(ISO_8859_2)),
            ("<meta name=viewport content=x><meta charset = utf-8 />", Some(UTF_8)),
            ("<meta charset=utf-16>", Some(UTF_8)),
            ("<p>charset=koi8-r</p>", None),
            ("<meta charset=nonsense>", None),
            ("<meta charset", None),
        ] {
            assert_eq!(of_meta(html.as_bytes()), encoding, "{html}");
        }
    }
}
