//! Incidents and the places claimed for them, on a map (RFC 7946).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::table::{INCIDENTS, of_incident};
use super::{Written, text};
use crate::claim::{self, Field, Incident};
use crate::query::IncidentFilter;
use crate::{Ledger, LedgerError};

/// `incidents.geojson`: a point for each incident of which it is known where; `places.geojson`: one for each place that is claimed.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<Vec<PathBuf>, LedgerError> {
    let mut incidents = Collection::begin(folder, "incidents.geojson")?;
    let mut places = Collection::begin(folder, "places.geojson")?;
    let mut ended = Ok(());
    ledger.incidents(&IncidentFilter::default(), |incident| {
        ended = incidents.add(of_whole(&incident)).and_then(|()| places.add(of_places(&incident)));
        ended.is_ok()
    })?;
    ended?;
    Ok(vec![incidents.end()?, places.end()?])
}

/// A collection of features in the making.
struct Collection {
    out: BufWriter<File>,
    written: Written,
    empty: bool,
}

impl Collection {
    fn begin(folder: &Path, name: &str) -> Result<Self, LedgerError> {
        let written = Written::new(folder, name);
        let mut out = BufWriter::new(written.file()?);
        let head = out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n");
        head.map_err(|source| written.failed(source))?;
        Ok(Self { out, written, empty: true })
    }

    fn add(&mut self, features: impl IntoIterator<Item = Value>) -> Result<(), LedgerError> {
        for feature in features {
            let mark = if std::mem::take(&mut self.empty) { "" } else { ",\n" };
            write!(self.out, "{mark}{feature}").map_err(|source| self.written.failed(source))?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<PathBuf, LedgerError> {
        let tail = self.out.write_all(b"\n]}\n").and_then(|()| self.out.flush());
        tail.map_err(|source| self.written.failed(source))?;
        self.written.done()
    }
}

fn of_whole(incident: &Incident) -> Option<Value> {
    feature(incident.place.as_ref()?, text::object(INCIDENTS, &of_incident(incident)))
}

fn of_places(incident: &Incident) -> Vec<Value> {
    let point = |claim: &claim::Claim| {
        let claim::Value::Place(place) = &claim.value else { return None };
        let properties = json!({
            "incident": incident.id,
            "title": incident.title,
            "place": place.name,
            "country": place.country,
            "sources": claim.sources,
            "documents": claim.documents.len(),
            "first": claim.first,
        });
        feature(place, properties)
    };
    incident.claims(Field::Place).iter().filter_map(point).collect()
}

/// A point, its longitude first.
fn feature(place: &claim::Where, properties: Value) -> Option<Value> {
    let (latitude, longitude) = place.latitude.zip(place.longitude)?;
    let geometry = json!({ "type": "Point", "coordinates": [longitude, latitude] });
    Some(json!({ "type": "Feature", "geometry": geometry, "properties": properties }))
}
