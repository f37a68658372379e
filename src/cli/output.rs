//! Where words go: results to stdout, messages to stderr, with colours where they are wanted.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use super::arguments::{Color, Format};
use super::failure::Failure;
use crate::diagnostics::{Findings, Language, Severity, Texts, human, json_lines};
use crate::source::Sources;

/// Whether what goes to `stream` is coloured.
fn is_styled(color: Color, stream: &impl IsTerminal) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && stream.is_terminal(),
    }
}

/// The terminal, and the language it is spoken to in.
pub(super) struct Output {
    color: Color,
    /// Whether messages are coloured.
    styled: bool,
    chosen: Option<Language>,
    texts: Texts,
}

impl Output {
    /// Speaks by `texts`, those of the chosen language, until a portal's own are known.
    pub(super) fn new(color: Color, chosen: Option<Language>, texts: Texts) -> Self {
        let styled = is_styled(color, &stderr());
        Self { color, styled, chosen, texts }
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
        writeln!(out, "{line}")?;
        Ok(out.flush()?)
    }

    /// A line of message; whether anybody reads it does not matter.
    pub(super) fn say(line: &str) {
        let _ = writeln!(stderr().lock(), "{line}");
    }

    /// A message by its key.
    pub(super) fn tell(&self, key: &str, arguments: &[(&str, &str)]) {
        Self::say(&self.texts.fill(key, arguments));
    }

    /// A warning by its key, about something other than the content.
    pub(super) fn warn(&self, key: &str, arguments: &[(&str, &str)]) {
        Self::say(&format!("{}: {}", self.texts.get("cli.warning"), self.texts.fill(key, arguments)));
    }

    /// All findings, as messages about the work.
    pub(super) fn findings(&self, findings: &Findings, sources: &Sources, format: Format) -> Result<(), Failure> {
        match format {
            Format::Json => self.finding_lines(findings, sources),
            Format::Human => {
                if !findings.is_empty() {
                    let _ = stderr().lock().write_all(human(findings, sources, &self.texts, self.styled).as_bytes());
                }
                Ok(())
            }
        }
    }

    /// All findings, where they are what was asked for.
    pub(super) fn findings_as_result(
        &self,
        findings: &Findings,
        sources: &Sources,
        format: Format,
    ) -> Result<(), Failure> {
        match format {
            Format::Json => self.finding_lines(findings, sources),
            Format::Human => {
                let styled = is_styled(self.color, &stdout());
                let mut out = stdout().lock();
                out.write_all(human(findings, sources, &self.texts, styled).as_bytes())?;
                Ok(out.flush()?)
            }
        }
    }

    fn finding_lines(&self, findings: &Findings, sources: &Sources) -> Result<(), Failure> {
        let lines = json_lines(findings, sources, &self.texts).map_err(std::io::Error::other)?;
        let mut out = stdout().lock();
        out.write_all(lines.as_bytes())?;
        Ok(out.flush()?)
    }

    /// `2 fejl, 1 advarsel, 0 oplysninger`.
    pub(super) fn counts(&self, findings: &Findings) -> String {
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
            let count = findings.count(severity);
            let form = if count == 1 { "one" } else { "many" };
            let key = format!("cli.count.{}.{form}", severity.as_str());
            self.texts.fill(&key, &[("count", &count.to_string())])
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
