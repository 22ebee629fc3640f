//! How fast bytes become documents: `cargo bench -p sayso-document`.

use std::io::Cursor;

use divan::Bencher;
use divan::counter::BytesCount;
use sayso_document::{CodePoints, Documents, Limits, Origin};

const PAGE: &[u8] = include_bytes!("../tests/pages/harrow-point.html");
const PARAGRAPH: &str = "“We were offered nothing,” said Brannick Oduya, the union’s chair, hours after talks with the \
                         port authority of Harrow Point broke down. The authority denied that.\n\n";

fn main() {
    divan::main();
}

fn bench_input(bencher: Bencher<'_, '_>, bytes: Vec<u8>, name: &str) {
    let origin = Origin { name: name.into(), ..Origin::default() };
    bencher.counter(BytesCount::new(bytes.len())).with_inputs(|| (bytes.clone(), origin.clone())).bench_values(
        |(bytes, origin)| {
            Documents::open(Box::new(Cursor::new(bytes)), origin, Limits::default()).filter(Result::is_ok).count()
        },
    );
}

/// An article of about 900 words.
#[divan::bench]
fn plain_text(bencher: Bencher<'_, '_>) {
    bench_input(bencher, PARAGRAPH.repeat(36).into_bytes(), "article.txt");
}

#[divan::bench]
fn windows_1252(bencher: Bencher<'_, '_>) {
    let text = PARAGRAPH.replace('“', "\u{93}").replace('”', "\u{94}").replace('’', "\u{92}").repeat(36);
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    bench_input(bencher, bytes, "article.txt");
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    bench_input(bencher, PAGE.to_vec(), "page.html");
}

/// A hundred short documents.
#[divan::bench]
fn json_lines(bencher: Bencher<'_, '_>) {
    let line = format!("{{\"id\": \"a\", \"text\": {:?}}}\n", PARAGRAPH.repeat(4));
    bench_input(bencher, line.repeat(100).into_bytes(), "batch.jsonl");
}

#[divan::bench]
fn code_points(bencher: Bencher<'_, '_>) {
    let text = PARAGRAPH.repeat(36);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let points = CodePoints::new(&text);
        (0..text.len()).step_by(40).map(|byte| points.at_byte(byte)).sum::<usize>()
    });
}
