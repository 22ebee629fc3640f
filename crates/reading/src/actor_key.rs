//! Who is the same in several documents.

use crate::contract::{Actor, ActorKind};
use crate::outlet::Outlets;
use crate::world::{Known, Sort, fold, look_up};

/// Words by which a government is meant beside the adjective of its country.
const GOVERNMENT: [&str; 6] = ["government", "regime", "authorities", "leadership", "administration", "state"];

/// Words that two names of one body do not share: "Britain-based X", "the so-called X".
const BEFORE: [&str; 4] = ["based", "so called", "self styled", "self proclaimed"];

/// Words behind a name that say what it does: "the Orsa Observatory monitoring group".
const BEHIND: [&str; 5] = [" war monitoring group", " monitoring group", " war monitor", " monitor", " monitoring"];

/// By what an actor is known in any document, `None` where that cannot be told from its name: it has none, or is a person of one name.
///
/// Two actors with one key are taken for the same. A state's government is known by the state, an outlet by its entry in `outlets`, what the
/// tables of the political world know by their usual spelling, and anybody else by kind and name.
pub fn actor_key(actor: &Actor, outlets: &Outlets) -> Option<String> {
    if let Some(country) = actor.country.as_deref().filter(|_| actor.kind == ActorKind::Government)
        && is_government(&actor.name)
    {
        return Some(format!("government {country}"));
    }
    if !actor.named {
        return None;
    }
    let name = fold(&actor.name);
    let monitor = BEHIND.iter().find_map(|words| name.strip_suffix(words)).filter(|name| name.contains(' '));
    if actor.kind == ActorKind::Outlet && monitor.is_none() {
        return Some(outlet_key(&actor.name, outlets));
    }
    if let Some(known) = look_up(&actor.name).filter(|known| fits(known, actor.kind)) {
        return Some(format!("known {}", fold(known.spelling)));
    }
    let name = monitor.unwrap_or(&name);
    let name = BEFORE.iter().find_map(|word| name.split_once(&format!(" {word} "))).map_or(name, |it| it.1);
    let words = name.split(' ').filter(|word| word.chars().count() > 1).count();
    let class = match actor.kind {
        ActorKind::Person if words < 2 => return None,
        ActorKind::Person => "person",
        ActorKind::Place => "place",
        ActorKind::People => "people",
        _ => "body",
    };
    (!name.is_empty()).then(|| format!("{class} {name}"))
}

/// [`actor_key`] of an outlet by its name.
pub fn outlet_key(name: &str, outlets: &Outlets) -> String {
    format!("outlet {}", fold(outlets.by_name(name).map_or(name, |outlet| &outlet.name)))
}

/// Whether a name is that of a government and no more: "Syria", "Damascus", "the Syrian regime".
fn is_government(name: &str) -> bool {
    let state = |name: &str| {
        look_up(name).is_some_and(|known| matches!(known.sort, Sort::Country | Sort::Capital | Sort::Government))
    };
    let adjective = |name: &str| look_up(name).is_some_and(|known| matches!(known.sort, Sort::Demonym | Sort::Country));
    let last = name.rsplit_once(' ').filter(|(_, last)| GOVERNMENT.contains(&last.to_lowercase().as_str()));
    state(name) || last.is_some_and(|(rest, _)| adjective(rest))
}

/// Whether what is known by a name can be an actor of the kind that its document makes it.
fn fits(known: &Known, kind: ActorKind) -> bool {
    match known.sort {
        Sort::ArmedGroup | Sort::Party | Sort::InternationalBody | Sort::Agency => {
            !matches!(kind, ActorKind::Person | ActorKind::Place | ActorKind::People)
        }
        Sort::Military => kind == ActorKind::Military,
        Sort::Country | Sort::Region => kind == ActorKind::Place,
        Sort::People => kind == ActorKind::People,
        Sort::Demonym | Sort::Capital | Sort::Government => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, kind: ActorKind, country: Option<&str>, named: bool) -> Option<String> {
        let actor = Actor {
            id: "a1".to_owned(),
            name: name.to_owned(),
            kind,
            named,
            country: country.map(str::to_owned),
            mentions: Vec::new(),
            relations: Vec::new(),
        };
        actor_key(&actor, Outlets::embedded())
    }

    #[test]
    fn one_key_for_all_names_of_one() {
        for (kind, country, names) in [
            (ActorKind::Government, Some("IR"), &["Iran", "Tehran", "the Iranian regime", "Iranian government"][..]),
            (ActorKind::ArmedGroup, None, &["Islamic State", "ISIS", "Daesh"]),
            (ActorKind::Organisation, None, &["Orsa Harbour Watch", "Brenth-based Orsa Harbour Watch"]),
            (ActorKind::Organisation, None, &["Orsa Observatory", "Velmark-based Orsa Observatory monitoring group"]),
            (ActorKind::Person, None, &["Ilmar Dost", "ILMAR DOST", "Ilmar Dost’s"]),
        ] {
            let keys: Vec<_> = names.iter().map(|name| key(name, kind, country, true)).collect();
            assert!(keys[0].is_some() && keys.iter().all(|it| *it == keys[0]), "{names:?}: {keys:?}");
        }
    }

    #[test]
    fn a_monitor_is_no_outlet() {
        let body = key("Orsa Observatory", ActorKind::Organisation, None, true);
        assert_eq!(key("Orsa Observatory monitor", ActorKind::Outlet, None, true), body);
        assert_ne!(
            key("Orsa Monitor", ActorKind::Outlet, None, true),
            key("Orsa", ActorKind::Organisation, None, true)
        );
    }

    #[test]
    fn no_key_where_a_name_does_not_tell() {
        assert_eq!(key("Dost", ActorKind::Person, None, true), None);
        assert_eq!(key("a senior official", ActorKind::Person, None, false), None);
        assert_eq!(key("the regime", ActorKind::Government, None, false), None);
    }

    #[test]
    fn a_person_and_a_body_of_one_name_are_two() {
        assert_ne!(key("Orsa Dost", ActorKind::Person, None, true), key("Orsa Dost", ActorKind::Party, None, true));
    }
}
