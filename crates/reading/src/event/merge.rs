//! Which of the events found are one happening, told of with several words.
//!
//! The model groups the triggers of armed incidents; for all others the words decide: what an attack did ("killed", "wounded") belongs to
//! the attack of its sentence, "the attack" to one told of before, and "another", "the fourth" to none. Nothing is joined of which the days,
//! those who suffered or the number of deeds differ.

use std::ops::Range;

use sayso_value::toll::Toll;

use super::complement::{class_of, is_result, sufferers};
use super::construction::is_war;
use super::kind::is_verbal;
use super::telling::{Telling, same_nation, stem};
use super::{CastEvent, Told, is_ongoing, mode};
use crate::contract::{EventType, Incident, Role, Stage};
use crate::word::words;

/// An event is looked for so many sentences back at most …
const BACK: usize = 14;
/// … and so many where its words say that the same people were killed.
const FAR: usize = 60;

/// From a headline to where a text begins to tell of the deed lie so many sentences at most.
const HEADLINE: usize = 3;

/// Words that part two deeds of a sentence: what one answers or follows is another.
const PARTING: [&str; 11] = [
    "retaliation",
    "response",
    "revenge",
    "reprisal",
    "retaliating",
    "avenge",
    "since",
    "until",
    "unless",
    "aftermath",
    "despite",
];
/// Words that part two deeds, but not a deed from what it did: "died after the bombing".
const FOLLOWING: [&str; 4] = ["after", "following", "before", "amid"];

/// Stems of words that any assault can be called.
const GENERAL: [&str; 5] = ["attac", "assau", "viole", "killi", "death"];

/// The events with those that are one made one, in the order of their first triggers.
pub(super) fn merge(told: &Told, events: Vec<CastEvent>) -> Vec<CastEvent> {
    let mut out: Vec<(CastEvent, Vec<Telling>)> = Vec::new();
    for mut event in events {
        let telling = Telling::new(told, &event);
        // A deed of words is an event by itself, and so is one that the text calls a further one.
        let alone =
            is_verbal(event.event_type) || telling.further || event.counted || is_ongoing(told, &event.triggers[0]);
        // Nearest first: news goes on with what it told of last.
        let mut order: Vec<usize> = if alone { Vec::new() } else { (0..out.len()).collect() };
        order.sort_by_key(|&number| std::cmp::Reverse((out[number].1.iter().map(|it| it.at).max(), number)));
        order.truncate(40);
        let find = |is_of: Likeness| {
            order.iter().copied().find(|&number| is_of(told, &event, &telling, &out[number].0, &out[number].1))
        };
        let lone = || only_deadly(told, &event, &telling, &out, &order);
        match find(is_surely).or_else(|| find(is_named)).or_else(|| find(is_likely)).or_else(lone) {
            Some(number) => {
                if is_bare(told, &event, &telling) {
                    // What the model takes for those who did and suffered it stands elsewhere.
                    event.roles.clear();
                }
                join(told, &mut out[number].0, event);
                out[number].1.push(telling);
            }
            // What only comes back to an assault is none where there is none to come back to.
            None if event.echo => {}
            None => out.push((event, vec![telling])),
        }
    }
    let mut out: Vec<CastEvent> = out.into_iter().map(|(event, _)| event).collect();
    out.sort_by_key(|event| event.triggers[0].start);
    out
}

/// Whether an event, told of by a telling, is one of several tellings before it.
type Likeness = fn(&Told, &CastEvent, &Telling, &CastEvent, &[Telling]) -> bool;

/// What "the deaths" come back to where they say of nobody's: the one deadly deed told of before, if no other was.
fn only_deadly(
    told: &Told,
    event: &CastEvent,
    telling: &Telling,
    before: &[(CastEvent, Vec<Telling>)],
    order: &[usize],
) -> Option<usize> {
    if !is_bare(told, event, telling) {
        return None;
    }
    let deadly = |&&number: &&usize| {
        let (one, tellings) = &before[number];
        one.setting.killed.is_some() || tellings.iter().any(|it| it.is_deadly)
    };
    let mut all = order.iter().filter(deadly);
    let (only, other) = (all.next()?, all.next());
    let one = &before[*only].0;
    let fits = one.event_type == event.event_type && is_open(one.stage) == is_open(event.stage);
    (other.is_none() && fits && !days_differ(one, event)).then_some(*only)
}

/// Whether it is no more than "the deaths", in prose.
fn is_bare(told: &Told, event: &CastEvent, telling: &Telling) -> bool {
    let bare = |trigger: &Range<usize>| sufferers(told, trigger).is_none();
    !told.capitals
        && telling.definite
        && telling.is_toll
        && event.setting.killed.is_none()
        && event.triggers.iter().all(bare)
}

/// How many sentences lie between. Those counted as dead while an incident is told of, by the model's group of words, are of it.
fn sentences_between(telling: &Telling, tellings: &[Telling]) -> usize {
    let back = |&sentence: &usize| match telling.sentence.checked_sub(sentence) {
        None if telling.is_toll => Some(0),
        back => back,
    };
    tellings.iter().flat_map(|it| &it.sentences).filter_map(back).min().unwrap_or(usize::MAX)
}

/// Whether nothing speaks against it: type, stage, days, those who did or suffered it.
fn can_be(told: &Told, event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling]) -> bool {
    before.event_type == event.event_type
        && is_open(before.stage) == is_open(event.stage)
        && !tellings.iter().any(|it| telling.others_suffered(it))
        && (sentences_between(telling, tellings) == 0 || !days_differ(before, event))
        && !parted(told, event, before, telling)
        && !conflict(told, before, event)
}

/// Whether its own words say so, however far away: the same people killed, or one day by which both are named.
fn is_surely(told: &Told, event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling]) -> bool {
    let near = sentences_between(telling, tellings);
    let named_day = || telling.definite && telling.day.is_some() && tellings.iter().any(|it| it.day == telling.day);
    event.event_type == EventType::Assault
        && near <= FAR
        && can_be(told, event, telling, before, tellings)
        && (named_day()
            || both_killed(event, telling, before, tellings, near)
            || !told.capitals && same_count(event, telling, before, tellings, near))
}

/// Whether both tell in a few sentences that so many were killed, as a headline and the first paragraph do.
fn same_count(event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling], near: usize) -> bool {
    let several = |toll: &Toll| toll.low == toll.high && toll.low > Some(1);
    let same = |one: &Option<Toll>, other: &Option<Toll>| matches!((one, other), (Some(one), Some(other)) if (one.low, one.high) == (other.low, other.high) && several(one));
    let modes = modes_differ(event, telling, before, tellings);
    near <= HEADLINE && !modes && !places_differ(before, event) && same(&before.setting.killed, &event.setting.killed)
}

/// Whether one of them says what the deed did, or both.
fn is_result_of(telling: &Telling, tellings: &[Telling]) -> bool {
    telling.is_result || tellings.iter().all(|it| it.is_result)
}

/// Whether both say how it was done, and not the same. How somebody was killed does not say by what.
fn modes_differ(event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling]) -> bool {
    !is_result_of(telling, tellings) && matches!((before.mode, event.mode), (Some(one), Some(other)) if one != other)
}

/// Whether both have places, and not the same.
fn places_differ(one: &CastEvent, other: &CastEvent) -> bool {
    matches!((&one.setting.place, &other.setting.place), (Some((_, one)), Some((_, other))) if one.name != other.name)
}

/// Whether its words point back with a word that has told of it, and that few deeds are told with: "the strikes" are those that were strikes.
fn is_named(told: &Told, event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling]) -> bool {
    telling.definite
        && !GENERAL.contains(&telling.stem.as_str())
        && tellings.iter().any(|it| it.stem == telling.stem)
        && is_likely(told, event, telling, before, tellings)
}

/// Whether its words point back, and what was told of last fits.
fn is_likely(told: &Told, event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling]) -> bool {
    let near = sentences_between(telling, tellings);
    // Where the model sees two incidents there are two.
    let two = before.incident.is_some() && event.incident.is_some();
    if near > BACK || two || !can_be(told, event, telling, before, tellings) {
        return false;
    }
    if modes_differ(event, telling, before, tellings) {
        return false;
    }
    let lasting = tellings.iter().any(|it| it.lasting) != telling.lasting;
    let several = tellings.iter().all(|it| it.several);
    if near == 0 && event.event_type == EventType::Assault && is_result_of(telling, tellings) {
        return true;
    }
    let same_word = tellings.iter().any(|it| it.stem == telling.stem);
    if !same_word && lasting
        || !telling.definite && telling.several != several
        || telling.definite && several && !plural(told, event)
    {
        return false;
    }
    let shares = before.roles.iter().any(|one| {
        one.actor.is_some()
            && event.roles.iter().any(|other| side(other.role) == side(one.role) && other.actor == one.actor)
    }) || tellings.iter().any(|it| telling.same_suffered(it));
    // "The attack on Fort Bellan" is not the bombing of Tavesh told of before.
    if telling.aimed && !shares && !same_word {
        return false;
    }
    telling.definite && (same_word || near <= 3 || shares) || shares && same_word && near <= if several { 0 } else { 3 }
}

/// Whether both tell of the killing of the same people: what all news of a deed comes back to, however far away.
fn both_killed(event: &CastEvent, telling: &Telling, before: &CastEvent, tellings: &[Telling], near: usize) -> bool {
    let single = !telling.several && !tellings.iter().all(|it| it.several);
    let deadly =
        single && event.event_type == EventType::Assault && telling.is_deadly && tellings.iter().any(|it| it.is_deadly);
    if !deadly || !tellings.iter().any(|it| telling.same_suffered(it)) {
        return false;
    }
    let counts = (before.setting.killed.as_ref(), event.setting.killed.as_ref());
    let equal = matches!(counts, (Some(one), Some(other)) if (one.low, one.high) == (other.low, other.high));
    let differ = matches!(counts, (Some(_), Some(_))) && !equal;
    let kinds = matches!((before.incident, event.incident), (Some(one), Some(other)) if other_kind(one, other));
    !differ && !kinds && (equal || telling.definite || near <= 6 && !places_differ(before, event))
}

/// Whether two kinds of incident cannot be one told with other words.
fn other_kind(one: Incident, other: Incident) -> bool {
    let armed = |it| matches!(it, Incident::Attack | Incident::Bombing);
    one != other && !(armed(one) && armed(other))
}

/// Takes in what another telling of the event says.
fn join(told: &Told, event: &mut CastEvent, mut other: CastEvent) {
    event.triggers.append(&mut other.triggers);
    event.triggers.sort_by_key(|trigger| trigger.start);
    event.said_in.append(&mut other.said_in);
    event.said_in.sort_unstable();
    event.said_in.dedup();
    event.mode = mode::narrower(event.mode, other.mode);
    event.incident = event.incident.or(other.incident);
    if event.stage != Stage::Accomplished && other.stage == Stage::Accomplished {
        event.stage = Stage::Accomplished;
    }
    event.setting.take(std::mem::take(&mut other.setting));
    // Where the model knows the roles of an incident well, those of other assaults add nothing to them.
    let (mine, its) = (event.known, other.known);
    if its && !mine && told.capitals {
        event.roles.clear();
    }
    event.known |= its;
    for role in other.roles {
        let part = side(role.role);
        // In prose they may miss some, and rules add to them.
        let same_sort =
            || event.roles.iter().any(|it| side(it.role) == part && same_people(told, &it.bytes, &role.bytes));
        let same_nation =
            || event.roles.iter().any(|it| side(it.role) == part && same_nation(told, &it.bytes, &role.bytes));
        if mine && !its && told.capitals
            || part == 1 && (role.actor.is_none() && same_sort() || !told.capitals && same_nation())
        {
            continue;
        }
        let known = event.roles.iter().any(|it| {
            it.bytes.start < role.bytes.end && role.bytes.start < it.bytes.end
                || side(it.role) == side(role.role) && it.actor.is_some() && it.actor == role.actor
        });
        if !known {
            event.roles.push(role);
        }
    }
    event.roles.sort_by_key(|role| (role.bytes.start, role.bytes.end));
}

/// Whether the last words of two phrases are one, or name people of one sort.
fn same_people(told: &Told, one: &Range<usize>, other: &Range<usize>) -> bool {
    let head = |range: &Range<usize>| words(told.layout.text, range).pop().map(|word| word.lower);
    let (Some(one), Some(other)) = (head(one), head(other)) else { return false };
    one == other || class_of(&one).is_some() && class_of(&one) == class_of(&other)
}

/// Which part a role is of: who did it, who suffered it, with what.
fn side(role: Role) -> u8 {
    match role {
        role if Role::DOERS.contains(&role) => 0,
        role if Role::SUFFERERS.contains(&role) => 1,
        _ => 2,
    }
}

/// Whether both name who did it, and not one of them is the same or of the same state; of two wars also against whom they are.
fn conflict(told: &Told, one: &CastEvent, other: &CastEvent) -> bool {
    let actors = |event: &CastEvent, side: &[Role]| -> Vec<usize> {
        event.roles.iter().filter(|it| side.contains(&it.role)).filter_map(|it| it.actor).collect()
    };
    let country = |actor: usize| told.cast.actors.get(actor).and_then(|it| it.country.as_deref());
    let same = |one: usize, other: usize| one == other || country(one).is_some() && country(one) == country(other);
    let differ = |side: &[Role]| {
        let (one, other) = (actors(one, side), actors(other, side));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|&one| other.iter().any(|&other| same(one, other)))
    };
    let war = |event: &CastEvent| is_war(&told.layout.text[event.triggers[0].clone()]);
    differ(&Role::DOERS) || war(one) && war(other) && differ(&Role::SUFFERERS)
}

/// Whether both have days, and none in common.
fn days_differ(one: &CastEvent, other: &CastEvent) -> bool {
    let (Some(one), Some(other)) = (&one.setting.time, &other.setting.time) else { return false };
    let before = |end: Option<_>, start: Option<_>| matches!((end, start), (Some(end), Some(start)) if end < start);
    before(one.end, other.start) || before(other.end, one.start)
}

/// Whether the words between two deeds of one sentence say that one answers or follows the other.
fn parted(told: &Told, event: &CastEvent, before: &CastEvent, telling: &Telling) -> bool {
    let trigger = &event.triggers[0];
    let own = |it: &&Range<usize>| it.end <= trigger.start && told.layout.sentence_of(it.start) == telling.sentence;
    let Some(last) = before.triggers.iter().rfind(own) else { return false };
    let text = told.layout.text;
    let between = words(text, &(last.end..trigger.start));
    let result = telling.is_result || is_result(&text[last.clone()].to_lowercase());
    between.iter().any(|word| word.is(&PARTING) || !result && word.is(&FOLLOWING))
}

/// Whether it has not happened yet, if ever.
pub(super) fn is_open(stage: Stage) -> bool {
    matches!(stage, Stage::Threatened | Stage::Planned | Stage::Hypothetical)
}

/// Whether the first trigger looks like a plural: "the attacks".
fn plural(told: &Told, event: &CastEvent) -> bool {
    stem(told.layout.text, &event.triggers[0]).len() > 2
        && told.layout.text[event.triggers[0].clone()].ends_with(['s', 'S'])
}
