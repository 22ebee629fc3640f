//! Where an event of a reading stands on the page of its article.

use sayso_reading::{Reading, events_by_weight};

use super::{address, of_document};
use crate::marks::{Item, Part, marked_parts, marks};

/// The address of the words that tell of an event, by its id in the reading; of its place in the list where they are not marked, of the article where
/// there is no such event.
pub fn event_place(reading: &Reading, event: &str) -> String {
    let document = of_document(&reading.document.id);
    let events = events_by_weight(reading);
    let Some(index) = events.iter().position(|it| it.id == event) else { return document };
    let item = Item::Event(index);
    let is_marked = marked_parts(&marks(reading, &events)).contains(&(item, Part::Trigger));
    address(&format!("{document}#"), &if is_marked { item.part(Part::Trigger) } else { item.row() })
}
