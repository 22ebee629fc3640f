//! Which incident of a reading is which template.

use std::collections::{BTreeSet, HashMap};

use super::{Found, Gold, Predicted, SLOTS};

/// The pairs (number of the incident, number of the template, what was found) with the most found in all; each incident and
/// template is in one pair at most. Tries sets of templates already taken, so the work grows with two to their number.
pub(super) fn align(predicted: &[Predicted], gold: &[Gold]) -> Vec<(usize, usize, Found)> {
    let mut states = vec![State::default()];
    for (number, incident) in predicted.iter().enumerate() {
        let pairs: Vec<Option<Found>> = gold.iter().map(|template| pair(incident, template)).collect();
        let mut next = states.clone();
        let mut place: HashMap<u32, usize> = next.iter().enumerate().map(|(at, it)| (it.taken, at)).collect();
        for state in &states {
            for (template, found) in pairs.iter().enumerate() {
                let (Some(found), taken) = (found, state.taken | 1 << template) else { continue };
                if taken == state.taken {
                    continue;
                }
                // Type and slots count alike, those right and those found.
                let value = state.value + 2 + found.iter().map(|(right, found)| right + found).sum::<u64>();
                let at = *place.entry(taken).or_insert(next.len());
                if next.get(at).is_some_and(|known| known.value >= value) {
                    continue;
                }
                let mut pairs = state.pairs.clone();
                pairs.push((number, template, *found));
                let better = State { taken, value, pairs };
                match next.get_mut(at) {
                    Some(known) => *known = better,
                    None => next.push(better),
                }
            }
        }
        states = next;
    }
    // The first of equal ones.
    states.into_iter().rev().max_by_key(|state| state.value).unwrap_or_default().pairs
}

/// The best pairs for one set of templates.
#[derive(Clone, Default)]
struct State {
    /// Bits of the templates.
    taken: u32,
    value: u64,
    pairs: Vec<(usize, usize, Found)>,
}

/// What an incident has found of a template; `None` where it is of another type.
fn pair(incident: &Predicted, template: &Gold) -> Option<Found> {
    // A template may name several types.
    if !template.incident_type.contains(incident.incident_type) {
        return None;
    }
    let mut out = [(0, 0); SLOTS.len()];
    for ((out, said), entities) in out.iter_mut().zip(&incident.slots).zip(&template.slots) {
        let among = |words: &&String| entities.iter().any(|entity| entity.contains(*words));
        let said_one = |entity: &&BTreeSet<String>| said.iter().any(|words| entity.contains(words));
        *out = (said.iter().filter(among).count() as u64, entities.iter().filter(said_one).count() as u64);
    }
    Some(out)
}
