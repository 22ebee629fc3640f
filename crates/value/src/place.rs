//! Place names, as countries and coordinates.
