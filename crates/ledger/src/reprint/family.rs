//! Families of copies.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::code::value;
use crate::{Ledger, LedgerError};

/// What a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// The text, with few words changed.
    Reprint,
    /// Part of it.
    Excerpt,
    /// The outlet's own text, later and changed.
    Update,
    /// No copy: it names the other's outlet for what both tell.
    Cites,
}

/// That one document is a copy of another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// Id of the copy.
    pub from: String,
    /// Id of the document it is a copy of.
    pub to: String,
    /// What sort of copy.
    pub kind: CopyKind,
    /// Share of the shorter one's shingles that the other has, from 0 to 1; of [`CopyKind::Cites`] the likeness of their words.
    pub score: f64,
    /// The reason, in words.
    pub evidence: String,
}

/// Documents that hang together by copying.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Family {
    /// `f` and a number, which stays as long as the family's first document does.
    pub id: String,
    /// Id of the document from which the others likely come.
    pub origin: String,
    /// Ids of all its documents, by time.
    pub documents: Vec<String>,
    /// Who copied whom.
    pub edges: Vec<Edge>,
}

/// A document in a family.
struct Member {
    number: i64,
    id: String,
    published: Option<String>,
}

impl Ledger {
    /// All families of copies, by the order in which their first documents came.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn families(&self) -> Result<Vec<Family>, LedgerError> {
        self.all_families().map_err(self.failed())
    }

    fn all_families(&self) -> rusqlite::Result<Vec<Family>> {
        let mut query = self
            .connection()
            .prepare_cached("SELECT copy, original, kind, score, evidence FROM copies ORDER BY copy, original")?;
        let rows = query.query_map([], |row| {
            let kind: CopyKind = value(row, "kind")?;
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, kind, row.get::<_, f64>(3)?, row.get::<_, String>(4)?))
        })?;
        let edges: Vec<_> = rows.collect::<Result<_, _>>()?;
        let mut sets = Sets::default();
        edges.iter().for_each(|(copy, original, ..)| sets.join(*copy, *original));

        let mut members: HashMap<i64, Vec<Member>> = HashMap::new();
        let mut query = self.connection().prepare_cached(
            "SELECT number, id, CASE WHEN substr(published, 1, 10) = day THEN published ELSE day END AS published FROM documents
             WHERE number IN (SELECT copy FROM copies UNION SELECT original FROM copies) ORDER BY number",
        )?;
        let mut rows = query.query([])?;
        let mut names: HashMap<i64, String> = HashMap::new();
        while let Some(row) = rows.next()? {
            let member = Member { number: row.get(0)?, id: row.get(1)?, published: row.get(2)? };
            names.insert(member.number, member.id.clone());
            members.entry(sets.of(member.number)).or_default().push(member);
        }
        let mut told: HashMap<i64, Vec<Edge>> = HashMap::new();
        let mut copied: HashMap<i64, usize> = HashMap::new();
        for (copy, original, kind, score, evidence) in edges {
            *copied.entry(copy).or_default() += 1;
            let name = |number: i64| names.get(&number).cloned().unwrap_or_default();
            let edge = Edge { from: name(copy), to: name(original), kind, score, evidence };
            told.entry(sets.of(copy)).or_default().push(edge);
        }
        let mut out: Vec<(i64, Family)> = members
            .into_iter()
            .map(|(set, mut members)| {
                members.sort_by(|a, b| (&a.published, a.number).cmp(&(&b.published, b.number)));
                // Who copies nobody is the origin; of several the earliest.
                let copies = |member: &&Member| copied.get(&member.number).copied().unwrap_or(0);
                let origin = members.iter().min_by_key(copies).map(|member| member.id.clone()).unwrap_or_default();
                let edges = told.remove(&set).unwrap_or_default();
                let documents = members.into_iter().map(|member| member.id).collect();
                (set, Family { id: format!("f{set}"), origin, documents, edges })
            })
            .collect();
        out.sort_by_key(|(set, _)| *set);
        Ok(out.into_iter().map(|(_, family)| family).collect())
    }
}

/// Sets of documents, each known by its least number.
#[derive(Default)]
struct Sets(HashMap<i64, i64>);

impl Sets {
    fn of(&mut self, number: i64) -> i64 {
        let mut root = number;
        while let Some(&above) = self.0.get(&root).filter(|&&above| above != root) {
            root = above;
        }
        // Shorter ways for the next ones who ask.
        let mut at = number;
        while at != root {
            at = self.0.insert(at, root).unwrap_or(root);
        }
        root
    }

    fn join(&mut self, one: i64, other: i64) {
        let (one, other) = (self.of(one), self.of(other));
        self.0.insert(one.max(other), one.min(other));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_known_by_their_least_number() {
        let mut sets = Sets::default();
        for (one, other) in [(5, 7), (9, 7), (2, 4), (4, 9)] {
            sets.join(one, other);
        }
        assert_eq!([2, 4, 5, 7, 9, 3].map(|number| sets.of(number)), [2, 2, 2, 2, 2, 3]);
    }
}
