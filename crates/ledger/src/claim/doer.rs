//! Who can have done something, as far as the words tell.

use super::said::Speaker;

/// Ends of names and descriptions of those who count, treat or tell, and do no deed: "the Velm Observatory", "a monitoring group".
const BYSTANDERS: [&str; 23] = [
    "observatory",
    "monitor",
    "monitors",
    "monitoring group",
    "watchdog",
    "red crescent",
    "red cross",
    "civil defence",
    "civil defense",
    "rescue workers",
    "rescuers",
    "medics",
    "doctors",
    "volunteers",
    "journalists",
    "news agency",
    "activists",
    "residents",
    "witnesses",
    "evacuees",
    "convoy",
    "hospital",
    "hospitals",
];
/// Words that may stand behind such a name: "Observatory for Human Rights".
const BEHIND: [&str; 3] = [" for ", " of ", " in "];
/// With what something is done, by none: their own words for a doer name a thing.
const CRAFT: [&str; 16] = [
    "plane",
    "planes",
    "warplane",
    "warplanes",
    "aircraft",
    "jet",
    "jets",
    "jet fighters",
    "fighter jets",
    "helicopter",
    "helicopters",
    "drone",
    "drones",
    "tanks",
    "warships",
    "gunboats",
];

/// Whether words name one who does no deeds.
fn is_bystander(name: &str) -> bool {
    let name = name.to_lowercase();
    let head = BEHIND.iter().filter_map(|it| name.find(it)).min().map_or(name.as_str(), |at| &name[..at]);
    BYSTANDERS.iter().any(|it| head.strip_suffix(it).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '-'])))
}

/// Whether a doer is no more than a craft: "the warplanes"; whose they are the words may say.
pub(super) fn is_craft(actor: Option<&Speaker>, words: &str) -> bool {
    // Of "jets" a reading may make somebody without a name.
    if actor.is_some_and(|actor| actor.named || actor.kind == "person") {
        return false;
    }
    let lower = actor.map_or(words, |actor| &actor.name).to_lowercase();
    let bare = ["the ", "a ", "an ", "two ", "several "].iter().find_map(|it| lower.strip_prefix(it));
    CRAFT.contains(&bare.unwrap_or(&lower))
}

/// Whether who is named so can have done it: an outlet hardly, nor who counts the dead; of a pronoun nobody knows.
pub(super) fn can_act(actor: Option<&Speaker>, words: &str) -> bool {
    let name = actor.map_or(words, |actor| &actor.name);
    let is_pronoun =
        ["it", "that", "this", "they", "he", "she", "who", "which", "we", "i"].contains(&name.to_lowercase().as_str());
    let tells = actor.is_some_and(|actor| actor.kind == "outlet");
    !is_pronoun && !tells && !is_bystander(name)
}

/// Whether somebody can be held responsible by name: of "a man" nobody knows.
pub(super) fn can_answer(actor: &Speaker) -> bool {
    let is_nobody = !actor.named && matches!(actor.kind.as_str(), "person" | "people" | "other");
    can_act(Some(actor), &actor.name) && !is_nobody
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_counts_the_dead_has_not_killed_them() {
        for name in ["Velm Observatory for Human Rights", "a monitor", "Orsa Red Crescent", "the aid convoy", "They"] {
            assert!(!can_act(None, name), "{name}");
        }
        for name in ["Orsa Front", "the government of Velm", "gunmen", "Red Crescent Brigade", "Unmonitored men"] {
            assert!(can_act(None, name), "{name}");
        }
    }

    #[test]
    fn a_craft_is_no_doer() {
        assert!(
            is_craft(None, "the warplanes")
                && is_craft(None, "Jets")
                && !is_craft(None, "Velm warplanes")
                && !is_craft(None, "pilots")
        );
    }
}
