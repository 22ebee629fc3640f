//! `sayso`: reads the news and keeps track of who says what, on whose say-so, and who says otherwise.

fn main() {}
