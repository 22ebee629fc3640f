//! Places on a map: coasts and borders from Natural Earth, drawn as SVG, for nothing may come from elsewhere.

use std::fmt::Write;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};

/// Lines of positions; `data/borders.py` says how they are written.
const BORDERS: &str = include_str!("../../data/borders.txt");
const STEPS: f64 = 20.0;

/// Width and height of the drawing.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
/// Degrees shown at least, around what is shown.
const LEAST: f64 = 5.0;
/// Lines are drawn no finer than this, in the drawing's units.
const FINE: f64 = 1.2;

static LINES: LazyLock<Vec<Vec<(f64, f64)>>> = LazyLock::new(|| BORDERS.lines().map(line).collect());

/// Degrees east and north of a line's points.
fn line(text: &str) -> Vec<(f64, f64)> {
    let numbers: Vec<f64> = text.split(' ').filter_map(|number| number.parse().ok()).collect();
    let (mut east, mut north) = (0.0, 0.0);
    let steps = numbers.as_chunks::<2>().0.iter();
    steps
        .map(|step| {
            (east, north) = (east + step[0], north + step[1]);
            (east / STEPS, north / STEPS)
        })
        .collect()
}

/// A point on the map.
pub(crate) struct Point {
    /// Degrees north.
    pub(crate) latitude: f64,
    /// Degrees east.
    pub(crate) longitude: f64,
    /// What is there.
    pub(crate) label: String,
    /// Where more is said about it.
    pub(crate) link: String,
    /// How many articles tell of it.
    pub(crate) weight: usize,
}

/// How degrees become units of the drawing: plate carrée about the middle latitude.
struct View {
    east: f64,
    north: f64,
    scale_x: f64,
    scale_y: f64,
}

impl View {
    fn of(points: &[Point]) -> Self {
        let bounds = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (west, east) = bounds(&mut points.iter().map(|point| point.longitude));
        let (south, north) = bounds(&mut points.iter().map(|point| point.latitude));
        let shrink = ((south + north) / 2.0).to_radians().cos().max(0.2);
        // A border all round, and as wide as it is high.
        let wide = ((east - west) * 1.25).max(LEAST);
        let high = ((north - south) * 1.25).max(LEAST * 0.7);
        let scale_y = (WIDTH / (wide * shrink)).min(HEIGHT / high);
        let scale_x = scale_y * shrink;
        Self {
            east: f64::midpoint(west, east) - WIDTH / scale_x / 2.0,
            north: f64::midpoint(south, north) + HEIGHT / scale_y / 2.0,
            scale_x,
            scale_y,
        }
    }

    fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        ((longitude - self.east) * self.scale_x, (self.north - latitude) * self.scale_y)
    }

    /// The coasts and borders in view, as the data of a path.
    fn borders(&self) -> String {
        let mut path = String::new();
        for line in LINES.iter() {
            let points = line.iter().map(|&(east, north)| self.place(east, north));
            let inside =
                |&(x, y): &(f64, f64)| (-40.0..WIDTH + 40.0).contains(&x) && (-40.0..HEIGHT + 40.0).contains(&y);
            if !points.clone().any(|point| inside(&point)) {
                continue;
            }
            let mut last: Option<(f64, f64)> = None;
            for (x, y) in points {
                if last.is_some_and(|(last_x, last_y)| (x - last_x).hypot(y - last_y) < FINE) {
                    continue;
                }
                let mark = if last.is_none() { 'M' } else { 'L' };
                // Writing to a string cannot fail.
                let _ = write!(path, "{mark}{x:.0} {y:.0}");
                last = Some((x, y));
            }
        }
        path
    }
}

/// A map of the points; nothing where there are none.
pub(crate) fn map(points: &[Point]) -> Markup {
    if points.is_empty() {
        return html! {};
    }
    let view = View::of(points);
    let radius = |weight: usize| 4.0 + 2.5 * (weight as f64).sqrt().min(6.0);
    html! {
        figure.map {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label="Map" {
                path.borders d=(PreEscaped(view.borders())) {}
                @for point in points {
                    @let (x, y) = view.place(point.longitude, point.latitude);
                    a href=(point.link) aria-label=(point.label) {
                        circle cx={ (format!("{x:.1}")) } cy={ (format!("{y:.1}")) } r={ (format!("{:.1}", radius(point.weight))) } {
                            title { (point.label) }
                        }
                    }
                }
            }
            figcaption { "Borders: Natural Earth. Places: GeoNames, CC BY 4.0." }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_lines_on_the_globe() {
        assert!(LINES.len() > 1000);
        let on_globe =
            |&(east, north): &(f64, f64)| (-180.1..=180.1).contains(&east) && (-90.1..=90.1).contains(&north);
        assert!(LINES.iter().all(|line| line.len() > 1 && line.iter().all(on_globe)));
    }

    #[test]
    fn points_lie_within_the_drawing_and_north_is_up() {
        let point = |latitude: f64, longitude: f64| Point {
            latitude,
            longitude,
            label: "<b>&".to_owned(),
            link: "/incident/i1".to_owned(),
            weight: 1,
        };
        let points = [point(33.5, 36.3), point(36.2, 37.2)];
        let view = View::of(&points);
        let (damascus, aleppo) = (view.place(36.3, 33.5), view.place(37.2, 36.2));
        assert!(aleppo.1 < damascus.1 && aleppo.0 > damascus.0);
        assert!([damascus, aleppo].iter().all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y)));
        let drawn = map(&points).into_string();
        assert!(drawn.contains("&lt;b&gt;&amp;") && !drawn.contains("<b>"));
        assert!(map(&[]).into_string().is_empty());
    }
}
