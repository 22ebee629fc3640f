//! Whom the words around a trigger name as having done or suffered it: "the killing of three soldiers", "attacks on the garrison",
//! "a massacre by the Covenant", "shot Marrek with a drone strike", "talks between Khessar and Velmark".
//!
//! The model's roles are sure and few; these are what the grammar of the clause says where it says nothing of that part.

use std::ops::Range;

use sayso_model::{Form, MentionKind};

use super::kind::is_verbal;
use super::list;
use super::object::object;
use super::subject::{is_doing, possessor, subject};
use super::{CastRole, Told};
use crate::cast::CastMention;
use crate::contract::{ActorKind, EventType, Role};
use crate::word::{Word, words};
use crate::world::{Sort, look_up};

/// What an assault did, as opposed to the assault: beginnings of words.
pub(super) const RESULTS: [&str; 18] = [
    "kill", "wound", "injur", "die", "dead", "death", "hurt", "maim", "destroy", "damag", "casualt", "fatal", "toll",
    "slain", "slay", "perish", "burn", "harm",
];
/// Nouns, by their beginnings, whose "of" names whom or what it was done to.
pub(super) const DONE_TO: [&str; 26] = [
    "killing",
    "murder",
    "assassination",
    "death",
    "slaying",
    "massacre",
    "slaughter",
    "genocide",
    "execution",
    "kidnapping",
    "abduction",
    "wounding",
    "injuring",
    "destruction",
    "bombing",
    "bombardment",
    "shelling",
    "arrest",
    "detention",
    "deportation",
    "rape",
    "torture",
    "beheading",
    "hijacking",
    "seizure",
    "capture",
];
/// Verbs that say what a deed was done for: its means stands behind a preposition.
const STRUCK: [&str; 12] = [
    "eliminated",
    "killed",
    "assassinated",
    "murdered",
    "slew",
    "targeted",
    "struck",
    "hit",
    "wounded",
    "injured",
    "destroyed",
    "attacked",
];
/// Participles of what a deed was sent against: "was directed at", "was carried out on".
const AIMED: [&str; 7] = ["aimed", "directed", "executed", "launched", "conducted", "fired", "carried"];
/// Words of a phrase after which nothing more of it is looked for.
const LONGEST: usize = 7;

/// Whether a word tells what an assault did.
pub(super) fn is_result(word: &str) -> bool {
    RESULTS.iter().any(|result| word.starts_with(result))
}

/// Whether a word is the noun of a deed whose "of" names who suffered it.
pub(super) fn is_done_to(word: &str) -> bool {
    DONE_TO.iter().any(|noun| word.starts_with(noun))
}

/// The words of those who suffered, right behind a trigger: after "of", "on", "against", as the object of "killed", and in "the attack
/// that killed …". The flag says whether they were killed or hurt by these words.
pub(super) fn sufferers(told: &Told, trigger: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let text = told.layout.text;
    let deed = last_word(text, trigger)?;
    let behind = words_behind(told, trigger);
    let first = behind.first()?;
    if first.is(&["of"]) && is_done_to(&deed) || first.is(&["on", "against", "upon"]) {
        return Some((phrase(&behind[1..])?, is_result(&deed)));
    }
    // "The strike was directed at a base", "aimed at".
    let participle = behind.iter().take(3).position(|word| word.is(&AIMED));
    let after = participle.map(|at| at + 1).or_else(|| AIMED.contains(&deed.as_str()).then_some(0));
    if let Some(after) = after
        && behind[..after.saturating_sub(1)].iter().all(|word| word.is(&["was", "were", "been", "is", "are"]))
        && behind.get(after).is_some_and(|word| word.is(&["at", "on", "against"]))
    {
        return Some((phrase(&behind[after + 1..])?, false));
    }
    if first.is(&["that", "which"]) && behind.get(1).is_some_and(|verb| is_result(&verb.lower)) {
        return Some((phrase(&behind[2..])?, true));
    }
    if let Some(struck) = struck_before(told, trigger) {
        return Some((struck, true));
    }
    let active =
        is_result(&deed) && (deed.ends_with("ed") || deed.ends_with("ing")) && !is_passive(told, trigger.start);
    Some((phrase(behind.get(..).filter(|_| active)?)?, true))
}

/// Words that may follow a participle behind those whom it struck.
const BEHIND_STRUCK: [&str; 8] = ["in", "at", "on", "by", "this", "last", "during", "near"];

/// Those right before a participle that struck them: "the news of Velmarkers killed this weekend".
pub(super) fn struck_before(told: &Told, trigger: &Range<usize>) -> Option<Range<usize>> {
    let text = told.layout.text;
    if !["killed", "wounded", "injured"].contains(&text[trigger.clone()].to_lowercase().as_str()) {
        return None;
    }
    let ends = words_behind(told, trigger).first().is_none_or(|next| next.is_mark() || next.is(&BEHIND_STRUCK));
    let people = words(text, &(told.layout.sentence_start(trigger.start)..trigger.start)).pop()?;
    let people = Some(people).filter(|it| ends && (class_of(&it.lower).is_some() || is_nation(&it.lower)))?;
    Some(people.bytes)
}

/// Roles that the grammar tells and `roles` lacks.
pub(super) fn complete(
    told: &Told,
    event_type: EventType,
    incident: bool,
    triggers: &[Range<usize>],
    roles: &mut Vec<CastRole>,
) {
    for trigger in triggers {
        let near = |role: &CastRole| {
            incident || told.layout.sentence_of(role.bytes.start) == told.layout.sentence_of(trigger.start)
        };
        let lacks = |roles: &[CastRole], parts: &[Role]| !roles.iter().any(|it| near(it) && parts.contains(&it.role));
        match event_type {
            EventType::Consult => {
                if let Some(pair) = between(told, trigger) {
                    roles.retain(|role| {
                        !near(role) && !told.cast.within(&role.bytes).any(|it| it.kind == MentionKind::Other)
                    });
                    for mention in pair {
                        add(roles, named(mention, Role::Actor));
                    }
                }
            }
            EventType::Assault => {
                if lacks(roles, &Role::SUFFERERS)
                    && let Some((bytes, _)) = sufferers(told, trigger)
                    && let Some(role) = suffering(told, &bytes)
                {
                    add(roles, role);
                }
                if lacks(roles, &Role::DOERS)
                    && let Some(mention) = doer(told, trigger)
                {
                    add(roles, named(mention, doing(told, mention)));
                }
                if lacks(roles, &Role::DOERS)
                    && let Some(mention) = subject(told, trigger).or_else(|| possessor(told, trigger))
                {
                    add(roles, named(mention, doing(told, mention)));
                }
                if let Some(mention) = targeted(told, trigger) {
                    add(roles, named(mention, Role::PhysicalTarget));
                }
                if let Some((doer, sufferer)) = by_means(told, trigger) {
                    if lacks(roles, &Role::SUFFERERS)
                        && let Some(role) = suffering(told, &sufferer)
                    {
                        add(roles, role);
                    }
                    if let Some(doer) = doer.filter(|_| lacks(roles, &Role::DOERS)) {
                        add(roles, named(doer, doing(told, doer)));
                    }
                }
            }
            _ if lacks(roles, &Role::SUFFERERS) => {
                if let Some(mention) = object(told, event_type, trigger) {
                    add(roles, named(mention, Role::Recipient));
                }
            }
            _ => {}
        }
        add_lists(told, event_type, trigger, roles);
    }
    roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
}

/// What a participle behind a deed says it struck: "aimed at bases in Orun, specifically targeting Tavesh and Ardesh".
fn targeted<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<&'a CastMention> {
    let text = told.layout.text;
    let sentence = told.layout.sentences.get(told.layout.sentence_of(trigger.start))?;
    let behind = words(text, &(trigger.end..sentence.end));
    let participle = behind.iter().position(|word| word.is(&["targeting", ".", ";"]))?;
    let before = behind[..participle].iter().rev().find(|word| !word.lower.ends_with("ly"))?;
    let says = before.is(&[","]) && !behind[participle].is_mark();
    let bytes = phrase(behind.get(participle + 1..).filter(|_| says)?)?;
    within(told, &bytes).find(|it| it.form == Form::Name)
}

/// What one of a list did or suffered all of it did: adds the others of the lists that those with roles in the trigger's sentence are in.
fn add_lists(told: &Told, event_type: EventType, trigger: &Range<usize>, roles: &mut Vec<CastRole>) {
    let sentence = told.layout.sentence_of(trigger.start);
    let near: Vec<CastRole> =
        roles.iter().filter(|role| told.layout.sentence_of(role.bytes.start) == sentence).cloned().collect();
    for one in near {
        let doer = Role::DOERS.contains(&one.role);
        if !doer && !Role::SUFFERERS.contains(&one.role) {
            continue;
        }
        for other in list::others(told, &one.bytes) {
            let role = match (doer, is_verbal(event_type) || event_type != EventType::Assault) {
                (_, true) => one.role,
                (true, false) => doing(told, other),
                (false, false) if one.role == Role::Victim && !is_people(told, other) => Role::PhysicalTarget,
                (false, false) => one.role,
            };
            if !doer || can_do(told, other) {
                add(roles, named(other, role));
            }
        }
    }
}

/// Whether a mention is of persons.
fn is_people(told: &Told, mention: &CastMention) -> bool {
    matches!(mention.kind, MentionKind::Person | MentionKind::People)
        || matches!(told.kind_of(mention.actor), Some(ActorKind::Person | ActorKind::People))
}

fn add(roles: &mut Vec<CastRole>, role: CastRole) {
    let known = |it: &CastRole| {
        it.bytes.start < role.bytes.end && role.bytes.start < it.bytes.end
            || it.actor.is_some() && it.actor == role.actor
    };
    if !roles.iter().any(known) {
        roles.push(role);
    }
}

fn named(mention: &CastMention, role: Role) -> CastRole {
    CastRole { bytes: mention.bytes.clone(), role, actor: mention.actor, confidence: None }
}

/// The mentions in a phrase, which begins behind its article.
pub(super) fn within<'a>(told: &'a Told, phrase: &Range<usize>) -> impl Iterator<Item = &'a CastMention> {
    let article = phrase.start.saturating_sub(6);
    let start = phrase.start;
    told.cast.within(&(article..phrase.end)).filter(move |it| it.bytes.end > start)
}

/// Whether a word is the plural of a nation's name: "Velmarkers".
fn is_nation(lower: &str) -> bool {
    lower.ends_with('s') && look_up(lower).is_some_and(|it| matches!(it.sort, Sort::Demonym | Sort::People))
}

/// Which doer a mention is: one or several persons, or a body.
fn doing(told: &Told, mention: &CastMention) -> Role {
    let kind = told.kind_of(mention.actor);
    match kind {
        Some(ActorKind::Person | ActorKind::People) => Role::PerpetratorIndividual,
        None if mention.kind == MentionKind::Person => Role::PerpetratorIndividual,
        _ => Role::PerpetratorOrganisation,
    }
}

/// The role of a phrase behind "killing of", "attacks on": of its last mention that can suffer, else of people that it counts.
fn suffering(told: &Told, bytes: &Range<usize>) -> Option<CastRole> {
    let text = told.layout.text;
    let mentions: Vec<&CastMention> = within(told, bytes).filter(|it| it.form != Form::Pronoun).collect();
    let phrase = words(text, bytes);
    let people = phrase.last().is_some_and(|head| class_of(&head.lower).is_some() || is_nation(&head.lower));
    // Of "American troops" the troops suffer.
    let whole = mentions.iter().rev().find(|it| can_suffer(told, it) && (!people || it.bytes.end == bytes.end));
    match whole {
        Some(mention) => {
            let kind = told.kind_of(mention.actor);
            let role = match (kind, mention.kind) {
                (Some(ActorKind::Person | ActorKind::People), _) | (_, MentionKind::Person | MentionKind::People) => {
                    Role::Victim
                }
                _ if people => Role::Victim,
                _ => Role::PhysicalTarget,
            };
            Some(named(mention, role))
        }
        None => {
            let head = phrase.last()?;
            let role = match people {
                true => Role::Victim,
                false if is_facility(&head.lower) => Role::PhysicalTarget,
                false => return None,
            };
            let bytes = if people { head.bytes.clone() } else { bytes.clone() };
            let owner = mentions.iter().rev().find_map(|it| it.actor).filter(|_| !people);
            Some(CastRole { bytes, role, actor: owner, confidence: None })
        }
    }
}

/// Nouns for what deeds are aimed at beside people.
const FACILITIES: [&str; 43] = [
    "base",
    "position",
    "post",
    "outpost",
    "facility",
    "airport",
    "airbase",
    "airfield",
    "barrack",
    "embassy",
    "consulate",
    "headquarters",
    "asset",
    "interest",
    "convoy",
    "ship",
    "vessel",
    "warship",
    "tanker",
    "target",
    "site",
    "depot",
    "checkpoint",
    "garrison",
    "camp",
    "installation",
    "pipeline",
    "refinery",
    "bridge",
    "hospital",
    "school",
    "mosque",
    "church",
    "vehicle",
    "port",
    "harbour",
    "harbor",
    "station",
    "plant",
    "factory",
    "building",
    "market",
    "office",
];

fn is_facility(noun: &str) -> bool {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let other = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    FACILITIES.iter().any(|it| *it == noun || *it == one || other.as_deref() == Some(*it))
}

/// Nouns of those under arms, and of all others: those who suffer are told apart by them.
const ARMED: [&str; 12] = [
    "soldier",
    "troop",
    "serviceperson",
    "serviceman",
    "servicemen",
    "marine",
    "airman",
    "airmen",
    "force",
    "fighter",
    "conscript",
    "policeman",
];
const UNARMED: [&str; 17] = [
    "people",
    "person",
    "civilian",
    "villager",
    "resident",
    "man",
    "men",
    "woman",
    "women",
    "child",
    "children",
    "passenger",
    "worker",
    "worshipper",
    "trader",
    "student",
    "farmer",
];

/// Which sort of people a noun names, in any number.
pub(super) fn class_of(noun: &str) -> Option<bool> {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let is = |list: &[&str]| list.contains(&noun) || list.contains(&one);
    if is(&ARMED) {
        Some(true)
    } else if is(&UNARMED) {
        Some(false)
    } else {
        None
    }
}

/// Who did it, behind "by": "the massacre of forty villagers by the Covenant". Its means ("by drone") is no doer.
fn doer<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<&'a CastMention> {
    let behind = words_behind(told, trigger);
    let by = behind.iter().take(10).position(|word| word.is(&["by"]))?;
    let open = |word: &Word| {
        word.is_mark() && !word.is(&["-", ","])
            || word.is(&["that", "who", "which", "and", "said", "published", "claimed"])
    };
    let passive = |word: &Word| word.lower.ends_with("ed") && !is_doing(&word.lower);
    if behind[..by].iter().any(open) || behind[..by].iter().any(passive) {
        return None;
    }
    let bytes = phrase(&behind[by + 1..])?;
    let inner: Vec<&CastMention> = told.cast.within(&bytes).collect();
    inner.into_iter().rev().find(|it| can_do(told, it))
}

/// Whether a mention can suffer: no place. The model's word is not enough where the actor is one who cannot be a place ("Americans").
fn can_suffer(told: &Told, mention: &CastMention) -> bool {
    let kind = told.kind_of(mention.actor);
    match kind {
        Some(ActorKind::Place) => false,
        Some(ActorKind::Government) | None => !matches!(mention.kind, MentionKind::Place | MentionKind::Other),
        Some(_) => true,
    }
}

/// Whether a mention can have done a deed: no place, nothing unknown, no outlet.
pub(super) fn can_do(told: &Told, mention: &CastMention) -> bool {
    let kind = told.kind_of(mention.actor);
    !matches!(kind, Some(ActorKind::Place | ActorKind::Outlet))
        && (!matches!(mention.kind, MentionKind::Place | MentionKind::Other)
            || matches!(kind, Some(ActorKind::ArmedGroup | ActorKind::Military | ActorKind::Government)))
        && mention.form != Form::Pronoun
}

/// Who struck whom with the deed of the trigger: "Trask eliminated Marrek with a targeted airstrike".
fn by_means<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<(Option<&'a CastMention>, Range<usize>)> {
    let text = told.layout.text;
    let before = words(text, &(told.layout.sentence_start(trigger.start)..trigger.start));
    let preposition = before.iter().rposition(|word| word.is_border() || word.is_mark())?;
    if !before[preposition].is(&["with", "in", "by", "through"]) || before.len() - preposition > 5 {
        return None;
    }
    let verb = before[..preposition].iter().rposition(|word| word.is(&STRUCK))?;
    let between = &before[verb + 1..preposition];
    if between.len() > 9
        || is_passive(told, before[verb].bytes.start)
        || between.iter().any(|word| word.is_mark() || word.is(&["and", "that", "who"]))
    {
        return None;
    }
    let object = phrase(between)?;
    let subject_from = before[verb.saturating_sub(4)].bytes.start;
    let subject = told
        .cast
        .mentions
        .iter()
        .rev()
        .find(|it| it.bytes.end <= before[verb].bytes.start && it.bytes.end >= subject_from && can_do(told, it));
    let joined = |it: &&CastMention| {
        words(text, &(it.bytes.end..before[verb].bytes.start))
            .iter()
            .all(|word| !word.is_mark() && !word.is_border() || word.is(&["has", "have", "had"]))
    };
    Some((subject.filter(joined), object))
}

/// The two who talk: "between Khessar and Velmark" behind the trigger.
fn between<'a>(told: &'a Told, trigger: &Range<usize>) -> Option<Vec<&'a CastMention>> {
    let behind = words_behind(told, trigger);
    if !behind.first()?.is(&["between"]) {
        return None;
    }
    let one = phrase(&behind[1..])?;
    let and = behind.iter().position(|word| word.is(&["and"]))?;
    let other = phrase(&behind[and + 1..])?;
    let mention = |bytes: &Range<usize>| {
        let inner: Vec<&CastMention> = told.cast.within(bytes).filter(|it| it.form != Form::Pronoun).collect();
        inner.into_iter().max_by_key(|it| it.bytes.len())
    };
    Some(vec![mention(&one)?, mention(&other)?])
}

/// The words behind a trigger in its sentence, so many as may matter.
pub(super) fn words_behind(told: &Told, trigger: &Range<usize>) -> Vec<Word> {
    let sentence = told.layout.sentences.get(told.layout.sentence_of(trigger.start));
    let end = sentence.map_or(trigger.end, |it| it.end.max(trigger.end));
    let near = told.layout.text.ceil_char_boundary(end.min(trigger.end + 240));
    words(told.layout.text, &(trigger.end..near))
}

/// Words behind a noun that begin a clause about it.
const REDUCED: [&str; 11] = [
    "situated",
    "located",
    "stationed",
    "deployed",
    "based",
    "belonging",
    "including",
    "using",
    "killing",
    "wounding",
    "carried",
];

/// Words before a number that say how exact it is.
const QUANTIFIERS: [&str; 14] =
    ["over", "about", "around", "nearly", "almost", "some", "at", "least", "more", "than", "up", "to", "as", "many"];

/// The noun phrase that `words` begin with: up to the first mark or word that cannot stand in one, without determiners.
pub(super) fn phrase(words: &[Word]) -> Option<Range<usize>> {
    let quotes = |word: &&Word| word.is_quotation_mark();
    // What counts them is passed over: "of over 1,200 villagers".
    let counts =
        |word: &&Word| quotes(word) || word.is(&QUANTIFIERS) || word.lower.starts_with(|c: char| c.is_ascii_digit());
    let numbered = words.iter().take_while(counts).any(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()));
    let start =
        if numbered { words.iter().take_while(counts).count() } else { words.iter().take_while(quotes).count() };
    let ends = |word: &&Word| {
        !(word.is_mark() && !word.is(&["-"]) && !word.is_quotation_mark() || word.is_border() || word.is(&REDUCED))
    };
    let mut inner: Vec<&Word> = words[start..].iter().take_while(ends).take(LONGEST).collect();
    while inner.last().is_some_and(|word| word.is_mark()) {
        inner.pop();
    }
    let skipped = inner
        .iter()
        .take_while(|word| word.is(&["a", "an", "the", "his", "her", "its", "their", "this", "these", "those"]))
        .count();
    let first = inner.get(skipped)?;
    Some(first.bytes.start..inner.last()?.bytes.end)
}

/// Whether a form of "be" or "get" stands right before.
pub(super) fn is_passive(told: &Told, at: usize) -> bool {
    let before = words(told.layout.text, &(told.layout.sentence_start(at)..at));
    let forms = ["was", "were", "is", "are", "be", "been", "being", "got", "get"];
    before.iter().rev().take(3).take_while(|word| !word.is_mark()).any(|word| word.is(&forms))
}

fn last_word(text: &str, trigger: &Range<usize>) -> Option<String> {
    words(text, trigger).pop().map(|word| word.lower)
}
