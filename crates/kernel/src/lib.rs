//! Transformer layers with int8 weights, on one core.
//!
//! Made for short runs over ragged batches: sequences lie one after the other, rows of floats without padding, and
//! their `lengths` say where each ends, so that nothing is computed for tokens that are not there and no mask is
//! needed. Linear layers quantize their rows as they go ([`Linear`]); all else stays in floats.
//!
//! Every kernel exists once in plain Rust. The processor's widest instructions are found at run time; `unsafe` is
//! kept to the modules that call them.

mod attention;
mod dense;
mod error;
mod exponential;
mod gelu;
mod linear;
mod norm;
mod processor;
mod quantize;
#[cfg(test)]
mod testing;
mod tile;
mod transformer;
mod vector;

pub use dense::Dense;
pub use error::KernelError;
pub use linear::Linear;
pub use norm::Norm;
pub use quantize::QuantizedRows;
pub use transformer::{Layer, LayerParts, Scratch};
