//! New files, and nothing but new files: what is there already stays as it is.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one door that begins files of an editor's own"
)]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::SystemDisk;
use super::rewrite::replace;

/// Why a new file was not made.
#[derive(Debug)]
pub(crate) enum CreateError {
    /// It is there already.
    Exists(PathBuf),
    /// The file system refused.
    Io(PathBuf, io::Error),
    /// What stands in this folder was not prepared for this portal.
    Foreign(PathBuf),
}

/// Writes files that are not there yet; gives their paths. Paths are from `root`, with `/`.
///
/// # Errors
/// When one of them is there, before any is written; when the file system refuses.
pub(crate) fn create(root: &Path, files: &[(String, String)]) -> Result<Vec<PathBuf>, CreateError> {
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| root.join(path)).collect();
    if let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(CreateError::Exists(there.clone()));
    }
    // What lies behind a link is read by nothing of the portal.
    let below = |path: &Path| path.strip_prefix(root).is_ok_and(|inner| inner != Path::new(""));
    let folders = paths.iter().flat_map(|path| path.ancestors().skip(1).take_while(|f| below(f)));
    if let Some(link) = folders.into_iter().find(|folder| folder.is_symlink()) {
        return Err(CreateError::Io(link.to_path_buf(), io::Error::other("symlink")));
    }
    for (path, (_, text)) in paths.iter().zip(files) {
        write(path, text).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => CreateError::Exists(path.clone()),
            _ => CreateError::Io(path.clone(), error),
        })?;
    }
    Ok(paths)
}

/// Writes files that a command makes anew each time, over those of the same names; gives their
/// paths.
///
/// # Errors
/// When the file system refuses.
pub(crate) fn write_over(
    root: &Path,
    files: &[(String, String)],
) -> Result<Vec<PathBuf>, CreateError> {
    let io = |path: &Path| {
        let path = path.to_path_buf();
        move |error| CreateError::Io(path, error)
    };
    fs::create_dir_all(root).map_err(io(root))?;
    let mut paths = Vec::with_capacity(files.len());
    for (name, text) in files {
        let path = root.join(name);
        replace(&SystemDisk, &path, text.as_bytes()).map_err(io(&path))?;
        paths.push(path);
    }
    Ok(paths)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    // Half a file would stop every later command.
    written.inspect_err(|_| drop(fs::remove_file(path)))?;
    // git runs a hook only if it may be run.
    #[cfg(unix)]
    if text.starts_with("#!") {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
