//! `portal lsp`: the language server, for editors of text to start.

use std::path::Path;

use super::failure::Failure;
use crate::{lsp, source};

pub(super) fn run(root: &Path) -> Result<(), Failure> {
    // What an interrupted publication left is for commands that a person gives.
    let root = source::find_root(root)?;
    lsp::serve(root).map_err(|error| Failure::Client { detail: error.to_string() })
}
