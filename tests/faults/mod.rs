//! The catalogue of faults: each has its number and its tests, which `cargo test faults` runs, and `cargo test f06` runs
//! those of one. Larger numbers with `TALKING_PIECE_FAULTS=long`. The numbers reached are in the manual's page about what
//! is safe.

mod beside_editors;
mod editors;
mod f01_killed;
mod f02_minutes_with_marks;
mod f02_refused;
mod f03_power_cut;
mod f04_real_disks;
mod f05_real_disk;
mod f06_every_size;
mod f06_no_room;
mod f06_size_limit;
pub mod f06_small_disk;
mod f07_terminal_lost;
mod f08_processes;
mod f08_two_writers;
mod f09_clocks;
mod f10_input;
mod f11_rights;
mod f12_cache;
mod f12_traces;
mod f13_redaction;
mod f14_tampering;
mod f15_fuzz;
mod f15_readers;
mod f16_golden;
mod f16_newer_files;
mod f17_long_run;
mod f17_memory;
mod f18_teeth;
mod machine;
mod model;
pub mod skipped;
pub mod traced;
mod workloads;
