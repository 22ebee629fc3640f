//! How fast layers of the model's sizes are: `cargo bench -p sayso-kernel`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use sayso_kernel::{Dense, Layer, LayerParts, Linear, Norm, QuantizedRows, Scratch};

fn main() {
    divan::main();
}

/// Numbers that look random, from -1 to 1.
fn noise(count: usize) -> Vec<f32> {
    (0..count).map(|at| ((at * 2_654_435_761 % 1_000_003) as f32 / 500_001.5) - 1.0).collect()
}

fn linear(inputs: usize, outputs: usize) -> Linear {
    let weights: Vec<i8> = noise(inputs * outputs).iter().map(|x| (x * 63.0) as i8).collect();
    Linear::new(&weights, &vec![0.001; outputs], &noise(outputs), inputs).expect("the shapes fit")
}

fn norm(width: usize) -> Norm {
    Norm::new(vec![1.0; width], vec![0.0; width]).expect("the shapes fit")
}

fn layer(hidden: usize, inner: usize) -> Layer {
    let parts = LayerParts {
        query_key_value: linear(hidden, 3 * hidden),
        merge: linear(hidden, hidden),
        after_attention: norm(hidden),
        widen: linear(hidden, inner),
        narrow: linear(inner, hidden),
        after_inner: norm(hidden),
    };
    Layer::new(parts, hidden / 32).expect("the shapes fit")
}

/// Items are rows: the six encoder layers read a sixth as many word pieces.
#[divan::bench(args = [160, 288])]
fn encoder_layer(bencher: Bencher, rows: usize) {
    let (layer, mut scratch, mut x) = (layer(384, 1536), Scratch::default(), noise(rows * 384));
    bencher.counter(ItemsCount::new(rows)).bench_local(|| layer.forward(black_box(&mut x), &[rows], &mut scratch));
}

/// Items are rows, in sequences of 96.
#[divan::bench(args = [480])]
fn role_layer(bencher: Bencher, rows: usize) {
    let (layer, mut scratch, mut x) = (layer(128, 256), Scratch::default(), noise(rows * 128));
    let lengths = vec![96; rows / 96];
    bencher.counter(ItemsCount::new(rows)).bench_local(|| layer.forward(black_box(&mut x), &lengths, &mut scratch));
}

/// Items are operations, two for each product.
#[divan::bench(args = [(288, 384, 1152), (288, 384, 384), (288, 384, 1536), (288, 1536, 384), (480, 128, 384)])]
fn linear_layer(bencher: Bencher, (rows, inputs, outputs): (usize, usize, usize)) {
    let (linear, mut quantized, mut out) = (linear(inputs, outputs), QuantizedRows::default(), Vec::new());
    quantized.quantize(&noise(rows * inputs), inputs);
    let operations = ItemsCount::new(2 * rows * inputs * outputs);
    bencher.counter(operations).bench_local(|| linear.apply(black_box(&quantized), &mut out));
}

/// Items are values.
#[divan::bench(args = [384, 1536])]
fn quantize(bencher: Bencher, width: usize) {
    let (x, mut quantized) = (noise(96 * width), QuantizedRows::default());
    bencher.counter(ItemsCount::new(x.len())).bench_local(|| quantized.quantize(black_box(&x), width));
}

/// Items are operations, two for each product.
#[divan::bench(args = [(288, 384, 3), (288, 384, 128), (480, 128, 7)])]
fn dense_layer(bencher: Bencher, (rows, inputs, outputs): (usize, usize, usize)) {
    let dense = Dense::new(&noise(inputs * outputs), &noise(outputs), inputs).expect("the shapes fit");
    let (x, mut out) = (noise(rows * inputs), Vec::new());
    let operations = ItemsCount::new(2 * rows * inputs * outputs);
    bencher.counter(operations).bench_local(|| dense.apply(black_box(&x), &mut out));
}

/// Items are values.
#[divan::bench]
fn layer_norm(bencher: Bencher) {
    let (norm, mut x) = (norm(384), noise(288 * 384));
    bencher.counter(ItemsCount::new(x.len())).bench_local(|| norm.apply(black_box(&mut x)));
}
