//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    portal::cli::run()
}
