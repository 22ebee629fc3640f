//! Which tellings are one happening: greedy additive edge contraction.
//!
//! M. Keuper and others 2015, "Efficient decomposition of image and mesh graphs by lifted multicuts", algorithm 1: the two clusters that
//! most speaks for joining are joined, what speaks for and against their neighbours is added up, and so on until nothing speaks for
//! joining any more. How many clusters there are need not be known, and a contradiction parts what a chain of likenesses would glue.

use std::collections::{BinaryHeap, HashMap, HashSet};

/// What must speak for joining two incidents of several documents each, for each document of the one that fewer tell.
const EACH: f64 = 0.10;
/// What must speak for one of the pairs by which something is joined with what so many documents or more tell: many faint likenesses do not make one.
const FAINT: f64 = 0.02;
const MANY: usize = 3;

/// The documents in which a thing is told: of a telling the one, of a whole incident how many there are.
pub(super) enum Told {
    By(i64),
    ByMany(usize),
}

/// The cluster of each of some things, named by the least of its members. `edges` are pairs with what speaks for (above 0) or against
/// their being one; of a pair that stands there twice both count.
pub(super) fn clusters(told: &[Told], edges: impl IntoIterator<Item = (usize, usize, f64)>) -> Vec<usize> {
    let count = told.len();
    let mut beside: Vec<HashMap<usize, Likeness>> = vec![HashMap::new(); count];
    for (one, other, weight) in edges {
        if one != other && one < count && other < count {
            let likeness = Likeness::of(weight, &told[one], &told[other]);
            beside[one].entry(other).or_default().add(likeness);
            beside[other].entry(one).or_default().add(likeness);
        }
    }
    let mut documents: Vec<Documents> = told.iter().map(Documents::of).collect();
    let mut queue = BinaryHeap::new();
    for (one, edges) in beside.iter().enumerate() {
        for (&other, &likeness) in edges.iter().filter(|&(&other, _)| one < other) {
            queue.extend(Join::of(likeness, one, other, &documents));
        }
    }
    let mut into: Vec<usize> = (0..count).collect();
    while let Some(Join { likeness, one, other }) = queue.pop() {
        // Left over from before one of the two was joined with a third.
        if into[one] != one || into[other] != other || beside[one].get(&other) != Some(&likeness) {
            continue;
        }
        // They may have grown since.
        if Join::of(likeness, one, other, &documents).is_none() {
            continue;
        }
        // The smaller set of neighbours is moved.
        let (kept, gone) = if beside[one].len() >= beside[other].len() { (one, other) } else { (other, one) };
        into[gone] = kept;
        beside[kept].remove(&gone);
        let theirs = std::mem::take(&mut documents[gone]);
        documents[kept].join(theirs);
        for (third, likeness) in std::mem::take(&mut beside[gone]) {
            if third == kept {
                continue;
            }
            beside[third].remove(&gone);
            let mut sum = beside[kept].get(&third).copied().unwrap_or_default();
            sum.add(likeness);
            beside[kept].insert(third, sum);
            beside[third].insert(kept, sum);
            queue.extend(Join::of(sum, kept.min(third), kept.max(third), &documents));
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

/// What speaks for and against joining two clusters.
#[derive(Clone, Copy, Default, PartialEq)]
struct Likeness {
    sum: f64,
    /// Whether one document tells both, or one of the pairs is more than faintly alike.
    is_near: bool,
}

impl Likeness {
    fn of(weight: f64, one: &Told, other: &Told) -> Self {
        let in_one = matches!((one, other), (Told::By(one), Told::By(other)) if one == other);
        Self { sum: weight, is_near: in_one || weight >= FAINT }
    }

    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.is_near |= other.is_near;
    }
}

/// The documents of a cluster.
#[derive(Default)]
struct Documents {
    numbers: HashSet<i64>,
    further: usize,
}

impl Documents {
    fn of(told: &Told) -> Self {
        match *told {
            Told::By(document) => Self { numbers: HashSet::from([document]), further: 0 },
            Told::ByMany(further) => Self { numbers: HashSet::new(), further },
        }
    }

    fn join(&mut self, other: Self) {
        self.numbers.extend(other.numbers);
        self.further += other.further;
    }

    fn count(&self) -> usize {
        self.numbers.len() + self.further
    }
}

/// A pair that could be joined; the greatest is that for which most speaks, and of these the first.
#[derive(PartialEq)]
struct Join {
    likeness: Likeness,
    one: usize,
    other: usize,
}

impl Join {
    /// None where too little speaks for it: of two incidents each document of the smaller one must have its share in that, else one that is like
    /// both would glue them together; and some pair must be more than faintly alike, else the more an incident is told the more would stick to it.
    fn of(likeness: Likeness, one: usize, other: usize, documents: &[Documents]) -> Option<Self> {
        let (one_count, other_count) = (documents[one].count(), documents[other].count());
        let smaller = one_count.min(other_count);
        let enough = if smaller > 1 { EACH * smaller as f64 } else { 0.0 };
        let is_near = likeness.is_near || one_count.max(other_count) < MANY;
        (is_near && likeness.sum > enough).then_some(Self { likeness, one, other })
    }
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let pairs = || (other.one, other.other).cmp(&(self.one, self.other));
        self.likeness.sum.total_cmp(&other.likeness.sum).then_with(pairs)
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

    /// Each told by a document of its own.
    fn apart(count: usize) -> Vec<Told> {
        (0..count).map(|at| Told::By(at as i64)).collect()
    }

    #[test]
    fn a_contradiction_parts_a_chain() {
        let edges = [(0, 1, 0.5), (1, 2, 0.4), (0, 2, -1.0), (3, 4, 0.1)];
        assert_eq!(clusters(&apart(6), edges), [0, 0, 2, 3, 3, 5]);
    }

    #[test]
    fn many_that_agree_outweigh_one_that_does_not() {
        let edges = [(0, 1, 0.5), (2, 3, 0.5), (0, 2, 0.2), (0, 3, 0.2), (1, 2, 0.2), (1, 3, -0.1)];
        assert_eq!(clusters(&apart(4), edges), [0, 0, 0, 0]);
    }

    #[test]
    fn many_faint_likenesses_are_none() {
        let faint = [(0, 1, 0.5), (1, 2, 0.5), (0, 2, 0.5), (0, 3, 0.01), (1, 3, 0.01), (2, 3, 0.01)];
        assert_eq!(clusters(&apart(4), faint), [0, 0, 0, 3]);
        let mut edges = faint;
        edges[5].2 = FAINT;
        assert_eq!(clusters(&apart(4), edges), [0, 0, 0, 0]);
        let told = [Told::By(0), Told::By(1), Told::By(2), Told::By(2)];
        assert_eq!(clusters(&told, faint), [0, 0, 0, 0], "one document tells of both");
        assert_eq!(clusters(&apart(2), [(0, 1, 0.01)]), [0, 0], "nothing sticks to what one tells");
    }

    #[test]
    fn one_weak_likeness_does_not_glue_two_incidents() {
        let edges = [(0, 1, 0.5), (2, 3, 0.5), (1, 2, 0.15)];
        assert_eq!(clusters(&apart(4), edges), [0, 0, 2, 2]);
        // One more document joins by it, and so do further tellings of one.
        assert_eq!(clusters(&apart(3), [(0, 1, 0.5), (1, 2, 0.15)]), [0, 0, 0]);
        let told = [Told::By(0), Told::By(1), Told::By(2), Told::By(2)];
        assert_eq!(clusters(&told, edges), [0, 0, 0, 0]);
        let told = [Told::By(0), Told::By(1), Told::ByMany(400)];
        assert_eq!(clusters(&told, [(0, 1, 0.5), (1, 2, 0.15)]), [0, 0, 2]);
    }

    proptest! {
        /// In the end nothing speaks enough for joining any two clusters, and each cluster hangs together by what speaks for it.
        #[test]
        fn nothing_is_left_to_join(
            edges in prop::collection::vec((0usize..12, 0usize..12, -1.0f64..1.0), 0..60),
            told in prop::collection::vec(0i64..6, 12),
        ) {
            let tellings: Vec<Told> = told.iter().map(|document| Told::By(*document)).collect();
            let found = clusters(&tellings, edges.clone());
            let mut between: HashMap<(usize, usize), (f64, bool)> = HashMap::new();
            for (one, other, weight) in edges {
                let is_near = told[one] == told[other] || weight >= FAINT;
                let (one, other) = (found[one].min(found[other]), found[one].max(found[other]));
                let entry = between.entry((one, other)).or_default();
                *entry = (entry.0 + weight, entry.1 || is_near);
            }
            let documents = |cluster: usize| {
                let of: HashSet<i64> = (0..12).filter(|at| found[*at] == cluster).map(|at| told[at]).collect();
                of.len()
            };
            for ((one, other), (weight, is_near)) in between {
                let smaller = documents(one).min(documents(other));
                let enough = if smaller > 1 { EACH * smaller as f64 } else { 0.0 };
                let is_near = is_near || documents(one).max(documents(other)) < MANY;
                prop_assert!(one == other || !is_near || weight <= enough + 1e-9);
            }
            for (at, cluster) in found.iter().enumerate() {
                prop_assert!(*cluster <= at && found[*cluster] == *cluster);
            }
        }
    }
}
