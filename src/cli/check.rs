//! `portal check`: everything that a build would say; writes nothing.

use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, ContentArguments};
use super::failure::Failure;
use super::output::Output;
use super::progress::Progress;
use super::staged as staged_files;
use super::timings::Timings;
use crate::build::staged;
use crate::diagnostics::nearest;
use crate::source::{self, Sources};
use crate::{Built, Options, Stage, checks};

pub(super) fn run(
    root: &Path,
    arguments: &CheckArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    if arguments.staged {
        return staged_files::run(root, arguments, output);
    }
    let portal = prepare(root, &arguments.content, engine, output)?;
    portal.timings.clear_line();
    output.findings_as_result(&portal.built.findings, &portal.sources, arguments.content.format)?;
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    let entries = portal.built.catalogue.as_ref().map_or(0, |catalogue| catalogue.entries().count());
    let counts = output.counts(&portal.built.findings);
    output.tell("cli.check.done", &[("entries", &entries.to_string()), ("counts", &counts)]);
    if portal.built.findings.has_errors() { Err(Failure::Content) } else { Ok(()) }
}

/// A portal that is read and built in memory.
pub(super) struct Portal {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    pub(super) built: Built,
    pub(super) timings: Timings,
}

/// What `build` and `check` do alike.
pub(super) fn prepare(
    root: &Path,
    arguments: &ContentArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<Portal, Failure> {
    refuse_codes(arguments)?;
    let root = super::portal_root(root, output)?;
    output.start_from(&root);
    let timings = Timings::new(Progress::new(Output::is_interactive(), output.texts()));
    let (sources, findings) = staged(&timings, Stage::Read, || source::read(&root))?;
    let options = Options {
        engine,
        today: arguments.today,
        drafts: arguments.drafts,
        deny: arguments.deny.clone(),
        allow: arguments.allow.clone(),
    };
    let built = crate::build(&sources, findings, &options, &timings);
    output.speak_as(&sources, built.catalogue.as_ref().map(|catalogue| catalogue.site.language));
    timings.clear_line();
    Ok(Portal { root, sources, built, timings })
}

/// Refuses codes that there are none of, and those that nobody may silence.
pub(super) fn refuse_codes(arguments: &ContentArguments) -> Result<(), Failure> {
    let codes = checks::codes();
    if let Some(code) = arguments.deny.iter().chain(&arguments.allow).find(|code| !is_code(code)) {
        let near = nearest(code, codes.iter().map(|code| code.name));
        return Err(Failure::Usage { key: "unknown_code", value: code.clone(), near });
    }
    let is_binding = |name: &&String| codes.iter().any(|code| code.binding && code.name == name.as_str());
    match arguments.allow.iter().find(is_binding) {
        Some(code) => Err(Failure::Usage { key: "binding_code", value: code.clone(), near: None }),
        None => Ok(()),
    }
}

/// Whether a code of this name exists.
pub(super) fn is_code(name: &str) -> bool {
    checks::codes().iter().any(|code| code.name == name)
}

impl Portal {
    /// A line for each stage.
    pub(super) fn tell_timings(&self, output: &Output) {
        for (stage, took) in self.timings.stages() {
            let name = output.texts().get(&format!("cli.stage.{}", stage.as_str())).to_owned();
            Output::say(&format!("{:>9.1} ms  {name}", took.as_secs_f64() * 1000.0));
        }
    }
}
