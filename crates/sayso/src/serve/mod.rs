//! The pages and the data of a ledger over HTTP, for one user on one machine.
//!
//! What is written to the ledger ([`write`], [`decide`], [`read`]) comes from the pages' own forms. Nothing is fetched but an address that somebody gives to be read.

mod api;
mod decide;
mod lists;
mod pages;
mod read;
mod rows;
mod write;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use sayso_ledger::{Ledger, LedgerError};
use sayso_pages::ledger::{POLICY, SHEET, message_page};
use tokio::net::TcpListener;

use crate::commands::own_tables::Known;
use crate::input::Reach;

/// The ledger that is served. SQLite answers one at a time.
#[derive(Clone)]
struct Served {
    ledger: Arc<Mutex<Ledger>>,
    /// The same ledger to write to; where it is a file by itself, so that pages need not wait for what is written.
    writer: Arc<Mutex<Ledger>>,
    token: Arc<write::Token>,
    desk: Arc<read::Desk>,
}

impl Served {
    /// Asks the ledger, away from the threads that wait for requests.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        let ledger = Arc::clone(&self.ledger);
        let answer = tokio::task::spawn_blocking(move || {
            // A question that broke off has changed nothing.
            let ledger = ledger.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            question(&ledger)
        });
        answer.await.map_err(|_| Problem::Broken)?.map_err(Problem::Ledger)
    }

    /// Changes the ledger, away from the threads that wait for requests.
    async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        let writer = Arc::clone(&self.writer);
        let answer = tokio::task::spawn_blocking(move || {
            // A change that broke off has been rolled back.
            change(&mut writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
        });
        answer.await.map_err(|_| Problem::Broken)?.map_err(Problem::Ledger)
    }
}

/// All rows that the ledger gives one by one.
fn all<Row>(
    question: impl FnOnce(&mut dyn FnMut(Row) -> bool) -> Result<(), LedgerError>,
) -> Result<Vec<Row>, LedgerError> {
    let mut rows = Vec::new();
    question(&mut |row| {
        rows.push(row);
        true
    })?;
    Ok(rows)
}

/// Statements about an actor in one answer.
const OF_ACTOR: usize = 20;

/// What is asked; nothing where it is empty.
fn text(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// Why a request is not answered as asked.
enum Problem {
    Ledger(LedgerError),
    /// What was asked for is not done, and why.
    Refused(StatusCode, String),
    Broken,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::Ledger(LedgerError::Unknown { .. }) => StatusCode::NOT_FOUND,
            Self::Ledger(
                LedgerError::Search { .. }
                | LedgerError::NoActor { .. }
                | LedgerError::Uncorrectable { .. }
                | LedgerError::Several { .. }
                | LedgerError::Unlike { .. }
                | LedgerError::Inseparable { .. },
            ) => StatusCode::BAD_REQUEST,
            Self::Ledger(LedgerError::Already { .. }) => StatusCode::CONFLICT,
            Self::Ledger(LedgerError::ReadOnly { .. }) => StatusCode::FORBIDDEN,
            Self::Refused(status, _) => *status,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Ledger(error) => error.to_string(),
            Self::Refused(_, words) => words.clone(),
            Self::Broken => "answering this breaks sayso; this is a mistake in sayso, please report it".to_owned(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = if self.status() == StatusCode::NOT_FOUND { "Not here" } else { "That did not work" };
        (self.status(), Html(message_page(title, &self.words()))).into_response()
    }
}

/// Serves the ledger until the program ends; `ready` is told where. `writer` is the same ledger opened to write to it, where it is a file; `known` is
/// what articles are read with, `reach` says which addresses are fetched.
///
/// # Errors
/// Where the address cannot be listened to, or the system has no random numbers.
pub(crate) fn serve(
    ledger: Ledger,
    writer: Option<Ledger>,
    known: Known,
    reach: Reach,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let ledger = Arc::new(Mutex::new(ledger));
    let writer = writer.map_or_else(|| Arc::clone(&ledger), |writer| Arc::new(Mutex::new(writer)));
    let desk = Arc::new(read::Desk::new(Arc::clone(&writer), known, reach));
    let served = Served { ledger, writer, token: Arc::new(write::Token::new()?), desk };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        let here = listener.local_addr()?;
        ready(here);
        axum::serve(listener, router(served, here)).await
    })
}

fn router(served: Served, here: SocketAddr) -> Router {
    let sheet = || async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], SHEET) };
    let missing = || async { (StatusCode::NOT_FOUND, Html(message_page("Not here", "There is no such page."))) };
    Router::new()
        .route("/style.css", get(sheet))
        .merge(pages::routes())
        .merge(lists::pages())
        .merge(write::routes().merge(read::routes()).route_layer(middleware::from_fn(write::from_own_pages)))
        .nest("/api", api::routes().merge(lists::data()))
        .fallback(missing)
        .with_state(served)
        .layer(middleware::from_fn_with_state(here, guarded))
}

/// Says to browsers what the pages may do, and answers only those who ask for this machine by its own name: a page elsewhere whose name is made to
/// lead here (DNS rebinding) would ask under that name.
async fn guarded(State(here): State<SocketAddr>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_own = matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name == here.ip().to_string();
    if here.ip().is_loopback() && !is_own {
        return (StatusCode::MISDIRECTED_REQUEST, "this is not the name of this machine").into_response();
    }
    let mut response = next.run(request).await;
    // The page of an article brings its own policy, which names its style sheet.
    let policy = if response.extensions().get::<OwnPolicy>().is_some() { "frame-ancestors 'none'" } else { POLICY };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Marks a page that says by itself what it may do.
#[derive(Clone)]
struct OwnPolicy;
