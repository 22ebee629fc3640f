//! Whether the words around an expression put it after publication.

use super::lexicon::Sense;
use super::token::Token;

/// How far to look for a verb, in tokens.
const REACH: usize = 24;

/// Whether the nearest verb before the tokens `start..end`, or the first one after them where they open the sentence, looks ahead
/// (true) or back (false); nothing if there is none.
pub(super) fn future(tokens: &[Token<'_>], start: usize, end: usize) -> Option<bool> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.text.eq_ignore_ascii_case(word));
    // `since the March 19 attack` is past, whatever verb stands before it.
    let article = start - usize::from(start > 0 && is(start - 1, "the"));
    if article > 0 && is(article - 1, "since") {
        return Some(false);
    }
    // `ahead of Monday’s vote`
    if is(start, "ahead") || (article > 1 && is(article - 2, "ahead") && is(article - 1, "of")) {
        return Some(true);
    }
    // `postponed to Tuesday`
    let moved = (article.saturating_sub(6)..article).any(|at| tokens[at].senses.contains(&Sense::Moved));
    if moved && article > 0 && ["to", "until", "till"].iter().any(|word| is(article - 1, word) || is(start, word)) {
        return Some(true);
    }
    let mut first = start;
    while first > 0 && start - first < REACH {
        let at = first - 1;
        match cue(tokens, at) {
            Some(future) => return Some(future),
            None if ends_clause(tokens, at) => break,
            None => first = at,
        }
    }
    // `On Sunday, the council will vote`: nothing stands before it but a preposition.
    let opens = start - first <= 2 && tokens[first..start].iter().all(|token| token.is_word());
    if !opens {
        return None;
    }
    (end..tokens.len().min(end + REACH)).take_while(|&at| !ends_clause(tokens, at)).find_map(|at| cue(tokens, at))
}

/// Whether the word looks ahead (true) or back (false), if it does either.
fn cue(tokens: &[Token<'_>], at: usize) -> Option<bool> {
    let token = &tokens[at];
    if token.senses.contains(&Sense::Future) {
        // `could not`, `would not comment`, `had planned`: these tell of what was.
        let word = |text: &str, of: usize| tokens.get(of).is_some_and(|token| token.text.eq_ignore_ascii_case(text));
        let refused = word("would", at) && (word("not", at + 1) || word("have", at + 1));
        let over = at > 0 && word("had", at - 1);
        // `planned the attack`: only a plan for something, or to do it, looks ahead.
        let done = word("planned", at) && !(word("for", at + 1) || word("to", at + 1));
        // `due to the shelling`: a cause, unless something is due, or due then.
        let being = at > 0 && ["is", "are", "was", "were", "be", "been", "s", "re"].iter().any(|of| word(of, at - 1));
        let cause =
            word("due", at) && !being && !["on", "for", "in", "by", "next", "this"].iter().any(|of| word(of, at + 1));
        return (!refused && !over && !done && !cause).then_some(true);
    }
    let regular = token.text.len() > 4 && token.is_word() && ends_with(token.text, "ed");
    if !regular && !token.senses.contains(&Sense::Past) {
        return None;
    }
    // `will be held`, `to be signed`, `has said`: no past of its own.
    let passive = at > 0 && {
        let before = tokens[at - 1].text;
        ["be", "been", "being", "is", "are", "to", "get", "not", "re", "s", "stay", "stays", "remain", "remains"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word))
    };
    // `the proposed vote`: an adjective.
    let adjective =
        regular && at > 0 && ["the", "a", "an"].iter().any(|word| tokens[at - 1].text.eq_ignore_ascii_case(word));
    (!passive && !adjective).then_some(false)
}

fn ends_with(text: &str, ending: &str) -> bool {
    text.len() >= ending.len()
        && text.is_char_boundary(text.len() - ending.len())
        && text[text.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

/// Whether a sentence, a quotation or a paragraph ends or begins here.
fn ends_clause(tokens: &[Token<'_>], at: usize) -> bool {
    match tokens[at].text {
        "" | "!" | "?" | ";" | "“" | "”" | "\"" => true,
        "." => {
            // Not after an abbreviation such as `Gen.` or `Jan.`.
            let short =
                at > 0 && tokens[at - 1].is_word() && tokens[at - 1].text.len() <= 4 && tokens[at - 1].is_capital();
            let inside = tokens.get(at + 1).is_some_and(|next| !next.spaced);
            !short && !inside
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn looks_ahead(text: &str) -> bool {
        let tokens = tokens(text);
        let start = tokens.iter().position(|token| token.text == "Sunday").unwrap();
        future(&tokens, start, start + 1) == Some(true)
    }

    #[test]
    fn verbs_before_it() {
        assert!(looks_ahead("The council will meet in Orun on Sunday."));
        assert!(looks_ahead("The vote, which is scheduled for Sunday, has been moved."));
        assert!(looks_ahead("The treaty is to be signed by both sides; it will be read out on Sunday."));
        assert!(!looks_ahead("The council met on Sunday."));
        assert!(!looks_ahead("She will resign, her office announced on Sunday."));
        assert!(!looks_ahead("“We will strike again,” Amar said on Sunday."));
        assert!(!looks_ahead("The ministry would not comment on Sunday."));
    }

    #[test]
    fn verbs_after_it() {
        assert!(looks_ahead("On Sunday, the council will vote."));
        assert!(!looks_ahead("On Sunday, Marrek said she will resign."));
        assert!(!looks_ahead("He died. Sunday was quiet. They will come."));
    }
}
