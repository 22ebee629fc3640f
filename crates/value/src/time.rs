//! Expressions of time, as intervals of dates.
