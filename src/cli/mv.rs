//! `portal mv OLD NEW` and `portal retire ID`: an entry gets another name, or is retired;
//! everything that names it follows.

use std::path::Path;

use super::arguments::{Format, MvArguments, RetireArguments};
use super::failure::Failure;
use super::output::Output;
use crate::Options;
use crate::diagnostics::Findings;
use crate::moves::{Changed, Refused, Rename, Retirement};
use crate::publish::edit;
use crate::source::{self, Sources};

pub(super) fn rename(
    root: &Path,
    arguments: &MvArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let rename = Rename { old: arguments.old.clone(), new: arguments.new.clone() };
    change(root, output, |sources, options| rename.of(sources, options))
}

pub(super) fn retire(
    root: &Path,
    arguments: &RetireArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let retirement = Retirement {
        entry: arguments.entry.clone(),
        on: arguments.on,
        replaced_by: arguments.replaced_by.clone(),
        remove: arguments.remove,
    };
    change(root, output, |sources, options| retirement.of(sources, options))
}

/// Makes a change, and writes all of its files or none.
fn change(
    root: &Path,
    output: &mut Output,
    change: impl FnOnce(&Sources, &Options) -> Result<Changed, Refused>,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (sources, findings) = source::read(&root)?;
    output.speak_as(&sources, None);
    if findings.has_errors() {
        return refuse(&findings.into_sorted(), &sources, output);
    }
    // Drafts name entries as well.
    let options = Options { drafts: true, ..Options::default() };
    let changed = match change(&sources, &options) {
        Ok(changed) => changed,
        Err(Refused::Content(told)) => return refuse(&told.0, &told.1, output),
        Err(Refused::Unknown { name, near }) => {
            let (of, known) = (String::new(), String::new());
            return Err(Failure::Choice { key: "unknown_entry", value: name, of, known, near });
        }
        Err(Refused::BadName(name)) => return Err(usage("bad_name", name)),
        Err(Refused::SameName(name)) => return Err(usage("same_name", name)),
        Err(Refused::OwnSuccessor(name)) => return Err(usage("own_successor", name)),
        Err(Refused::Term(name)) => return Err(usage("term", name)),
    };
    let mut files = Vec::with_capacity(changed.files.len());
    for (path, text) in changed.files {
        let was = changed.moved.get(&path).unwrap_or(&path);
        let text = text.map(|text| source::as_on_disk(&root, was, text)).transpose()?;
        files.push((path, text));
    }
    edit(&root, &files)?;
    for (path, text) in &files {
        Output::result(&format!("{} {path}", if text.is_some() { "~" } else { "-" }))?;
    }
    Ok(())
}

fn usage(key: &'static str, value: String) -> Failure {
    Failure::Usage { key, value, near: None }
}

/// Tells why nothing is written.
fn refuse(findings: &Findings, sources: &Sources, output: &Output) -> Result<(), Failure> {
    output.findings(findings, sources, Format::Human)?;
    output.tell("cli.mv.nothing", &[("counts", &output.counts(findings))]);
    Err(Failure::Content)
}
