//! The carriers of a statement: who passed it on to this document.
