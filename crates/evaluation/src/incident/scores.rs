//! The measures as numbers to print.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{SLOTS, Scorer};
use crate::measure::{PrecisionRecall, Tally};

/// The measures of [a scorer](Scorer), in percent with two decimals. Serializes as one JSON object, displays as a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(non_snake_case, reason = "the slots' names are those of the corpus")]
pub struct Scores {
    /// Messages scored.
    pub documents: u64,
    /// Those of them that could not be read, which count as messages in which no incident was found.
    pub documents_without_reading: u64,
    /// Type and slots together.
    pub micro: PrecisionRecall,
    /// Slots together.
    pub roles_only: PrecisionRecall,
    /// Incidents found, with their type.
    pub incident_type: PrecisionRecall,
    /// Individuals that did it.
    pub PerpInd: PrecisionRecall,
    /// Organisations that did it.
    pub PerpOrg: PrecisionRecall,
    /// Things to which it was done.
    pub Target: PrecisionRecall,
    /// Persons to whom it was done.
    pub Victim: PrecisionRecall,
    /// With what.
    pub Weapon: PrecisionRecall,
    /// Organisations with the confidence that they did it; where the keys are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<PrecisionRecall>,
}

impl Scores {
    pub(super) fn new(scorer: &Scorer) -> Self {
        let roles = scorer.slots.iter().fold(Tally::default(), |mut sum, tally| {
            sum += *tally;
            sum
        });
        let mut micro = scorer.incident_type;
        micro += roles;
        let [individual, organisation, target, victim, weapon] = scorer.slots.map(Tally::precision_recall);
        Self {
            documents: scorer.documents,
            documents_without_reading: scorer.documents_without_reading,
            micro: micro.precision_recall(),
            roles_only: roles.precision_recall(),
            incident_type: scorer.incident_type.precision_recall(),
            PerpInd: individual,
            PerpOrg: organisation,
            Target: target,
            Victim: victim,
            Weapon: weapon,
            confidence: scorer.confidence.map(Tally::precision_recall),
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "documents {} (without a reading: {})", self.documents, self.documents_without_reading)?;
        let slots = [self.PerpInd, self.PerpOrg, self.Target, self.Victim, self.Weapon];
        let mut rows =
            vec![("micro", self.micro), ("roles_only", self.roles_only), ("incident_type", self.incident_type)];
        rows.extend(SLOTS.iter().map(|(name, _)| *name).zip(slots));
        rows.extend(self.confidence.map(|it| ("confidence", it)));
        let lines: Vec<String> = rows.iter().map(|(name, measure)| format!("{name:<16} {measure}")).collect();
        f.write_str(&lines.join("\n"))
    }
}
