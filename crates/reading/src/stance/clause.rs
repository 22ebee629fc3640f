//! The main clause of a content: its subject where that is the source itself, its verb, and how the verb is qualified.

use super::words::{Passage, Word};

const BE: [&str; 8] = ["be", "am", "is", "are", "was", "were", "been", "being"];
const HAVE: [&str; 4] = ["have", "has", "had", "having"];
const DO: [&str; 3] = ["do", "does", "did"];
const WILL: [&str; 5] = ["will", "would", "shall", "'ll", "going"];
const MAY: [&str; 6] = ["may", "might", "could", "can", "must", "should"];
const NOT: [&str; 4] = ["not", "never", "neither", "nor"];
const SUBORDINATORS: [&str; 19] = [
    "if", "when", "unless", "after", "because", "although", "though", "while", "whereas", "since", "once", "until",
    "before", "as", "where", "whenever", "despite", "till", "so",
];
/// What can stand before the main clause, up to a comma.
const OPENERS: [&str; 34] = [
    "if",
    "when",
    "unless",
    "after",
    "because",
    "although",
    "though",
    "while",
    "whereas",
    "since",
    "once",
    "until",
    "before",
    "as",
    "where",
    "whenever",
    "despite",
    "in",
    "on",
    "at",
    "for",
    "with",
    "without",
    "under",
    "following",
    "given",
    "by",
    "from",
    "during",
    "today",
    "tonight",
    "now",
    "should",
    "whatever",
];
/// How far into a content the main verb is looked for.
const LOOK: usize = 60;

/// The verb of a clause whose subject is the source or its own people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OwnVerb {
    /// The place of the main verb, or of the adjective or noun behind "is".
    pub(crate) at: usize,
    /// "I" or "we".
    pub(crate) first_person: bool,
    /// "its fighters": the subject is the source's people.
    pub(crate) people: bool,
    /// With "not" or "never".
    pub(crate) negated: bool,
    /// With "will", "would", "going to".
    pub(crate) future: bool,
    /// With "may", "could", "must" and the like.
    pub(crate) modal: bool,
    /// With "have" or "had".
    pub(crate) perfect: bool,
    /// With "is" or "was" and no "-ing" behind it.
    pub(crate) copula: bool,
}

fn is_adverb(word: &Word) -> bool {
    const COMMON: [&str; 22] = [
        "also",
        "again",
        "still",
        "now",
        "just",
        "ever",
        "already",
        "always",
        "all",
        "both",
        "even",
        "once",
        "soon",
        "then",
        "therefore",
        "indeed",
        "too",
        "only",
        "in",
        "fact",
        "today",
        "very",
    ];
    word.is(&COMMON)
        || (word.text.len() > 4 && word.text.ends_with("ly") && !word.is(&["reply", "rely", "apply", "supply"]))
}

pub(crate) fn is_auxiliary(word: &Word) -> bool {
    word.is(&BE) || word.is(&HAVE) || word.is(&DO) || word.is(&WILL) || word.is(&MAY) || word.is(&["ought", "'s"])
}

/// Where the main clause begins: behind "that", and behind a subordinate clause or adverbial that leads in.
pub(crate) fn main_start(content: &[Word]) -> usize {
    let mut start = 0;
    while content
        .get(start)
        .is_some_and(|word| word.is(&["that", "and", "but", "yes", "no", ",", "…", "-", "–", "—", "well", "["]))
        && !content.get(start + 1).is_some_and(|next| {
            content[start].is(&["no"]) && !next.is_mark() || content[start].is(&["that"]) && is_auxiliary(next)
        })
    {
        start += 1;
    }
    if content.get(start).is_some_and(|word| word.is(&OPENERS) || (is_adverb(word) && !word.is(&["all", "both"]))) {
        let comma = content[start..].iter().take(25).position(|word| word.text == "," || word.stops());
        if let Some(comma) = comma.filter(|&at| content[start + at].text == ",") {
            return start + comma + 1;
        }
    }
    start
}

/// The words of the first sentence of a content.
pub(crate) fn first_sentence(content: &[Word]) -> &[Word] {
    let end = content.iter().position(|word| word.is(&[".", "?", "!", "\n"])).unwrap_or(content.len());
    &content[..end]
}

/// The places of the words of the main clause up to what depends on it: relative clauses are left out, and with
/// "because", "if", "after" the main clause is over.
pub(crate) fn main_clause(content: &[Word]) -> Vec<usize> {
    let sentence = first_sentence(content);
    let start = main_start(sentence);
    let mut out = Vec::new();
    let mut in_relative: Option<usize> = None;
    for (at, word) in sentence.iter().enumerate().take(start + LOOK).skip(start) {
        if let Some(since) = in_relative {
            let resumes = word.text == "," && at > since + 2
                || is_auxiliary(word)
                    && at > since + 2
                    && !is_auxiliary(&sentence[at - 1])
                    && !sentence[at - 1].is(&NOT);
            if !resumes {
                continue;
            }
            in_relative = None;
        }
        if word.is(&["who", "which", "whose", "whom"]) {
            in_relative = Some(at);
            continue;
        }
        if at > start + 1 && (word.is(&SUBORDINATORS) || word.is(&[";", ":", "—", "–"])) {
            break;
        }
        out.push(at);
    }
    out
}

/// The verb of the main clause where its subject is the source itself.
pub(crate) fn own_verb(passage: &Passage) -> Option<OwnVerb> {
    let content = first_sentence(&passage.content);
    let start = main_start(content);
    let subject = own_subject(passage, content, start)?;
    let mut verb = OwnVerb {
        at: subject.end,
        first_person: subject.first_person,
        people: subject.people,
        negated: false,
        future: false,
        modal: false,
        perfect: false,
        copula: false,
    };
    while let Some(word) = content.get(verb.at) {
        let next_is_to = content.get(verb.at + 1).is_some_and(|next| next.text == "to");
        match () {
            () if word.is(&NOT) => verb.negated = true,
            () if word.is(&["no"]) && content.get(verb.at + 1).is_some_and(|next| next.text == "longer") => {
                verb.negated = true;
                verb.at += 1;
            }
            () if word.is(&WILL) => verb.future = true,
            () if word.is(&["ready", "prepared", "set", "determined", "poised", "about"])
                && verb.copula
                && next_is_to =>
            {
                verb.future = true;
                verb.at += 1;
            }
            () if word.is(&["to"]) && verb.future => {}
            () if word.is(&["continue", "keep", "start", "begin"]) && verb.future => {}
            () if word.is(&MAY) => verb.modal = true,
            () if word.is(&HAVE)
                && !content.get(verb.at + 1).is_some_and(|next| next.is(&["no", "nothing", "a", "the"])) =>
            {
                verb.perfect = true;
            }
            () if word.is(&DO) && content.get(verb.at + 1).is_some_and(|next| next.is(&NOT) || is_adverb(next)) => {}
            () if word.is(&BE) || word.text == "'s" => verb.copula = true,
            () if is_adverb(word) => {}
            () => break,
        }
        verb.at += 1;
    }
    let main = content.get(verb.at)?;
    if main.text.ends_with("ing") {
        verb.copula = false;
    }
    Some(verb)
}

struct OwnSubject {
    end: usize,
    first_person: bool,
    people: bool,
}

fn own_subject(passage: &Passage, content: &[Word], start: usize) -> Option<OwnSubject> {
    let first = content.get(start)?;
    let quoted = first.quoted;
    let pronoun = |first_person| Some(OwnSubject { end: start + 1, first_person, people: false });
    if first.is(&["i", "we"]) {
        return pronoun(true);
    }
    if !quoted && first.is(&["he", "she", "they", "it"]) {
        return pronoun(false);
    }
    let verb_from = |from: usize| {
        let near = content[from.min(content.len())..].iter().take(8);
        near.take_while(|word| !word.is_mark()).position(begins_verb).map(|at| from + at)
    };
    if first.is(&["our", "my"]) || (!quoted && first.is(&["his", "her", "its", "their"])) {
        let end = verb_from(start + 1)?;
        return Some(OwnSubject { end, first_person: first.is(&["our", "my"]), people: true });
    }
    const GROUPS: [&str; 15] = [
        "group",
        "movement",
        "organisation",
        "organization",
        "militia",
        "brigade",
        "brigades",
        "company",
        "party",
        "front",
        "faction",
        "resistance",
        "mujahideen",
        "country",
        "government",
    ];
    // "Velmark said Velmark was not involved", "the group said the group was behind it".
    let end = verb_from(start)?;
    let named = content[start..end].iter().any(|word| {
        (word.capital && word.text.len() > 3 && passage.source.iter().any(|it| it.text == word.text))
            || (!quoted && word.is(&GROUPS) && end <= start + 2 && speaks_for_group(passage, word))
    });
    let people = content[start..end].iter().any(|word| word.text == "'s");
    named.then_some(OwnSubject { end, first_person: false, people })
}

/// Whether "the group" can be the source's own: it names one itself, or is a name or pronoun of which nothing is known.
fn speaks_for_group(passage: &Passage, group: &Word) -> bool {
    let same = passage.source.iter().any(|word| word.text == group.text);
    let other = passage.source.iter().any(|word| {
        word.is(&[
            "police",
            "army",
            "military",
            "ministry",
            "minister",
            "officials",
            "witnesses",
            "residents",
            "spokesman",
            "spokeswoman",
            "analysts",
            "government",
            "president",
        ])
    });
    same || !other
}

/// Whether a word can begin a verb: by itself, or by its ending.
fn begins_verb(word: &Word) -> bool {
    const PLAIN: [&str; 26] = [
        "shot", "struck", "hit", "blew", "sank", "took", "set", "shelled", "fought", "never", "not", "had", "overran",
        "stole", "broke", "knew", "went", "made", "gave", "paid", "held", "sent", "left", "kept", "did", "burnt",
    ];
    is_auxiliary(word)
        || word.is(&PLAIN)
        || (word.text.len() > 4 && word.text.ends_with("ed") && !word.capital && word.text != "armed")
}

/// Whether the word there can stand as an order: a bare verb at the head of a quoted sentence.
pub(crate) fn is_imperative(content: &[Word]) -> bool {
    const BARE: &str = " leave stop go get stay keep let give come take put end withdraw release free open act help listen look \
        never drop surrender evacuate send bring tell return hand pull return lay boycott vote join stand fight resist rise \
        remember forget wait hold move run boil avoid remain vacate abandon cease halt lift allow respect investigate pay \
        resign step quit think consider show make do try turn call write sign save spare protect support refrain start \
        begin follow obey comply answer explain apologise apologize choose check use wear wash seek report contact bear be \
        tread read watch remove clear close shut cancel reject accept ";
    let start = main_start(content);
    let Some(first) = content.get(start).filter(|word| word.quoted) else { return false };
    let second = content.get(start + 1);
    if first.text == "please"
        || first.text == "let" && second.is_some_and(|word| word.is(&["us", "'s", "me", "them", "him"]))
    {
        return true;
    }
    if first.text == "do" {
        return second.is_some_and(|word| word.text == "not")
            && !content.get(start + 2).is_some_and(|it| it.is(&["you", "they", "we"]));
    }
    let bare = !first.text.contains(' ') && BARE.contains(&format!(" {} ", first.text));
    bare && !second.is_some_and(|word| {
        is_auxiliary(word) && word.text != "be"
            || word.is(&["for", "of"]) && first.is(&["vote", "help", "support", "call"])
    })
}
