//! The encoder: word pieces of a window to a cue score and a vector for each token.

use sayso_kernel::{Dense, Layer, Norm, Scratch};

use super::events::{EventNetwork, EventScores};
use super::weights::Weights;
use crate::ModelError;
use crate::settings::Settings;

/// MiniLM with a table of surface features, and the heads that read it.
pub(crate) struct Encoder {
    hidden: usize,
    /// Signed bytes, `hidden` for each piece.
    words: &'static [u8],
    /// One for each piece.
    word_scales: Vec<f32>,
    /// `hidden` for each position.
    positions: Vec<f32>,
    /// `hidden` for each combination of surface features.
    surface: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    /// What stands beside the last layer for the heads of mentions.
    mention_layer: Layer,
    cue: Dense,
    project: Dense,
    names: Dense,
    descriptions: Dense,
    refer: Dense,
}

/// What the encoder says of the tokens of a window.
#[derive(Default)]
pub(crate) struct Encoded {
    /// Outside, begin and inside score of each token.
    pub(crate) cues: Vec<f32>,
    /// The vector of each token that the role tagger reads, one after the other.
    pub(crate) near: Vec<f32>,
    /// Scores of the name labels of each token.
    pub(crate) names: Vec<f32>,
    /// Scores of the description labels of each token.
    pub(crate) descriptions: Vec<f32>,
    /// The vector of each token that the referrer reads.
    pub(crate) refer: Vec<f32>,
    /// What the event heads say.
    pub(crate) events: EventScores,
}

impl Encoder {
    pub(crate) fn new(weights: &Weights, settings: &Settings) -> Result<Self, ModelError> {
        Ok(Self {
            hidden: settings.hidden,
            words: weights.bytes("encoder.words.weight")?,
            word_scales: weights.floats("encoder.words.scale")?,
            positions: weights.floats("encoder.positions")?,
            surface: weights.floats("encoder.surface")?,
            norm: weights.norm("encoder.norm")?,
            layers: weights.layers("encoder.layers", settings.layers, settings.heads)?,
            mention_layer: weights.layer("encoder.mention_layer", settings.heads)?,
            cue: weights.dense("cue")?,
            project: weights.dense("project")?,
            names: weights.dense("mentions.names")?,
            descriptions: weights.dense("mentions.descriptions")?,
            refer: weights.dense("mentions.refer")?,
        })
    }

    /// One pass over a window. `pieces` and `surface` have an entry a piece; `first` names the first piece of
    /// each token that counts. The results are appended to `out`: without `events` only those for attributions.
    pub(crate) fn encode(
        &self,
        pieces: &[i32],
        surface: &[u8],
        first: &[usize],
        events: Option<&EventNetwork>,
        scratch: &mut Scratch,
        out: &mut Encoded,
    ) {
        let mut x = Vec::with_capacity(pieces.len() * self.hidden);
        for (position, (&piece, &surface)) in pieces.iter().zip(surface).enumerate() {
            self.embed(piece as usize, position, surface.into(), &mut x);
        }
        self.norm.apply(&mut x);
        let mut for_mentions = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            if let Some(events) = events {
                if number == events.shared {
                    events.encode(x.clone(), first, scratch, &mut out.events);
                }
                if number + 1 == self.layers.len() {
                    for_mentions.clone_from(&x);
                }
            }
            layer.forward(&mut x, &[pieces.len()], scratch);
        }
        self.apply([(&self.cue, &mut out.cues), (&self.project, &mut out.near)], &x, first);
        if events.is_none() {
            return;
        }
        self.mention_layer.forward(&mut for_mentions, &[pieces.len()], scratch);
        let mentions =
            [(&self.names, &mut out.names), (&self.descriptions, &mut out.descriptions), (&self.refer, &mut out.refer)];
        self.apply(mentions, &for_mentions, first);
    }

    /// The outputs of some heads for the tokens whose first pieces are named, appended.
    fn apply<const HEADS: usize>(&self, heads: [(&Dense, &mut Vec<f32>); HEADS], x: &[f32], first: &[usize]) {
        let mut tokens = Vec::with_capacity(first.len() * self.hidden);
        for &at in first {
            tokens.extend_from_slice(row(x, at, self.hidden));
        }
        let mut made = Vec::new();
        for (head, out) in heads {
            head.apply(&tokens, &mut made);
            out.extend_from_slice(&made);
        }
    }

    fn embed(&self, piece: usize, position: usize, surface: usize, x: &mut Vec<f32>) {
        let word = &self.words[piece * self.hidden..(piece + 1) * self.hidden];
        let scale = self.word_scales[piece];
        let rest = row(&self.positions, position, self.hidden).iter().zip(row(&self.surface, surface, self.hidden));
        x.extend(
            word.iter().zip(rest).map(|(&byte, (place, form))| f32::from(byte.cast_signed()) * scale + place + form),
        );
    }
}

/// Row number `at` of a table with rows of `width`.
pub(super) fn row(table: &[f32], at: usize, width: usize) -> &[f32] {
    &table[at * width..(at + 1) * width]
}
