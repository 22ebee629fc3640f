//! The gazetteer's table: places in columns, and names with the places they mean.

use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;

use super::PlaceKind;
use super::distance::distance_km;
use super::error::PlaceError;
use super::own::{OwnPlace, OwnRows};
use super::spelling::skeleton;

/// Written by `training/gazetteer/build.py`.
const PACKED: &[u8] = include_bytes!("../../data/place_table.zlib");

/// More than the table is, unpacked.
const LONGEST_TABLE: u64 = 1 << 26;

/// The parts of the file after its counts, in order.
const SECTIONS: usize = 13;

/// Degrees are written times these, plus 2^15.
const LATITUDE_STEPS: f64 = 360.0;
const LONGITUDE_STEPS: f64 = 180.0;

/// A place's number in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Row(pub(super) u32);

/// A country's number in the table; 0 is none.
pub(super) type Country = u16;

/// A first-level region's number in the table; 0 is none.
pub(super) type Region = u16;

/// A place that a name means, and whether that is its usual name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning(u32);

const USUAL: u32 = 1 << 31;

impl Meaning {
    pub(super) fn new(row: Row, usual: bool) -> Self {
        Self(if usual { row.0 | USUAL } else { row.0 })
    }

    pub(super) fn row(self) -> Row {
        Row(self.0 & !USUAL)
    }

    pub(super) fn usual(self) -> bool {
        self.0 & USUAL != 0
    }
}

/// Lines one after the other, found by number.
struct Lines {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Lines {
    fn new(bytes: &[u8]) -> Result<Self, PlaceError> {
        let text = std::str::from_utf8(bytes).map_err(|_| PlaceError::Table)?.to_owned();
        let mut ends: Vec<u32> = text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| it.0 as u32).collect();
        ends.push(text.len() as u32);
        Ok(Self { text, ends })
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends.get(number - 1).map_or(0, |end| *end as usize + 1) };
        let end = self.ends.get(number).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// The table, unpacked.
pub(super) struct Table {
    codes: Vec<String>,
    regions: Lines,
    names: Lines,
    kinds: Vec<PlaceKind>,
    countries: Vec<Country>,
    region_numbers: Vec<Region>,
    latitudes: Vec<u16>,
    longitudes: Vec<u16>,
    people: Vec<u8>,
    keys: Lines,
    /// Where each key's meanings end.
    meaning_ends: Vec<u32>,
    meanings: Vec<Meaning>,
    /// The user's places: their rows follow the table's.
    own: OwnRows,
    /// For each country: the skeletons of its places' names, made when first asked for.
    skeletons: Vec<OnceLock<HashMap<String, Vec<Row>>>>,
}

impl Table {
    /// Unpacks the table in the program.
    pub(super) fn load() -> Result<Self, PlaceError> {
        let mut bytes = Vec::with_capacity(12 << 20);
        ZlibDecoder::new(PACKED).take(LONGEST_TABLE).read_to_end(&mut bytes).map_err(|_| PlaceError::Table)?;
        Self::read(&bytes).ok_or(PlaceError::Table)?
    }

    fn read(bytes: &[u8]) -> Option<Result<Self, PlaceError>> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?) as usize);
        let (count, key_count) = (number(0)?, number(1)?);
        let mut sections = Vec::with_capacity(SECTIONS);
        let mut at = (2 + SECTIONS) * 4;
        for section in 0..SECTIONS {
            let end = at.checked_add(number(2 + section)?)?;
            sections.push(bytes.get(at..end)?);
            at = end;
        }
        let [
            codes,
            regions,
            names,
            kinds,
            countries,
            region_numbers,
            latitudes,
            longitudes,
            people,
            keys,
            counts,
            usual,
            ids,
        ] = sections.try_into().ok()?;
        let kinds: Vec<PlaceKind> = kinds.iter().map(|kind| PlaceKind::numbered(*kind)).collect::<Option<_>>()?;
        let ids = planes::<3>(ids)?;
        let lines = |bytes| Lines::new(bytes);
        let (regions, names, keys) = match (lines(regions), lines(names), lines(keys)) {
            (Ok(regions), Ok(names), Ok(keys)) => (regions, names, keys),
            _ => return Some(Err(PlaceError::Table)),
        };
        let codes: Vec<String> = codes.chunks(2).map(|it| String::from_utf8_lossy(it).into_owned()).collect();
        let meaning_ends: Vec<u32> = counts
            .iter()
            .scan(0, |sum, count| {
                *sum += u32::from(*count);
                Some(*sum)
            })
            .collect();
        let table = Self {
            skeletons: codes.iter().map(|_| OnceLock::new()).collect(),
            codes,
            regions,
            names,
            kinds,
            countries: countries.iter().map(|it| Country::from(*it)).collect(),
            own: OwnRows::default(),
            region_numbers: planes::<2>(region_numbers)?.into_iter().map(|it| it as u16).collect(),
            latitudes: planes::<2>(latitudes)?.into_iter().map(|it| it as u16).collect(),
            longitudes: planes::<2>(longitudes)?.into_iter().map(|it| it as u16).collect(),
            people: people.to_vec(),
            keys,
            meaning_ends,
            meanings: ids.into_iter().zip(usual).map(|(row, other)| Meaning::new(Row(row), *other == 0)).collect(),
        };
        let columns = [
            table.names.len(),
            table.kinds.len(),
            table.countries.len(),
            table.region_numbers.len(),
            table.latitudes.len(),
            table.longitudes.len(),
            table.people.len(),
        ];
        let whole = columns.iter().all(|length| *length == count)
            && table.keys.len() == key_count
            && table.meaning_ends.len() == key_count
            && table.meaning_ends.last().is_some_and(|end| *end as usize == table.meanings.len())
            && table.meanings.iter().all(|it| (it.row().0 as usize) < count)
            && table.countries.iter().all(|it| (*it as usize) < table.codes.len())
            && table.region_numbers.iter().all(|it| (*it as usize) < table.regions.len());
        Some(if whole { Ok(table) } else { Err(PlaceError::Table) })
    }

    /// With places of the user's own, countries first known by them among these.
    pub(super) fn extended(mut self, places: &[OwnPlace]) -> Self {
        let first = self.kinds.len();
        let (own, columns) = OwnRows::new(places, first, |code| {
            if self.coded(code) == 0 {
                self.codes.push(code.to_owned());
                self.skeletons.push(OnceLock::new());
            }
            self.coded(code)
        });
        self.own = own;
        for row in columns {
            self.kinds.push(row.kind);
            self.countries.push(row.country);
            self.region_numbers.push(0);
            self.people.push(row.people);
        }
        self
    }

    /// The places that a folded name means: the user's, where there are such, else the world's, those of which it is the usual name first, then by size.
    pub(super) fn meanings(&self, key: &str) -> &[Meaning] {
        match self.own.meanings(key) {
            [] => self.meanings_in_the_world(key),
            own => own,
        }
    }

    /// The same without the user's places.
    pub(super) fn meanings_in_the_world(&self, key: &str) -> &[Meaning] {
        let mut range = 0..self.keys.len();
        while range.start < range.end {
            let middle = range.start + (range.end - range.start) / 2;
            match self.keys.get(middle).cmp(key) {
                std::cmp::Ordering::Less => range.start = middle + 1,
                std::cmp::Ordering::Greater => range.end = middle,
                std::cmp::Ordering::Equal => return self.meanings_of(middle),
            }
        }
        &[]
    }

    fn meanings_of(&self, key: usize) -> &[Meaning] {
        let start = if key == 0 { 0 } else { self.meaning_ends[key - 1] as usize };
        self.meanings.get(start..self.meaning_ends[key] as usize).unwrap_or_default()
    }

    /// The places of a country one of whose names is spelled almost so.
    pub(super) fn spelled_alike(&self, country: Country, skeleton_of_name: &str) -> &[Row] {
        let Some(cell) = self.skeletons.get(country as usize) else { return &[] };
        let skeletons = cell.get_or_init(|| {
            let mut skeletons: HashMap<String, Vec<Row>> = HashMap::new();
            for key in 0..self.keys.len() {
                for meaning in self.meanings_of(key) {
                    if self.country(meaning.row()) != country {
                        continue;
                    }
                    if let Some(skeleton) = skeleton(self.keys.get(key)) {
                        let rows = skeletons.entry(skeleton).or_default();
                        if !rows.contains(&meaning.row()) {
                            rows.push(meaning.row());
                        }
                    }
                }
            }
            skeletons
        });
        skeletons.get(skeleton_of_name).map_or(&[], Vec::as_slice)
    }

    /// Whether it is one of the user's places.
    pub(super) fn is_own(&self, row: Row) -> bool {
        self.own.holds(row)
    }

    pub(super) fn name(&self, row: Row) -> &str {
        if self.own.holds(row) {
            return self.own.name(row);
        }
        self.names.get(row.0 as usize)
    }

    pub(super) fn kind(&self, row: Row) -> PlaceKind {
        self.kinds[row.0 as usize]
    }

    pub(super) fn country(&self, row: Row) -> Country {
        self.countries[row.0 as usize]
    }

    pub(super) fn region(&self, row: Row) -> Region {
        self.region_numbers[row.0 as usize]
    }

    /// Degrees north and east; no numbers for what the user gives no position.
    pub(super) fn position(&self, row: Row) -> (f64, f64) {
        if self.own.holds(row) {
            return self.own.position(row).unwrap_or((f64::NAN, f64::NAN));
        }
        let degrees = |written: u16, steps: f64| (f64::from(written) - 32768.0) / steps;
        (
            degrees(self.latitudes[row.0 as usize], LATITUDE_STEPS),
            degrees(self.longitudes[row.0 as usize], LONGITUDE_STEPS),
        )
    }

    /// The town next to a position, if it is within so many km.
    pub(super) fn next_town(&self, position: (f64, f64), within: f64) -> Option<Row> {
        let towns = (0..self.kinds.len() as u32).map(Row).filter(|row| self.kind(*row) == PlaceKind::City);
        let distances = towns.filter_map(|row| {
            let at = self.position(row);
            // A degree of latitude is about 111 km.
            ((at.0 - position.0).abs() * 110.0 < within).then(|| (distance_km(at, position), row))
        });
        distances.filter(|it| it.0 < within).min_by(|one, other| one.0.total_cmp(&other.0)).map(|it| it.1)
    }

    /// The natural logarithm of how many live there (for what has no people: of how well it is known).
    pub(super) fn size(&self, row: Row) -> f64 {
        f64::from(self.people[row.0 as usize]) / 12.0
    }

    /// The country's ISO 3166-1 code.
    pub(super) fn code(&self, country: Country) -> Option<&str> {
        if country == 0 { None } else { self.codes.get(country as usize).map(String::as_str) }
    }

    /// The country with this ISO 3166-1 code, in any case of letters; 0 where there is none.
    pub(super) fn coded(&self, code: &str) -> Country {
        self.codes.iter().position(|it| it.eq_ignore_ascii_case(code)).unwrap_or(0) as Country
    }

    /// The region's ISO 3166-2 code, or GeoNames' where ISO has none.
    pub(super) fn region_code(&self, region: Region) -> Option<&str> {
        if region == 0 { None } else { Some(self.regions.get(region as usize)) }
    }

    /// How many countries there are, "none" counted.
    pub(super) fn countries(&self) -> usize {
        self.codes.len()
    }

    #[cfg(test)]
    pub(super) fn all_rows(&self) -> impl Iterator<Item = Row> {
        (0..self.kinds.len() as u32).map(Row)
    }
}

/// Numbers whose lowest bytes stand first, then the next ones.
fn planes<const BYTES: usize>(bytes: &[u8]) -> Option<Vec<u32>> {
    if !bytes.len().is_multiple_of(BYTES) {
        return None;
    }
    let count = bytes.len() / BYTES;
    Some(
        (0..count)
            .map(|number| (0..BYTES).map(|plane| u32::from(bytes[plane * count + number]) << (8 * plane)).sum())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn the_tables_names_are_folded_as_here() {
        let table = Table::load().unwrap();
        let lost: Vec<&str> = table
            .all_rows()
            .filter(|row| !table.meanings(&fold(table.name(*row))).iter().any(|it| it.row() == *row))
            .map(|row| table.name(row))
            .collect();
        // Names in other scripts, of one letter, or cut to what English calls a region.
        assert!(lost.len() < 60, "{} names are not found: {:?}", lost.len(), &lost[..60.min(lost.len())]);
    }

    #[test]
    fn keys_are_sorted_and_have_meanings() {
        let table = Table::load().unwrap();
        for key in 1..table.keys.len() {
            assert!(table.keys.get(key - 1) < table.keys.get(key));
        }
        assert!((0..table.keys.len()).all(|key| !table.meanings_of(key).is_empty()));
        assert!(table.meanings("khessar").is_empty());
    }

    #[test]
    fn a_damaged_table_is_an_error() {
        for bytes in [&[][..], &[0; 4], &[255; 200], &[0; 60]] {
            assert!(!matches!(Table::read(bytes), Some(Ok(_))));
        }
    }
}
