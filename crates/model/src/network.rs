//! The network: an encoder over each window, a role tagger over what each anchor sees, a referrer over pairs of mentions.
//!
//! The same as `training/sayso_training/model.py`, with int8 weights.

mod encoder;
mod events;
mod referrer;
mod roles;
mod weights;

pub(crate) use encoder::Encoded;
use encoder::Encoder;
pub(crate) use events::{EventNetwork, EventScores, EventSight, INCIDENTS, KINDS, ROLE_LABELS, RoleScores};
pub(crate) use referrer::{Pair, Referrer, softmax};
use roles::RoleTagger;
use weights::Weights;

use crate::ModelError;
use crate::settings::Settings;

/// All parts of the network.
pub(crate) struct Network {
    pub(crate) encoder: Encoder,
    pub(crate) roles: RoleTagger,
    pub(crate) referrer: Referrer,
    pub(crate) events: EventNetwork,
}

impl Network {
    pub(crate) fn new(weights: &'static [u8], settings: &Settings, events: EventNetwork) -> Result<Self, ModelError> {
        let weights = Weights::new(weights)?;
        Ok(Self {
            encoder: Encoder::new(&weights, settings)?,
            roles: RoleTagger::new(&weights, settings)?,
            referrer: Referrer::new(&weights, settings)?,
            events,
        })
    }
}
