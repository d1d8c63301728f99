//! What the disk may do to us: cut short, fail, be shared, be old.

mod kill_points;
mod minutes_file;
mod newer_files;
mod no_room;
mod size_limit;
mod small_disk;
mod two_writers;
