//! Standard output, written in whole lines.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// The exit status after Ctrl-C, as shells give it: 128 and the signal's number.
const INTERRUPTED: i32 = 130;
/// How long an interrupt waits for a reading that is just being written. Longer means that nobody reads it.
const PATIENCE: Duration = Duration::from_millis(500);

static WRITING: Mutex<()> = Mutex::new(());

/// Writes `text` to standard output at once; an interrupt comes before it or after it.
pub(crate) fn write(text: &str) -> io::Result<()> {
    let _writing: MutexGuard<'_, ()> = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Ends the process on Ctrl-C, between two readings and not within the line of one.
pub(crate) fn end_on_interrupt() {
    // Where no handler can be set, Ctrl-C ends the process as the system does it.
    let _ = ctrlc::set_handler(|| {
        let deadline = Instant::now() + PATIENCE;
        let _writing = loop {
            match WRITING.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                guard => break guard,
            }
        };
        std::process::exit(INTERRUPTED);
    });
}
