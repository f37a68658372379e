//! A build of what was built last time: where all that goes into it, this program among it, and all
//! that came of it are as they were, nothing is made again. What is kept for this is one small
//! file; it is checked by its hash, and a build without it is a build like any other.

use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::arguments::{BuildArguments, Format};
use super::check::Portal;
use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::Findings;
use crate::publish::{Digest, Disk as _, EntryKind, Seal, SystemDisk, is_linked, write_over};
use crate::source::Sources;

/// Where it is kept, below the portal's root.
const FOLDER: &str = ".portal/cache";
const FILE: &str = "build";

/// Which build of the program this is.
const PROGRAM: &str = env!("PORTAL_IDENTITY");

/// What there is to tell of a build that published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Last {
    pub(super) told: Told,
    pub(super) rules: Rules,
    pub(super) done: Done,
}

/// Findings in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// For people.
    messages: String,
    /// For programs.
    results: String,
}

/// The rules for a web server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rules {
    /// Those that the portal has itself.
    pub(super) own: Vec<String>,
    /// Those that are not published, by path.
    pub(super) beside: Vec<(String, String)>,
}

/// What the summary tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) pages: usize,
    pub(super) documents: usize,
    pub(super) files: usize,
    pub(super) bytes: u64,
}

/// The same as it is kept: with the name of all that went into the build, and the marks of what was
/// published.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    key: String,
    seal: Seal,
    last: Last,
}

impl Told {
    /// Findings as a build tells them.
    ///
    /// # Errors
    /// When they cannot be written in the format.
    pub(super) fn of(
        findings: &Findings,
        sources: &Sources,
        (format, output): (Format, &Output),
    ) -> Result<Self, Failure> {
        let mut told = Self::default();
        if format == Format::Github {
            // Its summary is written beside it.
            output.findings(findings, sources, format)?;
        } else if format != Format::Human {
            told.results = output.worded(findings, sources, (format, false))?;
        }
        if findings.is_empty() {
            return Ok(told);
        }
        if format == Format::Human {
            told.messages = output.worded(findings, sources, (format, output.is_styled()))?;
        }
        told.messages.extend([output.counts(findings).as_str(), "\n"]);
        Ok(told)
    }

    /// Says all of it.
    ///
    /// # Errors
    /// When nobody takes what is for programs.
    pub(super) fn repeat(&self) -> Result<(), Failure> {
        Output::write_result(&self.results)?;
        Output::write(&self.messages);
        Ok(())
    }
}

/// The name of all that goes into a build; none where something comes of it that is not kept: the
/// portal in memory, and the summary of a workflow's run.
pub(super) fn key(
    portal: &Portal,
    arguments: &BuildArguments,
    out: &Path,
    output: &Output,
) -> Option<String> {
    let BuildArguments {
        out: _,
        serve,
        host,
        precompress,
        accept_loss: _,
        single: _,
        course: _,
        content,
    } = arguments;
    if *serve || content.format == Format::Github {
        return None;
    }
    let out = std::path::absolute(out).ok()?;
    let chosen = format!(
        "{} {host:?} {precompress} {:?} {}",
        out.display(),
        content.format,
        output.manner()
    );
    let parts = [
        ("program", Digest::of(PROGRAM.as_bytes())),
        ("engine", Digest::of(portal.options().engine)),
        ("options", Digest::of(portal.choices().as_bytes())),
        ("chosen", Digest::of(chosen.as_bytes())),
        ("files", files(&portal.sources)),
        ("reading", told_in_reading(portal.findings())),
    ];
    Some(Digest::of_all(parts).to_string())
}

/// The name of all files, as they were read.
fn files(sources: &Sources) -> Digest {
    let files: Vec<_> = sources.files().collect();
    let digests = files.par_iter().map(|(id, file)| {
        let bytes = sources.bytes(*id).unwrap_or(file.text().as_bytes());
        (file.path(), Digest::of(bytes))
    });
    let digests: Vec<_> = digests.collect();
    let themes = sources.themes().map(|theme| (theme, Digest::of(b"theme")));
    Digest::of_all(digests.into_iter().chain(themes))
}

fn told_in_reading(findings: &Findings) -> Digest {
    Digest::of(format!("{findings:?}").as_bytes())
}

/// What there is to tell of the last build, if it was of the same and stands as it was published.
pub(super) fn last(root: &Path, out: &Path, key: &str) -> Option<Last> {
    let file = root.join(FOLDER).join(FILE);
    // A pipe of that name would be read for ever.
    let found = SystemDisk.found(&file).ok()??;
    let bytes = (found.kind == EntryKind::File).then(|| SystemDisk.read(&file).ok())??;
    let kept = parse(&bytes).filter(|kept| kept.key == key)?;
    kept.seal.is_whole(&SystemDisk, root, out).then_some(kept.last)
}

/// Keeps what came of the build of this name. What cannot be kept is built again next time.
pub(super) fn keep(root: &Path, out: &Path, key: String, last: Last) {
    let Some(seal) = Seal::of(&SystemDisk, root, out) else { return };
    let Ok(text) = serde_json::to_string(&Kept { key, seal, last }) else { return };
    // Nothing is kept where a link leads away to.
    if is_linked(root, Path::new(FOLDER)) {
        return;
    }
    drop(write_over(&root.join(FOLDER), &[(FILE.to_owned(), with_digest(&text))]));
}

fn with_digest(text: &str) -> String {
    format!("{}\n{text}", Digest::of(text.as_bytes()))
}

/// What was kept; nothing if a byte of it is another.
fn parse(bytes: &[u8]) -> Option<Kept> {
    let (digest, text) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    let is_whole = Digest::of(text.as_bytes()).to_string() == digest;
    is_whole.then(|| serde_json::from_str(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was_and_not_with_any_byte_changed() {
        let told = Told { messages: "æ".to_owned(), results: String::new() };
        let done = Done { pages: 1, documents: 2, files: 3, bytes: 4 };
        let last = Last { told, rules: Rules::default(), done };
        let seal: Seal = serde_json::from_str(r#"{"site":"a","index":"b"}"#).expect("a seal");
        let kept = Kept { key: "k".to_owned(), seal, last: last.clone() };
        let whole = with_digest(&serde_json::to_string(&kept).expect("JSON")).into_bytes();
        assert_eq!(parse(&whole).map(|kept| kept.last), Some(last));
        for at in 0..whole.len() {
            let mut poisoned = whole.clone();
            poisoned[at] ^= 1;
            assert!(parse(&poisoned).is_none(), "byte {at}");
            assert!(parse(&whole[..at]).is_none(), "up to {at}");
        }
    }
}
