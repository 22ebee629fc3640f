//! What speaks for two tellings being of one happening, and what against it.

use sayso_value::place::distance_km;

use super::telling::{Account, Telling, Toll};

/// The share of the words around the two events, and of those of the two documents.
const AROUND: f64 = 0.6;
const DOCUMENTS: f64 = 0.4;
/// A document's likeness with itself: it tells of more than one thing.
const ITSELF: f64 = 0.4;
/// From here on two tellings are of one happening, in two documents and in one.
const ENOUGH: f64 = 0.19;
const ENOUGH_IN_ONE: f64 = 0.40;
/// So much more for two that have nothing but their words.
const BARE: f64 = 0.12;

/// What speaks against: other days, places, countries that cannot be the same.
const CONTRADICTION: f64 = -1.0;
/// Who would not take the two for one anyway need not be told so: least likeness of words for a contradiction to be kept.
const MISTAKEN: f64 = 0.08;
/// What is told speaks against the two being one from here on, however alike the words.
const AGAINST: f64 = 0.10;
/// No likeness speaks for more than this, and a mere lack of likeness no more against.
const MOST: f64 = 0.5;
const LACK: f64 = 0.03;

const SAME_DAY: f64 = 0.06;
const SAME_PLACE: f64 = 0.15;
const SAME_TOLL: f64 = 0.08;
const OTHER_KIND: f64 = 0.08;
const OTHER_LENGTH: f64 = 0.15;
const OTHER_DAY: f64 = 0.08;
const OTHER_PLACE: f64 = 0.15;
const OTHER_TOLL: f64 = 0.10;

/// Told days farther apart are days of two happenings: single days, which may differ by a night or a time zone, and longer times.
const SINGLE_DAYS_APART: i32 = 1;
const DAYS_APART: i32 = 2;
/// The same where one of the two is only known by the day of publication.
const DAYS_APART_AT_MOST: i32 = 14;
/// A time of no more days says on which day.
const EXACT: i32 = 3;

/// Positions so near are one place; from the second distance on hardly, from the third on not.
const ONE_PLACE_KM: f64 = 20.0;
const ONE_TOWN_KM: f64 = 3.0;
const NEAR_KM: f64 = 60.0;
const FAR_KM: f64 = 120.0;

/// A toll so many times the other is hardly of the same happening.
const TIMES: i64 = 3;

/// What speaks for (above 0) or against their being one; `None` where there is nothing to say.
pub(super) fn likeness(one: &Telling, its: &Account, other: &Telling, theirs: &Account) -> Option<f64> {
    let in_one = one.document == other.document;
    let documents = if in_one { ITSELF } else { f64::from(its.terms.cosine(&theirs.terms)) };
    let words = AROUND * f64::from(one.terms.cosine(&other.terms)) + DOCUMENTS * documents;
    let evidence = if in_one && is_told_apart(one, other) { None } else { evidence(one, other, in_one) };
    let Some(evidence) = evidence else { return (words > MISTAKEN).then_some(CONTRADICTION) };
    let enough = if in_one { ENOUGH_IN_ONE } else { ENOUGH };
    let bare = if one.is_bare() && other.is_bare() { BARE } else { 0.0 };
    let weight = words + evidence - enough - bare;
    // The words around two events of one document are partly the same words: alone they do not make one of what the reading has as two.
    if weight > -LACK && !(in_one && evidence <= 0.0) {
        return Some(weight.min(MOST));
    }
    // That the words are not alike says little; that what they say does not go together does.
    (evidence < -AGAINST && words > MISTAKEN).then_some(evidence)
}

/// Whether one document tells them as two: a siege and a bombardment, an arrest and a killing, 16 dead in one town and five in another.
fn is_told_apart(one: &Telling, other: &Telling) -> bool {
    let elsewhere =
        matches!((one.position, other.position), (Some(here), Some(there)) if distance_km(here, there) > ONE_TOWN_KM);
    let exclude = |(one, other): (&[Toll], &[Toll])| pairs(one, other).all(|(one, other)| one.excludes(other));
    one.kind != other.kind || one.long != other.long || elsewhere && tolls(one, other).any(exclude)
}

/// What kind, time, place and tolls say; `None` where they contradict each other.
fn evidence(one: &Telling, other: &Telling, in_one: bool) -> Option<f64> {
    let mut sum = 0.0;
    if one.kind != other.kind {
        sum -= OTHER_KIND;
    }
    if one.long != other.long {
        sum -= OTHER_LENGTH;
    }
    if let (Some(days), Some(others)) = (one.days, other.days) {
        let apart = days.apart(others);
        let both = one.dated && other.dated;
        let most = match (both, days.count() == 1 && others.count() == 1) {
            (true, true) => SINGLE_DAYS_APART,
            (true, false) => DAYS_APART,
            (false, _) => DAYS_APART_AT_MOST,
        };
        if apart > most {
            return None;
        }
        if apart > i32::from(both) {
            sum -= OTHER_DAY;
        } else if both && days.count() <= EXACT && others.count() <= EXACT {
            sum += SAME_DAY;
        }
    }
    let same_days = one.days == other.days || !(one.dated && other.dated);
    let abroad = one.country.is_some() && other.country.is_some() && one.country != other.country;
    if let (Some(place), Some(others)) = (one.position, other.position) {
        let apart = distance_km(place, others);
        if apart > FAR_KM && !same_days {
            return None;
        }
        // Who tells of two towns near each other tells of two places.
        let one_place = if in_one { ONE_TOWN_KM } else { ONE_PLACE_KM };
        sum += match apart {
            _ if apart <= one_place => SAME_PLACE,
            FAR_KM.. => -OTHER_PLACE,
            NEAR_KM.. => -OTHER_PLACE / 2.0,
            _ => 0.0,
        };
    } else if abroad {
        sum -= OTHER_PLACE;
    }
    // Of several numbers that a document gives those count that go together best.
    let best = |(one, other): (&[Toll], &[Toll])| {
        pairs(one, other).map(|(one, other)| of_tolls(one, other, in_one)).max_by(f64::total_cmp).unwrap_or_default()
    };
    sum += tolls(one, other).map(best).sum::<f64>();
    Some(sum)
}

/// The killed and the injured, where both tell how many.
fn tolls<'t>(one: &'t Telling, other: &'t Telling) -> impl Iterator<Item = (&'t [Toll], &'t [Toll])> {
    let both = [(one.killed.as_slice(), other.killed.as_slice()), (&one.injured, &other.injured)];
    both.into_iter().filter(|(tolls, others)| !tolls.is_empty() && !others.is_empty())
}

fn pairs(tolls: &[Toll], others: &[Toll]) -> impl Iterator<Item = (Toll, Toll)> {
    tolls.iter().flat_map(move |one| others.iter().map(move |other| (*one, *other)))
}

fn of_tolls(one: Toll, other: Toll, in_one: bool) -> f64 {
    let (low, high) = (one.low.max(other.low), one.high.min(other.high));
    if one.low == other.low && one.low > 1 {
        SAME_TOLL
    } else if low > TIMES.saturating_mul(high.max(1)) || in_one && one.excludes(other) {
        -OTHER_TOLL
    } else {
        0.0
    }
}

impl Toll {
    /// Whether both cannot hold.
    fn excludes(self, other: Self) -> bool {
        self.low.max(other.low) > self.high.min(other.high)
    }
}

#[cfg(test)]
mod tests {
    use sayso_reading::EventType;

    use super::super::telling::Days;
    use super::super::terms::Terms;
    use super::*;

    fn told(document: i64, killed: &[i64]) -> Telling {
        let killed = killed.iter().map(|&number| Toll { low: number, high: number }).collect();
        Telling {
            event: document,
            document,
            kind: EventType::Assault,
            days: Some(Days { first: 100, last: 100 }),
            dated: true,
            long: false,
            position: None,
            country: None,
            killed,
            injured: Vec::new(),
            terms: Terms::default(),
        }
    }

    fn alike(one: &[i64], other: &[i64]) -> f64 {
        let account = Account { terms: Terms::of([(1, 1.0)].into(), 1), tellings: Vec::new() };
        likeness(&told(1, one), &account, &told(2, other), &account).expect("something to say")
    }

    #[test]
    fn one_number_that_both_give_is_enough() {
        let (same, other, far) = (alike(&[31], &[31]), alike(&[31], &[23]), alike(&[31], &[2]));
        assert!(same > other && other > far, "{same} {other} {far}");
        for (one, others) in
            [(&[31, 23][..], &[23][..]), (&[23], &[31, 23]), (&[31, 23], &[60, 23]), (&[90, 23], &[2, 23])]
        {
            assert!((alike(one, others) - same).abs() < 1e-9, "{one:?} {others:?}");
        }
        assert!((alike(&[31, 90], &[2, 23]) - other).abs() < 1e-9, "the two that go together best");
        assert!((alike(&[], &[31, 23]) - other).abs() < 1e-9, "none is told");
    }
}
