//! Scores of incidents against numbers computed by hand, and against the measures' definition in Python.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod by_hand;
mod reference;
mod sample;
#[path = "../script/mod.rs"]
mod script;
