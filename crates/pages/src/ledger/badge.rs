//! Badges for what cannot all be so, and what they mean.

use maud::{Markup, html};
use sayso_ledger::{ConflictKind, Field, IncidentRow};
use sayso_reading::label;

/// The kinds of conflicts and their meaning.
pub(super) const MEANINGS: [(ConflictKind, &str); 4] = [
    (ConflictKind::Dispute, "values that cannot both be right, of different sources"),
    (ConflictKind::Denial, "somebody denies what others say"),
    (ConflictKind::Place, "places too far apart to be one"),
    (ConflictKind::Update, "the same source has given a newer figure"),
];

/// What a badge says. A word of its own says enough for who has not read what it means.
pub(super) fn word(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Dispute => "disputed",
        ConflictKind::Denial => "denied",
        ConflictKind::Place => "different places",
        ConflictKind::Update => "updated",
    }
}

/// The kinds of conflicts, each once with the fields that it concerns.
fn kinds(incident: &IncidentRow) -> Vec<(ConflictKind, Vec<Field>)> {
    let mut out: Vec<(ConflictKind, Vec<Field>)> = Vec::new();
    for &(field, kind) in incident.conflicts.keys() {
        match out.iter_mut().find(|it| it.0 == kind) {
            Some((_, fields)) => fields.push(field),
            None => out.push((kind, vec![field])),
        }
    }
    out
}

/// A badge's words: "disputed: how many were killed".
pub(super) fn words(kind: ConflictKind, field: Field) -> String {
    match kind {
        ConflictKind::Place => word(kind).to_owned(),
        _ => format!("{}: {}", word(kind), told(field)),
    }
}

/// A badge for each field and kind of conflict, which leads to the field on the incident's page.
pub(super) fn badges(page: &str, incident: &IncidentRow) -> Markup {
    html! {
        p.badges {
            @for (kind, fields) in kinds(incident) {
                @for field in &fields {
                    a.badge.(label(kind)) href={ (page) "#" (field) } title=[meaning(kind)] {
                        (words(kind, *field))
                    }
                }
            }
        }
    }
}

/// A field in a badge's few words.
fn told(field: Field) -> &'static str {
    match field {
        Field::Happened => "that it happened",
        Field::Perpetrator => "who did it",
        Field::Responsibility => "who answers for it",
        Field::Place => "where",
        Field::Date => "when",
        Field::Killed => "how many were killed",
        Field::Injured => "how many were injured",
        Field::Target => "to whom or what",
        Field::Instrument => "with what",
    }
}

pub(super) fn meaning(kind: ConflictKind) -> Option<&'static str> {
    MEANINGS.iter().find(|it| it.0 == kind).map(|it| it.1)
}

/// What the badges of these kinds mean, each with the way that `link` gives it.
pub(super) fn legend(kinds: &[ConflictKind], link: impl Fn(ConflictKind) -> Option<String>) -> Markup {
    html! {
        dl.legend aria-label="What the badges mean" {
            @for (kind, meaning) in MEANINGS.iter().filter(|it| kinds.contains(&it.0)) {
                div {
                    dt {
                        @match link(*kind) {
                            Some(link) => a.badge.(label(*kind)) href=(link) { (word(*kind)) },
                            None => span.badge.(label(*kind)) { (word(*kind)) },
                        }
                    }
                    dd { (meaning) }
                }
            }
        }
    }
}
