//! Words to values: what numbers, times and places in a text mean.
//!
//! Each value keeps the bytes of its words; nothing is rounded to one number or one day that the words leave open.

pub mod letter;
pub mod number;
pub mod place;
pub mod time;
pub mod toll;
