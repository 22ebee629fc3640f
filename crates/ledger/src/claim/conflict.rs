//! Values that cannot both hold.

use serde::{Deserialize, Serialize};

use sayso_value::place::{distance_km, is_country};

use super::value::Stand;
use super::{Claim, Field, Incident, Value, Where};

/// Places so far apart are two, unless one holds the other.
const APART_KM: f64 = 60.0;
/// Sorts of actors that can be told from each other as perpetrators.
const DISTINCT: [&str; 5] = ["government", "military", "armed_group", "party", "person"];

/// Fields whose values are denied by themselves; that somebody denies a deed says nothing against the weapon told with it.
const DENIABLE: [Field; 4] = [Field::Place, Field::Date, Field::Killed, Field::Injured];

/// Why values do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Sources contradict each other.
    Dispute,
    /// What one says another denies.
    Denial,
    /// The number has been raised since, by the same sources or as an article says.
    Update,
    /// Sources place it elsewhere.
    Place,
}

/// Values of a field that cannot all hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conflict {
    /// Id of the incident.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// Of what.
    pub field: Field,
    /// Why they do not go together.
    pub kind: ConflictKind,
    /// The values: of an update by time, else those with most sources first.
    pub values: Vec<Claim>,
}

/// The conflicts of an incident, by field.
pub(super) fn conflicts(incident: &Incident) -> Vec<Conflict> {
    let mut out = Vec::new();
    for claims in &incident.fields {
        let mut found: Vec<(ConflictKind, Vec<usize>)> = Vec::new();
        for (at, one) in claims.values.iter().enumerate() {
            for (there, other) in claims.values.iter().enumerate().skip(at + 1) {
                let Some(kind) = conflict(claims.field, one, other) else { continue };
                let place = found.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
                    found.push((kind, Vec::new()));
                    found.len() - 1
                });
                for number in [at, there] {
                    if !found[place].1.contains(&number) {
                        found[place].1.push(number);
                    }
                }
            }
            if DENIABLE.contains(&claims.field) && !one.denied.is_empty() {
                found.push((ConflictKind::Denial, vec![at]));
            }
        }
        for (kind, mut numbers) in found {
            numbers.sort_unstable();
            let mut values: Vec<Claim> = numbers.into_iter().map(|number| claims.values[number].clone()).collect();
            if kind == ConflictKind::Update {
                values.sort_by_key(|claim| (claim.first.clone(), claim.value.number()));
            }
            let (incident, title) = (incident.id.clone(), incident.title.clone());
            out.push(Conflict { incident, title, field: claims.field, kind, values });
        }
    }
    out
}

/// Why two values of a field cannot both hold; `None` where they can.
fn conflict(field: Field, one: &Claim, other: &Claim) -> Option<ConflictKind> {
    match (&one.value, &other.value) {
        (Value::Number { low, high }, Value::Number { low: their_low, high: their_high }) => {
            let above = |low: &Option<i64>, high: &Option<i64>| low.zip(*high).is_some_and(|(low, high)| low > high);
            let (greater, less) = match (above(low, their_high), above(their_low, high)) {
                (true, _) => (one, other),
                (_, true) => (other, one),
                _ => return None,
            };
            of_numbers(greater, less)
        }
        (Value::Place(place), Value::Place(theirs)) => {
            (elsewhere(place, theirs) && told_by_others(one, other)).then_some(ConflictKind::Place)
        }
        (Value::Days(days), Value::Days(theirs)) => {
            // The end is missing where only the first day is known.
            let apart = |one: &super::When, other: &super::When| {
                one.start
                    .as_ref()
                    .zip(other.end.as_ref().or(other.start.as_ref()))
                    .is_some_and(|(start, end)| start > end)
            };
            ((apart(days, theirs) || apart(theirs, days)) && told_by_others(one, other))
                .then_some(ConflictKind::Dispute)
        }
        (Value::Happened(_), Value::Happened(_)) => Some(ConflictKind::Denial),
        (
            Value::Who { kind: Some(kind), actor: Some(_), .. },
            Value::Who { kind: Some(theirs), actor: Some(_), .. },
        ) => {
            let distinct = |kind: &str| DISTINCT.contains(&kind);
            (field == Field::Perpetrator && distinct(kind) && distinct(theirs) && told_by_others(one, other))
                .then_some(ConflictKind::Dispute)
        }
        (
            Value::Responsible { name, actor, stand },
            Value::Responsible { name: other, actor: theirs, stand: their_stand },
        ) => {
            let same = (actor.is_some() && actor == theirs) || name == other;
            match (stand, their_stand) {
                (Stand::Denies, Stand::Denies) => None,
                (Stand::Denies, _) | (_, Stand::Denies) => Some(ConflictKind::Denial),
                (Stand::Claims, Stand::Accused) | (Stand::Accused, Stand::Claims) if same => None,
                (Stand::Accused, Stand::Accused) => None,
                _ => (!same).then_some(ConflictKind::Dispute),
            }
        }
        _ => None,
    }
}

/// A higher number is an update where a source of the lower one gives it later, or where an article says that the lower one has been raised to it. What a source tells beside a number of its own is a part of it and
/// no contradiction; all else is a dispute.
fn of_numbers(greater: &Claim, less: &Claim) -> Option<ConflictKind> {
    let shared = greater.counted.iter().any(|one| less.counted.iter().any(|other| one.key == other.key));
    let together = greater.documents.iter().any(|document| less.documents.contains(document));
    if greater.raised.contains(&less.value) {
        return Some(ConflictKind::Update);
    }
    match shared {
        true if !together && greater.since.is_after(&less.since) => Some(ConflictKind::Update),
        true if !told_by_others(greater, less) => None,
        _ => Some(ConflictKind::Dispute),
    }
}

/// Whether each of two values has a source that the other has not. Who tells both means no contradiction.
fn told_by_others(one: &Claim, other: &Claim) -> bool {
    let beyond = |one: &Claim, other: &Claim| {
        one.counted.iter().any(|it| !other.counted.iter().any(|theirs| it.key == theirs.key))
    };
    beyond(one, other) && beyond(other, one)
}

/// Whether two places are two, of which neither holds the other.
fn elsewhere(one: &Where, other: &Where) -> bool {
    if one.country.is_some() && other.country.is_some() && one.country != other.country {
        return true;
    }
    if is_country(&one.name) || is_country(&other.name) {
        return false;
    }
    one.position().zip(other.position()).is_some_and(|(here, there)| distance_km(here, there) > APART_KM)
}
