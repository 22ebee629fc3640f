//! Who carries whom, as a graph (GEXF 1.3, <https://gexf.net>).

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::whole;
use crate::{Ledger, LedgerError};

/// Somebody in the graph: an outlet, or an actor that is quoted or carries.
type Node = (String, String, Option<String>);

/// How often one comes by another: from, to and how.
type Edges = BTreeMap<(String, String, &'static str), i64>;

/// Who is quoted where: from the source, over whoever carried it, to the outlet; in how many documents. And which outlet's texts another prints.
const QUOTED: &str = "
    SELECT coalesce(actors.name, document_actors.name), document_actors.kind, document_actors.country, documents.outlet,
           (SELECT group_concat(name, char(31)) FROM (
             SELECT name FROM carriers JOIN document_actors AS carrying ON carrying.number = carriers.document_actor
             WHERE carriers.statement = statements.number ORDER BY position
           )), count(DISTINCT documents.number)
    FROM statements JOIN documents ON documents.number = statements.document
    JOIN document_actors ON document_actors.number = statements.document_actor
    JOIN actors AS own ON own.number = document_actors.actor
    JOIN actors ON actors.number = coalesce(own.same_as, own.number)
    WHERE documents.outlet IS NOT NULL GROUP BY 1, 2, 3, 4, 5";
const COPIED: &str = "
    SELECT original.outlet, copying.outlet, count(*) FROM copies
    JOIN documents AS original ON original.number = copies.original JOIN documents AS copying ON copying.number = copies.copy
    WHERE original.outlet IS NOT NULL AND copying.outlet IS NOT NULL AND original.outlet <> copying.outlet GROUP BY 1, 2";

/// `sources.gexf`.
pub(super) fn write(ledger: &Ledger, folder: &Path) -> Result<PathBuf, LedgerError> {
    let (nodes, edges) = graph(ledger).map_err(ledger.failed())?;
    whole(folder, "sources.gexf", |out| document(out, &nodes, &edges))
}

fn graph(ledger: &Ledger) -> rusqlite::Result<(Vec<Node>, Edges)> {
    let mut nodes: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
    let mut edges = Edges::new();
    let mut query = ledger.connection().prepare(QUOTED)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (source, kind, country, outlet): (String, String, Option<String>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let carriers: Option<String> = row.get(4)?;
        let documents: i64 = row.get(5)?;
        nodes.entry(source.clone()).or_insert((kind, country));
        nodes.entry(outlet.clone()).or_insert_with(|| ("outlet".to_owned(), None));
        let mut before = source;
        let carriers = carriers.unwrap_or_default();
        for carrier in carriers.split('\u{1f}').filter(|name| !name.is_empty()) {
            nodes.entry(carrier.to_owned()).or_insert_with(|| ("outlet".to_owned(), None));
            *edges.entry((before, carrier.to_owned(), "carries")).or_default() += documents;
            before = carrier.to_owned();
        }
        *edges.entry((before, outlet, "quotes")).or_default() += documents;
    }
    let mut query = ledger.connection().prepare(COPIED)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (original, copying): (String, String) = (row.get(0)?, row.get(1)?);
        for outlet in [&original, &copying] {
            nodes.entry(outlet.clone()).or_insert_with(|| ("outlet".to_owned(), None));
        }
        edges.insert((original, copying, "reprints"), row.get(2)?);
    }
    Ok((nodes.into_iter().map(|(name, (kind, country))| (name, kind, country)).collect(), edges))
}

fn document(out: &mut dyn Write, nodes: &[Node], edges: &Edges) -> io::Result<()> {
    let numbers: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.0.as_str(), at)).collect();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
    writeln!(out, r#"<graph defaultedgetype="directed">"#)?;
    writeln!(out, r#"<attributes class="node"><attribute id="kind" title="kind" type="string"/>"#)?;
    writeln!(out, r#"<attribute id="country" title="country" type="string"/></attributes>"#)?;
    writeln!(out, r#"<attributes class="edge"><attribute id="how" title="how" type="string"/></attributes>"#)?;
    writeln!(out, "<nodes>")?;
    for (at, (name, kind, country)) in nodes.iter().enumerate() {
        write!(out, r#"<node id="{at}" label="{}"><attvalues>"#, escaped(name))?;
        write!(out, r#"<attvalue for="kind" value="{}"/>"#, escaped(kind))?;
        if let Some(country) = country {
            write!(out, r#"<attvalue for="country" value="{}"/>"#, escaped(country))?;
        }
        writeln!(out, "</attvalues></node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (at, ((from, to, how), weight)) in edges.iter().enumerate() {
        let (Some(from), Some(to)) = (numbers.get(from.as_str()), numbers.get(to.as_str())) else { continue };
        writeln!(
            out,
            r#"<edge id="{at}" source="{from}" target="{to}" weight="{weight}"><attvalues><attvalue for="how" value="{how}"/></attvalues></edge>"#
        )?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
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
