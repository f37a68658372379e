//! Which folders may be replaced: not one that holds the sources or lies in them, and not somebody
//! else's.

#![expect(clippy::disallowed_methods, reason = "this is the one door that writes")]

use std::fs;
use std::path::{Component, Path, PathBuf};

use memchr::memmem;

use super::{Disk, EntryKind, INDEX, MARKER, PublishError, work_folder};

/// What does not make a folder anybody's: our own work in it, and what file systems put into
/// theirs.
const NEUTRAL: [&str; 2] = [work_folder::NAME, "lost+found"];

/// As [`admit`], for the site: it is not published over the index.
pub(super) fn admit_site(out: &Path, root: &Path) -> Result<PathBuf, PublishError> {
    let target = admit(out, root)?;
    if resolved(&target).starts_with(resolved(&root.join(INDEX))) {
        return Err(PublishError::HoldsSources { path: target });
    }
    Ok(target)
}

/// Refuses `target` unless it may be replaced as a whole; gives its absolute path.
pub(super) fn admit(target: &Path, root: &Path) -> Result<PathBuf, PublishError> {
    let target = outside_sources(target, root)?;
    match fs::read_dir(&target) {
        Ok(entries) => {
            let names = entries
                .map(|entry| entry.map(|entry| entry.file_name()))
                .collect::<Result<Vec<_>, _>>();
            let names = names.map_err(|error| PublishError::io(&target, error))?;
            let is_foreign =
                names.iter().any(|name| !NEUTRAL.iter().any(|neutral| name == neutral));
            if is_foreign && !target.join(MARKER).is_file() {
                Err(PublishError::NotOurs { path: target })
            } else {
                Ok(target)
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(target),
        Err(error) => Err(PublishError::io(&target, error)),
    }
}

/// Refuses a file that lies among the portal's sources or in a published folder, or where something
/// else stands than an earlier one, which holds `mark`; gives its whole path.
///
/// # Errors
/// [`PublishError::HoldsSources`], [`PublishError::InSite`], [`PublishError::NotOurs`],
/// [`PublishError::OtherFile`], or what the file system says.
pub(crate) fn admit_file(
    disk: &dyn Disk,
    path: &Path,
    root: &Path,
    mark: &[u8],
) -> Result<PathBuf, PublishError> {
    let path = outside_sources(path, root)?;
    let io = |source| PublishError::io(&path, source);
    let folder = path.parent().unwrap_or(&path);
    if !is_apart(folder, root).map_err(io)? {
        return Err(PublishError::InSite { path });
    }
    let Some(found) = disk.found(&path).map_err(io)? else { return Ok(path) };
    if found.kind != EntryKind::File {
        return Err(PublishError::NotOurs { path });
    }
    let had = disk.read(&path).map_err(io)?;
    let is_ours = had.is_empty() || memmem::find(&had, mark).is_some();
    if is_ours { Ok(path) } else { Err(PublishError::OtherFile { path }) }
}

/// Refuses `target` where it holds the sources or lies in them; gives its absolute path.
pub(super) fn outside_sources(target: &Path, root: &Path) -> Result<PathBuf, PublishError> {
    let target = std::path::absolute(target).map_err(|source| PublishError::io(target, source))?;
    let target = resolved(&target);
    let root = resolved(root);
    // The work folder holds the index, and nothing else that is published.
    let is_work = target.starts_with(root.join(work_folder::NAME)) && target != root.join(INDEX);
    if is_work || root.starts_with(&target) || is_source(&target, &root) {
        return Err(PublishError::HoldsSources { path: target });
    }
    Ok(target)
}

/// Whether a folder is neither published nor among the sources, so that what a command writes there
/// is never a part of the portal. `root` is the portal's.
pub(crate) fn is_apart(folder: &Path, root: &Path) -> std::io::Result<bool> {
    let folder = resolved(&std::path::absolute(folder)?);
    let is_published = folder.ancestors().any(|ancestor| ancestor.join(MARKER).is_file());
    Ok(!is_published && !is_source(&folder, &resolved(root)))
}

/// Whether a folder lies where the sources lie.
fn is_source(folder: &Path, root: &Path) -> bool {
    ["content", "themes", "site.toml", ".git"]
        .iter()
        .any(|name| folder.starts_with(root.join(name)))
}

/// The path without `..`, and with the links of its nearest existing ancestor resolved.
fn resolved(path: &Path) -> PathBuf {
    let path = &path.components().fold(PathBuf::new(), |mut path, part| {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            part => path.push(part),
        }
        path
    });
    let mut rest = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(real) = fs::canonicalize(ancestor) {
            return rest.into_iter().rev().fold(real, |path: PathBuf, name| path.join(name));
        }
        rest.extend(ancestor.file_name());
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::SystemDisk;

    #[test]
    fn where_a_folder_stands_or_the_sources_are_no_file_is_put() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("content/pages")).expect("a folder");
        fs::create_dir_all(root.path().join("a.html/b")).expect("a folder");
        for path in ["content/pages/a.html", "a.html", "site.toml"] {
            admit_file(&SystemDisk, &root.path().join(path), root.path(), b"%PDF").expect_err(path);
        }
        let admit =
            |name: &str| admit_file(&SystemDisk, &root.path().join(name), root.path(), b"us");
        admit("b.html").expect("a place");
        for (text, is_ours) in [("by us", true), ("", true), ("by another", false)] {
            fs::write(root.path().join("c.html"), text).expect("a file");
            assert_eq!(admit("c.html").is_ok(), is_ours, "{text}");
        }
        fs::write(root.path().join(MARKER), "").expect("a file");
        assert!(matches!(admit("b.html"), Err(PublishError::InSite { .. })));
    }
}
