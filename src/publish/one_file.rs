//! One file that is published by itself: beside its place first and then in it, so that whoever reads it meanwhile has the
//! old one or the new one, and a build that fails leaves the old one.

use std::path::{Path, PathBuf};

use super::{Disk, EntryKind, PublishError, target};

/// What the new file is called until it is whole.
const BESIDE: &str = ".portal~";

/// Refuses a file that lies among the portal's sources, or where something else than a file stands; gives its whole path.
///
/// # Errors
/// [`PublishError::HoldsSources`], [`PublishError::NotOurs`], or what the file system says.
pub(crate) fn admit_file(disk: &dyn Disk, path: &Path, root: &Path) -> Result<PathBuf, PublishError> {
    let path = target::outside_sources(path, root)?;
    match disk.found(&path).map_err(|source| PublishError::io(&path, source))? {
        Some(found) if found.kind != EntryKind::File => Err(PublishError::NotOurs { path }),
        _ => Ok(path),
    }
}

/// Publishes `bytes` as the file at `path`; a file that stands there is replaced, and keeps who may read it.
///
/// # Errors
/// When the file system refuses; the old file is there then, as it was.
pub(crate) fn publish_file(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}{BESIDE}"));
    let written = bring(disk, path, (&beside, bytes));
    written.map_err(|source| {
        // The new file is nobody's now; that it cannot be removed either says no more than the first error.
        let _ = disk.remove_file(&beside);
        PublishError::Io { path: path.to_owned(), source }
    })
}

fn bring(disk: &dyn Disk, path: &Path, (beside, bytes): (&Path, &[u8])) -> std::io::Result<()> {
    if disk.found(beside)?.is_some() {
        // Of a build that was killed.
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
            publish_file(&SystemDisk, &path, text.as_bytes()).expect("published");
            assert_eq!(std::fs::read_to_string(&path).expect("the file"), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn where_a_folder_stands_or_the_sources_are_no_file_is_put() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(root.path().join("content/pages")).expect("a folder");
        std::fs::create_dir_all(root.path().join("a.html/b")).expect("a folder");
        for path in ["content/pages/a.html", "a.html", "site.toml"] {
            admit_file(&SystemDisk, &root.path().join(path), root.path()).expect_err(path);
        }
        admit_file(&SystemDisk, &root.path().join("b.html"), root.path()).expect("a place");
    }
}
