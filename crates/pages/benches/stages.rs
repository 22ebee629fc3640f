//! The stages of reading an article, from bytes to page: `cargo bench -p sayso-pages`.
//!
//! The text is the first of our examples. Throughput counts its bytes; six of them make a word. For other texts,
//! `time sayso read --json --jobs 1 DIR > /dev/null` measures the whole.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run should stop")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use sayso_document::{Document, Documents, Limits, Origin};
use sayso_pages::reading_page;
use sayso_reading::Reader;

const ARTICLE: &str = include_str!("../../../examples/border-strike.txt");

fn main() {
    divan::main();
}

fn document() -> Document {
    Document::of_text(ARTICLE)
}

#[divan::bench]
fn load_the_model() -> Reader {
    Reader::new().unwrap()
}

#[divan::bench]
fn bytes_to_document(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(ARTICLE)).bench(|| {
        let origin = Origin { name: "article.txt".to_owned(), url: None, content_type: None };
        Documents::open(Box::new(ARTICLE.as_bytes()), origin, Limits::default()).next()
    });
}

#[divan::bench]
fn document_to_reading(bencher: Bencher) {
    let reader = Reader::new().unwrap();
    bencher.counter(BytesCount::of_str(ARTICLE)).with_inputs(document).bench_values(|document| reader.read(document));
}

#[divan::bench]
fn reading_to_json(bencher: Bencher) {
    let reading = Reader::new().unwrap().read(document());
    bencher.counter(BytesCount::of_str(ARTICLE)).bench(|| serde_json::to_string(black_box(&reading)).unwrap());
}

#[divan::bench]
fn reading_to_page(bencher: Bencher) {
    let reading = Reader::new().unwrap().read(document());
    bencher.counter(BytesCount::of_str(ARTICLE)).bench(|| reading_page(black_box(&reading)));
}
