//! Which statement stands inside which.

use std::ops::Range;

use sayso_model::Attribution;

use crate::range_index::RangeIndex;

/// Two contents nearly coincide where this share of the longer lies in the other.
const NEARLY: f32 = 0.8;
/// How many bytes may stand behind "according to X" to the end of a content that it closes.
const CLOSE: usize = 3;

/// For each attribution the number of the one whose content holds it: the smallest content in which its whole
/// cue stands.
///
/// Of two whose contents nearly coincide ("“…,” Orn said, according to Dawn Wire") the report holds the other, even
/// where no cue stands in a content: `is_outlet` tells of which attributions the source is an outlet. Of two other ones
/// that hold each other's cue ("A said that B, C added") neither is inside the other. There are no circles.
pub(crate) fn holders(
    text: &str,
    attributions: &[Attribution],
    is_outlet: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let cues = index(attributions, |found| &found.cue);
    let contents = index(attributions, |found| &found.content);
    let ranks: Vec<Rank> = (0..attributions.len()).map(|it| rank(text, &attributions[it], is_outlet(it))).collect();
    let sizes: Vec<usize> = attributions.iter().map(|it| size(&it.content)).collect();
    let mut holders: Vec<Option<usize>> = vec![None; attributions.len()];
    let mut met = Vec::new();
    for (number, outer) in attributions.iter().enumerate() {
        met.clear();
        met.extend(outer.content.iter().flat_map(|content| cues.overlapping(content)).map(|&(_, held)| held));
        if ranks[number] >= Rank::Outlet {
            met.extend(outer.content.iter().flat_map(|content| contents.overlapping(content)).map(|&(_, held)| held));
        }
        met.sort_unstable();
        met.dedup();
        for &held in met.iter().filter(|&&held| held != number) {
            let pair = Pair { text, outer, inner: &attributions[held], ranks: (ranks[number], ranks[held]) };
            if pair.nests() && holders[held].is_none_or(|other| sizes[number] < sizes[other]) {
                holders[held] = Some(number);
            }
        }
    }
    open_circles(&mut holders, &sizes);
    holders
}

fn index(attributions: &[Attribution], role: impl Fn(&Attribution) -> &Vec<Range<usize>>) -> RangeIndex {
    let numbered = (0..).zip(attributions);
    RangeIndex::new(numbered.flat_map(|(number, found)| role(found).iter().map(move |range| (range.clone(), number))))
}

/// How fit an attribution is to be the outer of two that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Cites another: "citing an official" is inside what the citing outlet says.
    Cited,
    /// Says something.
    Said,
    /// An outlet says it.
    Outlet,
    /// "According to" somebody.
    Report,
}

fn rank(text: &str, attribution: &Attribution, outlet: bool) -> Rank {
    let cue: Vec<&str> = attribution.cue.iter().filter_map(|it| text.get(it.clone())).collect();
    let cue = cue.join(" ").to_lowercase();
    if ["according to", "as reported by", "reported by", "per"]
        .iter()
        .any(|it| cue == *it || cue.starts_with("as reported"))
    {
        Rank::Report
    } else if ["citing", "quoting", "cited", "cites"].contains(&cue.as_str()) {
        Rank::Cited
    } else if outlet {
        Rank::Outlet
    } else {
        Rank::Said
    }
}

/// Two attributions of which the one may hold the other.
struct Pair<'a> {
    text: &'a str,
    outer: &'a Attribution,
    inner: &'a Attribution,
    ranks: (Rank, Rank),
}

impl Pair<'_> {
    fn nests(&self) -> bool {
        let (outer, inner) = self.ranks;
        match (holds(self.outer, self.inner), holds(self.inner, self.outer)) {
            (true, true) => outer > inner,
            (true, false) => {
                !(inner > outer && inner == Rank::Report && closes(self.outer, self.inner) && self.coincide())
            }
            (false, true) => {
                outer > inner && outer == Rank::Report && closes(self.inner, self.outer) && self.coincide()
            }
            (false, false) => outer > inner && outer >= Rank::Outlet && self.in_one_sentence() && self.covers(),
        }
    }

    /// Whether the two contents are nearly the same, the words that attribute aside.
    fn coincide(&self) -> bool {
        let longer = size(&self.outer.content).max(size(&self.inner.content));
        let words: usize = [self.outer, self.inner].iter().map(|it| size(&it.cue) + size(&it.source)).sum();
        shared(&self.outer.content, &self.inner.content) as f32 >= NEARLY * longer.saturating_sub(words) as f32
    }

    /// Whether the outer content covers nearly all of the inner.
    fn covers(&self) -> bool {
        shared(&self.outer.content, &self.inner.content) as f32 >= NEARLY * size(&self.inner.content) as f32
    }

    /// Whether no other paragraph begins between the two cues.
    fn in_one_sentence(&self) -> bool {
        let (Some(one), Some(other)) = (self.outer.cue.first(), self.inner.cue.first()) else { return false };
        let between = one.end.min(other.end)..one.start.max(other.start);
        between.len() < 2_000 && self.text.get(between).is_none_or(|it| !it.contains(['\n', '\r']))
    }
}

/// Whether the cue and source of `report` stand at the end of what `other` says.
fn closes(other: &Attribution, report: &Attribution) -> bool {
    let end = report.source.iter().chain(&report.cue).map(|it| it.end).max();
    end.is_some_and(|end| other.content.last().is_some_and(|it| it.end <= end + CLOSE))
}

fn holds(outer: &Attribution, inner: &Attribution) -> bool {
    let inside =
        |cue: &Range<usize>| outer.content.iter().any(|content| content.start <= cue.start && cue.end <= content.end);
    inner.cue.iter().all(inside)
}

fn size(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}

/// How many bytes lie in both.
fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let both = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().map(|a| other.iter().map(|b| both(a, b)).sum::<usize>()).sum()
}

/// Takes the largest out of every circle.
fn open_circles(holders: &mut [Option<usize>], sizes: &[usize]) {
    // 0 where nobody has been, else the walk that came by.
    let mut walks = vec![0usize; holders.len()];
    for start in 0..holders.len() {
        let mut at = start;
        while walks[at] == 0 {
            walks[at] = start + 1;
            match holders[at] {
                Some(next) => at = next,
                None => break,
            }
        }
        if walks[at] != start + 1 || holders[at].is_none() {
            continue;
        }
        // Back where this walk has been: `at` is on a circle.
        let (mut largest, mut place) = (at, at);
        while let Some(next) = holders[place].filter(|&next| next != at) {
            if sizes[next] > sizes[largest] {
                largest = next;
            }
            place = next;
        }
        holders[largest] = None;
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a role is a list of ranges")]
mod tests {
    use super::*;
    use crate::testing::annotated;
    use proptest::prelude::*;

    fn attribution(cue: Range<usize>, content: Range<usize>) -> Attribution {
        Attribution { source: Vec::new(), cue: vec![cue], content: vec![content], confidence: 1.0 }
    }

    fn plain(all: &[Attribution]) -> Vec<Option<usize>> {
        holders(&" ".repeat(100), all, |_| false)
    }

    #[test]
    fn the_smallest_content_holds() {
        let all = [attribution(0..2, 5..50), attribution(10..12, 15..45), attribution(20..22, 25..40)];
        assert_eq!(plain(&all), [None, Some(0), Some(1)]);
    }

    #[test]
    fn two_that_hold_each_other_stand_side_by_side() {
        assert_eq!(plain(&[attribution(0..2, 5..50), attribution(10..12, 0..45)]), [None, None]);
    }

    #[test]
    fn the_report_holds_what_it_reports() {
        let rows: [(&str, &[Option<usize>]); 8] = [
            // The content of the report covers the cue, or only the quotation.
            ("[x2 [x1 “It fell,”] [s1 Orn] [c1 said]], [c2 according to] [s2 Dawn Wire].", &[Some(1), None]),
            ("[x1 [x2 “It fell,”]] [s1 Orn] [c1 said], [c2 according to] [s2 Dawn Wire].", &[Some(1), None]),
            // The inner content runs over the report.
            ("[s1 Orn] [c1 said] [x1 [x2 that it fell], [c2 according to] [s2 Dawn Wire]].", &[Some(1), None]),
            // What stands in the middle is within what is said.
            (
                "[s1 Marrek] [c1 said] [x1 that [x2 the drones], [c2 according to] [s2 the ministry], [x2 came from the east]].",
                &[None, Some(0)],
            ),
            ("[x1 [x2 “It fell,”]] [s1 Orn] [c1 said], [s2 outlet] [c2 reported].", &[Some(1), None]),
            ("[s1 outlet] [c1 reported] [x1 [x2 that it fell]], [c2 citing] [s2 an official].", &[None, Some(0)]),
            ("[s1 Orn] [c1 said] [x1 that it fell], [s2 Beck] [c2 added] [x2 that it burned].", &[None, None]),
            ("[x1 “It fell,”] [s1 outlet] [c1 reported]. [x2 “It burned,”] [s2 Orn] [c2 said].", &[None, None]),
        ];
        for (marked, expected) in rows {
            let (text, marks) = annotated(marked);
            let outlet = |it: usize| marks.attributions[it].source.iter().any(|it| &text[it.clone()] == "outlet");
            assert_eq!(holders(&text, &marks.attributions, outlet), expected, "{marked}");
        }
    }

    proptest! {
        #[test]
        fn there_are_no_circles(
            ranges in proptest::collection::vec((0usize..90, 1usize..6, 0usize..90, 1usize..60, 0usize..90, 0usize..20), 0..12),
            outlets in 0u16..4096,
        ) {
            let all: Vec<_> = ranges.iter().map(|&(cue, short, content, long, other, length)| {
                let mut found = attribution(cue..cue + short, content..content + long);
                found.content.push(other..other + length);
                found
            }).collect();
            let found = holders(&"according to ".repeat(20), &all, |it| outlets >> it & 1 == 1);
            for mut at in 0..found.len() {
                for _ in 0..=found.len() {
                    let Some(next) = found[at] else { break };
                    at = next;
                }
                prop_assert!(found[at].is_none());
            }
        }
    }
}
