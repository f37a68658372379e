//! The program: the library, and the engine that its portals search with in the browser.

use std::process::ExitCode;

/// Building allocates in many small pieces on all cores, where the system's allocator is a sixth of
/// the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    portal::cli::run(portal_embedded::ENGINE)
}
