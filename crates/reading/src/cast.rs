//! Who is on stage: the actors of one document while its reading is made, offsets still in bytes.

use std::ops::Range;

use sayso_model::{Form, MentionKind};

use crate::contract::{ActorKind, CarrierKind, RelationKind, SourceKind};

/// The actors of a document and every mention of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    /// In the order of their first mentions.
    pub(crate) actors: Vec<CastActor>,
    /// In text order; of two that begin together the longer first.
    pub(crate) mentions: Vec<CastMention>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastActor {
    /// Fullest proper name in the document, else the fullest description.
    pub(crate) name: String,
    /// What sort of actor.
    pub(crate) kind: ActorKind,
    /// Whether the document gives a proper name.
    pub(crate) named: bool,
    /// ISO 3166-1 alpha-2 where known.
    pub(crate) country: Option<String>,
}

/// One mention.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastMention {
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// Name, description or pronoun.
    pub(crate) form: Form,
    /// The model's coarse sort.
    pub(crate) kind: MentionKind,
    /// Number of the actor; `None` where it could be several.
    pub(crate) actor: Option<usize>,
}

/// Who a statement's source is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ResolvedSource {
    /// Number of the actor in the cast.
    pub(crate) actor: Option<usize>,
    /// What sort of source.
    pub(crate) kind: Option<SourceKind>,
}

/// One who carried a statement to this document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastCarrier {
    /// The words that name the carrier.
    pub(crate) bytes: Range<usize>,
    /// Number of the actor in the cast.
    pub(crate) actor: Option<usize>,
    /// What the carrier did.
    pub(crate) kind: CarrierKind,
}

/// How one actor stands to another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CastRelation {
    /// The actor that stands in the relation.
    pub(crate) from: usize,
    /// Which relation.
    pub(crate) kind: RelationKind,
    /// The actor that it stands to.
    pub(crate) to: usize,
    /// The words that say so.
    pub(crate) evidence: Range<usize>,
}

impl Cast {
    /// The mentions that lie wholly in `range`, in text order.
    pub(crate) fn within<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = &'a CastMention> + use<'a> {
        let range = range.clone();
        let first = self.mentions.partition_point(|mention| mention.bytes.start < range.start);
        let end = range.end;
        self.mentions[first..].iter().take_while(move |it| it.bytes.start < end).filter(move |it| it.bytes.end <= end)
    }
}
