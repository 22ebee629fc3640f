"""Events: triggers with their kinds, incidents, roles and which triggers tell of one event."""
