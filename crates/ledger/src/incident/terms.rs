//! Weighted words, and how alike two sets of them are.

use std::collections::HashMap;

/// Words with their weights, of length one, in the order of the hashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Terms(Vec<(u32, f32)>);

impl Terms {
    /// The `most` heaviest of them, at a length of one.
    pub(super) fn of(weights: HashMap<u32, f32>, most: usize) -> Self {
        let mut terms: Vec<(u32, f32)> = weights.into_iter().filter(|(_, weight)| *weight > 0.0).collect();
        terms.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        terms.truncate(most);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        terms.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        terms.sort_by_key(|(hash, _)| *hash);
        Self(terms)
    }

    /// The cosine of the angle between the two: 1 for the same words, 0 for none in common.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let (mut at, mut there, mut sum) = (0, 0, 0.0);
        while let (Some((hash, weight)), Some((theirs, other_weight))) = (self.0.get(at), other.0.get(there)) {
            match hash.cmp(theirs) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => there += 1,
                std::cmp::Ordering::Equal => {
                    sum += weight * other_weight;
                    (at, there) = (at + 1, there + 1);
                }
            }
        }
        sum
    }

    /// The heaviest first.
    pub(super) fn heaviest(&self) -> Vec<(u32, f32)> {
        let mut terms = self.0.clone();
        terms.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        terms
    }

    /// As bytes: of each its hash and its weight, little-endian.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(hash, weight)| [hash.to_le_bytes(), weight.to_le_bytes()]).flatten().collect()
    }

    /// From [`Terms::bytes`].
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let (pairs, _) = bytes.as_chunks::<8>();
        let four = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).unwrap_or_default();
        Self(pairs.iter().map(|it| (u32::from_le_bytes(four(&it[..4])), f32::from_le_bytes(four(&it[4..])))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_are_kept_at_length_one() {
        let terms = Terms::of(HashMap::from([(7, 3.0), (3, 4.0), (5, 0.1)]), 2);
        assert_eq!(terms.0, [(3, 0.8), (7, 0.6)]);
        assert_eq!(terms.heaviest()[0].0, 3);
        assert!((terms.cosine(&terms) - 1.0).abs() < 1e-6);
        assert!((terms.cosine(&Terms::of(HashMap::from([(7, 2.0)]), 9)) - 0.6).abs() < 1e-6);
    }

    #[test]
    fn bytes_come_back() {
        let terms = Terms::of(HashMap::from([(7, 3.0), (u32::MAX, 4.5)]), 9);
        assert_eq!(Terms::from_bytes(&terms.bytes()), terms);
        assert_eq!(Terms::from_bytes(&[1, 2, 3]), Terms::default());
    }
}
