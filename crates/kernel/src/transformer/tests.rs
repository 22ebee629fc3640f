//! Whole layers against their definition in floats.

use proptest::prelude::*;

use super::*;
use crate::testing::noise;

/// A linear layer's weights as floats.
struct Floats {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Floats {
    fn apply(&self, x: &[f32]) -> Vec<f32> {
        let inputs = self.weights.len() / self.bias.len();
        let row = |row| {
            let product = move |weights: &[f32]| weights.iter().zip(row).map(|(a, b): (&f32, &f32)| a * b).sum::<f32>();
            self.weights.chunks(inputs).zip(&self.bias).map(move |(weights, bias)| product(weights) + bias)
        };
        x.chunks(inputs).flat_map(row).collect()
    }
}

/// A linear layer in bytes, and the same one in floats.
fn linear(seed: u64, inputs: usize, outputs: usize) -> (Linear, Floats) {
    let weights: Vec<i8> = noise(seed, inputs * outputs).iter().map(|x| (x * 16.0).clamp(-63.0, 63.0) as i8).collect();
    let scales: Vec<f32> =
        noise(seed + 1, outputs).iter().map(|x| (x.abs() + 0.5) / 16.0 / (inputs as f32).sqrt()).collect();
    let bias = noise(seed + 2, outputs);
    let floats = weights.iter().enumerate().map(|(at, &weight)| f32::from(weight) * scales[at / inputs]).collect();
    (Linear::new(&weights, &scales, &bias, inputs).unwrap(), Floats { weights: floats, bias })
}

fn norm(seed: u64, width: usize) -> Norm {
    let weight = noise(seed, width).iter().map(|x| 1.0 + x / 10.0).collect();
    Norm::new(weight, noise(seed + 1, width)).unwrap()
}

/// A layer, and its four linear layers in floats.
fn layer(hidden: usize, inner: usize) -> (Layer, [Floats; 4]) {
    let (query_key_value, a) = linear(10, hidden, 3 * hidden);
    let (merge, b) = linear(20, hidden, hidden);
    let (widen, c) = linear(30, hidden, inner);
    let (narrow, d) = linear(40, inner, hidden);
    let (after_attention, after_inner) = (norm(50, hidden), norm(60, hidden));
    let parts = LayerParts { query_key_value, merge, after_attention, widen, narrow, after_inner };
    (Layer::new(parts, hidden / HEAD).unwrap(), [a, b, c, d])
}

/// The layer in floats, with the kernels that have tests of their own.
fn reference(
    layer: &Layer,
    [query_key_value, merge, widen, narrow]: &[Floats; 4],
    x: &[f32],
    lengths: &[usize],
) -> Vec<f32> {
    let add = |a: &[f32], b: &[f32]| -> Vec<f32> { a.iter().zip(b).map(|(a, b)| a + b).collect() };
    let mut mixed = Vec::new();
    attend(&query_key_value.apply(x), layer.heads, lengths, &mut attention::Scratch::default(), &mut mixed);
    let mut x = add(x, &merge.apply(&mixed));
    layer.parts.after_attention.apply(&mut x);
    let mut wide = widen.apply(&x);
    gelu(&mut wide);
    let mut x = add(&x, &narrow.apply(&wide));
    layer.parts.after_inner.apply(&mut x);
    x
}

#[test]
fn a_layer_is_near_its_definition_in_floats() {
    for (hidden, inner, lengths) in [(128, 256, [60, 41]), (384, 1536, [5, 130])] {
        let (layer, floats) = layer(hidden, inner);
        assert_eq!(layer.hidden(), hidden);
        let x = noise(1, lengths.iter().sum::<usize>() * hidden);
        let expected = reference(&layer, &floats, &x, &lengths);
        let mut found = x.clone();
        layer.forward(&mut found, &lengths, &mut Scratch::default());
        let square = |values: &mut dyn Iterator<Item = f32>| values.map(|x| f64::from(x * x)).sum::<f64>();
        let difference = square(&mut found.iter().zip(&expected).map(|(a, b)| a - b));
        let share = (difference / square(&mut expected.iter().copied())).sqrt();
        // Bytes hold a normally distributed row to a hundredth of its size.
        assert!(share < 0.02, "{hidden}: off by {share}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn sequences_do_not_see_each_other(lengths in prop::collection::vec(0usize..60, 1..6), seed: u64) {
        let (layer, _) = layer(128, 256);
        let rows: usize = lengths.iter().sum();
        let mut together = noise(seed, rows * 128);
        let mut alone = together.clone();
        let mut scratch = Scratch::default();
        layer.forward(&mut together, &lengths, &mut scratch);
        let mut rest = alone.as_mut_slice();
        for length in lengths {
            let (here, others) = rest.split_at_mut(length * 128);
            layer.forward(here, &[length], &mut scratch);
            rest = others;
        }
        prop_assert_eq!(together, alone);
    }
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let parts = |inner, narrow_inputs, hidden| LayerParts {
        query_key_value: linear(1, 128, 384).0,
        merge: linear(1, 128, 128).0,
        after_attention: norm(1, 128),
        widen: linear(1, 128, inner).0,
        narrow: linear(1, narrow_inputs, hidden).0,
        after_inner: norm(1, 128),
    };
    assert!(Layer::new(parts(256, 256, 128), 4).is_ok());
    let error = Layer::new(parts(256, 320, 128), 4).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`narrow` goes from 320 to 128 values, where the layer needs 256 to 128; export all parts of one layer"
    );
    assert!(matches!(Layer::new(parts(256, 256, 64), 4), Err(KernelError::LayerShape { part: "narrow", .. })));
    for heads in [0, 3, 8, usize::MAX] {
        assert!(matches!(Layer::new(parts(256, 256, 128), heads), Err(KernelError::HeadSize { size: 32, .. })));
    }
}
