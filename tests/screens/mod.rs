//! Snapshots of every screen in every size and palette; they are read, never blindly accepted.
