//! The measures as numbers to print.

use std::fmt;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::Scorer;

/// The measures of [a scorer](Scorer), in percent with two decimals. Serializes as one JSON object, displays as a
/// table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Documents scored.
    pub documents: u64,
    /// Those of them that could not be read, which count as documents in which no statement was found.
    pub documents_without_reading: u64,
    /// Words of all documents, as white space parts them.
    pub words: u64,
    /// Annotated statements.
    pub gold_statements: u64,
    /// Statements of the readings.
    pub predicted_statements: u64,
    /// Statements found, whatever their source and cue.
    pub relation: PrecisionRecall,
    /// Whether statements found have the right source.
    pub source_on_matched: SourceAccuracy,
    /// Contiguous spans with the same boundaries.
    pub exact: Roles<PrecisionRecall>,
    /// Tokens.
    pub token: Roles<PrecisionRecall>,
    /// Statements right to the last token.
    pub triple: PrecisionRecall,
}

/// Precision, recall and their harmonic mean, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrecisionRecall {
    /// Of those predicted, the share that is right.
    #[serde(rename = "p")]
    pub precision: f64,
    /// Of those annotated, the share that was found.
    #[serde(rename = "r")]
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
}

/// How often the source of a statement found is the annotated one, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceAccuracy {
    /// At least one token in common, or both absent.
    pub overlap: f64,
    /// All tokens the same.
    pub exact: f64,
}

/// Something for each of the three roles of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Roles<T> {
    /// Who says it.
    pub source: T,
    /// The words that attribute.
    pub cue: T,
    /// What is said.
    pub content: T,
}

/// How many are right, of how many predicted and how many annotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    right: u64,
    predicted: u64,
    annotated: u64,
}

impl Tally {
    pub(super) fn new(right: usize, predicted: usize, annotated: usize) -> Self {
        Self { right: right as u64, predicted: predicted as u64, annotated: annotated as u64 }
    }

    fn precision_recall(self) -> PrecisionRecall {
        let (precision, recall) = (share(self.right, self.predicted), share(self.right, self.annotated));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        PrecisionRecall {
            precision: two_decimals(100.0 * precision),
            recall: two_decimals(100.0 * recall),
            f1: two_decimals(100.0 * f1),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.annotated += other.annotated;
    }
}

impl<T> Roles<T> {
    fn map<U>(self, f: impl Fn(T) -> U) -> Roles<U> {
        Roles { source: f(self.source), cue: f(self.cue), content: f(self.content) }
    }
}

impl<T: AddAssign> AddAssign for Roles<T> {
    fn add_assign(&mut self, other: Self) {
        self.source += other.source;
        self.cue += other.cue;
        self.content += other.content;
    }
}

impl Scores {
    pub(super) fn new(scorer: &Scorer) -> Self {
        let matched = scorer.relation.right;
        Self {
            documents: scorer.documents,
            documents_without_reading: scorer.documents_without_reading,
            words: scorer.words,
            gold_statements: scorer.relation.annotated,
            predicted_statements: scorer.relation.predicted,
            relation: scorer.relation.precision_recall(),
            source_on_matched: SourceAccuracy {
                overlap: two_decimals(share(100 * scorer.source_overlaps, matched)),
                exact: two_decimals(share(100 * scorer.source_exact, matched)),
            },
            exact: scorer.exact.map(Tally::precision_recall),
            token: scorer.token.map(Tally::precision_recall),
            triple: scorer.triple.precision_recall(),
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "documents {} (without a reading: {}), words {}, statements gold {} predicted {}",
            self.documents, self.documents_without_reading, self.words, self.gold_statements, self.predicted_statements
        )?;
        writeln!(f, "{:<16} {}", "relation", self.relation)?;
        let SourceAccuracy { overlap, exact } = self.source_on_matched;
        writeln!(f, "{:<16} overlap {overlap:6.2}  exact {exact:6.2}", "source, matched")?;
        for (measure, roles) in [("exact", &self.exact), ("token", &self.token)] {
            for (role, scores) in [("source", roles.source), ("cue", roles.cue), ("content", roles.content)] {
                writeln!(f, "{:<16} {scores}", format!("{measure} {role}"))?;
            }
        }
        write!(f, "{:<16} {}", "triple", self.triple)
    }
}

impl fmt::Display for PrecisionRecall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P {:6.2}  R {:6.2}  F1 {:6.2}", self.precision, self.recall, self.f1)
    }
}

/// `part / whole`; 0 of nothing.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Rounds as Python's `round(value, 2)` does: the decimal nearest to the exact binary value, ties to even.
/// Multiplying by 100 and rounding would round some values the other way.
fn two_decimals(value: f64) -> f64 {
    format!("{value:.2}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_the_exact_value_with_ties_to_even() {
        // 1.005 and 37.745 are stored a little low and high; 3.125 and 9.375 are exact ties.
        for (value, rounded) in [(1.005, 1.0), (37.745, 37.74), (3.125, 3.12), (9.375, 9.38), (100.0, 100.0)] {
            assert_eq!(two_decimals(value), rounded, "{value}");
        }
    }

    #[test]
    fn of_nothing_comes_zero() {
        let nothing = PrecisionRecall { precision: 0.0, recall: 0.0, f1: 0.0 };
        assert_eq!(Tally::default().precision_recall(), nothing);
        assert_eq!(Tally::new(0, 3, 2).precision_recall(), nothing);
    }

    #[test]
    fn precision_recall_and_their_harmonic_mean() {
        let scores = Tally::new(2, 3, 4).precision_recall();
        assert_eq!(scores, PrecisionRecall { precision: 66.67, recall: 50.0, f1: 57.14 });
    }
}
