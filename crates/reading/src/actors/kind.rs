//! What sort of actor each is, where it belongs, and what it is called.

use sayso_model::{Form, MentionKind};

use crate::contract::ActorKind;
use crate::outlet::Outlet;
use crate::world::{self, Known};

use super::known::known;
use super::lexicon::{self, Sort};
use super::noun::Noun;
use super::stage::{Class, Stage};
use super::state::Atlas;
use super::title::name_start;
use super::words::{bare, before, singular};

/// How many mentions of an actor are asked.
const ASKED: usize = 12;

fn names<'a>(stage: &'a Stage, referent: usize) -> impl Iterator<Item = &'a Noun<'a>> + Clone {
    let nouns = stage.referents[referent].nouns.iter().take(ASKED).map(|&at| &stage.nouns[at]);
    nouns.filter(|noun| noun.form == Form::Name)
}

/// What the tables know of an actor by any of its names.
fn in_tables<'a>(stage: &'a Stage, referent: usize) -> (Option<&'a Outlet>, Option<Known>) {
    let it = &stage.referents[referent];
    // A name that means other things too ("Dawn") is an outlet's where the text says so, or where it speaks.
    let likely = it.evidence.contains(&ActorKind::Outlet) || it.nouns.iter().any(|&at| stage.nouns[at].in_source);
    let by_name = |text| stage.outlets.by_name(text).filter(|outlet| likely || !outlet.ambiguous);
    let outlet = names(stage, referent).find_map(|noun| by_name(noun.text));
    // "The Brotherhood" of a text may be the Ridge Brotherhood, which no table knows.
    let others = || names(stage, referent).any(|noun| known(noun.text).is_none());
    let by_name = |noun: &Noun| known(noun.text).filter(|known| !known.ambiguous || !others());
    (outlet, names(stage, referent).find_map(by_name))
}

/// The kind of an actor: by the tables, the heads of its names, appositions, its descriptions; the model's sort last.
pub(super) fn of(stage: &Stage, referent: usize) -> ActorKind {
    let it = &stage.referents[referent];
    match it.class {
        Class::Person if it.plural => {
            let told = it.evidence.iter().find(|kind| **kind != ActorKind::Person);
            return told.copied().unwrap_or(ActorKind::Person);
        }
        Class::Person => return ActorKind::Person,
        Class::Government => return ActorKind::Government,
        Class::Place => return ActorKind::Place,
        Class::People => return ActorKind::People,
        Class::Group => {}
    }
    let (outlet, table) = in_tables(stage, referent);
    let table = table.and_then(|known| match known.sort {
        world::Sort::Government | world::Sort::Agency => Some(ActorKind::Government),
        world::Sort::Military => Some(ActorKind::Military),
        world::Sort::InternationalBody => Some(ActorKind::InternationalBody),
        world::Sort::ArmedGroup => Some(ActorKind::ArmedGroup),
        world::Sort::Party => Some(ActorKind::Party),
        _ => None,
    });
    let strong = |noun: &Noun| head_sorts(noun).find_map(strong_kind);
    // "Orun Radio" and "Radio Orun".
    let first = |noun: &Noun| noun.words.first().is_some_and(|word| word == "radio") && noun.words.len() > 1;
    let weak = |noun: &Noun| {
        noun.words.last().and_then(|word| lexicon::named_kind(word)).or(first(noun).then_some(ActorKind::Outlet))
    };
    let apposed = it.evidence.iter().find(|kind| **kind != ActorKind::Organisation).copied();
    let model = names(stage, referent).find(|noun| noun.kind == MentionKind::Other).map(|_| ActorKind::Other);
    // "The state news agency SNA" is no Syrian National Army.
    let told =
        || it.evidence.contains(&ActorKind::Outlet) && !names(stage, referent).any(|noun| noun.text.contains(' '));
    outlet
        .is_some()
        .then_some(ActorKind::Outlet)
        .or_else(|| told().then_some(ActorKind::Outlet))
        .or(table)
        .or_else(|| names(stage, referent).find_map(strong))
        .or(apposed)
        .or_else(|| names(stage, referent).find_map(weak))
        .or_else(|| it.evidence.first().copied())
        .or_else(|| names(stage, referent).find_map(|noun| head_sorts(noun).find_map(|sort| sort.kind(true))))
        .or(model.filter(|_| it.evidence.is_empty()))
        .unwrap_or(ActorKind::Organisation)
}

/// What the nouns in a name say that stand where a head may: last, first before "of", last before "of".
fn head_sorts<'a>(noun: &'a Noun) -> impl Iterator<Item = Sort> + 'a {
    let of = noun.words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "in")).filter(|&of| of > 0);
    let head = of.map_or(noun.words.last(), |of| noun.words.get(of - 1));
    // "Dawn News Agency", "Khessar Press Agency".
    let agency =
        noun.words.windows(2).any(|pair| matches!(pair[0].as_str(), "news" | "press" | "wire") && pair[1] == "agency");
    agency.then_some(Sort::Outlet).into_iter().chain(head.and_then(|word| lexicon::noun(word)))
}

/// The kinds that a name's own head settles.
fn strong_kind(sort: Sort) -> Option<ActorKind> {
    match sort {
        Sort::Government | Sort::Military | Sort::ArmedGroup | Sort::Party | Sort::Outlet => sort.kind(true),
        _ => None,
    }
}

/// The country of an actor, where the tables know it.
pub(super) fn country(stage: &Stage, referent: usize) -> Option<String> {
    let it = &stage.referents[referent];
    let tables = || {
        let (outlet, table) = in_tables(stage, referent);
        outlet.and_then(|outlet| outlet.country.clone()).or(table.and_then(|known| known.country.map(str::to_owned)))
    };
    let asks = it.class == Class::Group;
    let owners = || {
        let owner = it.nouns.iter().find_map(|&at| owner(stage, at))?;
        stage.referents[owner].country.map(str::to_owned)
    };
    let of_state = matches!(it.class, Class::Group | Class::Government);
    asks.then(tables).flatten().or_else(|| it.country.map(str::to_owned)).or_else(|| owners().filter(|_| of_state))
}

/// Tells of persons and bodies to which state they belong, by the words in and around their names.
pub(super) fn nationalities(stage: &mut Stage, atlas: &Atlas) {
    for at in 0..stage.nouns.len() {
        let Some(referent) = stage.of[at] else { continue };
        let it = &stage.referents[referent];
        if it.state.is_some() || stage.nouns[at].form != Form::Name || !matches!(it.class, Class::Person | Class::Group)
        {
            continue;
        }
        let noun = &stage.nouns[at];
        let own = |word: &str| atlas.state_of_word(bare(word));
        let inside =
            (it.class == Class::Group).then(|| noun.text.split_whitespace().take(ASKED).find_map(own)).flatten();
        if let Some((key, country)) = inside.or_else(|| around(stage, atlas, at)) {
            let it = &mut stage.referents[referent];
            (it.state, it.country) = (Some(key), country);
        }
    }
}

/// The state before a name ("Velmark's Defence Minister Aldo Prenn") or behind it ("King Osmar of Dorrath").
fn around(stage: &Stage, atlas: &Atlas, at: usize) -> Option<(String, Option<&'static str>)> {
    let noun = &stage.nouns[at];
    let left = before(stage.text, noun.bytes.start);
    if left.ends_with(' ') {
        for (distance, word) in left.split_whitespace().rev().take(5).enumerate() {
            let stops = word.ends_with([',', '.', ';', ':', '”', '"', ')']) && !word.ends_with("U.S.");
            let folded = bare(word).to_lowercase();
            if stops
                || matches!(
                    folded.as_str(),
                    "and" | "of" | "in" | "with" | "by" | "to" | "from" | "that" | "as" | "on" | "than"
                )
            {
                break;
            }
            // The name of a state right before another name is not yet its attribute.
            let attribute = distance > 0 || word.ends_with("'s") || word.ends_with("’s") || is_adjective(word, &folded);
            if let Some(state) = atlas
                .state_of_word(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
                .or_else(|| atlas.state_of_word(bare(word)))
            {
                return attribute.then_some(state);
            }
            if lexicon::acts(&folded) && lexicon::noun(&folded).is_none() {
                break;
            }
        }
    }
    let next = (at + 1..stage.nouns.len()).take(3).find(|&it| stage.nouns[it].bytes.start >= noun.bytes.end)?;
    let of = matches!(stage.between(at, next)?, " of " | " of the ") && stage.nouns[next].form == Form::Name;
    of.then(|| atlas.state_of(&stage.nouns[next])).flatten()
}

/// Whether a word before a name is a demonym, not the name of a state.
fn is_adjective(word: &str, folded: &str) -> bool {
    known(word).is_none_or(|known| known.sort == world::Sort::Demonym) && singular(folded).is_none()
}

/// The fullest proper name of an actor in the document, else its fullest description.
pub(super) fn name(stage: &Stage, referent: usize) -> String {
    let it = &stage.referents[referent];
    let nouns = it.nouns.iter().map(|&at| (at, &stage.nouns[at]));
    let rank = |(_, noun): &(usize, &Noun)| {
        let capital = known(noun.text).is_some_and(|known| known.sort != world::Sort::Country);
        let form = match noun.form {
            Form::Name if it.class == Class::Government && capital => 1,
            Form::Name => 3,
            Form::Description => 2,
            Form::Pronoun => 0,
        };
        let shouts = !noun.text.chars().any(char::is_lowercase);
        let acronym = shouts && noun.words.len() == 1 && form == 3;
        let titles =
            if it.class == Class::Person { noun.text[..name_start(noun.text)].split_whitespace().count() } else { 0 };
        (form, !acronym, noun.words.len().saturating_sub(titles), !shouts, noun.text.chars().count())
    };
    // Of two as full the first.
    let fullest = nouns.rev().max_by_key(rank);
    let Some((at, noun)) = fullest else { return String::new() };
    // "The government of Dorrath" is its name; a description ends with its head.
    let complement = stage.behind(at, 8).next().filter(|&next| {
        let joined = matches!(stage.between(at, next), Some(" of " | " in " | " of the " | " in the "));
        it.class == Class::Government
            && noun.form == Form::Description
            && joined
            && stage.nouns[next].form == Form::Name
    });
    let end = complement.map_or(noun.bytes.end, |next| stage.nouns[next].bytes.end);
    let start = if it.class == Class::Person && noun.form == Form::Name { name_start(noun.text) } else { 0 };
    let words = stage.text.get(noun.bytes.start + start..end).unwrap_or(noun.text);
    let owned = |at: usize, words: &'_ str| Some((owner(stage, at)?, words.split_once(' ')?.1.to_owned()));
    // Whose Foreign Ministry it is "its foreign ministry" tells.
    let elsewhere = || {
        let all = it.nouns.iter().filter_map(|&at| owned(at, stage.nouns[at].text));
        all.into_iter().find(|(_, owned)| owned.eq_ignore_ascii_case(words))
    };
    match owned(at, words).or_else(elsewhere) {
        Some((owner, owned)) => cleaned(&format!("{}’s {owned}", name(stage, owner)), noun.form),
        None => cleaned(words, noun.form),
    }
}

/// The named actor whose what a description mentions is, by the pronoun with which it begins: "its ministry", "his office".
fn owner(stage: &Stage, at: usize) -> Option<usize> {
    let noun = &stage.nouns[at];
    let begins = |it: &usize| {
        let inner = &stage.nouns[*it];
        inner.form == Form::Pronoun && inner.bytes.start == noun.bytes.start
    };
    let pronoun = (noun.form == Form::Description).then(|| stage.within(at).find(begins))??;
    stage.of[pronoun].filter(|&owner| stage.referents[owner].named)
}

/// A mention as a name: without article, quotation marks and possessive ending, on one line.
pub(super) fn cleaned(text: &str, form: Form) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '\'' | '’' | ','));
    let text = ["'s", "’s"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    let article = matches!(first.as_str(), "the") || form != Form::Name && matches!(first.as_str(), "a" | "an");
    let words: Vec<&str> = text.split_whitespace().skip(usize::from(article && text.len() > first.len())).collect();
    words.join(" ").replace(['“', '”', '"'], "")
}

#[cfg(test)]
mod tests {
    use super::super::testing::described;

    #[test]
    fn what_somebody_has_is_called_his() {
        let actors = described(
            "[name:place Jordan] spoke. [desc:organisation [pron:place>0 Its] foreign ministry] denied it, and [desc:person an officer] left.",
        );
        assert_eq!(actors[1], "Jordan’s foreign ministry/Government/JO: Its foreign ministry");
        let actors = described(
            "[name:place Jordan] spoke. [desc:organisation [pron:place>0 Its] foreign ministry] denied it. Foreign Ministry spokesman \
             [name:person Navid Teshur] left.",
        );
        assert_eq!(actors[1], "Jordan’s foreign ministry/Government/JO: Its foreign ministry, Foreign Ministry");
    }

    #[test]
    fn names_tell_their_kind() {
        let actors = described(
            "[name:organisation Ministry of Finance], [name:organisation Corvan News Agency], \
             [name:organisation Civic Party], [name:organisation Ninth Valley Brigade], [name:organisation Imsel University], \
             [name:organisation Sarn Gazette], [name:organisation United Nations], [name:organisation Pentagon]",
        );
        let kinds: Vec<&str> = actors.iter().map(|actor| actor.split('/').nth(1).unwrap()).collect();
        assert_eq!(
            kinds,
            ["Government", "Outlet", "Party", "ArmedGroup", "Organisation", "Outlet", "InternationalBody", "Military"]
        );
    }

    #[test]
    fn an_apposition_overrules_a_vague_name() {
        let actors = described(
            "[name:organisation Ninth Brigade], [desc:organisation an army unit], and [name:organisation Shield], \
             [desc:organisation a newspaper], met [name:organisation Valley Front], [desc:organisation a party].",
        );
        let kinds: Vec<&str> = actors.iter().map(|actor| actor.split('/').nth(1).unwrap()).collect();
        assert_eq!(kinds, ["ArmedGroup", "Outlet", "Party"]);
    }

    #[test]
    fn countries_come_from_demonyms_possessives_and_of() {
        let actors = described(
            "[desc:organisation The [name:people Iranian] state newspaper] [name:organisation Dawn Press] met \
             [name:place Jordan]'s Defence Minister [name:person Aldo Prenn] and King [name:person Osmar] of [name:place Jordan], \
             and American singer [name:person Mia Orn] left.",
        );
        assert_eq!(
            actors,
            [
                "Dawn Press/Outlet/IR: The Iranian state newspaper, Dawn Press",
                "Jordan/Place/JO: Jordan, Jordan",
                "Aldo Prenn/Person/JO: Aldo Prenn",
                "Osmar/Person/JO: Osmar",
                "Mia Orn/Person/US: Mia Orn",
                "-: Iranian",
            ]
        );
    }

    #[test]
    fn the_fullest_name_is_the_name() {
        let actors = described(
            "[name:person MARREK] won. “[name:person Ilva Marrek]” left. The [name:organisation QZA]’s \
             man met [desc:person a tall woman].",
        );
        assert_eq!(
            actors,
            ["Ilva Marrek/Person/: MARREK, Ilva Marrek", "QZA/Organisation/: QZA", "tall woman/Person/: a tall woman"]
        );
    }
}
