//! Scores readings' statements against annotated attributions.
//!
//! Spans are compared by the tokens that they touch: runs of word characters, and every other visible
//! character. All measures are over the whole corpus.
//!
//! - *relation*: a statement of the reading and an annotated one pair, one to one, when the Dice coefficient of
//!   their content tokens is at least 0.5, best pairs first;
//! - *source on matched*: among paired statements, how often the sources overlap (an absent source matches an
//!   absent one), and how often their tokens are exactly the same;
//! - *exact*: each role's contiguous spans, boundaries and role equal;
//! - *token*: each role's tokens;
//! - *triple*: statements whose source, cue and content tokens are all exactly the annotated ones.
//!
//! Exact spans and tokens after Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for Political
//! News", <https://aclanthology.org/L18-1524/>.

mod scores;

use std::collections::BTreeSet;
use std::ops::AddAssign;

use sayso_document::{CodePoints, Span};
use sayso_reading::{Reading, Statement};

use crate::brat::{GoldDocument, GoldStatement};
use crate::measure::Tally;
use crate::tokens::{self, TokenSet, Tokens};

pub use scores::{Roles, Scores, SourceAccuracy};

/// The least Dice coefficient of two contents for their statements to be the same one.
const LEAST_DICE: f64 = 0.5;

/// Counts over the documents added so far. Scorers of parts of a corpus, filled by several threads, merge into
/// one with [`AddAssign`], in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorer {
    documents: u64,
    documents_without_reading: u64,
    words: u64,
    relation: Tally,
    source_overlaps: u64,
    source_exact: u64,
    exact: Roles<Tally>,
    token: Roles<Tally>,
    triple: Tally,
}

/// Why a reading could not be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// The reading is of another text, so its offsets mean nothing here.
    #[error("{document}: the reading's text is not the text of the document; read the corpus's own text file")]
    Text {
        /// The document's id.
        document: String,
    },
    /// A span of the reading does not hold the words that it says it holds.
    #[error(
        "{document}: the {role} of statement {statement} says that {start}..{end} is {text:?}, which it is not; \
         count offsets in Unicode code points of `document.text`"
    )]
    Span {
        /// The document's id.
        document: String,
        /// The statement's id.
        statement: String,
        /// `source`, `cue` or `content`.
        role: &'static str,
        /// The span's start.
        start: usize,
        /// The span's end.
        end: usize,
        /// The words that the span says it holds.
        text: String,
    },
}

impl Scorer {
    /// Counts a document and its reading.
    ///
    /// # Errors
    /// [`ScoreError`] where the reading is not one of this document's text; nothing is counted then.
    pub fn add(&mut self, gold: &GoldDocument, reading: &Reading) -> Result<(), ScoreError> {
        let text = &gold.document.text;
        if reading.document.text != *text {
            return Err(ScoreError::Text { document: gold.document.id.clone() });
        }
        let tokens = Tokens::of(text);
        let points = CodePoints::new(text);
        let predicted = reading
            .statements
            .iter()
            .map(|statement| {
                check_spans(&gold.document.id, text, &points, statement)?;
                Ok(predicted_roles(statement, &tokens))
            })
            .collect::<Result<Vec<_>, ScoreError>>()?;
        self.count(gold, &tokens, &predicted);
        Ok(())
    }

    /// Counts a document that could not be read as one with no statements found.
    pub fn add_unread(&mut self, gold: &GoldDocument) {
        self.documents_without_reading += 1;
        self.count(gold, &Tokens::of(&gold.document.text), &[]);
    }

    /// The measures over all documents added.
    pub fn scores(&self) -> Scores {
        Scores::new(self)
    }

    fn count(&mut self, gold: &GoldDocument, tokens: &Tokens, predicted: &[Roles<TokenSet>]) {
        let annotated: Vec<_> = gold.statements.iter().map(|statement| gold_roles(statement, tokens)).collect();
        let pairs = pair(&annotated, predicted);
        self.documents += 1;
        self.words += tokens::words(&gold.document.text);
        self.relation += Tally::new(pairs.len(), predicted.len(), annotated.len());
        for (annotated, predicted) in pairs.into_iter().map(|(i, j)| (&annotated[i].source, &predicted[j].source)) {
            self.source_overlaps +=
                u64::from(!annotated.is_disjoint(predicted) || (annotated.is_empty() && predicted.is_empty()));
            self.source_exact += u64::from(annotated == predicted);
        }
        self.exact += compare(&annotated, predicted, tokens::runs);
        self.token += compare(&annotated, predicted, TokenSet::clone);
        let distinct = |statements: &[Roles<TokenSet>]| statements.iter().cloned().collect::<BTreeSet<_>>();
        let same = distinct(&annotated).intersection(&distinct(predicted)).count();
        self.triple += Tally::new(same, predicted.len(), annotated.len());
    }
}

impl AddAssign for Scorer {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.documents_without_reading += other.documents_without_reading;
        self.words += other.words;
        self.relation += other.relation;
        self.source_overlaps += other.source_overlaps;
        self.source_exact += other.source_exact;
        self.exact += other.exact;
        self.token += other.token;
        self.triple += other.triple;
    }
}

/// For each role, the distinct units (tokens, spans) of all statements together, and how many are common.
fn compare<Unit: Ord>(
    annotated: &[Roles<TokenSet>],
    predicted: &[Roles<TokenSet>],
    units: impl Fn(&TokenSet) -> BTreeSet<Unit>,
) -> Roles<Tally> {
    let tally = |role: fn(&Roles<TokenSet>) -> &TokenSet| {
        let all = |statements: &[Roles<TokenSet>]| -> BTreeSet<Unit> {
            statements.iter().flat_map(|statement| units(role(statement))).collect()
        };
        let (annotated, predicted) = (all(annotated), all(predicted));
        Tally::new(annotated.intersection(&predicted).count(), predicted.len(), annotated.len())
    };
    Roles {
        source: tally(|roles| &roles.source),
        cue: tally(|roles| &roles.cue),
        content: tally(|roles| &roles.content),
    }
}

/// Pairs annotated and predicted statements one to one: highest Dice of the contents first, then those whose cues
/// overlap, then the later ones.
fn pair(annotated: &[Roles<TokenSet>], predicted: &[Roles<TokenSet>]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, gold) in annotated.iter().enumerate() {
        for (j, found) in predicted.iter().enumerate() {
            let dice = dice(&gold.content, &found.content);
            if dice >= LEAST_DICE {
                candidates.push((dice, !gold.cue.is_disjoint(&found.cue), i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (b.1, b.2, b.3).cmp(&(a.1, a.2, a.3))));
    let (mut annotated_taken, mut predicted_taken) = (vec![false; annotated.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if !annotated_taken[i] && !predicted_taken[j] {
            (annotated_taken[i], predicted_taken[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

/// The Dice coefficient of two sets; 0 where both are empty.
fn dice(a: &TokenSet, b: &TokenSet) -> f64 {
    match a.len() + b.len() {
        0 => 0.0,
        total => (2 * a.intersection(b).count()) as f64 / total as f64,
    }
}

fn gold_roles(statement: &GoldStatement, tokens: &Tokens) -> Roles<TokenSet> {
    Roles {
        source: tokens.touched(statement.source.iter().cloned()),
        cue: tokens.touched(statement.cue.iter().cloned()),
        content: tokens.touched(statement.content.iter().cloned()),
    }
}

fn predicted_roles(statement: &Statement, tokens: &Tokens) -> Roles<TokenSet> {
    let touched = |spans: &[Span]| tokens.touched(spans.iter().map(|span| span.start..span.end));
    Roles {
        source: touched(&statement.source.spans),
        cue: touched(&statement.cue.spans),
        content: touched(&statement.content.spans),
    }
}

fn check_spans(document: &str, text: &str, points: &CodePoints, statement: &Statement) -> Result<(), ScoreError> {
    let parts =
        [("source", &statement.source.spans), ("cue", &statement.cue.spans), ("content", &statement.content.spans)];
    for (role, spans) in parts {
        for span in spans {
            if text.get(points.to_byte(span.start)..points.to_byte(span.end)) != Some(span.text.as_str()) {
                return Err(ScoreError::Span {
                    document: document.to_owned(),
                    statement: statement.id.clone(),
                    role,
                    start: span.start,
                    end: span.end,
                    text: span.text.clone(),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(cue: usize, content: impl IntoIterator<Item = usize>) -> Roles<TokenSet> {
        Roles { source: TokenSet::new(), cue: TokenSet::from([cue]), content: content.into_iter().collect() }
    }

    #[test]
    fn a_dice_coefficient_of_a_half_is_enough() {
        // One token in common of two and two; then of two and three.
        assert_eq!(pair(&[statement(0, [1, 2])], &[statement(0, [2, 3])]), [(0, 0)]);
        assert_eq!(pair(&[statement(0, [1, 2])], &[statement(0, [2, 3, 4])]), []);
    }

    #[test]
    fn the_best_content_is_taken_first_whatever_the_cue() {
        let found = [statement(0, [1, 2, 3]), statement(9, [1, 2, 3, 4])];
        assert_eq!(pair(&[statement(0, [1, 2, 3, 4])], &found), [(0, 1)]);
    }

    #[test]
    fn of_equal_contents_the_one_with_the_same_cue_is_taken_then_the_later() {
        let found = [statement(7, [1, 2]), statement(8, [1, 2]), statement(9, [1, 2])];
        assert_eq!(pair(&[statement(7, [1, 2])], &found), [(0, 0)]);
        assert_eq!(pair(&[statement(0, [1, 2])], &found), [(0, 2)]);
        assert_eq!(pair(&[statement(0, [1, 2]), statement(8, [1, 2])], &found), [(1, 1), (0, 2)]);
    }

    #[test]
    fn empty_contents_never_pair() {
        assert_eq!(pair(&[statement(0, [])], &[statement(0, [])]), []);
    }
}
