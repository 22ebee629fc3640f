//! What is asked of lists: articles, statements, who carries whom, an outlet; as pages and as data.

use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use sayso_ledger::{ActorFilter, CarryFilter, DocumentFilter, Filter, Ledger, LedgerError};
use sayso_pages::ledger::{Listed, Sources, articles_page, carried_page, outlet_page, sources_page, statements_page};
use sayso_reading::of_code;
use serde::Deserialize;

use super::api::{Failed, ROWS, answer};
use super::{OF_ACTOR, Problem, Served, all, rows, text};
use crate::commands::tables;

/// Rows on one page, sources on theirs.
const PAGE: usize = 50;
const SOURCES: usize = 100;
/// Pairs on the page of who carries whom at most, and as many between outlets; the data have all.
const PAIRS: usize = 200;
/// Incidents that are offered to choose from.
const CHOICES: usize = 40;
/// Articles behind one link whose statements are listed on a page.
const BEHIND: usize = 50;

pub(super) fn pages() -> Router<Served> {
    Router::new()
        .route("/sources", get(sources))
        .route("/carried", get(carried))
        .route("/outlet", get(outlet))
        .route("/articles", get(articles))
        .route("/statements", get(statements))
}

pub(super) fn data() -> Router<Served> {
    Router::new()
        .route("/sources/edges", get(edges_data))
        .route("/carried", get(carried_data))
        .route("/outlet", get(outlet_data))
        .route("/articles", get(articles_data))
        .route("/statements", get(statements_data))
}

/// Who carries whom; what is empty is not asked.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Carry {
    incident: String,
    outlet: String,
    from: String,
    to: String,
    skip: String,
    limit: String,
    format: String,
}

impl Carry {
    fn filter(&self) -> CarryFilter {
        CarryFilter { incident: text(&self.incident), outlet: text(&self.outlet), most: None }
    }

    /// Which of the articles behind a link: so many at most behind the first so many.
    fn part(&self, most: usize) -> (usize, usize) {
        (self.skip.parse().unwrap_or(0), self.limit.parse().unwrap_or(most).min(most))
    }
}

async fn sources(State(served): State<Served>, Query(asked): Query<Carry>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let filter = CarryFilter { most: Some(PAIRS), ..asked.filter() };
        let carrying = ledger.carrying(&filter)?;
        let incident = filter.incident.as_ref().map(|id| ledger.incident_title(id)).transpose()?;
        let is_of_all = filter.incident.is_none() && filter.outlet.is_none();
        let most = ActorFilter { sources: true, limit: Some(SOURCES), ..ActorFilter::default() };
        let quoted = if is_of_all { all(|each| ledger.actors(&most, each))? } else { Vec::new() };
        let mut incidents = ledger.largest_incidents(CHOICES)?;
        if let (Some(id), Some(title)) = (&filter.incident, &incident)
            && incidents.iter().all(|it| it.0 != *id)
        {
            incidents.push((id.clone(), title.clone()));
        }
        Ok(Sources { filter, incident, incidents, carrying, quoted })
    });
    Ok(Html(sources_page(&found.await?)))
}

async fn edges_data(State(served): State<Served>, Query(asked): Query<Carry>) -> Result<Response, Failed> {
    let filter = asked.filter();
    let carrying = served.ask(move |ledger| ledger.carrying(&filter)).await?;
    if asked.format == "csv" {
        return Ok(answer(&carrying.rows, &asked.format, &rows::EDGES, rows::edge));
    }
    Ok(Json(carrying).into_response())
}

async fn carried(State(served): State<Served>, Query(asked): Query<Carry>) -> Result<Html<String>, Problem> {
    let (filter, part) = (asked.filter(), asked.part(BEHIND));
    let found = served.ask(move |ledger| ledger.carried(&asked.filter(), &asked.from, &asked.to, part));
    Ok(Html(carried_page(&found.await?, &filter, part)))
}

async fn carried_data(State(served): State<Served>, Query(asked): Query<Carry>) -> Result<Response, Failed> {
    let format = asked.format.clone();
    let part = asked.part(ROWS);
    let found = served.ask(move |ledger| ledger.carried(&asked.filter(), &asked.from, &asked.to, part)).await?;
    if format == "csv" {
        return Ok(answer(&rows::behind(&found), &format, &rows::BEHIND, rows::behind_row));
    }
    Ok(Json(found).into_response())
}

/// An outlet by its name.
#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    format: String,
}

async fn outlet(State(served): State<Served>, Query(named): Query<Named>) -> Result<Html<String>, Problem> {
    Ok(Html(outlet_page(&served.ask(move |ledger| ledger.outlet(&named.name)).await?)))
}

async fn outlet_data(State(served): State<Served>, Query(named): Query<Named>) -> Result<Response, Failed> {
    let account = served.ask(move |ledger| ledger.outlet(&named.name)).await?;
    if named.format == "csv" {
        let rows: Vec<_> = account.repeats.into_iter().chain(account.repeated_by).collect();
        return Ok(answer(&rows, &named.format, &rows::EDGES, rows::edge));
    }
    Ok(Json(account).into_response())
}

/// Which articles or statements; what is empty is not asked.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    document: String,
    outlet: String,
    actor: String,
    /// In whose contents this actor is mentioned.
    about: String,
    source: String,
    stance: String,
    kind: String,
    first: String,
    since: String,
    until: String,
    skip: String,
    limit: String,
    format: String,
}

impl Which {
    fn skip(&self) -> usize {
        self.skip.parse().unwrap_or(0)
    }

    fn limit(&self, most: usize) -> Option<usize> {
        Some(self.limit.parse().unwrap_or(most).min(most))
    }

    fn articles(&self, most: usize) -> DocumentFilter {
        DocumentFilter {
            outlet: text(&self.outlet),
            actor: text(&self.actor),
            since: text(&self.since),
            until: text(&self.until),
            limit: self.limit(most),
            skip: self.skip(),
        }
    }

    fn statements(&self, most: usize) -> Filter {
        Filter {
            document: text(&self.document),
            outlet: text(&self.outlet),
            source: text(&self.source),
            actor: text(&self.actor),
            stance: of_code(&self.stance),
            source_kind: of_code(&self.kind),
            first_hand: !self.first.is_empty(),
            since: text(&self.since),
            until: text(&self.until),
            // In an article in the order of its text.
            latest: self.document.is_empty(),
            limit: self.limit(most),
            skip: self.skip(),
        }
    }
}

/// The name of an actor that is asked for.
fn name_of(ledger: &Ledger, actor: Option<&String>) -> Result<Option<String>, LedgerError> {
    actor.map(|id| ledger.actor_name(id)).transpose()
}

async fn articles(State(served): State<Served>, Query(asked): Query<Which>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let filter = asked.articles(PAGE);
        let actor = name_of(ledger, filter.actor.as_ref())?;
        Ok(Listed { rows: ledger.list_documents(&filter)?, total: ledger.count_documents(&filter)?, actor, filter })
    });
    Ok(Html(articles_page(&found.await?)))
}

async fn articles_data(State(served): State<Served>, Query(asked): Query<Which>) -> Result<Response, Failed> {
    let filter = asked.articles(ROWS);
    let rows = served.ask(move |ledger| ledger.list_documents(&filter)).await?;
    Ok(answer(&rows, &asked.format, &rows::ARTICLES, rows::article))
}

async fn statements(State(served): State<Served>, Query(asked): Query<Which>) -> Result<Html<String>, Problem> {
    let found = served.ask(move |ledger| {
        let filter = asked.statements(PAGE);
        let actor = name_of(ledger, filter.actor.as_ref())?;
        let rows = all(|each| ledger.statements(&filter, each))?;
        Ok(Listed { rows, total: ledger.count_statements(&filter)?, actor, filter })
    });
    Ok(Html(statements_page(&found.await?)))
}

async fn statements_data(State(served): State<Served>, Query(asked): Query<Which>) -> Result<Response, Failed> {
    let format = asked.format.clone();
    let rows = served.ask(move |ledger| match text(&asked.about) {
        Some(actor) => ledger.said_of(&actor, asked.limit(OF_ACTOR).unwrap_or(OF_ACTOR)),
        None => all(|each| ledger.statements(&asked.statements(ROWS), each)),
    });
    Ok(answer(&rows.await?, &format, &tables::STATEMENTS, tables::statement))
}
