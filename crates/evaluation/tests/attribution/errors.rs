//! Corpora and readings that cannot be scored: each message names the file and the mend.

use std::fs;
use std::path::Path;

use sayso_evaluation::attribution::Scorer;
use sayso_evaluation::brat::{Corpus, GoldStatement};

use crate::sample::{Sample, reading, write};

fn sample() -> Sample {
    let statement = GoldStatement { source: vec![], cue: vec![7..11], content: vec![0..6] };
    Sample { text: "All is well".to_owned(), gold: vec![statement], found: None }
}

/// The error of opening the corpus or loading its first document, with the folder's name left out.
fn error(directory: &Path) -> String {
    let error = match Corpus::open(directory) {
        Err(error) => error,
        Ok(corpus) => corpus.entries()[0].load().unwrap_err(),
    };
    error.to_string().replace(&directory.display().to_string(), "CORPUS")
}

#[test]
fn a_folder_that_is_no_corpus() {
    let directory = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(error(directory.path()), @"CORPUS: no folder `text` in it; give the folder that holds `text/*.txt` and `attributions/*.ann`");
    fs::create_dir(directory.path().join("text")).unwrap();
    insta::assert_snapshot!(error(directory.path()), @"CORPUS: no folder `attributions` in it; give the folder that holds `text/*.txt` and `attributions/*.ann`");
    fs::create_dir(directory.path().join("attributions")).unwrap();
    insta::assert_snapshot!(error(directory.path()), @"CORPUS: no text has annotations; `attributions` must hold a file NAME.ann for a text `text/NAME.txt`");
}

#[test]
fn a_text_that_is_not_utf8() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[sample()]);
    fs::write(directory.path().join("text/d0.txt"), b"All \xe9tait well").unwrap();
    insta::assert_snapshot!(error(directory.path()), @"CORPUS/text/d0.txt: not UTF-8 (byte 4); convert the file to UTF-8");
}

#[test]
fn a_text_that_cannot_be_read() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[sample()]);
    fs::remove_file(directory.path().join("text/d0.txt")).unwrap();
    fs::create_dir(directory.path().join("text/d0.txt")).unwrap();
    let error = error(directory.path());
    // What stands between is the system's own message.
    assert!(error.starts_with("CORPUS/text/d0.txt: "), "{error}");
    assert!(error.ends_with("; check that it exists and may be read"), "{error}");
}

#[test]
fn offsets_that_do_not_come_in_pairs() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[sample()]);
    fs::write(directory.path().join("attributions/d0.ann"), "T1\tCue 8 12\nT2\tContent 0;7\n").unwrap();
    insta::assert_snapshot!(error(directory.path()), @"CORPUS/attributions/d0.ann:2: offsets must come in pairs, as in `T1<TAB>Source 89 106;110 120<TAB>words`");
}

#[test]
fn a_reading_of_another_text_counts_nothing() {
    let mut scorer = Scorer::default();
    let error = scorer.add(&sample().document(), &reading("All is lost", &[])).unwrap_err();
    insta::assert_snapshot!(error, @"d: the reading's text is not the text of the document; read the corpus's own text file");
    assert_eq!(scorer, Scorer::default());
}

#[test]
fn a_span_that_does_not_hold_its_words_counts_nothing() {
    let mut scorer = Scorer::default();
    let sample = sample();
    let mut reading = reading(&sample.text, &sample.gold);
    reading.statements[0].cue.spans[0].start += 1;
    let error = scorer.add(&sample.document(), &reading).unwrap_err();
    insta::assert_snapshot!(error, @r#"d: the cue of statement s0 says that 8..11 is "well", which it is not; count offsets in Unicode code points of `document.text`"#);
    assert_eq!(scorer, Scorer::default());
}
