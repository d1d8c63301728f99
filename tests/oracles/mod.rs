//! Other programs that know the same things: what they say and what we say must be equal.

mod calendar_oracle;
