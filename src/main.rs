//! The program: everything is in the library.

use std::process::ExitCode;

/// Building allocates in many small pieces on all cores, where the system's allocator is a sixth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    portal::cli::run()
}
