//! Whether two spellings are one name, written over from another script by different rules.
//!
//! A canonical skeleton is not enough: "e" stands for "i" (Hezbollah, Hizbullah) and for "a" (Ahmed, Ahmad), "q" for "k" and "g", but "a" is not "i"
//! nor "k" "g". So both names are cut into runs of vowels and single consonants, and these compared one by one. The rules are our own, after how news
//! agencies spell Arabic, Persian, Turkish, Russian and Ukrainian names; in doubt two names stay apart.

use super::fold::fold;

/// Words that are one name though no rule says so.
const SAME: &[&[&str]] = &[
    &["gaddafi", "qaddafi", "qadhafi", "kadafi", "kaddafi", "khadafy", "gadhafi", "kadhafi", "gadafi", "qadafi"],
    &["yusuf", "yousef", "youssef", "yusef", "yusif", "yousif", "youssouf", "yousuf", "yousaf"],
    &["sheikh", "shaykh", "shaikh", "sheik", "cheikh"],
    &["muhammad", "mohammed", "mohd"],
];

/// What is longer, in bytes, is no name.
const LONGEST_NAME: usize = 200;

/// Whether two spellings of a name are one name: "Kan’ani" and "Kanaani", "al-Shadadi" and "Al Shaddadi", but not "Hassan" and "Hussein". Compares
/// whole names: a surname alone is not like the full name.
pub(crate) fn transliterations_alike(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    // The rules are about names in Latin letters; numbers must be equal.
    let lettered =
        |name: &str| name.len() <= LONGEST_NAME && name.bytes().all(|it| it == b' ' || it.is_ascii_lowercase());
    if !lettered(&one) || !lettered(&other) {
        return false;
    }
    let (words, other_words) = (words(&one), words(&other));
    if words.len() == other_words.len() && words.iter().zip(&other_words).all(|(one, other)| word_alike(one, other)) {
        return true;
    }
    word_alike(&without_articles(&one).concat(), &without_articles(&other).concat())
        || word_alike(&one.replace(' ', ""), &other.replace(' ', ""))
}

/// The words of a folded name without its Arabic articles; compound names parted ("Abdulrahman": "abd", "rahman").
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let single = !name.contains(' ');
    for word in without_articles(name) {
        let (first, rest) = split_servant(word).map_or((None, word), |rest| (Some("abd"), rest));
        words.extend(first.map(str::to_owned));
        let (rest, last) = split_faith(rest).map_or((rest, None), |stem| (stem, Some("din")));
        words.push(match rest {
            "ibn" | "ben" if !single => "bin".to_owned(),
            "abdul" | "abdel" | "abdal" | "abdol" => "abd".to_owned(),
            "dine" | "deen" => "din".to_owned(),
            _ => rest.to_owned(),
        });
        words.extend(last.map(str::to_owned));
    }
    words
}

/// The words of a name that are no article. An article is never the last word; one that has taken on the next word's first letter ("as-Sadr") is one
/// only before that letter.
fn without_articles(name: &str) -> Vec<&str> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut kept = Vec::with_capacity(words.len());
    for (number, word) in words.iter().enumerate() {
        let article = words.get(number + 1).is_some_and(|next| match word.as_bytes() {
            b"al" | b"el" | b"ul" | b"ol" => true,
            [b'a' | b'e' | b'u', rest @ ..] if (1..=2).contains(&rest.len()) => {
                next.len() >= 3
                    && next.as_bytes().starts_with(rest)
                    && matches!(rest, b"sh" | [b'd' | b'n' | b'r' | b's' | b't' | b'z'])
            }
            _ => false,
        });
        if !article {
            kept.push(*word);
        }
    }
    kept
}

/// What follows "Abdul" in a compound ("Abdulrahman", "Abdurrahman").
fn split_servant(word: &str) -> Option<&str> {
    let rest =
        ["abdul", "abdel", "abdal", "abdol"].iter().find_map(|start| word.strip_prefix(start)).or_else(|| {
            let rest = word.strip_prefix("abdu").or_else(|| word.strip_prefix("abde"))?;
            let mut letters = rest.chars();
            let first = letters.next()?;
            (letters.next() == Some(first) && first != 'l').then(|| &rest[first.len_utf8()..])
        })?;
    (rest.len() >= 3 && rest != "lah").then_some(rest)
}

/// What stands before "ud-Din" in a compound ("Salahuddin", "Salaheddine").
fn split_faith(word: &str) -> Option<&str> {
    let stem =
        word.strip_suffix("ddin").or_else(|| word.strip_suffix("ddine")).or_else(|| word.strip_suffix("ddeen"))?;
    let stem = stem.strip_suffix(['a', 'e', 'i', 'o', 'u'])?;
    (stem.len() >= 3).then_some(stem)
}

/// Whether two words are one name.
fn word_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let listed = |word: &str| SAME.iter().position(|group| group.contains(&word));
    if let (Some(one), Some(other)) = (listed(one), listed(other)) {
        return one == other;
    }
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return false;
    }
    let (one, other) = (pieces(&ending(one)), pieces(&ending(other)));
    one.len() == other.len()
        && (0..one.len()).all(|number| match (&one[number], &other[number]) {
            (Piece::Vowels(run), Piece::Vowels(other_run)) => {
                run == other_run || (shorter > 3 && runs_alike(&one, &other, number, shorter == 4))
            }
            (Piece::Consonant(letter), Piece::Consonant(other_letter)) => {
                letter == other_letter || consonants_alike(&one, &other, number, *letter, *other_letter)
            }
            _ => false,
        })
}

/// A word with one form for endings that are spelled in several ways: "-ullah", a mute h, "-ov".
fn ending(word: &str) -> String {
    let with_vowel = |stem: &str| stem.ends_with(['a', 'o', 'u']);
    if let Some(stem) = word.strip_suffix("llah").or_else(|| word.strip_suffix("lla")).filter(|stem| with_vowel(stem)) {
        return format!("{}ulla", &stem[..stem.len() - 1]);
    }
    if word.len() >= 6 {
        if let Some(stem) = word.strip_suffix("eh") {
            return format!("{stem}a");
        }
        if word.ends_with("ah") {
            return word[..word.len() - 1].to_owned();
        }
        if let Some(stem) = word.strip_suffix("ff") {
            return format!("{stem}v");
        }
        if let Some(stem) = word.strip_suffix("vic") {
            return format!("{stem}vich");
        }
    }
    word.to_owned()
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Vowels that stand together, long ones made short, y as i.
    Vowels(Vec<char>),
    /// A consonant; what two letters write has a capital (K: kh, G: gh, D: dh, T: th, S: sh, ch; C: tch, Z: zh).
    Consonant(char),
}

/// Cuts a folded word into pieces. Doubled consonants are one.
fn pieces(word: &str) -> Vec<Piece> {
    let letters: Vec<char> = word.chars().collect();
    let mut pieces: Vec<Piece> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        if begins_vowels(&letters, at) {
            let end = (at..letters.len()).find(|&next| !begins_vowels(&letters, next)).unwrap_or(letters.len());
            pieces.push(Piece::Vowels(short_vowels(&letters[at..end])));
            at = end;
            continue;
        }
        let (written, length) = consonant(&letters[at..]);
        at += length;
        for letter in written.chars() {
            match pieces.last_mut() {
                Some(Piece::Consonant(last)) if *last == letter => {}
                // "ddh" is a long "dh".
                Some(Piece::Consonant(last)) if letter.is_ascii_uppercase() && *last == letter.to_ascii_lowercase() => {
                    *last = letter;
                }
                _ => pieces.push(Piece::Consonant(letter)),
            }
        }
    }
    pieces
}

/// Whether the letter belongs to a run of vowels: a w after a vowel does unless another vowel than u or o follows.
fn begins_vowels(letters: &[char], at: usize) -> bool {
    match letters[at] {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        'w' => {
            let after_vowel = at > 0 && matches!(letters[at - 1], 'a' | 'e' | 'i' | 'o' | 'u');
            after_vowel && !matches!(letters.get(at + 1), Some('a' | 'e' | 'i' | 'y'))
        }
        _ => false,
    }
}

/// A run of vowels in one spelling.
fn short_vowels(run: &[char]) -> Vec<char> {
    let mut short: Vec<char> = Vec::with_capacity(run.len());
    for (at, &letter) in run.iter().enumerate() {
        let letter = match letter {
            'y' => 'i',
            // "awoo", "awu": the w is a glide.
            'w' if matches!(run.get(at + 1), Some('u' | 'o')) => continue,
            _ => letter,
        };
        match (short.last().copied(), letter) {
            (Some('e'), 'e') => {
                short.pop();
                if short.last() != Some(&'i') {
                    short.push('i');
                }
            }
            (Some('o'), 'o' | 'u') => {
                short.pop();
                if short.last() != Some(&'u') {
                    short.push('u');
                }
            }
            (Some('e'), 'i') if short.len() > 1 && short[short.len() - 2] == 'a' => {
                short.pop();
                short.push('i');
            }
            (Some(last), _) if last == letter => {}
            _ => short.push(letter),
        }
    }
    short
}

/// The consonant that the letters begin with, in one spelling, and how many letters write it.
fn consonant(letters: &[char]) -> (&'static str, usize) {
    const SPELLINGS: &[(&str, &str)] = &[
        ("dzh", "j"),
        ("sch", "S"),
        ("tch", "C"),
        ("kh", "K"),
        ("gh", "G"),
        ("dh", "D"),
        ("th", "T"),
        ("sh", "S"),
        ("ch", "S"),
        ("zh", "Z"),
        ("ph", "f"),
        ("dj", "j"),
        ("ck", "k"),
        ("tz", "ts"),
        ("x", "ks"),
        ("w", "v"),
    ];
    for (spelling, written) in SPELLINGS {
        if spelling.chars().enumerate().all(|(at, letter)| letters.get(at) == Some(&letter)) {
            return (written, spelling.len());
        }
    }
    const SINGLE: &str = "bcdfghjklmnpqrstvz";
    match letters.first() {
        Some('c') if !matches!(letters.get(1), Some('e' | 'i' | 'y')) => ("k", 1),
        Some(&letter) => match SINGLE.find(letter) {
            Some(at) => (&SINGLE[at..=at], 1),
            None => ("", 1),
        },
        None => ("", 1),
    }
}

/// Whether two runs of vowels may stand for the same sound at this place.
fn runs_alike(one: &[Piece], other: &[Piece], number: usize, short: bool) -> bool {
    let (Piece::Vowels(run), Piece::Vowels(other_run)) = (&one[number], &other[number]) else {
        return false;
    };
    let (first, last) = (number == 0, number + 1 == one.len());
    if run.len() != other_run.len() {
        // "Yevgeny", "Evgeny".
        return first && matches!((&run[..], &other_run[..]), (['i', 'e'], ['e']) | (['e'], ['i', 'e']));
    }
    // The last letter of a word tells names apart: "Maria", "Marie".
    if last && run.last() != other_run.last() {
        return false;
    }
    run.iter().zip(other_run).all(|(letter, other_letter)| match (letter, other_letter) {
        (letter, other_letter) if letter == other_letter => true,
        // Short names differ by little: "Ross", "Russ"; "Luis", "Lois". But "Omar", "Umar".
        ('o', 'u') | ('u', 'o') | ('e', 'i') | ('i', 'e') | ('w', 'u') | ('u', 'w') => {
            !short || (first && run.len() == 1)
        }
        ('a', 'e') | ('e', 'a') => run.len() > 1 || (!short && open_for_a_and_e(one, other, number)),
        _ => false,
    })
}

/// Whether "a" and "e" alone may stand for each other here. In the first syllable only before h and sh ("Mahdi", "Mehdi", but "Ali", "Eli"); later
/// after two consonants ("Ahmed", "Ahmad") or in the last syllable, but not where they part names, in a second and last syllable after a single
/// consonant and "a" ("Saleh", "Salah"; "Kamel", "Kamal").
fn open_for_a_and_e(one: &[Piece], other: &[Piece], number: usize) -> bool {
    let runs = |pieces: &[Piece]| pieces.iter().filter(|piece| matches!(piece, Piece::Vowels(_))).count();
    let is_first_run = runs(&one[..number]) == 0;
    if is_first_run {
        return number > 0 && matches!(one.get(number + 1), Some(Piece::Consonant('h' | 'S')));
    }
    let after_two = number >= 2 && [one, other].iter().all(|it| matches!(it[number - 2], Piece::Consonant(_)));
    let in_last = runs(&one[number..]) == 1;
    let after_a =
        number >= 2 && [&one[number - 2], &other[number - 2]].iter().any(|it| **it == Piece::Vowels(vec!['a']));
    after_two || (in_last && !(after_a && runs(one) == 2))
}

/// Whether two consonants may stand for the same sound at this place.
fn consonants_alike(one: &[Piece], other: &[Piece], number: usize, letter: char, other_letter: char) -> bool {
    let last = number + 1 == one.len();
    match (letter.min(other_letter), letter.max(other_letter)) {
        ('k', 'q') | ('g', 'q') | ('G', 'q') | ('G', 'g') | ('D', 'd') | ('T', 't') => true,
        // "Uthman", "Osman".
        ('T', 's') => one.get(number + 1) == Some(&Piece::Consonant('m')),
        // "Jamal", "Gamal".
        ('g', 'j') if one.len() > 3 => matches!(
            (one.get(number + 1), other.get(number + 1)),
            (Some(Piece::Vowels(run)), Some(Piece::Vowels(other_run))) if run.first() == Some(&'a') && other_run.first() == Some(&'a')
        ),
        // "Romanof", "Romanov".
        ('f', 'v') => last,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
