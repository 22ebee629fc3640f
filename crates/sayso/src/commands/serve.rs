//! `sayso serve`: the pages of a ledger.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Parser;
use sayso_ledger::Ledger;

use super::ledger::{LedgerFile, failed};
use super::own_tables::{Known, OwnTables};
use crate::articles;
use crate::failure::{Failure, Status};
use crate::input::Reach;
use crate::terminal::Messages;
use crate::{input, output, serve};

/// Open a page on a ledger, or on some articles, in your browser: what happened, who says so, and who says otherwise
///
/// The pages come from this program and need no network. They can be seen on this machine only, unless you name another address with --host: who sees
/// them can also correct what was read and have articles read, into the ledger.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// Articles to read into a ledger in memory, as `sayso read` takes them; without any, the ledger is served
    #[arg(value_name = "FILE|DIR|URL|-")]
    inputs: Vec<OsString>,

    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    own: OwnTables,

    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 7277)]
    port: u16,

    /// The address to listen to
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// Fetch pages from addresses of this machine and its networks too, where somebody pastes them: for an intranet
    #[arg(long)]
    private_addresses: bool,
}

pub(crate) fn run(arguments: Arguments, messages: &Messages) -> Result<Status, Failure> {
    let known = arguments.own.known()?;
    let (ledger, writer) = if arguments.inputs.is_empty() {
        let path = &arguments.ledger.path;
        // One that cannot be written to can still be looked at; who corrects something is told.
        let writer = Ledger::open(path).or_else(|_| Ledger::read_only(path)).map_err(failed)?;
        (arguments.ledger.read()?, Some(writer.knowing(known.outlets().clone())))
    } else {
        (read(&arguments.inputs, known.clone(), messages)?, None)
    };
    let reach = if arguments.private_addresses { Reach::Network } else { Reach::Public };
    let address = SocketAddr::new(arguments.host, arguments.port);
    let ready = |here: SocketAddr| {
        // Who cannot read it has closed the output, and may still open the page.
        let _ = output::write(&format!("http://{here}/ (Ctrl-C ends it)\n"));
    };
    serve::serve(ledger, writer, known, reach, address, ready).map_err(|error| {
        Failure::Other(format!("{address}: cannot be listened to: {error}; choose another --port").into())
    })?;
    Ok(Status::Complete)
}

/// Reads the articles into a ledger in memory; what cannot be read is told.
fn read(inputs: &[OsString], known: Known, messages: &Messages) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::in_memory().map_err(failed)?.knowing(known.outlets().clone());
    let reader = known.reader().map_err(Failure::Other)?;
    for article in articles::of(input::expand(inputs)) {
        let name = article.name.clone();
        let reading = articles::guarded(&name, || Ok(reader.read(article.document?)));
        match reading {
            Ok(reading) => {
                if let Err(error) = ledger.add(&reading) {
                    messages.error(format!("{name}: {error}"));
                }
            }
            Err(error) => messages.error(error.to_string()),
        }
    }
    ledger.settle().map_err(failed)?;
    Ok(ledger)
}
