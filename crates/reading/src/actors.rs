//! The actors of a document: every mention of one linked, every source resolved.

use sayso_document::Document;
use sayso_model::{Attribution, Marks};

use crate::cast::{Cast, ResolvedSource};
use crate::outlet::Outlets;
use crate::quotation::Quotation;

/// Links the mentions of a document to actors.
pub(crate) fn cast(_document: &Document, _marks: &Marks, _quoted: &[Quotation], _outlets: &Outlets) -> Cast {
    Cast::default()
}

/// Who the source of each attribution is. Adds actors that only sources name (an unnamed official) to the cast.
pub(crate) fn resolve_sources(
    _document: &Document,
    attributions: &[Attribution],
    _quoted: &[Quotation],
    _cast: &mut Cast,
) -> Vec<ResolvedSource> {
    vec![ResolvedSource::default(); attributions.len()]
}
