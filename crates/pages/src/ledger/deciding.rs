//! The forms by which an analyst says that incidents or actors are one, or that an article tells of another happening or means somebody else, and the
//! list of all decisions.

use maud::{Markup, html};
use sayso_ledger::{ActorRow, Decision, DecisionOf, DocumentRow, LikelyRow, NamingRow};
use sayso_reading::label;

use super::pen::Pen;
use super::shell::{data, page};
use super::{counted, of_document, short};

/// Articles that can be chosen at most; what is beyond goes by the command line.
const CHOSEN: usize = 200;
/// Articles that are offered on the page of an actor, each with its sentence; what is beyond goes by the command line.
pub const NAMING: usize = 50;

/// What the forms of an incident's or an actor's page need to know.
pub struct Deciding {
    /// By which they are signed.
    pub pen: Pen,
    /// What has been decided about it.
    pub decisions: Vec<DecisionOf>,
    /// What it could be one with.
    pub likely: Vec<LikelyRow>,
    /// The words by which these were looked for.
    pub sought: Option<String>,
}

/// What is decided about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    /// An incident, by its id.
    Incident(&'a str),
    /// An actor, by its id.
    Actor(&'a str),
}

impl<'a> About<'a> {
    fn id(self) -> &'a str {
        match self {
            Self::Incident(id) | Self::Actor(id) => id,
        }
    }

    fn address(self, id: &str) -> String {
        match self {
            Self::Incident(_) => format!("/incident/{id}"),
            Self::Actor(_) => super::of_actor(id),
        }
    }
}

impl Deciding {
    /// What has been decided about it, each to be taken back.
    pub(super) fn decided(&self, about: About) -> Markup {
        html! {
            @for DecisionOf { decision, others } in &self.decisions {
                div.corrected {
                    (made(decision)) " "
                    @if !others.is_empty() {
                        "(See "
                        @for (at, (id, title)) in others.iter().enumerate() {
                            @if at > 0 { "; " }
                            a href=(about.address(id)) { (title) }
                        }
                        ".) "
                    }
                    (undo(&self.pen, decision, about.id()))
                }
            }
        }
    }

    /// The form to say with what it is one.
    pub(super) fn same(&self, about: About) -> Markup {
        let (question, hint, button) = match about {
            About::Incident(_) => (
                "This is the same happening as …",
                "words of a title or a place, or an id such as i7",
                "They are one happening",
            ),
            About::Actor(_) => ("This is the same as …", "words of a name, or an id such as a7", "They are one"),
        };
        html! {
            details.correct #same open[self.sought.is_some()] {
                summary { (question) }
                form.seek method="get" action={ (about.address(about.id())) "#same" } {
                    label { "Look for another (" (hint) ") " input type="search" name="like" value=(self.sought.as_deref().unwrap_or_default()); }
                    button type="submit" { "Look" }
                }
                @if self.likely.is_empty() {
                    p role="status" { @if self.sought.is_some() { "Nothing of these words. " } @else { "Nothing is much like it. " } "Look for it above." }
                } @else {
                    form method="post" action="/merge" {
                        (self.pen.token())
                        input type="hidden" name="id" value=(about.id());
                        fieldset {
                            legend { @if self.sought.is_some() { "Found" } @else { "The likeliest first" } }
                            @for row in &self.likely {
                                div.choice {
                                    input type="checkbox" name="with" value=(row.id) id={ "with-" (row.id) };
                                    label for={ "with-" (row.id) } { (row.name) }
                                    span.backing {
                                        (row.id) " · " (counted(row.documents, "article"))
                                        @if let Some(is) = &row.is { " · " (label(is)) }
                                        @if let Some(place) = &row.place { " · " (place) }
                                        " · " a href=(about.address(&row.id)) aria-label={ "See " (row.name) } { "see" }
                                    }
                                }
                            }
                        }
                        (self.pen.signature(button))
                    }
                }
            }
        }
    }

    /// The form to say which articles mean somebody else by the name.
    pub(super) fn another(&self, actor: &ActorRow, naming: &[NamingRow]) -> Markup {
        html! {
            @if naming.len() > 1 {
                details.correct #another {
                    summary { "Some of these articles mean somebody else …" }
                    form method="post" action="/split" {
                        (self.pen.token())
                        input type="hidden" name="id" value=(actor.id);
                        fieldset {
                            legend { "Who is called so in those that you choose becomes somebody of their own, and in copies of them" }
                            @for (at, NamingRow { document, sentence }) in naming.iter().enumerate() {
                                (choice(document, &format!("another-{at}"), sentence.as_deref()))
                            }
                        }
                        @if naming.len() >= NAMING { p { "These are the latest " (naming.len()) "; for others use " code { "sayso split" } "." } }
                        label { "What to call them (else “" (actor.name) " (2)”) " input type="text" name="called" maxlength="120"; }
                        (self.pen.signature("They are another"))
                    }
                }
            }
        }
    }

    /// The form to say which articles tell of another happening.
    pub(super) fn apart(&self, incident: &str, documents: &[DocumentRow]) -> Markup {
        html! {
            @if documents.len() > 1 {
                details.correct #apart {
                    summary { "Some of these articles tell of another happening …" }
                    form method="post" action="/split" {
                        (self.pen.token())
                        input type="hidden" name="id" value=(incident);
                        fieldset {
                            legend { "What those that you choose tell of this becomes an incident of its own" }
                            @for (at, document) in documents.iter().take(CHOSEN).enumerate() {
                                (choice(document, &format!("apart-{at}"), None))
                            }
                        }
                        @if documents.len() > CHOSEN { p { "These are the first " (CHOSEN) "; for others use " code { "sayso split" } "." } }
                        (self.pen.signature("They tell of another"))
                    }
                }
            }
        }
    }
}

/// An article that can be chosen, with its sentence that it is about.
fn choice(document: &DocumentRow, id: &str, sentence: Option<&str>) -> Markup {
    html! {
        div.choice {
            input type="checkbox" name="document" value=(document.id) id=(id);
            label for=(id) { (document.title.clone().unwrap_or_else(|| short(&document.id))) }
            span.backing {
                @if let Some(outlet) = &document.outlet { (outlet) " · " }
                @if let Some(day) = &document.day { (day) " · " }
                a href=(of_document(&document.id)) aria-label={ "See " (document.title.as_deref().unwrap_or(&document.id)) } { "see" }
                @if let Some(sentence) = sentence { ": " q { (sentence) } }
            }
        }
    }
}

/// Who decided what, and when.
fn made(decision: &Decision) -> Markup {
    html! {
        "Decided"
        @if let Some(analyst) = &decision.analyst { " by " strong { (analyst) } }
        " on " (day(&decision.made)) ": " (decision.words) "."
    }
}

fn day(time: &str) -> Markup {
    html! { time datetime=(time) { (time.split('T').next().unwrap_or_default()) } }
}

/// The button that takes a decision back, and comes back to what it is about; to the list where that is nothing.
fn undo(pen: &Pen, decision: &Decision, about: &str) -> Markup {
    html! {
        form method="post" action="/undo" {
            (pen.token())
            input type="hidden" name="number" value=(decision.number);
            input type="hidden" name="about" value=(about);
            button type="submit" aria-label={ "Undo: " (decision.words) } { "Undo" }
        }
    }
}

/// All decisions, the last first.
pub fn decisions_page(decisions: &[Decision], pen: &Pen) -> String {
    let body = html! {
        h1 { "What has been decided" }
        p.told {
            "An analyst’s word stands over what was read and over what is found to be one happening, now and later, until it is taken back. What was read "
            "wrong is corrected on the page of its article, what is one happening or two on that of the incident, who is whom on that of the actor."
        }
        @if decisions.is_empty() {
            p { "Nothing yet." }
        } @else {
            ol.statements.decisions {
                @for decision in decisions.iter().rev() {
                    li.undone[decision.undone.is_some()] {
                        p { span.kind { (label(&decision.kind)) } " " (decision.words) }
                        div.corrected.bare {
                            (decision.number) " · " (day(&decision.made))
                            @if let Some(analyst) = &decision.analyst { " · " strong { (analyst) } }
                            @match &decision.undone {
                                Some(undone) => { " · taken back on " (day(undone)) },
                                None => { " " (undo(pen, decision, "")) },
                            }
                        }
                    }
                }
            }
        }
        (data(&[("This", "/api/decisions".to_owned(), Some("/api/decisions?format=csv".to_owned()))]))
    };
    page("What has been decided", "/decisions", body)
}
