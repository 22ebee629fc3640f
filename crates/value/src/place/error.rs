//! What can go wrong with places.

/// Why the gazetteer is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// The table inside the program is not whole: it was not built by `training/gazetteer`, or was cut.
    #[error("the table of places in this program is damaged; build it again from an undamaged source")]
    Table,
}
