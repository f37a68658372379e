//! The command line: what people type, where results go, and what the exit code says. One file a command.
//! Messages go to stderr, results to stdout.

mod arguments;
mod build;
mod check;
mod explain;
mod failure;
mod help;
mod output;
mod progress;
mod search;
mod serve;
mod timings;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use output::Output;

use crate::diagnostics::{Language, Texts};

/// Runs the program with the process's own arguments; `engine` is the WebAssembly that published portals search with.
///
/// Exit codes: 0 all well · 1 the content is wrong · 2 the command line is wrong · 3 the surroundings failed.
#[must_use]
pub fn run(engine: &'static [u8]) -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    match help::parse(&typed) {
        Ok((arguments, texts)) => finish(arguments, texts, engine),
        Err(shown) => shown,
    }
}

fn finish(arguments: Arguments, texts: Texts, engine: &'static [u8]) -> ExitCode {
    let mut output = Output::new(arguments.color, arguments.lang.map(Language::from), texts);
    let done = match arguments.command {
        Command::Build(build) => build::run(&arguments.root, &build, engine, &mut output),
        Command::Check(check) => check::run(&arguments.root, &check, engine, &mut output),
        Command::Search(search) => search::run(&arguments.root, &search, &mut output),
        Command::Serve(serve) => serve::run(&arguments.root, &serve, engine, &mut output),
        Command::Explain(explain) => explain::run(&explain, &mut output),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}
