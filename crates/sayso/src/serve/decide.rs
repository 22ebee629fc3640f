//! The forms by which incidents or actors are joined, and articles parted from an incident or told to mean another actor.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;

use super::write::{bad_form, remembered, signed};
use super::{Problem, Served, text};

pub(super) fn routes() -> Router<Served> {
    Router::new().route("/merge", post(merge)).route("/split", post(split))
}

/// What a form about an incident or an actor says, whose fields may stand there more than once.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn taken(served: &Served, form: Result<Form<Vec<(String, String)>>, FormRejection>) -> Result<Self, Problem> {
        let Form(fields) = form.map_err(|error| bad_form(error.status(), &error.body_text()))?;
        let fields = Self(fields);
        served.token.admit(fields.one("token"))?;
        Ok(fields)
    }

    fn one(&self, name: &str) -> &str {
        self.0.iter().find(|field| field.0 == name).map_or("", |field| &field.1)
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|field| field.0 == name).map(|field| field.1.clone()).collect()
    }
}

fn nothing_chosen() -> Problem {
    Problem::Refused(StatusCode::BAD_REQUEST, "Nothing was chosen. Go back and choose.".to_owned())
}

/// Says that incidents, or actors, are one, and leads to what they are now.
async fn merge(
    State(served): State<Served>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    let fields = Fields::taken(&served, form)?;
    let (ids, by) = ([vec![fields.one("id").to_owned()], fields.all("with")].concat(), signed(fields.one("by")));
    if ids.len() < 2 {
        return Err(nothing_chosen());
    }
    let name = by.clone();
    let of_actors = ids[0].starts_with('a');
    let id = served
        .change(move |ledger| {
            let decision = ledger.merge(&ids, Some(by.as_str()).filter(|by| !by.is_empty()))?;
            let whole = ledger.incidents_decided(decision)?.into_iter().next();
            Ok(whole.unwrap_or_else(|| ids[0].clone()))
        })
        .await?;
    Ok(remembered(&name, &about(&id, of_actors)))
}

/// Says that some articles tell of another incident, or mean another actor, and leads back to what stays.
async fn split(
    State(served): State<Served>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    let fields = Fields::taken(&served, form)?;
    let (id, documents, by) = (fields.one("id").to_owned(), fields.all("document"), signed(fields.one("by")));
    if documents.is_empty() {
        return Err(nothing_chosen());
    }
    let name = by.clone();
    if id.starts_with('a') {
        let (called, actor) = (text(fields.one("called")), id.clone());
        let by = text(&by);
        served.change(move |ledger| ledger.tell_apart(&actor, &documents, called.as_deref(), by.as_deref())).await?;
        return Ok(remembered(&name, &about(&id, true)));
    }
    let rest = served
        .change(move |ledger| {
            let decision = ledger.split(&id, &documents, Some(by.as_str()).filter(|by| !by.is_empty()))?;
            let parts = ledger.incidents_decided(decision)?;
            Ok(parts.iter().find(|part| **part == id).or(parts.first()).cloned().unwrap_or(id))
        })
        .await?;
    Ok(remembered(&name, &about(&rest, false)))
}

/// Where the page of an incident or an actor is.
pub(super) fn about(id: &str, is_actor: bool) -> String {
    format!("/{}/{id}", if is_actor { "actor" } else { "incident" })
}
