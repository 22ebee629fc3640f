//! The actors of a document: every mention of one linked, every source resolved.
