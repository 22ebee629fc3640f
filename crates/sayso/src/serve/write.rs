//! What the pages' forms change: corrections, and taking decisions back; who may, and who signs.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use sayso_ledger::{Correction, LedgerError, Who};
use sayso_pages::ledger::{STRUCK, document_address};
use sayso_reading::{Stance, of_code};
use serde::Deserialize;
use subtle::ConstantTimeEq;

use super::{Problem, Served, decide};

/// A form is no longer, in bytes.
const FORM: usize = 64 << 10;
/// The name of an analyst is no longer, in letters.
const NAME: usize = 100;

pub(super) fn routes() -> Router<Served> {
    Router::new()
        .route("/correct", post(correct))
        .merge(decide::routes())
        .route("/undo", post(undo))
        .layer(DefaultBodyLimit::max(FORM))
}

/// Proves that a form comes from this server's own pages, which others cannot read. It is new with each start of the program.
pub(super) struct Token(String);

impl Token {
    /// # Errors
    /// Where the system has no random numbers.
    pub(super) fn new() -> std::io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(hex(&bytes)))
    }

    /// What the forms hold.
    pub(super) fn form_value(&self) -> String {
        self.0.clone()
    }

    /// Refuses a form that holds another token, in the same time whatever it holds.
    pub(super) fn admit(&self, given: &str) -> Result<(), Problem> {
        if bool::from(self.0.as_bytes().ct_eq(given.as_bytes())) {
            return Ok(());
        }
        let words = "This form is not from a page of this server, or from one that it made before it was started anew. Open the page again, and repeat.";
        Err(Problem::Refused(StatusCode::FORBIDDEN, words.to_owned()))
    }
}

/// Lets requests through that come from pages of this server, as far as the browser says from where.
pub(super) async fn from_own_pages(request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(request.headers()) {
        return next.run(request).await;
    }
    Problem::Refused(
        StatusCode::FORBIDDEN,
        "The form was sent from another site. Open the page here, and repeat.".to_owned(),
    )
    .into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    let host = text(header::HOST).unwrap_or_default();
    let is_own_origin = |origin: &str| origin.split_once("://").is_some_and(|(_, name)| name == host);
    match text(header::ORIGIN) {
        // Pages that tell nobody where they are send "null" from here too; then the browser must not say that it is another site.
        None | Some("null") => site.is_none_or(|site| site == "same-origin"),
        Some(origin) => is_own_origin(origin) && site.is_none_or(|site| site == "same-origin"),
    }
}

/// A correction as the forms of an article's page give it: what stands there now and what stood there when the page was made.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    token: String,
    /// `DOCUMENT#s4`, `DOCUMENT#e1.2`.
    id: String,
    /// The anchor on the page to come back to.
    at: String,
    by: String,
    stance: String,
    was_stance: String,
    certainty: String,
    was_certainty: String,
    source: Option<String>,
    was_source: String,
    role: String,
    was_role: String,
    who: String,
    was_who: String,
}

impl Asked {
    /// What has been chosen otherwise.
    fn corrections(&self) -> Result<Vec<Correction>, Problem> {
        let unknown =
            |what: &str, word: &str| Problem::Refused(StatusCode::BAD_REQUEST, format!("{word}: no such {what}"));
        let whom = |id: &str| if id.is_empty() { Who::Unknown } else { Who::Actor(id.to_owned()) };
        let mut out = Vec::new();
        if self.stance != self.was_stance {
            let stance: Stance = of_code(&self.stance).ok_or_else(|| unknown("stance", &self.stance))?;
            out.push(Correction::Stance(stance));
        }
        if self.certainty != self.was_certainty {
            let told = Some(&self.certainty).filter(|word| !word.is_empty());
            let certainty = told.map(|word| of_code(word).ok_or_else(|| unknown("certainty", word))).transpose()?;
            out.push(Correction::Certainty(certainty));
        }
        if let Some(source) = self.source.as_ref().filter(|source| **source != self.was_source) {
            out.push(Correction::Source(whom(source)));
        }
        if self.role == STRUCK {
            out.push(Correction::Struck);
            return Ok(out);
        }
        let role = (self.role != self.was_role).then_some(&self.role);
        let role = role.map(|role| of_code(role).ok_or_else(|| unknown("role", role))).transpose()?;
        let who = (self.who != self.was_who).then(|| whom(&self.who));
        if role.is_some() || who.is_some() {
            out.push(Correction::Role { role, who });
        }
        Ok(out)
    }
}

async fn correct(State(served): State<Served>, form: Result<Form<Asked>, FormRejection>) -> Result<Response, Problem> {
    let Form(asked) = form.map_err(|error| bad_form(error.status(), &error.body_text()))?;
    served.token.admit(&asked.token)?;
    let corrections = asked.corrections()?;
    if corrections.is_empty() {
        let words = "Nothing was chosen that differs from what stands there. Go back and choose what should.";
        return Err(Problem::Refused(StatusCode::BAD_REQUEST, words.to_owned()));
    }
    let name = signed(&asked.by);
    let (id, by) = (asked.id.clone(), name.clone());
    served
        .change(move |ledger| {
            let by = Some(by.as_str()).filter(|by| !by.is_empty());
            for correction in &corrections {
                match ledger.correct(&id, correction, by) {
                    // Two who correct the same agree.
                    Ok(_) | Err(LedgerError::Already { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
        .await?;
    let document = asked.id.rsplit_once('#').map_or("", |it| it.0);
    Ok(remembered(&name, &document_address(document, &asked.at)))
}

/// The name under a form.
pub(super) fn signed(by: &str) -> String {
    by.trim().chars().filter(|it| !it.is_control()).take(NAME).collect()
}

/// Leads to a page, and has the browser remember who signed.
pub(super) fn remembered(name: &str, address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    if let Ok(cookie) =
        format!("analyst={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", hex(name.as_bytes())).parse()
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// A decision to be taken back.
#[derive(Deserialize)]
struct Undone {
    token: String,
    number: i64,
    /// Of a correction, the document and the anchor on its page to come back to.
    #[serde(default)]
    document: String,
    #[serde(default)]
    at: String,
    /// Of what else is decided, the incident or the actor whose page to come back to; the list of decisions where there is none.
    #[serde(default)]
    about: String,
}

async fn undo(State(served): State<Served>, form: Result<Form<Undone>, FormRejection>) -> Result<Response, Problem> {
    let Form(asked) = form.map_err(|error| bad_form(error.status(), &error.body_text()))?;
    served.token.admit(&asked.token)?;
    let id = asked.about.clone();
    let is_actor = id.starts_with('a');
    // What a split made is gone with it.
    let is_there = served
        .change(move |ledger| {
            ledger.undo(asked.number)?;
            Ok(match is_actor {
                true => ledger.actor(&id).is_ok(),
                false => ledger.incident_title(&id).is_ok(),
            })
        })
        .await?;
    let address = match (asked.document.as_str(), is_there) {
        ("", true) => decide::about(&asked.about, is_actor),
        ("", false) => "/decisions".to_owned(),
        (document, _) => document_address(document, &asked.at),
    };
    Ok(Redirect::to(&address).into_response())
}

/// Why a form cannot be taken.
pub(super) fn bad_form(status: StatusCode, reason: &str) -> Problem {
    Problem::Refused(status, format!("The form cannot be taken: {reason}"))
}

/// The name that the analyst gave last, kept by the browser as letters that a cookie may hold.
pub(super) fn analyst(headers: &HeaderMap) -> String {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|all| all.split(';'));
    let value = cookies.find_map(|cookie| cookie.trim().strip_prefix("analyst=")).unwrap_or_default();
    let bytes: Option<Vec<u8>> =
        value.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    let name = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    name.filter(|name| !name.contains(char::is_control)).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| ((*name).parse().expect("a name"), value.parse().expect("a value"))).collect()
    }

    #[test]
    fn only_own_pages_are_let_through() {
        let host = ("host", "127.0.0.1:7277");
        for (given, expected) in [
            (&[host][..], true),
            (&[host, ("origin", "http://127.0.0.1:7277")], true),
            (&[host, ("origin", "http://127.0.0.1:7277"), ("sec-fetch-site", "same-origin")], true),
            (&[host, ("origin", "null"), ("sec-fetch-site", "same-origin")], true),
            (&[host, ("sec-fetch-site", "same-origin")], true),
            (&[host, ("origin", "http://evil.example")], false),
            (&[host, ("origin", "http://127.0.0.1:8000")], false),
            (&[host, ("origin", "http://127.0.0.1:7277.evil.example")], false),
            (&[host, ("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")], false),
            (&[host, ("origin", "null"), ("sec-fetch-site", "cross-site")], false),
            (&[host, ("sec-fetch-site", "same-site")], false),
            (&[host, ("sec-fetch-site", "none")], false),
        ] {
            assert_eq!(is_own(&headers(given)), expected, "{given:?}");
        }
    }

    #[test]
    fn each_server_has_a_token_of_its_own() {
        let (one, other) = (Token::new().expect("a token"), Token::new().expect("a token"));
        assert!(one.admit(&one.form_value()).is_ok());
        for given in [other.form_value(), String::new(), one.form_value()[1..].to_owned(), one.form_value() + "0"] {
            assert!(one.admit(&given).is_err());
        }
    }

    #[test]
    fn names_are_remembered_whatever_their_letters() {
        for name in ["", "Ann", "Ilva Märrek; Path=/", "安"] {
            let cookie = format!("x=1; analyst={}; y=2", hex(name.as_bytes()));
            assert_eq!(analyst(&headers(&[("cookie", &cookie)])), name);
        }
        for broken in ["analyst=zz", "analyst=4", "analyst=+1", "analyst=ff", "other=41", "an"] {
            assert_eq!(analyst(&headers(&[("cookie", broken)])), "", "{broken}");
        }
    }
}
