//! The pages of a ledger: what is said to have happened, each incident's account, who says what, each article.
//!
//! Pages are made on the server, need no script and fetch nothing but their own style sheet. Whatever comes from a document is escaped by the
//! template's types; [`POLICY`] forbids all that the pages do not use.

mod actor;
mod anchor;
mod article;
mod articles;
mod badge;
mod corrections;
mod deciding;
mod filter;
mod graph;
mod home;
mod incident;
mod labels;
mod layout;
mod lists;
mod map;
mod outlet;
mod pen;
mod reading;
mod shell;
mod sources;
mod timeline;

pub use actor::{Actor, actor_page};
pub use anchor::event_place;
pub use article::article_page;
pub use articles::{Listed, articles_page, statements_page};
pub(crate) use corrections::Corrections;
pub use corrections::{Editing, STRUCK};
pub use deciding::{Deciding, NAMING, decisions_page};
pub use home::{Home, home_page};
pub use incident::{incident_page, named_documents};
pub use lists::{Conflicts, Told, conflicts_page, search_page, trace_page};
pub use outlet::outlet_page;
pub use pen::Pen;
pub use reading::{ReadRow, read_page};
pub use shell::{POLICY, SHEET, message_page};
pub use sources::{Sources, carried_page, sources_page};

/// Letters that stand in an address as they are (RFC 3986, 2.3).
const PLAIN: &[u8] = b"-._~";

/// An address with a document's id in it, or any other words.
fn address(path: &str, value: &str) -> String {
    let mut out = path.to_owned();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Where a document's page is.
fn of_document(id: &str) -> String {
    address("/document?id=", id)
}

/// Where a part of a document's page is, by its anchor.
pub fn document_address(id: &str, anchor: &str) -> String {
    address(&format!("{}#", of_document(id)), anchor)
}

/// Where a document's page is, with a word more in the address.
pub fn document_query(id: &str, name: &str, value: &str) -> String {
    address(&format!("{}&{name}=", of_document(id)), value)
}

/// Where a statement (`DOCUMENT#STATEMENT`) stands on its document's page.
fn of_statement(id: &str) -> String {
    match id.rsplit_once('#') {
        Some((document, statement)) => document_address(document, statement),
        None => of_document(id),
    }
}

/// Where words stand on their document's page: the browser goes there and marks them (<https://wicg.github.io/scroll-to-text-fragment/>).
fn of_words(document: &str, words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return of_document(document);
    }
    // A hyphen has a meaning of its own there.
    format!("{}#:~:text={}", of_document(document), address("", &words).replace('-', "%2D"))
}

/// Where the words of an event stand on its document's page, which lists events in an order of its own: the server knows ([`event_place`]).
fn of_event(document: &str, event: &str) -> String {
    address(&format!("{}&document=", address("/event?id=", event)), document)
}

/// Where an actor's page is, by its id in the ledger.
fn of_actor(id: &str) -> String {
    address("/actor/", id)
}

/// Where an outlet's page is.
fn of_outlet(name: &str) -> String {
    address("/outlet?name=", name)
}

/// An id made of a hash by its beginning.
fn short(id: &str) -> String {
    match id.strip_prefix("sha256:") {
        Some(hash) => format!("{}…", hash.chars().take(8).collect::<String>()),
        None => id.to_owned(),
    }
}

fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_any_id() {
        assert_eq!(of_document("a b#c/ä\"<"), "/document?id=a%20b%23c%2F%C3%A4%22%3C");
        assert_eq!(of_statement("a#b#s4"), "/document?id=a%23b#s4");
    }

    #[test]
    fn words_are_marked_by_the_browser() {
        assert_eq!(
            of_words("n1", "well-armed\nmen, & others"),
            "/document?id=n1#:~:text=well%2Darmed%20men%2C%20%26%20others"
        );
        assert_eq!(of_words("n1", " "), "/document?id=n1");
        assert_eq!(of_event("a#b", "e 1"), "/event?id=e%201&document=a%23b");
    }

    #[test]
    fn hashes_are_shortened() {
        assert_eq!(short("sha256:0123456789abcdef"), "01234567…");
        assert_eq!(short("n12"), "n12");
    }
}
