//! Measures of readings against annotated corpora.
//!
//! [`brat`] reads a corpus of attributions, [`attribution`] scores readings against it; [`muc`] reads one of incidents, which
//! [`incident`] scores. Attributions are loaded one document at a time, and scores of parts can be merged, so that a corpus may be
//! larger than memory and scored by several threads.
//!
//! ```no_run
//! use sayso_evaluation::{attribution::Scorer, brat::Corpus};
//! # fn read(_: sayso_document::Document) -> Option<sayso_reading::Reading> { None }
//!
//! let corpus = Corpus::open("annotated".as_ref())?;
//! let mut scorer = Scorer::default();
//! for entry in corpus.entries() {
//!     let gold = entry.load()?;
//!     match read(gold.document.clone()) {
//!         Some(reading) => scorer.add(&gold, &reading)?,
//!         None => scorer.add_unread(&gold),
//!     }
//! }
//! println!("{}", scorer.scores());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod attribution;
pub mod brat;
pub mod incident;
mod measure;
pub mod muc;
mod tokens;

pub use measure::PrecisionRecall;
