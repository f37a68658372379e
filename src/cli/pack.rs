//! `portal pack`: courses and entries as one PDF. Everything is checked as by any build, the
//! published portal is not touched, and the file is written whole or not at all. The typesetter is
//! as large as the rest of the program, so it is a program of its own, `portal-pack`, which does the
//! work in the same way with the same arguments; `portal` finds it and hands over.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::arguments::PackArguments;
use super::check::{Portal, prepare};
use super::failure::Failure;
use super::one_file;
use super::output::Output;
use crate::build::staged;
use crate::diagnostics::nearest;
use crate::model::Catalogue;
use crate::publish::{Digest, Sink, SystemDisk, admit_file};
use crate::{NotOnPaper, Paper, PaperChoice, Stage};

/// A document as it is printed.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Lays a document out; says why it cannot.
pub type Typesetter = fn(&Paper) -> Result<Pdf, String>;

/// The program that has a typesetter.
const PROGRAM: &str = "portal-pack";

/// Where its workspace builds it, from the folder of sources on.
const BUILT: &str = "pack/target";

/// Keeps nothing, and lets no build begin for ids that name nothing.
struct Unpublished;

impl Sink for Unpublished {
    type Error = NotOnPaper;

    fn put(&self, _: &str, _: Vec<u8>, _: Digest) -> Result<(), NotOnPaper> {
        Ok(())
    }
}

pub(super) fn run(
    root: &Path,
    arguments: &PackArguments,
    typesetter: Typesetter,
    output: &mut Output,
) -> Result<(), Failure> {
    let path = &arguments.out;
    one_file::ends_in(path, "pdf", "no_pdf")?;
    // The engine is the browser's, and nothing here is for a browser.
    let mut portal = prepare(root, &arguments.content, &[], output)?;
    let path = admit_file(&SystemDisk, path, &portal.root, b"%PDF-")?;
    let paper = paper(&mut portal, arguments, output)?;
    let pdf = staged(&portal.timings, Stage::Typeset, || typesetter(&paper));
    portal.timings.clear_line();
    let pdf = pdf.map_err(|detail| Failure::Typeset { detail })?;
    one_file::write(&portal, &path, &pdf.bytes)?;
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    one_file::tell(&portal, "cli.pack.done", (&path, pdf.pages, pdf.bytes.len()), output)
}

/// What is set, of a portal in which nothing is wrong.
fn paper(
    portal: &mut Portal,
    arguments: &PackArguments,
    output: &mut Output,
) -> Result<Paper, Failure> {
    let choice = PaperChoice {
        ids: arguments.ids.clone(),
        owner: arguments.owner.clone(),
        without: arguments.without.iter().copied().collect(),
    };
    let open = |catalogue: &Catalogue| choice.entries(catalogue).map(|_| Unpublished);
    portal.set_on_paper(choice.clone());
    let findings = portal.take_findings();
    let built = portal.build_of(findings, output, open).map_err(refused)?;
    output.findings(&built.findings, &portal.sources, arguments.content.format)?;
    let Some(paper) = built.site.and_then(|made| made.paper) else {
        output.tell("cli.pack.nothing", &[("counts", &output.counts(&built.findings))]);
        return Err(Failure::Content);
    };
    Ok(paper)
}

/// Why nothing goes on paper.
fn refused(why: NotOnPaper) -> Failure {
    let choice =
        |key, value, near, known| Failure::Choice { key, value, of: String::new(), known, near };
    match why {
        NotOnPaper::Unknown { id, near } => choice("no_entry", id, near, String::new()),
        NotOnPaper::Draft { id } => choice("draft_entry", id, None, String::new()),
        NotOnPaper::Owner { id, known } => {
            let near = nearest(&id, known.iter().map(String::as_str)).map(str::to_owned);
            choice("unknown_owner", id, near, known.join(", "))
        }
    }
}

/// Runs the program that has a typesetter, as it was typed; its exit code is ours.
pub(super) fn hand_over() -> Result<ExitCode, Failure> {
    for program in programs() {
        match Command::new(&program).args(std::env::args_os().skip(1)).status() {
            // None where a signal has ended it.
            Ok(status) => {
                let code = status.code().and_then(|code| u8::try_from(code).ok());
                return Ok(ExitCode::from(code.unwrap_or(3)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                let detail = format!("{}: {error}", program.display());
                return Err(Failure::Typeset { detail });
            }
        }
    }
    Err(Failure::NoTypesetter)
}

/// Where the program may be: beside this one, where it is built beside a build of this one, and
/// wherever the shell finds programs.
fn programs() -> Vec<PathBuf> {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    let own = std::env::current_exe().unwrap_or_default();
    let folder = own.parent().unwrap_or(Path::new(""));
    // `target/release/portal` and `pack/target/release/portal-pack`.
    let sources = folder.parent().and_then(Path::parent).unwrap_or(Path::new(""));
    let profile = folder.file_name().unwrap_or_default();
    let beside = folder.join(&name);
    let built = sources.join(BUILT).join(profile).join(&name);
    let there = [beside, built].into_iter().filter(|path| path.is_absolute());
    there.chain([PathBuf::from(name)]).collect()
}
