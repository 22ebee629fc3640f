//! What the words of one telling say of its event: enough to know whether two tellings are of one happening.

use std::ops::Range;

use sayso_model::Form;

use super::complement::{class_of, is_result, sufferers};
use super::{CastEvent, Told};
use crate::contract::{ActorKind, Role};
use crate::word::{Word, words};
use crate::world::{Sort, look_up};

/// Words before a trigger that tell of one known already …
const DEFINITE: [&str; 9] = ["the", "this", "that", "these", "those", "his", "its", "their", "'s"];
/// … and those that tell of a further one.
const FURTHER: [&str; 22] = [
    "another", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "separate", "new",
    "other", "similar", "previous", "earlier", "last", "further", "more", "first", "any", "such",
];
/// Beginnings of words for what goes on for long: no single deed is meant by them.
const LASTING: [&str; 9] = ["fight", "war", "conflict", "clash", "battl", "combat", "hostil", "campaign", "siege"];
/// Beginnings of words for those whom deeds strike.
const TOLLS: [&str; 5] = ["dead", "death", "toll", "casualt", "fatalit"];
/// Beginnings of words for deeds that kill, beside those that say no more than that.
const DEADLY: [&str; 9] = ["kill", "die", "dead", "death", "fatal", "slain", "slay", "perish", "massacre"];

/// One telling of an event.
pub(super) struct Telling {
    /// Where its last trigger begins.
    pub(super) at: usize,
    /// The sentence of its first.
    pub(super) sentence: usize,
    /// The sentences of all of them.
    pub(super) sentences: Vec<usize>,
    /// The first letters of its trigger.
    pub(super) stem: String,
    /// Whether its triggers say what an assault did.
    pub(super) is_result: bool,
    /// Whether it counts those whom a deed struck: "seven dead", "the wounded".
    pub(super) is_toll: bool,
    /// Whether it says that somebody died.
    pub(super) is_deadly: bool,
    /// Whether its words point to one known already, or to a further one.
    pub(super) definite: bool,
    pub(super) further: bool,
    /// Whether it tells of several deeds, and no known ones: "dozens of attacks".
    pub(super) several: bool,
    /// Whether it names whom or what it was done to, by name: "the attack on Fort Bellan".
    pub(super) aimed: bool,
    /// Whether what it tells of lasts: "fighting".
    pub(super) lasting: bool,
    /// The day that its own words name it by: "the October 7 massacre". A date, or the words where nothing tells the year.
    pub(super) day: Option<String>,
    sufferers: Vec<Sufferer>,
}

/// Whether a day stands in the phrase of a deed: "the October 7 massacre".
pub(super) fn names_by_day(text: &str, day: &Range<usize>, trigger: &Range<usize>) -> bool {
    if day.end > trigger.start {
        return false;
    }
    let start = text.ceil_char_boundary(day.start.saturating_sub(12));
    let article =
        words(text, &(start..day.end)).iter().rev().take(4).any(|word| word.is(&["the", "this", "that", "'s"]));
    let between = words(text, &(day.end..trigger.start));
    article && between.len() <= 2 && !between.iter().any(|word| word.is_mark() || word.is_border())
}

/// Whether a word is of what goes on for long.
pub(super) fn is_lasting(lower: &str) -> bool {
    LASTING.iter().any(|lasting| lower.starts_with(lasting))
}

/// Who suffered, as the words have it.
#[derive(Debug, PartialEq)]
struct Sufferer {
    actor: Option<usize>,
    country: Option<String>,
    /// Whether they are under arms, where the noun says so.
    armed: Option<bool>,
}

impl Telling {
    pub(super) fn new(told: &Told, event: &CastEvent) -> Self {
        let (text, first) = (told.layout.text, &event.triggers[0]);
        let leading = leading_words(told, first);
        let has = |set: &[&str]| leading.iter().any(|word| set.contains(&word.as_str()));
        let lower = text[first.clone()].to_lowercase();
        // "The wounded" are a noun.
        let noun = !lower.ends_with("ed") || leading.first().is_some_and(|word| word == "the");
        let definite = has(&DEFINITE) && noun;
        let mut sufferers_found = Vec::new();
        let (mut is_deadly, mut aimed) = (false, false);
        for trigger in &event.triggers {
            if let Some((bytes, hurt)) = sufferers(told, trigger) {
                is_deadly |= hurt;
                aimed |= told.cast.within(&bytes).any(|it| it.form == Form::Name);
                sufferers_found.push(bytes);
            }
            let word = text[trigger.clone()].to_lowercase();
            is_deadly |= DEADLY.iter().any(|deadly| word.starts_with(deadly));
        }
        let roles = event.roles.iter().filter(|role| Role::SUFFERERS.contains(&role.role));
        sufferers_found.extend(roles.map(|role| role.bytes.clone()));
        Self {
            at: event.triggers.iter().map(|trigger| trigger.start).max().unwrap_or_default(),
            sentence: told.layout.sentence_of(first.start),
            sentences: event.triggers.iter().map(|it| told.layout.sentence_of(it.start)).collect(),
            stem: stem(text, first),
            is_result: event.triggers.iter().all(|trigger| is_result(&text[trigger.clone()].to_lowercase())),
            is_toll: TOLLS.iter().any(|toll| lower.starts_with(toll)) || definite && lower == "wounded",
            is_deadly,
            definite,
            further: has(&FURTHER),
            several: !definite && noun && is_plural(&lower),
            aimed,
            lasting: is_lasting(&lower),
            day: event.setting.time.as_ref().filter(|time| names_by_day(text, &time.bytes, first)).and_then(|time| {
                let words = || text[time.bytes.clone()].to_lowercase();
                (time.start == time.end).then(|| time.start.map_or_else(words, |day| day.to_string()))
            }),
            sufferers: sufferers_found.iter().filter_map(|bytes| Sufferer::new(told, bytes)).collect(),
        }
    }

    /// Whether both say who suffered it, and it cannot be the same.
    pub(super) fn others_suffered(&self, other: &Self) -> bool {
        !self.sufferers.is_empty()
            && !other.sufferers.is_empty()
            && self.sufferers.iter().all(|one| other.sufferers.iter().all(|another| one.differs(another)))
    }

    /// Whether both name the same who suffered: one actor, or people of one country.
    pub(super) fn same_suffered(&self, other: &Self) -> bool {
        self.sufferers.iter().any(|one| other.sufferers.iter().any(|another| one.is(another)))
    }
}

impl Sufferer {
    /// `None` where the words say nothing of who they are.
    fn new(told: &Told, bytes: &Range<usize>) -> Option<Self> {
        let text = told.layout.text;
        let start =
            text.ceil_char_boundary(bytes.start.saturating_sub(40).max(told.layout.sentence_start(bytes.start)));
        let before = words(text, &(start..bytes.start));
        let joined = |word: &&Word| !word.is_mark() && !word.is_border() && !word.lower.ends_with("ed");
        let from = before.iter().rev().take_while(joined).take(3).last().map_or(bytes.start, |word| word.bytes.start);
        let phrase = words(text, &(from..bytes.end));
        let of_words = phrase.iter().find_map(|word| {
            let known = look_up(&text[word.bytes.clone()])?;
            matches!(known.sort, Sort::Country | Sort::Demonym).then_some(known.country)?
        });
        let mention = told.cast.within(bytes).filter(|it| it.actor.is_some()).max_by_key(|it| it.bytes.len());
        let actor = mention.and_then(|it| it.actor);
        let of_actor = actor
            .and_then(|actor| told.cast.actors.get(actor))
            .filter(|actor| matches!(actor.kind, ActorKind::Military | ActorKind::People | ActorKind::Government));
        let country = of_words.map(str::to_owned).or_else(|| of_actor.and_then(|actor| actor.country.clone()));
        let armed = phrase.last().and_then(|head| class_of(&head.lower));
        (actor.is_some() || country.is_some() || armed.is_some()).then_some(Self { actor, country, armed })
    }

    fn is(&self, other: &Self) -> bool {
        let same_actor = self.actor.is_some() && self.actor == other.actor;
        let same_country = self.country.is_some() && self.country == other.country;
        same_actor || same_country && !self.sorts_differ(other)
    }

    fn differs(&self, other: &Self) -> bool {
        let countries = matches!((&self.country, &other.country), (Some(one), Some(other)) if one != other);
        !self.is(other) && (countries || self.sorts_differ(other))
    }

    fn sorts_differ(&self, other: &Self) -> bool {
        matches!((self.armed, other.armed), (Some(one), Some(other)) if one != other)
    }
}

/// Whether two phrases name people of one nation, and not of two sorts: "American servicepersons", "Americans", "U.S. troops".
pub(super) fn same_nation(told: &Told, one: &Range<usize>, other: &Range<usize>) -> bool {
    let text = told.layout.text;
    let people = |range: &Range<usize>| {
        let nation = |word: &Word| look_up(&text[word.bytes.clone()]).is_some_and(|it| it.sort == Sort::Demonym);
        words(text, range).last().is_some_and(|head| class_of(&head.lower).is_some() || nation(head))
    };
    let of_one =
        |one: &Sufferer, other: &Sufferer| one.country.is_some() && one.country == other.country && one.is(other);
    people(one)
        && people(other)
        && Sufferer::new(told, one).zip(Sufferer::new(told, other)).is_some_and(|(one, other)| of_one(&one, &other))
}

/// Of some triggers those behind which other people stand than behind the first that names any: "the killing of innocent people".
pub(super) fn of_others(told: &Told, triggers: &[Range<usize>]) -> Vec<Range<usize>> {
    let struck = |trigger: &Range<usize>| Some((trigger.clone(), Sufferer::new(told, &sufferers(told, trigger)?.0)?));
    let mut all = triggers.iter().filter_map(struck);
    let Some((_, first)) = all.next() else { return Vec::new() };
    all.filter(|(_, other)| first.differs(other)).map(|(trigger, _)| trigger).collect()
}

/// Whether a noun of a deed stands in the plural.
fn is_plural(lower: &str) -> bool {
    lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") || lower.ends_with("ties")
}

/// The first letters of the word, enough to tell forms of one word from others.
pub(super) fn stem(text: &str, trigger: &Range<usize>) -> String {
    text[trigger.clone()].to_lowercase().chars().take(5).collect()
}

/// Up to four words before a trigger, back to the last mark or preposition.
fn leading_words(told: &Told, trigger: &Range<usize>) -> Vec<String> {
    let before = words(told.layout.text, &(told.layout.sentence_start(trigger.start)..trigger.start));
    let back = before.iter().rev().take(4);
    back.take_while(|word| !word.is_mark() && !word.is_border()).map(|word| word.lower.clone()).collect()
}
