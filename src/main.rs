//! The program: reads the command line, calls the library, gives the exit code.

fn main() {}
