//! The place, day and agency with which news begin: "ORUN, March 9 (Dawn Wire) - ", "ORUN (Dawn Wire) — ", "ORUN — ".

use std::ops::Range;

use sayso_model::Attribution;

use crate::layout::begins_line;

/// How many characters a dateline has at most.
const LONGEST: usize = 100;
const DASHES: [&str; 5] = [" - ", " – ", " — ", "— ", " -- "];

/// A dateline.
pub(crate) struct Dateline {
    /// Where its place ends, of which all letters are capitals.
    pub(crate) place: usize,
    /// Whether it has neither a day nor an agency.
    pub(crate) bare: bool,
    /// Where the news begin.
    pub(crate) news: usize,
}

/// The dateline that begins at byte `start`.
pub(crate) fn dateline(text: &str, start: usize) -> Option<Dateline> {
    if !begins_line(text, start) {
        return None;
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let head = &line[..line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at)];
    // The first of all dashes.
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((head.find(dash)?, dash))).min_by_key(|(at, _)| *at)?;
    let (before, behind) = (&head[..at], &head[at + dash.len()..]);
    // "SHIELD - a party - …" is none.
    if !behind.trim_start_matches(['“', '"', '\'', '‘', ' ']).starts_with(char::is_uppercase) {
        return None;
    }
    let (told, agency) = before.split_once(" (").map_or((before, ""), |(place, agency)| (place, agency));
    let (place, day) = told.split_once(", ").unwrap_or((told, ""));
    let capitals = place.chars().filter(|c| c.is_uppercase()).count() > 2 && !place.chars().any(char::is_lowercase);
    let part = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (capitals && day.split_whitespace().all(part) && (agency.is_empty() || agency.ends_with(')'))).then(|| Dateline {
        place: start + place.len(),
        bare: day.is_empty() && agency.is_empty(),
        news: start + at + dash.len() + behind.len() - behind.trim_start().len(),
    })
}

/// Whether words stand in a dateline: its day is that of the news, not of what they tell.
pub(crate) fn in_dateline(text: &str, bytes: &Range<usize>) -> bool {
    let low = text.floor_char_boundary(bytes.start.saturating_sub(LONGEST * 4));
    let line = text[low..bytes.start].rfind('\n').map_or(low, |at| low + at + 1);
    dateline(text, line).is_some_and(|it| bytes.end <= it.news)
}

/// Takes datelines out of what sources say.
pub(crate) fn without_datelines(text: &str, attributions: &mut [Attribution]) {
    let news = |range: &Range<usize>| dateline(text, range.start).map(|it| it.news).filter(|&it| it < range.end);
    for range in attributions.iter_mut().flat_map(|it| &mut it.content) {
        if let Some(start) = news(range) {
            range.start = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn news_begin_behind_place_day_and_agency() {
        for head in [
            "ORUN, March 9 (Dawn Wire) - ",
            "ORUN (Dawn Wire) — ",
            "ORUN -- ",
            "SEL VALLEY, Orun, 3 Jan. – “",
            "ORUN— ",
        ] {
            let text = format!("Fort falls\n{head}The fort fell - on Monday.");
            let found = dateline(&text, 11).expect(head);
            assert!(text[found.news..].trim_start_matches('“').starts_with("The fort fell"), "{head}");
            assert!(text[..found.place].ends_with("ORUN") || text[..found.place].ends_with("VALLEY"), "{head}");
        }
    }

    #[test]
    fn a_dash_alone_makes_none() {
        for text in ["SHIELD - a party - won.", "Orun - The fort fell.", "ORUN said - The fort fell.", "ORUN", "NO - "]
        {
            assert!(dateline(text, 0).is_none(), "{text}");
        }
        assert!(dateline("In ORUN - The fort fell.", 3).is_none());
    }

    #[test]
    fn the_day_of_a_dateline_is_the_news_own() {
        let text = "Fort falls\nORUN, March 9 (Dawn Wire) - It fell on March 9.";
        let days: Vec<bool> =
            text.match_indices("March 9").map(|(at, day)| in_dateline(text, &(at..at + day.len()))).collect();
        assert_eq!(days, [true, false]);
    }

    #[test]
    fn contents_begin_with_the_news() {
        let (text, mut marks) =
            crate::testing::annotated("[x1 ORUN - The fort fell], [s1 officials] [c1 said]. [x2 ORUN] [c2 :] [s2 it]");
        without_datelines(&text, &mut marks.attributions);
        let contents: Vec<&str> = marks.attributions.iter().map(|it| &text[it.content[0].clone()]).collect();
        assert_eq!(contents, ["The fort fell", "ORUN"]);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[A-CÉa ,(.)–—“ -]{0,30}", at in 0usize..9) {
            let start = text.floor_char_boundary(at.min(text.len()));
            if let Some(found) = dateline(&text, start) {
                prop_assert!(text.get(start..found.place).is_some() && text.get(found.news..).is_some());
            }
        }
    }
}
