//! What goes on for long, or sums up what did: no single deed is meant by "the siege" or "killed since the war began".

/// Beginnings of words for what lasts.
const LASTING: [&str; 13] = [
    "siege",
    "sieges",
    "besieg",
    "blockad",
    "war",
    "wars",
    "conflict",
    "uprising",
    "insurgen",
    "revolution",
    "hostilit",
    "campaign",
    "fighting",
];
/// Of these the ones that have killed people, by themselves no deed: "the war which has killed".
const DEADLY: [&str; 6] = ["war", "wars", "conflict", "uprising", "insurgen", "revolution"];
/// Beginnings of words for what has changed since: "airstrikes have intensified since May" are many.
const GROWING: [&str; 7] = ["intensif", "increas", "escalat", "continu", "worsen", "grown", "risen"];
/// Words before the trigger among which one of these is its doer.
const DOER: usize = 5;

/// Whether a telling is of such: its word says so, or it counts what a war has done, or what was done since something else.
/// `sentence` is the sentence of the word `trigger`, which begins at the byte `at` of it.
pub(super) fn is_lasting(sentence: &str, trigger: &str, at: usize, counts: bool) -> bool {
    let is = |word: &str, list: &[&str]| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        // Short ones whole: "war" is not "warplanes".
        list.iter().any(|it| if it.len() <= 5 { word == *it } else { word.starts_with(it) })
    };
    if trigger.split_whitespace().any(|word| is(word, &LASTING)) {
        return true;
    }
    let (before, behind) = sentence.split_at(sentence.floor_char_boundary(at));
    let words: Vec<&str> = behind.split_whitespace().collect();
    let grows = |four: &[&str]| matches!(four, ["has" | "have", verb, .., "since"] if is(verb, &GROWING));
    if words.windows(3).any(grows) || words.windows(4).any(grows) {
        return true;
    }
    if !counts {
        return false;
    }
    let by_war = before.split_whitespace().rev().take(DOER).any(|word| is(word, &DEADLY));
    let in_war = || {
        let words: Vec<&str> = behind.split_whitespace().skip(1).take(6).collect();
        words.windows(2).any(|pair| matches!(pair, ["in" | "during", next] if is(next, &DEADLY)))
            || words.windows(3).any(|three| matches!(three, ["in" | "during", _, last] if is(last, &DEADLY)))
    };
    let since = || sentence.split_whitespace().any(|word| is(word, &["since"]));
    by_war || in_war() || since()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lasts(sentence: &str, trigger: &str) -> bool {
        is_lasting(sentence, trigger, sentence.find(trigger).expect("it is there"), false)
    }

    #[test]
    fn what_has_grown_since_is_no_single_deed() {
        assert!(lasts("Raids on the harbour of Orsa have intensified since a truce ended in May.", "Raids"));
        assert!(lasts("Shelling has increased sharply since Monday.", "Shelling"));
        assert!(!lasts("The raid on Orsa has been condemned since.", "raid"));
        assert!(!lasts("Since a truce ended, ships have returned; the raid on Orsa was the first.", "raid"));
    }
}
