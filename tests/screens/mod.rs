//! Snapshots of every screen in every size and palette; they are read, never blindly accepted.

mod cost;
mod driver;
mod finding;
mod past_scenes;
mod promises;
mod room;
mod scenes;
mod sizes;
mod snapshots;
mod ways_on;
