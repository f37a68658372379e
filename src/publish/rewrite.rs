//! One file that is written by itself, an editor's own or the portal in one file: beside its place
//! first and then in it, so that whoever reads it meanwhile has the old one or the new one, and
//! with the rights that the old one had.

use std::io;
use std::path::Path;

use super::{Disk, PublishError};

/// What the new file is called until it is whole; a name that no source has.
const BESIDE: &str = ".portal~";

/// Writes `bytes` as the file at `path`, whether there is one or not.
///
/// # Errors
/// When the file system refuses; the old file is there then, as it was.
pub(crate) fn rewrite(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    replace(disk, path, bytes).map_err(|source| PublishError::Io { path: path.to_owned(), source })
}

/// The same, told as the file system tells it. A link of that name is replaced, and what it leads
/// to stays.
pub(super) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}{BESIDE}"));
    bring(disk, path, (&beside, bytes)).inspect_err(|_| {
        // The new file is nobody's now; that it cannot be removed either says no more than the
        // first error.
        let _ = disk.remove_file(&beside);
    })
}

fn bring(disk: &dyn Disk, path: &Path, (beside, bytes): (&Path, &[u8])) -> io::Result<()> {
    if disk.found(beside)?.is_some() {
        // Of a run that was killed.
        disk.remove_file(beside)?;
    }
    disk.write(beside, bytes)?;
    if disk.found(path)?.is_some() {
        disk.copy_mode(path, beside)?;
    }
    disk.sync(beside)?;
    disk.rename(beside, path)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test may touch the disk")]

    use super::*;
    use crate::publish::SystemDisk;

    #[test]
    fn a_file_is_replaced_whole_and_what_a_killed_build_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("portal.html");
        std::fs::write(folder.path().join(".portal.html.portal~"), "half").expect("written");
        for text in ["old", "new"] {
            rewrite(&SystemDisk, &path, text.as_bytes()).expect("published");
            assert_eq!(std::fs::read_to_string(&path).expect("the file"), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
