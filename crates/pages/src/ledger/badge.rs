//! Badges for what cannot all be so, and what they mean.

use maud::{Markup, html};
use sayso_ledger::{Conflict, ConflictKind, Field};
use sayso_reading::label;

/// The kinds of conflicts and their meaning.
pub(super) const MEANINGS: [(&str, &str); 4] = [
    ("dispute", "values that cannot both be right, of different sources"),
    ("denial", "somebody denies what others say"),
    ("place", "places too far apart to be one"),
    ("update", "the same source has given a newer figure"),
];

/// The kinds of conflicts, each once with the fields that it concerns.
pub(super) fn kinds<'c>(conflicts: impl IntoIterator<Item = &'c &'c Conflict>) -> Vec<(ConflictKind, Vec<Field>)> {
    let mut out: Vec<(ConflictKind, Vec<Field>)> = Vec::new();
    for conflict in conflicts {
        match out.iter_mut().find(|it| it.0 == conflict.kind) {
            Some((_, fields)) if fields.contains(&conflict.field) => {}
            Some((_, fields)) => fields.push(conflict.field),
            None => out.push((conflict.kind, vec![conflict.field])),
        }
    }
    out
}

/// A badge for each field and kind of conflict, which leads to the field on the incident's page.
pub(super) fn badges(page: &str, conflicts: &[Conflict]) -> Markup {
    let all: Vec<&Conflict> = conflicts.iter().collect();
    html! {
        p.badges {
            @for (kind, fields) in kinds(&all) {
                @for field in fields {
                    @let word = label(kind);
                    a.badge.(word) href={ (page) "#" (field) } title=[meaning(&word)] {
                        (word) @if word != field.to_string() { ": " (told(field)) }
                    }
                }
            }
        }
    }
}

/// A field in a badge's few words.
fn told(field: Field) -> String {
    match field {
        Field::Happened => "that it happened".to_owned(),
        Field::Perpetrator => "who did it".to_owned(),
        Field::Responsibility => "who answers for it".to_owned(),
        Field::Place => "where".to_owned(),
        Field::Date => "when".to_owned(),
        _ => field.to_string(),
    }
}

fn meaning(kind: &str) -> Option<&'static str> {
    MEANINGS.iter().find(|it| it.0 == kind).map(|it| it.1)
}

/// What the badges mean.
pub(super) fn legend() -> Markup {
    html! {
        details.legend {
            summary { "What the badges mean" }
            dl {
                @for (kind, meaning) in MEANINGS {
                    div { dt { span.badge.(kind) { (kind) } } dd { (meaning) } }
                }
            }
        }
    }
}
