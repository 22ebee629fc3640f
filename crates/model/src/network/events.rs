//! The event heads: encoder layers of their own on the shared ones, scores of triggers, roles of an event, and pairs of triggers.
//!
//! The same as `training/sayso_training/events/network.py`, with int8 weights.

use std::ops::Range;

use sayso_kernel::{Dense, Layer, Norm, Scratch};

use super::encoder::row;
use super::referrer::softmax;
use super::roles::{see, sigmoid};
use super::weights::Weights;
use crate::ModelError;
use crate::event::{EventKind, FillerRole, IncidentKind};
use crate::settings::EventSettings;
use crate::sight::bucket_of_distance;

/// Labels of the three heads.
pub(crate) const KINDS: usize = 1 + EventKind::ALL.len();
pub(crate) const INCIDENTS: usize = 1 + IncidentKind::ALL.len();
pub(crate) const ROLE_LABELS: usize = 1 + 2 * FillerRole::ALL.len();

/// What the event layers say of the tokens of a text.
#[derive(Default)]
pub(crate) struct EventScores {
    /// Probabilities of no event and of each kind, a token after the other.
    pub(crate) kinds: Vec<f32>,
    /// Probabilities of no incident and of each kind of incident.
    pub(crate) incidents: Vec<f32>,
    /// The vectors that the role tagger and the pair scorer read.
    pub(crate) near: Vec<f32>,
}

/// The triggers of one event, and the tokens among which its roles are looked for.
pub(crate) struct EventSight {
    /// Tokens, in text order; never empty.
    pub(crate) triggers: Vec<usize>,
    /// Number of the kind of incident, 0 for none.
    pub(crate) incident: usize,
    pub(crate) seen: Range<usize>,
}

/// What the role tagger says of the tokens that one event sees.
pub(crate) struct RoleScores {
    /// `ROLE_LABELS` label probabilities for each token.
    pub(crate) labels: Vec<f32>,
    /// Probabilities that a token is a filler's first and its last, for each token.
    pub(crate) borders: Vec<f32>,
}

/// All event heads.
pub(crate) struct EventNetwork {
    /// How many layers of the encoder lie below.
    pub(crate) shared: usize,
    /// Size of the encoder's vectors.
    width: usize,
    layers: Vec<Layer>,
    kinds: Dense,
    incidents: Dense,
    project: Dense,
    hidden: usize,
    /// `hidden` for each bucket of distance, for each kind of incident.
    distance: Vec<f32>,
    incident: Vec<f32>,
    add_anchor: Dense,
    gate_anchor: Dense,
    norm: Norm,
    role_layers: Vec<Layer>,
    labels: Dense,
    borders: Dense,
    pair_first: Dense,
    pair_both: Dense,
    pair_hidden: usize,
    pair_distance: Vec<f32>,
    pair: Dense,
}

impl EventNetwork {
    pub(crate) fn new(weights: &'static [u8], settings: &EventSettings) -> Result<Self, ModelError> {
        let weights = Weights::new(weights)?;
        Ok(Self {
            shared: settings.shared,
            width: settings.hidden,
            layers: weights.layers("layers", settings.own, settings.heads)?,
            kinds: weights.dense("kinds")?,
            incidents: weights.dense("incidents")?,
            project: weights.dense("project")?,
            hidden: settings.role_hidden,
            distance: weights.floats("roles.distance")?,
            incident: weights.floats("roles.incident")?,
            add_anchor: weights.dense("roles.add_anchor")?,
            gate_anchor: weights.dense("roles.gate_anchor")?,
            norm: weights.norm("roles.norm")?,
            role_layers: weights.layers("roles.layers", settings.role_layers, settings.role_heads)?,
            labels: weights.dense("roles.labels")?,
            borders: weights.dense("roles.borders")?,
            pair_first: weights.dense("pair_first")?,
            pair_both: weights.dense("pair_both")?,
            pair_hidden: settings.pair_hidden,
            pair_distance: weights.floats("pair_distance")?,
            pair: weights.dense("pair")?,
        })
    }

    /// From the shared layers' vectors of a window's pieces to the scores of the tokens whose first pieces are named, appended to `out`.
    pub(crate) fn encode(&self, mut x: Vec<f32>, first: &[usize], scratch: &mut Scratch, out: &mut EventScores) {
        let width = self.width;
        let pieces = x.len() / width;
        for layer in &self.layers {
            layer.forward(&mut x, &[pieces], scratch);
        }
        let tokens: Vec<f32> = first.iter().flat_map(|&at| row(&x, at, width)).copied().collect();
        let mut made = Vec::new();
        for (head, labels, out) in
            [(&self.kinds, KINDS, &mut out.kinds), (&self.incidents, INCIDENTS, &mut out.incidents)]
        {
            head.apply(&tokens, &mut made);
            made.chunks_exact_mut(labels).for_each(softmax);
            out.extend_from_slice(&made);
        }
        self.project.apply(&tokens, &mut made);
        out.near.extend_from_slice(&made);
    }

    /// What the role tagger says of the tokens that each event sees.
    pub(crate) fn roles(&self, near: &[f32], sights: &[EventSight], scratch: &mut Scratch) -> Vec<RoleScores> {
        let mut anchors = Vec::with_capacity(sights.len() * self.hidden);
        for sight in sights {
            let start = anchors.len();
            anchors.extend_from_slice(row(&self.incident, sight.incident, self.hidden));
            let share = 1.0 / sight.triggers.len() as f32;
            for &trigger in &sight.triggers {
                let vector = row(near, trigger, self.hidden);
                anchors[start..].iter_mut().zip(vector).for_each(|(sum, value)| *sum += value * share);
            }
        }
        let (mut add, mut gate) = (Vec::new(), Vec::new());
        self.add_anchor.apply(&anchors, &mut add);
        self.gate_anchor.apply(&anchors, &mut gate);
        let lengths: Vec<usize> = sights.iter().map(|sight| sight.seen.len()).collect();
        let mut x = Vec::with_capacity(lengths.iter().sum::<usize>() * self.hidden);
        for (number, sight) in sights.iter().enumerate() {
            let (add, gate) = (row(&add, number, self.hidden), row(&gate, number, self.hidden));
            for token in sight.seen.clone() {
                let distance = row(&self.distance, bucket_of_distance(nearest(token, &sight.triggers)), self.hidden);
                see(row(near, token, self.hidden), gate, add, distance, &mut x);
            }
        }
        self.norm.apply(&mut x);
        for layer in &self.role_layers {
            layer.forward(&mut x, &lengths, scratch);
        }
        let mut labels = Vec::new();
        self.labels.apply(&x, &mut labels);
        labels.chunks_exact_mut(ROLE_LABELS).for_each(softmax);
        let mut borders = Vec::new();
        self.borders.apply(&x, &mut borders);
        borders.iter_mut().for_each(|logit| *logit = sigmoid(*logit));
        let (mut labels, mut borders) = (labels.into_iter(), borders.into_iter());
        let one = |&length: &usize| RoleScores {
            labels: labels.by_ref().take(length * ROLE_LABELS).collect(),
            borders: borders.by_ref().take(length * 2).collect(),
        };
        lengths.iter().map(one).collect()
    }

    /// How likely each pair of triggers tells of one event.
    pub(crate) fn same(&self, near: &[f32], pairs: &[(usize, usize)]) -> Vec<f32> {
        let product = |&(a, b): &(usize, usize)| {
            row(near, a, self.hidden).iter().zip(row(near, b, self.hidden)).map(|(a, b)| a * b)
        };
        let side = |at: &dyn Fn(&(usize, usize)) -> usize| -> Vec<f32> {
            pairs.iter().flat_map(|pair| row(near, at(pair), self.hidden)).copied().collect()
        };
        let (mut inner, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
        self.pair_both.apply(&pairs.iter().flat_map(product).collect::<Vec<_>>(), &mut inner);
        self.pair_first.apply(&side(&|pair| pair.0), &mut first);
        self.pair_first.apply(&side(&|pair| pair.1), &mut second);
        for (number, &(a, b)) in pairs.iter().enumerate() {
            let distance = row(&self.pair_distance, bucket_of_distance(b as isize - a as isize), self.pair_hidden);
            let range = number * self.pair_hidden..(number + 1) * self.pair_hidden;
            for ((sum, value), (a, b)) in
                inner[range.clone()].iter_mut().zip(distance).zip(first[range.clone()].iter().zip(&second[range]))
            {
                *sum = (*sum + value + a + b).max(0.0);
            }
        }
        let mut out = Vec::new();
        self.pair.apply(&inner, &mut out);
        out.iter_mut().for_each(|logit| *logit = sigmoid(*logit));
        out
    }
}

/// Signed distance of a token from the nearest trigger; of two as near, from the earlier one.
fn nearest(token: usize, triggers: &[usize]) -> isize {
    let after = triggers.partition_point(|&trigger| trigger < token);
    let around = triggers[after.saturating_sub(1)..triggers.len().min(after + 1)].iter();
    around.map(|&trigger| token as isize - trigger as isize).min_by_key(|distance| distance.abs()).unwrap_or(0)
}
