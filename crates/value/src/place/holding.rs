//! Which places hold or neighbour others, and in which country a text says that a place lies.

use super::PlaceKind;
use super::around::SAID_IN;
use super::choose::{Name, cue_fits};
use super::distance::distance_km;
use super::name::Named;
use super::table::{Country, Row, Table};

/// What is by another place lies within this, in km.
const BY: f64 = 120.0;

/// No more places of a name may hold others.
const MOST_HOLDERS: usize = 64;

/// The logarithm of the people of a town that tells in which country something lies.
const TELLING_TOWN: f64 = 12.0;

/// The places that may hold others, of a name: countries, regions, towns, the likeliest.
pub(super) fn holders(table: &Table, named: &Named) -> Vec<Row> {
    let mut rows: Vec<Row> = table.meanings(&named.key).iter().map(|it| it.row()).take(MOST_HOLDERS).collect();
    rows.retain(|row| named.cue.is_none() || cue_fits(named.cue, table.kind(*row)) >= -3.0);
    let strong = |row: &Row| matches!(table.kind(*row), PlaceKind::Country | PlaceKind::Region);
    if rows.iter().any(strong) {
        rows.retain(|row| strong(row) || table.size(*row) > 11.0);
    }
    rows
}

/// Whether one place lies in another, as far as the table tells.
pub(super) fn contains(table: &Table, outer: Row, inner: Row) -> bool {
    if outer == inner || table.country(outer) == 0 || table.country(outer) != table.country(inner) {
        return false;
    }
    match table.kind(outer) {
        PlaceKind::Country => true,
        PlaceKind::Region => {
            if table.region(outer) == 0 {
                return close(table, outer, inner, 500.0);
            }
            table.region(outer) == table.region(inner)
        }
        PlaceKind::District => table.region(outer) == table.region(inner) && close(table, outer, inner, 80.0),
        PlaceKind::City => close(table, outer, inner, 50.0),
        PlaceKind::Water => false,
        PlaceKind::Other => close(table, outer, inner, 150.0),
    }
}

/// Whether one place lies by another, or in it.
pub(super) fn by(table: &Table, one: Row, other: Row) -> bool {
    close(table, one, other, BY) || contains(table, one, other)
}

fn close(table: &Table, one: Row, other: Row, within: f64) -> bool {
    distance_km(table.position(one), table.position(other)) < within
}

/// The one country that the mentions of a name say it lies in.
pub(super) fn country_said(table: &Table, name: &Name) -> Country {
    let mut said = countries_said(table, name);
    said.dedup();
    if said.len() == 1 { said[0] } else { 0 }
}

/// The countries in which the mentions of a name say that it lies, each as often as they do.
pub(super) fn countries_said(table: &Table, name: &Name) -> Vec<Country> {
    let mut said: Vec<Country> = name.adjectives.clone();
    for (named, _) in name.containers.iter().filter(|it| it.1 >= SAID_IN - 1.0) {
        let telling = |row: &Row| {
            matches!(table.kind(*row), PlaceKind::Country | PlaceKind::Region) || table.size(*row) > TELLING_TOWN
        };
        let best = holders(table, named)
            .into_iter()
            .filter(telling)
            .max_by(|one, other| rank(table, *one).total_cmp(&rank(table, *other)));
        said.extend(best.map(|row| table.country(row)).filter(|it| *it != 0));
    }
    said.sort_unstable();
    said
}

/// How likely it is that a container is named.
fn rank(table: &Table, row: Row) -> f64 {
    let kind = match table.kind(row) {
        PlaceKind::Country => 10.0,
        PlaceKind::Region => 3.0,
        _ => 0.0,
    };
    table.size(row) + kind
}
