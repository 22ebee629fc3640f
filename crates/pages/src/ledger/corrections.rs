//! The forms by which an analyst corrects an article's reading, and the marks of what has been corrected.

use std::cmp::Reverse;

use maud::{Markup, html};
use sayso_ledger::CorrectionRow;
use sayso_reading::{Certainty, Event, Reading, Role, Stance, Statement, code, label};

use super::pen::Pen;
use crate::marks::Item;

/// Choices on one page at most: where there are more, each form offers those who are mentioned most.
const CHOICES: usize = 20_000;
/// Actors that a form offers at least.
const OFFERED: usize = 20;

/// What the forms of an article's page need to know.
pub struct Editing {
    /// By which they are signed.
    pub pen: Pen,
    /// What has been corrected.
    pub corrections: Vec<CorrectionRow>,
}

/// The forms of one article.
pub(crate) struct Corrections<'a> {
    editing: &'a Editing,
    document: &'a str,
    /// Ids and names of the actors that the forms offer.
    offered: Vec<(&'a str, &'a str)>,
    reading: &'a Reading,
}

impl<'a> Corrections<'a> {
    pub(crate) fn of(reading: &'a Reading, editing: &'a Editing) -> Self {
        let forms = reading.statements.len() + reading.events.iter().map(|event| event.roles.len()).sum::<usize>();
        let mut actors: Vec<_> = reading.actors.iter().collect();
        actors.sort_by_key(|actor| (!actor.named, Reverse(actor.mentions.len())));
        actors.truncate((CHOICES / forms.max(1)).max(OFFERED));
        let offered = actors.into_iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
        Self { editing, document: &reading.document.id, offered, reading }
    }

    /// What has been corrected in a statement, and the form to correct it.
    pub(crate) fn statement(&self, index: usize, statement: &Statement) -> Markup {
        let at = Item::Statement(index).row();
        let source = statement.source.actor.as_deref();
        let certainty = statement.certainty.map(code).unwrap_or_default();
        html! {
            (self.marks(&statement.id, &at))
            details.correct {
                summary aria-label={ "Correct statement " (index + 1) } { "Correct" }
                form method="post" action="/correct" {
                    (self.hidden(&at))
                    input type="hidden" name="id" value={ (self.document) "#" (statement.id) };
                    (was("was_stance", &code(statement.stance)))
                    (was("was_certainty", &certainty))
                    (was("was_source", source.unwrap_or_default()))
                    label { "Stance " select name="stance" {
                        @for stance in Stance::ALL {
                            option value=(code(stance)) selected[stance == statement.stance] { (label(stance)) }
                        }
                    } }
                    label { "Certainty " select name="certainty" {
                        option value="" selected[certainty.is_empty()] { "not told" }
                        @for choice in Certainty::ALL {
                            option value=(code(choice)) selected[Some(choice) == statement.certainty] { (label(choice)) }
                        }
                    } }
                    label { "Source " (self.actors("source", source)) }
                    (self.signature())
                }
            }
        }
    }

    /// What has been corrected in the roles of an event, and the forms to correct them.
    pub(crate) fn event(&self, item: Item, event: &Event) -> Markup {
        let at = item.row();
        let made = || self.editing.corrections.iter().filter(|row| row.of == event.id);
        // Roles keep the numbers with which they were read, also where others are struck out.
        let is_struck = |number: &usize| made().any(|row| row.struck && row.role == Some(*number));
        let numbers = (1..).filter(|number| !is_struck(number));
        html! {
            (self.marks(&event.id, &at))
            @if !event.roles.is_empty() {
                details.correct {
                    summary aria-label={ "Correct roles of event " (at) } { "Correct roles" }
                    @for (number, role) in numbers.zip(&event.roles) {
                        form method="post" action="/correct" {
                            (self.hidden(&at))
                            input type="hidden" name="id" value={ (self.document) "#" (event.id) "." (number) };
                            (was("was_role", &code(role.role)))
                            (was("was_who", role.actor.as_deref().unwrap_or_default()))
                            p.quoted { "“" (role.span.text.split_whitespace().collect::<Vec<_>>().join(" ")) "”" }
                            label { "Role " select name="role" {
                                @for choice in Role::ALL {
                                    option value=(code(choice)) selected[choice == role.role] { (label(choice)) }
                                }
                                option value=(STRUCK) { "none: strike it out" }
                            } }
                            label { "Who " (self.actors("who", role.actor.as_deref())) }
                            (self.signature())
                        }
                    }
                }
            }
        }
    }

    /// What has been corrected, by whom and when, each to be taken back.
    fn marks(&self, of: &str, at: &str) -> Markup {
        html! {
            @for row in self.editing.corrections.iter().filter(|row| row.of == of) {
                @let made = &row.decision;
                div.corrected {
                    "Corrected"
                    @if let Some(analyst) = &made.analyst { " by " strong { (analyst) } }
                    " on " time datetime=(made.made) { (made.made.split('T').next().unwrap_or_default()) } ": " (made.words) " "
                    form method="post" action="/undo" {
                        (self.hidden(at))
                        input type="hidden" name="number" value=(made.number);
                        input type="hidden" name="document" value=(self.document);
                        button type="submit" aria-label={ "Undo: " (made.words) } { "Undo" }
                    }
                }
            }
        }
    }

    /// The token, and where on the page to come back to.
    fn hidden(&self, at: &str) -> Markup {
        html! {
            (self.editing.pen.token())
            input type="hidden" name="at" value=(at);
        }
    }

    /// The choice of an actor; the present one is always among them.
    fn actors(&self, name: &str, present: Option<&str>) -> Markup {
        let beyond = present.filter(|id| self.offered.iter().all(|it| it.0 != *id));
        let beyond = beyond.and_then(|id| self.reading.actors.iter().find(|actor| actor.id == id));
        html! {
            select name=(name) {
                option value="" selected[present.is_none()] { "cannot tell" }
                @if let Some(actor) = beyond { option value=(actor.id) selected { (actor.name) } }
                @for (id, name) in &self.offered {
                    option value=(id) selected[present == Some(*id)] { (name) }
                }
            }
        }
    }

    fn signature(&self) -> Markup {
        self.editing.pen.signature("Save the correction")
    }
}

/// What a form says where nobody has the role.
pub const STRUCK: &str = "struck";

/// What a choice was when the page was made: only what differs from it is corrected.
fn was(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
