//! The actor that stands for a country: "Iranian" and "Iran-backed" speak of Iran.

use std::collections::HashMap;

use crate::cast::{Cast, CastActor};
use crate::contract::ActorKind;
use crate::world::{Sort, look_up};

/// The actors of a cast that stand for countries, and all of them by their names.
pub(super) struct Countries<'a> {
    cast: &'a Cast,
    by_code: HashMap<&'a str, usize>,
    by_name: HashMap<String, usize>,
}

impl<'a> Countries<'a> {
    pub(super) fn new(cast: &'a Cast) -> Self {
        let (mut best, mut by_name) = (HashMap::<&str, (u8, usize)>::new(), HashMap::new());
        for (number, actor) in cast.actors.iter().enumerate() {
            by_name.entry(actor.name.to_lowercase()).or_insert(number);
            if let (Some(code), Some(rank)) = (actor.country.as_deref(), rank(actor)) {
                let held = best.entry(code).or_insert((rank, number));
                if rank < held.0 {
                    *held = (rank, number);
                }
            }
        }
        Self { cast, by_code: best.into_iter().map(|(code, (_, number))| (code, number)).collect(), by_name }
    }

    /// The actor of a country.
    pub(super) fn of(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// The country that an actor belongs to, as an actor.
    pub(super) fn home(&self, actor: usize) -> Option<usize> {
        self.of(self.cast.actors.get(actor)?.country.as_deref()?)
    }

    /// Whom a mention of `actor` means where it says to whom another belongs: of a people with a state, the state.
    pub(super) fn state(&self, actor: usize) -> usize {
        let people = self.cast.actors.get(actor).is_some_and(|it| it.kind == ActorKind::People);
        if people { self.home(actor).unwrap_or(actor) } else { actor }
    }

    /// Whether an actor is a people without a state in the cast.
    pub(super) fn is_stateless(&self, actor: usize) -> bool {
        let people = self.cast.actors.get(actor).is_some_and(|it| it.kind == ActorKind::People);
        people && self.home(actor).is_none()
    }

    /// The actor that goes by a name which no mention covers.
    pub(super) fn by_name(&self, name: &str) -> Option<usize> {
        let known = look_up(name).and_then(|known| known.country).and_then(|code| self.of(code));
        known.or_else(|| self.by_name.get(&name.to_lowercase()).copied())
    }
}

/// How well an actor stands for its country; the least is best.
fn rank(actor: &CastActor) -> Option<u8> {
    match (look_up(&actor.name).map(|known| known.sort), actor.kind) {
        (Some(Sort::Country), _) => Some(0),
        (_, ActorKind::Government) => Some(1),
        (Some(Sort::Capital | Sort::Government), _) => Some(2),
        _ => None,
    }
}
