//! The role tagger: what an anchor sees to label scores, and to how likely it attributes.

use std::ops::Range;

use sayso_kernel::{Dense, Layer, Norm, Scratch};

use super::encoder::row;
use super::weights::Weights;
use crate::ModelError;
use crate::settings::{LABELS, Settings};
use crate::sight::{Sight, bucket};

/// Two small transformer layers over the vectors near an anchor.
pub(crate) struct RoleTagger {
    hidden: usize,
    /// `hidden` for each bucket of distance from the anchor.
    distance: Vec<f32>,
    add_anchor: Dense,
    gate_anchor: Dense,
    norm: Norm,
    layers: Vec<Layer>,
    labels: Dense,
    valid: Dense,
}

/// Scores for one anchor.
pub(crate) struct Tagged {
    /// Label scores of each token that it sees, one token after the other.
    pub(crate) labels: Vec<f32>,
    /// How likely the anchor attributes, from 0 to 1.
    pub(crate) confidence: f32,
}

impl RoleTagger {
    pub(crate) fn new(weights: &Weights, settings: &Settings) -> Result<Self, ModelError> {
        Ok(Self {
            hidden: settings.role_hidden,
            distance: weights.floats("roles.distance")?,
            add_anchor: weights.dense("roles.add_anchor")?,
            gate_anchor: weights.dense("roles.gate_anchor")?,
            norm: weights.norm("roles.norm")?,
            layers: weights.layers("roles.layers", settings.role_layers, settings.role_heads)?,
            labels: weights.dense("roles.labels")?,
            valid: weights.dense("roles.valid")?,
        })
    }

    /// Tags the roles of several anchors. `near` has the vectors of all tokens of the text.
    pub(crate) fn tag(&self, near: &[f32], sights: &[Sight], scratch: &mut Scratch) -> Vec<Tagged> {
        let anchors: Vec<f32> = sights.iter().flat_map(|sight| self.mean(near, &sight.anchor)).collect();
        let (mut add, mut gate) = (Vec::new(), Vec::new());
        self.add_anchor.apply(&anchors, &mut add);
        self.gate_anchor.apply(&anchors, &mut gate);

        let lengths: Vec<usize> = sights.iter().map(|sight| sight.seen.len()).collect();
        let mut x = Vec::with_capacity(lengths.iter().sum::<usize>() * self.hidden);
        for (number, sight) in sights.iter().enumerate() {
            let (add, gate) = (row(&add, number, self.hidden), row(&gate, number, self.hidden));
            for token in sight.seen.clone() {
                let distance = row(&self.distance, bucket(token, &sight.anchor), self.hidden);
                see(row(near, token, self.hidden), gate, add, distance, &mut x);
            }
        }
        self.norm.apply(&mut x);
        for layer in &self.layers {
            layer.forward(&mut x, &lengths, scratch);
        }

        let (mut labels, mut valid, mut inside) = (Vec::new(), Vec::new(), Vec::new());
        self.labels.apply(&x, &mut labels);
        let mut start = 0;
        for sight in sights {
            let first = start + sight.anchor.start - sight.seen.start;
            inside.extend(self.mean(&x, &(first..first + sight.anchor.len())));
            start += sight.seen.len();
        }
        self.valid.apply(&inside, &mut valid);

        let mut labels = labels.into_iter();
        let mut tagged = |(sight, logit): (&Sight, f32)| Tagged {
            labels: labels.by_ref().take(sight.seen.len() * LABELS).collect(),
            confidence: sigmoid(logit),
        };
        sights.iter().zip(valid).map(&mut tagged).collect()
    }

    /// The mean of some rows.
    fn mean(&self, table: &[f32], rows: &Range<usize>) -> Vec<f32> {
        let mut out = vec![0.0; self.hidden];
        for at in rows.clone() {
            for (sum, value) in out.iter_mut().zip(row(table, at, self.hidden)) {
                *sum += value;
            }
        }
        out.iter_mut().for_each(|sum| *sum /= rows.len() as f32);
        out
    }
}

/// Appends a token's vector as a role tagger reads it: gated and shifted by the anchor's, and told how far off that is.
pub(super) fn see(near: &[f32], gate: &[f32], add: &[f32], distance: &[f32], x: &mut Vec<f32>) {
    let terms = near.iter().zip(gate).zip(add.iter().zip(distance));
    x.extend(terms.map(|((near, gate), (add, distance))| near * (1.0 + gate) + add + distance));
}

pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
