//! `portal fmt`: front matter and registers in one way of writing, or which files are not.

use std::path::Path;

use super::arguments::FmtArguments;
use super::failure::Failure;
use super::output::Output;
use crate::publish::{Disk, PublishError, SystemDisk, rewrite};
use crate::source::{self, ReadError};
use crate::tidy::{Tidied, tidy};

pub(super) fn run(
    root: &Path,
    arguments: &FmtArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (sources, _) = source::read(&root)?;
    output.speak_as(&sources, None);
    let mut counts = Counts::default();
    let own = sources.files().filter(|(_, file)| !file.is_built_in());
    for (_, file) in own {
        let path = root.join(file.path());
        counts.files += 1;
        let read = |source| ReadError::Io { path: path.clone(), source };
        // As the bytes lie on the disk: what was read has its line ends mended already.
        match tidy(file.role(), &SystemDisk.read(&path).map_err(read)?) {
            Tidied::NotOurs => counts.files -= 1,
            Tidied::Same => {}
            Tidied::Faulty => {
                counts.faulty += 1;
                output.warn("cli.fmt.faulty", &[("path", file.path())]);
            }
            Tidied::Changed(text) => {
                counts.changed += 1;
                Output::result(file.path())?;
                if !arguments.check {
                    rewrite(&SystemDisk, &path, text.as_bytes()).map_err(of_a_source)?;
                }
            }
        }
    }
    counts.tell(arguments.check, output);
    let is_well = counts.faulty == 0 && !(arguments.check && counts.changed > 0);
    if is_well { Ok(()) } else { Err(Failure::Content) }
}

/// Nothing of the published portal has to do with a source that cannot be written.
fn of_a_source(error: PublishError) -> Failure {
    match error {
        PublishError::Io { path, source } => Failure::Create { path, detail: source.to_string() },
        other => other.into(),
    }
}

/// How many files there were.
#[derive(Default)]
struct Counts {
    files: usize,
    changed: usize,
    faulty: usize,
}

impl Counts {
    fn tell(&self, check: bool, output: &Output) {
        let key = if check { "cli.fmt.checked" } else { "cli.fmt.done" };
        let numbers = [("files", self.files.to_string()), ("changed", self.changed.to_string())];
        output.tell(key, &numbers.each_ref().map(|(name, value)| (*name, value.as_str())));
    }
}
