//! The measures as numbers to print.

use std::fmt;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::Scorer;
use crate::measure::{PrecisionRecall, Tally, share, two_decimals};

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
