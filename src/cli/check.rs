//! `portal check`: everything that a build would say; writes nothing.

use std::cell::Cell;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, ContentArguments};
use super::failure::Failure;
use super::output::Output;
use super::progress::Progress;
use super::staged as staged_files;
use super::timings::Timings;
use crate::build::staged;
use crate::diagnostics::{Diagnostic, Findings, nearest};
use crate::model::Catalogue;
use crate::publish::{Nowhere, Sink};
use crate::source::{self, Role, Sources, is_committed};
use crate::{Built, Made, Options, PaperChoice, Stage, checks, ledger};

pub(super) fn run(
    root: &Path,
    arguments: &CheckArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    if arguments.staged {
        return staged_files::run(root, arguments, output);
    }
    let mut portal = prepare(root, &arguments.content, engine, output)?;
    let built = portal.build_nowhere(output);
    output.findings_as_result(&built.findings, &portal.sources, arguments.content.format)?;
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    let entries = built.catalogue.as_ref().map_or(0, |catalogue| catalogue.entries().count());
    let counts = output.counts(&built.findings);
    output.tell("cli.check.done", &[("entries", &entries.to_string()), ("counts", &counts)]);
    if built.findings.has_errors() { Err(Failure::Content) } else { Ok(()) }
}

/// A portal that is read.
pub(super) struct Portal {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    pub(super) timings: Timings,
    /// Those of the reading, until it is built.
    findings: Findings,
    options: Options,
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
    let (sources, mut findings) = staged(&timings, Stage::Read, || source::read(&root))?;
    findings.extend(lost_ledger(&root, &sources));
    let options = Options {
        engine,
        today: arguments.today,
        drafts: arguments.drafts,
        deny: arguments.deny.clone(),
        allow: arguments.allow.clone(),
        ..Options::default()
    };
    Ok(Portal { root, sources, timings, findings, options })
}

/// Without the ledger no address would be missed: that it is gone is told as long as git has it.
fn lost_ledger(root: &Path, sources: &Sources) -> Option<Diagnostic> {
    let (settings, _) = sources.of_role(Role::Site).next()?;
    let is_kept = sources.of_role(Role::Ledger).next().is_some();
    (!is_kept && is_committed(root, ledger::PATH)).then(|| ledger::deleted(settings))
}

impl Portal {
    /// What the person at the keyboard chose.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// The same in a word, but for the engine.
    pub(super) fn choices(&self) -> String {
        let Options { engine: _, today, drafts, deny, allow, course: _, paper: _, memo: _ } =
            &self.options;
        format!("{today:?} {drafts} {deny:?} {allow:?}")
    }

    /// What was found when it was read, until it is built.
    pub(super) fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Builds it for what there is to know of it, and keeps no file.
    pub(super) fn build_nowhere(&mut self, output: &mut Output) -> Built<Made<Nowhere>> {
        match self.build(output, |_| Ok::<_, Infallible>(Nowhere)) {
            Ok(built) => built,
            Err(never) => match never {},
        }
    }

    /// Lets the search for file shares find a course's part alone.
    pub(super) fn search_only(&mut self, course: Option<&str>) {
        self.options.course = course.map(str::to_owned);
    }

    /// Makes a document for paper as well.
    pub(super) fn set_on_paper(&mut self, choice: PaperChoice) {
        self.options.paper = Some(choice);
    }

    /// Builds it into what `open` gives; from then on it is told of in the portal's words.
    ///
    /// # Errors
    /// Those of the sink.
    pub(super) fn build<S: Sink>(
        &mut self,
        output: &mut Output,
        open: impl FnOnce(&Catalogue) -> Result<S, S::Error>,
    ) -> Result<Built<Made<S>>, S::Error> {
        let findings = self.take_findings();
        self.build_of(findings, output, open)
    }

    /// What was found when it was read, which is told once.
    pub(super) fn take_findings(&mut self) -> Findings {
        std::mem::take(&mut self.findings)
    }

    /// As [`Portal::build`], where the sink looks into the sources.
    ///
    /// # Errors
    /// Those of the sink.
    pub(super) fn build_of<S: Sink>(
        &self,
        findings: Findings,
        output: &mut Output,
        open: impl FnOnce(&Catalogue) -> Result<S, S::Error>,
    ) -> Result<Built<Made<S>>, S::Error> {
        let language = Cell::new(None);
        let open = |catalogue: &Catalogue| {
            language.set(Some(catalogue.site.language));
            open(catalogue)
        };
        let built =
            crate::build_into((&self.sources, findings), &self.options, &self.timings, open);
        let known = built.as_ref().ok().and_then(|built| built.catalogue.as_ref());
        let known = known.map(|catalogue| catalogue.site.language);
        output.speak_as(&self.sources, known.or(language.get()));
        self.timings.clear_line();
        built
    }
}

/// Refuses codes that there are none of, and those that nobody may silence.
pub(super) fn refuse_codes(arguments: &ContentArguments) -> Result<(), Failure> {
    let codes = checks::codes();
    if let Some(code) = arguments.deny.iter().chain(&arguments.allow).find(|code| !is_code(code)) {
        let near = nearest(code, codes.iter().map(|code| code.name));
        return Err(Failure::Usage { key: "unknown_code", value: code.clone(), near });
    }
    let is_binding =
        |name: &&String| codes.iter().any(|code| code.binding && code.name == name.as_str());
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
