//! Incidents, what is claimed of them, and what cannot both hold, for the eye.

use sayso_ledger::{ActorAccount, Claim, Conflict, Incident};
use sayso_reading::label;

use super::counted;
use super::report::Look;
use super::rows::list;

/// Sources named with a value at most.
const NAMED: usize = 4;

/// An incident in two or three lines.
pub(crate) fn summary(incident: &Incident, look: Look) -> String {
    let mut lines = vec![told_by(incident)];
    let conflicts = incident.conflicts();
    if !conflicts.is_empty() {
        let each = conflicts.iter().map(|conflict| match label(conflict.kind) {
            kind if kind == conflict.field.to_string() => kind,
            kind => format!("{kind} about {}", conflict.field),
        });
        lines.push(format!("! {}", each.collect::<Vec<_>>().join(" · ")));
    }
    list(&head(incident), lines.into_iter(), look)
}

/// An incident with all that is claimed of it.
pub(crate) fn account(incident: &Incident, look: Look) -> String {
    let mut lines = vec![told_by(incident)];
    for claims in &incident.fields {
        lines.extend(claims.values.iter().map(|claim| format!("{}: {}", claims.field, value(claim))));
    }
    list(&head(incident), lines.into_iter(), look)
}

/// An incident with all that is claimed of it, which of that cannot both hold, and the documents that tell of it.
pub(crate) fn whole(incident: &Incident, look: Look) -> String {
    let conflicts: String = incident.conflicts().iter().map(|it| conflict(it, look)).collect();
    let documents = incident.documents.iter().map(|id| short(id));
    account(incident, look) + &conflicts + &list("articles", documents, look)
}

/// An actor with what it said, how it stands to others, and what it took part in.
pub(crate) fn actor(account: &ActorAccount, look: Look) -> String {
    let actor = &account.actor;
    let counts = |pairs: &mut dyn Iterator<Item = (String, i64)>| {
        pairs.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(" · ")
    };
    let mut lines = vec![format!(
        "{} · mentioned in {} · {}",
        label(actor.kind),
        counted(usize::try_from(actor.mentioned).unwrap_or(0), "article"),
        counted(usize::try_from(actor.statements).unwrap_or(0), "statement")
    )];
    lines.extend(actor.owner.as_ref().map(|owner| format!("owner: {owner}")));
    lines.extend(actor.control.as_ref().map(|control| format!("control: {}", control.replace('_', " "))));
    lines.push(format!("called: {}", account.names.join(", ")));
    lines.push(format!("said: {}", counts(&mut account.said.iter().map(|(stance, count)| (label(*stance), *count)))));
    lines.push(format!("quoted by: {}", counts(&mut account.quoted_by.iter().cloned())));
    let relation =
        |it: &sayso_ledger::RelationRow| format!("{} {}: “{}” ({})", label(it.kind), it.other, it.text, it.document);
    lines.extend(account.relations.iter().map(relation));
    let part = |it: &sayso_ledger::PartRow| format!("{} of {} · {}", it.role.replace('_', " "), it.incident, it.title);
    lines.extend(account.incidents.iter().map(part));
    list(&format!("{} · {}", actor.id, actor.name), lines.into_iter(), look)
}

/// Values that cannot both hold.
pub(crate) fn conflict(conflict: &Conflict, look: Look) -> String {
    let kind = label(conflict.kind);
    let head = format!("{} · {kind} about {} · {}", conflict.incident, conflict.field, conflict.title);
    list(&head, conflict.values.iter().map(value), look)
}

fn head(incident: &Incident) -> String {
    format!("{} · {}", incident.id, incident.title)
}

/// "9 articles · 5 outlets · 2 sources · 2024-01-28 · Orsa (XK) · assault".
fn told_by(incident: &Incident) -> String {
    [
        counted(incident.documents.len(), "article"),
        counted(incident.outlets.len(), "outlet"),
        counted(incident.sources, "source"),
        incident.circumstances(),
    ]
    .join(" · ")
}

/// "58 (“at least 58”) · 3 sources: A, B, C · 4 articles, first 2024-01-28".
fn value(claim: &Claim) -> String {
    let value = claim.value.to_string();
    let words =
        if value.eq_ignore_ascii_case(&claim.text) { String::new() } else { format!(" (“{}”)", claim.text) };
    let mut names: Vec<String> = claim.counted.iter().take(NAMED).map(|backing| short(&backing.source)).collect();
    if claim.counted.len() > NAMED {
        names.push("…".to_owned());
    }
    let first = claim.first.as_ref().map(|first| format!(", first {first}")).unwrap_or_default();
    let denied = if claim.denied.is_empty() {
        String::new()
    } else {
        format!(" · denied in {}", claim.denied.iter().map(|id| short(id)).collect::<Vec<_>>().join(", "))
    };
    format!(
        "{value}{words} · {}: {} · {}{first}{denied}",
        counted(claim.sources, "source"),
        names.join(", "),
        counted(claim.documents.len(), "article")
    )
}

/// An id made of a hash by its beginning, which is enough to ask for it; all else as it is.
fn short(id: &str) -> String {
    const SHOWN: usize = 8;
    let cut = |hash: &str| hash.chars().take(SHOWN).collect::<String>();
    match id.strip_prefix("sha256:").map(|hash| hash.split_once('#').unwrap_or((hash, ""))) {
        Some((hash, "")) => cut(hash),
        Some((hash, part)) => format!("{}#{part}", cut(hash)),
        None => id.to_owned(),
    }
}
