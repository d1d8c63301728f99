//! The catalogue of faults: each has its number and its tests, which `cargo test faults` runs, and `cargo test f06` runs
//! those of one. Larger numbers with `TALKING_PIECE_FAULTS=long`. The numbers reached are in the manual's page about what
//! is safe.

mod f01_killed;
mod f02_minutes_with_marks;
mod f06_no_room;
mod f06_size_limit;
pub mod f06_small_disk;
mod f08_two_writers;
mod f16_newer_files;
pub mod skipped;
