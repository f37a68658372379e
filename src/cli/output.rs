//! Where words go: results to stdout, messages to stderr, with colours where they are wanted.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Color, Format};
use super::failure::Failure;
use crate::diagnostics::{
    Findings, Language, Severity, Texts, code_quality, github, github_summary, harmless, human,
    json_lines, sarif,
};
use crate::guard::mask;
use crate::source::Sources;

/// Bold, and no longer bold, to a terminal (ECMA-48, SGR 1 and 22).
const BOLD: [&str; 2] = ["\x1b[1m", "\x1b[22m"];

/// Whether what goes to `stream` is coloured.
fn is_styled(color: Color, stream: &impl IsTerminal) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && stream.is_terminal()
        }
    }
}

/// Adds to the summary of a GitHub workflow's run, where there is one. A summary that cannot be
/// written stops nobody.
fn summarize(table: &str) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") else { return };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let _ = file.and_then(|mut file| file.write_all(table.as_bytes()));
}

/// The terminal, and the language it is spoken to in.
pub(super) struct Output {
    color: Color,
    /// Whether messages are coloured.
    styled: bool,
    chosen: Option<Language>,
    texts: Texts,
    /// What stands before paths where other programs read them; empty, or ends in `/`.
    below: String,
}

impl Output {
    /// Speaks by `texts`, those of the chosen language, until a portal's own are known.
    pub(super) fn new(color: Color, chosen: Option<Language>, texts: Texts) -> Self {
        let styled = is_styled(color, &stderr());
        Self { color, styled, chosen, texts, below: String::new() }
    }

    /// Speaks as the portal does: its theme's texts, and its language unless another was asked for.
    pub(super) fn speak_as(&mut self, sources: &Sources, language: Option<Language>) {
        let (texts, _) = Texts::read(sources, self.chosen.or(language).unwrap_or_default());
        self.texts = texts;
    }

    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }

    pub(super) fn is_interactive() -> bool {
        stderr().is_terminal()
    }

    /// A line of result.
    pub(super) fn result(line: &str) -> Result<(), Failure> {
        let mut out = stdout().lock();
        writeln!(out, "{}", harmless(&mask(line)))?;
        Ok(out.flush()?)
    }

    /// A line of result that is written with the marks it is given: bold where results are
    /// coloured, else none. A line in which a number is masked has none either, for a mark within a
    /// number would hide it from the mask.
    pub(super) fn marked_result(&self, line: &dyn Fn([&str; 2]) -> String) -> Result<(), Failure> {
        let plain = line(["", ""]);
        let is_marked = is_styled(self.color, &stdout()) && mask(&plain) == plain;
        if !is_marked {
            return Self::result(&plain);
        }
        let mut out = stdout().lock();
        writeln!(out, "{}", line(BOLD))?;
        Ok(out.flush()?)
    }

    /// A line of message; whether anybody reads it does not matter.
    pub(super) fn say(line: &str) {
        let _ = writeln!(stderr().lock(), "{}", harmless(&mask(line)));
    }

    /// A message by its key.
    pub(super) fn tell(&self, key: &str, arguments: &[(&str, &str)]) {
        Self::say(&self.texts.fill(key, arguments));
    }

    /// A warning by its key, about something other than the content.
    pub(super) fn warn(&self, key: &str, arguments: &[(&str, &str)]) {
        Self::say(&format!(
            "{}: {}",
            self.texts.get("cli.warning"),
            self.texts.fill(key, arguments)
        ));
    }

    /// All findings, as messages about the work; what is meant for programs goes to stdout all the
    /// same.
    pub(super) fn findings(
        &self,
        findings: &Findings,
        sources: &Sources,
        format: Format,
    ) -> Result<(), Failure> {
        if format == Format::Human {
            Self::write(&self.worded(findings, sources, (format, self.styled))?);
            return Ok(());
        }
        self.findings_as_result(findings, sources, format)
    }

    /// All findings, where they are what was asked for.
    pub(super) fn findings_as_result(
        &self,
        findings: &Findings,
        sources: &Sources,
        format: Format,
    ) -> Result<(), Failure> {
        let told = self.worded(findings, sources, (format, is_styled(self.color, &stdout())))?;
        if format == Format::Github {
            summarize(&github_summary(findings, sources, &self.texts, &self.below));
        }
        Self::write_result(&told)
    }

    /// All findings in a format; nothing where people are told of none.
    pub(super) fn worded(
        &self,
        findings: &Findings,
        sources: &Sources,
        (format, styled): (Format, bool),
    ) -> Result<String, Failure> {
        let (texts, below) = (&self.texts, self.below.as_str());
        let worded = match format {
            Format::Human => Ok(human(findings, sources, texts, styled)),
            Format::Json => json_lines(findings, sources, texts),
            Format::Gitlab => code_quality(findings, sources, texts, below),
            Format::Sarif => sarif(findings, sources, texts, below),
            Format::Github => Ok(github(findings, sources, texts, below)),
        };
        Ok(worded.map_err(std::io::Error::other)?)
    }

    /// Text as it is, to stdout.
    pub(super) fn write_result(text: &str) -> Result<(), Failure> {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Text as it is, to stderr; whether anybody reads it does not matter.
    pub(super) fn write(text: &str) {
        let _ = stderr().lock().write_all(text.as_bytes());
    }

    /// Whether messages are coloured.
    pub(super) fn is_styled(&self) -> bool {
        self.styled
    }

    /// All that changes how findings are told, but for the portal's own texts.
    pub(super) fn manner(&self) -> String {
        format!("{:?} {} {:?} {}", self.color, self.styled, self.chosen, self.below)
    }

    /// Says what stands before paths where other programs read them: from the folder that all was
    /// started in to the portal's.
    pub(super) fn start_from(&mut self, root: &Path) {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let below = root.strip_prefix(&here).unwrap_or(Path::new(""));
        self.below = below
            .iter()
            .flat_map(|name| [name.to_string_lossy().into_owned(), "/".to_owned()])
            .collect();
    }

    /// `2 fejl, 1 advarsel, 0 oplysninger`.
    pub(super) fn counts(&self, findings: &Findings) -> String {
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
            let key = format!("cli.count.{}", severity.as_str());
            self.texts.counted(&key, findings.count(severity))
        });
        counts.join(", ")
    }

    /// A failure in words, for those who may try again.
    pub(super) fn complaint(&self, failure: &Failure) -> String {
        failure.message(&self.texts).unwrap_or_default()
    }

    /// Tells a failure and gives its exit code.
    pub(super) fn fail(&self, failure: &Failure) -> ExitCode {
        if let Some(message) = failure.message(&self.texts) {
            Self::say(&format!("{}: {message}", self.texts.get("cli.error")));
        }
        failure.code()
    }
}
