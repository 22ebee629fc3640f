//! Who carries whom, as a graph (GEXF 1.3, <https://gexf.net>).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::Row;
use sayso_reading::code;

use super::Written;
use crate::code::value;
use crate::query::{CarryKind, CarryNode};
use crate::{Ledger, LedgerError};

/// `sources.gexf`.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<PathBuf, LedgerError> {
    let graph = Graph::of(ledger).map_err(ledger.failed())?;
    let written = Written::new(folder, "sources.gexf");
    let mut out = BufWriter::new(written.file()?);
    graph.write(&mut out).and_then(|()| out.flush()).map_err(|source| written.failed(source))?;
    written.done()
}

/// Outlets, those whom they quote and who carried it, by their numbers among the ledger's actors.
#[derive(Default)]
struct Graph {
    nodes: BTreeMap<i64, CarryNode>,
    /// From, to, and what lies between them; in how many documents.
    edges: BTreeMap<(i64, i64, CarryKind), i64>,
}

impl Graph {
    fn of(ledger: &Ledger) -> rusqlite::Result<Self> {
        let mut graph = Self::default();
        let mut steps = ledger.connection().prepare(
            "SELECT source, target, kind, count(DISTINCT document) FROM steps GROUP BY source, target, kind",
        )?;
        let edge = |row: &Row| Ok(((row.get(0)?, row.get(1)?, value(row, 2)?), row.get(3)?));
        graph.edges = steps.query_map([], edge)?.collect::<Result<_, _>>()?;
        let mut outlets = ledger.connection().prepare(
            "SELECT DISTINCT coalesce(same_as, actors.number) FROM documents JOIN actors ON actors.number = documents.publisher",
        )?;
        let outlets = outlets.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
        for number in graph.edges.keys().flat_map(|(from, to, _)| [*from, *to]).chain(outlets) {
            if let Entry::Vacant(place) = graph.nodes.entry(number) {
                place.insert(ledger.carry_node(number)?);
            }
        }
        Ok(graph)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
        writeln!(out, r#"<graph defaultedgetype="directed">"#)?;
        writeln!(out, r#"<attributes class="node"><attribute id="kind" title="kind" type="string"/>"#)?;
        writeln!(out, r#"<attribute id="country" title="country" type="string"/></attributes>"#)?;
        writeln!(out, "<nodes>")?;
        for node in self.nodes.values() {
            write!(out, r#"<node id="{}" label="{}"><attvalues>"#, node.id, escaped(&node.name))?;
            write!(out, r#"<attvalue for="kind" value="{}"/>"#, code(node.kind))?;
            if let Some(country) = &node.country {
                write!(out, r#"<attvalue for="country" value="{}"/>"#, escaped(country))?;
            }
            writeln!(out, "</attvalues></node>")?;
        }
        writeln!(out, "</nodes>\n<edges>")?;
        for (number, ((from, to, kind), documents)) in self.edges.iter().enumerate() {
            let kind = code(kind);
            writeln!(
                out,
                r#"<edge id="{number}" source="a{from}" target="a{to}" kind="{kind}" weight="{documents}"/>"#
            )?;
        }
        writeln!(out, "</edges>\n</graph>\n</gexf>")
    }
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
    use super::escaped;

    #[test]
    fn what_xml_does_not_allow_is_escaped_or_left_out() {
        assert_eq!(escaped("A & B <\"C\">\u{0}\u{b}\n'd'"), "A &amp; B &lt;&quot;C&quot;&gt; 'd'");
    }
}
