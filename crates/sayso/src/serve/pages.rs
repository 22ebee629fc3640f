//! The pages.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use sayso_ledger::{Filter, IncidentFilter, Ledger, LedgerError};
use sayso_pages::ledger::{
    Actor, Conflicts, Deciding, Editing, Home, NAMING, Pen, Told, actor_page, article_page, conflicts_page,
    decisions_page, event_place, home_page, incident_page, named_documents, search_page, trace_page,
};
use serde::Deserialize;

use super::api::Asked;
use super::read::WasRead;
use super::write::analyst;
use super::{OF_ACTOR, OwnPolicy, Problem, Served, all, text};

/// Incidents on one page, conflicts, statements of each stance, places and hits at most.
const INCIDENTS: usize = 15;
const CONFLICTS: usize = 10;
const OF_STANCE: usize = 4;
const SPOTS: usize = 80;
const HITS: usize = 50;
/// What an incident may be one with: those offered, and those found by words.
const LIKELY: usize = 6;
const FOUND: usize = 20;
/// Documents of an incident whose own sentences about it are looked for; of others the link leads to the document.
const TOLD: usize = 300;

pub(super) fn routes() -> Router<Served> {
    Router::new()
        .route("/", get(home))
        .route("/incident/{id}", get(incident))
        .route("/actor/{id}", get(actor))
        .route("/document", get(document))
        .route("/event", get(event))
        .route("/trace", get(trace))
        .route("/conflicts", get(conflicts))
        .route("/search", get(search))
        .route("/decisions", get(decisions))
}

/// By which the forms for this browser are signed.
fn pen(served: &Served, headers: &HeaderMap) -> Pen {
    Pen { token: served.token.form_value(), analyst: analyst(headers) }
}

/// What the forms about an incident or an actor need to know; `like` is what else is looked for.
fn deciding(ledger: &Ledger, id: &str, like: &str, pen: Pen) -> Result<Deciding, LedgerError> {
    let sought = text(like);
    let likely = ledger.likely(id, sought.as_deref(), if sought.is_some() { FOUND } else { LIKELY })?;
    Ok(Deciding { pen, decisions: ledger.decisions_of(id)?, likely, sought })
}

/// A document or statement by its id, which may hold any letters.
#[derive(Deserialize)]
struct Named {
    id: String,
    /// How it came to be looked at.
    #[serde(default)]
    read: Option<WasRead>,
}

/// What an incident or actor may be one with.
#[derive(Default, Deserialize)]
struct Like {
    #[serde(default)]
    like: String,
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
        let incidents = ledger.incident_rows(&filter)?;
        let whenever = IncidentFilter { since: None, until: None, ..filter.clone() };
        let (total, months) = (ledger.count_incidents(&filter)?, ledger.months(&whenever)?);
        let spots = ledger.spots(&filter, SPOTS)?;
        Ok(Home { incidents, total, months, spots, documents: ledger.documents()?, filter, token })
    });
    Ok(Html(home_page(&home.await?)))
}

async fn incident(
    State(served): State<Served>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Query(Like { like }): Query<Like>,
) -> Result<Html<String>, Problem> {
    let pen = pen(&served, &headers);
    let found = served.ask(move |ledger| {
        let incident = ledger.incident(&id)?;
        let documents = ledger.document_rows(&incident.documents)?;
        let told = incident.documents.get(..TOLD).unwrap_or(&incident.documents);
        let tellings = ledger.tellings(&incident.id, told)?;
        let deciding = deciding(ledger, &incident.id, &like, pen)?;
        Ok((incident, documents, tellings, deciding))
    });
    let (incident, documents, tellings, deciding) = found.await?;
    Ok(Html(incident_page(&incident, &documents, &tellings, &deciding)))
}

async fn actor(
    State(served): State<Served>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Query(Like { like }): Query<Like>,
) -> Result<Html<String>, Problem> {
    let pen = pen(&served, &headers);
    let found = served.ask(move |ledger| {
        let account = ledger.actor(&id)?;
        let filter = Filter { actor: Some(id.clone()), latest: true, limit: Some(OF_STANCE), ..Filter::default() };
        let mut said = Vec::new();
        for (stance, _) in &account.said {
            let filter = Filter { stance: Some(*stance), ..filter.clone() };
            said.push((*stance, all(|each| ledger.statements(&filter, each))?));
        }
        let deciding = deciding(ledger, &account.actor.id, &like, pen)?;
        let naming = ledger.naming(&id, NAMING)?;
        Ok((Actor { said_of: ledger.said_of(&id, OF_ACTOR)?, said, account, naming }, deciding))
    });
    let (actor, deciding) = found.await?;
    Ok(Html(actor_page(&actor, &deciding)))
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
    let editing = Editing { pen: pen(&served, &headers), corrections };
    let notice = named.read.map(WasRead::words);
    let mut response = Html(article_page(&reading, &incidents, &editing, notice)).into_response();
    response.extensions_mut().insert(OwnPolicy);
    Ok(response)
}

/// An event by its document and its id there.
#[derive(Deserialize)]
struct InDocument {
    document: String,
    id: String,
}

/// Leads to the words that tell of an event.
async fn event(State(served): State<Served>, Query(asked): Query<InDocument>) -> Result<Redirect, Problem> {
    let found = served.ask(move |ledger| Ok(event_place(&ledger.reading(&asked.document)?, &asked.id)));
    Ok(Redirect::to(&found.await?))
}

async fn trace(State(served): State<Served>, Query(named): Query<Named>) -> Result<Html<String>, Problem> {
    Ok(Html(trace_page(&served.ask(move |ledger| ledger.trace(&named.id)).await?)))
}

async fn decisions(State(served): State<Served>, headers: HeaderMap) -> Result<Html<String>, Problem> {
    let decisions = served.ask(Ledger::decisions).await?;
    Ok(Html(decisions_page(&decisions, &pen(&served, &headers))))
}

async fn conflicts(State(served): State<Served>, Query(asked): Query<Asked>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let filter = IncidentFilter { latest: false, limit: Some(CONFLICTS), ..asked.filter() };
        let kind = asked.conflict();
        let mut conflicts = Vec::new();
        let (found, total) = ledger.conflicts(&filter, kind)?;
        for conflict in found {
            let named = named_documents(&conflict);
            let (documents, tellings) = (ledger.document_rows(&named)?, ledger.tellings(&conflict.incident, &named)?);
            conflicts.push(Told { conflict, documents, tellings });
        }
        Ok(Conflicts { filter, kind, total, conflicts })
    });
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
