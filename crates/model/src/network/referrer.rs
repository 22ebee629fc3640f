//! What a description or a pronoun refers to: scores of pairs of mentions, and of "none of them".
//!
//! Mirrors `Referrer` of `training/sayso_training/reference.py` (after Lee et al. 2017, "End-to-end Neural Coreference
//! Resolution").

use sayso_kernel::Dense;

use super::encoder::row;
use super::weights::Weights;
use crate::ModelError;
use crate::settings::Settings;

/// The network that reads two mentions.
pub(crate) struct Referrer {
    hidden: usize,
    first: Dense,
    last: Dense,
    anaphor: Dense,
    candidate: Dense,
    both: Dense,
    score: Dense,
    none_inner: Dense,
    none: Dense,
    /// Tables of `hidden` for each value of a feature.
    distance: Vec<f32>,
    steps: Vec<f32>,
    combination: Vec<f32>,
    surroundings: Vec<f32>,
}

/// One candidate of an anaphor, with the features of the pair as rows of the tables.
pub(crate) struct Pair {
    /// Number of the candidate mention.
    pub(crate) candidate: usize,
    pub(crate) distance: usize,
    pub(crate) steps: usize,
    pub(crate) combination: usize,
    pub(crate) surroundings: usize,
}

/// The vectors of all mentions of a text.
pub(crate) struct Vectors {
    plain: Vec<f32>,
    anaphor: Vec<f32>,
    candidate: Vec<f32>,
}

impl Referrer {
    pub(crate) fn new(weights: &Weights, settings: &Settings) -> Result<Self, ModelError> {
        let dense = |name: &str| weights.dense(&format!("mentions.referrer.{name}"));
        let table = |name: &str| weights.floats(&format!("mentions.referrer.{name}"));
        Ok(Self {
            hidden: settings.refer_hidden,
            first: dense("first")?,
            last: dense("last")?,
            anaphor: dense("anaphor")?,
            candidate: dense("candidate")?,
            both: dense("both")?,
            score: dense("score")?,
            none_inner: dense("none_inner")?,
            none: dense("none")?,
            distance: table("distance")?,
            steps: table("steps")?,
            combination: table("combination")?,
            surroundings: table("surroundings")?,
        })
    }

    /// Vectors of mentions from those of all tokens; `places` has the first and the last token of each mention.
    pub(crate) fn vectors(&self, tokens: &[f32], places: &[(usize, usize)]) -> Vectors {
        let gather = |at: &dyn Fn(&(usize, usize)) -> usize| -> Vec<f32> {
            places.iter().flat_map(|place| row(tokens, at(place), self.hidden)).copied().collect()
        };
        let (mut plain, mut last) = (Vec::new(), Vec::new());
        self.first.apply(&gather(&|place| place.0), &mut plain);
        self.last.apply(&gather(&|place| place.1), &mut last);
        plain.iter_mut().zip(&last).for_each(|(sum, last)| *sum = (*sum + last).max(0.0));
        let (mut anaphor, mut candidate) = (Vec::new(), Vec::new());
        self.anaphor.apply(&plain, &mut anaphor);
        self.candidate.apply(&plain, &mut candidate);
        Vectors { plain, anaphor, candidate }
    }

    /// How likely each pair of the mention `anaphor` is; what is missing to 1 is the probability of none.
    pub(crate) fn probabilities(&self, vectors: &Vectors, anaphor: usize, pairs: &[Pair]) -> Vec<f32> {
        let own = row(&vectors.plain, anaphor, self.hidden);
        let products: Vec<f32> = pairs
            .iter()
            .flat_map(|pair| row(&vectors.plain, pair.candidate, self.hidden).iter().zip(own).map(|(a, b)| a * b))
            .collect();
        let mut inner = Vec::new();
        self.both.apply(&products, &mut inner);
        for (pair, inner) in pairs.iter().zip(inner.chunks_exact_mut(self.hidden)) {
            let terms = [
                row(&vectors.anaphor, anaphor, self.hidden),
                row(&vectors.candidate, pair.candidate, self.hidden),
                row(&self.distance, pair.distance, self.hidden),
                row(&self.steps, pair.steps, self.hidden),
                row(&self.combination, pair.combination, self.hidden),
                row(&self.surroundings, pair.surroundings, self.hidden),
            ];
            for term in terms {
                inner.iter_mut().zip(term).for_each(|(sum, value)| *sum += value);
            }
            inner.iter_mut().for_each(|sum| *sum = sum.max(0.0));
        }
        let (mut scores, mut hidden, mut none) = (Vec::new(), Vec::new(), Vec::new());
        self.score.apply(&inner, &mut scores);
        self.none_inner.apply(own, &mut hidden);
        hidden.iter_mut().for_each(|sum| *sum = sum.max(0.0));
        self.none.apply(&hidden, &mut none);
        scores.extend(none);
        softmax(&mut scores);
        scores.pop();
        scores
    }
}

/// Scores to probabilities.
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let total: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= total);
}
