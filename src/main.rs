//! The program: reads the command line, calls the library, gives the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    talking_piece::command_line::run()
}
