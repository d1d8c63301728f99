//! What the disk may do to us: cut short, fail, be shared, be old.
