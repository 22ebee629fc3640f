use proptest::prelude::*;

use super::*;
use crate::testing::{noise, paths};

/// Weights over their whole range, the same for the same seed.
fn weights(seed: u64, count: usize) -> Vec<i8> {
    noise(seed, count).into_iter().map(|value| (value * 40.0).clamp(-63.0, 63.0) as i8).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// The definition, from the weights as given and the values as quantized one by one.
fn expected(weights: &[i8], scales: &[f32], bias: &[f32], values: &[f32], inputs: usize) -> Vec<f32> {
    let mut out = Vec::new();
    for row in values.chunks(inputs) {
        let largest = row.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let inverse = if largest < 1e-30 { 0.0 } else { 127.0 / largest };
        let bytes: Vec<i64> = row.iter().map(|value| (value * inverse).round_ties_even() as i64).collect();
        for ((weights, scale), bias) in weights.chunks(inputs).zip(scales).zip(bias) {
            let sum: i64 = weights.iter().zip(&bytes).map(|(&weight, byte)| i64::from(weight) * byte).sum();
            out.push(sum as f32 * (largest / 127.0) * scale + bias);
        }
    }
    out
}

/// Computes a layer of noise by its definition and on all paths, and compares the bits.
fn check(seed: u64, rows: usize, inputs: usize, outputs: usize) {
    let weights = weights(seed, inputs * outputs);
    let [scales, bias, values] =
        [(1, outputs), (2, outputs), (3, rows * inputs)].map(|(more, count)| noise(seed.wrapping_add(more), count));
    let linear = Linear::new(&weights, &scales, &bias, inputs).unwrap();
    let mut quantized = QuantizedRows::default();
    quantized.quantize(&values, inputs);
    let expected = bits(&expected(&weights, &scales, &bias, &values, inputs));
    for path in paths() {
        let mut out = vec![f32::NAN; 3];
        linear.apply_on(path, &quantized, &mut out);
        assert_eq!(bits(&out), expected, "{path:?}, {rows} rows, {inputs} -> {outputs}");
    }
}

#[test]
fn all_paths_follow_the_definition_to_the_bit_on_the_models_shapes() {
    for (inputs, outputs) in [(384, 1152), (384, 384), (384, 1536), (1536, 384), (128, 384), (128, 256), (256, 128)] {
        for rows in [1, 8, 33, 70] {
            check(5, rows, inputs, outputs);
        }
    }
}

#[test]
fn rows_beyond_a_block_of_rows_are_computed_too() {
    check(6, 2 * ROW_BLOCK + 17, 64, 48);
}

#[test]
fn the_largest_sums_saturate_on_no_path() {
    let inputs = 1536;
    let linear = Linear::new(&[63; 2 * 1536], &[1.0; 2], &[0.0; 2], inputs).unwrap();
    let mut rows = QuantizedRows::default();
    rows.quantize(&[[127.0; 1536], [-127.0; 1536]].concat(), inputs);
    for path in paths() {
        let mut out = Vec::new();
        linear.apply_on(path, &rows, &mut out);
        let most = (127 * 63 * 1536) as f32;
        assert_eq!(out, [most, most, -most, -most], "{path:?}");
    }
}

#[test]
fn buffers_used_before_leave_no_trace() {
    let linear = Linear::new(&[1; 70 * 3], &[1.0; 3], &[0.5; 3], 70).unwrap();
    for path in paths() {
        let (mut rows, mut out) = (QuantizedRows::default(), Vec::new());
        rows.quantize(&[1e9; 40 * 200], 200);
        rows.quantize(&[127.0; 140], 70);
        linear.apply_on(path, &rows, &mut out);
        assert_eq!(out, [127.0 * 70.0 + 0.5; 6], "{path:?}");
        rows.quantize(&[], 70);
        linear.apply_on(path, &rows, &mut out);
        assert_eq!((rows.rows(), rows.width(), out.len()), (0, 70, 0), "{path:?}");
    }
}

#[test]
fn threads_share_a_layer() {
    let linear = Linear::new(&weights(9, 128 * 64), &[0.01; 64], &[0.0; 64], 128).unwrap();
    let values = noise(10, 50 * 128);
    let once = || {
        let (mut rows, mut out) = (QuantizedRows::default(), Vec::new());
        rows.quantize(&values, 128);
        linear.apply(&rows, &mut out);
        bits(&out)
    };
    let first = once();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| (0..50).all(|_| once() == first))).collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    });
}

#[test]
fn what_is_not_finite_shows_in_its_row_alone() {
    let linear = Linear::new(&[1; 130], &[1.0], &[0.0], 130).unwrap();
    for bad in [f32::NAN, f32::INFINITY] {
        let mut values = [1.0; 260];
        values[129] = bad;
        let (mut rows, mut out) = (QuantizedRows::default(), Vec::new());
        rows.quantize(&values, 130);
        for path in paths() {
            linear.apply_on(path, &rows, &mut out);
            assert!(!out[0].is_finite() && (out[1] - 130.0).abs() < 1e-3, "{path:?}: {out:?}");
        }
    }
}

#[test]
fn rows_of_zeros_and_of_almost_zeros_give_the_bias() {
    let linear = Linear::new(&[-63; 64], &[2.0], &[0.25], 64).unwrap();
    let (mut rows, mut out) = (QuantizedRows::default(), Vec::new());
    rows.quantize(&[[0.0; 64], [1e-40; 64], [-1e-31; 64]].concat(), 64);
    linear.apply(&rows, &mut out);
    assert_eq!(out, [0.25; 3]);
}

#[test]
fn what_does_not_go_together_is_an_error() {
    let error = |weights: &[i8], scales: &[f32], bias: &[f32], inputs| {
        Linear::new(weights, scales, bias, inputs).map(|_| ()).unwrap_err()
    };
    assert!(matches!(error(&[], &[], &[], 0), KernelError::Inputs { inputs: 0, .. }));
    assert!(matches!(error(&[], &[], &[], MOST_INPUTS + 1), KernelError::Inputs { .. }));
    assert!(matches!(error(&[], &[], &[], 4), KernelError::LinearShape { .. }));
    assert!(matches!(error(&[1; 7], &[1.0; 2], &[1.0; 2], 4), KernelError::LinearShape { .. }));
    assert!(matches!(error(&[1; 8], &[1.0; 2], &[1.0; 1], 4), KernelError::LinearShape { .. }));
    for weight in [64, -64, i8::MIN] {
        let found = error(&[1, 1, 1, 1, 1, 1, weight, 1], &[1.0; 2], &[1.0; 2], 4);
        assert!(
            matches!(found, KernelError::WeightRange { output: 1, input: 2, weight: w, most: 63 } if w == weight),
            "{found}"
        );
    }
}

#[test]
#[should_panic(expected = "another width")]
fn rows_of_another_width_are_refused() {
    let mut rows = QuantizedRows::default();
    rows.quantize(&[1.0; 8], 8);
    Linear::new(&[1; 16], &[1.0], &[0.0], 16).unwrap().apply(&rows, &mut Vec::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_paths_follow_the_definition_to_the_bit(
        seed: u64,
        rows in 0_usize..80,
        inputs in prop_oneof![1_usize..300, (1_usize..8).prop_map(|blocks| 64 * blocks)],
        outputs in prop_oneof![1_usize..100, (1_usize..12).prop_map(|panels| 16 * panels)],
    ) {
        check(seed, rows, inputs, outputs);
    }

    #[test]
    fn all_paths_quantize_alike(values in prop::collection::vec(prop_oneof![-4_f32..4.0, any::<f32>()], 1..400)) {
        let width = values.len();
        let quantize = |path| {
            let mut rows = QuantizedRows::default();
            rows.quantize_on(path, &values, width);
            (rows.tile(0, 1).iter().map(|block| block.0).collect::<Vec<_>>(), bits(rows.scales()))
        };
        let reference = quantize(Path::Scalar);
        for path in paths() {
            let found = quantize(path);
            prop_assert!(found == reference, "{:?}: {:?} is not {:?}", path, found, reference);
        }
    }

    #[test]
    fn bytes_are_the_nearest_half_to_even(row in prop::collection::vec(-200_i16..=200, 1..200)) {
        // A largest value of 127 makes the scale one, and quarters of integers exact.
        let values: Vec<f32> = row.iter().map(|&quarters| f32::from(quarters) / 4.0).chain([127.0]).collect();
        let mut rows = QuantizedRows::default();
        rows.quantize(&values, values.len());
        let bytes: Vec<u8> = values.iter().map(|value| (value.round_ties_even() + 128.0) as u8).collect();
        let found: Vec<u8> = rows.tile(0, 1).iter().flat_map(|block| block.0).take(values.len()).collect();
        prop_assert_eq!(found, bytes);
        prop_assert_eq!(rows.scales(), &[1.0]);
    }
}
