//! An agenda: what a meeting goes through, as data.
