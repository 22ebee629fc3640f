//! Who carries whom, as a graph (GEXF 1.3, <https://gexf.net>).

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::Row;
use sayso_reading::Outlets;

use super::Written;
use crate::code::value;
use crate::reprint::CopyKind;
use crate::{Ledger, LedgerError};

/// Statements of outlets by those who are known across documents, document by document.
const STATEMENTS: &str = "
    SELECT actors.number AS actor, actors.name, actors.kind, actors.country,
           statements.number AS statement, documents.number AS document, documents.outlet
    FROM statements JOIN documents ON documents.number = statements.document
    JOIN document_actors ON document_actors.number = statements.document_actor
    JOIN actors AS own ON own.number = document_actors.actor
    JOIN actors ON actors.number = coalesce(own.same_as, own.number)
    WHERE documents.outlet IS NOT NULL ORDER BY statements.document, statements.number";
/// Who carried a statement, of those who are known across documents, the nearest to the source first.
const CARRIERS: &str = "
    SELECT actors.number AS actor, actors.name, actors.kind, actors.country
    FROM carriers JOIN document_actors ON document_actors.number = carriers.document_actor
    JOIN actors AS own ON own.number = document_actors.actor
    JOIN actors ON actors.number = coalesce(own.same_as, own.number)
    WHERE carriers.statement = ?1 ORDER BY carriers.position";
/// Copies with what they are copies of, what is most like them first, and who cites whom.
const COPIES: &str =
    "SELECT copy, original, kind FROM copies WHERE kind <> 'update' ORDER BY copy, score DESC, original";

/// `sources.gexf`.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<PathBuf, LedgerError> {
    let graph = Graph::of(ledger).map_err(ledger.failed())?;
    let written = Written::new(folder, "sources.gexf");
    let mut out = BufWriter::new(written.file()?);
    graph.write(&mut out).and_then(|()| out.flush()).map_err(|source| written.failed(source))?;
    written.done()
}

/// Outlets, those whom they quote and who carried it, by ids as XML takes them: `a` and the number of an actor, `outlet` and the name of an
/// outlet, whatever its case.
#[derive(Default)]
struct Graph {
    nodes: BTreeMap<String, Node>,
    /// From, to, and what lies between them.
    edges: BTreeMap<(String, String, &'static str), Weight>,
}

struct Node {
    name: String,
    kind: String,
    country: Option<String>,
}

/// In how many documents, and the last of these.
#[derive(Default)]
struct Weight {
    documents: usize,
    last: Option<i64>,
}

impl Graph {
    fn of(ledger: &Ledger) -> rusqlite::Result<Self> {
        let mut graph = Self::default();
        let mut outlets =
            ledger.connection().prepare("SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL")?;
        let mut rows = outlets.query([])?;
        while let Some(row) = rows.next()? {
            graph.outlet(row.get(0)?);
        }
        let mut statements = ledger.connection().prepare(STATEMENTS)?;
        let mut carriers = ledger.connection().prepare(CARRIERS)?;
        let mut rows = statements.query([])?;
        while let Some(row) = rows.next()? {
            let document = row.get("document")?;
            let (source, outlet) = (graph.actor(row)?, graph.outlet(row.get("outlet")?));
            let mut chain = vec![source.clone()];
            let mut carrying = carriers.query([row.get::<_, i64>("statement")?])?;
            while let Some(row) = carrying.next()? {
                chain.push(graph.actor(row)?);
            }
            chain.push(outlet.clone());
            if chain.len() > 2 {
                chain.windows(2).for_each(|pair| graph.join(&pair[0], &pair[1], "carries", document));
            }
            graph.join(&source, &outlet, "quotes", document);
        }
        graph.copies(ledger)?;
        Ok(graph)
    }

    /// Adds who prints whose texts, and who cites whom for what both tell.
    fn copies(&mut self, ledger: &Ledger) -> rusqlite::Result<()> {
        let mut copies = ledger.connection().prepare(COPIES)?;
        let mut rows = copies.query([])?;
        let (mut originals, mut cited) = (BTreeMap::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (copy, original): (i64, i64) = (row.get("copy")?, row.get("original")?);
            match value(row, "kind")? {
                CopyKind::Cites => cited.push((copy, original)),
                _ => _ = originals.entry(copy).or_insert(original),
            }
        }
        let mut outlet = ledger.connection().prepare("SELECT outlet FROM documents WHERE number = ?1")?;
        let mut join = |from: i64, to: i64, kind: &'static str| -> rusqlite::Result<()> {
            let mut outlet = |number: i64| outlet.query_row([number], |row| row.get::<_, Option<String>>(0));
            if let (Some(from), Some(name)) = (outlet(from)?, outlet(to)?) {
                let (from, name) = (self.outlet(from), self.outlet(name));
                self.join(&from, &name, kind, to);
            }
            Ok(())
        };
        for &copy in originals.keys() {
            join(origin(&originals, copy), copy, "reprints")?;
        }
        cited.into_iter().try_for_each(|(citing, cited)| join(cited, citing, "cites"))
    }

    /// The actor of a row. An outlet that is quoted is the one that publishes.
    fn actor(&mut self, row: &Row) -> rusqlite::Result<String> {
        let (name, kind): (String, String) = (row.get("name")?, row.get("kind")?);
        if kind == "outlet" {
            return Ok(self.outlet(name));
        }
        let id = format!("a{}", row.get::<_, i64>("actor")?);
        let node = Node { name, kind, country: row.get("country")? };
        self.nodes.entry(id.clone()).or_insert(node);
        Ok(id)
    }

    fn outlet(&mut self, name: String) -> String {
        let known = Outlets::embedded().by_name(&name);
        let name = known.map_or(name, |outlet| outlet.name.clone());
        let id = format!("outlet {}", escaped(&name.to_lowercase()));
        let country = known.and_then(|outlet| outlet.country.clone());
        self.nodes.entry(id.clone()).or_insert(Node { name, kind: "outlet".to_owned(), country });
        id
    }

    /// Counts a document. All that one document tells of two must come in a row.
    fn join(&mut self, from: &str, to: &str, kind: &'static str, document: i64) {
        if from == to {
            return;
        }
        let weight = self.edges.entry((from.to_owned(), to.to_owned(), kind)).or_default();
        if weight.last.replace(document) != Some(document) {
            weight.documents += 1;
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
        writeln!(out, r#"<graph defaultedgetype="directed">"#)?;
        writeln!(out, r#"<attributes class="node"><attribute id="kind" title="kind" type="string"/>"#)?;
        writeln!(out, r#"<attribute id="country" title="country" type="string"/></attributes>"#)?;
        writeln!(out, "<nodes>")?;
        for (id, node) in &self.nodes {
            write!(out, r#"<node id="{id}" label="{}"><attvalues>"#, escaped(&node.name))?;
            write!(out, r#"<attvalue for="kind" value="{}"/>"#, escaped(&node.kind))?;
            if let Some(country) = &node.country {
                write!(out, r#"<attvalue for="country" value="{}"/>"#, escaped(country))?;
            }
            writeln!(out, "</attvalues></node>")?;
        }
        writeln!(out, "</nodes>\n<edges>")?;
        for (number, ((from, to, kind), Weight { documents, .. })) in self.edges.iter().enumerate() {
            writeln!(out, r#"<edge id="{number}" source="{from}" target="{to}" kind="{kind}" weight="{documents}"/>"#)?;
        }
        writeln!(out, "</edges>\n</graph>\n</gexf>")
    }
}

/// Goes from copy to original until nobody is copied.
fn origin(originals: &BTreeMap<i64, i64>, copy: i64) -> i64 {
    let mut seen = vec![copy];
    while let Some(original) = originals.get(&seen[seen.len() - 1]).filter(|original| !seen.contains(original)) {
        seen.push(*original);
    }
    seen[seen.len() - 1]
}

/// Text as XML takes it: marks escaped, characters that XML 1.0 does not allow left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, escaped, origin};

    #[test]
    fn the_origin_of_a_copy_of_a_copy_copies_nobody() {
        let originals = BTreeMap::from([(5, 3), (3, 1), (8, 9), (9, 8)]);
        assert_eq!([5, 3, 1].map(|copy| origin(&originals, copy)), [1; 3]);
        // Copies of each other are no reason to go on for ever.
        assert_eq!(origin(&originals, 8), 9);
    }

    #[test]
    fn what_xml_does_not_allow_is_escaped_or_left_out() {
        assert_eq!(escaped("A & B <\"C\">\u{0}\u{b}\n'd'"), "A &amp; B &lt;&quot;C&quot;&gt; 'd'");
    }
}
