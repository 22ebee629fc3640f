//! What every form that changes something holds: the proof that it comes from this server, and who signs.

use maud::{Markup, html};

/// By which forms are signed.
#[derive(Clone)]
pub struct Pen {
    /// Proves that a form comes from this server.
    pub token: String,
    /// The name that the analyst gave last.
    pub analyst: String,
}

impl Pen {
    pub(super) fn token(&self) -> Markup {
        html! { input type="hidden" name="token" value=(self.token); }
    }

    /// The analyst's name, and the button.
    pub(super) fn signature(&self, button: &str) -> Markup {
        html! {
            label { "Your name " input type="text" name="by" value=(self.analyst) maxlength="100" autocomplete="name"; }
            button type="submit" { (button) }
        }
    }
}
