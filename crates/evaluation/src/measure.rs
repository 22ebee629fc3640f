//! Counts of what is right, and the measures made of them.

use std::fmt;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

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

/// How many are right, of how many predicted and how many annotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Of those predicted, how many are right.
    pub(crate) right: u64,
    /// Of those annotated, how many were found: other than `right` where several may be one.
    pub(crate) found: u64,
    pub(crate) predicted: u64,
    pub(crate) annotated: u64,
}

impl Tally {
    pub(crate) fn new(right: usize, predicted: usize, annotated: usize) -> Self {
        let right = right as u64;
        Self { right, found: right, predicted: predicted as u64, annotated: annotated as u64 }
    }

    pub(crate) fn precision_recall(self) -> PrecisionRecall {
        let (precision, recall) = (share(self.right, self.predicted), share(self.found, self.annotated));
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
        self.found += other.found;
        self.predicted += other.predicted;
        self.annotated += other.annotated;
    }
}

impl fmt::Display for PrecisionRecall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P {:6.2}  R {:6.2}  F1 {:6.2}", self.precision, self.recall, self.f1)
    }
}

/// `part / whole`; 0 of nothing.
pub(crate) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Rounds as Python's `round(value, 2)` does: the decimal nearest to the exact binary value, ties to even.
/// Multiplying by 100 and rounding would round some values the other way.
pub(crate) fn two_decimals(value: f64) -> f64 {
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
