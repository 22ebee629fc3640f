//! A reading as an HTML page of its own.
