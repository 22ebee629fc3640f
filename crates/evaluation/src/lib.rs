//! Measures of readings against annotated corpora.
