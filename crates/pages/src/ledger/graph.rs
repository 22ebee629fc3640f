//! Who carries whom, drawn: those who speak on the left, those who publish beside them, those who repeat that on the right.

use std::collections::{BTreeMap, HashSet};

use maud::{Markup, html};
use sayso_ledger::{CarryKind, CarryNode, CarryRow};
use sayso_reading::ActorKind;

use super::layout::{BOX, HIGH, Layout, WIDTH};

/// Links drawn at most from those who speak, and between outlets.
const SPEAKING: usize = 24;
const BETWEEN: usize = 26;
/// Columns at most: those who speak, and outlets by how far what they print has come.
const COLUMNS: [&str; 4] = ["say it", "publish it", "repeat it", "repeat that"];
/// Letters of a name that a box has room for.
const LETTERS: usize = 24;

/// All that one has from another, however it came.
#[derive(Clone, Debug)]
pub(super) struct Pair<'r> {
    pub(super) from: &'r CarryNode,
    pub(super) to: &'r CarryNode,
    /// How, with how many statements or documents each, most first.
    pub(super) kinds: Vec<(CarryKind, usize)>,
    /// Documents, each way counted for itself.
    pub(super) documents: usize,
}

impl Pair<'_> {
    /// How many statements and copies.
    pub(super) fn weight(&self) -> usize {
        self.kinds.iter().map(|it| it.1).sum()
    }

    fn key(&self) -> (&str, &str) {
        (&self.from.id, &self.to.id)
    }
}

/// Rows that join the same two, as one; the strongest first.
pub(super) fn pairs(rows: &[CarryRow]) -> Vec<Pair<'_>> {
    let mut by_ends: BTreeMap<(&str, &str), Pair> = BTreeMap::new();
    for row in rows {
        let new = || Pair { from: &row.from, to: &row.to, kinds: Vec::new(), documents: 0 };
        let pair = by_ends.entry((&row.from.id, &row.to.id)).or_insert_with(new);
        pair.kinds.push((row.kind, row.count));
        pair.documents += row.documents;
    }
    let mut pairs: Vec<Pair> = by_ends.into_values().collect();
    for pair in &mut pairs {
        pair.kinds.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    }
    pairs.sort_by(|one, other| {
        let names = |it: &Pair| (it.from.name.clone(), it.to.name.clone());
        other.weight().cmp(&one.weight()).then_with(|| names(one).cmp(&names(other)))
    });
    pairs
}

/// What an arrow is drawn like, by what most of it is.
fn look(pair: &Pair) -> &'static str {
    match pair.kinds.first() {
        Some((CarryKind::Reprints | CarryKind::Credits, _)) => "copied",
        Some((CarryKind::Cites, _)) => "cited",
        _ => "said",
    }
}

/// The strongest links, drawn; so many pairs are left out already. `of_node` and `of_pair` say where a box and an arrow lead.
pub(super) fn graph(
    pairs: &[Pair],
    left_out: usize,
    of_node: impl Fn(&CarryNode) -> String,
    of_pair: impl Fn(&Pair) -> String,
) -> Markup {
    let is_between = |pair: &&Pair| pair.from.kind == ActorKind::Outlet;
    let speaking = pairs.iter().filter(|pair| !is_between(pair)).take(SPEAKING);
    let drawn: Vec<Pair> = pairs.iter().filter(is_between).take(BETWEEN).chain(speaking).cloned().collect();
    let layout = Layout::of(&drawn);
    let most = drawn.iter().map(Pair::weight).max().unwrap_or(1).max(1) as f64;
    let wide = |pair: &Pair| format!("{:.1}", 1.0 + 6.0 * (pair.weight() as f64 / most).sqrt());
    let drawn_pairs: HashSet<(&str, &str)> = drawn.iter().map(Pair::key).collect();
    let all = pairs.len() + left_out;
    html! {
        @if !drawn.is_empty() {
            figure.graph {
                div.scroll tabindex="0" role="group" aria-label="Who carries whom, drawn; the same follows as a table" {
                    svg viewBox={ "0 0 " (WIDTH) " " (layout.height + 4.0) } role="group" aria-label="Who carries whom" {
                        defs {
                            @for look in ["said", "copied", "cited"] {
                                marker.(look) id={ "arrow-" (look) } viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto" {
                                    path d="M0 0L8 4L0 8z" {}
                                }
                            }
                        }
                        @for (column, name) in COLUMNS.iter().take(layout.columns).enumerate() {
                            text.column x={ (format!("{:.0}", layout.x(column) + BOX / 2.0)) } y="16" { (name) }
                        }
                        @for (number, pair) in drawn.iter().enumerate() {
                            @let words = told(pair);
                            @let curve = layout.curve(number);
                            a.link.(look(pair)) href=(of_pair(pair)) aria-label=(words) {
                                path.hit d=(curve) {}
                                path.line d=(curve) stroke-width=(wide(pair)) marker-end={ "url(#arrow-" (look(pair)) ")" } {}
                                title { (words) }
                            }
                        }
                        @for (node, x, y) in layout.boxes() {
                            a.node.publisher[node.kind == ActorKind::Outlet] href=(of_node(node)) {
                                rect x={ (format!("{x:.0}")) } y={ (format!("{:.1}", y - HIGH / 2.0)) } width=(BOX) height=(HIGH)
                                    rx=[(node.kind != ActorKind::Outlet).then_some("12")] {}
                                text x={ (format!("{:.0}", x + BOX / 2.0)) } y={ (format!("{:.1}", y + 4.5)) } { (cut(&node.name)) }
                                title { (node.name) }
                            }
                        }
                    }
                }
                figcaption {
                    span.sideways { "It scrolls sideways. " }
                    "An arrow goes from whom it comes to who has it; the thicker, the more. "
                    span.key.said { "Full" } ": statements. " span.key.copied { "Dashed" } ": texts copied or credited. "
                    span.key.cited { "Dotted" } ": named for what both tell. Square boxes are outlets. "
                    @if drawn_pairs.len() < all {
                        "Drawn are the " (drawn_pairs.len()) " strongest links of " (all) "; " (all - drawn_pairs.len()) " are left out."
                    }
                }
            }
        }
    }
}

/// "Ilmar Dost → Kestrel Wire: quotes 3, carries 1".
pub(super) fn told(pair: &Pair) -> String {
    let kinds: Vec<String> = pair.kinds.iter().map(|(kind, count)| format!("{} {count}", verb(*kind))).collect();
    format!("{} → {}: {}", pair.from.name, pair.to.name, kinds.join(", "))
}

/// What the one who has it did.
pub(super) fn verb(kind: CarryKind) -> &'static str {
    match kind {
        CarryKind::Quotes => "quoted",
        CarryKind::Carries => "carried",
        CarryKind::Reprints => "copied",
        CarryKind::Credits => "credited",
        CarryKind::Cites => "cited",
    }
}

/// As much of a name as a box has room for.
fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    format!("{}…", name.chars().take(LETTERS - 1).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, kind: ActorKind) -> CarryNode {
        CarryNode { id: name.to_owned(), name: name.to_owned(), kind, country: None }
    }

    fn row(from: &CarryNode, to: &CarryNode, kind: CarryKind, count: usize) -> CarryRow {
        CarryRow { from: from.clone(), to: to.clone(), kind, count, documents: count }
    }

    #[test]
    fn what_was_repeated_stands_right_of_what_it_repeats() {
        let dost = node("Dost <b>", ActorKind::Person);
        let [wire, post, radio] = ["Wire", "Post", "Radio"].map(|name| node(name, ActorKind::Outlet));
        let rows = [
            row(&dost, &wire, CarryKind::Quotes, 9),
            row(&wire, &post, CarryKind::Reprints, 4),
            row(&wire, &post, CarryKind::Carries, 5),
            row(&post, &radio, CarryKind::Cites, 2),
            row(&radio, &wire, CarryKind::Quotes, 1),
        ];
        let pairs = pairs(&rows);
        assert_eq!(pairs.iter().map(Pair::weight).collect::<Vec<_>>(), [9, 9, 2, 1]);
        let layout = Layout::of(&pairs);
        let column = |name: &str| {
            let x = layout.boxes().find(|(node, ..)| node.id == name).map(|it| it.1);
            x.and_then(|x| (0..layout.columns).find(|column| layout.x(*column) == x))
        };
        // The radio gives back less than it has.
        assert_eq!(["Dost <b>", "Wire", "Post", "Radio"].map(column), [0, 1, 2, 2].map(Some));
        let open = &pairs[..3];
        let layout = Layout::of(open);
        assert_eq!(layout.columns, 4, "who has it from one that repeats stands last");
        let drawn = graph(&pairs, 0, |node| format!("/{}", node.id), |_| "/x".to_owned()).into_string();
        assert!(drawn.contains("Wire → Post: carried 5, copied 4"));
        assert!(drawn.contains("Dost &lt;b&gt;") && !drawn.contains("<b>"));
        assert_eq!(drawn.matches("<a class=\"link").count(), 4);
    }

    #[test]
    fn boxes_do_not_lie_on_each_other() {
        let outlets: Vec<CarryNode> = (0..40).map(|number| node(&format!("O{number}"), ActorKind::Outlet)).collect();
        let people: Vec<CarryNode> = (0..60).map(|number| node(&format!("P{number}"), ActorKind::Person)).collect();
        let rows: Vec<CarryRow> = (0..300usize)
            .map(|number| match number % 2 {
                0 => row(
                    &people[(number * 7 + number / 60) % 60],
                    &outlets[number * 3 % 40],
                    CarryKind::Quotes,
                    1 + number % 9,
                ),
                _ => row(
                    &outlets[number * 5 % 40],
                    &outlets[(number * 11 + number / 40) % 40],
                    CarryKind::Cites,
                    1 + number % 4,
                ),
            })
            .filter(|row| row.from != row.to)
            .collect();
        let pairs = pairs(&rows);
        let layout = Layout::of(&pairs);
        let boxes: Vec<(f64, f64)> = layout.boxes().map(|(_, x, y)| (x, y)).collect();
        for (at, one) in boxes.iter().enumerate() {
            for other in &boxes[at + 1..] {
                assert!(one.0 != other.0 || (one.1 - other.1).abs() >= HIGH, "{one:?} {other:?}");
            }
            assert!(one.1 > HIGH / 2.0 && one.1 + HIGH / 2.0 <= layout.height);
        }
        let drawn = graph(&pairs, 7, |node| node.id.clone(), |_| String::new()).into_string();
        assert_eq!(drawn.matches("<a class=\"link").count(), SPEAKING + BETWEEN);
        assert!(drawn.contains(&format!(" strongest links of {};", pairs.len() + 7)), "also those that were not given");
        assert!(graph(&[], 0, |_| String::new(), |_| String::new()).into_string().is_empty());
    }
}
