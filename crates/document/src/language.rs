//! The language of a text.

use whatlang::Lang;

/// How much of a text is looked at, in bytes: more changes nothing.
const ENOUGH: usize = 32 << 10;

/// The BCP 47 tag of the language of `text`, or `und` where it cannot be told.
///
/// Letter trigrams decide (whatlang) where they are sure. Where they are not, as in texts of a sentence or two,
/// a text full of English function words is English, and else the language that the document declares of itself
/// is believed.
pub(crate) fn of_text(text: &str, declared: Option<&str>) -> &'static str {
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    let guess = whatlang::detect(text);
    if let Some(guess) = guess.filter(whatlang::Info::is_reliable) {
        return tag(guess.lang());
    }
    if has_english_function_words(text) {
        return "en";
    }
    let primary = declared.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
    TAGS.iter().map(|(_, tag)| *tag).find(|tag| tag.eq_ignore_ascii_case(primary)).unwrap_or("und")
}

/// Whether one word in five, and more than one, is an English function word. The list leaves out those that
/// neighbouring languages share, such as "for" and "at" with Danish.
fn has_english_function_words(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "the", "of", "and", "to", "that", "said", "with", "he", "she", "they", "it", "from", "has", "been", "were",
        "are", "this", "his", "their", "not", "but", "which", "who", "would", "its", "after",
    ];
    let (mut words, mut function_words) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        function_words += usize::from(WORDS.iter().any(|function| word.eq_ignore_ascii_case(function)));
    }
    function_words >= 2 && function_words * 5 >= words
}

fn tag(language: Lang) -> &'static str {
    TAGS.iter().find(|(code, _)| *code == language.code()).map_or("und", |(_, tag)| tag)
}

/// The languages that whatlang knows, by ISO 639-3 code, and their shortest tags, which are those of BCP 47.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_tag() {
        for language in Lang::all() {
            assert_ne!(tag(*language), "und", "{language:?}");
        }
    }

    #[test]
    fn english_from_one_sentence_on() {
        for text in [
            "The mayor of Harrow Point said on Monday that she would not stand again.",
            "Police said they were looking for the driver.",
            "He denied it.",
            "“We were told nothing,” said Brannick Oduya of the Tarvos Fishers’ Union, who had flown to Côte-Haute.",
        ] {
            assert_eq!(of_text(text, None), "en", "{text}");
        }
    }

    #[test]
    fn other_languages_and_none() {
        assert_eq!(
            of_text("Der Bürgermeister von Harburg sagte am Montag, dass er nicht wieder antreten werde.", None),
            "de"
        );
        assert_eq!(
            of_text("Le maire de Côte-Haute a déclaré lundi qu’il ne se représenterait pas aux élections.", None),
            "fr"
        );
        assert_eq!(
            of_text(
                "صرح رئيس بلدية المدينة يوم الاثنين بأنه لن يترشح مرة أخرى في الانتخابات التي تجري في هذا العام، وقال إن أسبابه شخصية.",
                None
            ),
            "ar"
        );
        assert_eq!(of_text("Tarvos 3, Harrow Point 1", None), "und");
        assert_eq!(of_text("1 2 3", Some("xx\u{0}")), "und");
    }

    #[test]
    fn short_texts_in_neighbouring_languages_are_not_english() {
        for text in [
            "Han sagde, at det var for sent at have et møde her i byen.",
            "Hij was er niet, of hij was te laat.",
            "Ordføreren sa at hun ikke var til stede for å snakke.",
            "Hon sa att det var för sent.",
            "He sanoivat, että se on hyvä.",
            "Was ist das? Not und Elend.",
            "To jest to, co powiedziała.",
        ] {
            assert_ne!(of_text(text, None), "en", "{text}");
        }
    }

    #[test]
    fn a_declared_language_helps_only_where_the_text_does_not() {
        assert_eq!(of_text("Tarvos 3, Harrow Point 1", Some("en-GB")), "en");
        assert_eq!(
            of_text("Der Bürgermeister sagte am Montag, dass er nicht wieder antreten werde.", Some("en")),
            "de"
        );
    }
}
