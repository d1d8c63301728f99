//! (being built)
fn main(){}
