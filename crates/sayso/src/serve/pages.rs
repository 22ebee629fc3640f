//! The pages.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use sayso_ledger::{ActorFilter, Filter, IncidentFilter, LedgerError};
use sayso_pages::ledger::{
    Editing, Home, actor_page, article_page, conflicts_page, home_page, incident_page, search_page, sources_page,
    trace_page,
};
use serde::Deserialize;

use super::api::Asked;
use super::read::WasRead;
use super::write::analyst;
use super::{OwnPolicy, Problem, Served, all};

/// Incidents on one page, conflicts, statements, sources and hits at most.
const INCIDENTS: usize = 15;
const CONFLICTS: usize = 30;
const STATEMENTS: usize = 30;
const SOURCES: usize = 200;
const HITS: usize = 50;

pub(super) fn routes() -> Router<Served> {
    Router::new()
        .route("/", get(home))
        .route("/incident/{id}", get(incident))
        .route("/actor/{id}", get(actor))
        .route("/document", get(document))
        .route("/trace", get(trace))
        .route("/sources", get(sources))
        .route("/conflicts", get(conflicts))
        .route("/search", get(search))
}

/// A document or statement by its id, which may hold any letters.
#[derive(Deserialize)]
struct Named {
    id: String,
    /// How it came to be looked at.
    #[serde(default)]
    read: Option<WasRead>,
}

#[derive(Default, Deserialize)]
struct Words {
    #[serde(default)]
    q: String,
}

async fn home(State(served): State<Served>, Query(asked): Query<Asked>) -> Result<Html<String>, Problem> {
    let filter = IncidentFilter { limit: Some(INCIDENTS), latest: asked.most.is_empty(), ..asked.filter() };
    let token = served.token.form_value();
    let home = served.ask(move |ledger| {
        let incidents = all(|each| ledger.incidents(&filter, each))?;
        let (total, months) = (ledger.count_incidents(&filter)?, ledger.months(&filter)?);
        Ok(Home { incidents, total, months, documents: ledger.documents()?, filter, token })
    });
    Ok(Html(home_page(&home.await?)))
}

async fn incident(State(served): State<Served>, Path(id): Path<String>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let incident = ledger.incident(&id)?;
        let documents = ledger.document_rows(&incident.documents)?;
        Ok((incident, documents))
    });
    let (incident, documents) = found.await?;
    Ok(Html(incident_page(&incident, &documents)))
}

async fn actor(State(served): State<Served>, Path(id): Path<String>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let account = ledger.actor(&id)?;
        let filter = Filter { actor: Some(id), limit: Some(STATEMENTS), ..Filter::default() };
        let statements = all(|each| ledger.statements(&filter, each))?;
        Ok((account, statements))
    });
    let (account, statements) = found.await?;
    Ok(Html(actor_page(&account, &statements)))
}

async fn document(
    State(served): State<Served>,
    headers: HeaderMap,
    Query(named): Query<Named>,
) -> Result<Response, Problem> {
    let found = served.ask(move |ledger| {
        Ok((ledger.reading(&named.id)?, ledger.incidents_of(&named.id)?, ledger.corrections(&named.id)?))
    });
    let (reading, incidents, corrections) = found.await?;
    let editing = Editing { token: served.token.form_value(), analyst: analyst(&headers), corrections };
    let notice = named.read.map(WasRead::words);
    let mut response = Html(article_page(&reading, &incidents, &editing, notice)).into_response();
    response.extensions_mut().insert(OwnPolicy);
    Ok(response)
}

async fn trace(State(served): State<Served>, Query(named): Query<Named>) -> Result<Html<String>, Problem> {
    Ok(Html(trace_page(&served.ask(move |ledger| ledger.trace(&named.id)).await?)))
}

async fn sources(State(served): State<Served>) -> Result<Html<String>, Problem> {
    let filter = ActorFilter { sources: true, limit: Some(SOURCES), ..ActorFilter::default() };
    let rows = served.ask(move |ledger| all(|each| ledger.actors(&filter, each)));
    Ok(Html(sources_page(&rows.await?)))
}

async fn conflicts(State(served): State<Served>, Query(asked): Query<Asked>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| super::conflicts(ledger, &asked.filter(), CONFLICTS));
    Ok(Html(conflicts_page(&found.await?)))
}

async fn search(State(served): State<Served>, Query(words): Query<Words>) -> Result<Html<String>, Problem> {
    if words.q.trim().is_empty() {
        return Ok(Html(search_page("", &[], None)));
    }
    let query = words.q.clone();
    match served.ask(move |ledger| ledger.search(&query, Some(HITS))).await {
        Ok(hits) => Ok(Html(search_page(&words.q, &hits, None))),
        Err(Problem::Ledger(error @ LedgerError::Search { .. })) => {
            Ok(Html(search_page(&words.q, &[], Some(&error.to_string()))))
        }
        Err(problem) => Err(problem),
    }
}
