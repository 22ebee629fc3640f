//! Scores readings' incidents against MUC-4 templates: the incident type and the five slots that are filled with words.
//!
//! A filler is right when its words are among a gold entity's mentions, case, punctuation and articles aside. Each of a reading's
//! incidents pairs with at most one template of its type; what pairs with nothing is spurious or missing. Micro-averaged over
//! slots and type, as N. Chinchor 1992, "MUC-4 Evaluation Metrics", <https://aclanthology.org/M92-1002/>, but for partial
//! credit, which there is none of.
//!
//! *Confidence* counts a perpetrator organisation right where its words and the confidence in it are those of the paired template.

mod align;
mod scores;

use std::collections::BTreeSet;
use std::ops::AddAssign;

use sayso_reading::{Confidence, Event, Incident, Reading, Role};

use crate::measure::Tally;
use crate::muc::{Message, Template};

use align::align;
pub use scores::Scores;

/// The slots, in the order in which they are told.
pub(crate) const SLOTS: [(&str, Role); 5] = [
    ("PerpInd", Role::PerpetratorIndividual),
    ("PerpOrg", Role::PerpetratorOrganisation),
    ("Target", Role::PhysicalTarget),
    ("Victim", Role::Victim),
    ("Weapon", Role::Instrument),
];

/// Templates of one message that are looked at when they are paired with incidents; the rest count as missing.
const MOST_TEMPLATES: usize = 16;

/// Counts over the messages added so far. Scorers of parts of a corpus merge into one with [`AddAssign`], in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorer {
    documents: u64,
    documents_without_reading: u64,
    incident_type: Tally,
    slots: [Tally; SLOTS.len()],
    /// Of messages whose keys are known.
    confidence: Option<Tally>,
}

/// A template, its words made comparable.
#[derive(Debug, PartialEq)]
struct Gold<'a> {
    incident_type: &'a str,
    slots: [Vec<BTreeSet<String>>; SLOTS.len()],
}

/// An incident of a reading, its words made comparable.
struct Predicted {
    incident_type: &'static str,
    slots: [Vec<String>; SLOTS.len()],
    /// The organisations of the slot with the confidence in them.
    confidence: Vec<(String, Confidence)>,
}

/// Of a pair: of each slot, how many fillers are right and how many gold entities were found.
type Found = [(u64, u64); SLOTS.len()];

impl Scorer {
    /// Counts a message and its reading.
    pub fn add(&mut self, gold: &Message, reading: &Reading) {
        let predicted: Vec<Predicted> = reading.events.iter().filter_map(Predicted::of).collect();
        self.count(gold, &predicted);
    }

    /// Counts a message that could not be read as one in which no incident was found.
    pub fn add_unread(&mut self, gold: &Message) {
        self.documents_without_reading += 1;
        self.count(gold, &[]);
    }

    /// The measures over all messages added.
    pub fn scores(&self) -> Scores {
        Scores::new(self)
    }

    fn count(&mut self, message: &Message, predicted: &[Predicted]) {
        let mut templates: Vec<Gold> = Vec::new();
        for template in message.templates.iter().map(Gold::of) {
            if !templates.contains(&template) {
                templates.push(template);
            }
        }
        self.documents += 1;
        self.incident_type += Tally::new(0, predicted.len(), templates.len());
        for (number, tally) in self.slots.iter_mut().enumerate() {
            let found = predicted.iter().map(|it| it.slots[number].len()).sum();
            *tally += Tally::new(0, found, templates.iter().map(|it| it.slots[number].len()).sum());
        }
        let looked_at = &templates[..templates.len().min(MOST_TEMPLATES)];
        let pairs = align(predicted, looked_at);
        self.incident_type.right += pairs.len() as u64;
        self.incident_type.found += pairs.len() as u64;
        for (_, _, found) in &pairs {
            for (tally, (right, gold)) in self.slots.iter_mut().zip(found) {
                tally.right += right;
                tally.found += gold;
            }
        }
        if let Some(keys) = &message.confidence {
            let tally = self.confidence.get_or_insert_default();
            let sure = predicted.iter().map(|it| it.confidence.len()).sum();
            // Every organisation of the templates has a confidence in the keys.
            *tally += Tally::new(0, sure, templates.iter().map(|it| it.slots[1].len()).sum());
            for (incident, template, _) in pairs {
                let said = &predicted[incident].confidence;
                let agreed = |words: &str, confidence: Confidence| {
                    keys.iter().any(|key| {
                        key.incident_type == predicted[incident].incident_type
                            && key.confidence == confidence
                            && normal(&key.organisation) == words
                    })
                };
                let right = |entity: &BTreeSet<String>, words: &str, confidence| {
                    entity.contains(words) && entity.iter().any(|mention| agreed(mention, confidence))
                };
                let entities = &templates[template].slots[1];
                tally.right +=
                    said.iter().filter(|(words, it)| entities.iter().any(|entity| right(entity, words, *it))).count()
                        as u64;
                tally.found +=
                    entities.iter().filter(|entity| said.iter().any(|(words, it)| right(entity, words, *it))).count()
                        as u64;
            }
        }
    }
}

impl AddAssign for Scorer {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.documents_without_reading += other.documents_without_reading;
        self.incident_type += other.incident_type;
        self.slots.iter_mut().zip(other.slots).for_each(|(sum, tally)| *sum += tally);
        if let Some(tally) = other.confidence {
            *self.confidence.get_or_insert_default() += tally;
        }
    }
}

impl<'a> Gold<'a> {
    fn of(template: &'a Template) -> Self {
        let entities = |entities: &Vec<Vec<String>>| {
            let words = |entity: &Vec<String>| entity.iter().map(|mention| normal(mention)).collect::<BTreeSet<_>>();
            entities.iter().map(words).filter(|entity| !entity.is_empty()).collect()
        };
        Self { incident_type: &template.incident_type, slots: template.slots.each_ref().map(entities) }
    }
}

impl Predicted {
    /// The incident of an event; `None` where it is no incident.
    fn of(event: &Event) -> Option<Self> {
        let mut out = Self { incident_type: name(event.incident?), slots: Default::default(), confidence: Vec::new() };
        for filler in &event.roles {
            let Some(slot) = SLOTS.iter().position(|(_, role)| *role == filler.role) else { continue };
            let words = normal(&filler.span.text);
            if words.is_empty() || out.slots[slot].contains(&words) {
                continue;
            }
            if let (Role::PerpetratorOrganisation, Some(confidence)) = (filler.role, filler.confidence) {
                out.confidence.push((words.clone(), confidence));
            }
            out.slots[slot].push(words);
        }
        Some(out)
    }
}

/// The type of an incident as templates name it.
fn name(incident: Incident) -> &'static str {
    match incident {
        Incident::Attack => "attack",
        Incident::Bombing => "bombing",
        Incident::Kidnapping => "kidnapping",
        Incident::Arson => "arson",
        Incident::Robbery => "robbery",
        Incident::ForcedWorkStoppage => "forced work stoppage",
    }
}

/// Words without case, punctuation of ASCII and articles.
fn normal(words: &str) -> String {
    let plain: String = words.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    plain.split_whitespace().filter(|word| !["a", "an", "the"].contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_punctuation_and_articles() {
        assert_eq!(normal("The \"Shining-Path\"  A.\n Group"), "shiningpath group");
    }
}
