//! The network: an encoder over each window, and a role tagger over what each anchor sees.
//!
//! The same as `training/sayso_training/model.py`, with int8 weights.

mod encoder;
mod roles;
mod weights;

pub(crate) use encoder::Encoded;
use encoder::Encoder;
use roles::RoleTagger;
use weights::Weights;

use crate::ModelError;
use crate::settings::Settings;

/// Both halves of the network.
pub(crate) struct Network {
    pub(crate) encoder: Encoder,
    pub(crate) roles: RoleTagger,
}

impl Network {
    pub(crate) fn new(weights: &'static [u8], settings: &Settings) -> Result<Self, ModelError> {
        let weights = Weights::new(weights)?;
        Ok(Self { encoder: Encoder::new(&weights, settings)?, roles: RoleTagger::new(&weights, settings)? })
    }
}
