//! Names that a text says are another name of the same: "Orn Marrek, better known as Abu Teyr", "the Hill Group (formerly the
//! Ninth Brigade)", "Abu Teyr, whose real name is Orn Marrek".

use sayso_model::Form;

use super::names::Spelling;
use super::stage::Stage;
use super::title::without_titles;

/// How many mentions behind a name its other name is looked for.
const REACH: usize = 4;

/// Pairs of spellings that name the same, by their numbers.
pub(super) fn pairs(stage: &Stage, spellings: &[Spelling]) -> Vec<(usize, usize)> {
    let mut number_of = vec![None; stage.nouns.len()];
    for (number, spelling) in spellings.iter().enumerate() {
        spelling.nouns.iter().for_each(|&noun| number_of[noun] = Some(number));
    }
    let mut out = Vec::new();
    for at in 0..stage.nouns.len() {
        let Some(number) = number_of[at] else { continue };
        let Some(next) = stage.behind(at, REACH).find(|&it| stage.nouns[it].form == Form::Name) else { continue };
        let Some(other) = number_of[next].filter(|&it| it != number) else { continue };
        if stage.between(at, next).is_some_and(says_the_same) {
            out.push((number, other));
        }
    }
    out
}

/// Whether the words between two names say that both name the same.
fn says_the_same(between: &str) -> bool {
    let words = without_brackets(between);
    let words = without_titles(&words)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '“' | '”' | '"' | '‘' | '\''));
    let words = words.strip_suffix(" the").unwrap_or(words).trim_end_matches([' ', ',']);
    let words = ["who is ", "who was ", "which is ", "is ", "was "]
        .iter()
        .find_map(|it| words.strip_prefix(it))
        .unwrap_or(words);
    let adverbs = [
        "also ",
        "better ",
        "best ",
        "commonly ",
        "widely ",
        "formerly ",
        "previously ",
        "popularly ",
        "sometimes ",
        "otherwise ",
    ];
    let plain = adverbs.iter().find_map(|it| words.strip_prefix(it)).unwrap_or(words);
    matches!(
        plain,
        "known as"
            | "called"
            | "known by the nom de guerre"
            | "known by his nom de guerre"
            | "known by her nom de guerre"
            | "known by the name"
            | "known by his pseudonym"
            | "known by her pseudonym"
            | "known by his pen name"
            | "known by her pen name"
            | "known by his stage name"
            | "known by her stage name"
            | "known by the pseudonym"
            | "known by the pen name"
            | "known by the stage name"
            | "known under the name"
            | "nicknamed"
            | "a.k.a."
            | "a.k.a"
            | "aka"
            | "alias"
            | "née"
            | "nee"
            | "whose real name is"
            | "whose real name was"
            | "whose nom de guerre is"
            | "real name"
            | "nom de guerre"
            | "renamed"
    ) || matches!(words, "formerly" | "formerly called" | "formerly known as" | "born") && between.contains(['(', ','])
        || matches!(between.trim(), "was born" | "was born as" | ", who was born")
}

/// Without what stands in closed brackets ("(1818–1880)").
fn without_brackets(between: &str) -> String {
    let (mut out, mut rest) = (String::new(), between);
    while let Some((before, behind)) = rest.split_once('(') {
        let Some((_, after)) = behind.split_once(')') else { break };
        out.push_str(before);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::super::testing::actors_of;

    #[test]
    fn another_name_of_a_person() {
        let actors = actors_of(
            "[name:person Orn Marrek] (1918–1990), better known as [name:person Abu Teyr], spoke. [name:person Teyr] left. [name:person Marrek] died.",
        );
        assert_eq!(actors, ["Orn Marrek: Orn Marrek, Abu Teyr, Teyr, Marrek"]);
        let actors = actors_of(
            "[name:person Abu Teyr], whose real name is [name:person Orn Marrek], met [name:person Vela Sorn].",
        );
        assert_eq!(actors, ["Orn Marrek: Abu Teyr, Orn Marrek", "Vela Sorn: Vela Sorn"]);
    }

    #[test]
    fn another_name_of_a_body() {
        let actors = actors_of(
            "[name:organisation Hill Group], formerly known as the [name:organisation Ninth Brigade], spoke. The [name:organisation Ninth Brigade] left.",
        );
        assert_eq!(actors, ["Ninth Brigade: Hill Group, Ninth Brigade, Ninth Brigade"]);
    }

    #[test]
    fn two_in_a_sentence_are_two() {
        assert_eq!(actors_of("[name:person Orn Marrek], who met [name:person Abu Teyr], left.").len(), 2);
        assert_eq!(actors_of("[name:person Orn Marrek] was called by [name:person Abu Teyr].").len(), 2);
    }
}
