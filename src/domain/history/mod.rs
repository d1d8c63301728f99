//! What goes beyond one meeting: reviews, comparisons, threads, due dates, who was told.

pub mod access;
pub mod compare;
pub mod due;
pub mod past_meeting;
pub mod review;
pub mod telling;
pub mod threads;
