//! Incidents and the places claimed for them, on a map (RFC 7946).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::table::{TABLES, of_incident};
use super::{text, whole};
use crate::claim::{self, Field, Incident};
use crate::query::IncidentFilter;
use crate::{Ledger, LedgerError};

/// `incidents.geojson`: a point for each incident of which it is known where; `places.geojson`: one for each place that is claimed.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<Vec<PathBuf>, LedgerError> {
    let mut incidents = Vec::new();
    let mut places = Vec::new();
    ledger.incidents(&IncidentFilter::default(), |incident| {
        incidents.extend(of_whole(&incident));
        places.extend(of_places(&incident));
        true
    })?;
    Ok(vec![
        whole(folder, "incidents.geojson", |out| collection(out, &incidents))?,
        whole(folder, "places.geojson", |out| collection(out, &places))?,
    ])
}

fn of_whole(incident: &Incident) -> Option<Value> {
    let columns = TABLES.iter().find(|table| table.name == "incidents")?.columns;
    feature(incident.place.as_ref()?, text::object(columns, &of_incident(incident)))
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

fn collection(out: &mut dyn Write, features: &[Value]) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &json!({ "type": "FeatureCollection", "features": features }))?;
    out.write_all(b"\n")
}
