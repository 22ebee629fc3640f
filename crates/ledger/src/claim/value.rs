//! The values that are claimed of a field, those that mean the same as one.

use std::collections::{HashMap, HashSet};

use sayso_reading::{Role, Stage, Stance, code};
use sayso_value::place::{distance_km, is_country};
use serde::Serialize;

use super::doer::{can_act, can_answer, is_craft};
use super::load::{Material, Number, Part, Teller, Telling};
use super::moment::Moment;
use super::said::{Said, Speaker};
use super::source::{Key, counted};
use super::{Claim, Field, When, Where};

/// Places so near each other are one.
const ONE_PLACE_KM: f64 = 5.0;

/// What somebody says of who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// That they themselves did.
    Claims,
    /// That they are said to have done it.
    Accused,
    /// That they deny it, or deny what else is said.
    Denies,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Of [`Field::Responsibility`].
    Responsible {
        /// Who.
        name: String,
        /// `a` and the number of the ledger's actor, where it is known across documents.
        actor: Option<String>,
        /// What of them is said.
        stand: Stand,
    },
    /// Who or what.
    Who {
        /// The name, or the words.
        name: String,
        /// `a` and the number of the ledger's actor, where it is known across documents.
        actor: Option<String>,
        /// What sort of actor; none where it is none.
        kind: Option<String>,
    },
    /// How many: the least and the most.
    Number {
        /// The least, where there is one.
        low: Option<i64>,
        /// The most.
        high: Option<i64>,
    },
    /// Where.
    Place(Where),
    /// When.
    Days(When),
    /// Whether.
    Happened(bool),
}

impl Value {
    /// The least and the most, of a number.
    pub fn number(&self) -> Option<(Option<i64>, Option<i64>)> {
        match self {
            Self::Number { low, high } => Some((*low, *high)),
            _ => None,
        }
    }

    /// The same for values that are the same to the letter.
    fn key(&self) -> String {
        match self {
            Self::Who { name, actor, .. } | Self::Responsible { name, actor, .. } => {
                format!("{} {self} {name}", actor.as_deref().unwrap_or_default())
            }
            Self::Place(place) => format!("{self} {:?} {:?}", place.latitude, place.longitude),
            _ => self.to_string(),
        }
    }

    /// Whether two values mean the same.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Place(one), Self::Place(other)) => same_place(one, other),
            (Self::Who { name, actor, .. }, Self::Who { name: other, actor: theirs, .. }) => {
                (actor.is_some() && actor == theirs) || folded(name) == folded(other)
            }
            (
                Self::Responsible { name, actor, stand },
                Self::Responsible { name: other, actor: theirs, stand: their_stand },
            ) => stand == their_stand && ((actor.is_some() && actor == theirs) || folded(name) == folded(other)),
            _ => self == other,
        }
    }
}

fn same_place(one: &Where, other: &Where) -> bool {
    match (one.position(), other.position()) {
        _ if one.name.eq_ignore_ascii_case(&other.name) && one.country == other.country => true,
        (Some(here), Some(there)) => {
            is_country(&one.name) == is_country(&other.name) && distance_km(here, there) < ONE_PLACE_KM
        }
        _ => false,
    }
}

/// Words without case and leading article.
fn folded(words: &str) -> String {
    let words = words.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article));
    bare.unwrap_or(&words).to_owned()
}

/// One document's word for a value.
struct Word<'m> {
    value: Value,
    text: String,
    teller: &'m Teller,
    said: Option<&'m Said>,
    /// Who stands behind it.
    source: Key,
    /// A number that it says has been raised to this.
    raised: Option<Value>,
}

impl<'m> Word<'m> {
    fn new(value: Value, text: &str, teller: &'m Teller, said: Option<&'m Said>) -> Self {
        Self { value, text: text.to_owned(), teller, said, source: Key::of(teller, said), raised: None }
    }

    fn is_denied(&self) -> bool {
        self.said.is_some_and(|said| said.stance == Stance::Denies)
    }
}

/// What is claimed of a field, the values with most sources first.
pub(super) fn claims(material: &Material, field: Field) -> Vec<Claim> {
    let told = material.tellings.iter().flat_map(|it| words(it, &material.documents[it.document], field));
    let mut all: Vec<Word> = told.collect();
    attribute(&mut all);
    let mut groups: Vec<Vec<Word>> = Vec::new();
    // Most words are said as another has said them.
    let mut known: HashMap<String, usize> = HashMap::new();
    for word in all {
        let place = *known
            .entry(word.value.key())
            .or_insert_with(|| groups.iter().position(|group| group[0].value.is(&word.value)).unwrap_or(groups.len()));
        match groups.get_mut(place) {
            Some(group) => group.push(word),
            None => groups.push(vec![word]),
        }
    }
    // Who says that they did it and denies something denies some part of it.
    let claimants: Vec<Value> = groups.iter().filter_map(|group| denier(&group[0].value)).collect();
    groups.retain(|group| !claimants.iter().any(|value| value.is(&group[0].value)));
    let mut claims: Vec<Claim> = groups.into_iter().filter_map(|words| claim(field, &words)).collect();
    claims.sort_by_key(|claim| std::cmp::Reverse((claim.sources, claim.documents.len())));
    claims
}

/// Puts numbers that documents give in their own voice to those who have them: to whom the same document names as their source, for a headline sums up
/// what the text attributes and keeps of "at least 43" the 43; and those of a copy that the texts from which it comes do not give to its own outlet.
fn attribute(words: &mut [Word]) {
    let mut from: HashMap<(&str, i64), Key> = HashMap::new();
    let mut given: HashMap<_, HashSet<&str>> = HashMap::new();
    for word in words.iter().filter(|word| word.value.number().is_some()) {
        given.entry((&word.teller.voice, word.value.number())).or_default().insert(&word.teller.id);
        if let Some((Some(low), _)) = word.value.number().filter(|_| word.source != word.teller.voice) {
            from.entry((&word.teller.id, low)).or_insert_with(|| word.source.clone());
        }
    }
    let source = |word: &Word| {
        let (low, _) = word.value.number().filter(|_| word.said.is_none())?;
        let teller = word.teller;
        let attributed = low.and_then(|low| from.get(&(teller.id.as_str(), low)));
        let alone = || given.get(&(&teller.voice, word.value.number())).is_none_or(|documents| documents.len() < 2);
        attributed.or_else(|| (teller.own != teller.voice && alone()).then_some(&teller.own)).cloned()
    };
    let sources: Vec<Option<Key>> = words.iter().map(source).collect();
    for (word, source) in words.iter_mut().zip(sources) {
        word.source = source.unwrap_or_else(|| word.source.clone());
    }
}

fn claim(field: Field, words: &[Word]) -> Option<Claim> {
    let name = |word: &Word| word.said.map(|said| format!("{}#{}", word.teller.id, said.id));
    // Denying who did it is a stand of its own; denying anything else takes from its support.
    let denied = |word: &&Word| field != Field::Responsibility && field != Field::Happened && word.is_denied();
    let supports: Vec<&Word> = words.iter().filter(|word| !denied(word)).collect();
    let first = supports.first()?;
    let mut seen: HashSet<&str> = HashSet::new();
    let tellers = supports.iter().map(|word| word.teller);
    let documents: Vec<&Teller> = tellers.filter(|teller| seen.insert(&teller.id)).collect();
    let since = Moment::first(documents.iter().map(|teller| &teller.published)).cloned().unwrap_or_default();
    let counted = counted(supports.iter().map(|word| (word.source.clone(), word.teller)));
    Some(Claim {
        value: first.value.clone(),
        text: most(supports.iter().map(|word| word.text.as_str())).unwrap_or_default().to_owned(),
        statements: each_once(supports.iter().filter_map(|word| name(word))),
        denied: each_once(words.iter().filter(denied).filter_map(name)),
        first: since.day.clone(),
        since,
        raised: supports.iter().filter_map(|word| word.raised.clone()).collect(),
        documents: documents.into_iter().map(|teller| teller.id.clone()).collect(),
        sources: counted.len(),
        counted,
    })
}

fn each_once(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    ids.filter(|id| seen.insert(id.clone())).collect()
}

/// What stands there most often; of several the first.
fn most<'w>(texts: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (order, text) in texts.enumerate() {
        counts.entry(text).or_insert((0, order)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (count, order))| (*count, std::cmp::Reverse(*order))).map(|(text, _)| text)
}

/// What a telling says of a field.
fn words<'m>(telling: &Telling, teller: &'m Teller, field: Field) -> Vec<Word<'m>> {
    let at = |value: Value, start: i64, text: &str| Word::new(value, text, teller, teller.said_at(start));
    let role = |roles: &[Role]| -> Vec<Word<'m>> {
        let parts = telling.roles.iter().filter(|part| roles.contains(&part.role));
        parts.map(|part| at(who(part.actor.as_ref(), &part.text), part.start, &part.text)).collect()
    };
    match field {
        Field::Happened => {
            let said = teller.said_at(telling.start);
            // That nobody was hurt does not say that nothing happened.
            let nobody = telling.killed.iter().chain(&telling.injured).any(|it| it.high == Some(0));
            let denied = telling.stage == Stage::Denied || said.is_some_and(|said| said.stance == Stance::Denies);
            if denied && nobody {
                return Vec::new();
            }
            vec![at(Value::Happened(!denied), telling.start, &telling.trigger)]
        }
        Field::Place => {
            telling.places.iter().map(|(place, start, text)| at(Value::Place(place.clone()), *start, text)).collect()
        }
        Field::Date => {
            telling.days.iter().map(|(days, start, text)| at(Value::Days(days.clone()), *start, text)).collect()
        }
        Field::Killed | Field::Injured => {
            let numbers = if field == Field::Killed { &telling.killed } else { &telling.injured };
            let value = |number: &Number| Value::Number { low: number.low, high: number.high };
            let told = |number: &Number| at(value(number), number.start, &number.text);
            let mut words: Vec<Word> = numbers.iter().map(told).collect();
            if let Some(own) = words.first_mut() {
                own.raised = numbers.iter().find(|number| number.is_raised).map(value);
            }
            words
        }
        Field::Perpetrator => {
            let parts = doers(telling).filter(|part| can_act(part.actor.as_ref(), &part.text));
            let parts = parts.filter(|part| !is_craft(part.actor.as_ref(), &part.text));
            parts.map(|part| at(who(part.actor.as_ref(), &part.text), part.start, &part.text)).collect()
        }
        Field::Target => role(&Role::SUFFERERS),
        Field::Instrument => {
            // What only names a craft tells with what it was done.
            let craft = doers(telling).filter(|part| is_craft(part.actor.as_ref(), &part.text));
            let craft = craft.map(|part| at(who(None, &part.text), part.start, &part.text));
            role(&[Role::Instrument]).into_iter().chain(craft).collect()
        }
        Field::Responsibility => responsible(telling, teller),
    }
}

fn doers(telling: &Telling) -> impl Iterator<Item = &Part> {
    telling.roles.iter().filter(|part| Role::DOERS.contains(&part.role))
}

fn who(actor: Option<&Speaker>, text: &str) -> Value {
    match actor {
        Some(actor) => Value::Who { name: actor.name.clone(), actor: id(actor), kind: Some(actor.kind.clone()) },
        None => Value::Who { name: text.to_owned(), actor: None, kind: None },
    }
}

fn id(actor: &Speaker) -> Option<String> {
    actor.actor.map(|number| format!("a{number}"))
}

/// Who claims to have done it, who is accused and who denies, in the statements that tell of the event.
fn responsible<'m>(telling: &Telling, teller: &'m Teller) -> Vec<Word<'m>> {
    let mut out = Vec::new();
    for said in telling.said_in.iter().filter_map(|&number| teller.said(number)) {
        let mut add = |actor: &Speaker, stand: Stand, text: &str| {
            let value = Value::Responsible { name: actor.name.clone(), actor: id(actor), stand };
            out.push(Word::new(value, text, teller, Some(said)));
        };
        match (said.stance, &said.source) {
            // An outlet that claims it passes on who does.
            (Stance::ClaimsResponsibility, Some(source)) if can_answer(source) => {
                add(source, Stand::Claims, &source.name)
            }
            (Stance::Denies, Some(source)) if can_answer(source) => add(source, Stand::Denies, &source.name),
            (Stance::Accuses, _) => {
                for part in doers(telling) {
                    let said_there = teller.said_at(part.start).is_some_and(|it| it.number == said.number);
                    if let Some(actor) = part.actor.as_ref().filter(|actor| said_there && can_answer(actor)) {
                        add(actor, Stand::Accused, &part.text);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Of "X claims it" the value "X denies".
fn denier(value: &Value) -> Option<Value> {
    match value {
        Value::Responsible { name, actor, stand: Stand::Claims } => {
            Some(Value::Responsible { name: name.clone(), actor: actor.clone(), stand: Stand::Denies })
        }
        _ => None,
    }
}

impl std::fmt::Display for Value {
    /// The value in a few words: "at least 58", "Khan Shaykhun (SY)", "2017-04-04", "Orsa Front claims it".
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Responsible { name, stand, .. } => match stand {
                Stand::Claims => write!(out, "{name} claims it"),
                Stand::Accused => write!(out, "{name} is accused"),
                Stand::Denies => write!(out, "{name} denies"),
            },
            Self::Who { name, .. } => out.write_str(name),
            Self::Number { low, high } => match (low, high) {
                (Some(low), Some(high)) if low == high => write!(out, "{low}"),
                (Some(low), Some(high)) => write!(out, "{low} to {high}"),
                (Some(low), None) => write!(out, "at least {low}"),
                (None, Some(high)) => write!(out, "at most {high}"),
                (None, None) => out.write_str("some"),
            },
            Self::Place(place) => place.fmt(out),
            Self::Days(When { start, end }) => match (start.as_deref(), end.as_deref()) {
                (Some(start), Some(end)) if start == end => out.write_str(start),
                (start, end) => write!(out, "{} to {}", start.unwrap_or("?"), end.unwrap_or("?")),
            },
            Self::Happened(happened) => out.write_str(if *happened { "it happened" } else { "it did not happen" }),
        }
    }
}

/// The word of the JSON for a field.
impl std::fmt::Display for Field {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&code(*self))
    }
}
