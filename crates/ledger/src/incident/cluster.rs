//! Which tellings are one happening: greedy additive edge contraction.
//!
//! M. Keuper and others 2015, "Efficient decomposition of image and mesh graphs by lifted multicuts", algorithm 1: the two clusters that
//! most speaks for joining are joined, what speaks for and against their neighbours is added up, and so on until nothing speaks for
//! joining any more. How many clusters there are need not be known, and a contradiction parts what a chain of likenesses would glue.

use std::collections::{BinaryHeap, HashMap};

/// The cluster of each of `count` things, named by the least of its members. `edges` are pairs with what speaks for (above 0) or against
/// their being one; of a pair that stands there twice both count.
pub(super) fn clusters(count: usize, edges: impl IntoIterator<Item = (usize, usize, f64)>) -> Vec<usize> {
    let mut beside: Vec<HashMap<usize, f64>> = vec![HashMap::new(); count];
    for (one, other, weight) in edges {
        if one != other && one < count && other < count {
            *beside[one].entry(other).or_default() += weight;
            *beside[other].entry(one).or_default() += weight;
        }
    }
    let mut queue = BinaryHeap::new();
    for (one, edges) in beside.iter().enumerate() {
        let joinable = edges.iter().filter(|&(&other, &weight)| one < other && weight > 0.0);
        queue.extend(joinable.map(|(&other, &weight)| Join { weight, one, other }));
    }
    let mut into: Vec<usize> = (0..count).collect();
    while let Some(Join { weight, one, other }) = queue.pop() {
        // Left over from before one of the two was joined with a third.
        if into[one] != one || into[other] != other || beside[one].get(&other) != Some(&weight) {
            continue;
        }
        // The smaller set of neighbours is moved.
        let (kept, gone) = if beside[one].len() >= beside[other].len() { (one, other) } else { (other, one) };
        into[gone] = kept;
        beside[kept].remove(&gone);
        for (third, weight) in std::mem::take(&mut beside[gone]) {
            if third == kept {
                continue;
            }
            beside[third].remove(&gone);
            let sum = beside[kept].get(&third).copied().unwrap_or(0.0) + weight;
            beside[kept].insert(third, sum);
            beside[third].insert(kept, sum);
            if sum > 0.0 {
                queue.push(Join { weight: sum, one: kept.min(third), other: kept.max(third) });
            }
        }
    }
    let root = |mut at: usize| {
        while into[at] != at {
            at = into[at];
        }
        at
    };
    let mut least: HashMap<usize, usize> = HashMap::new();
    (0..count).map(|at| *least.entry(root(at)).or_insert(at)).collect()
}

/// A pair that could be joined; the greatest is that for which most speaks, and of these the first.
#[derive(PartialEq)]
struct Join {
    weight: f64,
    one: usize,
    other: usize,
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let pairs = || (other.one, other.other).cmp(&(self.one, self.other));
        self.weight.total_cmp(&other.weight).then_with(pairs)
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_contradiction_parts_a_chain() {
        let edges = [(0, 1, 0.5), (1, 2, 0.4), (0, 2, -1.0), (3, 4, 0.1)];
        assert_eq!(clusters(6, edges), [0, 0, 2, 3, 3, 5]);
    }

    #[test]
    fn many_that_agree_outweigh_one_that_does_not() {
        let edges = [(0, 1, 0.5), (2, 3, 0.5), (0, 2, 0.2), (0, 3, 0.2), (1, 2, 0.2), (1, 3, -0.1)];
        assert_eq!(clusters(4, edges), [0, 0, 0, 0]);
    }

    proptest! {
        /// In the end nothing speaks for joining any two clusters, and each cluster hangs together by what speaks for it.
        #[test]
        fn nothing_is_left_to_join(edges in prop::collection::vec((0usize..12, 0usize..12, -1.0f64..1.0), 0..60)) {
            let found = clusters(12, edges.clone());
            let mut between: HashMap<(usize, usize), f64> = HashMap::new();
            for (one, other, weight) in edges {
                let (one, other) = (found[one].min(found[other]), found[one].max(found[other]));
                *between.entry((one, other)).or_default() += weight;
            }
            for ((one, other), weight) in between {
                prop_assert!(one == other || weight <= 1e-9);
            }
            for (at, cluster) in found.iter().enumerate() {
                prop_assert!(*cluster <= at && found[*cluster] == *cluster);
            }
        }
    }
}
