//! How the help is laid out: its two columns, and how many rows of the terminal each of its rows takes.

use super::help::{Listing, Row};
use super::paging::rows_taken;
use crate::app::App;

const NARROW: usize = 60;

/// Where the second column of the list begins. A list to be read leaves it as much room as it can.
pub fn column(listing: Listing, rows: &[Row], breadth: usize) -> usize {
    let most = (breadth * 2 / 5).clamp(8, 30);
    let in_columns = rows.iter().filter(|row| !row.help.is_empty());
    let longest = in_columns.map(|row| row.typed.chars().count()).max();
    match listing {
        Listing::Commands => most,
        _ => longest.unwrap_or(most).min(most),
    }
}

/// The room of the second column.
pub fn beside_column(column: usize, breadth: usize) -> usize {
    breadth.saturating_sub(column + 5)
}

/// Whether the second column is wrapped. Actions take one row each, where that is broad enough for most of their sentences:
/// that of the chosen one is shown in full below the list.
pub fn is_wrapped(listing: Listing, breadth: usize) -> bool {
    listing != Listing::Commands || breadth < NARROW
}

/// About how many rows of the terminal it takes.
pub fn height_of(app: &App, column: usize, row: &Row) -> usize {
    let breadth = usize::from(app.columns);
    match (app.help.listing, row.typed.is_empty(), row.help.is_empty()) {
        (listing, ..) if !is_wrapped(listing, breadth) => 1,
        (Listing::Commands, true, _) | (Listing::Commands, _, true) => 1,
        (_, true, _) => rows_taken(&row.help, breadth.saturating_sub(2)),
        (_, _, true) => rows_taken(&row.typed, breadth.saturating_sub(2)),
        _ => rows_taken(&row.typed, column)
            .max(rows_taken(&row.help, beside_column(column, breadth))),
    }
}
