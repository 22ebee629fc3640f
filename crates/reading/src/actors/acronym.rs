//! Acronyms: introduced in brackets, or the initials of a name.

use std::ops::Range;

use super::body::is_small;
use super::known::state;
use super::stage::{Class, Stage};
use super::words::{after, fold};

/// A short form that brackets set beside a name.
#[derive(Debug)]
pub(super) struct Bracket {
    /// The noun before the bracket.
    pub(super) noun: usize,
    /// The noun inside, where the model marked one.
    pub(super) other: Option<usize>,
    /// The words inside where the model marked none, folded, and their place.
    pub(super) word: Option<(String, Range<usize>)>,
}

/// The initials of a name: with and without its small words.
pub(super) fn initials(words: &[String]) -> [String; 2] {
    let of =
        |small: bool| words.iter().filter(|word| small || !is_small(word)).filter_map(|it| it.chars().next()).collect();
    [of(true), of(false)]
}

/// Whether `short` are the initials of `long`.
pub(super) fn abbreviates(short: &[String], long: &[String]) -> bool {
    matches!(short, [word] if long.len() > 1 && word.len() > 1 && initials(long).contains(word))
}

/// The brackets behind names of bodies that hold a short form, or the full form of a short one.
pub(super) fn in_brackets(stage: &Stage, classes: &[Option<Class>]) -> Vec<Bracket> {
    let mut out = Vec::new();
    for (at, noun) in stage.nouns.iter().enumerate().filter(|&(at, _)| classes[at] == Some(Class::Group)) {
        let behind = after(stage.text, noun.bytes.end);
        let Some(open) = behind.find('(') else { continue };
        if !behind[..open].chars().all(|c| c.is_whitespace() || matches!(c, '”' | '"' | '’' | '\'' | ',')) {
            continue;
        }
        let Some(close) = behind[open..].find([')', ',', ';']) else { continue };
        let within = &behind[open + 1..open + close];
        let start = noun.bytes.end + open + 1;
        let range = start..start + within.len();
        let mut nearby = (at + 1..stage.nouns.len()).take(4);
        let other = nearby.find(|&it| {
            stage.nouns[it].bytes.start >= range.start
                && stage.nouns[it].bytes.end <= range.end
                && classes[it] == Some(Class::Group)
        });
        if let Some(other) = other {
            let (first, second) = (&noun.words, &stage.nouns[other].words);
            if abbreviates(second, first) || abbreviates(first, second) || is_acronym(stage.nouns[other].text) {
                out.push(Bracket { noun: at, other: Some(other), word: None });
            }
            continue;
        }
        let short = within.strip_prefix("the ").unwrap_or(within);
        let range = range.end - short.len()..range.end;
        let marked = (at + 1..stage.nouns.len()).take(4).any(|it| stage.nouns[it].bytes.start < range.end);
        if is_acronym(short) && state(short).is_none() && !marked {
            out.push(Bracket { noun: at, other: None, word: Some((fold(short), range)) });
        }
    }
    out
}

/// Whether `text` looks like an acronym: one short word, mostly of capitals ("PMF", "P.M.F.", "KDPa").
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let fits = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&'));
    fits && (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn brackets_introduce_short_forms_in_either_order() {
        let actors = actors_of(
            "The [name:organisation Valley Mobilization Forces] (VMF) came. The \
             [name:organisation V.M.F.] left. [name:organisation CNA] ([name:organisation Corvan News Agency]) said.",
        );
        assert_eq!(
            actors,
            [
                "Valley Mobilization Forces: Valley Mobilization Forces, VMF, V.M.F.",
                "Corvan News Agency: CNA, Corvan News Agency"
            ]
        );
    }

    #[test]
    fn a_foreign_acronym_in_brackets_is_believed() {
        let actors = actors_of("[name:organisation Army of the Valleys] (XKP) fought; [name:organisation XKP] lost.");
        assert_eq!(actors.len(), 1);
    }

    #[test]
    fn initials_mean_an_earlier_name() {
        let actors = actors_of(
            "The [name:organisation National Union of Miners] met. [name:organisation NUM] left. \
             [name:organisation NUX] stayed.",
        );
        assert_eq!(actors.len(), 2);
    }

    #[test]
    fn what_else_stands_in_brackets_is_no_short_form() {
        let actors =
            actors_of("[name:organisation Dawn Wire] (yesterday) and [name:organisation Valley Shield] (Iran)");
        assert_eq!(actors, ["Dawn Wire: Dawn Wire", "Valley Shield: Valley Shield", "Iran: Iran"]);
    }
}
