//! `sayso merge`, `split`, `correct`, `decisions` and `undo`: the analyst's word.

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser};
use sayso_ledger::{Correction, Decision, Ledger, LedgerError, Who};
use sayso_reading::{Role, code, of_code};

use super::ledger::{LedgerFile, Printing, Rows, csv_row, failed};
use super::statements::STANCES;
use crate::failure::{Failure, Status};
use crate::output;
use crate::terminal::{Look, Messages, rows};

/// Say that several incidents are one happening, or several actors one
///
/// What you say stands over what sayso finds, now and later, until you take it back with `sayso undo`.
#[derive(Debug, Parser)]
pub(crate) struct Merge {
    /// Incidents (i7) or actors (a7); they become the first
    #[arg(required = true, num_args = 2.., value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Say that some documents tell of another incident, or mean somebody else by a name
///
/// Whom the documents mean becomes an actor of its own, and is one in copies of them too, also in those that are added later.
#[derive(Debug, Parser)]
pub(crate) struct Split {
    /// The incident (i7) or the actor (a7)
    #[arg(value_name = "ID")]
    id: String,

    /// Ids of the documents that tell of another, or mean another
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,

    /// What to call the other actor, else by the same name and a number
    #[arg(long, value_name = "NAME")]
    called: Option<String>,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Correct what was read wrong: the stance, the certainty or the source of a statement, a role of an event
///
/// What you say stands in all that the ledger tells, until you take it back with `sayso undo`. Who somebody is (ACTOR) is an id of the
/// document's reading, as `sayso show DOCUMENT --json` has it, or a name.
#[derive(Debug, Parser)]
#[group(skip)]
pub(crate) struct Correct {
    /// A statement (DOCUMENT#s4), or a role of an event (DOCUMENT#e1.2, the second; DOCUMENT#e1 where one only can be meant)
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    instead: Instead,

    #[command(flatten)]
    ledger: LedgerFile,

    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Words for how far a source commits itself, and for that nothing is told.
const CERTAINTIES: [&str; 6] = ["certain", "probable", "possible", "doubtful", "false", "untold"];

/// What is to stand there.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Instead {
    /// What the source does
    #[arg(long, value_name = "STANCE", value_parser = PossibleValuesParser::new(STANCES))]
    stance: Option<String>,

    /// How far the source commits itself; untold where the words do not tell
    #[arg(long, value_name = "CERTAINTY", value_parser = PossibleValuesParser::new(CERTAINTIES))]
    certainty: Option<String>,

    /// Who says it
    #[arg(long, value_name = "ACTOR")]
    source: Option<String>,

    /// Nobody can tell who says it
    #[arg(long)]
    no_source: bool,

    /// Which role, and if you like who has it: actor, recipient, perpetrator_individual, perpetrator_organisation,
    /// physical_target, victim, instrument; nothing behind the = where nobody can tell
    #[arg(long, value_name = "ROLE[=ACTOR]", value_parser = role)]
    role: Option<Correction>,

    /// Nobody has the role
    #[arg(long)]
    strike: bool,
}

impl Instead {
    fn correction(self) -> Correction {
        match (self.stance.as_deref().and_then(of_code), self.source, self.role) {
            (Some(stance), _, _) => Correction::Stance(stance),
            _ if self.certainty.is_some() => Correction::Certainty(self.certainty.as_deref().and_then(of_code)),
            (_, Some(source), _) => Correction::Source(Who::Actor(source)),
            (_, _, Some(role)) => role,
            _ if self.no_source => Correction::Source(Who::Unknown),
            _ => Correction::Struck,
        }
    }
}

/// A role and who has it: `victim`, `victim=a3`, `victim=`.
fn role(text: &str) -> Result<Correction, String> {
    let (role, who) = text.split_once('=').map_or((text, None), |(role, who)| (role, Some(who)));
    let who = who.map(|who| if who.is_empty() { Who::Unknown } else { Who::Actor(who.to_owned()) });
    match of_code(role) {
        Some(role) => Ok(Correction::Role { role: Some(role), who }),
        None => Err(format!("no such role; name one of {}", Role::ALL.map(code).join(", "))),
    }
}

/// Take back a merge, a split or a correction
#[derive(Debug, Parser)]
pub(crate) struct Undo {
    /// The decision's number, as `sayso decisions` tells it
    #[arg(value_name = "NUMBER")]
    number: i64,

    #[command(flatten)]
    ledger: LedgerFile,
}

/// List what analysts have decided
#[derive(Debug, Parser)]
pub(crate) struct Decisions {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    rows: Rows,
}

pub(crate) fn merge(arguments: &Merge) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    made(ledger.merge(&arguments.ids, arguments.by.as_deref()).map_err(failed)?)
}

pub(crate) fn split(arguments: &Split) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    let Split { id, documents, called, by, .. } = arguments;
    let decision = match id.starts_with('a') {
        true => ledger.tell_apart(id, documents, called.as_deref(), by.as_deref()),
        false => ledger.split(id, documents, by.as_deref()),
    };
    made(decision.map_err(failed)?)
}

pub(crate) fn undo(arguments: &Undo) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    ledger.undo(arguments.number).map_err(failed)?;
    Ok(Status::Complete)
}

pub(crate) fn correct(arguments: Correct) -> Result<Status, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.path).map_err(failed)?;
    let (correction, by) = (arguments.instead.correction(), arguments.by.as_deref());
    let made = match ledger.correct(&arguments.id, &correction, by) {
        // As much of a document's id as no other has will do.
        Err(unknown @ LedgerError::Unknown { .. }) => match whole(&ledger, &arguments.id).map_err(failed)? {
            Some(id) => ledger.correct(&id, &correction, by),
            None => Err(unknown),
        },
        made => made,
    };
    let Decision { number, words, .. } = made.map_err(failed)?;
    let line = format!("decision {number}: {words}; take it back with `sayso undo {number}`\n");
    output::write(&line).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}

/// The id that has the whole of its document's id.
fn whole(ledger: &Ledger, id: &str) -> Result<Option<String>, LedgerError> {
    let Some((document, part)) = id.rsplit_once('#') else { return Ok(None) };
    let document = ledger.document_id(document)?.filter(|whole| whole != document);
    Ok(document.map(|document| format!("{document}#{part}")))
}

fn made(decision: i64) -> Result<Status, Failure> {
    let line = format!("decision {decision}; take it back with `sayso undo {decision}`\n");
    output::write(&line).map_err(Failure::from_stdout)?;
    Ok(Status::Complete)
}

pub(crate) const COLUMNS: [&str; 6] = ["number", "kind", "made", "analyst", "words", "undone"];

pub(crate) fn decisions(arguments: Decisions, color: ColorChoice, messages: &Messages) -> Result<Status, Failure> {
    let look = Look::of_stdout(color);
    let decisions = arguments.ledger.read()?.decisions().map_err(failed)?;
    let mut printing = Printing::new(arguments.rows, &COLUMNS)?;
    let _ = decisions.iter().all(|decision| printing.row(decision, csv, |decision| told(decision, look)));
    printing.end(messages, "nothing has been decided; see `sayso merge`, `sayso split` and `sayso correct`")
}

pub(crate) fn csv(decision: &Decision) -> Result<String, Failure> {
    let cells = [
        decision.number.to_string(),
        decision.kind.clone(),
        decision.made.clone(),
        decision.analyst.clone().unwrap_or_default(),
        decision.words.clone(),
        decision.undone.clone().unwrap_or_default(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

fn told(decision: &Decision, look: Look) -> String {
    let undone = decision.undone.as_ref().map(|undone| format!(" · taken back {undone}")).unwrap_or_default();
    let by = decision.analyst.as_ref().map(|analyst| format!(" · {analyst}")).unwrap_or_default();
    let head = format!("{} · {}", decision.number, decision.words);
    rows::list(&head, std::iter::once(format!("{}{by}{undone}", decision.made)), look)
}
