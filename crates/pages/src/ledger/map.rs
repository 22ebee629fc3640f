//! Places on a map: coasts and borders from Natural Earth, drawn as SVG, for nothing may come from elsewhere.

use std::cmp::Reverse;
use std::fmt::Write;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};

use super::labels::{Spot, labels};

/// Lines of positions; `data/borders.py` says how they are written.
const BORDERS: &str = include_str!("../../data/borders.txt");
const STEPS: f64 = 20.0;

/// Width and height of the drawing.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
/// Degrees shown at least from south to north around one point, and around several.
const LEAST: f64 = 3.5;
const LEAST_OF_SEVERAL: f64 = 0.5;
/// What is shown is so much more than what the points need.
const BORDER: f64 = 1.5;
/// Of no more points all are shown; of more, as many as this share on each side may be left out if they lie far away.
const FEW: usize = 8;
const FAR: f64 = 0.06;
/// Places beyond the map that are named.
const BEYOND: usize = 12;
/// Degrees between two lines of the grid, and km that a scale may have.
const GRID: [f64; 10] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0];
const SCALES: [f64; 11] = [2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
/// From so many of the drawing's units to a degree on, lines that are drawn for the whole world are rough.
const COARSE: f64 = 150.0;
/// Around the point of a place in dispute, in the drawing's units.
const RING: f64 = 4.0;
/// Km of a degree of latitude.
const DEGREE_KM: f64 = 111.2;
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
    /// What stands beside it.
    pub(crate) name: String,
    /// The same with more said about it.
    pub(crate) label: String,
    /// Where more is said about it.
    pub(crate) link: String,
    /// How many articles tell of it.
    pub(crate) weight: usize,
    /// Whether the place is a whole country, and the point but where its name stands on maps.
    pub(crate) is_country: bool,
    /// Whether others say that it was elsewhere.
    pub(crate) is_disputed: bool,
}

/// How degrees become units of the drawing: plate carrée about the middle latitude.
struct View {
    east: f64,
    north: f64,
    scale_x: f64,
    scale_y: f64,
}

impl View {
    /// Around the points, or, of many, around where most are; around those of countries only where there are no others.
    fn of(points: &[Point]) -> Self {
        let narrow: Vec<&Point> = points.iter().filter(|point| !point.is_country).collect();
        let points: Vec<&Point> = if narrow.is_empty() { points.iter().collect() } else { narrow };
        let (west, east) = extent(points.iter().map(|point| (point.longitude, point.weight)).collect());
        let (south, north) = extent(points.iter().map(|point| (point.latitude, point.weight)).collect());
        let shrink = ((south + north) / 2.0).to_radians().cos().max(0.2);
        let is_one = east - west < 0.01 && north - south < 0.01;
        let least = if is_one { LEAST } else { LEAST_OF_SEVERAL };
        let wide = ((east - west) * BORDER).max(least * WIDTH / HEIGHT / shrink);
        let high = ((north - south) * BORDER).max(least);
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

    /// A round number of km that takes about a fifth of the width, and its length.
    fn scale(&self) -> (f64, f64) {
        let length = |km: f64| km / DEGREE_KM * self.scale_y;
        let km = SCALES.into_iter().rev().find(|km| length(*km) <= WIDTH / 4.0).unwrap_or(SCALES[0]);
        (km, length(km))
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

/// The least and the greatest of some degrees with their weights; of many but few far ones are left out.
fn extent(mut degrees: Vec<(f64, usize)>) -> (f64, f64) {
    degrees.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ends = (degrees.first().map_or(0.0, |it| it.0), degrees.last().map_or(0.0, |it| it.0));
    if degrees.len() <= FEW {
        return ends;
    }
    let all: usize = degrees.iter().map(|it| it.1).sum();
    let at = |share: f64| {
        let mut sum = 0;
        let reached = degrees.iter().find(|it| {
            sum += it.1;
            sum as f64 >= share * all as f64
        });
        reached.map_or(ends.1, |it| it.0)
    };
    let (low, high) = (at(FAR), at(1.0 - FAR));
    let more = (high - low) / 2.0;
    let within = degrees.iter().map(|it| it.0).filter(|it| (low - more..=high + more).contains(it));
    within.fold((low, high), |(low, high), value| (low.min(value), high.max(value)))
}

/// Lines of the grid between two degrees: where they are drawn, and how they are called.
fn grid(from: f64, to: f64, suffixes: [&str; 2], place: impl Fn(f64) -> f64) -> Vec<(f64, String)> {
    let step = GRID.into_iter().find(|step| (to - from) / step <= 5.0).unwrap_or(90.0);
    let first = (from / step).ceil() as i64;
    let count = ((to - from) / step).floor() as i64;
    let lines = (first..=first.saturating_add(count.clamp(0, 12))).map(|number| number as f64 * step);
    let named = lines.filter(|degrees| *degrees <= to).map(|degrees| {
        let suffix = suffixes[usize::from(degrees < -1e-9)];
        let shown = format!("{:.1}", degrees.abs());
        (place(degrees), format!("{}°{suffix}", shown.trim_end_matches(".0")))
    });
    named.collect()
}

/// A map of the points; nothing where there are none. `more` is said below it.
pub(crate) fn map(points: &[Point], more: Markup) -> Markup {
    if points.is_empty() {
        return html! {};
    }
    let view = View::of(points);
    // Many points stand close.
    let size = if points.len() > 25 { 0.6 } else { 1.0 };
    let radius = |weight: usize| size * (6.0 + 2.2 * (weight as f64).sqrt().min(6.0));
    let in_view = |point: &&Point| {
        let (x, y) = view.place(point.longitude, point.latitude);
        (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y)
    };
    let (mut shown, beyond): (Vec<&Point>, Vec<&Point>) = points.iter().partition(in_view);
    shown.sort_by_key(|point| (point.is_country, Reverse(point.weight)));
    let spots: Vec<Spot> = shown
        .iter()
        .map(|point| {
            let (x, y) = view.place(point.longitude, point.latitude);
            Spot { x, y, radius: radius(point.weight) + if point.is_disputed { RING } else { 0.0 }, name: &point.name }
        })
        .collect();
    let (km, length) = view.scale();
    let south = view.north - HEIGHT / view.scale_y;
    let columns = grid(view.east, view.east + WIDTH / view.scale_x, ["E", "W"], |it| view.place(it, 0.0).0);
    let rows = grid(south, view.north, ["N", "S"], |it| view.place(0.0, it).1);
    let named_columns: Vec<_> = columns.iter().filter(|it| (60.0..WIDTH - 60.0).contains(&it.0)).collect();
    let named_rows: Vec<_> = rows.iter().filter(|it| (45.0..HEIGHT - 60.0).contains(&it.0)).collect();
    let mut taken = vec![[0.0, HEIGHT - 46.0, 30.0 + length.max(90.0), HEIGHT]];
    taken.extend(named_columns.iter().map(|(x, _)| [*x, 0.0, x + 75.0, 22.0]));
    taken.extend(named_rows.iter().map(|(y, _)| [0.0, y - 24.0, 75.0, *y]));
    let named = labels(&spots, (WIDTH, HEIGHT), &taken);
    // Small points lie on large ones, and countries beneath all.
    let mut order: Vec<usize> = (0..shown.len()).collect();
    order.sort_by_key(|at| !shown[*at].is_country);
    let is_coarse = view.scale_y > COARSE;
    html! {
        figure.map {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label="Map" {
                @for (x, _) in &columns { line.grid x1={ (format!("{x:.0}")) } x2={ (format!("{x:.0}")) } y1="0" y2=(HEIGHT) {} }
                @for (y, _) in &rows { line.grid x1="0" x2=(WIDTH) y1={ (format!("{y:.0}")) } y2={ (format!("{y:.0}")) } {} }
                path.borders.coarse[is_coarse] d=(PreEscaped(view.borders())) {}
                g aria-hidden="true" {
                    @for (x, name) in &named_columns { text.degrees x={ (format!("{:.0}", x + 4.0)) } y="17" { (name) } }
                    @for (y, name) in &named_rows { text.degrees x="5" y={ (format!("{:.0}", y - 4.0)) } { (name) } }
                    path.scale d={ "M16 " (HEIGHT - 21.0) "v9h" (format!("{length:.0}")) "v-9" } {}
                    text.degrees x="20" y=(HEIGHT - 18.0) { (km) " km" }
                }
                @for &at in &order {
                    @let (point, spot, label) = (shown[at], &spots[at], named[at]);
                    a.country[point.is_country].disputed[point.is_disputed] href=(point.link) aria-label=(point.label) {
                        circle cx={ (format!("{:.1}", spot.x)) } cy={ (format!("{:.1}", spot.y)) } r={ (format!("{:.1}", radius(point.weight))) } {
                            title { (point.label) }
                        }
                        @if point.is_disputed { circle.around cx={ (format!("{:.1}", spot.x)) } cy={ (format!("{:.1}", spot.y)) } r={ (format!("{:.1}", spot.radius)) } {} }
                        @if let Some(label) = label {
                            text x={ (format!("{:.1}", label.x)) } y={ (format!("{:.1}", label.y)) } text-anchor=[label.ends.then_some("end")] { (point.name) }
                        }
                    }
                }
            }
            figcaption {
                (more)
                @if !beyond.is_empty() {
                    "Beyond the map: "
                    @for (at, point) in beyond.iter().take(BEYOND).enumerate() {
                        @if at > 0 { ", " }
                        a href=(point.link) aria-label=(point.label) { (point.name) }
                    }
                    @if beyond.len() > BEYOND { " and " (beyond.len() - BEYOND) " more" }
                    ". "
                }
                @if shown.iter().any(|point| point.is_country) { "A dashed ring stands for somewhere in a country. " }
                @if is_coarse { "Borders are drawn roughly at this scale. " }
                "Borders: Natural Earth. Places: GeoNames, CC BY 4.0, and the user’s own."
            }
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
        let point = |latitude: f64, longitude: f64, is_country: bool| Point {
            latitude,
            longitude,
            name: "<b>&".to_owned(),
            label: "<b>&: 1".to_owned(),
            link: "/incident/i1".to_owned(),
            weight: 1,
            is_country,
            is_disputed: false,
        };
        let points = [point(33.5, 36.3, false), point(36.2, 37.2, false), point(24.0, 45.0, true)];
        let view = View::of(&points);
        let (damascus, aleppo) = (view.place(36.3, 33.5), view.place(37.2, 36.2));
        assert!(aleppo.1 < damascus.1 && aleppo.0 > damascus.0);
        assert!([damascus, aleppo].iter().all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y)));
        let drawn = map(&points, html! {}).into_string();
        assert!(drawn.contains("&lt;b&gt;&amp;") && !drawn.contains("<b>"));
        assert_eq!(
            drawn.matches("<circle").count(),
            2,
            "a country does not widen the view, and is not drawn beyond it"
        );
        assert!(map(&[], html! {}).into_string().is_empty());
        let near = View::of(&[point(-35.25, 89.95, false), point(-35.36, 90.05, false)]);
        let (ford, sefet) = (near.place(89.95, -35.25), near.place(90.05, -35.36));
        assert!((ford.0 - sefet.0).hypot(ford.1 - sefet.1) > 60.0, "15 km apart is told apart");
    }

    #[test]
    fn of_many_points_the_few_far_ones_are_left_out() {
        let near = |number: i32| (36.0 + f64::from(number) / 10.0, 3);
        let mut degrees: Vec<(f64, usize)> = (0..20).map(near).collect();
        degrees.push((91.0, 1));
        assert_eq!(extent(degrees.clone()), (36.0, 37.9));
        degrees.truncate(5);
        degrees.push((91.0, 1));
        assert_eq!(extent(degrees), (36.0, 91.0), "of few all are shown");
        assert_eq!(extent(Vec::new()), (0.0, 0.0));
    }

    #[test]
    fn lines_of_the_grid_have_names() {
        let names = |from, to| grid(from, to, ["N", "S"], |it| it).into_iter().map(|it| it.1).collect::<Vec<_>>();
        assert_eq!(names(-0.25, 0.3), ["0.2°S", "0°N", "0.2°N"]);
        assert_eq!(names(33.2, 37.9), ["34°N", "35°N", "36°N", "37°N"]);
        assert!(names(-90.0, 90.0).len() < 9 && names(f64::NAN, 1.0).len() < 14);
    }
}
