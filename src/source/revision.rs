//! A portal as git keeps it: the texts of a revision, without touching the folder that is worked
//! in.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::staged::{StagedError, git};
use super::{Role, Sources};
use crate::diagnostics::Findings;

/// The texts of a portal in `root`, as they stood in a revision (a branch, a tag, a commit or
/// whatever else gitrevisions(7) has). What is published as it is has no text and is left out.
///
/// # Errors
/// When there is no git, `root` lies in no repository, or there is no such revision.
pub fn revision(root: &Path, revision: &str) -> Result<(Sources, Findings), StagedError> {
    let commit = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|error| named(error, revision))?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    // `mode SP type SP object TAB path NUL`, as git-ls-tree(1) describes it under "Output format".
    let listed = git(root, &["ls-tree", "-r", "-z", &commit, "content", "themes", "site.toml"])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let texts: Vec<(&str, &str)> = listed.split('\0').filter_map(text_of_line).collect();
    let objects: Vec<&str> = texts.iter().map(|(object, _)| *object).collect();
    let contents = contents(root, &objects)?;
    let files = texts.iter().zip(contents).map(|((_, path), bytes)| ((*path).to_owned(), bytes));
    Ok(Sources::from_files(files))
}

/// git says nothing of a revision that is not there when it is asked quietly; its name says more
/// anyway.
fn named(error: StagedError, revision: &str) -> StagedError {
    match error {
        StagedError::Git(words) if words.is_empty() => StagedError::Git(format!("{revision}: ?")),
        error => error,
    }
}

/// Object and path of a text; links and submodules hold none.
fn text_of_line(line: &str) -> Option<(&str, &str)> {
    let (about, path) = line.split_once('\t')?;
    let mut columns = about.split(' ');
    let (mode, _, object) = (columns.next()?, columns.next()?, columns.next()?);
    let is_text = Role::of(path).is_some_and(|role| role != Role::Asset);
    (matches!(mode, "100644" | "100755") && is_text).then_some((object, path))
}

/// What is in the objects, in their order, by one run of git (git-cat-file(1), "Batch output").
fn contents(root: &Path, objects: &[&str]) -> Result<Vec<Vec<u8>>, StagedError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["cat-file", "--batch"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(StagedError::NoGit)?;
    let asked: String = objects.iter().flat_map(|object| [object, "\n"]).collect();
    let input = child.stdin.take();
    // Both pipes hold little: who writes and who reads must not wait for each other.
    let writer = std::thread::spawn(move || {
        input.map_or(Ok(()), |mut input| input.write_all(asked.as_bytes()))
    });
    let output = child.wait_with_output().map_err(StagedError::NoGit)?.stdout;
    let written = writer.join().unwrap_or_else(|_| Err(io::Error::other("git cat-file")));
    written.map_err(StagedError::NoGit)?;
    let read = batch(&output, objects.len());
    read.ok_or_else(|| StagedError::Git("cat-file --batch".to_owned()))
}

/// `object SP type SP size LF contents LF`, as often as `count`; none where it is not so.
fn batch(mut output: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let end = output.iter().position(|byte| *byte == b'\n')?;
        let size =
            std::str::from_utf8(&output[..end]).ok()?.rsplit(' ').next()?.parse::<usize>().ok()?;
        contents.push(output.get(end + 1..end + 1 + size)?.to_vec());
        output = output.get(end + 2 + size..)?;
    }
    Some(contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_may_hold_line_ends_and_be_empty() {
        let output = b"a blob 3\nx\ny\nb blob 0\n\n";
        assert_eq!(batch(output, 2), Some(vec![b"x\ny".to_vec(), Vec::new()]));
        assert_eq!(batch(b"a missing\n", 1), None);
        assert_eq!(batch(b"a blob 9\nx\n", 1), None);
    }
}
