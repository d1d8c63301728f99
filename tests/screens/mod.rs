//! What every screen shows: ten in full, in every size, as snapshots that are read and never blindly accepted; of the
//! others only the rows in question.

mod asked;
mod contrast;
mod cost;
pub mod driver;
mod finding;
mod papers;
mod past_scenes;
mod promises;
mod room;
mod rows;
pub mod scenes;
mod scrolling;
mod sizes;
mod snapshots;
mod ways_on;
