//! Articles that a page gives to be read at once, into the served ledger.
//!
//! They are read one after the other by a thread of its own, which holds the ledger only to ask whether it has an article and to add it. Who gave them
//! waits a little; what takes longer has a page that tells how far it is.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use sayso_ledger::{Added, Ledger};
use sayso_pages::ledger::{ReadRow, document_query, read_page};
use sayso_reading::{Reader, Reading, code};
use serde::{Deserialize, Serialize};

use super::write::bad_form;
use super::{Problem, Served};
use crate::articles::{self, Article};
use crate::batch::{self, Bounds};
use crate::commands::add::{Done, Outcome};
use crate::commands::own_tables::Known;
use crate::input::{Input, InputError, Reach};
use crate::terminal::counted;

/// What is given together is no more, in bytes.
const BYTES: usize = 20 << 20;
/// What is beyond that is taken and thrown away up to here, so that the browser hears the answer.
const HEARD: usize = 10 * BYTES;
/// How long who gives articles waits for them.
const PATIENCE: Duration = Duration::from_secs(8);
/// Batches that are kept to be asked after, and that may wait for each other.
const KEPT: usize = 50;
const WAITING: usize = 5;
/// Seconds after which the page of a batch in work asks again.
const AGAIN: &str = "3";
/// What pasted text is called in messages.
const PASTED: &str = "the pasted text";

pub(super) fn routes() -> Router<Served> {
    Router::new()
        .route("/read", post(read).layer(DefaultBodyLimit::max(HEARD)))
        .route("/read/{number}", get(batch_page))
}

/// Where articles are read.
pub(super) struct Desk {
    ledger: Arc<Mutex<Ledger>>,
    /// What articles are read with.
    known: Known,
    reach: Reach,
    /// Made when it is needed first.
    reader: OnceLock<Result<Arc<Reader>, String>>,
    /// Held while a batch is read.
    at_work: Mutex<()>,
    batches: Mutex<VecDeque<Arc<Batch>>>,
}

/// Articles given together.
struct Batch {
    number: u64,
    state: Mutex<Progress>,
}

#[derive(Clone, Default)]
struct Progress {
    rows: Vec<Row>,
    is_done: bool,
}

/// What became of an article.
#[derive(Clone)]
struct Row {
    shown: ReadRow,
    was: Option<WasRead>,
}

/// How a document came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum WasRead {
    /// It has just been read.
    New,
    /// The ledger had it.
    Known,
}

impl WasRead {
    /// What the document's page says of it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::New => "Read just now, and kept in the ledger.",
            Self::Known => "The ledger has had this article already; it was not read again.",
        }
    }
}

impl Desk {
    pub(super) fn new(ledger: Arc<Mutex<Ledger>>, known: Known, reach: Reach) -> Self {
        let (reader, at_work, batches) = (OnceLock::new(), Mutex::new(()), Mutex::default());
        Self { ledger, known, reach, reader, at_work, batches }
    }

    fn reader(&self) -> Result<Arc<Reader>, String> {
        let made = || self.known.clone().reader().map(Arc::new).map_err(|error| error.to_string());
        self.reader.get_or_init(made).clone()
    }

    /// A new batch, unless too many wait.
    fn begin(&self) -> Option<Arc<Batch>> {
        let mut batches = held(&self.batches);
        if batches.iter().filter(|batch| !held(&batch.state).is_done).count() >= WAITING {
            return None;
        }
        let number = batches.back().map_or(1, |batch| batch.number + 1);
        let batch = Arc::new(Batch { number, state: Mutex::default() });
        batches.push_back(Arc::clone(&batch));
        if batches.len() > KEPT {
            batches.pop_front();
        }
        Some(batch)
    }

    fn batch(&self, number: u64) -> Option<Arc<Batch>> {
        held(&self.batches).iter().find(|batch| batch.number == number).cloned()
    }

    /// Reads all that was given.
    fn work(&self, inputs: Vec<Result<Input, InputError>>, batch: &Batch) {
        let _turn = held(&self.at_work);
        match self.reader() {
            Ok(reader) => {
                let ledger = Arc::clone(&self.ledger);
                let read = move |article| Outcome::of(article, &ledger, &reader);
                let bounds = Bounds::of_workers(Some(NonZeroUsize::MIN), articles::BYTES_IN_WORK);
                for outcome in batch::in_order(articles::of(inputs), Article::weight, read, bounds) {
                    let row = self.keep(outcome);
                    held(&batch.state).rows.push(row);
                }
                if let Err(error) = held(&self.ledger).settle() {
                    held(&batch.state).rows.push(failure("the ledger".to_owned(), error.to_string()));
                }
            }
            Err(error) => held(&batch.state).rows.push(failure("sayso".to_owned(), error)),
        }
        held(&batch.state).is_done = true;
    }

    /// Puts what was read into the ledger.
    fn keep(&self, Outcome { name, result, .. }: Outcome) -> Row {
        match result {
            Ok(Done::Known(id)) => known(id, name),
            Ok(Done::Read { reading, warning }) => match held(&self.ledger).add(&reading) {
                Ok(Added::New) => added(&reading, warning),
                Ok(Added::Known) => known(reading.document.id, name),
                Err(error) => failure(name, error.to_string()),
            },
            Err(error) => failure(name, error.to_string()),
        }
    }
}

fn added(reading: &Reading, warning: Option<String>) -> Row {
    let document = &reading.document;
    let title = document.title.clone().filter(|title| !title.trim().is_empty());
    let line = || document.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(&document.id);
    let mut words =
        format!("{}, {}", counted(reading.statements.len(), "statement"), counted(reading.events.len(), "event"));
    if let Some(warning) = warning {
        words += &format!(" · {warning}");
    }
    let name = title.unwrap_or_else(|| line().chars().take(120).collect());
    Row { shown: ReadRow { document: Some(document.id.clone()), name, words }, was: Some(WasRead::New) }
}

fn known(id: String, name: String) -> Row {
    let words = "known already; it was not read again".to_owned();
    Row { shown: ReadRow { document: Some(id), name, words }, was: Some(WasRead::Known) }
}

fn failure(name: String, words: String) -> Row {
    Row { shown: ReadRow { document: None, name, words }, was: None }
}

/// Who broke off while holding it has left whole rows.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn read(State(served): State<Served>, form: Result<Multipart, MultipartRejection>) -> Result<Response, Problem> {
    let mut form = form.map_err(|error| bad_form(error.status(), &error.body_text()))?;
    let given = given(&served, &mut form).await;
    if given.is_err() {
        // Browsers hear no answer before all is sent.
        while let Ok(Some(mut field)) = form.next_field().await {
            while let Ok(Some(_)) = field.chunk().await {}
        }
    }
    let inputs = given?;
    if inputs.is_empty() {
        let words = "Nothing was given. Paste a text, choose a file or give an address.";
        return Err(Problem::Refused(StatusCode::BAD_REQUEST, words.to_owned()));
    }
    let Some(batch) = served.desk.begin() else {
        let words = "Too much is being read already. Wait a little, and repeat.";
        return Err(Problem::Refused(StatusCode::SERVICE_UNAVAILABLE, words.to_owned()));
    };
    let (desk, its) = (Arc::clone(&served.desk), Arc::clone(&batch));
    let work = tokio::task::spawn_blocking(move || desk.work(inputs, &its));
    if let Ok(ended) = tokio::time::timeout(PATIENCE, work).await {
        if ended.is_err() {
            held(&batch.state).is_done = true;
            return Err(Problem::Broken);
        }
        if let [Row { shown, was }] = held(&batch.state).rows.as_slice() {
            return match (&shown.document, was) {
                (Some(id), Some(was)) => Ok(Redirect::to(&document_query(id, "read", &code(*was))).into_response()),
                _ => Err(Problem::Refused(StatusCode::UNPROCESSABLE_ENTITY, shown.words.clone())),
            };
        }
    }
    Ok(Redirect::to(&format!("/read/{}", batch.number)).into_response())
}

async fn batch_page(State(served): State<Served>, Path(number): Path<u64>) -> Response {
    let Some(batch) = served.desk.batch(number) else {
        return Problem::Refused(StatusCode::NOT_FOUND, "There is no such batch, or it was read long ago.".to_owned())
            .into_response();
    };
    let state = held(&batch.state).clone();
    let rows: Vec<ReadRow> = state.rows.into_iter().map(|row| row.shown).collect();
    let mut response = Html(read_page(&rows, !state.is_done)).into_response();
    if !state.is_done {
        response.headers_mut().insert(header::REFRESH, header::HeaderValue::from_static(AGAIN));
    }
    response
}

/// What a form gives to be read. Its token comes first, so that nothing is taken from elsewhere.
async fn given(served: &Served, form: &mut Multipart) -> Result<Vec<Result<Input, InputError>>, Problem> {
    let bad = |error: axum::extract::multipart::MultipartError| bad_form(error.status(), &error.body_text());
    let mut left = BYTES;
    let first = form.next_field().await.map_err(bad)?;
    let Some(token) = first.filter(|field| field.name() == Some("token")) else {
        return served.token.admit("").map(|()| Vec::new());
    };
    let token = bytes_of(token, &mut left).await.map_err(bad)?;
    served.token.admit(&String::from_utf8_lossy(&token))?;
    let mut inputs = Vec::new();
    while let Some(field) = form.next_field().await.map_err(bad)? {
        let (name, file) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
        let bytes = bytes_of(field, &mut left).await.map_err(bad)?;
        let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
        match (name.as_deref(), file) {
            (Some("text"), None) if !is_blank => inputs.push(Ok(Input::Given(PASTED.to_owned(), bytes))),
            (Some("url"), None) if !is_blank => {
                inputs.push(Input::web(String::from_utf8_lossy(&bytes).trim(), served.desk.reach));
            }
            // A file that is not chosen comes without a name.
            (Some("file"), Some(file)) if !file.is_empty() => inputs.push(Ok(Input::Given(file, bytes))),
            _ => {}
        }
    }
    if left == 0 {
        let words =
            format!("That is more than {} MB at once; give fewer files, or add them with `sayso add`.", BYTES >> 20);
        return Err(Problem::Refused(StatusCode::PAYLOAD_TOO_LARGE, words));
    }
    Ok(inputs)
}

/// The bytes of a field, as far as they are within what is left; nothing is left where there are more.
async fn bytes_of(mut field: Field<'_>, left: &mut usize) -> Result<Vec<u8>, axum::extract::multipart::MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        if chunk.len() < *left {
            *left -= chunk.len();
            bytes.extend_from_slice(&chunk);
        } else {
            (*left, bytes) = (0, Vec::new());
        }
    }
    Ok(bytes)
}
