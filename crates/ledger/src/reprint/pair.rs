//! Whether one of two documents is a copy of the other, which, and of what kind.

use super::family::CopyKind;
use super::shingle::Shingles;

/// Least share of the shorter document's shingles that the other must have.
const LEAST: f64 = 0.5;
/// From here on nearly all of a document is in the other.
const WHOLE: f64 = 0.8;
/// An outlet brings its own text up to date within so many days.
const UPDATES: i32 = 7;
/// Characters at the beginning and at the end of a text among which an agency is credited.
const CREDITS: usize = 240;

/// One of the two.
pub(super) struct Side {
    pub(super) number: i64,
    pub(super) id: String,
    pub(super) outlet: Option<String>,
    /// A JSON list of names.
    pub(super) authors: String,
    pub(super) published: Option<String>,
    pub(super) text: String,
}

/// A copy.
pub(super) struct Copied {
    /// Which of the two.
    pub(super) first_is_copy: bool,
    pub(super) kind: CopyKind,
    pub(super) score: f64,
    pub(super) evidence: String,
}

/// Compares two documents; `None` where neither is a copy.
pub(super) fn compare(first: &Side, its: &Shingles, second: &Side, theirs: &Shingles) -> Option<Copied> {
    let shared = its.shared(theirs);
    let (smaller, larger) = (its.len().min(theirs.len()), its.len().max(theirs.len()));
    let score = shared as f64 / smaller.max(1) as f64;
    if shared == 0 || score < LEAST {
        return None;
    }
    let (first_is_copy, why) = which(first, its, second, theirs);
    let (copy, original) = if first_is_copy { (first, second) } else { (second, first) };
    let of_larger = shared as f64 / larger.max(1) as f64;
    let same_outlet = copy.outlet.is_some() && copy.outlet == original.outlet;
    // What an outlet says again and again under its news is background, and no news.
    if same_outlet && score < WHOLE && days_apart(copy, original).is_some_and(|days| days > UPDATES) {
        return None;
    }
    let kind = if same_outlet && of_larger < 1.0 && copy.published > original.published {
        CopyKind::Update
    } else if score >= WHOLE && of_larger < WHOLE && (if first_is_copy { its } else { theirs }).len() == smaller {
        CopyKind::Excerpt
    } else {
        CopyKind::Reprint
    };
    let percent = |share: f64| (100.0 * share).round();
    let evidence = format!(
        "{} % of the shorter text, {} % of the longer word for word; {why}",
        percent(score),
        percent(of_larger)
    );
    Some(Copied { first_is_copy, kind, score, evidence })
}

/// Days between the two publications, where both are known.
fn days_apart(one: &Side, other: &Side) -> Option<i32> {
    let day = |side: &Side| side.published.as_deref()?.get(..10)?.parse::<jiff::civil::Date>().ok();
    Some((day(one)? - day(other)?).get_days().abs())
}

/// Whether the first is the copy, and why.
fn which(first: &Side, its: &Shingles, second: &Side, theirs: &Shingles) -> (bool, String) {
    for (copy, original, first_is_copy) in [(first, second, true), (second, first, false)] {
        if let Some(name) = credits(copy, original)
            && credits(original, copy).is_none()
        {
            return (first_is_copy, format!("{} credits {name}", copy.id));
        }
    }
    if let (Some(one), Some(other)) = (&first.published, &second.published)
        && one != other
    {
        let (copy, original) = if one > other { (first, second) } else { (second, first) };
        return (one > other, format!("{} was published before {}", original.id, copy.id));
    }
    if its.len() != theirs.len() {
        let longer = if its.len() > theirs.len() { first } else { second };
        return (its.len() < theirs.len(), format!("{} is longer", longer.id));
    }
    (first.number > second.number, "which was first is not known".to_owned())
}

/// The outlet of `original`, where `copy` credits it in its byline, at its beginning or at its end.
fn credits<'a>(copy: &Side, original: &'a Side) -> Option<&'a str> {
    let name = original.outlet.as_deref().filter(|name| name.chars().count() > 2)?;
    if copy.outlet.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name)) {
        return None;
    }
    let letters: Vec<char> = copy.text.chars().collect();
    let head: String = letters.iter().take(CREDITS).collect();
    let tail: String = letters[letters.len().saturating_sub(CREDITS)..].iter().collect();
    [copy.authors.as_str(), &head, &tail].iter().any(|text| has_words(text, name)).then_some(name)
}

/// Whether `text` has `name` with no letter or digit on either side, whatever its case.
fn has_words(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    text.match_indices(&name).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "ORSA (Kestrel Wire) - The harbour of Orsa was closed on Monday after an explosion in its northern basin, \
        the interior ministry said. Nobody was hurt in the blast, which broke windows half a mile away.";

    fn side(number: i64, outlet: &str, published: &str, text: &str) -> Side {
        Side {
            number,
            id: format!("d{number}"),
            outlet: Some(outlet.to_owned()),
            authors: "[]".to_owned(),
            published: Some(published.to_owned()),
            text: text.to_owned(),
        }
    }

    fn compared(first: &Side, second: &Side) -> Option<Copied> {
        compare(first, &Shingles::of(&first.text), second, &Shingles::of(&second.text))
    }

    #[test]
    fn who_is_credited_is_the_original_whatever_the_dates() {
        let agency = side(1, "Kestrel Wire", "2031-03-02", WIRE);
        let paper = side(2, "The Meridian Courier", "2031-03-01", WIRE);
        let found = compared(&agency, &paper).unwrap();
        assert!(!found.first_is_copy && found.kind == CopyKind::Reprint, "{}", found.evidence);
        assert!(found.evidence.contains("d2 credits Kestrel Wire"), "{}", found.evidence);
    }

    #[test]
    fn a_part_of_a_text_is_an_excerpt() {
        let long = format!(
            "{WIRE} Fishermen said that they had heard two blasts before dawn, one after the other. The harbour master told \
             reporters that ships would be sent to Valmarch until the basin has been searched by divers."
        );
        let whole = side(1, "A", "2031-03-01", &long);
        let part = side(2, "B", "2031-03-02", WIRE);
        let found = compared(&part, &whole).unwrap();
        assert!(found.first_is_copy && found.kind == CopyKind::Excerpt && found.score > 0.99);
    }

    #[test]
    fn a_later_text_of_one_outlet_is_an_update() {
        let later = WIRE.replace("Nobody was hurt", "Two people were hurt");
        let found = compared(&side(1, "A", "2031-03-01", WIRE), &side(2, "A", "2031-03-02", &later)).unwrap();
        assert!(!found.first_is_copy && found.kind == CopyKind::Update);
    }

    #[test]
    fn background_told_again_is_no_copy() {
        let other = format!(
            "{WIRE} Divers found nothing on Friday, and the harbour was opened. {} {}",
            "Ships came in.",
            "The mayor \
            thanked all who had helped, and a brass band played on the pier until late in the evening, to the joy of the town."
        );
        let one = side(1, "A", "2031-03-01", &format!("A bridge fell in Velmark on Sunday. {WIRE}"));
        assert!(compared(&one, &side(2, "A", "2031-03-04", &other)).is_some());
        let later =
            side(2, "A", "2032-03-04", &other.replace("Nobody was hurt", "Two were hurt").replace("northern", "outer"));
        assert!(compared(&one, &later).is_none());
    }

    #[test]
    fn texts_on_one_thing_in_other_words_are_no_copies() {
        let other = "An explosion shut Orsa's port on Monday. Officials at the interior ministry gave no cause for the blast, \
            which shattered windows in the old town but left nobody injured.";
        assert!(compared(&side(1, "A", "2031-03-01", WIRE), &side(2, "B", "2031-03-01", other)).is_none());
    }
}
