//! Named tensors of the weights file.

use safetensors::{Dtype, SafeTensors};
use sayso_kernel::{Dense, KernelError, Layer, LayerParts, Linear, Norm};

use crate::ModelError;

/// The weights that the binary carries, by the names that `training/sayso_training/export.py` gives.
pub(crate) struct Weights {
    tensors: SafeTensors<'static>,
}

impl Weights {
    pub(crate) fn new(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| ModelError::Broken(error.to_string()))?;
        Ok(Self { tensors })
    }

    /// The bytes of a tensor of signed bytes. They are static, so that a large table is never copied.
    pub(crate) fn bytes(&self, name: &str) -> Result<&'static [u8], ModelError> {
        self.data(name, Dtype::I8)
    }

    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let (numbers, _) = self.data(name, Dtype::F32)?.as_chunks::<4>();
        Ok(numbers.iter().map(|&number| f32::from_le_bytes(number)).collect())
    }

    fn data(&self, name: &str, dtype: Dtype) -> Result<&'static [u8], ModelError> {
        match self.tensors.tensor(name) {
            Ok(tensor) if tensor.dtype() == dtype => Ok(tensor.data()),
            Ok(tensor) => Err(ModelError::Broken(format!("{name} is {:?}", tensor.dtype()))),
            Err(error) => Err(ModelError::Broken(format!("{name}: {error}"))),
        }
    }

    pub(crate) fn norm(&self, name: &str) -> Result<Norm, ModelError> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        Norm::new(weight, bias).map_err(|error| misfit(name, &error))
    }

    pub(crate) fn dense(&self, name: &str) -> Result<Dense, ModelError> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        Dense::new(&weight, &bias, weight.len() / bias.len().max(1)).map_err(|error| misfit(name, &error))
    }

    fn linear(&self, name: &str) -> Result<Linear, ModelError> {
        let weights: Vec<i8> = self.bytes(&format!("{name}.weight"))?.iter().map(|byte| byte.cast_signed()).collect();
        let (scales, bias) = (self.floats(&format!("{name}.scale"))?, self.floats(&format!("{name}.bias"))?);
        Linear::new(&weights, &scales, &bias, weights.len() / bias.len().max(1)).map_err(|error| misfit(name, &error))
    }

    /// The layers `name.0`, `name.1`, … of a transformer.
    pub(crate) fn layers(&self, name: &str, count: usize, heads: usize) -> Result<Vec<Layer>, ModelError> {
        (0..count).map(|number| self.layer(&format!("{name}.{number}"), heads)).collect()
    }

    /// One layer of a transformer.
    pub(crate) fn layer(&self, name: &str, heads: usize) -> Result<Layer, ModelError> {
        let parts = LayerParts {
            query_key_value: self.linear(&format!("{name}.query_key_value"))?,
            merge: self.linear(&format!("{name}.merge"))?,
            after_attention: self.norm(&format!("{name}.after_attention"))?,
            widen: self.linear(&format!("{name}.widen"))?,
            narrow: self.linear(&format!("{name}.narrow"))?,
            after_inner: self.norm(&format!("{name}.after_inner"))?,
        };
        Layer::new(parts, heads).map_err(|error| misfit(name, &error))
    }
}

fn misfit(name: &str, error: &KernelError) -> ModelError {
    ModelError::Broken(format!("{name}: {error}"))
}
