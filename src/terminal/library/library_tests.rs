//! The library on a disk.
