//! Scores against numbers computed by hand, against the measures' definition in Python, and against what must
//! hold of any score.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::single_range_in_vec_init, reason = "a list of one stretch is meant")]

mod by_hand;
mod corpora;
mod errors;
mod invariants;
mod reference;
mod sample;
#[path = "../script/mod.rs"]
mod script;
