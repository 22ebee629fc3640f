//! States, their capitals and peoples: when a place is a place, and when its name means its government.

use std::collections::HashMap;

use sayso_model::Form;

use crate::world::{Known, Sort};

use super::known::{STEM, is_demonym_of, key, known, state};
use super::lexicon;
use super::noun::Noun;
use super::stage::{Class, Stage};
use super::words::{after, before, first_words, fold, last_words};

/// The states that a document mentions, by the first letters of their names: to find an unknown state by its demonym.
#[derive(Debug, Default)]
pub(super) struct Atlas(HashMap<String, Vec<String>>);

impl Atlas {
    /// The places among the names of a document that the tables do not know.
    fn of(stage: &Stage, classes: &[Option<Class>]) -> Self {
        let mut atlas: HashMap<String, Vec<String>> = HashMap::new();
        for (noun, _) in stage.nouns.iter().zip(classes).filter(|(_, class)| **class == Some(Class::Place)) {
            if let [word] = noun.words.as_slice()
                && word.len() >= STEM
                && known(noun.text).is_none()
            {
                let places = atlas.entry(beginning(word)).or_default();
                if places.len() < super::names::CANDIDATES && !places.contains(word) {
                    places.push(word.clone());
                }
            }
        }
        Self(atlas)
    }

    /// The key of the state that a demonym belongs to, and its code.
    fn of_demonym(&self, text: &str, word: &str) -> Option<(String, Option<&'static str>)> {
        if let Some(known) = known(text) {
            return matches!(known.sort, Sort::Demonym).then(|| (key(&known), known.country));
        }
        let places = self.0.get(&beginning(word))?;
        places.iter().find(|place| is_demonym_of(word, place)).map(|place| (place.clone(), None))
    }

    /// The key of the state that a name or demonym tells, and its code.
    pub(super) fn state_of(&self, noun: &Noun) -> Option<(String, Option<&'static str>)> {
        match state(noun.text) {
            Some(known) => Some((key(&known), known.country)),
            None => {
                let word = noun.words.last()?;
                let place = noun.words.len() == 1 && self.0.get(&beginning(word)).is_some_and(|it| it.contains(word));
                if place { Some((word.clone(), None)) } else { self.of_demonym(noun.text, word) }
            }
        }
    }

    /// The key and code of the state that a single word tells.
    pub(super) fn state_of_word(&self, word: &str) -> Option<(String, Option<&'static str>)> {
        match state(word) {
            // "us" is mostly a pronoun.
            Some(known) if fold(word) != "us" || word.starts_with('U') => Some((key(&known), known.country)),
            _ => {
                let folded = fold(word);
                let place = self.0.get(&beginning(&folded)).is_some_and(|it| it.contains(&folded));
                if place { Some((folded, None)) } else { self.of_demonym(word, &folded) }
            }
        }
    }
}

fn beginning(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// Links the names of places and peoples; tells the states of the document.
pub(super) fn link(stage: &mut Stage, classes: &[Option<Class>]) -> Atlas {
    let atlas = Atlas::of(stage, classes);
    let mut acting: Vec<bool> =
        (0..stage.nouns.len()).map(|at| classes[at] == Some(Class::Place) && acts(stage, at)).collect();
    together(stage, classes, &mut acting);
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut peoples: HashMap<String, usize> = HashMap::new();
    for at in 0..stage.nouns.len() {
        let noun = &stage.nouns[at];
        let table = known(noun.text);
        match classes[at] {
            Some(Class::Place) => {
                let key = table.as_ref().map_or_else(|| noun.words.join(" "), key);
                let country = table.and_then(|known| known.country);
                let seat = table.is_some_and(|known| known.sort == Sort::Government);
                if acting[at] || seat {
                    let government = government(stage, &key, country);
                    stage.link(at, government);
                    continue;
                }
                // A capital as a place is not its country.
                let name = if is_capital(table) { noun.words.join(" ") } else { key.clone() };
                let referent = *places.entry(name).or_insert_with(|| stage.add(Class::Place, true));
                (stage.referents[referent].state, stage.referents[referent].country) = (Some(key), country);
                stage.link(at, referent);
            }
            Some(Class::People) if stands_as_noun(stage, at) => {
                let word = noun.words.last().cloned().unwrap_or_default();
                let state = atlas.of_demonym(noun.text, &word);
                let own = table.map_or_else(|| noun.words.join(" "), |known| known.name.to_lowercase());
                let name = state.as_ref().map_or(own, |(key, _)| key.clone());
                let referent = *peoples.entry(name).or_insert_with(|| stage.add(Class::People, true));
                stage.referents[referent].plural = true;
                if let Some((key, country)) = state {
                    (stage.referents[referent].state, stage.referents[referent].country) = (Some(key), country);
                }
                stage.link(at, referent);
            }
            _ => {}
        }
    }
    atlas
}

/// The government of the state `key`.
pub(super) fn government(stage: &mut Stage, key: &str, country: Option<&'static str>) -> usize {
    if let Some(&referent) = stage.governments.get(key) {
        return referent;
    }
    let referent = stage.add(Class::Government, true);
    (stage.referents[referent].state, stage.referents[referent].country) = (Some(key.to_owned()), country);
    stage.governments.insert(key.to_owned(), referent);
    referent
}

fn is_capital(table: Option<Known>) -> bool {
    table.is_some_and(|known| known.sort == Sort::Capital)
}

/// Whether the name of a place means its government here: it speaks or acts, is spoken to or holds talks.
fn acts(stage: &Stage, at: usize) -> bool {
    let noun = &stage.nouns[at];
    let (before, behind) = (before(stage.text, noun.bytes.start), after(stage.text, noun.bytes.end));
    if ["-backed", "-aligned", "-funded", "-supported", "-led", "-allied", "-sponsored"]
        .iter()
        .any(|it| behind.starts_with(it))
    {
        return true;
    }
    let mut words = last_words(before, 6);
    if words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    let last = words.first().map_or("", String::as_str);
    let second = words.get(1).map_or("", String::as_str);
    let possessive = behind.starts_with("'s") || behind.starts_with("’s");
    // "the Iran deal", "Orun Gate residents": it only modifies.
    match last {
        "in" | "at" | "near" | "from" | "into" | "inside" | "outside" | "across" | "around" | "throughout"
        | "through" | "over" | "within" | "toward" | "towards" | "northern" | "southern" | "eastern" | "western"
        | "central" => return false,
        _ if possessive => return false,
        "between" => return words[1..].iter().any(|word| lexicon::is_talks(word)),
        "and" => {}
        "by" => {
            return second.ends_with("ed")
                || matches!(second, "led" | "run" | "held" | "made" | "said" | "given" | "sent");
        }
        "with" | "against" | "to" | "for" | "on" | "of" => {
            let talks = lexicon::is_talks(second) && matches!(last, "with" | "against" | "to");
            let blame =
                matches!(second, "accusations" | "accusation" | "charges" | "allegations" | "sanctions" | "claims");
            let belongs = matches!(second, "affiliated" | "allied" | "loyal" | "linked" | "aligned" | "tied" | "close");
            return talks || blame && last == "against" || belongs;
        }
        _ if lexicon::acts_on(last) => return true,
        _ => {}
    }
    let following = first_words(behind, 3);
    let next = match following.first().map_or("", String::as_str) {
        "also" | "again" | "later" | "still" | "now" | "then" | "never" | "officially" | "reportedly" | "on"
        | "both" => following.iter().skip(1).find(|word| lexicon::acts(word)).map_or("", String::as_str),
        word => word,
    };
    let acts = lexicon::acts(next) && behind.starts_with(' ');
    // In a source only what is not a modifier speaks: "Andural said", "said Andural", "Andural, in a statement".
    let alone = following.is_empty() || behind.starts_with([',', '.', ';', ':', '”', '"', ')']) || acts;
    acts || noun.in_source && alone && last != "of"
}

/// Governments act together: of "Iran, Russia and China have" all do, and of "between Baghdad and Washington" both.
fn together(stage: &Stage, classes: &[Option<Class>], acting: &mut [bool]) {
    let places: Vec<usize> = (0..classes.len()).filter(|&at| classes[at] == Some(Class::Place)).collect();
    let joined = |first: usize, second: usize| {
        let between = stage.between(first, second).unwrap_or("x").trim();
        matches!(between, "," | "and" | ", and" | "or" | "and the" | ", the" | ", and the")
    };
    for pair in places.windows(2).rev() {
        acting[pair[0]] |= acting[pair[1]] && joined(pair[0], pair[1]) && !locates(stage, pair[0]);
    }
    for pair in places.windows(2) {
        let between = stage.between(pair[0], pair[1]).unwrap_or("x").trim();
        acting[pair[1]] |= acting[pair[0]] && matches!(between, "and" | "and the") && !follows_verb(stage, pair[0]);
    }
}

/// Whether a preposition of place stands before noun `at`.
fn locates(stage: &Stage, at: usize) -> bool {
    let words = last_words(before(stage.text, stage.nouns[at].bytes.start), 2);
    words.iter().any(|word| matches!(word.as_str(), "in" | "at" | "near" | "from" | "across" | "of"))
}

/// Whether what follows the first name is its own verb, so that "and" begins something new.
fn follows_verb(stage: &Stage, at: usize) -> bool {
    first_words(after(stage.text, stage.nouns[at].bytes.end), 1).first().is_some_and(|word| lexicon::acts(word))
}

/// Whether the name of a people stands as a noun ("the Iranians", "the French said"), not before one ("Iranian").
fn stands_as_noun(stage: &Stage, at: usize) -> bool {
    let noun = &stage.nouns[at];
    if noun.form != Form::Name {
        return false;
    }
    let behind = after(stage.text, noun.bytes.end);
    if behind.starts_with(['-', '‐', '‑']) {
        return false;
    }
    let plural = |text: &str| text.ends_with('s') && !text.ends_with("ss") && text.len() > 4;
    if plural(noun.text) || noun.text.ends_with("men") {
        return true;
    }
    // A noun before it or an article, and no noun behind it.
    let next = first_words(behind, 1).into_iter().next().unwrap_or_default();
    let free = next.is_empty()
        || lexicon::is_helper(&next)
        || matches!(
            next.as_str(),
            "and" | "or" | "in" | "of" | "who" | "are" | "were" | "is" | "was" | "at" | "from" | "on" | "to"
        )
        || matches!(next.as_str(), "said" | "say" | "says" | "have" | "told" | "denied");
    let previous = last_words(before(stage.text, noun.bytes.start), 1).into_iter().next().unwrap_or_default();
    free && (matches!(previous.as_str(), "the" | "a" | "an" | "every" | "many" | "most")
        || !previous.is_empty() && next.is_empty() && previous != "is" && previous != "are")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actors_of, described};

    #[test]
    fn a_country_that_acts_is_its_government() {
        let actors = described(
            "[name:place Jordan] denied it. Troops left [name:place Jordan]. [name:place Amman] said no. \
             They met in [name:place Amman]. [desc:organisation the [name:people Jordanian] government] agreed.",
        );
        assert_eq!(
            actors,
            [
                "Jordan/Government/JO: Jordan, Amman, the Jordanian government",
                "Jordan/Place/JO: Jordan",
                "Amman/Place/JO: Amman",
                "-: Jordanian",
            ]
        );
    }

    #[test]
    fn governments_negotiate_and_borders_do_not() {
        let actors = described(
            "Talks between [name:place Velmark] and [name:place Washington] failed. The road between \
             [name:place Khessar] and [name:place Dorrath] is shut.",
        );
        assert_eq!(
            actors,
            [
                "Velmark/Government/: Velmark",
                "Washington/Government/US: Washington",
                "Khessar/Place/: Khessar",
                "Dorrath/Place/: Dorrath"
            ]
        );
    }

    #[test]
    fn unknown_states_act_too() {
        let actors = described(
            "[name:place Velmark] and [name:place Khessar] have agreed. He blamed [name:place Andural]. \
             [desc:organisation the [name:people Khessari] government] denied it, [s1 [name:place Orun]] [c1 added] [x1 yes].",
        );
        assert_eq!(
            actors,
            [
                "Velmark/Government/: Velmark",
                "Khessar/Government/: Khessar, the Khessari government",
                "Andural/Government/: Andural",
                "Orun/Government/: Orun",
                "-: Khessari",
            ]
        );
    }

    #[test]
    fn a_backer_is_a_government() {
        let actors = described(
            "Militias backed by [name:place Andural] and [name:place Iran]-backed ones met in [name:place Iran].",
        );
        assert_eq!(actors, ["Andural/Government/: Andural", "Iran/Government/IR: Iran", "Iran/Place/IR: Iran"]);
    }

    #[test]
    fn peoples_are_actors_only_as_nouns() {
        let actors = actors_of(
            "The [name:people Iranians] left. An [name:people Iranian] ship sank. \
             Many [name:people Americans] and [name:people Khessaris] came.",
        );
        assert_eq!(actors, ["Iranians: Iranians", "Americans: Americans", "Khessaris: Khessaris", "-: Iranian"]);
    }

    #[test]
    fn residents_of_a_place_do_not_make_it_speak() {
        let actors = described("[s1 [desc:person Residents] of [name:place Orun Gate]] [c1 said] [x1 no].");
        assert_eq!(actors, ["Residents/Person/: Residents", "Orun Gate/Place/: Orun Gate"]);
    }
}
