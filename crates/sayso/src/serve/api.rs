//! The same as data: JSON in the forms of `crates/ledger/schemas`, or CSV.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use sayso_ledger::{ActorFilter, ConflictKind, IncidentFilter};
use sayso_reading::of_code;
use serde::{Deserialize, Serialize};

use super::{Problem, Served, all, text};
use crate::commands::tables;

/// Rows in one answer at most, unless fewer are asked for.
pub(super) const ROWS: usize = 1000;

/// The interface described (OpenAPI 3.1).
const DESCRIPTION: &str = include_str!("openapi.json");

pub(super) fn routes() -> Router<Served> {
    Router::new()
        .route("/openapi.json", get(|| async { ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION) }))
        .route("/incidents", get(incidents))
        .route("/incidents/{id}", get(incident))
        .route("/conflicts", get(conflicts))
        .route("/sources", get(sources))
        .route("/actors", get(actors))
        .route("/actors/{id}", get(actor))
        .route("/documents", get(document))
        .route("/reprints", get(reprints))
        .route("/decisions", get(decisions))
        .route("/search", get(search))
        .route("/trace", get(trace))
        .fallback(|| async {
            (StatusCode::NOT_FOUND, Json(Fault { error: "there is nothing here; see /api/openapi.json".to_owned() }))
        })
}

/// What went wrong.
#[derive(Serialize)]
struct Fault {
    error: String,
}

/// A problem, as data.
pub(super) struct Failed(Problem);

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (self.0.status(), Json(Fault { error: self.0.words() })).into_response()
    }
}

/// Which incidents; what is empty is not asked.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    since: String,
    until: String,
    country: String,
    place: String,
    #[serde(rename = "type")]
    kind: String,
    document: String,
    least: String,
    latest: String,
    /// Of conflicts, which kind.
    conflict: String,
    /// On the first page, which else shows the latest first.
    pub(super) most: String,
    skip: String,
    limit: String,
    format: String,
}

impl Asked {
    pub(super) fn filter(&self) -> IncidentFilter {
        IncidentFilter {
            since: text(&self.since),
            until: text(&self.until),
            country: text(&self.country),
            place: text(&self.place),
            kind: of_code(&self.kind),
            document: text(&self.document),
            least: self.least.parse().ok(),
            latest: !self.latest.is_empty(),
            limit: Some(self.limit.parse().unwrap_or(ROWS).min(ROWS)),
            skip: self.skip.parse().unwrap_or(0),
        }
    }

    /// Of conflicts, which kind.
    pub(super) fn conflict(&self) -> Option<ConflictKind> {
        of_code(&self.conflict)
    }
}

/// A list as JSON, or as CSV where that is asked for.
pub(super) fn answer<Row: Serialize>(
    rows: &[Row],
    format: &str,
    columns: &[&str],
    csv: impl Fn(&Row) -> Result<String, crate::failure::Failure>,
) -> Response {
    if format != "csv" {
        return Json(rows).into_response();
    }
    let table = tables::csv_row(columns.iter().copied())
        .and_then(|head| rows.iter().try_fold(head, |table, row| Ok(table + &csv(row)?)));
    match table {
        Ok(table) => ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, Json(Fault { error: error.to_string() })).into_response(),
    }
}

async fn incidents(State(served): State<Served>, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let format = asked.format.clone();
    let rows = served.ask(move |ledger| all(|each| ledger.incidents(&asked.filter(), each)));
    Ok(answer(&rows.await?, &format, &tables::INCIDENTS, tables::incident))
}

/// In which form.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Form {
    format: String,
}

/// An incident, or as CSV what is claimed of it.
async fn incident(
    State(served): State<Served>,
    Path(id): Path<String>,
    Query(form): Query<Form>,
) -> Result<Response, Failed> {
    let incident = served.ask(move |ledger| ledger.incident(&id)).await?;
    match form.format.as_str() {
        "csv" => Ok(answer(&tables::claims(&incident), "csv", &tables::CLAIMS, tables::claim)),
        _ => Ok(Json(incident).into_response()),
    }
}

async fn conflicts(State(served): State<Served>, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let format = asked.format.clone();
    let found = served.ask(move |ledger| ledger.conflicts(&asked.filter(), asked.conflict()));
    Ok(answer(&found.await?.0, &format, &tables::CONFLICTS, tables::conflict))
}

/// Which actors.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Actors {
    name: String,
    country: String,
    format: String,
}

async fn sources(state: State<Served>, Query(asked): Query<Actors>) -> Result<Response, Failed> {
    list_actors(state, asked, true).await
}

async fn actors(state: State<Served>, Query(asked): Query<Actors>) -> Result<Response, Failed> {
    list_actors(state, asked, false).await
}

async fn list_actors(State(served): State<Served>, asked: Actors, sources: bool) -> Result<Response, Failed> {
    let filter = ActorFilter {
        name: text(&asked.name),
        country: text(&asked.country),
        sources,
        limit: Some(ROWS),
        ..ActorFilter::default()
    };
    let rows = served.ask(move |ledger| all(|each| ledger.actors(&filter, each)));
    Ok(answer(&rows.await?, &asked.format, &tables::ACTORS, tables::actor))
}

async fn actor(State(served): State<Served>, Path(id): Path<String>) -> Result<Response, Failed> {
    Ok(Json(served.ask(move |ledger| ledger.actor(&id)).await?).into_response())
}

#[derive(Deserialize)]
struct Named {
    id: String,
    #[serde(default)]
    format: String,
}

async fn document(State(served): State<Served>, Query(named): Query<Named>) -> Result<Response, Failed> {
    Ok(Json(served.ask(move |ledger| ledger.reading(&named.id)).await?).into_response())
}

async fn reprints(State(served): State<Served>) -> Result<Response, Failed> {
    Ok(Json(served.ask(sayso_ledger::Ledger::families).await?).into_response())
}

async fn decisions(State(served): State<Served>, Query(form): Query<Form>) -> Result<Response, Failed> {
    let rows = served.ask(sayso_ledger::Ledger::decisions).await?;
    Ok(answer(&rows, &form.format, &tables::DECISIONS, tables::decision))
}

#[derive(Deserialize)]
struct Words {
    q: String,
    #[serde(default)]
    limit: String,
    #[serde(default)]
    format: String,
}

async fn search(State(served): State<Served>, Query(words): Query<Words>) -> Result<Response, Failed> {
    let limit = words.limit.parse().unwrap_or(ROWS).min(ROWS);
    let hits = served.ask(move |ledger| ledger.search(&words.q, Some(limit))).await?;
    Ok(answer(&hits, &words.format, &tables::HITS, tables::hit))
}

async fn trace(State(served): State<Served>, Query(named): Query<Named>) -> Result<Response, Failed> {
    let trace = served.ask(move |ledger| ledger.trace(&named.id)).await?;
    match named.format.as_str() {
        "csv" => Ok(answer(&trace.appearances, "csv", &tables::APPEARANCES, tables::appearance)),
        _ => Ok(Json(trace).into_response()),
    }
}
