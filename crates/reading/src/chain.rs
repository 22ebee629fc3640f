//! The carriers of a statement: who passed it on to this document.

use sayso_document::Document;
use sayso_model::Attribution;

use crate::cast::{Cast, CastCarrier, ResolvedSource};

/// The carriers of each attribution, the nearest to the source first. `holders` are those of [`crate::nesting`].
pub(crate) fn carriers(
    _document: &Document,
    attributions: &[Attribution],
    _holders: &[Option<usize>],
    _sources: &[ResolvedSource],
    _cast: &Cast,
) -> Vec<Vec<CastCarrier>> {
    vec![Vec::new(); attributions.len()]
}
