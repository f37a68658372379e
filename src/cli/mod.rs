//! The command line: what people type, where results go, and what the exit code says. One file a
//! command. Messages go to stderr, results to stdout.

mod again;
mod answer_json;
mod arguments;
mod build;
mod changes;
mod check;
mod cms;
mod explain;
mod failure;
mod fmt;
mod gaps;
mod help;
mod init;
mod interview;
mod lsp;
mod mv;
mod new;
mod one_file;
mod output;
mod pack;
mod progress;
mod review;
mod schema;
mod search;
mod serve;
mod single;
mod staged;
mod synonyms;
mod timings;
mod urls;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use pack::{Pdf, Typesetter};

use arguments::{Arguments, Command, Format};
use failure::Failure;
use output::Output;

use crate::diagnostics::{Language, Texts};
use crate::model::{self, Catalogue};
use crate::publish::{self, SystemDisk};
use crate::source::{self, Sources};

/// Runs the program with the process's own arguments; `engine` is the WebAssembly that published
/// portals search with.
///
/// Exit codes: 0 all well · 1 the content is wrong · 2 the command line is wrong · 3 the
/// surroundings failed.
#[must_use]
pub fn run(engine: &'static [u8]) -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    match help::parse(&typed) {
        Ok((arguments, texts)) => finish(arguments, texts, engine),
        Err(shown) => shown,
    }
}

/// Runs `portal pack` with the process's own arguments, in a program that has a typesetter; the
/// exit codes are those of [`run`]. Other commands are refused.
#[must_use]
pub fn run_pack(typesetter: Typesetter) -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    let (arguments, texts) = match help::parse(&typed) {
        Ok(parsed) => parsed,
        Err(shown) => return shown,
    };
    let mut output = Output::new(arguments.color, arguments.lang.map(Language::from), texts);
    let done = match arguments.command {
        Command::Pack(wanted) => pack::run(&arguments.root, &wanted, typesetter, &mut output),
        _ => Err(Failure::Usage { key: "only_pack", value: String::new(), near: None }),
    };
    ended(done, &output)
}

/// The sources of a portal and what there is of its catalogue: enough to name its terms by; what is
/// wrong with it is for `check` to say.
fn as_it_is(
    root: &Path,
    drafts: bool,
    output: &mut Output,
) -> Result<(Sources, Catalogue), Failure> {
    let (sources, mut findings) = source::read(root)?;
    let (catalogue, found) = model::model(&sources, None, drafts);
    let Some(catalogue) = catalogue else {
        findings.append(found);
        output.findings(&findings.into_sorted(), &sources, Format::Human)?;
        return Err(Failure::Content);
    };
    output.speak_as(&sources, Some(catalogue.site.language));
    Ok((sources, catalogue))
}

/// The folder of the portal, where an interrupted publication is finished first: whatever a command
/// does, it does it with a portal that is whole.
fn portal_root(start: &Path, output: &Output) -> Result<PathBuf, Failure> {
    let root = source::find_root(start)?;
    if publish::finish_edit(&root)? {
        output.tell("cli.build.edited", &[]);
    }
    match publish::recover(&SystemDisk, &root) {
        Ok(None) => {}
        Ok(Some(site)) => {
            output.tell("cli.build.finished", &[("out", &site.display().to_string())]);
        }
        // What the command itself has to say comes first; whoever comes next tries again.
        Err(error) => {
            if let Some(message) = Failure::Publish(error).message(output.texts()) {
                Output::say(&format!("{}: {message}", output.texts().get("cli.warning")));
            }
        }
    }
    Ok(root)
}

fn finish(arguments: Arguments, texts: Texts, engine: &'static [u8]) -> ExitCode {
    let mut output = Output::new(arguments.color, arguments.lang.map(Language::from), texts);
    let done = match arguments.command {
        Command::Build(build) => build::run(&arguments.root, &build, engine, &mut output),
        Command::Check(check) => check::run(&arguments.root, &check, engine, &mut output),
        Command::Search(search) => search::run(&arguments.root, &search, &mut output),
        Command::Serve(serve) => serve::run(&arguments.root, &serve, engine, &mut output),
        Command::Gaps(gaps) => gaps::run(&arguments.root, &gaps, &mut output),
        Command::Synonyms(synonyms) => {
            synonyms::run(&arguments.root, &synonyms.command, &mut output)
        }
        Command::Init(init) => init::run(&init, &output),
        Command::New(new) => new::run(&arguments.root, &new, &mut output),
        Command::Schema(schema) => schema::run(&arguments.root, &schema, &mut output),
        Command::Cms(cms) => cms::run(&arguments.root, &cms, &mut output),
        Command::Changes(changes) => changes::run(&arguments.root, &changes, &mut output),
        Command::Review(review) => review::run(&arguments.root, &review, &mut output),
        Command::Fmt(fmt) => fmt::run(&arguments.root, &fmt, &mut output),
        Command::Mv(renamed) => mv::rename(&arguments.root, &renamed, &mut output),
        Command::Retire(retired) => mv::retire(&arguments.root, &retired, &mut output),
        Command::Urls(urls) => urls::run(&arguments.root, &urls, engine, &mut output),
        Command::Lsp => lsp::run(&arguments.root),
        Command::Explain(explain) => explain::run(&explain, &mut output),
        Command::Pack(_) => match pack::hand_over() {
            Ok(code) => return code,
            Err(failure) => Err(failure),
        },
    };
    ended(done, &output)
}

fn ended(done: Result<(), Failure>, output: &Output) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}
