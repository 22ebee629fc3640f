//! The reading and its parts, in the names and meanings of the JSON contract `sayso/reading/1`.
//!
//! A field added here must keep the contract: names do not change, unknown values stay `null` or empty.

use sayso_document::{Document, Span};
use serde::{Deserialize, Serialize};

/// The value of [`Reading::schema`].
pub const SCHEMA: &str = "sayso/reading/1";

/// What one document says. Printed by `sayso read --json`, one object per document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What was read.
    pub document: Document,
    /// The persons, groups, bodies and outlets that the document mentions.
    pub actors: Vec<Actor>,
    /// Who says what, in the order of their first words in the text.
    pub statements: Vec<Statement>,
    /// What is said to have happened.
    pub events: Vec<Event>,
}

/// A person, group, body or outlet that the document mentions, with every mention of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Unique in this reading.
    pub id: String,
    /// The fullest proper name in the document, else the fullest description.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// False where the document gives no proper name (an anonymous commander).
    pub named: bool,
    /// ISO 3166-1 alpha-2 where known.
    pub country: Option<String>,
    /// Every mention, in text order.
    pub mentions: Vec<ActorMention>,
    /// How it stands to other actors.
    pub relations: Vec<Relation>,
}

/// One mention of an actor: the contract's span, and beyond it by what sort of words the actor is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorMention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// Name, description or pronoun.
    pub form: MentionForm,
    /// The coarse sort that the words alone suggest: a country's name is a place, whoever acts by it.
    pub kind: MentionSort,
}

/// By what sort of words an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum MentionForm {
    Name,
    Description,
    Pronoun,
}

/// The coarse sorts of mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum MentionSort {
    Person,
    Organisation,
    Place,
    People,
    Other,
}

/// The sorts of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum ActorKind {
    Person,
    Government,
    Military,
    ArmedGroup,
    Party,
    Outlet,
    InternationalBody,
    Organisation,
    People,
    Place,
    Other,
}

/// A relation of one actor to another, with the words that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Which relation.
    pub kind: RelationKind,
    /// The other actor's id; this actor stands in the relation to that one.
    pub actor: String,
    /// The words that say so.
    pub evidence: Span,
    /// The statement that says so; `None` where the document itself does.
    pub statement: Option<String>,
}

/// The kinds of relations between actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum RelationKind {
    MemberOf,
    PartOf,
    AffiliatedWith,
    BackedBy,
    ControlledBy,
    Leads,
    SpokespersonOf,
    AlliedWith,
    Opposes,
    LocatedIn,
}

/// An attribution: the document says that a source said, wrote, believes, denies, plans … something.
/// Definition: Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for Political News".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique in this reading.
    pub id: String,
    /// Who says it.
    pub source: Source,
    /// The words that attribute.
    pub cue: Part,
    /// What is said.
    pub content: Part,
    /// Whether in the source's own words.
    pub manner: Manner,
    /// What the source does with the content.
    pub stance: Stance,
    /// How far the source commits itself to the content.
    pub certainty: Option<Certainty>,
    /// Id of the statement whose content holds this one.
    pub within: Option<String>,
    /// Who carried it to this document, the nearest to the source first.
    pub via: Vec<Carrier>,
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The words that name it; empty where no source is expressed.
    pub spans: Vec<Span>,
    /// The actor's id, pronouns and descriptions resolved.
    pub actor: Option<String>,
    /// What sort of source, where known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<SourceKind>,
}

/// The sorts of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum SourceKind {
    Named,
    Unnamed,
    Outlet,
    Document,
    None,
}

/// The stretches of a cue or a content, in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The stretches.
    pub spans: Vec<Span>,
}

/// Whether the content is in the source's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Quoted.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with some words quoted.
    Mixed,
}

/// What the source does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Stance {
    Asserts,
    Denies,
    ClaimsResponsibility,
    Accuses,
    Threatens,
    Promises,
    Demands,
    Doubts,
    Hopes,
    Asks,
    Other,
}

impl Stance {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Asserts,
        Self::Denies,
        Self::ClaimsResponsibility,
        Self::Accuses,
        Self::Threatens,
        Self::Promises,
        Self::Demands,
        Self::Doubts,
        Self::Hopes,
        Self::Asks,
        Self::Other,
    ];
}

/// How far a source commits itself to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
    Doubtful,
    False,
}

impl Certainty {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Certain, Self::Probable, Self::Possible, Self::Doubtful, Self::False];
}

/// One who carried a statement to this document: an outlet, an agency, an official.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carrier {
    /// The words that name the carrier.
    pub span: Span,
    /// The actor's id.
    pub actor: Option<String>,
    /// What the carrier did.
    pub kind: CarrierKind,
}

/// What a carrier did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum CarrierKind {
    PublishedBy,
    RepublishedBy,
    ReportedBy,
    QuotedBy,
}

/// Something done by someone to someone. `event_type` and `mode` are PLOVER's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique in this reading.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// PLOVER mode, e.g. drone, explosives, abduct.
    pub mode: Option<String>,
    /// Set only for terrorist and armed incidents, by the MUC-4 rules of relevance.
    pub incident: Option<Incident>,
    /// The first word that tells of it.
    pub trigger: Span,
    /// All words that tell of it, in text order (beyond the contract).
    #[serde(default)]
    pub mentions: Vec<Span>,
    /// How far it got.
    pub stage: Stage,
    /// Who took part.
    pub roles: Vec<EventRole>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub time: Option<EventTime>,
    /// How many were killed.
    pub killed: Option<Count>,
    /// How many were injured.
    pub injured: Option<Count>,
    /// Other places that statements of the document give for it (beyond the contract).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_places: Vec<Place>,
    /// Other numbers of killed that the document gives for it, mostly on another's word (beyond the contract).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_killed: Vec<Count>,
    /// Other numbers of injured (beyond the contract).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_injured: Vec<Count>,
    /// Ids of the statements whose content tells of it; empty where the document tells it in its own voice.
    pub said_in: Vec<String>,
}

impl Event {
    /// All words that tell of it; the trigger alone in readings of programs that know no others.
    pub fn words(&self) -> &[Span] {
        if self.mentions.is_empty() { std::slice::from_ref(&self.trigger) } else { &self.mentions }
    }
}

/// The sixteen event types of PLOVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// The incident types of MUC-4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Incident {
    Attack,
    Bombing,
    Kidnapping,
    Arson,
    Robbery,
    #[serde(rename = "forced work stoppage")]
    ForcedWorkStoppage,
}

/// How far an event got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Stage {
    Accomplished,
    Attempted,
    Threatened,
    Planned,
    Denied,
    Hypothetical,
}

/// One who took part in an event, in the contract's flat form: a span with a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRole {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// The part played.
    pub role: Role,
    /// The actor's id.
    pub actor: Option<String>,
    /// Perpetrators only: on whose word.
    pub confidence: Option<Confidence>,
}

/// The parts played in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Role {
    Actor,
    Recipient,
    PerpetratorIndividual,
    PerpetratorOrganisation,
    PhysicalTarget,
    Victim,
    Instrument,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Actor,
        Self::Recipient,
        Self::PerpetratorIndividual,
        Self::PerpetratorOrganisation,
        Self::PhysicalTarget,
        Self::Victim,
        Self::Instrument,
    ];
    /// The parts of those who did it.
    pub const DOERS: [Self; 3] = [Self::Actor, Self::PerpetratorIndividual, Self::PerpetratorOrganisation];
    /// The parts of those to whom, or of what, it was done.
    pub const SUFFERERS: [Self; 3] = [Self::Recipient, Self::Victim, Self::PhysicalTarget];
}

/// On whose word a perpetrator is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's own terms")]
pub enum Confidence {
    Fact,
    ClaimedOrAdmitted,
    AccusedByAuthorities,
    Accused,
    Possible,
    Acquitted,
}

/// Where an event is said to have happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The place's name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// When an event is said to have happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventTime {
    /// The words.
    pub span: Span,
    /// ISO 8601 date of the first day that it can mean.
    pub start: Option<String>,
    /// ISO 8601 date of the last day that it can mean.
    pub end: Option<String>,
}

/// A number in words, and the interval that they mean: "at least 12" is low 12, high `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// The words.
    pub span: Span,
    /// The least that they can mean.
    pub low: Option<u64>,
    /// The most that they can mean.
    pub high: Option<u64>,
}
