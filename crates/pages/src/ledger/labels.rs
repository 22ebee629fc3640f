//! Where names stand beside the points of a map, so that none lies on another or on a point.

/// A point to be named, in the drawing's units.
pub(super) struct Spot<'t> {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) name: &'t str,
}

/// Where a name stands: its left end, or its right one, and its base line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Whether it ends at `x` rather than begins there.
    pub(super) ends: bool,
}

/// A letter's width and a line's height; letters are reckoned wide, since nobody knows the reader's font.
const LETTER: f64 = 11.5;
const LINE: f64 = 23.0;
/// Points whose names are wanted most.
const FIRST: usize = 6;
/// Between a point and its name.
const GAP: f64 = 6.0;

/// A part of the drawing.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of_point(spot: &Spot) -> Self {
        let Spot { x, y, radius, .. } = *spot;
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    fn of_label(label: Label, width: f64) -> Self {
        let left = if label.ends { label.x - width } else { label.x };
        Self { left, top: label.y - LINE * 0.75, right: left + width, bottom: label.y + LINE * 0.25 }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A place for the name of each point, the first points first; none where there is none. The names of the very first may lie on points that come
/// later, where there is no other place. `size` is that of the drawing, `taken` what stands there
/// already: left, top, right, bottom.
pub(super) fn labels(spots: &[Spot], size: (f64, f64), taken: &[[f64; 4]]) -> Vec<Option<Label>> {
    let points: Vec<Area> = spots.iter().map(Area::of_point).collect();
    let mut full: Vec<Area> =
        taken.iter().map(|&[left, top, right, bottom]| Area { left, top, right, bottom }).collect();
    let mut out = Vec::with_capacity(spots.len());
    for (number, spot) in spots.iter().enumerate() {
        let width = spot.name.chars().count() as f64 * LETTER;
        let beside = spot.radius + GAP;
        let (level, above, below) = (spot.y + LINE * 0.25, spot.y - beside, spot.y + beside + LINE * 0.6);
        let tries = [
            Label { x: spot.x + beside, y: level, ends: false },
            Label { x: spot.x - beside, y: level, ends: true },
            Label { x: spot.x - width / 2.0, y: above, ends: false },
            Label { x: spot.x - width / 2.0, y: below, ends: false },
            Label { x: spot.x, y: above, ends: false },
            Label { x: spot.x, y: below, ends: false },
            Label { x: spot.x, y: above, ends: true },
            Label { x: spot.x, y: below, ends: true },
        ];
        let fits = |label: &Label, over_later: bool| {
            let area = Area::of_label(*label, width);
            let inside =
                area.left >= 2.0 && area.right <= size.0 - 2.0 && area.top >= 2.0 && area.bottom <= size.1 - 2.0;
            let minded = if over_later { &points[..number] } else { &points[..] };
            let is_free = minded.iter().enumerate().all(|(other, point)| other == number || !point.meets(&area));
            inside && is_free && !full.iter().any(|other| other.meets(&area))
        };
        let free = tries.iter().find(|label| fits(label, false));
        let label = free.or_else(|| tries.iter().find(|label| number < FIRST && fits(label, true))).copied();
        full.extend(label.map(|label| Area::of_label(label, width)));
        out.push(label);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(x: f64, y: f64, name: &str) -> Spot<'_> {
        Spot { x, y, radius: 8.0, name }
    }

    #[test]
    fn names_lie_neither_on_each_other_nor_beyond_the_edge() {
        let spots = [spot(300.0, 200.0, "Sefet"), spot(310.0, 230.0, "Kessel Ford"), spot(630.0, 10.0, "Orun Gate")];
        let found = labels(&spots, (640.0, 400.0), &[]);
        let areas: Vec<Area> = spots
            .iter()
            .zip(&found)
            .map(|(spot, label)| Area::of_label(label.unwrap(), spot.name.chars().count() as f64 * LETTER))
            .collect();
        for (number, area) in areas.iter().enumerate() {
            assert!(area.left >= 0.0 && area.right <= 640.0 && area.top >= 0.0 && area.bottom <= 400.0);
            assert!(areas[number + 1..].iter().all(|other| !other.meets(area)));
            assert!(spots.iter().enumerate().all(|(at, it)| at == number || !Area::of_point(it).meets(area)));
        }
        assert!(found[2].unwrap().ends, "at the right edge it stands on the left");
    }

    #[test]
    fn where_all_is_full_there_is_no_name() {
        let crowd = (0..600).map(|number| (f64::from(number % 30) * 22.0, 30.0 + f64::from(number / 30) * 22.0));
        let spots: Vec<Spot> = crowd.map(|(x, y)| spot(x, y, "Hadreth")).collect();
        let found = labels(&spots, (640.0, 400.0), &[]);
        assert!(found[0].is_some() && found[FIRST].is_none(), "only the first may lie on points");
        let apart = [spot(100.0, 100.0, "Hadreth")];
        assert!(labels(&apart, (640.0, 400.0), &[])[0].is_some());
        assert!(labels(&apart, (640.0, 400.0), &[[0.0, 0.0, 640.0, 400.0]])[0].is_none());
    }
}
