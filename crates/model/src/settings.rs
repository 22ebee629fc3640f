//! What training decided beside the weights: window sizes, thresholds, the label chain.

/// The part of the model that is not a tensor of a graph (`weights/settings.json`).
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct Settings {
    /// Word pieces of a window, its two border pieces apart.
    pub(crate) window: usize,
    /// Word pieces of context on each side of a window's core.
    pub(crate) margin: usize,
    /// Tokens that an anchor can see to either side.
    pub(crate) reach: usize,
    /// Tokens that it sees before its own paragraph.
    pub(crate) before: usize,
    /// Tokens that it sees after its own paragraph.
    pub(crate) after: usize,
    /// Size of the encoder's vectors, its layers, and the heads of each.
    pub(crate) hidden: usize,
    pub(crate) layers: usize,
    pub(crate) heads: usize,
    /// The same of the role tagger.
    pub(crate) role_hidden: usize,
    pub(crate) role_layers: usize,
    pub(crate) role_heads: usize,
    /// Size of the vectors by which mentions are compared.
    pub(crate) refer_hidden: usize,
    /// Taken from the outside score of the cue tagger: more candidates.
    pub(crate) cue_bias: f32,
    /// Least probability that an anchor attributes.
    pub(crate) valid: f32,
    /// Dice of contents above which two rival statements are one.
    pub(crate) overlap: f32,
    /// Score of each label at the start of what an anchor sees.
    pub(crate) starts: [f32; LABELS],
    /// Score of each label (second index) after each label.
    pub(crate) transitions: [[f32; LABELS]; LABELS],
}

/// Outside; begin and inside of source, of cue, of content.
pub(crate) const LABELS: usize = 7;

/// The same of the event heads (`weights/events/settings.json`).
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct EventSettings {
    /// Layers of the encoder below the event heads', and how many they have of their own.
    pub(crate) shared: usize,
    pub(crate) own: usize,
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    /// Sizes of the role tagger and of the pair scorer.
    pub(crate) role_hidden: usize,
    pub(crate) role_layers: usize,
    pub(crate) role_heads: usize,
    pub(crate) pair_hidden: usize,
    /// Tokens around the triggers of an incident, and of any other event, in which its roles are looked for.
    pub(crate) far: usize,
    pub(crate) near: usize,
    /// Least probability that a token triggers an event that is no incident. Low: the reading asks more of words that its lexicon
    /// does not know.
    pub(crate) kind: f32,
    /// Least probability of a trigger of an incident, and of the surest of its triggers.
    pub(crate) incident: f32,
    pub(crate) surest: f32,
    /// Least mean probability that a trigger tells of the same event as those found before.
    pub(crate) same: f32,
    /// Least probability of the surest token of a filler: of an incident, for each role; of any other event.
    pub(crate) roles: [f32; 7],
    pub(crate) other_roles: f32,
    /// How much the role of a token weighs against the borders in whether a filler takes it in.
    pub(crate) pull: f32,
}
