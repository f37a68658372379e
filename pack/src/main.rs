//! `portal-pack pack …`: what `portal pack …` does, with a typesetter.

use std::process::ExitCode;

fn main() -> ExitCode {
    portal::cli::run_pack(portal_pack::typeset)
}
