//! Relations between actors, with the words that say so.
