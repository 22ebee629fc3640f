//! Name folding: one form for all ways of drawing a place's name. `training/gazetteer/fold.py` is its twin; a test holds the table to it.

/// Latin letters with marks, or of other shapes, under the letters that plain English writes for them.
const PLAIN_LETTERS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặə"),
    ("ae", "æǽ"),
    ("b", "ḃḅḇɓ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓđðɗ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɛ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥȟḣḥḧḩḫẖħ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉịı"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵĸƙ"),
    ("l", "ĺļľḷḹḻḽł"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋŋ"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿɔ"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩſ"),
    ("ss", "ß"),
    ("t", "ţťțṫṭṯṱẗŧ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹƴ"),
    ("z", "źżžẑẓẕ"),
];

/// Words with one form for several.
const WORDS: &[(&str, &str)] = &[("saint", "st"), ("sainte", "ste"), ("mount", "mt"), ("fort", "ft")];

/// Folds a name for comparison: lower case, plain letters, single spaces between words; without apostrophes, full stops and a leading "the";
/// "saint" as "st". Hyphens and other signs part words. May be empty.
pub(super) fn fold(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => letters.push(letter),
            _ if is_apostrophe(letter) || is_silent(letter) => {}
            '&' => letters.push_str(" and "),
            _ if letter.is_alphanumeric() => match plain(letter) {
                Some(plain) => letters.push_str(plain),
                None => letters.push(letter),
            },
            _ => letters.push(' '),
        }
    }
    let mut folded = String::with_capacity(letters.len());
    let mut words = letters.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if folded.is_empty() && word == "the" && words.peek().is_some() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(WORDS.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short));
    }
    folded
}

/// The signs that stand for an apostrophe, an ayn or a hamza in names.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '‛' | '`' | '´' | '′' | 'ʼ' | 'ʻ' | 'ʽ' | 'ʹ' | 'ʾ' | 'ʿ' | 'ˈ' | '＇' | 'ʔ' | 'ʕ'
    )
}

/// What does not count: full stops, marks on letters, invisible characters.
pub(super) fn is_silent(letter: char) -> bool {
    matches!(letter, '.' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The plain letters for a letter with marks.
fn plain(letter: char) -> Option<&'static str> {
    PLAIN_LETTERS.iter().find(|(_, marked)| marked.contains(letter)).map(|(letters, _)| *letters)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_form_for_all_ways_of_drawing_a_name() {
        for (name, folded) in [
            ("U.S.", "us"),
            ("the Red Sea", "red sea"),
            ("Deir ez-Zor", "deir ez zor"),
            ("DEIR EZ-ZOR", "deir ez zor"),
            ("Bogotá", "bogota"),
            ("Al Ḩudaydah", "al hudaydah"),
            ("Ma`rib", "marib"),
            ("Saint Denis", "st denis"),
            ("St. Denis", "st denis"),
            ("the The Dalles", "dalles"),
            ("the", "the"),
            ("Київ", "київ"),
            ("…", ""),
        ] {
            assert_eq!(fold(name), folded, "{name}");
        }
    }
}
