//! What git has staged: the files of the next commit, as they will stand in it and not as they lie
//! on the disk.

#![expect(clippy::disallowed_methods, reason = "this is the one door that reads")]

use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use super::Sources;

/// Why it is not known what is staged.
#[derive(Debug)]
pub enum StagedError {
    /// git could not be run.
    NoGit(io::Error),
    /// git refused, in its own words.
    Git(String),
}

impl fmt::Display for StagedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) => write!(formatter, "git: {error}"),
            Self::Git(words) => formatter.write_str(words),
        }
    }
}

impl std::error::Error for StagedError {}

/// The files that were added or changed in git's index, with paths from `root`; and the portal's
/// settings, changed or not, for what they except.
///
/// # Errors
/// When there is no git, or `root` lies in no repository.
pub fn staged(root: &Path) -> Result<Sources, StagedError> {
    // `:mode mode object object status NUL path NUL`, as git-diff(1) describes it under "Raw output
    // format".
    let changes = git(
        root,
        &["diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative"],
    )?;
    let changes = String::from_utf8_lossy(&changes).into_owned();
    let mut parts = changes.split('\0');
    let mut files = Vec::new();
    while let (Some(change), Some(path)) = (parts.next(), parts.next()) {
        let columns: Vec<_> = change.split(' ').collect();
        let [_, mode, _, object, status] = columns[..] else { continue };
        // Deleted files go nowhere.
        if status == "D" {
            continue;
        }
        // Of a link, git keeps what it leads to, and of another repository its name alone.
        let is_repository = mode == "160000";
        let bytes =
            if is_repository { Vec::new() } else { git(root, &["cat-file", "blob", object])? };
        files.push((path.to_owned(), bytes));
    }
    if !files.iter().any(|(path, _)| path == "site.toml") {
        let settings = std::fs::read(root.join("site.toml")).unwrap_or_default();
        files.push(("site.toml".to_owned(), settings));
    }
    Ok(Sources::as_they_are(files))
}

/// What git tells its hooks, as paths from the folder that they begin in.
const TOLD: [&str; 4] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"];

/// What git prints.
/// Whether the last commit of the repository that `root` lies in has a file; `path` is from `root`.
pub(crate) fn is_committed(root: &Path, path: &str) -> bool {
    git(root, &["cat-file", "-e", &format!("HEAD:./{path}")]).is_ok()
}

pub(super) fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, StagedError> {
    let mut command = Command::new("git");
    for name in TOLD {
        if let Some(path) = std::env::var_os(name).filter(|path| !path.is_empty()) {
            // From `root` it would lead elsewhere.
            command.env(name, std::path::absolute(path).map_err(StagedError::NoGit)?);
        }
    }
    let run = command.arg("-C").arg(root).args(arguments).output();
    let Output { status, stdout, stderr } = run.map_err(StagedError::NoGit)?;
    if status.success() {
        return Ok(stdout);
    }
    // The first line says what is wrong; of a wrong use all options follow.
    let said = String::from_utf8_lossy(&stderr);
    Err(StagedError::Git(said.trim().lines().next().unwrap_or_default().to_owned()))
}
