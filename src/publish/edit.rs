//! Changes to the sources themselves, all of them or none: `.portal/edit/` holds the new texts and
//! then a journal. Without the journal nothing has happened; with it, whoever comes next finishes
//! what it lists.
//!
//! ```text
//! write 0 content/offers/dag-til-dag.md
//! delete - content/offers/dagtildag.md
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one door that changes files of an editor's own"
)]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::CreateError;

/// Where changes are prepared, from the portal's root.
const FOLDER: &str = ".portal/edit";
/// The list of what is to be done; it is there only when everything that it needs is.
const JOURNAL: &str = "journal";

/// Where the files stand that are changed: what editors write, and the rules of web servers.
const OURS: [&str; 2] = ["content/", ".portal/host/"];

/// A file, by its path from the root with `/`, and what is to stand in it; none where it is to be
/// deleted.
pub(crate) type Edit = (String, Option<String>);

/// Brings about all of the changes, or none.
///
/// # Errors
/// When the file system refuses; what was changed till then is put back as it was.
pub(crate) fn edit(root: &Path, edits: &[Edit]) -> Result<(), CreateError> {
    finish(root)?;
    let folder = root.join(FOLDER);
    let prepared = prepare(&folder, edits).map_err(|error| CreateError::Io(folder.clone(), error));
    if let Err(error) = prepared {
        // It is not begun; the next change clears the folder.
        let _ = fs::remove_dir_all(&folder);
        return Err(error);
    }
    let before: Vec<_> = edits.iter().map(|(path, _)| fs::read(root.join(path)).ok()).collect();
    if let Err(error) = carry_out(root) {
        put_back(root, edits, &before);
        let _ = fs::remove_dir_all(&folder);
        return Err(error);
    }
    fs::remove_dir_all(&folder).map_err(|error| CreateError::Io(folder, error))
}

/// Finishes changes that were interrupted; whether there were any.
///
/// # Errors
/// When the file system refuses; the journal stays, and the next command tries again.
pub(crate) fn finish(root: &Path) -> Result<bool, CreateError> {
    let folder = root.join(FOLDER);
    let failed = |error| CreateError::Io(folder.clone(), error);
    if !folder.exists() {
        return Ok(false);
    }
    let begun = folder.join(JOURNAL).exists();
    if begun {
        carry_out(root)?;
    }
    fs::remove_dir_all(&folder).map_err(failed)?;
    Ok(begun)
}

/// Writes the new texts, and the journal last.
fn prepare(folder: &Path, edits: &[Edit]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut journal = String::new();
    for ((path, text), number) in edits.iter().zip(0..) {
        match text {
            Some(text) => {
                write(&folder.join(format!("{number}")), text)?;
                journal.extend([format!("write {number} {path}\n")]);
            }
            None => journal.extend([format!("delete - {path}\n")]),
        }
    }
    let unfinished = folder.join("journal.new");
    write(&unfinished, &journal)?;
    fs::rename(unfinished, folder.join(JOURNAL))
}

/// Does what the journal lists; what is done already is done again to the same end. A journal that
/// lists anything else than files of the portal is not ours, and nothing of it is done.
fn carry_out(root: &Path) -> Result<(), CreateError> {
    let folder = root.join(FOLDER);
    let journal = folder.join(JOURNAL);
    let listed = fs::read_to_string(&journal);
    let listed = listed.map_err(|error| CreateError::Io(journal.clone(), error))?;
    let steps: Option<Vec<_>> = listed.lines().map(|line| Step::read(line, root)).collect();
    for step in steps.ok_or(CreateError::Foreign(folder.clone()))? {
        let target = root.join(step.path);
        let done = match step.text {
            Some(number) => bring(&folder.join(number), &target),
            None => {
                fs::remove_file(&target).or_else(|error| absent(&error).then_some(()).ok_or(error))
            }
        };
        done.map_err(|error| CreateError::Io(target, error))?;
    }
    Ok(())
}

/// A line of the journal.
struct Step<'j> {
    /// The name of the new text; none where the file is deleted.
    text: Option<&'j str>,
    /// The file, from the root.
    path: &'j str,
}

impl<'j> Step<'j> {
    /// Nothing where the line names something else than a file of the portal's own: it may have
    /// come with a folder that somebody else has made.
    fn read(line: &'j str, root: &Path) -> Option<Self> {
        let mut words = line.splitn(3, ' ');
        let (what, number, path) = (words.next()?, words.next()?, words.next()?);
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let text = match what {
            "write" if is_number => Some(number),
            "delete" if number == "-" => None,
            _ => return None,
        };
        is_own(path, root).then_some(Self { text, path })
    }
}

/// Whether a path from the root is a file that commands change, and no link leads away on the way
/// to it.
fn is_own(path: &str, root: &Path) -> bool {
    let is_ours = path == "site.toml" || OURS.iter().any(|folder| path.starts_with(folder));
    let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let leads_away = || Path::new(path).parent().is_some_and(|folder| is_linked(root, folder));
    is_ours && is_plain && !path.contains(['\\', ':']) && !leads_away()
}

/// Whether a folder below the root, or one on the way to it, is a link to elsewhere.
pub(crate) fn is_linked(root: &Path, folder: &Path) -> bool {
    let mut below = folder.ancestors().filter(|above| !above.as_os_str().is_empty());
    below.any(|above| root.join(above).is_symlink())
}

/// A copy beside the target, and then its name: who reads it sees the old text or the new one.
fn bring(from: &Path, target: &Path) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.portal"));
    fs::copy(from, &beside)?;
    if let Ok(before) = fs::metadata(target) {
        fs::set_permissions(&beside, before.permissions())?;
    }
    fs::rename(&beside, target).inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn put_back(root: &Path, edits: &[Edit], before: &[Option<Vec<u8>>]) {
    for ((path, _), before) in edits.iter().zip(before) {
        let path: PathBuf = root.join(path);
        // What cannot be put back was most likely never changed.
        let _ = match before {
            Some(bytes) if fs::read(&path).ok().as_ref() != Some(bytes) => fs::write(&path, bytes),
            None if path.is_file() => fs::remove_file(&path),
            _ => Ok(()),
        };
    }
}

fn absent(error: &io::Error) -> bool {
    error.kind() == ErrorKind::NotFound
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content")).expect("a folder");
        for name in ["a", "b", "c"] {
            fs::write(folder.path().join("content").join(name), name).expect("a file");
        }
        folder
    }

    fn edits() -> Vec<Edit> {
        let text = |text: &str| Some(text.to_owned());
        vec![
            ("content/a".to_owned(), text("A")),
            ("content/ny/d".to_owned(), text("D")),
            ("content/b".to_owned(), None),
            ("content/c".to_owned(), text("C")),
        ]
    }

    fn state(root: &Path) -> Vec<Option<String>> {
        ["a", "b", "c", "ny/d"]
            .map(|name| fs::read_to_string(root.join("content").join(name)).ok())
            .to_vec()
    }

    fn texts(all: [Option<&str>; 4]) -> Vec<Option<String>> {
        all.map(|text| text.map(str::to_owned)).to_vec()
    }

    const BEFORE: [Option<&str>; 4] = [Some("a"), Some("b"), Some("c"), None];
    const AFTER: [Option<&str>; 4] = [Some("A"), None, Some("C"), Some("D")];

    #[test]
    fn all_changes_are_made_and_nothing_is_left_over() {
        let folder = folder();
        edit(folder.path(), &edits()).expect("changes");
        assert_eq!(state(folder.path()), texts(AFTER));
        assert!(!folder.path().join(FOLDER).exists());
    }

    #[test]
    fn a_change_that_fails_puts_the_others_back() {
        let folder = folder();
        fs::remove_file(folder.path().join("content/c")).expect("a file");
        fs::create_dir_all(folder.path().join("content/c/in the way")).expect("a folder");
        edit(folder.path(), &edits()).expect_err("a folder cannot be replaced by a file");
        let [a, b, _, d] = BEFORE;
        assert_eq!(state(folder.path()), texts([a, b, None, d]));
        assert!(!finish(folder.path()).expect("nothing to do"));
    }

    #[test]
    fn a_journal_of_somebody_else_is_not_followed() {
        for line in [
            "write 0 ../elsewhere",
            "write 0 content/../../elsewhere",
            "write 0 /tmp/elsewhere",
            "write 0 .git/hooks/post-checkout",
            "write ../b content/a",
            "delete - ../elsewhere",
            "write 0 content/away/a",
            "nonsense",
        ] {
            let folder = folder();
            let root = folder.path();
            let work = root.join(FOLDER);
            fs::create_dir_all(&work).expect("a folder");
            fs::write(work.join("0"), "theirs").expect("written");
            #[cfg(unix)]
            std::os::unix::fs::symlink(root, root.join("content/away")).expect("a link");
            let journal = format!("write 0 content/a\n{line}\n");
            fs::write(work.join(JOURNAL), journal).expect("written");
            let refused = finish(root).expect_err("not ours");
            assert!(matches!(refused, CreateError::Foreign(_)), "{line}: {refused:?}");
            assert_eq!(state(root), texts(BEFORE), "{line}");
        }
    }

    #[test]
    fn an_interruption_is_undone_before_the_journal_and_finished_after_it() {
        for done in 0..=edits().len() {
            let folder = folder();
            let work = folder.path().join(FOLDER);
            prepare(&work, &edits()).expect("prepared");
            // Killed after some of the changes.
            let journal = fs::read_to_string(work.join(JOURNAL)).expect("a journal");
            let first: String = journal.split_inclusive('\n').take(done).collect();
            fs::write(work.join(JOURNAL), first).expect("written");
            carry_out(folder.path()).expect("some of it");
            fs::write(work.join(JOURNAL), &journal).expect("written");
            assert!(finish(folder.path()).expect("the rest"));
            assert_eq!(state(folder.path()), texts(AFTER));

            fs::create_dir_all(&work).expect("a folder");
            fs::write(work.join("0"), "unfinished").expect("written");
            assert!(!finish(folder.path()).expect("nothing was begun"));
            assert_eq!(state(folder.path()), texts(AFTER));
        }
    }
}
