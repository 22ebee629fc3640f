//! Where a text does not say that a relation holds: it denies it, supposes it, or says that it is over.

use super::scene::Scene;

/// Whether the words before `at`, back to a mark, take back what follows.
pub(super) fn negated(scene: &Scene, at: usize) -> bool {
    const AGAINST: [&str; 27] = [
        "not", "never", "no", "without", "neither", "nor", "cannot", "if", "whether", "unless", "would", "could",
        "might", "denies", "denied", "deny", "denying", "rejects", "rejected", "disputes", "disputed", "hardly",
        "longer", "refuses", "refused", "once", "formerly",
    ];
    for before in (at.saturating_sub(10)..at).rev() {
        let word = &scene.words[before];
        if word.is(&AGAINST) || word.lower.ends_with("n't") {
            return true;
        }
        if word.is_mark() && !word.is_quotation_mark() && !word.is(&["-", "'s"]) {
            return false;
        }
    }
    false
}

/// Whether one of the words from `first` to `last` says that an office is over.
pub(super) fn is_over(scene: &Scene, first: usize, last: usize) -> bool {
    let over = ["former", "ex", "late", "onetime", "erstwhile", "previous", "outgoing"];
    (first.saturating_sub(1)..=last).any(|at| scene.is(at, &over))
}
