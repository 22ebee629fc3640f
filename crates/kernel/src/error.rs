//! Why a layer cannot be built.

/// Weights that do not make a layer. Each comes from the file that they were read from: export it again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KernelError {
    /// A linear layer with no inputs, or with so many that its sums would overflow.
    #[error("a linear layer with {inputs} inputs; it needs 1 to {most}")]
    Inputs {
        /// Inputs of the layer.
        inputs: usize,
        /// As many as it can have.
        most: usize,
    },
    /// Weights, scales and bias of a linear layer that do not go together.
    #[error(
        "{weights} weights and {bias} bias values for {outputs} outputs of {inputs} inputs; \
         export one weight for each input of each output, and one bias and one scale for each output"
    )]
    LinearShape {
        /// Weights given.
        weights: usize,
        /// Inputs of the layer.
        inputs: usize,
        /// Outputs of the layer.
        outputs: usize,
        /// Bias values given.
        bias: usize,
    },
    /// A weight that is too large for exact sums on every processor.
    #[error("weight {weight} from input {input} to output {output} is not within ±{most}; quantize to 7 bits")]
    WeightRange {
        /// Row of the weight.
        output: usize,
        /// Column of the weight.
        input: usize,
        /// The weight.
        weight: i8,
        /// The largest that may be.
        most: i8,
    },
    /// Weight and bias of a norm that do not go together.
    #[error("a norm with {weight} weights and {bias} bias values; it needs as many of the one as of the other")]
    NormShape {
        /// Weights given.
        weight: usize,
        /// Bias values given.
        bias: usize,
    },
    /// A part of a transformer layer that does not fit the others.
    #[error(
        "`{part}` goes from {inputs} to {outputs} values, where the layer needs {needed}; export all parts of one layer"
    )]
    LayerShape {
        /// Name of the part.
        part: &'static str,
        /// Width of the rows that go into it.
        inputs: usize,
        /// Width of the rows that come out.
        outputs: usize,
        /// What it should be.
        needed: String,
    },
    /// Attention heads of a size that the attention kernel does not have.
    #[error("{heads} heads over {hidden} values; each head must have {size}")]
    HeadSize {
        /// Heads of the layer.
        heads: usize,
        /// Width of the layer's rows.
        hidden: usize,
        /// The size of a head.
        size: usize,
    },
}
