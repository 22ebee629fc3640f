//! Where the boxes and arrows of a graph stand: columns, the order in them, the ways between.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Write;

use sayso_ledger::CarryNode;
use sayso_reading::ActorKind;

use super::graph::Pair;

/// Width of the drawing, of a box, heights of a box and of what it takes, and of what a crossing link takes, in the drawing's units.
pub(super) const WIDTH: f64 = 1000.0;
pub(super) const BOX: f64 = 184.0;
pub(super) const HIGH: f64 = 24.0;
const ROW: f64 = 32.0;
const CROSSING: f64 = 9.0;
/// Where the boxes begin, below the names of the columns.
const TOP: f64 = 34.0;
/// How often what stands in a column is moved towards what it is joined with.
const SWEEPS: usize = 8;

/// A link by the numbers of its ends.
struct Link {
    from: usize,
    to: usize,
    weight: usize,
}

/// Where everything stands. Where a link crosses a column it has a place of its own there, so that it runs behind no box.
pub(super) struct Layout<'r> {
    pub(super) nodes: Vec<&'r CarryNode>,
    /// Column and place of the middle of each box, from above, then of where links cross columns.
    places: Vec<(usize, f64)>,
    /// The places through which each link goes, its ends among them.
    ways: Vec<Vec<usize>>,
    pub(super) columns: usize,
    pub(super) height: f64,
}

impl<'r> Layout<'r> {
    pub(super) fn of(pairs: &[Pair<'r>]) -> Self {
        let mut nodes: Vec<&CarryNode> = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for node in pairs.iter().flat_map(|pair| [pair.from, pair.to]) {
            numbers.entry(&node.id).or_insert_with(|| {
                nodes.push(node);
                nodes.len() - 1
            });
        }
        let link = |pair: &Pair| Link {
            from: numbers[pair.from.id.as_str()],
            to: numbers[pair.to.id.as_str()],
            weight: pair.weight(),
        };
        let links: Vec<Link> = pairs.iter().map(link).collect();
        let mut depths = depths(&nodes, &links);
        let columns = depths.iter().max().map_or(1, |most| most + 1);
        let mut ways = Vec::new();
        for link in &links {
            let (from, to) = (depths[link.from], depths[link.to]);
            let mut way = vec![link.from];
            let between: Vec<usize> = if from < to { (from + 1..to).collect() } else { (to + 1..from).rev().collect() };
            for column in between {
                way.push(depths.len());
                depths.push(column);
            }
            way.push(link.to);
            ways.push(way);
        }
        let (at, height) = arranged(&depths, nodes.len(), columns, &ways);
        Self { nodes, places: depths.into_iter().zip(at).collect(), ways, columns, height: TOP + height }
    }

    /// Where the boxes stand: the column's left edge, and the middle from above.
    pub(super) fn boxes(&self) -> impl Iterator<Item = (&'r CarryNode, f64, f64)> {
        self.nodes.iter().zip(&self.places).map(|(node, &(column, y))| (*node, self.x(column), y))
    }

    /// The left edge of a column's boxes.
    pub(super) fn x(&self, column: usize) -> f64 {
        if self.columns < 2 { 0.0 } else { column as f64 * (WIDTH - BOX) / (self.columns - 1) as f64 }
    }

    /// How far from its middle a link begins or ends at a box: those of one side stand beside each other, by where they go.
    fn port(&self, link: usize, end: usize) -> f64 {
        let (column, _) = self.places[end];
        let next = |way: &[usize]| if way[0] == end { way[1] } else { way[way.len() - 2] };
        let side = |way: &[usize]| self.places[next(way)].0 > column;
        let own = side(&self.ways[link]);
        let mut beside: Vec<(f64, usize)> = (0..self.ways.len())
            .filter(|&at| self.ways[at][0] == end || self.ways[at].last() == Some(&end))
            .filter(|&at| side(&self.ways[at]) == own)
            .map(|at| (self.places[next(&self.ways[at])].1, at))
            .collect();
        beside.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let at = beside.iter().position(|it| it.1 == link).unwrap_or(0);
        let apart = ((HIGH - 6.0) / beside.len() as f64).min(5.0);
        (at as f64 - (beside.len() as f64 - 1.0) / 2.0) * apart
    }

    /// The curve of a link, from one box to the other.
    pub(super) fn curve(&self, link: usize) -> String {
        let way = &self.ways[link];
        let mut path = String::new();
        for (step, pair) in way.windows(2).enumerate() {
            let ((column, y), (to_column, to_y)) = (self.places[pair[0]], self.places[pair[1]]);
            let is_last = step + 2 == way.len();
            let y = if step == 0 { y + self.port(link, pair[0]) } else { y };
            let to_y = if is_last { to_y + self.port(link, pair[1]) } else { to_y };
            let (left, to_left) = (self.x(column), self.x(to_column));
            let (out, into, bent, back) = match column.cmp(&to_column) {
                Ordering::Less => {
                    let half = (to_left - left - BOX) / 2.0;
                    (left + BOX, to_left, left + BOX + half, to_left - half)
                }
                // Out on the left and back in there.
                Ordering::Equal => (left, left, left - 56.0, left - 56.0),
                Ordering::Greater => {
                    let half = (left - to_left - BOX) / 2.0;
                    (left, to_left + BOX, left - half, to_left + BOX + half)
                }
            };
            // Writing to a string cannot fail.
            let _ = write!(
                path,
                "{}{out:.0} {y:.1}C{bent:.0} {y:.1} {back:.0} {to_y:.1} {into:.0} {to_y:.1}",
                if step == 0 { 'M' } else { 'L' }
            );
        }
        path
    }
}

/// The heights of all places, near to those with which they are joined, and how high that is in all. The first `boxes` are boxes; the others, where links
/// cross a column, take less.
fn arranged(depths: &[usize], boxes: usize, columns: usize, ways: &[Vec<usize>]) -> (Vec<f64>, f64) {
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); columns];
    (0..depths.len()).for_each(|place| order[depths[place]].push(place));
    let mut joined: Vec<Vec<usize>> = vec![Vec::new(); depths.len()];
    for pair in ways.iter().flat_map(|way| way.windows(2)) {
        joined[pair[0]].push(pair[1]);
        joined[pair[1]].push(pair[0]);
    }
    let tall = |place: usize| if place < boxes { ROW } else { CROSSING };
    let sum = |column: &[usize]| column.iter().map(|&place| tall(place)).sum::<f64>();
    let most = order.iter().map(|column| sum(column)).fold(0.0, f64::max);
    let put = |order: &[Vec<usize>], at: &mut [f64]| {
        for column in order {
            // Few stand further apart, in the middle.
            let spread = (most / sum(column).max(1.0)).clamp(1.0, 1.8);
            let mut y = TOP + (most - sum(column) * spread) / 2.0;
            for &place in column {
                at[place] = y + tall(place) * spread / 2.0;
                y += tall(place) * spread;
            }
        }
    };
    let mut at = vec![0.0; depths.len()];
    put(&order, &mut at);
    for sweep in 0..SWEEPS {
        for step in 0..columns {
            let column = if sweep % 2 == 0 { step } else { columns - 1 - step };
            let wanted = |place: usize| match joined[place].len() {
                0 => at[place],
                count => joined[place].iter().map(|&other| at[other]).sum::<f64>() / count as f64,
            };
            let mut by_place: Vec<(f64, usize)> = order[column].iter().map(|&place| (wanted(place), place)).collect();
            by_place.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            order[column] = by_place.into_iter().map(|it| it.1).collect();
            put(&order, &mut at);
        }
    }
    (at, most)
}

/// The columns: who is no outlet speaks; an outlet that gives others more than it has from them publishes; who has more repeats; who gives nobody
/// anything and has something from one that repeats, repeats that.
fn depths(nodes: &[&CarryNode], links: &[Link]) -> Vec<usize> {
    let is_outlet = |node: usize| nodes[node].kind == ActorKind::Outlet;
    let between: Vec<&Link> = links.iter().filter(|link| is_outlet(link.from) && is_outlet(link.to)).collect();
    let sum = |links: &mut dyn Iterator<Item = &&Link>| links.map(|link| link.weight).sum::<usize>();
    let gives: Vec<usize> =
        (0..nodes.len()).map(|node| sum(&mut between.iter().filter(|link| link.from == node))).collect();
    let mut depths: Vec<usize> = (0..nodes.len())
        .map(|node| {
            let has = sum(&mut between.iter().filter(|link| link.to == node));
            match is_outlet(node) {
                false => 0,
                true if gives[node] >= has => 1,
                true => 2,
            }
        })
        .collect();
    let last: Vec<usize> = (0..nodes.len())
        .filter(|&node| depths[node] == 2 && gives[node] == 0)
        .filter(|&node| between.iter().any(|link| link.to == node && depths[link.from] == 2))
        .collect();
    last.into_iter().for_each(|node| depths[node] = 3);
    depths
}
