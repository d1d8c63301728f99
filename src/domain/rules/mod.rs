//! What a council's settings mean for a meeting: checks, dates, the quorum, scores, the tally.

pub mod balance;
pub mod both_sides;
pub mod check_in;
pub mod checks;
pub mod contradictions;
pub mod copies_given;
pub mod deadlines;
pub mod new_to_family;
pub mod presence;
pub mod quorum;
pub mod scores;
pub mod sign_off;
pub mod smart;
pub mod tally;
pub mod timetable;
pub mod views_grid;

#[cfg(test)]
mod every_setting_tests;
