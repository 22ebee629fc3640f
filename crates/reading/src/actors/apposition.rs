//! Appositions and copulas: a name and a description side by side that mention the same actor.

use sayso_model::Form;

use crate::contract::ActorKind;

use super::lexicon;
use super::link::state_of;
use super::noun::{Determiner, Noun};
use super::stage::{Class, Role, Stage};
use super::state::Atlas;
use super::title::without_titles;
use super::words::{after, before, first_words, last_words};
use crate::outlet_noun::is_outlet_noun;
use crate::word::words;

/// How many mentions behind a description its name is looked for.
const REACH: usize = 6;

/// How far behind a subject its verb is looked for, in bytes.
const MAIN_CLAUSE: usize = 60;
/// Verbs that do not end in "ed".
const FINITE: [&str; 24] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may", "might", "must", "said",
    "says", "told", "tells", "wrote", "writes", "did", "does", "made", "called",
];

/// Links descriptions that stand in apposition to a name, or that a copula says of it.
pub(super) fn link(stage: &mut Stage, atlas: &Atlas) {
    for at in 0..stage.nouns.len() {
        if stage.nouns[at].form != Form::Description {
            continue;
        }
        if let Some(name) =
            at_end(stage, at).or_else(|| behind(stage, at)).or_else(|| ahead(stage, at)).or_else(|| later(stage, at))
        {
            if let Some(referent) = stage.of[name] {
                witness(stage, atlas, at, referent);
                stage.link(at, referent);
                let noun = &stage.nouns[at];
                let modifiers = noun.modifiers().map(str::to_owned).collect();
                stage.give_role(referent, Role { head: noun.head.clone(), modifiers });
            }
        } else if let Some(referent) = one_of(stage, at).and_then(|name| stage.of[name]) {
            witness(stage, atlas, at, referent);
        }
    }
}

/// Takes the description as evidence of what the referent is and where it belongs.
fn witness(stage: &mut Stage, atlas: &Atlas, at: usize, referent: usize) {
    let kind = described_kind(stage, at);
    let state = state_of(stage, atlas, at).filter(|_| stage.referents[referent].state.is_none());
    let it = &mut stage.referents[referent];
    if let Some((key, country)) = state {
        (it.state, it.country) = (Some(key), country);
    }
    if it.evidence.len() < REACH {
        it.evidence.extend(kind);
    }
}

/// The kind that a description tells: by its head, else by what the body of unsaid sort consists of ("a coalition of
/// Khessari militias").
pub(super) fn described_kind(stage: &Stage, at: usize) -> Option<ActorKind> {
    let noun = &stage.nouns[at];
    if let Some(kind) = noun.sort.and_then(|sort| sort.kind(noun.plural)) {
        return Some(kind);
    }
    let of = first_words(after(stage.text, noun.bytes.end), 8);
    let members = of.iter().take_while(|word| !matches!(word.as_str(), "who" | "which" | "that" | "in"));
    let consists = of.first().is_some_and(|word| word == "of");
    let told = members.filter_map(|word| lexicon::noun(word)?.kind(true)).next();
    let modifier = || {
        let armed = |word: &str| {
            matches!(word, "armed" | "rebel" | "militant" | "terror" | "terrorist" | "jihadist" | "insurgent")
        };
        noun.modifiers().any(armed).then_some(ActorKind::ArmedGroup)
    };
    modifier().or(told.filter(|_| consists && noun.kind != sayso_model::MentionKind::Person))
}

/// Whether a description can mean what a name names.
fn fits(stage: &Stage, description: &Noun, name: usize) -> bool {
    let Some(referent) = stage.of[name] else { return false };
    // "To the outbreak of World War II, the municipality …": what happened is nobody.
    const HAPPENINGS: [&str; 12] = [
        "war",
        "battle",
        "crisis",
        "election",
        "elections",
        "olympics",
        "cup",
        "prize",
        "treaty",
        "agreement",
        "revolution",
        "festival",
    ];
    if stage.nouns[name].words.iter().any(|word| HAPPENINGS.contains(&word.as_str())) {
        return false;
    }
    match stage.referents[referent].class {
        Class::Person => description.is_person() && !description.plural,
        Class::Group => !description.is_person() && !matches!(description.sort, Some(lexicon::Sort::Place)),
        Class::Government | Class::Place => {
            matches!(description.sort, Some(lexicon::Sort::Place)) && !description.plural
        }
        Class::People => false,
    }
}

fn is_name(stage: &Stage, at: usize) -> bool {
    stage.nouns[at].form == Form::Name
}

/// "the state-run Andural Standard", "the semi-official Andural news agency": the name at the end of the description, or before what only
/// says that it is an outlet.
fn at_end(stage: &Stage, at: usize) -> Option<usize> {
    let end = stage.nouns[at].bytes.end;
    let several = stage.nouns[at].words.iter().any(|word| word == "and");
    let says_outlet = |rest: &str| {
        // "Syrian state media" is no outlet that is called Syrian state.
        rest.starts_with(' ')
            && !matches!(rest.trim(), "media" | "press")
            && rest.split_whitespace().all(|word| word == "news" || is_outlet_noun(word))
    };
    stage.within(at).find(|&it| {
        let rest = stage.text.get(stage.nouns[it].bytes.end..end);
        is_name(stage, it)
            && rest.is_some_and(|rest| {
                rest.is_empty() || !several && says_outlet(rest) && fits(stage, &stage.nouns[at], it)
            })
    })
}

/// "ministry spokesman Navid Teshur", "the militant group Hamas": the name directly behind the description.
fn behind(stage: &Stage, at: usize) -> Option<usize> {
    let noun = &stage.nouns[at];
    let name = stage.behind(at, REACH).find(|&it| is_name(stage, it))?;
    let between = stage.between(at, name)?;
    let words =
        without_titles(between).trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '\''));
    let called = matches!(
        words,
        "" | "called"
            | "named"
            | "nicknamed"
            | "known as"
            | "known only as"
            | "introduced as"
            | "identified as"
            | "dubbed"
    );
    let close = between.starts_with(' ') && called;
    (close && fits(stage, noun, name)).then_some(name)
}

/// "Sami Orn, a senior spokesman" and "Dawn Wire is an outlet": the name before the description.
fn ahead(stage: &Stage, at: usize) -> Option<usize> {
    let noun = &stage.nouns[at];
    let mut previous = (0..at).rev().take(REACH).filter(|&it| stage.nouns[it].bytes.end <= noun.bytes.start);
    let name = previous.find(|&it| is_name(stage, it))?;
    let between = stage.between(name, at)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"'));
    if !fits(stage, noun, name) {
        return None;
    }
    let definite = matches!(noun.determiner, Determiner::Definite | Determiner::Possessive);
    let apposed = match between {
        "," | ", one of" | "–" | "—" | "(" => {
            let number = !noun.plural || noun.text.starts_with("one ");
            let bare = noun.determiner == Determiner::None;
            let indefinite = noun.determiner == Determiner::Indefinite && between != ", one of";
            let apart = || in_a_list(stage, name, at) || between == "," && begins_main_clause(stage, name, at);
            number && (indefinite || (definite || bare) && !apart())
        }
        _ => is_copula(between) && (definite || noun.determiner == Determiner::Indefinite) && !noun.plural,
    };
    apposed.then_some(name)
}

/// "X, one of the militias", "X is one of a number of militias": what X is one of.
fn one_of(stage: &Stage, at: usize) -> Option<usize> {
    let noun = &stage.nouns[at];
    let mut previous = (0..at).rev().take(REACH).filter(|&it| stage.nouns[it].bytes.end <= noun.bytes.start);
    let name = previous.find(|&it| is_name(stage, it))?;
    let between = stage.between(name, at)?.trim();
    let one = between.strip_suffix("one of").or_else(|| noun.text.starts_with("one of").then_some(between))?;
    let one = one.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '”' | '"'));
    let fits = stage.of[name].is_some_and(|it| stage.referents[it].class == Class::Group) && !noun.is_person();
    (fits && (one.is_empty() || is_copula(one))).then_some(name)
}

/// "The chairman of the committee, Udo Fenk, said": the name behind the description and its complement.
fn later(stage: &Stage, at: usize) -> Option<usize> {
    let noun = &stage.nouns[at];
    if noun.plural || !noun.is_person() {
        return None;
    }
    let next = (at + 1..stage.nouns.len()).take(REACH).filter(|&it| stage.nouns[it].bytes.start >= noun.bytes.end);
    for name in next.filter(|&it| is_name(stage, it)) {
        let between = stage.between(at, name)?;
        let Some(complement) = without_titles(between).strip_suffix(',') else { continue };
        if complement.contains([',', ';', ':', '.', '“', '”', '(']) || !fits(stage, noun, name) {
            return None;
        }
        let first = first_words(complement, 1).into_iter().next().unwrap_or_default();
        if !matches!(first.as_str(), "" | "of" | "for" | "at" | "in" | "to" | "on" | "from" | "with" | "who" | "there")
        {
            return None;
        }
        let rest = after(stage.text, stage.nouns[name].bytes.end);
        let closes = rest.is_empty()
            || rest.starts_with([',', ';', ':', ')', '.', '—', '–'])
            || noun.in_source && rest.starts_with(" of ");
        let preposition = last_words(before(stage.text, noun.bytes.start), 1);
        let object = preposition
            .first()
            .is_some_and(|word| matches!(word.as_str(), "with" | "after" | "for" | "against" | "like"));
        return (closes && !object).then_some(name);
    }
    None
}

/// Whether a comma between a name and a definite description parts the members of a list.
fn in_a_list(stage: &Stage, name: usize, at: usize) -> bool {
    let (left, right) =
        (before(stage.text, stage.nouns[name].bytes.start), after(stage.text, stage.nouns[at].bytes.end));
    let right = right.trim_start();
    right.starts_with("and ")
        || right.starts_with("or ")
        || right.starts_with(", and ")
        || left.trim_end().ends_with(',')
            && right.starts_with(',')
            && !left.trim_end_matches([',', ' ']).ends_with(char::is_lowercase)
}

/// Whether a description behind a fronted phrase that a name ends is the subject of the sentence: "In a statement posted on X, its embassy
/// urged calm". In apposition another comma would stand before the verb.
fn begins_main_clause(stage: &Stage, name: usize, at: usize) -> bool {
    const FRONT: [&str; 18] = [
        "in", "on", "at", "after", "before", "during", "with", "for", "from", "by", "under", "despite", "through",
        "to", "writing", "speaking", "posting", "quoting",
    ];
    let (name, noun) = (&stage.nouns[name], &stage.nouns[at]);
    let start = stage.sentence_start(noun.sentence);
    let first = stage.text.get(start..name.bytes.start).map(|it| first_words(it, 1)).unwrap_or_default();
    if !first.first().is_some_and(|word| FRONT.contains(&word.as_str())) {
        return false;
    }
    let end = stage.text.ceil_char_boundary(stage.text.len().min(noun.bytes.end + MAIN_CLAUSE));
    let behind = words(stage.text, &(noun.bytes.end..end));
    let mut clause = behind.iter().take_while(|word| !word.is_mark() || word.is_quotation_mark());
    clause.any(|word| word.lower.len() > 3 && word.lower.ends_with("ed") || word.is(&FINITE))
}

/// Whether words say that one thing is another, without "not".
fn is_copula(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let verb = match words.next() {
        Some("is" | "was" | "remains" | "remained" | "became" | "becomes" | "are" | "were") => true,
        Some("has" | "have" | "had") => matches!(words.next(), Some("been" | "become")),
        Some("which" | "who") => matches!(words.next(), Some("is" | "was")),
        _ => false,
    };
    verb && words.all(|word| {
        matches!(word, "also" | "now" | "still" | "only" | "itself" | "considered" | "long" | "then" | "one" | "of")
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actors_of, described};

    #[test]
    fn appositions_on_both_sides() {
        let actors = actors_of(
            "[name:person Sami Orn], [desc:person a senior spokesman], met \
             [desc:person ministry spokesman] [name:person Navid Teshur] and [desc:organisation the militant group] \
             “[name:organisation Valley Shield]”. [desc:person The chairman] of [desc:organisation the committee], \
             [name:person Udo Fenk], left. [desc:person Its spokesman], Captain [name:person Edo Larsk], saw \
             [desc:person a man] introduced as [name:person Abu Teyr].",
        );
        assert_eq!(
            actors,
            [
                "Sami Orn: Sami Orn, a senior spokesman",
                "Navid Teshur: ministry spokesman, Navid Teshur",
                "Valley Shield: the militant group, Valley Shield",
                "Udo Fenk: The chairman, Udo Fenk",
                "committee: the committee",
                "Edo Larsk: Its spokesman, Edo Larsk",
                "Abu Teyr: a man, Abu Teyr",
            ]
        );
    }

    #[test]
    fn a_copula_tells_what_a_name_is() {
        let actors = described(
            "[name:organisation Valley Shield] is [desc:organisation a militia]. \
             [name:organisation Hill Shield] is one of [desc:organisation the parties]. \
             [name:organisation Larkwing], [desc:organisation an outlet] from [name:place Orun], wrote.",
        );
        assert_eq!(
            actors,
            [
                "Valley Shield/ArmedGroup/: Valley Shield, a militia",
                "Hill Shield/Party/: Hill Shield",
                "parties/Party/: the parties",
                "Larkwing/Outlet/: Larkwing, an outlet",
                "Orun/Place/: Orun"
            ]
        );
    }

    #[test]
    fn members_of_a_list_stay_apart() {
        let actors = actors_of(
            "[name:organisation Valley Shield], [desc:organisation the army] and [desc:organisation the police] \
             fought. After talks with [desc:person the president], [name:person Teshur] left.",
        );
        assert_eq!(actors.len(), 5, "{actors:?}");
    }

    #[test]
    fn what_a_body_consists_of_tells_what_it_is() {
        let actors = described(
            "The [name:organisation Mountain Covenant], [desc:organisation an alliance] of Khessari militias, left.",
        );
        assert_eq!(actors, ["Mountain Covenant/ArmedGroup/: Mountain Covenant, an alliance"]);
    }

    #[test]
    fn a_subject_behind_a_fronted_phrase_is_no_apposition() {
        let actors = actors_of(
            "In a statement on [name:organisation Sorn], [desc:organisation the ministry] urged calm. \
             In a report on [name:organisation Karis], [desc:organisation the ministry in Orun], they said no.",
        );
        assert!(actors.contains(&"Sorn: Sorn".to_owned()), "{actors:?}");
        assert!(actors.iter().any(|it| it.starts_with("Karis: Karis, the ministry")), "{actors:?}");
    }
}
