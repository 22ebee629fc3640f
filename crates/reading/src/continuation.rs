//! Quotations over several paragraphs.
//!
//! By the convention of English typesetting a quotation that goes on in the next paragraph is not closed, and opened
//! anew there (The Chicago Manual of Style, 13.32). The further paragraphs have no cue of their own: they belong to the
//! statement before.

use std::ops::Range;

use sayso_model::Attribution;

use crate::quotation::Quotation;
use crate::range_index::RangeIndex;

/// Gives the further paragraphs of a quotation to the attributions whose content its paragraph before ends, unless
/// another attribution has them already.
pub(crate) fn carry_on(text: &str, quotations: &[Quotation], attributions: &mut [Attribution]) {
    let contents = RangeIndex::new(
        (0..)
            .zip(attributions.iter())
            .flat_map(|(number, found)| found.content.iter().map(move |it| (it.clone(), number))),
    );
    // Those to whom the quotation before was given.
    let mut carried: Vec<usize> = Vec::new();
    for pair in quotations.windows(2) {
        let [before, after] = pair else { continue };
        let between = &text[before.bytes.end..after.bytes.start];
        let goes_on = !before.closed && between.contains(['\n', '\r']) && between.trim().is_empty();
        if !goes_on || contents.overlapping(&after.bytes).next().is_some() {
            carried.clear();
            continue;
        }
        let ends_it = |range: &Range<usize>| {
            text.get(range.end..before.bytes.end).is_none_or(|rest| !rest.contains(char::is_alphanumeric))
        };
        carried
            .extend(contents.overlapping(&before.bytes).filter(|(range, _)| ends_it(range)).map(|&(_, number)| number));
        for &number in &carried {
            attributions[number].content.push(after.bytes.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotation::quotations;

    fn carried(text: &str, contents: &[&str]) -> Vec<Vec<String>> {
        let found = |content: &&str| {
            let start = text.find(content).unwrap();
            let content = start..start + content.len();
            Attribution { source: Vec::new(), cue: Vec::new(), content: vec![content], confidence: 1.0 }
        };
        let mut attributions: Vec<_> = contents.iter().map(found).collect();
        carry_on(text, &quotations(text), &mut attributions);
        attributions.iter().map(|a| a.content.iter().map(|range| text[range.clone()].to_owned()).collect()).collect()
    }

    #[test]
    fn an_unclosed_quotation_goes_on_over_paragraphs() {
        let text = "She said: “We saw it.\n\n“It burned.\n\n“Then it fell.” Nobody spoke.";
        assert_eq!(carried(text, &["“We saw it"]), [["“We saw it", "“It burned.", "“Then it fell.”"]]);
    }

    #[test]
    fn a_closed_one_does_not() {
        let text = "She said: “We saw it.”\n\n“It burned.”";
        assert_eq!(carried(text, &["“We saw it.”"]), [["“We saw it.”"]]);
    }

    #[test]
    fn what_another_said_stays_his() {
        let text = "She said: “We saw it.\n\n“It burned,” said Orn.";
        assert_eq!(carried(text, &["“We saw it.", "“It burned,”"]), [["“We saw it."], ["“It burned,”"]]);
    }

    #[test]
    fn a_paragraph_between_ends_it() {
        let text = "She said: “We saw it.\n\nNobody spoke.\n\n“It burned.”";
        assert_eq!(carried(text, &["“We saw it."]), [["“We saw it."]]);
    }
}
