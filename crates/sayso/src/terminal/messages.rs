//! Messages and progress on standard error.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::clean::clean_line;
use super::{colored, painted};

/// Writes messages to standard error, above the progress bar while there is one.
pub(crate) struct Messages {
    color: bool,
    bar: RefCell<ProgressBar>,
}

impl Messages {
    pub(crate) fn new(color: ColorChoice) -> Self {
        let color = colored(color, io::stderr().is_terminal());
        Self { color, bar: RefCell::new(ProgressBar::hidden()) }
    }

    /// Says what went wrong.
    pub(crate) fn error(&self, error: impl Display) {
        self.write("error", AnsiColor::Red, error);
    }

    /// Says what the reader of the output should know.
    pub(crate) fn warning(&self, warning: impl Display) {
        self.write("warning", AnsiColor::Yellow, warning);
    }

    fn write(&self, kind: &str, color: AnsiColor, message: impl Display) {
        let kind = painted(kind, Style::new().fg_color(Some(color.into())).bold(), self.color);
        let line = format!("{kind}: {}\n", clean_line(&message.to_string()));
        // Where standard error is closed nobody can be told.
        self.bar.borrow().suspend(|| {
            let _ = io::stderr().write_all(line.as_bytes());
        });
    }

    /// Runs `write`, which writes to standard output, without the progress bar in its way.
    pub(crate) fn around<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.borrow().suspend(write)
    }
}

/// A progress bar over the inputs, shown only where standard error is a terminal and there is more than one
/// document.
pub(crate) struct Progress<'a> {
    messages: &'a Messages,
    inputs: usize,
    documents: u64,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(messages: &'a Messages, inputs: usize) -> Self {
        let progress = Self { messages, inputs, documents: 0 };
        if inputs > 1 {
            progress.show();
        }
        progress
    }

    fn show(&self) {
        if !io::stderr().is_terminal() {
            return;
        }
        let (length, template) = if self.inputs > 1 {
            (Some(self.inputs as u64), "{bar:30} {pos}/{len} inputs · {msg} · {elapsed}{left}")
        } else {
            // One stream, whose number of documents nobody knows.
            (None, "{spinner} {msg} · {elapsed}")
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let style = style.with_key("left", time_left);
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        *self.messages.bar.borrow_mut() = bar.with_style(style.progress_chars("━━─"));
    }

    /// Counts a document of the input with this number.
    pub(crate) fn advance(&mut self, input: usize) {
        self.documents += 1;
        if self.documents == 2 && self.inputs == 1 {
            self.show();
        }
        let bar = self.messages.bar.borrow();
        bar.set_position(input as u64);
        let seconds = bar.elapsed().as_secs_f64();
        let rate = if seconds > 0.0 { format!(" ({:.0}/s)", self.documents as f64 / seconds) } else { String::new() };
        bar.set_message(format!("{} documents{rate}", self.documents));
    }
}

/// The time left, once an input is done from which to tell it.
fn time_left(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    if state.pos() > 0 {
        let _ = write!(out, " · {:#} left", HumanDuration(state.eta()));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.messages.bar.borrow().finish_and_clear();
        *self.messages.bar.borrow_mut() = ProgressBar::hidden();
    }
}
