//! What must hold for any input: no panic, no lost text, no leak.
