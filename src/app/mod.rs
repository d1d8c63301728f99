//! What the program is and does, without any input or output: `update(app, message) -> effects`.

pub mod message;
