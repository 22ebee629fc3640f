//! Whose deeds a content tells of: what its source will do, what it warns of, and whether it is an arm of a state.

use super::clause::{self, OwnVerb};
use super::force::{HOSTILE, ONSLAUGHT, content_force};
use super::words::{Passage, Word};
use crate::contract::Stance;

/// Whether the cue is followed by whom it addresses and what these are to do ("warned residents to leave").
pub(crate) fn to_do(passage: &Passage) -> bool {
    let behind = passage.sentence.get(passage.cue.end..).unwrap_or_default();
    let near = behind.iter().take(6).take_while(|word| !word.is_mark() && !word.is(&["that", "of"]));
    near.zip(behind.iter().skip(1)).any(|(word, next)| {
        word.is(&["to", "against"]) && !next.capital && !next.is(&["the", "a", "an", "his", "her", "its", "their"])
    })
}

/// Whether those who fight warn of fighting ("warned of further attacks"); from others it is a warning of danger.
pub(crate) fn warns_of_own(passage: &Passage) -> bool {
    const FIGHTERS: [&str; 20] = [
        "rebels",
        "rebel",
        "militia",
        "militias",
        "group",
        "groups",
        "faction",
        "brigade",
        "brigades",
        "movement",
        "insurgents",
        "militants",
        "gang",
        "cartel",
        "commander",
        "guerrillas",
        "fighters",
        "front",
        "separatists",
        "jihadists",
    ];
    let fights = passage.source.iter().any(|word| word.is(&FIGHTERS));
    let near =
        passage.content.iter().take(4).take_while(|word| !word.is_mark() && !word.is(&["that", "from", "by"])).count();
    fights
        && (0..near).any(|at| {
            ONSLAUGHT.at(&passage.content, at).next().is_some() || HOSTILE.at(&passage.content, at).next().is_some()
        })
}

/// Whether what is promised is harm to others.
pub(crate) fn hostile(passage: &Passage) -> bool {
    if content_force(passage) == Some(Stance::Threatens) {
        return true;
    }
    let sentence = clause::first_sentence(&passage.content);
    let not = sentence.iter().any(|word| word.is(&["not", "never", "nobody", "none", "stop", "end"]));
    !not && (0..sentence.len()).take(8).any(|at| HOSTILE.at(sentence, at).next().is_some())
}

/// Whether the verb is a deed that its subject has in hand, rather than something that befalls it ("will run out of money").
pub(crate) fn is_own_action(sentence: &[Word], verb: OwnVerb) -> bool {
    const BEFALLS: [&str; 36] = [
        "run",
        "face",
        "have",
        "be",
        "lose",
        "collapse",
        "need",
        "struggle",
        "fail",
        "miss",
        "see",
        "become",
        "suffer",
        "die",
        "starve",
        "expect",
        "fall",
        "get",
        "remain",
        "know",
        "find",
        "experience",
        "feel",
        "default",
        "rise",
        "drown",
        "win",
        "learn",
        "understand",
        "want",
        "hear",
        "think",
        "believe",
        "arrive",
        "live",
        "like",
    ];
    let main = sentence.get(verb.at);
    verb.future && !verb.copula && main.is_some_and(|word| !word.is(&BEFALLS) && !word.is_mark())
}

/// Whether a warning is of the source's own deed: "warned it would shut the pipeline".
pub(crate) fn warns_of_deed(passage: &Passage) -> bool {
    let sentence = clause::first_sentence(&passage.content);
    clause::own_verb(passage).is_some_and(|verb| !verb.negated && is_own_action(sentence, verb))
}

/// Whether the source is an arm of a state, whose tale of its own operations is a report.
pub(crate) fn of_state(passage: &Passage) -> bool {
    const STATE: [&str; 26] = [
        "police",
        "ministry",
        "minister",
        "government",
        "army",
        "military",
        "navy",
        "pentagon",
        "officials",
        "official",
        "troops",
        "president",
        "coastguard",
        "governor",
        "mayor",
        "prosecutors",
        "nato",
        "coalition",
        "command",
        "officer",
        "officers",
        "sheriff",
        "department",
        "agency",
        "soldiers",
        "defence",
    ];
    passage.source.iter().any(|word| word.is(&STATE))
}
