//! Conflicts of all incidents, part by part.

use sayso_reading::code;

use super::{Conditions, IncidentFilter};
use crate::{Conflict, ConflictKind, Ledger, LedgerError, claim};

impl Ledger {
    /// The conflicts of one kind, or all, of the incidents that pass the filter, those first of which most documents tell: the filter's `limit` counts
    /// conflicts, as its `skip` does. And how many there are, whatever the limit.
    ///
    /// # Errors
    /// [`LedgerError`] where the file cannot be read.
    pub fn conflicts(
        &self,
        filter: &IncidentFilter,
        kind: Option<ConflictKind>,
    ) -> Result<(Vec<Conflict>, usize), LedgerError> {
        self.list_conflicts(filter, kind).map_err(self.failed())
    }

    fn list_conflicts(
        &self,
        filter: &IncidentFilter,
        kind: Option<ConflictKind>,
    ) -> rusqlite::Result<(Vec<Conflict>, usize)> {
        let _state = self.state()?;
        let end = filter.limit.map_or(usize::MAX, |limit| filter.skip.saturating_add(limit));
        let (mut conflicts, mut before) = (Vec::new(), 0);
        // Incidents that lie before or behind what is asked for are counted as their numbers of conflicts are kept.
        for (incident, count) in self.incidents_at_odds(filter, kind)? {
            if before + count > filter.skip
                && before < end
                && let Some(incident) = claim::incident(self.connection(), incident)?
            {
                let all = incident.conflicts().into_iter().filter(|it| kind.is_none_or(|kind| it.kind == kind));
                let asked = all.enumerate().filter(|(at, _)| (filter.skip..end).contains(&(before + at)));
                conflicts.extend(asked.map(|it| it.1));
            }
            before += count;
        }
        Ok((conflicts, before))
    }

    /// The incidents that have conflicts, and how many.
    fn incidents_at_odds(
        &self,
        filter: &IncidentFilter,
        kind: Option<ConflictKind>,
    ) -> rusqlite::Result<Vec<(i64, usize)>> {
        let mut conditions = Conditions::of_incidents(filter);
        if let Some(kind) = kind {
            conditions.add("conflicts.kind = ?", code(kind));
        }
        let sql = format!(
            "SELECT number, sum(count) FROM incidents JOIN conflicts ON incident = number {}
             GROUP BY number {}",
            conditions.clause(),
            IncidentFilter { limit: None, skip: 0, ..filter.clone() }.order()
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(conditions.values().as_slice(), |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?;
        rows.collect()
    }
}
