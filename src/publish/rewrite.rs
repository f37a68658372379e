//! A file of an editor's own, written anew: beside the old one first and then in its place, so that
//! whoever reads it meanwhile has one or the other, and with the rights that the old one had.

use std::path::Path;

use super::{Disk, PublishError};

/// What the new file is called until it is whole; a name that no source has.
const BESIDE: &str = ".portal~";

/// Writes `bytes` in the place of the file at `path`.
///
/// # Errors
/// When the file system refuses; the old file is there then, as it was.
pub(crate) fn rewrite(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}{BESIDE}"));
    let written = disk
        .write(&beside, bytes)
        .and_then(|()| disk.copy_mode(path, &beside))
        .and_then(|()| disk.rename(&beside, path));
    written.map_err(|source| {
        // The new file is nobody's now; that it cannot be removed either says no more than the first error.
        let _ = disk.remove_file(&beside);
        PublishError::Io { path: path.to_owned(), source }
    })
}
